"""The harness itself: tests stand on a real server, as the role that is bound by row-level security."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.checks import run_checks
from django.db import connection, connections
from pytest_socket import SocketConnectBlockedError


@pytest.mark.django_db
def test_tests_run_as_the_role_that_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("skyddsnat_app",)
    assert run_checks(tags=["database"], databases=["default"]) == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_is_at_hand_when_asked_for() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT current_user, tableowner FROM pg_tables WHERE tablename = 'django_migrations'")
        assert cursor.fetchone() == ("skyddsnat_owner", "skyddsnat_owner")


@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.django_db(databases=["default", "owner"])
def test_nobody_waits_for_ever_for_what_another_holds(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("5min",)


def _sessions() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        return int(cursor.fetchone()[0])


def _add_session() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('a', 'b', '2030-01-01')")


@pytest.mark.parametrize("attempt", [1, 2])
@pytest.mark.django_db
def test_what_a_test_writes_is_rolled_back(attempt: int) -> None:
    assert _sessions() == 0
    _add_session()
    assert _sessions() == 1


@pytest.mark.parametrize("attempt", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_with_its_database(attempt: int, superuser_url: str) -> None:
    assert _sessions() == 0
    _add_session()
    with psycopg.connect(superuser_url) as other:
        assert other.execute("SELECT count(*) FROM django_session").fetchone() == (1,)


def test_what_is_filled_once_is_there_in_every_copy_and_nothing_that_was_done_to_another(
    filled_database: Callable[[str, Callable[[Path], None]], Path],
    renew_database: Callable[[], None],
    django_db_setup: None,
    django_db_blocker: Any,
) -> None:
    filled: list[Path] = []

    def fill(place: Path) -> None:
        _add_session()
        filled.append(place)

    with django_db_blocker.unblock():
        try:
            for _copy in range(2):
                assert filled_database("once", fill).is_dir()
                with connection.cursor() as cursor:
                    assert _sessions() == 1
                    cursor.execute("DELETE FROM django_session")
        finally:
            renew_database()
    assert len(filled) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "fault"), [("postgres", "config.E001"), ("skyddsnat_owner", "config.E003")], ids=["superuser", "owner"]
)
def test_a_role_that_is_not_bound_by_the_policies_may_not_serve(
    role: str, fault: str, superuser_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check reads the role in force, so that it sees what row-level security sees."""
    other = _connection_as(role, superuser_url)
    monkeypatch.setattr("skyddsnat.config.checks.connections", {"default": other})
    try:
        assert fault in [message.id for message in run_checks(tags=["database"], databases=["default"])]
    finally:
        other.close()


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "faults"), [("skyddsnat_app", []), ("of_another_name", ["config.E004"])])
def test_a_role_that_the_log_does_not_know_may_not_serve(
    role: str, faults: list[str], superuser_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A member of the role that runs is bound by the policies, and could write what somebody else did into the log."""
    other = psycopg.connect(superuser_url)
    other.execute("CREATE ROLE of_another_name LOGIN IN ROLE skyddsnat_app")  # undone when the connection closes
    other.execute(f"SET SESSION AUTHORIZATION {role}")  # type: ignore[call-overload]
    monkeypatch.setattr("skyddsnat.config.checks.connections", {"default": other})
    try:
        assert [message.id for message in run_checks(tags=["database"], databases=["default"])] == faults
    finally:
        other.close()


def _connection_as(role: str, superuser_url: str) -> psycopg.Connection:
    other = psycopg.connect(superuser_url)
    if role != "postgres":
        other.execute(f"SET ROLE {role}")  # type: ignore[call-overload]
    return other


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_no_test_reaches_the_network() -> None:
    with pytest.raises(SocketConnectBlockedError), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))
