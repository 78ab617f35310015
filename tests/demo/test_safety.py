"""The safety of Norrham's staff: what happened in two years, in every state, as often as is believable."""

from collections import Counter
from typing import Any

import pytest
from django.db import connections
from tests.demo.conftest import NOW

from skyddsnat.demo.safety.everyday import EVERYDAY
from skyddsnat.demo.safety.first_year import LONG_AGO
from skyddsnat.demo.safety.this_year import THIS_YEAR
from skyddsnat.domains.safety import queries
from skyddsnat.domains.safety.queries import figures as queries_figures
from skyddsnat.domains.safety.types.figures import SPLITS, Figure, Hidden, Period, Topic
from skyddsnat.domains.safety.types.following import Measure, PoliceOutcome, PoliceState, Wish
from skyddsnat.domains.safety.types.register import Channel, IncidentKind, Source
from skyddsnat.domains.safety.types.series import Tie
from skyddsnat.domains.safety.types.warnings import WarningOn
from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.foundation.staff.queries import protected_on
from skyddsnat.insight.figures import figures
from skyddsnat.insight.periods import span

TODAY = NOW.date()
EVENTS = (*LONG_AGO, *THIS_YEAR, *EVERYDAY)
HIDDEN = Figure(None, Hidden.BESIDE)
BOTH = frozenset({True, False})
# The outcomes that two years hold; nobody has been acquitted.
OUTCOMES = frozenset(outcome.value for outcome in PoliceOutcome) - {"acquitted", "other"}


def looking(name: str) -> Any:
    viewer = load_viewer(employee_id=Employee.objects.get(username=name).pk, at=NOW)
    assert viewer is not None
    return seeing(viewer)


