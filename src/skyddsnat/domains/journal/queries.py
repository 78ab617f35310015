"""Reads of notes and talks: only from files that the viewer sees."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from skyddsnat.domains.journal import permissions, rules
from skyddsnat.domains.journal.models import Note, Paragraph, Talk
from skyddsnat.domains.journal.rules import checksum, paragraphs, repetitions
from skyddsnat.domains.journal.types import (
    AlreadyTold,
    Author,
    NoteAct,
    NoteKind,
    NoteView,
    ParagraphView,
    Repetition,
    TalkAct,
    TalkMark,
    TalkView,
    Understood,
    talk_state,
)
from skyddsnat.domains.people.queries import persons
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.asking import Given, Question, moment, moment_or_none
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.stockholm import start_of_day
from skyddsnat.kernel.verdict import Verdict

_SYSTEM = Author(None, "Skyddsnät", "")
# Persons by note and place of paragraph.
_About = dict[tuple[int, int], list[PersonView]]

# --- Notes ------------------------------------------------------------------------------------------------------------


def note(*, note_id: int, viewer: Viewer) -> NoteView:
    """One note with its additions. Raises `NotOpen`."""
    rows = list(_notes().filter(Q(pk=note_id) | Q(corrects_id=note_id)).order_by("written_at", "id"))
    found = [row for row in rows if row.pk == note_id]
    if not found:
        raise NotOpen
    return _with_additions(found, [row for row in rows if row.pk != note_id], viewer)[0]


def notes_of_file(*, file_id: int, viewer: Viewer, before: int | None = None, most: int = 50) -> list[NoteView]:
    """The notes of the file, the latest event first, additions with their note. `before`: the last of the page before.

    Four queries, whatever the amount of notes.
    """
    rows = _notes().filter(file_id=file_id, corrects=None)
    if before is not None:
        rows = rows.filter(_earlier_than(before))
    return _hydrated(rows.order_by("-happened_at", "-id")[:most], viewer)


def paragraphs_of(*, text: str) -> tuple[str, ...]:
    """The paragraphs of a text as notes are divided: what stands between empty lines."""
    return paragraphs(text)


def changing_verdict(*, note_id: int, viewer: Viewer, at: datetime) -> Verdict:
    """Why the viewer may not change the note at that moment, if so. Raises `NotOpen`."""
    row = _notes().filter(pk=note_id).first()
    if row is None:
        raise NotOpen
    file = file_of(file_id=row.file_id, viewer=viewer)
    may = permissions.acting(act=NoteAct.CHANGE, file=file, author_id=row.written_by_id, viewer=viewer)
    return may + rules.changing_verdict(state=rules.note_state(row.locks_at, at))


def search_notes(*, file_id: int, text: str, viewer: Viewer, most: int = 26) -> list[NoteView]:
    """Notes of the file with all the words, in any inflection, the latest first.

    "…" asks for a phrase, - leaves a word out. Inside one file only: across files, case data may be searched by name
    and numbers alone (SFS 2001:637 12 and 15 §§).
    """
    if not text.strip():
        return []
    words = SearchQuery(text, config="swedish", search_type="websearch")
    rows = _notes().annotate(content=SearchVector("text", config="swedish")).filter(file_id=file_id, content=words)
    return _hydrated(rows.order_by("-happened_at", "-id")[:most], viewer)


def checksums_hold(*, viewer: Viewer) -> int:
    """How many notes, of those that the viewer sees, no longer are what was saved: 0 when all is well (lesson 3)."""
    rows = Note.objects.values_list("text", "checksum").iterator()
    return sum(checksum(text) != saved for text, saved in rows)


def repeated_texts(*, file_ids: Iterable[int], viewer: Viewer) -> dict[int, Repetition]:
    """How much of each file's notes stands in another of these files too (lesson 9). Counts, never the texts."""
    texts: dict[int, list[str]] = {file_id: [] for file_id in file_ids}
    for file_id, text in Note.objects.filter(file_id__in=list(texts)).values_list("file_id", "text"):
        texts[file_id].append(text)
    return repetitions(texts)


# --- Talks ------------------------------------------------------------------------------------------------------------


def talk(*, talk_id: int, viewer: Viewer) -> TalkView:
    """One talk. Raises `NotOpen`."""
    found = _talk_views(_talks().filter(pk=talk_id), viewer)
    if not found:
        raise NotOpen
    return found[0]


