"""Django's name for this app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """Surveys of the staff, their waves and invitations. The answers are in another schema, under another role."""

    name = "skyddsnat.domains.survey"
    label = "survey"
    default_auto_field = "django.db.models.BigAutoField"
