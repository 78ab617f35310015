"""Is the log as it was written? Every seal is computed anew, outside the database that is under suspicion.

Note [What a chain proves]: each event carries the seal of the one before it in its chain, and `audit_chain` the seal of
the last. Whoever changes, removes or inserts an event breaks a seal or a link. Whoever seals everything after it anew
breaks nothing inside the database; that is what an anchor is for: the heads of one day, kept elsewhere. What came
after the last anchor and was wholly rewritten cannot be told from the truth, so anchors are taken often.

Rows are read one by one as the owner, who sees all of them; the stored function that seals is never asked.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connections, transaction

CHAINS = 16
_CHUNK = 5000

# One statement for the head and its rows: events that arrive while we read are in both or in neither.
# The last column is the text that is sealed. Built-in functions alone: jsonb is written one way, a time is a number.
_ROWS = """
SELECT head.number, head.hash, e.number, e.id, e.previous, e.hash, pg_catalog.jsonb_build_array(
    e.chain, e.number, e.id, extract(epoch FROM e.at), extract(epoch FROM e.recorded_at), e.actor, e.actor_id, e.deed,
    e.target, e.file_id, e.ground, e.details, pg_catalog.encode(e.previous, 'hex')
)::text
FROM (SELECT %s::smallint AS chain) chosen
LEFT JOIN public.audit_chain head USING (chain)
LEFT JOIN public.audit_event e USING (chain)
ORDER BY e.number, e.id
"""

_STRAYS = """
SELECT e.chain, e.number, e.id FROM public.audit_event e
WHERE e.chain IS NULL OR e.number IS NULL OR e.chain NOT BETWEEN 0 AND %s ORDER BY e.id LIMIT 1
"""


class FaultKind(StrEnum):
    """What was done to the log."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    HEAD = "head"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row of a chain that is not as it was written. `event_id` is None when the row is gone.

    `what` names rows by number and id and nothing that stands in them.
    """

    chain: int | None
    number: int | None
    event_id: int | None
    kind: FaultKind
    what: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a chain: its number (0 in an empty chain) and its seal in hexadecimal."""

    chain: int
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The heads of every chain at a moment, to be kept where nobody who reaches the database reaches it."""

    at: datetime
    heads: tuple[Head, ...]

    def to_json(self) -> str:
        """As a text that `read_anchor` reads."""
        heads = [{"chain": head.chain, "number": head.number, "hash": head.hash} for head in self.heads]
        return json.dumps({"at": self.at.isoformat(), "heads": heads}, indent=1) + "\n"


class UnreadableAnchor(Exception):
    """The file is not an anchor that this program wrote."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is no anchor; one is made with `skyddsnat audit anchor FILE`.")


class _Row(NamedTuple):
    head: int | None
    head_hash: bytes | None
    number: int | None
    id: int
    previous: bytes
    hash: bytes
    text: str


def verify(*, using: str = "owner", anchor: Anchor | None = None) -> list[Fault]:
    """The first fault of every chain; none when the log is as it was written, and as the anchor remembers it."""
    remembered = {head.chain: head for head in anchor.heads} if anchor else {}
    found = [_first_fault(chain, _rows(using, chain), remembered.get(chain)) for chain in range(CHAINS)]
    return [fault for fault in (*found, _stray(using)) if fault is not None]


def anchor(*, at: datetime, using: str = "owner") -> Anchor:
    """The heads as they are. Verify first: an anchor of a log that was tampered with remembers the tampering."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT chain, number, hash FROM public.audit_chain ORDER BY chain")
        return Anchor(at, tuple(Head(chain, number, bytes(seal).hex()) for chain, number, seal in cursor.fetchall()))


def read_anchor(path: Path) -> Anchor:
    """An anchor from its file. Raises `UnreadableAnchor`, `OSError`."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        heads = tuple(Head(int(head["chain"]), int(head["number"]), str(head["hash"])) for head in given["heads"])
        return Anchor(datetime.fromisoformat(given["at"]), heads)
    except (ValueError, KeyError, TypeError):
        raise UnreadableAnchor(path) from None


