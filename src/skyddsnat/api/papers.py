"""Papers of a compulsory case, written block by block and signed; and the letters to the parties about a decision.

A signed paper for the court is what a dispatch sends.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field

from skyddsnat.api.compulsory import opened_case, said
from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.api.problems import UNKNOWN_BLOCK, Problem, ReasonOut
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types.papers import Block, NoticeView, PaperKind, PaperView
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.flows.report_message import LongText, Message
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import Track

router = Router()

MOST_BLOCKS = 60

BlockName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
Blocks = Annotated[dict[BlockName, LongText], Field(max_length=MOST_BLOCKS)]


class WhereaboutsIn(Message):
    """Why a letter may name where the child is though that may be secret; asked for only then."""

    whereabouts_reason: LongText = ""


class PaperIn(Message):
    """The texts by the names of their blocks; nothing need be complete, and a block that is not named stays."""

    blocks: Blocks = {}


class NewPaperIn(PaperIn):
    """A paper of a kind, on a track; of the running measure, if one runs. `matter_id`: what a letter tells of."""

    kind: PaperKind
    track: Track
    measure_id: BodyId | None = None
    matter_id: BodyId | None = None


class PaperOut(Schema):
    """A paper, being written or signed as a document. `statute` is the Act by whose list it was signed."""

    id: int
    case_id: int
    measure_id: int | None
    matter_id: int | None
    file_id: int
    track: Track
    kind: PaperKind
    blocks: dict[str, str]
    statute: str
    written_at: datetime
    written_by: str
    signed_at: datetime | None
    signed_by: str
    document_id: int | None


class BlockOut(Schema):
    """A block that the paper must have; `citation` is the section that demands it, null where no source was read."""

    name: str
    title_sv: str
    title_en: str
    citation: str | None

    @staticmethod
    def resolve_title_sv(block: Block) -> str:
        """In Swedish."""
        return block.title.sv

    @staticmethod
    def resolve_title_en(block: Block) -> str:
        """In English."""
        return block.title.en


class PaperGuardsOut(Schema):
    """What the paper must have by the Act of today, and every reason why the caller may not sign it now."""

    blocks: list[BlockOut]
    signing: list[ReasonOut]


class PartyLetterOut(Schema):
    """A party of the decision, the letters about it, null while there are none, and when each left."""

    person_id: int
    document_id: int | None
    english_id: int | None
    sent_at: datetime | None
    english_sent_at: datetime | None


class LettersOut(Schema):
    """The letters that were made now."""

    document_ids: list[int]


# --- Papers -----------------------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/papers", list[PaperOut])
def list_papers(case_id: Id, *, viewer: Viewer, at: datetime) -> list[PaperView]:
    """Every paper of the case, drafts and signed ones, the latest first."""
    opened_case(case_id, "papers", viewer, at)
    return queries.papers_of_case(case_id=case_id, viewer=viewer)


@makes(router, "/compulsory-cases/{case_id}/papers")
def write_paper(case_id: Id, paper: NewPaperIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Begin a paper; of each kind one at a time is written."""
    _check_blocks(paper.blocks, _blocks(paper.kind, paper.track, paper.measure_id, actor, at))
    made, _version = actions.save_paper(
        case_id=case_id,
        kind=paper.kind,
        track=paper.track,
        measure_id=paper.measure_id,
        matter_id=paper.matter_id,
        blocks=paper.blocks,
        actor=actor,
        at=at,
    )
    return {"id": made}


def _blocks(kind: PaperKind, track: Track, measure_id: int | None, viewer: Viewer, at: datetime) -> tuple[Block, ...]:
    """The blocks that such a paper has today; none when no Act knows such a paper: saving it is refused."""
    return queries.blocks_of(kind=kind, track=track, measure_id=measure_id, on=local_date(at), viewer=viewer)


def _check_blocks(given: Iterable[str], known: Iterable[Block], *, former: Iterable[str] = ()) -> None:
    """A text under a name that the paper has no block for would be lost on the way."""
    names = {block.name for block in known}
    if names and not set(given) <= names | set(former):
        raise Problem(UNKNOWN_BLOCK)


@reads(router, "/papers/{paper_id}", PaperOut)
def read_paper(paper_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """A paper."""
    found = _opened(paper_id, "paper", viewer, at)
    return Versioned(found, found.version)


def _opened(paper_id: int, what: str, viewer: Viewer, at: datetime) -> PaperView:
    """The paper; the reading stands in the log of the file."""
    found = queries.paper(paper_id=paper_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"compulsory.{what}:{paper_id}", actor=viewer, at=at)
    return found


@reads(router, "/papers/{paper_id}/obstacles", PaperGuardsOut)
def read_paper_obstacles(paper_id: Id, *, viewer: Viewer, at: datetime) -> dict[str, Any]:
    """The blocks of the paper, and what stands in the way of signing it."""
    found = _opened(paper_id, "paper_obstacles", viewer, at)
    return {
        "blocks": _blocks(found.kind, found.track, found.measure_id, viewer, at),
        "signing": said(queries.paper_verdict(paper_id=paper_id, at=at, viewer=viewer)),
    }


@changes(router, "/papers/{paper_id}")
def change_paper(paper_id: Id, paper: PaperIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Write on a paper that is not signed."""
    found = queries.paper(paper_id=paper_id, viewer=actor)
    _check_blocks(paper.blocks, _blocks(found.kind, found.track, found.measure_id, actor, at), former=found.blocks)
    _id, new_version = actions.save_paper(
        case_id=found.case_id,
        kind=found.kind,
        track=found.track,
        measure_id=found.measure_id,
        matter_id=found.matter_id,
        blocks=paper.blocks,
        paper_id=paper_id,
        version=version,
        actor=actor,
        at=at,
    )
    return new_version


@makes(router, "/papers/{paper_id}/sign")
def sign_paper(paper_id: Id, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Sign the paper: it becomes a document that never changes, and the id is the document's."""
    return {"id": actions.sign_paper(paper_id=paper_id, version=version, actor=actor, at=at)}


# --- Letters to the parties (FL 33 §) ---------------------------------------------------------------------------------


@reads(router, "/matters/{matter_id}/party-letters", list[PartyLetterOut])
def list_party_letters(matter_id: Id, *, viewer: Viewer, at: datetime) -> list[NoticeView]:
    """Each party of today, with the letters about the decision."""
    file_id = queries.matter(matter_id=matter_id, viewer=viewer).file_id
    log_reading(file_id=file_id, what=f"compulsory.party_letters:{matter_id}", actor=viewer, at=at)
    return queries.notices_of_matter(matter_id=matter_id, on=local_date(at), viewer=viewer)


@makes(router, "/matters/{matter_id}/party-letters", LettersOut)
def notify_parties(matter_id: Id, why: WhereaboutsIn | None = None, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Make and sign a letter about the decision for each party who has none."""
    reason = why.whereabouts_reason if why else ""
    letters = actions.notify_parties(matter_id=matter_id, whereabouts_reason=reason, actor=actor, at=at)
    return {"document_ids": list(letters.values())}
