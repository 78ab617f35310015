"""Police help: from the need to the afterthought, and what a request must rest on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from tests.factories.board import AT_MEETING, FIELDS, SIGNED, case_with_two, custody, decide, prepare, write
from tests.factories.compulsory import in_care
from tests.factories.people import Child, make_child
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.models import PoliceNeed
from skyddsnat.domains.compulsory.types import (
    Attendance,
    Effect,
    MatterLevel,
    MatterOutcome,
    NeedState,
    NotAsked,
    PoliceAnswer,
    PoliceFor,
    PoliceNeedView,
    PoliceRequest,
    WhyAnswer,
)
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.actions import declare_conflict, take_emergency_access
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.walls import wall_of
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.documents.actions import pass_cover, send_document
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.queries import document
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.compulsory_states import Act, Track

HOUR = timedelta(hours=1)
NEEDED = SIGNED + HOUR
ASKED = NEEDED + HOUR
LONG_AFTER = SIGNED + timedelta(days=40)

REQUEST = PoliceRequest(
    place="Storgatan 1",
    planned_at=ASKED + 3 * HOUR,
    circumstances="Evas bror har hotat med kniv i trappen två gånger i höst.",
    why_not_alone="Två handläggare kan inte ta sig förbi honom.",
    risk_to_child="Alma kan bli fasthållen eller bortförd.",
    childs_interests="Alma ska komma därifrån i dag utan att se ett slagsmål.",
)
# The board's second meeting, when the court has ordered care.
AT_SECOND_MEETING = AT_MEETING + timedelta(days=28)
IN_CARE = SIGNED + timedelta(days=22)
AFTER_MEETING = AT_SECOND_MEETING + HOUR
ASKED_AT_MEETING = replace(REQUEST, planned_at=AFTER_MEETING + 3 * HOUR)
ASK_FIELDS = replace(
    FIELDS,
    proposal="Nämnden begär polisens hjälp att hämta Alma.",
    child_version="Polisen kanske följer med när vi hämtar dig, så att alla är trygga.",
    content="",
)
EMPTY = PoliceRequest("", None, "", " ", "", "")


def state(
    office: Office, case_id: int, measure_id: int | None, *, purpose: PoliceFor = PoliceFor.EXECUTION, at: Any = NEEDED
) -> int:
    bo = office.viewer("bo", at)
    with seeing(bo):
        return actions.state_need(
            case_id=case_id, measure_id=measure_id, outing_id=None, purpose=purpose, needed_at=at,
            circumstances="Evas bror har hotat.", actor=bo, at=at,
        )  # fmt: skip


def appoint(office: Office, name: str, *, section: str = "LVU 43", valid_from: date = date(2026, 1, 1)) -> None:
    """Rut enters the board's appointment."""
    rut = office.viewer("rut", NEEDED)
    with seeing(rut):
        actions.appoint(
            employee_id=office.employees[name], section=section, reference="SN § 12", decided_on=date(2026, 1, 1),
            valid_from=valid_from, actor=rut, at=NEEDED,
        )  # fmt: skip


def request(
    office: Office, need_id: int, *, by: str = "bo", said: PoliceRequest = REQUEST, version: int = 1, at: Any = ASKED
) -> int:
    viewer = office.viewer(by, at)
    with seeing(viewer):
        return actions.request_police(
            need_id=need_id, version=version, request=said, matter_id=None, actor=viewer, at=at
        )


def view(office: Office, need_id: int, *, by: str = "bo") -> PoliceNeedView:
    viewer = office.viewer(by, ASKED)
    with seeing(viewer):
        return queries.police_need(need_id=need_id, viewer=viewer)


@pytest.fixture
def held(office: Office, alma: Child) -> tuple[int, int]:
    """Olga has decided on custody: the case and the measure."""
    written, measure_id = custody(office, alma)
    return written.case_id, measure_id


