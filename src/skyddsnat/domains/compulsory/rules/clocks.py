"""Which clocks a deed starts on a measure, counted from when, and which Act's paragraph carries a running one.

A clock that began under LVU goes on across New Year 2027 under the matching paragraph of the new Act (transition rule
3). Both Acts' days are known; the earlier is planned on, and ends the measure where the law lets time end it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import CUSTODY
from skyddsnat.law.compulsory_states import Act, Deed
from skyddsnat.law.crossing import Straddle, straddling, successor
from skyddsnat.law.grounds import reviews_of

# From 2027 these run from the day on which the care began (SFS 2026:1600 6:4), not from the deed.
_FROM_CARE = frozenset({"apply_for_care", "consider_home", "examine_behaviour"})
# These start where the child comes to a family home, not with the decision on it.
OF_FAMILY_HOME = "custody_transfer"
_REVIEWS = ("consider_home", "examine_behaviour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A clock that starts: counted from `basis` by the wording of the day `law_on`; `both` when it crosses New Year."""

    rule: str
    basis: datetime
    law_on: date
    both: Straddle | None


def begun_by(deed: Deed, measure: MeasureView, *, happened_at: datetime) -> tuple[Beginning, ...]:
    """The clocks that the deed starts on the measure as it is after the deed."""
    return tuple(
        beginning(
            rule,
            _basis(rule, deed, measure, happened_at),
            law_on=local_date(happened_at),
            new_basis=_new_basis(rule, deed, measure, happened_at),
        )
        for rule in _fitting(deed, measure)
    )


def beginning(rule: str, basis: datetime, *, law_on: date, new_basis: date | None = None) -> Beginning:
    """The clock of `rule` from `basis`; `new_basis` is the day that the Act of 2027 counts from, where it is known."""
    both = straddling(rule, basis=local_date(basis), new_basis=new_basis)
    return Beginning(rule=rule, basis=basis, law_on=law_on, both=both)


def counts_from_care(rule: str) -> bool:
    """Whether the Act of 2027 counts that duty from the day the care began."""
    return name_of(rule) in _FROM_CARE


def _new_basis(rule: str, deed: Deed, measure: MeasureView, happened_at: datetime) -> date | None:
    """After a review both Acts count from that; before the first, the new one from the day the care began."""
    if rule in deed.clocks_met or not counts_from_care(rule):
        return local_date(happened_at)
    return None if measure.care_began_at is None else local_date(measure.care_began_at)


def _fitting(deed: Deed, measure: MeasureView) -> Iterator[str]:
    """A review is by the ground of the care; without a known ground both are watched."""
    needed = reviews_of(measure.grounds) or _REVIEWS
    for rule in deed.clocks_started:
        name = name_of(rule)
        if name != OF_FAMILY_HOME and (name not in _REVIEWS or name in needed):
            yield rule


def _basis(rule: str, deed: Deed, measure: MeasureView, happened_at: datetime) -> datetime:
    is_first = rule not in deed.clocks_met
    from_care = deed.statute == CUSTODY.number and counts_from_care(rule) and deed.act is not Act.BEGIN
    return measure.care_began_at if is_first and from_care and measure.care_began_at else happened_at


def name_of(rule: str) -> str:
    """The rule without its Act: the same duty has the same name in both."""
    return rule.partition(".")[2]


def is_same(running: str, rules: Iterable[str]) -> bool:
    """Whether the running clock is of one of the rules, by its own Act or the one that replaced it."""
    named = set(rules)
    return running in named or successor(running) in named