def count_events(*, using: str = "owner") -> int:
    """How many events the log holds."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public.audit_event")
        return int(cursor.fetchone()[0])


def _beginning(chain: int) -> bytes:
    return sha256(f"skyddsnat chain {chain}".encode()).digest()


def _rows(using: str, chain: int) -> Iterator[_Row]:
    with transaction.atomic(using=using), connections[using].chunked_cursor() as cursor:
        cursor.execute(_ROWS, [chain])
        while rows := cursor.fetchmany(_CHUNK):
            yield from (_Row(*row) for row in rows)


def _first_fault(chain: int, rows: Iterator[_Row], remembered: Head | None) -> Fault | None:
    last, seal, last_id = 0, _beginning(chain), None
    first = next(rows)
    if first.head is None:
        return Fault(chain, None, None, FaultKind.HEAD, f"chain {chain} has lost its head")
    for row in [] if first.number is None else _and_then(first, rows):
        fault = _fault_of(chain, row, last, seal, last_id) or _unlike_anchor(chain, row, remembered)
        if fault:
            return fault
        last, seal, last_id = row.number, row.hash, row.id
    return _fault_at_end(chain, last, seal, last_id, first, remembered)


def _and_then(first: _Row, rows: Iterator[_Row]) -> Iterator[Any]:
    yield first
    yield from rows


def _fault_of(chain: int, row: Any, last: int, seal: bytes, last_id: int | None) -> Fault | None:
    """What is wrong with `row`, which stands after event number `last` with its `seal`."""
    here = f"event {row.id} (number {row.number} of chain {chain})"
    if row.number > row.head:
        what = f"{here} stands after the head of its chain, number {row.head}: inserted, or the head was set back"
        return Fault(chain, row.number, row.id, FaultKind.INSERTED, what)
    if row.number <= last:
        return Fault(chain, row.number, row.id, FaultKind.INSERTED, f"{here} takes a place that is taken: inserted")
    if row.number > last + 1:
        gone = f"number {last + 1} of chain {chain}, before event {row.id}, is gone: removed"
        return Fault(chain, last + 1, None, FaultKind.REMOVED, gone)
    if sha256(row.text.encode()).digest() != row.hash:
        return Fault(chain, row.number, row.id, FaultKind.CHANGED, f"{here} does not match its seal: changed")
    if row.previous != seal:
        return _broken_link(chain, row, last, last_id, here)
    return None


def _broken_link(chain: int, row: Any, last: int, last_id: int | None, here: str) -> Fault:
    """`row` holds by itself, and sealed another event before it than the one that stands there now."""
    if last_id is None:
        what = f"{here} does not start from the beginning of its chain: inserted, or others before it removed"
        return Fault(chain, row.number, row.id, FaultKind.INSERTED, what)
    what = f"event {last_id} (number {last} of chain {chain}) is not the one that event {row.id} followed: changed"
    return Fault(chain, last, last_id, FaultKind.CHANGED, what)


def _unlike_anchor(chain: int, row: Any, remembered: Head | None) -> Fault | None:
    if remembered is None or remembered.number != row.number or remembered.hash == row.hash.hex():
        return None
    what = f"event {row.id} (number {row.number} of chain {chain}) is not the one of the anchor: rewritten"
    return Fault(chain, row.number, row.id, FaultKind.REWRITTEN, what)


def _fault_at_end(
    chain: int, last: int, seal: bytes, last_id: int | None, head: _Row, remembered: Head | None
) -> Fault | None:
    known = max(head.head or 0, remembered.number if remembered else 0)
    if known > last:
        what = f"number {last + 1} of chain {chain}, and what came after it to number {known}, is gone: removed"
        return Fault(chain, last + 1, None, FaultKind.REMOVED, what)
    if head.head_hash != seal:
        what = f"the head of chain {chain} is not the seal of its last event, number {last}: one of the two was changed"
        return Fault(chain, last, last_id, FaultKind.HEAD, what)
    return None


def _stray(using: str) -> Fault | None:
    with connections[using].cursor() as cursor:
        cursor.execute(_STRAYS, [CHAINS - 1])
        found = cursor.fetchone()
    if found is None:
        return None
    chain, number, event_id = found
    return Fault(chain, number, event_id, FaultKind.INSERTED, f"event {event_id} stands in no chain: inserted")
