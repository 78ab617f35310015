"""Papers of a compulsory case, every block of them written: for the court, plans, reviews, letters to the child."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from skyddsnat.demo.families import Child
from skyddsnat.demo.writer import Writer
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types.papers import PaperKind
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import Act, Track

# What leaves for the court for a deed.
TO_COURT: Mapping[Act, PaperKind] = {
    Act.SUBMIT: PaperKind.SUBMISSION,
    Act.APPLY: PaperKind.APPLICATION,
    Act.APPLY_CONTINUED: PaperKind.APPLICATION,
    Act.ASK_EXTENSION: PaperKind.EXTENSION,
}
# What a decision of the committee rests on.
BEHIND: Mapping[Act, PaperKind] = {
    Act.CONSIDER: PaperKind.CONSIDERATION,
    Act.EXAMINE: PaperKind.EXAMINATION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Who is written about, in what words. `own` are the blocks that say what is the case's own."""

    child: Child
    writer: Writer
    own: Mapping[str, str]

    def fills(self, block: str) -> str:
        """The block's text: the case's own, or something believable about the child."""
        return self.own.get(block) or self.writer.one(f"paper.{block}", self.child)


def signed(
    *,
    case_id: int,
    kind: PaperKind,
    track: Track,
    measure_id: int | None,
    pen: Pen,
    actor: Viewer,
    at: datetime,
    matter_id: int | None = None,
) -> int:
    """The paper with every block that the Act of the day asks for, signed. Returns the document."""
    blocks = queries.blocks_of(kind=kind, track=track, measure_id=measure_id, on=local_date(at), viewer=actor)
    paper, version = actions.save_paper(
        case_id=case_id,
        kind=kind,
        track=track,
        measure_id=measure_id,
        blocks={each.name: pen.fills(each.name) for each in blocks},
        matter_id=matter_id,
        actor=actor,
        at=at,
    )
    return actions.sign_paper(paper_id=paper, version=version, actor=actor, at=at)
