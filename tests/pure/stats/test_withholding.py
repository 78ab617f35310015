"""Tables that are published together, and somebody who wants to know what was hidden in them."""

from collections.abc import Mapping, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pure.stats.attacks import bounds

from skyddsnat.stats.figures import Key, crossed
from skyddsnat.stats.questions import Condition, Kind, Question
from skyddsnat.stats.withholding import Counted, Withheld, withhold

LEAST = 5


def single(key: str, *options: str, asked_of: Condition | None = None) -> Question:
    return Question(key=key, kind=Kind.SINGLE, options=options, condition=asked_of)


def tables(question: Question, groups: Mapping[str, Mapping[str, int]]) -> list[Counted]:
    """The table of everybody and those of the groups, from how many in each group gave each answer."""
    every = {option: sum(cells.get(option, 0) for cells in groups.values()) for option in question.options}
    return [counted(question, None, every), *(counted(question, name, cells) for name, cells in groups.items())]


def counted(question: Question, within: str | None, cells: Mapping[str, int]) -> Counted:
    every = {option: cells.get(option, 0) for option in question.options}
    answered = sum(every.values())
    return Counted(question=question, within=within, answered=answered, missing=0, cells=every, groups={})


def hidden_groups(withheld: Withheld, question: Question) -> set[str | None]:
    return {within for key, within in withheld.hidden if key == question.key}


def assert_not_computed(
    question: Question, groups: Mapping[str, Mapping[str, int]], hidden: set[str | None], *, knows_sizes: bool
) -> None:
    """By linear programming over all that is shown, every hidden count has two values or more."""
    counts = {(name, option): cells.get(option, 0) for name, cells in groups.items() for option in question.options}
    figures = crossed(counts, by=("group", "answer"))
    keys = [key for key in figures.counts if dict(key).get("group") in hidden]
    unknown: list[Key] = [key for key in keys if not knows_sizes or "answer" in dict(key)]
    for key in unknown:
        answer = dict(key).get("answer")
        everybody = figures.counts[frozenset({("answer", answer)})] if answer else 1
        if answer and everybody in (0, figures.counts[frozenset()]):
            continue  # Nobody at all, or everybody, gave that answer: the whole table tells.
        low, high = bounds(figures, unknown, key, floors=dict.fromkeys(unknown, 0))
        assert high is None or low < high


@st.composite
def groups(draw: st.DrawFn) -> dict[str, dict[str, int]]:
    options = "abc"[: draw(st.integers(2, 3))]
    size = st.one_of(st.integers(0, 3), st.integers(0, 20))
    return {f"u{unit}": {option: draw(size) for option in options} for unit in range(draw(st.integers(2, 5)))}


@given(groups())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_hidden_count_is_found_by_linear_programming(given_by: dict[str, dict[str, int]]) -> None:
    """Neither from the sums nor by who knows besides how many each group is."""
    question = single("q", *next(iter(given_by.values())))

    withheld = withhold(tables(question, given_by), least=LEAST)

    hidden = hidden_groups(withheld, question)
    if None in hidden or question.key in withheld.left_out:
        return
    for name, cells in given_by.items():
        assert name in hidden or not 0 < sum(cells.values()) < LEAST
    assert_not_computed(question, given_by, hidden, knows_sizes=False)
    assert_not_computed(question, given_by, hidden, knows_sizes=True)
    assert sum(sum(given_by[str(name)].values()) for name in hidden) >= LEAST or not hidden


def test_beside_a_small_group_the_next_smallest_is_hidden() -> None:
    question = single("q", "no", "yes")
    withheld = withhold(
        tables(
            question, {"A": {"no": 2, "yes": 1}, "B": {"no": 30, "yes": 9}, "C": {"no": 6, "yes": 3}, "D": {"no": 60}}
        ),
        least=LEAST,
    )
    assert hidden_groups(withheld, question) == {"A", "C"}
    assert withheld.left_out == ()


def test_where_nobody_in_the_hidden_groups_gave_an_answer_one_who_did_is_hidden_with_them() -> None:
    question = single("q", "no", "yes")
    groups = {"A": {"no": 3}, "B": {"no": 9}, "C": {"no": 10}, "D": {"no": 50, "yes": 1}}
    assert hidden_groups(withhold(tables(question, groups), least=LEAST), question) == {"A", "D"}


def test_where_all_in_the_hidden_groups_gave_every_answer_one_who_did_not_is_hidden_with_them() -> None:
    """Of several answers, which are no parts of a sum."""
    question = Question(key="q", kind=Kind.SEVERAL, options=("mail", "call"))

    def each(within: str | None, answered: int, mail: int, call: int) -> Counted:
        cells = {"mail": mail, "call": call}
        return Counted(question=question, within=within, answered=answered, missing=0, cells=cells, groups={})

    given = [
        each(None, 60, 59, 30),
        each("A", 3, 3, 1),
        each("B", 7, 7, 2),
        each("C", 20, 20, 11),
        each("D", 30, 29, 16),
    ]
    assert hidden_groups(withhold(given, least=LEAST), question) == {"A", "D"}


