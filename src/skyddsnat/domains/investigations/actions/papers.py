"""The letters to the parties and the written investigation: what goes into each.

A letter carries the words that were meant for its reader and no others; the words of the file never leave by default.
"""

from datetime import date
from typing import Any

from skyddsnat.domains.investigations.actions.case import Case
from skyddsnat.domains.investigations.models import Notice
from skyddsnat.domains.investigations.queries import (
    area_notes,
    areas,
    communications,
    extensions,
    investigation,
    plan,
)
from skyddsnat.domains.investigations.rules.order import FOLLOW_UP_CLOCK
from skyddsnat.domains.investigations.types import (
    QUESTION_NAMES,
    RESULT_NAMES,
    AreaNoteView,
    CommunicationView,
    InvestigationView,
    NoticeOf,
    PlanView,
    Question,
    Result,
    View,
)
from skyddsnat.domains.journal.queries import talks_of_file
from skyddsnat.domains.people.queries import parties_of_file, person, subject_of_file
from skyddsnat.domains.people.types import PersonView, Protection
from skyddsnat.foundation.access.queries import assignments_of
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import official_of, sender_of
from skyddsnat.foundation.documents.types import TEMPLATES, Delivery, Official, Recipient, Subject
from skyddsnat.foundation.documents.wording import date_in_words
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.law.register import due_from

_LANGUAGE = "sv"
_PROTECTED_PARTY = "Part med skyddade uppgifter"
_NOTHING_KNOWN = "Inga uppgifter är antecknade."
_MOVED = "Ansvaret flyttades till en annan kommun innan utredningen var klar. Det här bedömdes inte (29 kap. 9 § SoL)."

_FOLLOW_UP_ENDED = Text(
    "Uppföljningen av barnets situation är slut (23 kap. 3 § SoL).",
    "The follow-up of the child's situation has ended (chapter 23 section 3 of the Social Services Act).",
)


# --- Letters ----------------------------------------------------------------------------------------------------------


def notice_letter(case: Case, notice: Notice, *, reason: str, next_step: str) -> int:
    """Make and sign the letter that tells a party of the investigation or of the follow-up. Returns its id."""
    reader = person(person_id=notice.person_id, viewer=case.actor, reveal=True)
    if notice.of == NoticeOf.FOLLOW_UP.value:
        return _letter(case, "letter", reader, {"body": _follow_up_words(case, reader.letter_language)})
    if notice.of == NoticeOf.FOLLOW_UP_ENDED.value:
        return _letter(case, "letter", reader, {"body": _FOLLOW_UP_ENDED.in_language(reader.letter_language)})
    words = {
        "opened_on": local_date(case.row.opened_at),
        "due_on": case.clock().plan_on,
        "reason": reason or QUESTION_NAMES[Question(case.row.question)].in_language(reader.letter_language),
        "next_step": next_step,
        **_about(case, reader),
    }
    return _letter(case, "investigation_opened", reader, words)


def communication_letter(case: Case, person_id: int, *, answer_by: date, material: tuple[str, ...]) -> int:
    """Make and sign the letter that sends the investigation to a party. Returns its id."""
    reader = person(person_id=person_id, viewer=case.actor, reveal=True)
    words = {"material": list(material), "reply_by_on": answer_by, **_about(case, reader)}
    return _letter(case, "party_communication", reader, words)


def _about(case: Case, reader: PersonView) -> dict[str, Any]:
    return {"child": Subject(_child(case).name), "to_child": reader.is_subject}


def _letter(case: Case, template: str, reader: PersonView, words: dict[str, Any]) -> int:
    blocks = {
        **words,
        "sender": sender_of(unit_id=case.file.unit_id),
        "recipient": _recipient(reader),
        "reference": case.file.number,
    }
    has_protected = reader.protection is not Protection.NONE
    return _signed(case, template, blocks, has_protected=has_protected, language=reader.letter_language)


