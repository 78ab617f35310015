"""The operations of compulsory care against their description, sent by Bo about a case in which everything is there."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from schemathesis import GenerationMode
from tests.api.conftest import Caller
from tests.api.test_conformance import CARE, DESCRIBED, narrowed, send_whatever
from tests.factories.compulsory import HOUR, with_everything_around
from tests.factories.people import make_child
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import queries
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids(office: Office, now: datetime) -> dict[str, int]:
    """By the name of the parameter, something that Bo sees."""
    alma = make_child(office, at=now - 10 * HOUR)
    case_id = with_everything_around(office, alma, at=now - 4 * HOUR)
    bo = office.viewer("bo", now)
    with seeing(bo):
        about = {"case_id": case_id, "viewer": bo}
        found = {
            "measure_id": queries.measures_of_case(**about),
            "matter_id": queries.matters_of_case(**about),
            "place_id": queries.places_of_case(**about),
            "deviation_id": queries.deviations_of_case(**about),
            "outing_id": queries.outings_of_case(**about),
            "enforcer_id": queries.enforcers_of_case(**about),
            "counsel_id": queries.counsels_of_case(**about),
            "examination_id": queries.examinations_of_case(**about),
            "need_id": queries.police_needs_of_case(**about),
            "paper_id": queries.papers_of_case(**about),
        }
        return {name: views[0].id for name, views in found.items()} | {"case_id": case_id, "file_id": alma.file_id}


@pytest.mark.parametrize(("path", "method"), CARE, ids=[f"{method} {path}" for path, method in CARE])
def test_what_is_described_is_answered_as_described_about_compulsory_care(
    path: str, method: str, employee: Callable[[str], Caller], ids: dict[str, int]
) -> None:
    """And what it wrote could be committed: row for row the database has nothing against it."""
    send_whatever(narrowed(ids), path, method, GenerationMode.POSITIVE, employee("bo"))
    connection.check_constraints()


def test_every_id_of_compulsory_care_is_one_that_is_there(ids: dict[str, int]) -> None:
    """Otherwise the test above would only ever be told that nothing is there."""
    named = {
        given["name"]
        for path, method in CARE
        for given in DESCRIBED["paths"][path][method]["parameters"]
        if given["in"] == "path"
    }
    assert named - ids.keys() == {"meeting_id"}
