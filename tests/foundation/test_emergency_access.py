"""Emergency access is for those who work with children, and never without a reason (lesson 16)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.flows.open_in_emergency import open_in_emergency
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db


def is_let_in(office: Office, name: str, child: Child) -> bool:
    with seeing(office.viewer(name)) as viewer:
        try:
            access.take_emergency_access(file_id=child.file_id, reason="Barnet är här.", actor=viewer, at=MORNING)
        except Refused:
            return False
    return True


def test_who_may_take_emergency_access() -> None:
    office = make_office()
    alma = make_child(office)
    let_in = [name for name in office.employees if is_let_in(office, name, alma)]
    assert let_in == ["ida", "bo", "dag", "stina", "mia", "ingvar", "cia", "max", "olga"]
    with seeing(office.viewer("cia")) as cia:
        assert file_of(file_id=alma.file_id, viewer=cia).ground is Ground.EMERGENCY


@pytest.mark.parametrize("given", ["before", "after"])
def test_what_is_given_beside_emergency_access_takes_nothing_from_it(given: str) -> None:
    """Else what Cia reads would not stand in the review, and she could not write what she saw."""
    office = make_office()
    alma = make_child(office)

    def along() -> None:
        with seeing(office.viewer("mia")) as mia:
            access.open_for_outing(
                file_id=alma.file_id, goers=[office.employees["cia"]], subject="compulsory.outing:1",
                planned_at=MORNING, reason="Åker med.", actor=mia, at=MORNING,
            )  # fmt: skip

    for give in (along, lambda: is_let_in(office, "cia", alma))[:: 1 if given == "before" else -1]:
        give()
    with seeing(office.viewer("cia")) as cia:
        assert file_of(file_id=alma.file_id, viewer=cia).ground is Ground.EMERGENCY


def test_emergency_access_needs_a_reason() -> None:
    office = make_office()
    alma = make_child(office)
    with seeing(office.viewer("cia")) as cia, pytest.raises(Refused) as refused:
        access.take_emergency_access(file_id=alma.file_id, reason=" ", actor=cia, at=MORNING)
    assert refused.value.verdict.codes == ("access.emergency_without_reason",)


def asked(office: Office, number: str) -> list[str]:
    """What Cia's asking for the file made the database do, without the numbers."""
    cia = office.viewer("cia")
    with seeing(cia), CaptureQueriesContext(connection) as statements:
        open_in_emergency(number=number, reason="Barnet är här.", actor=cia, at=MORNING)
    return [statement["sql"].split()[0] for statement in statements.captured_queries]


def test_asking_for_a_file_that_does_not_exist_costs_as_much_as_opening_one() -> None:
    """The time of the answer tells nobody whether a child is known here."""
    office = make_office()
    make_child(office)
    assert len(asked(office, "20180412-TF99")) == len(asked(office, "20180412-TF12"))


def test_what_was_not_found_is_in_the_log_with_its_reason_and_how_often() -> None:
    """Lesson 16: whoever tries numbers is seen."""
    office = make_office()
    for number in ("20180412-TF99", "2026-999999"):
        asked(office, number)
    with seeing(office.viewer("lo")):
        missed = Event.objects.filter(deed="access.grant.missed").order_by("pk")
        assert [(event.ground, event.details["before"]) for event in missed] == [
            ("Barnet är här.", 0),
            ("Barnet är här.", 1),
        ]
