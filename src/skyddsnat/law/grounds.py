"""The grounds for custody, care, services without consent and sheltered accommodation, with their parts, per Act.

Read: LVU 2-3 §§ as of 24 August 2026 and 3 § before SFS 2026:523; SFS 2026:1600 ch. 3; SFS 2026:1637 ch. 3-4; SFS
2024:79 3:1. The grounds of LVU live on where the application came in before 2027; `crossing.grounds_act` says when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import CUSTODY, LVU, SHELTER, WITHOUT_CONSENT, Statute
from skyddsnat.law.crossing import NEW_ACT, grounds_act, transition

SFS_2026_523 = date(2026, 7, 1)
CHILD, UNDER_20, YOUNG = 18, 20, 21


class GroundKind(StrEnum):
    """What the need comes from. `BOTH` is no ground of its own: it names a case with grounds of both kinds."""

    HOME = "home"
    BEHAVIOUR = "behaviour"
    BOTH = "both"
    ATTACHMENT = "attachment"
    SAFETY = "safety"


KIND_NAMES: dict[GroundKind, Text] = {
    GroundKind.HOME: Text("Förhållanden i hemmet", "Home conditions"),
    GroundKind.BEHAVIOUR: Text("Eget beteende", "Own behaviour"),
    GroundKind.BOTH: Text("Hemmet och eget beteende", "Home and own behaviour"),
    GroundKind.ATTACHMENT: Text("Anknytning till familjehemmet", "Attachment to the family home"),
    GroundKind.SAFETY: Text("Barnets säkerhet", "The child's safety"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One part of a ground in one Act. It holds for those under `below_age`.

    `is_overall` marks the overall assessment of several parts that SFS 2026:1600 allows.
    """

    code: str
    statute: str
    kind: GroundKind
    text: Text
    citation: str
    below_age: int
    valid_from: date
    valid_to: date | None = None
    is_overall: bool = False

    @property
    def validity(self) -> Period:
        return Period(self.valid_from, self.valid_to)


