"""No path but the board's own: by action, by raw SQL as the application's role, by a step, by a measure, by a role.

A caseworker cannot sign an immediate custody by any of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.factories import board
from tests.factories.board import AT_MEETING, PREPARED, SIGNED, Written
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.compulsory import actions
from skyddsnat.domains.compulsory.models import HandOver, Matter, Measure
from skyddsnat.domains.compulsory.rules.board import carried_sections
from skyddsnat.domains.compulsory.types import MatterOutcome
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.models import Document
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import Act, By, Track, UnknownDeed, deed_of, statutes
from skyddsnat.law.decision_rights import DECISION_RIGHTS
from skyddsnat.law.police_help import POLICE_HELP


@pytest.fixture
def office(db: None) -> Office:
    made = make_office()
    board.adopt_board_order(made)
    return made


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office, guardians=("eva",))


@pytest.fixture
def urgent(office: Office, alma: Child) -> Written:
    """A custody that the chair has been reached for."""
    return board.waiting_for_chair(office, alma)


@contextmanager
def refused(word: str) -> Iterator[None]:
    """The database refuses, at once or when the transaction ends, and says which wall it was."""
    with pytest.raises(DatabaseError, match=word), _to_its_end():
        yield


@contextmanager
def _to_its_end() -> Iterator[None]:
    """A transaction whose deferred walls are asked before it ends."""
    with transaction.atomic():
        yield
        run("SET CONSTRAINTS ALL IMMEDIATE")


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def a_paper(file_id: int) -> int:
    """A document of the file, so that nothing but the wall under test refuses."""
    found = Document.objects.filter(file_id=file_id).first()
    if found is not None:
        return found.pk
    row = Document(
        file_id=file_id, kind="note", title="x", language="sv", subject="x:1", template="letter", template_version="1",
        source={}, sha256="", content=b"x", made_at=PREPARED,
    )  # fmt: skip
    row.sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    row.save(force_insert=True)
    return row.pk


SIGN = """
UPDATE compulsory_matter SET state = 'decided', outcome = 'as_proposed', decided_text = 'x', decided_at = %s,
    decided_by_id = %s, document_id = %s, level = %s, meeting_id = %s, version = version + 1
