"""A need of police help, from the day it was stated to the afterthought; and what a request must rest on.

A request rests on a measure in force, special circumstances, the child's interests and the requester's own right. Where
it does not, the verdict names the other lawful ways beside the obstacles (lesson 11).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from skyddsnat.domains.compulsory.rules.guarding import CASE_CLOSED, IN_FUTURE, blank, reason, when
from skyddsnat.domains.compulsory.types.police import (
    Attendance,
    Effect,
    NeedState,
    NotAsked,
    PoliceAnswer,
    PoliceFigures,
    PoliceFor,
    PoliceNeedView,
    PoliceRequest,
    WhyAnswer,
)
from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict
from skyddsnat.law.citations import CUSTODY, LVU
from skyddsnat.law.police_help import ASKER_NAMES, COOPERATION, OWN_POWER, Asker, HelpFor, PoliceHelp

Code = TypeVar("Code", bound=StrEnum)


class PoliceAct(StrEnum):
    """What is done with a need."""

    NOT_REQUEST = "not_request"
    REQUEST = "request"
    ANSWER = "answer"
    ATTEND = "attend"
    REFLECT = "reflect"


STATES: StateTable[NeedState, PoliceAct] = StateTable(
    (
        (NeedState.STATED, PoliceAct.NOT_REQUEST, NeedState.NOT_REQUESTED),
        (NeedState.STATED, PoliceAct.REQUEST, NeedState.REQUESTED),
        (NeedState.NOT_REQUESTED, PoliceAct.REQUEST, NeedState.REQUESTED),
        (NeedState.NOT_REQUESTED, PoliceAct.REFLECT, NeedState.REFLECTED),
        (NeedState.REQUESTED, PoliceAct.ANSWER, NeedState.ANSWERED),
        (NeedState.ANSWERED, PoliceAct.ANSWER, NeedState.ANSWERED),
        (NeedState.ANSWERED, PoliceAct.ATTEND, NeedState.OVER),
        (NeedState.OVER, PoliceAct.REFLECT, NeedState.REFLECTED),
        (NeedState.REFLECTED, PoliceAct.REFLECT, NeedState.REFLECTED),
    ),
    start=NeedState.STATED,
)

NO_CIRCUMSTANCES = reason(
    "police_no_circumstances",
    "Beskriv vad som gör att åtgärden inte kan genomföras utan polisens befogenheter: tidigare våld, vapen, motstånd, "
    "flykt.",
    "Describe what makes it impossible to carry out the measure without the powers of the police: earlier violence, "
    "weapons, resistance, flight.",
)
NO_WHY_NOT_ALONE = reason(
    "police_no_why_not_alone",
    "Skriv varför socialtjänsten inte klarar det själv.",
    "Write why the social services cannot do it alone.",
)
NO_INTERESTS = reason(
    "police_no_interests",
    "Skriv varför det är rätt för barnet att polisen är med.",
    "Write why it is right for the child that the police come.",
)
NO_RISK_TO_CHILD = reason("police_no_risk", "Skriv vad barnet riskerar.", "Write what the child is at risk of.")
NO_PLACE_OR_TIME = reason("police_no_place", "Skriv plats och tid.", "Write place and time.")
NO_MEASURE = reason(
    "police_no_measure",
    "En begäran vilar på ett beslut som gäller. Välj åtgärd.",
    "A request rests on a decision that is in force. Choose the measure.",
)
NOT_IN_FORCE = reason(
    "police_not_in_force",
    "Åtgärden gäller inte: den har upphört eller fallit. En begäran kan inte vila på den.",
    "The measure is not in force: it has ended or lapsed. A request cannot rest on it.",
)
NO_HELP = reason(
    "police_no_help",
    "Lagen som åtgärden vilar på ger ingen sådan hjälp av polisen den dagen.",
    "The Act that the measure rests on gives no such help of the police on that day.",
)
NO_NOT_ASKED_REASON = reason(
    "police_no_reason", "Skriv varför ni inte begär hjälp. Behovet räknas ändå.", "Write why you do not ask. The need "
    "still counts.",
)  # fmt: skip
NO_ANSWER_REASON = reason(
    "police_no_answer_reason",
    "Välj vilket skäl polisen gav.",
    "Choose which reason the police gave.",
)
ANSWER_TOO_EARLY = reason("police_answer_early", "Svaret kom före begäran.", "The answer came before the request.")
NO_ARRIVAL = reason("police_no_arrival", "Skriv när polisen kom.", "Write when the police came.")
ARRIVAL_WITHOUT_COMING = reason(
    "police_arrival_without_coming", "Polisen kom inte, och har ingen ankomsttid.", "The police did not come, and have "
    "no time of arrival.",
)  # fmt: skip
NO_AFTERTHOUGHT = reason("police_no_afterthought", "Skriv vad ni tar med er.", "Write what you take with you.")
NOBODY_WHO_MAY = reason(
    "police_not_requester",
    "Personen får inte begära hjälp av polisen i det här ärendet. Välj någon i listan.",
    "This person may not ask the police in this case. Choose somebody in the list.",
)
NO_DATA = reason("police_no_data", "Skriv vad polisen behöver veta.", "Write what the police need to know.")
NO_DATA_BASIS = reason(
    "police_no_data_basis",
    "Ingen paragraf är känd som tillåter att uppgifter lämnas för planering enligt den här lagen. Pröva sekretessen "
    "särskilt.",
    "No section is known that lets data be given for planning under this Act. Assess secrecy separately.",
)
_WRONG_STATE: dict[PoliceAct, Reason] = {
    PoliceAct.NOT_REQUEST: reason("police_decided", "Det är redan avgjort.", "This is already settled."),
    PoliceAct.REQUEST: reason("police_requested", "Hjälpen är redan begärd.", "Help has already been requested."),
    PoliceAct.ANSWER: reason(
        "police_nothing_to_answer", "Det finns ingen begäran som väntar på svar.", "No request awaits an answer."
    ),
    PoliceAct.ATTEND: reason(
        "police_not_answered",
        "Skriv polisens svar först. Kom inget svar: skriv det.",
        "Write down the answer first. If there was none: write that.",
    ),
    PoliceAct.REFLECT: reason(
        "police_not_over", "Skriv först hur det gick.", "Write down first what came of it."
    ),
}  # fmt: skip

CALL = reason(
    "police.instead.own_power",
    "Är barnet i uppenbar allvarlig fara: ring 112. Polisen får själv ta hand om barnet och lämna det till föräldrarna "
    "eller nämnden.",
    "If the child is in obvious serious danger: call 112. The police may take charge of the child themselves and hand "
    "it to the parents or the board.",
    OWN_POWER,
)
COOPERATE = reason(
    "police.instead.cooperate",
    "Ett samråd med polisen om säkerheten kräver ingen åtgärd som gäller.",
    "To consult the police about safety takes no measure in force.",
    COOPERATION,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a request would rest on. `in_force` None without a measure; `asker` is by what right the actor asks."""

    is_closed: bool
    in_force: bool | None
    help_: PoliceHelp | None
    asker: Asker | None
    on: date


