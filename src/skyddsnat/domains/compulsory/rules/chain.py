"""Whether a step may be taken on a measure now: the law's table of states, time, the board's decision, the receipt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.compulsory.rules.guarding import IN_FUTURE, reason
from skyddsnat.domains.compulsory.types import DISPATCH, MatterOutcome, MatterState, MeasureView, lapse_of
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict
from skyddsnat.law.citations import statute
from skyddsnat.law.compulsory_states import (
    TRACKS,
    Act,
    By,
    Deed,
    State,
    Track,
    UnknownDeed,
    acts,
    deed_of,
    lapse_clocks,
    statutes,
)
from skyddsnat.law.deciding import DecisionRight
from skyddsnat.law.decision_rights import UnknownSection, who_may
from skyddsnat.law.police_help import POLICE_SECTIONS

# What is done by sending papers to the court. It counts as done when the court's receipt is here, never before.
SENT = frozenset({Act.SUBMIT, Act.APPLY, Act.APPLY_CONTINUED, Act.ASK_EXTENSION})
# Where no Swedish court can decide on care, or the police are needed: never the first thing to offer.
UNUSUAL = frozenset({Act.APPLY_CONTINUED, Act.ASK_POLICE})
# What a place is the care of.
CARING = frozenset({Track.CARE, Track.CONTINUED, Track.SHELTER})
_BY_ITSELF = frozenset({Act.LAPSE, Act.EXPIRE})
_GIVES_GROUNDS = frozenset({Act.ORDER, Act.ORDER_BEGUN, Act.COURT_DECIDES_IMMEDIATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What stands in the matter behind a step."""

    case_id: int
    measure_id: int | None
    act: str
    state: MatterState
    outcome: MatterOutcome | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A step as somebody wants to take it. `since` is the moment of the measure's last step that is no dispatch."""

    act: Act
    happened_at: datetime
    at: datetime
    since: datetime
    matter: Decided | None = None
    is_dispatched: bool = False
    has_receipt: bool = False
    extended_to: date | None = None
    has_grounds: bool = False


def sets_time(track: Track, act: Act) -> bool:
    """Whether the court may let what it decides hold for a time: a prohibition of removal alone (LVU 24 §; 12:1)."""
    return (track, act) == (Track.REMOVAL, Act.ORDER)


def dispatch_of(act: Act) -> str:
    """How the dispatch for that act is written among the steps."""
    return f"{DISPATCH}{act.value}"


def stepping(measure: MeasureView, taking: Taking) -> Verdict:
    """Whether the step may be taken, with all reasons at once. The pair of caseworkers is asked apart."""
    deed = deed_now(measure, taking.act, taking.at, taking.happened_at)
    return (
        standing(measure, taking.act, taking.at, taking.happened_at)
        + _times(taking)
        + (_board(measure, deed, taking) if deed else ALLOWED)
        + _papers(taking)
    )


def deed_now(measure: MeasureView, act: Act, at: datetime, happened_at: datetime | None = None) -> Deed | None:
    """What the act is by the Act of the day on which it is done, in the state where the measure stands; None if it
    cannot be done there.
    """
    state, number = measure.state_on(at), measure.act_on(local_date(happened_at or at))
    if act not in acts(measure.track, state, number):
        return None
    return deed_of(measure.track, act, number, state)


def standing(measure: MeasureView, act: Act, at: datetime, happened_at: datetime | None = None) -> Verdict:
    """Whether the table has the step from where the measure stands, and the law has not ended the measure."""
    if act is Act.LAPSE:
        return Verdict.of(BY_ITSELF)
    if deed_now(measure, act, at, happened_at) is not None:
        return ALLOWED
    return Verdict.of(lapsed(measure, at) or _NOT_NOW)


def lapsed(measure: MeasureView, at: datetime) -> Reason | None:
    """The reason that nothing can be built on a measure that the law has ended, and what can be done instead."""
    if not measure.has_lapsed(at) or measure.lapses_at is None:
        return None
    day = local_date(measure.lapses_at).isoformat()
    return Reason(
        "compulsory.lapsed",
        Text(
            f"Åtgärden upphörde av sig själv vid midnatt när {day} började. Inget kan byggas på den och den kan inte "
            "återupptas. Behövs den ännu: förbered ett nytt beslut.",
            f"The measure ceased by itself at the midnight that began {day}. Nothing can be built on it and it cannot "
            "be resumed. If it is still needed: prepare a new decision.",
        ),
        _lapse_citation(measure, measure.lapses_at),
    )


