"""What is drawn outside the templates is escaped all the same, whichever text it is."""

from dataclasses import fields, replace

import pytest
from bs4 import BeautifulSoup
from django.utils.safestring import SafeString

from skyddsnat.web import rows
from skyddsnat.web.components import Action, Cell, Chip, Clock, Column, Duty, Link, NavItem, Tone
from skyddsnat.web.markup import filled

MEAN = "\"'><script>alert('x')</script>&amp;"
CHIP = Chip(text=MEAN, title=MEAN)
DUTY = Duty(
    clock=Clock(big=MEAN, small=MEAN, spoken=MEAN, exact=MEAN, tone=Tone.LATE),
    who=MEAN, who_url=MEAN, what=MEAN, note=MEAN, detail=MEAN,
    chips=(CHIP, replace(CHIP, url=MEAN)),
    rule=Link(label=MEAN, url=MEAN),
    action=Action(label=MEAN, url=MEAN, describes=MEAN),
)  # fmt: skip
CELL = Cell(text=MEAN, url=MEAN, detail=MEAN, title=MEAN, chips=(CHIP,), action=DUTY.action)
COLUMN = Column(label=MEAN)


@pytest.mark.parametrize(
    "drawn",
    [
        rows.duty_row(DUTY),
        rows.duty_row(replace(DUTY, who_url="", rule=Link(label=MEAN), detail="")),
        rows.table_row((COLUMN, COLUMN), (CELL, replace(CELL, url=""))),
        rows.blocked_button(Action(label=MEAN, url=MEAN)),
        rows.ways([NavItem(label=MEAN, url=MEAN, count=3, count_meaning=MEAN)]),
    ],
    ids=["duty", "duty without ways", "row of a table", "dead button", "ways"],
)
def test_no_text_becomes_markup(drawn: SafeString) -> None:
    page = BeautifulSoup(drawn, "lxml")
    assert not page.find("script")
    assert "&amp;amp;" in drawn, "a text is shown as it was written"
    assert all(
        value == MEAN
        for tag in page.find_all(True)
        for name, value in tag.attrs.items()
        if name in {"href", "title", "data-label"}
    )


def test_what_is_there_to_be_drawn_is_drawn() -> None:
    said = BeautifulSoup(rows.duty_row(DUTY), "lxml").get_text()
    texts = [field.name for field in fields(Duty) if getattr(DUTY, field.name) == MEAN and field.name != "who_url"]
    others = ("big", "small", "spoken", "exact", "chip", "chip with a way", "rule", "label", "describes")
    assert said.count("alert('x')") == len(texts) + len(others)


def test_the_first_cell_names_its_row_and_the_others_say_their_column() -> None:
    columns = (Column(label="Namn"), Column(label="Antal", is_number=True), Column(label="Gör", is_hidden=True))
    page = BeautifulSoup(rows.table_row(columns, (Cell(text="Alma"), Cell(text="3"), Cell(text=""))), "lxml")
    head, number, deed = page.find_all(["th", "td"])
    assert (head.name, head["scope"], head["data-label"], head.get_text()) == ("th", "row", "Namn", "Alma")
    assert (number["data-label"], number["class"]) == ("Antal", ["number"])
    assert "data-label" not in deed.attrs


def test_markup_is_kept_and_what_is_no_text_is_written_out() -> None:
    assert filled("<p>{}{}</p>", filled("<b>{}</b>", 3), "<") == "<p><b>3</b>&lt;</p>"


def test_a_way_tells_how_many_wait_and_which_page_one_is_on() -> None:
    items = [
        NavItem(label="Min dag", url="/", count=0, is_alarm=True, is_current=True),
        NavItem(label="Anmälningar", url="/reports/", count=2, is_alarm=True, count_meaning="att bedöma"),
        NavItem(label="Regler", url="/rules/", starts_group=True),
    ]
    page = BeautifulSoup(rows.ways(items), "lxml")
    ways = [" ".join(entry.get_text().split()) for entry in page.find_all("li")]
    assert ways == ["Min dag 0", "Anmälningar 2 att bedöma", "Regler"]
    assert [way["href"] for way in page.select("a[aria-current=page]")] == ["/"]
    assert [count.get_text() for count in page.select("[data-alarm]")] == ["2 att bedöma"]
    assert [entry.get_text() for entry in page.select(".nav-group")] == ["Regler"]
