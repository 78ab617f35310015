"""The systematic review of the log (SFS 2001:454 10 §): readings drawn at random, and patterns that ask for a look.

A trigger is no suspicion: a name may be common, and a night may be on call. It says where a reviewer looks first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.functions import MD5, Cast, Concat, TruncDate

from skyddsnat.foundation.access.types import Ground, Viewer
from skyddsnat.foundation.audit.events import names_of, views_of, within
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.audit.permissions import check_user_can_read_log
from skyddsnat.foundation.audit.types import FILE_READ, EventView, Finding, Judged
from skyddsnat.foundation.staff.queries import members
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date, local_moment
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

# No source: own limits. The night is when offices are closed and the on-call service works.
NIGHT_FROM, NIGHT_UNTIL = 22, 6
MANY_FILES_A_DAY = 30


class Trigger(StrEnum):
    """Why a reading is looked at first. The first three need the child's data and come from `people`."""

    OWN_NAME = "own_name"
    SAME_SURNAME = "same_surname"
    PROTECTED = "protected"
    NO_ASSIGNMENT = "no_assignment"
    NIGHT = "night"


TRIGGER_NAMES: dict[Trigger, Text] = {
    Trigger.OWN_NAME: Text("Samma namn som den som läste", "Same name as the reader"),
    Trigger.SAME_SURNAME: Text("Samma efternamn som den som läste", "Same surname as the reader"),
    Trigger.PROTECTED: Text("Skyddade personuppgifter", "Protected personal data"),
    Trigger.NO_ASSIGNMENT: Text("Läst utan tilldelning", "Read without assignment"),
    Trigger.NIGHT: Text("Läst på natten", "Read at night"),
}

_REVIEWS = "10 § lagen (2001:454)"
_NOTHING_DRAWN = Reason(
    "audit.nothing_drawn",
    Text("Det finns inga läsningar att skriva under.", "There are no readings to sign."),
    _REVIEWS,
)
_DAYS_RUN = Reason(
    "audit.days_run",
    Text("Dra till och med i går: i dag kan fler läsningar komma till.", "Draw until yesterday: today more may come."),
    _REVIEWS,
)
_SIGNED = Reason(
    "audit.signed",
    Text("Du har redan skrivit under den här dragningen.", "You have already signed this draw."),
    _REVIEWS,
)
_NOT_JUDGED = Reason(
    "audit.not_judged", Text("Säg vad du fann om varje läsning.", "Say what you found of each reading."), _REVIEWS
)
_NO_WORDS = Reason(
    "audit.no_words",
    Text(
        "Skriv vad som ska frågas eller vad som lämnades vidare, och till vem.",
        "Write what is to be asked, or what was handed on and to whom.",
    ),
    _REVIEWS,
)
_WITHOUT_ASSIGNMENT = frozenset({Ground.EMERGENCY, Ground.RECEIVED})


@dataclass(frozen=True, slots=True)
class ManyReadings:
    """An employee who opened many children's files on one day (lesson 16: reading in great numbers)."""

    employee_id: int
    name: str
    service_code: str
    on: date
    files: int


def triggers_of(event: EventView) -> frozenset[Trigger]:
    """What the event itself shows: the ground, and the hour in Sweden."""
    hour = local_moment(event.at).hour
    found = {
        Trigger.NO_ASSIGNMENT: event.ground in _WITHOUT_ASSIGNMENT,
        Trigger.NIGHT: hour >= NIGHT_FROM or hour < NIGHT_UNTIL,
    }
    return frozenset(trigger for trigger, holds in found.items() if holds)


def random_readings(
    *, viewer: Viewer, since: datetime, until: datetime, per_unit: int, seed: str
) -> dict[int, list[EventView]]:
    """So many readings drawn at random among those of each unit's employees, by unit. Raises `Refused`.

    The unit is where the reader holds a role when the time ends. The same seed draws the same readings, so that a
    draw can be shown to be a draw; a reviewer's own readings are drawn for somebody else.
    """
    check_user_can_read_log(viewer=viewer)
    readers = members(on=local_date(until))
    draws = [_draw(unit_id, who - _own(viewer), since, until, per_unit, seed) for unit_id, who in readers.items()]
    drawn = list(draws[0].union(*draws[1:], all=True)) if draws else []
    events = {event.id: event for event in views_of(Event.objects.filter(pk__in=[pk for _, pk in drawn]))}
    found: dict[int, list[EventView]] = {unit_id: [] for unit_id in readers}
    for unit_id, pk in sorted(drawn):
        found[unit_id].append(events[pk])
    return found


def signing(
    findings: Mapping[int, Finding], *, drawn: Iterable[int], until: date, today: date, is_signed: bool
) -> Verdict:
    """Whether a sample may be signed: each reading judged, with words where there is something to say."""
    wanted = set(drawn)
    speechless = any(each.judged is not Judged.FINE and not each.words.strip() for each in findings.values())
    return Verdict.of(
        _NOTHING_DRAWN if not wanted else None,
        _DAYS_RUN if until >= today else None,
        _SIGNED if is_signed else None,
        _NOT_JUDGED if set(findings) != wanted else None,
        _NO_WORDS if speechless else None,
    )


def many_readings(
    *, viewer: Viewer, since: datetime, until: datetime, at_least: int = MANY_FILES_A_DAY
) -> list[ManyReadings]:
    """Days on which an employee opened at least so many files, the most first. Raises `Refused`."""
    check_user_can_read_log(viewer=viewer)
    days = (
        within(since, until)
        .filter(deed=FILE_READ, actor_id__isnull=False)
        .values("actor_id", on=TruncDate("at", tzinfo=STOCKHOLM))
        .annotate(files=Count("file_id", distinct=True))
        .filter(files__gte=at_least)
        .order_by("-files", "on", "actor_id")
    )
    found = [(day["actor_id"] or 0, day["on"], day["files"]) for day in days]
    people = names_of({employee_id for employee_id, _, _ in found})
    return [ManyReadings(who, *people.get(who, ("", "")), on, files) for who, on, files in found]


def readings_with_triggers(
    *, viewer: Viewer, since: datetime, until: datetime, marks: Mapping[int, Iterable[Trigger]], most: int = 200
) -> list[tuple[EventView, frozenset[Trigger]]]:
    """The readings in the time that show a trigger, the latest first. `marks` are those that others found, by event.

    Raises `Refused`.
    """
    check_user_can_read_log(viewer=viewer)
    rows = within(since, until).filter(deed=FILE_READ).order_by("-at", "-pk")
    found = ((event, triggers_of(event) | frozenset(marks.get(event.id, ()))) for event in views_of(rows))
    return [(event, triggers) for event, triggers in found if triggers][:most]


def _own(viewer: Viewer) -> set[int]:
    return set() if viewer.employee_id is None else {viewer.employee_id}


def _draw(
    unit_id: int, readers: set[int], since: datetime, until: datetime, how_many: int, seed: str
) -> QuerySet[Event, tuple[int, int]]:
    """The first of a shuffled pack: events in the order of a hash that nobody can steer without changing the seed."""
    shuffled = MD5(Concat(Value(f"{seed}:"), Cast(F("pk"), TextField())))
    rows = within(since, until).filter(deed=FILE_READ, actor_id__in=readers or {0})
    return rows.annotate(unit=Value(unit_id)).order_by(shuffled, "pk").values_list("unit", "pk")[:how_many]
