"""Small groups are hidden, and what was hidden is looked for by exact means and not found."""

from collections.abc import Collection, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pure.stats.attacks import bounds, every_table, greatest
from tests.pure.stats.published import ANSWERS, QUESTIONS

from skyddsnat.stats import suppression
from skyddsnat.stats.figures import DoNotAgree, Figures, Key, Sum, crossed, together, with_group
from skyddsnat.stats.suppression import CannotProtect, Suppressed, protect, small_counts, small_groups

LEAST = 5
UNITS = crossed({("A",): 3, ("B",): 10, ("C",): 20}, by=("unit",))
EVERYBODY: Key = frozenset()


def unit(name: str) -> Key:
    return frozenset({("unit", name)})


def known_least(figures: Figures, hidden: Collection[Key]) -> dict[Key, int]:
    """An attacker who is told where there is nobody knows more than any reader does."""
    return {key: min(1, figures.counts[key]) for key in hidden}


def assert_not_found(protected: Suppressed) -> None:
    """Linear programming leaves every hidden count at least `least` values, and small ones two to who knows which."""
    figures, hidden = protected.figures, protected.hidden
    floors = known_least(figures, hidden)
    for key in hidden:
        low, high = bounds(figures, hidden, key, floors=floors)
        assert high is None or high - low >= protected.least - 1, sorted(key)
    insider = floors | {key: min(protected.least, figures.counts[key]) for key in protected.complementary}
    small = {key: protected.least - 1 for key in protected.primary if figures.counts[key] < protected.least}
    for key in protected.primary:
        low, high = bounds(figures, hidden, key, floors=insider, ceilings=small)
        assert high is None or high - low >= 1, sorted(key)


def protect_small_counts(figures: Figures, *, least: int = LEAST) -> Suppressed | None:
    return protect_if_possible(figures, small_counts(figures, least=least), least=least)


def protect_if_possible(figures: Figures, small: frozenset[Key], *, least: int = LEAST) -> Suppressed | None:
    """None where nothing can protect them; then, with everybody and everything hidden, an exact attack finds them."""
    try:
        return protect(figures, small, least=least)
    except CannotProtect as refusal:
        told = refusal.keys
    everything = frozenset(key for key, count in figures.counts.items() if count > 0)
    assert told <= small
    with pytest.raises(AssertionError):
        assert_not_found(Suppressed(figures, small, everything - small, least))
    return None


# --- The attacks themselves -------------------------------------------------------------------------------------------


def test_the_attacks_find_a_figure_that_is_hidden_alone() -> None:
    """3 units, one hidden, the total shown: 33 - 10 - 20."""
    floors = {unit("A"): 1}
    assert bounds(UNITS, floors, unit("A"), floors=floors) == (3, 3)
    assert [table[unit("A")] for table in every_table(UNITS, floors, floors=floors, most=30)] == [3]


def test_the_attacks_find_a_pair_that_can_only_be_one_and_one() -> None:
    figures = crossed({("A",): 1, ("B",): 1, ("C",): 20}, by=("unit",))
    floors = {unit("A"): 1, unit("B"): 1}
    assert bounds(figures, floors, unit("B"), floors=floors) == (1, 1)
    assert len(list(every_table(figures, floors, floors=floors, most=30))) == 1


def test_linear_programming_by_hand() -> None:
    """x + y + s = 4, x + 3y + t = 6: the greatest 3x + 5y is 14, at x = 3 and y = 1."""
    assert greatest([3, 5, 0, 0], [[1, 1, 1, 0], [1, 3, 0, 1]], [4, 6]) == 14
    assert greatest([1, 0], [[1, -1]], [2]) is None
    assert greatest([1, 0], [[1, 1], [2, 2]], [3, 6]) == 3
    with pytest.raises(AssertionError, match="no table"):
        greatest([1], [[1], [1]], [1, 2])


# --- What is small ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_published_tables_leave_whole(question: str) -> None:
    """Counts of 4 and 1 were printed, of 441 who answered: the group is large."""
    printed, _, _ = QUESTIONS[question]
    figures = crossed({(answer,): count for answer, (count, _) in zip(ANSWERS, printed, strict=True)}, by=("answer",))

    assert protect(figures, small_groups(figures, question="answer")).hidden == frozenset()
    assert protect(figures, small_counts(figures)).hidden != frozenset() or min(c for c, _ in printed) >= LEAST


def test_a_count_of_nobody_is_not_small_and_a_group_of_few_is_hidden_with_its_zeros() -> None:
    counts = {("A", "yes"): 3, ("A", "no"): 0, ("B", "yes"): 2, ("B", "no"): 20}
    figures = crossed(counts, by=("unit", "answer"))
    yes = frozenset({("answer", "yes")})
    no = frozenset({("answer", "no")})

    assert small_groups(figures, question="answer") == {unit("A"), unit("A") | yes, unit("A") | no}
    assert small_counts(figures) == {unit("A"), unit("A") | yes, unit("B") | yes}
    assert small_counts(figures, least=2) == frozenset()


