"""Agendas without names, extracts from the minutes, counts of what was changed, alarms, and days without a meeting."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.db import connection
from tests.factories import board
from tests.factories import decisions as deciding
from tests.factories.board import AT_MEETING, FIELDS, MEETING_ON, PREPARED, SIGNED, Written
from tests.factories.people import Child, give_to, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.actions import meetings as making
from skyddsnat.domains.compulsory.models import Measure
from skyddsnat.domains.compulsory.types import (
    AgendaKind,
    AgendaView,
    AlarmKind,
    AlarmView,
    ChangedCount,
    MatterLevel,
    MatterOutcome,
)
from skyddsnat.domains.decisions.queries import NoMeeting, meetings
from skyddsnat.domains.decisions.types import Level
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.models import Document
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import Act

EVERYBODY = (
    *("ida", "bo", "dag", "stina", "mia", "ingvar", "cia", "max", "kaj", "olga", "rut"),
    *("lo", "anna", "adam", "nils"),
)
TODAY = MORNING.date()
ANSWER_FOR_BARN_1 = frozenset({"mia", "kaj", "olga"})


@pytest.fixture
def office(db: None) -> Office:
    made = make_office()
    board.adopt_board_order(made)
    return made


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office, guardians=("eva",))


@pytest.fixture
def waiting(office: Office, alma: Child) -> Written:
    """A custody for the committee's next meeting."""
    return board.prepare(office, board.write(office, board.case_with_two(office, alma), alma))


def meeting_on(day: date, level: Level = Level.COMMITTEE) -> int:
    return next(each.id for each in meetings(after=day) if (each.held_on, each.level) == (day, level))


def agenda_of(office: Office, who: str, *, at: datetime = PREPARED + board.HOUR) -> AgendaView:
    viewer = office.viewer(who, at)
    with seeing(viewer):
        return queries.agenda(meeting_id=meeting_on(MEETING_ON), today=at.date(), viewer=viewer)


# --- The agenda -------------------------------------------------------------------------------------------------------


def test_the_agenda_says_file_numbers_and_names_only_to_whoever_sees_the_file(
    office: Office, alma: Child, waiting: Written
) -> None:
    (seen,) = agenda_of(office, "kaj").items
    assert (seen.kind, seen.subject_id, seen.section, seen.unit) == (AgendaKind.MATTER, waiting.id, "LVU 6", "Barn 1")
    assert "Alma" in seen.child
    (unseen,) = agenda_of(office, "rut").items
    assert replace(seen, child="") == unseen


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_agenda_is_for_those_who_answer_for_the_unit_and_whoever_keeps_minutes(
    office: Office, waiting: Written, who: str
) -> None:
    found = agenda_of(office, who).items
    assert bool(found) == (who in ANSWER_FOR_BARN_1 | {"rut"})


def test_the_doors_are_shut_where_nobody_looks(office: Office, waiting: Written) -> None:
    board.decide(office, waiting, by="kaj", at=AT_MEETING)
    today, names = AT_MEETING.date(), ["lvu.submit_custody"]
    for sql, values in (
        ("SELECT * FROM compulsory_agenda(%s, %s)", [meeting_on(MEETING_ON), today]),
        ("SELECT * FROM compulsory_alarms(%s, %s, %s, %s)", [AT_MEETING, today, 10_000, names]),
        ("SELECT * FROM compulsory_board_changes(%s, %s, %s)", [today, today + timedelta(days=1), today]),
        ("SELECT * FROM compulsory_report_at(%s, %s)", [meeting_on(MEETING_ON), today]),
    ):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            assert cursor.fetchall() == []


def test_settings_without_a_role_open_no_door(office: Office, waiting: Written) -> None:
    with seeing(office.viewer("nils", PREPARED)), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.units', %s, true)", [str(office.units["barn1"])])
        cursor.execute("SELECT * FROM compulsory_agenda(%s, %s)", [meeting_on(MEETING_ON), PREPARED.date()])
        assert cursor.fetchall() == []


