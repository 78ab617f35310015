"""A superuser tampers with the log in every way there is, and each is found and named."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.tampering import do, hands, let_go

from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.audit.verification import (
    CHAINS,
    Anchor,
    FaultKind,
    UnreadableAnchor,
    anchor,
    read_anchor,
    verify,
)

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
EVENTS = 9
MIDDLE = 5


class Log:
    """A sealed log of `EVENTS` events in one chain, under the hands of a superuser. All of it is rolled back."""

    def __init__(self) -> None:
        for number in range(1, EVENTS + 1):
            self.append(f"thing.was.done_{number}")
        ((self.chain,),) = do("SELECT DISTINCT chain FROM audit_event")

    def append(self, deed: str) -> None:
        do(
            "INSERT INTO audit_event (at, actor, actor_id, deed, target, file_id, ground, details) "
            "VALUES (%s, 'employee:7', 7, %s, 'thing:1', 3, 'assigned', %s)",
            MORNING,
            deed,
            json.dumps({"before": {"name": "Åsa \u2028 Ö", "count": 1.50, "none": None, "list": [1, "2"]}}),
        )

    def row_id(self, number: int) -> int:
        ((row_id,),) = do("SELECT id FROM audit_event WHERE number = %s", number)
        return int(row_id)

    def faults(self, known: Anchor | None = None) -> list[tuple[FaultKind, int | None, int | None]]:
        found = verify(using="superuser", anchor=known)
        assert all(fault.chain == self.chain for fault in found)
        return [(fault.kind, fault.number, fault.event_id) for fault in found]

    def seal(self, number: int) -> None:
        """Give the event a seal that fits what it holds now, computed as an attacker would."""
        ((text,),) = do("SELECT audit_canonical(e) FROM audit_event e WHERE number = %s", number)
        do("UPDATE audit_event SET hash = %s WHERE number = %s", sha256(text.encode()).digest(), number)

    def rewrite_from(self, number: int) -> None:
        """Link and seal every event from `number` on anew, and the head with them."""
        for later in range(number, EVENTS + 1):
            if later > 1:
                do(
                    "UPDATE audit_event e SET previous = p.hash FROM audit_event p "
                    "WHERE e.number = %s AND p.number = %s",
                    later,
                    later - 1,
                )
            self.seal(later)
        do("UPDATE audit_chain c SET hash = e.hash, number = e.number FROM audit_event e WHERE e.number = %s "
                "AND c.chain = e.chain", EVENTS)  # fmt: skip


@pytest.fixture
def log(django_db_setup: None, superuser_url: str, django_db_blocker: Any) -> Iterator[Log]:
    """The log of a database of its own, its triggers off."""
    with django_db_blocker.unblock(), hands(superuser_url):
        log = Log()
        let_go()
        yield log


def test_an_untouched_log_holds(log: Log) -> None:
    assert log.faults() == []


CHANGES = {
    "id": "id + 1000",
    "at": "at + interval '1 microsecond'",
    "recorded_at": "recorded_at - interval '1 microsecond'",
    "actor": "'employee:8'",
    "actor_id": "NULL",
    "deed": "deed || ' '",
    "target": "'thing:2'",
    "file_id": "4",
    "ground": "''",
    "details": "jsonb_set(details, '{before,none}', '0')",
    "previous": "sha256('x')",
    "hash": "sha256('x')",
}
MOVES = {"chain": "(chain + 1) %% 16", "number": "number + 1000"}


def test_every_column_is_tried() -> None:
    assert {field.attname for field in Event._meta.concrete_fields} == {*CHANGES, *MOVES}


@pytest.mark.parametrize("number", [1, MIDDLE, EVENTS])
@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_event_is_named(log: Log, column: str, number: int) -> None:
    do(f"UPDATE audit_event SET {column} = {CHANGES[column]} WHERE number = %s", number)
    assert log.faults() == [(FaultKind.CHANGED, number, log.row_id(number))]


@pytest.mark.parametrize("column", [column for column in CHANGES if column not in ("previous", "hash")])
def test_a_changed_event_with_a_new_seal_is_named_by_the_link_that_no_longer_fits(log: Log, column: str) -> None:
    do(f"UPDATE audit_event SET {column} = {CHANGES[column]} WHERE number = %s", MIDDLE)
    log.seal(MIDDLE)
    assert log.faults() == [(FaultKind.CHANGED, MIDDLE, log.row_id(MIDDLE))]


def test_the_last_event_changed_with_a_new_seal_does_not_fit_the_head(log: Log) -> None:
    do("UPDATE audit_event SET deed = 'x' WHERE number = %s", EVENTS)
    log.seal(EVENTS)
    assert log.faults() == [(FaultKind.HEAD, EVENTS, log.row_id(EVENTS))]


def test_an_event_moved_to_another_chain_is_missed_and_found(log: Log) -> None:
    row_id = log.row_id(MIDDLE)
    do(f"UPDATE audit_event SET chain = {MOVES['chain']} WHERE number = %s", MIDDLE)
    found = {(fault.chain, fault.kind, fault.event_id) for fault in verify(using="superuser")}
    other = (log.chain + 1) % CHAINS
    assert found == {(log.chain, FaultKind.REMOVED, None), (other, FaultKind.INSERTED, row_id)}


@pytest.mark.parametrize("chain", [-1, CHAINS])
def test_an_event_outside_every_chain_is_named(log: Log, chain: int) -> None:
    row_id = log.row_id(MIDDLE)
    do("UPDATE audit_event SET chain = %s WHERE number = %s", chain, MIDDLE)
    assert row_id in [fault.event_id for fault in verify(using="superuser")]


def test_an_event_with_another_number_is_missed_where_it_was(log: Log) -> None:
    do(f"UPDATE audit_event SET number = {MOVES['number']} WHERE number = %s", MIDDLE)
    assert log.faults() == [(FaultKind.REMOVED, MIDDLE, None)]


@pytest.mark.parametrize("number", [1, MIDDLE, EVENTS])
def test_a_removed_event_is_named(log: Log, number: int) -> None:
    do("DELETE FROM audit_event WHERE number = %s", number)
    assert log.faults() == [(FaultKind.REMOVED, number, None)]


def test_a_removed_event_whose_followers_moved_up_is_found(log: Log) -> None:
    moved = log.row_id(MIDDLE + 1)
    do("DELETE FROM audit_event WHERE number = %s", MIDDLE)
    for number in range(MIDDLE + 1, EVENTS + 1):
        do("UPDATE audit_event SET number = number - 1 WHERE number = %s", number)
    assert log.faults() == [(FaultKind.CHANGED, MIDDLE, moved)]


def test_the_last_event_removed_and_the_head_set_back_needs_the_anchor(log: Log) -> None:
    known = anchor(at=MORNING, using="superuser")
    do("DELETE FROM audit_event WHERE number = %s", EVENTS)
    do("UPDATE audit_chain c SET number = e.number, hash = e.hash FROM audit_event e "
           "WHERE e.number = %s AND c.chain = e.chain", EVENTS - 1)  # fmt: skip
    assert log.faults() == []
    assert log.faults(known) == [(FaultKind.REMOVED, EVENTS, None)]


def forged(log: Log, number: int, *, sealed: bool) -> int:
    """An event that nobody wrote, at `number`, after whatever stands before it."""
    do(
        "INSERT INTO audit_event "
        "(at, recorded_at, actor, deed, target, ground, details, chain, number, previous, hash) "
        "SELECT at, recorded_at, 'employee:9', deed, target, ground, details, chain, %s, hash, sha256('made up') "
        "FROM audit_event WHERE number < %s ORDER BY number DESC LIMIT 1",
        number,
        number,
    )
    if sealed:
        log.seal(number)
    return log.row_id(number)


@pytest.mark.parametrize("sealed", [False, True], ids=["made_up_seal", "right_seal"])
@pytest.mark.parametrize("number", [EVENTS + 1, EVENTS + 50])
def test_an_event_after_the_head_is_named(log: Log, number: int, sealed: bool) -> None:
    row_id = forged(log, number, sealed=sealed)
    assert log.faults() == [(FaultKind.INSERTED, number, row_id)]


def test_an_event_in_the_place_of_a_removed_one_with_a_made_up_seal_is_named(log: Log) -> None:
    do("DELETE FROM audit_event WHERE number = %s", MIDDLE)
    row_id = forged(log, MIDDLE, sealed=False)
    assert log.faults() == [(FaultKind.CHANGED, MIDDLE, row_id)]


def test_an_event_in_the_place_of_a_removed_one_with_the_right_seal_is_named(log: Log) -> None:
    do("DELETE FROM audit_event WHERE number = %s", MIDDLE)
    row_id = forged(log, MIDDLE, sealed=True)
    assert log.faults() == [(FaultKind.CHANGED, MIDDLE, row_id)]


@pytest.mark.parametrize("sealed", [False, True], ids=["made_up_seal", "right_seal"])
def test_an_event_pushed_in_between_is_found(log: Log, sealed: bool) -> None:
    """With the right seal it fits what stands before it; then the one that had its place is the first that does not."""
    pushed = log.row_id(MIDDLE)
    for number in range(EVENTS, MIDDLE - 1, -1):
        do("UPDATE audit_event SET number = number + 1 WHERE number = %s", number)
    do("UPDATE audit_chain SET number = number + 1 WHERE chain = %s", log.chain)
    row_id = forged(log, MIDDLE, sealed=sealed)
    first = (MIDDLE + 1, pushed) if sealed else (MIDDLE, row_id)
    assert log.faults() == [(FaultKind.CHANGED, *first)]


@pytest.mark.parametrize("number", [0, -3])
def test_an_event_before_the_beginning_is_named(log: Log, number: int) -> None:
    do("UPDATE audit_event SET number = %s WHERE number = 1", number)
    assert log.faults() == [(FaultKind.INSERTED, number, log.row_id(number))]


def test_an_event_in_a_place_that_is_taken_is_named(log: Log) -> None:
    do("ALTER TABLE audit_event DROP CONSTRAINT audit_event_place_in_chain")
    do("UPDATE audit_event SET number = %s WHERE number = %s", MIDDLE, MIDDLE + 1)
    found = [fault for fault in verify(using="superuser") if fault.number == MIDDLE]
    assert [fault.kind for fault in found] == [FaultKind.INSERTED]


def test_a_chain_that_does_not_start_from_its_beginning_is_found(log: Log) -> None:
    do("UPDATE audit_event SET previous = sha256('elsewhere') WHERE number = 1")
    log.seal(1)
    assert log.faults() == [(FaultKind.INSERTED, 1, log.row_id(1))]


def test_two_events_that_changed_places_are_found(log: Log) -> None:
    first, second = log.row_id(MIDDLE), log.row_id(MIDDLE + 1)
    for row_id, number in ((first, 0), (second, MIDDLE), (first, MIDDLE + 1)):
        do("UPDATE audit_event SET number = %s WHERE id = %s", number, row_id)
    assert log.faults() == [(FaultKind.CHANGED, MIDDLE, second)]


def test_two_events_that_changed_contents_are_found(log: Log) -> None:
    deeds = [f"thing.was.done_{number}" for number in (MIDDLE, MIDDLE + 1)]
    do("UPDATE audit_event SET deed = %s WHERE number = %s", deeds[1], MIDDLE)
    do("UPDATE audit_event SET deed = %s WHERE number = %s", deeds[0], MIDDLE + 1)
    assert log.faults() == [(FaultKind.CHANGED, MIDDLE, log.row_id(MIDDLE))]


def test_an_emptied_log_is_found(log: Log) -> None:
    do("DELETE FROM audit_event")
    assert log.faults() == [(FaultKind.REMOVED, 1, None)]


def test_a_truncated_log_is_found(log: Log) -> None:
    do("TRUNCATE audit_event")
    assert log.faults() == [(FaultKind.REMOVED, 1, None)]


def test_a_truncated_log_with_its_heads_set_back_needs_the_anchor(log: Log) -> None:
    known = anchor(at=MORNING, using="superuser")
    do("TRUNCATE audit_event")
    do("UPDATE audit_chain SET number = 0, hash = sha256(convert_to('skyddsnat chain ' || chain, 'UTF8'))")
    assert log.faults() == []
    assert log.faults(known) == [(FaultKind.REMOVED, 1, None)]


def test_a_chain_without_its_head_is_found(log: Log) -> None:
    do("DELETE FROM audit_chain WHERE chain = %s", log.chain)
    assert log.faults() == [(FaultKind.HEAD, None, None)]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("number = number - 1", (FaultKind.INSERTED, EVENTS)),
        ("number = number + 1", (FaultKind.REMOVED, EVENTS + 1)),
        ("hash = sha256('x')", (FaultKind.HEAD, EVENTS)),
    ],
)
def test_a_changed_head_is_found(log: Log, change: str, fault: tuple[FaultKind, int]) -> None:
    do(f"UPDATE audit_chain SET {change} WHERE chain = %s", log.chain)
    assert [found[:2] for found in log.faults()] == [fault]


@pytest.mark.parametrize("number", [1, MIDDLE, EVENTS])
def test_a_wholly_rewritten_chain_needs_the_anchor(log: Log, number: int) -> None:
    known = anchor(at=MORNING, using="superuser")
    do("UPDATE audit_event SET actor = 'employee:8' WHERE number = %s", number)
    log.rewrite_from(number)
    assert log.faults() == []
    assert log.faults(known) == [(FaultKind.REWRITTEN, EVENTS, log.row_id(EVENTS))]


def test_an_anchor_of_an_earlier_day_holds_for_a_log_that_grew(log: Log) -> None:
    known = anchor(at=MORNING, using="superuser")
    do("SET LOCAL session_replication_role = origin")
    log.append("thing.was.done_later")
    assert log.faults(known) == []


def test_the_stored_functions_are_never_asked(log: Log) -> None:
    do("UPDATE audit_event SET deed = 'x' WHERE number = %s", MIDDLE)
    do("CREATE OR REPLACE FUNCTION audit_canonical(e audit_event) RETURNS text LANGUAGE sql AS $$ SELECT 'fine' $$")
    do("CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT ''::bytea $$")
    do("SET LOCAL search_path = public, pg_catalog")
    assert log.faults() == [(FaultKind.CHANGED, MIDDLE, log.row_id(MIDDLE))]


def test_an_anchor_survives_its_file(log: Log, tmp_path: Path) -> None:
    known = anchor(at=MORNING, using="superuser")
    path = tmp_path / "anchor.json"
    path.write_text(known.to_json(), encoding="utf-8")
    assert read_anchor(path) == known
    assert [head.number for head in known.heads if head.chain == log.chain] == [EVENTS]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"at": "2026-01-01", "heads": [{"chain": 0}]}', "åäö"])
def test_a_file_that_is_no_anchor_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "anchor.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableAnchor):
        read_anchor(path)
