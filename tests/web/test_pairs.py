"""Labels and what they say: one component, so that a fact looks and breaks the same on every page."""

from bs4 import BeautifulSoup
from django.template import Context, Template

from skyddsnat.web.components import Fact

MEAN = "<b>x</b>"


def drawn(items: object, arguments: str = "") -> BeautifulSoup:
    page = Template("{% load components %}{% pairs items " + arguments + " %}")
    return BeautifulSoup(page.render(Context({"items": items})), "html.parser")


def test_a_fact_is_a_label_and_what_it_says_and_may_lead_somewhere() -> None:
    page = drawn([Fact("Enhet", "Barn 2"), Fact("Kommer av", "en händelse", "/safety/incident/1/"), ("Plats", "Hemma")])
    said = [(dt.get_text(strip=True), dd.get_text(strip=True)) for dt, dd in zip(page("dt"), page("dd"), strict=True)]
    assert said == [("Enhet", "Barn 2"), ("Kommer av", "en händelse"), ("Plats", "Hemma")]
    assert [link["href"] for link in page("a")] == ["/safety/incident/1/"]


def test_what_was_typed_is_shown_as_it_was_typed_with_its_lines() -> None:
    page = drawn([Fact(MEAN, f"{MEAN}\n{MEAN}", ""), Fact("", MEAN, f'"{MEAN}')])
    assert page.find("b") is None
    assert page.dd.get_text("|", strip=True) == f"{MEAN}|{MEAN}"
    assert page.a["href"] == f'"{MEAN}'


def test_where_nothing_is_said_nothing_is_drawn() -> None:
    assert drawn([]).find("dl") is None
    assert drawn([Fact("A", "B")], "are_sentences=True").dl["class"] == ["pairs", "pairs-text"]
