"""What a decision of committee, board or chair is put on paper as: the signed decision, and the child's own letter."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from skyddsnat.domains.compulsory.queries.matters import hand_overs
from skyddsnat.domains.compulsory.types import (
    HANDING_NAMES,
    MATTER_LEVEL_NAMES,
    MATTER_OUTCOME_NAMES,
    HandOverView,
    MatterLevel,
    MatterOutcome,
    MatterView,
)
from skyddsnat.domains.decisions.types import MeetingView
from skyddsnat.domains.people.queries import parties_of_file, subject_of_file
from skyddsnat.domains.people.types import PersonView, Protection
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import official_as, sender_of
from skyddsnat.foundation.documents.types import Official, Subject
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.readability import measure
from skyddsnat.law.compulsory_states import Deed, act_name
from skyddsnat.law.grounds import ground

_CASEWORKER = "handläggare"
_APPOINTED = "förordnad ledamot"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMatter:
    """A decision as it goes on paper: what, by whom, by what right. `law` is the list that lets them decide."""

    matter: MatterView
    file: FileView
    deed: Deed
    level: MatterLevel
    outcome: MatterOutcome
    decision: str
    change_reason: str
    child_version: str
    right: str
    law: str | None
    is_appointed: bool
    meeting: MeetingView | None
    decided_by_id: int
    on: date


@dataclass(frozen=True, slots=True)
class MatterPapers:
    """Ids of the signed documents; `child` None when no text that is true of the decision has been written yet."""

    decision: int
    child: int | None


def make_matter_papers(signed: SignedMatter, *, actor: Viewer, at: datetime) -> MatterPapers:
    """Make and sign the decision (FL 31 §) and the child's own letter (SoL 3:3)."""
    # Revealed for the paper: names stand in a decision, but a protected person's address never leaves the database.
    child = subject_of_file(file_id=signed.file.id, viewer=actor, reveal=True)
    parties = parties_of_file(file_id=signed.file.id, on=signed.on, viewer=actor, reveal=True)
    has_protected = any(each.protection is not Protection.NONE for each in (child, *parties))
    way = hand_overs(matter_id=signed.matter.id, viewer=actor)
    press = _Press(signed, has_protected, actor, at)
    title = act_name(signed.matter.track, signed.matter.act).sv
    decision = press.make("compulsory_decision", f"Beslut: {title[:1].lower()}{title[1:]}", _blocks(signed, child, way))
    to_child = "Till dig om vårt beslut"
    letter = press.make("child_decision", to_child, _child_blocks(signed, child)) if signed.child_version else None
    return MatterPapers(decision, letter)


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes and signs the papers of one decision."""

    signed: SignedMatter
    has_protected: bool
    actor: Viewer
    at: datetime

    def make(self, template: str, title: str, blocks: dict[str, Any]) -> int:
        file = self.signed.file
        return make_signed_document(
            file_id=file.id,
            kind=template,
            template=template,
            data={"sender": sender_of(unit_id=file.unit_id), "reference": file.number, **blocks},
            title=title,
            subject=f"compulsory.matter:{self.signed.matter.id}",
            has_protected=self.has_protected,
            actor=self.actor,
            at=self.at,
            role=_role(self.actor),
        )


def _role(actor: Viewer) -> Role | None:
    return next((role for role in (Role.CHAIR_ON_CALL, Role.COMMITTEE_MEMBER) if actor.has_role(role)), None)


def _blocks(signed: SignedMatter, child: PersonView, way: list[HandOverView]) -> dict[str, Any]:
    fields = signed.matter.fields
    differs = signed.outcome is not MatterOutcome.AS_PROPOSED
    title = _APPOINTED if signed.is_appointed else _lower(MATTER_LEVEL_NAMES[signed.level].sv)
    blocks = {
        "child": Subject(child.name, child.number or ""),
        "decision": signed.decision,
        "decided_on": signed.on,
        "outcome": MATTER_OUTCOME_NAMES[signed.outcome].sv,
        "meeting_on": signed.meeting.held_on if signed.meeting else None,
        "statutes": statutes_of(signed),
        "reasons": fields.reasons,
        "decided_by": official_as(title, employee_id=signed.decided_by_id, on=signed.on),
        "presented_by": _presenter(signed),
        "delegation": signed.right,
        "best_interests": fields.best_interests,
        "child_view": fields.child_view,
        "child_view_missing": fields.child_view_missing_reason,
        "content": None if differs else fields.content,
        "grounds": [ground(code).text.sv for code in fields.grounds],
        "proposal": fields.proposal if differs else None,
        "change_reason": signed.change_reason if differs else None,
        **(_urgent_blocks(signed, way) if signed.level is MatterLevel.CHAIR else {}),
    }
    return {name: value for name, value in blocks.items() if value is not None}


def _urgent_blocks(signed: SignedMatter, way: list[HandOverView]) -> dict[str, Any]:
    """Why it could not wait, how long it had been considered, and when each hand-over was."""
    handed = [{"handed_at": each.at, "what": HANDING_NAMES[each.kind].sv, "who": each.to or each.by} for each in way]
    return {
        "urgent_reason": signed.matter.fields.urgent_reason,
        "planned_since_on": signed.matter.planned_since,
        "handed": handed,
    }


def statutes_of(signed: SignedMatter) -> list[str]:
    """What the decision rests on: the section of the deed, those of its grounds, and that of the right to decide."""
    grounds = (ground(code).citation for code in signed.matter.fields.grounds)
    return list(dict.fromkeys((signed.deed.citation, *grounds, *((signed.law,) if signed.law else ()))))


def _child_blocks(signed: SignedMatter, child: PersonView) -> dict[str, Any]:
    hard = measure(signed.child_version).hard_words
    return {
        "child": Subject(child.given_name),
        "body": signed.child_version,
        "words": [{"word": each.word.capitalize(), "meaning": each.meaning.sv} for each in hard],
        "contact": _presenter(signed),
    }


def _presenter(signed: SignedMatter) -> Official:
    view = signed.matter
    return official_as(_CASEWORKER, employee_id=view.prepared_by_id or view.written_by_id, on=signed.on)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
