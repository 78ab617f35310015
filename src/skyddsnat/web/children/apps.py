"""Django's name for this app."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    """The child's file, as pages."""

    name = "skyddsnat.web.children"
    label = "web_children"