# --- What protects it -------------------------------------------------------------------------------------------------


def test_beside_one_small_unit_the_next_smallest_is_hidden_and_the_total_stays() -> None:
    protected = protect(UNITS, small_counts(UNITS))

    assert protected.primary == {unit("A")}
    assert protected.complementary == {unit("B")}
    assert protected.count(EVERYBODY) == 33
    assert protected.count(unit("C")) == 20
    assert protected.count(unit("A")) is None
    assert not protected.shows(EVERYBODY, unit("B"))
    assert_not_found(protected)


def test_two_small_ones_that_give_each_other_away_take_a_third_with_them() -> None:
    figures = crossed({("A",): 1, ("B",): 1, ("C",): 20}, by=("unit",))
    protected = protect(figures, small_counts(figures))
    assert protected.complementary == {unit("C")}
    assert_not_found(protected)


def test_a_single_person_is_protected_where_one_alone_is_small() -> None:
    """Whoever knows that it is less than two knows that it is one: no more can be promised, and no more is."""
    figures = crossed({("A",): 1, ("B",): 10, ("C",): 20}, by=("unit",))
    assert protect(figures, small_counts(figures, least=2), least=2).hidden == {unit("A"), unit("B")}


def test_nothing_small_hides_nothing() -> None:
    figures = crossed({("A",): 5, ("B",): 0}, by=("unit",))
    assert protect(figures, small_counts(figures)).hidden == frozenset()


def test_what_is_safe_alone_is_not_safe_together() -> None:
    """B and C are also published as "north": 33 - 30 is A."""
    north = with_group(UNITS, variable="unit", name="north", members=["B", "C"])
    alone = protect(UNITS, small_counts(UNITS))
    floors = known_least(north, alone.hidden)
    assert bounds(north, alone.hidden, unit("A"), floors=floors) == (3, 3)

    protected = protect(north, small_counts(north), known=[EVERYBODY])

    assert_not_found(protected)
    assert unit("north") in protected.complementary


def test_what_is_known_from_elsewhere_stays() -> None:
    """The method box prints how many answered: with that hidden in the table alone, 33 - 30 would still be A."""
    pair = Figures(UNITS.counts, (Sum(EVERYBODY, (unit("A"), unit("B"), unit("C"))),))
    assert protect(pair, [unit("A")], known=[unit("B")]).complementary == {unit("C")}
    with pytest.raises(CannotProtect, match="nothing is left"):
        protect(pair, [unit("A")], known=[unit("B"), unit("C"), EVERYBODY])
    with pytest.raises(CannotProtect, match="known from elsewhere"):
        protect(pair, [unit("A")], known=[unit("A")])


COUNTS = st.integers(0, 14)
SIZED = st.tuples(st.integers(2, 4), st.integers(2, 4))


@st.composite
def two_way(draw: st.DrawFn, *, columns: str = "answer") -> Figures:
    wide, high = draw(SIZED)
    counts = {(f"u{row}", f"c{column}"): draw(COUNTS) for row in range(high) for column in range(wide)}
    return crossed(counts, by=("unit", columns))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
@settings(max_examples=60)
def test_one_way_every_table_that_agrees_is_tried_and_none_tells(counts: list[int]) -> None:
    figures = crossed({(f"u{place}",): count for place, count in enumerate(counts)}, by=("unit",))
    protected = protect_small_counts(figures)
    if protected is None:
        return

    floors = known_least(figures, protected.hidden)
    tables = list(every_table(figures, protected.hidden, floors=floors, most=sum(counts) + LEAST))

    for key in protected.hidden:
        assert len({table[key] for table in tables}) >= LEAST
    assert_not_found(protected)


@given(st.lists(st.integers(0, 7), min_size=4, max_size=4))
@settings(max_examples=40)
def test_two_by_two_every_table_that_agrees_is_tried_and_none_tells(counts: list[int]) -> None:
    names = [("A", "yes"), ("A", "no"), ("B", "yes"), ("B", "no")]
    figures = crossed(dict(zip(names, counts, strict=True)), by=("unit", "answer"))
    protected = protect_small_counts(figures, least=3)
    if protected is None:
        return

    floors = known_least(figures, protected.hidden)
    tables = list(every_table(figures, protected.hidden, floors=floors, most=10))

    for key in protected.hidden:
        assert len({table[key] for table in tables}) >= 3
    small = [
        table
        for table in tables
        if all(table[key] < 3 for key in protected.primary) and all(table[key] >= 3 for key in protected.complementary)
    ]
    for key in protected.primary:
        assert len({table[key] for table in small}) >= 2


@given(two_way())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_two_way_small_counts_are_not_found_by_linear_programming(figures: Figures) -> None:
    protected = protect_small_counts(figures)
    if protected is None:
        return
    assert_not_found(protected)
    assert all(protected.count(key) is None or (protected.count(key) or LEAST) >= LEAST for key in figures.counts)


