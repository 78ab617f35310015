"""Django's name for this app."""

from django.apps import AppConfig


class PoliceConfig(AppConfig):
    """Police assistance: needs, requests, answers, what it led to, and the figures."""

    name = "skyddsnat.web.police"
    label = "web_police"
