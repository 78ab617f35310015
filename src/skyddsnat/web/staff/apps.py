"""Django's name for this app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Staff, units and the delegation order."""

    name = "skyddsnat.web.staff"
    label = "web_staff"
