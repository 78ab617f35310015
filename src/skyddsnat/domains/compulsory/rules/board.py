"""Matters for the board: their order of acts, who decides, and what must be there before somebody signs.

Officials prepare; the committee or the board decides at a meeting, and the chair or an appointed member what cannot
wait, where the Act itself lets them (SoL 30:12). Whoever works with children's cases never decides.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skyddsnat.domains.compulsory.rules import board_reasons as why
from skyddsnat.domains.compulsory.rules.board_reasons import blank, when
from skyddsnat.domains.compulsory.rules.chain import chair_decides, standing
from skyddsnat.domains.compulsory.types import (
    MATTER_LEVEL_NAMES,
    MEETING_LEVELS,
    OFFICIAL_LEVELS,
    MatterFields,
    MatterLevel,
    MatterOutcome,
    MatterRight,
    MatterRuling,
    MatterState,
    MatterView,
    MeasureView,
)
from skyddsnat.domains.decisions.types import DelegationView, Level, MeetingView
from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict
from skyddsnat.law.citations import LVU
from skyddsnat.law.compulsory_states import Act, By, Deed, State, Track, UnknownDeed, allows, deed_of, statutes
from skyddsnat.law.crossing import NEW_ACT, matching, successor
from skyddsnat.law.deciding import Decider, DecisionRight
from skyddsnat.law.decision_rights import DECISION_RIGHTS, UnknownSection, who_may
from skyddsnat.law.police_help import POLICE_SECTIONS


class Doing(StrEnum):
    """What is done with a matter."""

    SAVE = "save"
    PREPARE = "prepare"
    SEEK = "seek"
    REACH = "reach"
    RETURN = "return"
    DECIDE = "decide"


MATTER_STATES: StateTable[MatterState, Doing] = StateTable(
    (
        (MatterState.DRAFT, Doing.SAVE, MatterState.DRAFT),
        (MatterState.DRAFT, Doing.PREPARE, MatterState.PREPARED),
        (MatterState.PREPARED, Doing.SEEK, MatterState.PREPARED),
        (MatterState.PREPARED, Doing.REACH, MatterState.PREPARED),
        (MatterState.PREPARED, Doing.RETURN, MatterState.RETURNED),
        (MatterState.PREPARED, Doing.DECIDE, MatterState.DECIDED),
        (MatterState.RETURNED, Doing.SAVE, MatterState.RETURNED),
        (MatterState.RETURNED, Doing.PREPARE, MatterState.PREPARED),
    ),
    start=MatterState.DRAFT,
)
MATTER_DEEDS: dict[Doing, str] = {
    Doing.SAVE: "compulsory.matter.saved",
    Doing.PREPARE: "compulsory.matter.prepared",
    Doing.SEEK: "compulsory.chair.sought",
    Doing.REACH: "compulsory.chair.reached",
    Doing.RETURN: "compulsory.matter.returned",
    Doing.DECIDE: "compulsory.matter.decided",
}
_STATE_TEXTS: dict[MatterState, Text] = {
    MatterState.DRAFT: Text("Underlaget är inte klart.", "The papers are not ready."),
    MatterState.PREPARED: Text(
        "Underlaget är klart och väntar på beslut.", "The papers are ready and wait for a decision."
    ),
    MatterState.DECIDED: Text("Ärendet är redan beslutat.", "The matter has already been decided."),
    MatterState.RETURNED: Text("Ärendet är återlämnat.", "The matter was returned."),
}
# Each from the lowest to the highest.
_LINES = (tuple(OFFICIAL_LEVELS), (MatterLevel.COMMITTEE, MatterLevel.BOARD), (MatterLevel.CHAIR,))
# A measure on these tracks begins on a ground of its Act.
_ON_GROUNDS = frozenset({Track.CARE})


def matter_state_verdict(state: MatterState, doing: Doing) -> Verdict:
    """Whether the table lets it be done in `state`."""
    if MATTER_STATES.allows(state, doing):
        return ALLOWED
    return Verdict.of(Reason(f"compulsory.is_{state.value}", _STATE_TEXTS[state]))


# --- The deed ---------------------------------------------------------------------------------------------------------


def deed_for_board(track: Track, act: Act, number: str | None) -> Deed | None:
    """What the act is under the Act with that number, when it is the board's to decide; None when it is not."""
    try:
        deed = deed_of(track, act, number or "")
    except UnknownDeed:
        return None
    return deed if deed.by is By.BOARD else None


def _deeds() -> Iterable[Deed]:
    """Every deed of every Act, on every track."""
    for track in Track:
        for number in statutes(track):
            for act in Act:
                with suppress(UnknownDeed):
                    yield deed_of(track, act, number)


