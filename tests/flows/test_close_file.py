"""A file with anything running in it is not closed, by anyone or any job (lesson 12)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.factories.decisions import (
    DECIDED,
    FIELDS,
    NO_SERVICE,
    adopt_order,
    decide,
    proposed_to,
    write,
)
from tests.factories.intake import receive
from tests.factories.investigations import carried_through, open_on
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions.types import Outcome
from skyddsnat.domains.investigations import actions as investigations
from skyddsnat.domains.investigations.types import Result
from skyddsnat.domains.journal.actions import plan_talk
from skyddsnat.flows.close_file import close_file, closing_verdict
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused, Verdict

pytestmark = pytest.mark.django_db
LATER = DECIDED + timedelta(hours=1)


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office)


def verdict(office: Office, child: Child, *, by: str = "bo") -> Verdict:
    viewer = office.viewer(by, LATER)
    with seeing(viewer):
        return closing_verdict(file_id=child.file_id, at=LATER, viewer=viewer)


def codes(office: Office, child: Child, *, by: str = "bo") -> tuple[str, ...]:
    return verdict(office, child, by=by).codes


def test_a_file_in_which_nothing_runs_is_closed(office: Office, alma: Child) -> None:
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        close_file(file_id=alma.file_id, actor=bo, at=LATER)
        assert file_of(file_id=alma.file_id, viewer=bo).is_closed
    assert codes(office, alma) == ("file.closed",)


def test_a_running_investigation_and_its_untold_party_keep_the_file_open(office: Office, alma: Child) -> None:
    """Lesson 12."""
    open_on(office, alma)
    assert codes(office, alma) == ("file.investigation_runs", "file.party_untold")
    bo = office.viewer("bo", LATER)
    with seeing(bo), pytest.raises(Refused) as refused:
        close_file(file_id=alma.file_id, actor=bo, at=LATER)
    assert len(refused.value.reasons) == 2


def test_an_open_report_keeps_the_file_open_and_each_clock_is_named_once(office: Office, alma: Child) -> None:
    """Lesson 12."""
    receive(office, by="bo")
    found = verdict(office, alma)
    assert found.codes == ("file.report_open", "file.clock_runs")
    assert [reason.rule for reason in found.reasons] == ["sol.preliminary_assessment", "sol.protection_assessment"]
    assert found.reasons[1].text.sv == "En frist löper: Omedelbar skyddsbedömning."


def test_a_planned_talk_keeps_the_file_open(office: Office, alma: Child) -> None:
    bo = office.viewer("bo", MORNING)
    with seeing(bo):
        plan_talk(file_id=alma.file_id, planned_at=LATER, place="skolan", purpose="Hur det är", actor=bo, at=MORNING)
    assert codes(office, alma) == ("file.talk_planned",)


def test_an_investigation_that_ended_without_a_decision_keeps_the_file_open(office: Office, alma: Child) -> None:
    """Lesson 4: nobody can appeal a decision that is not there."""
    carried_through(office, alma)
    assert codes(office, alma) == ("file.no_decision",)


def test_a_proposal_that_waits_keeps_the_file_open(office: Office, alma: Child) -> None:
    adopt_order(office)
    write(office, alma, NO_SERVICE)
    assert "file.proposal_open" in codes(office, alma)


def test_a_granted_service_keeps_the_file_open(office: Office, alma: Child) -> None:
    """Lesson 12."""
    adopt_order(office)
    decide(office, proposed_to(office, alma, FIELDS))
    found = codes(office, alma)
    assert "file.service_runs" in found
    assert "file.not_told" in found


def test_a_follow_up_keeps_the_file_open_until_it_is_done_and_told(office: Office, alma: Child) -> None:
    opened = carried_through(office, alma, result=Result.FOLLOW_UP, closed_at=MORNING + timedelta(days=10))
    at = MORNING + timedelta(days=11)
    bo = office.viewer("bo", at)
    with seeing(bo):
        investigations.start_follow_up(investigation_id=opened.id, actor=bo, at=at)
    found = verdict(office, alma)
    assert "file.party_untold" in found.codes
    assert "sol.follow_up" in [reason.rule for reason in found.reasons]


def test_whoever_reads_on_emergency_access_closes_nothing(office: Office, alma: Child) -> None:
    cia = office.viewer("cia", LATER)
    with seeing(cia):
        access.take_emergency_access(file_id=alma.file_id, reason="Barnet är här.", actor=cia, at=LATER)
    assert codes(office, alma, by="cia") == ("file.not_assigned",)
    with pytest.raises(NotOpen):
        verdict(office, alma, by="max")


def test_the_database_keeps_a_file_open_while_something_runs_in_it(office: Office, alma: Child) -> None:
    """Lesson 12: not even code that forgets to ask can close it."""
    open_on(office, alma)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        with pytest.raises(DatabaseError, match="something runs in it"), transaction.atomic():
            access.close_file(file_id=alma.file_id, actor=bo, at=LATER)
        assert File.objects.get(pk=alma.file_id).closed_at is None


def test_a_time_to_appeal_keeps_the_file_open_until_it_has_run_out(office: Office, alma: Child) -> None:
    """FL 44 §. It is nobody's duty here, and ends by itself."""
    adopt_order(office)
    said = {"change_reason": "Behövs inte.", "reasons": "Behövs inte.", "child_version": "Det blev nej."}
    decision_id = decide(office, proposed_to(office, alma), outcome=Outcome.REFUSED, **said)
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        person_id = alma.guardians["eva"]
        letter = decisions.deliver(decision_id=decision_id, person_id=person_id, how="Brev", actor=bo, at=LATER)
        decisions.serve(delivery_id=letter, served_at=LATER, actor=bo, at=LATER)
    assert codes(office, alma) == ("file.clock_runs",)
    later = LATER + timedelta(weeks=4)
    bo = office.viewer("bo", later)
    with seeing(bo):
        close_file(file_id=alma.file_id, actor=bo, at=later)
        assert file_of(file_id=alma.file_id, viewer=bo).is_closed
