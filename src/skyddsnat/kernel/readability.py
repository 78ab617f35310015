"""How hard a Swedish text is to read: LIX, the longest sentence and the words that need explaining.

LIX (Björnsson 1968) = words per sentence + per cent of words with more than six letters.

The page counts while one types with a script of its own; both are held to the examples in
`tests/pure/readability_examples.json`. What counts:
- a word is letters and digits, held together by single hyphens, colons or apostrophes; its length is its letters and
  digits;
- a sentence ends at a line break, or at . ! ? or … before a space or the end - but not at a full stop after an
  abbreviation when the next word begins with a small letter or a digit, nor when no word has come since the last end.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from skyddsnat.kernel.hard_words import HARD_WORDS
from skyddsnat.kernel.text import Text

LONG_WORD = 6
ABBREVIATIONS = frozenset(
    {
        *(
            "bl.a",
            "ca",
            "d.v.s",
            "dvs",
            "e.d",
            "enl",
            "etc",
            "ev",
            "exkl",
            "f.d",
            "f.n",
            "fr.o.m",
            "inkl",
            "jfr",
            "kap",
        ),
        *(
            "kl",
            "m.fl",
            "m.m",
            "nr",
            "o.d",
            "o.s.v",
            "osv",
            "p.g.a",
            "pga",
            "resp",
            "s.k",
            "st",
            "t.ex",
            "t.o.m",
            "tel",
        ),
    }
)
LEVELS: tuple[tuple[float, Text], ...] = (
    (30, Text("mycket lättläst", "very easy to read")),
    (40, Text("lättläst", "easy to read")),
    (50, Text("medelsvår", "of medium difficulty")),
    (60, Text("svår", "hard to read")),
)
HARDEST = Text("mycket svår", "very hard to read")

_WORD = re.compile(r"[^\W_]+(?:[-:’'][^\W_]+)*")
_END = re.compile(r"[.!?…]+(?=[\s\"”’')\]]|$)|\n")
_CONTINUES = re.compile(r"\s+[a-zåäöéü0-9]")


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word in the text that a reader may not know: as written, and in plain words."""

    word: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class Readability:
    """The measures of one text; `lix` is None for a text without words."""

    words: int
    sentences: int
    long_words: int
    longest_sentence: str
    hard_words: tuple[HardWord, ...]

    @property
    def lix(self) -> int | None:
        if not self.words:
            return None
        # Half up, as browsers round; Python's own round() would go to the even number.
        return int(self.words / self.sentences + 100 * self.long_words / self.words + 0.5)

    @property
    def level(self) -> Text | None:
        return None if self.lix is None else level(self.lix)

    @property
    def longest_sentence_words(self) -> int:
        return len(_words(self.longest_sentence))


def measure(text: str, *, hard_words: Mapping[str, Text] = HARD_WORDS) -> Readability:
    """Measure `text`; `hard_words` maps the beginnings of hard words to their explanations."""
    normal = unicodedata.normalize("NFC", text)
    found = sentences(normal)
    words = _words(normal)
    return Readability(
        words=len(words),
        sentences=len(found),
        long_words=sum(_letters(word) > LONG_WORD for word in words),
        longest_sentence=max(found, key=lambda sentence: len(_words(sentence)), default=""),
        hard_words=_hard(normal, hard_words),
    )


def level(lix: float) -> Text:
    """What a LIX value means, in words."""
    return next((name for limit, name in LEVELS if lix < limit), HARDEST)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text` that hold at least one word."""
    found, start = [], 0
    for end in _END.finditer(text):
        if not _ends_sentence(text, start, end):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if _WORD.search(sentence))


def _ends_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return True
    last_word = "".join(text[start : end.start()].split()[-1:])
    abbreviated = last_word.lower().lstrip("(\"”'") in ABBREVIATIONS
    return not (abbreviated and _CONTINUES.match(text, end.end()))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _letters(word: str) -> int:
    return sum(sign.isalnum() for sign in word)


def _hard(text: str, hard_words: Mapping[str, Text]) -> tuple[HardWord, ...]:
    lowered = text.lower()
    found: dict[str, tuple[int, HardWord]] = {}
    # Longest beginning first, so that "yttrande" is explained as itself and not as "yttra".
    for beginning in sorted(hard_words, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(beginning)}\w*", lowered):
            found.setdefault(match.group(), (match.start(), HardWord(match.group(), hard_words[beginning])))
    return tuple(word for _, word in sorted(found.values(), key=lambda each: each[0]))
