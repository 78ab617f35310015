"""Several questions in one statement.

A page that shows a whole child's story, or a whole day's work, needs a little from every domain. Each domain writes
its own question (`ask_...` in its queries), and whoever makes the page asks them together: one statement, whatever
the number of questions and rows. Row-level security holds for each part as always.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from skyddsnat.foundation.access.types import Viewer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """Rows that are still to be fetched, the columns that are needed, and what one row is read as.

    A column is a field's name or an expression. Moments and days arrive as text: `moment` and `day` read them.
    """

    rows: QuerySet[Any]
    columns: Mapping[str, str | Combinable]
    read: Callable[[dict[str, Any]], T]


def ask(*, viewer: Viewer, **questions: Question[Any]) -> dict[str, list[Any]]:
    """The answers that `viewer` may see, under the names of the questions."""
    parts = [_compiled(question) for question in questions.values()]
    wanted = ", ".join(f"to_jsonb(ARRAY({sql}))" for sql, _ in parts)
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


def _compiled(question: Question[Any]) -> tuple[str, tuple[Any, ...]]:
    names = ", ".join(connection.ops.quote_name(name) for name in question.columns)
    # Plain columns, named by the outer SELECT: an object built in each row's expression took Django twice the time.
    rows = question.rows.values_list(*question.columns.values())
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT '{}'::jsonb WHERE false", ()
    # The names are those of our own code.
    return f"SELECT to_jsonb(q) FROM ({sql}) AS q ({names})", tuple(values)  # nosec B608


def _rows(answer: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(answer) if isinstance(answer, str) else answer
    return rows
