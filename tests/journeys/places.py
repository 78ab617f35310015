"""Everywhere that somebody comes from where she starts, one address of each kind."""

import re
from collections.abc import Iterator

from playwright.sync_api import Error, Page
from tests.journeys.desk import Desk, kind_of

# The charts have links of their own, whose address is not a plain text.
_LINKS = "[...document.querySelectorAll('a[href]')].map(link => new URL(link.getAttribute('href'), location).href)"
# A document opens in a reader of its own.
_PAPER = re.compile(r"/(document/\d+|letters)/(\?.*)?$")


def everywhere(desk: Desk, seen: set[str]) -> Iterator[str]:
    """Goes through the pages from the one she is on by their links, and yields each address when it is before her.

    An address that differs from one in `seen` only in its numbers is the same kind of page, and is not opened again.
    """
    start = desk.page.url
    waiting = [start]
    while waiting:
        address = waiting.pop(0)
        is_new = (kind := kind_of(address)) not in seen
        if not is_new and address != start:
            continue
        seen.add(kind)
        if not _opens(desk.page, address):
            continue
        if is_new:
            yield address
        waiting += (link for link in links_of(desk.page) if link != start)


def _opens(page: Page, address: str) -> bool:
    """Whether the address is a page; what is handed over as a file is none, and leaves her where she was."""
    try:
        page.goto(address)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    return True


def links_of(page: Page) -> list[str]:
    """Where the page leads, inside the product."""
    here = page.url.split("/", 3)
    home = "/".join(here[:3])
    found = page.evaluate(_LINKS)
    return [link for link in found if link.startswith(home) and not _PAPER.search(link)]
