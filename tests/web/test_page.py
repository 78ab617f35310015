"""What every page does: asks who looks, refuses the others, writes nothing while reading, and says why not."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.factories.staff import Office, make_office

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.reading import WroteWhileReading
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.staff.models import Employee, Unit
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict
from skyddsnat.web.page import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def ask(office: Office, name: str, view, method: str = "GET", **arguments):
    request = RequestFactory().generic(method, "/somewhere/")
    request.user = Employee.objects.get(pk=office.employees[name])
    request.resolver_match = None
    return view(request, **arguments)


def test_the_view_is_told_who_looks_and_when(office: Office) -> None:
    @page()
    def view(request: HttpRequest, *, viewer, at) -> HttpResponse:
        return HttpResponse(f"{viewer.name} {at.tzinfo}")

    assert ask(office, "bo", view).content.decode() == "Bo Handläggare UTC"


def test_somebody_without_any_role_is_refused(office: Office) -> None:
    @page()
    def view(request: HttpRequest, **_: object) -> HttpResponse:
        raise AssertionError("never reached")

    assert ask(office, "nils", view).status_code == 403


def test_a_page_for_managers_is_refused_to_caseworkers(office: Office) -> None:
    @page(Role.UNIT_MANAGER)
    def view(request: HttpRequest, **_: object) -> HttpResponse:
        return HttpResponse("in")

    assert [ask(office, name, view).status_code for name in ("mia", "bo", "lo")] == [200, 403, 403]


def test_a_visitor_is_sent_to_sign_in_and_a_script_is_told(client: Client) -> None:
    assert client.get("/drafts/").url == "/login/?next=/drafts/"
    assert client.post("/drafts/save/", headers={"accept": "application/json"}).status_code == 401


def test_who_signs_in_again_in_the_middle_of_a_deed_that_has_no_page_comes_to_her_day(client: Client) -> None:
    assert client.post("/surveys/1/order/").url == "/login/?next=/"


def test_a_method_that_the_page_does_not_have_is_refused(client: Client) -> None:
    assert client.get("/drafts/save/").status_code == 405


def test_reading_writes_nothing_but_the_log(office: Office) -> None:
    @page()
    def logs(request: HttpRequest, *, viewer, at) -> HttpResponse:
        record(deed="x.y.z", target="x:1", actor=viewer, at=at)
        return HttpResponse("logged")

    @page()
    def writes(request: HttpRequest, *, viewer, at) -> HttpResponse:
        Unit.objects.create(name="På läsning")
        return HttpResponse("written")

    assert ask(office, "bo", logs).status_code == 200
    with pytest.raises(WroteWhileReading):
        ask(office, "bo", writes)
    assert ask(office, "bo", writes, "POST").status_code == 200
    assert Unit.objects.filter(name="På läsning").count() == 1


def test_a_file_that_is_not_open_is_not_found(office: Office) -> None:
    @page()
    def view(request: HttpRequest, **_: object) -> HttpResponse:
        raise NotOpen

    assert ask(office, "bo", view).status_code == 404


def test_a_refusal_says_every_reason_with_its_paragraph_and_undoes_what_was_begun(office: Office) -> None:
    first = Reason("a.b", Text("Planen saknas.", "The plan is missing."), "20 kap. 3 § SoL", "sol.investigation")
    second = Reason("a.c", Text("Samtalet saknas.", "The talk is missing."))

    @page()
    def view(request: HttpRequest, *, viewer, at) -> HttpResponse:
        record(deed="begun.and.refused", target="x:1", actor=viewer, at=at)
        raise Refused(Verdict.of(first, second))

    answer = ask(office, "bo", view, "POST")
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert all(
        words in shown
        for words in ("Planen saknas.", "20 kap. 3 § SoL", "/rules/#sol.investigation", "Samtalet saknas.")
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.log', 'on', true)")
    assert not Event.objects.filter(deed="begun.and.refused").exists()


def test_signing_in_never_says_which_of_the_two_was_wrong(client: Client, office: Office) -> None:
    known = client.post("/login/", {"username": "bo", "password": "wrong"}).content.decode()
    unknown = client.post("/login/", {"username": "nobody", "password": "wrong"}).content.decode()
    words = "Det blev fel. Kontrollera användarnamn och lösenord och försök igen."
    assert words in known
    assert words in unknown


def test_the_clock_is_read_once_for_a_page(office: Office) -> None:
    seen: list[datetime] = []

    @page()
    def view(request: HttpRequest, *, viewer, at) -> HttpResponse:
        seen.extend((at, request.at))  # type: ignore[attr-defined]
        return HttpResponse()

    ask(office, "bo", view)
    assert seen[0] is seen[1]
    assert seen[0].tzinfo is UTC
