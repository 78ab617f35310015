"""What must follow an incident: every state and act of the police report, the duties, the support; and what waits."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from tests.factories.intake import receive, report_on
from tests.factories.people import Child
from tests.factories.safety import CALM, HOUR, close_incident_of, police_of, reported
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.rules import following as rules
from skyddsnat.domains.safety.types.following import (
    REMIND_EVERY,
    DutyKind,
    DutyView,
    Measure,
    PoliceOutcome,
    PoliceReportView,
    PoliceState,
    SeriousAnswers,
    Wish,
)
from skyddsnat.domains.safety.types.register import Channel, ExposureView, IncidentKind, IncidentMark, Injury
from skyddsnat.flows.assign_file import assign_file
from skyddsnat.foundation.access.actions import hand_over
from skyddsnat.foundation.access.queries import assignments_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part, Viewer
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

DAY = timedelta(days=1)


def refused(deed: Callable[[], object]) -> set[str]:
    """Why the deed is refused; nothing when it is not."""
    try:
        deed()
    except Refused as error:
        return {code.removeprefix("safety.") for code in error.verdict.codes}
    return set()


# --- The police report ------------------------------------------------------------------------------------------------

INCIDENT = IncidentMark(IncidentKind.THREAT, Channel.PHONE, MORNING)
REPORT = PoliceReportView(
    id=1, incident_id=1, incident=INCIDENT, state=PoliceState.DUE, due_at=MORNING, sent_at=None, channel="", number="",
    registered_at=None, outcome=None, closed_at=None, not_made_reason="", next_on=None, version=1,
)  # fmt: skip
STEPS = ("send", "register", "ask", "close", "leave_out")
LEADS = {
    (PoliceState.DUE, "send"): PoliceState.SENT,
    (PoliceState.DUE, "leave_out"): PoliceState.NOT_MADE,
    (PoliceState.SENT, "ask"): PoliceState.SENT,
    (PoliceState.SENT, "register"): PoliceState.REGISTERED,
    (PoliceState.SENT, "close"): PoliceState.CLOSED,
    (PoliceState.REGISTERED, "ask"): PoliceState.REGISTERED,
    (PoliceState.REGISTERED, "close"): PoliceState.CLOSED,
}
FILLED: dict[str, Any] = {"channel": "114 14", "number": "5000-K1-26", "words": "x", "outcome": PoliceOutcome.OTHER}
LACKS = {
    "send": "no_channel",
    "register": "no_number",
    "ask": "no_answer",
    "close": "no_outcome",
    "leave_out": "no_reason",
}


@pytest.mark.parametrize(("state", "step"), [*product(PoliceState, STEPS)])
def test_a_step_with_the_police_report_is_allowed_exactly_where_it_leads_somewhere(
    state: PoliceState, step: str
) -> None:
    at_hand = rules.police_stepping(replace(REPORT, state=state), step, **FILLED)
    assert at_hand.allowed == ((state, step) in LEADS)
    assert rules.POLICE_STEPS[state].get(step) == LEADS.get((state, step))


@pytest.mark.parametrize("step", STEPS)
def test_a_step_says_what_it_needs_to_be_told(step: str) -> None:
    for state in PoliceState:
        found = rules.police_stepping(replace(REPORT, state=state), step, channel=" ", number="", words="\n")
        expected = {LACKS[step]} | (set() if (state, step) in LEADS else {"police_not_now"})
        assert {code.removeprefix("safety.") for code in found.codes} == expected


def step(name: str, incident_id: int, version: int, actor: Viewer) -> None:
    by: dict[str, Any] = {"incident_id": incident_id, "version": version, "actor": actor, "at": MORNING}
    deeds: dict[str, Callable[[], object]] = {
        "send": lambda: actions.send_police_report(channel="114 14", **by),
        "register": lambda: actions.register_police_report(number="5000-K1-26", **by),
        "ask": lambda: actions.ask_police(words="Inget nytt.", **by),
        "close": lambda: actions.close_police_report(outcome=PoliceOutcome.OTHER, **by),
        "leave_out": lambda: actions.leave_out_police_report(why="Bo vill inte.", **by),
    }
    deeds[name]()


# How a report comes to stand in each state.
WAY = {
    PoliceState.DUE: (),
    PoliceState.SENT: ("send",),
    PoliceState.REGISTERED: ("send", "register"),
    PoliceState.CLOSED: ("send", "close"),
    PoliceState.NOT_MADE: ("leave_out",),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "name"), [*product(PoliceState, STEPS)])
def test_every_act_on_every_state_leads_where_the_table_says_or_is_refused(
    office: Office, state: PoliceState, name: str
) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("mia")) as mia:
        for version, past in enumerate(WAY[state], start=1):
            step(past, incident_id, version, mia)
        report = police_of(incident_id, mia)
        assert report.state is state
        why = refused(lambda: step(name, incident_id, report.version, mia))
        assert why == (set() if (state, name) in LEADS else {"police_not_now"})
        assert police_of(incident_id, mia).state is LEADS.get((state, name), state)


@pytest.mark.django_db
def test_the_exposed_follows_nothing_up_and_a_stranger_finds_no_report(office: Office) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("bo")) as bo:
        for name in ("send", "leave_out"):
            why = refused(lambda name=name: step(name, incident_id, 1, bo))
            assert why == {"not_manager" if name == "leave_out" else "not_following_up"}
    with seeing(office.viewer("dag")) as dag, pytest.raises(queries.NoSuchIncident):
        step("send", incident_id, 1, dag)


@pytest.mark.django_db
def test_two_who_send_it_at_once_are_told_that_one_was_first(office: Office) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("mia")) as mia:
        step("send", incident_id, 1, mia)
        with pytest.raises(ChangedMeanwhile):
            step("ask", incident_id, 1, mia)


@pytest.mark.django_db
def test_a_report_waits_until_it_is_made_and_every_month_until_it_is_closed(office: Office) -> None:
    incident_id = reported(office)

    def waits(days: int) -> bool:
        with seeing(office.viewer("mia", MORNING + days * DAY)) as mia:
            _duties, police = queries.waiting(at=MORNING + days * DAY, viewer=mia)
        return [each.incident_id for each in police] == [incident_id]

    assert waits(0)
    with seeing(office.viewer("mia")) as mia:
        step("send", incident_id, 1, mia)
        assert police_of(incident_id, mia).act_on == local_date(MORNING) + REMIND_EVERY
    assert [waits(days) for days in (0, 29, 30, 400)] == [False, False, True, True]
    with seeing(office.viewer("mia")) as mia:
        step("close", incident_id, 2, mia)
    assert not waits(400)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["bo", "dag", "ida", "stina", "lo", "adam", "rut", "kim", "anna"])
def test_nothing_of_an_incident_waits_for_whoever_does_not_follow_it_up(office: Office, name: str) -> None:
    reported(office)
    with seeing(office.viewer(name)) as viewer:
        duties, police = queries.waiting(at=MORNING, viewer=viewer)
        assert duties == []
        # The exposed sees that her report is to be made: it is hers to know, and not to do.
        assert [each.state for each in police] == ([PoliceState.DUE] if name == "bo" else [])


# --- Duties -----------------------------------------------------------------------------------------------------------

DUTY = DutyView(
    id=1, incident_id=1, incident=INCIDENT, exposure_id=None, kind=DutyKind.TALK, measure=None, owner_id=None, owner="",
    due_at=MORNING, done_at=None, reference="", words="", skipped_reason="", is_late=False, version=1,
)  # fmt: skip
DONE = replace(DUTY, done_at=MORNING)
SKIPPED = replace(DONE, skipped_reason="Nej.")
TOLD = (DutyKind.NOTIFY_AUTHORITY, DutyKind.REPORT_INJURY)


@pytest.mark.parametrize("kind", DutyKind)
def test_a_duty_is_done_once_and_a_notice_can_be_found_again(kind: DutyKind) -> None:
    for duty, reference in product((DUTY, DONE, SKIPPED), ("", "AV 1")):
        found = rules.doing(replace(duty, kind=kind), reference=reference)
        lacks = {"safety.no_reference"} if kind in TOLD and not reference else set()
        assert set(found.codes) == lacks | (set() if duty is DUTY else {"safety.duty_done"})


def every_answer() -> Iterator[SeriousAnswers | None]:
    yield None
    for one, two, three, four in product((False, True), repeat=4):
        yield SeriousAnswers(is_death=one, is_serious_injury=two, are_several_injured=three, was_danger_to_life=four)


@pytest.mark.parametrize("kind", DutyKind)
def test_what_an_act_demands_is_never_left_undone_the_rest_with_a_reason(kind: DutyKind) -> None:
    for answers, injury, why in product(every_answer(), Injury, ("", "Det behövs inte.")):
        found = rules.skipping(replace(DUTY, kind=kind), why=why, answers=answers, injury=injury)
        must = kind is DutyKind.NOTIFY_AUTHORITY and answers not in (None, CALM)
        hurt = kind is DutyKind.REPORT_INJURY and injury is not Injury.NONE
        expected = {"must_notify"} if must else {"must_report_injury"} if hurt else set()
        expected |= set() if why else {"no_reason"}
        assert {code.removeprefix("safety.") for code in found.codes} == expected


@pytest.mark.parametrize("injury", Injury)
def test_what_follows_every_incident_and_who_was_hurt(injury: Injury) -> None:
    found = {each.kind: each for each in rules.first_duties(injury=injury, at=MORNING)}
    always = {DutyKind.TALK, DutyKind.ASK_SERIOUS, DutyKind.TELL_REPRESENTATIVE}
    assert set(found) == always | ({DutyKind.REPORT_INJURY} if injury is not Injury.NONE else set())
    assert {each.due_at for each in found.values()} == {MORNING + DAY}
    assert [kind for kind, each in found.items() if each.for_each] == [DutyKind.TALK]


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [CALM, replace(CALM, is_death=True), replace(CALM, are_several_injured=True)])
def test_the_questions_are_answered_once_and_the_notice_follows_from_the_answers(
    office: Office, answers: SeriousAnswers
) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("mia")) as mia:
        by: dict[str, Any] = {"incident_id": incident_id, "answers": answers, "actor": mia, "at": MORNING + HOUR}
        assert actions.answer_serious(**by) == answers.must_notify
        assert refused(lambda: actions.answer_serious(**by)) == {"serious_answered"}
        kinds = [
            each.kind for each in queries.duties_of(incident_id=incident_id, at=MORNING, viewer=mia) if each.is_open
        ]
        assert (DutyKind.NOTIFY_AUTHORITY in kinds, DutyKind.ASK_SERIOUS in kinds) == (answers.must_notify, False)


@pytest.mark.django_db
def test_a_measure_with_an_owner_waits_for_all_who_follow_up(office: Office) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("mia")) as mia:
        by: dict[str, Any] = {"incident_id": incident_id, "due_at": MORNING + DAY, "actor": mia, "at": MORNING}
        actions.add_measure(measure=Measure.ALARM, owner_id=mia.employee_id, words="Larm.", **by)
        actions.add_measure(measure=Measure.ROUTINE, owner_id=office.employees["sara"], words="", **by)
    waits = {}
    for name in ("mia", "sara"):
        with seeing(office.viewer(name)) as viewer:
            duties, _police = queries.waiting(at=MORNING, viewer=viewer)
        waits[name] = {each.measure for each in duties if each.measure}
    assert waits == dict.fromkeys(("mia", "sara"), {Measure.ALARM, Measure.ROUTINE})


# --- Support ----------------------------------------------------------------------------------------------------------

EXPOSED = ExposureView(
    id=1, incident_id=1, employee_id=1, name="Bo", service_code="B", unit_id=1, wishes=(), wish_words="",
    asked_at=None, change_wished=False, changed_at=None, enough_at=None,
)  # fmt: skip
ENOUGH = replace(EXPOSED, enough_at=MORNING)


@pytest.mark.parametrize(("view", "is_self", "asked"), [*product((EXPOSED, ENOUGH), (True, False), (True, False))])
def test_what_the_exposed_wants_is_said_by_her_or_by_whom_she_asked_until_it_is_enough(
    view: ExposureView, is_self: bool, asked: bool
) -> None:
    stands = {"enough_said"} if view is ENOUGH else set()
    stands |= set() if is_self or asked else {"not_the_exposed"}
    for wishes, words in product(((), ("talk",)), ("", "En kollega.")):
        found = rules.wishing(view, is_self=is_self, was_asked_to=asked, wishes=wishes, words=words)
        says = set() if wishes or words else {"no_wish"}
        assert {code.removeprefix("safety.") for code in found.codes} == stands | says
    enough = rules.saying_enough(view, is_self=is_self, was_asked_to=asked)
    assert {code.removeprefix("safety.") for code in enough.codes} == stands


def test_the_caseworker_is_changed_on_wish_and_a_follow_up_lies_ahead() -> None:
    assert not rules.changing_caseworker(EXPOSED, is_in_charge=False).allowed
    assert rules.changing_caseworker(replace(EXPOSED, change_wished=True), is_in_charge=False).allowed
    assert not rules.changing_caseworker(replace(EXPOSED, change_wished=True), is_in_charge=True).allowed
    for view, hours in product((EXPOSED, ENOUGH), (-1, 0, 1)):
        found = rules.following_up(view, due_at=MORNING + hours * HOUR, at=MORNING)
        expected = ({"safety.enough_said"} if view is ENOUGH else set()) | (
            {"safety.follow_up_in_past"} if hours <= 0 else set()
        )
        assert set(found.codes) == expected


SUPPORT = ("wish", "offer", "answer", "give", "changed", "follow_up", "enough")


def _support(name: str, exposure_id: int, offer_id: int, actor: Viewer) -> None:
    by: dict[str, Any] = {"actor": actor, "at": MORNING}
    deeds: dict[str, Callable[[], object]] = {
        "wish": lambda: actions.say_wish(exposure_id=exposure_id, wishes=(Wish.REST,), words="", **by),
        "offer": lambda: actions.offer_support(exposure_id=exposure_id, kind=Wish.REST, words="Vila.", **by),
        "answer": lambda: actions.answer_offer(offer_id=offer_id, is_accepted=True, **by),
        "give": lambda: actions.give_support(offer_id=offer_id, **by),
        "changed": lambda: actions.note_changed_caseworker(exposure_id=exposure_id, **by),
        "follow_up": lambda: actions.plan_follow_up(exposure_id=exposure_id, due_at=MORNING + DAY, owner_id=None, **by),
        "enough": lambda: actions.say_enough(exposure_id=exposure_id, **by),
    }
    deeds[name]()


def _asked(office: Office, incident_id: int) -> tuple[int, int]:
    """Bo wants somebody else to take the case and is offered a colleague: the exposure and the offer."""
    with seeing(office.viewer("bo")) as bo:
        (mine,) = queries.exposures_of(incident_id=incident_id, viewer=bo)
        actions.say_wish(exposure_id=mine.id, wishes=(Wish.CHANGE,), words="", actor=bo, at=MORNING)
    with seeing(office.viewer("mia")) as mia:
        words = "Dag följer med."
        offer = actions.offer_support(exposure_id=mine.id, kind=Wish.COLLEAGUE, words=words, actor=mia, at=MORNING)
    return mine.id, offer


MAY = {
    "bo": {"wish", "answer", "enough"},
    "mia": {"offer", "answer", "changed", "follow_up"},
    "sven": {"offer", "answer", "changed", "follow_up"},
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "act"), [*product(MAY, SUPPORT)])
def test_who_may_do_what_of_the_support_before_the_offer_is_answered(office: Office, name: str, act: str) -> None:
    exposure_id, offer_id = _asked(office, reported(office))
    with seeing(office.viewer(name)) as viewer:
        why = refused(lambda: _support(act, exposure_id, offer_id, viewer))
    expected = {"give": {"offer_not_accepted"}, "wish": {"not_the_exposed"}, "enough": {"not_the_exposed"}}
    following = {"not_following_up"} if name == "bo" else set()
    assert why == (set() if act in MAY[name] else expected.get(act, set()) | (following if act != "wish" else set()))


@pytest.mark.django_db
@pytest.mark.parametrize("act", SUPPORT)
def test_nothing_of_the_support_is_done_on_a_closed_incident(office: Office, act: str) -> None:
    incident_id = reported(office)
    exposure_id, offer_id = _asked(office, incident_id)
    close_incident_of(office, incident_id)
    for name in ("bo", "mia"):
        with seeing(office.viewer(name)) as viewer:
            assert "incident_closed" in refused(lambda: _support(act, exposure_id, offer_id, viewer))


@pytest.mark.django_db
@pytest.mark.parametrize("act", SUPPORT)
def test_a_stranger_finds_no_support_to_do_anything_with(office: Office, act: str) -> None:
    exposure_id, offer_id = _asked(office, reported(office))
    for name in ("dag", "stina", "ida", "kim"):
        with seeing(office.viewer(name)) as viewer, pytest.raises(queries.NoSuchIncident):
            _support(act, exposure_id, offer_id, viewer)


@pytest.mark.django_db
def test_it_is_enough_ends_the_follow_ups_that_were_planned(office: Office, alma: Child) -> None:
    incident_id = reported(office, linked_files=(alma.file_id,))
    exposure_id, offer_id = _asked(office, incident_id)
    with seeing(office.viewer("mia")) as mia:
        _support("follow_up", exposure_id, offer_id, mia)
    with seeing(office.viewer("bo")) as bo:
        _support("enough", exposure_id, offer_id, bo)
        assert refused(lambda: _support("wish", exposure_id, offer_id, bo)) == {"enough_said"}
    with seeing(office.viewer("mia")) as mia:
        kinds = {each.kind: each.is_open for each in queries.duties_of(incident_id=incident_id, at=MORNING, viewer=mia)}
        assert kinds[DutyKind.FOLLOW_UP] is False
        assert refused(lambda: _support("follow_up", exposure_id, offer_id, mia)) == {"enough_said"}


@pytest.mark.django_db
def test_a_change_of_caseworker_costs_the_child_no_clock_and_no_hand_over(office: Office, alma: Child) -> None:
    """And the child's file says nothing of why."""
    seen_by_child = {"viewer": office.viewer("mia"), "file_ids": [alma.file_id]}
    receive(office, report_on("alma"), by="bo", at=MORNING)
    exposure_id, _offer = _asked(office, reported(office, linked_files=(alma.file_id,)))
    with seeing(office.viewer("mia")) as mia:
        before = [(each.rule, each.due_on) for each in open_clocks_of_files(**seen_by_child)]
        assign_file(
            file_id=alma.file_id, employee_id=office.employees["dag"], part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"], keeps_former=True, actor=mia, at=MORNING,
        )  # fmt: skip
        actions.note_changed_caseworker(exposure_id=exposure_id, actor=mia, at=MORNING)
    with seeing(office.viewer("bo")) as bo:
        hand_over(
            file_id=alma.file_id, to_employee_id=office.employees["dag"], summary="Alma har berättat.", actor=bo,
            at=MORNING,
        )  # fmt: skip
    with seeing(office.viewer("mia")) as mia:
        after = [(each.rule, each.due_on) for each in open_clocks_of_files(**seen_by_child)]
        (dag,) = [
            each
            for each in assignments_of(file_id=alma.file_id, viewer=mia)
            if each.employee_id == office.employees["dag"]
        ]
        deeds = {event.deed for event in events_of_file(file_id=alma.file_id, viewer=mia)}
    assert before
    assert after == before
    assert dag.handover == "Alma har berättat."
    assert [deed for deed in deeds if deed.startswith("safety")] == []
