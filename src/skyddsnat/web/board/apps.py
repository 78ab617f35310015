"""Django's name for this app."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """Matters for the board, the chair on call, meetings and appointments."""

    name = "skyddsnat.web.board"
    label = "web_board"