def test_a_protected_child_is_not_named_on_the_agenda(office: Office) -> None:
    elsa = make_child(office, "elsa", worker=None, guardians=("eva",), protection=Protection.REGISTRATION)
    give_to(office, elsa, "bo")
    board.prepare(office, board.write(office, board.case_with_two(office, elsa), elsa))
    (seen,) = agenda_of(office, "kaj").items
    assert "Elsa" not in seen.child


def test_what_is_decided_stays_on_the_agenda_with_its_outcome_and_what_is_withdrawn_leaves_it(
    office: Office, alma: Child, waiting: Written
) -> None:
    board.decide(office, waiting, by="kaj", at=AT_MEETING)
    (decided,) = agenda_of(office, "kaj", at=AT_MEETING + board.HOUR).items
    assert (decided.outcome, decided.decided_on) == (MatterOutcome.AS_PROPOSED, AT_MEETING.date())
    other = board.prepare(office, board.write(office, waiting.case_id, alma, board.APPLICATION, act=Act.APPLY))
    assert len(agenda_of(office, "rut").items) == 2
    bo = office.viewer("bo", PREPARED + board.HOUR)
    with seeing(bo):
        actions.return_matter(
            matter_id=other.id, version=other.version, reason="Mer underlag.", actor=bo, at=PREPARED + board.HOUR
        )
    assert [each.subject_id for each in agenda_of(office, "rut").items] == [waiting.id]


def test_proposals_without_compulsion_stand_on_the_same_agenda(office: Office) -> None:
    deciding.adopt_order(office)
    hugo = make_child(office, "alma", guardians=("eva", "per"))
    placed = replace(deciding.FIELDS, most_suitable="family_home", chosen="family_home", obstacles=(), settled_by=None)
    proposed = deciding.proposed_to(office, hugo, placed)
    coming = next(each for each in meetings(after=deciding.PROPOSED.date()) if each.level is Level.COMMITTEE)
    rut = office.viewer("rut", deciding.PROPOSED)
    with seeing(rut):
        view = queries.agenda(meeting_id=coming.id, today=deciding.PROPOSED.date(), viewer=rut)
    assert [(each.kind, each.subject_id, each.section) for each in view.items] == [
        (AgendaKind.PROPOSAL, proposed.id, "SoL 22:2")
    ]


def test_an_unknown_meeting_has_no_agenda(office: Office) -> None:
    rut = office.viewer("rut", MORNING)
    with seeing(rut), pytest.raises(NoMeeting):
        queries.agenda(meeting_id=0, today=MORNING.date(), viewer=rut)


# --- On paper ---------------------------------------------------------------------------------------------------------


