"""Making a survey on pages and as a file, and taking a wave from its plan to its close."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import survey as asking
from tests.factories.staff import Office, make_office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.survey import actions
from skyddsnat.domains.survey.queries import survey, surveys, wave, waves
from skyddsnat.domains.survey.types.definition import Kind
from skyddsnat.domains.survey.types.definition_file import write_definition
from skyddsnat.domains.survey.types.waves import SurveyView, WaveState
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HEAD = {
    "key": "trygghet", "title_sv": "Hot och stöd", "title_en": "Threats and support",
    "population_sv": "Alla", "population_en": "All", "period_sv": "I år", "period_en": "This year",
    "intro_sv": "", "intro_en": "",
}  # fmt: skip
QUESTION = {
    "name": "threatened", "kind": "single", "text_sv": "Har du hotats?", "text_en": "Have you been threatened?",
    "help_sv": "", "help_en": "", "answers": "no | Nej | No\nyes | Ja | Yes\nsilent | Vill inte säga | - | saknas",
    "groups": "", "condition_question": "", "condition_answers": "", "screening": "", "lowest": "", "highest": "",
    "lowest_sv": "", "lowest_en": "", "highest_sv": "", "highest_en": "",
}  # fmt: skip
SCALE = QUESTION | {
    "name": "support", "kind": "scale", "text_sv": "Fick du stöd?", "text_en": "Support?", "answers": "",
    "lowest": "1", "highest": "5", "condition_question": "threatened", "condition_answers": "yes",
}  # fmt: skip


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now - 100 * DAY)


@pytest.fixture
def anna(office: Office, sign_in: SignIn) -> Client:
    return sign_in("anna")


def text_of(answer: Any) -> str:
    return BeautifulSoup(answer.content, "lxml").get_text(" ", strip=True)


def only(office: Office, now: datetime) -> SurveyView:
    with seeing(office.viewer("anna", now)) as viewer:
        (found,) = surveys(viewer=viewer)
    return found


def made(office: Office, anna: Client, now: datetime) -> int:
    assert anna.post("/surveys/new/", HEAD | QUESTION).status_code == 302
    return only(office, now).id


def changing(office: Office, now: datetime) -> dict[str, int]:
    return {"base_version": only(office, now).version}


def test_a_survey_is_made_question_by_question_on_pages(office: Office, anna: Client, now: datetime) -> None:
    survey_id = made(office, anna, now)
    added = anna.post(f"/surveys/{survey_id}/question/", SCALE | changing(office, now), follow=True)
    assert "Fick du stöd?" in text_of(added)
    first, second = only(office, now).definition.questions
    assert [(each.code, each.is_missing) for each in first.answers] == [("no", False), ("yes", False), ("silent", True)]
    assert (second.kind, second.lowest, second.highest) == (Kind.SCALE, 1, 5)
    assert second.condition is not None
    assert second.condition.answers == ("yes",)

    again = anna.get(f"/surveys/{survey_id}/question/1/").content.decode()
    assert "silent | Vill inte säga | - | saknas" in again
    renamed = QUESTION | {"text_sv": "Har du blivit hotad?"} | changing(office, now)
    assert anna.post(f"/surveys/{survey_id}/question/1/", renamed).status_code == 302
    assert only(office, now).definition.questions[0].text.sv == "Har du blivit hotad?"


def test_what_does_not_agree_is_told_with_every_reason_and_what_was_typed_is_kept(
    office: Office, anna: Client, now: datetime
) -> None:
    survey_id = made(office, anna, now)
    wrong = SCALE | {"lowest": "5", "highest": "1", "condition_answers": "nobody"} | changing(office, now)
    refused = anna.post(f"/surveys/{survey_id}/question/", wrong)
    assert refused.status_code == 422
    assert "support: En skala går mellan två heltal" in text_of(refused)
    assert "support: Villkoret gäller en tidigare fråga" in text_of(refused)
    assert 'value="nobody"' in anna.get(f"/surveys/{survey_id}/question/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Min fråga"},
        {"answers": "Ja då | Ja | Yes\nnej | Nej | No"},
        {"answers": "=1+1 | Ja | Yes\nnej | Nej | No"},
        {"answers": "| Ja | Yes\nnej | Nej | No"},
        {"kind": "number", "answers": "", "highest": "10000000000"},
        {"help_sv": "x" * 300_000},
    ],
)
def test_what_could_not_be_read_again_is_refused_and_nothing_is_kept(
    office: Office, anna: Client, now: datetime, wrong: dict[str, str]
) -> None:
    """A definition is kept as its file: one that cannot be read would close the page of every survey."""
    assert anna.post("/surveys/new/", HEAD | QUESTION | wrong).status_code == 422
    assert anna.post("/surveys/new/", HEAD | {"key": "Min enkät"} | QUESTION).status_code == 422
    with seeing(office.viewer("anna", now)) as viewer:
        assert surveys(viewer=viewer) == []


def test_questions_move_and_are_taken_away_in_the_survey_that_one_sees(
    office: Office, anna: Client, now: datetime
) -> None:
    survey_id = made(office, anna, now)
    free = QUESTION | {"name": "more", "kind": "text", "answers": "", "text_sv": "Mer?", "text_en": "More?"}
    anna.post(f"/surveys/{survey_id}/question/", free | changing(office, now))

    def order(act: str, number: int, version: int) -> Any:
        data = {"act": act, "number": number, "version": version}
        return anna.post(f"/surveys/{survey_id}/order/", data, follow=True)

    order("up", 2, only(office, now).version)
    assert [each.key for each in only(office, now).definition.questions] == ["more", "threatened"]
    old = only(office, now).version
    order("remove", 1, old)
    assert [each.key for each in only(office, now).definition.questions] == ["threatened"]
    assert "Någon annan har ändrat enkäten" in text_of(order("remove", 1, old))


def test_a_file_makes_a_survey_and_a_broken_one_is_told_by_line_and_column(
    office: Office, anna: Client, now: datetime
) -> None:
    broken = asking.DEFINITION.replace("kind: scale", "kind: ladder")
    refused = anna.post("/surveys/new/file/", {"text": broken})
    assert refused.status_code == 422
    assert "Rad 3" in text_of(refused)
    assert "kolumn" in text_of(refused)
    with seeing(office.viewer("anna", now)) as viewer:
        assert surveys(viewer=viewer) == []
    assert "ladder" in anna.get("/surveys/new/file/").content.decode()

    assert anna.post("/surveys/new/file/", {"text": asking.DEFINITION}).status_code == 302
    view = only(office, now)
    assert view.definition == asking.definition()
    kept = anna.get(f"/surveys/{view.id}/yaml/")
    assert kept.content.decode() == write_definition(view.definition)
    assert "trygghet" not in kept.headers["Content-Disposition"]


def test_a_wave_goes_from_its_plan_to_its_close(office: Office, anna: Client, now: datetime) -> None:
    survey_id = asking.made(office, at=now - DAY)
    today = local_date(now)
    days = {"name": "Hösten", "opens_on": today, "closes_on": today + 20 * DAY, "reminder_1": today + 7 * DAY}
    planned = anna.post(f"/surveys/{survey_id}/wave/", days | {"reminder_2": ""}, follow=True)
    assert "Färre än 5 är inbjudna" in text_of(planned)
    assert "Första påminnelsen" in text_of(planned)
    with seeing(office.viewer("anna", now)) as viewer:
        (found,) = waves(viewer=viewer)
    address = f"/surveys/wave/{found.id}"

    staff = anna.post(f"{address}/staff/", {"units": [office.units["barn1"]], "roles": ["caseworker"]}, follow=True)
    assert "inbjud" in text_of(staff)
    lines = "address\n" + "\n".join(f"n{number}@kommun.example" for number in range(6))
    anna.post(f"{address}/addresses/", {"text": lines})
    bad = anna.post(f"{address}/addresses/", {"text": "address\nnobody"})
    assert (bad.status_code, "Rad 2" in text_of(bad)) == (422, True)

    seen = {"base_version": found.opening_version}
    with seeing(office.viewer("anna", now)) as viewer:
        view = survey(survey_id=survey_id, viewer=viewer)
        actions.change_survey(
            survey_id=survey_id,
            version=view.version,
            definition=replace(view.definition, intro=None),
            actor=viewer,
            at=now,
        )
    reworded = anna.post(f"{address}/open/", seen)
    assert (reworded.status_code, "Inget är gjort" in text_of(reworded)) == (422, True)
    version = {"base_version": found.opening_version + 1}
    opened = anna.post(f"{address}/open/", version, follow=True)
    assert "Omgången är öppen" in text_of(opened)
    for token in asking.tokens(office, found.id, at=now)[:6]:
        asking.answer(token, at=now)
    assert "Svarsandel" in text_of(anna.get(f"{address}/"))
    stale = anna.post(f"{address}/close/", version)
    assert (stale.status_code, "Inget är gjort" in text_of(stale)) == (422, True)
    with seeing(office.viewer("anna", now)) as viewer:
        version = {"base_version": wave(wave_id=found.id, viewer=viewer).version}
    closed = anna.post(f"{address}/close/", version, follow=True)
    assert "Omgången är stängd" in text_of(closed)
    with seeing(office.viewer("anna", now)) as viewer:
        assert wave(wave_id=found.id, viewer=viewer).state is WaveState.CLOSED


def test_readers_read_and_others_do_not(office: Office, sign_in: SignIn, now: datetime) -> None:
    wave_id = asking.answered(office, [asking.YES] * 6, closed=False, at=now - DAY)
    with seeing(office.viewer("anna", now)) as viewer:
        survey_id = wave(wave_id=wave_id, viewer=viewer).survey_id
        assert survey(survey_id=survey_id, viewer=viewer).id == survey_id
    mia, bo = sign_in("mia"), sign_in("bo")
    for address in ("/surveys/", f"/surveys/{survey_id}/", f"/surveys/wave/{wave_id}/"):
        assert mia.get(address).status_code == 200
        assert bo.get(address).status_code == 403
    for address in ("/surveys/new/", f"/surveys/{survey_id}/file/", f"/surveys/wave/{wave_id}/close/"):
        assert mia.get(address).status_code == 403
    assert "Stäng omgången" not in text_of(mia.get(f"/surveys/wave/{wave_id}/"))


def test_the_list_asks_as_much_for_many_as_for_one(
    office: Office, anna: Client, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    asking.answered(office, [asking.YES] * 6, at=now - DAY)
    with django_assert_max_num_queries(8 + SAVEPOINTS):
        anna.get("/surveys/")
