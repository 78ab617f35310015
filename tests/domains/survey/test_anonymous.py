"""Somebody has stolen the whole database as its superuser, with its log, the server's log and every mail, and knows in
which order everybody answered. Who said what is still not to be found.

What this does not try stands in docs/explanation/anonymity.md: copies of the database between two answers.
"""

import hashlib
import inspect
import logging
import math
import random
import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import connection
from granian import Granian
from psycopg import sql
from tests.databases import Server
from tests.factories import survey as asking
from tests.factories.staff import MORNING, Office, make_office
from tests.factories.survey import DAY, YES
from tests.postbox import Postbox, listening

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.types.answering import LinkState
from skyddsnat.domains.survey.types.waves import WaveFields
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.jobs import survey_send
from skyddsnat.jobs.database import ANSWERS, APP

WAVES, PEOPLE = 10, 12
# So many standard deviations from chance are met once in some million runs.
BEYOND_CHANCE = 5.0
TABLES = ("urn", "urn_words", "response", "response_words")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One wave as whoever tells the story knows it: the links in the order they were answered with, and the answers."""

    wave_id: int
    links: tuple[str, ...]
    said: tuple[int, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(f"mark-{self.wave_id}-{number}-end" for number in self.said)


@pytest.fixture
def stolen(superuser_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(superuser_url, autocommit=True) as superuser:
        yield superuser


def tell(office: Office, chance: random.Random) -> list[Asked]:
    """Many waves, open at once; in each everybody answers, each something of her own, in an order of its own."""
    survey_id = asking.made(office)
    told = []
    for turn in range(WAVES):
        fields = WaveFields(name=f"Omgång {turn}", opens_on=MORNING.date(), closes_on=MORNING.date())
        addresses = [f"who{number}@kommun.example" for number in range(PEOPLE)]
        wave_id = asking.planned_again(office, survey_id, addresses, fields=fields)
        asking.open_it(office, wave_id)
        links = asking.tokens(office, wave_id)
        chance.shuffle(links)
        told.append(Asked(wave_id, tuple(links), tuple(chance.sample(range(200), PEOPLE))))
    return told


def answer_all(told: list[Asked], chance: random.Random) -> None:
    """Wave by wave they answer in their order, with the waves mixed; every third stops half way first."""
    turns = [one for one in told for _ in range(PEOPLE)]
    chance.shuffle(turns)
    next_of = {one.wave_id: iter(zip(one.links, one.said, one.words, strict=True)) for one in told}
    for one in turns:
        token, number, words = next(next_of[one.wave_id])
        given = YES | {"cases": [str(number)], "more": [words]}
        if number % 3 == 0:
            assert actions.keep_answers(token=token, given=given, at=MORNING) is LinkState.OPEN
        asking.answer(token, given)


def rows(stolen: psycopg.Connection, table: str) -> list[Row]:
    """Everything that the database has on each row, also what it does not show."""
    query = sql.SQL(
        "SELECT ctid::text AS place, xmin::text::bigint AS made, xmax::text::bigint AS gone, cmin::text::int AS step, "
        "tableoid::int AS kept_in, to_jsonb(t) AS held FROM {} t ORDER BY ctid"
    ).format(sql.Identifier(*table.split(".")))
    with stolen.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        return cursor.execute(query).fetchall()


# --- By order ---------------------------------------------------------------------------------------------------------

# What rows can be put in order by; where two are alike, nothing is told.
ORDERS: dict[str, Callable[[Row], Any]] = {
    "place": lambda row: tuple(map(int, row["place"].strip("()").split(","))),
    "transaction": lambda row: row["made"],
    "end": lambda row: row["gone"],
    "step": lambda row: row["step"],
    "number": lambda row: row["held"]["id"],
    "number, read from behind": lambda row: row["held"]["id"][::-1],
}


def ranks(values: Sequence[Any]) -> list[float]:
    """The rank of each; those alike share theirs."""
    ordered = sorted(values)
    first = {value: ordered.index(value) for value in set(values)}
    return [first[value] + (ordered.count(value) - 1) / 2 for value in values]


def alike(one: Sequence[Any], other: Sequence[Any]) -> float:
    """Spearman's correlation; 0 where one has no order."""
    a, b = ranks(one), ranks(other)
    middle = (len(a) - 1) / 2
    over = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    under = math.sqrt(sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b))
    return over / under if under else 0.0


