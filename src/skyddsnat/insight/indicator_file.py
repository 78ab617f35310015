"""The definition of an indicator as a YAML file, refused with the line and column of each fault.

The files lie in `indicators/`, in the order in which they are shown. `rows` is a SELECT in the SQL that PostgreSQL and
DuckDB share, over the marts of `sources`, that gives `municipality`, `unit`, `day` and `value`, and with `per` also
`who` the value is of. A share's values are 1 and 0.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from skyddsnat.insight import register
from skyddsnat.insight.marts import MARTS
from skyddsnat.insight.types import Guard, Indicator, Kind, Per, ValueClass
from skyddsnat.kernel.file_faults import BrokenFile
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.yaml_reading import Node, Reading, Truth, composed

FOLDER = Path(__file__).resolve().parent / "indicators"

_NEEDED = (
    *("indicator", "kind", "title", "why", "numerator", "denominator", "sources", "rows", "guard", "public"),
    *("author", "checker", "next_review"),
)
_ALLOWED = (*_NEEDED, "per", "classes", "counterpart", "differs")
_NO_DAY = Text("Skriv dagen som 2026-11-02.", "Write the day as 2026-11-02.")
_NO_MART = Text("Det finns inget sådant underlag.", "There is no such mart.")
_NOT_ROWS = Text(
    "Raderna är en SELECT, utan ; eller % eller kommentar.", "The rows are one SELECT, without ; or % or a comment."
)
_CLASSES = Text(
    "Klasser hör till slaget `classes`, stiger, och börjar med 0.",
    "Classes belong to the kind `classes`, rise, and begin with 0.",
)
_DIFFERS = Text(
    "Den som har en motsvarighet i en enkät säger varför de kan skilja sig, och bara den.",
    "Whoever has a counterpart in a survey says why the two may differ, and nobody else.",
)
_REGISTER = Text(
    "Det som räknar ur registret över händelser, och bara det, vaktas som `register` och står i insight/register.py.",
    "What counts the register of incidents, and nothing else, is guarded as `register`: see insight/register.py.",
)


@lru_cache(maxsize=1)
def indicators() -> tuple[Indicator, ...]:
    """Every indicator, in the order in which they are shown."""
    return tuple(read_indicator(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml")))


def read_indicator(text: str) -> Indicator:
    """The indicator that the file defines. Raises `BrokenFile` with every fault that was found."""
    reading = _Reading()
    found = reading.indicator(composed(text))
    if reading.faults or found is None:
        raise BrokenFile(reading.faults)
    return found


class _Reading(Reading):
    def indicator(self, node: Node) -> Indicator | None:
        found = self._entries(node, _ALLOWED, needed=_NEEDED)
        if found is None:
            return None
        rest: dict[str, Any] = {
            **{name: self._with(found, name, self._both) for name in ("title", "why", "numerator", "denominator")},
            "id": self._with(found, "indicator", self._name),
            "kind": self._with(found, "kind", self._one_of(Kind)),
            "sources": tuple(self._each(found, "sources", self._mart)),
            "rows": self._with(found, "rows", self._select),
            "per": self._with(found, "per", self._one_of(Per)),
            "classes": tuple(self._each(found, "classes", self._class)),
            "guard": self._with(found, "guard", self._one_of(Guard)),
            "is_public": self._with(found, "public", self._one_of(Truth)) is Truth.TRUE,
            "author": self._with(found, "author", self._text),
            "checker": self._with(found, "checker", self._text),
            "next_review": self._with(found, "next_review", self._day),
            "counterpart": self._with(found, "counterpart", self._name),
            "differs": self._with(found, "differs", self._both),
        }
        self._agree(node, rest)
        return None if self.faults else Indicator(**rest)

    def _agree(self, node: Node, rest: dict[str, Any]) -> None:
        least = [each.least for each in rest["classes"]]
        whole = bool(least) and least[0] == 0 and least == sorted(set(least))
        if rest["kind"] and (whole != (rest["kind"] is Kind.CLASSES) or (least and not whole)):
            self._wrong(node, _CLASSES)
        of_register = not register.MARTS.isdisjoint(rest["sources"])
        if of_register != (rest["guard"] is Guard.REGISTER) or (of_register and not register.is_known(rest["id"])):
            self._wrong(node, _REGISTER)
        if (rest["counterpart"] is None) != (rest["differs"] is None):
            self._wrong(node, _DIFFERS)

    def _class(self, node: Node) -> ValueClass | None:
        found = self._entries(node, ("least", "sv", "en"), needed=("least", "sv", "en"))
        if found is None:
            return None
        least, title = self._with(found, "least", self._number), self._said(found)
        return None if least is None or title is None else ValueClass(least, title)

    def _mart(self, node: Node) -> str | None:
        name = self._text(node)
        if name and name not in {mart.name for mart in MARTS}:
            self._wrong(node, _NO_MART)
        return name

    def _select(self, node: Node) -> str | None:
        text = self._text(node)
        if text and (not text.startswith("SELECT ") or any(sign in text for sign in (";", "%", "--", "/*"))):
            self._wrong(node, _NOT_ROWS)
        return text

    def _day(self, node: Node) -> date | None:
        text = self._text(node)
        try:
            return None if text is None else date.fromisoformat(text)
        except ValueError:
            self._wrong(node, _NO_DAY)
            return None
