"""Waves on the net and pages of facts in the browser: written by those who follow up, refused with the text kept."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.safety import close_incident_of, facts_of, reported
from tests.factories.shown_figures import figure_of, show_figures
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.campaigns import CampaignFields, CampaignView
from skyddsnat.domains.safety.types.facts import Fact
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "En film som inte är härifrån."
FIGURE = Fact(Text("Bedömdes i tid", "Assessed in time"), Text("94 %", "94%"))


def held(key: str, url: str, version: int | None = None) -> dict[str, str]:
    """What a sheet carries besides what is typed."""
    base = "" if version is None else str(version)
    return {"base_version": base, "draft_key": key, "draft_version": "0", "draft_url": url}


def post(browser: Client, name: str, ids: list[int], version: int | None = None, **typed: Any) -> Any:
    url = reverse(f"safety:{name}", args=ids)
    key = f"safety.{name.replace('-', '.')}:{ids[0] if ids else 'new'}"
    return browser.post(url, held(key, url, version) | typed)


@pytest.fixture
def campaign_id(office: Office, now: datetime) -> int:
    fields = CampaignFields(title="Bussen", started_on=local_date(now) - 3 * DAY, words=WORDS)
    with seeing(office.viewer("sven", now)) as sven:
        return actions.write_campaign(fields=fields, actor=sven, at=now)


@pytest.fixture
def facts_id(office: Office, now: datetime) -> int:
    """A page of last year, written and without figures."""
    period = {"since": date(now.year - 1, 1, 1), "until": date(now.year, 1, 1)}
    with seeing(office.viewer("sven", now)) as sven:
        return actions.make_facts(fields=facts_of(now, **period), actor=sven, at=now)


@pytest.fixture
def figures(tmp_path: Path, settings: Any, now: datetime) -> None:
    """The figures of last year: one that may be shown, one that is too small."""
    settings.FIGURES_FOLDER = str(tmp_path)
    last = str(now.year - 1)
    both = (figure_of("two_caseworkers", 0.94, when=last), figure_of("threatened", None, when=last))
    show_figures(tmp_path, both, on=local_date(now))


def seen(office: Office, campaign_id: int, now: datetime) -> CampaignView:
    with seeing(office.viewer("sven", now)) as sven:
        return queries.campaign(campaign_id=campaign_id, viewer=sven)


def one_incident(office: Office, now: datetime, **changes: Any) -> int:
    return reported(office, at=now, happened_at=now - HOUR, **changes)


# --- Waves ------------------------------------------------------------------------------------------------------------


def test_a_wave_from_the_first_day_to_the_last(office: Office, sign_in: SignIn, now: datetime) -> None:
    mia, today, incident_id = sign_in("mia"), local_date(now), one_incident(office, now)
    answer = post(mia, "campaign-new", [], title="Bussen", words=WORDS, started_on=str(today), ended_on="")
    campaign_id = int(answer.headers["Location"].rstrip("/").rpartition("/")[2])
    steps = (
        ("campaign-link", [campaign_id], None, {"url": "https://exempel.se/1", "seen_on": str(today), "what": "Film"}),
        ("campaign-answer", [campaign_id], 1, {"answer": "Så går det till."}),
        ("campaign-tie", [campaign_id], 2, {"incidents": [str(incident_id)]}),
        (
            "campaign-change",
            [campaign_id],
            2,
            {"title": "Bussen", "words": WORDS, "started_on": str(today), "ended_on": str(today)},
        ),
    )
    for name, ids, version, typed in steps:
        assert post(mia, name, ids, version, **typed).headers["Location"] == f"/safety/campaign/{campaign_id}/"
    page = mia.get(f"/safety/campaign/{campaign_id}/").content.decode()
    for words in ("https://exempel.se/1", "Så går det till.", f"/safety/incident/{incident_id}/", "Över"):
        assert words in page
    assert "Bussen" in mia.get(reverse("safety:campaigns")).content.decode()


def test_an_incident_is_tied_and_let_go_from_its_own_page(
    office: Office, sign_in: SignIn, now: datetime, campaign_id: int
) -> None:
    sara, incident_id = sign_in("sara"), one_incident(office, now)
    page = reverse("safety:incident", args=[incident_id])
    assert reverse("safety:incident-tie", args=[incident_id]) in sara.get(page).content.decode()
    assert post(sara, "incident-tie", [incident_id], wave=str(campaign_id)).headers["Location"] == page
    assert f"/safety/campaign/{campaign_id}/" in sara.get(page).content.decode()
    assert seen(office, campaign_id, now).incidents == 1
    # Whoever was exposed sees the incident, and of the wave nothing.
    bo = sign_in("bo").get(page).content.decode()
    assert "Bussen" not in bo
    assert "Våg" not in bo
    assert post(sara, "incident-tie", [incident_id], wave="").headers["Location"] == page
    assert seen(office, campaign_id, now).incidents == 0


def test_the_exposed_ties_nothing_by_typing_the_address(
    office: Office, sign_in: SignIn, now: datetime, campaign_id: int
) -> None:
    incident_id = one_incident(office, now)
    form = sign_in("bo").get(reverse("safety:incident-tie", args=[incident_id])).content.decode()
    assert "Bussen" not in form
    assert post(sign_in("bo"), "incident-tie", [incident_id], wave=str(campaign_id)).status_code == 422
    assert post(sign_in("bo"), "incident-tie", [incident_id], wave="").status_code == 422
    assert seen(office, campaign_id, now).incidents == 0


BAD = {
    "campaign-new": [
        ({"title": " "}, "Vad kallar vi vågen?"),
        ({"started_on": "+1"}, "Första dagen har inte varit än."),
        ({"started_on": "i går"}, "När började det?"),
        ({"ended_on": "-9"}, "Sista dagen är före den första"),
        ({"ended_on": "+1"}, "eller har inte varit"),
        ({"title": "x" * 161}, "161"),
    ],
    "campaign-link": [
        ({"url": "exempel.se/utan"}, "https:// först"),
        ({"url": "javascript:alert(1)"}, "https:// först"),
        ({"url": "https://exempel.se/" + "x" * 500}, "519"),
        ({"seen_on": "+1"}, "Dagen har inte varit än."),
    ],
    "campaign-answer": [({"answer": " "}, "Vad svarade vi, och var?")],
    "campaign-tie": [
        ({"incidents": []}, "Välj minst en händelse."),
        ({"incidents": ["987654"]}, "987654"),
        ({"incidents": ["DROP"]}, "DROP"),
    ],
}
TYPED: dict[str, dict[str, Any]] = {
    "campaign-new": {"title": "Bussen", "words": "Det som skrevs nyss.", "started_on": "-3", "ended_on": ""},
    "campaign-link": {"url": "https://exempel.se/1", "seen_on": "0", "what": "Det som skrevs nyss."},
    "campaign-answer": {"answer": "Det som skrevs nyss."},
    "campaign-tie": {"incidents": []},
}


def _days(typed: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Days are told from today: "-3", "0", "+1"."""
    found = dict(typed)
    for name in ("started_on", "ended_on", "seen_on"):
        text = found.get(name, "")
        if text.lstrip("+-").isdigit():
            found[name] = str(local_date(now) + int(text) * DAY)
    return found