@given(two_way())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_two_way_small_groups_are_not_found_by_linear_programming(figures: Figures) -> None:
    protected = protect_if_possible(figures, small_groups(figures, question="answer"))
    if protected is not None:
        assert_not_found(protected)


@st.composite
def linked(draw: st.DrawFn) -> Figures:
    """Answers by unit and answers by years in the work, of the same people: the answers are printed in both."""
    counts = {
        (f"u{unit}", f"y{years}", answer): draw(st.integers(0, 6))
        for unit in range(2)
        for years in range(2)
        for answer in ("no", "yes")
    }
    whole = crossed(counts, by=("unit", "years", "answer"))
    return together(without(whole, "years"), without(whole, "unit"))


def without(figures: Figures, variable: str) -> Figures:
    """The table where `variable` was not asked."""
    kept = {key: count for key, count in figures.counts.items() if variable not in dict(key)}
    return Figures(kept, tuple(one for one in figures.sums if all(key in kept for key in (one.total, *one.parts))))


@given(linked())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_tables_that_share_a_margin_are_not_found_together(figures: Figures) -> None:
    protected = protect_small_counts(figures)
    if protected is not None:
        assert_not_found(protected)


@given(two_way())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_answers_counted_together_give_nothing_away(figures: Figures) -> None:
    grouped = with_group(figures, variable="answer", name="any", members=["c0", "c1"])
    protected = protect_small_counts(grouped)
    if protected is not None:
        assert_not_found(protected)


def test_four_answers_of_four_kinds_cannot_be_protected() -> None:
    """All hidden, and yet four counts of at least one, together fewer than five, are one each."""
    figures = crossed({("A",): 1, ("B",): 1, ("C",): 1, ("D",): 1}, by=("unit",))
    assert protect_small_counts(figures) is None
    with pytest.raises(CannotProtect) as told:
        protect(figures, small_counts(figures))
    assert told.value.keys == {EVERYBODY}


def test_a_table_over_three_variables_is_protected_without_hiding_all_of_it() -> None:
    counts = {
        (f"u{unit}", f"y{years}", answer): 9 + unit + 2 * years + (answer == "no")
        for unit in range(3)
        for years in range(2)
        for answer in ("no", "yes")
    }
    counts["u0", "y0", "yes"] = 2
    figures = crossed(counts, by=("unit", "years", "answer"))

    protected = protect(figures, small_counts(figures))

    assert_not_found(protected)
    assert len(protected.hidden) == 8, "a cube of two by two by two: no less protects one count inside"


def test_a_search_that_runs_out_of_time_hides_more_and_never_less(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {("A", "yes"): 3, ("A", "no"): 9, ("B", "yes"): 8, ("B", "no"): 20, ("C", "yes"): 7, ("C", "no"): 30}
    figures = crossed(counts, by=("unit", "answer"))
    hidden = []
    for steps in range(40):
        monkeypatch.setattr(suppression, "STEPS", steps)
        try:
            protected = protect(figures, small_counts(figures))
        except CannotProtect:
            hidden.append(len(figures.counts))
        else:
            assert_not_found(protected)
            hidden.append(len(protected.hidden))

    assert hidden[0] == len(figures.counts), "without a step nothing is shown"
    assert hidden[-1] == 4
    assert min(hidden) == 4


def test_protection_is_the_same_every_time() -> None:
    counts: Mapping[tuple[str, ...], int] = {
        (f"u{row}", f"c{column}"): (7 * row + 5 * column + row * column) % 13 for row in range(8) for column in range(4)
    }
    figures = crossed(counts, by=("unit", "answer"))
    backwards = crossed(dict(reversed(counts.items())), by=("unit", "answer"))

    protected = protect(figures, small_counts(figures))

    assert protected.hidden == protect(backwards, small_counts(backwards)).hidden
    assert protected.count(EVERYBODY) == sum(counts.values())


# --- Figures ----------------------------------------------------------------------------------------------------------


def test_tables_of_other_people_are_other_figures() -> None:
    waves = [crossed({("A",): n, ("B",): 9}, by=("unit",), within={"wave": year}) for n, year in [(7, "21"), (8, "23")]]
    assert len(together(*waves).counts) == 6
    with pytest.raises(DoNotAgree, match="both"):
        together(UNITS, crossed({("A",): 4, ("B",): 10, ("C",): 20}, by=("unit",)))


def test_sums_that_do_not_hold_are_refused() -> None:
    with pytest.raises(DoNotAgree, match="sum of its parts"):
        Figures({unit("A"): 1, EVERYBODY: 2}, (Sum(EVERYBODY, (unit("A"),)),))
    with pytest.raises(DoNotAgree, match="negative"):
        Figures({EVERYBODY: -1}, ())


def test_what_cannot_be_protected_is_refused() -> None:
    """A sum that holds a figure twice over: whatever is hidden, twice A is 6."""
    other = unit("B")
    figures = Figures({unit("A"): 3, other: 0}, (Sum(unit("A"), (unit("A"), other)), Sum(other, (other,))))
    with pytest.raises(CannotProtect):
        protect(figures, [other])
