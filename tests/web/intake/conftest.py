"""The office, and its people at their browsers. The pages read the clock themselves, so the story happens now."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from tests.factories.staff import SETUP, Office, make_office

from skyddsnat.foundation.access.seeing import seeing

SignIn = Callable[[str], Client]


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