_DEEDS = tuple(_deeds())
# The clocks that the municipality itself must meet, as against those of the court.
OUR_CLOCKS = frozenset(rule for deed in _DEEDS if deed.by in (By.BOARD, By.CASEWORKER) for rule in deed.clocks_met)


def deed_that_meets(track: Track, rule: str, number: str) -> Deed | None:
    """The board's deed, under the Act with that number, that meets the clock; None when the clock is not the board's.

    A clock of LVU is met by the deed that took over from LVU's.
    """
    known = {rule, successor(rule)}
    found = (
        deed
        for deed in _DEEDS
        if (deed.track, deed.statute, deed.by) == (track, number, By.BOARD) and known & set(deed.clocks_met)
    )
    return next(found, None)


def deed_verdict(deed: Deed | None, measure: MeasureView | None, at: datetime) -> Verdict:
    """Whether the board may do it where the measure stands; without a measure, whether the deed begins one."""
    if deed is None:
        return Verdict.of(why.NOT_THE_BOARDS)
    if measure is not None:
        return standing(measure, deed.act, at)
    return Verdict.of(when(not allows(deed.track, State.PREPARED, deed.act, deed.statute), why.BEGINS_NOTHING))


def writing_matter(deed: Deed | None, *, fits: bool) -> Verdict:
    """Whether a matter about the deed may be written. `fits`: the measure is of the case and the track."""
    return Verdict.of(when(deed is None, why.NOT_THE_BOARDS), when(not fits, why.OTHER_MEASURE))


def same_matter(view: MatterView, *, case_id: int, measure_id: int | None, track: Track, act: Act) -> Verdict:
    """Whether what is saved is the same matter: another deed is another matter."""
    same = (view.case_id, view.measure_id, view.track, view.act) == (case_id, measure_id, track, act)
    return Verdict.of(when(not same, why.OTHER_DEED))


# --- Who decides ------------------------------------------------------------------------------------------------------


def matter_right(section: str, *, on: date, order: Iterable[DelegationView], is_urgent: bool) -> MatterRight:
    """Who decides under `section` ("LVU 6") that day.

    The committee or an official when a line of the delegation order gives the right and the law's list lets them,
    otherwise the board; the chair in their place when it cannot wait and the Act says so.
    """
    law = _law(section, on)
    may_be_urgent = law is not None and chair_decides(law)
    line = next((each for each in order if each.section == section and _is_let(law, each.level)), None)
    level = MatterLevel(line.level.value) if line is not None else MatterLevel.BOARD
    if is_urgent and may_be_urgent:
        level = MatterLevel.CHAIR
    reference = line.reference if line is not None and level is not MatterLevel.CHAIR else ""
    return MatterRight(
        section=section,
        level=level,
        reference=reference,
        citation=law.ground if law else None,
        is_known=law is not None,
        may_be_urgent=may_be_urgent,
        text=_right_text(level, reference),
    )


def _is_let(law: DecisionRight | None, level: Level) -> bool:
    """Whether the law's list lets a line give the right to the level, which the board is not in need of."""
    decider = Decider.COMMITTEE if level is Level.COMMITTEE else Decider.OFFICIAL
    return law is not None and level is not Level.BOARD and law.allows(decider)


def _law(section: str, on: date) -> DecisionRight | None:
    try:
        return who_may(section, on)
    except UnknownSection:
        return None


def _right_text(level: MatterLevel, reference: str) -> Text:
    if level is MatterLevel.CHAIR:
        return Text(
            "Beslutar: ordföranden, eller en ledamot som nämnden har förordnat.",
            "Decides: the chair, or a member whom the board has appointed.",
        )
    if level is MatterLevel.COMMITTEE:
        return Text(
            f"Beslutar: utskottet enligt delegation {reference}.", f"Decides: the committee by delegation {reference}."
        )
    if level in OFFICIAL_LEVELS:
        name = MATTER_LEVEL_NAMES[level]
        return Text(
            f"Beslutar: {name.sv.lower()} enligt delegation {reference}.",
            f"Decides: {name.en.lower()} by delegation {reference}.",
        )
    return Text(
        "Beslutar: nämnden. Delegationsordningen ger inte rätten till utskottet.",
        "Decides: the board. The delegation order does not give the right to the committee.",
    )


def is_enough(held: frozenset[MatterLevel], needed: MatterLevel) -> bool:
    """Whether one of the levels held is enough: the board decides what the committee may, a manager what a senior may.

    One of the elected alone decides nothing of an official's: she is not the committee, and there is no meeting.
    """
    return any(needed in line and held.intersection(line[line.index(needed) :]) for line in _LINES)