def counted(sql: str) -> Counter[Any]:
    """How many rows there are of each value in the first column, as the database's owner sees them."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
        return Counter(row[0] for row in cursor.fetchall())


def test_no_story_was_refused(norrham: tuple[str, ...]) -> None:
    assert norrham == ()


# --- Who sees what ----------------------------------------------------------------------------------------------------


def seen_by(name: str) -> int:
    with looking(name) as viewer:
        return len(queries.incidents(viewer=viewer, most=1000))


def test_the_administrator_sees_every_incident_and_others_their_own(norrham: None) -> None:
    everything = len(EVENTS)
    assert seen_by("siv") == seen_by("peder") == everything
    assert 0 < seen_by("harald") < seen_by("birgit") < seen_by("katarina") < everything
    assert seen_by("petra") == sum("petra" in event.who for event in EVENTS)
    assert seen_by("emil") == seen_by("greta") == seen_by("leif") == 0


def test_katarina_has_late_and_coming_duties_and_police_reports_to_make_and_to_ask_about(norrham: None) -> None:
    with looking("katarina") as katarina:
        duties, police = queries.waiting(at=NOW, viewer=katarina)
    assert {duty.is_late for duty in duties} == BOTH
    assert {report.state for report in police} >= {PoliceState.DUE, PoliceState.SENT}


def test_what_belongs_together_is_found(norrham: None) -> None:
    with looking("siv") as siv:
        found = queries.repetition(viewer=siv, until=TODAY)
    assert {each.tie for each in found.series} == set(Tie)


def test_a_wave_is_over_and_answered_and_one_goes_on(norrham: None) -> None:
    with looking("siv") as siv:
        waves = queries.campaigns(viewer=siv)
    assert [(bool(wave.fields.ended_on), bool(wave.answer)) for wave in waves] == [(False, False), (True, True)]
    assert all(wave.incidents >= 2 and wave.links for wave in waves)


def test_everybody_reads_a_page_of_facts_that_answers_the_first_wave(norrham: None) -> None:
    (page,) = queries.published_facts()
    with looking("siv") as siv:
        answered = [wave.id for wave in queries.campaigns(viewer=siv) if wave.answer]
    assert [page.fields.campaign_id] == answered
    assert page.figures


def test_warnings_wait_for_a_manager_and_for_a_new_look(norrham: None) -> None:
    with looking("katarina") as katarina:
        to_review = queries.warnings_to_review(on=TODAY, viewer=katarina)
        kept = queries.warnings_kept(viewer=katarina)
    assert to_review
    assert {warning.is_agreed for warning in kept} == BOTH
    with looking("maria") as maria:
        ahead = queries.visits_ahead(viewer=maria)
    assert {bool(visit.assessment) for visit in ahead} == BOTH


def test_one_name_is_left_out_of_what_leaves(norrham: None) -> None:
    with looking("siv") as siv:
        (hedda,) = protected_on(on=TODAY, viewer=siv)
    assert hedda.name == "Hedda Strand"


# --- Every state is there ---------------------------------------------------------------------------------------------

STATES: dict[str, tuple[str, frozenset[Any]]] = {
    "what": ("SELECT kind FROM safety_incident", frozenset(kind.value for kind in IncidentKind)),
    "how": ("SELECT channel FROM safety_incident", frozenset(channel.value for channel in Channel) - {"other"}),
    "by whom": ("SELECT source FROM safety_incident", frozenset(source.value for source in Source)),
    "effect on the case": ("SELECT effect FROM safety_incident", frozenset({"none", "delayed", "changed", "unknown"})),
    "injuries": ("SELECT injury FROM safety_incident", frozenset({"none", "minor"})),
    "linked to a case": (
        "SELECT EXISTS (SELECT FROM safety_caselink l WHERE l.incident_id = i.id) FROM safety_incident i",
        BOTH,
    ),
    "closed": ("SELECT closed_at IS NOT NULL FROM safety_incident", BOTH),
    "police reports": ("SELECT state FROM safety_policereport", frozenset(state.value for state in PoliceState)),
    "outcomes": ("SELECT outcome FROM safety_policereport WHERE state = 'closed'", OUTCOMES),
    "sent within a day": ("SELECT sent_at <= due_at FROM safety_policereport WHERE sent_at IS NOT NULL", BOTH),
    "notified to the authority": (
        "SELECT done_at IS NOT NULL FROM safety_duty WHERE kind = 'notify_authority'",
        frozenset({True}),
    ),
    "injury reported": ("SELECT done_at IS NOT NULL FROM safety_duty WHERE kind = 'report_injury'", BOTH),
    "measures": (
        "SELECT measure FROM safety_duty WHERE measure <> ''",
        frozenset(measure.value for measure in Measure) - {"other"},
    ),
    "measures done": ("SELECT done_at IS NOT NULL FROM safety_duty WHERE kind = 'measure'", BOTH),
    "wishes": (
        "SELECT jsonb_array_elements_text(wishes) FROM safety_exposure",
        frozenset(wish.value for wish in Wish) - {"other"},
    ),
    "asked what they want": ("SELECT asked_at IS NOT NULL FROM safety_exposure", BOTH),
    "enough": ("SELECT enough_at IS NOT NULL FROM safety_exposure", BOTH),
    "support given": ("SELECT given_at IS NOT NULL FROM safety_offer", BOTH),
    "warnings on": ("SELECT about FROM safety_warningnote", frozenset(about.value for about in WarningOn)),
    "warnings ended": ("SELECT ended_at IS NOT NULL FROM safety_warningnote", BOTH),
    "told of the warning": ("SELECT was_told FROM safety_warningnote", BOTH),
    "visits done": ("SELECT done_at IS NOT NULL FROM safety_visit", BOTH),
    "assessments read": ("SELECT read_at IS NOT NULL FROM safety_visitgoer", BOTH),
    "kept files": ("SELECT media_type FROM safety_attachment", frozenset({"text/plain"})),
    "tests of harm": ("SELECT outcome FROM documents_release", frozenset({"", "without_names"})),
}


@pytest.mark.parametrize("what", STATES)
def test_every_state_is_there(norrham: None, what: str) -> None:
    sql, wanted = STATES[what]
    assert wanted - set(counted(sql)) == frozenset()


# --- How often --------------------------------------------------------------------------------------------------------


def test_as_many_are_threatened_and_again_and_again_as_is_published(norrham: None) -> None:
    """Published (Akademikerförbundet SSR, autumn 2023): 66 % have been threatened, 17 % four times or more."""
    caseworkers = counted(
        "SELECT DISTINCT employee_id FROM staff_roleholding WHERE role IN ('caseworker', 'senior', 'intake_worker')"
    )
    threats = counted(
        "SELECT x.employee_id FROM safety_exposure x JOIN safety_incident i ON i.id = x.incident_id"
        " WHERE i.kind IN ('threat', 'violence', 'stalking')"
    )
    threatened = [times for employee, times in threats.items() if employee in caseworkers]
    assert 0.5 < len(threatened) / len(caseworkers) < 0.8
    assert 0.05 < sum(times >= 4 for times in threatened) / len(caseworkers) < 0.3


def test_no_words_are_told_twice() -> None:
    told = Counter(event.words for event in EVENTS)
    assert max(told.values()) == 1


def test_the_board_and_the_figures_of_the_last_year_have_something_to_say(norrham: None) -> None:
    """A commission that opens the demo's board reads numbers, and so does whoever opens the figures."""
    with looking("greta") as greta:
        board = queries_figures.safety_board(period=Period(NOW.year - 1), unit_id=None, at=NOW, viewer=greta)
    told = [split for split in SPLITS if any(board.figures.get(cell, HIDDEN).count for cell in split.cells)]
    assert {Topic.KIND, Topic.CHANNEL, Topic.EFFECT} <= {split.topic for split in told}
    assert sum(figure.count is not None for figure in board.units.values()) >= 3
    shown = {each.indicator: each for each in figures(span=span(f"{NOW.year - 1}")) if each.value is not None}
    assert [each.count for each in shown["threatened"].classes] != [None] * 4
