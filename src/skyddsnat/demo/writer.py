"""Puts sentences together from the facts of a case, so that no text stands in more than a few."""

from random import Random

from skyddsnat.demo.families import Child
from skyddsnat.demo.texts import SENTENCES

_THEY = {"f": ("hon", "henne", "hennes"), "m": ("han", "honom", "hans")}


class Writer:
    """Deals sentences of a kind like cards: all of them once before any of them twice."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._left: dict[str, list[str]] = {}

    def one(self, kind: str, child: Child, **facts: str) -> str:
        """A sentence or two of the kind, about this child."""
        if not self._left.get(kind):
            self._left[kind] = list(SENTENCES[kind])
            self._chance.shuffle(self._left[kind])
        they, them, their = _THEY.get(child.person.sex, ("hen", "hen", "hens"))
        said = (
            self._left[kind]
            .pop()
            .format(barnet=child.name, hen=they, henne=them, hennes=their, skolan=_place(child), **facts)
        )
        return said[0].upper() + said[1:]

    def some(self, child: Child, *kinds: str, **facts: str) -> str:
        """One of each kind, in one paragraph."""
        return " ".join(self.one(kind, child, **facts) for kind in kinds)


def _place(child: Child) -> str:
    return child.person.school or "barnhälsovården"
