"""What the database refuses at commit is said as a reason, and what was typed is kept."""

import re

import pytest
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from tests.factories.board import case_with_two
from tests.factories.people import make_child
from tests.factories.safety import employ_safety, reported
from tests.factories.staff import Office, make_office

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.access.walls import wall_of
from skyddsnat.foundation.drafts.queries import draft_of
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.web.page import page

pytestmark = pytest.mark.django_db(transaction=True)

# What the database refuses and no page says, and why.
SAID_BY_NO_PAGE = {
    "audit": "nobody changes the log by a page",
    "file % cannot be closed": "whether something runs in it is asked of the same rows, which the viewer sees",
    "locked": "no page offers to change what is locked; where a race may, the page asks for the version first",
    "sending": "whoever sends asks the same of the document first, and what is signed and passed stays so",
    "survey": "a wave is changed by those who keep surveys alone, one at a time",
}
TYPED = {"draft_key": "test.form:1", "draft_title": "Ett formulär", "base_version": "3", "reasons": "Det jag skrev."}


def posted(office: Office, view, typed: dict[str, str]) -> HttpResponse:
    request = RequestFactory().post("/somewhere/", typed)
    request.user = Employee.objects.get(pk=office.employees["mia"])
    request.resolver_match = None
    return view(request)


@page()
def takes_one_away(request: HttpRequest, *, viewer: Viewer, at) -> HttpResponse:
    """Past every guard, as a race is: both were there when it was asked."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_assignment SET ends_at = %s WHERE part = 'second' AND ends_at IS NULL", [at])
    return HttpResponse("done")


@page()
def closes_with_something_left(request: HttpRequest, *, viewer: Viewer, at) -> HttpResponse:
    """Past every guard, as a race is: nothing was left when it was asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE safety_incident SET closed_at = %s, closed_by_id = %s, closing_words = 'Klart.'",
            [at, viewer.named_id],
        )
    return HttpResponse("done")


@page()
def breaks_another_rule(request: HttpRequest, *, viewer: Viewer, at) -> HttpResponse:
    raise IntegrityError("duplicate key value")


def test_the_page_says_which_wall_it_was_and_keeps_the_text() -> None:
    office = make_office()
    case_with_two(office, make_child(office))
    answer = posted(office, takes_one_away, TYPED)
    page_text = answer.content.decode()
    assert answer.status_code == 409
    assert "Två handläggare ska stå bakom varje steg" in page_text
    assert 'href="/somewhere/"' in page_text
    mia = office.viewer("mia")
    with seeing(mia):
        draft = draft_of(form_key="test.form:1", viewer=mia)
    assert draft is not None
    assert (draft.data["reasons"], draft.base_version) == (["Det jag skrev."], 3)


def test_a_wall_of_the_register_is_said_too() -> None:
    office = make_office()
    employ_safety(office)
    reported(office)
    answer = posted(office, closes_with_something_left, TYPED)
    assert answer.status_code == 409
    assert "Något ändrades medan du arbetade" in answer.content.decode()
    mia = office.viewer("mia")
    with seeing(mia):
        assert draft_of(form_key="test.form:1", viewer=mia) is not None


def test_every_wall_that_a_trigger_stands_for_has_its_words() -> None:
    """Told by the functions themselves: each begins its message with the name of the wall."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE prosrc LIKE '%RAISE EXCEPTION%'")
        sources = "\n".join(source for (source,) in cursor.fetchall())
    refusals = re.findall(r"RAISE EXCEPTION '([^']+)'[^;]*ERRCODE = '(?:restrict|integrity_constraint)_v", sources)
    walls = {message.partition(":")[0] for message in refusals if ":" in message}
    assert {"pair", "police report", "incident", "warning"} <= walls
    assert {wall for wall in walls if wall_of(IntegrityError(f"{wall}: 7")) is None} <= SAID_BY_NO_PAGE.keys()


def test_a_fault_that_is_no_wall_is_a_fault() -> None:
    with pytest.raises(IntegrityError):
        posted(make_office(), breaks_another_rule, TYPED)
