"""From LVU to SFS 2026:1600 at New Year 2027: which section matches which, what lives on, and clocks that straddle.

A decision under LVU counts as one under the matching section (transition rule 3), so a running clock is shown under the
new Act from 1 January 2027. The four weeks and the six months then run from the day the care began and no longer from
the execution. No transition rule says what that does to a time that has begun: we compute both and warn on the earlier.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from skyddsnat.kernel.text import Text
from skyddsnat.law import counting
from skyddsnat.law.citations import CUSTODY, LVU
from skyddsnat.law.register import UnknownRule, rule_in_force, rules
from skyddsnat.law.types import Due, Rule

NEW_ACT = CUSTODY.valid_from
_OLD_PREFIX, _NEW_PREFIX = "lvu.", "sfs2026_1600."
_SIS_POWERS = "lagen (2026:1601)"
_RULE_IDS = frozenset(rule.id for rule in rules())


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionRule:
    """One of the transition rules of SFS 2026:1600, in our own words."""

    number: int
    text: Text

    @property
    def citation(self) -> str:
        return f"övergångsbestämmelse {self.number} till lagen (2026:1600)"


TRANSITION: tuple[TransitionRule, ...] = (
    TransitionRule(
        number=3,
        text=Text(
            "Ett beslut enligt LVU räknas som ett beslut enligt motsvarande bestämmelse i lagen (2026:1600).",
            "A decision under LVU counts as one under the matching section of SFS 2026:1600.",
        ),
    ),
    TransitionRule(
        number=4,
        text=Text(
            "Grunderna i 2 och 3 §§ LVU gäller när ansökan om vård kom in till rätten före 2027.",
            "The grounds of LVU s. 2 and 3 hold when the application for care came in to the court before 2027.",
        ),
    ),
    TransitionRule(
        number=5,
        text=Text(
            "22 och 23 §§ LVU gäller för förebyggande insatser som beslutades före 2027.",
            "LVU s. 22 and 23 hold for preventive measures decided before 2027.",
        ),
    ),
    TransitionRule(
        number=6,
        text=Text(
            "För ett barn med flyttningsförbud enligt 24 § LVU kan nämnden ansöka om omhändertagande på grund av "
            "anknytning när 3 kap. 5 § p. 2-5 är uppfyllda.",
            "For a child under a prohibition of LVU s. 24 the board may apply for custody on attachment grounds when "
            "ch. 3 s. 5 p. 2-5 are met.",
        ),
    ),
    TransitionRule(
        number=7,
        text=Text(
            "För den som har dömts till sluten ungdomsvård gäller 3 § andra stycket LVU som den löd före den 1 juli "
            "2026.",
            "For whoever was sentenced to closed youth custody, LVU s. 3 second paragraph holds as worded before 1 "
            "July 2026.",
        ),
    ),
)

CONVERSION: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "1": ("1:1", "3:1"),
        "2": ("3:1", "3:2"),
        "3": ("3:1", "3:3", "3:4"),
        "4": ("4:1", "4:2"),
        "5": ("6:4",),
        "6": ("5:1", "5:3"),
        "6 a": ("5:2", "5:3"),
        "7": ("5:4", "16:2"),
        "8": ("5:5",),
        "9": ("5:6", "5:7"),
        "9 a": ("5:8", "5:9", "5:10"),
        "9 b": ("5:11",),
        "10": ("6:4",),
        "11": ("6:1", "6:2", "6:3", "6:6", "6:7"),
        "12": ("15:1", "15:2", "15:3"),
        "12 a": ("15:5", "15:6"),
        "13": ("8:2", "8:3"),
        "13 a": ("8:1",),
        "13 b": ("10:3",),
        "13 c": ("9:1",),
        "14": ("7:1", "7:2", "7:3"),
        "14 a": ("15:7",),
        "21": ("10:1", "10:2", "10:5"),
        "21 a": ("14:1",),
        "21 b": ("10:6",),
        "21 c": ("10:7",),
        "22": (),
        "23": (),
        "24": ("12:1", "12:2"),
        "25": ("12:2", "12:3"),
        "26": ("12:4", "12:5"),
        "27": ("12:6", "12:7"),
        "28": ("12:8",),
        "29": ("12:9",),
        "30": ("12:10", "12:11"),
        "31": ("12:12",),
        "31 a": ("13:1",),
        "31 b": ("13:2", "13:3"),
        "31 c": ("13:4", "13:5"),
        "31 d": ("13:6", "13:7"),
        "31 e": ("13:8",),
        "31 f": ("13:9",),
        "31 g": ("13:10", "13:11"),
        "31 h": ("14:1",),
        "31 i": ("13:12",),
        "32": ("11:4", "11:5", "11:6"),
        "32 a": ("11:1",),
        "32 b": ("11:2",),
        "32 c": ("11:3",),
        "33": ("16:1",),
        "34": ("16:3",),
        "35": ("16:4",),
        "36": ("2:2", "2:3", "2:4", "2:5", "17:4"),
        "37": ("16:5",),
        "38": ("16:6",),
        "39": ("17:1", "17:2", "17:3", "17:5", "17:6", "17:7"),
        "40": ("18:1", "18:2", "18:3"),
        "41": ("19:1",),
        "43": ("20:1", "20:2"),
        "43 a": ("20:3",),
        "43 b": ("20:4",),
        "43 c": ("20:5",),
        "44": ("21:1",),
        "45": ("21:2",),
    }
)
# What happens inside the state homes (15-20 c) went to an Act of its own, of which only the title was read.
_TO_OTHER_ACT = range(15, 21)

# Where the new Act counts from another event. The first names the old start, the second the new.
_ORDER_CARRIED_OUT = Text("från verkställigheten", "from the execution")
_CARE_BEGAN = Text("från den dag vården påbörjades (6 kap. 4 §)", "from the day the care began (ch. 6 s. 4)")
_PLACEMENT_BEGAN = Text("från den dag placeringen påbörjades", "from the day the placement began")
_OTHER_START: Mapping[str, tuple[Text, Text]] = MappingProxyType(
    {
        "apply_for_care": (_ORDER_CARRIED_OUT, _CARE_BEGAN),
        "consider_home": (_ORDER_CARRIED_OUT, _CARE_BEGAN),
        "examine_behaviour": (_ORDER_CARRIED_OUT, _CARE_BEGAN),
        "custody_transfer": (_ORDER_CARRIED_OUT, _PLACEMENT_BEGAN),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Straddle:
    """One running time under both Acts: `old` by LVU, `new` by SFS 2026:1600, and the day to warn on."""

    old: Due
    new: Due
    warn_on: date
    why: Text


def matching(section: str, on: date) -> tuple[str, ...]:
    """The sections that carry what `section` of LVU said ("LVU 13", "LVU 14 st. 2") on that day.

    Before 2027 the section itself, then the matching ones ("lagen (2026:1600) 8:2"), none for 22 and 23. A section of
    another Act is its own match. Raises `KeyError` for a section that LVU does not have.
    """
    prefix, _, place = section.partition(" ")
    if prefix != LVU.short or on < NEW_ACT:
        return (section,)
    key = place.partition(" st. ")[0]
    if int(key.split()[0]) in _TO_OTHER_ACT:
        return (_SIS_POWERS,)
    return tuple(f"{CUSTODY.short} {new}" for new in CONVERSION[key])


def transition(number: int) -> TransitionRule:
    """The transition rule with that number, 3 to 7; raises `KeyError`."""
    return {rule.number: rule for rule in TRANSITION}[number]


def successor(rule_id: str) -> str | None:
    """The id of the rule of SFS 2026:1600 that takes over from a rule of LVU; None where none does."""
    if not rule_id.startswith(_OLD_PREFIX):
        return None
    new = _NEW_PREFIX + rule_id.removeprefix(_OLD_PREFIX)
    return new if new in _RULE_IDS else None


def rule_on(rule_id: str, on: date) -> Rule:
    """The rule that carries the duty on that day: a clock of LVU is shown under the new Act from 2027.

    22 § LVU lives on for measures decided before. Raises `UnknownRule` or `NotInForce`.
    """
    new = successor(rule_id)
    return rule_in_force(new if new and on >= NEW_ACT else rule_id, on)


def straddling(rule_id: str, *, basis: date, new_basis: date | None = None) -> Straddle | None:
    """Both computations of a time that began under LVU and is open, or comes again, when the new Act does.

    `basis` is LVU's start (the execution, the last review); `new_basis` the new Act's: the day the care began or, when
    a review has been held since, the day of that review. None while it is not known. Returns None for any other clock.
    Raises `UnknownRule`, `NotInForce`, and what `counting.due` raises.
    """
    new_id = successor(rule_id)
    if new_id is None:
        _check_known(rule_id)
        return None
    if basis >= NEW_ACT:
        return None
    old = counting.due(rule_in_force(rule_id, basis), basis)
    if old.due_on < NEW_ACT and old.rule.recurs is None:
        return None
    new = counting.due(rule_in_force(new_id, NEW_ACT), new_basis or basis)
    return Straddle(old=old, new=new, warn_on=min(old.due_on, new.due_on), why=_why(old, new, new_basis))


def grounds_act(applied_on: date | None, on: date) -> str:
    """The number of the Act whose grounds hold: LVU's if the application came in before 2027 (transition rule 4)."""
    return LVU.number if (applied_on or on) < NEW_ACT else CUSTODY.number