def signed_by_right(right: MatterRight, appointment: str) -> str:
    """By what right, as it stands in the decision: the body with its line, or the chair, or the appointed member."""
    if right.level is MatterLevel.CHAIR and appointment:
        return f"Förordnad ledamot, beslut {appointment}"
    name = MATTER_LEVEL_NAMES[right.level].sv
    return f"{name}, punkt {right.reference} i delegationsordningen" if right.reference else name


# --- Preparing --------------------------------------------------------------------------------------------------------


def preparing_matter(
    fields: MatterFields, *, state: MatterState, right: MatterRight, track: Track, starts: bool
) -> Verdict:
    """Whether the papers are ready for whoever decides. `starts`: the deed begins a measure.

    At night a child is not kept waiting for a text: what cannot wait needs none to the child yet.
    """
    no_view = blank(fields.child_view) and blank(fields.child_view_missing_reason)
    return matter_state_verdict(state, Doing.PREPARE) + Verdict.of(
        when(blank(fields.proposal), why.NO_PROPOSAL),
        when(starts and track in _ON_GROUNDS and not fields.grounds, why.NO_GROUNDS),
        when(blank(fields.reasons), why.NO_REASONS),
        when(blank(fields.best_interests), why.NO_BEST_INTERESTS),
        when(no_view, why.NO_CHILD_VIEW),
        when(blank(fields.child_version) and right.level is not MatterLevel.CHAIR, why.NO_CHILD_VERSION),
        when(fields.is_urgent and not right.may_be_urgent, why.CHAIR_MAY_NOT),
        when(fields.is_urgent and blank(fields.urgent_reason), why.NO_URGENT_REASON),
    )


def reaching(
    *, state: MatterState, doing: Doing, level: MatterLevel, may_decide: bool, is_own: bool, has_conflict: bool
) -> Verdict:
    """Whether this person may be called, or was reached, to decide what cannot wait."""
    return matter_state_verdict(state, doing) + Verdict.of(
        when(level is not MatterLevel.CHAIR, why.NOT_URGENT),
        when(not may_decide, why.NOT_REACHABLE),
        when(is_own, why.OWN_MATTER),
        when(has_conflict, why.PARTIAL),
    )


def returning_matter(state: MatterState, reason: str) -> Verdict:
    """Whether the matter may be given back."""
    return matter_state_verdict(state, Doing.RETURN) + Verdict.of(when(blank(reason), why.NO_RETURN_REASON))


# --- Deciding ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Whoever is to sign. `levels` are those held that day, an appointment under the section among them."""

    levels: frozenset[MatterLevel]
    does_casework: bool
    is_own: bool
    has_conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOn:
    """What the decision rests on that day. `meeting` is the latest of the body at which the matter came up.

    `untold` is how many new facts the decider was not shown.
    """

    right: MatterRight
    meeting: MeetingView | None
    untold: int


def deciding_matter(
    fields: MatterFields, ruling: MatterRuling, *, state: MatterState, signer: Signer, rests_on: RestsOn
) -> Verdict:
    """Whether this may be decided now by this person, with all reasons: the three checks, then what is signed."""
    right = rests_on.right
    needs_meeting = right.level in MEETING_LEVELS
    return (
        matter_state_verdict(state, Doing.DECIDE)
        + Verdict.of(
            when(fields.is_urgent and not right.may_be_urgent, why.CHAIR_MAY_NOT),
            None if is_enough(signer.levels, right.level) else _no_right(right, signer),
            when(signer.does_casework and right.level not in OFFICIAL_LEVELS, why.NO_CASEWORKER),
            when(signer.is_own, why.OWN_MATTER),
            when(signer.has_conflict or not ruling.no_conflict, why.CONFLICT),
            when(needs_meeting and rests_on.meeting is None, why.NO_MEETING),
            when(rests_on.untold != 0, why.NEW_FACTS),
        )
        + _ruled(fields, ruling, is_urgent=right.level is MatterLevel.CHAIR)
    )


def _no_right(right: MatterRight, signer: Signer) -> Reason:
    """The law's list when the person holds no elected level at all, the order of the day otherwise."""
    if not signer.levels and right.level not in OFFICIAL_LEVELS:
        sv = f"Lagen låter ingen tjänsteman besluta detta. {right.text.sv}"
        en = f"The law lets no official decide this. {right.text.en}"
        return Reason("compulsory.law", Text(sv, en), right.citation)
    sv, en = f"Du har inte rätt att besluta detta. {right.text.sv}", f"You may not decide this. {right.text.en}"
    return Reason("compulsory.delegation", Text(sv, en), right.citation)


