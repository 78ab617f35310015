"""What must not be told of the tables of a survey that are published together: plain counts in, hidden tables out.

A question that fewer than `least` answered is hidden whole. Where a question is broken down by groups, the table of a
group of which fewer than `least` answered is hidden, and those of more groups beside it, the smallest first, until of
all hidden groups together

- at least `least` answered, in two groups or more;
- every answer was given by somebody and not by everybody, where that is so of all people; and of numbers, not all said
  the same, unless all people did.

What is left of the whole when the groups that are shown are taken away is then of many, and tells of no group: whoever
in one hidden group gave an answer and whoever in another did not can change places, and no shown figure moves. This
holds for counts together ("yes" of three kinds), for several answers, for means, and for whoever knows how many each
group is. That number is no answer of theirs, and is told by the question that makes the groups.

In a sample by design nobody can change places: the weights of a unit are often known, and then a share and a count
together tell whose answers they were; a standard error tells of its strata. There, a question is broken down when no
group of it is small, or not at all.

A question with a condition is hidden where the question before it is, because how many were asked tells of that one.
All tables are broken down by one question alone: groups of two kinds are told apart by one another (the unit less all
but the new ones).

Not promised: what follows from which groups were hidden beside the small ones; and of a sample by design, what a share
and a count of everybody tell to whoever has the weight of each answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from skyddsnat.stats.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counts of one table, before anything is hidden. `cells`: by option; `groups`: by the name of the group.

    `within`: the group of people it is of, "" for those who did not tell theirs; None for everybody. `numbers`: the
    different ones that were said, of a question of numbers.
    """

    question: Question
    within: str | None
    answered: int
    missing: int
    cells: Mapping[str, int]
    groups: Mapping[str, int]
    numbers: frozenset[float] = frozenset()

    @property
    def figures(self) -> dict[tuple[str, str], int]:
        """All counts of answers, one by one and together."""
        alone = {("option", option): count for option, count in self.cells.items()}
        return alone | {("group", name): count for name, count in self.groups.items()}

    def is_small(self, least: int) -> bool:
        """Whether it tells of somebody, and of too few."""
        return 0 < self.answered < least


@dataclass(frozen=True, slots=True)
class Withheld:
    """`hidden`: tables, by question and group (None: of everybody). `left_out`: questions not broken down at all."""

    hidden: frozenset[tuple[str, str | None]]
    left_out: tuple[str, ...]

    def has(self, table: Counted) -> bool:
        """Whether the table stands among those that are published, hidden or not."""
        return table.within is None or table.question.key not in self.left_out

    def hides(self, table: Counted) -> bool:
        """Whether all figures of the table are hidden."""
        return (table.question.key, table.within) in self.hidden


def withhold(tables: Sequence[Counted], *, least: int, is_designed: bool = False) -> Withheld:
    """What is hidden of `tables`: each question's own and then those of its groups, in the order asked.

    `is_designed`: they come from a sample with weights, strata or clusters.
    """
    hidden: set[tuple[str, str | None]] = set()
    left_out: list[str] = []
    for whole, parts in _by_question(tables):
        key, before = whole.question.key, whole.question.condition
        told_by = {within for question, within in hidden if before is not None and question == before.question}
        small = {part.within for part in parts if part.is_small(least) or part.within in told_by}
        found = None if is_designed and small else _with_more(whole, parts, small, least)
        if whole.is_small(least) or None in told_by:
            hidden.add((key, None))
        if parts and ((key, None) in hidden or found is None or (before and before.question in left_out)):
            left_out.append(key)
        hidden.update((key, group) for group in found or ())
    return Withheld(frozenset(hidden), tuple(left_out))


def _by_question(tables: Sequence[Counted]) -> Iterator[tuple[Counted, list[Counted]]]:
    for whole in tables:
        if whole.within is None:
            key = whole.question.key
            yield whole, [each for each in tables if each.question.key == key and each.within is not None]


def _with_more(whole: Counted, parts: Sequence[Counted], small: set[str | None], least: int) -> set[str | None] | None:
    """The groups to hide, so that those in `small` are; None when nothing would be left to show."""
    rest = [part for part in parts if part.within not in small and part.answered]
    rest.sort(key=lambda part: (part.answered, part.within))
    found = [part for part in parts if part.within in small]
    while not _is_enough(whole, found, least) and rest:
        chosen = next((part for part in rest if _mends(whole, found, part)), rest[0])
        rest.remove(chosen)
        found.append(chosen)
    return {part.within for part in found} if rest or not found else None


def _is_enough(whole: Counted, found: Sequence[Counted], least: int) -> bool:
    told = [part for part in found if part.answered]
    if not told:
        return True
    answered = sum(part.answered for part in told)
    is_alike = _is_alike(told) and not _is_alike([whole])
    return len(told) > 1 and answered >= least and not is_alike and not any(_never_and_always(whole, told))


def _mends(whole: Counted, found: Sequence[Counted], part: Counted) -> bool:
    """Whether somebody in the group gave an answer that nobody in `found` gave, or not one that all there gave."""
    never, always = _never_and_always(whole, found)
    figures = part.figures
    if _is_alike(found) and not _is_alike([*found, part]):
        return True
    return any(figures[each] for each in never) or any(figures[each] < part.answered for each in always)


def _is_alike(tables: Sequence[Counted]) -> bool:
    """Whether all in them said the same number."""
    return len(frozenset[float]().union(*(table.numbers for table in tables))) == 1


def _never_and_always(whole: Counted, found: Sequence[Counted]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The answers that nobody in the groups gave, and those that everybody did, where that is not so of all people."""
    answered = sum(part.answered for part in found)
    of_all = whole.figures
    counts = {key: sum(part.figures[key] for part in found) for key in of_all}
    never = [key for key, count in counts.items() if count == 0 < of_all[key]]
    always = [key for key, count in counts.items() if count == answered and of_all[key] < whole.answered]
    return never, always
