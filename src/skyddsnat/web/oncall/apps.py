"""Django's name for this app."""

from django.apps import AppConfig


class OncallWebConfig(AppConfig):
    """The extract for the on-call team: recipients, keys, openings."""

    name = "skyddsnat.web.oncall"
    label = "web_oncall"
