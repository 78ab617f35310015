"""Nothing typed is lost: not when the browser is killed, not when somebody else came first, not in a second window."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from tests.browser import ARGUMENTS, PATIENCE_MS, Visitor, chromium_path
from tests.factories.intake import assess, receive, report_on
from tests.factories.investigations import Opened, open_on
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.journeys.desk import Desk, Sits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEGUN = "Mormor ringde och berättade att Alma"
HERS = "Stina: Disa har varit sjuk sedan i våras."
HIS = "Bo: Disa arbetar natt."


@pytest.fixture
def opened(office: Office, now: datetime) -> Opened:
    """The investigation of Alma, in Bo's hands."""
    return open_on(office, make_child(office, at=now), at=now)


@pytest.fixture
def mortal(browser: Browser, tmp_path: Path) -> Iterator[tuple[Browser, subprocess.Popen[bytes]]]:
    """A browser process of its own, which may be killed."""
    path = chromium_path()
    assert path is not None
    process = subprocess.Popen(
        [path, *ARGUMENTS, "--headless", "--remote-debugging-port=0", f"--user-data-dir={tmp_path}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{_port(tmp_path)}"
        yield browser.browser_type.connect_over_cdp(address, timeout=PATIENCE_MS), process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """The browser and all its processes die at once, with no time to say anything."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _port(folder: Path) -> str:
    note = folder / "DevToolsActivePort"
    for _try in range(PATIENCE_MS // 100):
        if note.exists() and (lines := note.read_text().split()):
            return lines[0]
        time.sleep(0.1)
    raise AssertionError("the browser did not start")


def saved(page: Page) -> None:
    """Waits until the page says that what is typed is saved."""
    expect(page.locator("[data-app-save-state]")).to_have_attribute("data-state", "saved")


def test_what_was_typed_is_there_after_the_browser_was_killed(
    sits: Sits, mortal: tuple[Browser, subprocess.Popen[bytes]], live_server: Any, opened: Opened
) -> None:
    # Given: Bo is in mid-sentence in a browser of his own.
    bo = sits("bo", checks=False)
    dying, process = mortal
    doomed = Desk(Visitor(dying.new_context(base_url=live_server.url)), "sv", checks=False)
    doomed.signs_in("bo")
    doomed.goes_to(reverse("children:note", args=[opened.child.file_id]))
    doomed.writes("Anteckning", BEGUN)
    saved(doomed.page)

    # When: the browser dies.
    kill(process)

    # Then: he signs in somewhere else, and finds it among his drafts.
    bo.follows("Utkast")
    bo.follows("Fortsätt")
    assert bo.value("Anteckning") == BEGUN


def test_two_windows_of_one_person_do_not_overwrite_each_other(sits: Sits, opened: Opened) -> None:
    first = sits("bo", checks=False)
    first.goes_to(reverse("children:note", args=[opened.child.file_id]))
    second = first.opens_another_window()
    second.goes_to(first.page.url)

    first.writes("Anteckning", "Från det första fönstret")
    saved(first.page)
    second.writes("Anteckning", "Från det andra fönstret")

    expect(second.page.locator("[data-app-save-state]")).to_have_attribute("data-state", "conflict")
    second.looks()


def test_who_comes_second_is_shown_both_texts_and_loses_neither(sits: Sits, office: Office, now: datetime) -> None:
    # Given: Ida and Ingvar both assess the same report.
    received = receive(office, report_on("alma"), at=now)
    assess(office, received.report_child_ids[0], at=now)
    page = reverse("intake:preliminary", args=[received.report_child_ids[0]])
    ida, ingvar = sits("ida", checks=False), sits("ingvar", checks=False)
    ingvar.goes_to(page)
    ida.goes_to(page)

    # When: Ida saves first.
    ida.writes("Sammanfattande bedömning", HERS)
    ida.presses("Spara")
    ingvar.writes("Sammanfattande bedömning", HIS)
    ingvar.checks = True
    ingvar.presses("Spara")

    # Then: Ingvar sees both, and his stands in the form.
    ingvar.sees("Du skrev")
    ingvar.sees("Sparat nu")
    for text in (HERS, HIS):
        expect(ingvar.page.get_by_role("table")).to_contain_text(text)
    assert ingvar.value("Sammanfattande bedömning") == HIS
