"""What every act begins and ends with: the row locked, all checked at once, the step counted, the log written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from skyddsnat.domains.investigations.models import Investigation
from skyddsnat.domains.investigations.permissions import acting
from skyddsnat.domains.investigations.queries import last_change
from skyddsnat.domains.investigations.rules import order
from skyddsnat.domains.investigations.types import Act, State
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile


@dataclass(frozen=True, slots=True)
class Case:
    """An investigation that an act is done in: its row, locked until the transaction ends, and its file."""

    row: Investigation
    file: FileView
    actor: Viewer
    at: datetime

    @property
    def target(self) -> str:
        """The investigation as the log and the clocks call it."""
        return f"investigations.investigation:{self.row.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.row.state == State.OPEN.value

    def check(self, act: Act, *verdicts: Verdict) -> None:
        """Raise `Refused` with every reason: who may, what the state allows, and `verdicts`."""
        allowed = acting(act=act, file=self.file, viewer=self.actor) + order.acting(State(self.row.state), act)
        sum(verdicts, allowed).require()

    def check_version(self, expected: int | None, actual: int | None, target: str) -> None:
        """Raise `ChangedMeanwhile` unless nobody saved `target` since the version that the actor began from."""
        if expected != actual:
            change = last_change(target=target, file_id=self.file.id, viewer=self.actor)
            raise ChangedMeanwhile(*(change or ()))

    def clock(self) -> DeadlineView:
        """The four months of the investigation, as they stand."""
        clocks = clocks_of(subject=self.target, viewer=self.actor)
        return next(clock for clock in clocks if clock.rule == order.CLOCK)

    def step(self, deed: str, target: str, details: Mapping[str, Any] | None = None) -> None:
        """A step was taken: count it while the investigation runs, and log it."""
        if self.is_open:
            Investigation.objects.filter(pk=self.row.pk, last_step_at__lt=self.at).update(last_step_at=self.at)
        record(deed=deed, target=target, actor=self.actor, at=self.at, file_id=self.file.id, details=details)


def begin(investigation_id: int, actor: Viewer, at: datetime) -> Case:
    """The investigation, locked; raises `NotOpen`."""
    row = Investigation.objects.select_for_update().filter(pk=investigation_id).first()
    if row is None:
        raise NotOpen
    return Case(row, file_of(file_id=row.file_id, viewer=actor), actor, at)
