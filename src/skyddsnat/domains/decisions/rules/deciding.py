"""When a decision may be signed.

The three checks at each signature (lesson 5): the law's list, the delegation order in force that day together with the
level that the decider holds, and the decider's own conflict of interest.
"""

from dataclasses import dataclass
from datetime import date

from skyddsnat.domains.decisions.rules.proposing import difference
from skyddsnat.domains.decisions.rules.reasons import (
    CONFLICT,
    IN_FUTURE,
    NAME_NOT_YET,
    NEW_FACTS,
    NO_CHANGE_REASON,
    NO_CHILD_VERSION,
    NO_HIDING_REASON,
    NO_REASONS,
    NO_RETURN_REASON,
    NOT_CHANGED,
    NOT_TO_BE_ASKED,
    NOTHING_TO_REFUSE,
    OLD_CHILD_VERSION,
    blank,
    when,
)
from skyddsnat.domains.decisions.rules.rights import law_list
from skyddsnat.domains.decisions.rules.states import Act, state_verdict
from skyddsnat.domains.decisions.types import (
    Kind,
    Level,
    Obstacle,
    Outcome,
    ProposalFields,
    Right,
    ServiceView,
    Settler,
    State,
)
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict
from skyddsnat.law.citations import KL

# FL 33 §, fourth paragraph, by SFS 2025:582.
NAME_MAY_BE_HIDDEN_FROM = date(2025, 7, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the decider signs. `kind` and `chosen` are what is decided, after any change."""

    outcome: Outcome
    kind: Kind
    chosen: ServiceView | None
    reasons: str
    change_reason: str
    child_version: str
    obstacles: tuple[Obstacle, ...]
    settled_by: Settler | None
    own_words: str
    no_conflict: bool
    hides_name: bool
    hides_name_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the decision rests on that day. `level` is the decider's, None when she holds none that is high enough.

    `consent` is the verdict on consent to what is decided; `untold` is how many new facts the decider was not shown.
    """

    right: Right
    level: Level | None
    has_conflict: bool
    consent: Verdict
    untold: int


def ruling_of(
    fields: ProposalFields,
    *,
    outcome: Outcome,
    proposed: ServiceView | None,
    chosen: ServiceView | None = None,
    reasons: str | None = None,
    change_reason: str = "",
    child_version: str | None = None,
    obstacles: tuple[Obstacle, ...] | None = None,
    settled_by: Settler | None = None,
    no_conflict: bool = True,
    hides_name: bool = False,
    hides_name_reason: str = "",
) -> Ruling:
    """What is decided when the proposal has that outcome; what the decider leaves out is the proposal's."""
    as_proposed = outcome is Outcome.AS_PROPOSED
    service = {Outcome.AS_PROPOSED: proposed, Outcome.CHANGED: chosen, Outcome.REFUSED: None}[outcome]
    own = "" if not as_proposed else None
    return Ruling(
        outcome=outcome,
        kind=_kind_after(fields.kind, outcome, service),
        chosen=service,
        reasons=_first(reasons, own, fields.reasons),
        change_reason=change_reason,
        child_version=_first(child_version, own, fields.child_version),
        obstacles=fields.obstacles if obstacles is None else obstacles,
        settled_by=settled_by or fields.settled_by,
        own_words=fields.own_words or change_reason,
        no_conflict=no_conflict,
        hides_name=hides_name,
        hides_name_reason=hides_name_reason,
    )


def _first(*values: str | None) -> str:
    return next(value for value in values if value is not None)


def _kind_after(kind: Kind, outcome: Outcome, service: ServiceView | None) -> Kind:
    if outcome is Outcome.AS_PROPOSED:
        return kind
    if outcome is Outcome.CHANGED:
        return Kind.SERVICE if service else Kind.NO_SERVICE
    return Kind.REFUSAL if kind is Kind.SERVICE else Kind.NO_SERVICE


def deciding(fields: ProposalFields, ruling: Ruling, *, state: State, ground: Ground, on: date) -> Verdict:
    """Whether this may be decided on that day by this person, with all reasons at once."""
    code = ruling.chosen.code if ruling.chosen else None
    return (
        state_verdict(state, Act.DECIDE)
        + Verdict.of(
            law_list(ground.right, ground.level or ground.right.level),
            _no_level(ground.right) if ground.level is None else None,
            when(ground.has_conflict or not ruling.no_conflict, CONFLICT),
            when(ground.untold != 0, NEW_FACTS),
        )
        + _change(fields, ruling)
        + difference(fields.most_suitable, code, ruling.obstacles, ruling.settled_by, ruling.own_words)
        + (ground.consent if ruling.kind is Kind.SERVICE else ALLOWED)
        + _signed_text(ruling, on)
    )


def _no_level(right: Right) -> Reason:
    """The second check, and who may decide instead."""
    return Reason(
        "decisions.delegation",
        Text(f"Du har inte rätt att besluta detta. {right.text.sv}", f"You may not decide this. {right.text.en}"),
        KL.cite("7:5"),
    )


def _change(fields: ProposalFields, ruling: Ruling) -> Verdict:
    if ruling.outcome is Outcome.AS_PROPOSED:
        return ALLOWED
    code = ruling.chosen.code if ruling.chosen else None
    same = ruling.outcome is Outcome.CHANGED and (ruling.kind, code) == (fields.kind, fields.chosen)
    nothing_to_refuse = ruling.outcome is Outcome.REFUSED and fields.kind not in (Kind.SERVICE, Kind.FOLLOW_UP)
    return Verdict.of(
        when(same, NOT_CHANGED),
        when(nothing_to_refuse, NOTHING_TO_REFUSE),
        when(blank(ruling.change_reason), NO_CHANGE_REASON),
        when(ruling.child_version == fields.child_version, OLD_CHILD_VERSION),
    )


def _signed_text(ruling: Ruling, on: date) -> Verdict:
    return Verdict.of(
        when(blank(ruling.reasons), NO_REASONS),
        when(blank(ruling.child_version), NO_CHILD_VERSION),
        when(ruling.hides_name and blank(ruling.hides_name_reason), NO_HIDING_REASON),
        when(ruling.hides_name and on < NAME_MAY_BE_HIDDEN_FROM, NAME_NOT_YET),
    )


def returning(state: State, reason: str) -> Verdict:
    """Whether the proposal may be given back."""
    return state_verdict(state, Act.RETURN) + Verdict.of(when(blank(reason), NO_RETURN_REASON))


def answering(state: State, *, is_asked: bool, is_in_future: bool) -> Verdict:
    """Whether somebody's answer on consent may be written down."""
    return state_verdict(state, Act.ANSWER) + Verdict.of(
        when(not is_asked, NOT_TO_BE_ASKED), when(is_in_future, IN_FUTURE)
    )