def talks_of_file(*, file_id: int, viewer: Viewer) -> list[TalkView]:
    """Every talk with the child, planned, held and cancelled, the latest first."""
    rows = _talk_views(_talks().filter(file_id=file_id), viewer)
    return sorted(rows, key=lambda talk: (talk.happens_at, talk.id), reverse=True)


def planned_talks(*, viewer: Viewer, day: date) -> list[TalkView]:
    """The talks of the day that wait: those the viewer planned or in files the viewer is assigned to, by time."""
    return _talk_views(_talks().filter(_planned_for(viewer, day)).order_by("planned_at", "id"), viewer)


def _planned_for(viewer: Viewer, day: date) -> Q:
    on_day = Q(planned_at__gte=start_of_day(day), planned_at__lt=start_of_day(day + timedelta(days=1)))
    mine = Q(written_by_id=viewer.employee_id or 0) | Q(file_id__in=viewer.file_ids)
    return on_day & mine & Q(held_at=None, cancelled_at=None)


def latest_steps(*, file_ids: Iterable[int], viewer: Viewer) -> dict[int, datetime]:
    """When somebody last wrote a note or held a talk in each file, by file; files without either are left out."""
    files = list(file_ids)
    noted = Note.objects.filter(file_id__in=files).values_list("file_id").annotate(Max("written_at"))
    talked = (
        Talk.objects.filter(file_id__in=files, held_at__isnull=False).values_list("file_id").annotate(Max("held_at"))
    )
    latest: dict[int, datetime] = {}
    for file_id, last in (*noted, *talked):
        latest[file_id] = max(last, latest.get(file_id, last))
    return latest


def talk_verdict(*, talk_id: int, act: TalkAct, viewer: Viewer, at: datetime) -> Verdict:
    """Why the viewer may not do this with the talk at that moment, if so. Raises `NotOpen`."""
    row = Talk.objects.filter(pk=talk_id).first()
    if row is None:
        raise NotOpen
    file = file_of(file_id=row.file_id, viewer=viewer)
    state = talk_state(held_at=row.held_at, cancelled_at=row.cancelled_at, locks_at=row.locks_at, at=at)
    may = permissions.acting(act=act, file=file, author_id=row.written_by_id, viewer=viewer)
    return may + rules.talk_act_verdict(state=state, act=act)


def already_told(*, file_id: int, viewer: Viewer) -> list[AlreadyTold]:
    """What the child has told already, the latest first, so that nobody asks twice."""
    rows = Talk.objects.filter(file_id=file_id, held_at__isnull=False).exclude(already_told="")
    return [
        AlreadyTold(text=row.already_told, held_at=row.held_at, place=row.place, was_alone=bool(row.was_alone))
        for row in rows.order_by("-held_at", "-id")
        if row.held_at is not None
    ]


# --- Parts ------------------------------------------------------------------------------------------------------------


def _notes() -> QuerySet[Note]:
    return Note.objects.select_related("written_by")


def _earlier_than(note_id: int) -> Q:
    moment = Note.objects.filter(pk=note_id).values_list("happened_at", flat=True).first()
    if moment is None:
        return Q(pk__in=[])
    return Q(happened_at__lt=moment) | Q(happened_at=moment, pk__lt=note_id)


def _hydrated(rows: Iterable[Note], viewer: Viewer) -> list[NoteView]:
    notes = list(rows)
    added = _notes().filter(corrects_id__in=[row.pk for row in notes]).order_by("written_at", "id")
    return _with_additions(notes, list(added), viewer)


def _with_additions(notes: list[Note], additions: list[Note], viewer: Viewer) -> list[NoteView]:
    about = _about([row.pk for row in (*notes, *additions)], viewer)
    added: dict[int, list[NoteView]] = defaultdict(list)
    for row in additions:
        added[row.corrects_id or 0].append(_note_view(row, about, ()))
    return [_note_view(row, about, tuple(added[row.pk])) for row in notes]


def _about(note_ids: Sequence[int], viewer: Viewer) -> _About:
    rows = list(
        Paragraph.objects.filter(note_id__in=note_ids).order_by("id").values_list("note_id", "place", "person_id")
    )
    seen = persons(person_ids=[person_id for _, _, person_id in rows], viewer=viewer)
    about: _About = defaultdict(list)
    for note_id, place, person_id in rows:
        if person_id in seen:
            about[note_id, place].append(seen[person_id])
    return about


