"""The two roles and the database of an installation, made by a superuser once.

In production whoever runs the server does the same by hand (docs/how-to/production.md); this is for demo and tests.
"""

from typing import LiteralString

import psycopg
from psycopg import sql

OWNER = "skyddsnat_owner"
APP = "skyddsnat_app"


def make_roles(superuser_url: str, password: str | None = None) -> None:
    """Make the role that owns and migrates and the role that runs, unless they are there. Neither has any power."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role in (OWNER, APP):
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                _make_role(connection, role, password)


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


def _exists(connection: psycopg.Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, [name]).fetchone() is not None
