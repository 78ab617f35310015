"""The language of a page is looked up once, and nothing changes it half-way."""

import re
from pathlib import Path

import pytest
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

import skyddsnat
from skyddsnat.kernel.text import Text
from skyddsnat.web.addresses import address
from skyddsnat.web.making import making, page_language, page_prefix
from skyddsnat.web.presenters import said

WORD = Text(sv="frist", en="time limit")
_CHANGES = re.compile(r"translation\.(override|activate|deactivate)|import (override|activate)|set_script_prefix")


def test_a_page_is_made_in_its_language_and_the_next_one_in_its_own() -> None:
    with making("en"):
        assert (page_language(), said(WORD), translation.get_language()) == ("en", "time limit", "en")
    with making("sv"):
        assert (page_language(), said(WORD), translation.get_language()) == ("sv", "frist", "sv")


def test_after_a_page_that_failed_nothing_of_it_is_left() -> None:
    with pytest.raises(ZeroDivisionError), making("en"):
        raise ZeroDivisionError
    assert (page_language(), page_prefix()) == (translation.get_language(), "/")


def test_where_no_page_is_made_the_words_are_in_the_language_that_was_chosen() -> None:
    with translation.override("en"):
        assert said(WORD) == "time limit"
    with translation.override("sv"):
        assert said(WORD) == "frist"


def test_where_the_installation_stands_is_part_of_every_address_of_a_page() -> None:
    here, prefix = address("home"), get_script_prefix()
    try:
        set_script_prefix("/socialtjanst/")
        with making("sv"):
            assert address("home") == f"/socialtjanst{here}"
    finally:
        set_script_prefix(prefix)
    with making("sv"):
        assert address("home") == here


def test_nothing_changes_the_language_half_way_through_a_page() -> None:
    package = Path(skyddsnat.__file__).parent
    changing = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if _CHANGES.search(path.read_text(encoding="utf-8"))
    }
    assert changing == {"web/making.py"}
