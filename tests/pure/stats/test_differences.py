"""Differences, families and trends against printed examples and slower ways to the same numbers."""

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pure.stats import slowly
from tests.pure.stats.references import reference, sample
from tests.pure.stats.slowly import not_rejected

from skyddsnat.stats.designs import design
from skyddsnat.stats.differences import difference, difference_of_shares, holm, trend
from skyddsnat.stats.estimates import Estimate, share
from skyddsnat.stats.proportions import Sample, wilson

SAMPLE = sample()
SIZE = len(SAMPLE["yes"])
HOURS, YES = np.array(SAMPLE["hours"], dtype=float), np.array(SAMPLE["yes"]) == "1"
NEW = np.array(SAMPLE["post"]) == "new"


def numbers(name: str) -> Any:
    return np.array(SAMPLE[name], dtype=float)


WAVES = st.integers(1, 400).flatmap(lambda size: st.builds(Sample, st.integers(0, size), st.just(size)))


@pytest.mark.parametrize(
    ("later", "earlier", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_printed_intervals(later: tuple[int, int], earlier: tuple[int, int], low: float, high: float) -> None:
    """R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
    17, 1998, pp. 873-890, table II, method 10.
    """
    interval = difference(Sample(*earlier), Sample(*later)).interval

    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize("counted", [(56, 70, 48, 80), (77, 453, 54, 430)])
def test_differences_are_those_of_r(counted: tuple[int, int, int, int]) -> None:
    found = difference(Sample(*counted[2:]), Sample(*counted[:2]))
    said = " ".join(map(str, counted))
    assert [found.interval.low, found.interval.high] == pytest.approx(reference(f"newcombe {said}"), rel=1e-6)
    assert [found.p_value] == pytest.approx(reference(f"difference {said}"), rel=1e-6)


def test_a_difference_between_waves_of_known_populations_is_that_of_r() -> None:
    found = difference(Sample(230, 430, 900), Sample(300, 474, 4024))
    told = [found.interval.low, found.interval.high, found.p_value]
    assert told == pytest.approx(reference("difference 300 474 of 4024 and 230 430 of 900"), rel=1e-6)


@st.composite
def known_waves(draw: st.DrawFn) -> Sample:
    wave = draw(WAVES)
    return Sample(wave.count, wave.size, draw(st.none() | st.integers(wave.size, 3 * wave.size)))


@given(known_waves(), known_waves())
def test_the_interval_of_a_difference_is_made_of_the_shares_that_each_wave_lets_stand(
    earlier: Sample, later: Sample
) -> None:
    before, after = not_rejected(earlier), not_rejected(later)
    change = float(later.share - earlier.share)
    down = math.hypot(float(later.share) - after.low, before.high - float(earlier.share))
    up = math.hypot(after.high - float(later.share), float(earlier.share) - before.low)

    found = difference(earlier, later).interval

    assert found.low == pytest.approx(max(-1, change - down), abs=1e-6)
    assert found.high == pytest.approx(min(1, change + up), abs=1e-6)


@given(WAVES, WAVES)
def test_the_p_value_is_that_of_expected_against_observed(earlier: Sample, later: Sample) -> None:
    p_value = difference(earlier, later).p_value

    assert p_value == pytest.approx(math.erfc(math.sqrt(_chi_squared(earlier, later) / 2)), abs=1e-9)


def _chi_squared(*waves: Sample) -> float:
    """Pearson's, cell for cell."""
    everybody = sum(wave.size for wave in waves)
    found = 0.0
    for yes in (True, False):
        row = sum(wave.count if yes else wave.size - wave.count for wave in waves)
        for wave in waves:
            expected = row * wave.size / everybody
            observed = wave.count if yes else wave.size - wave.count
            found += (observed - expected) ** 2 / expected if expected else 0.0
    return found


@given(WAVES, WAVES)
def test_a_difference_the_other_way_is_its_mirror(one: Sample, other: Sample) -> None:
    there, back = difference(one, other), difference(other, one)

    assert there.change == -back.change
    assert there.interval.low == pytest.approx(-back.interval.high)
    assert there.interval.low - 1e-9 <= there.change <= there.interval.high + 1e-9
    assert there.p_value == pytest.approx(back.p_value)


def test_with_very_many_in_the_other_wave_the_interval_is_wilsons() -> None:
    """A wave without uncertainty adds none."""
    asked = difference(Sample(50, 100, 100), Sample(20, 80))
    alone = wilson(Sample(20, 80))

    assert asked.interval.low == pytest.approx(alone.low - 0.5)
    assert asked.interval.high == pytest.approx(alone.high - 0.5)


def test_where_everybody_answered_both_times_what_differs_differs() -> None:
    assert difference(Sample(3, 12, 12), Sample(4, 12, 12)).p_value == 0
    assert difference(Sample(3, 12, 12), Sample(3, 12, 12)).p_value == 1


def test_a_known_population_makes_a_difference_surer() -> None:
    many = difference(Sample(100, 400), Sample(120, 400))
    few = difference(Sample(100, 400, 500), Sample(120, 400, 500))
    assert few.p_value < many.p_value
    assert few.interval.width < many.interval.width


# --- Drawn by design --------------------------------------------------------------------------------------------------

CLUSTERED: dict[str, Any] = {"stratum": SAMPLE["area"], "clusters": (SAMPLE["school"],)}
TWO_STAGE: dict[str, Any] = {
    "stratum": SAMPLE["area"],
    "clusters": (SAMPLE["school"], SAMPLE["group"]),
    "populations": (numbers("schools"), numbers("classes")),
}


@pytest.mark.parametrize(
    ("drawn", "domain", "name"),
    [(CLUSTERED, None, "clustered"), (TWO_STAGE, None, "two_stage"), (CLUSTERED, NEW, "new")],
)
def test_differences_between_waves_drawn_by_design_are_those_of_r(
    drawn: dict[str, Any], domain: Any, name: str
) -> None:
    earlier = share(design(SIZE, weights=numbers("weight"), **drawn), YES, domain=domain)
    other_weights = numbers("weight") * numbers("school")
    later = share(design(SIZE, weights=other_weights, **drawn), HOURS > 21, domain=domain)

    found = difference_of_shares(earlier, later)

    assert found is not None
    change, _, low, high, p_value = reference(f"contrast {name}")
    told = [float(found.change), found.interval.low, found.interval.high, found.p_value]
    assert told == pytest.approx([change, low, high, p_value], rel=1e-6)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.001, 0.2), st.floats(0.001, 0.2), st.integers(1, 60))
