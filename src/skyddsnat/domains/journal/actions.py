"""Writing, adding to and moving notes; planning, holding and cancelling talks with the child."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.journal.models import Note, Paragraph, Talk
from skyddsnat.domains.journal.permissions import check_user_can_act, check_user_can_move, check_user_can_talk
from skyddsnat.domains.journal.rules import (
    LOCKS_AFTER,
    NOTE_DEEDS,
    TALK_DEEDS,
    addition_verdict,
    cancelling_verdict,
    changing_verdict,
    checksum,
    holding_verdict,
    moving_verdict,
    note_state,
    note_verdict,
    planning_verdict,
    talk_act_verdict,
)
from skyddsnat.domains.journal.types import NoteAct, NoteKind, TalkAct, TalkState, Understood, talk_state
from skyddsnat.domains.people.queries import relations_of_file, subject_of_file
from skyddsnat.foundation.access.permissions import check_user_can_write
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile

# --- Notes ------------------------------------------------------------------------------------------------------------


def write_note(
    *,
    file_id: int,
    kind: NoteKind,
    happened_at: datetime,
    with_whom: str,
    text: str,
    actor: Viewer,
    at: datetime,
    subject: str = "",
    about: Mapping[int, Collection[int]] | None = None,
) -> int:
    """Note what happened or was said (SoL 14:3, FL 27 §). It may be changed for a day, then it locks (lesson 17).

    `subject` is what the note belongs to ("investigations.investigation:4"); `about` says who each paragraph is about:
    persons of the file by the paragraph's place from 1. Raises `NotOpen`, `Refused`. Returns the note's id.
    """
    _file_to_write_in(file_id, actor)
    whom = about or {}
    _check_text(file_id, text, happened_at, whom, actor, at)
    row = _insert(
        file_id,
        text,
        actor,
        at,
        kind=kind.value,
        happened_at=happened_at,
        with_whom=with_whom.strip(),
        subject=subject,
    )
    _say_whom(row, whom)
    _record("journal.note.written", row, actor, at)
    return row.pk


def change_note(
    *,
    note_id: int,
    version: int,
    text: str,
    happened_at: datetime,
    with_whom: str,
    actor: Viewer,
    at: datetime,
    about: Mapping[int, Collection[int]] | None = None,
) -> int:
    """Change one's own note before it locks. What stood there stays in the log. `about` is replaced too.

    Raises `NotOpen`, `Refused`, `ChangedMeanwhile`. Returns the new version.
    """
    row = _note(note_id)
    file = file_of(file_id=row.file_id, viewer=actor)
    check_user_can_act(act=NoteAct.CHANGE, file=file, author_id=row.written_by_id, viewer=actor)
    changing_verdict(state=note_state(row.locks_at, at)).require()
    whom = about or {}
    _check_text(row.file_id, text, happened_at, whom, actor, at)
    changed = Note.objects.filter(pk=note_id, version=version).update(
        text=text.strip(),
        checksum=checksum(text.strip()),
        happened_at=happened_at,
        with_whom=with_whom.strip(),
        version=F("version") + 1,
    )
    if not changed:
        raise ChangedMeanwhile
    Paragraph.objects.filter(note_id=note_id).delete()
    _say_whom(row, whom)
    _record(NOTE_DEEDS[NoteAct.CHANGE], row, actor, at)
    return version + 1


def add_to_note(*, note_id: int, text: str, actor: Viewer, at: datetime, kind: NoteKind = NoteKind.NOTE) -> int:
    """Add to a note, locked or not, or with `kind` CORRECTION note what somebody says is wrong in it (SoL 14:6).

    The note itself stays as it is. Raises `NotOpen`, `Refused`. Returns the addition's id.
    """
    row = _note(note_id)
    _file_to_write_in(row.file_id, actor)
    addition_verdict(text=text, is_addition=row.corrects_id is not None).require()
    added = _insert(
        row.file_id, text, actor, at, kind=kind.value, happened_at=at, subject=row.subject, corrects_id=row.pk
    )
    _record(NOTE_DEEDS[NoteAct.ADD], added, actor, at, note=note_id)
    return added.pk


def move_note(*, note_id: int, to_file_id: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Move a note that was written in the wrong file, with its additions. Both files keep the trace (lesson 17).

    Of those its paragraphs are about, the right file shows whom its readers see. Raises `NotOpen`, `Refused`.
    """
    row = _note(note_id)
    source = file_of(file_id=row.file_id, viewer=actor)
    target = file_of(file_id=to_file_id, viewer=actor)
    check_user_can_move(source=source, target=target, viewer=actor)
    moving_verdict(
        reason=reason, is_same_file=source.id == target.id, is_addition=row.corrects_id is not None
    ).require()
    for moved in (Note.objects.filter(pk=note_id), Note.objects.filter(corrects_id=note_id)):
        moved.update(file_id=target.id, moved_from_id=source.id)
    Paragraph.objects.filter(note_id=note_id).update(file_id=target.id)
    for file in (source, target):
        record(
            deed=NOTE_DEEDS[NoteAct.MOVE],
            target=f"journal.note:{note_id}",
            actor=actor,
            at=at,
            file_id=file.id,
            details={"from": source.id, "to": target.id, "reason": reason.strip()},
        )