# --- The whole way ----------------------------------------------------------------------------------------------------


def test_a_need_goes_from_stated_to_afterthought(office: Office, alma: Child, held: tuple[int, int]) -> None:
    appoint(office, "bo")
    need_id = state(office, *held)
    states = [view(office, need_id).state]

    document_id = request(office, need_id)
    states.append(view(office, need_id).state)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        answered = {"need_id": need_id, "reason": "En patrull.", "actor": bo, "at": ASKED + 2 * HOUR}
        actions.answer_police(
            version=2, answer=PoliceAnswer.PARTLY, why=WhyAnswer.NO_RESOURCES, answered_at=ASKED + HOUR, **answered
        )
        states.append(queries.police_need(need_id=need_id, viewer=bo).state)
        actions.attend(
            need_id=need_id, version=3, attendance=Attendance.LATE, arrived_at=ASKED + 5 * HOUR, effect=Effect.DELAYED,
            actor=bo, at=ASKED + 6 * HOUR,
        )  # fmt: skip
        states.append(queries.police_need(need_id=need_id, viewer=bo).state)
        actions.reflect(need_id=need_id, version=4, afterthought="Ring dagen före.", actor=bo, at=ASKED + 7 * HOUR)
        paper = document(document_id=document_id, viewer=bo)
        deeds = [event.deed for event in events_of_file(file_id=alma.file_id, viewer=bo) if ".police." in event.deed]
    states.append(view(office, need_id).state)

    assert states == [
        NeedState.STATED, NeedState.REQUESTED, NeedState.ANSWERED, NeedState.OVER, NeedState.REFLECTED,
    ]  # fmt: skip
    assert sorted(deeds) == [
        f"compulsory.police.{what}" for what in ("answered", "attended", "reflected", "requested", "stated")
    ]
    assert (paper.recipient, paper.is_locked, paper.is_outgoing) == ("Polismyndigheten", True, True)
    found = view(office, need_id)
    assert (found.section, found.requested_by_id, found.version) == ("LVU 43", office.employees["bo"], 5)
    assert found.appointment_id is not None


def test_a_need_that_nobody_asked_for_counts_with_its_reason(office: Office, held: tuple[int, int]) -> None:
    need_id = state(office, *held)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        with pytest.raises(Refused) as unsaid:
            actions.not_request(
                need_id=need_id, version=1, why=NotAsked.NO_TIME, reason=" ", effect=None, actor=bo, at=ASKED
            )
        actions.not_request(
            need_id=need_id, version=1, why=NotAsked.NOT_EXPECTED, reason="De kom inte förra gången.",
            effect=Effect.ABORTED, actor=bo, at=ASKED,
        )  # fmt: skip
        figures = queries.police_figures(viewer=bo, since=NEEDED.date(), until=NEEDED.date() + timedelta(days=1))

    assert unsaid.value.verdict.codes == ("compulsory.police_no_reason",)
    assert view(office, need_id).state is NeedState.NOT_REQUESTED
    assert (figures.needed, figures.requested, figures.lacking) == (1, 0, 1)
    assert figures.not_asked[NotAsked.NOT_EXPECTED] == 1
    assert figures.effects[Effect.ABORTED] == 1


def test_who_changes_her_mind_asks_after_all(office: Office, held: tuple[int, int]) -> None:
    appoint(office, "bo")
    need_id = state(office, *held)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        actions.not_request(
            need_id=need_id, version=1, why=NotAsked.NO_TIME, reason="Bråttom.", effect=None, actor=bo, at=ASKED
        )
    request(office, need_id, version=2)

    found = view(office, need_id)
    assert (found.state, found.not_asked, found.not_requested_reason) == (NeedState.REQUESTED, None, "")


# --- What a request rests on ------------------------------------------------------------------------------------------