def _lapse_citation(measure: MeasureView, at: datetime) -> str | None:
    number = measure.act_on(local_date(at))
    try:
        return deed_of(measure.track, _ended_by(measure, number), number).citation
    except UnknownDeed:
        return None


def _ended_by(measure: MeasureView, number: str) -> Act:
    """What the law does by itself with the measure, or, when that is written down, did."""
    if measure.ended_at is None:
        return lapse_of(measure.track, measure.state)[0]
    rows = TRACKS[measure.track].rows
    led_here = (
        act
        for before, act, after in rows
        if after is measure.state and act in _BY_ITSELF and lapse_clocks(measure.track, before, number)
    )
    return next(led_here, Act.EXPIRE if measure.state is State.EXPIRED else Act.LAPSE)


def building(measure: MeasureView, at: datetime) -> Verdict:
    """Whether an execution, a transport, a place or a request to the police can rest on the measure at `at`."""
    if measure.in_force(at):
        return ALLOWED
    return Verdict.of(lapsed(measure, at) or NOT_IN_FORCE)


def _times(taking: Taking) -> Verdict:
    return Verdict.of(
        IN_FUTURE if taking.happened_at > taking.at else None,
        BEFORE_LAST if taking.happened_at < taking.since else None,
    )


def _papers(taking: Taking) -> Verdict:
    is_sent = taking.act in SENT
    return Verdict.of(
        NOT_DISPATCHED if is_sent and not taking.is_dispatched else None,
        NO_RECEIPT if is_sent and not taking.has_receipt else None,
        NO_NEW_TIME if taking.act is Act.EXTEND and taking.extended_to is None else None,
        NOT_LATER if taking.act is Act.ORDER and _is_past(taking) else None,
        GROUNDS_NOT_HERE if taking.has_grounds and taking.act not in _GIVES_GROUNDS else None,
    )


def _is_past(taking: Taking) -> bool:
    return taking.extended_to is not None and taking.extended_to <= local_date(taking.happened_at)


def _board(measure: MeasureView, deed: Deed, taking: Taking) -> Verdict:
    if deed.by is not By.BOARD:
        return Verdict.of(NO_MATTER_HERE if taking.matter is not None else None)
    return decided_for(deed, taking.matter, case_id=measure.case_id, measure_id=measure.id, at=taking.at)


def decided_for(deed: Deed, matter: Decided | None, *, case_id: int, measure_id: int | None, at: datetime) -> Verdict:
    """Whether the matter carries the deed: of this case and measure, for this act, decided and not refused."""
    if matter is None:
        return Verdict.of(boards_deed(deed, local_date(at)))
    fits = matter.case_id == case_id and matter.act == deed.act and matter.measure_id in (None, measure_id)
    return Verdict.of(
        None if fits else OTHER_MATTER,
        None if matter.state is MatterState.DECIDED else boards_deed(deed, local_date(at)),
        WAS_REFUSED if matter.outcome is MatterOutcome.REFUSED else None,
    )


def boards_deed(deed: Deed, on: date) -> Reason:
    """That no official takes the step by herself, and who decides it."""
    chair = (" Kan det inte vänta beslutar ordföranden.", " If it cannot wait, the chair decides.")
    sv, en = chair if chair_may(deed, on) else ("", "")
    return Reason(
        "compulsory.boards_deed",
        Text(
            f"Detta beslutas av nämnden eller dess utskott. Förbered ärendet för beslut.{sv}",
            f"This is decided by the board or its committee. Prepare the matter for decision.{en}",
        ),
        deed.citation,
    )


def chair_may(deed: Deed, on: date) -> bool:
    """Whether the chair or an appointed member may decide the deed when the board cannot be awaited."""
    try:
        return deed.section is not None and chair_decides(who_may(deed.section, on))
    except UnknownSection:
        return False


def chair_decides(right: DecisionRight) -> bool:
    """Whether the right lets the chair decide for the board what cannot wait.

    Police help is not decided for the board: the chair asks for an examination in her own name, and whom the board has
    appointed asks for the rest (LVU 43 §; SFS 2026:1600 20:1).
    """
    return right.chair_if_urgent and right.section not in POLICE_SECTIONS


