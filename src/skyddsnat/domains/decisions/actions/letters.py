"""What a decision is put on paper as: the internal record, a letter to each party, and the child's own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.permissions import LEVEL_ROLES
from skyddsnat.domains.decisions.types import (
    LEVEL_NAMES,
    OBSTACLE_NAMES,
    Kind,
    Level,
    Obstacle,
    ProposalView,
    ServiceView,
)
from skyddsnat.domains.people.queries import parties_of_file, subject_of_file
from skyddsnat.domains.people.types import PersonView, Protection
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import official_as, sender_of
from skyddsnat.foundation.documents.types import Delivery as Way
from skyddsnat.foundation.documents.types import Official, Recipient, Subject
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.readability import measure
from skyddsnat.kernel.text import Text

_SWEDISH, _ENGLISH = "sv", "en"
_WITHOUT_SERVICE: dict[Kind, Text] = {
    Kind.SERVICE: Text("Insatsen beviljas.", "The service is granted."),
    Kind.NO_SERVICE: Text("Utredningen leder inte till någon insats.", "The investigation leads to no service."),
    Kind.REFUSAL: Text("Insatsen beviljas inte.", "The service is not granted."),
    Kind.FOLLOW_UP: Text(
        "Barnets situation följs upp efter utredningen.",
        "The child's situation is followed up after the investigation.",
    ),
}
# Who presents may hold any role; the record says who, the title only in what part.
_CASEWORKER = Text("handläggare", "caseworker")
_NO_APPEAL = Text(
    "Beslutet kan inte överklagas till förvaltningsrätten. Den som är medlem i kommunen kan begära "
    "laglighetsprövning (13 kap. 1 § kommunallagen).",
    "The decision cannot be appealed to the administrative court. A member of the municipality may ask for its "
    "legality to be tried (chapter 13 section 1 of the Local Government Act, kommunallagen).",
)
_TITLES = Text("Underrättelse om beslut", "Notice of a decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A decision as it goes on paper: what, by whom, by what right. `best_interests` is the investigation's text."""

    proposal: ProposalView
    file: FileView
    kind: Kind
    chosen: ServiceView | None
    obstacles: tuple[Obstacle, ...]
    section: str
    level: Level
    right: str
    reasons: str
    change_reason: str
    child_version: str
    best_interests: str
    decided_by_id: int
    presented_by_id: int
    on: date
    hides_name_reason: str


@dataclass(frozen=True, slots=True)
class Notices:
    """Ids of one party's letter, and of the same in English for a party whose language it is."""

    swedish: int
    english: int | None


@dataclass(frozen=True, slots=True)
class Papers:
    """Ids of the signed documents; `letters` by the party's person id."""

    internal: int
    child: int
    letters: dict[int, Notices]


def make_papers(signed: Signed, *, actor: Viewer, at: datetime) -> Papers:
    """Make and sign the record (FL 31 §), the child's own letter (SoL 3:3) and one to each party (FL 33 §)."""
    # Revealed for the paper: names stand in a decision, but a protected person's address never leaves the database.
    child = subject_of_file(file_id=signed.file.id, viewer=actor, reveal=True)
    parties = parties_of_file(file_id=signed.file.id, on=signed.on, viewer=actor, reveal=True)
    press = _Press(signed, child, _is_protected(child, *parties), actor, at)
    return Papers(
        internal=press.make("decision_record", "Beslut", _record_blocks(signed, child)),
        child=press.make("child_decision", "Till dig om vårt beslut", _child_blocks(signed, child)),
        letters={party.id: press.letter(party) for party in parties},
    )


def make_letter(signed: Signed, party: PersonView, *, actor: Viewer, at: datetime) -> Notices:
    """Make and sign a letter to one who became a party after the decision."""
    child = subject_of_file(file_id=signed.file.id, viewer=actor, reveal=True)
    return _Press(signed, child, _is_protected(child, party), actor, at).letter(party)


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes and signs the papers of one decision."""

    signed: Signed
    child: PersonView
    has_protected: bool
    actor: Viewer
    at: datetime

    def letter(self, party: PersonView) -> Notices:
        wants_english = party.letter_language == _ENGLISH
        return Notices(self._notice(party, _SWEDISH), self._notice(party, _ENGLISH) if wants_english else None)

    def _notice(self, party: PersonView, language: str) -> int:
        blocks = {**_letter_blocks(self.signed, self.child, language), "recipient": recipient_of(party)}
        return self.make("decision_letter", _TITLES.in_language(language), blocks, language=language)

    def make(
        self,
        template: str,
        title: str,
        blocks: dict[str, Any],
        *,
        language: str = _SWEDISH,
    ) -> int:
        return make_signed_document(
            file_id=self.signed.file.id,
            kind=template,
            template=template,
            data={**_head(self.signed), **blocks},
            title=title,
            subject=letters_of(self.signed.proposal.id),
            has_protected=self.has_protected,
            actor=self.actor,
            at=self.at,
            language=language,
            role=self._role(),
        )

    def _role(self) -> Role | None:
        return next((role for role in LEVEL_ROLES[self.signed.level] if self.actor.has_role(role)), None)


def letters_of(proposal_id: int) -> str:
    """The name that documents have for a decision: they are made before it is."""
    return f"decisions.proposal:{proposal_id}"


def recipient_of(person: PersonView) -> Recipient:
    """To whom a letter goes. A protected person's address is not printed: the Tax Agency forwards the letter."""
    if person.protection is not Protection.NONE:
        return Recipient(person.name, delivery=Way.TAX_AGENCY)
    if not person.address:
        return Recipient(person.name, delivery=Way.BY_HAND)
    return Recipient(person.name, tuple(line.strip() for line in person.address.split(",")))


