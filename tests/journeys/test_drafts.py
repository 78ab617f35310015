"""Nothing typed is lost: not when the browser is killed, not when somebody else came first, not in a second window."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, Request, Route, expect
from tests.browser import ARGUMENTS, PATIENCE_MS, Visitor, chromium_path
from tests.factories.intake import assess, receive, report_on
from tests.factories.investigations import Opened, open_on
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.journeys.desk import Desk, Sits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVES = "**/drafts/save/"
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


def kept(desk: Desk, address: str, text: str) -> None:
    """The words stand in the form when it is opened again, as soon as the save that carries them has come.

    A save that goes with a page may reach the server after the next page was asked for.
    """
    for _try in range(PATIENCE_MS // 250):
        desk.goes_to(address)
        if desk.value("Anteckning") == text:
            return
        time.sleep(0.25)
    raise AssertionError(f"{desk.value('Anteckning')!r} stands in the form, not {text!r}")


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


def test_a_save_whose_answer_is_lost_makes_no_conflict_of_a_writer_with_herself(sits: Sits, opened: Opened) -> None:
    bo = sits("bo", checks=False)
    bo.goes_to(reverse("children:note", args=[opened.child.file_id]))

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    bo.page.route(SAVES, lose, times=1)
    bo.writes("Anteckning", BEGUN)
    saved(bo.page)
    bo.writes("Anteckning", f"{BEGUN} gråter")

    kept(bo, bo.page.url, f"{BEGUN} gråter")


def test_who_leaves_in_mid_save_loses_no_word_when_the_save_comes_last_of_all(sits: Sits, opened: Opened) -> None:
    """The save that was on its way reaches the server after the last words: it has been overtaken."""
    # Given: Bo's first words are on their way, and the network holds them.
    bo = sits("bo", checks=False)
    bo.goes_to(reverse("children:note", args=[opened.child.file_id]))
    page, held = bo.page, list[Request]()
    page.route(SAVES, lambda route: held.append(route.request), times=1)
    with page.expect_request(SAVES):
        bo.writes("Anteckning", BEGUN)

    # When: he writes on and leaves at once, and the network lets go of what it held.
    with page.expect_event("request", lambda asked: "g%C3%A5r+inte" in (asked.post_data or "")):
        page.keyboard.type(" går inte hem")
        page.goto(reverse("drafts"))
    first = page.request.post(held[0].url, data=held[0].post_data, headers=held[0].headers)
    assert first.ok

    # Then: it is his last words that are kept.
    kept(bo, reverse("children:note", args=[opened.child.file_id]), f"{BEGUN} går inte hem")


@pytest.mark.parametrize("way", ["reload", "back"])
def test_a_page_that_is_opened_again_in_mid_word_has_the_last_words(sits: Sits, opened: Opened, way: str) -> None:
    bo = sits("bo", checks=False)
    bo.goes_to(reverse("children:note", args=[opened.child.file_id]))
    bo.writes("Anteckning", BEGUN)
    saved(bo.page)

    bo.page.keyboard.type(" gråter")
    if way == "reload":
        bo.page.reload()
    else:
        bo.page.goto(reverse("drafts"))
        bo.page.go_back()

    expect(bo.page.get_by_role("textbox", name="Anteckning", exact=True)).to_have_value(f"{BEGUN} gråter")
    bo.writes("Anteckning", "Nytt")
    saved(bo.page)


def test_a_page_that_is_opened_again_is_drawn_with_last_words_that_come_after_it_has_asked(
    sits: Sits, opened: Opened
) -> None:
    bo = sits("bo", checks=False)
    bo.goes_to(reverse("children:note", args=[opened.child.file_id]))
    with bo.page.expect_request(SAVES) as begun:
        bo.writes("Anteckning", BEGUN)
    saved(bo.page)
    with bo.page.expect_response("**/drafts/standing/**"):
        bo.page.reload()

    late = (begun.value.post_data or "").replace("+Alma", "+Alma+gr%C3%A5ter")
    late = re.sub("draft_turn=[0-9]+", "draft_turn=9", late)
    assert bo.page.request.post(begun.value.url, data=late, headers=begun.value.headers).ok

    expect(bo.page.get_by_role("textbox", name="Anteckning", exact=True)).to_have_value(f"{BEGUN} gråter")


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
