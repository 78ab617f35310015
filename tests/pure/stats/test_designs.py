"""Designs and estimates: against R's survey, against a slow and obvious way, and against what must hold of all."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pure.stats import slowly
from tests.pure.stats.references import FOLDER, reference, sample

from skyddsnat.stats.designs import Design, NotADesign, Single, UnitAlone, design
from skyddsnat.stats.drawn import drawn as drawn_by
from skyddsnat.stats.estimates import Estimate, NobodyThere, mean, share, shares, total
from skyddsnat.stats.nonresponse import CannotRake
from skyddsnat.stats.proportions import score_interval
from skyddsnat.stats.raking import raked
from skyddsnat.stats.student import beyond, student_quantile

SIX_DIGITS = 1e-6
SAMPLE = sample()
HOURS = np.array(SAMPLE["hours"], dtype=float)
YES = np.array(SAMPLE["yes"]) == "1"
NEW = np.array(SAMPLE["post"]) == "new"
SOUTH = np.array(SAMPLE["area"]) == "south"
SIZE = len(HOURS)


def numbers(name: str) -> np.ndarray[Any, Any]:
    return np.array(SAMPLE[name], dtype=float)


WEIGHTED = {"weights": numbers("weight")}
AREAS = {"stratum": SAMPLE["area"]}
SCHOOLS = {"clusters": (SAMPLE["school"],)}
GROUPS = {"clusters": (SAMPLE["school"], SAMPLE["group"])}
DESIGNS: dict[str, dict[str, Any]] = {
    "simple": WEIGHTED,
    "stratified": WEIGHTED | AREAS,
    "finite": AREAS | {"populations": (numbers("people"),)},
    "clustered": WEIGHTED | AREAS | SCHOOLS,
    "one_stage": WEIGHTED | AREAS | SCHOOLS | {"populations": (numbers("schools"),)},
    "two_stage": WEIGHTED | AREAS | GROUPS | {"populations": (numbers("schools"), numbers("classes"))},
    "three_stage": AREAS | GROUPS | {"populations": (numbers("schools"), numbers("classes"), numbers("pupils"))},
    "no_strata": WEIGHTED | {"clusters": (SAMPLE["area"], SAMPLE["school"])},
}


TOTALS = {"area": {"north": 1400.0, "middle": 2300.0, "south": 5200.0}, "post": {"new": 2000.0, "old": 6900.0}}
RAKED = ("stratified", "finite", "clustered", "two_stage")


@pytest.fixture(params=[*DESIGNS, *(f"raked {name}" for name in RAKED)])
def known(request: pytest.FixtureRequest) -> tuple[Design, Callable[[str], list[float]]]:
    """A design, and what R says of it."""
    whole = design(SIZE, **DESIGNS[request.param.removeprefix("raked ")])
    given = raked(whole, SAMPLE, TOTALS) if request.param.startswith("raked") else whole
    return given, lambda what: reference(f"{request.param} {what}")


def told(estimate: Estimate) -> list[float]:
    assert estimate.interval is not None
    return [estimate.value, estimate.error, estimate.interval.low, estimate.interval.high]


def six_digits(values: Sequence[float]) -> Any:
    return pytest.approx(values, rel=SIX_DIGITS)


# --- Against R --------------------------------------------------------------------------------------------------------


def test_means_totals_and_shares_are_those_of_r(known: tuple[Design, Callable[[str], list[float]]]) -> None:
    whole, r = known

    assert told(mean(whole, HOURS)) == six_digits(r("mean"))
    assert told(total(whole, HOURS)) == six_digits(r("total"))
    assert told(share(whole, YES)) == six_digits(r("share"))
    assert told(share(whole, YES, confidence=0.99)) == six_digits(r("share 99"))
    assert [mean(whole, HOURS).degrees] == r("degrees")


def test_parts_of_a_sample_are_those_of_r(known: tuple[Design, Callable[[str], list[float]]]) -> None:
    whole, r = known

    assert told(mean(whole, HOURS, domain=NEW)) == six_digits(r("domain mean"))
    assert told(total(whole, HOURS, domain=NEW))[:2] == six_digits(r("domain total"))
    assert told(share(whole, YES, domain=NEW)) == six_digits(r("domain share"))
    by = [share(whole, YES, domain=domain) for domain in (NEW, ~NEW)]
    assert [each.value for each in by] + [each.error for each in by] == six_digits(r("by"))


def test_a_narrow_part_is_that_of_r_or_there_is_no_telling(
    known: tuple[Design, Callable[[str], list[float]]],
) -> None:
    whole, r = known

    found = share(whole, YES, domain=SOUTH & NEW)

    value, error, *interval = r("narrow domain share")
    assert [found.value, found.error] == six_digits([value, error])
    if found.degrees > 0:
        assert told(found)[2:] == six_digits(interval)
    else:
        assert found.interval is None
        assert interval == [None, None]


def test_answers_of_those_who_answered_are_those_of_r(known: tuple[Design, Callable[[str], list[float]]]) -> None:
    whole, r = known
    answers = np.array(SAMPLE["answer"])

    found = [share(whole, answers == each, domain=answers != "") for each in ("no", "often", "seldom")]

    # R keeps those who did not answer in a raked design, as an answer with a share of nought.
    theirs = [value for value in r("answers") if value != 0]
    assert [each.value for each in found] + [each.error for each in found] == six_digits(theirs)


ALONE = ~((numbers("school") > 1) & (np.array(SAMPLE["area"]) == "north")) & ~(
    (np.array(SAMPLE["area"]) == "middle") & (numbers("school") == 1) & (numbers("group") > 1)
)


def alone(single: Single, *names: str, populations: tuple[str, ...] = ()) -> Design:
    """One school alone in the north, and one class alone in the first school of the middle."""
    return design(
        int(ALONE.sum()),
        weights=numbers("weight")[ALONE],
        stratum=np.array(SAMPLE["area"])[ALONE],
        clusters=[np.array(SAMPLE[name])[ALONE] for name in names],
        populations=[numbers(name)[ALONE] for name in populations],
        single=single,
    )


@pytest.mark.parametrize(
    ("single", "rule"), [(Single.CENTRED, "adjust"), (Single.CERTAIN, "remove"), (Single.CERTAIN, "certainty")]
)
def test_units_that_stand_alone_are_handled_as_r_does_by_the_same_rule(single: Single, rule: str) -> None:
    hours = HOURS[ALONE]
    clustered = alone(single, "school")
    two_stages = alone(single, "school", "group", populations=("schools", "classes"))

    assert told(mean(clustered, hours))[:2] == six_digits(reference(f"alone clustered {rule}"))
    assert told(total(clustered, hours))[:2] == six_digits(reference(f"alone total {rule}"))
    assert told(mean(two_stages, hours))[:2] == six_digits(reference(f"alone two stages {rule}"))


def test_without_a_rule_a_unit_alone_is_refused_as_in_r() -> None:
    assert reference("alone fails") == [1]
    with pytest.raises(NotADesign, match="1 strata have a single unit"):
        alone(Single.REFUSE, "school")


def test_a_stratum_of_one_that_has_no_more_is_not_alone() -> None:
    whole = design(3, stratum="abb", populations=[[1, 40, 40]])
    assert mean(whole, [5, 1, 2]).error > 0


@pytest.mark.parametrize("confidence", [0.95, 0.99])
def test_quantiles_of_student_are_those_of_r(confidence: float) -> None:
    degrees = [1, 2, 3, 7, 30, 998, 50_000, 999_998]
    assert [student_quantile(confidence, each) for each in degrees] == six_digits(reference(f"student {confidence}"))


@given(st.sampled_from([0.5, 0.9, 0.95, 0.99]), st.integers(1, 400))
def test_beyond_a_quantile_of_student_lies_what_the_confidence_leaves(confidence: float, degrees: int) -> None:
    assert slowly.beyond(student_quantile(confidence, degrees), degrees) == pytest.approx(1 - confidence, abs=1e-6)


def test_with_very_many_degrees_student_is_normal() -> None:
    assert student_quantile(0.95, 100_000_000) == pytest.approx(1.959963984540054)
    assert beyond(0.0, 5) == 1
    assert beyond(1e200, 5) == 0
    for confidence, degrees in [(0, 5), (1, 5), (0.95, 0)]:
        with pytest.raises(ValueError, match="no quantile"):
            student_quantile(confidence, degrees)


# --- Against a slow and obvious way -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Drawn:
    """A sample in two stages from strata, as a table: each row its stratum, cluster, weight, answer and part."""

    rows: list[tuple[int, int, float, float, bool]]
    schools: dict[int, int]
    pupils: dict[tuple[int, int], int]

    def design(self, *, finite: bool) -> Design:
        return design(
            len(self.rows),
            weights=[row[2] for row in self.rows],
            stratum=[row[0] for row in self.rows],
            clusters=[[row[1] for row in self.rows]],
            populations=(
                [[self.schools[row[0]] for row in self.rows], [self.pupils[row[0], row[1]] for row in self.rows]]
                if finite
                else ()
            ),
            single=Single.CENTRED,
        )


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    rows, schools, pupils = [], {}, {}
    for stratum in range(draw(st.integers(1, 3))):
        count = draw(st.integers(1, 3))
        schools[stratum] = count + draw(st.integers(0, 4))
        for cluster in range(count):
            size = draw(st.integers(1, 3))
            pupils[stratum, cluster] = size + draw(st.integers(0, 9))
            for _ in range(size):
                weight = draw(st.sampled_from([0.5, 1.0, 3.0, 10.0]))
                rows.append((stratum, cluster, weight, float(draw(st.integers(0, 3))), draw(st.booleans())))
    return Drawn(draw(st.permutations(rows)), schools, pupils)


def slow_mean(rows: Sequence[tuple[int, int, float, float, bool]], weights: Sequence[float]) -> float:
    inside = [(weight, row[3]) for weight, row in zip(weights, rows, strict=True) if row[4]]
    return math.fsum(weight * value for weight, value in inside) / math.fsum(weight for weight, _ in inside)


def slow_scores(rows: Sequence[tuple[int, int, float, float, bool]]) -> list[float]:
    """What each answer does to the mean: how it moves when the answer's weight is moved a little."""
    weights = [row[2] for row in rows]
    found = []
    for place, weight in enumerate(weights):
        step = weight * 1e-5
        more = [*weights[:place], weight + step, *weights[place + 1 :]]
        less = [*weights[:place], weight - step, *weights[place + 1 :]]
        found.append(weight * (slow_mean(rows, more) - slow_mean(rows, less)) / (2 * step))
    return found


