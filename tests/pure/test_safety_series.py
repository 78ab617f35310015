"""What belongs together, and how often it happens to each who was exposed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from skyddsnat.domains.safety.rules.series import series_of
from skyddsnat.domains.safety.types.series import Point, Series, Tie

MAY = date(2026, 5, 2)
POINT = Point(
    incident_id=1, on=MAY, person=None, alias="", concerns="none", files=frozenset(), workers=frozenset({7}),
    campaign_id=None,
)  # fmt: skip


def one(tie: Tie, *points: Point) -> Series:
    (found,) = [each for each in series_of(points) if each.tie is tie]
    return found


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (MAY, 1),
        (date(2026, 6, 1), 1),
        (date(2026, 6, 2), 2),
        (date(2026, 11, 22), 7),
        (date(2027, 5, 1), 12),
        (date(2027, 5, 2), 13),
    ],
)
def test_a_period_is_the_months_that_have_begun(on: date, months: int) -> None:
    assert one(Tie.WORKER, POINT, replace(POINT, incident_id=2)).months(on) == months


def test_a_rate_is_times_by_workers_by_months() -> None:
    """Three times in two incidents, two workers, two months begun."""
    both = replace(POINT, incident_id=2, alias="Anonym 17", workers=frozenset({7, 8}))
    found = one(Tie.SOURCE, replace(POINT, alias="@anonym_17"), both)
    assert (found.times, found.workers) == (3, 2)
    assert found.rate(MAY + timedelta(days=31)) == 3 / 2 / 2


def sources(*points: Point) -> list[tuple[int, ...]]:
    return [each.incident_ids for each in series_of(points) if each.tie is Tie.SOURCE]


def test_what_somebody_is_called_is_the_person_who_was_named_for_it() -> None:
    """Two by Anonym 17, of which one is named, belong together still, and with a third of that person's."""
    first = replace(POINT, alias="Anonym 17")
    second, third = replace(first, incident_id=2, person=5), replace(POINT, incident_id=3, person=5, alias="Rut")
    assert sources(first, second, third) == [(1, 2, 3)]


def test_a_name_that_several_persons_use_is_nobodys() -> None:
    four = [
        replace(POINT, incident_id=n, alias="Anonym 17", person=p) for n, p in ((1, None), (2, 5), (3, 6), (4, None))
    ]
    assert sources(*four) == [(1, 4)]


def test_in_a_series_of_one_worker_nobody_else_is_counted() -> None:
    found = one(Tie.WORKER, POINT, replace(POINT, incident_id=2, workers=frozenset({7, 8})))
    assert (found.times, found.workers, found.rate(MAY)) == (2, 1, 2.0)