def state_of(need: PoliceNeedView) -> NeedState:
    """Where the need stands, by what is written down."""
    if need.afterthought:
        return NeedState.REFLECTED
    if need.attendance:
        return NeedState.OVER
    if need.answer:
        return NeedState.ANSWERED
    if need.requested_at:
        return NeedState.REQUESTED
    return NeedState.NOT_REQUESTED if need.not_requested_reason else NeedState.STATED


def state_verdict(state: NeedState, act: PoliceAct) -> Verdict:
    """Whether the need stands where the act may be done."""
    return Verdict.of(when(not STATES.allows(state, act), _WRONG_STATE[act]))


def asker_of(
    help_: PoliceHelp | None, purpose: PoliceFor, *, for_board: bool, is_chair: bool, is_appointed: bool
) -> Asker | None:
    """By what right the actor may ask; None when by none. `for_board`: the board itself has decided to ask."""
    held = {Asker.BOARD: for_board, Asker.CHAIR: is_chair, Asker.APPOINTED: is_appointed}
    may = help_.askers.get(HelpFor(purpose.value), ()) if help_ else ()
    return next((asker for asker in may if held[asker]), None)


def stating(*, is_closed: bool, circumstances: str, needed_at: datetime, at: datetime) -> Verdict:
    """Whether a need may be stated. It rests on nothing: a need without a measure is a need."""
    return Verdict.of(
        when(is_closed, CASE_CLOSED), when(blank(circumstances), NO_CIRCUMSTANCES), when(needed_at > at, IN_FUTURE)
    )