def _check_known(rule_id: str) -> None:
    if rule_id not in _RULE_IDS:
        raise UnknownRule(rule_id)


def _why(old: Due, new: Due, new_basis: date | None) -> Text:
    starts = _OTHER_START.get(old.rule.id.removeprefix(_OLD_PREFIX))
    if starts is None:
        how = Text("Båda lagarna räknar från samma händelse.", "Both Acts count from the same event.")
    elif new_basis is None:
        how = Text(
            f"Den gamla lagen räknar {starts[0].sv}, den nya {starts[1].sv}. Den dagen är inte känd, så båda räknas "
            f"från {old.basis}.",
            f"The old Act counts {starts[0].en}, the new {starts[1].en}. That day is not known, so both are counted "
            f"from {old.basis}.",
        )
    else:
        how = Text(
            f"Den gamla lagen räknar {starts[0].sv} ({old.basis}), den nya {starts[1].sv} ({new.basis}).",
            f"The old Act counts {starts[0].en} ({old.basis}), the new {starts[1].en} ({new.basis}).",
        )
    days = _both_days(old.due_on, new.due_on)
    return Text(
        f"Tiden började enligt {old.rule.citation} och löper över årsskiftet, då {new.rule.citation} tar över "
        f"({transition(3).citation}). {how.sv} {days.sv}",
        f"The time began under {old.rule.citation} and runs across New Year, when {new.rule.citation} takes over "
        f"(transition rule 3 of SFS 2026:1600). {how.en} {days.en}",
    )


def _both_days(old: date, new: date) -> Text:
    if old == new:
        return Text(f"Båda ger {old}.", f"Both give {old}.")
    return Text(
        f"Det blir {old} och {new}; vi varnar på den som kommer först.",
        f"That makes {old} and {new}; we warn on the one that comes first.",
    )
