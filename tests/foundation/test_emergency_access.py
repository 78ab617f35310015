"""Emergency access is for those who work with children, and never without a reason (lesson 16)."""

import pytest
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground
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


def test_emergency_access_needs_a_reason() -> None:
    office = make_office()
    alma = make_child(office)
    with seeing(office.viewer("cia")) as cia, pytest.raises(Refused) as refused:
        access.take_emergency_access(file_id=alma.file_id, reason=" ", actor=cia, at=MORNING)
    assert refused.value.verdict.codes == ("access.emergency_without_reason",)
