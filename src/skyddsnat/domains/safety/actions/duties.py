"""The questions on serious incidents, and the duties that follow: done, left undone with a reason, or added."""

from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import Duty, Exposure, Seriousness
from skyddsnat.domains.safety.permissions import following_up
from skyddsnat.domains.safety.queries.following import duties_of, duty, owning_verdict, serious_answers
from skyddsnat.domains.safety.queries.register import NoSuchIncident, incident
from skyddsnat.domains.safety.rules.following import ASK_AGAIN_AFTER, answering, asks_again, doing, skipping, talking
from skyddsnat.domains.safety.rules.register import changing
from skyddsnat.domains.safety.types.following import NOTIFY_WITHIN, DutyKind, DutyView, Measure, SeriousAnswers
from skyddsnat.domains.safety.types.register import IncidentView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile


def answer_serious(*, incident_id: int, answers: SeriousAnswers, actor: Viewer, at: datetime) -> bool:
    """Answer the questions that decide it; where they do, the notice to the authority is due (AML 3 kap. 3 a §).

    The day runs from the report of the incident, not from the answer. Returns whether it must be notified. Raises
    `NoSuchIncident`, `Refused`.
    """
    view = incident(incident_id=incident_id, viewer=actor)
    has_answers = serious_answers(incident_id=incident_id, viewer=actor) is not None
    (_may(view, actor) + answering(has_answers=has_answers)).require()
    Seriousness.objects.create(
        incident_id=incident_id,
        is_death=answers.is_death,
        is_serious_injury=answers.is_serious_injury,
        are_several_injured=answers.are_several_injured,
        was_danger_to_life=answers.was_danger_to_life,
        answered_at=at,
        answered_by_id=actor.named_id,
    )
    _end_question(incident_id, actor, at)
    if answers.must_notify:
        due_at = view.reported_at + NOTIFY_WITHIN
        Duty.objects.create(incident_id=incident_id, kind=DutyKind.NOTIFY_AUTHORITY.value, due_at=due_at)
    log("incident", "serious_answered", incident_id, actor, at, {"must_notify": answers.must_notify})
    return answers.must_notify


def do_duty(*, duty_id: int, version: int, reference: str = "", words: str = "", actor: Viewer, at: datetime) -> None:
    """It is done: what came of it, the number of a notice. After a talk somebody asks again, until it is enough.

    Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused`.
    """
    view, which = _both(duty_id, actor, at)
    own = talking(which, is_self=_is_self(which, actor))
    (_may(view, actor) + own + doing(which, reference=reference)).require()
    _end(which, version, {"reference": reference.strip(), "words": words.strip()}, "done", actor, at)
    _ask_again(which, actor, at)


def skip_duty(*, duty_id: int, version: int, why: str, actor: Viewer, at: datetime) -> None:
    """It is left undone, and why; never what an Act demands. Raises `NoSuchIncident`, `ChangedMeanwhile`, `Refused`."""
    view, which = _both(duty_id, actor, at)
    answers = serious_answers(incident_id=view.id, viewer=actor)
    own = talking(which, is_self=_is_self(which, actor))
    (_may(view, actor) + own + skipping(which, why=why, answers=answers, injury=view.fields.injury)).require()
    _end(which, version, {"skipped_reason": why.strip()}, "skipped", actor, at)
    _ask_again(which, actor, at)


def add_measure(
    *,
    incident_id: int,
    measure: Measure,
    owner_id: int | None,
    due_at: datetime,
    words: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Something shall be done so that it does not happen again: what, by whom, by when. Returns the duty's id.

    By one of those who follow up, or by any of them. Raises `NoSuchIncident`, `Refused` with all reasons.
    """
    view = incident(incident_id=incident_id, viewer=actor)
    owned = owning_verdict(owner_id=owner_id, unit_ids=view.unit_ids, on=local_date(at), viewer=actor)
    (_may(view, actor) + owned).require()
    row = Duty.objects.create(
        incident_id=incident_id,
        kind=DutyKind.MEASURE.value,
        measure=measure.value,
        owner_id=owner_id,
        due_at=due_at,
        words=words.strip(),
    )
    log("duty", "added", row.pk, actor, at, {"measure": measure.value})
    return row.pk


def _may(view: IncidentView, actor: Viewer) -> Verdict:
    return following_up(unit_ids=view.unit_ids, viewer=actor) + changing(view)


def _is_self(which: DutyView, actor: Viewer) -> bool:
    """Whether it is for the actor's own sake."""
    mine = Exposure.objects.filter(pk=which.exposure_id or 0, employee_id=actor.employee_id or 0)
    return mine.exists()


def _both(duty_id: int, actor: Viewer, at: datetime) -> tuple[IncidentView, DutyView]:
    which = duty(duty_id=duty_id, at=at, viewer=actor)
    if which is None:
        raise NoSuchIncident
    return incident(incident_id=which.incident_id, viewer=actor), which


def _end(which: DutyView, version: int, values: dict[str, Any], verb: str, actor: Viewer, at: datetime) -> None:
    rows = Duty.objects.filter(pk=which.id, version=version, done_at=None)
    if not rows.update(version=F("version") + 1, done_at=at, done_by_id=actor.named_id, **values):
        raise ChangedMeanwhile
    log("duty", verb, which.id, actor, at, {"kind": which.kind.value})


def _ask_again(which: DutyView, actor: Viewer, at: datetime) -> None:
    """The next day to ask how it is, where the exposed person has not said that it is enough and none is planned."""
    if which.exposure_id is None:
        return
    # Locked: whoever says at this moment that it is enough waits, and ends what is planned here, or is waited for.
    exposed = Exposure.objects.select_for_update().filter(pk=which.exposure_id, enough_at=None)
    has_enough = not exposed.exists()
    waiting = Duty.objects.filter(exposure_id=which.exposure_id, kind=DutyKind.FOLLOW_UP.value, done_at=None)
    if asks_again(which, has_enough=has_enough, is_planned=waiting.exists()):
        row = Duty.objects.create(
            incident_id=which.incident_id,
            exposure_id=which.exposure_id,
            kind=DutyKind.FOLLOW_UP.value,
            owner_id=which.owner_id,
            due_at=at + ASK_AGAIN_AFTER,
        )
        log("duty", "added", row.pk, actor, at, {"kind": row.kind})


def _end_question(incident_id: int, actor: Viewer, at: datetime) -> None:
    """The duty to answer the questions ends with the answer."""
    for each in duties_of(incident_id=incident_id, at=at, viewer=actor):
        if each.kind is DutyKind.ASK_SERIOUS and each.is_open:
            Duty.objects.filter(pk=each.id).update(version=F("version") + 1, done_at=at, done_by_id=actor.named_id)