def test_a_request_says_what_it_rests_on(office: Office, held: tuple[int, int]) -> None:
    appoint(office, "bo")
    need_id = state(office, *held)
    with pytest.raises(Refused) as refused:
        request(office, need_id, said=EMPTY)

    assert refused.value.verdict.codes == tuple(
        f"compulsory.police_no_{what}" for what in ("circumstances", "why_not_alone", "interests", "risk", "place")
    )
    assert refused.value.reasons[0].citation == "43 § LVU"


def test_a_request_on_a_lapsed_measure_is_refused_and_the_other_lawful_ways_are_shown(
    office: Office, held: tuple[int, int]
) -> None:
    """Lesson 11. Nobody submitted the custody; the week has run out, though no job has run."""
    appoint(office, "bo")
    need_id = state(office, *held)
    with pytest.raises(Refused) as refused:
        request(office, need_id, at=LONG_AFTER)

    assert refused.value.verdict.codes == (
        "compulsory.police_not_in_force",
        "compulsory.police.instead.decide",
        "compulsory.police.instead.own_power",
        "compulsory.police.instead.cooperate",
    )
    assert [reason.citation for reason in refused.value.reasons[1:]] == [
        "6 § LVU", "12 § polislagen (1984:387)", "6 § polislagen (1984:387)",
    ]  # fmt: skip


def test_the_way_of_a_new_decision_is_that_of_the_act_of_the_day(office: Office, held: tuple[int, int]) -> None:
    need_id = state(office, *held)
    bo = office.viewer("bo", SIGNED + timedelta(days=70))
    with seeing(bo):
        verdict = queries.request_verdict(need_id=need_id, request=REQUEST, at=SIGNED + timedelta(days=70), viewer=bo)
    assert [reason.citation for reason in verdict.reasons if reason.code.endswith("instead.decide")] == [
        "5 kap. 1 § lagen (2026:1600)"
    ]


def test_a_need_without_a_measure_is_stated_and_not_asked(office: Office, alma: Child) -> None:
    appoint(office, "bo")
    need_id = state(office, case_with_two(office, alma), None)
    with pytest.raises(Refused) as refused:
        request(office, need_id)
    assert refused.value.verdict.codes[0] == "compulsory.police_no_measure"


@pytest.mark.parametrize("by", ["bo", "dag", "mia"])
def test_work_in_the_file_gives_no_right_to_ask(office: Office, held: tuple[int, int], by: str) -> None:
    """Lesson 11: a request rests on the own appointment of whoever makes it."""
    need_id = state(office, *held)
    with pytest.raises(Refused) as refused:
        request(office, need_id, by=by)

    assert refused.value.verdict.codes[0] == "compulsory.police_not_appointed"
    assert "förordnat" in refused.value.reasons[0].text.sv
    assert refused.value.reasons[0].citation == "43 § LVU"


def test_an_appointment_is_personal_and_runs_from_its_day(office: Office, held: tuple[int, int]) -> None:
    appoint(office, "dag")
    appoint(office, "bo", valid_from=date(2026, 12, 24))
    need_id = state(office, *held)
    with pytest.raises(Refused) as refused:
        request(office, need_id, by="bo")
    assert "compulsory.police_not_appointed" in refused.value.verdict.codes

    request(office, need_id, by="dag")