def _note_view(row: Note, about: _About, additions: tuple[NoteView, ...]) -> NoteView:
    return NoteView(
        id=row.pk,
        file_id=row.file_id,
        kind=NoteKind(row.kind),
        happened_at=row.happened_at,
        with_whom=row.with_whom,
        subject=row.subject,
        text=row.text,
        paragraphs=tuple(
            ParagraphView(place=place, text=text, about=tuple(about.get((row.pk, place), ())))
            for place, text in enumerate(paragraphs(row.text), start=1)
        ),
        author=_author(row.written_by),
        written_at=row.written_at,
        locks_at=row.locks_at,
        corrects_id=row.corrects_id,
        moved_from_id=row.moved_from_id,
        version=row.version,
        additions=additions,
    )


def _author(employee: Employee | None) -> Author:
    return _SYSTEM if employee is None else Author(employee.pk, employee.name, employee.service_code)


def _talks() -> QuerySet[Talk]:
    return Talk.objects.select_related("written_by")


def _talk_views(rows: Iterable[Talk], viewer: Viewer) -> list[TalkView]:
    found = list(rows)
    children = persons(person_ids=[row.child_id for row in found], viewer=viewer)
    return [_talk_view(row, children[row.child_id]) for row in found]


def _talk_view(row: Talk, child: PersonView) -> TalkView:
    return TalkView(
        id=row.pk,
        file_id=row.file_id,
        child=child,
        planned_at=row.planned_at,
        held_at=row.held_at,
        cancelled_at=row.cancelled_at,
        cancel_reason=row.cancel_reason,
        place=row.place,
        purpose=row.purpose,
        was_alone=row.was_alone,
        not_alone_reason=row.not_alone_reason,
        childs_words=row.childs_words,
        told=row.told,
        understood=Understood(row.understood) if row.understood else None,
        understood_how=row.understood_how,
        already_told=row.already_told,
        author=_author(row.written_by),
        written_at=row.written_at,
        locks_at=row.locks_at,
        version=row.version,
    )


# --- Questions, asked together with those of other packages -----------------------------------------------------------

_OF_TALK = ("id", "file_id", "place", "purpose", "was_alone", "childs_words", "already_told")
_COLUMNS_OF_TALK = {name: name for name in (*_OF_TALK, "planned_at", "held_at")}


def ask_talks_of_file(*, file_id: int, viewer: Viewer) -> Question[TalkMark]:
    """Talks with the child that were held or are planned, the latest first."""
    return Question(_talks_of_file, _COLUMNS_OF_TALK, _mark, {"file_id": file_id})


def _talks_of_file() -> QuerySet[Talk]:
    rows = Talk.objects.filter(file_id=Given("file_id"), cancelled_at=None)
    return rows.order_by(Coalesce("held_at", "planned_at").desc(), "-id")


def ask_latest_steps(*, file_ids: Iterable[int], viewer: Viewer) -> Question[tuple[int, datetime]]:
    """(file, when somebody last wrote a note or held a talk in it) of those files that have either."""
    files = File.objects.filter(pk__in=list(file_ids))
    latest = Greatest(_latest(Note, "written_at"), _latest(Talk, "held_at"))
    rows = files.annotate(latest=latest).filter(latest__isnull=False)
    return Question(rows, {"id": "id", "latest": "latest"}, lambda row: (row["id"], moment(row["latest"])))


def _latest(model: type[Note | Talk], when: str) -> Subquery:
    rows = model._default_manager.filter(file_id=OuterRef("pk")).order_by()
    return Subquery(rows.values("file_id").annotate(latest=Max(when)).values("latest"))


def ask_planned_talks(*, day: date, viewer: Viewer) -> Question[TalkMark]:
    """The talks of the day that wait: those the viewer planned or in files the viewer is assigned to, by time."""
    hours = {"start": start_of_day(day), "end": start_of_day(day + timedelta(days=1))}
    mine = {"employee_id": viewer.employee_id or 0, "file_ids": viewer.file_ids}
    return Question(_planned_in, _COLUMNS_OF_TALK, _mark, hours | mine)


def _planned_in() -> QuerySet[Talk]:
    rows = Talk.objects.filter(planned_at__gte=Given("start"), planned_at__lt=Given("end"), held_at=None)
    mine = Q(written_by_id=Given("employee_id")) | Q(file_id__among=Given("file_ids"))
    return rows.filter(mine, cancelled_at=None).order_by("planned_at", "id")


def _mark(row: dict[str, Any]) -> TalkMark:
    moments = {name: moment_or_none(row[name]) for name in ("planned_at", "held_at")}
    return TalkMark(**row | moments)
