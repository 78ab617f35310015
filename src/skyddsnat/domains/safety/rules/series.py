"""Repetition: incidents that belong together, shown as a series."""

from collections.abc import Iterable, Mapping

from skyddsnat.domains.safety.types.series import Point, Series, Tie


def series_of(points: Iterable[Point]) -> list[Series]:
    """Every series among the incidents: of one tie and key, at least two; longest first.

    A name that somebody uses is the person's who was named for it, unless several were.
    """
    tied: dict[tuple[Tie, str], list[Point]] = {}
    every = sorted(points, key=lambda each: (each.on, each.incident_id))
    known = _known(every)
    for point in every:
        for tie, key in _ties(point, known):
            tied.setdefault((tie, key), []).append(point)
    found = [_series(tie, key, among) for (tie, key), among in tied.items() if len(among) > 1]
    return sorted(found, key=lambda each: (-len(each.incident_ids), each.tie, each.key))


def _series(tie: Tie, key: str, among: list[Point]) -> Series:
    # In a series of one worker nobody else is counted, though others were exposed with her.
    exposed = [point.workers if tie is not Tie.WORKER else frozenset({int(key)}) for point in among]
    return Series(
        tie=tie,
        key=key,
        incident_ids=tuple(each.incident_id for each in among),
        first_on=among[0].on,
        last_on=among[-1].on,
        times=sum(len(each) for each in exposed),
        workers=len(frozenset().union(*exposed)),
    )


def _known(points: Iterable[Point]) -> dict[str, int]:
    """The one person of each alias that one alone was named for."""
    named: dict[str, set[int]] = {}
    for point in points:
        if point.person is not None and (alias := _name(point.alias)):
            named.setdefault(alias, set()).add(point.person)
    return {alias: next(iter(persons)) for alias, persons in named.items() if len(persons) == 1}


def _ties(point: Point, known: Mapping[str, int]) -> list[tuple[Tie, str]]:
    alias = _name(point.alias)
    person = point.person if point.person is not None else known.get(alias)
    source = f"person:{person}" if person is not None else f"alias:{alias}" if alias else ""
    decisions = [f"{file_id}:{point.concerns}" for file_id in sorted(point.files) if point.concerns != "none"]
    return [
        *([(Tie.SOURCE, source)] if source else []),
        *((Tie.DECISION, key) for key in decisions),
        *((Tie.WORKER, str(worker)) for worker in sorted(point.workers)),
        *([(Tie.WAVE, str(point.campaign_id))] if point.campaign_id else []),
    ]


def _name(alias: str) -> str:
    """What somebody calls themselves, as it is compared: small letters and digits, whatever signs stand between."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in alias.casefold()).split())
