"""The whole line told by people whose names are left out, and what every act of it did to make a document."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.architecture.relations import NOW, ids_in
from tests.databases import Server
from tests.factories.leaving import the_rest
from tests.factories.protected import NAMES, protect, rename
from tests.factories.staff import SETUP, Office
from tests.factories.whole_line import WholeLine, whole_line

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.actions import making
from skyddsnat.foundation.staff.actions import give_role
from skyddsnat.foundation.staff.types import Role


@dataclass(frozen=True, slots=True)
class Told:
    """The story, and the functions that stood behind every document that was made or looked at in it."""

    line: WholeLine
    makers: set[str] = field(default_factory=set)
    at: datetime = NOW


def everybody_protected(office: Office) -> None:
    """Everybody has a name that can be searched for, and Nils, the safety administrator, has protected it."""
    rename(office)
    with seeing(SETUP):
        give_role(
            employee_id=office.employees["nils"], unit_id=office.units["board"], role=Role.SAFETY_ADMINISTRATOR,
            starts_on=date(2020, 1, 1), actor=SETUP, at=NOW,
        )  # fmt: skip
    for who in NAMES:
        protect(office, who, by="nils")


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, renew_database: Callable[[], None]) -> Iterator[Told]:
    """The story, committed."""
    makers: set[str] = set()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        for name in ("_protected", "_keep"):
            patch.setattr(making, name, _noting(getattr(making, name), makers))
        try:
            line = whole_line(prepare=everybody_protected)
            the_rest(line)
            yield Told(line, makers)
        finally:
            renew_database()


def _noting(function: Callable[..., Any], makers: set[str]) -> Callable[..., Any]:
    """The same function, noting which of ours stand behind each call."""

    def noted(*arguments: Any, **named: Any) -> Any:
        frame = sys._getframe(1)
        while frame is not None:
            module = frame.f_globals.get("__name__", "")
            if module.startswith("skyddsnat."):
                makers.add(f"{module.removeprefix('skyddsnat.')}.{frame.f_code.co_name}")
            frame = frame.f_back  # type: ignore[assignment]
        return function(*arguments, **named)

    return noted


@pytest.fixture(scope="module")
def people() -> list[tuple[str, str]]:
    """Names and logins of those whose names are left out."""
    return list(NAMES.values())


@pytest.fixture(scope="module")
def ids(told: Told, server: Server, worker_id: str) -> dict[int, dict[str, int]]:
    """For each of the two files, an id of everything that stands in it."""
    with psycopg.connect(server.address(server.copy(worker_id))) as owner:
        return {file_id: ids_in(owner, file_id) for file_id in (told.line.alma.file_id, told.line.elsa_file)}


@pytest.fixture(scope="module")
def documents(told: Told, server: Server, worker_id: str) -> list[dict[str, Any]]:
    """Every document of the story, as the owner of the tables sees it."""
    with psycopg.connect(server.address(server.copy(worker_id))) as owner:
        cursor = owner.execute(
            "SELECT id, template, kind, title, language, source::text, content, "
            "EXISTS (SELECT 1 FROM documents_sending s WHERE d.id IN (s.left_id, s.document_id)) AS is_sent "
            "FROM documents_document d ORDER BY id"
        )
        return _rows(cursor)


@pytest.fixture(scope="module")
def left(told: Told, server: Server, worker_id: str) -> list[dict[str, Any]]:
    """Everything that left in the story, as it is written down."""
    with psycopg.connect(server.address(server.copy(worker_id))) as owner:
        return _rows(
            owner.execute(
                'SELECT s.id, s."to", s.recipient, s.how, s.left_out, d.template, d.title, d.content '
                "FROM documents_sending s JOIN documents_document d ON d.id = s.left_id ORDER BY s.id"
            )
        )


def _rows(cursor: psycopg.Cursor[Any]) -> list[dict[str, Any]]:
    names = [column.name for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture(scope="module")
def browsers(told: Told, django_db_blocker: Any) -> Iterator[list[Client]]:
    """Those who between them open every page, signed in. The pages' clock stands still, some days after the story."""
    found = []
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: NOW)
        for who in ("bo", "mia", "ingvar", "olga", "rut", "adam", "nils", "lo"):
            found.append(Client())
            with seeing(SETUP):
                found[-1].force_login(get_user_model().objects.get(pk=told.line.office.employees[who]))
        yield found
