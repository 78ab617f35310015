"""Who is signed in: Django's own rules, found in two plain statements."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.factories.staff import SETUP, Office
from tests.web.conftest import SignIn

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.web.account.signed_in import EmployeeBackend, SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(sign_in: SignIn) -> Client:
    return sign_in("bo")


def _is_let_in(client: Client) -> bool:
    answer = client.get("/drafts/")
    assert answer.status_code in (200, 302)
    return answer.status_code == 200


def test_a_session_is_what_was_put_into_it() -> None:
    kept = SessionStore()
    kept["word"] = "åäö"
    kept.save()

    assert SessionStore(kept.session_key).load() == {"word": "åäö"}
    assert SessionStore("a key that nobody has").load() == {}


def test_a_session_ends_with_its_time(bo: Client) -> None:
    assert _is_let_in(bo)

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert not _is_let_in(bo)


def test_a_session_ends_with_the_password_it_was_opened_with(bo: Client, office: Office) -> None:
    employee = Employee.objects.get(pk=office.employees["bo"])
    assert _is_let_in(bo)

    employee.set_password("another long password")
    with seeing(SETUP):
        employee.save()

    assert not _is_let_in(bo)


def test_whoever_has_left_is_nobody_in_an_open_session(bo: Client, office: Office) -> None:
    assert _is_let_in(bo)

    with seeing(SETUP):
        Employee.objects.filter(pk=office.employees["bo"]).update(is_active=False)

    assert not _is_let_in(bo)
    assert EmployeeBackend().get_user(office.employees["bo"]) is None
    assert EmployeeBackend().get_user(0) is None


def test_the_employee_is_read_whole(office: Office) -> None:
    number = office.employees["bo"]
    found, row = EmployeeBackend().get_user(number), Employee.objects.get(pk=number)

    assert found == row
    names = [field.attname for field in Employee._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(row, name) for name in names]
