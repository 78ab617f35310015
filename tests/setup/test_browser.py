"""The browser of the tests: the real server, in both languages, and nothing wrong passes unseen."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_SUCH_PAGE = "/finns-inte/"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1360, 320])
def test_even_a_page_that_is_not_there_can_be_read_by_all(
    visit: Callable[..., Visitor], assert_accessible: Callable[[Any], None], language: str, dark: bool, width: int
) -> None:
    page = visit(language=language, dark=dark, width=width).page
    response = page.goto(NO_SUCH_PAGE)
    assert response.status == 404
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)


def test_what_the_content_security_policy_blocks_is_noticed(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.page.goto(NO_SUCH_PAGE)
    with visitor.page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        visitor.page.evaluate("document.body.setAttribute('onclick', 'alert(1)')")
        visitor.page.locator("body").click()
    assert any("Content Security Policy" in complaint for complaint in visitor.complaints)
    visitor.complaints.clear()


def test_a_page_works_without_scripts(visit: Callable[..., Visitor]) -> None:
    page = visit(script=False).page
    page.goto(NO_SUCH_PAGE)
    assert page.locator("h1").is_visible()
