"""Several questions in one statement, each behind the wall."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from psycopg.types.json import Jsonb
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.people.models import Person
from skyddsnat.domains.people.queries import ask_guardians, ask_subject, ask_subjects, subject_of_file
from skyddsnat.foundation.access.asking import Door, Given, Question, ask
from skyddsnat.foundation.access.queries import ask_assignments, ask_files
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines.queries import ask_open_clocks

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(minutes=1)


@pytest.fixture
def office() -> Office:
    return make_office()


def test_one_statement_answers_every_question_as_the_single_queries_would(office: Office) -> None:
    child = make_child(office)
    bo = office.viewer("bo", LATER)

    with seeing(bo):
        with CaptureQueriesContext(connection) as asked:
            found = ask(
                viewer=bo,
                child=ask_subject(file_id=child.file_id, viewer=bo),
                guardians=ask_guardians(file_id=child.file_id, on=LATER.date(), viewer=bo),
                working=ask_assignments(file_id=child.file_id, viewer=bo),
            )
        assert len(asked) == 1
        assert found["child"] == [subject_of_file(file_id=child.file_id, viewer=bo)]
    assert [guardian.name for guardian in found["guardians"]] == ["Eva Åkerlund"]
    assert [each.starts_at for each in found["working"]] == [MORNING]


def test_the_wall_stands_for_every_part(office: Office) -> None:
    child = make_child(office)
    cia = office.viewer("cia", LATER)

    with seeing(cia):
        found = ask(
            viewer=cia,
            child=ask_subject(file_id=child.file_id, viewer=cia),
            files=ask_files(file_ids=[child.file_id], viewer=cia),
            working=ask_assignments(file_id=child.file_id, viewer=cia),
        )

    assert found == {"child": [], "files": [], "working": []}


def test_a_question_about_nothing_has_no_answer(office: Office) -> None:
    bo = office.viewer("bo", LATER)

    with seeing(bo):
        found = ask(
            viewer=bo,
            people=ask_subjects(file_ids=[], viewer=bo),
            clocks=ask_open_clocks(file_ids=[], viewer=bo),
        )

    assert found == {"people": [], "clocks": []}


def test_a_door_answers_beside_rows_and_in_its_own_order(office: Office) -> None:
    child = make_child(office)
    bo = office.viewer("bo", LATER)
    door = Question(Door("jsonb_each_text", (Jsonb({"a": "%s and %", "b": None}),)), {}, dict)

    with seeing(bo), CaptureQueriesContext(connection) as asked:
        found = ask(viewer=bo, said=door, child=ask_subject(file_id=child.file_id, viewer=bo))
    assert len(asked) == 1
    assert found["said"] == [{"key": "a", "value": "%s and %"}, {"key": "b", "value": None}]
    assert [each.file_id for each in found["child"]] == [child.file_id]


def test_sql_that_is_written_once_gives_each_asker_her_own_answer(office: Office) -> None:
    one, other = make_child(office), make_child(office, "elsa")
    bo = office.viewer("bo", LATER)

    def mine(*file_ids: int) -> Question[int]:
        return Question(_marked_children, {"id": "file_id"}, lambda row: int(row["id"]), {"files": set(file_ids)})

    with seeing(bo):
        Person.objects.filter(file_id=other.file_id, is_subject=True).update(given_name="%s and %")
        asked = [mine(one.file_id, other.file_id), mine(one.file_id), mine(other.file_id), mine()]
        answers = [ask(viewer=bo, found=each)["found"] for each in asked]
    assert answers == [[other.file_id], [], [other.file_id], []]
    assert _written == ["once"]


_written: list[str] = []


def _marked_children() -> QuerySet[Person]:
    _written.append("once")
    return Person.objects.filter(file_id__among=Given("files"), is_subject=True, given_name="%s and %")


def test_the_plan_of_a_kept_question_is_kept_however_many_it_is_asked_about(office: Office) -> None:
    child = make_child(office)
    bo = office.viewer("bo", LATER)

    with seeing(bo):
        for many in (1, 30, 2, 0, 1, 7_000, 1, 12, 5, 1, 0, 2, 4_000, 3):
            ask(viewer=bo, clocks=ask_open_clocks(file_ids=range(child.file_id, child.file_id + many), viewer=bo))
        with connection.cursor() as cursor:
            cursor.execute("SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%deadlines_dead%'")
            (kept,) = cursor.fetchall()
    assert kept > (0,), "one statement for any number of ids, but planned anew each time"


def test_the_plan_of_who_looks_is_kept() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'access_viewer'")
        ((kept,),) = cursor.fetchall()
    assert "plan_cache_mode=force_generic_plan" in kept


def test_kept_sql_holds_no_value_of_an_asker(office: Office) -> None:
    bo = office.viewer("bo", LATER)

    def about_bo() -> QuerySet[Person]:
        return Person.objects.filter(file_id__in=bo.file_ids)

    with seeing(bo), pytest.raises(TypeError, match="is to be Given"):
        ask(viewer=bo, found=Question(about_bo, {"id": "id"}, lambda row: row["id"]))


def test_other_shapes_are_other_sql(office: Office) -> None:
    child = make_child(office)
    bo = office.viewer("bo", LATER)

    def ids(most: int) -> Question[int]:
        given = {"file_id": child.file_id}
        return Question(_people_of_file, {"id": "id"}, lambda row: int(row["id"]), given, (most,))

    with seeing(bo):
        found = ask(viewer=bo, one=ids(1), both=ids(2))
    assert [len(found["one"]), len(found["both"])] == [1, 2]


def _people_of_file(most: int) -> QuerySet[Person]:
    return Person.objects.filter(file_id=Given("file_id"))[:most]
