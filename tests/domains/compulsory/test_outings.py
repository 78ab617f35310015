"""Home visits and executions: two go, and all have read what the risk is."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from tests.factories.board import SIGNED, adopt_board_order, case_with_two, custody
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, SETUP, Office, make_office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import OutingKind, OutingView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

HOUR = timedelta(hours=1)
PLANNED = SIGNED + HOUR
GOING = PLANNED + 2 * HOUR
BACK = GOING + HOUR


@pytest.fixture
def office(db: None) -> Office:
    made = make_office()
    adopt_board_order(made)
    return made


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office)


def plan(
    office: Office,
    case_id: int,
    *,
    kind: OutingKind = OutingKind.HOME_VISIT,
    measure_id: int | None = None,
    goers: Iterable[str] = ("bo", "dag"),
    at: datetime = PLANNED,
    **said: Any,
) -> int:
    bo = office.viewer("bo", at)
    given = {"place": "Storgatan 1", "risk": "Hunden är lös. Stå vid dörren.", "planned_at": GOING, **said}
    with seeing(bo):
        return actions.plan_outing(
            case_id=case_id, measure_id=measure_id, kind=kind, goers=[office.employees[name] for name in goers],
            actor=bo, at=at, **given,
        )  # fmt: skip


def read(office: Office, outing_id: int, name: str, *, version: int = 1, at: datetime = PLANNED + HOUR) -> None:
    viewer = office.viewer(name, at)
    with seeing(viewer):
        actions.read_risk(outing_id=outing_id, version=version, actor=viewer, at=at)


def renew(office: Office, outing_id: int, risk: str, *, by: str = "bo", version: int = 1, at: datetime = GOING) -> None:
    viewer = office.viewer(by, at)
    with seeing(viewer):
        actions.renew_risk(outing_id=outing_id, version=version, risk=risk, actor=viewer, at=at)


def finish(office: Office, outing_id: int, *, version: int = 1, done_at: datetime = BACK, at: datetime = BACK) -> None:
    bo = office.viewer("bo", at)
    with seeing(bo):
        actions.finish_outing(
            outing_id=outing_id, version=version, outcome="Alma öppnade själv.", done_at=done_at, actor=bo, at=at
        )


def seen(office: Office, outing_id: int, *, by: str = "bo", at: datetime = BACK) -> OutingView:
    viewer = office.viewer(by, at)
    with seeing(viewer):
        return queries.outing(outing_id=outing_id, viewer=viewer)


def check_walls() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_two_go_when_both_have_read_the_risk(office: Office, alma: Child) -> None:
    case_id = case_with_two(office, alma)
    outing_id = plan(office, case_id)
    for name in ("bo", "dag"):
        read(office, outing_id, name)

    finish(office, outing_id)
    check_walls()

    view = seen(office, outing_id)
    assert (view.done_at, view.unread, view.version) == (BACK, (), 2)
    bo = office.viewer("bo", BACK)
    with seeing(bo):
        deeds = [event.deed for event in events_of_file(file_id=alma.file_id, viewer=bo) if ".outing." in event.deed]
    assert sorted(deeds) == [
        "compulsory.outing.done", "compulsory.outing.planned", *2 * ["compulsory.outing.risk_read"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("goers", "said", "codes"),
    [
        (("bo",), {}, ("outing_fewer_than_two",)),
        (("bo", "bo"), {}, ("outing_fewer_than_two",)),
        (("bo", "dag"), {"risk": " ", "place": ""}, ("outing_no_risk", "outing_no_place")),
        (("bo", "dag"), {"kind": OutingKind.EXECUTION}, ("outing_no_measure",)),
    ],
)
def test_an_outing_is_refused_with_all_reasons(
    office: Office, alma: Child, goers: tuple[str, ...], said: dict[str, Any], codes: tuple[str, ...]
) -> None:
    case_id = case_with_two(office, alma)
    with pytest.raises(Refused) as refused:
        plan(office, case_id, goers=goers, **said)
    assert refused.value.verdict.codes == tuple(f"compulsory.{code}" for code in codes)


def test_who_has_left_does_not_go(office: Office, alma: Child) -> None:
    case_id = case_with_two(office, alma)
    with seeing(SETUP):
        Employee.objects.filter(pk=office.employees["cia"]).update(is_active=False)
    with pytest.raises(Refused) as refused:
        plan(office, case_id, goers=("bo", "cia"))
    assert refused.value.verdict.codes == ("compulsory.outing_fewer_than_two",)


def test_nobody_has_been_there_until_all_have_read_the_risk(office: Office, alma: Child) -> None:
    outing_id = plan(office, case_with_two(office, alma))
    read(office, outing_id, "bo")

    with pytest.raises(Refused) as refused:
        finish(office, outing_id)
    assert refused.value.verdict.codes == ("compulsory.outing_risk_unread",)

    read(office, outing_id, "dag", at=BACK + HOUR)
    with pytest.raises(Refused) as late:
        finish(office, outing_id, at=BACK + HOUR)
    assert late.value.verdict.codes == ("compulsory.outing_risk_unread",)


def test_who_goes_along_sees_the_file_to_read_the_risk_and_no_longer(office: Office, alma: Child) -> None:
    """Cia works elsewhere and goes with Bo: she reads and writes nothing, until they are back."""
    outing_id = plan(office, case_with_two(office, alma), goers=("bo", "cia"))

    cia = office.viewer("cia", PLANNED + HOUR)
    assert dict(cia.files) == {alma.file_id: Ground.OUTING}
    with seeing(cia):
        (waiting,) = queries.outings_to_read(viewer=cia, at=PLANNED + HOUR)
        assert waiting.risk == "Hunden är lös. Stå vid dörren."
        with pytest.raises(Refused):
            actions.cancel_outing(outing_id=outing_id, version=1, reason="Nej", actor=cia, at=PLANNED + HOUR)
    for name in ("bo", "cia"):
        read(office, outing_id, name)
    finish(office, outing_id)

    with pytest.raises(NotOpen):
        seen(office, outing_id, by="cia", at=BACK + HOUR)
    assert office.viewer("dag", BACK + HOUR).file_ids == {alma.file_id}


def test_who_is_to_go_again_still_sees_the_file(office: Office, alma: Child) -> None:
    case_id = case_with_two(office, alma)
    first = plan(office, case_id, goers=("bo", "cia"))
    plan(office, case_id, goers=("bo", "cia"), at=PLANNED + HOUR)
    bo = office.viewer("bo", BACK)
    with seeing(bo):
        actions.cancel_outing(outing_id=first, version=1, reason="Ingen hemma.", actor=bo, at=BACK)

    assert office.viewer("cia", BACK + HOUR).file_ids == {alma.file_id}


def test_the_risk_is_read_by_those_who_go_and_once(office: Office, alma: Child) -> None:
    outing_id = plan(office, case_with_two(office, alma), goers=("bo", "cia"))
    with pytest.raises(Refused) as refused:
        read(office, outing_id, "dag")
    assert refused.value.verdict.codes == ("compulsory.outing_not_going",)

    read(office, outing_id, "bo", at=PLANNED)
    read(office, outing_id, "bo", at=PLANNED + HOUR)
    assert seen(office, outing_id).goers[0].risk_read_at == PLANNED


def test_the_risk_is_assessed_anew_and_everyone_reads_it_anew(office: Office, alma: Child) -> None:
    outing_id = plan(office, case_with_two(office, alma), goers=("bo", "cia"))
    for name in ("bo", "cia"):
        read(office, outing_id, name)

    renew(office, outing_id, " Hunden är borta. Ring på. ")

    view = seen(office, outing_id, at=GOING)
    assert (view.risk, view.earlier_risks) == ("Hunden är borta. Ring på.", ("Hunden är lös. Stå vid dörren.",))
    assert (view.assessed_at, view.version, len(view.unread)) == (GOING, 2, 2)
    with pytest.raises(ChangedMeanwhile):
        read(office, outing_id, "bo", version=1, at=GOING)
    read(office, outing_id, "bo", version=2, at=GOING)
    with pytest.raises(Refused) as unread:
        finish(office, outing_id, version=2)
    assert unread.value.verdict.codes == ("compulsory.outing_risk_unread",)
    read(office, outing_id, "cia", version=2, at=GOING)
    finish(office, outing_id, version=2)
    check_walls()
    bo = office.viewer("bo", BACK)
    with seeing(bo):
        deeds = [event.deed for event in events_of_file(file_id=alma.file_id, viewer=bo)]
    assert deeds.count("compulsory.outing.risk_renewed") == 1


def test_the_risk_is_assessed_anew_by_those_who_write_until_they_have_gone(office: Office, alma: Child) -> None:
    outing_id = plan(office, case_with_two(office, alma), goers=("bo", "cia"))
    with pytest.raises(Refused):
        renew(office, outing_id, "Lugnt.", by="cia")
    with pytest.raises(Refused) as blank:
        renew(office, outing_id, " ")
    assert blank.value.verdict.codes == ("compulsory.outing_no_risk",)
    with pytest.raises(ChangedMeanwhile):
        renew(office, outing_id, "Lugnt.", version=7)
    for name in ("bo", "cia"):
        read(office, outing_id, name)
    finish(office, outing_id)
    with pytest.raises(Refused) as over:
        renew(office, outing_id, "Lugnt.", version=2, at=BACK)
    assert over.value.verdict.codes == ("compulsory.outing_over",)


def test_the_database_counts_no_reading_of_an_older_risk(office: Office, alma: Child) -> None:
    outing_id = plan(office, case_with_two(office, alma))
    for name in ("bo", "dag"):
        read(office, outing_id, name)
    bo = office.viewer("bo", BACK)
    renewed = (
        "UPDATE compulsory_outing SET risk = 'Ny.', earlier_risks = earlier_risks || jsonb_build_array(risk), "
        "assessed_at = %s WHERE id = %s"
    )
    with seeing(bo), connection.cursor() as cursor:
        cursor.execute(renewed, [GOING, outing_id])
    with pytest.raises(IntegrityError, match="goers: fewer than two"), seeing(bo):
        done_in_raw_sql(outing_id)


def test_a_cancelled_outing_is_over(office: Office, alma: Child) -> None:
    outing_id = plan(office, case_with_two(office, alma))
    bo = office.viewer("bo", PLANNED)
    with seeing(bo):
        with pytest.raises(Refused) as unsaid:
            actions.cancel_outing(outing_id=outing_id, version=1, reason=" ", actor=bo, at=PLANNED)
        with pytest.raises(ChangedMeanwhile):
            actions.cancel_outing(outing_id=outing_id, version=7, reason="Inställt.", actor=bo, at=PLANNED)
        actions.cancel_outing(outing_id=outing_id, version=1, reason="Inställt.", actor=bo, at=PLANNED)
    check_walls()
    assert unsaid.value.verdict.codes == ("compulsory.outing_no_why",)
    with pytest.raises(Refused) as refused:
        read(office, outing_id, "bo")
    assert refused.value.verdict.codes == ("compulsory.outing_over",)
    with pytest.raises(Refused) as refused:
        finish(office, outing_id, version=2)
    assert "compulsory.outing_over" in refused.value.verdict.codes


def test_an_execution_is_of_a_measure_in_force(office: Office, alma: Child) -> None:
    """The custody lapses unless it is submitted within a week: nothing is planned beyond that midnight."""
    _, measure_id = custody(office, alma)
    case_id = case_of(office, alma)
    outing_id = plan(office, case_id, kind=OutingKind.EXECUTION, measure_id=measure_id)
    for name in ("bo", "dag"):
        read(office, outing_id, name)
    finish(office, outing_id)
    check_walls()

    with pytest.raises(Refused) as refused:
        plan(office, case_id, kind=OutingKind.EXECUTION, measure_id=measure_id, planned_at=PLANNED + timedelta(days=30))
    assert refused.value.verdict.codes == ("compulsory.outing_not_in_force",)


def case_of(office: Office, child: Child) -> int:
    bo = office.viewer("bo", PLANNED)
    with seeing(bo):
        found = queries.case_of_file(file_id=child.file_id, viewer=bo)
    assert found is not None
    return found.id


RAW_OUTING = """
INSERT INTO compulsory_outing (case_id, measure_id, file_id, kind, recorded_at, planned_at, place, risk, outcome,
    planned_by_id, version, earlier_risks) VALUES (%s, %s, %s, %s, %s, %s, 'Hemmet', %s, '', %s, 1, '[]') RETURNING id
