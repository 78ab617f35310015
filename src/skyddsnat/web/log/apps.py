"""Django's name for this app."""

from django.apps import AppConfig


class LogConfig(AppConfig):
    """The log and its review."""

    name = "skyddsnat.web.log"
    label = "web_log"
