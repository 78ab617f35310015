"""Fills an empty database with Norrham, a municipality that does not exist."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from django.conf import settings
from django.db import connection

from skyddsnat.demo import stories
from skyddsnat.demo.acts import Stage
from skyddsnat.demo.around import all_around
from skyddsnat.demo.care.board import adopt_care_order
from skyddsnat.demo.clockwork import Clockwork
from skyddsnat.demo.days import office_hour, on
from skyddsnat.demo.families import Family, Registry
from skyddsnat.demo.figures import make_figures
from skyddsnat.demo.named import all_named
from skyddsnat.demo.norrham import seeded, set_up
from skyddsnat.demo.safety.facts import publish_facts
from skyddsnat.demo.survey.waves import all_surveys
from skyddsnat.demo.writer import Writer
from skyddsnat.domains.people.types import Protection
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date
from skyddsnat.kernel.verdict import Refused

SEED = 1809
YEARS_BACK = timedelta(days=730)
SETTING_UP = timedelta(days=30)
NEWBORN = timedelta(days=3)
# Every family takes more than half a second of one processor: what a newcomer waits for is `normal`.
FAMILIES = {"named": 0, "small": 8, "normal": 28, "large": 112}
REPORTS_A_FAMILY = (1, 1, 1, 2, 2, 3, 3, 4, 5)
PROTECTED_EVERY = 28


class NotADemo(RuntimeError):
    """Invented people were about to be written into an installation for real ones."""

    def __init__(self) -> None:
        super().__init__("the fictional municipality is made in the demo only")


def fill(
    *,
    progress: Callable[[int, int], None],
    now: datetime | None = None,
    seed: int = SEED,
    size: str = "normal",
) -> tuple[Refused, ...]:
    """Make Norrham, two years back from `now` (by default the present moment), through the product's own flows.

    Same seed and same moment, same people and stories. `size` is a key of `FAMILIES`. `progress` is told how many days
    of how many have passed. Returns what the product refused: stories that met and ended early. Raises `NotADemo`
    outside demo and tests.
    """
    if not settings.IS_DEMO:
        raise NotADemo
    now = now or datetime.now(STOCKHOLM)
    _hurry()
    since = local_date(now - YEARS_BACK)
    begins = since + SETTING_UP
    place = set_up(now=now, since=since, at=on(since, 8))
    adopt_care_order(place, since=since)
    stage = Stage(place, Writer(seeded(seed, "writer")), Clockwork(until=now), seed)
    chance = seeded(seed, "families")
    registry = Registry(seed, chance)
    named, known = all_named(stage, registry)
    for story in (*named, *all_around(stage, known), *all_surveys(stage)):
        stage.clockwork.begin(story)
    for number in range(FAMILIES[size]):
        family = _family(registry, number, place.today, chance)
        youngest = max(child.born_on for child in family.children)
        days = _report_days(chance, max(begins, youngest + NEWBORN), now)
        stage.clockwork.begin(stories.family_life(stage, family, number, days))
    _play(stage, begins, progress)
    make_figures(now)
    publish_facts(place, now)
    return tuple(stage.clockwork.refused)


def _hurry() -> None:
    # A demo that is lost in a power cut is made again: nothing need be on the disk before the next act.
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def _family(registry: Registry, number: int, today: date, chance: Random) -> Family:
    protection = Protection.NONE
    if number % PROTECTED_EVERY == PROTECTED_EVERY - 1:
        protection = chance.choice((Protection.FLAG, Protection.REGISTRATION))
    count = chance.choice((1, 1, 1, 2, 2, 3)) if protection is Protection.NONE else 1
    oldest = chance.randrange(2, 17)
    ages = tuple(max(0, oldest - 3 * place) for place in range(count))
    return registry.family(today, ages=ages, protection=protection)


def _report_days(chance: Random, begins: date, now: datetime) -> list[datetime]:
    days = (local_date(now) - begins).days
    count = chance.choice(REPORTS_A_FAMILY)
    found = sorted(office_hour(begins + timedelta(days=chance.randrange(days)), chance) for _ in range(count))
    return [moment for moment in found if moment <= now] or [office_hour(begins, chance)]


def _play(stage: Stage, begins: date, progress: Callable[[int, int], None]) -> None:
    total = (stage.place.today - begins).days + 1
    shown = 0

    def passed(moment: datetime) -> None:
        nonlocal shown
        done = min(max((local_date(moment) - begins).days, 0), total - 1)
        if done > shown:
            shown = done
            progress(done, total)

    stage.clockwork.play(passed)
    progress(total, total)
