"""Which marts there are, and how a night's rows are written: from the doors of the domains to Parquet."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection

from skyddsnat.domains.compulsory import extract as compulsory
from skyddsnat.domains.decisions import extract as decisions
from skyddsnat.domains.intake import extract as intake
from skyddsnat.domains.investigations import extract as investigations
from skyddsnat.domains.journal import extract as journal
from skyddsnat.domains.safety import extract as safety
from skyddsnat.foundation.access import extract as access
from skyddsnat.foundation.access.extract import Mart

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MARTS = (
    *access.MARTS,
    *journal.MARTS,
    *intake.MARTS,
    *investigations.MARTS,
    *decisions.MARTS,
    *compulsory.MARTS,
    *safety.MARTS,
)

Columns = Sequence[tuple[str, str]]
# What stands for nothing in the files between the two; no text of a mart is like it.
_NOTHING = r"\N"


def asked(mart: Mart) -> str:
    """SQL for the rows of a mart on PostgreSQL, for the values municipality, day, salt and day."""
    return f"SELECT %s::text AS municipality, %s::date AS as_of, door.* FROM {mart.door}(%s, %s) door"  # nosec B608 - the name of a door of ours


def columns_of(mart: Mart) -> Columns:
    """The columns of those rows: whose they are and of which day stand before what the domain gives."""
    return (("municipality", "text"), ("as_of", "date"), *mart.columns)


def write_marts(into: Path, *, municipality: str, salt: bytes, day: date) -> int:
    """Every mart as a Parquet file in `into`, of what is on `day`; how many rows. The doors answer the run alone."""
    written = 0
    with opened() as database:
        for mart in MARTS:
            between = into / f"{mart.name}.csv"
            between.touch(mode=0o600)
            with connection.cursor() as cursor, between.open("wb") as file:
                values = (municipality, day, salt, day)
                with cursor.cursor.copy(
                    f"COPY ({asked(mart)}) TO STDOUT (FORMAT csv, NULL '{_NOTHING}')", values
                ) as rows:
                    file.writelines(rows)
                written += cursor.rowcount
            _to_parquet(database, between, columns_of(mart), into / f"{mart.name}.parquet")
            between.unlink()
    return written


def write_rows(rows: Iterable[Sequence[Any]], columns: Columns, path: Path) -> None:
    """Rows of our own as a Parquet file."""
    names = ", ".join(f"{name} {kind}" for name, kind in columns)
    with opened() as database:
        database.execute(f"CREATE TABLE written ({names})")
        if found := list(rows):
            database.executemany(f"INSERT INTO written VALUES ({', '.join('?' for _ in columns)})", found)  # nosec B608 - placeholders alone
        database.table("written").write_parquet(str(path))


def _to_parquet(database: "DuckDBPyConnection", file: Path, columns: Columns, path: Path) -> None:
    kinds = dict(columns)
    if file.stat().st_size == 0:
        names = ", ".join(f"NULL::{kind} AS {name}" for name, kind in columns)
        database.sql(f"SELECT {names} WHERE false").write_parquet(str(path))  # nosec B608 - names of our own
        return
    database.read_csv(str(file), header=False, columns=kinds, na_values=[_NOTHING]).write_parquet(str(path))


def opened() -> "DuckDBPyConnection":
    """A DuckDB of its own, in memory, on one thread, that fetches nothing from the net."""
    import duckdb  # noqa: PLC0415 - loads slowly, and most of what imports this needs it once a night

    return duckdb.connect(
        config={"threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
