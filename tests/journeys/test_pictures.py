"""The pictures of the documentation: made from the demo by `--pictures`, each used somewhere, and none missing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from tests.browser import Visitor
from tests.journeys.desk import Desk

from skyddsnat.demo.fill import fill
from skyddsnat.demo.logins import PASSWORD

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")


def test_every_picture_is_there_and_every_one_is_used() -> None:
    used = {(page.parent / target).resolve() for page in PAGES for target in _PICTURE.findall(page.read_text())}
    assert used == set(PICTURES.glob("*.png"))


@pytest.mark.pictures
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pictures_are_made(live_server: object, visit: Callable[..., Visitor]) -> None:
    fill(progress=lambda done, total: None, now=timezone.now(), size="small")

    anja = Desk(visit(), "sv", checks=False).signs_in("anja", PASSWORD)
    anja.page.screenshot(path=PICTURES / "my-day.png")
    anja.follows("Mina barn")
    anja.page.locator("main tbody tr").filter(has_text="Tindra").get_by_role("link").first.focus()
    with anja.page.expect_navigation():
        anja.page.keyboard.press("Enter")
    anja.page.screenshot(path=PICTURES / "child.png")

    katarina = Desk(visit(), "sv", checks=False).signs_in("katarina", PASSWORD)
    katarina.follows("Att besluta")
    katarina.follows("Läs och besluta")
    katarina.page.screenshot(path=PICTURES / "decision.png")

    greta = Desk(visit(), "sv", checks=False).signs_in("greta", PASSWORD)
    greta.follows("Säkerhetstavlan")
    greta.page.screenshot(path=PICTURES / "safety-board.png")

    signe = Desk(visit(), "sv", checks=False).signs_in("signe", PASSWORD)
    signe.follows("Enkäter")
    signe.follows("I år")
    signe.page.screenshot(path=PICTURES / "survey.png")
