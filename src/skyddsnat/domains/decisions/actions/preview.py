"""A letter as it would look, for whoever writes the proposal. Nothing is kept, and nothing is signed."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.actions.letters import decision_text, letters_of, recipient_of
from skyddsnat.domains.decisions.queries.proposals import proposal
from skyddsnat.domains.decisions.types import LEVEL_NAMES, Kind, ProposalView
from skyddsnat.domains.people.queries import ask_parties, ask_subject
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.actions import preview_document
from skyddsnat.foundation.documents.letterhead import nobody_yet, official_of, sender_of
from skyddsnat.foundation.documents.types import TEMPLATES, Recipient, Subject
from skyddsnat.kernel.readability import measure
from skyddsnat.kernel.stockholm import local_date

_PROTECTED = "Skyddade uppgifter"
_NO_APPEAL = "Beslutet kan inte överklagas till förvaltningsrätten."


def preview_letter(*, proposal_id: int, to_child: bool, actor: Viewer, at: datetime) -> bytes:
    """The child's letter, or that of the first party, as a draft in PDF, made from the saved proposal.

    Protected persons are not named: only a signed paper names them. Raises `NoProposal`, and `MissingBlock` while
    something that the letter needs is not written, `Refused` when it names somebody whose name is left out.
    """
    view = proposal(proposal_id=proposal_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    on = local_date(at)
    found = ask(
        viewer=actor,
        child=ask_subject(file_id=view.file_id, viewer=actor),
        parties=ask_parties(file_id=view.file_id, on=on, viewer=actor),
    )
    child = found["child"][0]
    parties = [party for party in found["parties"] if party is not None]
    head = {"sender": sender_of(unit_id=file.unit_id), "reference": file.number}
    template = "child_decision" if to_child else "decision_letter"
    blocks = _child_blocks(view, child, actor) if to_child else _party_blocks(view, child, parties, actor, on)
    return preview_document(
        template=template,
        data=head | blocks,
        title=TEMPLATES[template].title.sv,
        subject=letters_of(proposal_id),
        actor=actor,
        at=at,
    )


def _child_blocks(view: ProposalView, child: PersonView, actor: Viewer) -> dict[str, Any]:
    hard = measure(view.fields.child_version).hard_words
    return {
        "child": Subject(child.given_name or _PROTECTED),
        "body": view.fields.child_version,
        "words": [{"word": each.word.capitalize(), "meaning": each.meaning.sv} for each in hard],
        "contact": official_of(actor),
    }


def _party_blocks(
    view: ProposalView, child: PersonView, parties: list[PersonView], actor: Viewer, on: date
) -> dict[str, Any]:
    kind = view.fields.kind
    appealable = rules.is_appealable(kind, on)
    alone = bool(view.fields.without_guardians_reason.strip())
    blocks = {
        "recipient": _first_of(parties),
        "child": Subject(child.name or _PROTECTED, child.number or ""),
        "decision": decision_text(kind, view.chosen),
        "decided_on": on,
        "statutes": rules.statutes_of(kind, view.section, without_guardians=alone, on=on),
        "reasons": view.fields.reasons,
        "decided_by": nobody_yet(LEVEL_NAMES[view.level].sv.lower(), words="Den som beslutar"),
        "presented_by": official_of(actor),
        "starts_on": view.fields.planned_start_on if kind is Kind.SERVICE else None,
        "appeal_to": settings.COURT_NAME if appealable else None,
        "no_appeal": None if appealable else _NO_APPEAL,
    }
    return {name: value for name, value in blocks.items() if value is not None}


def _first_of(parties: list[PersonView]) -> Recipient:
    if not parties:
        return Recipient("Part")
    found = recipient_of(parties[0])
    return found if found.name else replace(found, name=_PROTECTED)