def lock_notes_of(*, file_id: int, actor: Viewer, at: datetime) -> int:
    """The file was handed out: its notes and talks lock at once (lesson 17).

    Returns how many did. Raises `NotOpen`, `Refused`.
    """
    _file_to_write_in(file_id, actor)
    locked = Note.objects.filter(file_id=file_id, locks_at__gt=at).update(locks_at=at)
    locked += Talk.objects.filter(file_id=file_id, locks_at__gt=at).update(locks_at=at)
    record(
        deed=NOTE_DEEDS[NoteAct.LOCK],
        target=f"access.file:{file_id}",
        actor=actor,
        at=at,
        file_id=file_id,
        details={"locked": locked},
    )
    return locked


def _note(note_id: int) -> Note:
    row = Note.objects.filter(pk=note_id).first()
    if row is None:
        raise NotOpen
    return row


def _insert(file_id: int, text: str, actor: Viewer, at: datetime, **columns: Any) -> Note:
    kept = text.strip()
    return Note.objects.create(
        file_id=file_id,
        text=kept,
        checksum=checksum(kept),
        written_at=at,
        written_by_id=actor.employee_id,
        locks_at=at + LOCKS_AFTER,
        **columns,
    )


def _check_text(
    file_id: int, text: str, happened_at: datetime, about: Mapping[int, Collection[int]], actor: Viewer, at: datetime
) -> None:
    in_file = _people_in(file_id, actor) if about else frozenset()
    note_verdict(text=text, happened_at=happened_at, at=at, about=about, in_file=in_file).require()


def _people_in(file_id: int, actor: Viewer) -> frozenset[int]:
    child = subject_of_file(file_id=file_id, viewer=actor)
    related = relations_of_file(file_id=file_id, viewer=actor)
    return frozenset({child.id, *(relation.person.id for relation in related)})


def _say_whom(row: Note, about: Mapping[int, Collection[int]]) -> None:
    Paragraph.objects.bulk_create(
        Paragraph(note_id=row.pk, file_id=row.file_id, place=place, person_id=person_id)
        for place, persons in sorted(about.items())
        for person_id in dict.fromkeys(persons)
    )


def _record(deed: str, row: Note | Talk, actor: Viewer, at: datetime, **details: object) -> None:
    thing = "note" if isinstance(row, Note) else "talk"
    record(deed=deed, target=f"journal.{thing}:{row.pk}", actor=actor, at=at, file_id=row.file_id, details=details)


def _file_to_write_in(file_id: int, actor: Viewer) -> FileView:
    file = file_of(file_id=file_id, viewer=actor)
    check_user_can_write(file=file, viewer=actor)
    return file


# --- Talks ------------------------------------------------------------------------------------------------------------


def plan_talk(*, file_id: int, planned_at: datetime, place: str, purpose: str, actor: Viewer, at: datetime) -> int:
    """Plan a talk with the child of the file (SoL 3:2; without its guardian: 20:7).

    Raises `NotOpen` (also when the file has no child yet), `Refused`. Returns the talk's id.
    """
    _file_to_talk_in(file_id, actor)
    planning_verdict(planned_at=planned_at, purpose=purpose, at=at).require()
    row = Talk.objects.create(
        file_id=file_id,
        child_id=subject_of_file(file_id=file_id, viewer=actor).id,
        planned_at=planned_at,
        place=place.strip(),
        purpose=purpose.strip(),
        **{**_signed(actor, at), "locks_at": None},
    )
    _record("journal.talk.planned", row, actor, at)
    return row.pk


