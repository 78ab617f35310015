"""Papers that officials write in a compulsory case: their kinds, their blocks, and a draft or signed paper as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skyddsnat.domains.compulsory.types.board import MatterView
from skyddsnat.domains.compulsory.types.chain import MeasureView
from skyddsnat.domains.people.types import PersonView
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.appeals_care import CareAppeal
from skyddsnat.law.compulsory_states import Track


class PaperKind(StrEnum):
    """What a paper is. The board's decisions, the minutes and what goes to the police have papers of their own."""

    SUBMISSION = "submission"
    APPLICATION = "application"
    EXTENSION = "extension"
    CARE_PLAN = "care_plan"
    IMPLEMENTATION_PLAN = "implementation_plan"
    SPECIAL_PLAN = "special_plan"
    CONSIDERATION = "consideration"
    EXAMINATION = "examination"
    CHILD_LETTER = "child_letter"


PAPER_NAMES: dict[PaperKind, Text] = {
    PaperKind.SUBMISSION: Text("Underställning till rätten", "Submission to the court"),
    PaperKind.APPLICATION: Text("Ansökan till rätten", "Application to the court"),
    PaperKind.EXTENSION: Text("Begäran om längre tid", "Request for longer time"),
    PaperKind.CARE_PLAN: Text("Vårdplan", "Care plan"),
    PaperKind.IMPLEMENTATION_PLAN: Text("Genomförandeplan", "Implementation plan"),
    PaperKind.SPECIAL_PLAN: Text("Plan för insatsen", "Plan for the service"),
    PaperKind.CONSIDERATION: Text("Underlag för övervägande", "Basis for a consideration"),
    PaperKind.EXAMINATION: Text("Underlag för prövning", "Basis for an examination"),
    PaperKind.CHILD_LETTER: Text("Brev till barnet om ett beslut", "Letter to the child about a decision"),
}
# What leaves for the court.
TO_COURT = frozenset({PaperKind.SUBMISSION, PaperKind.APPLICATION, PaperKind.EXTENSION})


@dataclass(frozen=True, slots=True)
class Block:
    """One text of a paper. `citation` is the section that demands it, None where no source was read."""

    name: str
    title: Text
    citation: str | None = None
    hint: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper: being written, or signed as a document. `blocks` are texts by the block's name.

    `statute` is the Act whose list of blocks it was signed by, empty before. `matter_id`: the decision that a letter to
    the child tells of.
    """

    id: int
    case_id: int
    measure_id: int | None
    matter_id: int | None
    file_id: int
    track: Track
    kind: PaperKind
    blocks: Mapping[str, str]
    statute: str
    written_at: datetime
    written_by_id: int
    written_by: str
    signed_at: datetime | None
    signed_by: str
    document_id: int | None
    is_case_open: bool
    version: int

    @property
    def is_signed(self) -> bool:
        """Whether it is a document, which never changes."""
        return self.document_id is not None

    @property
    def subject(self) -> str:
        """The name that the log has for it."""
        return f"compulsory.paper:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDesk:
    """A paper with its blocks by the Act of the day, and whether it may be signed now."""

    paper: PaperView
    blocks: tuple[Block, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePapers:
    """What a case has on paper, and what it lacks.

    `to_write` is what can be written: by measure that is not over, and for care before any has begun. `untold` are
    decisions that the child has no letter about, `unsent` those of which a letter to a party is to be made or sent; the
    latest first.
    """

    papers: tuple[PaperView, ...]
    to_write: tuple[tuple[Track, MeasureView | None, tuple[PaperKind, ...]], ...]
    untold: tuple[MatterView, ...]
    unsent: tuple[MatterView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """The letters to a party about the board's decision (FL 33 §), None while there are none, and when each left."""

    person_id: int
    document_id: int | None
    english_id: int | None
    sent_at: datetime | None = None
    english_sent_at: datetime | None = None

    @property
    def is_told(self) -> bool:
        """Whether every letter that was made to the party has left."""
        is_english_sent = self.english_id is None or self.english_sent_at is not None
        return self.document_id is not None and self.sent_at is not None and is_english_sent


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDesk:
    """A decision, whether it may be appealed (None: no source says), each party with the letters, and whether letters
    may be made for those who have none. `tells_whereabouts`: the text names the place of a child whose whereabouts may
    be secret.
    """

    matter: MatterView
    appeal: CareAppeal | None
    parties: tuple[PersonView, ...]
    told: tuple[NoticeView, ...]
    verdict: Verdict
    tells_whereabouts: bool = False
