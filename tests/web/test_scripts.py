"""The client scripts in a real browser, on pages made of the real components, with a server of a few lines.

What the server answers is decided by each test, so that the rare answers (a conflict, a failure) come when wanted.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from tests.browser import PATIENCE_MS

from skyddsnat import web
from skyddsnat.kernel.hard_words import HARD_WORDS
from skyddsnat.kernel.readability import ABBREVIATIONS, measure

pytestmark = pytest.mark.browser

SCRIPTS = Path(web.__file__).parent / "static/web/scripts"
EXAMPLES = json.loads((Path(__file__).parents[1] / "pure/readability_examples.json").read_text(encoding="utf-8"))
MORE_TEXTS = [
    "Beslutet grundas på en utredning. Vårdnadshavarna har samtyckt till kontaktfamilj!",
    "Kl. 14.30 ses vi (bl.a. mormor). Du får, t.ex., ta med dig din bror …",
    "Första raden\nAndra raden\r\n\r\nEn tredje, längre rad om förhandsbedömningen?",
    "Äpplen à 10:-, 3–4 st. per barn. Du & jag.",
]


class Site:
    """A server of one page. It remembers what was saved; a test decides what is answered."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.body = ""
        self.saves: list[dict[str, list[str]]] = []
        self.handed_in: list[dict[str, list[str]]] = []
        self.answer: Callable[[], tuple[int, Any]] = lambda: (200, {"version": 1, "saved_at": "14.32.08"})
        self.found: list[dict[str, str]] = []
        self.standing: dict[str, Any] = {"version": 0, "window": ""}
        self.drawn = 0

    def open(self, body: str, *scripts: str) -> None:
        tags = "".join(f'<script type="module" src="/{name}.js"></script>' for name in scripts)
        self.body = f'<!DOCTYPE html><html lang="sv"><title>x</title>{tags}<main>{body}</main></html>'
        self.page.goto(f"{self.address}/page")

    def get(self, path: str) -> tuple[int, str, str]:
        if path.endswith(".js"):
            return 200, "text/javascript", (SCRIPTS / path[1:]).read_text("utf-8")
        if path == "/palette/":
            return 200, "application/json", json.dumps(self.found)
        if path == "/standing":
            return 200, "application/json", json.dumps(self.standing)
        self.drawn += path == "/page"
        return 200, "text/html; charset=utf-8", self.body

    def post(self, path: str, body: str) -> tuple[int, str, str]:
        sent = parse_qs(body, keep_blank_values=True)
        if path == "/page":
            self.handed_in.append(sent)
            return 200, "text/html; charset=utf-8", "<p>Tack</p>"
        self.saves.append(sent)
        status, answer = self.answer()
        return status, "application/json", json.dumps(answer)


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the `site` of its server."""

    def do_GET(self) -> None:
        self.reply(*self.site.get(self.path.split("?")[0]))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.reply(*self.site.post(self.path, body.decode()))

    @property
    def site(self) -> Site:
        return self.server.site  # type: ignore[attr-defined,no-any-return]

    def reply(self, status: int, kind: str, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args: object) -> None:
        """Silence: what matters is in `saves`."""


@pytest.fixture
def site(browser: Any) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    opened = Site(context.new_page(), f"http://127.0.0.1:{server.server_port}")
    server.site = opened  # type: ignore[attr-defined]
    yield opened
    context.close()
    server.shutdown()
    server.server_close()


def drawn(template: str, **context: Any) -> str:
    with translation.override("sv"):
        return str(engines["django"].from_string("{% load components %}" + template).render(context))


# --- Autosave ---------------------------------------------------------------------------------------------------------

FORM = """
<form method="post" action="/page">
  <input type="hidden" name="draft_key" value="note:7"
         data-app-autosave-url="/save" data-app-autosave-standing="/standing">
  <input type="hidden" name="draft_version" value="0">
  {% save_state "" %}
  <label>Text <textarea name="text"></textarea></label><button type="button">Vidare</button>
  <button name="act" value="sign">Signera</button>
