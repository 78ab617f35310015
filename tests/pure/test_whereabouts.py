"""What tells where a child is, and what does not."""

import pytest

from skyddsnat.domains.compulsory.rules.whereabouts import told_in, whereabouts_told, words_of


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Familjen Ek", ("ek",)),
        ("HVB Tallgården, Storgatan 12", ("tallgården", "storgatan")),
        ("Jourhemmet", ()),
        ("familjehemmet hos familjen Ek-Lind", ("ek", "lind")),
        ("", ()),
    ],
)
def test_the_words_that_tell_which_place_it_is(place: str, words: tuple[str, ...]) -> None:
    assert words_of(place) == words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Alma bor hos familjen Ek i jourhem.", ("ek",)),
        ("ALMA BOR HOS EKS.", ("ek",)),
        ("Under en ek vid eken.", ("ek",)),
        ("Alma bor i ett familjehem. Enligt ekot.", ()),
        ("", ()),
    ],
)
def test_a_word_of_the_place_is_found_whatever_its_capitals_and_only_whole(text: str, told: tuple[str, ...]) -> None:
    assert told_in(text, "Familjen Ek") == told


def test_any_of_the_texts_is_enough() -> None:
    assert whereabouts_told(("", "Ring Tallgården."), "HVB Tallgården")
    assert not whereabouts_told(("Ring oss.", ""), "HVB Tallgården")
