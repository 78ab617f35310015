"""Starting, meeting, prolonging and ending clocks."""

from datetime import date, datetime

from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines.models import OPEN, Deadline
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.counting import due
from skyddsnat.law.register import rule_in_force
from skyddsnat.law.types import Due


class UnableToProlong(Exception):
    """The clock is not open, or the new day is not later than the old one."""


def start(
    *,
    rule: str,
    basis: datetime,
    file: FileView,
    subject: str,
    actor: Viewer,
    at: datetime,
    other: Due | None = None,
    law_on: date | None = None,
) -> int:
    """Start the clock of `rule` from `basis` on `subject` ("intake.preliminary:12"). Returns its id.

    `other` is the same duty computed by the Act that replaces this one while the clock runs. `law_on` is the day whose
    wording counts, where a new Act counts from something that came before it; otherwise the basis day. Raises
    `UnknownRule` or `NotInForce` when the law had no such rule on that day.
    """
    law = rule_in_force(rule, law_on or local_date(basis))
    days = due(law, basis)
    row = Deadline.objects.create(
        rule=rule,
        rule_from=law.valid_from,
        file_id=file.id,
        unit_id=file.unit_id,
        subject=subject,
        basis_at=basis,
        due_on=days.due_on,
        extended_on=days.extended_on,
        latest_on=days.latest_on,
        **_other(other),
    )
    record(
        deed="deadlines.clock.started",
        target=f"deadlines.deadline:{row.pk}",
        actor=actor,
        at=at,
        file_id=file.id,
        details={"rule": rule, "due_on": days.due_on},
    )
    return row.pk


def _other(due_by_other: Due | None) -> dict[str, object]:
    if due_by_other is None:
        return {"other_rule": "", "other_basis_on": None, "other_due_on": None}
    return {
        "other_rule": due_by_other.rule.id,
        "other_basis_on": due_by_other.basis,
        "other_due_on": due_by_other.due_on,
    }


def compare(*, rule: str, subject: str, other: Due | None, actor: Viewer, at: datetime) -> int:
    """The other Act's day for a running clock became known or changed. Returns how many open clocks that was."""
    return Deadline.objects.filter(OPEN, rule=rule, subject=subject).update(**_other(other))


def meet(*, rule: str, subject: str, actor: Viewer, at: datetime) -> int:
    """What the clock waited for was done at `at`. Returns how many open clocks that met (0 when none ran)."""
    return Deadline.objects.filter(OPEN, rule=rule, subject=subject).update(met_at=at, met_by_id=actor.employee_id)


def prolong(*, rule: str, subject: str, to: date, reason: str, actor: Viewer, at: datetime) -> None:
    """A decided extension with its end date and reason. Raises `UnableToProlong`."""
    changed = Deadline.objects.filter(OPEN, rule=rule, subject=subject, plan_on__lt=to).update(
        prolonged_to=to,
        prolonged_reason=reason,
        prolonged_by_id=actor.employee_id,
        prolonged_at=at,
    )
    if not changed:
        raise UnableToProlong(rule)


def end(*, subject: str, reason: str, actor: Viewer, at: datetime, rule: str | None = None) -> int:
    """The clock no longer applies (the report joined an investigation, the matter moved). Returns how many ended."""
    clocks = Deadline.objects.filter(OPEN, subject=subject)
    if rule:
        clocks = clocks.filter(rule=rule)
    return clocks.update(ended_at=at, end_reason=reason)


def follow_file(*, file: FileView, actor: Viewer, at: datetime) -> int:
    """The file has a new unit: its open clocks are that unit's from now on. Returns how many moved."""
    return Deadline.objects.filter(OPEN, file_id=file.id).exclude(unit_id=file.unit_id).update(unit_id=file.unit_id)
