"""A real browser for the journeys: the system's Chromium, driven by Playwright, with the rules of axe."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# No sandbox: it needs rights that a container does not give. The rest keeps the browser from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # a container has little of it, and a browser that runs out dies
]

# How long to wait for what must come, on a machine that does ten things at once. Nobody waits longer than it takes.
PATIENCE_MS = 60_000

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium_path() -> str | None:
    """Where the browser is, or None when this machine has none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def own_clock() -> dict[str, str | float | bool]:
    """The environment without what shows programs another day: the browser does not live through that."""
    return {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        path = chromium_path()
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env=own_clock(), timeout=PATIENCE_MS)
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """Somebody at a browser of their own. Collects what the browser complained about, for the end of the test."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        context.set_default_timeout(PATIENCE_MS)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))

    def _note_console(self, message: ConsoleMessage) -> None:
        # An answer of 4xx is part of many journeys; a blocked style or a script error is part of none.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands, one line a place; empty when all is well."""
    # Evaluated and not added as a tag: our Content-Security-Policy would refuse the tag, as it should.
    page.evaluate(_AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", _AXE_RULES)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