def test_where_all_in_the_hidden_groups_said_the_same_number_one_who_did_not_is_hidden_with_them() -> None:
    """The mean of all and those of the groups that are shown would tell that each in A said 40."""
    question = Question(key="q", kind=Kind.NUMBER)

    def each(within: str | None, answered: int, *numbers: float) -> Counted:
        told = frozenset(numbers)
        return Counted(
            question=question, within=within, answered=answered, missing=0, cells={}, groups={}, numbers=told
        )

    some_said_other = [each(None, 58, 40, 38), each("A", 3, 40), each("B", 7, 40), each("C", 18, 40)]
    assert hidden_groups(withhold([*some_said_other, each("D", 30, 38, 40)], least=LEAST), question) == {"A", "D"}
    all_the_same = [each(None, 58, 40), *some_said_other[1:], each("D", 30, 40)]
    assert hidden_groups(withhold(all_the_same, least=LEAST), question) == {"A", "B"}


def test_of_a_sample_by_design_a_question_with_a_small_group_is_not_broken_down() -> None:
    """A unit is a stratum, whose weight everybody knows: 10 in A, 3 in B. What 10a + 3b and a + b are tells a."""
    question = single("q", "no", "yes")
    few = tables(question, {"A": {"no": 2, "yes": 1}, "B": {"no": 6, "yes": 3}, "C": {"no": 30, "yes": 9}})
    assert withhold(few, least=LEAST, is_designed=True) == Withheld(frozenset(), ("q",))
    many = tables(question, {"A": {"no": 4, "yes": 1}, "B": {"no": 6, "yes": 3}})
    assert withhold(many, least=LEAST, is_designed=True) == Withheld(frozenset(), ())


def test_answers_counted_together_are_looked_at_like_answers() -> None:
    """All in A and B chose one of the two, of whom it is known together, though none of the two did all."""
    question = Question(
        key="q", kind=Kind.SEVERAL, options=("call", "visit", "mail"), groups={"near": ("call", "visit")}
    )

    def each(within: str | None, answered: int, call: int, visit: int, mail: int, near: int) -> Counted:
        cells = {"call": call, "visit": visit, "mail": mail}
        return Counted(
            question=question, within=within, answered=answered, missing=0, cells=cells, groups={"near": near}
        )

    given = [each(None, 70, 30, 30, 20, 60), each("A", 3, 2, 1, 1, 3), each("B", 6, 3, 4, 2, 6)]
    given += [each("C", 9, 4, 6, 2, 9), each("D", 52, 21, 19, 15, 42)]
    assert hidden_groups(withhold(given, least=LEAST), question) == {"A", "D"}


def test_a_question_that_few_answered_is_hidden_whole() -> None:
    question = single("q", "no", "yes")
    withheld = withhold(tables(question, {"A": {"no": 2}, "B": {"yes": 2}}), least=LEAST)
    assert (withheld.hidden, withheld.left_out) == ({("q", None)}, ("q",))


def test_where_no_groups_are_left_to_show_nothing_is_broken_down() -> None:
    question = single("q", "no", "yes")
    given = tables(question, {"A": {"no": 2}, "B": {"no": 20}})
    withheld = withhold(given + tables(single("r", "no"), {"A": {"no": 9}, "B": {"no": 20}}), least=LEAST)
    assert (withheld.hidden, withheld.left_out) == (frozenset(), ("q",))
    assert [withheld.has(table) for table in (given[0], given[1])] == [True, False]


def test_a_question_is_hidden_where_the_one_it_hangs_on_is() -> None:
    """How many were asked it tells how many gave the answer before."""
    before = single("threatened", "no", "yes")
    after = single("told", "no", "yes", asked_of=Condition("threatened", frozenset({"yes"})))
    first = {
        "A": {"no": 2, "yes": 1},
        "B": {"no": 3, "yes": 6},
        "C": {"no": 20, "yes": 14},
        "D": {"no": 20, "yes": 9},
    }
    second = {"A": {}, "B": {"no": 5}, "C": {"no": 12, "yes": 2}, "D": {"no": 9}}

    withheld = withhold(tables(before, first) + tables(after, second), least=LEAST)

    assert hidden_groups(withheld, before) == {"A", "B"}
    assert hidden_groups(withheld, after) == {"A", "B", "C"}


def test_a_question_that_hangs_on_a_hidden_one_is_hidden() -> None:
    before = single("a", "no", "yes")
    after = single("b", "no", asked_of=Condition("a", frozenset({"yes"})))
    last = single("c", "no", asked_of=Condition("b", frozenset({"no"})))
    few: list[Counted] = [counted(before, None, {"yes": 3}), counted(after, None, {}), counted(last, None, {})]
    assert withhold(few, least=LEAST).hidden == {("a", None), ("b", None), ("c", None)}

    groups: Sequence[Mapping[str, Mapping[str, int]]] = [{"A": {"no": 2, "yes": 9}}, {"A": {"no": 9}}, {"A": {"no": 9}}]
    some = [
        table
        for question, cells in zip((before, after, last), groups, strict=True)
        for table in tables(question, cells)
    ]
    few_in_one = [*some[:1], counted(before, "A", {"no": 2}), *some[2:]]
    assert withhold(few_in_one, least=LEAST).left_out == ("a", "b", "c")


def test_nothing_is_hidden_of_large_groups() -> None:
    question = single("q", "no", "yes")
    withheld = withhold(tables(question, {"A": {"no": 5}, "B": {"no": 20, "yes": 1}, "C": {}}), least=LEAST)
    assert (withheld.hidden, withheld.left_out) == (frozenset(), ())
