"""Who is found, by whom, and what the log says of it."""

from dataclasses import replace
from datetime import date

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.factories.people import CHILDREN, add_adult, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people import queries
from skyddsnat.domains.people.models import Person
from skyddsnat.domains.people.types import LookAlike, Protection
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event

pytestmark = pytest.mark.django_db
BORN = date(2018, 4, 12)


def found(office: Office, name: str, text: str) -> list[str]:
    with seeing(office.viewer(name)) as viewer:
        return [person.name for person in queries.search_people(text=text, viewer=viewer)]


def look(
    office: Office, name: str, child: str, *, born: date | None = None, number: str | None = None
) -> list[LookAlike]:
    with seeing(office.viewer(name)) as viewer:
        return people.look_for_child(name=child, birth_date=born, number=number, actor=viewer, at=MORNING)


# --- Search -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["alma", "ALMA ÅKERL", "åkerlund a", "20180412", "20180412-TF12", "2018 0412 tf12"])
def test_a_child_is_found_by_either_name_or_number(office: Office, text: str) -> None:
    make_child(office)
    assert found(office, "bo", text) == ["Alma Åkerlund"]


@pytest.mark.parametrize("text", ["", "  ", "lma", "erlund", "201", "20180413"])
def test_nobody_is_found_by_less(office: Office, text: str) -> None:
    make_child(office, guardians=())
    assert found(office, "bo", text) == []


def test_an_outsider_finds_nobody(office: Office) -> None:
    make_child(office)
    assert found(office, "cia", "alma") == found(office, "cia", "20180412-TF12") == found(office, "adam", "alma") == []


def test_a_protected_child_answers_to_the_whole_number_alone_and_masked(office: Office) -> None:
    make_child(office, protection=Protection.FLAG, guardians=())
    assert found(office, "bo", "alma") == found(office, "bo", "20180412") == []
    assert found(office, "bo", "20180412-TF12") == [""]


def test_the_list_of_names_goes_on_from_the_last_one(office: Office) -> None:
    alma = make_child(office)
    add_adult(office, alma, "per", by="bo")
    with seeing(office.viewer("bo")) as bo:
        first = queries.search_people(text="åkerlund", viewer=bo, most=2)
        rest = queries.search_people(text="åkerlund", viewer=bo, most=2, after=first[-1].id)
        nowhere = queries.search_people(text="åkerlund", viewer=bo, after=0)
    assert [person.name for person in (*first, *rest)] == ["Alma Åkerlund", "Eva Åkerlund", "Per Åkerlund"]
    assert nowhere == []


def test_a_page_of_children_takes_one_query(office: Office, django_assert_num_queries: object) -> None:
    files = [make_child(office, name).file_id for name in CHILDREN]
    with seeing(office.viewer("bo")) as bo:
        with django_assert_num_queries(1):  # type: ignore[operator]
            children = queries.subjects_of_files(file_ids=files, viewer=bo)
        with django_assert_num_queries(1):  # type: ignore[operator]
            queries.relations_of_file(file_id=files[0], viewer=bo)
        with django_assert_num_queries(1):  # type: ignore[operator]
            everyone = queries.persons(person_ids=[child.id for child in children.values()], viewer=bo)
    assert set(children) == set(files)
    assert len(everyone) == len(CHILDREN)


def test_a_search_uses_the_indexes_of_the_names_in_spite_of_row_level_security(office: Office) -> None:
    with seeing(office.viewer("mia")), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        rows = Person.objects.filter(queries._match("alma"))
        plan = rows.explain()
    assert "person_by_given_name" in plan
    assert "person_by_family_name" in plan


def test_a_child_without_a_file_is_not_open(office: Office) -> None:
    with seeing(office.viewer("bo")) as bo:
        with pytest.raises(NotOpen):
            queries.subject_of_file(file_id=0, viewer=bo)
        with pytest.raises(NotOpen):
            queries.person(person_id=0, viewer=bo)


def test_one_person_is_read(office: Office) -> None:
    alma = make_child(office)
    with seeing(office.viewer("bo")) as bo:
        assert queries.person(person_id=alma.guardians["eva"], viewer=bo).phone == "070-000 00 01"


# --- Children who look alike (lesson 14) ------------------------------------------------------------------------------


def test_children_who_may_be_mistaken_for_each_other_are_shown_side_by_side(office: Office) -> None:
    alma = make_child(office, guardians=())
    elsa = make_child(office, "elsa", guardians=())
    make_child(office, "hugo", guardians=())
    with seeing(office.viewer("bo")) as bo:
        assert queries.mistakable(file_id=alma.file_id, viewer=bo) == []
        twin = replace(CHILDREN["elsa"], given_name="Alva", family_name="Åkerlund", number=None, birth_date=BORN)
        people.change_person(person_id=elsa.person_id, version=1, person=twin, actor=bo, at=MORNING)
        (other,) = queries.mistakable(file_id=alma.file_id, viewer=bo)
        assert other.name == "Alva Åkerlund"
        neighbour = replace(CHILDREN["elsa"], address="Storgatan 1")
        people.change_person(person_id=elsa.person_id, version=2, person=neighbour, actor=bo, at=MORNING)
        assert queries.mistakable(file_id=alma.file_id, viewer=bo) == []
        moved = replace(CHILDREN["alma"], number=None, address="Storgatan 1")
        people.change_person(person_id=alma.person_id, version=1, person=moved, actor=bo, at=MORNING)
        assert len(queries.mistakable(file_id=alma.file_id, viewer=bo)) == 1
        assert queries.mistakable(file_id=0, viewer=bo) == []


