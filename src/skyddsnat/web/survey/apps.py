"""Django's name for this app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """Making surveys, asking them, following and closing them, and reading what came."""

    name = "skyddsnat.web.survey"
    label = "web_survey"