class UnknownGround(LookupError):
    """No ground has that code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"there is no ground called {code}")


def grounds(act: str, on: date) -> tuple[Ground, ...]:
    """The grounds of the Act with that number ("2026:1600") on that day, in its order.

    Those of LVU are given also for later days, for the applications that came in before 2027.
    """
    return tuple(each for each in GROUNDS if each.statute == act and each.validity.contains(on))


def ground(code: str) -> Ground:
    """The ground with that code; raises `UnknownGround`."""
    for each in GROUNDS:
        if each.code == code:
            return each
    raise UnknownGround(code)


def kind_of(codes: Iterable[str]) -> GroundKind | None:
    """The kind of a case with those grounds; None without any. Raises `UnknownGround`."""
    kinds = {ground(code).kind for code in codes}
    if kinds >= {GroundKind.HOME, GroundKind.BEHAVIOUR}:
        return GroundKind.BOTH
    return min(kinds, default=None)


def reviews_of(codes: Iterable[str]) -> tuple[str, ...]:
    """The names of the six-month reviews that the grounds bring: "consider_home", "examine_behaviour" or both.

    Home and attachment are considered (LVU 13 §; 2026:1600 8:2), own behaviour is examined (8:3).
    """
    kinds = {ground(code).kind for code in codes}
    considered = ("consider_home",) if kinds & {GroundKind.HOME, GroundKind.ATTACHMENT} else ()
    examined = ("examine_behaviour",) if GroundKind.BEHAVIOUR in kinds else ()
    return considered + examined


def ground_verdict(code: str, age: int, on: date, applied_on: date | None = None) -> Verdict:
    """Whether the ground can carry a decision on that day for someone of that age, with all reasons against.

    `applied_on` is the day the application came in to the court. Raises `UnknownGround`.
    """
    chosen = ground(code)
    return Verdict.of(_too_old(chosen, age), _not_in_force(chosen, on), _repealed(chosen, on, applied_on))


def _too_old(chosen: Ground, age: int) -> Reason | None:
    if age < chosen.below_age:
        return None
    text = Text(
        f"Grunden gäller bara den som är under {chosen.below_age} år.",
        f"The ground holds only for those under {chosen.below_age}.",
    )
    return Reason("grounds.too_old", text, chosen.citation)


def _not_in_force(chosen: Ground, on: date) -> Reason | None:
    if chosen.validity.contains(on):
        return None
    text = Text(f"Grunden gällde inte den {on}.", f"The ground was not in force on {on}.")
    return Reason("grounds.not_in_force", text, chosen.citation)


def _repealed(chosen: Ground, on: date, applied_on: date | None) -> Reason | None:
    if chosen.statute != LVU.number or on < NEW_ACT or grounds_act(applied_on, on) == LVU.number:
        return None
    text = Text(
        "LVU:s grunder gäller bara när ansökan kom in till rätten före 2027.",
        "The grounds of LVU hold only when the application came in to the court before 2027.",
    )
    return Reason("grounds.repealed", text, transition(4).citation)


def _entered(
    act: Statute, prefix: str, kind: GroundKind, place: str, below_age: int, parts: Iterable[tuple[str, Text]]
) -> tuple[Ground, ...]:
    return tuple(
        Ground(
            code=f"{prefix}.{name}",
            statute=act.number,
            kind=kind,
            text=text,
            citation=act.cite(place),
            below_age=below_age,
            valid_from=act.valid_from,
            is_overall=name.endswith("_overall"),
        )
        for name, text in parts
    )


_ABUSE = Text("Fysisk eller psykisk misshandel", "Physical or psychological abuse")
_CRIME = Text("Brottslig verksamhet", "Criminal activity")
_HOME_LIST = (
    ("abuse", _ABUSE),
    ("sexual", Text("Sexuella kränkningar eller sexuell exploatering", "Sexual violation or exploitation")),
    ("lack_of_care", Text("Brister i omsorgen om grundläggande behov", "Lacking care of basic needs")),
    ("social_control", Text("Negativ social kontroll", "Negative social control")),
    ("other_home", Text("Annat skadligt förhållande i hemmet", "Another harmful condition in the home")),
)
_BEHAVIOUR_LIST = (
    (
        "substances",
        Text(
            "Skadligt bruk eller beroende av alkohol, droger, läkemedel eller dopning",
            "Harmful use of or dependence on alcohol, drugs, medicines or doping",
        ),
    ),
    ("crime", _CRIME),
    (
        "other_behaviour",
        Text(
            "Annat socialt nedbrytande eller destruktivt beteende",
            "Other socially destructive or destructive behaviour",
        ),
    ),
)
_OVERALL = Text("Sammantagen bedömning av flera", "Overall assessment of several")
_AFTER_PRISON = Text(
    "Uppenbart behov vid villkorlig frigivning från fängelse", "Obvious need at conditional release from prison"
)
_AFTER_YOUTH_CUSTODY = Text(
    "Uppenbart behov när sluten ungdomsvård slutar", "Obvious need at the end of closed youth custody"
)


def _after(code: str, act: Statute, text: Text, citation: str, since: date, until: date | None = None) -> Ground:
    # 3:4 speaks of young persons, which is to 20 years inclusive; 3:1 to which it points says under 20. We keep to 20.
    return Ground(
        code=code,
        statute=act.number,
        kind=GroundKind.BEHAVIOUR,
        text=text,
        citation=citation,
        below_age=UNDER_20,
        valid_from=since,
        valid_to=until,
    )


GROUNDS: tuple[Ground, ...] = (
    *_entered(
        LVU,
        "lvu",
        GroundKind.HOME,
        "2",
        CHILD,
        (
            ("abuse", _ABUSE),
            ("exploitation", Text("Otillbörligt utnyttjande", "Undue exploitation")),
            ("lack_of_care", Text("Brister i omsorgen", "Lack of care")),
            ("other_home", Text("Annat förhållande i hemmet", "Another condition in the home")),
        ),
    ),
    *_entered(
        LVU,
        "lvu",
        GroundKind.BEHAVIOUR,
        "3",
        UNDER_20,
        (
            ("substances", Text("Missbruk av beroendeframkallande medel", "Abuse of addictive substances")),
            ("crime", _CRIME),
            ("other_behaviour", Text("Annat socialt nedbrytande beteende", "Other socially destructive behaviour")),
        ),
    ),
    _after("lvu.after_youth_custody", LVU, _AFTER_YOUTH_CUSTODY, LVU.cite("3"), LVU.valid_from, SFS_2026_523),
    _after("lvu.after_prison", LVU, _AFTER_PRISON, LVU.cite("3"), SFS_2026_523),
    *_entered(CUSTODY, "sfs2026_1600", GroundKind.HOME, "3:2", CHILD, (*_HOME_LIST, ("home_overall", _OVERALL))),
    *_entered(
        CUSTODY,
        "sfs2026_1600",
        GroundKind.BEHAVIOUR,
        "3:3",
        UNDER_20,
        (*_BEHAVIOUR_LIST, ("behaviour_overall", _OVERALL)),
    ),
    _after("sfs2026_1600.after_prison", CUSTODY, _AFTER_PRISON, CUSTODY.cite("3:4"), CUSTODY.valid_from),
    _after(
        "sfs2026_1600.after_youth_custody",
        CUSTODY,
        _AFTER_YOUTH_CUSTODY,
        transition(7).citation,
        CUSTODY.valid_from,
    ),
    *_entered(
        CUSTODY,
        "sfs2026_1600",
        GroundKind.ATTACHMENT,
        "3:5",
        CHILD,
        (("attachment", KIND_NAMES[GroundKind.ATTACHMENT]),),
    ),
    *_entered(WITHOUT_CONSENT, "sfs2026_1637", GroundKind.HOME, "3:2", CHILD, _HOME_LIST),
    *_entered(
        WITHOUT_CONSENT,
        "sfs2026_1637",
        GroundKind.BEHAVIOUR,
        "3:3",
        CHILD,
        tuple((f"guardian_{name}", text) for name, text in _BEHAVIOUR_LIST),
    ),
    *_entered(
        WITHOUT_CONSENT,
        "sfs2026_1637",
        GroundKind.SAFETY,
        "3:4",
        CHILD,
        (
            (
                "placed_child",
                Text(
                    "Barnet är placerat och dess hälsa eller utveckling kräver det",
                    "The child is placed and its health or development demands it",
                ),
            ),
        ),
    ),
    *_entered(WITHOUT_CONSENT, "sfs2026_1637", GroundKind.BEHAVIOUR, "4:2", YOUNG, _BEHAVIOUR_LIST),
    *_entered(
        SHELTER,
        "sfs2024_79",
        GroundKind.SAFETY,
        "3:1",
        CHILD,
        (
            (
                "risk",
                Text("Risk för barnets säkerhet eller hälsa", "Risk to the child's safety or health"),
            ),
        ),
    ),
)