def test_what_lies_outside_the_interval_of_a_difference_is_what_chance_seldom_does(
    before: float, after: float, error: float, other: float, degrees: int
) -> None:
    """The end of the interval is where chance alone goes in one of twenty, by the density of Student's t."""
    found = difference_of_shares(Estimate(before, error, 9, degrees, None), Estimate(after, other, 9, 1, None))
    assert found is not None
    together = math.sqrt(error**2 + other**2)
    assert found.p_value == pytest.approx(slowly.beyond((after - before) / together, degrees + 1), abs=1e-6)
    if found.interval.high < 1:
        far = (found.interval.high - (after - before)) / together
        assert slowly.beyond(far, degrees + 1) == pytest.approx(0.05, abs=1e-6)


def test_where_an_error_is_not_known_no_difference_is_told() -> None:
    some, none = Estimate(0.3, 0.1, 9, 5, None), Estimate(0.0, 0.0, 9, 5, None)
    alone = Estimate(0.3, 0.1, 9, 0, None)
    assert difference_of_shares(some, none) is difference_of_shares(none, some) is None
    assert difference_of_shares(alone, alone) is None
    everybody_asked = Estimate(0.3, 0.0, 9, 5, None), Estimate(0.5, 0.0, 9, 5, None)
    certain = difference_of_shares(*everybody_asked)
    assert certain is not None
    assert certain.p_value == 0