def test_the_chair_asks_for_an_examination_and_an_appointed_official_does_not(
    office: Office, held: tuple[int, int]
) -> None:
    """LVU 43 § p. 1: the board or the chair. The chair sees the file when the request is handed to her."""
    appoint(office, "bo")
    need_id = state(office, *held, purpose=PoliceFor.EXAMINATION)
    with pytest.raises(Refused) as refused:
        request(office, need_id)
    assert refused.value.verdict.codes[0] == "compulsory.police_not_appointed"
    with pytest.raises(NotOpen):
        request(office, need_id, by="kaj")

    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        assert [each.service_code for each in queries.requesters(need_id=need_id, on=ASKED.date(), viewer=bo)] == [
            "NH010"
        ]
        version = actions.save_request(
            need_id=need_id, version=1, measure_id=held[1], request=REQUEST, actor=bo, at=ASKED
        )
        with pytest.raises(Refused):
            actions.hand_request_to(need_id=need_id, to=office.employees["kaj"], actor=bo, at=ASKED)
        actions.hand_request_to(need_id=need_id, to=office.employees["olga"], actor=bo, at=ASKED)
    ready = view(office, need_id).request

    request(office, need_id, by="olga", said=ready, version=version, at=ASKED + HOUR)

    assert view(office, need_id).requested_by_id == office.employees["olga"]
    # What waited for her is done, and the file is hers to see no more.
    file_id = view(office, need_id).file_id
    assert file_id not in dict(office.viewer("olga", ASKED + 2 * HOUR).files)


def test_a_need_that_is_let_be_closes_the_file_to_whoever_was_to_ask(office: Office, held: tuple[int, int]) -> None:
    need_id = state(office, *held, purpose=PoliceFor.EXAMINATION)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        actions.hand_request_to(need_id=need_id, to=office.employees["olga"], actor=bo, at=ASKED)
    file_id = view(office, need_id).file_id
    assert file_id in dict(office.viewer("olga", ASKED + HOUR).files)
    bo = office.viewer("bo", ASKED + HOUR)
    with seeing(bo):
        actions.not_request(
            need_id=need_id, version=1, why=NotAsked.SOLVED, reason="Läkaren kom själv.", effect=None,
            actor=bo, at=ASKED + HOUR,
        )  # fmt: skip
    assert file_id not in dict(office.viewer("olga", ASKED + 2 * HOUR).files)


def test_the_chair_needs_an_appointment_to_ask_for_an_execution(office: Office, held: tuple[int, int]) -> None:
    """LVU 43 § p. 2: the board, or a member or an official whom it has appointed."""
    need_id = state(office, *held)
    olga = office.viewer("olga", NEEDED)
    file_id = view(office, need_id).file_id
    with seeing(olga):
        take_emergency_access(file_id=file_id, reason="Polisen behövs nu.", actor=olga, at=NEEDED)
    with pytest.raises(Refused) as refused:
        request(office, need_id, by="olga")
    assert "compulsory.police_not_appointed" in refused.value.verdict.codes


def test_one_who_has_a_conflict_of_interest_asks_nobody(office: Office, alma: Child, held: tuple[int, int]) -> None:
    appoint(office, "dag")
    need_id = state(office, *held)
    dag = office.viewer("dag", NEEDED)
    with seeing(dag):
        declare_conflict(file_id=alma.file_id, reason="Granne.", actor=dag, at=NEEDED)
    with pytest.raises(Refused) as refused:
        request(office, need_id, by="dag")
    assert refused.value.verdict.codes == ("access.conflict",)


def test_of_two_who_ask_at_once_one_has_an_old_version(office: Office, held: tuple[int, int]) -> None:
    appoint(office, "bo")
    need_id = state(office, *held)
    with pytest.raises(ChangedMeanwhile):
        request(office, need_id, version=3)


# --- Data for planning ------------------------------------------------------------------------------------------------


def test_data_for_planning_are_given_with_the_paragraph_that_lets_them(office: Office, held: tuple[int, int]) -> None:
    need_id = state(office, *held)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        with pytest.raises(Refused) as unsaid:
            actions.give_planning_data(need_id=need_id, version=1, data=" ", actor=bo, at=ASKED)
        document_id = actions.give_planning_data(
            need_id=need_id, version=1, data="Två utgångar mot gården.", actor=bo, at=ASKED
        )
        (event,) = (
            event for event in events_of_file(file_id=view(office, need_id).file_id, viewer=bo)
            if event.deed == "compulsory.police.data_given"
        )  # fmt: skip
        paper = document(document_id=document_id, viewer=bo)
    assert unsaid.value.verdict.codes == ("compulsory.police_no_data",)
    assert (event.target, paper.title) == (
        f"compulsory.policeneed:{need_id}", "Uppgifter till Polismyndigheten för planering",
    )  # fmt: skip
    assert view(office, need_id).planning_document_id == document_id


