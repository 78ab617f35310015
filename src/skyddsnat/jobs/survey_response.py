"""Who answered beside who was asked: the rate, and each group's share of both, on a terminal and as JSON.

A variable in which few of a group answered, or did not, is not told at all: who they are would be known.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from skyddsnat.domains.survey.types.answers_file import AnswersFile
from skyddsnat.domains.survey.types.groups_file import Groups
from skyddsnat.stats.nonresponse import Part, composition, response_rate, tells_of_few
from skyddsnat.stats.tables import whole_percent

_ROW = "  {:<32} {:>8} {:>8} {:>8} {:>10} {:>10}"
_HEADS = ("Group", "Asked", "Answered", "Rate", "Of asked", "Of answers")


@dataclass(frozen=True, slots=True)
class Response:
    """`parts` by variable; None where they would tell of few."""

    asked: int
    answered: int
    parts: Mapping[str, tuple[Part, ...] | None]

    @property
    def rate(self) -> Fraction:
        return response_rate(asked=self.asked, answered=self.answered)


def response_of(frame: Groups, answers: AnswersFile, *, least: int) -> Response:
    """Of everybody who handed in, those too whom the screening did not let in: they were asked."""
    parts: dict[str, tuple[Part, ...] | None] = {}
    for variable, people in frame.people.items():
        counted = Counter(cell for cell in answers.groups[variable] if cell in people)
        found = composition(people, counted)
        parts[variable] = None if tells_of_few(found, least=least) else found
    return Response(frame.total, answers.rows, parts)


def response_blocks(response: Response | None) -> Iterator[str]:
    """Blocks of lines, one for the whole and one for each variable."""
    if response is None:
        return
    yield f"Response: {response.answered} of {response.asked} asked, {whole_percent(response.rate)} %."
    for variable, parts in response.parts.items():
        if parts is None:
            yield f"{variable}\n  Suppressed."
        else:
            yield "\n".join([variable, _ROW.format(*_HEADS), *map(_line, parts)])


def response_fields(response: Response | None) -> dict[str, Any] | None:
    """The same, for a program to read; None where no frame was given."""
    if response is None:
        return None
    return {
        "asked": response.asked,
        "answered": response.answered,
        "percent": whole_percent(response.rate),
        "rate": float(response.rate),
        "variables": [
            {
                "variable": variable,
                "suppressed": parts is None,
                "groups": [_part_fields(part) for part in parts or ()],
            }
            for variable, parts in response.parts.items()
        ],
    }


def _line(part: Part) -> str:
    shares = (part.rate, part.share_of_asked, part.share_of_answers)
    said = ("" if share is None else f"{whole_percent(share)} %" for share in shares)
    return _ROW.format(part.group, part.asked, part.answered, *said).rstrip()


def _part_fields(part: Part) -> dict[str, Any]:
    return {
        "group": part.group,
        "asked": part.asked,
        "answered": part.answered,
        "rate": _number(part.rate),
        "share_of_asked": _number(part.share_of_asked),
        "share_of_answers": _number(part.share_of_answers),
    }


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
