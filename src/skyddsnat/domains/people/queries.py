"""Reads about people: only whom the viewer may see, masked when their data is protected."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Subquery

from skyddsnat.domains.people.models import Person, Relation
from skyddsnat.domains.people.rules import full_name, is_masked, ordered, searchable, short_name
from skyddsnat.domains.people.types import PersonView, Protection, RelationKind, RelationView
from skyddsnat.foundation.access.asking import Given, Question, day_or_none
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.permissions import check_user_can_read_log
from skyddsnat.foundation.audit.review import Trigger
from skyddsnat.law.consent import age_on, is_party

_LAST_SIGN = "\U0010ffff"
_SHORTEST_NUMBER = 4
# What two children may share so that one is mistaken for the other.
_ALIKE = ("search_name", "birth_date", "given_name", "family_name", "address")
_MARKS = (Trigger.OWN_NAME, Trigger.SAME_SURNAME, Trigger.PROTECTED)


def subject_of_file(*, file_id: int, viewer: Viewer, reveal: bool = False) -> PersonView:
    """The child that the file is about. Raises `NotOpen` when there is none to see."""
    return _one(Person.objects.filter(file_id=file_id, is_subject=True), reveal)


def subjects_of_files(*, file_ids: Iterable[int], viewer: Viewer) -> dict[int, PersonView]:
    """The child of each file that the viewer sees, by file. One query."""
    rows = Person.objects.filter(file_id__in=set(file_ids), is_subject=True)
    return {row.file_id: _view(row) for row in rows}


def person(*, person_id: int, viewer: Viewer, reveal: bool = False) -> PersonView:
    """One person. Raises `NotOpen`."""
    return _one(Person.objects.filter(pk=person_id), reveal)


def persons(*, person_ids: Iterable[int], viewer: Viewer, reveal: bool = False) -> dict[int, PersonView]:
    """Those of the persons whom the viewer sees, by id. One query."""
    return {row.pk: _view(row, reveal=reveal) for row in Person.objects.filter(pk__in=set(person_ids))}


def relations_of_file(*, file_id: int, viewer: Viewer, reveal: bool = False) -> list[RelationView]:
    """Everyone's relation to the child of the file, also ended ones, guardians first. One query."""
    rows = sorted(_relations(file_id), key=_place)
    return [_relation_view(row, reveal) for row in rows]


def guardians_of_file(*, file_id: int, on: date, viewer: Viewer, reveal: bool = False) -> list[PersonView]:
    """Who has custody of the child on the day, by name."""
    return _related(file_id, RelationKind.GUARDIAN, on, reveal)


def siblings_of_file(*, file_id: int, on: date, viewer: Viewer, reveal: bool = False) -> list[PersonView]:
    """The child's siblings on the day. One with a file of its own has that `file_id`, open to the viewer or not."""
    return _related(file_id, RelationKind.SIBLING, on, reveal)


def parties_of_file(*, file_id: int, on: date, viewer: Viewer, reveal: bool = False) -> list[PersonView]:
    """Each who is told and asked by name: the child of 15 first, then every guardian (SoL 3:4; lesson 7)."""
    children = Person.objects.filter(file_id=file_id, is_subject=True)
    own_case = [child for child in children if child.birth_date and is_party(age=age_on(child.birth_date, on))]
    guardians = guardians_of_file(file_id=file_id, on=on, viewer=viewer, reveal=reveal)
    return [*(_view(child, reveal=reveal) for child in own_case), *guardians]


def mistakable(*, file_id: int, viewer: Viewer, most: int = 6) -> list[PersonView]:
    """Children whose files the viewer sees too and who may be mistaken for the child of this one (lesson 14).

    By the same name, by the same birth date and one name in common, or by the same address. To be shown side by side
    before a note is saved. Protected children are left out: a likeness would tell what is masked.
    """
    child = Person.objects.filter(_UNPROTECTED, file_id=file_id, is_subject=True)
    same = {name: Q(**{name: Subquery(child.values(name)[:1])}) for name in _ALIKE}
    shares_name = same["given_name"] | same["family_name"]
    alike = same["search_name"] | same["birth_date"] & shares_name | same["address"] & ~Q(address="")
    rows = Person.objects.filter(alike & _UNPROTECTED, is_subject=True).exclude(file_id=file_id)
    return [_view(row) for row in rows.order_by("sort_key", "id")[:most]]


