"""The on-call path: the official prepares, the chair is reached, signs, and the next meeting is told by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories import board
from tests.factories.board import PREPARED, REACHED, SIGNED, URGENT, Written
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import Handing, MatterLevel, MatterOutcome, MatterState
from skyddsnat.domains.decisions.types import Level
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.documents.models import Document
from skyddsnat.kernel.verdict import Refused

TODAY = MORNING.date()
SOUGHT = PREPARED + timedelta(minutes=5)


@pytest.fixture
def office(db: None) -> Office:
    made = make_office()
    board.adopt_board_order(made)
    return made


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office, guardians=("eva",))


@pytest.fixture
def prepared(office: Office, alma: Child) -> Written:
    return board.prepare(office, board.write(office, board.case_with_two(office, alma), alma, URGENT))


def codes(office: Office, written: Written, who: str) -> tuple[str, ...]:
    bo = office.viewer("bo", REACHED)
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.reach_chair(matter_id=written.id, to=office.employees[who], actor=bo, at=REACHED)
    return refused.value.verdict.codes


def appoint(office: Office, who: str, section: str = "LVU 6", *, since: date = TODAY) -> int:
    rut = office.viewer("rut", MORNING)
    with seeing(rut):
        return actions.appoint(
            employee_id=office.employees[who], section=section, reference="SN 2026:41", decided_on=since,
            valid_from=since, actor=rut, at=MORNING,
        )  # fmt: skip


# --- The way to the chair ---------------------------------------------------------------------------------------------


def test_every_hand_over_is_kept_with_its_time(office: Office, prepared: Written) -> None:
    bo = office.viewer("bo", SOUGHT)
    with seeing(bo):
        actions.seek_chair(
            matter_id=prepared.id, to=office.employees["olga"], words="Inget svar på mobilen.", actor=bo, at=SOUGHT
        )
    board.reach(office, prepared)
    board.decide(office, prepared)
    with seeing(bo):
        way = queries.hand_overs(matter_id=prepared.id, viewer=bo)
        paper = str(Document.objects.values_list("source", flat=True).get(kind="compulsory_decision"))
    assert [(each.kind, each.at, each.by, each.to) for each in way] == [
        (Handing.PREPARED, PREPARED, "Bo Handläggare", ""),
        (Handing.SOUGHT, SOUGHT, "Bo Handläggare", "Olga Ordförande"),
        (Handing.REACHED, REACHED, "Bo Handläggare", "Olga Ordförande"),
        (Handing.SIGNED, SIGNED, "Olga Ordförande", ""),
    ]
    assert way[1].words == "Inget svar på mobilen."
    for said in ("Sökt utan svar", "Nådd", "Undertecknat", URGENT.urgent_reason):
        assert said in paper


def test_the_chair_sees_the_one_file_from_when_she_is_reached_until_she_has_signed(
    office: Office, alma: Child, prepared: Written
) -> None:
    def waits_for_olga(at: object) -> list[int]:
        olga = office.viewer("olga", at)  # type: ignore[arg-type]
        with seeing(olga):
            return [each.id for each in queries.matters_waiting(on=PREPARED.date(), viewer=olga)]

    assert waits_for_olga(REACHED) == []
    board.reach(office, prepared)
    assert waits_for_olga(REACHED + timedelta(minutes=1)) == [prepared.id]
    assert waits_for_olga(REACHED + timedelta(hours=25)) == []
    board.decide(office, prepared)
    assert waits_for_olga(SIGNED + timedelta(minutes=1)) == []
    olga = office.viewer("olga", SIGNED + timedelta(minutes=1))
    with seeing(olga), pytest.raises(NotOpen):
        queries.matter(matter_id=prepared.id, viewer=olga)


def test_the_custody_begins_when_the_chair_signs(office: Office, prepared: Written) -> None:
    board.reach(office, prepared)
    measure_id = board.decide(office, prepared)
    assert measure_id is not None
    bo = office.viewer("bo", SIGNED)
    with seeing(bo):
        view = queries.matter(matter_id=prepared.id, viewer=bo)
        measure = queries.measure(measure_id=measure_id, viewer=bo)
    assert (view.level, view.right, view.decided_at) == (MatterLevel.CHAIR, "Ordföranden", SIGNED)
    assert (measure.state.value, measure.started_at, measure.lapses_at is not None) == ("decided", SIGNED, True)


def test_the_chair_may_say_no_or_change_it_and_no_text_to_the_child_is_demanded_at_night(
    office: Office, prepared: Written
) -> None:
    board.reach(office, prepared)
    assert board.decide(office, prepared, outcome=MatterOutcome.REFUSED, change_reason="Mormor tar emot.") is None
    bo = office.viewer("bo", SIGNED)
    with seeing(bo):
        view = queries.matter(matter_id=prepared.id, viewer=bo)
    assert (view.state, view.outcome, view.child_letter_id) == (MatterState.DECIDED, MatterOutcome.REFUSED, None)


# --- Who can be reached -----------------------------------------------------------------------------------------------


def test_only_the_chair_and_appointed_members_can_be_reached(office: Office, prepared: Written) -> None:
    on = REACHED.date()
    assert [each.name for each in queries.reachable(section="LVU 6", on=on)] == ["Olga Ordförande"]
    for who in ("kaj", "mia", "dag"):
        assert codes(office, prepared, who) == ("compulsory.not_reachable",)
    appoint(office, "kaj")
    assert [each.reference for each in queries.reachable(section="LVU 6", on=on)] == ["", "SN 2026:41"]
    assert [each.name for each in queries.reachable(section="LVU 27", on=on)] == ["Olga Ordförande"]


def test_an_appointed_member_signs_by_the_boards_decision(office: Office, prepared: Written) -> None:
    appoint(office, "kaj")
    board.reach(office, prepared, "kaj")
    board.decide(office, prepared, by="kaj")
    bo = office.viewer("bo", SIGNED)
    with seeing(bo):
        view = queries.matter(matter_id=prepared.id, viewer=bo)
        (paper,) = Document.objects.filter(kind="compulsory_decision").values_list("source", flat=True)
    assert (view.level, view.right) == (MatterLevel.CHAIR, "Förordnad ledamot, beslut SN 2026:41")
    assert paper["decided_by"]["title"] == "förordnad ledamot"


def test_an_appointment_that_has_ended_gives_nothing(office: Office, prepared: Written) -> None:
    appointment = appoint(office, "kaj", since=MORNING.date() - timedelta(days=30))
    rut = office.viewer("rut", MORNING)
    with seeing(rut):
        actions.end_appointment(appointment_id=appointment, valid_to=MORNING.date(), actor=rut, at=MORNING)
    assert codes(office, prepared, "kaj") == ("compulsory.not_reachable",)


def test_an_appointment_under_lvu_holds_under_the_section_that_took_over(office: Office) -> None:
    """SFS 2026:1600, transition p. 3."""
    appoint(office, "kaj")
    new_year = date(2027, 1, 1)
    names = [each.name for each in queries.reachable(section="lagen (2026:1600) 5:1", on=new_year)]
    assert names == ["Olga Ordförande", "Kaj Ledamot"]
    assert [each.name for each in queries.reachable(section="lagen (2026:1600) 12:6", on=new_year)] == [names[0]]


def test_somebody_with_a_conflict_is_not_reached(office: Office, alma: Child, prepared: Written) -> None:
    mia = office.viewer("mia", PREPARED)
    with seeing(mia):
        declare_conflict(
            file_id=alma.file_id, employee_id=office.employees["olga"], reason="Syster.", actor=mia, at=PREPARED
        )
    assert codes(office, prepared, "olga") == ("compulsory.partial",)


def test_the_chair_is_not_called_about_what_waits_for_a_meeting(office: Office, alma: Child) -> None:
    case = board.case_with_two(office, alma)
    waiting = board.prepare(office, board.write(office, case, alma))
    assert codes(office, waiting, "olga") == ("compulsory.not_urgent",)


def test_only_whoever_works_on_the_file_calls_the_chair(office: Office, prepared: Written) -> None:
    board.reach(office, prepared)
    olga = office.viewer("olga", SIGNED)
    with seeing(olga), pytest.raises(Refused):
        actions.reach_chair(matter_id=prepared.id, to=office.employees["olga"], actor=olga, at=SIGNED)


def test_the_log_keeps_who_was_called_and_by_whom(office: Office, prepared: Written) -> None:
    board.reach(office, prepared)
    bo = office.viewer("bo", REACHED)
    with seeing(bo):
        event = Event.objects.get(deed="compulsory.chair.reached")
    assert (event.actor_id, event.details) == (office.employees["bo"], {"employee": office.employees["olga"]})


# --- Appointments -----------------------------------------------------------------------------------------------------


def test_only_a_member_is_appointed_to_decide_and_an_official_to_ask_for_the_police(office: Office) -> None:
    def refusal(who: str, section: str, **more: object) -> tuple[str, ...]:
        given = {"reference": "SN 1", "decided_on": MORNING.date(), "valid_from": MORNING.date()} | more
        rut = office.viewer("rut", MORNING)
        with seeing(rut), pytest.raises(Refused) as refused:
            actions.appoint(
                employee_id=office.employees[who],
                section=section,
                actor=rut,
                at=MORNING,
                **given,  # type: ignore[arg-type]
            )
        return refused.value.verdict.codes

    assert refusal("bo", "LVU 6") == ("compulsory.not_member",)
    assert refusal("kaj", "LVU 4") == ("compulsory.no_appointments",)
    assert refusal("kaj", "LVU 6", reference=" ", valid_from=date(2026, 1, 1), valid_to=date(2025, 1, 1)) == (
        "compulsory.no_reference", "compulsory.starts_before_decision", "compulsory.ends_before_start",
    )  # fmt: skip
    appoint(office, "bo", "LVU 43")
    assert [each.name for each in queries.appointments_on(on=MORNING.date(), section="LVU 43")] == ["Bo Handläggare"]


@pytest.mark.parametrize("who", ["bo", "mia", "olga", "kaj", "lo", "nils"])
def test_only_whoever_keeps_the_order_enters_appointments(office: Office, who: str) -> None:
    viewer = office.viewer(who, MORNING)
    with seeing(viewer), pytest.raises(Refused):
        actions.appoint(
            employee_id=office.employees["kaj"], section="LVU 6", reference="SN 1", decided_on=MORNING.date(),
            valid_from=MORNING.date(), actor=viewer, at=MORNING,
        )  # fmt: skip


# --- The next meeting is told -----------------------------------------------------------------------------------------


def reports(office: Office, meeting_id: int, today: date, *, by: str = "kaj") -> list[int]:
    viewer = office.viewer(by, SIGNED)
    with seeing(viewer):
        return [each.subject_id for each in queries.agenda(meeting_id=meeting_id, today=today, viewer=viewer).reports]


def test_the_chairs_decision_stands_on_the_next_agenda_by_itself_until_the_meeting_is_told(
    office: Office, prepared: Written
) -> None:
    before = board.meet(office, SIGNED.date() - timedelta(days=1), level=Level.BOARD)
    first = board.meet(office, SIGNED.date() + timedelta(days=3), level=Level.BOARD)
    second = board.meet(office, SIGNED.date() + timedelta(days=20), level=Level.BOARD)
    board.reach(office, prepared)
    board.decide(office, prepared)
    today = SIGNED.date()
    assert [reports(office, each, today) for each in (before, first, second)] == [[], [prepared.id], [prepared.id]]
    bo = office.viewer("bo", SIGNED)
    with seeing(bo):
        assert [each.id for each in queries.unreported(viewer=bo)] == [prepared.id]
    olga = office.viewer("olga", SIGNED)
    with seeing(olga), pytest.raises(Refused) as refused:
        actions.report_at(meeting_id=first, actor=olga, at=SIGNED)
    assert refused.value.verdict.codes == ("compulsory.not_yet_held",)
    held = SIGNED + timedelta(days=3)
    rut = office.viewer("rut", held)
    with seeing(rut):
        assert actions.report_at(meeting_id=first, actor=rut, at=held) == 1
        assert actions.report_at(meeting_id=first, actor=rut, at=held) == 0
    assert [reports(office, each, held.date()) for each in (first, second)] == [[prepared.id], []]
    with seeing(bo):
        assert queries.unreported(viewer=bo) == []
        view = queries.matter(matter_id=prepared.id, viewer=bo)
        event = Event.objects.get(deed="compulsory.matter.reported")
    assert view.reported_at is not None
    assert view.reported_at.id == first
    assert (event.actor_id, event.details) == (office.employees["rut"], {"meeting": first})


@pytest.mark.parametrize("who", ["bo", "mia", "kaj", "lo", "nils"])
def test_only_the_chair_and_the_registrar_note_what_a_meeting_was_told(
    office: Office, prepared: Written, who: str
) -> None:
    meeting = board.meet(office, SIGNED.date(), level=Level.BOARD)
    board.reach(office, prepared)
    board.decide(office, prepared)
    viewer = office.viewer(who, SIGNED + timedelta(hours=1))
    with seeing(viewer), pytest.raises(Refused):
        actions.report_at(meeting_id=meeting, actor=viewer, at=SIGNED + timedelta(hours=1))


def test_what_cannot_wait_is_never_refused_for_want_of_words_to_the_child_or_a_meeting(
    office: Office, alma: Child
) -> None:
    """Lesson 8: acute protection is not stopped."""
    case = board.case_with_two(office, alma)
    bare = replace(URGENT, child_version="", child_view="", child_view_missing_reason="Alma sover.")
    written = board.prepare(office, board.write(office, case, alma, bare))
    board.reach(office, written)
    assert board.decide(office, written) is not None
