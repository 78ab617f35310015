"""The three roles and the database of an installation, made by a superuser once.

In production whoever runs the server does the same by hand (docs/how-to/production.md); this is for demo and tests.
"""

from typing import LiteralString

import psycopg
from psycopg import sql

OWNER = "skyddsnat_owner"
APP = "skyddsnat_app"
ANSWERS = "skyddsnat_answers"


def make_roles(superuser_url: str, password: str | None = None) -> None:
    """Make the role that owns and migrates, the role that runs, and the role that answers to surveys belong to.

    Those that are there stay as they are. None has any power over the server; the last cannot even log in.
    """
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role in (OWNER, APP):
            if not _has_role(connection, role):
                _make_role(connection, role, password)
        if not _has_role(connection, ANSWERS):
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(ANSWERS)))
        # The owner makes the tables of the answers in its name; the role that runs is a member of nothing.
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(ANSWERS), sql.Identifier(OWNER)))


def make_database(superuser_url: str, name: str, *, template: str | None = None) -> None:
    """Make the database `name` of the owner role, empty or as a copy of `template`, unless it is there."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            return
        command = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        source = sql.Identifier(template or "template0")
        connection.execute(command.format(sql.Identifier(name), sql.Identifier(OWNER), source))


def drop_database(superuser_url: str, name: str) -> None:
    """Drop the database `name` if it is there, whoever is connected to it."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _make_role(connection: psycopg.Connection, role: str, password: str | None) -> None:
    command = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}")
    connection.execute(command.format(sql.Identifier(role), sql.Literal(password)))


def _has_role(connection: psycopg.Connection, role: str) -> bool:
    return _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role)


def _exists(connection: psycopg.Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, [name]).fetchone() is not None
