"""Django's name for this app."""

from django.apps import AppConfig

from skyddsnat.domains.compulsory.rules.walls import WALLS
from skyddsnat.foundation.access.walls import name_walls
from skyddsnat.foundation.documents.following import follow_leaving


class CompulsoryConfig(AppConfig):
    """Compulsory care, its courts and clocks, two caseworkers, police assistance and the board's part."""

    name = "skyddsnat.domains.compulsory"
    label = "compulsory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the walls of these tables mean, and what follows when a paper to the police has left."""
        from skyddsnat.domains.compulsory.actions.police import letter_left  # noqa: PLC0415 - needs the tables

        name_walls(WALLS)
        follow_leaving("compulsory.policeneed", letter_left)
