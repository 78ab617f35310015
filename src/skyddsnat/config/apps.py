"""Django's name for this package, so that its checks are run."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings and the checks that guard them."""

    name = "skyddsnat.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks."""
        from skyddsnat.config import checks  # noqa: F401, PLC0415 - registers itself, once the apps are there