@given(drawn(), st.booleans())
def test_raked_errors_are_those_of_a_slow_and_obvious_way(of: Drawn, finite: bool) -> None:
    """The mean of each group is taken from what is left, one variable after the other, until nothing moves."""
    domain = np.array([row[4] for row in of.rows])
    groups = {"one": [f"{row[0]}" for row in of.rows], "other": ["low" if row[3] < 2 else "high" for row in of.rows]}
    totals = {name: {group: 40.0 / len(set(column)) for group in column} for name, column in groups.items()}
    before = of.design(finite=finite)
    try:
        whole = raked(before, groups, totals)
    except CannotRake:
        return
    if not domain.any():
        return

    values = [row[3] ** 2 + row[1] for row in of.rows]
    found = mean(whole, values, domain=domain)

    rows = [
        (*row[:2], weight, value, row[4]) for row, weight, value in zip(of.rows, whole.weights, values, strict=True)
    ]
    value = slow_mean(rows, whole.weights.tolist())
    people = math.fsum(row[2] for row in rows if row[4])
    left = [(row[3] - value) / people if row[4] else 0.0 for row in rows]
    for _ in range(200):
        for column in groups.values():
            for group in set(column):
                here = [place for place, each in enumerate(column) if each == group]
                weight = math.fsum(before.weights[place] for place in here)
                middle = math.fsum(before.weights[place] * left[place] for place in here) / weight
                for place in here:
                    left[place] -= middle
    assert found.value == pytest.approx(value)
    scores = [row[2] * each for row, each in zip(rows, left, strict=True)]
    assert found.error**2 == pytest.approx(slow_variance(of, scores, finite=finite), abs=1e-8)