WHERE id = %s
"""


def sign(
    office: Office, written: Written, who: str, *, level: str = "chair", at: datetime = SIGNED, **more: Any
) -> None:
    """What somebody with a connection, and no page, would try."""
    row = Matter.objects.get(pk=written.id)
    paper = a_paper(row.file_id)
    run(SIGN, at, office.employees[who], paper, level, more.get("meeting"), written.id)


# --- Who signs --------------------------------------------------------------------------------------------------------

OFFICIALS = ("ida", "bo", "dag", "stina", "mia", "ingvar", "cia", "max", "rut", "lo", "anna", "adam", "nils")


@pytest.mark.parametrize("who", ["bo", "dag", "mia"])
def test_no_official_decides_by_the_action(office: Office, urgent: Written, who: str) -> None:
    with pytest.raises(Refused) as why:
        board.decide(office, urgent, by=who)
    assert "compulsory.law" in why.value.verdict.codes


@pytest.mark.parametrize("who", OFFICIALS)
def test_no_official_decides_by_raw_sql(office: Office, urgent: Written, who: str) -> None:
    with seeing(office.viewer("bo", SIGNED)), refused("signature"):
        sign(office, urgent, who)


@pytest.mark.parametrize("who", OFFICIALS)
def test_no_official_decides_by_inserting_what_is_decided(office: Office, urgent: Written, who: str) -> None:
    with seeing(office.viewer("bo", SIGNED)):
        row = Matter.objects.get(pk=urgent.id)
        row.pk, row.state, row.outcome, row.decided_at = None, "decided", "as_proposed", SIGNED
        row.decided_by_id, row.document_id = office.employees[who], a_paper(row.file_id)
        with refused("signature"):
            row.save(force_insert=True)


def test_a_caseworker_who_gives_herself_a_seat_still_does_not_decide(office: Office, urgent: Written) -> None:
    """The application's role may write roles, so the wall asks whether she works with children's cases at all."""
    seat = "INSERT INTO staff_roleholding (employee_id, unit_id, role, starts_on) VALUES (%s, %s, %s, %s)"
    for role in ("committee_member", "chair_on_call"):
        run(seat, office.employees["dag"], office.units["board"], role, MORNING.date())
    with seeing(office.viewer("dag", SIGNED)), refused("signature"):
        sign(office, urgent, "dag")
    with pytest.raises(Refused) as why:
        board.decide(office, urgent, by="dag")
    assert why.value.verdict.codes == ("compulsory.no_caseworker",)


def test_an_appointment_alone_lets_no_official_decide(office: Office, urgent: Written) -> None:
    """LVU 6 §: the chair or another member whom the board has appointed; an official never."""
    appointment = (
        "INSERT INTO compulsory_appointment (employee_id, section, reference, decided_on, valid_from) "
        "VALUES (%s, 'LVU 6', 'KS 1', %s, %s)"
    )
    for who in ("mia", "bo"):
        run(appointment, office.employees[who], MORNING.date(), MORNING.date())
        with seeing(office.viewer("bo", SIGNED)), refused("signature"):
            sign(office, urgent, who)


def test_a_member_without_appointment_does_not_decide_for_the_chair(office: Office, urgent: Written) -> None:
    with seeing(office.viewer("bo", SIGNED)), refused("signature"):
        sign(office, urgent, "kaj")


def test_a_member_does_not_decide_between_meetings(office: Office, alma: Child) -> None:
    case = board.case_with_two(office, alma)
    written = board.prepare(office, board.write(office, case, alma))
    with seeing(office.viewer("bo", SIGNED)):
        meeting = Matter.objects.values_list("meeting_id", flat=True).get(pk=written.id)
        for at, meeting_id in ((SIGNED, None), (SIGNED, meeting), (AT_MEETING, None)):
            with refused("signature"):
                sign(office, written, "kaj", level="committee", at=at, meeting=meeting_id)
        with refused("signature"):
            sign(office, written, "kaj", level="board", at=AT_MEETING, meeting=meeting)


def test_the_chair_does_not_decide_alone_what_the_law_leaves_to_the_board(office: Office, alma: Child) -> None:
    case = board.case_with_two(office, alma)
    written = board.prepare(office, board.write(office, case, alma, board.APPLICATION, act=Act.APPLY))
    with seeing(office.viewer("bo", SIGNED)), refused("signature"):
        sign(office, written, "olga")


def test_whoever_prepared_it_does_not_decide_it(office: Office, urgent: Written) -> None:
    with seeing(office.viewer("bo", SIGNED)):
        Matter.objects.filter(pk=urgent.id).update(prepared_by=office.employees["olga"])
        with refused("signature"):
            sign(office, urgent, "olga")


def test_what_is_signed_is_never_changed(office: Office, alma: Child) -> None:
    written, _measure = board.custody(office, alma)
    with seeing(office.viewer("bo", SIGNED)):
        for change in ({"decided_text": "y"}, {"outcome": "refused"}, {"state": "prepared"}, {"decided_by": None}):
            with refused("locked|signature"):
                Matter.objects.filter(pk=written.id).update(**change)


def test_the_times_of_the_hand_overs_cannot_be_changed(office: Office, alma: Child) -> None:
    written, _measure = board.custody(office, alma)
    with seeing(office.viewer("bo", SIGNED)), pytest.raises(DatabaseError), transaction.atomic():
        HandOver.objects.filter(matter_id=written.id).update(at=SIGNED - timedelta(days=1))


# --- What is built on it ----------------------------------------------------------------------------------------------

STEP = """
INSERT INTO compulsory_step (measure_id, file_id, act, from_state, to_state, section, happened_at, recorded_at,
    recorded_by_id, court_number, words, matter_id)