def _ruled(fields: MatterFields, ruling: MatterRuling, *, is_urgent: bool) -> Verdict:
    """What differs from the proposal has its own words: what is decided, why, and the text to the child."""
    if ruling.outcome is MatterOutcome.AS_PROPOSED:
        return ALLOWED
    text, own = ruling.decided_text.strip(), ruling.child_version
    is_same = ruling.outcome is MatterOutcome.CHANGED and text in ("", fields.proposal.strip())
    told_anew = own is not None and not blank(own) and own.strip() != fields.child_version.strip()
    return Verdict.of(
        when(is_same, why.NOT_CHANGED),
        when(blank(ruling.change_reason), why.NO_CHANGE_REASON),
        when(not told_anew and not is_urgent, why.OLD_CHILD_VERSION),
    )


def text_decided(fields: MatterFields, ruling: MatterRuling) -> str:
    """What is decided, as it stands in the papers."""
    if ruling.outcome is MatterOutcome.AS_PROPOSED:
        return fields.proposal.strip()
    return ruling.decided_text.strip() or "Förslaget avslås."


def text_to_child(fields: MatterFields, ruling: MatterRuling) -> str:
    """What the child is told of the decision; empty when nothing that is true of it has been written yet."""
    if ruling.child_version is not None:
        return ruling.child_version.strip()
    return fields.child_version.strip() if ruling.outcome is MatterOutcome.AS_PROPOSED else ""


# --- Meetings ---------------------------------------------------------------------------------------------------------


def reporting(*, is_held: bool, keeps_minutes: bool) -> Verdict:
    """Whether a meeting may be noted to have been told what the chair decided."""
    return Verdict.of(when(not is_held, why.NOT_YET_HELD), when(not keeps_minutes, why.NOT_MINUTES))


def meeting_of_extract(view: MatterView) -> MeetingView | None:
    """The meeting whose minutes speak of the matter: it decided, or was told what the chair had decided."""
    if view.state is not MatterState.DECIDED:
        return None
    return view.reported_at if view.level is MatterLevel.CHAIR else view.meeting


def extracting(*, is_there: bool) -> Verdict:
    """Whether an extract may be made."""
    return Verdict.of(when(not is_there, why.NOT_DECIDED))


def subject_of_section(section: str, on: date) -> Text:
    """What is decided under the section, as the law's list calls it; the section itself where no list does."""
    law = _law(section, on)
    return law.matter if law else Text(section, section)


# --- Appointments -----------------------------------------------------------------------------------------------------


def appointing(
    *,
    is_active: bool,
    is_member: bool,
    decides: bool,
    asks_police: bool,
    reference: str,
    decided_on: date,
    valid_from: date,
    valid_to: date | None,
) -> Verdict:
    """Whether the board's appointment of a named person may be entered.

    `decides`: the section is one that the chair or an appointed member may decide; `asks_police`: one under which a
    member or an official may be appointed to ask for police help (LVU 43 §; 2026:1600 20:1; 2026:1637 11:1).
    """
    return Verdict.of(
        when(not is_active, why.NOBODY_TO_APPOINT),
        when(not decides and not asks_police, why.NO_APPOINTMENTS),
        when(decides and not asks_police and not is_member, why.NOT_MEMBER),
        when(blank(reference), why.NO_REFERENCE),
        when(valid_from < decided_on, why.STARTS_BEFORE_DECISION),
        when(valid_to is not None and valid_to <= valid_from, why.ENDS_BEFORE_START),
    )


def section_lets(section: str, on: date) -> tuple[bool, bool]:
    """Whether somebody may be appointed under the section to decide, and to ask for police help."""
    law = _law(section, on)
    return law is not None and law.chair_if_urgent, section in POLICE_SECTIONS


def sections_to_appoint_for(on: date) -> tuple[str, ...]:
    """The sections under which the board may appoint somebody by name on the day, in the order of the law's lists."""
    known = (right.section for right in DECISION_RIGHTS if right.validity.contains(on))
    return tuple(dict.fromkeys(section for section in known if any(section_lets(section, on))))


def carried_sections(section: str) -> tuple[str, ...]:
    """The sections under which an appointment holds for `section`: itself, and those that it took over from.

    What was decided under LVU counts as decided under the matching section of SFS 2026:1600 (transition p. 3).
    """
    before = (right.section for right in DECISION_RIGHTS if right.section.startswith(f"{LVU.short} "))
    return tuple(dict.fromkeys((section, *(old for old in before if section in matching(old, NEW_ACT)))))
