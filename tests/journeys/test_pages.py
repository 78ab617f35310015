"""Every page that somebody can come to: no wider than its window, clean for axe, in both languages, light and dark.

And what is not on the road: without scripts, on paper, with little motion, and the palette.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from tests.browser import Visitor, accessibility_faults
from tests.factories.staff import PASSWORD, SETUP
from tests.factories.whole_line import WholeLine, whole_line
from tests.journeys.desk import Desk
from tests.journeys.places import everywhere

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.actions import set_password

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_OF_THEM = 45  # kinds of pages that the five of them reach together
_OUTSIDE = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def line(live_server: object) -> WholeLine:
    """Two children whose files hold something of everything."""
    return whole_line()


@pytest.fixture
def at_desk(visit: Callable[..., Visitor], line: WholeLine) -> Callable[..., Desk]:
    """Somebody of the line's office at a window of her own."""

    def sit_down(name: str, *, language: str = "sv", **window: object) -> Desk:
        office = line.office
        with seeing(SETUP):
            set_password(employee_id=office.employees[name], password=PASSWORD, actor=SETUP, at=timezone.now())
        return Desk(visit(language=language, **window), language, checks=False).signs_in(name)

    return sit_down


@pytest.mark.parametrize(
    ("language", "dark", "width"), [("sv", False, 320), ("en", True, 1360)], ids=["sv-light-320", "en-dark-1360"]
)
def test_every_page_is_clean_and_fits(
    at_desk: Callable[..., Desk], line: WholeLine, language: str, dark: bool, width: int
) -> None:
    seen: set[str] = set()
    faults = []
    for name in ("bo", "mia", "ingvar", "lo", "kaj"):
        desk = at_desk(name, language=language, dark=dark, width=width)
        for address in everywhere(desk, seen):
            faults += [f"{name} {address} {fault}" for fault in accessibility_faults(desk.page)]
            faults += _too_wide(desk, address)
    assert not faults, "\n".join(faults)
    assert len(seen) > MOST_OF_THEM


def _too_wide(desk: Desk, address: str) -> list[str]:
    """Whether something sticks out at the narrowest window."""
    before = desk.page.viewport_size
    desk.page.set_viewport_size({"width": 320, "height": 900})
    outside = desk.page.evaluate(_OUTSIDE)
    desk.page.set_viewport_size(before)
    return [f"{address} is {outside} px wider than 320"] if outside > 0 else []


def test_the_palette_finds_a_child_by_keyboard(at_desk: Callable[..., Desk], line: WholeLine) -> None:
    bo = at_desk("bo")
    bo.page.keyboard.press("Control+k")
    bo.page.keyboard.type("Alm")
    expect(bo.page.get_by_role("option").first).to_contain_text("Alm")
    assert accessibility_faults(bo.page) == []
    bo.page.keyboard.press("ArrowDown")
    with bo.page.expect_navigation():
        bo.page.keyboard.press("Enter")
    assert bo.page.url.endswith(reverse("children:file", args=[line.alma.file_id]))


def test_on_paper_there_is_the_file_and_nothing_of_the_program(at_desk: Callable[..., Desk], line: WholeLine) -> None:
    bo = at_desk("bo")
    bo.goes_to(reverse("children:file", args=[line.alma.file_id]))
    bo.page.emulate_media(media="print")
    for chrome in (".side", ".top", ".tabs", ".step-do"):
        assert not bo.page.locator(chrome).locator("visible=true").count(), chrome
    expect(bo.page.locator("h1")).to_be_visible()
    assert bo.page.pdf(format="A4").startswith(b"%PDF")


def test_with_little_motion_nothing_moves(at_desk: Callable[..., Desk], line: WholeLine) -> None:
    bo = at_desk("bo", reduced_motion="reduce")
    bo.goes_to(reverse("children:file", args=[line.alma.file_id]))
    moving = """[...document.querySelectorAll('*')].filter(each => {
      const style = getComputedStyle(each);
      return parseFloat(style.animationDuration) > 0.01 && style.animationName !== 'none'
        || style.transitionDuration.split(',').some(time => parseFloat(time) > 0.01);
    }).map(each => each.className || each.tagName)"""
    assert bo.page.evaluate(moving) == []


def test_on_a_narrow_screen_the_childs_line_begins_where_today_is(
    at_desk: Callable[..., Desk], line: WholeLine
) -> None:
    """Without scripts too; the years before are scrolled back to."""
    bo = at_desk("bo", width=320, script=False)
    bo.goes_to(reverse("children:file", args=[line.alma.file_id]))
    today = bo.page.locator(".childs-line .today-line").bounding_box()
    assert today is not None
    assert 0 < today["x"] < 320
