"""The shared shell of all pages: base template, components, client scripts."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "skyddsnat.web"
    label = "web"
