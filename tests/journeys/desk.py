"""Somebody at her desk: what she does with the keyboard alone, and what she sees.

She finds things as people do: by the words on them. The words are given in Swedish, as they stand in the code, and are
looked for in the language of her page. Every page that she comes to is read by axe and must fit its window.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import translation
from playwright.sync_api import Locator, Page, expect
from tests.browser import Visitor, accessibility_faults
from tests.factories.staff import PASSWORD

from skyddsnat.kernel.text import Text

# More presses than this and nobody finds it.
FAR = 160
# Where the focus is, seen from `element`: 0 there, 1 before it, -1 after it. A group of radio buttons is one stop,
# wherever in it the focus lands.
_WAY = """element => {
  const here = document.activeElement;
  if (here === element) return 0;
  if (element.type === "radio" && here.type === "radio" && here.name === element.name && here.form === element.form)
    return 0;
  if (!here || here === document.body) return 1;
  return here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}"""
_OUTSIDE = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
# What a page is made of: every kind of element with its classes and its role.
_PARTS = """() => [...new Set([...document.querySelectorAll("body *")].map(
  each => [each.localName, each.className, each.getAttribute("role"), each.type].join("."))
)].sort().join(" ")"""
_READ: set[tuple[str, str, int, str]] = set()
# A day is typed in the order of the browser's own language, which the page does not choose.
_ORDERS = ("%m%d%Y", "%Y>%m%d", "%d%m%Y")
_CLOCKS = ("%I%M%p", "%H%M")


@dataclass
class Desk:
    """A browser window and whoever sits at it. `language` is that of her pages."""

    visitor: Visitor
    language: str
    checks: bool = True
    seen: list[str] = field(default_factory=list)

    @cached_property
    def page(self) -> Page:
        """The page as Playwright has it."""
        return self.visitor.page

    def words(self, said: str | Text, **filled: object) -> str:
        """Words of a page in the language of the page; `filled` goes into their gaps."""
        if isinstance(said, Text):
            return said.in_language(self.language)
        with translation.override(self.language):
            return translation.gettext(said).format(**filled)

    # --- Going ---

    def goes_to(self, path: str) -> None:
        """Types an address, or follows a bookmark."""
        self.page.goto(path)
        self.looks()

    def signs_in(self, name: str, password: str = PASSWORD) -> "Desk":
        """Signs in on the page for it."""
        self.goes_to("/login/")
        self.writes("Användarnamn", name)
        self.writes("Lösenord", password)
        self.presses("Logga in")
        return self

    def signs_out(self) -> None:
        """Signs out, so that the next can sit down."""
        self.presses("Logga ut")

    def opens_another_window(self) -> "Desk":
        """A second window of the same person, in the same browser."""
        return Desk(Visitor(self.visitor.context), self.language, self.checks)

    # --- Seeing ---

    def looks(self) -> None:
        """Takes in the page: no fault of axe's, nothing outside the window, and no answer but the page itself.

        axe reads a page once as long as the same parts stand on it: most of a journey is the same few pages.
        """
        self.seen.append(self.page.url)
        if not self.checks:
            return
        shape = (kind_of(self.page.url), self.language, self.page.viewport_size["width"], self.page.evaluate(_PARTS))
        if shape not in _READ:
            faults = accessibility_faults(self.page)
            assert not faults, f"{self.page.url}\n" + "\n".join(faults)
            _READ.add(shape)
        assert self.page.evaluate(_OUTSIDE) <= 0, f"{self.page.url} is wider than its window"

    def sees(self, said: str | Text, **filled: object) -> None:
        """The words stand on the page."""
        expect(self.page.locator("main")).to_contain_text(self.words(said, **filled), use_inner_text=True)

    def is_on(self, title: str) -> None:
        """The page is called so."""
        expect(self.page.locator("h1")).to_contain_text(self.words(title))

    def value(self, label: str) -> str:
        """What stands in a field."""
        return self._labelled(label).input_value()

    # --- Doing, by keyboard alone ---

    def reaches(self, target: Locator) -> None:
        """Tabs until the focus is there, forwards or backwards."""
        element = target.first.element_handle()
        for _press in range(FAR):
            way = element.evaluate(_WAY)
            if way == 0:
                return
            self.page.keyboard.press("Tab" if way > 0 else "Shift+Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def skips_to_content(self) -> None:
        """The first press on a page leads past the menu."""
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")

    def writes(self, label: str, text: str, *, within: str = "") -> None:
        """Writes in a field, over what stands there."""
        target = self._labelled(label, within)
        self.reaches(target)
        if target.input_value():
            self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def dates(self, label: str, day: date) -> None:
        """Types a day."""
        target = self._labelled(label)
        self.reaches(target)
        for order in _ORDERS:
            for part in day.strftime(order).split(">"):
                self.page.keyboard.type(part)
                if ">" in order and len(part) == 4:
                    self.page.keyboard.press("ArrowRight")
            if target.input_value() == day.isoformat():
                return
            for _segment in range(6):
                self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"no way to type {day} into {label}")

    def times(self, label: str, moment: datetime) -> None:
        """Types a day and a time of day."""
        target = self._labelled(label)
        self.reaches(target)
        for order in _ORDERS:
            for clock in _CLOCKS:
                self._types_in_parts(moment.strftime(f"{order}>{clock}"))
                if target.input_value() == moment.strftime("%Y-%m-%dT%H:%M"):
                    return
        raise AssertionError(f"no way to type {moment} into {label}")

    def _types_in_parts(self, parts: str) -> None:
        """Digits, part by part; then back to where they began."""
        for part in parts.split(">"):
            self.page.keyboard.type(part)
            self.page.keyboard.press("ArrowRight")
        for _segment in range(6):
            self.page.keyboard.press("ArrowLeft")

    def selects(self, label: str, option: str | Text, *, within: str = "") -> None:
        """Walks down a list to an option."""
        target = self._labelled(label, within)
        self.reaches(target)
        wanted = self.words(option)
        self.page.keyboard.press("Home")
        for _press in range(target.locator("option").count()):
            if target.evaluate("list => list.selectedOptions[0]?.textContent.trim()") == wanted:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{wanted} is not in the list {label}")

    def picks(self, question: str, answer: str | Text) -> None:
        """Chooses one of few."""
        begins = re.compile(rf"^\s*{re.escape(self.words(answer))}(?!\w)")
        target = self._group(question).locator("label", has_text=begins).first.locator("input")
        self.reaches(target)
        for _press in range(20):
            if target.evaluate("button => button === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        if not target.is_checked():
            self.page.keyboard.press("Space")
        assert target.is_checked()

    def picks_first(self, question: str, count: int) -> None:
        """Ticks the first few of many."""
        for place in range(count):
            self.reaches(self._group(question).get_by_role("checkbox").nth(place))
            self.page.keyboard.press("Space")

    def ticks(self, box: str | Text, *, within: str = "") -> None:
        """Ticks a box."""
        place = self._group(within) if within else self.page.locator("main")
        target = place.get_by_role("checkbox", name=self.words(box))
        self.reaches(target)
        self.page.keyboard.press("Space")
        assert target.first.is_checked()

    def unfolds(self, summary: str) -> None:
        """Opens what is folded away."""
        target = self.page.locator("summary", has_text=self.words(summary))
        self.reaches(target)
        self.page.keyboard.press("Enter")

    def presses(self, name: str | Text, *, within: str = "") -> None:
        """Presses a button, and takes in the page it leads to."""
        self._go("button", name, within)

    def follows(self, name: str | Text, *, within: str = "", under: str | Text = "") -> None:
        """Follows a link; one `within` a navigation, or of the part of the page `under` a heading."""
        self._go("link", name, within, under)

    def chooses(self, entry: str) -> None:
        """An entry of the menu, which is folded away in a narrow window."""
        menu = self.page.locator("details.menu")
        if menu.is_visible():
            self.unfolds("Meny")
            expect(menu).to_have_attribute("open", "")
        self.follows(entry)

    def follows_first_fault(self) -> None:
        """The summary of faults has the focus: its first link leads to the field."""
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.matches('main input, main select, main textarea')")

    def _go(self, role: Any, name: str | Text, within: str, under: str | Text = "") -> None:
        place = self.page.get_by_role("navigation", name=self.words(within)) if within else self._part(under)
        begins = re.escape(self.words(name))
        # After the words may stand what the button is about, or a count.
        found = place.get_by_role(role, name=re.compile(rf"^{begins}(?=$|\s*[:\d])")).locator("visible=true")
        target = found if found.count() else place.get_by_role(role, name=re.compile(rf"^{begins}"))
        self.reaches(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks()

    def _part(self, under: str | Text) -> Locator:
        if not under:
            return self.page.locator("body")
        heading = self.page.get_by_role("heading", name=self.words(under), exact=True)
        return self.page.locator("section").filter(has=heading)

    def _labelled(self, label: str, within: str = "") -> Locator:
        place = self._group(within) if within else self.page.locator("main")
        # The label begins with the words; after them may stand that the field is optional.
        found = place.locator("label[for]", has_text=re.compile(rf"^\s*{re.escape(self.words(label))}"))
        return self.page.locator(f"#{found.first.get_attribute('for')}")

    def _group(self, legend: str | Text) -> Locator:
        begins = re.sub(r"([^\w\s])", r"\\\\\1", self.words(legend))
        return self.page.locator(f'fieldset:has(> legend:text-matches("^\\\\s*{begins}"))').first


def kind_of(address: str) -> str:
    """The address without numbers and without what stands after the question mark or the sharp."""
    return re.sub(r"\d+", "#", re.split(r"[?#]", address)[0])


Sits = Callable[..., Desk]
