"""Who did it, said in the browser; and a warning on that person, written by whoever sees no child's file."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.people import ADULTS, Child, make_child
from tests.factories.safety import reported
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.safety import queries
from skyddsnat.domains.safety.actions import plan_visit
from skyddsnat.domains.safety.types.warnings import VisitFields
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVA = ADULTS["eva"].number or ""
NOBODYS = "19770707-TF77"
# What tells two pages of one kind apart though they say the same: ids, and what a form holds once.
_IDS = re.compile(r'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"|(?<=/)[0-9]+(?=/)|(?<=incident=)[0-9]+')


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    return make_child(office, at=now - 2 * DAY)


@pytest.fixture
def incident_id(office: Office, alma: Child, now: datetime) -> int:
    return reported(office, at=now, happened_at=now - HOUR, linked_files=(alma.file_id,))


def plain(content: bytes) -> str:
    return re.sub(r"\s+", " ", content.decode())


def held(key: str, version: int | None = None) -> dict[str, str]:
    base = "" if version is None else str(version)
    return {"base_version": base, "draft_key": key, "draft_version": "0", "draft_url": "/"}


def said(incident_id: int, version: int = 1, **changes: Any) -> dict[str, Any]:
    """The form of who it was."""
    return held(f"safety.incident.source:{incident_id}", version) | {"source": "relative", "number": ""} | changes


def warned(office: Office, incident_id: int, now: datetime, **changes: Any) -> dict[str, Any]:
    """The form of a warning on that person."""
    return held(f"safety.warning:new-source-{incident_id}") | {
        "about": "person", "cause": "threatening", "words": "Möt på kontoret, två personer.", "told": "no",
        "not_told_reason": "Det kan öka risken.", "review_on": str((now + 30 * DAY).date()),
        "ends_on": str((now + 90 * DAY).date()), "unit_id": str(office.units["barn1"]),
    } | changes  # fmt: skip


def test_the_manager_chooses_among_those_around_the_child_and_reads_the_name(
    office: Office, sign_in: SignIn, alma: Child, incident_id: int
) -> None:
    mia, url = sign_in("mia"), reverse("safety:incident-source", args=[incident_id])
    page = reverse("safety:incident", args=[incident_id])
    assert url in plain(mia.get(page).content)
    assert "Eva Åkerlund" in plain(mia.get(url).content)
    assert mia.post(url, said(incident_id, person_id=str(alma.guardians["eva"]))).headers["Location"] == page
    for name in ("mia", "bo"):
        assert "Eva Åkerlund" in plain(sign_in(name).get(page).content)
    for name in ("sven", "sara"):
        for address in (page, url, reverse("safety:series"), reverse("safety:warning-source", args=[incident_id])):
            content = plain(sign_in(name).get(address).content)
            assert "Åkerlund" not in content, address
            assert "850611" not in content, address
        assert "utpekad, men inte någon som du ser" in plain(sign_in(name).get(page).content)


def test_whoever_sees_no_file_chooses_nobody_that_she_does_not_see(
    sign_in: SignIn, alma: Child, incident_id: int
) -> None:
    sven, url = sign_in("sven"), reverse("safety:incident-source", args=[incident_id])
    assert "person_id" not in plain(sven.get(url).content)
    answer = sven.post(url, said(incident_id, person_id=str(alma.guardians["eva"])))
    assert answer.status_code == 422
    assert "Välj personen eller skriv personnumret" in plain(answer.content)


def test_a_number_is_answered_alike_whoever_has_it(office: Office, sign_in: SignIn, alma: Child, now: datetime) -> None:
    """Eva stands in the system and the other does not: every page of Sven's is the same, but for the incident's id."""
    sven, found = sign_in("sven"), []
    ids = [reported(office, at=now, happened_at=now - HOUR, alias="") for _number in range(2)]
    for incident_id, number in zip(ids, (EVA, NOBODYS), strict=True):
        source, warning = (
            reverse(f"safety:{name}", args=[incident_id]) for name in ("incident-source", "warning-source")
        )
        told = sven.post(source, said(incident_id, number=number), follow=True)
        warns = sven.post(warning, warned(office, incident_id, now), follow=True)
        found.append([_IDS.sub("", plain(each.content)) for each in (told, warns)])
        assert "Varning: kan vara hotfull" in found[-1][1]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": "19850611-0000"}, "stämmer inte"),
        ({}, "Välj personen eller skriv personnumret"),
        ({"number": EVA, "source": ""}, "Vem gjorde det?"),
    ],
)
def test_bad_input_is_told(sign_in: SignIn, incident_id: int, changes: dict[str, Any], words: str) -> None:
    url = reverse("safety:incident-source", args=[incident_id])
    answer = sign_in("sven").post(url, said(incident_id, **changes))
    assert answer.status_code == 422
    assert words in plain(answer.content)


def test_it_is_taken_back(sign_in: SignIn, incident_id: int) -> None:
    sven, url = sign_in("sven"), reverse("safety:incident-source", args=[incident_id])
    unname = reverse("safety:incident-unname", args=[incident_id])
    assert unname not in plain(sven.get(url).content), "nobody is named yet"
    sven.post(url, said(incident_id, number=EVA))
    assert unname in plain(sven.get(url).content)
    assert sven.post(unname, held(f"safety.incident.unname:{incident_id}", 2)).status_code == 302
    assert "utpekad, men" not in plain(sven.get(reverse("safety:incident", args=[incident_id])).content)


def test_a_warning_on_that_person_is_read_where_a_visit_is_planned(
    office: Office, sign_in: SignIn, alma: Child, now: datetime, incident_id: int
) -> None:
    sven, url = sign_in("sven"), reverse("safety:warning-source", args=[incident_id])
    first = reverse("safety:incident-source", args=[incident_id])
    assert sven.get(url).headers["Location"] == first, "nobody is named yet"
    sven.post(first, said(incident_id, number=EVA))
    assert url in plain(sven.get(reverse("safety:incident", args=[incident_id])).content)
    form = plain(sven.get(url).content)
    assert "Hot, i telefon · " in form
    assert f'value="{office.units["barn1"]}" selected' in form
    page = sven.post(url, warned(office, incident_id, now)).headers["Location"]
    mine = plain(sven.get(page).content)
    assert "någon som du inte ser" in mine
    assert "alla som ska träffa personen" in mine
    assert "Åkerlund" not in mine + plain(sven.get(reverse("safety:warnings")).content)
    with seeing(office.viewer("bo", now)) as bo:
        goers = (office.employees["bo"], office.employees["dag"])
        visit = VisitFields(planned_at=now + DAY, place="Storgatan 1", goers=goers)
        visit_id = plan_visit(file_id=alma.file_id, fields=visit, actor=bo, at=now)
        assert queries.visit(visit_id=visit_id, viewer=bo).needs_assessment
    for address in (reverse("safety:visits", args=[alma.file_id]), reverse("safety:visit", args=[visit_id])):
        content = plain(sign_in("bo").get(address).content)
        assert "Varning: kan vara hotfull · Eva Åkerlund" in content
        assert "Möt på kontoret, två personer." in content
    assert "Eva Åkerlund" in plain(sign_in("mia").get(page).content)
    assert sign_in("dag").get(reverse("safety:incident", args=[incident_id])).status_code == 404
    assert sign_in("cia").get(page).status_code == 404


def test_what_is_refused_of_a_warning_loses_nothing_typed(
    office: Office, sign_in: SignIn, now: datetime, incident_id: int
) -> None:
    sven, url = sign_in("sven"), reverse("safety:warning-source", args=[incident_id])
    unnamed = sven.post(url, warned(office, incident_id, now))
    assert unnamed.status_code == 422
    assert "Säg först vem som gjorde det" in plain(unnamed.content)
    sven.post(reverse("safety:incident-source", args=[incident_id]), said(incident_id, number=EVA))
    bad = sven.post(url, warned(office, incident_id, now, unit_id=""))
    assert bad.status_code == 422
    assert "Möt på kontoret, två personer." in plain(sven.get(url).content)
    assert sign_in("dag").get(url).status_code == 404


def test_the_window_of_a_new_warning_says_on_whom(office: Office, sign_in: SignIn, alma: Child, now: datetime) -> None:
    hugo = make_child(office, "hugo", at=now - DAY)
    bo = sign_in("bo")
    for child, name in ((alma, "Alma"), (hugo, "Hugo")):
        content = plain(bo.get(reverse("safety:warning-new", args=[child.file_id])).content)
        assert re.search(rf"<title> ?Skriv en varning: {name}", content), content[:600]


def test_the_pages_keep_their_budgets(office: Office, sign_in: SignIn, alma: Child, incident_id: int) -> None:
    mia = sign_in("mia")
    mia.post(
        reverse("safety:incident-source", args=[incident_id]),
        said(incident_id, person_id=str(alma.guardians["eva"])),
    )
    for name in ("incident", "incident-source", "warning-source"):
        with CaptureQueriesContext(connection) as asked:
            assert mia.get(reverse(f"safety:{name}", args=[incident_id])).status_code == 200
        assert len(asked) - SAVEPOINTS <= 14, name