@pytest.mark.parametrize(("name", "changes", "words"), [(name, *each) for name, found in BAD.items() for each in found])
def test_what_is_wrong_with_a_wave_is_told_and_what_was_typed_is_kept(
    sign_in: SignIn, now: datetime, campaign_id: int, name: str, changes: dict[str, Any], words: str
) -> None:
    mia, ids = sign_in("mia"), [] if name == "campaign-new" else [campaign_id]
    typed = _days(TYPED[name] | changes, now)
    answer = post(mia, name, ids, None if name in ("campaign-new", "campaign-link", "campaign-tie") else 1, **typed)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    if "Det som skrevs nyss." in typed.values():
        assert "Det som skrevs nyss." in answer.content.decode()
        assert "Det som skrevs nyss." in mia.get(reverse(f"safety:{name}", args=ids)).content.decode()


def test_two_who_answer_at_once_see_both_texts(sign_in: SignIn, campaign_id: int) -> None:
    post(sign_in("mia"), "campaign-answer", [campaign_id], 1, answer="Det ena svaret.")
    late = post(sign_in("sara"), "campaign-answer", [campaign_id], 1, answer="Det andra svaret.")
    assert late.status_code == 409
    for words in ("Det ena svaret.", "Det andra svaret."):
        assert words in late.content.decode()


def test_a_closed_incident_is_offered_to_no_wave_and_refused_with_its_reason(
    office: Office, sign_in: SignIn, now: datetime, campaign_id: int
) -> None:
    incident_id = one_incident(office, now)
    close_incident_of(office, incident_id, at=now)
    mia = sign_in("mia")
    page = mia.get(reverse("safety:campaign-tie", args=[campaign_id])).content.decode()
    assert f'value="{incident_id}"' not in page
    assert "(frivilligt)" not in page
    answer = post(mia, "incident-tie", [incident_id], wave=str(campaign_id))
    assert (answer.status_code, "Händelsen är avslutad." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["bo", "ida", "stina", "lo", "adam", "kim", "rut"])
def test_waves_and_facts_are_for_those_who_follow_up(
    sign_in: SignIn, campaign_id: int, facts_id: int, name: str
) -> None:
    browser = sign_in(name)
    pages = (("campaigns", []), ("campaign-new", []), ("campaign", [campaign_id]), ("campaign-answer", [campaign_id]))
    for page, ids in (*pages, ("facts", []), ("facts-new", []), ("facts-page", [facts_id])):
        assert browser.get(reverse(f"safety:{page}", args=ids)).status_code == 403
    listed = browser.get(reverse("safety:list")).content.decode()
    assert reverse("safety:campaigns") not in listed


