"""Pictures as SVG, made on the server: four weeks of duties, and the child's line.

Pure: data in, a safe string out. Colours come from classes (`styles/charts.css`), never from attributes, so that a
strict content policy, dark mode and print all work. Every mark is a link with a text of its own, and each picture has
a title and a description. The role is "group", not "img": what is inside an "img" is hidden from screen readers, and
the links are the point. Texts come finished and translated from the presenter; everything is escaped here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.safestring import SafeString

from skyddsnat.web import formats
from skyddsnat.web.components import DayLoad
from skyddsnat.web.markup import NOTHING, filled, joined

# --- Four weeks -------------------------------------------------------------------------------------------------

STRIP_WIDTH = 728
STRIP_HEIGHT = 66
STRIP_BASE = 40
TALLEST_BAR = 28
FULL_AT = 6
"""A day with this many duties fills the strip; more makes the scale grow, fewer never exaggerates a calm day."""


def four_weeks(
    days: Sequence[DayLoad], *, today: date, title: str, description: str, language: str | None = None
) -> SafeString:
    """A bar a day, its number above it, the date under it; days past, today and days to come told apart.

    `days` in order, usually 28 from the earliest late one; each day links to its own duties.
    """
    width = STRIP_WIDTH / max(len(days), 1)
    tallest = max([FULL_AT, *(load.count for load in days)])
    bars = [
        _day(load, x=index * width, width=width, tallest=tallest, today=today, is_first=index == 0, language=language)
        for index, load in enumerate(days)
    ]
    return _picture(
        name="four-weeks",
        width=STRIP_WIDTH,
        height=STRIP_HEIGHT,
        title=title,
        description=description,
        content=joined(bars),
    )


def _day(
    load: DayLoad, *, x: float, width: float, tallest: int, today: date, is_first: bool, language: str | None
) -> SafeString:
    height = TALLEST_BAR * load.count / tallest if load.count else 1
    middle = x + width / 2
    shows_month = is_first or load.day.day == 1
    month = formats.short_month(load.day.month, language=language) if shows_month else ""
    return filled(
        '<a href="{}" class="day {}"><title>{}</title>'
        '<rect class="day-hit" x="{}" y="0" width="{}" height="{}"/>'
        '<rect class="day-bar" x="{}" y="{}" width="{}" height="{}" rx="2"/>{}'
        '<text class="day-label" x="{}" y="{}" text-anchor="middle" aria-hidden="true">{}</text>{}</a>',
        load.url, _day_class(load, today), load.text,
        _n(x), _n(width), STRIP_HEIGHT,
        _n(x + 2), _n(STRIP_BASE - height), _n(width - 4), _n(height),
        _day_count(load, x=middle, y=STRIP_BASE - height - 3),
        _n(middle), STRIP_BASE + 13, load.day.day,
        _text("day-month", middle, STRIP_HEIGHT - 2, month, anchor="middle") if month else "",
    )  # fmt: skip


def _day_count(load: DayLoad, *, x: float, y: float) -> SafeString:
    if not load.count:
        return NOTHING
    return _text("day-count", x, y, str(load.count), anchor="middle")


def _day_class(load: DayLoad, today: date) -> str:
    if load.day == today:
        return "day-today"
    if load.late or (load.day < today and load.count):
        return "day-late"
    return "day-plain" if load.count or load.day.weekday() < 5 else "day-free"


# --- The child's line -------------------------------------------------------------------------------------------

LINE_WIDTH = 1120
LANE_START = 132
LANE_END = LINE_WIDTH - 12
TOP = 22
ROW = 24
LANE_GAP = 8
BAR = 16
DOT = 6
MOST_TICKS = 10


class Tone(StrEnum):
    """What a mark or a span is; decides its class and shape, never alone: each has a text."""

    REPORT = "report"
    ALARM = "alarm"
    ALONE = "alone"
    ACCOMPANIED = "accompanied"
    PLANNED = "planned"
    CLOSED = "closed"
    RUNNING = "running"
    SERVICE_ENDED = "service-ended"
    SERVICE = "service"
    PLACEMENT = "placement"
    WORKER = "worker"
    CURRENT_WORKER = "current-worker"
    STAND_IN = "stand-in"
    GAP = "gap"


HOLLOW = {Tone.ACCOMPANIED, Tone.PLANNED}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that happened on one day. `text` is read aloud and shown on hover, `label` is drawn if it fits."""

    on: date
    text: str
    url: str
    tone: Tone
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Something that lasted. `end` None: goes on, drawn to today. `due`: a limit, drawn as a red line."""

    start: date
    end: date | None
    text: str
    url: str
    tone: Tone
    label: str = ""
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One row of the picture: reports, investigations, services, talks, or who was responsible."""

    label: str
    items: tuple[Mark | Span, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Days to horizontal places."""

    start: date
    end: date

    def x(self, on: date) -> float:
        share = (on - self.start).days / max((self.end - self.start).days, 1)
        return LANE_START + min(max(share, 0), 1) * (LANE_END - LANE_START)


def with_gaps(
    spans: Iterable[Span], *, until: date, url: str, text: Callable[[int], str], label: Callable[[int], str]
) -> tuple[Span, ...]:
    """The spans in order, and a GAP span wherever nobody covers the days between, up to `until`.

    A span's `end` is its last day. `text` and `label` put a number of days into words.
    """
    covered: list[Span] = []
    free_from = date.max
    for span in sorted(spans, key=lambda each: each.start):
        if covered and span.start > free_from:
            covered.append(_gap(free_from, span.start, url=url, text=text, label=label))
        after = span.end + timedelta(days=1) if span.end else date.max
        free_from = max(free_from, after) if covered else after
        covered.append(span)
    if free_from < until:
        covered.append(_gap(free_from, until, url=url, text=text, label=label))
    return tuple(covered)


def childs_line(
    lanes: Sequence[Lane],
    *,
    today: date,
    title: str,
    description: str,
    start: date | None = None,
    end: date | None = None,
    language: str | None = None,
) -> SafeString:
    """The whole story in one picture, a lane for each kind, today as a line.

    `start` and `end` default to what the lanes hold, with some air. What overlaps in a lane gets a row of its own;
    a label is drawn inside, beside or above its mark, or not at all when there is no room: it is still in the text.
    """
    scale = _scale(lanes, today=today, start=start, end=end)
    drawn: list[SafeString] = []
    top = float(TOP)
    for lane in lanes:
        content, height = _lane(lane, scale=scale, top=top, today=today)
        drawn.append(content)
        top += height + LANE_GAP
    height = top + 22
    ground = [_ticks(scale, top=top, today=today, language=language), _today(scale, top, today, language)]
    content = joined([*ground, *drawn])
    return _picture(
        name="childs-line", width=LINE_WIDTH, height=height, title=title, description=description, content=content
    )


def _gap(start: date, end: date, *, url: str, text: Callable[[int], str], label: Callable[[int], str]) -> Span:
    days = (end - start).days
    return Span(start=start, end=end, text=text(days), label=label(days), url=url, tone=Tone.GAP)


def _scale(lanes: Sequence[Lane], *, today: date, start: date | None, end: date | None) -> Scale:
    days = [today]
    for lane in lanes:
        for item in lane.items:
            days += _days_of(item)
    first, last = start or min(days), end or max(days)
    air = max((last - first).days // 20, 10)
    return Scale(start=start or first - timedelta(days=air), end=end or last + timedelta(days=air))


def _days_of(item: Mark | Span) -> list[date]:
    if isinstance(item, Mark):
        return [item.on]
    return [each for each in (item.start, item.end, item.due) if each]


@dataclass(frozen=True, kw_only=True)
class _Placed:
    """An item with its place: from `left` to `right`, in row number `row` of its lane; its limit is at `reach`."""

    item: Mark | Span
    left: float
    right: float
    reach: float
    row: int


def _lane(lane: Lane, *, scale: Scale, top: float, today: date) -> tuple[SafeString, float]:
    """The lane's drawing and its height."""
    placed = _place(lane.items, scale=scale, today=today)
    rows = max((each.row for each in placed), default=0) + 1
    has_labels_above = any(_is_gap(each.item) for each in placed)
    first_row = top + (12 if has_labels_above else 0)
    guide = filled(
        '<text class="lane-label" x="0" y="{}">{}</text><line class="lane-guide" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        _n(first_row + ROW / 2 + 4), lane.label,
        LANE_START, LANE_END, _n(first_row + ROW / 2), _n(first_row + ROW / 2),
    )  # fmt: skip
    above: list[tuple[float, float]] = []
    items = [_item(each, placed, y=first_row + each.row * ROW + ROW / 2, scale=scale, above=above) for each in placed]
    return joined([guide, *items]), rows * ROW + first_row - top


def _place(items: Sequence[Mark | Span], *, scale: Scale, today: date) -> list[_Placed]:
    """Each item in the first row where nothing is in its way."""
    ends: list[float] = []
    placed = []
    for item in sorted(items, key=lambda each: _days_of(each)[0]):
        left, right = _extent(item, scale=scale, today=today)
        row = next((number for number, end in enumerate(ends) if left >= end - 0.5), len(ends))
        reach = max(right, scale.x(item.due) + 2) if isinstance(item, Span) and item.due else right
        ends[row : row + 1] = [reach]
        placed.append(_Placed(item=item, left=left, right=right, reach=reach, row=row))
    return placed


def _extent(item: Mark | Span, *, scale: Scale, today: date) -> tuple[float, float]:
    if isinstance(item, Mark):
        middle = scale.x(item.on)
        return middle - DOT - 1, middle + DOT + 1
    left = scale.x(item.start)
    last = item.end or max(today, item.start)
    return left, max(scale.x(last), left + 4)


def _item(
    placed: _Placed, others: Sequence[_Placed], *, y: float, scale: Scale, above: list[tuple[float, float]]
) -> SafeString:
    item = placed.item
    shape = _dot(item, placed, y) if isinstance(item, Mark) else _bar(item, placed, y, scale)
    return filled(
        '<a href="{}" class="mark mark-{}"><title>{}</title>{}{}</a>',
        item.url, item.tone.value, item.text, shape, _label(placed, others, y=y, above=above),
    )  # fmt: skip


def _dot(item: Mark, placed: _Placed, y: float) -> SafeString:
    radius = DOT - 1 if item.tone in HOLLOW else DOT
    return filled('<circle class="dot" cx="{}" cy="{}" r="{}"/>', _n((placed.left + placed.right) / 2), _n(y), radius)


def _bar(item: Span, placed: _Placed, y: float, scale: Scale) -> SafeString:
    width = max(placed.right - placed.left - 1.5, 2.5)
    bar = filled(
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
        _n(placed.left), _n(y - BAR / 2), _n(width), BAR,
    )  # fmt: skip
    if not item.due:
        return bar
    due = _n(scale.x(item.due))
    return filled(
        '{}<line class="due" x1="{}" x2="{}" y1="{}" y2="{}"/>', bar, due, due, _n(y - BAR / 2 - 3), _n(y + BAR / 2 + 3)
    )


def _label(placed: _Placed, others: Sequence[_Placed], *, y: float, above: list[tuple[float, float]]) -> SafeString:
    """The label where there is room for it: inside, to the right, to the left; a gap's label above it."""
    item = placed.item
    width = text_width(item.label)
    if not item.label:
        return NOTHING
    if _is_gap(item):
        return _label_above(placed, width, y=y, above=above) if placed.row == 0 else NOTHING
    if isinstance(item, Span) and width + 12 <= placed.right - placed.left:
        return _text("label label-inside", placed.left + 7, y + 4, item.label)
    before, after = _room(placed, others)
    if width + 8 <= after:
        return _text("label", placed.reach + 4, y + 4, item.label)
    if width + 8 <= before:
        return _text("label label-before", placed.left - 4, y + 4, item.label, anchor="end")
    return NOTHING


def _label_above(placed: _Placed, width: float, *, y: float, above: list[tuple[float, float]]) -> SafeString:
    middle = (placed.left + placed.right) / 2
    left = min(max(middle - width / 2, LANE_START), LANE_END - width)
    if any(left < end + 6 and start < left + width + 6 for start, end in above):
        return NOTHING
    above.append((left, left + width))
    return _text("label", left, y - BAR / 2 - 4, placed.item.label)


def _room(placed: _Placed, others: Sequence[_Placed]) -> tuple[float, float]:
    """Free width before and after an item in its row. What is to its left may already have a label to its right."""
    row = [other for other in others if other.row == placed.row and other is not placed]
    before = max((_taken_until(other) for other in row if other.left < placed.left), default=float(LANE_START))
    after = min((other.left for other in row if other.left > placed.left), default=float(LANE_END))
    return placed.left - before, after - placed.reach


def _taken_until(other: _Placed) -> float:
    return other.reach + (text_width(other.item.label) + 8 if other.item.label else 0)


def _is_gap(item: Mark | Span) -> bool:
    return item.tone is Tone.GAP


def _ticks(scale: Scale, *, top: float, today: date, language: str | None) -> SafeString:
    """The months under the picture, and faint lines up through it. The word for today pushes months away."""
    today_x, today_half = scale.x(today), text_width(_today_word(language)) / 2 + 6
    parts: list[SafeString] = []
    for month in _months(scale):
        x = scale.x(month)
        label = _month_label(month, is_first=not parts, language=language)
        half = text_width(label) / 2
        parts.append(filled('<line class="tick" x1="{}" x2="{}" y1="{}" y2="{}"/>', _n(x), _n(x), TOP - 6, _n(top)))
        if abs(x - today_x) > half + today_half and x + half <= LINE_WIDTH:
            parts.append(_text("tick-label", x, top + 16, label, anchor="middle"))
    return joined(parts)


def _months(scale: Scale) -> list[date]:
    """First days of months inside the scale, so few that their names never touch."""
    count = (scale.end.year - scale.start.year) * 12 + scale.end.month - scale.start.month
    step = next((each for each in (1, 2, 3, 6, 12) if count / each <= MOST_TICKS), 12 * (count // 120 + 1))
    firsts = []
    for number in range(scale.start.year * 12 + scale.start.month, scale.end.year * 12 + scale.end.month):
        if number % step == 0:
            firsts.append(date(number // 12, number % 12 + 1, 1))
    return firsts


def _month_label(month: date, *, is_first: bool, language: str | None) -> str:
    name = formats.short_month(month.month, language=language)
    return f"{name} {month.year}" if is_first or month.month == 1 else name


def _today(scale: Scale, top: float, today: date, language: str | None) -> SafeString:
    x = scale.x(today)
    word = _today_word(language)
    half = text_width(word) / 2
    label_x = min(max(x, LANE_START + half), LINE_WIDTH - half)
    return filled(
        '<line class="today-line" x1="{}" x2="{}" y1="{}" y2="{}"/>{}',
        _n(x), _n(x), TOP - 12, _n(top + 4), _text("today-label", label_x, top + 16, word, anchor="middle"),
    )  # fmt: skip


def _today_word(language: str | None) -> str:
    some_day = date(2000, 1, 1)
    return formats.day(some_day, today=some_day, language=language).capitalize()


# --- Shared -----------------------------------------------------------------------------------------------------


def text_width(text: str) -> float:
    """How wide `text` is drawn at most, in units of the picture: a label may be too short, never too long."""
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    if letter in "ijl.,:;'|! ":
        return 4
    if letter in "frt-()":
        return 5
    if letter in "mwMW":
        return 11.5
    return 9.5 if letter.isupper() else 8


def _text(name: str, x: float, y: float, text: str, *, anchor: str = "start") -> SafeString:
    """A text for the eye: what is read aloud stands in the title of its link, or in the picture's description."""
    return filled(
        '<text class="{}" x="{}" y="{}" text-anchor="{}" aria-hidden="true">{}</text>', name, _n(x), _n(y), anchor, text
    )


def _picture(
    *, name: str, width: float, height: float, title: str, description: str, content: SafeString
) -> SafeString:
    return filled(
        '<svg class="chart chart-{}" viewBox="0 0 {} {}" role="group" aria-labelledby="{}-title {}-text">'
        '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>{}</svg>',
        name, _n(width), _n(height), name, name, name, title, name, description, content,
    )  # fmt: skip


def _n(value: float) -> str:
    """A number as SVG wants it, one decimal at most: locale-free and stable."""
    return f"{value:.1f}".removesuffix(".0")
