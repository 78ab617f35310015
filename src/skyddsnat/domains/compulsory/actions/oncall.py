"""Reaching the chair, or an appointed member, when a decision cannot wait; the time of each hand-over is kept."""

from datetime import datetime, timedelta

from skyddsnat.domains.compulsory.actions.matters import keep_hand_over, subject_of_matter
from skyddsnat.domains.compulsory.queries.appointments import reachable
from skyddsnat.domains.compulsory.queries.matters import matter
from skyddsnat.domains.compulsory.rules import board as rules
from skyddsnat.domains.compulsory.types import CHAIR_SEES_HOURS, Handing, MatterView
from skyddsnat.foundation.access.actions import grant_for_decision
from skyddsnat.foundation.access.permissions import check_user_can_write
from skyddsnat.foundation.access.queries import conflicts_of, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.stockholm import local_date

_CANNOT_WAIT = "Ett beslut som inte kan vänta."


def seek_chair(*, matter_id: int, to: int, actor: Viewer, at: datetime, words: str = "") -> int:
    """Somebody who may decide was called and did not answer. `to` is the employee. Raises `NoMatter`, `Refused`.

    Returns the hand-over's id.
    """
    view = _callable(matter_id, to, rules.Doing.SEEK, actor, at)
    _record(rules.Doing.SEEK, view, to, actor, at)
    return keep_hand_over(view, Handing.SOUGHT, to=to, words=words, actor=actor, at=at)


def reach_chair(*, matter_id: int, to: int, actor: Viewer, at: datetime, words: str = "") -> int:
    """Somebody who may decide was reached: the file is open to her for a day. Raises `NoMatter`, `Refused`.

    Returns the hand-over's id.
    """
    view = _callable(matter_id, to, rules.Doing.REACH, actor, at)
    grant_for_decision(
        file_id=view.file_id,
        employee_id=to,
        subject=subject_of_matter(matter_id),
        until=at + timedelta(hours=CHAIR_SEES_HOURS),
        reason=_CANNOT_WAIT,
        actor=actor,
        at=at,
    )
    _record(rules.Doing.REACH, view, to, actor, at)
    return keep_hand_over(view, Handing.REACHED, to=to, words=words, actor=actor, at=at)


def _callable(matter_id: int, to: int, doing: rules.Doing, actor: Viewer, at: datetime) -> MatterView:
    view = matter(matter_id=matter_id, viewer=actor)
    check_user_can_write(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    on = local_date(at)
    rules.reaching(
        state=view.state,
        doing=doing,
        level=view.level,
        may_decide=to in {each.employee_id for each in reachable(section=view.section, on=on)},
        is_own=to in (view.written_by_id, view.prepared_by_id),
        has_conflict=to in {conflict.employee_id for conflict in conflicts_of(file_id=view.file_id, viewer=actor)},
    ).require()
    return view


def _record(doing: rules.Doing, view: MatterView, to: int, actor: Viewer, at: datetime) -> None:
    record(
        deed=rules.MATTER_DEEDS[doing],
        target=subject_of_matter(view.id),
        actor=actor,
        at=at,
        file_id=view.file_id,
        details={"employee": to},
    )