def _recipient(reader: PersonView) -> Recipient:
    """The reader's name, and the address only where nothing protects it: protected post goes by the Tax Agency."""
    if reader.protection is not Protection.NONE:
        return Recipient(reader.name, delivery=Delivery.TAX_AGENCY)
    if not reader.address:
        return Recipient(reader.name, delivery=Delivery.BY_HAND)
    return Recipient(reader.name, tuple(reader.address.splitlines()))


def _follow_up_words(case: Case, language: str) -> str:
    ends_on = date_in_words(due_from(FOLLOW_UP_CLOCK, case.row.closed_at or case.at).due_on, language)
    if language == "en":
        return (
            f"The investigation about {_child(case).name} is closed. We follow up how the child is, until {ends_on} at "
            "the latest (chapter 23 sections 1 and 5 of the Social Services Act).\n\n"
            "During the follow-up we may make the contacts that are needed and talk with the child without the "
            "guardian (chapter 23 section 4). You receive this letter under chapter 23 section 3."
        )
    return (
        f"Utredningen om {_child(case).name} är avslutad. Vi följer upp hur barnet har det, till senast den {ends_on} "
        "(23 kap. 1 och 5 §§ socialtjänstlagen).\n\n"
        "Under uppföljningen får vi ta de kontakter som behövs och tala med barnet utan att vårdnadshavaren är med "
        "(23 kap. 4 §). Du får det här brevet enligt 23 kap. 3 §."
    )


def _signed(
    case: Case, template: str, blocks: dict[str, Any], *, has_protected: bool = False, language: str = _LANGUAGE
) -> int:
    return make_signed_document(
        file_id=case.file.id,
        kind=f"investigations.{template}",
        template=template,
        data=blocks,
        title=TEMPLATES[template].title.in_language(language),
        subject=case.target,
        actor=case.actor,
        at=case.at,
        language=language,
        has_protected=has_protected,
    )


# --- The written investigation ----------------------------------------------------------------------------------------


def written_investigation(case: Case, result: Result) -> int:
    """Make and sign the text that closes the investigation (SoL 14:3; lesson 6). Returns its id."""
    view = investigation(investigation_id=case.row.pk, viewer=case.actor)
    sent = communications(investigation_id=view.id, viewer=case.actor)
    child = _child(case)
    missing = _MOVED if result is Result.MOVED else ""
    blocks = {
        "sender": sender_of(unit_id=case.file.unit_id),
        "reference": case.file.number,
        "child": Subject(child.name, "" if child.protection is not Protection.NONE else child.number or ""),
        "opened_on": local_date(view.opened_at),
        "due_on": case.clock().plan_on,
        "closed_on": local_date(case.at),
        "reason": f"{QUESTION_NAMES[view.question].sv}.\n\n{view.asks}",
        "earlier": _earlier(view),
        "conduct": _conduct(case, view, sent),
        "talks": _talks(case, view),
        "areas": _areas(area_notes(investigation_id=view.id, viewer=case.actor)),
        **_child_view(view),
        "analysis": _analysis(view) or missing,
        "best_interests": view.best_interests or missing,
        "needs": view.needs,
        "proposal": f"{RESULT_NAMES[result].sv}.\n\n{view.proposal or missing}",
        "parties": _parties(case),
        "communication": [_sent(each) for each in sent if each.sent_at],
        "extensions": [
            {"until_on": each.until, "reason": each.reason}
            for each in extensions(investigation_id=view.id, viewer=case.actor)
        ],
        "responsible": official_of(case.actor),
        "second": _second(case),
    }
    return _signed(case, "investigation", {name: value for name, value in blocks.items() if value})


def _child(case: Case) -> PersonView:
    return subject_of_file(file_id=case.file.id, viewer=case.actor, reveal=True)


def _child_view(view: InvestigationView) -> dict[str, str]:
    if view.child_view.strip():
        return {"child_view": view.child_view}
    return {"child_view_missing": view.child_view_missing_reason}


