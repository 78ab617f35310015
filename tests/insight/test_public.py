"""What may be published: numbers in words, in both languages, and nothing that is hidden."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skyddsnat.insight.figures_file import Told, spans_in, write_figures
from skyddsnat.insight.folders import swapped
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.periods import Grain, span
from skyddsnat.insight.public import in_words, public_figures, public_spans
from skyddsnat.insight.types import WHOLE, Course, Figure, Hidden, Indicator, Kind, Made, Signal

YEAR, MONTH, QUARTER = span("2025"), span("2025-11"), span("2025-Q3")
BY_ID = {each.id: each for each in indicators()}


def figure(indicator: str, value: float | None, *, of: int = 40, when: str = "2025", unit: str = WHOLE) -> Figure:
    return Figure(
        indicator=indicator,
        unit=unit,
        span=span(when),
        value=value,
        interval=None,
        numerator=None if value is None else round(value * of),
        denominator=None if value is None else of,
        hidden=Hidden.FEW if value is None else None,
    )


@pytest.fixture
def told(tmp_path: Path, settings: Any) -> Callable[..., None]:
    """Puts figures where the pages read them."""
    settings.FIGURES_FOLDER = str(tmp_path)

    def tell(*figures: Figure) -> None:
        made = Made(municipality="Norrham", made_on=date(2026, 1, 2), units=(), spans=spans_in(figures))
        signal = Signal(course=Course.TOO_SHORT, weeks=0, p_value=None)
        with swapped(tmp_path) as folder:
            write_figures(Told(made, figures, (), signal), folder)

    return tell


def test_before_the_first_night_there_is_nothing_to_publish(settings: Any) -> None:
    settings.FIGURES_FOLDER = ""
    assert (public_spans(), public_figures(span=YEAR)) == ((), ())


def test_quarters_and_years_may_be_chosen_the_latest_first(told: Callable[..., None]) -> None:
    told(*(figure("threatened", 0.5, when=each) for each in ("2025-11", "2025-Q3", "2024", "2025")))
    assert [each.text for each in public_spans()] == ["2025", "2025-Q3", "2024"]
    assert {each.grain for each in public_spans()} == {Grain.QUARTER, Grain.YEAR}


def test_what_is_hidden_or_of_a_unit_is_not_offered(told: Callable[..., None]) -> None:
    told(
        figure("threatened", 0.5),
        figure("police_not_given", None),
        figure("talked_with_alone", 0.9, unit="Barn 1"),
        figure("two_caseworkers", 0.8, when="2024"),
    )
    (found,) = public_figures(span=YEAR)
    assert (found.key, found.words) == ("threatened", BY_ID["threatened"].title)
    assert (found.number.sv, found.number.en) == ("50\N{NO-BREAK SPACE}% av 40", "50% of 40")


def test_what_is_not_for_publishing_is_not_offered(told: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    told(figure("threatened", 0.5))
    monkeypatch.setattr("skyddsnat.insight.public.indicators", lambda: (replace(BY_ID["threatened"], is_public=False),))
    assert public_figures(span=YEAR) == ()


@pytest.mark.parametrize(
    ("kind", "value", "sv", "en"),
    [
        (Kind.DAYS, 19.0, "19 dagar", "19 days"),
        (Kind.DAYS, 19.5, "19,5 dagar", "19.5 days"),
        (Kind.WEEKLY, 12.449, "12,4 i veckan", "12.4 a week"),
        (Kind.WEEKLY, 12.25, "12,3 i veckan", "12.3 a week"),
        (Kind.MEAN, 2.0, "2", "2"),
        (Kind.SHARE, 0.125, "13\N{NO-BREAK SPACE}% av 40", "13% of 40"),
    ],
)
def test_a_value_is_written_in_both_languages(kind: Kind, value: float, sv: str, en: str) -> None:
    one: Indicator = replace(BY_ID["threatened"], kind=kind)
    found = in_words(one, figure("threatened", value))
    assert (found.sv, found.en) == (sv, en)


def test_a_hidden_value_has_no_words() -> None:
    with pytest.raises(ValueError, match="hidden"):
        in_words(BY_ID["threatened"], figure("threatened", None))
