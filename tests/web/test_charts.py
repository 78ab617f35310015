"""The pictures: what they say, that they can be read aloud, and that nothing in them collides."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.web import charts
from skyddsnat.web.charts import Lane, Mark, Span, Tone
from skyddsnat.web.components import DayLoad

TODAY = date(2026, 11, 21)
NS = "{http://www.w3.org/2000/svg}"
PLAIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö ", min_size=1, max_size=24).map(str.strip)
DAYS = st.integers(min_value=-900, max_value=60).map(lambda days: TODAY + timedelta(days=days))
MARKS = st.builds(
    Mark,
    on=DAYS,
    text=st.just("text"),
    url=st.just("/a/"),
    tone=st.sampled_from([Tone.REPORT, Tone.ALARM, Tone.ALONE, Tone.PLANNED]),
    label=PLAIN,
)
SPANS = st.builds(
    lambda start, days, due, label: span(
        start,
        start + timedelta(days=days) if days else None,
        label,
        due=start + timedelta(days=due) if due else None,
    ),
    DAYS,
    st.integers(min_value=0, max_value=400),
    st.integers(min_value=0, max_value=200),
    PLAIN,
)


def span(start: date, end: date | None, label: str = "", tone: Tone = Tone.WORKER, *, due: date | None = None) -> Span:
    return Span(start=start, end=end, text=label or "text", url="/a/", tone=tone, label=label, due=due)


def mark(on: date, label: str = "", tone: Tone = Tone.REPORT) -> Mark:
    return Mark(on=on, text=label or "text", url="/a/", tone=tone, label=label)


def load(on: date, count: int, *, late: int = 0) -> DayLoad:
    return DayLoad(day=on, count=count, late=late, text=f"{on}: {count}", url=f"/day/{on}/")


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def line(*lanes: Lane) -> ET.Element:
    return drawn(charts.childs_line(lanes, today=TODAY, title="Linje", description="Allt", language="sv"))


def strip(*days: DayLoad) -> ET.Element:
    return drawn(charts.four_weeks(days, today=TODAY, title="Fyra veckor", description="Frister", language="sv"))


def texts(picture: ET.Element, name: str) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{NS}text") if name in (each.get("class") or "").split()]


def boxes(picture: ET.Element) -> list[tuple[float, float, float]]:
    """Every text of the picture as (baseline, left, right)."""
    found = []
    for each in picture.iter(f"{NS}text"):
        width, x = charts.text_width(each.text or ""), float(each.get("x", 0))
        left = {"middle": x - width / 2, "end": x - width}.get(each.get("text-anchor", ""), x)
        found.append((float(each.get("y", 0)), left, left + width))
    return found


# --- Four weeks -------------------------------------------------------------------------------------------------------


def test_every_day_is_a_link_that_tells_its_duties() -> None:
    picture = strip(load(TODAY, 3), load(TODAY + timedelta(days=1), 0))

    links = list(picture.iter(f"{NS}a"))

    assert [link.get("href") for link in links] == ["/day/2026-11-21/", "/day/2026-11-22/"]
    assert [link.findtext(f"{NS}title") for link in links] == ["2026-11-21: 3", "2026-11-22: 0"]


def test_late_today_and_to_come_are_told_apart() -> None:
    picture = strip(
        load(date(2026, 11, 20), 1), load(TODAY, 2), load(date(2026, 11, 22), 0), load(date(2026, 11, 23), 1)
    )

    assert [link.get("class") for link in picture.iter(f"{NS}a")] == [
        "day day-late",
        "day day-today",
        "day day-free",
        "day day-plain",
    ]


def test_a_past_day_with_nothing_left_is_not_late() -> None:
    picture = strip(load(date(2026, 11, 20), 0), load(TODAY, 0))

    assert next(picture.iter(f"{NS}a")).get("class") == "day day-plain"


def test_a_heavy_day_is_the_tallest_and_its_number_is_written() -> None:
    picture = strip(load(TODAY, 12), load(TODAY + timedelta(days=1), 6))

    heights = [float(bar.get("height", 0)) for bar in picture.iter(f"{NS}rect") if bar.get("class") == "day-bar"]

    assert heights == [charts.TALLEST_BAR, charts.TALLEST_BAR / 2]
    assert texts(picture, "day-count") == ["12", "6"]


def test_the_month_is_named_where_it_begins() -> None:
    days = [load(date(2026, 11, 29) + timedelta(days=offset), 0) for offset in range(4)]

    assert texts(strip(*days), "day-month") == ["nov", "dec"]


def test_no_days_is_an_empty_picture() -> None:
    assert list(strip().iter(f"{NS}a")) == []


# --- The child's line -------------------------------------------------------------------------------------------------


def test_every_mark_is_a_link_with_a_text() -> None:
    picture = line(Lane(label="Anmälningar", items=(mark(date(2026, 7, 11), "polis"), mark(date(2026, 10, 3)))))

    assert [link.findtext(f"{NS}title") for link in picture.iter(f"{NS}a")] == ["polis", "text"]


def test_the_picture_has_a_title_and_a_description() -> None:
    picture = line(Lane(label="Anmälningar"))

    named = (picture.get("aria-labelledby") or "").split()

    assert [picture.find(f"*[@id='{name}']").text for name in named] == ["Linje", "Allt"]  # type: ignore[union-attr]
    assert picture.get("role") == "group"


def test_what_people_wrote_is_escaped() -> None:
    svg = charts.childs_line(
        [Lane(label="<b>", items=(mark(TODAY, "<script>"),))], today=TODAY, title="&", description="", language="sv"
    )

    assert "<script>" not in svg
    assert "<b>" not in svg
    assert texts(drawn(svg), "label") == ["<script>"]


def test_the_content_policy_is_kept() -> None:
    svg = charts.childs_line([Lane(label="a", items=(span(TODAY, None, "b"),))], today=TODAY, title="", description="")

    assert not re.search(r"\s(style|on\w+|fill|stroke)=", svg)


def test_two_reports_on_one_day_are_both_seen() -> None:
    picture = line(Lane(label="Anmälningar", items=(mark(TODAY, "skola"), mark(TODAY, "polis"))))

    assert len({dot.get("cy") for dot in picture.iter(f"{NS}circle")}) == 2


def test_services_at_the_same_time_stand_under_each_other() -> None:
    items = (span(date(2026, 1, 1), None, "kontaktfamilj"), span(date(2026, 3, 1), date(2026, 6, 1), "stöd"))

    picture = line(Lane(label="Insatser", items=items))

    assert len({bar.get("y") for bar in picture.iter(f"{NS}rect")}) == 2


def test_what_goes_on_is_drawn_to_today() -> None:
    picture = line(Lane(label="Utredningar", items=(span(date(2026, 7, 25), None, "pågår", Tone.RUNNING),)))

    bar = next(picture.iter(f"{NS}rect"))
    today = next(each for each in picture.iter(f"{NS}line") if each.get("class") == "today-line")

    assert float(bar.get("x", 0)) + float(bar.get("width", 0)) == pytest.approx(float(today.get("x1", 0)), abs=2)


def test_a_limit_is_drawn_at_its_day() -> None:
    item = span(date(2026, 7, 25), None, "pågår", Tone.RUNNING, due=date(2026, 11, 25))

    limits = [each for each in line(Lane(label="", items=(item,))).iter(f"{NS}line") if each.get("class") == "due"]

    assert len(limits) == 1


def test_the_word_for_today_pushes_a_month_away() -> None:
    """The trap of the drawn screen: «I dag» over «dec»."""
    picture = drawn(
        charts.childs_line(
            [Lane(label="", items=(mark(date(2026, 7, 1)), mark(date(2026, 12, 20))))],
            today=date(2026, 12, 2),
            title="",
            description="",
            language="sv",
        )
    )

    assert texts(picture, "today-label") == ["I dag"]
    assert "dec" not in " ".join(texts(picture, "tick-label"))


def shapes(picture: ET.Element) -> list[tuple[float, float, float]]:
    """Every mark and bar as (middle line, left, right)."""
    dots = [(float(dot.get("cy", 0)), float(dot.get("cx", 0)) - 6, float(dot.get("cx", 0)) + 6)
            for dot in picture.iter(f"{NS}circle")]  # fmt: skip
    bars = [(float(bar.get("y", 0)) + charts.BAR / 2, float(bar.get("x", 0)),
             float(bar.get("x", 0)) + float(bar.get("width", 0))) for bar in picture.iter(f"{NS}rect")]  # fmt: skip
    limits = [(float(limit.get("y1", 0)) + charts.BAR / 2 + 3, float(limit.get("x1", 0)), float(limit.get("x1", 0)))
              for limit in picture.iter(f"{NS}line") if limit.get("class") == "due"]  # fmt: skip
    return dots + bars + limits


def crowded(marks: list[Mark], spans: list[Span]) -> ET.Element:
    workers = charts.with_gaps(spans, until=TODAY, url="/a/", text=str, label=lambda days: f"{days} dagar utan")
    return line(Lane(label="Anmälningar", items=tuple(marks)), Lane(label="Samtal med barnet", items=workers))


@given(st.lists(MARKS, max_size=12), st.lists(SPANS, max_size=8))
def test_no_two_texts_collide(marks: list[Mark], spans: list[Span]) -> None:
    placed = boxes(crowded(marks, spans))

    for number, (baseline, left, right) in enumerate(placed):
        for other_baseline, other_left, other_right in placed[number + 1 :]:
            assert abs(baseline - other_baseline) >= 10 or left >= other_right or other_left >= right


@given(st.lists(MARKS, max_size=12), st.lists(SPANS, max_size=8))
def test_a_label_beside_its_mark_covers_no_other_mark(marks: list[Mark], spans: list[Span]) -> None:
    picture = crowded(marks, spans)
    beside = [each for each in picture.iter(f"{NS}text") if each.get("class") in {"label", "label label-before"}]

    for text in beside:
        width, x, middle = charts.text_width(text.text or ""), float(text.get("x", 0)), float(text.get("y", 0)) - 4
        left = x - width if text.get("text-anchor") == "end" else x
        for line_of, start, end in shapes(picture):
            assert abs(line_of - middle) >= charts.BAR / 2 or left >= end or start >= left + width


@given(st.lists(SPANS, max_size=8))
def test_every_label_stays_inside_the_picture(spans: list[Span]) -> None:
    for _baseline, left, right in boxes(line(Lane(label="Ansvarig", items=tuple(spans)))):
        assert left >= 0
        assert right <= charts.LINE_WIDTH


# --- Gaps -------------------------------------------------------------------------------------------------------------


def gaps(*spans: Span, until: date = TODAY) -> list[tuple[date, date | None, str]]:
    found = charts.with_gaps(spans, until=until, url="/a/", text=lambda days: f"{days} dagar", label=str)
    return [(each.start, each.end, each.label) for each in found if each.tone is Tone.GAP]


def test_days_without_a_caseworker_are_counted() -> None:
    first, second = span(date(2026, 2, 9), date(2026, 6, 13)), span(date(2026, 7, 1), None)

    assert gaps(first, second) == [(date(2026, 6, 14), date(2026, 7, 1), "17")]


def test_a_handover_the_next_day_is_no_gap() -> None:
    assert gaps(span(date(2026, 1, 1), date(2026, 3, 31)), span(date(2026, 4, 1), None)) == []


def test_two_caseworkers_at_once_hide_no_gap_and_make_none() -> None:
    long, short = span(date(2026, 1, 1), date(2026, 10, 31)), span(date(2026, 2, 1), date(2026, 3, 1))

    assert gaps(long, short, span(date(2026, 11, 1), None)) == []


def test_nobody_responsible_now_is_a_gap_until_today() -> None:
    assert gaps(span(date(2026, 1, 1), date(2026, 11, 10))) == [(date(2026, 11, 11), TODAY, "10")]


def test_a_child_whom_nobody_was_responsible_for_has_no_gap_to_measure() -> None:
    assert gaps() == []
