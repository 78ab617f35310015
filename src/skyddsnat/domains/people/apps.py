"""Django's name for this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The child, the guardians, the siblings and others, with their relations."""

    name = "skyddsnat.domains.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
