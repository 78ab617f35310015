"""Who decides what: the law's list, the delegation order of the day, the sections and the appeal."""

from collections.abc import Iterable
from datetime import date

from skyddsnat.domains.decisions.types import (
    LEVEL_NAMES,
    DelegationView,
    Kind,
    Level,
    Right,
    ServiceView,
)
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason
from skyddsnat.law.appeals import Review, review_of
from skyddsnat.law.citations import OLD_SOL, SOL
from skyddsnat.law.decision_rights import Decider, UnknownSection, who_may
from skyddsnat.law.sections import UnknownSectionText
from skyddsnat.law.sections import section as section_text

_SECTIONS = {
    Kind.SERVICE: "SoL 11:1",
    Kind.REFUSAL: "SoL 11:1",
    Kind.NO_SERVICE: "SoL 14:2",
    Kind.FOLLOW_UP: "SoL 23:1",
}
_APPEALABLE = frozenset({Kind.SERVICE, Kind.REFUSAL})
_ORDER = tuple(Level)


def section_of(kind: Kind, chosen: ServiceView | None) -> str:
    """The section that carries the right to decide: that of the service or, without one, of the kind."""
    return chosen.section if kind is Kind.SERVICE and chosen else _SECTIONS[kind]


def citation_of(section: str, on: date) -> str:
    """`section` ("SoL 11:1") as written in a decision of that day; the bare Act where no older number was found."""
    try:
        return section_text(section, on).citation
    except UnknownSectionText:
        place = section.removeprefix("SoL ")
        return SOL.cite(place) if on >= SOL.valid_from else OLD_SOL.short


def statutes_of(kind: Kind, section: str, *, without_guardians: bool, on: date) -> tuple[str, ...]:
    """Every section that the decision rests on, as written, each once."""
    keys = [_SECTIONS[kind], section, *(["SoL 21:1"] if without_guardians and kind is Kind.SERVICE else [])]
    return tuple(dict.fromkeys(citation_of(key, on) for key in keys))


def is_appealable(kind: Kind, on: date) -> bool:
    """Whether a court may try the whole matter: services and refusals under SoL 11:1 (SoL 35:1)."""
    return kind in _APPEALABLE and review_of(_SECTIONS[kind], on)[0] is Review.APPEAL


def decider_of(level: Level) -> Decider:
    """The law's word for the level: it knows officials, the committee and the board."""
    return {Level.COMMITTEE: Decider.COMMITTEE, Level.BOARD: Decider.BOARD}.get(level, Decider.OFFICIAL)


def is_at_least(level: Level, needed: Level) -> bool:
    """Whether `level` is `needed` or higher."""
    return _ORDER.index(level) >= _ORDER.index(needed)


def lowest_by_law(section: str, on: date) -> tuple[Decider | None, str | None]:
    try:
        right = who_may(section, on)
    except UnknownSection:
        return None, None
    return right.lowest, right.ground


def _in_force(item: DelegationView, on: date) -> bool:
    return item.valid_from <= on and (item.valid_to is None or on < item.valid_to)


def right_of(kind: Kind, section: str, *, on: date, order: Iterable[DelegationView]) -> Right:
    """Who decides at the lowest on that day. What no line of the order gives away stays with the board (KL 7:5)."""
    lowest, citation = lowest_by_law(section, on)
    for item in order:
        if item.kind is kind and item.section == section and _in_force(item, on):
            name = LEVEL_NAMES[item.level]
            text = Text(
                f"Beslutar: {name.sv.lower()} enligt delegation {item.reference}.",
                f"Decides: {name.en.lower()} under delegation {item.reference}.",
            )
            return Right(section, item.level, item.reference, lowest, citation, text)
    text = Text(
        "Beslutar: nämnden. Delegationsordningen ger inte rätten till någon annan.",
        "Decides: the board. The delegation order gives the right to nobody else.",
    )
    return Right(section, Level.BOARD, "", lowest, citation, text)


def law_list(right: Right, level: Level) -> Reason | None:
    """The first check: the law's list. The board may always decide; about a section not entered nobody guesses."""
    if level is Level.BOARD:
        return None
    if right.lowest_by_law is None:
        return Reason(
            "decisions.law_unknown",
            Text(
                "Det finns ingen uppgift om vem lagen låter besluta. Nämnden beslutar.",
                "It is not known whom the law lets decide. The board decides.",
            ),
        )
    deciders = (Decider.OFFICIAL, Decider.COMMITTEE, Decider.BOARD)
    if deciders.index(decider_of(level)) >= deciders.index(right.lowest_by_law):
        return None
    return Reason(
        "decisions.law",
        Text(
            "Lagen låter ingen tjänsteman besluta detta. Utskottet eller nämnden beslutar.",
            "The law lets no official decide this. The committee or the board decides.",
        ),
        right.citation,
    )


def chair_may_decide(section: str, on: date) -> bool:
    """Whether the chair may decide what cannot wait. SoL 30:12 lets no decision under SoL itself."""
    try:
        return who_may(section, on).allows(Decider.CHAIR)
    except UnknownSection:
        return False
