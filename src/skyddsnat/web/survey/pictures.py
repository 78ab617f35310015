"""An answer over the waves as a picture: a point for each wave, what is sure around it, and a line that breaks.

As in `web/bars`: colours come from classes (`styles/charts.css`), texts come finished, and a table says the same.
"""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString

from skyddsnat.web.charts import text_width
from skyddsnat.web.markup import NOTHING, filled, joined
from skyddsnat.web.survey.trend_presenters import Spot

STEP = 96
# Over the highest point there is room for its number, and over that for what breaks the line.
TOP, TALL, FOOT = 34, 110, 26
LABEL = 86


def over_waves(runs: Sequence[Sequence[Spot]], *, name: str, title: str, description: str, broken: str) -> SafeString:
    """The picture. `broken` is written at each place where the waves cannot be compared."""
    count = sum(map(len, runs))
    drawn = [*_ground(count), *_drawn(runs, broken)]
    return filled(
        '<svg class="chart chart-waves" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-text">'
        '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>{}</svg>',
        _x(count) - STEP // 2 + 20, TOP + TALL + FOOT, name, name, name, title, name, description, joined(drawn),
    )  # fmt: skip


def _ground(count: int) -> Iterator[SafeString]:
    for percent in (0, 50, 100):
        line = _y(percent / 100)
        yield filled(
            '<line class="wave-guide" x1="26" x2="{}" y1="{}" y2="{}"/><text class="wave-mark" x="0" y="{}">{}</text>',
            _x(count) - STEP // 2 + 20, line, line, float(line) + 4, percent,
        )  # fmt: skip


def _drawn(runs: Sequence[Sequence[Spot]], broken: str) -> Iterator[SafeString]:
    place = 0
    for number, run in enumerate(runs):
        if number:
            yield _break(place, broken)
        yield _line(run, place)
        for spot, following in zip(run, (*run[1:], None), strict=True):
            yield _spot(spot, place, is_rising=_rises(spot, following))
            place += 1


def _line(run: Sequence[Spot], place: int) -> SafeString:
    """Between neighbours that both are shown: what is hidden is not drawn over."""
    pairs = [
        (place + step, one.share, other.share)
        for step, (one, other) in enumerate(zip(run, run[1:], strict=False))
        if one.share is not None and other.share is not None
    ]
    return joined(
        filled('<line class="wave-line" x1="{}" y1="{}" x2="{}" y2="{}"/>', _x(at), _y(one), _x(at + 1), _y(other))
        for at, one, other in pairs
    )


def _rises(spot: Spot, following: Spot | None) -> bool:
    """Whether a line goes up from it: what is written beside it stands under the line then."""
    if following is None or spot.share is None or following.share is None:
        return False
    return following.share > spot.share


def _spot(spot: Spot, place: int, *, is_rising: bool) -> SafeString:
    name = filled(
        '<text class="wave-name" x="{}" y="{}" text-anchor="middle">{}</text>',
        _x(place), TOP + TALL + FOOT - 6, _cut(spot.wave),
    )  # fmt: skip
    if spot.share is None:
        hidden = filled('<text class="bar-hidden" x="{}" y="{}" text-anchor="middle">–</text>', _x(place), _y(0.5))
        return joined([hidden, name])
    sure = NOTHING
    if spot.low is not None and spot.high is not None:
        sure = filled(
            '<line class="wave-sure" x1="{}" x2="{}" y1="{}" y2="{}"/>',
            _x(place), _x(place), _y(spot.low), _y(spot.high),
        )  # fmt: skip
    point = filled(
        '<circle class="wave-spot" cx="{}" cy="{}" r="5"/><text class="bar-count label-over" x="{}" y="{}">{}</text>',
        _x(place), _y(spot.share), _x(place) + 8, f"{float(_y(spot.share)) + (16 if is_rising else -7):.1f}", spot.text,
    )  # fmt: skip
    return joined([sure, point, name])


def _break(place: int, broken: str) -> SafeString:
    middle = _x(place) - STEP // 2
    return filled(
        '<line class="wave-break" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="wave-mark" x="{}" y="{}" text-anchor="middle">{}</text>',
        middle, middle, TOP - 18, TOP + TALL, middle, TOP - 23, broken,
    )  # fmt: skip


def _cut(label: str) -> str:
    """As much of the name as there is room for; the table has the whole."""
    if text_width(label) <= LABEL:
        return label
    kept = label
    while kept and text_width(kept + "…") > LABEL:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _x(place: int) -> int:
    return 26 + STEP // 2 + place * STEP


def _y(share: float) -> str:
    return f"{TOP + TALL * (1 - share):.1f}"