def beyond_chance(correlations: Sequence[float]) -> float:
    """How many standard deviations their sum is from what chance gives: 1 / (n - 1) is the variance of each."""
    return abs(sum(correlations)) * math.sqrt((PEOPLE - 1) / len(correlations))


def attack(found: dict[int, list[Row]], truth: dict[int, list[Any]], of: Callable[[Row], Any]) -> dict[str, float]:
    """How well each order of the rows tells the true one, over all waves.

    `of`: what a row says, by which the truth knows it; the attacker does not.
    """
    told: dict[str, float] = {}
    for name, order in ORDERS.items():
        each = []
        for wave_id, true in truth.items():
            place = {said: number for number, said in enumerate(true)}
            of_wave = found[wave_id]
            assert sorted(map(of, of_wave)) == sorted(true), "every answer is there, once"
            each.append(alike([order(row) for row in of_wave], [place[of(row)] for row in of_wave]))
        told[name] = beyond_chance(each)
    return told


def by_wave(found: list[Row]) -> dict[int, list[Row]]:
    waves: dict[int, list[Row]] = {}
    for row in found:
        waves.setdefault(row["held"]["wave"], []).append(row)
    return waves


def number_of(row: Row) -> int:
    return int(row["held"]["given"]["cases"])


def words_of(row: Row) -> str:
    return str(row["held"]["words"])


def try_every_order(stolen: psycopg.Connection, told: list[Asked], answers: str, words: str) -> dict[str, float]:
    """The order of answering against the answers and the free text, and these against each other."""
    given, said = by_wave(rows(stolen, answers)), by_wave(rows(stolen, words))
    came = {one.wave_id: list(one.said) for one in told}
    came_words = {one.wave_id: list(one.words) for one in told}
    beside = {
        wave_id: [word for row in of_wave for word in came_words[wave_id] if word.endswith(f"-{number_of(row)}-end")]
        for wave_id, of_wave in given.items()
    }
    tried = {
        "answers": attack(given, came, number_of),
        "words": attack(said, came_words, words_of),
        "words beside answers": attack(said, beside, words_of),
    }
    return {f"{what}, by {order}": far for what, found in tried.items() for order, far in found.items()}


@pytest.mark.django_db(transaction=True)
def test_no_order_tells_who_said_what(stolen: psycopg.Connection) -> None:
    chance = random.Random(5)
    office = make_office()
    told = tell(office, chance)
    answer_all(told, chance)

    # While they are open: all rows were written by one transaction, and none lies behind another.
    assert len({row["made"] for table in ("urn", "urn_words") for row in rows(stolen, f"answers.{table}")}) == 1
    told_by = try_every_order(stolen, told, "answers.urn", "answers.urn_words")
    assert {name: far for name, far in told_by.items() if far > BEYOND_CHANCE} == {}

    for one in told:
        asking.close_it(office, one.wave_id, at=MORNING + DAY)
    told_by = try_every_order(stolen, told, "answers.response", "answers.response_words")
    assert {name: far for name, far in told_by.items() if far > BEYOND_CHANCE} == {}
    assert rows(stolen, "answers.urn") == rows(stolen, "answers.urn_words") == []