def test_what_is_known_is_not_uncertain() -> None:
    whole = raked(design(SIZE, **WEIGHTED), SAMPLE, TOTALS)
    found = share(whole, NEW)
    assert found.value == pytest.approx(2000 / 8900)
    assert found.error == pytest.approx(0, abs=1e-9)
    assert whole.raked_to is not None
    assert whole.raked_to.variables == ("area", "post")
    with pytest.raises(CannotRake):
        raked(design(SIZE, **WEIGHTED), SAMPLE, {"post": {"new": 2000.0, "other": 6900.0}})


def slow_variance(of: Drawn, scores: Sequence[float], *, finite: bool) -> float:
    """Stratum by stratum and school by school, as the textbook has it."""
    found = 0.0
    for stratum, there in of.schools.items():
        sums: dict[int, list[float]] = {}
        for row, score in zip(of.rows, scores, strict=True):
            if row[0] == stratum:
                sums.setdefault(row[1], []).append(score)
        found += spread([math.fsum(each) for each in sums.values()], there if finite else None)
        if finite:
            for cluster, each in sums.items():
                found += len(sums) / there * spread(each, of.pupils[stratum, cluster])
    return found


def spread(values: Sequence[float], population: int | None) -> float:
    count = len(values)
    left = 1.0 if population is None else 1 - count / population
    if count == 1:
        return left * values[0] ** 2
    middle = math.fsum(values) / count
    return left * count / (count - 1) * math.fsum((value - middle) ** 2 for value in values)


