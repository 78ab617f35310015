"""The whole line told once for a module that asks it many questions: committed, and renewed when the module is done."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.architecture.relations import NOW, Met, come, ids_in
from tests.databases import Server
from tests.factories.staff import SETUP
from tests.factories.whole_line import WholeLine, whole_line

from skyddsnat.foundation.access.seeing import seeing


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, renew_database: Callable[[], None]) -> Iterator[WholeLine]:
    """The story, committed."""
    with django_db_blocker.unblock():
        try:
            yield whole_line()
        finally:
            renew_database()


@pytest.fixture(scope="module")
def everybody(told: WholeLine, django_db_blocker: Any) -> list[Met]:
    """Somebody in each role and relation."""
    with django_db_blocker.unblock():
        return come(told)


@pytest.fixture(scope="module")
def now() -> Iterator[datetime]:
    """The pages read the clock themselves: while this module runs it stands still, some days after the story."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: NOW)
        yield NOW


@pytest.fixture(scope="module")
def browsers(everybody: list[Met], told: WholeLine, now: datetime, django_db_blocker: Any) -> dict[int, Client]:
    """A browser for each of them, and for Nils who has no role, signed in."""
    found = {}
    with django_db_blocker.unblock():
        for employee_id in (*(met.employee_id for met in everybody), told.office.employees["nils"]):
            found[employee_id] = Client()
            with seeing(SETUP):
                found[employee_id].force_login(get_user_model().objects.get(pk=employee_id))
    return found


@pytest.fixture(scope="module")
def ids(told: WholeLine, server: Server, worker_id: str) -> dict[int, dict[str, int]]:
    """For each of the two files, an id of everything that stands in it."""
    with psycopg.connect(server.address(server.copy(worker_id))) as owner:
        return {file_id: ids_in(owner, file_id) for file_id in (told.alma.file_id, told.elsa_file)}
