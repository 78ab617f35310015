"""Made-up rows in every mart, on PostgreSQL: functions named as the doors, in a schema of their own, found first."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import connection, connections

from skyddsnat.foundation.access.extract import Mart
from skyddsnat.insight.marts import MARTS

SCHEMA = "made_up"
UNITS = ("Barn 1", "Barn 2", "Mottagning å")
WORDS = {
    "step": ("received", "opened", "not_opened", "joined"),
    "level": ("manager", "committee", "board"),
    "outcome": ("as_proposed", "changed", "refused"),
    "not_asked": ("", "", "no_time", "solved", "childs_interests"),
    "answer": ("", "granted", "refused", "none"),
    "attendance": ("", "came", "late", "did_not_come"),
    "kind": ("threat", "violence"),
    "concerns": ("care", "custody", "none"),
    "effect": ("none", "changed", "avoided", "unknown"),
}
MAY_LACK = {("reports", "decided_on"), ("investigations", "closed_on")}


@contextmanager
def doors() -> Iterator[None]:
    """The functions are there, and give what `fill` puts in their tables."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        try:
            for mart in MARTS:
                columns = ", ".join(f"{name} {kind}" for name, kind in mart.columns)
                cursor.execute(f"CREATE TABLE {SCHEMA}.{mart.name} ({columns})")
                cursor.execute(
                    f"CREATE FUNCTION {SCHEMA}.{mart.door}(salt bytea, day date) RETURNS SETOF {SCHEMA}.{mart.name} "
                    f"LANGUAGE sql STABLE AS $$ SELECT * FROM {SCHEMA}.{mart.name} $$"
                )
            cursor.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO skyddsnat_app")
            cursor.execute(f"GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO skyddsnat_app")
            yield
        finally:
            cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def fill(seed: int, *, rows: int, until: date) -> None:
    """Other rows than before in every mart, and the functions found first for the rest of the transaction."""
    chance = random.Random(seed)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL search_path = {SCHEMA}, public")
        for mart in MARTS:
            cursor.execute(f"DELETE FROM {SCHEMA}.{mart.name}")
            cursor.executemany(
                f"INSERT INTO {SCHEMA}.{mart.name} VALUES ({', '.join('%s' for _ in mart.columns)})",
                [_row(mart, chance, until) for _ in range(rows)],
            )


def _row(mart: Mart, chance: random.Random, until: date) -> list[Any]:
    day = until - timedelta(days=chance.randrange(900))
    lacks = {name for name, _ in mart.columns if (mart.name, name) in MAY_LACK and chance.random() < 0.3}
    return [None if name in lacks else _value(name, kind, day, until, chance) for name, kind in mart.columns]


def _value(name: str, kind: str, day: date, until: date, chance: random.Random) -> Any:
    if kind == "boolean":
        return chance.random() < 0.6
    if kind == "integer":
        return chance.choice((0, 0, 0, 1, 2, 5))
    if name == "month":
        return day.replace(day=1)
    if kind == "date":
        return min(until, day + timedelta(days=chance.randrange(40)))
    if name == "unit":
        return chance.choice(UNITS)
    if name in ("file", "worker"):
        return f"{chance.randrange(40):016x}"
    return chance.choice(WORDS[name])
