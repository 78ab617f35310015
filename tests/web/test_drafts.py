"""Nothing typed is lost: what the server does when a form saves while one types."""

import pytest
from django.test import Client
from tests.factories.staff import Office, make_office

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.drafts.models import Draft
from skyddsnat.foundation.drafts.queries import drafts_of
from skyddsnat.web import sheets

pytestmark = pytest.mark.django_db
FORM = {"draft_key": "test.form:7", "draft_title": "Om Alma", "draft_url": "/drafts/", "base_version": "1"}


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def bo(office: Office, client: Client) -> Client:
    client.force_login(_employee(office, "bo"))
    return client


def _employee(office: Office, name: str):
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - needs the apps

    return get_user_model().objects.get(pk=office.employees[name])


def save(client: Client, **changes: object):
    return client.post("/drafts/save/", FORM | {"text": "Alma säger", "draft_version": "0"} | changes)


def saved(office: Office, name: str = "bo") -> dict[str, list[str]]:
    viewer = office.viewer(name)
    with seeing(viewer):
        return {draft.form_key: draft.data.get("text", []) for draft in drafts_of(viewer=viewer)}


def test_what_is_typed_is_saved_and_shown_among_the_drafts(bo: Client, office: Office) -> None:
    answer = save(bo)
    assert answer.json()["version"] == 1
    assert saved(office) == {"test.form:7": ["Alma säger"]}
    assert "Om Alma" in bo.get("/drafts/").content.decode()


def test_a_form_saves_again_and_again(bo: Client, office: Office) -> None:
    save(bo)
    assert save(bo, text="Alma säger att", draft_version="1").json()["version"] == 2
    assert saved(office)["test.form:7"] == ["Alma säger att"]


def test_two_windows_on_one_form_are_told_and_neither_overwrites(bo: Client, office: Office) -> None:
    save(bo)
    other = save(bo, text="Skrivet i det andra fönstret", draft_version="0")
    assert (other.status_code, other.json()) == (409, {"url": "/drafts/"})
    assert saved(office)["test.form:7"] == ["Alma säger"]


def test_when_somebody_else_saved_the_row_the_text_is_kept_and_the_writer_is_told(
    bo: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sheets._versions, "test.form", lambda *, row_id, viewer: 2)
    assert save(bo).status_code == 409
    assert saved(office)["test.form:7"] == ["Alma säger"]


def test_a_draft_is_seen_by_nobody_else(bo: Client, office: Office) -> None:
    save(bo)
    assert saved(office, "mia") == {}
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"draft_key": ""}, 400),
        ({"draft_key": "x" * 121}, 400),
        ({"draft_url": "https://elsewhere.example/"}, 400),
        ({"draft_url": "//elsewhere.example/"}, 400),
        ({"text": "x" * 1_000_001}, 413),
    ],
)
def test_what_cannot_be_a_draft_is_refused(bo: Client, office: Office, changes: dict[str, str], status: int) -> None:
    assert save(bo, **changes).status_code == status
    assert saved(office) == {}


def test_a_draft_is_thrown_away_on_purpose(bo: Client, office: Office) -> None:
    save(bo)
    bo.post("/drafts/drop/", {"draft_key": "test.form:7"})
    assert saved(office) == {}


def test_before_a_draft_is_thrown_away_one_is_asked(bo: Client, office: Office) -> None:
    save(bo)
    listed = bo.get("/drafts/").content.decode()
    for words in ("Fortsätt", "Kasta utkast", "/drafts/drop/?draft_key=test.form%3A7"):
        assert words in listed
    asked = bo.get("/drafts/drop/", {"draft_key": "test.form:7"}).content.decode()
    assert "Om Alma" in asked
    assert saved(office) != {}
    bo.post("/drafts/drop/?draft_key=test.form:7")
    assert saved(office) == {}


def test_a_draft_that_is_somebody_elses_is_not_there(bo: Client, office: Office) -> None:
    save(bo)
    other = Client()
    other.force_login(_employee(office, "dag"))
    assert other.get("/drafts/drop/", {"draft_key": "test.form:7"}).status_code == 404
    other.post("/drafts/drop/", {"draft_key": "test.form:7"})
    assert saved(office) != {}
