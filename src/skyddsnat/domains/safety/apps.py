"""Django's name for this app."""

from django.apps import AppConfig

from skyddsnat.domains.safety.rules.walls import WALLS
from skyddsnat.foundation.access.walls import name_walls


class SafetyConfig(AppConfig):
    """The safety of the staff: incidents, what follows on them, warnings and campaigns."""

    name = "skyddsnat.domains.safety"
    label = "safety"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the walls of these tables mean."""
        name_walls(WALLS)
