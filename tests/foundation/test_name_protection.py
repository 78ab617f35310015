"""Whose name is left out of what leaves the building: who decides it, who reads why, and until when (FL 33 §)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories.staff import MORNING, SETUP, Office, make_office

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.models import Employee, NameProtection
from skyddsnat.foundation.staff.queries import protected_on, protection, protections_of
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db

TODAY = MORNING.date()
UNTIL = TODAY + timedelta(days=180)
WHY = "En pappa har skrivit att han vet var handläggaren bor."


@pytest.fixture
def office() -> Office:
    found = make_office()
    with seeing(SETUP):
        staff.give_role(
            employee_id=found.employees["nils"], unit_id=found.units["board"], role=Role.SAFETY_ADMINISTRATOR,
            starts_on=date(2020, 1, 1), actor=SETUP, at=MORNING,
        )  # fmt: skip
    return found


def protect(office: Office, who: str = "bo", *, by: str = "mia", **given: Any) -> int:
    actor = office.viewer(by)
    days = {"starts_on": TODAY, "until": UNTIL, "review_on": UNTIL, "reason": WHY} | given
    with seeing(actor):
        return staff.protect_name(employee_id=office.employees[who], actor=actor, at=MORNING, **days)


def codes(office: Office, *, on: date = TODAY, subject: str = "", by: str = "cia") -> list[str]:
    """The codes of those whose names stay, asked by somebody who reads no reasons."""
    viewer = office.viewer(by)
    with seeing(viewer):
        return [each.service_code for each in protected_on(on=on, subject=subject, viewer=viewer)]


def refused(office: Office, who: str = "bo", *, by: str = "mia", **given: Any) -> tuple[str, ...]:
    with pytest.raises(Refused) as raised:
        protect(office, who, by=by, **given)
    return raised.value.verdict.codes


@pytest.mark.parametrize("by", ["mia", "nils"])
def test_a_name_is_protected_by_the_units_manager_or_the_safety_administrator(office: Office, by: str) -> None:
    made = protect(office, by=by)
    assert codes(office) == ["NH002"]
    with seeing(office.viewer("lo")):
        assert Event.objects.filter(target=f"staff.nameprotection:{made}").values_list("deed", "details").get() == (
            "staff.protection.decided",
            {},
        )


@pytest.mark.parametrize("by", ["bo", "dag", "max", "adam", "lo"])
def test_nobody_else_decides_on_the_protection_of_a_name(office: Office, by: str) -> None:
    assert "staff.protection_not_decider" in refused(office, by=by)


@pytest.mark.parametrize("who", ["mia", "nils"])
def test_nobody_decides_alone_on_her_own_name(office: Office, who: str) -> None:
    assert refused(office, who, by=who) == ("staff.protection_alone",)


def test_all_that_is_missing_is_said_at_once(office: Office) -> None:
    past = TODAY - timedelta(days=3)
    given = {"reason": " ", "starts_on": past, "until": past, "review_on": UNTIL}
    assert refused(office, **given) == (
        "staff.protection_no_reason",
        "staff.protection_no_end",
        "staff.protection_no_review",
        "staff.protection_before_today",
    )


def test_the_protection_holds_from_its_day_and_up_to_its_last(office: Office) -> None:
    protect(office, starts_on=TODAY + timedelta(days=2))
    days = {day: codes(office, on=TODAY + timedelta(days=day)) for day in (1, 2, 179, 180)}
    assert days == {1: [], 2: ["NH002"], 179: ["NH002"], 180: []}


def test_the_protection_of_one_thing_holds_for_that_thing_alone(office: Office) -> None:
    protect(office, subject="compulsory.matter:3")
    found = {subject: codes(office, subject=subject) for subject in ("", "compulsory.matter:3", "compulsory.matter:33")}
    assert found == {"": [], "compulsory.matter:3": ["NH002"], "compulsory.matter:33": []}


def test_a_name_is_not_protected_twice_in_the_same_days(office: Office) -> None:
    protect(office)
    assert refused(office) == ("staff.protection_there",)
    assert protect(office, subject="compulsory.matter:3")


@pytest.mark.parametrize(("who", "reads"), [("bo", 1), ("mia", 1), ("nils", 1), ("dag", 0), ("max", 0), ("adam", 0),
                                            ("lo", 0), ("stina", 0)])  # fmt: skip
def test_why_is_read_by_the_employee_her_manager_and_the_safety_administrator(
    office: Office, who: str, reads: int
) -> None:
    made = protect(office)
    viewer = office.viewer(who)
    with seeing(viewer):
        assert len(protections_of(viewer=viewer)) == reads
        assert (protection(protection_id=made, viewer=viewer) is not None) == bool(reads)


def test_without_somebody_looking_there_are_no_reasons(office: Office) -> None:
    protect(office)
    assert NameProtection.objects.count() == 0


def test_ended_before_its_day_it_holds_no_longer_from_that_day(office: Office) -> None:
    made, later = protect(office), MORNING + timedelta(days=10)
    mia = office.viewer("mia", later)
    with seeing(mia):
        staff.end_protection(protection_id=made, why="Hotet är borta.", actor=mia, at=later)
        view = protection(protection_id=made, viewer=mia)
    assert view is not None
    assert (view.ended_by, view.ended_why, view.last) == ("Mia Chef", "Hotet är borta.", later.date())
    assert codes(office, on=TODAY + timedelta(days=9)) == ["NH002"]
    assert codes(office, on=later.date()) == []


@pytest.mark.parametrize("by", ["bo", "mia"])
def test_ending_says_all_reasons(office: Office, by: str) -> None:
    made = protect(office)
    actor = office.viewer(by)
    with seeing(actor), pytest.raises(Refused) as raised:
        staff.end_protection(protection_id=made, why=" ", actor=actor, at=MORNING)
    own = ("staff.protection_not_decider", "staff.protection_alone") if by == "bo" else ()
    assert raised.value.verdict.codes == (*own, "staff.protection_no_why")


def test_who_does_not_read_it_cannot_end_or_prolong_it(office: Office) -> None:
    made, max_ = protect(office), office.viewer("max")
    with seeing(max_):
        with pytest.raises(staff.NoProtection):
            staff.end_protection(protection_id=made, why="x", actor=max_, at=MORNING)
        with pytest.raises(staff.NoProtection):
            staff.prolong_protection(
                protection_id=made, until=UNTIL, review_on=UNTIL, reason="x", actor=max_, at=MORNING
            )


def test_prolonged_it_goes_on_where_it_ended_by_a_new_decision(office: Office) -> None:
    made, mia, longer = protect(office), office.viewer("mia"), UNTIL + timedelta(days=90)
    with seeing(mia):
        staff.prolong_protection(
            protection_id=made, until=longer, review_on=longer, reason="Hotet kvarstår.", actor=mia, at=MORNING
        )
        days = [(each.starts_on, each.until) for each in protections_of(viewer=mia)]
    assert days == [(UNTIL, longer), (TODAY, UNTIL)]
    assert codes(office, on=UNTIL) == ["NH002"]


def test_whoever_decides_a_case_leaves_the_names_out_of_its_notice(office: Office) -> None:
    kaj, ids = office.viewer("kaj"), [office.employees["kaj"], office.employees["bo"]]
    with seeing(kaj):
        staff.leave_names_out(employee_ids=ids, subject="compulsory.matter:3", reason=WHY, actor=kaj, at=MORNING)
    assert codes(office, subject="compulsory.matter:3") == ["NH002", "NH009"]
    with seeing(kaj), pytest.raises(Refused) as raised:
        staff.leave_names_out(employee_ids=ids[:1], subject="x.y:1", reason="", actor=kaj, at=MORNING)
    assert raised.value.verdict.codes == ("staff.protection_alone", "staff.protection_no_reason")


@pytest.mark.parametrize("change", [{"reason": "x"}, {"until": date(2030, 1, 1)}, {"subject": "x.y:1"}])
def test_the_database_lets_no_decision_on_a_name_be_changed(office: Office, change: dict[str, Any]) -> None:
    made, mia = protect(office), office.viewer("mia")
    with seeing(mia), pytest.raises(DatabaseError, match="locked"), transaction.atomic():
        NameProtection.objects.filter(pk=made).update(**change)


def test_the_database_lets_nobody_protect_herself_alone(office: Office) -> None:
    mia = office.viewer("mia")
    with seeing(mia), pytest.raises(DatabaseError, match="protection_not_by_oneself"), transaction.atomic():
        NameProtection.objects.create(
            employee_id=mia.named_id, reason="x", decided_by_id=mia.named_id, decided_at=MORNING, starts_on=TODAY,
            until=UNTIL, review_on=UNTIL,
        )  # fmt: skip


@pytest.mark.parametrize(
    "sql", ["UPDATE staff_employee SET service_code = 'NY1' WHERE username = 'bo'",
            "UPDATE staff_employee SET service_code = lower(service_code) WHERE username = 'bo'"]
)  # fmt: skip
def test_a_service_code_never_changes(office: Office, sql: str) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_service_code_is_never_given_to_somebody_else_whatever_its_case(office: Office) -> None:
    with pytest.raises(DatabaseError, match="service_code"), transaction.atomic():
        Employee.objects.create(username="ny", name="Ny Person", service_code="nh002")