def requesting(need: PoliceNeedView, request: PoliceRequest, standing: Standing) -> Verdict:
    """Every reason why the police may not be asked, and then the other lawful ways."""
    ground = _ground(need.purpose, standing)
    words = _words(request, standing.help_)
    ways = ALLOWED if ground.allowed else _instead(need.purpose, standing)
    return state_verdict(need.state, PoliceAct.REQUEST) + ground + words + ways


def _ground(purpose: PoliceFor, standing: Standing) -> Verdict:
    help_ = standing.help_
    helps = help_ is not None and HelpFor(purpose.value) in help_.askers
    return Verdict.of(
        when(standing.is_closed, CASE_CLOSED),
        when(standing.in_force is None, NO_MEASURE),
        when(standing.in_force is False, NOT_IN_FORCE),
        when(standing.in_force is not None and not helps, NO_HELP),
        _no_right(help_, purpose) if help_ and helps and standing.asker is None else None,
    )


def _no_right(help_: PoliceHelp, purpose: PoliceFor) -> Reason:
    """Who may ask instead: a right to ask is personal, and no work in the file gives it."""
    may = [ASKER_NAMES[asker] for asker in help_.askers[HelpFor(purpose.value)]]
    sv, en = (" eller ".join(_lower(each.sv) for each in may), " or ".join(_lower(each.en) for each in may))
    return Reason(
        "compulsory.police_not_appointed",
        Text(f"Du är inte förordnad att begära hjälp av polisen. Det gör {sv}.", f"You are not appointed to request "
             f"help of the police. That is done by {en}."),
        help_.citation,
    )  # fmt: skip


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _words(request: PoliceRequest, help_: PoliceHelp | None) -> Verdict:
    test = help_.citation if help_ else None
    circumstances = Reason(NO_CIRCUMSTANCES.code, NO_CIRCUMSTANCES.text, test)
    alone = Reason(NO_WHY_NOT_ALONE.code, NO_WHY_NOT_ALONE.text, test)
    return Verdict.of(
        when(blank(request.circumstances), circumstances),
        when(blank(request.why_not_alone), alone),
        when(blank(request.childs_interests), NO_INTERESTS),
        when(blank(request.risk_to_child), NO_RISK_TO_CHILD),
        when(blank(request.place) or request.planned_at is None, NO_PLACE_OR_TIME),
    )


def _instead(purpose: PoliceFor, standing: Standing) -> Verdict:
    return Verdict.of(when(not standing.in_force, _decide_anew(standing.on)), CALL, COOPERATE)


def _decide_anew(on: date) -> Reason:
    return reason(
        "police.instead.decide",
        "Behöver barnet skyddas nu: nämnden kan besluta om omedelbart omhändertagande på nytt, eller ordföranden när "
        "nämnden inte kan avvaktas.",
        "If the child needs protection now: the board may decide on immediate custody anew, or the chair when the "
        "board cannot be awaited.",
        LVU.cite("6") if on < CUSTODY.valid_from else CUSTODY.cite("5:1"),
    )


def handing(*, may_ask: bool) -> Verdict:
    """Whether the request may be handed to somebody to make: to one who may ask."""
    return Verdict.of(when(not may_ask, NOBODY_WHO_MAY))


