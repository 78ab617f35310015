"""Every way that *My day* shows leads somewhere that the viewer may go."""

import pytest
from bs4 import BeautifulSoup
from tests.factories.staff import PEOPLE, Office
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [name for name, (_, roles) in PEOPLE.items() if roles])
def test_every_link_of_the_first_page_opens(office: Office, sign_in: SignIn, name: str) -> None:
    browser = sign_in(name)
    page = BeautifulSoup(browser.get("/").content, "lxml")
    ways = {str(link["href"]) for link in page.select("a[href^='/']")}
    shut = [way for way in sorted(ways) if browser.get(way, follow=True).status_code != 200]
    assert shut == []
