"""What a change of law does to running compulsory cases: clocks, sections and rights to decide, before and after.

Reads as the role that owns the tables, changes nothing, and names files, cases and measures by id: nothing that stands
in them, so that what is printed may lie on a screen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connections

from skyddsnat.domains.compulsory.types import act_after
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.law.compulsory_states import Act, Deed, State, Track, acts, deed_of
from skyddsnat.law.crossing import rule_on
from skyddsnat.law.decision_rights import UnknownSection, who_may
from skyddsnat.law.register import NotInForce

_MEASURES = """
SELECT m.id, m.case_id, m.file_id, f.unit_id, m.track, m.statute, m.state
FROM compulsory_measure m
JOIN compulsory_case c ON c.id = m.case_id AND c.closed_at IS NULL
JOIN access_file f ON f.id = m.file_id
WHERE (m.ended_at IS NULL OR m.state IN ('ended', 'follow_up')) AND (%(units)s::bigint[] IS NULL
    OR f.unit_id = ANY (%(units)s::bigint[]))
ORDER BY f.unit_id, m.file_id, m.id
"""
_CLOCKS = """
SELECT rule, due_on, other_due_on, plan_on FROM deadlines_deadline
WHERE subject = %s AND met_at IS NULL AND ended_at IS NULL ORDER BY plan_on, rule, id
"""
_BY_ITSELF = frozenset({Act.LAPSE, Act.EXPIRE})
_NONE = "-"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is otherwise from the day on. `what` is clock, section or right; `of` the clock or the deed."""

    what: str
    of: str
    before: str
    after: str
    due_on: str | None = None
    other_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A measure for which something changes, by id."""

    unit: int
    file: int
    case: int
    measure: int
    track: str
    state: str
    changes: tuple[Change, ...]


def preview(*, on: date, units: Iterable[int] = (), using: str = "owner") -> list[Changed]:
    """Every running measure, of these units or of all, for which something is otherwise on the day than the day before.

    Raises `Trouble` without the role that owns the tables.
    """
    if using not in settings.DATABASES:
        raise Trouble("Set DATABASE_OWNER_URL to the role skyddsnat_owner: the role that runs sees a part of the data.")
    chosen = list(units) or None
    with connections[using].cursor() as cursor:
        cursor.execute(_MEASURES, {"units": chosen})
        found = [_changed(row, _clocks(cursor, row[0]), on) for row in cursor.fetchall()]
    return [each for each in found if each.changes]


def _clocks(cursor: Any, measure_id: int) -> list[tuple[str, date, date | None, date]]:
    cursor.execute(_CLOCKS, [f"compulsory.measure:{measure_id}"])
    return list(cursor.fetchall())


def _changed(row: tuple[Any, ...], clocks: Iterable[tuple[str, date, date | None, date]], on: date) -> Changed:
    measure, case, file, unit, track, statute, state = row
    deeds = tuple(_deeds(Track(track), statute, State(state), on))
    return Changed(
        unit=unit,
        file=file,
        case=case,
        measure=measure,
        track=track,
        state=state,
        changes=(*_of_clocks(clocks, on), *_of_sections(deeds), *_of_rights(deeds, on)),
    )


def _of_clocks(clocks: Iterable[tuple[str, date, date | None, date]], on: date) -> Iterator[Change]:
    for rule, due_on, other_on, _ in clocks:
        before, after = _citation(rule, on - ONE_DAY), _citation(rule, on)
        if before != after:
            other = None if other_on is None else other_on.isoformat()
            yield Change(what="clock", of=rule, before=before, after=after, due_on=due_on.isoformat(), other_on=other)


def _citation(rule: str, on: date) -> str:
    try:
        return rule_on(rule, on).citation
    except NotInForce:
        return _NONE


def _deeds(track: Track, statute: str, state: State, on: date) -> Iterator[tuple[Act, Deed | None, Deed | None]]:
    """What may be done next, as the Act of the day before and the Act of the day have it."""
    old, new = (act_after(track, statute, day) for day in (on - ONE_DAY, on))
    known = {number: acts(track, state, number) for number in (old, new)}
    for act in dict.fromkeys((*known[old], *known[new])):
        if act not in _BY_ITSELF:
            yield (
                act,
                deed_of(track, act, old) if act in known[old] else None,
                deed_of(track, act, new) if act in known[new] else None,
            )


def _of_sections(deeds: Iterable[tuple[Act, Deed | None, Deed | None]]) -> Iterator[Change]:
    for act, old, new in deeds:
        before, after = (deed.citation if deed else _NONE for deed in (old, new))
        if before != after:
            yield Change(what="section", of=act.value, before=before, after=after)


def _of_rights(deeds: Iterable[tuple[Act, Deed | None, Deed | None]], on: date) -> Iterator[Change]:
    for act, old, new in deeds:
        before, after = _right(old, on - ONE_DAY), _right(new, on)
        if before != after:
            yield Change(what="right", of=act.value, before=before, after=after)


def _right(deed: Deed | None, on: date) -> str:
    """Who decides, the lowest first; about a section that is not entered nobody guesses: the board."""
    if deed is None or deed.section is None:
        return _NONE
    try:
        return ", ".join(decider.value for decider in who_may(deed.section, on).deciders)
    except UnknownSection:
        return "board"


def as_fields(found: Iterable[Changed]) -> list[dict[str, Any]]:
    """For the JSON answer."""
    return [asdict(each) for each in found]


def as_text(found: Iterable[Changed], on: date) -> str:
    """Lines for a person: a measure, and below it what changes."""
    lines = [line for each in found for line in _lines(each)]
    return "\n".join(lines) if lines else f"Nothing that runs changes on {on.isoformat()}."


def _lines(each: Changed) -> Iterator[str]:
    yield (f"unit {each.unit}, file {each.file}, case {each.case}, measure {each.measure} ({each.track}, {each.state})")
    for change in each.changes:
        days = f" {change.due_on}" if change.due_on else ""
        other = f", by the other Act {change.other_on}" if change.other_on else ""
        yield f"  {change.what:<8}{change.of}: {change.before} -> {change.after}{days}{other}"