def not_requesting(need: PoliceNeedView, *, reason: str) -> Verdict:
    """Whether a need may be closed without a request; it counts, with its reason."""
    return state_verdict(need.state, PoliceAct.NOT_REQUEST) + Verdict.of(when(blank(reason), NO_NOT_ASKED_REASON))


def answering(
    need: PoliceNeedView, answer: PoliceAnswer, *, why: WhyAnswer | None, answered_at: datetime, at: datetime
) -> Verdict:
    """Whether the answer may be written down. Anything but a full yes has the reason that the police gave."""
    early = need.requested_at is not None and answered_at < need.requested_at
    return state_verdict(need.state, PoliceAct.ANSWER) + Verdict.of(
        when(answer in (PoliceAnswer.PARTLY, PoliceAnswer.REFUSED) and why is None, NO_ANSWER_REASON),
        when(early, ANSWER_TOO_EARLY),
        when(answered_at > at, IN_FUTURE),
    )


def attending(need: PoliceNeedView, attendance: Attendance, *, arrived_at: datetime | None, at: datetime) -> Verdict:
    """Whether it may be written down whether the police came, and what it led to for the child."""
    came = attendance is not Attendance.DID_NOT_COME
    return state_verdict(need.state, PoliceAct.ATTEND) + Verdict.of(
        when(came and arrived_at is None, NO_ARRIVAL),
        when(not came and arrived_at is not None, ARRIVAL_WITHOUT_COMING),
        when(arrived_at is not None and arrived_at > at, IN_FUTURE),
    )


def reflecting(need: PoliceNeedView, *, afterthought: str) -> Verdict:
    """Whether an afterthought may be written: when it is over, or was never asked for."""
    return state_verdict(need.state, PoliceAct.REFLECT) + Verdict.of(when(blank(afterthought), NO_AFTERTHOUGHT))


def giving_data(*, help_: PoliceHelp | None, data: str, in_force: bool | None) -> Verdict:
    """Whether the police may be given data for their planning: by a paragraph, for a measure in force."""
    return Verdict.of(
        when(in_force is None, NO_MEASURE),
        when(in_force is False, NOT_IN_FORCE),
        when(in_force is not None and (help_ is None or help_.data is None), NO_DATA_BASIS),
        when(blank(data), NO_DATA),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many needs carry these codes; an empty code is one that is not there."""

    requested: bool
    not_asked: str
    answer: str
    answer_why: str
    attendance: str
    effect: str
    amount: int

    @property
    def was_given(self) -> bool:
        """Whether the police came, in time or late."""
        return self.attendance in (Attendance.CAME, Attendance.LATE)

    @property
    def is_lacking(self) -> bool:
        """Whether the help was needed and not given: not asked for, refused, unanswered, or nobody came."""
        refused = self.answer in (PoliceAnswer.REFUSED, PoliceAnswer.NONE)
        return not self.was_given and (bool(self.not_asked) or refused or bool(self.attendance))


def figures(rows: Collection[Counted]) -> PoliceFigures:
    """The counts added up. What is neither given nor lacking still waits."""
    needed = sum(row.amount for row in rows)
    given = sum(row.amount for row in rows if row.was_given)
    lacking = sum(row.amount for row in rows if row.is_lacking)
    return PoliceFigures(
        needed=needed,
        requested=sum(row.amount for row in rows if row.requested),
        given=given,
        late=sum(row.amount for row in rows if row.attendance == Attendance.LATE),
        lacking=lacking,
        waiting=needed - given - lacking,
        not_asked=_by_code(NotAsked, [(row.not_asked, row.amount) for row in rows]),
        answers=_by_code(PoliceAnswer, [(row.answer, row.amount) for row in rows]),
        answer_whys=_by_code(WhyAnswer, [(row.answer_why, row.amount) for row in rows]),
        attendances=_by_code(Attendance, [(row.attendance, row.amount) for row in rows]),
        effects=_by_code(Effect, [(row.effect, row.amount) for row in rows]),
    )


def _by_code(codes: type[Code], amounts: list[tuple[str, int]]) -> dict[Code, int]:
    return {code: sum(amount for value, amount in amounts if value == code) for code in codes}
