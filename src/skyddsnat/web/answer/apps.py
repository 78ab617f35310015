"""Django's name for this app."""

from django.apps import AppConfig


class AnswerConfig(AppConfig):
    """Answering a survey by a personal link."""

    name = "skyddsnat.web.answer"
    label = "web_answer"