VALUES (%s, %s, %s, %s, %s, '', %s, %s, %s, '', '', %s)
"""


def step(office: Office, measure: Measure, act: str, to: str, matter_id: int | None, *, at: datetime = SIGNED) -> None:
    me = office.employees["bo"]
    run(STEP, measure.pk, measure.file_id, act, measure.state, to, at, at, me, matter_id)


def prepared_measure(case_id: int, file_id: int) -> Measure:
    return Measure.objects.create(
        case_id=case_id, file_id=file_id, track="care", statute="1990:52", state="prepared", started_at=SIGNED
    )


def test_a_custody_needs_its_decided_matter(office: Office, urgent: Written) -> None:
    with seeing(office.viewer("bo", SIGNED)):
        measure = prepared_measure(urgent.case_id, urgent.child.file_id)
        for matter_id in (None, urgent.id):
            with refused("decision"):
                step(office, measure, "decide_immediate", "decided", matter_id)


def test_a_measure_stands_nowhere_without_a_step(office: Office, urgent: Written) -> None:
    """The row itself would be a custody that nobody has decided."""
    with seeing(office.viewer("bo", SIGNED)):
        with refused("standing"):
            Measure.objects.create(
                case_id=urgent.case_id, file_id=urgent.child.file_id, track="care", statute="1990:52", state="decided",
                started_at=SIGNED,
            )  # fmt: skip
        measure = prepared_measure(urgent.case_id, urgent.child.file_id)
        with refused("standing"):
            Measure.objects.filter(pk=measure.pk).update(state="in_care")


def test_a_decision_carries_its_own_deed_once(office: Office, alma: Child) -> None:
    written, measure_id = board.custody(office, alma)
    with seeing(office.viewer("bo", SIGNED)):
        measure = Measure.objects.get(pk=measure_id)
        for act, to in (("decide_immediate", "decided"), ("end", "ended"), ("dispatch_apply", "decided")):
            with refused("decision"):
                step(office, measure, act, to, written.id)


def test_a_refused_matter_carries_nothing(office: Office, urgent: Written) -> None:
    board.decide(office, urgent, outcome=MatterOutcome.REFUSED, change_reason="Mormor tar emot.")
    with seeing(office.viewer("bo", SIGNED)):
        measure = prepared_measure(urgent.case_id, urgent.child.file_id)
        with refused("decision"):
            step(office, measure, "decide_immediate", "decided", urgent.id)


def test_the_steps_own_action_asks_for_the_matter_too(office: Office, alma: Child) -> None:
    _written, measure_id = board.custody(office, alma)
    bo = office.viewer("bo", SIGNED)
    with seeing(bo), pytest.raises(Refused):
        actions.record_step(
            measure_id=measure_id, version=Measure.objects.get(pk=measure_id).version, act=Act.END_IMMEDIATE,
            happened_at=SIGNED, actor=bo, at=SIGNED,
        )  # fmt: skip


# --- The walls' own lists are the law's -------------------------------------------------------------------------------


def asked(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def every_deed() -> Iterator[tuple[Track, Act, By]]:
    for track in Track:
        for number in statutes(track):
            for act in Act:
                try:
                    deed = deed_of(track, act, number)
                except UnknownDeed:
                    continue
                yield track, act, deed.by


@pytest.mark.django_db
def test_the_database_knows_whose_each_deed_is() -> None:
    for track, act, by in every_deed():
        for written in (act.value, f"dispatch_{act.value}"):
            boards = asked("SELECT compulsory_is_boards(%s, %s)", track.value, written)
            assert boards == (by is By.BOARD), f"{act} on {track}"
    assert asked("SELECT compulsory_is_boards('care', 'something new')") is True


@pytest.mark.django_db
def test_the_database_knows_what_the_chair_may_decide() -> None:
    police = {help_.section for help_ in POLICE_HELP}
    urgent = {right.section for right in DECISION_RIGHTS if right.chair_if_urgent} - police
    for section in {right.section for right in DECISION_RIGHTS}:
        assert asked("SELECT compulsory_chair_may(%s)", section) == (section in urgent), section
        if section in urgent:
            assert set(asked("SELECT compulsory_carried(%s)", section)) == set(carried_sections(section))