def test_no_data_are_given_for_a_measure_that_has_lapsed(office: Office, held: tuple[int, int]) -> None:
    need_id = state(office, *held)
    bo = office.viewer("bo", LONG_AFTER)
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.give_planning_data(need_id=need_id, version=1, data="Två utgångar.", actor=bo, at=LONG_AFTER)
    assert refused.value.verdict.codes == ("compulsory.police_not_in_force",)


# --- Answer and attendance --------------------------------------------------------------------------------------------


def test_an_answer_awaits_its_request_and_a_refusal_its_reason(office: Office, held: tuple[int, int]) -> None:
    appoint(office, "bo")
    need_id = state(office, *held)
    bo = office.viewer("bo", ASKED)
    said: dict[str, Any] = {"need_id": need_id, "reason": "", "actor": bo, "at": ASKED + HOUR}
    refusing = {"answer": PoliceAnswer.REFUSED, "why": None, "version": 1}
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.answer_police(answered_at=ASKED + 2 * HOUR, **refusing, **said)
    assert refused.value.verdict.codes == (
        "compulsory.police_nothing_to_answer", "compulsory.police_no_answer_reason", "compulsory.in_future",
    )  # fmt: skip

    request(office, need_id)
    with seeing(bo), pytest.raises(Refused) as early:
        actions.answer_police(answered_at=ASKED - HOUR, **{**refusing, "why": WhyAnswer.OTHER, "version": 2}, **said)
    assert early.value.verdict.codes == ("compulsory.police_answer_early",)


