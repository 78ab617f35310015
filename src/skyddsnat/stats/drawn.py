"""The design of a sample from columns of text and the names of those that tell how it was drawn."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from skyddsnat.stats.designs import Design, Single, design


class Named(Protocol):
    """Which columns say how the answers were drawn. `single` is the value of a `Single`; `population`: of a simple
    sample, how many there were to draw from.
    """

    @property
    def weight(self) -> str | None: ...

    @property
    def stratum(self) -> str | None: ...

    @property
    def clusters(self) -> Sequence[str]: ...

    @property
    def populations(self) -> Sequence[str]: ...

    @property
    def population(self) -> int | None: ...

    @property
    def single(self) -> str: ...


def drawn(size: int, columns: Mapping[str, Sequence[str]], named: Named) -> Design:
    """The design of `size` answers, from the columns that are named. Raises NotADesign."""
    populations: list[Sequence[float]] = [list(map(float, columns[name])) for name in named.populations]
    if named.population is not None:
        populations = [[float(named.population)] * size]
    return design(
        size,
        weights=None if named.weight is None else list(map(float, columns[named.weight])),
        stratum=None if named.stratum is None else columns[named.stratum],
        clusters=[columns[name] for name in named.clusters],
        populations=populations,
        single=Single(str(named.single)),
    )