@given(drawn(), st.booleans())
def test_errors_are_those_of_a_slow_and_obvious_way(of: Drawn, finite: bool) -> None:
    domain = np.array([row[4] for row in of.rows])
    if not domain.any():
        return

    found = mean(of.design(finite=finite), [row[3] for row in of.rows], domain=domain)

    scores = slow_scores(of.rows)
    assert found.value == pytest.approx(slow_mean(of.rows, [row[2] for row in of.rows]))
    assert found.error**2 == pytest.approx(slow_variance(of, scores, finite=finite), abs=1e-8)
    inside = {(row[0], row[1]) for row in of.rows if row[4]}
    assert found.degrees == len(inside) - len({stratum for stratum, _ in inside})


@given(drawn())
def test_the_ends_of_a_share_lie_as_far_on_the_scale_of_odds_as_student_goes(of: Drawn) -> None:
    domain, yes = np.array([row[4] for row in of.rows]), np.array([row[3] > 1 for row in of.rows])
    if not domain.any() or len({row[3] > 1 for row in of.rows if row[4]}) == 1:
        return

    found = share(of.design(finite=False), yes, domain=domain)

    rows = [(*row[:3], float(row[3] > 1), row[4]) for row in of.rows]
    assert found.value == pytest.approx(slow_mean(rows, [row[2] for row in rows]))
    assert found.error**2 == pytest.approx(slow_variance(of, slow_scores(rows), finite=False), abs=1e-8)
    if found.interval is None or found.error < 1e-6:
        return
    # How the logarithm of the odds moves when the share is moved a little.
    odds = [math.log(p / (1 - p)) for p in (found.value - 1e-6, found.value, found.value + 1e-6)]
    error = found.error * (odds[2] - odds[0]) / 2e-6
    for end in (found.interval.low, found.interval.high):
        if 1e-9 < end < 1 - 1e-9:
            far = (math.log(end / (1 - end)) - odds[1]) / error
            assert slowly.beyond(far, found.degrees) == pytest.approx(0.05, abs=1e-4)


@given(drawn())
def test_a_total_is_the_weighted_sum_and_its_error_that_of_the_sums(of: Drawn) -> None:
    values = [row[3] for row in of.rows]

    found = total(of.design(finite=True), values)

    scores = [row[2] * row[3] for row in of.rows]
    assert found.value == pytest.approx(math.fsum(scores))
    assert found.error**2 == pytest.approx(slow_variance(of, scores, finite=True))


@given(drawn(), st.sampled_from(["two stages", "clusters", "strata"]), st.sampled_from(list(Single)[1:]))
def test_several_answers_at_once_are_as_sure_as_one_by_one(of: Drawn, drawn_how: str, single: Single) -> None:
    code, domain = np.array([int(row[3]) for row in of.rows]), np.array([row[4] for row in of.rows])
    answers = [[0], [1], [2, 3], [4], [0, 1, 2, 3], []]
    whole = {
        "two stages": of.design(finite=True),
        "clusters": of.design(finite=False),
        "strata": design(
            len(of.rows), weights=[row[2] for row in of.rows], stratum=[row[0] for row in of.rows], single=single
        ),
    }[drawn_how]
    if not domain.any():
        with pytest.raises(NobodyThere):
            shares(whole, code, answers, domain=domain)
        return

    found = shares(whole, np.where(domain, code, -1), answers, domain=domain)

    for codes, one in zip(answers, found, strict=True):
        alone_there = share(whole, np.isin(code, codes), domain=domain)
        assert (one.value, one.size, one.degrees) == (
            pytest.approx(alone_there.value),
            alone_there.size,
            alone_there.degrees,
        )
        assert one.error == pytest.approx(alone_there.error, abs=1e-7)
        if one.interval is not None and alone_there.interval is not None and one.error > 1e-6:
            assert one.interval.low == pytest.approx(alone_there.interval.low, rel=1e-5)