"""


def raw_outing(office: Office, child: Child, case_id: int, goers: Iterable[str], risk: str = "Hund.") -> None:
    bo = office.viewer("bo", PLANNED)
    with seeing(bo), connection.cursor() as cursor:
        values = [case_id, None, child.file_id, "home_visit", PLANNED, GOING, risk, bo.employee_id]
        cursor.execute(RAW_OUTING, values)
        (outing_id,) = cursor.fetchone()
        for name in goers:
            cursor.execute(
                "INSERT INTO compulsory_goer (outing_id, file_id, employee_id) VALUES (%s, %s, %s)",
                [outing_id, child.file_id, office.employees[name]],
            )
        check_walls()


@pytest.mark.parametrize(
    ("goers", "risk", "wall"),
    [
        (("bo",), "Hund.", "goers: fewer than two"),
        ((), "Hund.", "goers: fewer than two"),
        (("bo", "dag"), "", "outing_has_risk_assessment"),
    ],
)
def test_the_database_refuses_one_who_goes_alone(
    office: Office, alma: Child, goers: tuple[str, ...], risk: str, wall: str
) -> None:
    case_id = case_with_two(office, alma)
    with pytest.raises(IntegrityError, match=wall):
        raw_outing(office, alma, case_id, goers, risk)


def test_the_database_refuses_an_outing_that_was_done_unread(office: Office, alma: Child) -> None:
    outing_id = plan(office, case_with_two(office, alma))
    read(office, outing_id, "bo")
    bo = office.viewer("bo", BACK)
    with pytest.raises(IntegrityError, match="goers: fewer than two"), seeing(bo):
        done_in_raw_sql(outing_id)


def done_in_raw_sql(outing_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE compulsory_outing SET done_at = %s WHERE id = %s", [BACK, outing_id])
    check_walls()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE compulsory_outing SET risk = 'Ingen.' WHERE id = %s",
        "UPDATE compulsory_outing SET risk = 'Ingen.', assessed_at = now() WHERE id = %s",
        "UPDATE compulsory_outing SET earlier_risks = '[\"Lugnt.\"]', assessed_at = now() WHERE id = %s",
        "UPDATE compulsory_outing SET assessed_at = now() WHERE id = %s",
        "UPDATE compulsory_goer SET risk_read_at = NULL WHERE outing_id = %s",
        "UPDATE compulsory_goer SET employee_id = 1 WHERE outing_id = %s",
        "UPDATE compulsory_goer SET risk_read_at = risk_read_at - interval '1 day' WHERE outing_id = %s",
    ],
)
def test_the_database_lets_nobody_write_over_what_was_read(office: Office, alma: Child, change: str) -> None:
    outing_id = plan(office, case_with_two(office, alma))
    for name in ("bo", "dag"):
        read(office, outing_id, name)
    bo = office.viewer("bo", BACK)
    with pytest.raises(IntegrityError, match="locked"), seeing(bo), connection.cursor() as cursor:
        cursor.execute(change, [outing_id])


def test_nobody_elsewhere_sees_an_outing(office: Office, alma: Child) -> None:
    outing_id = plan(office, case_with_two(office, alma), at=MORNING + 3 * HOUR)
    with pytest.raises(NotOpen):
        seen(office, outing_id, by="max")
