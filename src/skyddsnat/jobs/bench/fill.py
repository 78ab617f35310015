"""Fills an empty database with many reports, in the database itself and past every action."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import psycopg
from django.contrib.auth.hashers import make_password
from psycopg import sql

from skyddsnat.jobs.progress import Progress
from skyddsnat.law.register import rules

PASSWORD = "a password for measuring"  # nosec B105 - opens made-up people in a folder that is thrown away
INTAKE_WORKERS = range(1, 25)
CASEWORKERS = range(25, 121)
MANAGERS = range(121, 133)

_FILLED_BY_ID = (
    "staff_unit", "staff_employee", "access_file", "people_person", "intake_report", "intake_reportchild",
    "investigations_investigation", "compulsory_case", "compulsory_measure",
)  # fmt: skip
_GIVEN = (
    "Alma", "Anna", "Astrid", "Axel", "Bo", "Cecilia", "David", "Ebba", "Edvin", "Elin", "Elsa", "Emil", "Erik",
    "Farah", "Filip", "Freja", "Gustav", "Hanna", "Hugo", "Ida", "Isak", "Johan", "Karin", "Lea", "Leo", "Liv", "Love",
    "Maja", "Malik", "Milo", "Nils", "Noor", "Olle", "Otto", "Petra", "Ronja", "Sami", "Saga", "Sara", "Sigrid",
    "Sixten", "Stina", "Tage", "Tuva", "Ulf", "Vera", "Vilgot", "Yara", "Ylva", "Zeid", "Åke", "Åsa", "Örjan",
)  # fmt: skip
_BEGINNINGS = ("Al", "Berg", "Björk", "Ek", "Fors", "Gran", "Hed", "Holm", "Lind", "Ny", "Sjö", "Sten", "Söder", "Ås")
_ENDINGS = ("berg", "blad", "dahl", "fors", "gren", "kvist", "lund", "man", "mark", "qvist", "strand", "ström")


def fill(owner_url: str, progress: Progress, *, reports: int = 100_000, children: int = 40_000) -> None:
    """Fill the migrated, empty database as the role that owns its tables. No multiple of 7919 will do for `children`.

    There are at least as many reports as children.
    """
    text = (Path(__file__).parent / "fill.sql").read_text(encoding="utf-8").strip()
    sized = text.replace(":reports", str(reports)).replace(":children", str(children))
    statements = sized.encode().split(b";\n")
    with psycopg.connect(owner_url) as connection:
        _bring(connection, "bench_rule (id text, valid_from date, valid_to date)", _wordings())
        _bring(connection, "bench_given (place int, name text)", list(enumerate(_GIVEN)))
        _bring(connection, "bench_family (place int, name text)", list(enumerate(_families())))
        _bring(connection, "bench_login (password text)", [(make_password(PASSWORD),)])
        for done, statement in enumerate(statements, start=1):
            connection.execute(statement)
            progress(done, len(statements))
        for table in _FILLED_BY_ID:
            _count_on(connection, table)
    # The planner must know what there is; a running server has this done by itself within a minute.
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("SET client_min_messages = error")
        connection.execute("VACUUM ANALYZE")


def _wordings() -> list[tuple[str, date, date | None]]:
    return [(rule.id, rule.valid_from, rule.valid_to) for rule in rules()]


def _families() -> list[str]:
    return [beginning + ending for beginning in _BEGINNINGS for ending in _ENDINGS]


def _bring(connection: psycopg.Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """A temporary table with these rows, copied in."""
    connection.execute(f"CREATE TEMPORARY TABLE {table}".encode())
    name = sql.Identifier(table.partition(" ")[0])
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as copy:
        for row in rows:
            copy.write_row(row)


def _count_on(connection: psycopg.Connection, table: str) -> None:
    """Let the table's numbers go on after those that were filled in."""
    query = sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT max(id) FROM {}))")
    connection.execute(query.format(sql.Literal(table), sql.Identifier(table)))
