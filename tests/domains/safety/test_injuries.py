"""An injury is reported from the moment it is known, and the duty is not written away (SFB 42 kap. 10 §)."""

from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from itertools import product

import pytest
from django.db import connection
from tests.factories.safety import reported
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.models import Duty, Incident
from skyddsnat.domains.safety.rules import register as rules
from skyddsnat.domains.safety.types.following import DutyKind, DutyView
from skyddsnat.domains.safety.types.register import Injury
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused

DAY = timedelta(days=1)
LATER = MORNING + DAY


def written(office: Office, incident_id: int, injury: Injury, *, by: str = "bo", at: datetime = LATER) -> None:
    with seeing(office.viewer(by, at)) as actor:
        view = queries.incident(incident_id=incident_id, viewer=actor)
        fields = replace(view.fields, injury=injury)
        actions.change_incident(incident_id=incident_id, version=view.version, fields=fields, actor=actor, at=at)


def injury_reports(office: Office, incident_id: int) -> list[DutyView]:
    with seeing(office.viewer("mia", LATER)) as mia:
        found = queries.duties_of(incident_id=incident_id, at=LATER, viewer=mia)
    return [each for each in found if each.kind is DutyKind.REPORT_INJURY]


@pytest.mark.parametrize("name", ["bo", "mia"])
def test_an_injury_that_becomes_known_after_the_report_is_to_be_reported_from_then(office: Office, name: str) -> None:
    incident_id = reported(office)
    assert injury_reports(office, incident_id) == []
    written(office, incident_id, Injury.MINOR, by=name)
    (found,) = injury_reports(office, incident_id)
    assert (found.due_at, found.is_open) == (LATER + DAY, True)
    written(office, incident_id, Injury.SERIOUS, by=name)
    assert injury_reports(office, incident_id) == [found], "once is enough"


def test_the_duty_that_an_injury_raised_is_not_written_away_by_the_exposed(office: Office) -> None:
    """SFB 42:10. Whoever follows up may say that nobody was injured after all; then it is left undone with a reason."""
    incident_id = reported(office, injury=Injury.MINOR)
    (duty,) = injury_reports(office, incident_id)
    with pytest.raises(Refused) as refused:
        written(office, incident_id, Injury.NONE, by="bo")
    assert refused.value.verdict.codes == ("safety.injury_stands",)
    with seeing(office.viewer("mia")) as mia, pytest.raises(Refused) as refused:
        actions.skip_duty(duty_id=duty.id, version=1, why="Nej.", actor=mia, at=MORNING)
    assert refused.value.verdict.codes == ("safety.must_report_injury",)

    written(office, incident_id, Injury.NONE, by="mia")
    with seeing(office.viewer("mia")) as mia:
        actions.skip_duty(duty_id=duty.id, version=1, why="Läkaren fann ingen skada.", actor=mia, at=MORNING)
    written(office, incident_id, Injury.MINOR, by="bo")
    assert [each.is_open for each in injury_reports(office, incident_id)] == [True, False]


@pytest.mark.parametrize(("before", "after", "follows_up"), list(product(Injury, Injury, (True, False))))
def test_who_may_write_an_injury_so(before: Injury, after: Injury, follows_up: bool) -> None:
    verdict = rules.changing_injury(before=before, after=after, follows_up=follows_up)
    assert verdict.allowed is (follows_up or before is Injury.NONE or after is not Injury.NONE)


def test_injuries_written_in_before_get_their_duty(office: Office) -> None:
    """The statement of the migration: of an open incident, once, and not where it stands already."""
    late, told, calm = reported(office), reported(office, injury=Injury.MINOR), reported(office)
    with seeing(office.viewer("sven")), connection.cursor() as cursor:
        Incident.objects.filter(pk=late).update(injury="serious")
        for _time in range(2):
            cursor.execute(import_module("skyddsnat.domains.safety.migrations.0010_injuries").REPORT_INJURIES)
        duties = Duty.objects.filter(kind="report_injury").order_by("incident_id").values_list("incident_id", flat=True)
        assert list(duties) == [late, told]
    assert calm not in duties