def _earlier(view: InvestigationView) -> str:
    if view.follows_id is None:
        return ""
    since = date_in_words(view.chain.started_on, _LANGUAGE)
    return f"Samma fråga har utretts tidigare i följd, sedan den {since}.\n\nNytt sedan dess: {view.what_is_new}"


def _conduct(case: Case, view: InvestigationView, sent: list[CommunicationView]) -> str:
    written = plan(investigation_id=view.id, viewer=case.actor)
    notes = area_notes(investigation_id=view.id, viewer=case.actor)
    sources = sorted({note.source for note in notes if note.source})
    skipped = [
        f"Inte skickad till {_party_name(each)}: {each.not_sent_reason}" for each in sent if each.not_sent_reason
    ]
    parts = [
        *_planned(written),
        f"Källor: {', '.join(sources)}." if sources else "Inga källor är antecknade.",
        *skipped,
    ]
    return "\n\n".join(parts)


def _planned(written: PlanView | None) -> list[str]:
    if written is None:
        return ["Ingen plan skrevs."]
    asked = (("Möten", written.fields.meets), ("Barnet enskilt", written.fields.child_alone),
             ("Inhämtat", written.fields.consults))  # fmt: skip
    return [f"{what}: {text}" for what, text in asked if text]


def _talks(case: Case, view: InvestigationView) -> list[dict[str, Any]]:
    talks = talks_of_file(file_id=case.file.id, viewer=case.actor)
    return [
        {"held_at": talk.held_at, "alone": bool(talk.was_alone), "by": talk.author.name, "what": talk.purpose}
        for talk in reversed(talks)
        if talk.cancelled_at is None and talk.held_at and talk.held_at >= view.opened_at
    ]


def _areas(notes: list[AreaNoteView]) -> list[dict[str, str]]:
    found = [
        {
            "title": area.title.sv,
            "facts": _texts(notes, area.id, View.FACT) or _NOTHING_KNOWN,
            "child_words": _texts(notes, area.id, View.CHILD),
            "guardian_view": _texts(notes, area.id, View.GUARDIAN),
            "others": _texts(notes, area.id, View.OTHER),
        }
        for area in areas(active_only=False)
        if any(note.area_id == area.id for note in notes)
    ]
    return found or [{"title": "Uppgifter", "facts": _NOTHING_KNOWN}]


def _texts(notes: list[AreaNoteView], area_id: int, view: View) -> str:
    return "\n\n".join(_with_source(note) for note in notes if note.area_id == area_id and note.view is view)


def _with_source(note: AreaNoteView) -> str:
    day = f", {date_in_words(note.source_on, _LANGUAGE)}" if note.source_on else ""
    return f"{note.text} ({note.source}{day})" if note.source else note.text


def _analysis(view: InvestigationView) -> str:
    parts = (("Risker", view.risks), ("Det som skyddar", view.protective_factors))
    return "\n\n".join(f"{what}\n{text}" for what, text in parts if text)


def _parties(case: Case) -> list[dict[str, str]]:
    found = parties_of_file(file_id=case.file.id, on=local_date(case.at), viewer=case.actor)
    return [
        {"name": each.name or _PROTECTED_PARTY, "role": "barnet" if each.is_subject else "vårdnadshavare"}
        for each in found
    ]


def _sent(each: CommunicationView) -> dict[str, Any]:
    sent_on = local_date(each.sent_at) if each.sent_at else None
    return {"sent_on": sent_on, "party": _party_name(each), "how": each.how, "reply": each.answer}


def _party_name(each: CommunicationView) -> str:
    return each.name or _PROTECTED_PARTY


def _second(case: Case) -> list[Official]:
    """Second caseworkers on the file when it is signed."""
    running = assignments_of(file_id=case.file.id, viewer=case.actor)
    return [
        Official("medhandläggare", each.name, each.service_code)
        for each in running
        if each.part is Part.SECOND and not each.ends_at
    ]
