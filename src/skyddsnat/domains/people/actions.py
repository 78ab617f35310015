"""Writing down children, adults and what they are to each other."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.db.utils import IntegrityError

from skyddsnat.domains.people.models import Person, Relation
from skyddsnat.domains.people.permissions import check_user_can_change, check_user_can_look, check_user_can_reveal
from skyddsnat.domains.people.rules import (
    DEEDS,
    NO_SUBJECT,
    NUMBER_IS_TAKEN,
    SUBJECT_EXISTS,
    birth_date_of,
    ending_verdict,
    full_name,
    is_masked,
    number_of,
    person_verdict,
    relation_verdict,
    search_name,
    sort_key,
)
from skyddsnat.domains.people.types import (
    LookAlike,
    NewPerson,
    Protection,
    RelationAct,
    RelationKind,
    RelationState,
)
from skyddsnat.foundation.access.actions import keep_open
from skyddsnat.foundation.access.permissions import check_user_can_write
from skyddsnat.foundation.access.queries import NotOpen, file_of, files_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.personal_number import NotAPersonalNumber, parse
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused, Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile

# --- Persons ----------------------------------------------------------------------------------------------------------


def register_child(*, file_id: int, person: NewPerson, actor: Viewer, at: datetime) -> int:
    """Write down the child that the file is about. A protected child closes the file to intake at large.

    Raises `NotOpen`, `Refused` (also when the number has a file already). Returns the person's id.
    """
    file = _file_to_write_in(file_id, actor)
    verdict = person_verdict(person, on=local_date(at))
    if _subject_id(file_id) is not None:
        verdict += Verdict.of(SUBJECT_EXISTS)
    verdict.require()
    child_id = _write_down(file, person, actor, at, is_subject=True)
    record(deed="people.child.registered", target=f"people.person:{child_id}", actor=actor, at=at, file_id=file_id)
    return child_id


def change_person(*, person_id: int, version: int, person: NewPerson, actor: Viewer, at: datetime) -> int:
    """Correct what is written about a person; every field is replaced.

    Raises `NotOpen`, `Refused`, `ChangedMeanwhile` when `version` is not the latest. Returns the new version.
    """
    row = Person.objects.filter(pk=person_id).first()
    if row is None:
        raise NotOpen
    file = _file_to_change_in(row, actor)
    check_user_can_change(file=file, viewer=actor)
    assert file is not None  # checked on the line above
    person_verdict(person, on=local_date(at)).require()
    _keep_open_if_protected(file, person, actor, at)
    if not _save(person_id, version, _columns(person, at)):
        raise ChangedMeanwhile
    record(deed="people.person.changed", target=f"people.person:{person_id}", actor=actor, at=at, file_id=row.file_id)
    return version + 1


def reveal_protected(*, file_id: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Say why the protected data of a file is needed, before it is read with `reveal=True` (OSL 22:1).

    Raises `NotOpen`, `Refused` without a reason.
    """
    file = file_of(file_id=file_id, viewer=actor)
    check_user_can_reveal(file=file, reason=reason)
    record(
        deed="people.protected.revealed",
        target=f"access.file:{file_id}",
        actor=actor,
        at=at,
        file_id=file_id,
        ground=file.ground.value if file.ground else "",
        details={"reason": reason.strip()},
    )


def _write_down(file: FileView, person: NewPerson, actor: Viewer, at: datetime, *, is_subject: bool) -> int:
    _keep_open_if_protected(file, person, actor, at)
    try:
        with transaction.atomic():
            row = Person.objects.create(file_id=file.id, is_subject=is_subject, **_columns(person, at))
    except IntegrityError as error:
        raise _translated(error) from None
    return row.pk