def hold_talk(
    *,
    talk_id: int | None,
    file_id: int,
    held_at: datetime,
    place: str,
    purpose: str,
    was_alone: bool,
    not_alone_reason: str,
    childs_words: str,
    told: str,
    understood: Understood,
    understood_how: str,
    already_told: str,
    version: int | None,
    actor: Viewer,
    at: datetime,
) -> int:
    """Write down a talk with the child: a planned one, an unplanned one (`talk_id` None), or again, to mend one's text.

    Locks a day after it was first written. The child's words stand as the child said them; what it was told and whether
    it understood are told apart (SoL 3:2-3). Raises `NotOpen`, `Refused`, `ChangedMeanwhile`. Returns the talk's id.
    """
    file = _file_to_talk_in(file_id, actor)
    row = None if talk_id is None else _talk(talk_id, file_id)
    verdict = holding_verdict(
        held_at=held_at,
        at=at,
        purpose=purpose,
        was_alone=was_alone,
        not_alone_reason=not_alone_reason,
        told=told,
        understood=understood,
    )
    _check_row(row, file, verdict, actor, at)
    columns = {
        "held_at": held_at,
        "place": place.strip(),
        "purpose": purpose.strip(),
        "was_alone": was_alone,
        "not_alone_reason": "" if was_alone else not_alone_reason.strip(),
        "childs_words": childs_words.strip(),
        "told": told.strip(),
        "understood": understood.value,
        "understood_how": understood_how.strip(),
        "already_told": already_told.strip(),
    }
    if row is None:
        return _held_unplanned(file_id, columns, actor, at)
    return _held(row, version, columns, actor, at)


def _check_row(row: Talk | None, file: FileView, verdict: Verdict, actor: Viewer, at: datetime) -> None:
    if row is not None:
        check_user_can_act(act=_act(row), file=file, author_id=row.written_by_id, viewer=actor)
        verdict = talk_act_verdict(state=_state(row, at), act=_act(row)) + verdict
    verdict.require()


def _held_unplanned(file_id: int, columns: dict[str, Any], actor: Viewer, at: datetime) -> int:
    child = subject_of_file(file_id=file_id, viewer=actor)
    row = Talk.objects.create(file_id=file_id, child_id=child.id, **_signed(actor, at), **columns)
    _record(TALK_DEEDS[TalkAct.HOLD], row, actor, at)
    return row.pk


def _held(row: Talk, version: int | None, columns: dict[str, Any], actor: Viewer, at: datetime) -> int:
    act = _act(row)
    _save(row, version, columns if act is TalkAct.CHANGE else columns | _signed(actor, at))
    _record(TALK_DEEDS[act], row, actor, at)
    return row.pk


def _signed(actor: Viewer, at: datetime) -> dict[str, Any]:
    return {"written_at": at, "written_by_id": actor.employee_id, "locks_at": at + LOCKS_AFTER}


def cancel_talk(*, talk_id: int, reason: str, actor: Viewer, at: datetime) -> None:
    """A planned talk is not held, and why: the child said no, a guardian came between. Raises `NotOpen`, `Refused`."""
    row = _talk(talk_id)
    _file_to_write_in(row.file_id, actor)
    cancelling_verdict(state=_state(row, at), reason=reason).require()
    _save(row, row.version, {"cancelled_at": at, "cancel_reason": reason.strip()})
    _record(TALK_DEEDS[TalkAct.CANCEL], row, actor, at)


def _file_to_talk_in(file_id: int, actor: Viewer) -> FileView:
    file = file_of(file_id=file_id, viewer=actor)
    check_user_can_talk(file=file, viewer=actor)
    return file


def _talk(talk_id: int, file_id: int | None = None) -> Talk:
    rows = Talk.objects.filter(pk=talk_id)
    row = (rows if file_id is None else rows.filter(file_id=file_id)).first()
    if row is None:
        raise NotOpen
    return row


def _state(row: Talk, at: datetime) -> TalkState:
    return talk_state(held_at=row.held_at, cancelled_at=row.cancelled_at, locks_at=row.locks_at, at=at)


def _act(row: Talk) -> TalkAct:
    return TalkAct.HOLD if row.held_at is None else TalkAct.CHANGE


def _save(row: Talk, version: int | None, columns: dict[str, Any]) -> None:
    rows = Talk.objects.filter(pk=row.pk, version=version or 0)
    if not rows.update(version=F("version") + 1, **columns):
        raise ChangedMeanwhile
