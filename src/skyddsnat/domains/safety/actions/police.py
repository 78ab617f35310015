"""The employer's report to the police, from the first day to its end."""

from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import PoliceAsked, PoliceReport
from skyddsnat.domains.safety.permissions import following_up, managing
from skyddsnat.domains.safety.queries.following import police_report
from skyddsnat.domains.safety.queries.register import NoSuchIncident, incident
from skyddsnat.domains.safety.rules.following import ask_next, police_stepping
from skyddsnat.domains.safety.rules.register import changing
from skyddsnat.domains.safety.types.following import PoliceOutcome, PoliceReportView, PoliceState
from skyddsnat.domains.safety.types.register import IncidentView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile


def send_police_report(*, incident_id: int, version: int, channel: str, actor: Viewer, at: datetime) -> None:
    """The employer has reported it: how. Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused`."""
    view, report = _both(incident_id, actor)
    (_may_follow(view, actor) + police_stepping(report, "send", channel=channel)).require()
    values = {"state": PoliceState.SENT.value, "sent_at": at, "sent_by_id": actor.named_id, "channel": channel.strip()}
    _step(report, version, "sent", values | {"next_on": ask_next(local_date(at))}, actor, at)


def register_police_report(*, incident_id: int, version: int, number: str, actor: Viewer, at: datetime) -> None:
    """The police have given it a number. Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused`."""
    view, report = _both(incident_id, actor)
    (_may_follow(view, actor) + police_stepping(report, "register", number=number)).require()
    values = {"state": PoliceState.REGISTERED.value, "registered_at": at, "number": number.strip()}
    _step(report, version, "registered", values | {"next_on": ask_next(local_date(at))}, actor, at)


def ask_police(*, incident_id: int, version: int, words: str, actor: Viewer, at: datetime) -> None:
    """The police were asked what became of it, and answered. The next asking is in thirty days.

    Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused`.
    """
    view, report = _both(incident_id, actor)
    (_may_follow(view, actor) + police_stepping(report, "ask", words=words)).require()
    PoliceAsked.objects.create(report_id=report.id, asked_at=at, asked_by_id=actor.named_id, words=words.strip())
    _step(report, version, "asked", {"next_on": ask_next(local_date(at))}, actor, at)


def close_police_report(
    *, incident_id: int, version: int, outcome: PoliceOutcome | None, actor: Viewer, at: datetime
) -> None:
    """The police or the court have come to an end of it. Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused`."""
    view, report = _both(incident_id, actor)
    (_may_follow(view, actor) + police_stepping(report, "close", outcome=outcome)).require()
    values = {"state": PoliceState.CLOSED.value, "closed_at": at, "closed_by_id": actor.named_id, "next_on": None}
    _step(report, version, "closed", values | {"outcome": outcome.value if outcome else ""}, actor, at)


def leave_out_police_report(*, incident_id: int, version: int, why: str, actor: Viewer, at: datetime) -> None:
    """The manager decides that it is not reported, and why. Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused`."""
    view, report = _both(incident_id, actor)
    may = managing(unit_ids=view.unit_ids, viewer=actor)
    (may + changing(view) + police_stepping(report, "leave_out", words=why)).require()
    values = {"state": PoliceState.NOT_MADE.value, "not_made_reason": why.strip(), "not_made_at": at}
    _step(report, version, "left_out", values | {"not_made_by_id": actor.named_id}, actor, at)


def _both(incident_id: int, actor: Viewer) -> tuple[IncidentView, PoliceReportView]:
    view = incident(incident_id=incident_id, viewer=actor)
    report = police_report(incident_id=incident_id, viewer=actor)
    if report is None:
        raise NoSuchIncident
    return view, report


def _may_follow(view: IncidentView, actor: Viewer) -> Verdict:
    return following_up(unit_ids=view.unit_ids, viewer=actor) + changing(view)


def _step(
    report: PoliceReportView, version: int, verb: str, values: dict[str, Any], actor: Viewer, at: datetime
) -> None:
    rows = PoliceReport.objects.filter(pk=report.id, version=version)
    if not rows.update(version=F("version") + 1, **values):
        raise ChangedMeanwhile
    log("police_report", verb, report.id, actor, at)