@pytest.mark.parametrize(
    ("attendance", "arrives", "code"),
    [
        (Attendance.CAME, None, "police_no_arrival"),
        (Attendance.DID_NOT_COME, ASKED, "police_arrival_without_coming"),
        (Attendance.LATE, ASKED + 9 * HOUR, "in_future"),
    ],
)
def test_attendance_and_arrival_agree(
    office: Office, held: tuple[int, int], attendance: Attendance, arrives: Any, code: str
) -> None:
    appoint(office, "bo")
    need_id = state(office, *held)
    request(office, need_id)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        actions.answer_police(
            need_id=need_id, version=2, answer=PoliceAnswer.GRANTED, why=None, reason="", answered_at=ASKED, actor=bo,
            at=ASKED,
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            actions.attend(
                need_id=need_id, version=3, attendance=attendance, arrived_at=arrives, effect=Effect.DELAYED,
                actor=bo, at=ASKED + HOUR,
            )  # fmt: skip
    assert refused.value.verdict.codes == (f"compulsory.{code}",)


def test_nobody_elsewhere_sees_a_need(office: Office, held: tuple[int, int]) -> None:
    need_id = state(office, *held)
    with pytest.raises(NotOpen):
        view(office, need_id, by="max")


# --- The walls --------------------------------------------------------------------------------------------------------

RAW = """
UPDATE compulsory_policeneed SET requested_at = %(at)s, requested_by_id = %(by)s, section = %(section)s,
    why_not_alone = 'x', childs_interests = 'x', request_id = (SELECT min(id) FROM documents_document),
    appointment_id = %(appointment)s WHERE id = %(need)s
"""


def ask_in_raw_sql(office: Office, need_id: int, *, by: str = "bo", at: Any = ASKED, whose: str = "dag") -> None:
    bo = office.viewer("bo", ASKED)
    with seeing(bo), connection.cursor() as cursor:
        held = queries.appointment_of(employee_id=office.employees[whose], section="LVU 43", on=ASKED.date())
        cursor.execute(
            RAW,
            {
                "at": at, "by": office.employees[by], "section": "LVU 43", "need": need_id,
                "appointment": held.id if held else None,
            },
        )  # fmt: skip


def test_the_database_refuses_a_request_by_one_who_may_not(office: Office, held: tuple[int, int]) -> None:
    """Without an appointment, and on somebody else's."""
    need_id = state(office, *held)
    with pytest.raises(IntegrityError, match="requested by nobody who may"):
        ask_in_raw_sql(office, need_id)
    appoint(office, "dag")
    with pytest.raises(IntegrityError, match="requested by nobody who may"):
        ask_in_raw_sql(office, need_id)
    ask_in_raw_sql(office, need_id, by="dag")


def test_the_database_refuses_a_request_on_a_lapsed_measure(office: Office, held: tuple[int, int]) -> None:
    appoint(office, "dag")
    need_id = state(office, *held)
    with pytest.raises(IntegrityError, match="lapsed: measure"):
        ask_in_raw_sql(office, need_id, by="dag", at=LONG_AFTER)


def test_the_database_lets_no_request_be_rewritten(office: Office, held: tuple[int, int]) -> None:
    appoint(office, "bo")
    need_id = state(office, *held)
    request(office, need_id)
    bo = office.viewer("bo", ASKED)
    with pytest.raises(IntegrityError, match="stands"), seeing(bo), connection.cursor() as cursor:
        cursor.execute("UPDATE compulsory_policeneed SET purpose = 'examination' WHERE id = %s", [need_id])


# --- Figures ----------------------------------------------------------------------------------------------------------


def test_figures_are_the_same_to_the_unit_and_the_board_and_show_nobody(office: Office, held: tuple[int, int]) -> None:
    appoint(office, "bo")
    asked, lacking = state(office, *held), state(office, *held)
    state(office, *held)
    request(office, asked)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        actions.answer_police(
            need_id=asked, version=2, answer=PoliceAnswer.REFUSED, why=WhyAnswer.NO_RESOURCES, reason="Fullt.",
            answered_at=ASKED, actor=bo, at=ASKED,
        )  # fmt: skip
        actions.not_request(
            need_id=lacking, version=1, why=NotAsked.NO_TIME, reason="Bråttom.", effect=None, actor=bo, at=ASKED
        )

    on = NEEDED.date()
    told = {}
    for name in ("bo", "mia", "kaj", "max"):
        viewer = office.viewer(name, ASKED)
        with seeing(viewer):
            told[name] = queries.police_figures(viewer=viewer, since=on, until=on + timedelta(days=1))
            later = queries.police_figures(viewer=viewer, since=on + timedelta(days=1), until=on + timedelta(days=9))
            assert later.needed == 0
    assert told["bo"] == told["mia"] == told["kaj"]
    assert told["max"].needed == 0
    mine = told["mia"]
    assert (mine.needed, mine.requested, mine.given, mine.lacking, mine.waiting) == (3, 1, 0, 2, 1)
    assert (mine.answers[PoliceAnswer.REFUSED], mine.answer_whys[WhyAnswer.NO_RESOURCES]) == (1, 1)


# --- Across New Year --------------------------------------------------------------------------------------------------


def test_an_appointment_and_a_measure_under_lvu_go_on_under_the_new_act(office: Office, alma: Child) -> None:
    """Nothing is done by hand: the request names 20:1, and the data that could be given must be (transition p. 3)."""
    appoint(office, "bo")
    on = in_care(office, alma, at=SIGNED)
    after = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    need_id = state(office, on.case_id, on.measure_id, at=after)

    bo = office.viewer("bo", after)
    with seeing(bo):
        actions.give_planning_data(need_id=need_id, version=1, data="Två utgångar.", actor=bo, at=after)
        (reachable,) = queries.requesters(need_id=need_id, on=after.date(), viewer=bo)
    document_id = request(office, need_id, version=2, said=replace(REQUEST, planned_at=after + HOUR), at=after)

    assert reachable.reference == "SN § 12"
    assert view(office, need_id).section == "lagen (2026:1600) 20:1"
    with seeing(bo):
        blocks = Document.objects.get(pk=document_id).source
        planning = Document.objects.get(pk=view(office, need_id).planning_document_id).source
    assert (blocks["section"], planning["basis"], planning["is_duty"]) == (
        "20 kap. 1 § lagen (2026:1600)", "20 kap. 4 § lagen (2026:1600)", True,
    )  # fmt: skip


def test_a_matter_about_something_else_gives_no_right_to_ask(office: Office, held: tuple[int, int]) -> None:
    """The board may itself decide to ask; its decision of the custody is no such decision."""
    need_id = state(office, *held)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        custody_matter = queries.matters_of_case(case_id=held[0], viewer=bo)[0].id
        verdict = queries.request_verdict(
            need_id=need_id, request=REQUEST, matter_id=custody_matter, at=ASKED, viewer=bo
        )
    assert verdict.codes[0] == "compulsory.police_not_appointed"


def test_what_the_board_itself_has_decided_to_ask_is_carried_by_whoever_works_there(
    office: Office, alma: Child
) -> None:
    """Nobody is appointed: Bo prepares, the board decides at its meeting, and Bo asks by its decision. Once."""
    on = in_care(office, alma, at=SIGNED)
    held = (on.case_id, on.measure_id)
    need_id = state(office, *held, at=IN_CARE)
    with seeing(bo := office.viewer("bo", IN_CARE)):
        offered = queries.matters_to_begin(case_id=on.case_id, at=IN_CARE, viewer=bo)
        undecided = queries.police_need(need_id=need_id, viewer=bo)
        assert (Track.CARE, Act.ASK_POLICE, "LVU 43") in offered
        held_now = queries.measure_of(need=undecided, viewer=bo)
        assert queries.board_asks(need=undecided, found=held_now, on=IN_CARE.date(), viewer=bo) is None
    refused_id = asked_of_board(office, held, alma, outcome=MatterOutcome.REFUSED)
    matter_id = asked_of_board(office, held, alma)
    given = {"version": 1, "request": ASKED_AT_MEETING, "at": AFTER_MEETING}
    bo = office.viewer("bo", AFTER_MEETING)
    with seeing(bo):
        need = queries.police_need(need_id=need_id, viewer=bo)
        held_then = queries.measure_of(need=need, viewer=bo)
        assert queries.board_asks(need=need, found=held_then, on=AFTER_MEETING.date(), viewer=bo) == matter_id
        with pytest.raises(Refused):
            actions.request_police(need_id=need_id, matter_id=refused_id, actor=bo, **given)
    with seeing(bo):
        actions.request_police(need_id=need_id, matter_id=matter_id, actor=bo, **given)

    found = view(office, need_id)
    assert (found.matter_id, found.appointment_id, found.state) == (matter_id, None, NeedState.REQUESTED)
    again = state(office, *held, at=AFTER_MEETING)
    with seeing(bo), pytest.raises(Refused) as used:
        actions.request_police(need_id=again, matter_id=matter_id, actor=bo, **given)
    assert "compulsory.police_not_appointed" in used.value.verdict.codes
    with pytest.raises(IntegrityError, match="police_need_has_own_matter") as twice, seeing(bo):
        PoliceNeed.objects.filter(pk=again).update(matter_id=matter_id)
    said = wall_of(twice.value)
    assert said is not None
    assert said.codes == ("compulsory.changed_meanwhile",)


def test_the_chair_decides_no_request_for_the_board(office: Office, held: tuple[int, int], alma: Child) -> None:
    """For an examination she asks in her own name (LVU 43 §); for the rest the board asks, or whom it has appointed."""
    urgent = replace(ASK_FIELDS, is_urgent=True, urgent_reason="I natt.")
    written = write(office, held[0], alma, urgent, act=Act.ASK_POLICE, measure_id=held[1], at=NEEDED)
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        verdict = queries.preparing_verdict(matter_id=written.id, at=ASKED, viewer=bo)
        right = queries.who_decides_deed(section="LVU 43", on=ASKED.date(), is_urgent=True)
    assert "compulsory.chair_may_not" in verdict.codes
    assert (right.level, right.may_be_urgent) == (MatterLevel.BOARD, False)


def asked_of_board(
    office: Office,
    held: tuple[int, int],
    child: Child,
    *,
    outcome: MatterOutcome = MatterOutcome.AS_PROPOSED,
) -> int:
    """Bo asks the board to request the police; it decides at the meeting."""
    written = write(office, held[0], child, ASK_FIELDS, act=Act.ASK_POLICE, measure_id=held[1], at=IN_CARE)
    said = {"change_reason": "Det går utan.", "child_version": "Nej."} if outcome is MatterOutcome.REFUSED else {}
    decide(office, prepare(office, written, at=IN_CARE), outcome=outcome, at=AT_SECOND_MEETING, **said)
    return written.id


def test_needs_are_listed_to_those_who_see_the_file_the_latest_first(office: Office, held: tuple[int, int]) -> None:
    first, second = state(office, *held), state(office, *held, at=NEEDED + HOUR)
    listed: dict[str, list[int]] = {}
    for name in ("bo", "mia", "max", "kaj"):
        viewer = office.viewer(name, ASKED)
        with seeing(viewer):
            units = [office.units["barn1"]] if name == "mia" else None
            listed[name] = [each.id for each in queries.police_needs(viewer=viewer, unit_ids=units)]
            assert [each.id for each in queries.police_needs_of_case(case_id=held[0], viewer=viewer)] == listed[name]
    assert listed == {"bo": [second, first], "mia": [second, first], "max": [], "kaj": []}


def test_a_need_is_of_the_cases_own_measure(office: Office, held: tuple[int, int]) -> None:
    other = case_with_two(office, make_child(office, "hugo", guardians=("liv",)))
    with pytest.raises(NotOpen):
        state(office, other, held[1])


# --- What waits for a second person -----------------------------------------------------------------------------------


def test_the_police_are_asked_when_the_request_has_left(office: Office) -> None:
    hugo = make_child(office, "hugo", protection=Protection.FLAG)
    written, measure_id = custody(office, hugo)
    appoint(office, "bo")
    need_id = state(office, written.case_id, measure_id)
    letter = request(office, need_id)
    assert view(office, need_id).state is NeedState.STATED
    bo = office.viewer("bo", ASKED)
    with seeing(bo):
        data = actions.give_planning_data(need_id=need_id, version=2, data="Två dörrar.", actor=bo, at=ASKED)
        assert queries.police_need(need_id=need_id, viewer=bo).planning_document_id is None
        with pytest.raises(Refused):
            actions.answer_police(
                need_id=need_id, version=3, answer=PoliceAnswer.GRANTED, why=None, reason="", answered_at=ASKED,
                actor=bo, at=ASKED,
            )  # fmt: skip
    for each in (letter, data):
        with seeing(office.viewer("mia", ASKED + HOUR)) as mia:
            pass_cover(document_id=each, actor=mia, at=ASKED + HOUR)
        with seeing(office.viewer("bo", ASKED + HOUR)) as bo:
            send_document(
                document_id=each, to=Asker.AUTHORITY, recipient="Polismyndigheten", how="bud", actor=bo, at=ASKED + HOUR
            )
    asked = view(office, need_id)
    assert (asked.state, asked.requested_at, asked.requested_by_id) == (
        NeedState.REQUESTED,
        ASKED + HOUR,
        office.employees["bo"],
    )
    assert (asked.request_document_id, asked.planning_document_id) == (letter, data)
