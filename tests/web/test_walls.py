"""What the database refuses at commit is said as a reason, and what was typed is kept."""

import pytest
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from tests.factories.board import case_with_two
from tests.factories.people import make_child
from tests.factories.staff import Office, make_office

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.queries import draft_of
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.web.page import page

pytestmark = pytest.mark.django_db(transaction=True)

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


def test_a_fault_that_is_no_wall_is_a_fault() -> None:
    with pytest.raises(IntegrityError):
        posted(make_office(), breaks_another_rule, TYPED)
