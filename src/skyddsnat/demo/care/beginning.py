"""How a compulsory case begins: a report, an investigation, and two caseworkers behind the child."""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from skyddsnat.demo import acts, casework
from skyddsnat.demo.care.deeds import Care, Why
from skyddsnat.demo.cast import NEIGHBOUR, POLICE, Cast, school_of
from skyddsnat.demo.colleagues import CHILDREN_2
from skyddsnat.demo.families import Child, Family
from skyddsnat.domains.compulsory.types import NewDeviation
from skyddsnat.domains.intake.types import Judgement, Known, Measure, NewProtectionAssessment, Reporter
from skyddsnat.domains.investigations.types import Question, Result
from skyddsnat.foundation.access.types import Part
from skyddsnat.kernel.stockholm import local_date

HOUR = timedelta(hours=1)
# An investigation takes four months at most; before that it is signed, and the compulsory case goes on.
_SIGNED_AFTER, _STILL_OPEN = 60, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came in, so many days ago at that hour, and who took care of it. Without a `second`, one stands alone."""

    days: int
    told: str
    asks: str
    hour: int = 9
    question: Question = Question.CARE
    worker: str = "maria"
    second: str = "johan"
    unit: str = CHILDREN_2
    by_police: bool = False
    by_neighbour: bool = False
    alone: str = ""
    whys: tuple[Why, ...] = field(default=())


def begun(cast: Cast, family: Family, report: Report) -> Generator[datetime, None, list[Care]]:
    """From the report to a compulsory case of each child of the family, four hours later."""
    at = cast.ago(report.days, report.hour)
    yield at
    reporter = _reporter(cast, report)
    cases = cast.receive(family, at, "ines", reporter, report.told, is_first=True, violence=report.by_police)
    found = []
    for child, case, why in zip(family.children, cases, report.whys, strict=True):
        _protect(cast, case, why, at + HOUR)
        opened = cast.open(case, child, report.question, report.asks, "ines", at + 2 * HOUR)
        _pair(cast, child, report, at + 3 * HOUR)
        casework.tell_parties(cast.stage, child, opened, "möte", at + 3.2 * HOUR)
        if reporter.wants_feedback:
            acts.tell_reporter(cast.stage, case, child.worker, at + 3.5 * HOUR)
        care = Care(cast, child, why)
        care.open(opened, at + 4 * HOUR, deviation=_alone(report, at + 4 * HOUR))
        found.append(care)
        if report.days > _STILL_OPEN:
            cast.stage.clockwork.begin(_signed(cast, child, opened, report))
    return found


def _reporter(cast: Cast, report: Report) -> Reporter:
    if report.by_police:
        return POLICE
    return NEIGHBOUR if report.by_neighbour else school_of(cast, report.days)


def _protect(cast: Cast, case: int, why: Why, at: datetime) -> None:
    made = NewProtectionAssessment(
        judgement=Judgement.MEASURES_NEEDED,
        reasons=why.reasons,
        acute_danger=Known.YES,
        measures=(Measure.POLICE_REPORT, Measure.SAFETY_PLAN),
        next_check_on=local_date(at) + timedelta(days=2),
    )
    acts.assess(cast.stage, case, made, "ines", at)


def _pair(cast: Cast, child: Child, report: Report, at: datetime) -> None:
    acts.assign(cast.stage, child, report.worker, report.unit, at)
    if report.second:
        acts.assign(cast.stage, child, report.second, report.unit, at, part=Part.SECOND)


def _alone(report: Report, at: datetime) -> NewDeviation | None:
    if not report.alone:
        return None
    return NewDeviation(reason=report.alone, ends_on=local_date(at) + timedelta(days=10), is_acute=True)


def _signed(cast: Cast, child: Child, opened: int, report: Report) -> Generator[datetime, None, None]:
    at = cast.ago(report.days - _SIGNED_AFTER, 10)
    yield at
    cast.carry_through(child, opened, at, Result.SERVICE)