@pytest.mark.django_db(transaction=True)
def test_no_order_tells_who_has_answered_or_when(stolen: psycopg.Connection) -> None:
    """Whoever has kept the list of those asked knows whose each number in the frame is, also after the close."""
    chance = random.Random(13)
    office = make_office()
    wave_id = asking.opened(office, 4 * PEOPLE)
    links = asking.tokens(office, wave_id)
    came = chance.sample(links, 2 * PEOPLE)
    digests = [hashlib.sha256(token.encode()).hexdigest() for token in came]
    for token in came:
        asking.answer(token)
    invited = rows(stolen, "public.survey_invitation")
    assert len({row["made"] for row in invited}) == 1, "all were written by one transaction, the last"
    for order in (ORDERS["place"], ORDERS["step"]):
        place = {row["held"]["token_digest"]: order(row) for row in invited}
        far = alike([place[each] for each in digests], range(len(digests))) * math.sqrt(len(digests) - 1)
        assert abs(far) < BEYOND_CHANCE
    asking.close_it(office, wave_id, at=MORNING + DAY)
    left = rows(stolen, "public.survey_invitation")
    numbers, kept = ([row["held"][name] for row in left] for name in ("id", "token_digest"))
    # Where each lies follows that order too, but begins where the database had room.
    in_order = [digest for _number, digest in sorted(zip(numbers, kept, strict=True))]
    assert in_order == sorted(kept), "they are numbered as their digests are, which tells nothing"
    assert sum(after < before for before, after in pairwise(numbers)) <= 1
    assert len({row["made"] for row in left}) == 1
    assert min(numbers) > max(row["held"]["id"] for row in invited), "no number is the one that somebody had"


@pytest.mark.django_db(transaction=True)
def test_the_attack_itself_finds_who_said_what_where_answers_are_kept_as_they_come(stolen: psycopg.Connection) -> None:
    """Else nothing above would fail if the urn stood still."""
    stolen.execute("CREATE TABLE public.naive (id bigserial, wave bigint, given jsonb)")
    try:
        truth: dict[int, list[Any]] = {}
        chance = random.Random(7)
        for wave_id in range(WAVES):
            truth[wave_id] = chance.sample(range(200), PEOPLE)
            for number in truth[wave_id]:
                answer = psycopg.types.json.Jsonb({"cases": str(number)})
                stolen.execute("INSERT INTO naive (wave, given) VALUES (%s, %s)", [wave_id, answer])
        found = by_wave(rows(stolen, "public.naive"))
        for of_wave in found.values():
            for row in of_wave:
                row["held"]["id"] = f"{row['held']['id']:09}"
        told_by = attack(found, truth, number_of)
    finally:
        stolen.execute("DROP TABLE public.naive")
    assert {name for name, far in told_by.items() if far > BEYOND_CHANCE} >= {"place", "transaction", "number"}


# --- By what is there -------------------------------------------------------------------------------------------------


def everything(stolen: psycopg.Connection, *, but: str) -> Iterator[tuple[str, str]]:
    """Every row of every table but those of one schema, as text: those of the system, statistics and sequences too."""
    tables = stolen.execute(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'p', 'm', 'v', 'S', 't') AND n.nspname NOT IN (%s, 'information_schema') "
        # What this session itself has asked; what the others have just asked stands in pg_stat_activity.
        "AND c.relname NOT IN ('pg_prepared_statements', 'pg_cursors')",
        [but],
    ).fetchall()
    for schema, table in tables:
        where = sql.Identifier(schema, table)
        try:
            found = stolen.execute(sql.SQL("SELECT t::text FROM {} t").format(where)).fetchall()
        except psycopg.Error:
            continue  # a view that asks for a function that is not there
        yield from ((f"{schema}.{table}", text) for (text,) in found if text)


