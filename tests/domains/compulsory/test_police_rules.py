"""A need of police help: every act in every state, who asks by what right, and how it is counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from skyddsnat.domains.compulsory.rules import police as rules
from skyddsnat.domains.compulsory.rules.police import Counted, PoliceAct, Standing
from skyddsnat.domains.compulsory.types import (
    Attendance,
    NeedState,
    NotAsked,
    PoliceAnswer,
    PoliceFor,
    PoliceNeedView,
    PoliceRequest,
)
from skyddsnat.law.police_help import Asker, police_help

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
REQUEST = PoliceRequest("Hemmet", AT, "Hot med kniv.", "Han är beväpnad.", "Hon kan bli fasthållen.", "Lugnt i dag.")
STATED = PoliceNeedView(
    id=1, case_id=1, measure_id=1, outing_id=None, file_id=1, purpose=PoliceFor.EXECUTION, section="", needed_at=AT,
    stated_by_id=1, request=REQUEST, appointment_id=None, matter_id=None, requested_at=None, requested_by_id=None,
    not_asked=None, not_requested_reason="", request_document_id=None, planning_document_id=None, answer=None,
    answer_why=None, answer_reason="", answered_at=None, attendance=None, arrived_at=None, effect=None,
    afterthought="", state=NeedState.STATED, version=1,
)  # fmt: skip

# Written out by hand, not derived from the table.
ALLOWED = {
    (NeedState.STATED, PoliceAct.NOT_REQUEST),
    (NeedState.STATED, PoliceAct.REQUEST),
    (NeedState.NOT_REQUESTED, PoliceAct.REQUEST),
    (NeedState.NOT_REQUESTED, PoliceAct.REFLECT),
    (NeedState.REQUESTED, PoliceAct.ANSWER),
    (NeedState.ANSWERED, PoliceAct.ANSWER),
    (NeedState.ANSWERED, PoliceAct.ATTEND),
    (NeedState.OVER, PoliceAct.REFLECT),
    (NeedState.REFLECTED, PoliceAct.REFLECT),
}


@pytest.mark.parametrize("act", PoliceAct)
@pytest.mark.parametrize("state", NeedState)
def test_every_act_in_every_state(state: NeedState, act: PoliceAct) -> None:
    assert rules.state_verdict(state, act).allowed == ((state, act) in ALLOWED)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, NeedState.STATED),
        ({"not_requested_reason": "Bråttom."}, NeedState.NOT_REQUESTED),
        ({"requested_at": AT}, NeedState.REQUESTED),
        ({"requested_at": AT, "answer": PoliceAnswer.NONE}, NeedState.ANSWERED),
        ({"answer": PoliceAnswer.NONE, "attendance": Attendance.CAME}, NeedState.OVER),
        ({"not_requested_reason": "Bråttom.", "afterthought": "Ring före."}, NeedState.REFLECTED),
    ],
)
def test_where_a_need_stands_is_what_is_written_down(changed: dict[str, object], state: NeedState) -> None:
    assert rules.state_of(replace(STATED, **changed)) is state


@pytest.mark.parametrize("purpose", PoliceFor)
@pytest.mark.parametrize("for_board", [True, False])
@pytest.mark.parametrize("is_chair", [True, False])
@pytest.mark.parametrize("is_appointed", [True, False])
def test_by_what_right_one_asks(purpose: PoliceFor, for_board: bool, is_chair: bool, is_appointed: bool) -> None:
    help_ = police_help("1990:52", date(2026, 11, 20))
    found = rules.asker_of(help_, purpose, for_board=for_board, is_chair=is_chair, is_appointed=is_appointed)

    if for_board:
        expected: Asker | None = Asker.BOARD
    elif purpose is PoliceFor.EXAMINATION:
        expected = Asker.CHAIR if is_chair else None
    else:
        expected = Asker.APPOINTED if is_appointed else None
    assert found is expected


def standing(
    *, statute: str = "1990:52", on: date = date(2026, 11, 20), asker: Asker | None = Asker.APPOINTED
) -> Standing:
    return Standing(is_closed=False, in_force=True, help_=police_help(statute, on), asker=asker, on=on)


def test_a_request_that_rests_on_everything_names_no_other_way() -> None:
    assert rules.requesting(STATED, REQUEST, standing()).allowed


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        ({"is_closed": True}, "compulsory.case_closed"),
        ({"in_force": None}, "compulsory.police_no_measure"),
        ({"in_force": False}, "compulsory.police_not_in_force"),
        ({"help_": None}, "compulsory.police_no_help"),
        ({"asker": None}, "compulsory.police_not_appointed"),
    ],
)
def test_what_stands_in_the_way_is_said_with_the_other_lawful_ways(changed: dict[str, object], first: str) -> None:
    codes = rules.requesting(STATED, REQUEST, replace(standing(), **changed)).codes
    assert codes[0] == first
    assert {"compulsory.police.instead.own_power", "compulsory.police.instead.cooperate"} <= set(codes)
    assert ("compulsory.police.instead.decide" in codes) == (not changed.get("in_force", True))


def test_an_act_without_examinations_gives_no_help_with_one() -> None:
    need = replace(STATED, purpose=PoliceFor.EXAMINATION)
    on = date(2027, 1, 2)
    verdict = rules.requesting(need, REQUEST, standing(statute="2026:1637", on=on, asker=None))
    assert verdict.codes[0] == "compulsory.police_no_help"


def test_no_data_are_given_where_no_paragraph_lets_them() -> None:
    help_ = police_help("2024:79", date(2026, 11, 20))
    assert rules.giving_data(help_=help_, data="Två utgångar.", in_force=True).codes == (
        "compulsory.police_no_data_basis",
    )
    assert rules.giving_data(help_=help_, data="Två utgångar.", in_force=None).codes == (
        "compulsory.police_no_measure",
    )


def test_an_answer_may_come_in_the_moment_of_the_request() -> None:
    need = replace(STATED, requested_at=AT, state=NeedState.REQUESTED)
    granted = {"answer": PoliceAnswer.GRANTED, "why": None, "at": AT + timedelta(hours=1)}
    assert rules.answering(need, answered_at=AT, **granted).allowed
    assert not rules.answering(need, answered_at=AT - timedelta(seconds=1), **granted).allowed


@pytest.mark.parametrize(
    ("codes", "given", "lacking"),
    [
        ((False, "", "", "", "", ""), 0, 0),
        ((False, "no_time", "", "", "", ""), 0, 1),
        ((True, "", "", "", "", ""), 0, 0),
        ((True, "", "granted", "", "", ""), 0, 0),
        ((True, "", "refused", "other", "", ""), 0, 1),
        ((True, "", "none", "", "", ""), 0, 1),
        ((True, "", "none", "", "came", "carried_out"), 1, 0),
        ((True, "", "granted", "", "late", "delayed"), 1, 0),
        ((True, "", "granted", "", "did_not_come", "aborted"), 0, 1),
    ],
)
def test_a_need_is_given_lacking_or_waits(
    codes: tuple[bool, str, str, str, str, str], given: int, lacking: int
) -> None:
    found = rules.figures([Counted(*codes, 3)])
    assert (found.needed, found.given, found.lacking) == (3, 3 * given, 3 * lacking)
    assert found.waiting == 3 - found.given - found.lacking


def test_figures_add_up_by_code() -> None:
    found = rules.figures(
        [
            Counted(False, "no_time", "", "", "", "", 2),
            Counted(False, "solved", "", "", "", "carried_out", 1),
            Counted(True, "", "partly", "no_resources", "late", "delayed", 4),
        ]
    )
    assert (found.needed, found.requested, found.late) == (7, 4, 4)
    assert (found.not_asked[NotAsked.NO_TIME], found.not_asked[NotAsked.OTHER]) == (2, 0)
    assert sum(found.effects.values()) == 5
