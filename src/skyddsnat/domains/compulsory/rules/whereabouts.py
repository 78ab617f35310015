"""Where a child is must not stand in a letter while it may be secret (LVU 14 §; SFS 2026:1600 7:2; 2024:79 5:4)."""

import re
from collections.abc import Iterable

# What a place is called says nothing of which it is.
_KINDS = frozenset(
    {
        *("and", "boende", "boendet", "familj", "familjehem", "familjehemmet", "familjen", "family"),
        *("gruppboende", "hem", "hemmet", "home", "hos", "hvb", "i", "institution", "jourhem", "jourhemmet"),
        *("kommun", "lägenhet", "och", "på", "sis", "skyddat", "släkt", "stödboende", "stödboendet", "the"),
        *("vid"),
    }
)


def words_of(place: str) -> tuple[str, ...]:
    """The words of a place's name that tell which it is: "Familjen Ek, Storgatan 1" gives ek, storgatan."""
    return tuple(dict.fromkeys(word for word in _split(place) if word not in _KINDS and not word.isdigit()))


def told_in(text: str, place: str) -> tuple[str, ...]:
    """The telling words of the place that stand in the text, whatever their capitals, and with a genitive's s."""
    said = set(_split(text))
    return tuple(word for word in words_of(place) if said & {word, f"{word}s"})


def whereabouts_told(texts: Iterable[str], place: str) -> bool:
    """Whether any of the texts tells where the place is."""
    return any(told_in(text, place) for text in texts)


def _split(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