@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_answer_stands_anywhere_else_and_nothing_of_a_person_stands_by_it(
    stolen: psycopg.Connection, settings: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(11)
    office = make_office()
    with listening(settings) as postbox:
        told = tell(office, chance)
        monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)
        assert survey_send.run(None) == 0  # it takes no arguments
        sent = len(postbox.taken)
        before = _events(stolen)
        with caplog.at_level(logging.DEBUG):
            answer_all(told, chance)
        assert _events(stolen) == before, "answering is no event"
        assert len(postbox.taken) == sent == WAVES * PEOPLE, "nobody is thanked by mail"

    answers = [row["held"] for table in TABLES for row in rows(stolen, f"answers.{table}")]
    numbers = {row["id"] for row in answers}
    assert len(numbers) == len(answers) == 2 * WAVES * PEOPLE
    telling = numbers | {word for one in told for word in one.words}
    people = _people(stolen) | {token for one in told for token in one.links}

    stood = {(where, each) for where, text in everything(stolen, but="answers") for each in _TELLING.findall(text)}
    assert {(where, each) for where, each in stood if each in telling} == set()
    assert {each for where, each in stood if where == "public.survey_invitation"} >= _digests_kept(stolen), "it looks"
    assert [row for row in answers if any(each in str(row) for each in people)] == []
    assert not {uuid.UUID(each).hex for each in numbers} & _digests(people)
    logs, mail = caplog.text + _server_log(stolen), _text(postbox)
    assert [each for each in telling | people if each in logs] == []
    assert [each for each in telling if each in mail] == []


# A random number, what somebody said, or a digest.
_TELLING = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mark-\d+-\d+-end|\b[0-9a-f]{64}\b")


def _digests_kept(stolen: psycopg.Connection) -> set[str]:
    return {digest for (digest,) in stolen.execute("SELECT token_digest FROM survey_invitation").fetchall()}


def _events(stolen: psycopg.Connection) -> int:
    ((count,),) = stolen.execute("SELECT count(*) FROM audit_event").fetchall()
    return int(count)


def _people(stolen: psycopg.Connection) -> set[str]:
    found = stolen.execute("SELECT address, seed, token_digest FROM survey_invitation").fetchall()
    return {value for row in found for value in row if value}


def _digests(values: set[str]) -> set[str]:
    """What a number could have been made of, as long as a number is."""
    kinds = (hashlib.md5, hashlib.sha1, hashlib.sha256)
    found = {kind(value.encode()).hexdigest()[:32] for value in values for kind in kinds}
    return found | {uuid.uuid5(uuid.NAMESPACE_URL, value).hex for value in values} | {value[:32] for value in values}


def _server_log(stolen: psycopg.Connection) -> str:
    ((folder,),) = stolen.execute("SHOW data_directory").fetchall()
    log = Path(folder) / "server.log"
    return log.read_text(errors="replace") if log.exists() else ""


def _text(postbox: Postbox) -> str:
    return "\n".join(str(mail) for _, mail in postbox.taken)


@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_urn_holds_each_answer_once_and_no_earlier_turn(stolen: psycopg.Connection) -> None:
    office = make_office()
    links = asking.tokens(office, asking.opened(office, 8))
    for number, token in enumerate(links):
        asking.answer(token, YES | {"more": [f"mark-{number}-end"]})
    stolen.execute("CHECKPOINT")
    ((raw,),) = stolen.execute("SELECT pg_read_binary_file(pg_relation_filepath('answers.urn_words'))").fetchall()
    assert [raw.count(f"mark-{number}-end".encode()) for number in range(8)] == [1] * 8
    stolen.execute("ANALYZE answers.urn, answers.urn_words")
    kept = stolen.execute("SELECT tablename FROM pg_stats WHERE schemaname = 'answers' AND tablename LIKE 'urn%'")
    assert kept.fetchall() == [], "the planner keeps nothing of a turn"


@pytest.mark.django_db
def test_an_answer_has_no_time_no_address_and_no_counter(stolen: psycopg.Connection) -> None:
    found = stolen.execute(
        "SELECT table_name, column_name, data_type, column_default FROM information_schema.columns "
        "WHERE table_schema = 'answers' ORDER BY 1, ordinal_position"
    ).fetchall()
    of_answers = [("id", "uuid", None), ("wave", "bigint", None), ("given", "jsonb", None)]
    of_words = [*of_answers[:2], ("question", "text", None), ("words", "text", None)]
    expected = {"urn": of_answers, "response": of_answers, "urn_words": of_words, "response_words": of_words}
    assert found == [(table, *column) for table in sorted(expected) for column in expected[table]]
    for what in ("sequences WHERE sequence_schema", "triggers WHERE event_object_schema"):
        rest = stolen.execute(f"SELECT 1 FROM information_schema.{what} = 'answers'")
        assert rest.fetchall() == []
    times = stolen.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND table_name IN ('survey_invitation', 'survey_draft', 'survey_mailing') AND data_type ~ 'time|inet|cidr'"
    )
    assert times.fetchall() == [], "nor has the fact that somebody answered"


