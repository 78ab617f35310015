"""The register is told twice, on the safety board and in the night's figures: both together are attacked.

Whoever has every board of a year and every figure of it knows all sums between them, and solves for what is hidden by
linear programming, exact.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from tests.pure.stats.attacks import bounds_of

from skyddsnat.domains.safety.rules.figures import FIRST, SECOND, YEAR, Row, behind, board, place_of
from skyddsnat.domains.safety.types.figures import MONTHS, SPLITS, Behind, Board, Hidden, Period, Split, Topic
from skyddsnat.domains.safety.types.register import Effect, IncidentKind
from skyddsnat.insight.indicator_file import FOLDER, indicators, read_indicator
from skyddsnat.insight.making import figures_of, standing
from skyddsnat.insight.periods import Grain
from skyddsnat.insight.register import Boards
from skyddsnat.insight.types import WHOLE, Cell, Figure, Guard, Indicator
from skyddsnat.kernel.file_faults import BrokenFile
from skyddsnat.stats.figures import Figures, Key, Sum
from skyddsnat.stats.suppression import LEAST

WHEN = 2025
LATER = date(2026, 3, 1)
THREATENED, CARE = indicators()[:2]
AFFECTED, UNAFFECTED = (Effect.CHANGED, Effect.AVOIDED), (Effect.NONE, Effect.DELAYED)
EFFECTS = Split(Topic.EFFECT, (Topic.INCIDENTS, ""), tuple(each.value for each in Effect))
KINDS = Split(Topic.KIND, (Topic.INCIDENTS, ""), tuple(each.value for each in IncidentKind))


@dataclass(frozen=True)
class Incident:
    unit: int
    half: int
    kind: str
    effect: str
    is_care: bool
    exposed: tuple[int, ...]  # caseworkers by number; those below zero do no casework


def year(count: int, *, units: int, seed: int) -> list[Incident]:
    """Incidents of a year: many of few kinds, most of them in the first unit, some workers exposed again and again."""
    chance = random.Random(seed)
    kinds = chance.sample(KINDS.codes, 3) + [IncidentKind.THREAT.value] * chance.choice((1, 4))
    effects = [*chance.sample(EFFECTS.codes, 3), *EFFECTS.codes]
    often = chance.choice((0.3, 0.9))
    return [
        Incident(
            unit=min(int(chance.expovariate(0.8)), units - 1) + 1,
            half=chance.choice((1, 2)),
            kind=chance.choice(kinds),
            effect=chance.choice(effects),
            is_care=chance.random() < often,
            exposed=tuple(chance.sample(range(-3, 25), chance.choice((1, 1, 1, 2)))),
        )
        for _ in range(count)
    ]


# --- What is published ------------------------------------------------------------------------------------------------


def rows(incidents: Iterable[Incident]) -> list[Row]:
    """As the door of the board gives them; everybody works in the unit of the incident."""
    found: Counter[tuple[int | None, int, str, str]] = Counter()
    for each in incidents:
        found[None, each.half, Topic.MONTH.value, MONTHS[each.half][0]] += 1
        codes = {Topic.KIND: each.kind, Topic.EFFECT: each.effect}
        for of, times in ((Topic.INCIDENTS, 1), (Topic.EXPOSURES, len(each.exposed))):
            split = [(one.topic, codes.get(one.topic, one.codes[0])) for one in SPLITS if one.of == (of, "")]
            for topic, code in ((of, ""), *split):
                found[each.unit, each.half, topic.value, code] += times
    return [Row(*key, times) for key, times in found.items()]


def cells(incidents: list[Incident], units: int) -> list[Cell]:
    """As the engines count them: 25 workers, each in every unit."""
    found: Counter[tuple[str, str, int]] = Counter()
    for unit in (None, *range(1, units + 1)):
        here = [each for each in incidents if unit in (None, each.unit)]
        name = WHOLE if unit is None else place_of(unit)
        times = Counter(who for each in here if each.kind == IncidentKind.THREAT for who in each.exposed)
        found.update((THREATENED.id, name, times[who]) for who in range(25))
        known = [each for each in here if each.is_care and each.effect != Effect.UNKNOWN]
        found.update((CARE.id, name, int(each.effect in AFFECTED)) for each in known)
    return [
        Cell(indicator=which, municipality="A", unit=unit, period=str(WHEN), value=value, count=count)
        for (which, unit, value), count in found.items()
    ]


def behind_them(incidents: list[Incident], units: int) -> Boards:
    names: dict[int | None, str] = {None: WHOLE} | {unit: place_of(unit) for unit in range(1, units + 1)}
    numbers = {unit: unit for unit in range(1, units + 1)}
    return {(names[unit], WHEN): each for unit, each in behind(rows(incidents), numbers=numbers).items()}


class Published:
    """Every board and every figure of the year."""

    def __init__(self, incidents: list[Incident], units: int, *, indicator: Indicator, boards: Boards) -> None:
        counted = rows(incidents)
        numbers = {unit: unit for unit in range(1, units + 1)}
        self.boards: dict[str, Board] = {
            place: board(counted, period=Period(WHEN, half), unit_id=None, numbers=numbers, as_of=LATER)
            for half, place in enumerate((YEAR, FIRST, SECOND))
        }
        for unit in numbers:
            found = board(counted, period=Period(WHEN), unit_id=unit, numbers=numbers, as_of=LATER)
            self.boards[place_of(unit)] = found
        own = [cell for cell in cells(incidents, units) if cell.indicator == indicator.id]
        self.figures: dict[str, Figure] = {
            each.unit or YEAR: each for each in figures_of(own, indicator=indicator, on=LATER, boards=boards)
        }
        self.counts = {place: Counter[str]() for place in self.boards}
        for each in incidents:
            for place in (YEAR, (FIRST, SECOND)[each.half - 1], place_of(each.unit)):
                self.counts[place].update(_words(each))
        for cell in own:
            self.counts[cell.unit or YEAR]["some" if cell.value else "none"] += cell.count


def _words(each: Incident) -> Iterator[str]:
    """In what an incident counts, on the board and beside it."""
    yield from ("incidents", f"kind {each.kind}", f"effect {each.effect}")
    yield from ("exposures" for _ in each.exposed)
    for name, effects in (("affected", AFFECTED), ("unaffected", UNAFFECTED)):
        if each.effect in effects:
            yield name
            yield f"{name} {'care' if each.is_care else 'other'}"


def _key(place: str, word: str) -> Key:
    return frozenset({("place", place), ("word", word)})


def system(told: Published, splits: dict[str, tuple[str, ...]], over: Iterable[str]) -> Figures:
    """All counts and all sums. `splits`: what adds up to a word in a place; `over`: what adds up to the year."""
    places = list(told.boards)
    units = [place for place in places if place not in (YEAR, FIRST, SECOND)]
    counts = {
        _key(place, word): told.counts[place][word]
        for place in places
        for word in {*splits, *(part for parts in splits.values() for part in parts), *over}
    }
    sums = [
        Sum(_key(place, word.split("/")[0]), tuple(_key(place, part) for part in parts))
        for place in places
        for word, parts in splits.items()
    ]
    for word in over:
        sums.append(Sum(_key(YEAR, word), tuple(_key(place, word) for place in units)))
        sums.append(Sum(_key(YEAR, word), (_key(FIRST, word), _key(SECOND, word))))
    return Figures({key: count for key, count in counts.items() if not _is_alias(key)}, tuple(sums))


def _is_alias(key: Key) -> bool:
    return any("/" in value for name, value in key if name == "word")


def on_board(told: Published, place: str, split: Split) -> Iterator[tuple[Key, int | None, bool]]:
    """What the board of the place shows, and whether it says that what is hidden is small."""
    for topic, code in (split.of, *split.cells, (Topic.EXPOSURES, "")):
        figure = told.boards[place].figures.get((topic, code))
        word = f"{topic} {code}".strip()
        yield _key(place, word), figure and figure.count, figure is not None and figure.hidden is Hidden.SMALL


def weak(figures: Figures, shown: set[Key], small: set[Key], of: Iterable[Key]) -> list[str]:
    """What is small in `of` and has fewer than five possible values; two, where it is said to be small besides."""
    hidden = [key for key in figures.counts if key not in shown]
    floors = {key: int(key in small) for key in hidden}
    ceilings = {key: LEAST - 1 for key in small}
    wanted = [key for key in of if key in floors and 0 < figures.counts[key] < LEAST]
    found = []
    for besides, left in (({}, LEAST), (ceilings, 2)):
        for key, (low, high) in bounds_of(figures, hidden, wanted, floors=floors, ceilings=besides).items():
            if high is not None and high - low < left - 1:
                found.append(f"{sorted(key)} is between {low} and {high}")
    return found


# --- The attack -------------------------------------------------------------------------------------------------------


def found_of_care(incidents: list[Incident], units: int, boards: Boards) -> list[str]:
    told = Published(incidents, units, indicator=CARE, boards=boards)
    splits = {
        "incidents": tuple(f"effect {code}" for code in EFFECTS.codes),
        "affected": tuple(f"effect {each}" for each in AFFECTED),
        "affected/": ("affected care", "affected other"),
        "unaffected": tuple(f"effect {each}" for each in UNAFFECTED),
        "unaffected/": ("unaffected care", "unaffected other"),
    }
    beside = [f"{name} {which}" for name in ("affected", "unaffected") for which in ("care", "other")]
    figures = system(told, splits, ["incidents", *splits["incidents"], *beside])
    shown, small = _of_boards(told, EFFECTS, figures)
    for place, figure in told.figures.items():
        if figure.value is not None or figure.denominator == 0:
            shown |= {_key(place, "affected care"), _key(place, "unaffected care")}
    return weak(figures, shown, small, [key for key in figures.counts if key not in shown])


def _of_boards(told: Published, split: Split, figures: Figures) -> tuple[set[Key], set[Key]]:
    known = [each for place in told.boards for each in on_board(told, place, split) if each[0] in figures.counts]
    return {key for key, count, _ in known if count is not None}, {key for key, _, is_small in known if is_small}


def found_of_threats(incidents: list[Incident], units: int, boards: Boards) -> list[str]:
    told = Published(incidents, units, indicator=THREATENED, boards=boards)
    others = tuple(f"kind {code}" for code in KINDS.codes if code != IncidentKind.THREAT)
    for counts in told.counts.values():
        counts["more"] = counts["exposures"] - sum(counts[each] for each in others) - counts["some"]
    splits = {
        "incidents": tuple(f"kind {code}" for code in KINDS.codes),
        "exposures": ("some", *others, "more"),
        "workers": ("some", "none"),
    }
    for place, counts in told.counts.items():
        counts["workers"] = counts["some"] + counts["none"] if place in told.figures else 0
    figures = system(told, splits, ["incidents", "exposures", *splits["incidents"]])
    shown, small = _of_boards(told, KINDS, figures)
    shown |= {_key(place, "workers") for place in told.boards}
    for place, figure in told.figures.items():
        if figure.value is not None:
            shown |= {_key(place, "some"), _key(place, "none")}
    of = [key for key in figures.counts if key not in shown and "more" not in {value for _, value in key}]
    return weak(figures, shown, small, of)


# How many incidents, in how many units, and from which seed: among them some where each alone would tell of the other.
OFFICES = (
    *((14, 3, 0), (25, 1, 57), (25, 3, 47), (60, 1, 48), (60, 3, 47), (60, 3, 56), (60, 2, 58)),
    *((120, 1, 57), (120, 2, 43), (120, 3, 44), (120, 3, 53), (150, 2, 5)),
)


@pytest.mark.parametrize(("count", "units", "seed"), OFFICES)
def test_boards_and_figures_together_tell_nothing_that_either_hides(count: int, units: int, seed: int) -> None:
    incidents = year(count, units=units, seed=seed)
    boards = behind_them(incidents, units)
    assert found_of_care(incidents, units, boards) == []
    assert found_of_threats(incidents, units, boards) == []


def as_if_apart(boards: Boards) -> Boards:
    """Boards that hide nothing, of a very great many incidents: what is beside them does not matter."""
    many = {(topic, code): 10_000 for split in (EFFECTS, KINDS) for topic, code in (split.of, *split.cells)}
    return {place: Behind({**many, (Topic.EXPOSURES, ""): 10**6}, frozenset()) for place in boards}


def test_the_attack_finds_what_each_tells_of_the_other_when_they_are_decided_apart() -> None:
    offices = [(year(count, units=units, seed=seed), units) for count, units, seed in OFFICES]
    apart = [(told, units, as_if_apart(behind_them(told, units))) for told, units in offices]
    assert any(found_of_care(*each) for each in apart)
    assert any(found_of_threats(*each) for each in apart)


def test_what_leaves_room_is_told() -> None:
    """Or it would be easy to hide: of an office where much happens the year has both figures."""
    incidents = year(120, units=3, seed=44)
    boards = behind_them(incidents, 3)
    care = Published(incidents, 3, indicator=CARE, boards=boards).figures
    threats = Published(incidents, 3, indicator=THREATENED, boards=boards).figures
    assert care[YEAR].numerator == sum(each.is_care and each.effect in AFFECTED for each in incidents)
    assert threats[YEAR].numerator == 18


# --- What the rule is of ----------------------------------------------------------------------------------------------


def test_figures_of_the_register_have_years_alone_and_nothing_without_boards() -> None:
    incidents = year(120, units=3, seed=44)
    for indicator in (CARE, THREATENED):
        told = Published(incidents, 3, indicator=indicator, boards=behind_them(incidents, 3))
        assert {each.span.grain for each in told.figures.values()} == {Grain.YEAR}
        assert told.figures[YEAR].value is not None
        silent = Published(incidents, 3, indicator=indicator, boards={})
        assert {each.value for each in silent.figures.values()} == {None}


def test_units_are_told_of_the_register_when_all_may_be_or_none() -> None:
    incidents = [
        Incident(unit, half, "threat", effect, is_care=True, exposed=(number,))
        for number, effect in enumerate(["changed"] * 6 + ["none"] * 6)
        for unit, half in ((1, 1), (2, 2))
    ]
    told = Published(incidents, 2, indicator=CARE, boards=behind_them(incidents, 2))
    assert {place: each.numerator for place, each in told.figures.items()} == {YEAR: 12, "unit 1": 6, "unit 2": 6}
    fewer = [each for each in incidents if each.unit == 1 or each.effect == "none" or each.exposed[0] < 3]
    told = Published(fewer, 2, indicator=CARE, boards=behind_them(fewer, 2))
    assert {place for place, each in told.figures.items() if each.value is not None} <= {YEAR}


def test_whatever_counts_the_register_is_guarded_as_such() -> None:
    """A new indicator of the register is not taken in before it is said what it tells together with the boards."""
    text = (FOLDER / "02_care_avoided_for_threat.yaml").read_text(encoding="utf-8")
    assert read_indicator(text).guard is Guard.REGISTER
    for wrong in (text.replace("guard: register", "guard: counts"), text.replace(CARE.id, "another")):
        with pytest.raises(BrokenFile):
            read_indicator(wrong)
    other = (FOLDER / "03_police_not_given.yaml").read_text(encoding="utf-8")
    with pytest.raises(BrokenFile):
        read_indicator(other.replace("guard: counts", "guard: register"))


# --- A correction -----------------------------------------------------------------------------------------------------


def test_a_correction_that_is_on_the_board_tells_by_the_figures_nothing_of_what_the_incident_was_about() -> None:
    """Two offices that differ in what one incident concerned show the same before and after it is corrected.

    Its effect is known at last. If the figure followed, it would say whether the incident was about care.
    """
    base = year(120, units=3, seed=44)
    told = []
    for is_care in (True, False):
        before = [*base, Incident(1, 2, "threat", "unknown", is_care=is_care, exposed=(3,))]
        after = [*base, Incident(1, 2, "threat", "changed", is_care=is_care, exposed=(3,))]
        first, then = (Published(each, 3, indicator=CARE, boards=behind_them(each, 3)) for each in (before, after))
        figures = [standing(CARE, each.figures.values(), first.figures.values()) for each in (first, then)]
        told.append(([each.boards for each in (first, then)], figures))
        assert first.boards != then.boards
        assert first.figures[YEAR].value is not None
        assert (first.figures[YEAR] != then.figures[YEAR]) == is_care
    assert told[0] == told[1]


def test_a_year_is_told_from_the_first_of_march_after_it() -> None:
    incidents = year(120, units=3, seed=44)
    own = [cell for cell in cells(incidents, 3) if cell.indicator == CARE.id]
    boards = behind_them(incidents, 3)
    assert figures_of(own, indicator=CARE, on=date(2026, 2, 28), boards=boards) == []
    assert figures_of(own, indicator=CARE, on=date(2026, 3, 1), boards=boards) != []