def decision_text(kind: Kind, chosen: ServiceView | None, language: str = _SWEDISH) -> str:
    """What is decided, as it stands in the papers."""
    if kind is Kind.SERVICE and chosen:
        granted = Text(f"{chosen.title.sv} beviljas.", f"Granted: {chosen.title.en}.")
        return granted.in_language(language)
    return _WITHOUT_SERVICE[kind].in_language(language)


def right_text(level: Level, reference: str) -> str:
    """By what right, as it stands in the record: level and line of the delegation order."""
    name = LEVEL_NAMES[level].sv
    return f"{name}, punkt {reference} i delegationsordningen" if reference else name


def _is_protected(*people: PersonView) -> bool:
    return any(person.protection is not Protection.NONE for person in people)


def _head(signed: Signed) -> dict[str, Any]:
    return {"sender": sender_of(unit_id=signed.file.unit_id), "reference": signed.file.number}


def _decision_blocks(signed: Signed, child: PersonView, language: str = _SWEDISH) -> dict[str, Any]:
    appealable = rules.is_appealable(signed.kind, signed.on)
    alone = signed.decided_by_id == signed.presented_by_id
    blocks = {
        "child": Subject(child.name, child.number or ""),
        "decision": decision_text(signed.kind, signed.chosen, language),
        "decided_on": signed.on,
        "statutes": rules.statutes_of(
            signed.kind,
            signed.section,
            without_guardians=bool(signed.proposal.fields.without_guardians_reason.strip()),
            on=signed.on,
        ),
        "reasons": signed.reasons,
        "decided_by": _official(signed.decided_by_id, LEVEL_NAMES[signed.level], signed.on, language),
        "presented_by": None if alone else _official(signed.presented_by_id, _CASEWORKER, signed.on, language),
        "starts_on": signed.proposal.fields.planned_start_on if signed.kind is Kind.SERVICE else None,
        "appeal_to": settings.COURT_NAME if appealable else None,
        "no_appeal": None if appealable else _NO_APPEAL.in_language(language),
    }
    return {name: value for name, value in blocks.items() if value is not None}


def _letter_blocks(signed: Signed, child: PersonView, language: str) -> dict[str, Any]:
    blocks = _decision_blocks(signed, child, language)
    # What leaves the building says no more of a protected child than the letter needs.
    return blocks if child.protection is Protection.NONE else {**blocks, "child": Subject(child.name)}


def _record_blocks(signed: Signed, child: PersonView) -> dict[str, Any]:
    fields = signed.proposal.fields
    best = signed.proposal.most_suitable
    note = [fields.own_words, signed.change_reason]
    return {
        **_decision_blocks(signed, child),
        "delegation": signed.right,
        "best_interests": signed.best_interests,
        "child_view": fields.child_view,
        "child_view_missing": fields.child_view_missing_reason,
        "most_suitable": best.title.sv if best else "Ingen insats",
        "chosen": signed.chosen.title.sv if signed.chosen else "Ingen insats",
        "obstacles": [OBSTACLE_NAMES[each].sv for each in signed.obstacles],
        "obstacle_note": "\n\n".join(text for text in note if text.strip()),
        "names_left_out": signed.hides_name_reason,
    }


def _child_blocks(signed: Signed, child: PersonView) -> dict[str, Any]:
    hard = measure(signed.child_version).hard_words
    return {
        "child": Subject(child.given_name),
        "body": signed.child_version,
        "words": [{"word": each.word.capitalize(), "meaning": each.meaning.sv} for each in hard],
        "contact": _official(signed.presented_by_id, _CASEWORKER, signed.on),
    }


def _official(employee_id: int, title: Text, on: date, language: str = _SWEDISH) -> Official:
    name = title.in_language(language)
    return official_as(name[:1].lower() + name[1:], employee_id=employee_id, on=on)
