"""Rows of this domain asked for together with others, and read by the same views as rows fetched alone."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.types import Viewer

T = TypeVar("T")
# Which columns are needed of a row beside the row: "recorded_by" -> ("name",).
Beside = Mapping[str, Iterable[str]]


def ask_rows(rows: QuerySet[Any], view: Callable[[Any], T], beside: Beside | None = None) -> Question[T]:
    """The rows, each read by `view`, with those columns of the rows `beside` it that `view` looks at."""
    model = rows.model
    wanted = {name: ("id", *(column for column in names if column != "id")) for name, names in (beside or {}).items()}
    own = [field.attname for field in model._meta.concrete_fields]
    columns = [*own, *(f"{name}__{column}" for name, names in wanted.items() for column in names)]
    return Question(rows, {name: name for name in columns}, lambda found: view(_row(model, own, wanted, found)))


def answer(question: Question[T], *, viewer: Viewer) -> list[T]:
    """The answer to one question alone."""
    found: list[T] = ask(viewer=viewer, found=question)["found"]
    return found


def _row(model: type[Model], own: Iterable[str], beside: Beside, found: Mapping[str, Any]) -> Model:
    row = _made(model, {name: found[name] for name in own})
    for name, columns in beside.items():
        field: Any = model._meta.get_field(name)
        values = {column: found[f"{name}__{column}"] for column in columns}
        field.set_cached_value(row, None if values["id"] is None else _made(field.related_model, values))
    return row


def _made(model: type[Model], values: Mapping[str, Any]) -> Model:
    """A row of these columns; one that is not among them would be fetched when looked at, never guessed."""
    fields = [field for field in model._meta.concrete_fields if field.attname in values]
    names = [field.attname for field in fields]
    return model.from_db(connection.alias, names, [field.to_python(values[field.attname]) for field in fields])