def search_people(*, text: str, viewer: Viewer, after: int | None = None, most: int = 26) -> list[PersonView]:
    """People whose name or number starts with `text`, by family name; `after` is the last person of the page before.

    Name: "milo å", "åkerlund m". Number: from four digits, with or without hyphen. A protected person answers to the
    whole number alone, masked: a hit on a name would tell the name.
    """
    rows = Person.objects.filter(_match(text))
    if after is not None:
        rows = rows.filter(_later_than(after))
    return [_view(row) for row in rows.order_by("sort_key", "id")[:most]]


# --- Parts ------------------------------------------------------------------------------------------------------------


# A row out of an answer has the names of the model's columns; a model of its own took Django longer than all the rest.
_Row = Person | SimpleNamespace


def _view(row: _Row, *, reveal: bool = False) -> PersonView:
    """The row as the page may show it."""
    protection = Protection(row.protection)
    masked = is_masked(protection, reveal=reveal)
    return PersonView(
        id=row.pk,
        file_id=row.file_id,
        is_subject=row.is_subject,
        name="" if masked else full_name(row.given_name, row.family_name),
        short_name="" if masked else short_name(row.given_name, row.family_name),
        is_masked=masked,
        birth_date=None if masked else row.birth_date,
        birth_year=row.birth_date.year if row.birth_date else None,
        number=None if masked else row.number,
        number_kind="" if masked else row.number_kind,
        sex=row.sex,
        protection=protection,
        given_name="" if masked else row.given_name,
        family_name="" if masked else row.family_name,
        address="" if masked else row.address,
        phone="" if masked else row.phone,
        school="" if masked else row.school,
        language=row.language,
        needs_interpreter=row.needs_interpreter,
        version=row.version,
    )


def _one(rows: QuerySet[Person], reveal: bool) -> PersonView:
    row = rows.first()
    if row is None:
        raise NotOpen
    return _view(row, reveal=reveal)


def _relations(file_id: int) -> QuerySet[Relation]:
    return Relation.objects.filter(file_id=file_id).select_related("other", "child")


def _place(row: Relation) -> tuple[int, str, int]:
    return list(RelationKind).index(RelationKind(row.kind)), row.other.sort_key, row.pk


def _related(file_id: int, kind: RelationKind, on: date, reveal: bool) -> list[PersonView]:
    started = Q(starts_on=None) | Q(starts_on__lte=on)
    going_on = Q(ends_on=None) | Q(ends_on__gt=on)
    rows = _relations(file_id).filter(started, going_on, kind=kind.value).order_by("other__sort_key", "id")
    return [_view(row.other, reveal=reveal) for row in rows]


def _relation_view(row: Relation, reveal: bool) -> RelationView:
    other = _view(row.other, reveal=reveal)
    if row.lives_together and is_masked(Protection(row.child.protection), reveal=reveal):
        other = replace(other, address="", phone="")  # where a protected child lives is where its household lives
    return RelationView(
        id=row.pk,
        kind=RelationKind(row.kind),
        person=other,
        lives_together=row.lives_together,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        note="" if other.is_masked else row.note,
    )


def _match(text: str) -> Q:
    digits = text.replace("-", "").replace(" ", "").upper()
    if len(digits) >= _SHORTEST_NUMBER and digits[:_SHORTEST_NUMBER].isdecimal():
        return _starts("number", digits) & _UNPROTECTED | Q(number=digits)
    name = searchable(text)
    if not name:
        return Q(pk__in=[])
    return (_starts("search_name", name) | _starts("sort_key", ordered(name))) & _UNPROTECTED


_UNPROTECTED = Q(protection=Protection.NONE.value)


def _starts(field: str, beginning: str) -> Q:
    # A range and not LIKE: under row-level security only leakproof comparisons may use an index.
    return Q(**{f"{field}__gte": beginning, f"{field}__lt": beginning + _LAST_SIGN})


