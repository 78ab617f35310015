"""An appeal that comes in: written down, its time checked, then sent to the court or dismissed (FL 45-46 §§)."""

from datetime import datetime

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.actions.decisions import file_to_write_in, held
from skyddsnat.domains.decisions.models import Appeal
from skyddsnat.domains.decisions.permissions import dismissing, named_person
from skyddsnat.domains.decisions.queries.decisions import delivery, other_appeal
from skyddsnat.domains.decisions.types import AppealOutcome, AppealView, DecisionView
from skyddsnat.domains.people.queries import relations_of_file, subject_of_file
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.kernel.text import Text

_LATE = Text("Överklagandet kom in för sent.", "The appeal came too late.")


def record_appeal(*, delivery_id: int, came_in_at: datetime, actor: Viewer, at: datetime) -> int:
    """Write down that the party's appeal came in. Its time to appeal is then over, and ours to hand it on begins.

    Raises `NoDecision`, `Refused`. Returns the appeal's id.
    """
    made = held(delivery(delivery_id=delivery_id, viewer=actor).decision_id, actor)
    letter = delivery(delivery_id=delivery_id, viewer=actor)
    file = file_to_write_in(made.file_id, actor)
    rules.appealing(
        is_appealable=made.is_appealable,
        is_appealed=letter.appeal is not None,
        is_before_decision=came_in_at < made.decided_at,
        is_in_future=came_in_at > at,
    ).require()
    row = Appeal.objects.create(
        delivery_id=delivery_id,
        file_id=made.file_id,
        came_in_at=came_in_at,
        recorded_at=at,
        recorded_by_id=named_person(viewer=actor),
    )
    appeal, target = delivery(delivery_id=delivery_id, viewer=actor).appeal, f"decisions.delivery:{delivery_id}"
    if appeal is not None and appeal.is_late:
        deadlines.end(rule=rules.APPEAL, subject=target, reason=_LATE.sv, actor=actor, at=at)
    else:
        deadlines.meet(rule=rules.APPEAL, subject=target, actor=actor, at=at)
    deadlines.start(rule=rules.FORWARD_APPEAL, basis=came_in_at, file=file, subject=target, actor=actor, at=at)
    _record("decisions.appeal.recorded", row.pk, made.file_id, actor, at)
    return row.pk


def record_other_appeal(
    *,
    decision_id: int,
    came_in_at: datetime,
    person_id: int | None,
    appellant: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Write down an appeal from somebody who was sent no letter: a person of the file, or `appellant` by name.

    It is in time, because three weeks run from the day the board served the decision (FL 44 §), and it goes to the
    court, which says whether the decision concerns whoever appeals (42 §). Raises `NoDecision`, `Refused`. Returns its
    id.
    """
    made = held(decision_id, actor)
    file = file_to_write_in(made.file_id, actor)
    name = " ".join(appellant.split())
    verdict = rules.appealing(
        is_appealable=made.is_appealable,
        is_appealed=any(_is_from(each, person_id, name) for each in made.other_appeals),
        is_before_decision=came_in_at < made.decided_at,
        is_in_future=came_in_at > at,
    ) + rules.appealing_without_letter(
        names=(person_id is not None) + bool(name),
        is_of_file=person_id is None or person_id in _people(made, actor),
        has_letter=person_id is not None and any(letter.person_id == person_id for letter in made.deliveries),
    )
    verdict.require()
    row = Appeal.objects.create(
        decision_id=decision_id,
        person_id=person_id,
        appellant=name,
        file_id=made.file_id,
        came_in_at=came_in_at,
        recorded_at=at,
        recorded_by_id=named_person(viewer=actor),
    )
    deadlines.start(
        rule=rules.FORWARD_APPEAL, basis=came_in_at, file=file, subject=_subject(row.pk), actor=actor, at=at
    )
    _record("decisions.appeal.recorded", row.pk, made.file_id, actor, at)
    return row.pk


def _is_from(appeal: AppealView, person_id: int | None, name: str) -> bool:
    return (appeal.person_id, appeal.appellant.casefold()) == (person_id, name.casefold())


def _people(made: DecisionView, actor: Viewer) -> set[int]:
    """Everybody whom the file names."""
    relations = relations_of_file(file_id=made.file_id, viewer=actor)
    return {subject_of_file(file_id=made.file_id, viewer=actor).id, *(each.person.id for each in relations)}


def settle_appeal(*, delivery_id: int, outcome: AppealOutcome, reason: str, actor: Viewer, at: datetime) -> None:
    """Hand the party's appeal over to the court, or dismiss one that came too late, with the reason.

    One that came late goes to the court when the board informed wrongly or it reached the court in time; `reason`
    then says which. Raises `NoDecision`, `Refused`.
    """
    made = held(delivery(delivery_id=delivery_id, viewer=actor).decision_id, actor)
    appeal = delivery(delivery_id=delivery_id, viewer=actor).appeal
    _settle(made, appeal, f"decisions.delivery:{delivery_id}", outcome, reason, actor, at)


def settle_other_appeal(*, appeal_id: int, outcome: AppealOutcome, reason: str, actor: Viewer, at: datetime) -> None:
    """Hand over to the court the appeal of somebody who was sent no letter; it is never late, and never dismissed.

    Raises `NoDecision`, `Refused`.
    """
    _appeal, decision_id = other_appeal(appeal_id=appeal_id, viewer=actor)
    made = held(decision_id, actor)
    appeal, _decision = other_appeal(appeal_id=appeal_id, viewer=actor)
    _settle(made, appeal, _subject(appeal_id), outcome, reason, actor, at)


def _settle(
    made: DecisionView,
    appeal: AppealView | None,
    subject: str,
    outcome: AppealOutcome,
    reason: str,
    actor: Viewer,
    at: datetime,
) -> None:
    file = file_to_write_in(made.file_id, actor)
    verdict = rules.settling(appeal, outcome, reason)
    if outcome is AppealOutcome.DISMISSED:
        verdict += dismissing(decided_by=made.level, file=file, viewer=actor)
    verdict.require()
    assert appeal is not None
    Appeal.objects.filter(pk=appeal.id).update(
        outcome=outcome.value, reason=reason.strip(), settled_at=at, settled_by_id=named_person(viewer=actor)
    )
    deadlines.meet(rule=rules.FORWARD_APPEAL, subject=subject, actor=actor, at=at)
    _record(f"decisions.appeal.{outcome.value}", appeal.id, made.file_id, actor, at)


def _subject(appeal_id: int) -> str:
    """The name that clocks have for an appeal of somebody who was sent no letter."""
    return f"decisions.appeal:{appeal_id}"


def _record(deed: str, appeal_id: int, file_id: int, actor: Viewer, at: datetime) -> None:
    record(deed=deed, target=f"decisions.appeal:{appeal_id}", actor=actor, at=at, file_id=file_id)
