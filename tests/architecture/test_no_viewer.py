"""Where nobody looks, every table that names people is empty: asked in raw SQL, table by table.

The tables are filled by a story told through the product's own actions; a new table without a row in it fails here.
"""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql
from tests.databases import Server
from tests.factories.whole_line import WholeLine

from skyddsnat.jobs.database import APP

# A setting as a viewer without roles, and without files, would have it; and what a careless caller might set.
NOBODY = {"app.viewer": "0", "app.actor": "employee:0"}
GUARDED = """
SELECT relname::text FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity ORDER BY 1
"""


@pytest.fixture
def connect(told: WholeLine, server: Server, worker_id: str) -> Iterator[Callable[..., psycopg.Connection]]:
    """Opens connections of a role to the database of the story."""
    opened: list[psycopg.Connection] = []

    def opening(role: str | None = None, **settings: str) -> psycopg.Connection:
        opened.append(psycopg.connect(server.address(server.copy(worker_id), role)))
        for name, value in settings.items():
            opened[-1].execute("SELECT set_config(%s, %s, false)", [name, value])
        return opened[-1]

    yield opening
    for connection in opened:
        connection.close()


def rows(connection: psycopg.Connection, table: str) -> int:
    found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert found is not None
    return int(found[0])


def guarded(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute(GUARDED)]


def test_the_story_fills_every_guarded_table(connect: Callable[..., psycopg.Connection]) -> None:
    owner = connect()
    assert [table for table in guarded(owner) if not rows(owner, table)] == []
    assert len(guarded(owner)) > 30


def test_without_a_viewer_every_guarded_table_is_empty(connect: Callable[..., psycopg.Connection]) -> None:
    app = connect(APP)
    assert {table: rows(app, table) for table in guarded(app) if rows(app, table)} == {}


@pytest.mark.parametrize("settings", [NOBODY, dict.fromkeys(("app.viewer", "app.units", "app.files"), "")])
def test_to_somebody_who_is_nobody_every_guarded_table_is_empty(
    connect: Callable[..., psycopg.Connection], settings: dict[str, str]
) -> None:
    app = connect(APP, **settings)
    assert {table: rows(app, table) for table in guarded(app) if rows(app, table)} == {}


def test_without_a_viewer_nothing_is_written(connect: Callable[..., psycopg.Connection]) -> None:
    """Copying a row that the owner sees is refused, or there is nothing to copy; no table grows."""
    app, owner = connect(APP), connect()
    before = {table: rows(owner, table) for table in guarded(owner)}
    for table in guarded(app):
        with pytest.raises(psycopg.Error), app.transaction():
            app.execute(sql.SQL("INSERT INTO {} DEFAULT VALUES").format(sql.Identifier(table)))
    owner.rollback()
    assert {table: rows(owner, table) for table in guarded(owner)} == before


def _view(told: WholeLine, name: str) -> dict[str, str]:
    """The settings of one of the office as `seeing` makes them."""
    viewer = told.office.viewer(name)
    return {
        "app.viewer": str(viewer.employee_id),
        "app.actor": viewer.key,
        "app.units": ",".join(map(str, viewer.managed_units)),
        "app.intake_units": ",".join(map(str, viewer.intake_units)),
        "app.files": ",".join(map(str, viewer.file_ids)),
        "app.log": "on" if viewer.is_log_reviewer else "",
        "app.safety_units": ",".join(map(str, viewer.safety_units)),
        "app.safety": "on" if viewer.keeps_safety else "",
        "app.surveys": "on" if viewer.keeps_surveys else "",
    }


# What is one's own, or the log's, in spite of seeing no file.
OWN = {
    *("audit_event", "audit_sample", "audit_samplefinding", "access_assignment", "access_grant", "access_conflict"),
    *("access_idempotencykey", "drafts_draft"),
    # Waves of disinformation and the facts that answer them name no child: for everybody who follows up.
    *("safety_campaign", "safety_campaignlink", "safety_factspage"),
    # Whom a survey asks, for the analysts who ask: no child is in it.
    *("survey_invitation", "survey_mailing"),
}


@pytest.mark.parametrize("name", ["max", "kaj", "rut", "anna", "adam", "lo", "nils"])
def test_whoever_has_nothing_to_do_with_the_children_sees_no_row_about_them(
    told: WholeLine, connect: Callable[..., psycopg.Connection], name: str
) -> None:
    app = connect(APP, **_view(told, name))
    assert {table for table in guarded(app) if rows(app, table)} <= OWN


@pytest.mark.parametrize(("name", "sees"), [("bo", "alma"), ("ingvar", "elsa")])
def test_a_caseworker_sees_the_rows_of_her_own_file_and_of_no_other(
    told: WholeLine, connect: Callable[..., psycopg.Connection], name: str, sees: str
) -> None:
    files = {"alma": told.alma.file_id, "elsa": told.elsa_file}
    app, owner = connect(APP, **_view(told, name)), connect()
    found = set()
    for table in guarded(app):
        if _has_file(owner, table) and table not in OWN:
            query = sql.SQL("SELECT DISTINCT file_id FROM {}").format(sql.Identifier(table))
            found |= {file_id for (file_id,) in app.execute(query)}
    assert found == {files[sees]}


def _has_file(connection: psycopg.Connection, table: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'file_id'", [table]
    )
    return found.fetchone() is not None
