"""Texts in two languages."""

import pytest

from skyddsnat.kernel.text import Text

TEXT = Text(sv="Skyddsbedömning", en="Protection assessment")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("sv", "Skyddsbedömning"),
        ("sv-se", "Skyddsbedömning"),
        ("en", "Protection assessment"),
        ("en-GB", "Protection assessment"),
        ("fi", "Skyddsbedömning"),
        ("", "Skyddsbedömning"),
    ],
)
def test_an_unknown_language_gets_swedish(code: str, expected: str) -> None:
    assert TEXT.in_language(code) == expected


def test_a_text_prints_in_swedish() -> None:
    assert str(TEXT) == "Skyddsbedömning"
