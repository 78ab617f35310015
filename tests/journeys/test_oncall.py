"""The extract for the on-call team, from the key to the night without a network, and back.

The file is opened in a real browser from the disk, where no server is.
"""

import argparse
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser import Visitor, accessibility_faults
from tests.factories import compulsory, oncall
from tests.factories.oncall import PASSPHRASE
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.journeys.desk import Sits

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.oncall.queries import openings
from skyddsnat.foundation.oncall.types import HOW_NAMES, How, OpeningView
from skyddsnat.jobs import oncall_command
from skyddsnat.kernel.stockholm import local_moment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
CHILD = "Alma Åkerlund"


@pytest.fixture
def nightly(settings: Any, tmp_path: Path, live_server: Any) -> Callable[[], Path]:
    """The night's run, by its command. Returns the file."""
    settings.ONCALL_FOLDER = str(tmp_path / "jour")
    settings.ONCALL_KEY = str(tmp_path / "key")
    settings.ONCALL_ADDRESS = live_server.url

    def export() -> Path:
        parser = argparse.ArgumentParser()
        oncall_command.add_arguments(parser)
        assert oncall_command.run(parser.parse_args(["export"])) == 0
        (made,) = (tmp_path / "jour").iterdir()
        return made

    return export


@pytest.fixture
def in_custody(office: Office, now: datetime) -> int:
    """Alma was taken into custody some hours ago."""
    child = make_child(office, at=now - 3 * DAY)
    compulsory.taken(office, child, at=now - 5 * HOUR)
    return child.file_id


def known(office: Office, now: datetime) -> list[OpeningView]:
    adam = office.viewer("adam", now)
    with seeing(adam):
        return openings(viewer=adam)


def opened(page: Page, code: str, passphrase: str = PASSPHRASE) -> None:
    page.locator("#code").select_option(code)
    page.locator("#passphrase").fill(passphrase)
    page.locator("#passphrase").press("Enter")


