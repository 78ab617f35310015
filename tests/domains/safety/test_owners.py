"""Whoever is named to do something after an incident can see it, and can say that it is done."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from tests.factories.safety import reported
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.following import Measure
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused

DAY = timedelta(days=1)
TODAY = MORNING.date()


def named(office: Office, what: str, incident_id: int, owner: str | None) -> int:
    """Mia names somebody to do something in a week."""
    with seeing(office.viewer("mia")) as mia:
        owner_id = owner and office.employees[owner]
        by: dict[str, Any] = {"owner_id": owner_id, "due_at": MORNING + 7 * DAY, "actor": mia, "at": MORNING}
        if what == "measure":
            return actions.add_measure(incident_id=incident_id, measure=Measure.ALARM, words="", **by)
        (bo,) = queries.exposures_of(incident_id=incident_id, viewer=mia)
        return actions.plan_follow_up(exposure_id=bo.id, **by)


def open_to(office: Office, name: str) -> list[int]:
    with seeing(office.viewer(name)) as viewer:
        return [each.id for each in queries.waiting(at=MORNING, viewer=viewer)[0]]


@pytest.mark.parametrize(
    ("what", "owner"), list(product(("measure", "follow-up"), ("dag", "bo", "max", "kim", "ingvar", "cia")))
)
def test_nobody_is_named_who_could_neither_see_it_nor_say_that_it_is_done(
    office: Office, what: str, owner: str
) -> None:
    incident_id = reported(office)
    with pytest.raises(Refused) as refused:
        named(office, what, incident_id, owner)
    assert refused.value.verdict.codes == ("safety.owner_not_following_up",)


@pytest.mark.parametrize(("what", "owner"), list(product(("measure", "follow-up"), ("mia", "sara", "sven", None))))
def test_whoever_is_named_has_it_and_so_have_all_who_follow_up(office: Office, what: str, owner: str | None) -> None:
    duty_id = named(office, what, reported(office), owner)
    for name in ("mia", "sara", "sven"):
        assert duty_id in open_to(office, name)
    for name in ("bo", "dag", "max", "kim"):
        assert open_to(office, name) == []
    with seeing(office.viewer(owner or "sara")) as viewer:
        actions.do_duty(duty_id=duty_id, version=1, actor=viewer, at=MORNING)
    assert duty_id not in open_to(office, "mia")


def test_those_who_follow_up_are_of_the_day_and_of_the_units(office: Office) -> None:
    barn1, barn2 = office.units["barn1"], office.units["barn2"]
    with seeing(office.viewer("sven")) as sven:

        def names(*unit_ids: int, on: date = TODAY) -> list[str]:
            return [each.name for each in queries.followers(unit_ids=unit_ids, on=on, viewer=sven)]

        assert names(barn1) == ["Mia Chef", "Sara Skyddsombud", "Sven Samordnare"]
        assert names(barn2) == ["Max Annanchef", "Sven Samordnare"]
        assert names(barn2, barn1) == ["Max Annanchef", "Mia Chef", "Sara Skyddsombud", "Sven Samordnare"]
        assert names(barn1, on=date(2019, 12, 31)) == []
