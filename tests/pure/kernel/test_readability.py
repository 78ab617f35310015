"""How hard a text is to read. The page's own script is held to the same examples."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.kernel.hard_words import HARD_WORDS
from skyddsnat.kernel.readability import HARDEST, LEVELS, level, measure, sentences
from skyddsnat.kernel.text import Text

EXAMPLES = json.loads((Path(__file__).parents[1] / "readability_examples.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_the_examples_hold(example: dict[str, object]) -> None:
    measured = measure(str(example["text"]))

    assert {
        "words": measured.words,
        "sentences": measured.sentences,
        "long_words": measured.long_words,
        "lix": measured.lix,
        "longest_sentence_words": measured.longest_sentence_words,
    } == {key: value for key, value in example.items() if key not in {"name", "text"}}


def test_a_text_without_words_has_no_measure() -> None:
    measured = measure(" … !? \n")

    assert measured.lix is None
    assert measured.level is None
    assert measured.longest_sentence == ""


def test_the_longest_sentence_is_shown() -> None:
    assert measure("Hej. Du får bo hos mormor nu. Vi ses!").longest_sentence == "Du får bo hos mormor nu."


@pytest.mark.parametrize(
    ("lix", "expected"),
    [(0, LEVELS[0][1]), (29, LEVELS[0][1]), (30, LEVELS[1][1]), (59, LEVELS[3][1]), (60, HARDEST), (99, HARDEST)],
)
def test_levels_in_words(lix: int, expected: Text) -> None:
    assert level(lix) == expected


def test_the_measure_carries_its_level() -> None:
    assert measure("Du får hjälp.").level == LEVELS[0][1]


def test_hard_words_are_found_in_every_form_and_once_each() -> None:
    found = measure("Insatsen börjar. Vårdnadshavarens yttrande kom. Insatsen fortsätter.").hard_words

    assert [word.word for word in found] == ["insatsen", "vårdnadshavarens", "yttrande"]
    assert found[2].meaning == HARD_WORDS["yttrande"]


def test_a_hard_word_inside_another_word_is_left_alone() -> None:
    assert measure("Grundinsatser").hard_words == ()


def test_decomposed_letters_count_as_letters() -> None:
    assert measure("fo\u0308ra\u0308lder") == measure("förälder")


@given(st.text())
def test_any_text_can_be_measured(text: str) -> None:
    measured = measure(text)

    assert measured.long_words <= measured.words
    assert (measured.sentences == 0) == (measured.words == 0)
    assert measured.longest_sentence_words <= measured.words


@given(st.lists(st.sampled_from(["Du får hjälp", "Vi ses kl. 14.30", "Kom, t.ex. i dag"]), min_size=1, max_size=6))
def test_joined_sentences_are_told_apart_again(parts: list[str]) -> None:
    assert list(sentences(". ".join(parts) + ".")) == [f"{part}." for part in parts]
