"""Where a text gives away a name that is left out: the name, the family name, login, e-mail address or initials.

Pure. Said with care: what looks like the name counts as the name, and whoever wrote it is told to write the code.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from skyddsnat.foundation.staff.types import ProtectedName

# What stands within a word and would hide it from a search: signs that no reader sees, a hyphen where the line broke.
_UNSEEN = r"(?:[\u00ad\u200b-\u200d\u2060\ufeff]|[-\u2010]\s*\n\s*)*"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_SPACE = r"[\s\u00a0]+"
# Between the parts of a name, which one writes with a hyphen and another without.
_JOINT = r"(?:[\s\u00a0]+|[\s\u00a0]*[-\u2010\u2011][\s\u00a0]*)"
_PARTS = re.compile(r"[\s-]+")
# How å, ä and ö are written where they are missing, beside the bare letter.
_SPELT_OUT = {"å": "aa", "ä": "ae", "ö": "oe", "Å": "Aa", "Ä": "Ae", "Ö": "Oe"}
# Two letters in one sign, as they come out of a PDF.
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})
_TITLES = r"(?:(?:social)?sekreterare|handläggare|enhetschef|chef|kurator)(?:n|en)?"
_SIGNS = r"(?i:mvh|hälsning(?:ar|en)?|sign(?:\.|erat(?: av)?|atur)?|vid pennan)[,:.]*"


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
    text = _legible(text)
    bare = _bare(text)
    likely = (each for each in protected if any(anchor in bare for anchor in _anchors(each)))
    found = [trace for each in likely for trace in _traces_of(each, text, known)]
    kept: list[Trace] = []
    for trace in sorted(found, key=lambda trace: (trace.start, -trace.end)):
        if not kept or trace.start >= kept[-1].end:
            kept.append(trace)
    return kept


def masked(text: str, protected: Sequence[ProtectedName], *, known: Sequence[str] = (), sign: str = "") -> str:
    """The text with the service code, or one `sign` for all, in place of whatever gives a name away."""
    text = _legible(text)
    for trace in reversed(traces(text, protected, known=known)):
        text = text[: trace.start] + (sign or trace.service_code) + text[trace.end :]
    return text


def _traces_of(each: ProtectedName, text: str, known: Sequence[str]) -> list[Trace]:
    own = _compared(each.name)
    others = [_compared(name) for name in known if _compared(name) not in ("", own)]
    sharing = [other for other in others if other.split()[-1] == own.split()[-1]]
    theirs = [
        found.span()
        for name in others
        for found in re.finditer(_BEFORE + _spelled(name) + _AFTER, text, flags=re.IGNORECASE)
    ]
    patterns = _patterns(
        each, with_family=not sharing, with_initial=all(other[0] != own[0] or " " not in other for other in sharing)
    )
    spans = [found.span() for pattern in patterns for found in pattern.finditer(text)]
    return [Trace(*span, each.service_code) for span in spans if not _is_within(span, theirs)]


def _is_within(span: tuple[int, int], names: Iterable[tuple[int, int]]) -> bool:
    """Whether it is a part of another's name. One that reaches outside is not, however much of it they share."""
    return any(start <= span[0] and span[1] <= end for start, end in names)


def _legible(text: str) -> str:
    """As a reader sees it: letters composed, and two in one sign apart."""
    return unicodedata.normalize("NFC", text).translate(_LIGATURES)


def _bare(text: str) -> str:
    """Letters and figures alone, small and without dots."""
    return "".join(mark for mark in unicodedata.normalize("NFD", text).casefold() if mark.isalnum())


@lru_cache(maxsize=1024)
def _anchors(each: ProtectedName) -> frozenset[str]:
    """What a text must hold, laid bare, to give the employee away at all: most texts are read no further."""
    words = _legible(each.name).split()
    family = "".join(_SPELT_OUT.get(mark, mark) for mark in words[-1])
    initials = ("".join(letters) for letters in _sets_of_initials(words))
    found = (words[0], words[-1], family, each.username, each.email.partition("@")[0], *initials)
    return frozenset(_bare(one) for one in found if _bare(one))


def _compared(name: str) -> str:
    """As names are compared: composed, one space between words, whatever case."""
    return " ".join(_legible(name).split()).casefold()


