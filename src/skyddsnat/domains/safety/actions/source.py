"""Who did it, said of an incident by those who follow it up: no file is opened by it, and nothing is shown in one."""

from datetime import date, datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.people.queries import person
from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import Incident
from skyddsnat.domains.safety.permissions import following_up
from skyddsnat.domains.safety.queries.register import incident
from skyddsnat.domains.safety.rules import register as rules
from skyddsnat.domains.safety.types.register import Source
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.personal_number import NotAPersonalNumber, parse
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile


def name_source(
    *, incident_id: int, version: int, source: Source, number: str, person_id: int | None, actor: Viewer, at: datetime
) -> None:
    """Which person did it: one whom the actor sees, by id, or anybody, by number.

    Whether the number is of somebody who stands in the system is never answered. A person with a number is kept by it,
    so that the same person of two children's files is one. Raises `NoSuchIncident`, `NotOpen`, `ChangedMeanwhile`,
    `Refused` with all reasons.
    """
    view = incident(incident_id=incident_id, viewer=actor)
    verdict = following_up(unit_ids=view.unit_ids, viewer=actor) + rules.changing(view)
    typed, fault = _parsed(number, local_date(at))
    (verdict + fault + rules.naming(source, is_typed=bool(number.strip()), is_chosen=person_id is not None)).require()
    if person_id is not None:
        # Compared and never shown: also of somebody whose data is protected.
        typed = person(person_id=person_id, viewer=actor, reveal=True).number or ""
    named = {"source": source.value, "source_number": typed, "person_id": None if typed else person_id}
    _change(view.id, version, named)
    log("incident", "named", view.id, actor, at)


def unname_source(*, incident_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """It was not the one who was named, and nobody knows who it was. Raises as `name_source`."""
    view = incident(incident_id=incident_id, viewer=actor)
    (following_up(unit_ids=view.unit_ids, viewer=actor) + rules.changing(view) + rules.unnaming(view)).require()
    _change(view.id, version, {"source_number": "", "person_id": None})
    log("incident", "unnamed", view.id, actor, at)


def _change(incident_id: int, version: int, values: dict[str, Any]) -> None:
    if not Incident.objects.filter(pk=incident_id, version=version).update(version=F("version") + 1, **values):
        raise ChangedMeanwhile


def _parsed(number: str, on: date) -> tuple[str, Verdict]:
    """The number as it is stored, or what is wrong with it."""
    if not number.strip():
        return "", Verdict.of()
    try:
        return parse(number, on=on).value, Verdict.of()
    except NotAPersonalNumber as error:
        return "", Verdict.of(rules.wrong_number(error.text))