</form>
"""


def wait_for_saves(site: Site, number: int) -> None:
    for _try in range(PATIENCE_MS // 100):
        if len(site.saves) >= number:
            return
        site.page.wait_for_timeout(100)
    raise AssertionError(f"{len(site.saves)} saves, not {number}")


@contextmanager
def held(site: Site) -> Iterator[None]:
    """The server takes what is saved and answers only when the block ends."""
    answer, ended = site.answer, threading.Event()

    def wait() -> tuple[int, Any]:
        ended.wait(60)
        return answer()

    site.answer = wait
    try:
        yield
    finally:
        site.answer = answer
        ended.set()


HIDE = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def state(site: Site) -> Any:
    return site.page.locator("[data-app-save-state]")


def test_what_is_typed_is_saved_and_the_page_says_when(site: Site) -> None:
    site.open(drawn(FORM), "autosave")

    site.page.get_by_label("Text").press_sequentially("Alva berättar")
    state(site).filter(has_text="Sparat 14.32.08").wait_for()

    assert site.saves[-1]["text"] == ["Alva berättar"]
    assert site.saves[-1]["draft_key"] == ["note:7"]


def test_the_next_save_carries_the_version_of_the_last(site: Site) -> None:
    site.open(drawn(FORM), "autosave")
    field = site.page.get_by_label("Text")

    field.fill("ett")
    wait_for_saves(site, 1)
    field.fill("två")
    wait_for_saves(site, 2)

    assert [save["draft_version"] for save in site.saves[:2]] == [["0"], ["1"]]


def test_leaving_a_field_saves_at_once(site: Site) -> None:
    """The clock of the page stands still, so no pause ever ends."""
    site.page.clock.install(time=0)
    site.open(drawn(FORM), "autosave")
    site.page.clock.pause_at(60_000)

    site.page.get_by_label("Text").fill("ab")
    site.page.get_by_role("button", name="Vidare").focus()
    wait_for_saves(site, 1)

    assert site.saves[-1]["text"] == ["ab"]


def test_someone_who_never_pauses_is_saved_all_the_same(site: Site) -> None:
    site.page.clock.install(time=0)
    site.open(drawn(FORM), "autosave")
    site.page.clock.pause_at(60_000)

    for _key in range(40):
        site.page.get_by_label("Text").press_sequentially("x")
        site.page.clock.run_for(100)
    wait_for_saves(site, 1)


def test_leaving_the_page_saves_the_last_words(site: Site) -> None:
    site.open(drawn(FORM), "autosave")
    site.page.get_by_label("Text").fill("sista ordet")

    site.page.goto(f"{site.address}/elsewhere")
    wait_for_saves(site, 1)

    assert site.saves[-1]["text"] == ["sista ordet"]


def turns(site: Site) -> list[int]:
    """The turns of what was sent, which all come from one window."""
    assert len({save["draft_window"][0] for save in site.saves}) == 1
    return [int(save["draft_turn"][0]) for save in site.saves]


def test_leaving_the_page_sends_once_more_what_is_still_on_its_way(site: Site) -> None:
    """The page takes the answer with it, and perhaps the save."""
    with held(site):
        site.open(drawn(FORM), "autosave")
        site.page.get_by_label("Text").fill("ett")
        wait_for_saves(site, 1)
        site.page.get_by_label("Text").fill("ett två")

        site.page.goto(f"{site.address}/elsewhere")
        wait_for_saves(site, 2)

    assert [save["text"] for save in site.saves[:2]] == [["ett"], ["ett två"]]
    assert turns(site) == sorted(set(turns(site)))


def test_what_is_typed_while_a_save_is_on_its_way_is_sent_after_it(site: Site) -> None:
    with held(site):
        site.open(drawn(FORM), "autosave")
        site.page.get_by_label("Text").fill("ett")
        wait_for_saves(site, 1)
        site.page.get_by_label("Text").fill("ett två")
        site.page.get_by_role("button", name="Vidare").focus()
        site.page.evaluate("() => new Promise((done) => setTimeout(done, 0))")
        assert len(site.saves) == 1
    wait_for_saves(site, 2)

    assert [save["draft_version"] for save in site.saves] == [["0"], ["1"]]
    assert site.saves[-1]["text"] == ["ett två"]


def test_a_page_that_is_hidden_does_not_wait_for_the_save_on_its_way(site: Site) -> None:
    """A phone ends a hidden page without a word."""
    with held(site):
        site.open(drawn(FORM), "autosave")
        site.page.get_by_label("Text").fill("ett")
        wait_for_saves(site, 1)
        site.page.get_by_label("Text").fill("ett två")
        site.page.evaluate(HIDE)
        wait_for_saves(site, 2)
        site.page.evaluate(HIDE)  # nothing new: said once
    state(site).filter(has_text="Sparat 14.32.08").wait_for()

    assert [save["text"] for save in site.saves[:2]] == [["ett"], ["ett två"]]
    assert turns(site) == sorted(set(turns(site)))


def test_a_save_whose_answer_was_lost_is_said_again_in_a_later_turn(site: Site) -> None:
    """The server has kept it: the version that is named has passed, the turn has not."""
    lost = iter(["abort"])

    def answer(route: Any) -> None:
        if next(lost, None):
            site.saves.append(parse_qs(route.request.post_data, keep_blank_values=True))
            return route.abort()
        return route.continue_()

    site.page.route("**/save", answer)
    site.open(drawn(FORM), "autosave")
    site.page.get_by_label("Text").fill("viktigt")
    state(site).filter(has_text="Sparat 14.32.08").wait_for()

    assert [save["draft_version"] for save in site.saves] == [["0"], ["0"]]
    assert turns(site) == sorted(set(turns(site)))


def test_the_answer_of_an_overtaken_save_neither_alarms_nor_is_tried_again(site: Site) -> None:
    answers = iter([(503, {}), (200, {"version": 2, "saved_at": "14.40.00"})])
    first = threading.Event()

    def answer() -> tuple[int, Any]:
        mine = next(answers)
        if mine[0] == 503:
            first.wait(60)
        return mine

    site.answer = answer
    site.open(drawn(FORM), "autosave")
    site.page.get_by_label("Text").fill("ett")
    wait_for_saves(site, 1)
    site.page.get_by_label("Text").fill("ett två")
    site.page.evaluate(HIDE)
    state(site).filter(has_text="Sparat 14.40.00").wait_for()
    with site.page.expect_response(lambda response: response.status == 503):
        first.set()

    assert "Sparat 14.40.00" in state(site).inner_text()
    assert len(site.saves) == 2


def test_what_is_handed_in_has_a_turn_after_every_save(site: Site) -> None:
    site.open(drawn(FORM), "autosave")
    site.page.get_by_label("Text").fill("klart")
    state(site).filter(has_text="Sparat 14.32.08").wait_for()
    site.page.get_by_role("button", name="Signera").click()
    site.page.get_by_text("Tack").wait_for()

    (sent,) = site.handed_in
    assert sent["draft_window"] == site.saves[-1]["draft_window"]
    assert int(sent["draft_turn"][0]) > max(turns(site))


def test_who_leaves_with_more_than_a_browser_sends_in_leaving_is_asked_and_saved_meanwhile(site: Site) -> None:
    words = "ord " * 20_000
    asked: list[int] = []

    def stay(dialog: Any) -> None:
        wait_for_saves(site, 1)
        asked.append(len(site.saves))
        dialog.accept()

    site.page.on("dialog", stay)
    with held(site):  # however slow the machine is, nothing is answered before she leaves
        site.open(drawn(FORM), "autosave")
        site.page.get_by_label("Text").click()
        site.page.get_by_label("Text").fill(words)
        site.page.goto(f"{site.address}/elsewhere")

    assert len(asked) == 1
    assert site.saves[0]["text"] == [words]


def test_who_leaves_words_that_the_server_does_not_take_is_asked(site: Site) -> None:
    site.answer = lambda: (503, {})
    asked: list[str] = []
    site.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    site.open(drawn(FORM), "autosave")
    site.page.get_by_label("Text").click()
    site.page.get_by_label("Text").fill("viktigt")
    state(site).filter(has_text="Inte sparat än").wait_for()
    site.page.goto(f"{site.address}/elsewhere")

    assert asked == ["beforeunload"]


def test_a_page_that_is_reloaded_before_its_last_words_came_is_drawn_once_more(site: Site) -> None:
    site.open(drawn(FORM), "autosave")
    site.page.get_by_label("Text").fill("sista ordet")
    state(site).filter(has_text="Sparat 14.32.08").wait_for()
    site.standing = {"version": 1, "window": site.saves[-1]["draft_window"][0]}

    site.page.reload()
    for _try in range(PATIENCE_MS // 100):
        if site.drawn == 3:
            break
        site.page.wait_for_timeout(100)

    assert site.drawn == 3


def test_a_page_that_is_reloaded_is_let_be_when_another_window_has_saved(site: Site) -> None:
    """It is for the writer to see that there are two: the page does not change under her."""
    site.open(drawn(FORM), "autosave")
    site.standing = {"version": 1, "window": "a" * 32}
    with site.page.expect_response("**/standing*"):
        site.page.reload()
    site.page.get_by_label("Text").fill("ett")
    wait_for_saves(site, 1)

    assert site.drawn == 2


def test_two_pages_of_one_form_are_two_windows(site: Site) -> None:
    for words in ("ett", "två"):
        site.open(drawn(FORM), "autosave")
        site.page.get_by_label("Text").fill(words)
        state(site).filter(has_text="Sparat 14.32.08").wait_for()

    assert len({save["draft_window"][0] for save in site.saves}) == 2


def test_who_is_told_that_somebody_else_changed_the_row_is_saved_all_the_same(site: Site) -> None:
    site.answer = lambda: (409, {"url": "/compare", "version": len(site.saves), "saved_at": "14.32.08"})
    site.open(drawn(FORM), "autosave")
    field = site.page.get_by_label("Text")

    field.fill("mitt")
    state(site).get_by_role("link", name="Jämför texterna").wait_for()
    field.fill("mitt igen")
    wait_for_saves(site, 2)

    assert site.saves[-1]["text"] == ["mitt igen"]
    state(site).filter(has_text="Någon annan har sparat här").wait_for()


def test_a_form_is_handed_in_after_the_save_on_its_way_and_once(site: Site) -> None:
    """A save that arrived after the form would leave a draft of what has been handed in."""
    with held(site):
        site.open(drawn(FORM), "autosave")
        site.page.get_by_label("Text").fill("klart")
        wait_for_saves(site, 1)
        sign = site.page.get_by_role("button", name="Signera")
        sign.click(no_wait_after=True)
        sign.click(no_wait_after=True)
        assert site.handed_in == []
    site.page.get_by_text("Tack").wait_for()

    assert [(sent["text"], sent["act"]) for sent in site.handed_in] == [(["klart"], ["sign"])]
    assert len(site.saves) == 1


def test_a_form_is_handed_in_without_the_save_that_never_ends(site: Site) -> None:
    site.page.clock.install(time=0)
    with held(site):
        site.open(drawn(FORM), "autosave")
        site.page.get_by_label("Text").fill("klart")
        site.page.get_by_role("button", name="Signera").focus()
        wait_for_saves(site, 1)
        site.page.keyboard.press("Enter")

        site.page.clock.run_for(60_000)
        site.page.get_by_text("Tack").wait_for()

    assert [sent["text"] for sent in site.handed_in] == [["klart"]]


def test_a_failed_save_is_told_and_tried_again_until_it_succeeds(site: Site) -> None:
    answers = iter([(503, {}), *[(200, {"version": 1, "saved_at": "14.40.00"})] * 9])
    site.answer = lambda: next(answers)
    site.open(drawn(FORM), "autosave")

    site.page.get_by_label("Text").fill("viktigt")
    state(site).filter(has_text="Inte sparat än").wait_for()
    state(site).filter(has_text="Sparat 14.40.00").wait_for()

    assert [save["text"] for save in site.saves] == [["viktigt"], ["viktigt"]]


def test_another_window_is_told_with_a_link_and_nothing_is_overwritten(site: Site) -> None:
    site.answer = lambda: (409, {"url": "/compare"})
    site.page.clock.install(time=0)
    site.open(drawn(FORM), "autosave")
    field = site.page.get_by_label("Text")

    field.fill("mitt")
    link = state(site).get_by_role("link", name="Jämför texterna")
    link.wait_for()
    field.fill("mitt igen")
    site.page.clock.run_for(60_000)

    assert link.get_attribute("href") == "/compare"
    assert link.get_attribute("target") == "_blank"
    assert "i ett annat fönster" in state(site).inner_text()
    assert len(site.saves) == 1
    assert field.input_value() == "mitt igen"


def test_being_signed_out_is_said_in_words(site: Site) -> None:
    site.answer = lambda: (403, {})
    site.open(drawn(FORM), "autosave")

    site.page.get_by_label("Text").fill("a")

    state(site).filter(has_text="du är utloggad").wait_for()


def test_nothing_is_left_in_the_storage_of_the_browser(site: Site) -> None:
    site.answer = lambda: (503, {})
    site.open(drawn(FORM), "autosave")

    site.page.get_by_label("Text").fill("hemligt")
    state(site).filter(has_text="Inte sparat än").wait_for()

    assert site.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


# --- The palette ------------------------------------------------------------------------------------------------------

SEARCH = "{% include '_components/search.html' %}"


def test_the_palette_is_used_by_keyboard_alone(site: Site) -> None:
    site.found = [
        {"label": "Tindra Ö.", "detail": "10 år", "url": "/children/1/"},
        {"label": "Ny orosanmälan", "detail": "", "url": "/intake/new/"},
    ]
    site.open(drawn(SEARCH), "palette")

    site.page.keyboard.press("Control+k")
    site.page.keyboard.type("n")
    site.page.get_by_role("option", name="Tindra Ö.").wait_for()
    site.page.keyboard.press("ArrowDown")
    site.page.keyboard.press("ArrowDown")

    field = site.page.get_by_role("combobox")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == "palette-option-1"
    with site.page.expect_navigation(url=f"{site.address}/intake/new/"):
        site.page.keyboard.press("Enter")


def test_what_is_chosen_stays_chosen_when_a_later_answer_arrives(site: Site) -> None:
    site.found = [{"label": "Tindra Ö.", "detail": "10 år", "url": "/children/1/"}]
    site.open(drawn(SEARCH), "palette")
    site.page.keyboard.press("Control+k")
    site.page.get_by_role("option", name="Tindra Ö.").wait_for()
    site.page.keyboard.press("ArrowDown")

    site.found = [{"label": "Min dag", "detail": "", "url": "/"}, *site.found]
    site.page.keyboard.type("n")
    site.page.get_by_role("option", name="Min dag").wait_for()

    assert site.page.get_by_role("option", selected=True).inner_text().startswith("Tindra Ö.")
    with site.page.expect_navigation(url=f"{site.address}/children/1/"):
        site.page.keyboard.press("Enter")


def test_escape_closes_the_palette_and_keeps_what_was_typed(site: Site) -> None:
    site.found = [{"label": "Min dag", "detail": "", "url": "/"}]
    site.open(drawn(SEARCH), "palette")

    site.page.keyboard.press("Control+k")
    site.page.keyboard.type("min")
    site.page.get_by_role("option").wait_for()
    site.page.keyboard.press("Escape")

    assert site.page.get_by_role("combobox").input_value() == "min"
    assert not site.page.get_by_role("listbox").is_visible()


def test_what_the_server_finds_is_never_read_as_markup_or_as_another_site(site: Site) -> None:
    site.found = [{"label": "<img src=x onerror=alert(1)>", "detail": "", "url": "https://elsewhere.test/"}]
    site.open(drawn(SEARCH), "palette")

    site.page.keyboard.press("Control+k")
    site.page.keyboard.type("x")
    option = site.page.get_by_role("option")
    option.wait_for()
    option.click()

    assert option.locator("img").count() == 0
    assert site.page.url == f"{site.address}/page"


def test_an_empty_answer_is_said_aloud(site: Site) -> None:
    site.open(drawn(SEARCH), "palette")

    site.page.keyboard.press("Control+k")
    site.page.keyboard.type("zzz")

    site.page.get_by_role("status").filter(has_text="Inget som du får se heter så").wait_for(state="attached")


# --- Readability ------------------------------------------------------------------------------------------------------


def test_the_meter_of_the_page_counts_as_the_server_does(site: Site) -> None:
    texts = [*(example["text"] for example in EXAMPLES), *MORE_TEXTS]
    site.open("", "readability")

    counted = site.page.evaluate(
        """async ([texts, words]) => {
          const { measure } = await import('/readability.js');
          return texts.map((text) => measure(text, words));
        }""",
        [texts, {"abbreviations": sorted(ABBREVIATIONS), "hardWords": list(HARD_WORDS)}],
    )

    assert counted == [on_the_server(text.replace("\r\n", "\n")) for text in texts]


def on_the_server(text: str) -> dict[str, object]:
    measured = measure(text)
    return {
        "words": measured.words,
        "sentences": measured.sentences,
        "longWords": measured.long_words,
        "lix": measured.lix,
        "longestSentenceWords": measured.longest_sentence_words,
        "hardWords": [each.word for each in measured.hard_words],
    }


def test_the_meter_moves_while_one_writes(site: Site) -> None:
    page = '<textarea aria-label="Text" data-app-readability="m"></textarea>{% readability_meter reading "m" %}'
    site.open(drawn(page, reading=measure("")), "readability")
    text = "Du får bo hos en kontaktfamilj. Vi har delgivning av beslutet på torsdag."

    site.page.get_by_label("Text").fill(text)

    expected = measure(text)
    assert expected.level is not None
    assert site.page.locator("[data-app-meter=lix]").inner_text() == f"{expected.lix} · {expected.level.sv}"
    assert site.page.locator("[data-app-meter=hard]").inner_text() == ", ".join(w.word for w in expected.hard_words)


# --- Obstacle and faults ----------------------------------------------------------------------------------------------

OBSTACLE = """
<select id="a" aria-label="A"><option value=""></option><option>1</option><option>2</option></select>
<select id="b" aria-label="B"><option value=""></option><option>1</option><option>2</option></select>
<fieldset data-app-obstacle data-app-suitable="a" data-app-chosen="b">
  <legend>Varför</legend><label><input type="checkbox"> Ekonomi</label>