@lru_cache(maxsize=1024)
def _patterns(each: ProtectedName, *, with_family: bool, with_initial: bool) -> tuple[re.Pattern[str], ...]:
    """What gives the employee away.

    A family name that another shares does so with her given name, a title or, unless that one has it too, her initial.
    """
    words = _legible(each.name).split()
    given, family = words[0], words[-1]
    whole = {_spelled(each.name), *(_spelled(f"{given} {word}") for word in {*words[1:], *_PARTS.split(family)})}
    whole.add(_spelled(family) + ",?" + _SPACE + _spelled(given))
    whole.add(_spelled(given) + _SPACE + r"(?:[^\W\d_]\.?\s+){1,2}" + _spelled(family))
    whole |= {_spelled(given) + r"[._]" + _spelled(family), _spelled(family) + "(?=@)"}
    whole.add(_TITLES + _SPACE + _spelled(family))
    whole |= {_spelled(family, folded=False)} if with_family else set()
    whatever_case = [_BEFORE + name + "s?" + _AFTER for name in sorted(whole | _logins(each, given))]
    return (
        *(re.compile(pattern, re.IGNORECASE) for pattern in whatever_case),
        *(
            re.compile(pattern)
            for pattern in (*_by_capitals(given, family, with_family, with_initial), *_initials(words))
        ),
    )


def _logins(each: ProtectedName, given: str) -> set[str]:
    """Login and e-mail address. A login that is a given name and no more tells nothing that the name does not."""
    plain = {"", given.casefold(), *given.casefold().split("-")}
    return {_spelled(login) for login in (each.email, each.username) if login.casefold() not in plain}


def _by_capitals(given: str, family: str, with_family: bool, with_initial: bool) -> list[str]:
    """What is a name by its capital letters alone: «Ost» for Öst, «Bo Q.», «B. Qvarnström»."""
    if family == given:
        return []
    found = [_spelled(given) + _SPACE + re.escape(family[0].upper()) + r"\.?"]
    if with_family:
        found += [_spelled(family) + "s?", _spelled(family.upper()) + "S?"]
    elif with_initial:
        initial = re.escape(given[0].upper()) + r"\.?"
        found += [initial + r"\s*" + _spelled(family) + "s?", _spelled(family) + r",?\s+" + initial]
    return [_BEFORE + each + _AFTER for each in found]


def _initials(words: Sequence[str]) -> list[str]:
    """As they are written under a text: «B.L.», «B. L.», «/BL», «//BL», «/bl», «sign. BL», or alone on the line."""
    sets = _sets_of_initials(words)
    dotted = [_BEFORE + r"\.\s?".join(map(re.escape, each)) + r"\.?" + _AFTER for each in sets]
    found = []
    for each in sets:
        plain = "".join(map(re.escape, each))
        found += [
            rf"(?<![\w/])//?\s?{plain}{_AFTER}",
            rf"(?<![\w/])//?{plain.lower()}{_AFTER}",
            rf"{_BEFORE}{_SIGNS}\s+{plain}{_AFTER}",
            rf"(?m:^[ \t]*{plain}[ \t]*$)",
        ]
    return [*dotted, *found]


def _sets_of_initials(words: Sequence[str]) -> set[tuple[str, ...]]:
    letters = [word[0].upper() for word in words]
    parts = [part[0].upper() for word in words for part in word.split("-") if part]
    return {tuple(letters), (letters[0], letters[-1]), tuple(parts)} if len(letters) > 1 else set()


def _spelled(name: str, *, folded: bool = True) -> str:
    """A pattern of the name, whatever stands between its parts and whatever unseen sign within them; `folded`: also as
    it is written where there is no å, ä or ö.
    """
    letter = _folded if folded else re.escape
    return _JOINT.join(_UNSEEN.join(map(letter, part)) for part in _PARTS.split(_legible(name)) if part)


def _folded(mark: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFD", mark) if not unicodedata.combining(each))
    ways = dict.fromkeys((mark, bare, _SPELT_OUT.get(mark, mark)))
    return re.escape(mark) if len(ways) == 1 else f"(?:{'|'.join(map(re.escape, ways))})"
