"""How a paper is set: which template, what stands in it, and whether somebody in it is protected."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from skyddsnat.domains.compulsory.queries.matters import matter
from skyddsnat.domains.compulsory.rules import papers as rules
from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.domains.compulsory.types.papers import PAPER_NAMES, TO_COURT, PaperKind, PaperView
from skyddsnat.domains.people.queries import guardians_of_file, subject_of_file
from skyddsnat.domains.people.types import PersonView, Protection
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.documents.letterhead import official_of, sender_of
from skyddsnat.foundation.documents.types import Recipient, Subject
from skyddsnat.kernel.readability import measure as readability
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import TRACK_NAMES, act_name

_COURT_PAPER, _CASE_PAPER, _CHILD_LETTER = "court_paper", "case_paper", "child_decision"
_TO_CHILD = "Till dig om ett beslut"
# Stands only in a look at a draft: a block without text cannot be signed.
_NOTHING_YET = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPaper:
    """A paper ready for the press. `subject` is what the document speaks of: the decision, the measure or the paper."""

    template: str
    title: str
    data: dict[str, Any]
    subject: str
    has_protected: bool


def set_paper(about: rules.Signing, *, actor: Viewer, at: datetime) -> SetPaper:
    """The paper as it stands, from an empty template (lesson 3): it holds its own blocks and nothing else of the file.

    Revealed for the paper: names stand in it, but a protected person's address is nowhere in it.
    """
    view = about.paper
    file = file_of(file_id=view.file_id, viewer=actor)
    child = subject_of_file(file_id=file.id, viewer=actor, reveal=True)
    guardians = guardians_of_file(file_id=file.id, on=local_date(at), viewer=actor)
    head = {"sender": sender_of(unit_id=file.unit_id), "reference": file.number}
    blocks = (
        _letter_to_child(about, child, actor) if view.kind is PaperKind.CHILD_LETTER else _paper(about, child, file)
    )
    return SetPaper(
        template=_template(view.kind),
        title=_title(about, actor),
        data={name: value for name, value in {**head, **blocks}.items() if value not in (None, "", [], ())},
        subject=f"compulsory.matter:{view.matter_id}" if view.matter_id else view.subject,
        has_protected=any(each.protection is not Protection.NONE for each in (child, *guardians)),
    )


def _template(kind: PaperKind) -> str:
    if kind is PaperKind.CHILD_LETTER:
        return _CHILD_LETTER
    return _COURT_PAPER if kind in TO_COURT else _CASE_PAPER


def _title(about: rules.Signing, actor: Viewer) -> str:
    """«Ansökan om vård», «Underlag för övervägande: flyttningsförbud»."""
    view = about.paper
    if view.kind is PaperKind.CHILD_LETTER:
        return _TO_CHILD if view.matter_id is None else f"{_TO_CHILD}: {_decision(view.matter_id, actor)}"
    name = PAPER_NAMES[view.kind].sv
    return f"{name}: {_lower(TRACK_NAMES[view.track].sv)}"


def _decision(matter_id: int, actor: Viewer) -> str:
    view = matter(matter_id=matter_id, viewer=actor)
    return _lower(act_name(view.track, view.act).sv)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _paper(about: rules.Signing, child: PersonView, file: FileView) -> dict[str, Any]:
    view, statute = about.paper, about.statute
    is_hidden = view.kind in TO_COURT and child.protection is not Protection.NONE
    return {
        # The court needs the number to know the child; of a protected one it is given in another way.
        "child": Subject(child.name) if is_hidden else Subject(child.name, child.number or ""),
        "recipient": _court() if view.kind in TO_COURT else None,
        "statutes": list(rules.sources_of(view.kind, view.track, statute)) if statute else [],
        "sections": _sections(view, statute),
        "decided_on": _decided_on(about),
        **_dates(about.measure),
    }


def _court() -> Recipient:
    name: str = settings.COURT_NAME
    return Recipient(name[:1].upper() + name[1:])


def _sections(view: PaperView, statute: str | None) -> list[dict[str, str]]:
    blocks = rules.blocks_of(view.kind, view.track, statute) if statute else ()
    return [{"title": each.title.sv, "text": view.blocks.get(each.name) or _NOTHING_YET} for each in blocks]


def _decided_on(about: rules.Signing) -> Any:
    found = rules.decision_to_submit(about.matters, about.paper) if about.paper.kind is PaperKind.SUBMISSION else None
    return local_date(found.decided_at) if found and found.decided_at else None


def _dates(measure: MeasureView | None) -> dict[str, Any]:
    if measure is None or measure.care_began_at is None:
        return {}
    return {"care_began_on": local_date(measure.care_began_at)}


def _letter_to_child(about: rules.Signing, child: PersonView, actor: Viewer) -> dict[str, Any]:
    body = about.paper.blocks.get("body") or _NOTHING_YET
    return {
        "child": Subject(child.given_name),
        "body": body,
        "words": [
            {"word": each.word.capitalize(), "meaning": each.meaning.sv} for each in readability(body).hard_words
        ],
        "contact": official_of(actor),
    }
