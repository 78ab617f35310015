"""Nothing typed is lost: what the server does when a form saves while one types."""

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.drafts.actions import keep_refused
from skyddsnat.foundation.drafts.models import Draft
from skyddsnat.foundation.drafts.queries import drafts_of
from skyddsnat.foundation.drafts.types import Turn, Typed
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


def test_a_sign_that_no_database_keeps_costs_nobody_the_text(bo: Client, office: Office) -> None:
    """What is pasted out of a file may hold it, and nobody sees it."""
    answer = save(bo, text="Alma\0 säger", draft_title="Om\0 Alma", **{"o\0ther": "x"})
    assert answer.status_code == 200
    assert saved(office) == {"test.form:7": ["Alma säger"]}
    bo.post("/safety/report/", {"words": "Han sa\0 att", "draft_key": "safety.incident:new", "draft_title": "Hot"})
    viewer = office.viewer("bo")
    with seeing(viewer):
        found = {draft.form_key: draft.data for draft in drafts_of(viewer=viewer)}
    assert found["safety.incident:new"]["words"] == ["Han sa att"]
    for way in ("/drafts/standing/", "/drafts/drop/"):
        assert bo.get(way, {"draft_key": "test.form:\0"}).status_code in {200, 404}


def _forms() -> list[str]:
    """Every form that is on a row: the journeys say so when their addresses are read."""
    assert get_resolver().url_patterns
    return sorted(sheets._versions)


@pytest.mark.parametrize("number", ["7", "²", "٣", "9" * 60])
@pytest.mark.parametrize("form", _forms())
def test_what_is_typed_is_kept_though_the_row_is_not_open_or_gone(
    form: str, number: str, bo: Client, office: Office
) -> None:
    """The file may have been given to somebody else meanwhile."""
    key = f"{form}:{number}"
    assert save(bo, draft_key=key).status_code == 200
    assert saved(office) == {key: ["Alma säger"]}


@pytest.mark.parametrize("way", ["/\\elsewhere.example", "//elsewhere.example", "/\t/elsewhere.example"])
def test_a_draft_leads_back_into_the_system_and_nowhere_else(way: str, bo: Client, office: Office) -> None:
    save(bo, draft_url=way)
    assert "elsewhere" not in bo.get("/drafts/").content.decode()


def test_two_windows_on_one_form_are_told_and_neither_overwrites(bo: Client, office: Office) -> None:
    save(bo)
    other = save(bo, text="Skrivet i det andra fönstret", draft_version="0")
    assert (other.status_code, other.json()) == (409, {"url": "/drafts/"})
    assert saved(office)["test.form:7"] == ["Alma säger"]


WINDOW, OTHER = "a" * 32, "b" * 32


def from_window(client: Client, turn: int, text: str, *, window: str = WINDOW, version: int = 0):
    return save(client, text=text, draft_version=str(version), draft_window=window, draft_turn=str(turn))


def test_a_window_whose_answer_was_lost_goes_on_and_has_no_conflict_with_itself(bo: Client, office: Office) -> None:
    from_window(bo, 1, "Alma")
    again = from_window(bo, 2, "Alma säger att")
    assert (again.status_code, again.json()["version"]) == (200, 2)
    assert saved(office)["test.form:7"] == ["Alma säger att"]


def test_a_save_that_was_overtaken_on_its_way_changes_nothing_and_is_answered_as_saved(
    bo: Client, office: Office
) -> None:
    from_window(bo, 5, "Alma säger att hon är rädd")
    for turn in (4, 5):
        late = from_window(bo, turn, "Alma säger")
        assert (late.status_code, late.json()["version"]) == (200, 1)
    assert saved(office)["test.form:7"] == ["Alma säger att hon är rädd"]


def test_another_window_with_an_old_version_is_told_and_overwrites_nothing(bo: Client, office: Office) -> None:
    from_window(bo, 1, "Alma säger")
    assert from_window(bo, 9, "Något annat", window=OTHER).status_code == 409
    assert from_window(bo, 9, "Alma säger att", window=OTHER, version=1).status_code == 200
    assert from_window(bo, 2, "Något gammalt").status_code == 409
    assert saved(office)["test.form:7"] == ["Alma säger att"]


def test_a_save_that_comes_after_what_was_handed_in_and_refused_is_overtaken(bo: Client, office: Office) -> None:
    viewer = office.viewer("bo")
    handed_in = Typed("test.form:7", "Om Alma", "/drafts/", {"text": ["Allt"]}, 1, Turn(WINDOW, 3))
    with seeing(viewer):
        keep_refused(typed=handed_in, actor=viewer, at=MORNING)
    assert from_window(bo, 2, "Nästan allt").status_code == 200
    assert saved(office)["test.form:7"] == ["Allt"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"draft_window": "<script>", "draft_turn": "1"},
        {"draft_window": "a" * 33, "draft_turn": "1"},
        {"draft_window": WINDOW, "draft_turn": "0"},
        {"draft_window": WINDOW, "draft_turn": "99999999999"},
        {"draft_window": WINDOW, "draft_turn": "²"},
        {"draft_window": WINDOW, "draft_turn": "-1"},
        {"draft_turn": "1"},
        {"draft_version": "99999999999"},
    ],
)
def test_a_turn_that_is_said_wrongly_is_none_and_loses_no_text(
    bo: Client, office: Office, wrong: dict[str, str]
) -> None:
    assert save(bo, **wrong).json()["version"] == 1
    assert saved(office)["test.form:7"] == ["Alma säger"]


def test_where_a_draft_stands_is_told_without_its_words_and_to_the_writer_alone(bo: Client, office: Office) -> None:
    from_window(bo, 1, "Alma säger")
    told = bo.get("/drafts/standing/", {"draft_key": "test.form:7"})
    assert told.json() == {"version": 1, "window": WINDOW}
    other = Client()
    other.force_login(_employee(office, "dag"))
    assert other.get("/drafts/standing/", {"draft_key": "test.form:7"}).json() == {"version": 0, "window": ""}


def test_when_somebody_else_saved_the_row_the_text_is_kept_and_the_writer_is_told(
    bo: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sheets._versions, "test.form", lambda *, row_id, viewer: 2)
    told = save(bo)
    assert (told.status_code, told.json()["version"], told.json()["url"]) == (409, 1, "/drafts/")
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
