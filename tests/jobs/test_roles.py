"""The roles of an installation: made where they are lacking, without power, and asked for where nobody made them."""

import os

import psycopg
import pytest
from psycopg import sql
from tests.databases import PASSWORD, Server

from skyddsnat.jobs import database, migrate_command
from skyddsnat.jobs.trouble import Trouble


def test_a_server_from_before_the_surveys_gets_the_role_of_the_answers(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"skyddsnat_answers_{os.getpid()}"
    monkeypatch.setattr(database, "ANSWERS", name)
    with psycopg.connect(server.url, autocommit=True) as superuser:
        try:
            database.make_roles(server.url, PASSWORD)
            database.make_roles(server.url, PASSWORD)
            found = superuser.execute(
                "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, "
                "pg_has_role('skyddsnat_owner', oid, 'MEMBER'), pg_has_role('skyddsnat_app', oid, 'MEMBER') "
                "FROM pg_roles WHERE rolname = %s",
                [name],
            ).fetchall()
            assert found == [(False, False, False, False, False, True, False)]
        finally:
            superuser.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))


@pytest.mark.django_db(databases=["owner"])
def test_where_the_role_is_lacking_migrating_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = migrate_command._HAS_ANSWERS_ROLE.replace("skyddsnat_answers", "nobody_made_this")
    monkeypatch.setattr(migrate_command, "_HAS_ANSWERS_ROLE", asked)
    with pytest.raises(Trouble, match="CREATE ROLE skyddsnat_answers NOLOGIN"):
        migrate_command.migrate()
