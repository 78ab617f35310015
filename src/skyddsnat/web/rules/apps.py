"""Django's name for this app."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """The statutes behind the clocks."""

    name = "skyddsnat.web.rules"
    label = "web_rules"