</fieldset>
"""


def test_the_question_why_appears_when_the_choice_differs(site: Site) -> None:
    site.open(OBSTACLE, "obstacle")
    why = site.page.get_by_role("group", name="Varför")

    site.page.get_by_label("A").select_option("1")
    site.page.get_by_label("B").select_option("1")
    assert not why.is_visible()

    site.page.get_by_label("B").select_option("2")
    assert why.is_visible()


def test_an_answer_already_given_is_never_hidden(site: Site) -> None:
    site.open(OBSTACLE, "obstacle")
    site.page.get_by_label("A").select_option("1")
    site.page.get_by_label("B").select_option("2")
    site.page.get_by_label("Ekonomi").check()

    site.page.get_by_label("B").select_option("1")

    assert site.page.get_by_role("group", name="Varför").is_visible()


class TwoFields(forms.Form):
    name = forms.CharField(label="Namn")
    how = forms.ChoiceField(label="Hur", choices=[("a", "enskilt"), ("b", "med andra")], widget=forms.RadioSelect)


def test_the_error_summary_has_the_focus_and_leads_to_the_fields(site: Site) -> None:
    page = "{% error_summary form %}{% for bound in form %}{% field bound %}{% endfor %}"
    site.open(drawn(page, form=TwoFields({})), "faults")

    focused = site.page.evaluate("document.activeElement.getAttribute('role')")
    links = site.page.get_by_role("alert").get_by_role("link")
    links.nth(1).click()

    assert focused == "alert"
    assert [re.sub(r":.*", "", text) for text in links.all_inner_texts()] == ["Namn", "Hur"]
    assert site.page.evaluate("document.activeElement.id") == "id_how_0"
