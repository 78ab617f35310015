"""A database that an earlier version filled: it migrates, nothing in it is lost or changed, and the work goes on.

The dumps beside this file were made by `make_dump` and are never made anew. A migration that means to change or remove
what is stored names its columns or tables in `MEANT`, with the reason.
"""

import argparse
import gzip
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client
from django.utils import timezone
from psycopg import sql
from tests.databases import Server
from tests.factories.staff import SETUP
from tests.factories.survey import YES

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.rules.links import token_of
from skyddsnat.domains.survey.types.answering import LinkState
from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.insight.surveys import report
from skyddsnat.jobs import audit_command, check_data_command, migrate_command
from skyddsnat.kernel.stockholm import local_moment

FOLDER = Path(__file__).resolve().parent
DUMPS = sorted(path.name.removesuffix(".sql.gz") for path in FOLDER.glob("*.sql.gz"))
# The first of them has no compulsory care, and no dump before the fourth has surveys: they were not there yet.
WITH_CARE = DUMPS[1:]
WITH_SURVEYS = DUMPS[3:]

# What migrations since the oldest dump mean to change: "table" or "table.column", and why.
_FORGOTTEN = "of a closed wave the digests are left, under new numbers: by the old ones it was known who had answered"
MEANT: dict[str, str] = {"survey_invitation.id": _FORGOTTEN, "survey_invitation.language": _FORGOTTEN}
# Tables that Django makes and the product does not use.
UNUSED = {"auth_group", "auth_group_permissions"}

Rows = dict[str, Counter[str]]
pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@dataclass(frozen=True, slots=True)
class Migrated:
    """A dump that was restored and migrated: its name, and its columns and rows as they were before."""

    name: str
    columns: dict[str, list[str]]
    rows: Rows


@pytest.fixture(scope="module", params=DUMPS)
def migrated(
    request: pytest.FixtureRequest,
    server: Server,
    worker_id: str,
    django_db_setup: None,
    django_db_blocker: Any,
    restore_database: Callable[[str], None],
    renew_database: Callable[[], None],
) -> Iterator[Migrated]:
    """The filled database of that day, brought up to the code."""
    dump = gzip.decompress((FOLDER / f"{request.param}.sql.gz").read_bytes()).decode()
    with django_db_blocker.unblock():
        try:
            restore_database(dump)
            with psycopg.connect(server.address(server.copy(worker_id))) as superuser:
                columns = _columns(superuser)
                before = Migrated(request.param, columns, _rows(superuser, columns))
            assert command(migrate_command) == 0
            yield before
        finally:
            renew_database()


def command(module: ModuleType, *words: str) -> int:
    """`skyddsnat WORD …`, by the module of the word."""
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(words)))


def _columns(superuser: psycopg.Connection) -> dict[str, list[str]]:
    """The columns of every table but for those that a migration means to change. Answers have a schema of their own."""
    found: dict[str, list[str]] = {}
    asked = superuser.execute(
        "SELECT CASE schemaname WHEN 'public' THEN tablename ELSE schemaname || '.' || tablename END, column_name "
        "FROM information_schema.columns JOIN pg_tables ON schemaname = table_schema AND tablename = table_name "
        "WHERE schemaname IN ('public', 'answers') ORDER BY 1, 2"
    )
    for table, column in asked:
        if table not in MEANT and f"{table}.{column}" not in MEANT:
            found.setdefault(table, []).append(column)
    return found


def _rows(superuser: psycopg.Connection, columns: dict[str, list[str]]) -> Rows:
    """Every row of every table as a checksum of these columns, and how many there are of it."""
    return {table: _checksums(superuser, table, names) for table, names in columns.items()}


def _checksums(superuser: psycopg.Connection, table: str, names: list[str]) -> Counter[str]:
    row = sql.SQL("SELECT md5(ROW({})::text) FROM {}").format(
        sql.SQL(", ").join(sql.Identifier(name) for name in names), sql.Identifier(*table.split("."))
    )
    return Counter(checksum for (checksum,) in superuser.execute(row))


def lost(migrated: Migrated, superuser: psycopg.Connection) -> dict[str, int]:
    """How many of the rows that were there are not there as they were, by table."""
    now = _rows(superuser, migrated.columns)
    missing = {table: (rows - now[table]).total() for table, rows in migrated.rows.items()}
    return {table: count for table, count in missing.items() if count}