def _later_than(person_id: int) -> Q:
    last = Person.objects.filter(pk=person_id).values_list("sort_key", flat=True).first()
    if last is None:
        return Q(pk__in=[])
    return Q(sort_key__gt=last) | Q(sort_key=last, pk__gt=person_id)


# --- Questions, asked together with those of other packages -----------------------------------------------------------

_OF_PERSON = (
    "id", "file_id", "is_subject", "given_name", "family_name", "birth_date", "number", "number_kind", "sex",
    "protection", "address", "phone", "school", "language", "needs_interpreter", "version",
)  # fmt: skip


_COLUMNS = {name: name for name in _OF_PERSON}
_COLUMNS_OF_OTHER = {name: f"other__{name}" for name in _OF_PERSON}


def ask_subject(*, file_id: int, viewer: Viewer, reveal: bool = False) -> Question[PersonView]:
    """The child that the file is about."""
    return Question(_subject, _COLUMNS, _reader(reveal), {"file_id": file_id})


def _subject() -> QuerySet[Person]:
    return Person.objects.filter(file_id=Given("file_id"), is_subject=True)


def ask_subjects(*, file_ids: Iterable[int], viewer: Viewer) -> Question[PersonView]:
    """The child of each file that the viewer sees, by family name."""
    return Question(_subjects, _COLUMNS, _reader(False), {"file_ids": set(file_ids)})


def _subjects() -> QuerySet[Person]:
    return Person.objects.filter(file_id__among=Given("file_ids"), is_subject=True).order_by("sort_key", "id")


def ask_guardians(*, file_id: int, on: date, viewer: Viewer, reveal: bool = False) -> Question[PersonView]:
    """Who has custody of the child on the day, by name."""
    return Question(_guardians, _COLUMNS_OF_OTHER, _reader(reveal), {"file_id": file_id, "on": on})


def _guardians() -> QuerySet[Relation]:
    rows = Relation.objects.filter(_running(Given("on")), file_id=Given("file_id"), kind=RelationKind.GUARDIAN.value)
    return rows.order_by("other__sort_key", "id")


def ask_parties(*, file_id: int, on: date, viewer: Viewer) -> Question[PersonView | None]:
    """Each who is told and asked by name, as in `parties_of_file` and its order; None stands for a child under 15."""
    given = {"file_id": file_id, "on": on}
    return Question(_parties, _COLUMNS, lambda row: _party(_person(row), on), given)


def _parties() -> QuerySet[Person]:
    # A union and not OR: under row-level security OR would read everybody in the register to find three.
    guardians = _guardians().order_by().values("other_id")
    rows = Person.objects.filter(pk__in=_subject().values("pk").union(guardians))
    return rows.order_by("-is_subject", "sort_key", "id")


def marks_of_readings(*, since: datetime, until: datetime, viewer: Viewer) -> dict[int, frozenset[Trigger]]:
    """Readings in the time of somebody with the reader's name, or of a file with somebody protected, by event.

    Goes past row-level security through a door that answers log reviewers alone. Raises `Refused`.
    """
    check_user_can_read_log(viewer=viewer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_review_marks(%s, %s)", [since, until])
        return {
            event: frozenset(trigger for trigger, holds in zip(_MARKS, found, strict=True) if holds)
            for event, *found in cursor.fetchall()
        }


def _party(row: _Row, on: date) -> PersonView | None:
    is_young = row.birth_date is None or not is_party(age=age_on(row.birth_date, on))
    return None if row.is_subject and is_young else _view(row)


def _running(on: date | Given) -> Q:
    return (Q(starts_on=None) | Q(starts_on__lte=on)) & (Q(ends_on=None) | Q(ends_on__gt=on))


def _reader(reveal: bool) -> Callable[[dict[str, Any]], PersonView]:
    return lambda row: _view(_person(row), reveal=reveal)


def _person(row: dict[str, Any]) -> _Row:
    return SimpleNamespace(**row | {"pk": row["id"], "birth_date": day_or_none(row["birth_date"])})
