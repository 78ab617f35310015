"""Several questions in one statement, each behind the wall."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.people.queries import ask_guardians, ask_subject, ask_subjects, subject_of_file
from skyddsnat.foundation.access.asking import ask
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
