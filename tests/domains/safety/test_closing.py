"""An incident over two units is closed when nothing remains in either."""

from typing import Any

import pytest
from django.db import connection
from tests.factories.safety import CALM, police_of, reported
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.rules import register as rules
from skyddsnat.domains.safety.types.following import PoliceOutcome, Remaining
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused


@pytest.fixture
def over_two(office: Office) -> int:
    """Bo of Barn 1 and Cia of Barn 2 were threatened together; what Mia of Barn 1 sees of it is done."""
    incident_id = reported(office, exposed=("bo", "cia"))
    with seeing(office.viewer("mia")) as mia:
        by: dict[str, Any] = {"actor": mia, "at": MORNING}
        actions.send_police_report(incident_id=incident_id, version=1, channel="114 14", **by)
        outcome = PoliceOutcome.NOT_OPENED
        actions.close_police_report(incident_id=incident_id, version=2, outcome=outcome, **by)
        actions.answer_serious(incident_id=incident_id, answers=CALM, **by)
    done_by(office, "mia", incident_id)
    return incident_id


def done_by(office: Office, name: str, incident_id: int) -> None:
    """Everything that this person sees of the incident is done, and enough."""
    with seeing(office.viewer(name)) as viewer:
        by: dict[str, Any] = {"actor": viewer, "at": MORNING}
        for each in queries.duties_of(incident_id=incident_id, at=MORNING, viewer=viewer):
            if each.is_open:
                actions.do_duty(duty_id=each.id, version=each.version, reference="1", **by)
        for exposed in queries.exposures_of(incident_id=incident_id, viewer=viewer):
            actions.say_enough(exposure_id=exposed.id, was_asked_to=True, **by)


def test_what_remains_in_another_unit_is_told_before_the_database_refuses(office: Office, over_two: int) -> None:
    with seeing(office.viewer("mia")) as mia, pytest.raises(Refused) as refused:
        actions.close_incident(incident_id=over_two, version=1, words="Klart.", actor=mia, at=MORNING)
    assert refused.value.verdict.codes == ("safety.duties_open_elsewhere", "safety.not_enough_elsewhere")

    done_by(office, "max", over_two)
    with seeing(office.viewer("mia")) as mia:
        actions.close_incident(incident_id=over_two, version=1, words="Klart.", actor=mia, at=MORNING)
        assert not queries.incident(incident_id=over_two, viewer=mia).is_open


def test_the_door_tells_those_who_follow_the_incident_up_and_nobody_else(office: Office, over_two: int) -> None:
    told = {}
    for name in office.employees:
        with seeing(office.viewer(name)), connection.cursor() as cursor:
            cursor.execute("SELECT duties, wishes FROM safety_remains(%s)", [over_two])
            told[name] = cursor.fetchall()
    assert {name for name, found in told.items() if found} == {"mia", "max", "sara", "sven"}
    assert {tuple(found) for found in told.values() if found} == {((True, True),)}
    with connection.cursor() as nobody:
        nobody.execute("SELECT count(*) FROM safety_remains(%s)", [over_two])
        assert nobody.fetchall() == [(0,)]


@pytest.mark.parametrize(("own", "anywhere"), [(False, False), (False, True), (True, True)])
def test_what_one_sees_is_said_first_and_what_is_elsewhere_after_it(office: Office, own: bool, anywhere: bool) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("mia")) as mia:
        duties = queries.duties_of(incident_id=incident_id, at=MORNING, viewer=mia)
        view = queries.incident(incident_id=incident_id, viewer=mia)
        report = police_of(incident_id, mia)
    for wishes in (False, True):
        verdict = rules.closing(
            view,
            police=report,
            duties=tuple(duties) if own else (),
            remaining=Remaining(duties=anywhere, wishes=wishes),
            words="Klart.",
        )
        to_do = "duties_open" if own else "duties_open_elsewhere"
        codes = ("police_report_open", *((to_do,) if anywhere else ()), "not_enough_yet")
        assert verdict.codes == tuple(f"safety.{code}" for code in codes)