# --- Facts ------------------------------------------------------------------------------------------------------------


def facts_typed(**changes: Any) -> dict[str, Any]:
    typed = {"title_sv": "Så är det", "title_en": "So it is", "words_sv": "Ingen tar barn för pengar.", "wave": ""}
    return typed | {"words_en": "Nobody takes children for money.", "period": ""} | changes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"period": ""}, "Vilken period?"),
        ({"period": "2999"}, "2999"),
        ({"period": "' OR 1"}, "Vilken period?"),
        ({"title_en": ""}, "Rubrik på engelska"),
        ({"wave": "987654"}, "987654"),
    ],
)
def test_a_page_that_cannot_be_is_told_and_keeps_its_text(sign_in: SignIn, changes: dict[str, Any], words: str) -> None:
    mia = sign_in("mia")
    answer = post(mia, "facts-new", [], **facts_typed(**changes))
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert "Ingen tar barn för pengar." in mia.get(reverse("safety:facts-new")).content.decode()


def test_a_typed_number_is_refused_on_the_page_of_facts(
    sign_in: SignIn, now: datetime, figures: None, facts_id: int
) -> None:
    typed = facts_typed(period=str(now.year - 1), words_sv="Av 12 barn togs inget.")
    answer = post(sign_in("mia"), "facts-change", [facts_id], 1, **typed)
    assert (answer.status_code, "Skriv inga tal i texten." in answer.content.decode()) == (422, True)
    assert "Av 12 barn togs inget." in answer.content.decode()


def test_a_page_without_figures_is_not_published_and_says_why(sign_in: SignIn, facts_id: int) -> None:
    mia = sign_in("mia")
    page = mia.get(reverse("safety:facts-page", args=[facts_id])).content.decode()
    assert "Går inte att publicera än" in page
    assert "Välj minst en siffra." in page
    assert post(mia, "facts-publish", [facts_id], 1).status_code == 422
    assert Client().get(f"/facts/{facts_id}/").status_code == 404


def test_the_figures_of_a_page_are_chosen_among_those_of_its_period_that_may_be_shown(
    office: Office, sign_in: SignIn, now: datetime, figures: None, facts_id: int
) -> None:
    mia, address = sign_in("mia"), reverse("safety:facts-figures", args=[facts_id])
    form = mia.get(address).content.decode()
    assert ("two_caseworkers" in form, "threatened" in form) == (True, False)
    for wrong in ("threatened", "talked_with_alone", "99"):
        assert post(mia, "facts-figures", [facts_id], 1, figures=[wrong]).status_code == 422
    assert post(mia, "facts-figures", [facts_id], 1, figures=["two_caseworkers"]).status_code == 302
    with seeing(office.viewer("mia", now)) as viewer:
        (figure,) = queries.facts_page(facts_id=facts_id, viewer=viewer).figures
    assert figure.number.en == "94% of 50"
    # What stands on the page is ticked when the form is opened again.
    assert re.search(r'value="two_caseworkers"[^>]*checked', mia.get(address).content.decode())


def test_before_the_first_night_there_are_no_figures_and_it_is_said(
    sign_in: SignIn, settings: Any, facts_id: int
) -> None:
    settings.FIGURES_FOLDER = ""
    mia = sign_in("mia")
    assert "Det finns inga siffror än." in mia.get(reverse("safety:facts-new")).content.decode()
    chosen = mia.get(reverse("safety:facts-figures", args=[facts_id])).content.decode()
    assert "Registren har inga siffror för perioden" in chosen


def test_published_and_withdrawn_in_the_browser(
    office: Office, sign_in: SignIn, now: datetime, figures: None, facts_id: int
) -> None:
    with seeing(office.viewer("sven", now)) as sven:
        actions.choose_figures(facts_id=facts_id, version=1, figures=[FIGURE], actor=sven, at=now)
    mia, page = sign_in("mia"), reverse("safety:facts-page", args=[facts_id])
    assert "94 %" in mia.get(page).content.decode()
    assert post(mia, "facts-publish", [facts_id], 2).headers["Location"] == page
    assert f'href="/facts/{facts_id}/"' in mia.get(page).content.decode()
    assert "94 %" in Client().get(f"/facts/{facts_id}/").content.decode()
    assert post(mia, "facts-change", [facts_id], 3, **facts_typed(period=str(now.year - 1))).status_code == 422
    assert post(mia, "facts-withdraw", [facts_id], 3).headers["Location"] == page
    assert Client().get(f"/facts/{facts_id}/").status_code == 404
    assert "Tillbakadragen" in mia.get(reverse("safety:facts")).content.decode()
