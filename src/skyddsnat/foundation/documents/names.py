"""Where a text gives away a name that is left out: the name, the family name, login, e-mail address or initials.

Pure. Said with care: what looks like the name counts as the name, and whoever wrote it is told to write the code.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from skyddsnat.foundation.staff.types import ProtectedName

# Signs that no reader sees and that would hide a name from a search.
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]*"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_SPACE = r"[\s\u00a0]+"


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in a text that gives away the name behind a service code."""

    start: int
    end: int
    service_code: str


def traces(text: str, protected: Iterable[ProtectedName], *, known: Sequence[str] = ()) -> list[Trace]:
    """Where the text gives away any of the names, in order, none inside another.

    `known` are full names of others whom the text is about or goes to. What stands within one of them is theirs; a
    family name that one of them shares gives nobody away by itself.
    """
    text = unicodedata.normalize("NFC", text)
    found = [trace for each in protected for trace in _traces_of(each, text, known)]
    kept: list[Trace] = []
    for trace in sorted(found, key=lambda trace: (trace.start, -trace.end)):
        if not kept or trace.start >= kept[-1].end:
            kept.append(trace)
    return kept


def masked(text: str, protected: Sequence[ProtectedName], *, known: Sequence[str] = (), sign: str = "") -> str:
    """The text with the service code, or one `sign` for all, in place of whatever gives a name away."""
    text = unicodedata.normalize("NFC", text)
    for trace in reversed(traces(text, protected, known=known)):
        text = text[: trace.start] + (sign or trace.service_code) + text[trace.end :]
    return text


def _traces_of(each: ProtectedName, text: str, known: Sequence[str]) -> list[Trace]:
    own = _compared(each.name)
    others = [name for name in known if _compared(name) not in ("", own)]
    is_shared = any(_compared(other).split()[-1] == own.split()[-1] for other in others)
    theirs = [
        found.span()
        for name in others
        for found in re.finditer(_BEFORE + _spelled(name) + _AFTER, text, flags=re.IGNORECASE)
    ]
    patterns = _patterns(each, with_family=not is_shared)
    spans = [found.span() for pattern in patterns for found in pattern.finditer(text)]
    return [Trace(*span, each.service_code) for span in spans if not _is_within(span, theirs)]


def _is_within(span: tuple[int, int], names: Iterable[tuple[int, int]]) -> bool:
    """Whether it is a part of another's name. One that reaches outside is not, however much of it they share."""
    return any(start <= span[0] and span[1] <= end for start, end in names)


def _compared(name: str) -> str:
    """As names are compared: composed, one space between words, whatever case."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


@lru_cache(maxsize=1024)
def _patterns(each: ProtectedName, *, with_family: bool) -> tuple[re.Pattern[str], ...]:
    """What gives the employee away. Initials as they are written under a text: «B.L.», «B. L.», «/BL»."""
    words = unicodedata.normalize("NFC", each.name).split()
    given, family = words[0], words[-1]
    names = {_spelled(each.name), _spelled(_folded(each.name)), _spelled(f"{given} {family}")}
    names.add(_spelled(family) + ",?" + _SPACE + _spelled(given))
    names |= {_spelled(family)} if with_family else set()
    logins = {_spelled(each.email)} if each.email else set()
    # A login that is a given name and no more tells nothing that the given name does not.
    plain = {"", given.casefold(), *given.casefold().split("-")}
    logins |= {_spelled(each.username)} if each.username.casefold() not in plain else set()
    whatever_case = [_BEFORE + name + "s?" + _AFTER for name in sorted(names | logins)]
    return (
        *(re.compile(pattern, re.IGNORECASE) for pattern in whatever_case),
        *(re.compile(pattern) for pattern in _initials(words)),
    )


def _initials(words: Sequence[str]) -> list[str]:
    letters = [word[0].upper() for word in words]
    if len(letters) < 2:
        return []
    sets = {tuple(letters), (letters[0], letters[-1])}
    dotted = [_BEFORE + r"\.\s?".join(map(re.escape, each)) + r"\.?" + _AFTER for each in sets]
    return dotted + [r"(?<![\w/])/\s?" + "".join(map(re.escape, each)) + _AFTER for each in sets]


def _spelled(name: str) -> str:
    """A pattern of the name, whatever the white space between its words and whatever unseen sign within them."""
    return _SPACE.join(_UNSEEN.join(map(re.escape, word)) for word in unicodedata.normalize("NFC", name).split())


def _folded(name: str) -> str:
    """As it is written where there is no å, ä or ö."""
    apart = unicodedata.normalize("NFD", name)
    return "".join(mark for mark in apart if not unicodedata.combining(mark))