def test_a_protected_child_is_laid_beside_nobody(office: Office) -> None:
    alma = make_child(office, guardians=(), protection=Protection.FLAG)
    namesake = replace(CHILDREN["alma"], number="20180412-TF13")
    with seeing(office.viewer("ida")) as ida:
        file = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING)
        people.register_child(file_id=file.id, person=namesake, actor=ida, at=MORNING)
        assert queries.mistakable(file_id=file.id, viewer=ida) == []
    with seeing(office.viewer("bo")) as bo:
        assert queries.mistakable(file_id=alma.file_id, viewer=bo) == []


# --- The two logged doors ---------------------------------------------------------------------------------------------


def test_intake_is_told_that_the_child_may_have_a_file_elsewhere(office: Office) -> None:
    alma = make_child(office)
    for answer in (look(office, "ida", "Alma Åkerlund"), look(office, "ida", "Alma Akerlund", born=BORN)):
        (child,) = answer
        assert (child.name, child.file_id, child.is_exact, child.is_open) == (
            "Alma Åkerlund",
            alma.file_id,
            False,
            False,
        )
    (exact,) = look(office, "bo", "", number="180412-TF12")
    assert exact.is_exact
    assert exact.is_open
    assert exact.birth_date == BORN


def test_an_unknown_or_mistyped_child_looks_like_nobody(office: Office) -> None:
    make_child(office)
    assert look(office, "ida", "Milo Ek") == look(office, "ida", "", number="20180412") == []


def test_a_protected_child_looks_like_nobody_but_itself(office: Office) -> None:
    make_child(office, protection=Protection.FLAG)
    assert look(office, "ida", "Alma Åkerlund", born=BORN) == []
    (child,) = look(office, "ida", "", number="20180412-TF12")
    assert (child.name, child.birth_date, child.number, child.protection) == ("", None, None, Protection.FLAG)


def test_looking_for_a_child_stands_in_the_log_of_the_file_that_was_shown(office: Office) -> None:
    alma = make_child(office)
    look(office, "ida", "Alma Åkerlund")
    with seeing(office.viewer("bo")):
        event = Event.objects.get(deed="people.look_alikes.shown")
    with seeing(office.viewer("ida")):
        asked = Event.objects.get(deed="people.look_alikes.asked")
    assert (event.file_id, event.actor_id) == (alma.file_id, office.employees["ida"])
    assert asked.details == {"found": 1}


def test_a_file_is_found_by_its_exact_number_for_emergency_access(office: Office) -> None:
    alma = make_child(office)
    with seeing(office.viewer("bo")) as bo:
        file_number = file_of(file_id=alma.file_id, viewer=bo).number
    with seeing(office.viewer("cia")) as cia:
        for number in (file_number, f" {file_number} ", "180412-TF12", "20180412TF12"):
            assert people.file_of_number(number=number, actor=cia, at=MORNING) == alma.file_id
        assert people.file_of_number(number="180412-TF13", actor=cia, at=MORNING) is None
        with pytest.raises(NotOpen):
            file_of(file_id=alma.file_id, viewer=cia)
    with seeing(office.viewer("bo")):
        assert Event.objects.filter(deed="people.number.asked", file_id=alma.file_id).count() == 4


def test_the_doors_are_shut_when_nobody_looks(office: Office) -> None:
    make_child(office)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_look_alikes('alma åkerlund', NULL, '20180412TF12')")
        assert cursor.fetchall() == []
        cursor.execute("SELECT people_file_of_number('20180412TF12')")
        assert cursor.fetchone() == (None,)


# --- The wall ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["people_person", "people_relation"])
def test_the_table_is_empty_to_nobody_and_to_outsiders(office: Office, table: str) -> None:
    make_child(office)

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return int(cursor.fetchone()[0])

    assert count() == 0
    for name, seen in (("cia", False), ("ida", False), ("adam", False), ("bo", True), ("mia", True)):
        with seeing(office.viewer(name)):
            assert (count() > 0) is seen, name


def test_nobody_is_written_into_a_file_that_is_not_open(office: Office) -> None:
    alma = make_child(office)
    with seeing(office.viewer("cia")), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Person.objects.create(file_id=alma.file_id, given_name="X", search_name="x", sort_key="x")


def test_the_application_may_not_ask_past_the_doors(office: Office) -> None:
    with (
        seeing(office.viewer("bo")),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
    ):
        cursor.execute("SELECT people_holds_protected(1)")
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
