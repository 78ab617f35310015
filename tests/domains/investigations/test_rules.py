"""Truth tables over the rules of investigations; no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from skyddsnat.domains.investigations.permissions import (
    acting,
    check_user_can_act,
    check_user_can_open,
    user_can_act,
    user_can_open,
)
from skyddsnat.domains.investigations.rules import chains, closing, order, parties, time, writing
from skyddsnat.domains.investigations.types import (
    ACT_NAMES,
    EXTENSION_NAMES,
    NOTICE_NAMES,
    QUESTION_NAMES,
    RESULT_NAMES,
    STALL_NAMES,
    STATE_NAMES,
    STEP_STATE_NAMES,
    VIEW_NAMES,
    Act,
    AnalysisFields,
    ExtensionReason,
    NoticeOf,
    Question,
    Result,
    StallReason,
    State,
    StepCode,
    StepState,
    View,
    WaitingView,
)
from skyddsnat.foundation.access.types import FileView, Ground, Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
TODAY = AT.date()
AFTER_CLOSING = {Act.TELL, Act.COMMUNICATE}


@pytest.mark.parametrize(("state", "act"), list(product(State, Act)))
def test_a_running_investigation_allows_every_act_and_a_closed_one_only_telling_and_hearing(
    state: State, act: Act
) -> None:
    allowed = state is State.OPEN or act in AFTER_CLOSING
    assert order.acting(state, act).allowed is allowed
    if allowed:
        closed = state is State.CLOSED or act is Act.CLOSE
        assert order.STATES.next(state, act) is (State.CLOSED if closed else State.OPEN)


def test_every_act_has_a_deed_somebody_who_may_and_its_clocks() -> None:
    for table in (order.WHO, order.DEEDS, order.CLOCKS, ACT_NAMES):
        assert set(table) == set(Act)


@pytest.mark.parametrize(
    ("names", "values"),
    [
        (STATE_NAMES, State),
        (QUESTION_NAMES, Question),
        (VIEW_NAMES, View),
        (NOTICE_NAMES, NoticeOf),
        (EXTENSION_NAMES, ExtensionReason),
        (RESULT_NAMES, Result),
        (STEP_STATE_NAMES, StepState),
        (STALL_NAMES, StallReason),
    ],
)
def test_every_value_has_a_name_in_both_languages(names: dict, values: type) -> None:
    assert set(names) == set(values)
    assert all(name.sv and name.en for name in names.values())


# --- Who may ----------------------------------------------------------------------------------------------------------

UNIT = 7
BY_GROUND = {
    Ground.ASSIGNED: {Act.CLOSE},
    Ground.MANAGER: {Act.CLOSE},
    Ground.INTAKE: set(),
    Ground.EMERGENCY: set(),
    Ground.RECEIVED: set(),
}


def file(ground: Ground | None) -> FileView:
    return FileView(1, "2026-000001", UNIT, True, False, None, None, False, ground)


def somebody(role: Role, unit: int = UNIT) -> Viewer:
    return Viewer(1, "employee:1", "Bo", "NH001", frozenset({(role, unit)}))


@pytest.mark.parametrize(("ground", "role", "act"), list(product(BY_GROUND, (Role.CASEWORKER, Role.SENIOR), Act)))
def test_who_may_do_what_by_ground_and_role(ground: Ground, role: Role, act: Act) -> None:
    expected = (
        True
        if order.WHO[act] in (order.Who.WRITER, order.Who.WHOEVER_SEES)
        else role is Role.SENIOR
        if act is Act.EXTEND
        else act in BY_GROUND[ground]
    )
    assert user_can_act(act=act, file=file(ground), viewer=somebody(role)) is expected
    if expected:
        check_user_can_act(act=act, file=file(ground), viewer=somebody(role))
    else:
        with pytest.raises(Refused):
            check_user_can_act(act=act, file=file(ground), viewer=somebody(role))


def test_a_senior_of_another_unit_does_not_extend() -> None:
    assert not user_can_act(act=Act.EXTEND, file=file(Ground.ASSIGNED), viewer=somebody(Role.SENIOR, UNIT + 1))


@pytest.mark.parametrize("act", Act)
def test_a_decider_reads_and_joins_what_was_received_but_writes_nothing(act: Act) -> None:
    may = acting(act=act, file=file(Ground.DECISION), viewer=somebody(Role.COMMITTEE_MEMBER)).allowed
    assert may is (act is Act.JOIN_REPORT)


def test_opening_needs_a_named_person_who_may_write() -> None:
    assert user_can_open(file=file(Ground.INTAKE), viewer=somebody(Role.INTAKE_WORKER))
    check_user_can_open(file=file(Ground.INTAKE), viewer=somebody(Role.INTAKE_WORKER))
    run = Viewer(None, "system:x", "x", "x")
    assert not user_can_open(file=file(Ground.INTAKE), viewer=run)


# --- Chains -----------------------------------------------------------------------------------------------------------


def earlier(
    id_: int, closed: datetime | None, question: Question = Question.CARE, follows: int | None = None
) -> chains.Earlier:
    return chains.Earlier(id_, question, AT + timedelta(days=id_), closed, follows)


@pytest.mark.parametrize(
    ("on", "found"), [(date(2027, 5, 1), 1), (date(2027, 5, 2), None)], ids=["last day", "six months after"]
)
def test_back_to_back_means_within_six_months(on: date, found: int | None) -> None:
    """Lesson 6."""
    assert chains.follows([earlier(1, AT)], Question.CARE, on) == found


def test_the_latest_closed_one_on_the_same_question_is_followed() -> None:
    """Lesson 6."""
    before = [
        earlier(1, AT),
        earlier(2, AT + timedelta(days=9), follows=1),
        earlier(3, AT + timedelta(days=20), Question.CRIME),
        earlier(4, None),
    ]
    assert chains.follows(before, Question.CARE, TODAY + timedelta(days=30)) == 2
    assert chains.chain_of(1, before) == chains.chain_of(2, before) == (1, 2)
    assert chains.chain_of(4, before) == (4,)


@pytest.mark.parametrize(
    ("asks", "new", "running", "chained", "file_closed"),
    list(product(("Vad?", " "), ("Nytt.", ""), (True, False), (True, False), (True, False))),
)
def test_opening_answers_with_every_reason(
    asks: str, new: str, running: bool, chained: bool, file_closed: bool
) -> None:
    verdict = chains.opening(
        asks=asks, what_is_new=new, is_running=running, follows_another=chained, is_file_closed=file_closed
    )
    expected = {
        "investigations.file_closed": file_closed,
        "investigations.running": running,
        "investigations.nothing_asked": asks == " ",
        "investigations.nothing_new": chained and not new,
    }
    assert set(verdict.codes) == {code for code, stands in expected.items() if stands}


# --- Time -------------------------------------------------------------------------------------------------------------


def awaited(until: date, ended_at: datetime | None = None) -> WaitingView:
    return WaitingView(1, 1, "BUP", "Utlåtande", TODAY, until, ended_at)


@pytest.mark.parametrize(
    ("waitings", "days", "expected"),
    [
        ([], 13, None),
        ([], 14, (StallReason.NO_STEP, 14)),
        ([awaited(TODAY + timedelta(days=30))], 30, None),
        ([awaited(TODAY + timedelta(days=30))], 31, (StallReason.WAITED_PAST_DATE, 1)),
        ([awaited(TODAY + timedelta(days=30), AT)], 31, (StallReason.NO_STEP, 31)),
        (
            [awaited(TODAY + timedelta(days=1)), awaited(TODAY + timedelta(days=9))],
            4,
            (StallReason.WAITED_PAST_DATE, 3),
        ),
    ],
)
def test_when_an_investigation_stands_still(
    waitings: list[WaitingView], days: int, expected: tuple[StallReason, int] | None
) -> None:
    """Lesson 6."""
    assert time.stall(last_step_at=AT, waitings=waitings, today=TODAY + timedelta(days=days)) == expected


def test_an_extension_made_in_time_for_reasons_is_allowed() -> None:
    verdict = time.extending(
        until=TODAY + timedelta(days=2), plan_on=TODAY + timedelta(days=1), today=TODAY, reason="x", official_may=True
    )
    assert verdict.allowed


# --- Parties and facts ------------------------------------------------------------------------------------------------


def test_telling_before_the_opening_or_twice_is_refused() -> None:
    verdict = parties.telling(
        is_told=True, is_waiting=False, how="brev", told_at=AT - timedelta(days=1), opened_at=AT, at=AT
    )
    assert verdict.codes == ("investigations.told", "investigations.told_too_early")


def test_a_party_whose_letter_waits_gets_no_second_one() -> None:
    verdict = parties.telling(is_told=False, is_waiting=True, how="brev", told_at=AT, opened_at=AT, at=AT)
    assert verdict.codes == ("investigations.letter_waits",)


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, False), (1, True)])
def test_a_letter_that_leaves_gives_time_to_answer(days: int, *, allowed: bool) -> None:
    assert parties.leaving(answer_by=TODAY + timedelta(days=days), today=TODAY).allowed is allowed


def test_somebody_told_already_is_not_withheld() -> None:
    verdict = parties.withholding(is_told=True, reason="x", until=TODAY + timedelta(days=1), former=None, today=TODAY)
    assert verdict.codes == ("investigations.told",)


def test_an_answer_to_what_was_never_sent_or_from_the_future_is_refused() -> None:
    verdict = parties.answering(sent_at=None, is_answered=False, answer="x", answered_at=AT + timedelta(hours=1), at=AT)
    assert verdict.codes == ("investigations.answer_too_early", "investigations.in_future")


@pytest.mark.parametrize(("view", "source"), list(product(View, ("", "Skolan"))))
def test_only_a_fact_must_name_its_source(view: View, source: str) -> None:
    verdict = writing.writing_fact(view=view, text="x", source=source, source_on=None, today=TODAY)
    assert verdict.allowed is (view is not View.FACT or bool(source))


def test_repetition_compares_whole_sentences_and_leaves_short_ones_out() -> None:
    """Lesson 9."""
    own = ["Barnet mår bra. Barnet har god kontakt med båda föräldrarna!", "Alma har inte ätit på två hela dagar."]
    others = ["barnet har god  kontakt med båda föräldrarna", "Barnet mår bra."]
    assert writing.repetition(own, others) == (2, 1)


# --- Closing ----------------------------------------------------------------------------------------------------------

READY = closing.Facts(
    state=State.OPEN,
    result=Result.NO_SERVICE,
    analysis=AnalysisFields(child_view="x", risks="x", best_interests="x", proposal="x"),
    has_plan=True,
    has_facts=True,
    untold=0,
    withheld=0,
    unsent=0,
    unanswered=0,
    talks_held=1,
    talks_planned=0,
)
LACKS: dict[str, dict[str, object]] = {
    "no_child_view": {"child_view": " "},
    "no_analysis": {"risks": ""},
    "no_best_interests": {"best_interests": ""},
    "no_proposal": {"proposal": ""},
    "no_facts": {"has_facts": False},
    "untold": {"untold": 1},
    "unsent": {"unsent": 1},
    "unanswered": {"unanswered": 1},
    "closed": {"state": State.CLOSED},
}


def facts(*lacking: str) -> closing.Facts:
    changes: dict[str, object] = {}
    for code in lacking:
        changes |= LACKS[code]
    written = {name: changes.pop(name) for name in list(changes) if name in AnalysisFields.__dataclass_fields__}
    return replace(READY, analysis=replace(READY.analysis, **written), **changes)


@pytest.mark.parametrize(("first", "second"), list(product(LACKS, LACKS)))
def test_closing_says_everything_that_is_lacking_at_once(first: str, second: str) -> None:
    found = {code.removeprefix("investigations.") for code in closing.closing(facts(first, second)).codes}
    assert found == {first, second}


def test_when_nothing_is_lacking_closing_is_the_next_step() -> None:
    assert closing.closing(READY).allowed
    listed = {step.code: step.state for step in closing.steps(READY)}
    assert list(listed) == list(StepCode)
    assert listed.pop(StepCode.CLOSE) is StepState.NEXT
    assert set(listed.values()) == {StepState.DONE}


@pytest.mark.parametrize(("code", "result"), list(product(LACKS, (Result.MOVED,))))
def test_a_moved_investigation_asks_for_the_childs_view_and_nothing_else(code: str, result: Result) -> None:
    verdict = closing.closing(replace(facts(code), result=result))
    assert verdict.allowed is (code not in ("no_child_view", "closed"))


@pytest.mark.parametrize("result", [None, *Result])
def test_a_follow_up_comes_after_an_investigation_without_a_service(result: Result | None) -> None:
    assert closing.following_up(result=result).allowed is (result in (Result.FOLLOW_UP, Result.NO_SERVICE))


def test_a_plan_that_is_not_written_is_a_step_to_take_and_stops_nothing() -> None:
    unplanned = replace(READY, has_plan=False)
    assert closing.closing(unplanned).allowed
    assert closing.steps(unplanned)[1].state is StepState.NEXT


def test_the_page_on_the_domain_shows_the_order_of_acts_as_it_is() -> None:
    page = Path(order.__file__).parents[1] / "README.md"
    assert order.STATES.mermaid() in page.read_text(encoding="utf-8")
