"""Which blocks each paper must have by the Act of the day, which of them are missing, and whether it may be signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.compulsory.rules.chain import act_for, lapsed
from skyddsnat.domains.compulsory.rules.guarding import CASE_CLOSED, blank, reason, when
from skyddsnat.domains.compulsory.types import MatterOutcome, MatterState, MatterView, MeasureView
from skyddsnat.domains.compulsory.types.papers import Block, PaperKind, PaperView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.appeals_care import CareAppeal, UnknownAppeal, appeal_of
from skyddsnat.law.citations import CUSTODY, LVU, SOL
from skyddsnat.law.compulsory_states import Act, Deed, Track, UnknownDeed, deed_of
from skyddsnat.law.paper_contents import (
    CARE_PLAN_ORDINANCE,
    IMPLEMENTATION_ORDINANCE,
    PLANS,
    Content,
    application,
    application_act,
    care_plan,
    followed_care,
    implementation_plan,
    plan_of_application,
)

# The deed that each paper is for; the others are for care that lasts, or for the child.
_ACTS: dict[PaperKind, Act] = {
    PaperKind.SUBMISSION: Act.SUBMIT,
    PaperKind.APPLICATION: Act.APPLY,
    PaperKind.EXTENSION: Act.ASK_EXTENSION,
    PaperKind.SPECIAL_PLAN: Act.DRAW_PLAN,
    PaperKind.CONSIDERATION: Act.CONSIDER,
    PaperKind.EXAMINATION: Act.EXAMINE,
}
# Where somebody lives in a home that the board has chosen (SoL 9:12).
_PLANNED_TRACKS = frozenset({Track.CARE, Track.SHELTER})
OF_MEASURE = frozenset({PaperKind.SUBMISSION, PaperKind.EXTENSION, PaperKind.CONSIDERATION, PaperKind.EXAMINATION})
_BUILT_ON_MEASURE = frozenset({PaperKind.SUBMISSION, PaperKind.EXTENSION})
_SUBMITTED = frozenset({Act.DECIDE_IMMEDIATE, Act.DECIDE_INTERNATIONAL})
_CHILD = SOL.cite("3:3")

_UNLESS_SPECIAL = Text(
    "Finns särskilda skäl att utelämna det: skriv skälen här.",
    "If there are special reasons to leave it out: write them here.",
)
_ENCLOSED = Text("En handling på varje rad.", "One paper on each line.")
_TO_CHILD = Text("Korta meningar och vanliga ord.", "Short sentences and plain words.")
_CHILD_VIEW = ("child_view", Text("Barnets inställning", "The child's attitude"))
_GUARDIAN_VIEW = ("guardian_view", Text("Vårdnadshavarnas inställning", "The guardians' attitude"))


def statute_of(track: Track, kind: PaperKind, *, measure: MeasureView | None, on: date) -> str | None:
    """The number of the Act whose list of blocks holds that day; None when no Act lets such a measure begin.

    An application for care follows the Act whose grounds hold, which is LVU where it came in before 2027.
    """
    if kind is PaperKind.APPLICATION and track is Track.CARE:
        return application_act(measure.applied_on if measure else None, on)
    return measure.act_on(on) if measure else act_for(track, on)


def deed_behind(kind: PaperKind, track: Track, statute: str) -> Deed | None:
    """The deed that the paper is for; None for plans and letters, and where the Act knows no such deed."""
    act = _ACTS.get(kind)
    if act is None:
        return None
    try:
        return deed_of(track, act, statute)
    except UnknownDeed:
        return None


def kinds_on(track: Track, statute: str) -> tuple[PaperKind, ...]:
    """The papers that can be written on the track under the Act, in the order of the chain."""
    return tuple(kind for kind in PaperKind if _is_known(kind, track, statute))


def _is_known(kind: PaperKind, track: Track, statute: str) -> bool:
    if kind in _ACTS:
        return deed_behind(kind, track, statute) is not None
    return kind is PaperKind.CHILD_LETTER or track in _PLANNED_TRACKS


def blocks_of(kind: PaperKind, track: Track, statute: str) -> tuple[Block, ...]:
    """The blocks of the paper, each of which must be written before it is signed. Empty when the Act has no such paper.

    Blocks of our own have no citation: no source was read for them.
    """
    if not _is_known(kind, track, statute):
        return ()
    deed = deed_behind(kind, track, statute)
    citation = deed.citation if deed else None
    match kind:
        case PaperKind.SUBMISSION:
            return _submission(citation)
        case PaperKind.APPLICATION:
            return _application(track, statute)
        case PaperKind.EXTENSION:
            return _extension(citation)
        case PaperKind.CARE_PLAN:
            return tuple(_block(each, _UNLESS_SPECIAL) for each in care_plan())
        case PaperKind.IMPLEMENTATION_PLAN:
            return tuple(_block(each, _UNLESS_SPECIAL) for each in implementation_plan())
        case PaperKind.SPECIAL_PLAN:
            return _special_plan()
        case PaperKind.CONSIDERATION | PaperKind.EXAMINATION:
            return _review(track, statute)
        case PaperKind.CHILD_LETTER:
            return (Block("body", Text("Brevet", "The letter"), _CHILD, _TO_CHILD),)


def _block(content: Content, hint: Text | None = None) -> Block:
    return Block(content.name, content.title, content.citation, hint)


def _own(*parts: tuple[str, Text]) -> tuple[Block, ...]:
    return tuple(Block(name, title) for name, title in parts)


def _submission(citation: str | None) -> tuple[Block, ...]:
    return (
        Block("decision", Text("Beslutet som lämnas till rätten", "The decision that is submitted"), citation),
        Block("enclosed", Text("Handlingarna som lämnas med", "The papers that go with it"), citation, _ENCLOSED),
    )


def _application(track: Track, statute: str) -> tuple[Block, ...]:
    if track is Track.CARE and statute in (LVU.number, CUSTODY.number):
        return tuple(_block(each) for each in application(statute))
    return _own(
        ("requested", Text("Vad nämnden ansöker om", "What the board applies for")),
        ("circumstances", Text("Omständigheterna", "The circumstances")),
        _CHILD_VIEW,
        _GUARDIAN_VIEW,
    )


def _extension(citation: str | None) -> tuple[Block, ...]:
    return (
        Block(
            "why",
            Text("Varför tiden inte räcker", "Why the time is not enough"),
            citation,
            Text(
                "Ytterligare utredning, eller något annat särskilt förhållande.",
                "Further investigation, or another special circumstance.",
            ),
        ),
        *_own(("until", Text("Hur lång tid som behövs", "How much time is needed"))),
    )


def _special_plan() -> tuple[Block, ...]:
    return _own(
        ("goal", Text("Målet med insatsen", "The goal of the service")),
        ("services", Text("Vad insatsen är och hur den genomförs", "What the service is and how it is carried out")),
        ("follow_up", Text("När och hur planen följs upp", "When and how the plan is followed up")),
        _CHILD_VIEW,
        _GUARDIAN_VIEW,
    )


def _review(track: Track, statute: str) -> tuple[Block, ...]:
    followed = followed_care(statute) if track is Track.CARE else ()
    return (
        *_own(("since", Text("Vad som har hänt sedan sist", "What has happened since last time"))),
        *(_block(each) for each in followed),
        *_own(
            ("need", Text("Varför åtgärden behövs eller inte behövs", "Why the measure is or is not needed")),
            _CHILD_VIEW,
            _GUARDIAN_VIEW,
            ("conclusion", Text("Slutsats", "Conclusion")),
        ),
    )


def sources_of(kind: PaperKind, track: Track, statute: str) -> tuple[str, ...]:
    """The sections that the paper rests on."""
    deed = deed_behind(kind, track, statute)
    if kind is PaperKind.APPLICATION and track is Track.CARE:
        return tuple(dict.fromkeys(each.citation for each in application(statute)))
    if kind is PaperKind.CARE_PLAN:
        return (PLANS, CARE_PLAN_ORDINANCE)
    if kind is PaperKind.IMPLEMENTATION_PLAN:
        return (PLANS, IMPLEMENTATION_ORDINANCE)
    return (deed.citation,) if deed else ()


def missing(kind: PaperKind, track: Track, statute: str, blocks: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks that nothing is written in."""
    return tuple(each for each in blocks_of(kind, track, statute) if blank(blocks.get(each.name, "")))


