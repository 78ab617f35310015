"""How many of each unit were asked and have answered, where that tells of nobody.

The page prints the sums of all, and whoever works in a unit knows how many were asked there, so what is hidden must not
follow from these either: they are known, and where that leaves nothing to hide behind, no unit is told at all. "Nobody"
and "everybody" are told of no unit: who has answered would be known of each in it.
"""

from collections.abc import Iterator, Sequence

from skyddsnat.domains.survey.rules.waves import LEAST
from skyddsnat.domains.survey.types.waves import FramePart
from skyddsnat.stats.figures import Figures, Key, crossed
from skyddsnat.stats.suppression import CannotProtect, protect, small_counts

Line = tuple[str, int, int]
"""A unit, how many of it were asked, and how many have answered."""

_EVERYBODY: Key = frozenset()
_ANSWERED: Key = frozenset({("answered", "yes")})
_SILENT: Key = frozenset({("answered", "no")})


def parts_of(lines: Sequence[Line]) -> tuple[FramePart, ...]:
    """The units as they may be shown beside the sums of all; none where the sums would tell what is hidden.

    Units of fewer than `LEAST` are put together with those who are of none, as they are at the close.
    """
    told = _put_together(lines)
    if min(told.values(), default=(0, 0))[0] < LEAST:
        return ()
    if not any(done for _, done in told.values()):
        # Before the first answer there is nothing to hide: the sum of all says that nobody has answered.
        return tuple(FramePart(unit=unit, asked=asked, answered=None) for unit, (asked, _) in told.items())
    counts: dict[tuple[str, ...], int] = {(unit, "yes"): done for unit, (_, done) in told.items()}
    counts |= {(unit, "no"): asked - done for unit, (asked, done) in told.items()}
    figures = crossed(counts, by=("unit", "answered"))
    hidden = small_counts(figures).union(_nobody(figures))
    of = {unit: frozenset({("unit", unit)}) for unit in told}
    try:
        safe = protect(figures, hidden, least=LEAST, known=(_EVERYBODY, _ANSWERED, _SILENT, *of.values()))
    except CannotProtect:
        return ()
    return tuple(
        FramePart(unit=unit, asked=told[unit][0], answered=safe.count(key | _ANSWERED)) for unit, key in of.items()
    )


def _put_together(lines: Sequence[Line]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for unit, asked, done in lines:
        name = unit if asked >= LEAST else ""
        before = found.get(name, (0, 0))
        found[name] = (before[0] + asked, before[1] + done)
    # Those that are put together stand last.
    return dict(sorted(found.items(), key=lambda each: (not each[0], each[0])))


def _nobody(figures: Figures) -> Iterator[Key]:
    """Zeros of a unit: that nobody in it has answered, or that everybody has."""
    return (key for key, count in figures.counts.items() if count == 0 and len(key) > 1)