def _save(person_id: int, version: int, columns: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            rows = Person.objects.filter(pk=person_id, version=version)
            return bool(rows.update(version=F("version") + 1, **columns))
    except IntegrityError as error:
        raise _translated(error) from None


_CONSTRAINTS = {"person_number_once": NUMBER_IS_TAKEN, "person_one_subject_in_file": SUBJECT_EXISTS}


def _translated(error: IntegrityError) -> Exception:
    """The database's answer in words; the original holds the number and must reach no log."""
    for name, reason in _CONSTRAINTS.items():
        if name in str(error):
            return Refused(Verdict.of(reason))
    return error


def _columns(person: NewPerson, at: datetime) -> dict[str, Any]:
    number = number_of(person, on=local_date(at))
    given, family = person.given_name.strip(), person.family_name.strip()
    return {
        "given_name": given,
        "family_name": family,
        "search_name": search_name(given, family),
        "sort_key": sort_key(given, family),
        "birth_date": birth_date_of(person, number),
        "number": number.value if number else None,
        "number_kind": number.kind.value if number else "",
        "sex": person.sex,
        "language": person.language.strip(),
        "needs_interpreter": person.needs_interpreter,
        "protection": person.protection.value,
        "address": person.address.strip(),
        "phone": person.phone.strip(),
        "school": person.school.strip(),
    }


def _keep_open_if_protected(file: FileView, person: NewPerson, actor: Viewer, at: datetime) -> None:
    # The mark closes the file to intake at large. Whoever sets it must still be able to assess protection (lesson 8).
    if is_masked(person.protection, reveal=False) and not file.is_protected:
        keep_open(file=file, actor=actor, at=at)


def _file_to_write_in(file_id: int, actor: Viewer) -> FileView:
    file = file_of(file_id=file_id, viewer=actor)
    check_user_can_write(file=file, viewer=actor)
    return file


def _file_to_change_in(row: Person, actor: Viewer) -> FileView | None:
    """The person's own file or, for an adult, an open file in which they are related to the child."""
    file_ids = [row.file_id]
    if not row.is_subject:
        file_ids += Relation.objects.filter(other_id=row.pk).order_by("id").values_list("file_id", flat=True)
    seen = files_of(file_ids=file_ids, viewer=actor)
    return next((seen[file_id] for file_id in file_ids if file_id in seen), None)


def _subject_id(file_id: int) -> int | None:
    return Person.objects.filter(file_id=file_id, is_subject=True).values_list("pk", flat=True).first()


# --- Relations --------------------------------------------------------------------------------------------------------


def add_relation(
    *,
    file_id: int,
    other: NewPerson | int,
    kind: RelationKind,
    lives_together: bool,
    starts_on: date | None,
    note: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Write down what somebody is to the child of the file: a new person, or by id one whom the actor sees already.

    Raises `NotOpen`, `Refused`. Returns the relation's id.
    """
    file = _file_to_write_in(file_id, actor)
    child_id = _subject_id(file_id)
    if child_id is None:
        raise Refused(Verdict.of(NO_SUBJECT))
    verdict = _relation_verdict(child_id, other, kind, starts_on, local_date(at))
    verdict.require()
    row = Relation.objects.create(
        file_id=file_id,
        child_id=child_id,
        other_id=_other_id(file, other, actor, at),
        kind=kind.value,
        starts_on=starts_on,
        lives_together=lives_together,
        note=note.strip(),
    )
    record(
        deed="people.relation.added",
        target=f"people.relation:{row.pk}",
        actor=actor,
        at=at,
        file_id=file_id,
        details={"kind": kind.value},
    )
    return row.pk


def _relation_verdict(
    child_id: int, other: NewPerson | int, kind: RelationKind, starts_on: date | None, on: date
) -> Verdict:
    if isinstance(other, NewPerson):
        related = relation_verdict(is_same_person=False, is_known=False, starts_on=starts_on, on=on)
        return person_verdict(other, on=on) + related
    known = Relation.objects.filter(child_id=child_id, other_id=other, kind=kind.value, ends_on=None).exists()
    return relation_verdict(is_same_person=other == child_id, is_known=known, starts_on=starts_on, on=on)


def _other_id(file: FileView, other: NewPerson | int, actor: Viewer, at: datetime) -> int:
    if isinstance(other, NewPerson):
        return _write_down(file, other, actor, at, is_subject=False)
    protection = Person.objects.filter(pk=other).values_list("protection", flat=True).first()
    if protection is None:
        raise NotOpen
    if is_masked(Protection(protection), reveal=False) and not file.is_protected:
        keep_open(file=file, actor=actor, at=at)
    return other


def end_relation(*, relation_id: int, ends_on: date, actor: Viewer, at: datetime) -> None:
    """The relation holds to, not with, the day. It stays in the file. Raises `NotOpen`, `Refused`."""
    row = Relation.objects.filter(pk=relation_id).first()
    if row is None:
        raise NotOpen
    _file_to_write_in(row.file_id, actor)
    state = RelationState.RUNNING if row.ends_on is None else RelationState.ENDED
    ending_verdict(state=state, starts_on=row.starts_on, ends_on=ends_on).require()
    Relation.objects.filter(pk=relation_id, ends_on=None).update(ends_on=ends_on)
    record(
        deed=DEEDS[RelationAct.END],
        target=f"people.relation:{relation_id}",
        actor=actor,
        at=at,
        file_id=row.file_id,
    )


# --- The two logged doors ---------------------------------------------------------------------------------------------


def look_for_child(
    *, name: str, birth_date: date | None, number: str | None, actor: Viewer, at: datetime
) -> list[LookAlike]:
    """Children with a file who may be the one being registered, at most six, the exact number first (lesson 14).

    Looks past the wall of need to know, so that a child does not get two files; the question is logged, and every
    answer in the log of its file. `name` is given name first. Raises `Refused` to those who register nothing.
    """
    check_user_can_look(viewer=actor)
    cleaned = search_name(name, "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM people_look_alikes(%s, %s, %s)", [cleaned, birth_date, _stored_number(number, at)]
        )
        rows = cursor.fetchall()
    record(deed="people.look_alikes.asked", target="people.person", actor=actor, at=at, details={"found": len(rows)})
    opened = files_of(file_ids=[row[1] for row in rows], viewer=actor)
    found = [_look_alike(row, row[1] in opened) for row in rows]
    for child in found:
        record(
            deed="people.look_alikes.shown",
            target=f"people.person:{child.person_id}",
            actor=actor,
            at=at,
            file_id=child.file_id,
        )
    return found


def _look_alike(row: tuple[Any, ...], is_open: bool) -> LookAlike:
    person_id, file_id, file_number, given, family, born, number, protection, unit_id, is_exact = row
    masked = is_masked(Protection(protection), reveal=False)
    return LookAlike(
        person_id=person_id,
        file_id=file_id,
        file_number=file_number,
        name="" if masked else full_name(given, family),
        birth_date=None if masked else born,
        number=None if masked else number,
        protection=Protection(protection),
        unit_id=unit_id,
        is_exact=is_exact,
        is_open=is_open,
    )


def file_of_number(*, number: str, actor: Viewer, at: datetime) -> int | None:
    """The file with exactly this file number, or of the child with this personal number; None when there is none.

    The way to emergency access: opens nothing by itself, and is logged in the file that it found. Raises `Refused` to
    those who register nothing.
    """
    check_user_can_look(viewer=actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_file_of_number(%s)", [_stored_number(number, at) or number.strip()])
        found: int | None = cursor.fetchone()[0]
    record(
        deed="people.number.asked",
        target=f"access.file:{found}" if found else "access.file",
        actor=actor,
        at=at,
        file_id=found,
    )
    return found


def _stored_number(typed: str | None, at: datetime) -> str | None:
    try:
        return parse(typed, on=local_date(at)).value if typed else None
    except NotAPersonalNumber:
        return None
