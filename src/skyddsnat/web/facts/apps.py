"""Django's name for this app."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """True figures for everybody."""

    name = "skyddsnat.web.facts"
    label = "web_facts"
