"""Counts as bars, drawn on the server: what is counted above, the bar, and the count or the word for what is hidden.

As in `charts`: colours come from classes (`styles/charts.css`), texts come finished and translated, and are escaped
here. Nothing in it leads anywhere, so it is one picture with a title and a description; a table says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from skyddsnat.web.charts import text_width
from skyddsnat.web.markup import filled, joined

WIDTH = 280
ROW = 40
HEIGHT = 12
BASELINE = 14


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What is counted, its count (None where it is hidden), and the text that stands after the bar."""

    label: str
    count: int | None
    text: str


def bars(rows: Sequence[Bar], *, name: str, title: str, description: str) -> SafeString:
    """A bar for each row, the longest as long as there is room, a fourth of the width at least.

    `name` is the picture's own on its page.
    """
    most = max((row.count or 0 for row in rows), default=0)
    room = max(WIDTH - max((text_width(row.text) for row in rows), default=0) - 10, WIDTH // 4)
    drawn = [_bar(row, top=place * ROW, scale=room / most if most else 0) for place, row in enumerate(rows)]
    return filled(
        '<svg class="chart chart-bars" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-text">'
        '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>{}</svg>',
        WIDTH, ROW * len(rows), name, name, name, title, name, description, joined(drawn),
    )  # fmt: skip


def _bar(row: Bar, *, top: int, scale: float) -> SafeString:
    length = (row.count or 0) * scale
    line = top + BASELINE
    return filled(
        '<text class="bar-label" x="0" y="{}">{}</text>'
        '<rect class="bar-length" x="0" y="{}" width="{}" height="{}"/>'
        '<text class="{}" x="{}" y="{}">{}</text>',
        line, row.label,
        line + 6, f"{length:.1f}", HEIGHT,
        "bar-hidden" if row.count is None else "bar-count", f"{length + 6 if length else 0:.1f}", line + 16, row.text,
    )  # fmt: skip