# --- What must hold of all --------------------------------------------------------------------------------------------


@given(drawn(), st.floats(0.01, 1000))
def test_the_size_of_the_weights_says_nothing_about_a_mean(of: Drawn, times: float) -> None:
    values = [row[3] for row in of.rows]
    heavier = Drawn([(*row[:2], row[2] * times, *row[3:]) for row in of.rows], of.schools, of.pupils)

    one, other = mean(of.design(finite=False), values), mean(heavier.design(finite=False), values)

    assert other.value == pytest.approx(one.value)
    assert other.error == pytest.approx(one.error, abs=1e-9)


@given(drawn())
def test_shares_stay_between_nought_and_one_and_are_the_mirror_of_the_rest(of: Drawn) -> None:
    yes = np.array([row[3] > 1 for row in of.rows])

    found, rest = share(of.design(finite=False), yes), share(of.design(finite=False), ~yes)

    assert rest.value == pytest.approx(1 - found.value)
    assert rest.error == pytest.approx(found.error, abs=1e-12)
    if found.interval is not None and rest.interval is not None:
        assert 0 <= found.interval.low <= found.value + 1e-12
        assert found.value - 1e-12 <= found.interval.high <= 1
        assert rest.interval.low == pytest.approx(1 - found.interval.high)


@given(st.integers(2, 60).flatmap(lambda size: st.tuples(st.integers(1, size - 1), st.just(size))))
def test_a_simple_sample_has_the_error_of_the_textbook(counted: tuple[int, int]) -> None:
    count, size = counted
    found = share(design(size), np.arange(size) < count)
    assert found.error == pytest.approx(math.sqrt(count / size * (1 - count / size) / (size - 1)))
    finite = share(design(size, populations=[[3 * size] * size]), np.arange(size) < count)
    assert finite.error == pytest.approx(found.error * math.sqrt(2 / 3))


def test_where_everybody_was_asked_there_is_no_error() -> None:
    whole = design(6, stratum="aabbbb", populations=[[2, 2, 4, 4, 4, 4]])
    assert mean(whole, [1, 2, 3, 4, 5, 9]).error == 0
    assert list(whole.weights) == [1] * 6


def test_nobody_and_everybody_have_an_interval_by_the_number_of_clusters_or_of_even_weights() -> None:
    """Wilson's for 20 of 20, for 4 schools, and for weights that are as good as few answers."""
    even, schools = design(20), design(20, clusters=["aaaaabbbbbcccccddddd"])
    uneven = design(20, weights=[100.0, *([1.0] * 19)])
    none = np.zeros(20, dtype=bool)

    assert told(share(even, none)) == pytest.approx([0, 0, 0, 0.16112515805281])
    assert told(share(even, ~none)) == pytest.approx([1, 0, 1 - 0.16112515805281, 1])
    assert told(share(schools, none))[3] == pytest.approx(0.4898908)
    assert 0.7 < told(share(uneven, none))[3] < 1


def test_a_class_of_one_school_is_not_that_of_another() -> None:
    by_number = design(8, stratum="aaaabbbb", clusters=["11221122"])
    by_name = design(8, stratum="aaaabbbb", clusters=["11223344"])
    values = [1, 5, 2, 2, 8, 1, 0, 4]
    assert mean(by_number, values) == mean(by_name, values)


def test_with_one_cluster_left_there_is_no_interval() -> None:
    whole = design(4, clusters=["aabb"])
    part = np.array([True, True, False, False])
    assert mean(whole, [1, 2, 3, 4], domain=part).interval is None
    assert share(whole, np.array([True, False, True, True]), domain=part).interval is None


