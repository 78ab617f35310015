"""Who is signed in: Django's own rules, found in two plain statements."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.factories.staff import SETUP, Office
from tests.web.conftest import SignIn

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.web.account import guesses
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


# --- The next person at the desk, and whoever guesses -----------------------------------------------------------------


def test_what_a_deed_said_ends_with_the_session_and_never_meets_the_next_person_at_the_desk(
    bo: Client, office: Office
) -> None:
    bo.post("/drafts/drop/", {"draft_key": "safety.incident:new"})  # and the browser goes no further
    bo.post("/logout/")
    assert "Utkastet" not in bo.get("/login/").content.decode()
    with seeing(SETUP):
        bo.force_login(Employee.objects.get(pk=office.employees["mia"]))

    assert "Utkastet är borttaget" not in bo.get("/drafts/").content.decode()


PASSWORD = "en mening som bara Bo kan"


@pytest.fixture
def no_guesses() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _given_passwords(office: Office, *names: str) -> None:
    with seeing(SETUP):
        for employee in Employee.objects.filter(pk__in=[office.employees[name] for name in names]):
            employee.set_password(PASSWORD)
            employee.save()


def _signing_in(name: str, password: str) -> str:
    """What the page says; nothing when it let in."""
    answer = Client().post("/login/", {"username": name, "password": password})
    return "" if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize("name", ["bo", "Bo", "nobody"])
def test_a_password_is_guessed_a_few_times_and_whether_there_is_such_a_name_is_not_said(
    name: str, office: Office, no_guesses: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _given_passwords(office, "bo", "mia")
    for _turn in range(guesses.MOST):
        assert "Kontrollera användarnamn och lösenord" in _signing_in(name, "fel")
    assert "Vänta tio minuter" in _signing_in(name.lower(), PASSWORD)
    assert not _signing_in("mia", PASSWORD)

    later = time.time() + guesses.WAIT + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert bool(_signing_in("bo", PASSWORD)) is False


def test_whoever_remembers_the_password_begins_anew(office: Office, no_guesses: None) -> None:
    _given_passwords(office, "bo")
    for _turn in range(3):
        for _guess in range(guesses.MOST - 1):
            _signing_in("bo", "fel")
        assert not _signing_in("bo", PASSWORD)