def metadata_of(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return str(opened.open_metadata())


def test_the_agenda_on_paper_names_nobody_whoever_makes_it(
    office: Office, alma: Child, waiting: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[Any] = []
    real = making.render

    def render(template: str, blocks: Any, **more: Any) -> bytes:
        printed.append(blocks)
        return real(template, blocks, **more)

    monkeypatch.setattr(making, "render", render)
    for who in ("kaj", "rut"):
        viewer = office.viewer(who, PREPARED + board.HOUR)
        with seeing(viewer):
            pdf = actions.make_agenda(meeting_id=meeting_on(MEETING_ON), actor=viewer, at=PREPARED + board.HOUR)
        assert pdf.startswith(b"%PDF")
        assert "Alma" not in metadata_of(pdf)
    assert printed[0] == printed[1]
    assert "Alma" not in str(printed)
    assert "Omedelbart omhändertagande" in str(printed)


def test_an_extract_is_made_of_what_a_meeting_decided_or_was_told(
    office: Office, alma: Child, waiting: Written
) -> None:
    def extract(at: datetime) -> int:
        bo = office.viewer("bo", at)
        with seeing(bo):
            return actions.make_minutes_extract(matter_id=waiting.id, actor=bo, at=at)

    with pytest.raises(Refused) as refused:
        extract(PREPARED)
    assert refused.value.verdict.codes == ("compulsory.not_decided",)
    board.decide(office, waiting, by="kaj", at=AT_MEETING)
    document_id = extract(AT_MEETING + board.HOUR)
    with seeing(office.viewer("bo", AT_MEETING + board.HOUR)):
        row = Document.objects.get(pk=document_id)
    assert row.locked_at is not None
    for said in (FIELDS.proposal, "Utskottet", "6 § LVU", "Kaj Ledamot", MEETING_ON.isoformat()):
        assert said in str(row.source)


def test_a_reported_decision_of_the_chair_has_its_extract(office: Office, alma: Child) -> None:
    written, _measure = board.custody(office, alma)
    meeting = board.meet(office, SIGNED.date() + timedelta(days=1), level=Level.BOARD)
    at = SIGNED + timedelta(days=1)
    olga = office.viewer("olga", at)
    with seeing(olga):
        actions.report_at(meeting_id=meeting, actor=olga, at=at)
    bo = office.viewer("bo", at)
    with seeing(bo):
        document_id = actions.make_minutes_extract(matter_id=written.id, actor=bo, at=at)
        source = str(Document.objects.values_list("source", flat=True).get(pk=document_id))
    assert "anmäls" in source
    assert "Nämnden" in source


# --- Counts -----------------------------------------------------------------------------------------------------------


def counts(office: Office, who: str, *, since: date = TODAY) -> list[ChangedCount]:
    viewer = office.viewer(who, AT_MEETING)
    with seeing(viewer):
        return queries.changed_by_board(
            since=since, until=AT_MEETING.date() + timedelta(days=1), today=AT_MEETING.date(), viewer=viewer
        )


def test_whether_the_board_changed_the_proposal_is_counted_per_unit(office: Office, alma: Child) -> None:
    case = board.case_with_two(office, alma)
    ruled: tuple[dict[str, Any], ...] = (
        {"outcome": MatterOutcome.CHANGED, "decided_text": "Hos mormor.", "child_version": "Du får bo hos mormor."},
        {"outcome": MatterOutcome.REFUSED, "child_version": "Du får bo hemma."},
        {"outcome": MatterOutcome.AS_PROPOSED},
    )
    for said in ruled:
        written = board.prepare(office, board.write(office, case, alma, board.APPLICATION, act=Act.APPLY))
        try:
            board.decide(office, written, by="kaj", at=AT_MEETING, **{"change_reason": "Mormor finns."} | said)
        except Refused:
            # The application that was changed stands prepared; the next one begins no second measure.
            assert said["outcome"] is MatterOutcome.AS_PROPOSED
    found = counts(office, "kaj")
    assert [(each.unit, each.changed, each.refused) for each in found] == [("Barn 1", 1, 1)]
    assert counts(office, "kaj", since=AT_MEETING.date() + timedelta(days=1)) == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_counts_are_for_those_who_answer_for_the_unit(office: Office, waiting: Written, who: str) -> None:
    board.decide(office, waiting, by="kaj", at=AT_MEETING)
    expected = [ChangedCount("Barn 1", as_proposed=1, changed=0, refused=0)] if who in ANSWER_FOR_BARN_1 else []
    assert counts(office, who) == expected


# --- Alarms -----------------------------------------------------------------------------------------------------------


def alarms_for(office: Office, who: str, at: datetime) -> list[AlarmView]:
    viewer = office.viewer(who, at)
    with seeing(viewer):
        return queries.alarms(at=at, viewer=viewer)


def test_managers_and_the_elected_are_alarmed_in_the_last_hours_and_when_the_day_has_passed(
    office: Office, alma: Child
) -> None:
    """Lessons 1 and 2: people with power are alarmed before anybody outside can see it, also when no job has run."""
    _written, measure_id = board.custody(office, alma)
    with seeing(office.viewer("bo", SIGNED)):
        lapses_at = Measure.objects.values_list("lapses_at", flat=True).get(pk=measure_id)
    assert lapses_at is not None

    def kinds(at: datetime, who: str = "mia") -> list[AlarmKind]:
        return [each.kind for each in alarms_for(office, who, at)]

    second = timedelta(seconds=1)
    assert kinds(lapses_at - timedelta(hours=48) - second) == []
    assert kinds(lapses_at - timedelta(hours=48)) == [AlarmKind.LAPSING]
    assert kinds(lapses_at - second) == [AlarmKind.LAPSING]
    assert kinds(lapses_at) == [AlarmKind.LAPSED]
    assert kinds(lapses_at + timedelta(days=3), "olga") == [AlarmKind.LAPSED]
    (alarm,) = alarms_for(office, "olga", lapses_at - second)
    assert (alarm.unit, alarm.track.value, alarm.owner, alarm.deputy) == ("Barn 1", "care", "NH002", "")
    assert alarm.lapses_at == lapses_at


def test_a_clock_that_has_passed_without_its_deed_alarms(office: Office, alma: Child) -> None:
    """Lesson 2. A custody of a Saturday: its day is the next Saturday, and the law waits until Monday has ended."""
    saturday = timedelta(days=5)
    board.custody(office, alma, later=saturday)
    due_on = SIGNED.date() + saturday + timedelta(days=7)
    assert alarms_for(office, "mia", SIGNED + saturday + timedelta(days=7)) == []
    lapsing, overdue = alarms_for(office, "mia", SIGNED + saturday + timedelta(days=8))
    assert {lapsing.kind, overdue.kind} == {AlarmKind.LAPSING, AlarmKind.OVERDUE}
    late_one = next(each for each in (lapsing, overdue) if each.kind is AlarmKind.OVERDUE)
    assert (late_one.rule, late_one.due_on) == ("lvu.submit_custody", due_on)


@pytest.mark.parametrize("who", EVERYBODY)
def test_alarms_are_for_those_who_answer_for_the_unit(office: Office, alma: Child, who: str) -> None:
    board.custody(office, alma)
    at = SIGNED + timedelta(days=30)
    assert bool(alarms_for(office, who, at)) == (who in ANSWER_FOR_BARN_1)


# --- Days that no meeting comes before --------------------------------------------------------------------------------


def late(office: Office, today: date) -> list[tuple[Act, str, int | None]]:
    bo = office.viewer("bo", SIGNED)
    with seeing(bo):
        found = queries.clocks_without_meeting(today=today, viewer=bo, file_ids=None)
    assert {each.level for each in found} <= {MatterLevel.COMMITTEE}
    return [(each.act, each.rule, each.matter_id) for each in found]


def test_a_day_without_a_meeting_before_it_is_shown_on_the_day_it_arises(office: Office, alma: Child) -> None:
    """Lesson 10: the application must be made in four weeks, drafted or not."""
    _written, measure_id = board.custody(office, alma)
    bo = office.viewer("bo", SIGNED)
    with seeing(bo):
        measure = queries.measure(measure_id=measure_id, viewer=bo)
        actions.record_step(
            measure_id=measure_id, version=measure.version, act=Act.EXECUTE, happened_at=SIGNED, actor=bo, at=SIGNED
        )
    today = SIGNED.date()
    assert late(office, today) == []
    after_the_meeting = MEETING_ON + timedelta(days=1)
    assert late(office, after_the_meeting) == [(Act.APPLY, "lvu.apply_for_care", None)]
    draft = board.write(
        office, _written.case_id, alma, board.APPLICATION, act=Act.APPLY, measure_id=measure_id, at=SIGNED
    )
    assert late(office, after_the_meeting) == [(Act.APPLY, "lvu.apply_for_care", draft.id)]
    board.meet(office, after_the_meeting + timedelta(days=7))
    assert late(office, after_the_meeting) == []


def test_lists_ask_as_often_for_many_as_for_one(
    office: Office, alma: Child, waiting: Written, django_assert_max_num_queries: Any
) -> None:
    for act in (Act.APPLY, Act.DECIDE_IMMEDIATE, Act.APPLY):
        board.prepare(office, board.write(office, waiting.case_id, alma, board.APPLICATION, act=act))
    kaj = office.viewer("kaj", PREPARED + board.HOUR)
    with seeing(kaj), django_assert_max_num_queries(3):
        assert len(queries.matters_waiting(on=PREPARED.date(), viewer=kaj)) == 4
    with seeing(kaj), django_assert_max_num_queries(6):
        queries.clocks_without_meeting(today=PREPARED.date(), viewer=kaj)
    with seeing(kaj), django_assert_max_num_queries(4):
        assert len(queries.agenda(meeting_id=meeting_on(MEETING_ON), today=PREPARED.date(), viewer=kaj).items) == 4
