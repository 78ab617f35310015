"""Django's name for this app."""

from django.apps import AppConfig

from skyddsnat.domains.compulsory.rules.walls import WALLS
from skyddsnat.foundation.access.walls import name_walls


class CompulsoryConfig(AppConfig):
    """Compulsory care, its courts and clocks, two caseworkers, police assistance and the board's part."""

    name = "skyddsnat.domains.compulsory"
    label = "compulsory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the walls of these tables mean."""
        name_walls(WALLS)
