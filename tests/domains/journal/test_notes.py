"""Notes are written, changed for a day, then added to; they move with a trace and lock when handed out (lesson 17).

The database locks by its own clock. A note that is to be open while the test runs is written far ahead, one that is to
be locked long ago.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal import queries
from skyddsnat.domains.journal.models import Note, Paragraph
from skyddsnat.domains.journal.types import NoteKind, NoteView, Repetition
from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people.types import RelationKind
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part, system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
AHEAD = datetime(2126, 11, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEXT_DAY = AHEAD + timedelta(days=1)


def write(
    office: Office,
    name: str,
    child: Child,
    text: str = "Alma har inte varit i skolan.",
    *,
    at: datetime = AHEAD,
    happened_at: datetime | None = None,
    about: Mapping[int, list[int]] | None = None,
) -> int:
    with seeing(office.viewer(name, at)) as viewer:
        return journal.write_note(
            file_id=child.file_id,
            kind=NoteKind.CONTACT,
            happened_at=happened_at or at,
            with_whom=" Läraren ",
            text=text,
            about=about,
            actor=viewer,
            at=at,
        )


def change(office: Office, name: str, note_id: int, *, version: int = 1, at: datetime = AHEAD + HOUR) -> int:
    with seeing(office.viewer(name, at)) as viewer:
        return journal.change_note(
            note_id=note_id,
            version=version,
            text="Alma kom efter lunch.",
            happened_at=AHEAD,
            with_whom="Rektorn",
            actor=viewer,
            at=at,
        )


def note_of(office: Office, name: str, note_id: int) -> NoteView:
    with seeing(office.viewer(name, AHEAD)) as viewer:
        return queries.note(note_id=note_id, viewer=viewer)


def deeds(office: Office, name: str, file_id: int) -> list[str]:
    with seeing(office.viewer(name, AHEAD)):
        found = Event.objects.filter(file_id=file_id, deed__startswith="journal").order_by("id")
        return list(found.values_list("deed", flat=True))


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_bo_notes_a_telephone_call(office: Office) -> None:
    alma = make_child(office)
    note = note_of(office, "bo", write(office, "bo", alma, " Alma har inte varit i skolan.\n"))
    assert (note.author.name, note.author.service_code, note.with_whom) == ("Bo Handläggare", "NH002", "Läraren")
    assert note.text == "Alma har inte varit i skolan."
    assert (note.locks_at, note.version, note.is_locked(AHEAD), note.is_locked(NEXT_DAY)) == (NEXT_DAY, 1, False, True)
    assert deeds(office, "bo", alma.file_id) == ["journal.note.written"]


def test_a_system_run_signs_with_the_name_of_the_product(office: Office) -> None:
    alma = make_child(office, worker=None)
    run = system_run("import", units=frozenset({office.units["intake"]}))
    with seeing(run):
        note_id = journal.write_note(
            file_id=alma.file_id,
            kind=NoteKind.NOTE,
            happened_at=AHEAD,
            with_whom="",
            text="Inläst.",
            actor=run,
            at=AHEAD,
        )
        assert queries.note(note_id=note_id, viewer=run).author.name == "Skyddsnät"


def test_a_note_about_two_says_whom_each_paragraph_is_about(office: Office) -> None:
    """Lesson 14."""
    alma = make_child(office)
    eva = alma.guardians["eva"]
    with pytest.raises(Refused) as refused:
        write(office, "bo", alma, "Ett.\n\nTvå.", about={1: [eva, alma.person_id]})
    assert refused.value.verdict.codes == ("journal.about_whom",)
    note = note_of(office, "bo", write(office, "bo", alma, "Ett.\n\nTvå.", about={1: [eva, eva], 2: [alma.person_id]}))
    assert [(part.text, [person.short_name for person in part.about]) for part in note.paragraphs] == [
        ("Ett.", ["Eva Å."]),
        ("Två.", ["Alma Å."]),
    ]


def test_nobody_outside_the_file_is_named_in_a_note(office: Office) -> None:
    alma = make_child(office)
    elsa = make_child(office, "elsa")
    with pytest.raises(Refused) as refused:
        write(office, "bo", alma, about={1: [elsa.person_id]})
    assert refused.value.verdict.codes == ("journal.person_not_in_file",)


def test_who_may_not_write(office: Office) -> None:
    alma = make_child(office)
    with pytest.raises(NotOpen):
        write(office, "cia", alma)
    with seeing(office.viewer("bo", AHEAD)) as bo:
        access.declare_conflict(file_id=alma.file_id, reason="Granne", actor=bo, at=AHEAD)
    with pytest.raises(Refused) as refused:
        write(office, "bo", alma)
    assert refused.value.verdict.codes == ("access.conflict",)


# --- Changing ---------------------------------------------------------------------------------------------------------


def test_a_note_may_be_changed_by_its_author_within_a_day(office: Office) -> None:
    alma = make_child(office)
    note_id = write(office, "bo", alma, about={1: [alma.person_id]})
    assert change(office, "bo", note_id) == 2
    note = note_of(office, "bo", note_id)
    assert (note.text, note.with_whom, note.version, note.locks_at) == (
        "Alma kom efter lunch.",
        "Rektorn",
        2,
        NEXT_DAY,
    )
    assert note.paragraphs[0].about == ()
    with seeing(office.viewer("bo", AHEAD)) as bo:
        assert queries.checksums_hold(viewer=bo) == 0
        old = Event.objects.get(deed="row.update", target=f"journal_note:{note_id}").details["before"]
    assert old["text"] == "Alma har inte varit i skolan."


def test_after_a_day_a_note_is_locked(office: Office) -> None:
    alma = make_child(office)
    note_id = write(office, "bo", alma)
    with pytest.raises(Refused) as refused:
        change(office, "bo", note_id, at=NEXT_DAY)
    assert refused.value.verdict.codes == ("journal.note_is_locked",)


def test_nobody_changes_a_colleagues_note(office: Office) -> None:
    alma = make_child(office)
    note_id = write(office, "bo", alma)
    with pytest.raises(Refused) as refused:
        change(office, "mia", note_id)
    assert refused.value.verdict.codes == ("journal.not_author",)


def test_the_button_says_why_a_note_cannot_be_changed(office: Office) -> None:
    alma = make_child(office)
    note_id = write(office, "bo", alma)
    with seeing(office.viewer("mia", AHEAD)) as mia:
        late = queries.changing_verdict(note_id=note_id, viewer=mia, at=NEXT_DAY)
    with seeing(office.viewer("bo", AHEAD)) as bo:
        early = queries.changing_verdict(note_id=note_id, viewer=bo, at=AHEAD)
    assert late.codes == ("journal.not_author", "journal.note_is_locked")
    assert early.allowed


def test_an_old_version_changes_nothing(office: Office) -> None:
    alma = make_child(office)
    note_id = write(office, "bo", alma)
    change(office, "bo", note_id)
    with pytest.raises(ChangedMeanwhile):
        change(office, "bo", note_id)


def test_an_unseen_note_is_not_there(office: Office) -> None:
    alma = make_child(office)
    note_id = write(office, "bo", alma)
    with pytest.raises(NotOpen):
        change(office, "cia", note_id)
    with pytest.raises(NotOpen):
        note_of(office, "cia", note_id)
    with seeing(office.viewer("cia", AHEAD)) as cia, pytest.raises(NotOpen):
        queries.changing_verdict(note_id=note_id, viewer=cia, at=AHEAD)


def test_the_database_itself_keeps_a_locked_note(office: Office) -> None:
    alma = make_child(office, at=LONG_AGO)
    note_id = write(office, "bo", alma, at=LONG_AGO, about={1: [alma.person_id]})
    with seeing(office.viewer("bo")):
        for rows, change in (
            (Note.objects.filter(pk=note_id), {"text": "Annat."}),
            (Note.objects.filter(pk=note_id), {"locks_at": NEXT_DAY}),
            (Paragraph.objects.filter(note_id=note_id), {"place": 2}),
        ):
            with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
                rows.update(**change)
        with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
            Paragraph.objects.filter(note_id=note_id).delete()
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM journal_note")


# --- Adding -----------------------------------------------------------------------------------------------------------


def test_what_is_said_to_be_wrong_is_added_and_the_note_stands(office: Office) -> None:
    """SoL 14:6: a claimed error is noted."""
    alma = make_child(office, at=LONG_AGO)
    note_id = write(office, "bo", alma, at=LONG_AGO)
    with seeing(office.viewer("mia", AHEAD)) as mia:
        added = journal.add_to_note(
            note_id=note_id, text="Eva säger att Alma var sjuk.", kind=NoteKind.CORRECTION, actor=mia, at=AHEAD
        )
        with pytest.raises(Refused) as refused:
            journal.add_to_note(note_id=added, text="", actor=mia, at=AHEAD)
        (note,) = queries.notes_of_file(file_id=alma.file_id, viewer=mia)
    assert [(addition.kind, addition.author.name) for addition in note.additions] == [(NoteKind.CORRECTION, "Mia Chef")]
    assert note.additions[0].corrects_id == note_id
    assert note.text == "Alma har inte varit i skolan."
    assert refused.value.verdict.codes == ("journal.text_is_missing", "journal.adds_to_addition")


# --- Moving -----------------------------------------------------------------------------------------------------------


def move(office: Office, name: str, note_id: int, to: Child, reason: str = "Fel barn.") -> None:
    with seeing(office.viewer(name, AHEAD)) as viewer:
        journal.move_note(note_id=note_id, to_file_id=to.file_id, reason=reason, actor=viewer, at=AHEAD)


def test_a_note_on_the_wrong_child_moves_with_its_additions_and_leaves_a_trace_in_both_files(office: Office) -> None:
    """Lesson 17, also after it locked."""
    alma, elsa = make_child(office, at=LONG_AGO), make_child(office, "elsa", guardians=())
    note_id = write(office, "bo", alma, at=LONG_AGO, about={1: [alma.person_id]})
    with seeing(office.viewer("bo", AHEAD)) as bo:
        journal.add_to_note(note_id=note_id, text="Tillägg.", actor=bo, at=AHEAD)
    move(office, "bo", note_id, elsa)
    note = note_of(office, "bo", note_id)
    assert (note.file_id, note.moved_from_id, len(note.additions)) == (elsa.file_id, alma.file_id, 1)
    assert note.additions[0].file_id == elsa.file_id
    assert deeds(office, "bo", alma.file_id)[-1] == deeds(office, "bo", elsa.file_id)[-1] == "journal.note.moved"
    with seeing(office.viewer("bo", AHEAD)) as bo:
        assert queries.notes_of_file(file_id=alma.file_id, viewer=bo) == []
        assert queries.checksums_hold(viewer=bo) == 0


def test_the_right_file_shows_nobody_that_its_readers_do_not_see(office: Office) -> None:
    alma, elsa = make_child(office, at=LONG_AGO), make_child(office, "elsa", guardians=())
    note_id = write(office, "bo", alma, at=LONG_AGO, about={1: [alma.person_id]})
    move(office, "bo", note_id, elsa)
    with seeing(office.viewer("ingvar")) as ingvar, pytest.raises(NotOpen):
        access.assign(
            file_id=elsa.file_id,
            employee_id=office.employees["cia"],
            part=Part.SECOND,
            unit_id=office.units["barn1"],
            actor=ingvar,
            at=MORNING,
        )
    with seeing(office.viewer("mia")) as mia:
        access.assign(
            file_id=elsa.file_id,
            employee_id=office.employees["cia"],
            part=Part.SECOND,
            unit_id=office.units["barn1"],
            actor=mia,
            at=MORNING,
        )
    note = note_of(office, "cia", note_id)
    assert (note.text, note.paragraphs[0].about) == ("Alma har inte varit i skolan.", ())


def test_a_note_is_not_moved_out_of_sight_or_without_reason(office: Office) -> None:
    alma, elsa = make_child(office), make_child(office, "elsa", worker="cia")
    note_id = write(office, "bo", alma)
    with pytest.raises(NotOpen):
        move(office, "bo", note_id, elsa)
    with pytest.raises(Refused) as refused:
        move(office, "bo", note_id, alma, reason="")
    assert refused.value.verdict.codes == ("journal.move_without_reason", "journal.same_file")


# --- Handed out -------------------------------------------------------------------------------------------------------


def test_what_is_handed_out_locks_at_once(office: Office) -> None:
    alma = make_child(office)
    note_id = write(office, "bo", alma)
    with seeing(office.viewer("bo", AHEAD)) as bo:
        assert journal.lock_notes_of(file_id=alma.file_id, actor=bo, at=AHEAD + HOUR) == 1
        assert journal.lock_notes_of(file_id=alma.file_id, actor=bo, at=AHEAD + HOUR) == 0
    with pytest.raises(Refused):
        change(office, "bo", note_id)


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_the_latest_event_comes_first_whenever_it_was_written(office: Office) -> None:
    alma = make_child(office)
    late = write(office, "bo", alma, "Sent.")
    early = write(office, "bo", alma, "Tidigt.", happened_at=AHEAD - HOUR)
    same = write(office, "bo", alma, "Samtidigt.", happened_at=AHEAD - HOUR)
    with seeing(office.viewer("bo", AHEAD)) as bo:
        first = queries.notes_of_file(file_id=alma.file_id, viewer=bo, most=2)
        rest = queries.notes_of_file(file_id=alma.file_id, viewer=bo, most=2, before=first[-1].id)
        nowhere = queries.notes_of_file(file_id=alma.file_id, viewer=bo, before=0)
    assert [note.id for note in (*first, *rest)] == [late, same, early]
    assert nowhere == []


def test_a_page_of_notes_takes_four_queries_however_many(office: Office, django_assert_num_queries: object) -> None:
    alma = make_child(office)
    for _ in range(4):
        note_id = write(office, "bo", alma, about={1: [alma.person_id]})
    with seeing(office.viewer("bo", AHEAD)) as bo:
        journal.add_to_note(note_id=note_id, text="Tillägg.", actor=bo, at=AHEAD)
        with django_assert_num_queries(4):  # type: ignore[operator]
            queries.notes_of_file(file_id=alma.file_id, viewer=bo)


def test_notes_are_found_in_any_inflection_and_only_by_those_who_see_them(office: Office) -> None:
    alma = make_child(office)
    note_id = write(office, "bo", alma, "Läraren berättade om blåmärken på armarna.")
    for name, text, hits in (
        ("bo", "lärare blåmärke", [note_id]),
        ("bo", "blåmärken skidor", []),
        ("bo", "  ", []),
        ("cia", "blåmärken", []),
    ):
        with seeing(office.viewer(name, AHEAD)) as viewer:
            found = queries.search_notes(file_id=alma.file_id, text=text, viewer=viewer)
            assert [note.id for note in found] == hits


def test_notes_are_searched_inside_one_file(office: Office) -> None:
    alma, elsa = make_child(office), make_child(office, "elsa")
    write(office, "bo", alma, "Läraren berättade om blåmärken på armarna.")
    with seeing(office.viewer("bo", AHEAD)) as bo:
        assert queries.search_notes(file_id=elsa.file_id, text="blåmärken", viewer=bo) == []


def test_a_text_that_is_no_longer_what_was_saved_is_counted(office: Office) -> None:
    """Lesson 3: notes lost in an upgrade."""
    alma = make_child(office)
    note_id = write(office, "bo", alma)
    with seeing(office.viewer("bo", AHEAD)) as bo:
        Note.objects.filter(pk=note_id).update(text="Alma har varit i skolan.")
        assert queries.checksums_hold(viewer=bo) == 1


def test_repeated_texts_are_counted_over_files(office: Office) -> None:
    """Lesson 9."""
    alma, elsa = make_child(office), make_child(office, "elsa", guardians=())
    for child in (alma, elsa):
        write(office, "bo", child, "Mamman uppger att hon vill samarbeta med oss.")
    with seeing(office.viewer("bo", AHEAD)) as bo:
        found = queries.repeated_texts(file_ids=[alma.file_id, elsa.file_id], viewer=bo)
    assert found == {alma.file_id: Repetition(1, 1), elsa.file_id: Repetition(1, 1)}


# --- The wall ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["journal_note", "journal_paragraph"])
def test_the_table_is_empty_to_nobody_and_to_outsiders(office: Office, table: str) -> None:
    alma = make_child(office)
    write(office, "bo", alma, about={1: [alma.person_id]})

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return int(cursor.fetchone()[0])

    assert count() == 0
    for name, seen in (("cia", 0), ("ida", 0), ("adam", 0), ("bo", 1), ("mia", 1)):
        with seeing(office.viewer(name)):
            assert count() == seen, name


def test_a_sibling_seen_by_name_may_be_named_in_a_note(office: Office) -> None:
    alma, elsa = make_child(office), make_child(office, "elsa", guardians=())
    with seeing(office.viewer("bo", AHEAD)) as bo:
        people.add_relation(
            file_id=alma.file_id,
            other=elsa.person_id,
            kind=RelationKind.SIBLING,
            lives_together=True,
            starts_on=None,
            note="",
            actor=bo,
            at=AHEAD,
        )
    note = note_of(office, "bo", write(office, "bo", alma, about={1: [elsa.person_id]}))
    assert note.paragraphs[0].about[0].name == "Elsa Öberg"
