"""The language and the place of the page that is being made, looked up once a page.

Django looks both up anew for each word and each address, behind a lock: a tenth of the time of a list. Nothing may
change the language half-way through a page; tests/web/test_making.py holds to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.urls import get_script_prefix
from django.utils import translation

SWEDISH = "sv"


@dataclass(frozen=True, slots=True)
class Making:
    """The language of a page, and where the installation stands ("/")."""

    language: str
    prefix: str


_making: ContextVar[Making | None] = ContextVar("making", default=None)


@contextmanager
def making(language: str) -> Iterator[None]:
    """A page is made in this language."""
    token = _making.set(Making(language, get_script_prefix()))
    try:
        with translation.override(language):
            yield
    finally:
        _making.reset(token)


def page_language() -> str:
    """The language of the page being made; where none is, Django's own, and Swedish where there is no other."""
    page = _making.get()
    return page.language if page else translation.get_language() or SWEDISH


def page_prefix() -> str:
    """Where the installation stands."""
    page = _making.get()
    return page.prefix if page else get_script_prefix()
