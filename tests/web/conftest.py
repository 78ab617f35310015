"""The office, and its people at their browsers. Pages read the clock themselves, so the story happens now."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from tests.factories.people import Child, give_to
from tests.factories.staff import SETUP, Office, make_office

from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people.types import NewPerson
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing

SignIn = Callable[[str], Client]

SAVEPOINTS = 3  # the test's own transaction turns the page's into a savepoint, and gives the eyes back


def many_children(office: Office, count: int, *, at: datetime) -> list[Child]:
    """So many children of Bo's: Barn0 Lista, Barn1 Lista and on."""
    ida, children = office.viewer("ida", at), []
    for number in range(count):
        with seeing(ida):
            file = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=at)
            new = NewPerson(given_name=f"Barn{number}", family_name="Lista")
            person_id = people.register_child(file_id=file.id, person=new, actor=ida, at=at)
        children.append(Child(file.id, person_id))
        give_to(office, children[-1], "bo", at=at)
    return children


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now)


@pytest.fixture
def sign_in(office: Office) -> SignIn:
    """The browser of somebody in the office, signed in."""

    def browser(name: str) -> Client:
        client = Client()
        with seeing(SETUP):  # signing in writes on the employee's row, which asks for a name
            client.force_login(get_user_model().objects.get(pk=office.employees[name]))
        return client

    return browser