def sending(measure: MeasureView, act: Act, *, at: datetime, matter: Decided | None) -> Verdict:
    """Whether papers may be dispatched to the court for that act; what the paper itself must be is the documents'."""
    deed = deed_now(measure, act, at)
    board = (
        decided_for(deed, matter, case_id=measure.case_id, measure_id=measure.id, at=at)
        if deed is not None and deed.by is By.BOARD
        else ALLOWED
    )
    return standing(measure, act, at) + board + Verdict.of(NOT_SENT if act not in SENT else None)


def act_for(track: Track, on: date, beside: Iterable[MeasureView] = ()) -> str | None:
    """The number of the Act under which a measure on the track begins on that day; None when no Act lets it begin.

    Where more than one Act would (`has_choice`), it is that of the care among the measures that run `beside` it:
    contact with a child in sheltered accommodation is restricted by its Act (SFS 2024:79 5:4).
    """
    in_force = [number for number in statutes(track) if _is_in_force(number, on)]
    cared_for = {each.act_on(on) for each in beside if each.track in CARING}
    return next((number for number in in_force if number in cared_for), next(iter(in_force), None))


def has_choice(track: Track, on: date) -> bool:
    """Whether more than one Act lets a measure begin on the track that day."""
    return sum(_is_in_force(number, on) for number in statutes(track)) > 1


def _is_in_force(number: str, on: date) -> bool:
    act = statute(number)
    return act.valid_from <= on and (act.valid_to is None or on < act.valid_to)


def starting(track: Track, *, on: date, running: Iterable[MeasureView], at: datetime) -> Verdict:
    """Whether a measure may begin on the track: some Act lets it, and none runs there already."""
    is_running = any(each.track is track and not each.is_over(at) for each in running)
    return Verdict.of(NO_ACT if act_for(track, on) is None else None, ALREADY_RUNNING if is_running else None)


BY_ITSELF = reason(
    "by_itself",
    "Det här gör lagen av sig själv. Ingen skriver in det.",
    "The law does this by itself. Nobody writes it down.",
)
_NOT_NOW = reason(
    "not_now",
    "Det steget kan inte tas där åtgärden står nu.",
    "That step cannot be taken where the measure stands now.",
)
NOT_IN_FORCE = reason(
    "not_in_force",
    "Åtgärden gäller inte nu. Inget kan verkställas, ingen placeras och polisen kan inte begäras med stöd av den.",
    "The measure does not hold now. Nothing is executed, nobody is placed and no police are asked for on its ground.",
)
BEFORE_LAST = reason(
    "before_last",
    "Tiden ligger före åtgärdens senaste steg.",
    "The time lies before the measure's last step.",
)
NOT_SENT = reason(
    "not_sent_to_court", "Det här skickas inte till rätten.", "This is not something that is sent to the court."
)
NOT_DISPATCHED = reason(
    "not_dispatched",
    "Handlingarna är inte avsända.",
    "The papers have not been dispatched.",
)
NO_RECEIPT = reason(
    "no_receipt",
    "Rättens kvittens saknas. Utan den räknas det inte som gjort.",
    "The court's receipt is missing. Without it this does not count as done.",
)
NO_NEW_TIME = reason(
    "no_new_time", "Ange till vilken dag rätten förlängde tiden.", "Give the day to which the court extended the time."
)
GROUNDS_NOT_HERE = reason(
    "grounds_not_here",
    "Grunder anges bara vid rättens avgörande.",
    "Grounds are given only with the court's decision.",
)
NOT_LATER = reason(
    "not_later",
    "Den nya dagen ligger inte efter den gamla.",
    "The new day does not come after the old one.",
)
NO_MATTER_HERE = reason(
    "no_matter_here",
    "Steget vilar inte på något beslut av nämnden.",
    "This step rests on no decision of the board.",
)
OTHER_MATTER = reason(
    "other_matter",
    "Beslutet gäller en annan åtgärd eller ett annat steg.",
    "The decision is about another measure or another step.",
)
WAS_REFUSED = reason("was_refused", "Nämnden sa nej till detta.", "The board said no to this.")
NO_ACT = reason(
    "no_act",
    "Ingen lag som gäller den dagen ger rätt att inleda en sådan åtgärd.",
    "No Act in force on that day lets such a measure begin.",
)
ALREADY_RUNNING = reason(
    "already_running",
    "En sådan åtgärd pågår redan i ärendet.",
    "Such a measure is already running in the case.",
)