def one(query: str, *values: Any) -> int:
    """A number that the owner finds."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(query, values)
        ((found,),) = cursor.fetchall()
    return int(found)


def browser(name: str) -> Client:
    client = Client()
    with seeing(SETUP):
        client.force_login(get_user_model().objects.get(username=name))
    return client


# --- What was there is there ------------------------------------------------------------------------------------------


def test_every_table_held_something(migrated: Migrated) -> None:
    """Else nothing would tell of a row that is lost."""
    assert {table for table, rows in migrated.rows.items() if not rows} == UNUSED


def test_every_row_is_still_there_as_it_was(migrated: Migrated, superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as superuser:
        assert lost(migrated, superuser) == {}, "rows lost or changed, by table"


def test_one_word_that_is_changed_is_missed(migrated: Migrated, superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as superuser, superuser.transaction(force_rollback=True):
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("UPDATE intake_report SET what_happened = what_happened || '?' WHERE id = 1")
        superuser.execute("DELETE FROM drafts_draft")

        assert lost(migrated, superuser) == {"drafts_draft": 1, "intake_report": 1}


@pytest.mark.parametrize("migrated", WITH_SURVEYS, indirect=True)
def test_one_answer_that_is_changed_is_missed(migrated: Migrated, superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as superuser, superuser.transaction(force_rollback=True):
        superuser.execute("UPDATE answers.urn_words SET words = words || '?'")

        assert lost(migrated, superuser) == {"answers.urn_words": 1}


def test_the_data_agree_with_themselves(migrated: Migrated, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(check_data_command) == 0, capsys.readouterr().out


def test_the_log_is_as_it_was_written(migrated: Migrated) -> None:
    assert command(audit_command, "verify", "--anchor", str(FOLDER / f"{migrated.name}.anchor.json")) == 0


# --- The work goes on -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/children/", "/unit/", "/search/?q=Alma"])
def test_the_pages_of_everybody_open(migrated: Migrated, address: str) -> None:
    assert browser("mia").get(address, follow=True).status_code == 200


def test_bo_finds_alma_and_what_was_investigated_and_decided(migrated: Migrated) -> None:
    file_id = one("SELECT file_id FROM people_person WHERE given_name = 'Alma'")
    investigation = one("SELECT max(id) FROM investigations_investigation WHERE file_id = %s", file_id)
    proposal = one("SELECT max(id) FROM decisions_proposal WHERE file_id = %s", file_id)
    decision = one("SELECT max(id) FROM decisions_decision WHERE file_id = %s", file_id)
    document = one("SELECT max(id) FROM documents_document WHERE file_id = %s", file_id)
    bo = browser("bo")

    assert "Anteckning" in page(bo, "/"), "the draft that he left"
    assert "Alma" in page(bo, f"/children/{file_id}/")
    assert "Alma var hos mormor." in page(bo, f"/children/{file_id}/events/")
    assert "Mormor bor i samma trappa." in page(bo, f"/investigations/{investigation}/analysis/")
    assert "Teamet är fullt till februari." in page(bo, f"/decisions/proposal/{proposal}/")
    assert "Alma" in page(bo, f"/decisions/{decision}/")
    assert bo.get(f"/children/document/{document}/")["Content-Type"] == "application/pdf"


def test_ingvar_finds_what_elsas_investigation_waits_for(migrated: Migrated) -> None:
    investigation = one("SELECT id FROM investigations_investigation WHERE closed_at IS NULL")

    assert "Barnpsykiatrin" in page(browser("ingvar"), f"/investigations/{investigation}/")


def test_bo_goes_on_writing(migrated: Migrated) -> None:
    file_id = one("SELECT file_id FROM people_person WHERE given_name = 'Alma'")
    happened_at = local_moment(timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    written = {
        "kind": "contact",
        "happened_at": happened_at,
        "with_whom": "mormor",
        "text": "Mormor ringde.",
        "about": [],
    }

    answer = browser("bo").post(f"/children/{file_id}/note/", written, follow=True)

    assert "Mormor ringde." in answer.content.decode()


# --- Compulsory care --------------------------------------------------------------------------------------------------

with_care = pytest.mark.parametrize("migrated", WITH_CARE, indirect=True)


def case_of(given_name: str) -> int:
    return one(
        "SELECT c.id FROM compulsory_case c JOIN people_person p ON p.id = c.child_id WHERE p.given_name = %s",
        given_name,
    )


@with_care
def test_bo_finds_each_child_where_its_case_stood(migrated: Migrated) -> None:
    bo = browser("bo")
    stood = {
        "Tuva": "Uppföljt",
        "Nils": "Upphörde av sig självt",
        "Moa": "Begränsat umgänge",
        "Sam": "Skyddat boende",
        "Alma": "Omhändertagande och vård",
    }
    for name, said in stood.items():
        assert said in page(bo, f"/compulsory/case/{case_of(name)}/"), name


@with_care
def test_papers_of_a_case_that_is_closed_are_read(migrated: Migrated) -> None:
    case, bo = case_of("Tuva"), browser("bo")
    signed = one("SELECT document_id FROM compulsory_paper WHERE case_id = %s AND kind = 'application'", case)

    papers = page(bo, f"/papers/case/{case}/")

    assert f"/children/document/{signed}/" in papers
    assert bo.get(f"/children/document/{signed}/")["Content-Type"] == "application/pdf"


@with_care
def test_the_answers_of_the_police_are_found_and_counted(migrated: Migrated) -> None:
    page(browser("mia"), "/police/figures/")
    needs = page(browser("dag"), "/police/")

    for answer in ("Avslagen", "Beviljad"):
        assert answer in needs


@with_care
def test_the_chair_opens_what_the_board_has_before_it(migrated: Migrated) -> None:
    olga = browser("olga")
    for address in ("/board/", "/board/meetings/", "/board/safeguards/"):
        page(olga, address)


@with_care
def test_bo_goes_on_with_a_running_case(migrated: Migrated) -> None:
    case, bo = case_of("Sam"), browser("bo")
    child = one("SELECT child_id FROM compulsory_case WHERE id = %s", case)
    told = {
        "person_id": child,
        "measure_id": "",
        "what": "Att rätten har sagt ja.",
        "told_at": local_moment(timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "understood": "yes",
        "words": "",
    }

    answer = bo.post(f"/compulsory/case/{case}/told/", told, follow=True)

    assert answer.status_code == 200
    assert "Att rätten har sagt ja." in page(bo, f"/compulsory/case/{case}/")


# --- Surveys ----------------------------------------------------------------------------------------------------------

with_surveys = pytest.mark.parametrize("migrated", WITH_SURVEYS, indirect=True)
# A day when the wave that the dump holds open can be answered.
IN_TIME = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)


def tokens_of(wave_id: int) -> list[str]:
    """The tokens of the personal links that the mails have, in the order of the frame."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT seed FROM survey_invitation WHERE wave_id = %s ORDER BY id", [wave_id])
        return [token_of(seed, key=settings.SECRET_KEY) for (seed,) in cursor.fetchall()]