# --- Writing and signing ----------------------------------------------------------------------------------------------


def writing(kind: PaperKind, track: Track, statute: str | None, *, is_open: bool, is_signed: bool) -> Verdict:
    """Whether the paper may be written on."""
    return Verdict.of(
        when(not is_open, CASE_CLOSED),
        when(is_signed, PAPER_SIGNED),
        when(statute is None or not _is_known(kind, track, statute), NO_SUCH_PAPER),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What a paper is signed in the light of: the measure, and where the paper asks for them the case's decisions and
    its signed papers.
    """

    paper: PaperView
    statute: str | None
    measure: MeasureView | None
    matters: tuple[MatterView, ...]
    signed: frozenset[PaperKind]
    at: datetime


def signing(about: Signing) -> Verdict:
    """Whether the paper may be signed, with one reason for each block that is missing."""
    paper, statute = about.paper, about.statute
    written = writing(paper.kind, paper.track, statute, is_open=paper.is_case_open, is_signed=paper.is_signed)
    if statute is None:
        return written
    empty = missing(paper.kind, paper.track, statute, paper.blocks)
    return written + Verdict.of(*(lacks(each) for each in empty)) + _around(about, statute)


def lacks(block: Block) -> Reason:
    """The reason that a block is not written."""
    return Reason(
        f"compulsory.paper_lacks_{block.name}",
        Text(f"Saknas: {_lower(block.title.sv)}.", f"Missing: {_lower(block.title.en)}."),
        block.citation,
    )


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _around(about: Signing, statute: str) -> Verdict:
    kind, track, measure = about.paper.kind, about.paper.track, about.measure
    needs_plan = kind is PaperKind.APPLICATION and track is Track.CARE and PaperKind.CARE_PLAN not in about.signed
    is_about = about.paper.matter_id or measure
    return Verdict.of(
        when(kind in OF_MEASURE and measure is None, NO_MEASURE),
        lapsed(measure, about.at) if measure and kind in _BUILT_ON_MEASURE else None,
        when(kind is PaperKind.SUBMISSION and decision_to_submit(about.matters, about.paper) is None, NO_DECISION),
        _no_plan(statute) if needs_plan else None,
        when(kind is PaperKind.CHILD_LETTER and not is_about, NO_SUBJECT),
    )


def decision_to_submit(matters: Iterable[MatterView], paper: PaperView) -> MatterView | None:
    """The latest decision of the board on the track that must go to the court: the signed one, and not a no."""
    fitting = (
        each
        for each in matters
        if each.track is paper.track
        and each.act in _SUBMITTED
        and each.measure_id in (None, paper.measure_id)
        and each.state is MatterState.DECIDED
        and each.outcome is not MatterOutcome.REFUSED
        and each.document_id
    )
    return max(fitting, key=lambda each: each.id, default=None)


def _no_plan(statute: str) -> Reason:
    return Reason(
        "compulsory.paper_lacks_care_plan",
        Text(
            "Till ansökan hör en vårdplan. Skriv den och skriv under den först.",
            "A care plan belongs to the application. Write it and sign it first.",
        ),
        plan_of_application(statute),
    )


# --- Notices to the parties (FL 33 §) ---------------------------------------------------------------------------------


def appeal_against(matter: MatterView, statute: str) -> CareAppeal | None:
    """Whether the decision, a no as well as a yes, may be appealed; None when no source says."""
    try:
        return appeal_of(matter.track, matter.act, statute)
    except UnknownAppeal:
        return None


def goes_to_court(matter: MatterView) -> bool:
    """Whether the court tries the decision without anybody's appeal."""
    return matter.act in _SUBMITTED and matter.outcome is not MatterOutcome.REFUSED


def notifying(
    *, matter: MatterView, appeal: CareAppeal | None, parties: int, untold: int, tells_whereabouts: bool = False
) -> Verdict:
    """Whether letters about the decision may be made for the parties who have none.

    `tells_whereabouts`: the text names where the child is while that may be secret, and nobody has said why it may.
    """
    is_decided = matter.state is MatterState.DECIDED
    return Verdict.of(
        when(not is_decided, NOT_DECIDED),
        when(is_decided and appeal is None, APPEAL_UNKNOWN),
        when(parties == 0, NO_PARTIES),
        when(parties > 0 and untold == 0, ALL_NOTIFIED),
        when(tells_whereabouts, WHEREABOUTS_TOLD),
    )


def act_of_matter(matter: MatterView, measure: MeasureView | None, on: date) -> str | None:
    """The Act under which the decision was taken."""
    day = local_date(matter.decided_at) if matter.decided_at else on
    return measure.act_on(day) if measure else act_for(matter.track, day)


PAPER_SIGNED = reason(
    "paper_signed",
    "Handlingen är undertecknad. Skriv en ny om något ska ändras.",
    "The paper is signed. Write a new one if something is to change.",
)
NO_SUCH_PAPER = reason(
    "no_such_paper",
    "Den lag som gäller känner ingen sådan handling här.",
    "The Act in force knows no such paper here.",
)
NO_MEASURE = reason(
    "paper_no_measure",
    "Handlingen hör till en åtgärd, och ingen pågår.",
    "The paper belongs to a measure, and none is running.",
)
NO_DECISION = reason(
    "paper_no_decision",
    "Det finns inget undertecknat beslut av nämnden att lämna till rätten.",
    "There is no signed decision of the board to submit to the court.",
)
NO_SUBJECT = reason(
    "paper_no_subject",
    "Välj vilket beslut brevet handlar om.",
    "Choose which decision the letter is about.",
)
NOT_DECIDED = reason("notice_not_decided", "Nämnden har inte beslutat.", "The board has not decided.")
APPEAL_UNKNOWN = reason(
    "notice_appeal_unknown",
    "Ingen källa som vi har läst säger om beslutet får överklagas. Fråga nämndens jurist och skriv ett eget brev.",
    "No source that we have read says whether the decision may be appealed. Ask the board's lawyer and write a letter.",
)
NO_PARTIES = reason("notice_no_parties", "Det finns ingen part i akten.", "There is no party in the file.")
WHEREABOUTS_TOLD = reason(
    "notice_tells_whereabouts",
    "Texten nämner platsen där barnet bor, och vistelseorten kan vara hemlig. Brevet görs inte utan ett skäl.",
    "The text names the place where the child lives, and the whereabouts may be secret. No letter without a reason.",
)
ALL_NOTIFIED = reason(
    "notice_made", "Alla parter har fått ett brev om beslutet.", "Every party has a letter about the decision."
)
