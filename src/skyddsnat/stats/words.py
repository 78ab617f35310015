"""A share in words, "one in seven", "tre av fyra", "nästan en av fem": only where the words are true of the interval.

The words are true when
- the fraction they name lies in the interval, so that the survey does not speak against it;
- the interval is narrow enough for them: at most ten percentage points wide, and no wider than what the fraction
  leaves on its smaller side ("one in ten" of something between 3 and 17 percent says nothing);
- the share itself is within one percentage point of the fraction, or, for "nearly", below it by more than that and by
  no more than three and a half.

The limits are our own; there is no source.
"""

from dataclasses import dataclass
from fractions import Fraction

from skyddsnat.kernel.text import Text
from skyddsnat.stats.proportions import Interval
from skyddsnat.stats.tables import whole_percent

WIDEST = Fraction(10, 100)
BESIDE = Fraction(1, 100)
NEARLY = Fraction(35, 1000)

_SPACE = "\N{NO-BREAK SPACE}"
_SV = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
_EN = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SAID = (
    *((1, whole) for whole in (3, 4, 5, 6, 7, 8, 10)),
    *((2, 3), (3, 4), (2, 5), (3, 5), (4, 5)),
    *((part, 10) for part in (3, 7, 9)),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a share, the fraction that they name, and whether they say that it is nearly reached."""

    words: Text
    fraction: Fraction
    nearly: bool


def share_in_words(share: Fraction, interval: Interval) -> Text:
    """The truest words for the share, or its whole percent where no words are true."""
    phrases = true_phrases(share, interval)
    return phrases[0].words if phrases else in_percent(share)


def true_phrases(share: Fraction, interval: Interval) -> tuple[Phrase, ...]:
    """All words that are true of the share and its interval: plain ones before "nearly", the closest first."""
    found = [phrase for phrase in _PHRASES if _is_true(phrase, share, interval)]
    return tuple(sorted(found, key=lambda phrase: (phrase.nearly, abs(phrase.fraction - share))))


def in_percent(share: Fraction) -> Text:
    """The share in whole percent, half rounded up."""
    percent = whole_percent(share)
    return Text(sv=f"{percent}{_SPACE}%", en=f"{percent}%")


def _is_true(phrase: Phrase, share: Fraction, interval: Interval) -> bool:
    missing = phrase.fraction - share
    narrow = min(WIDEST, phrase.fraction, 1 - phrase.fraction)
    close = BESIDE < missing <= NEARLY if phrase.nearly else abs(missing) <= BESIDE
    return close and interval.width <= narrow and interval.contains(phrase.fraction)


def _phrases() -> tuple[Phrase, ...]:
    named = {Fraction(1, 2): Text(sv="hälften", en="half")}
    for part, whole in _SAID:
        named[Fraction(part, whole)] = Text(
            sv=f"{_SV[part]} av {_SV[whole]}",
            en=f"{_EN[part]} {'in' if part == 1 else 'of'} {_EN[whole]}",
        )
    plain = [Phrase(words, fraction, nearly=False) for fraction, words in named.items()]
    nearly = [
        Phrase(Text(sv=f"nästan {words.sv}", en=f"nearly {words.en}"), fraction, nearly=True)
        for fraction, words in named.items()
    ]
    return (*plain, *nearly)


_PHRASES = _phrases()
