"""The office, and callers of the API: employees with the session of the pages, and an integration with its token."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from tests.factories.compulsory import HOUR, Running, taken
from tests.factories.people import make_child
from tests.factories.staff import SETUP, Office, make_office

from skyddsnat.foundation.access.integrations import Scope, add_integration
from skyddsnat.foundation.access.seeing import seeing


@dataclass(frozen=True)
class Caller:
    """Sends JSON to the API and gives back (status, body, headers)."""

    client: Client
    headers: dict[str, str]

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> "Answer":
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        response = self.client.generic(
            method, f"/api/v1{path}", data, content_type="application/json", headers=self.headers | named
        )
        return Answer(response.status_code, response.json() if response.content else None, dict(response.headers))

    def get(self, path: str) -> "Answer":
        return self.send("GET", path)

    def post(self, path: str, body: Any = None, **headers: str) -> "Answer":
        return self.send("POST", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> "Answer":
        return self.send("PUT", path, body, **headers)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def codes(self) -> list[str]:
        """The codes of the reasons."""
        return [reason["code"] for reason in self.body["reasons"]]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now)


@pytest.fixture
def employee(office: Office) -> Callable[[str], Caller]:
    """Somebody in the office, logged in."""

    def log_in(name: str) -> Caller:
        client = Client()
        with seeing(SETUP):
            client.force_login(get_user_model().objects.get(pk=office.employees[name]))
        return Caller(client, {})

    return log_in


@pytest.fixture
def integration(office: Office, now: datetime) -> Callable[..., Caller]:
    """A system that delivers to the intake unit, with all scopes unless told."""

    def let_in(*scopes: Scope, name: str = "e-service", unit: str = "intake") -> Caller:
        with seeing(SETUP):
            token = add_integration(
                name=name, unit_id=office.units[unit], scopes=scopes or tuple(Scope), actor=SETUP, at=now
            )
        return Caller(Client(), {"Authorization": f"Bearer {token}"})

    return let_in


@pytest.fixture
def custody(office: Office, now: datetime) -> Running:
    """Alma was taken into custody an hour ago."""
    return taken(office, make_child(office, at=now - 8 * HOUR), at=now - HOUR)


@pytest.fixture
def message(now: datetime) -> dict[str, Any]:
    """The school is worried about Alma."""
    return {
        "received_at": now.isoformat(),
        "channel": "e_service",
        "reporter": {"kind": "school", "name": "Rita Rektor", "organisation": "Lindskolan", "wants_feedback": True},
        "what_happened": "Alma kom till skolan i dag med ett blåmärke på kinden.",
        "children": [
            {
                "new": {"given_name": "Alma", "family_name": "Åkerlund", "number": "20180412-TF12"},
                "guardians": [{"given_name": "Eva", "family_name": "Åkerlund"}],
            }
        ],
        "source": "e-service",
        "external_id": "1",
    }
