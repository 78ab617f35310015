"""Several questions in one statement.

A page that shows a whole child's story, or a whole day's work, needs a little from every domain. Each domain writes
its own question (`ask_...` in its queries), and whoever makes the page asks them together: one statement, whatever
the number of questions and rows. Row-level security holds for each part as always.

Note [Written once]: Django took longer to write the SQL of a child's file than PostgreSQL to answer it. A question
that is asked all day therefore hands over a function that makes its rows, with `Given` where a value belongs. Its SQL
is written the first time and kept: the text alone, never a value and never a row, so nothing of one viewer can reach
another. As the text is always the same, the database keeps its plan too (`prepare_threshold` in config/environment.py).
"""

import json
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Field, ForeignObject, Lookup, QuerySet
from django.db.models.expressions import Combinable
from psycopg import sql as psycopg_sql

from skyddsnat.foundation.access.types import Viewer

T = TypeVar("T")

KEPT = 512


class Given(Expression):
    """The place of a value that each asking gives: `filter(file_id=Given("file_id"))`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A place for the value, and the one who knows its name."""
        return "%s", [self]


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """`file_id__among=Given("file_ids")`: one of the ids given. The text of an IN would follow their number.

    The planner does not get to see them: it would plan for their number, find that cheaper than the plan it keeps by
    so little that planning each time costs several times as much, and do so for ever.
    """

    lookup_name = "among"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The column and the place of the list."""
        column, before = self.process_lhs(compiler, connection)
        values, after = self.process_rhs(compiler, connection)
        return f"{column} = ANY ((SELECT {values}::bigint[])::bigint[])", [*before, *after]


@dataclass(frozen=True, slots=True)
class Door:
    """Rows that a function of the database gives for these values, in its own order."""

    function: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """Rows that are still to be fetched, the columns that are needed, and what one row is read as.

    A column is a field's name or an expression; none are named for a door, which gives its own. Moments and days arrive
    as text: `moment` and `day_or_none` read them.
    `rows` that a function makes are written once (see Note [Written once]): `given` are their values now, and `shape`
    is what the function makes other SQL of (how many rows, whether in certain units), never a value about somebody.
    """

    rows: QuerySet[Any] | Callable[..., QuerySet[Any]] | Door
    columns: Mapping[str, str | Combinable]
    read: Callable[[dict[str, Any]], T]
    given: Mapping[str, Any] = field(default_factory=dict)
    shape: tuple[bool | int, ...] = ()


def ask(*, viewer: Viewer, **questions: Question[Any]) -> dict[str, list[Any]]:
    """The answers that `viewer` may see, under the names of the questions."""
    parts = [_written(question) for question in questions.values()]
    wanted = ", ".join(f"to_json(ARRAY({sql}))" for sql, _ in parts)
    with connection.cursor() as cursor:
        # The parts are compiled querysets, their values still apart.
        cursor.execute(f"SELECT {wanted}", [value for _, values in parts for value in values])
        found = cursor.fetchone()
    return {
        name: [question.read(row) for row in _rows(answer)]
        for (name, question), answer in zip(questions.items(), found, strict=True)
    }


def moment(text: str) -> datetime:
    """A moment out of an answer."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """A moment out of an answer, if there is one."""
    return None if text is None else datetime.fromisoformat(text)


def day_or_none(text: str | None) -> date | None:
    """A day out of an answer, if there is one."""
    return None if text is None else date.fromisoformat(text)


def _written(question: Question[Any]) -> tuple[str, list[Any]]:
    """The SQL of the question and its values in their order."""
    if isinstance(question.rows, Door):
        return _called(question.rows)
    if isinstance(question.rows, QuerySet):
        return _compiled(question.rows, question.columns)
    sql, names = _kept(question.rows, question.shape, tuple(question.columns.items()))
    return sql, [_plain(question.given[name]) for name in names]


@lru_cache(maxsize=KEPT)
def _kept(
    rows: Callable[..., QuerySet[Any]], shape: tuple[bool | int, ...], columns: tuple[tuple[str, str | Combinable], ...]
) -> tuple[str, tuple[str, ...]]:
    """The SQL, and the name of the value that belongs in each of its places.

    Values of our own code are written into the text: the planner must see that an index on a part of a table will do.
    """
    if getattr(rows, "__closure__", None):
        raise TypeError(f"{rows} holds a value: what differs from time to time is to be Given")
    sql, values = _compiled(rows(*shape), dict(columns))
    names = tuple(value.name for value in values if isinstance(value, Given))
    places = ["%s" if isinstance(value, Given) else _literal(value) for value in values]
    return sql.replace("%%", "%%%%") % tuple(places), names


def _literal(value: Any) -> str:
    return psycopg_sql.Literal(value).as_string(connection.connection).replace("%", "%%")


def _plain(value: Any) -> Any:
    """Ids as one text: the driver sends a list as another type for each size of number, which is another statement."""
    return f"{{{','.join(map(str, value))}}}" if isinstance(value, list | Set | tuple) else value


def _compiled(rows: QuerySet[Any], columns: Mapping[str, str | Combinable]) -> tuple[str, list[Any]]:
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    # Plain columns, named by the outer SELECT: an object built in each row's expression took Django twice the time.
    wanted = rows.values_list(*columns.values())
    try:
        sql, values = wanted.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT '{}'::json WHERE false", []
    return f"SELECT to_json(q) FROM ({sql}) AS q ({names})", list(values)  # nosec B608 - names of our own code


def _called(door: Door) -> tuple[str, list[Any]]:
    places = ", ".join("%s" for _ in door.values)
    name = connection.ops.quote_name(door.function)
    return f"SELECT to_json(q) FROM {name}({places}) AS q", list(door.values)  # nosec B608 - names of our own code


def _rows(answer: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(answer) if isinstance(answer, str) else answer
    return rows
