"""The safety board at a meeting: the commission looks at a year, then at a half and at one unit, and takes it along."""

from collections.abc import Callable
from datetime import datetime

import pytest
from tests.browser import Visitor
from tests.factories.safety import employ_safety
from tests.factories.safety_year import tell_year
from tests.factories.staff import PASSWORD, SETUP, Office
from tests.journeys.desk import Desk
from tests.pdf import text_in

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.actions import set_password

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


@pytest.fixture
def told(office: Office, now: datetime) -> Office:
    employ_safety(office)
    tell_year(office, count=60, year=now.year - 1)
    with seeing(SETUP):
        for name in ("kim", "sara"):
            set_password(employee_id=office.employees[name], password=PASSWORD, actor=SETUP, at=now)
    return office


@pytest.mark.parametrize(("language", "width", "dark"), [("sv", 1360, False), ("en", 320, True)])
def test_the_commission_looks_at_the_board_and_takes_it_along(
    told: Office, visit: Callable[..., Visitor], now: datetime, language: str, width: int, dark: bool
) -> None:
    kim = Desk(visit(language=language, width=width, dark=dark), language, True).signs_in("kim")
    kim.follows("Se säkerhetstavlan")
    kim.is_on("Säkerhetstavlan")
    kim.sees("Anmälda händelser")
    kim.unfolds("Visa som tabell")
    kim.selects("Period", kim.words("andra halvåret {year}", year=now.year - 1))
    kim.presses("Visa")
    kim.sees("andra halvåret {year}", year=now.year - 1)
    kim.selects("Enhet", "Barn 1")
    kim.presses("Visa")
    kim.sees("{period}, {unit}", period=now.year - 1, unit="Barn 1")
    for words, kind in (("Hämta som PDF", "application/pdf"), ("Hämta som CSV", "text/csv; charset=utf-8")):
        way = kim.page.get_by_role("link", name=kim.words(words))
        kim.reaches(way)
        answer = kim.page.request.get(str(way.get_attribute("href")))
        assert answer.headers["content-type"] == kind
        content = text_in(answer.body()) if kind == "application/pdf" else answer.text()
        assert "".join(kim.words("I korthet").split()) in "".join(content.split())


def test_the_representative_comes_to_it_from_the_list(
    told: Office, visit: Callable[..., Visitor], now: datetime
) -> None:
    sara = Desk(visit(width=320), "sv", True).signs_in("sara")
    sara.chooses("Hot och våld")
    sara.follows("Säkerhetstavlan")
    sara.sees("Barn 1")
    assert sara.page.locator("[name=unit] option").all_inner_texts() == ["Barn 1"]
