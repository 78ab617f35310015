"""Django's name for this app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search and the command palette."""

    name = "skyddsnat.web.search"
    label = "web_search"
