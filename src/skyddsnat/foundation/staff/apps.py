"""Django's name for this app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Units, employees, their roles and absences."""

    name = "skyddsnat.foundation.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"