def test_a_share_close_to_an_end_does_not_run_over() -> None:
    weights = np.array([1e-9, *([1e6] * 3)])
    found = share(design(4, weights=weights, clusters=["abbb"]), np.array([True, False, False, False]))
    assert found.interval is not None
    assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1


def test_of_nobody_there_is_no_mean_but_a_total() -> None:
    nobody = np.zeros(3, dtype=bool)
    with pytest.raises(NobodyThere):
        mean(design(3), [1, 2, 3], domain=nobody)
    with pytest.raises(NobodyThere):
        share(design(3), nobody, domain=nobody)
    assert total(design(3), [1, 2, 3], domain=nobody).value == 0


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"weights": [1, 2]}, "beside 3 answers"),
        ({"weights": [1, 0, 1]}, "above nought"),
        ({"weights": [1, float("nan"), 1]}, "above nought"),
        ({"stratum": "ab"}, "beside 3 answers"),
        ({"clusters": ["ab"]}, "beside 3 answers"),
        ({"populations": [[9, 9]]}, "beside 3 answers"),
        ({"populations": [[9, 9, 8]]}, "one population"),
        ({"populations": [[2, 2, 2]]}, "at least as many"),
        ({"populations": [[9, 9, 9], [5, 5, 5]]}, "every stage or of none"),
        ({"clusters": ["aab", "xyz"], "populations": [[9, 9, 9]]}, "every stage or of none"),
    ],
)
def test_what_cannot_be_a_design_is_refused(columns: dict[str, Any], why: str) -> None:
    with pytest.raises(NotADesign, match=why):
        design(3, **columns)
    with pytest.raises(NotADesign, match="has answers"):
        design(0)


def test_the_sample_is_what_its_maker_makes() -> None:
    from tests.pure.stats.reference.sample import rows  # noqa: PLC0415 - a script beside its outcome

    lines = (FOLDER / "sample.csv").read_text(encoding="utf-8").splitlines()
    assert [",".join(map(str, row)) for row in rows()] == lines[1:]


def test_a_refusal_tells_the_first_row_where_it_shows_and_the_stage() -> None:
    with pytest.raises(UnitAlone) as alone_there:
        design(4, stratum="aabc")
    with pytest.raises(NotADesign) as two_populations:
        design(4, clusters=["aabb"], populations=[[5, 5, 5, 5], [9, 9, 9, 8]])
    with pytest.raises(NotADesign) as too_few:
        design(4, stratum="aabb", populations=[[5, 5, 1, 1]])
    told = [(one.value.row, one.value.stage) for one in (alone_there, two_populations, too_few)]
    assert told == [(2, 0), (3, 1), (2, 0)]


@dataclass(frozen=True)
class Named:
    """Columns of the sample that say how it was drawn."""

    weight: str | None = None
    stratum: str | None = None
    clusters: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    population: int | None = None
    single: str = "refuse"


@pytest.mark.parametrize(
    ("named", "name"),
    [
        (Named(weight="weight"), "simple"),
        (Named(weight="weight", stratum="area", clusters=("school",)), "clustered"),
        (Named("weight", "area", ("school", "group"), ("schools", "classes")), "two_stage"),
    ],
)
def test_the_names_of_columns_make_the_design_that_r_was_told(named: Named, name: str) -> None:
    assert told(mean(drawn_by(SIZE, SAMPLE, named), HOURS)) == six_digits(reference(f"{name} mean"))


def test_a_population_by_name_is_that_of_a_simple_sample() -> None:
    named = Named(population=8900, single="centred")
    assert mean(drawn_by(SIZE, SAMPLE, named), HOURS) == mean(design(SIZE, populations=[[8900] * SIZE]), HOURS)


def test_a_share_that_the_weights_leave_nothing_beside_is_everybody() -> None:
    """1e9 and 1e-20 are both weights that a file may have; their sum is 1e9, and the share of the heavy is one."""
    yes = np.array([True, False] * 6)
    of = design(12, weights=np.where(yes, 1e9, 1e-20))
    one, (same, rest) = share(of, yes), shares(of, yes.astype(np.intp), [[1], [0]])
    assert one == same
    assert one.interval == score_interval(1, 6)
    assert (one.value, one.error, rest.size) == (1, 0, 12)