def fits(page: Page) -> None:
    assert accessibility_faults(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_from_the_key_to_a_night_without_network_and_the_log_of_the_morning(
    office: Office,
    in_custody: int,
    sits: Sits,
    visit: Callable[..., Visitor],
    nightly: Callable[[], Path],
    now: datetime,
) -> None:
    code = office.viewer("olga", now).service_code
    adam = sits("adam")
    adam.chooses("Jourutdrag")
    adam.follows("Utse och avsluta mottagare")
    adam.selects("Vem", f"Olga Ordförande ({code})")
    adam.presses("Utse")
    adam.sees("inte gjord än")

    olga = sits("olga", width=320)
    olga.chooses("Jourutdrag")
    olga.follows("Gör min nyckel")
    olga.writes("Lösenfras", PASSPHRASE)
    olga.writes("Lösenfrasen igen", PASSPHRASE)
    olga.presses("Gör nyckeln")
    olga.sees("Nyckeln är gjord. Den öppnar utdragen från nästa natt.")

    file = nightly()
    night = visit(width=320)
    night.context.set_offline(True)
    page = night.page
    page.goto(file.as_uri())
    fits(page)
    opened(page, code)
    expect(page.locator("#sections")).to_contain_text(CHILD)
    expect(page.locator("#told")).to_contain_text("Systemet nås inte än")
    fits(page)
    page.locator("#language").click()
    expect(page.locator("#sections")).to_contain_text("Running compulsory cases")
    fits(page)
    assert known(office, now) == []

    night.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#told")).to_contain_text("The system knows")
    (opening,) = known(office, now)
    assert (opening.service_code, opening.how) == (code, How.REPORTED)
    olga.goes_to("/oncall/")
    olga.sees("Rapporterat av utdraget")
    lo = office.viewer("lo", now)
    with seeing(lo):
        (event,) = Event.objects.filter(deed="oncall.extract.opened")
        assert event.actor_id == office.employees["olga"]


def test_the_code_is_typed_in_where_the_file_never_reached_the_system(
    office: Office,
    in_custody: int,
    sits: Sits,
    visit: Callable[..., Visitor],
    nightly: Callable[[], Path],
    now: datetime,
) -> None:
    oncall.recipient(office, "ida", at=now)
    file, code = nightly(), office.viewer("ida", now).service_code
    night = visit(language="en", width=320, dark=True)
    night.context.set_offline(True)
    night.page.goto(file.as_uri())
    opened(night.page, code)
    expect(night.page.locator("#receipt")).not_to_be_empty()
    receipt = night.page.locator("#receipt").inner_text()
    night.context.close()

    ida = sits("ida", language="en")
    ida.chooses("Jourutdrag")
    ida.follows("Skriv in en kvittokod")
    ida.writes("Kvittokod", receipt.lower())
    ida.page.locator("input[type=datetime-local]").fill(f"{local_moment(timezone.now()):%Y-%m-%dT%H:%M}")
    ida.presses("Skriv in koden")
    ida.sees(HOW_NAMES[How.TYPED])
    assert [each.how for each in known(office, now)] == [How.TYPED]


def _not_opened(page: Page, file: Path, words: str) -> None:
    page.goto(file.as_uri())
    expect(page.locator("#refusal")).to_contain_text(words)
    expect(page.locator("#lock")).to_be_hidden()
    assert CHILD not in page.content()


def test_it_refuses_after_its_time_and_before_it_was_made(
    office: Office, in_custody: int, visit: Callable[..., Visitor], nightly: Callable[[], Path], now: datetime
) -> None:
    oncall.recipient(office, "ida", at=now)
    file = nightly()
    for moment, words in ((now + 37 * HOUR, "gick ut"), (now - HOUR, "innan utdraget gjordes")):
        page = visit().page
        page.clock.set_fixed_time(moment)
        _not_opened(page, file, words)
        fits(page)


def test_it_closes_when_its_time_comes_while_it_is_open_and_when_it_is_left_alone(
    office: Office, in_custody: int, visit: Callable[..., Visitor], nightly: Callable[[], Path], now: datetime
) -> None:
    oncall.recipient(office, "ida", at=now)
    file, code = nightly(), office.viewer("ida", now).service_code
    page = visit().page
    page.clock.install(time=now + HOUR)
    page.goto(file.as_uri())
    opened(page, code)
    expect(page.locator("#sections")).to_contain_text(CHILD)
    page.clock.fast_forward("11:00")
    expect(page.locator("#lock")).to_be_visible()
    assert CHILD not in page.content()
    opened(page, code)
    expect(page.locator("#sections")).to_contain_text(CHILD)
    page.clock.fast_forward("36:00:00")
    expect(page.locator("#refusal")).to_contain_text("gick ut")
    assert CHILD not in page.content()


def test_a_clock_that_is_set_back_keeps_nothing_open(
    office: Office, in_custody: int, visit: Callable[..., Visitor], nightly: Callable[[], Path], now: datetime
) -> None:
    oncall.recipient(office, "ida", at=now)
    file, code = nightly(), office.viewer("ida", now).service_code
    page = visit().page
    page.clock.install(time=now + HOUR)
    page.goto(file.as_uri())
    opened(page, code)
    expect(page.locator("#sections")).to_contain_text(CHILD)
    page.clock.set_system_time(now + HOUR)
    page.clock.fast_forward("35:30:00")
    page.clock.set_system_time(now + HOUR)
    page.clock.run_for(2000)
    expect(page.locator("#refusal")).to_contain_text("gick ut")
    assert CHILD not in page.content()


def test_no_code_a_wrong_passphrase_and_a_changed_file_open_nothing(
    office: Office, in_custody: int, visit: Callable[..., Visitor], nightly: Callable[[], Path], now: datetime
) -> None:
    oncall.recipient(office, "ida", at=now)
    oncall.recipient(office, "olga", at=now)
    file, code = nightly(), office.viewer("ida", now).service_code
    page = visit().page
    page.goto(file.as_uri())
    assert page.locator("#code option").all_inner_texts() == ["–", code, office.viewer("olga", now).service_code]
    page.locator("#passphrase").fill(PASSPHRASE)
    page.locator("#passphrase").press("Enter")
    expect(page.locator("#wrong")).to_contain_text("Det gick inte att öppna")
    opened(page, code, "fyra gröna älgar dricker kaffe")
    expect(page.locator("#wrong")).to_contain_text("Det gick inte att öppna")
    fits(page)
    assert known(office, now) == []

    text = file.read_text()
    place = text.index('id="sealed">') + 500
    changed = file.with_name("changed.html")
    changed.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])
    _not_opened(visit().page, changed, "skadad eller ändrad")


def test_without_scripts_the_pages_say_what_they_need(
    office: Office, in_custody: int, visit: Callable[..., Visitor], nightly: Callable[[], Path], now: datetime
) -> None:
    oncall.recipient(office, "ida", at=now)
    page = visit(script=False).page
    page.goto(nightly().as_uri())
    expect(page.locator("main")).to_contain_text("Slå på JavaScript")
    expect(page.locator("body")).to_contain_text("Ring 112")


def test_a_weak_passphrase_makes_no_key(office: Office, sits: Sits, now: datetime) -> None:
    oncall.name(office, "ida", at=now)
    ida = sits("ida")
    ida.goes_to("/oncall/key/")
    button = ida.page.get_by_role("button", name="Gör nyckeln")
    for first, again, words in (
        ("kort", "kort", "för kort"),
        ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa", "för kort"),
        (PASSPHRASE, PASSPHRASE + "n", "inte lika"),
    ):
        ida.page.locator("#passphrase").fill(first)
        ida.page.locator("#passphrase_again").fill(again)
        button.click()
        expect(ida.page.locator("#key_fault")).to_contain_text(words)
    ida.looks()
