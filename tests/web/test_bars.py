"""Counts as bars: as long as they are many, with their words, and nothing that could be read as markup."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.web.bars import WIDTH, Bar, bars
from skyddsnat.web.charts import text_width

ROWS = st.lists(
    st.one_of(st.none(), st.integers(min_value=0, max_value=99_999)).map(
        lambda count: Bar(label="Hot & <våld>", count=count, text="färre än 5" if count is None else str(count))
    ),
    min_size=1,
    max_size=14,
)


def drawn(rows: list[Bar]) -> ET.Element:
    return ET.fromstring(bars(rows, name="kinds", title="Vad som hände", description="Staplar"))


@given(ROWS)
def test_bars_are_as_long_as_the_counts_and_their_words_stay_inside(rows: list[Bar]) -> None:
    picture = drawn(rows)
    lengths = [float(bar.get("width", "")) for bar in picture.iter("rect")]
    most = max(row.count or 0 for row in rows)
    for row, length in zip(rows, lengths, strict=True):
        assert (length == 0) == (not row.count) or length < 0.1
        assert abs(length - (row.count or 0) / max(most, 1) * max(lengths)) < 0.2
        assert length + 6 + text_width(row.text) <= WIDTH
    assert [text.text for text in picture.iter("text")] == [part for row in rows for part in (row.label, row.text)]


def test_the_picture_has_a_name_and_a_description_of_its_own() -> None:
    picture = drawn([Bar(label="Hot", count=7, text="7")])
    assert picture.get("role") == "img"
    named = {each.get("id"): each.text for each in picture if each.tag in ("title", "desc")}
    assert [named[part] for part in picture.get("aria-labelledby", "").split()] == ["Vad som hände", "Staplar"]
    assert {text.get("class") for text in picture.iter("text")} == {"bar-label", "bar-count"}
    hidden = drawn([Bar(label="Hot", count=None, text="–")])
    assert {text.get("class") for text in hidden.iter("text")} == {"bar-label", "bar-hidden"}
