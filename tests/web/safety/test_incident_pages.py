"""An incident in the browser: reported by Bo, followed up by Mia, to its end."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories.people import Child, make_child
from tests.factories.safety import close_incident_of, reported
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.safety import queries
from skyddsnat.domains.safety.types.following import DutyKind, PoliceState
from skyddsnat.domains.safety.types.scene import IncidentScene
from skyddsnat.flows.close_file import close_file
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_moment

pytestmark = pytest.mark.django_db

EMPTY = {"base_version": "", "draft_key": "safety.incident:new", "draft_version": "0", "draft_url": "/safety/report/"}
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    return make_child(office, at=now - timedelta(days=2))


def typed(office: Office, now: datetime, **changes: Any) -> dict[str, Any]:
    """The form as Bo fills it in on the phone."""
    written = {
        "kind": "threat",
        "happened_at": local_moment(now - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M"),
        "words": "Han sade att han vet var jag bor.",
        "channel": "phone",
        "is_direct": "direct",
        "source": "relative",
        "alias": "",
        "codes": office.viewer("bo", now).service_code,
        "injury": "none",
        "concerns": "custody",
        "effect": "unknown",
        "place": "",
    }
    return EMPTY | written | changes


def only(office: Office, name: str, now: datetime) -> IncidentScene:
    eyes = office.viewer(name, now)
    with seeing(eyes):
        (row,) = queries.incidents(viewer=eyes)
        return queries.incident_scene(incident_id=row.id, at=now, viewer=eyes)


def test_from_the_phone_to_the_end(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    bo, mia = sign_in("bo"), sign_in("mia")
    file = SimpleUploadedFile("skärmbild.jpg", PNG)
    data = typed(office, now, linked=[str(alma.file_id)], attachments=[file])
    answer = bo.post(reverse("safety:report"), data)
    told = only(office, "bo", now)
    assert answer.headers["Location"] == reverse("safety:incident", args=[told.view.id])
    assert told.view.linked_files == (alma.file_id,)
    (exposure,) = told.view.exposures

    def do(client: Client, name: str, row_id: int, version: int | None = None, **fields: Any) -> None:
        held = EMPTY | {"base_version": "" if version is None else str(version)}
        answer = client.post(reverse(f"safety:{name}", args=[row_id]), held | fields)
        assert answer.status_code == 302, re.sub(r"\s+", " ", answer.content.decode())[-3000:]

    do(bo, "exposure-wish", exposure.id, wishes=["talk", "colleague"], words="I kväll.")
    do(mia, "police-send", told.view.id, 1, channel="114 14")
    do(mia, "police-number", told.view.id, 2, number="5000-K1-26")
    do(mia, "exposure-offer", exposure.id, kind="colleague", words="Dag följer med.")
    do(bo, "offer-answer", only(office, "bo", now).offers[0].id, accepted="yes")
    do(mia, "offer-given", only(office, "bo", now).offers[0].id)
    calm = dict.fromkeys(("is_death", "is_serious_injury", "are_several_injured", "was_danger_to_life"), "no")
    do(mia, "incident-serious", told.view.id, 1, **calm)
    for each in only(office, "mia", now).duties:
        if each.is_open:
            do(mia, "duty-done", each.id, each.version, words="Gjort.")
    do(mia, "police-asked", told.view.id, 3, words="Ingen misstänkt.")
    do(mia, "police-outcome", told.view.id, 4, outcome="discontinued")
    do(bo, "exposure-enough", exposure.id)
    do(mia, "incident-close", told.view.id, 1, words="Bo är trygg.")
    ended = only(office, "mia", now)
    assert ended.police is not None
    assert (ended.police.state, ended.view.is_open) == (PoliceState.CLOSED, False)
    for client in (bo, mia):
        assert "5000-K1-26" in client.get(reverse("safety:incident", args=[told.view.id])).content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"codes": "ZZ99"}, "Kontrollera tjänstekoden"),
        ({"words": " "}, "Berätta med egna ord"),
        ({"attachments": SimpleUploadedFile("bild.jpg", b"MZ\x90\x00 this program")}, "varken bild, ljud"),
        ({"attachments": SimpleUploadedFile("film.mp4", b"\x00" * (10 * 1024 * 1024 + 1))}, "större än 10 MB"),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    office: Office, sign_in: SignIn, now: datetime, changes: dict[str, Any], words: str
) -> None:
    bo = sign_in("bo")
    answer = bo.post(reverse("safety:report"), typed(office, now, alias="Anonym 17", **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Anonym 17" in bo.get(reverse("safety:report")).content.decode()


def test_more_files_without_a_file_are_not_called_saved(office: Office, sign_in: SignIn, now: datetime) -> None:
    address = reverse("safety:incident-attach", args=[reported(office, at=now, happened_at=now - timedelta(hours=1))])
    mia = sign_in("mia")
    assert "(frivilligt)" not in mia.get(address).content.decode()
    assert mia.post(address, EMPTY).status_code == 422
    held = {"attachments": SimpleUploadedFile("bild.jpg", PNG)}
    assert mia.post(address, EMPTY | held).status_code == 302


def test_a_time_to_come_and_a_closed_case_are_told(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    bo = sign_in("bo")
    soon = local_moment(now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    with seeing(office.viewer("bo", now)) as viewer:
        close_file(file_id=alma.file_id, actor=viewer, at=now)
    for changes, words in (
        ({"happened_at": soon}, "Tiden har inte varit än"),
        ({"linked": [str(alma.file_id)]}, "Ärendet som händelsen kopplas till är avslutat."),
    ):
        answer = bo.post(reverse("safety:report"), typed(office, now, alias="Anonym 17", **changes))
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
        assert "Anonym 17" in bo.get(reverse("safety:report")).content.decode()


def test_a_case_that_was_not_known_is_named_afterwards(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    incident_id = reported(office, at=now, happened_at=now - timedelta(hours=1))
    with seeing(office.viewer("bo", now)) as viewer:
        number = file_of(file_id=alma.file_id, viewer=viewer).number
    mia, url = sign_in("mia"), reverse("safety:incident-link", args=[incident_id])
    assert url in mia.get(reverse("safety:incident", args=[incident_id])).content.decode()
    unknown = mia.post(url, EMPTY | {"number": "2026-99999"})
    assert (unknown.status_code, "2026-99999" in unknown.content.decode()) == (422, True)
    assert mia.post(url, EMPTY | {"number": number}).status_code == 302
    warning = f"{reverse('safety:warning-new', args=[alma.file_id])}?incident={incident_id}"
    assert warning in mia.get(reverse("safety:incident", args=[incident_id])).content.decode()


@pytest.mark.parametrize("name", ["kind", "channel", "source", "injury", "concerns", "effect", "is_direct", "linked"])
def test_a_code_that_does_not_exist_is_told_and_loses_nothing(
    office: Office, alma: Child, sign_in: SignIn, now: datetime, name: str
) -> None:
    bo = sign_in("bo")
    answer = bo.post(reverse("safety:report"), typed(office, now, **{name: "987654"}))
    assert (answer.status_code, "987654 finns inte" in answer.content.decode()) == (422, True)
    assert "Han sade att han vet var jag bor." in bo.get(reverse("safety:report")).content.decode()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("change", {"place": "Skrivet för sent"}),
        (
            "incident-measure",
            {"measure": "alarm", "words": "Skrivet för sent", "owner": "", "due_at": "2099-01-01T10:00"},
        ),
        ("incident-close", {"words": "Skrivet för sent"}),
        ("police-send", {"channel": "Skrivet för sent"}),
        ("exposure-wish", {"words": "Skrivet för sent", "asked": "on"}),
        ("exposure-offer", {"kind": "talk", "words": "Skrivet för sent"}),
    ],
)
def test_what_comes_when_the_incident_is_closed_is_told_and_kept(
    office: Office, sign_in: SignIn, now: datetime, name: str, fields: dict[str, str]
) -> None:
    incident_id = reported(office, at=now, happened_at=now - timedelta(hours=1))
    told = only(office, "mia", now)
    close_incident_of(office, incident_id, at=now)
    mia, row_id = sign_in("mia"), told.view.exposures[0].id if name.startswith("exposure") else incident_id
    address = reverse(f"safety:{name}", args=[row_id])
    answer = mia.post(address, typed(office, now) | {"draft_key": f"safety.late:{row_id}"} | fields)
    assert (answer.status_code, "Händelsen är avslutad." in answer.content.decode()) == (422, True)
    assert "Skrivet för sent" in answer.content.decode()


def test_a_colleague_and_a_log_reviewer_find_no_incident(office: Office, sign_in: SignIn, now: datetime) -> None:
    incident_id = reported(office, at=now, happened_at=now - timedelta(hours=1))
    address = reverse("safety:incident", args=[incident_id])
    for name in ("dag", "lo", "adam", "max", "olga"):
        assert sign_in(name).get(address).status_code == 404
        assert "Anonym" not in sign_in(name).get(reverse("safety:list")).content.decode()
    for name in ("bo", "mia", "sara", "sven"):
        assert sign_in(name).get(address).status_code == 200


def test_only_whoever_follows_up_has_the_buttons_of_it(office: Office, sign_in: SignIn, now: datetime) -> None:
    incident_id = reported(office, at=now, happened_at=now - timedelta(hours=1))
    address = reverse("safety:incident", args=[incident_id])
    assert reverse("safety:police-send", args=[incident_id]) not in sign_in("bo").get(address).content.decode()
    assert reverse("safety:police-send", args=[incident_id]) in sign_in("sara").get(address).content.decode()
    assert reverse("safety:police-leave-out", args=[incident_id]) in sign_in("mia").get(address).content.decode()
    assert reverse("safety:police-leave-out", args=[incident_id]) not in sign_in("sven").get(address).content.decode()


def test_an_attachment_is_fetched_and_never_shown_as_a_page(office: Office, sign_in: SignIn, now: datetime) -> None:
    sign_in("bo").post(
        reverse("safety:report"), typed(office, now, attachments=[SimpleUploadedFile("hot.txt", b"Jag vet var du bor")])
    )
    (file,) = only(office, "bo", now).view.attachments
    answer = sign_in("bo").get(reverse("safety:attachment", args=[file.id]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bilaga-{file.id}.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert sign_in("dag").get(reverse("safety:attachment", args=[file.id])).status_code == 404


def test_a_duty_that_is_late_stands_first_and_red(office: Office, sign_in: SignIn, now: datetime) -> None:
    incident_id = reported(office, at=now - timedelta(days=3), happened_at=now - timedelta(days=3, hours=1))
    page = sign_in("mia").get(reverse("safety:list")).content.decode()
    assert reverse("safety:incident", args=[incident_id]) in page
    assert "Väntar på dig" in page
    kinds = {each.kind for each in only(office, "mia", now).duties if each.is_late}
    assert kinds == {DutyKind.TALK, DutyKind.ASK_SERIOUS, DutyKind.TELL_REPRESENTATIVE}


def test_the_list_goes_on_past_its_first_page(office: Office, sign_in: SignIn, now: datetime) -> None:
    ids = [reported(office, at=now, happened_at=now - timedelta(hours=each)) for each in range(1, 33)]
    mia, shown = sign_in("mia"), []
    address = reverse("safety:list")
    for _page in range(2):
        page = mia.get(address).content.decode().partition("Anmälda händelser</h2>")[2]
        shown += [int(each) for each in re.findall(r"/safety/incident/(\d+)/", page)]
        address = reverse("safety:list") + next(iter(re.findall(r'href="(\?before=[^"]+)"', page)), "")
    assert shown == ids
    assert mia.get(reverse("safety:list") + "?before=rubbish").status_code == 200


def test_what_is_not_done_is_reached_from_what_is(office: Office, sign_in: SignIn, now: datetime) -> None:
    reported(office, at=now, happened_at=now - timedelta(hours=1))
    duty = only(office, "mia", now).duties[0]
    page = sign_in("mia").get(reverse("safety:duty-done", args=[duty.id])).content.decode()
    assert reverse("safety:duty-skip", args=[duty.id]) in page
