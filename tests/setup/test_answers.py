"""What is done to every answer and every line of the log."""

import logging
import sys
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from skyddsnat.config.environment import database
from skyddsnat.config.logs import CarefulFormatter
from skyddsnat.config.middleware import chosen_language, not_kept

# How the database keeps its plans.
ALWAYS = {"server_side_binding": True, "prepare_threshold": 5}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_language())


@pytest.mark.parametrize(("cookie", "language"), [(None, "sv"), ("en", "en"), ("sv", "sv"), ("de", "sv"), ("", "sv")])
def test_pages_are_swedish_until_the_reader_chooses(rf: RequestFactory, cookie: str | None, language: str) -> None:
    """The browser of most Swedes asks for English too; that is not a choice."""
    request = rf.get("/", headers={"Accept-Language": "en"})
    if cookie is not None:
        request.COOKIES["language"] = cookie
    response = chosen_language(page)(request)
    assert (response.content.decode(), response["Content-Language"]) == (language, language)
    assert "Cookie" in response["Vary"]


def test_no_page_is_kept_by_browser_or_proxy(rf: RequestFactory) -> None:
    assert not_kept(page)(rf.get("/"))["Cache-Control"] == "no-store"


def test_a_page_that_says_itself_how_long_it_lives_is_believed(rf: RequestFactory) -> None:
    def picture(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert not_kept(picture)(rf.get("/"))["Cache-Control"] == "max-age=60"


def formatted() -> str:
    try:
        try:
            raise ValueError("Key (personal_number)=(20151231-0000) already exists")
        except ValueError as error:
            raise RuntimeError("Alma Lindqvist") from error
    except RuntimeError:
        record = logging.LogRecord("skyddsnat", logging.ERROR, __file__, 1, "Failed", None, sys.exc_info())
        return CarefulFormatter().format(record)


def test_a_log_tells_kind_and_place_of_an_error_but_not_its_words() -> None:
    text = formatted()
    assert "builtins.ValueError" in text
    assert "builtins.RuntimeError" in text
    assert "test_answers.py" in text
    assert "20151231" not in text
    assert "Alma" not in text


def test_a_log_tells_that_answering_failed_but_not_by_whose_link() -> None:
    said, path = "Internal Server Error: %s", "/answer/kmpzLsUtWmYV5DJiBQ3KqnN-7ltJBkyb/en/"
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, said, (path,), None)
    assert CarefulFormatter().format(record).endswith("Internal Server Error: /answer/…/en/")


def asked_for(found: dict[str, Any]) -> dict[str, Any]:
    """The options of the address, beside those that we always give."""
    return {name: value for name, value in found["OPTIONS"].items() if name not in ALWAYS}


def test_a_database_address_is_read_with_its_escapes_and_options() -> None:
    found = database("DATABASE_URL", "postgresql://me:p%40ss@db.example:6432/my%20db?sslmode=verify-full")
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("me", "p@ss", "my db")
    assert (found["HOST"], found["PORT"], asked_for(found)) == ("db.example", "6432", {"sslmode": "verify-full"})


def test_a_socket_folder_may_be_the_host() -> None:
    found = database("DATABASE_URL", "postgresql://me@/db?host=%2Frun%2Fpostgresql")
    assert (found["HOST"], found["PORT"], asked_for(found)) == ("/run/postgresql", "", {})


def test_the_database_keeps_its_plans() -> None:
    found = database("DATABASE_URL", "postgresql://me@db/db")
    assert found["OPTIONS"] == ALWAYS


def test_a_wrong_address_is_not_repeated_in_the_error() -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        database("DATABASE_URL", "mysql://me:secret@db/x")
    assert "secret" not in str(error.value)