def test_holm_by_hand() -> None:
    """4 x 0.005, 3 x 0.01, 2 x 0.03, and never less than before."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([]) == ()


def test_holm_is_that_of_r() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005, 0.2, 0.0301]) == pytest.approx(reference("holm"), rel=1e-6)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_holm_is_bonferroni_in_every_family_that_a_question_is_part_of(p_values: list[float]) -> None:
    """The closed testing that Holm is the short cut for: a question stands only where each such family does."""
    places = range(len(p_values))
    families = [family for size in range(1, len(p_values) + 1) for family in itertools.combinations(places, size)]
    for place, adjusted in zip(places, holm(p_values), strict=True):
        worst = max(len(family) * min(p_values[one] for one in family) for family in families if place in family)
        assert adjusted == pytest.approx(min(1, worst))


@pytest.mark.parametrize(
    ("scores", "name"), [((1, 2, 3, 4), "trend of smokers"), ((0, 0, 0, 1), "trend of smokers, the last alone")]
)
def test_the_smokers_of_fleiss(scores: tuple[int, ...], name: str) -> None:
    """J. L. Fleiss, *Statistical Methods for Rates and Proportions*, 1981."""
    found = trend([Sample(83, 86), Sample(90, 93), Sample(129, 136), Sample(70, 82)], scores)

    assert [found.statistic, found.p_value] == pytest.approx(reference(name), rel=1e-6)


def test_alcohol_and_malformations() -> None:
    """A. Agresti, *Categorical Data Analysis*, prints z squared 6.57 and p 0.010."""
    sizes, counts = [17114, 14502, 793, 127, 38], [48, 38, 5, 1, 1]
    scores = [Fraction(0), Fraction(1, 2), Fraction(3, 2), Fraction(4), Fraction(7)]

    found = trend([Sample(count, size) for count, size in zip(counts, sizes, strict=True)], scores)

    assert [found.statistic, found.p_value] == pytest.approx(reference("trend of malformations"), rel=1e-6)
    assert [float(found.slope)] == pytest.approx(reference("slope of malformations"), rel=1e-6)
    assert (round(found.statistic, 2), round(found.p_value, 3)) == (6.57, 0.010)


@given(st.lists(WAVES, min_size=2, max_size=4))
def test_a_trend_is_the_line_through_every_single_answer(waves: list[Sample]) -> None:
    times = list(range(2019, 2019 + 2 * len(waves), 2))
    single = [
        (time, 1 if place < wave.count else 0)
        for wave, time in zip(waves, times, strict=True)
        for place in range(wave.size)
    ]
    count = len(single)
    time_mean = math.fsum(time for time, _ in single) / count
    mean = math.fsum(yes for _, yes in single) / count
    across = math.fsum((time - time_mean) * (yes - mean) for time, yes in single)
    spread = math.fsum((time - time_mean) ** 2 for time, _ in single)
    height = math.fsum((yes - mean) ** 2 for _, yes in single)

    found = trend(waves, times)

    assert float(found.slope) == pytest.approx(across / spread, abs=1e-9)
    assert found.statistic == pytest.approx(count * across**2 / (spread * height) if height else 0.0, abs=1e-6)
    assert found.interval.contains(found.slope) or found.interval.width < 1e-9


def test_the_slope_of_two_waves_is_their_difference() -> None:
    earlier, later = Sample(40, 200), Sample(90, 300)

    found = trend([earlier, later], [2019, 2023])

    assert found.slope * 4 == difference(earlier, later).change
    error = math.sqrt(0.2 * 0.8 / 200 + 0.3 * 0.7 / 300) / 4
    assert found.interval.high - float(found.slope) == pytest.approx(1.959964 * error, rel=1e-6)
    assert found.p_value == pytest.approx(difference(earlier, later).p_value)


def test_the_interval_of_a_slope_is_that_of_r() -> None:
    found = trend([Sample(83, 86), Sample(90, 93), Sample(129, 136), Sample(70, 82)], [2019, 2021, 2022, 2025])
    assert [found.interval.low, found.interval.high] == pytest.approx(reference("slope of smokers"), rel=1e-6)


@given(st.lists(WAVES, min_size=2, max_size=4))
def test_the_interval_of_a_slope_is_made_of_how_it_moves_with_each_wave(waves: list[Sample]) -> None:
    """The slope through the shares, with each share moved a little, times the variance of that share."""
    times = [2019, 2021, 2022, 2027][: len(waves)]
    sizes, shares = [wave.size for wave in waves], [float(wave.share) for wave in waves]

    def slope(of: list[float]) -> float:
        middle = math.fsum(n * t for n, t in zip(sizes, times, strict=True)) / sum(sizes)
        across = math.fsum(n * (t - middle) * p for n, t, p in zip(sizes, times, of, strict=True))
        return across / math.fsum(n * (t - middle) ** 2 for n, t in zip(sizes, times, strict=True))

    moves = [slope([p + (at == place) for at, p in enumerate(shares)]) - slope(shares) for place in range(len(waves))]
    variance = math.fsum(m**2 * p * (1 - p) / n for m, p, n in zip(moves, shares, sizes, strict=True))

    found = trend(waves, times).interval

    assert found.high - found.low == pytest.approx(2 * slowly.NORMAL * math.sqrt(variance), abs=1e-9)


def test_a_trend_needs_two_times() -> None:
    for times in ([2019], [2019, 2019], [2019, 2021, 2023]):
        with pytest.raises(ValueError, match="two different times"):
            trend([Sample(1, 2), Sample(1, 3)], times)
