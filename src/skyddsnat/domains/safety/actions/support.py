"""Support as the exposed person wants it: the question, the offers, the follow-ups, until it is enough."""

from datetime import datetime

from django.db.models import F

from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import Duty, Exposure, Offer
from skyddsnat.domains.safety.permissions import acting, following_up
from skyddsnat.domains.safety.queries.following import offer, owning_verdict
from skyddsnat.domains.safety.queries.register import NoSuchIncident, exposure, incident
from skyddsnat.domains.safety.rules import following as rules
from skyddsnat.domains.safety.rules.reasons import reason
from skyddsnat.domains.safety.rules.register import changing
from skyddsnat.domains.safety.types.following import DutyKind, Wish
from skyddsnat.domains.safety.types.register import ExposureView
from skyddsnat.foundation.access.queries import files_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict

_ANSWERED = reason("offer_answered", "Erbjudandet är redan besvarat.", "The offer is answered already.")
_NOT_ACCEPTED = reason("offer_not_accepted", "Den utsatta har inte tackat ja.", "The exposed person has not accepted.")


def say_wish(
    *, exposure_id: int, wishes: tuple[Wish, ...], words: str, was_asked_to: bool = False, actor: Viewer, at: datetime
) -> None:
    """What the exposed person wants, by herself, or by one who follows up and was asked to write it (`was_asked_to`).

    May be said anew at any time. Raises `NoSuchIncident`, `Refused` with all reasons.
    """
    view = exposure(exposure_id=exposure_id, viewer=actor)
    kept = tuple(each.value for each in wishes)
    is_self = actor.employee_id == view.employee_id
    verdict = rules.wishing(view, is_self=is_self, was_asked_to=was_asked_to, wishes=kept, words=words)
    (_may_touch(view, actor) + verdict).require()
    Exposure.objects.filter(pk=exposure_id).update(
        wishes=list(kept),
        wish_words=words.strip(),
        asked_at=at,
        change_wished=Wish.CHANGE in wishes,
        version=F("version") + 1,
    )
    log("exposure", "wished", exposure_id, actor, at, {"by_self": is_self})


def offer_support(*, exposure_id: int, kind: Wish, words: str, actor: Viewer, at: datetime) -> int:
    """Offer something: what and when. Returns the offer's id. Raises `NoSuchIncident`, `Refused`."""
    view = exposure(exposure_id=exposure_id, viewer=actor)
    _may_follow(view, actor).require()
    row = Offer.objects.create(
        exposure_id=exposure_id, kind=kind.value, words=words.strip(), offered_at=at, offered_by_id=actor.named_id
    )
    log("offer", "made", row.pk, actor, at, {"kind": kind.value})
    return row.pk


def answer_offer(*, offer_id: int, is_accepted: bool, actor: Viewer, at: datetime) -> None:
    """The answer to an offer. Raises `NoSuchIncident`, `Refused`."""
    found = offer(offer_id=offer_id, viewer=actor)
    if found is None:
        raise NoSuchIncident
    view = exposure(exposure_id=found.exposure_id, viewer=actor)
    (_may_touch(view, actor) + Verdict.of(None if found.is_accepted is None else _ANSWERED)).require()
    Offer.objects.filter(pk=offer_id, is_accepted=None).update(is_accepted=is_accepted)
    log("offer", "answered", offer_id, actor, at, {"accepted": is_accepted})


def give_support(*, offer_id: int, actor: Viewer, at: datetime) -> None:
    """What was accepted has been given. Raises `NoSuchIncident`, `Refused`."""
    found = offer(offer_id=offer_id, viewer=actor)
    if found is None:
        raise NoSuchIncident
    view = exposure(exposure_id=found.exposure_id, viewer=actor)
    (_may_follow(view, actor) + Verdict.of(None if found.is_accepted else _NOT_ACCEPTED)).require()
    Offer.objects.filter(pk=offer_id, given_at=None).update(given_at=at)
    log("offer", "given", offer_id, actor, at)


def note_changed_caseworker(*, exposure_id: int, actor: Viewer, at: datetime) -> None:
    """Somebody else has taken the case, as the exposed person wished; the hand-over itself is made in the child's file.

    It is noted when it is true: of a linked file that the actor sees, somebody else is in charge. Raises
    `NoSuchIncident`, `Refused` with all reasons.
    """
    view = exposure(exposure_id=exposure_id, viewer=actor)
    linked = incident(incident_id=view.incident_id, viewer=actor).linked_files
    files = files_of(file_ids=linked, viewer=actor).values()
    is_in_charge = any(each.responsible_id == view.employee_id for each in files)
    (_may_follow(view, actor) + rules.changing_caseworker(view, is_in_charge=is_in_charge)).require()
    Exposure.objects.filter(pk=exposure_id).update(changed_at=at, version=F("version") + 1)
    log("exposure", "caseworker_changed", exposure_id, actor, at)


def plan_follow_up(*, exposure_id: int, due_at: datetime, owner_id: int | None, actor: Viewer, at: datetime) -> int:
    """A day when one of those who follow up, or any of them, asks how it is. Returns the duty's id.

    Raises `NoSuchIncident`, `Refused` with all reasons.
    """
    view = exposure(exposure_id=exposure_id, viewer=actor)
    owned = owning_verdict(owner_id=owner_id, unit_ids=[view.unit_id], on=local_date(at), viewer=actor)
    (_may_follow(view, actor) + rules.following_up(view, due_at=due_at, at=at) + owned).require()
    row = Duty.objects.create(
        incident_id=view.incident_id,
        exposure_id=exposure_id,
        kind=DutyKind.FOLLOW_UP.value,
        owner_id=owner_id,
        due_at=due_at,
    )
    log("duty", "added", row.pk, actor, at, {"kind": DutyKind.FOLLOW_UP.value})
    return row.pk


def say_enough(*, exposure_id: int, was_asked_to: bool = False, actor: Viewer, at: datetime) -> None:
    """The exposed person says that it is enough; planned follow-ups end. Raises `NoSuchIncident`, `Refused`."""
    view = exposure(exposure_id=exposure_id, viewer=actor)
    is_self = actor.employee_id == view.employee_id
    (_may_touch(view, actor) + rules.saying_enough(view, is_self=is_self, was_asked_to=was_asked_to)).require()
    Exposure.objects.filter(pk=exposure_id).update(enough_at=at, version=F("version") + 1)
    waiting = Duty.objects.filter(exposure_id=exposure_id, kind=DutyKind.FOLLOW_UP.value, done_at=None)
    waiting.update(
        done_at=at,
        done_by_id=actor.named_id,
        skipped_reason="Den utsatta har sagt att det räcker.",
        version=F("version") + 1,
    )
    log("exposure", "enough", exposure_id, actor, at, {"by_self": is_self})


def _may_follow(view: ExposureView, actor: Viewer) -> Verdict:
    """Whether the actor follows up in the unit, in an incident that is open."""
    open_incident = changing(incident(incident_id=view.incident_id, viewer=actor))
    return following_up(unit_ids=[view.unit_id], viewer=actor) + open_incident


def _may_touch(view: ExposureView, actor: Viewer) -> Verdict:
    """Whether the actor is the exposed person, or follows up."""
    if actor.employee_id == view.employee_id:
        return acting(viewer=actor) + changing(incident(incident_id=view.incident_id, viewer=actor))
    return _may_follow(view, actor)
