"""Django's name for this app."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """The safety of the staff: reporting, following up, warnings, campaigns, figures."""

    name = "skyddsnat.web.safety"
    label = "web_safety"
