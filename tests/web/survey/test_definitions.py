"""A definition on a page is the definition in its file: what is opened and saved is what it was."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.factories import survey as asking

from skyddsnat.domains.survey.rules.waves import defining
from skyddsnat.domains.survey.types.definition import Answer, Condition, Group, Kind, Question
from skyddsnat.domains.survey.types.definition_file import read_definition, write_definition
from skyddsnat.kernel.text import Text
from skyddsnat.web.survey import definitions
from skyddsnat.web.survey.forms import QuestionForm

whatever_the_load = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_words = some.text(some.sampled_from("aå |\\\\n\n<=\"'0"), min_size=1, max_size=12).map(str.strip).filter(bool)
_texts = some.builds(Text, sv=_words, en=_words)
_maybe = some.none() | _texts


@some.composite
def _questions(draw: some.DrawFn) -> Question:
    kind = draw(some.sampled_from(Kind))
    key, text, told = draw(some.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True)), draw(_texts), draw(_maybe)
    condition = draw(some.none() | some.just(Condition("exposed", ("yes", "no"))))
    question = Question(key=key, kind=kind, text=text, help=told, condition=condition)
    if kind in (Kind.SCALE, Kind.NUMBER):
        ends: dict[str, Any] = {"lowest_text": draw(_maybe), "highest_text": draw(_maybe)}
        return replace(question, lowest=0, highest=draw(some.integers(1, 10)), **ends)
    if kind is Kind.TEXT:
        return question
    answers = tuple(Answer(code, draw(_texts), draw(some.booleans())) for code in ("1-3", "over_10", "no"))
    groups = tuple(Group(code, draw(_texts), ("1-3", "no")) for code in draw(some.sampled_from([(), ("any",)])))
    return replace(question, answers=answers, groups=groups)


def through_a_browser(fields: dict[str, Any]) -> dict[str, Any]:
    """What comes back when nothing is changed: lines that end as the standard of forms says."""
    return {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in fields.items()}


@whatever_the_load
@given(_questions())
def test_a_question_that_is_only_opened_and_saved_is_as_it_was(question: Question) -> None:
    fields = definitions.fields_of(question)
    form = QuestionForm({name: "" if value is None else value for name, value in through_a_browser(fields).items()},
                        earlier=[("exposed", "")])  # fmt: skip
    one_line = {name for name in ("lowest_sv", "lowest_en", "highest_sv", "highest_en") if "\n" in fields[name]}
    assert form.is_valid(), form.errors
    if not one_line:
        assert definitions.question_of(form.cleaned_data) == question


@whatever_the_load
@given(_questions())
def test_and_its_file_says_the_same(question: Question) -> None:
    told = asking.definition()
    whole = replace(told, questions=(told.questions[0], replace(question, key="q-last")))
    assert defining(whole).allowed
    assert read_definition(write_definition(whole)) == whole


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a | Ja", [("a", "Ja", "Ja", False)]),
        ("a", [("a", "a", "a", False)]),
        (r"a | AC\DC \| x | y | Saknas", [("a", r"AC\DC | x", "y", True)]),
        ("a|1|2|\r\n\r\n b | 3 | 4", [("a", "1", "2", False), ("b", "3", "4", False)]),
    ],
)
def test_lines_are_read_as_people_write_them(typed: str, read: list[tuple[str, str, str, bool]]) -> None:
    fields = definitions.fields_of(asking.definition().questions[0]) | {"answers": typed}
    answers = definitions.question_of(fields).answers
    assert [(each.code, each.text.sv, each.text.en, each.is_missing) for each in answers] == read


@pytest.mark.parametrize("typed", ["a | b | c\nd | e | f | g", "a | b | c | saknas | d"])
def test_a_part_that_would_be_lost_is_told_and_its_line(typed: str) -> None:
    fields = definitions.fields_of(asking.definition().questions[0]) | {"answers": typed}
    errors = QuestionForm({name: value or "" for name, value in fields.items()}).errors
    assert str(errors["answers"][0]).startswith(f"Rad {2 if chr(10) in typed else 1} har för många delar")
