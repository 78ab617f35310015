"""A due date as other packages see it."""

from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.law.register import times_of_others


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One clock. `plan_on` is the day we plan and warn on: the decided extension if there is one, else `due_on`.

    `extended_on` is `due_on` moved past weekends and holidays (lag 1930:173): shown, never planned on. A clock that
    runs across a change of law has the other Act's rule, basis and day beside its own; the earlier is planned on.
    """

    id: int
    rule: str
    file_id: int
    unit_id: int
    subject: str
    basis_at: datetime
    due_on: date
    extended_on: date
    latest_on: date | None
    other_rule: str
    other_basis_on: date | None
    other_due_on: date | None
    prolonged_to: date | None
    prolonged_reason: str
    plan_on: date
    met_at: datetime | None
    ended_at: datetime | None

    def days_left(self, today: date) -> int:
        """Days from `today` to the planned day; negative when it has passed."""
        return (self.plan_on - today).days

    def is_overdue(self, today: date) -> bool:
        """Open and past its day. Computed, never stored."""
        return not self.has_ended(today) and self.plan_on < today

    def has_ended(self, today: date) -> bool:
        """Met, ended, or the time of somebody else that has run out: that one ends by itself (FL 44 §)."""
        is_of_others = self.rule in times_of_others()
        return self.met_at is not None or self.ended_at is not None or (is_of_others and self.extended_on < today)
