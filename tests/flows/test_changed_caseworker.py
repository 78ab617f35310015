"""Whoever was threatened wishes that a colleague takes the case: the child keeps its clocks and its hand-over."""

from datetime import timedelta

import pytest
from tests.factories.investigations import open_on
from tests.factories.people import make_child
from tests.factories.safety import employ_safety, reported
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.following import Wish
from skyddsnat.flows.assign_file import assign_file
from skyddsnat.foundation.access.queries import assignments_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
NEXT = MORNING + timedelta(days=1)


def clocks(office: Office, file_id: int) -> set[tuple[str, object]]:
    """The open clocks of the file, each with its day."""
    with seeing(office.viewer("mia", NEXT)) as mia:
        return {(each.rule, each.due_on) for each in open_clocks_of_files(file_ids=[file_id], viewer=mia)}


def test_the_change_is_noted_when_it_is_made_and_the_child_keeps_its_clocks(office: Office) -> None:
    employ_safety(office)
    alma = make_child(office)
    open_on(office, alma)
    incident_id = reported(office, linked_files=(alma.file_id,))
    with seeing(office.viewer("bo")) as bo:
        (mine,) = queries.exposures_of(incident_id=incident_id, viewer=bo)
        actions.say_wish(exposure_id=mine.id, wishes=(Wish.CHANGE,), words="", actor=bo, at=MORNING)
    before = clocks(office, alma.file_id)
    assert before
    with seeing(office.viewer("mia", NEXT)) as mia:
        with pytest.raises(Refused) as early:
            actions.note_changed_caseworker(exposure_id=mine.id, actor=mia, at=NEXT)
        assert early.value.verdict.codes == ("safety.change_not_made",)
        assign_file(
            file_id=alma.file_id, employee_id=office.employees["dag"], part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"], keeps_former=True, actor=mia, at=NEXT,
        )  # fmt: skip
    with seeing(office.viewer("mia", NEXT)) as mia:
        actions.note_changed_caseworker(exposure_id=mine.id, actor=mia, at=NEXT)
        (noted,) = queries.exposures_of(incident_id=incident_id, viewer=mia)
        parts = {
            each.employee_id: each.part
            for each in assignments_of(file_id=alma.file_id, viewer=mia)
            if each.ends_at is None
        }
    assert noted.changed_at == NEXT
    assert clocks(office, alma.file_id) == before
    assert parts[office.employees["dag"]] is Part.RESPONSIBLE
    assert parts[office.employees["bo"]] is Part.SECOND, "stays until the hand-over is written"
