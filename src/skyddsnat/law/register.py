"""All rules with a time limit. A new field of law adds a module with its own `RULES` and one name in `_MODULES`."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise

from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.law import aml, counting, fl, lvm, lvu, sfs2024_79, sfs2026_1600, sfs2026_1637, sol
from skyddsnat.law.types import Due, Rule

_MODULES = (sol, fl, lvu, sfs2026_1600, sfs2026_1637, sfs2024_79, lvm, aml)


class UnknownRule(LookupError):
    """No rule has that id."""

    def __init__(self, rule_id: str) -> None:
        self.text = Text(
            sv=f"Det finns ingen regel som heter {rule_id}.",
            en=f"There is no rule called {rule_id}.",
        )
        super().__init__(self.text.en)


class NotInForce(LookupError):
    """The rule exists but was not in force on that day."""

    def __init__(self, rule_id: str, on: date) -> None:
        self.text = Text(
            sv=f"Regeln {rule_id} gällde inte den {on.isoformat()}.",
            en=f"The rule {rule_id} was not in force on {on.isoformat()}.",
        )
        super().__init__(self.text.en)


def rules(on: date | None = None) -> tuple[Rule, ...]:
    """Every wording of every rule, or those in force `on` a day; in the order of the register."""
    return tuple(rule for rule in _RULES if on is None or rule.in_force(on))


def rule_in_force(rule_id: str, on: date) -> Rule:
    """The wording of the rule that was in force `on` that day; raises `UnknownRule` or `NotInForce`."""
    if rule_id not in _WORDINGS:
        raise UnknownRule(rule_id)
    for rule in _WORDINGS[rule_id]:
        if rule.in_force(on):
            return rule
    raise NotInForce(rule_id, on)


def rule_counting_from(rule_id: str, basis: date) -> Rule:
    """The wording by which a time counted from `basis` runs: that of the day, or the first one of a rule that came
    later and counts from a day before it (SFS 2026:1600 counts from the day the care began, also under LVU).

    Raises `UnknownRule`, and `NotInForce` when the rule had ceased by then.
    """
    try:
        return rule_in_force(rule_id, basis)
    except NotInForce:
        later = [rule for rule in _WORDINGS[rule_id] if rule.valid_from > basis]
        if not later:
            raise
        return min(later, key=lambda rule: rule.valid_from)


def times_of_others() -> frozenset[str]:
    """The ids of rules whose time is somebody else's: nobody here is late when it has run out."""
    return frozenset(rule.id for rule in _RULES if rule.is_of_others)


def due_from(rule_id: str, basis: date | datetime) -> Due:
    """When the duty falls due by the wording in force on the local date of `basis`.

    Raises `UnknownRule`, `NotInForce`, and what `counting.due` raises.
    """
    on = local_date(basis) if isinstance(basis, datetime) else basis
    return counting.due(rule_in_force(rule_id, on), on)


def checked(all_rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules, if no two wordings of one rule hold on the same day; otherwise ValueError."""
    listed = tuple(all_rules)
    ordered = sorted(listed, key=lambda rule: (rule.id, rule.valid_from))
    for earlier, later in pairwise(ordered):
        if earlier.id == later.id and earlier.validity.overlaps(later.validity):
            raise ValueError(f"{earlier.id} has two wordings in force on {later.valid_from}")
    return listed


_RULES = checked(rule for module in _MODULES for rule in module.RULES)
_WORDINGS = {each.id: tuple(rule for rule in _RULES if rule.id == each.id) for each in _RULES}