def anna() -> Viewer:
    """Who keeps the surveys, as she looks then."""
    found = load_viewer(employee_id=one("SELECT id FROM staff_employee WHERE username = 'anna'"), at=IN_TIME)
    assert found is not None
    return found


@with_surveys
def test_answering_goes_on_where_it_was_left_until_the_wave_is_closed_and_read(migrated: Migrated) -> None:
    wave_id = one("SELECT id FROM survey_wave WHERE state = 'open'")
    used, begun, _, _, *untouched = tokens_of(wave_id)

    assert queries.open_link(token=used, at=IN_TIME).state is LinkState.USED
    assert queries.open_link(token=begun, at=IN_TIME).given == {"exposed": ["yes"]}
    for token in (begun, *untouched):
        assert actions.hand_in(token=token, given={**YES, "more": ["Nya ord."]}, at=IN_TIME).taken
    with seeing(anna()) as viewer:
        version = queries.wave(wave_id=wave_id, viewer=viewer).version
        actions.close_wave(wave_id=wave_id, version=version, actor=viewer, at=IN_TIME)
        answers = queries.answers_of(wave_id=wave_id, viewer=viewer)

    assert answers.rows == 6
    assert Counter(answers.columns["exposed"]) == {"yes": 5, "no": 1}


@with_surveys
@pytest.mark.parametrize(("name", "answered"), [("Våren", 6), ("2024", 6), ("2023", 453)])
def test_waves_that_are_over_are_read(migrated: Migrated, name: str, answered: int) -> None:
    wave_id = one("SELECT id FROM survey_wave WHERE name = %s", name)
    with seeing(anna()) as viewer:
        told = report(wave_id=wave_id, viewer=viewer)

    assert max(table.answered or 0 for table in told.tabulation.tables) == answered
    assert "Har du utsatts för hot?" in page(browser("anna"), f"/surveys/wave/{wave_id}/report/")


@with_surveys
def test_the_words_of_a_wave_that_is_over_are_read(migrated: Migrated) -> None:
    wave_id = one("SELECT id FROM survey_wave WHERE name = 'Våren'")
    told = page(browser("anna"), f"/surveys/wave/{wave_id}/words/")

    assert [place for place in range(6) if f"Ord {place}." not in told] == []


def page(client: Client, address: str) -> str:
    """What stands on the page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()
