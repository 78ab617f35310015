"""Warnings in the browser: written from a child's visits or from an incident, agreed to, looked at again, ended."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.people import Child, add_adult, make_child
from tests.factories.safety import reported, warning_of
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn, many_children

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.warnings import WarningOn, WarningView
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
STREET = "Storgatan 1, Norrham"


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    return make_child(office, at=now - 2 * DAY)


def plain(content: bytes) -> str:
    return re.sub(r"\s+", " ", content.decode())


def held(key: str, version: int | None = None) -> dict[str, str]:
    base = "" if version is None else str(version)
    return {"base_version": base, "draft_key": key, "draft_version": "0", "draft_url": "/"}


def typed(child: Child, now: datetime, **changes: Any) -> dict[str, Any]:
    """The form as Bo fills it in."""
    written = {
        "about": "household",
        "person_id": "",
        "address": "",
        "cause": "dog",
        "words": "Ring innan du öppnar grinden.",
        "told": "no",
        "not_told_reason": "Det kan öka risken.",
        "reaches": [str(child.file_id)],
        "review_on": str((now + 30 * DAY).date()),
        "ends_on": str((now + 90 * DAY).date()),
    }
    return held(f"safety.warning:new-{child.file_id}") | written | changes


def write(office: Office, child: Child, *, by: str = "bo", at: datetime | None = None, **changes: Any) -> int:
    moment = at or timezone.now()
    with seeing(office.viewer(by, moment)) as actor:
        return actions.write_warning(fields=warning_of(child, moment, **changes), actor=actor, at=moment)


def seen(office: Office, warning_id: int, *, by: str = "mia") -> WarningView:
    with seeing(office.viewer(by, timezone.now())) as viewer:
        return queries.warning(warning_id=warning_id, viewer=viewer)


def kept(office: Office) -> list[WarningView]:
    with seeing(office.viewer("mia", timezone.now())) as mia:
        return queries.warnings_kept(viewer=mia)


def test_from_the_childs_visits_to_the_end(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    bo, mia = sign_in("bo"), sign_in("mia")
    url = reverse("safety:warning-new", args=[alma.file_id])
    assert "Neutrala ord som personen själv skulle kunna läsa" in plain(bo.get(url).content)
    answer = bo.post(url, typed(alma, now))
    (view,) = kept(office)
    page = reverse("safety:warning", args=[view.id])
    assert answer.headers["Location"] == page
    assert "Ring innan du öppnar grinden." in plain(bo.get(page).content)
    assert "Väntar på chefen" in plain(mia.get(reverse("safety:warnings")).content)

    def do(name: str, version: int, **fields: Any) -> None:
        answer = mia.post(
            reverse(f"safety:warning-{name}", args=[view.id]),
            held(f"safety.warning.{name}:{view.id}", version) | fields,
        )
        assert answer.status_code == 302, plain(answer.content)[-2000:]

    do("agree", 1)
    do("told", 2)
    do("review", 3, review_on=str((now + 60 * DAY).date()), ends_on=str((now + 90 * DAY).date()))
    do("end", 4, why="De har flyttat.")
    ended = seen(office, view.id)
    assert (ended.agreed_by, ended.was_told, ended.end_reason) == ("Mia Chef", True, "De har flyttat.")
    assert "De har flyttat." in plain(mia.get(page).content)
    assert "Avslutade" in plain(mia.get(reverse("safety:warnings")).content)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": " "}, "Vad behöver den som ska dit veta?"),
        ({"about": "person"}, "Välj vem varningen gäller"),
        ({"about": "address"}, "Skriv adressen"),
        ({"reaches": []}, "Välj minst ett barns akt"),
        ({"not_told_reason": ""}, "Skriv varför personen inte får veta"),
        ({"review_on": "2020-01-01"}, "ses över inom ett halvår"),
        ({"ends_on": "2099-01-01"}, "inom två år"),
        ({"reaches": ["987654321"]}, "reaches"),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    office: Office, alma: Child, sign_in: SignIn, now: datetime, changes: dict[str, Any], words: str
) -> None:
    bo, url = sign_in("bo"), reverse("safety:warning-new", args=[alma.file_id])
    answer = bo.post(url, typed(alma, now, **({"not_told_reason": "Risk för hämnd."} | changes)))
    assert answer.status_code == 422
    assert words in plain(answer.content)
    if "words" not in changes:
        assert "Ring innan du öppnar grinden." in plain(bo.get(url).content)
    assert kept(office) == []


def test_from_an_incident_whose_words_stay_there(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    incident_id = reported(office, at=now, happened_at=now - timedelta(hours=1), linked_files=(alma.file_id,))
    bo, url = sign_in("bo"), reverse("safety:warning-new", args=[alma.file_id]) + f"?incident={incident_id}"
    assert url in plain(bo.get(reverse("safety:incident", args=[incident_id])).content)
    assert bo.post(url, typed(alma, now)).status_code == 302
    (view,) = kept(office)
    page, incident = reverse("safety:warning", args=[view.id]), reverse("safety:incident", args=[incident_id])
    assert "Anonym 17" not in plain(bo.get(page).content)
    assert incident in plain(bo.get(page).content)
    assert page in plain(bo.get(incident).content)
    with seeing(office.viewer("mia", now)) as mia:
        access.assign(
            file_id=alma.file_id, employee_id=office.employees["dag"], part=Part.SECOND, unit_id=office.units["barn1"],
            actor=mia, at=now,
        )  # fmt: skip
    assert sign_in("dag").get(page).status_code == 200
    assert incident not in plain(sign_in("dag").get(page).content)
    with seeing(office.viewer("bo", now)), connection.cursor() as cursor:
        cursor.execute("SELECT incident_id FROM safety_warningorigin WHERE warning_id = %s", [view.id])
        assert cursor.fetchall() == [(incident_id,)]


@pytest.mark.parametrize(("who", "unit"), [("ida", "intake"), ("mia", "barn1"), ("sven", "barn1")])
def test_an_address_is_warned_of_where_no_child_is_known(
    office: Office, sign_in: SignIn, now: datetime, who: str, unit: str
) -> None:
    browser, url = sign_in(who), reverse("safety:warning-address")
    assert url in plain(browser.get(reverse("safety:list")).content)
    said = at_address(office, now, unit)
    refused = browser.post(url, said | {"address": " . "})
    assert refused.status_code == 422
    assert "Skriv adressen" in plain(refused.content)
    assert "Ring innan du öppnar grinden." in plain(browser.get(url).content)
    page = browser.post(url, said).headers["Location"]
    content = plain(browser.get(page).content)
    assert STREET in content
    assert "alla som ska dit" in content
    assert page in plain(browser.get(reverse("safety:warnings")).content) or who == "ida"


def test_an_incident_without_a_child_leads_to_a_warning_of_its_address(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    incident_id = reported(office, at=now, happened_at=now - timedelta(hours=1))
    mia, url = sign_in("mia"), f"{reverse('safety:warning-address')}?incident={incident_id}"
    incident = reverse("safety:incident", args=[incident_id])
    assert url in plain(mia.get(incident).content)
    page = mia.post(url, at_address(office, now, "barn1", incident_id)).headers["Location"]
    assert incident in plain(mia.get(page).content)
    assert page in plain(mia.get(incident).content)


def at_address(office: Office, now: datetime, unit: str, incident_id: int = 0) -> dict[str, Any]:
    """The form of an address as it is filled in."""
    kept = ("cause", "words", "told", "not_told_reason", "review_on", "ends_on")
    said = typed(Child(0, 0), now)
    return held(f"safety.warning:new-address-{incident_id}") | {name: said[name] for name in kept} | {
        "address": STREET, "unit_id": str(office.units[unit]),
    }  # fmt: skip


@pytest.mark.parametrize("incident", ["987654321", "x", "-1"])
def test_an_incident_that_is_not_seen_is_not_found(office: Office, alma: Child, sign_in: SignIn, incident: str) -> None:
    url = reverse("safety:warning-new", args=[alma.file_id])
    assert sign_in("bo").get(f"{url}?incident={incident}").status_code == 404


def test_on_a_person_and_on_a_sibling_too(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    per = add_adult(office, alma, "per", by="bo", at=now)
    bo = sign_in("bo")
    url = reverse("safety:warning-new", args=[alma.file_id])
    assert bo.post(url, typed(alma, now, about="person", person_id=str(per), address=STREET)).status_code == 302
    (view,) = kept(office)
    assert (view.about, view.person_id, view.address) == (WarningOn.PERSON, per, "")
    assert "Per Åkerlund" in plain(bo.get(reverse("safety:warning", args=[view.id])).content)


def test_the_author_reads_why_she_cannot_agree_and_a_caseworker_has_no_button(
    office: Office, alma: Child, sign_in: SignIn
) -> None:
    warning_id = write(office, alma, by="mia")
    page, agree = (reverse(f"safety:{name}", args=[warning_id]) for name in ("warning", "warning-agree"))
    assert "Den som skrev varningen kan inte själv gå med på den" in plain(sign_in("mia").get(page).content)
    assert agree not in plain(sign_in("bo").get(page).content)
    answer = sign_in("mia").post(agree, held(f"safety.warning.agree:{warning_id}", 1))
    assert (answer.status_code, "Den som skrev varningen" in plain(answer.content)) == (422, True)


def test_two_windows_are_told_of_each_other(office: Office, alma: Child, sign_in: SignIn) -> None:
    warning_id = write(office, alma)
    mia = sign_in("mia")
    mia.post(reverse("safety:warning-agree", args=[warning_id]), held(f"safety.warning.agree:{warning_id}", 1))
    late = held(f"safety.warning.end:{warning_id}", 1) | {"why": "Flyttat."}
    assert mia.post(reverse("safety:warning-end", args=[warning_id]), late).status_code == 409
    assert seen(office, warning_id).ended_at is None


def test_it_reaches_the_childs_siblings_and_own_children(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    warning_id, (other,) = write(office, alma), many_children(office, 1, at=now)
    bo, url = sign_in("bo"), reverse("safety:warning-reach", args=[warning_id])
    assert "Barn0" in plain(bo.get(url).content)
    answer = bo.post(url, held(f"safety.warning.reach:{warning_id}", 1) | {"reaches": [str(other.file_id)]})
    assert answer.status_code == 302
    assert seen(office, warning_id).file_ids == (alma.file_id, other.file_id)


def test_who_opens_what(office: Office, alma: Child, sign_in: SignIn) -> None:
    warning_id = write(office, alma)
    page = reverse("safety:warning", args=[warning_id])
    opened = {name: sign_in(name).get(page).status_code for name in ("bo", "mia", "sara", "sven", "dag", "cia", "lo")}
    assert opened == dict.fromkeys(("bo", "mia", "sara", "sven"), 200) | dict.fromkeys(("dag", "cia", "lo"), 404)
    lists = {name: sign_in(name).get(reverse("safety:warnings")).status_code for name in ("mia", "sara", "sven", "bo")}
    assert lists == {"mia": 200, "sara": 200, "sven": 200, "bo": 403}
    assert "Ring när ni är framme" not in plain(sign_in("max").get(reverse("safety:warnings")).content)


def test_the_representative_reads_of_no_child_whose_file_is_closed_to_her(
    office: Office, alma: Child, sign_in: SignIn
) -> None:
    warning_id = write(office, alma, about=WarningOn.PERSON, person_id=alma.guardians["eva"])
    for url in (reverse("safety:warnings"), reverse("safety:warning", args=[warning_id])):
        content = plain(sign_in("sara").get(url).content)
        assert "någon som du inte ser" in content
        assert "Alma" not in content
        assert "Åkerlund" not in content


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_no_more_the_more_it_holds(office: Office, sign_in: SignIn, now: datetime, count: int) -> None:
    for child in many_children(office, count, at=now):
        write(office, child, at=now, about=WarningOn.PERSON, person_id=child.person_id)
    mia = sign_in("mia")
    with CaptureQueriesContext(connection) as asked:
        assert plain(mia.get(reverse("safety:warnings")).content).count("Åk två.") == count
    assert len(asked) - SAVEPOINTS <= 8