def test_the_server_writes_no_log_of_addresses_asked_for() -> None:
    """Granian writes one only when told to, and nothing in the product tells it to."""
    assert inspect.signature(Granian.__init__).parameters["log_access"].default is False
    package = Path(inspect.getfile(survey_send)).parents[1]
    assert [path for path in package.rglob("*.py") if "log_access" in path.read_text(encoding="utf-8")] == []


# --- By the role that runs --------------------------------------------------------------------------------------------


@pytest.fixture
def as_app(server: Server, worker_id: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(server.address(server.copy(worker_id), APP), autocommit=True) as app:
        yield app


REFUSED = [
    *(f"SELECT * FROM answers.{table}" for table in TABLES),
    *(f"DELETE FROM answers.{table}" for table in TABLES),
    "INSERT INTO answers.urn VALUES (gen_random_uuid(), 1, '{}')",
    "SELECT answers.put(1, '{}', '{}')",
    "SELECT answers.close(1)",
    "SELECT answers.take_in(1, '[]')",
    "SELECT answers.given_in(1)",
    "SELECT answers.words_in(1)",
    f"SET ROLE {ANSWERS}",
    "SET ROLE skyddsnat_owner",
    "SELECT survey_close(1, now())",
    "SELECT survey_take_in(1, '[]', now())",
    "CREATE TABLE answers.mine (x int)",
    "TRUNCATE survey_invitation",
    "SELECT sealed FROM survey_draft FOR UPDATE",
]


@pytest.mark.django_db
@pytest.mark.parametrize("query", REFUSED)
def test_the_running_role_cannot_get_past_the_doors(as_app: psycopg.Connection, query: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_app.execute(query)


@pytest.mark.django_db(transaction=True)
def test_an_open_wave_is_read_by_nobody_whatever_settings_are_told(as_app: psycopg.Connection) -> None:
    office = make_office()
    wave_id = asking.opened(office, 5)
    for token in asking.tokens(office, wave_id):
        asking.answer(token, YES | {"more": ["Ring"]})
    for name, value in (("app.surveys", "on"), ("app.actor", "system:survey"), ("app.viewer", "1")):
        as_app.execute("SELECT set_config(%s, %s, false)", [name, value])
    assert as_app.execute("SELECT survey_given(%s)", [wave_id]).fetchall() == []
    assert as_app.execute("SELECT * FROM survey_words(%s)", [wave_id]).fetchall() == []
    assert as_app.execute("SELECT * FROM survey_draft").fetchall() == []
    with pytest.raises(psycopg.errors.RestrictViolation):
        as_app.execute("UPDATE survey_wave SET state = 'draft' WHERE id = %s", [wave_id])
    asking.close_it(office, wave_id, at=MORNING + DAY)
    assert len(as_app.execute("SELECT survey_given(%s)", [wave_id]).fetchall()) == 5
    as_app.execute("SELECT set_config('app.surveys', '', false)")
    assert as_app.execute("SELECT * FROM survey_words(%s)", [wave_id]).fetchall() == []
    answers_seen = {}
    for name in ("bo", "adam", "nils", "mia", "kaj", "anna"):
        as_app.execute("SELECT set_config('app.viewer', %s, false)", [str(office.employees[name])])
        answers_seen[name] = len(as_app.execute("SELECT survey_given(%s)", [wave_id]).fetchall())
    assert answers_seen == {"bo": 0, "adam": 0, "nils": 0, "mia": 5, "kaj": 5, "anna": 5}
    as_app.execute("SELECT set_config('app.viewer', '', false)")
    assert as_app.execute("SELECT survey_given(%s)", [wave_id]).fetchall() == []


@pytest.mark.django_db
def test_half_an_answer_is_as_long_as_any_other_and_says_nothing_without_the_link(office: Office) -> None:
    one, other, *_ = asking.tokens(office, asking.opened(office, 5))
    actions.keep_answers(token=one, given={"exposed": ["yes"]}, at=MORNING)
    actions.keep_answers(token=other, given={"more": ["Ordet som inte får synas, å ä ö. " * 120]}, at=MORNING)
    short, longer = (_sealed(token) for token in (one, other))
    assert len(short) == len(longer) > 4096
    assert b"exposed" not in short
    assert b"Ordet" not in longer


def _sealed(token: str) -> bytes:
    digest = hashlib.sha256(token.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM survey_link(%s, %s)", [digest, MORNING.date()])
        ((sealed,),) = cursor.fetchall()
    return bytes(sealed)


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


# --- At once ----------------------------------------------------------------------------------------------------------


def _together(work: Callable[[str], bool], tokens: Sequence[str]) -> list[bool]:
    all_here = Barrier(len(tokens))

    def one(token: str) -> bool:
        try:
            all_here.wait(timeout=60)
            return work(token)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tokens)) as pool:
        return list(pool.map(one, tokens))


@pytest.mark.django_db(transaction=True)
def test_of_answers_handed_in_at_once_all_are_there_and_of_one_link_one(stolen: psycopg.Connection) -> None:
    office = make_office()
    wave_id = asking.opened(office, 8)
    links = asking.tokens(office, wave_id)

    def work(token: str) -> bool:
        return actions.hand_in(token=token, given=YES, at=MORNING).taken

    assert _together(work, links[:6]) == [True] * 6
    assert sorted(_together(work, [links[6]] * 4)) == [False, False, False, True]
    assert len(rows(stolen, "answers.urn")) == 7


@pytest.mark.django_db(transaction=True)
def test_half_an_answer_that_is_kept_while_the_link_is_used_or_the_wave_closed_is_not_left_behind(
    stolen: psycopg.Connection,
) -> None:
    office = make_office()
    wave_id = asking.opened(office, 8)
    links = asking.tokens(office, wave_id)

    def work(token: str) -> bool:
        name, _, link = token.partition(" ")
        if name == "keep":
            return actions.keep_answers(token=link, given=YES, at=MORNING) in (LinkState.OPEN, LinkState.USED)
        return actions.hand_in(token=link, given=YES, at=MORNING).taken

    assert all(_together(work, [f"{name} {link}" for link in links[:4] for name in ("keep", "hand", "keep")]))
    assert stolen.execute("SELECT count(*) FROM survey_draft").fetchall() == [(0,)]

    def keep_or_close(token: str) -> bool:
        if not token:
            asking.close_it(office, wave_id, at=MORNING)
            return True
        return actions.keep_answers(token=token, given=YES, at=MORNING) in (LinkState.OPEN, LinkState.EXPIRED)

    assert all(_together(keep_or_close, [*links[4:], ""]))
    assert stolen.execute("SELECT count(*) FROM survey_draft").fetchall() == [(0,)]


@pytest.mark.django_db(transaction=True)
def test_an_answer_on_its_way_while_the_wave_is_closed_is_counted_or_refused_and_never_lost(
    stolen: psycopg.Connection,
) -> None:
    office = make_office()
    wave_id = asking.opened(office, 8)
    links = asking.tokens(office, wave_id)
    for token in links[:3]:
        asking.answer(token)

    def work(token: str) -> bool:
        if not token:
            asking.close_it(office, wave_id, at=MORNING)
            return True
        return actions.hand_in(token=token, given=YES, at=MORNING).taken

    taken = _together(work, [*links[3:7], ""])[:4]
    with seeing(office.viewer("anna")) as anna:
        found = queries.answers_of(wave_id=wave_id, viewer=anna)
        assert found.rows == queries.wave(wave_id=wave_id, viewer=anna).answered == 3 + sum(taken)
    assert rows(stolen, "answers.urn") == []
