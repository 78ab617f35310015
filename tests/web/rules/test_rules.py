"""The statutes behind the clocks, on a page: every rule of the register, by day, with a calculator."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import translation
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.law.register import due_from, rules
from skyddsnat.web.rules.presenters import source_words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("who", ["bo", "mia", "kaj", "lo", "adam", "anna"])
def test_everybody_who_works_here_reads_the_rules(sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get("/rules/").status_code == 200


def test_the_rules_are_not_for_a_stranger(client: Client, sign_in: SignIn) -> None:
    assert client.get("/rules/").status_code == 302
    assert sign_in("nils").get("/rules/").status_code == 403


def test_every_rule_in_force_stands_on_the_page_under_its_own_id(sign_in: SignIn) -> None:
    """Paragraphs on all other pages lead to these anchors."""
    page = sign_in("bo").get("/rules/", {"on": TODAY}).content.decode()
    anchors = re.findall(r'id="([^"]+)"', page)
    in_force = rules(TODAY)
    assert {rule.id for rule in in_force} <= set(anchors)
    assert len(anchors) == len(set(anchors))
    assert all(rule.citation in page for rule in in_force)


def test_the_law_of_another_day_is_shown(sign_in: SignIn) -> None:
    """The Social Services Act of 2025 entered into force on 1 July 2025."""
    bo = sign_in("bo")
    before, after = (
        {card.anchor: card.citation.label for card in bo.get("/rules/", {"on": day}).context["cards"]}
        for day in ("2025-06-30", "2025-07-01")
    )
    assert before != after
    assert set(after) == {rule.id for rule in rules(date(2025, 7, 1))}


@pytest.mark.parametrize("begins", [date(2026, 1, 2), date(2026, 2, 28), date(2026, 10, 31)])
def test_the_calculator_answers_as_the_law_module_does(sign_in: SignIn, begins: date) -> None:
    answer = sign_in("bo").get("/rules/", {"rule": "sol.investigation", "begins": begins}).context["answer"]
    due = due_from("sol.investigation", begins)
    assert str(due.due_on.year) in answer
    assert f"{due.due_on.day}\u00a0" in answer
    assert ("lag (1930:173)" in answer) == due.is_extended


@pytest.mark.parametrize(
    "asked",
    [{"rule": "no.such", "begins": "2026-01-01"}, {"rule": "sol.investigation", "begins": "x"}, {"on": "x"}],
)
def test_what_cannot_be_asked_is_said_on_the_page(sign_in: SignIn, asked: dict[str, str]) -> None:
    answer = sign_in("bo").get("/rules/", asked)
    assert answer.status_code == 200
    assert answer.context["answer"] == ""
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_day_before_the_act_is_answered_in_words(sign_in: SignIn) -> None:
    asked = {"rule": "sol.protection_assessment", "begins": "1990-01-01"}
    assert sign_in("bo").get("/rules/", asked).context["answer"]


def test_the_page_costs_no_questions_of_its_own(sign_in: SignIn, django_assert_max_num_queries) -> None:
    bo = sign_in("bo")
    with django_assert_max_num_queries(6 + SAVEPOINTS):
        bo.get("/rules/")


def test_sources_are_in_the_readers_language() -> None:
    """What remains beside numbers and the short names of publications is Swedish."""
    ours = "lydelse lydelsen den sista till och med avskrift från april senaste dag inom ett dygn i andra hand"
    swedish = {*ours.split(), "kap", "a", "prop", "p", "SFS", "SKR", "Suntarbetsliv"}
    with translation.override("sv"):
        words = {word for rule in rules() for word in re.findall(r"[^\W\d]+", source_words(rule.source))}
    assert words <= swedish
    with translation.override("en"):
        assert all(source_words(rule.source) == rule.source for rule in rules())
