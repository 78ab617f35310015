"""The report of a closed wave: the published tables as printed, few hidden, on the page, on paper and in files."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import survey as asking
from tests.factories.staff import Office, make_office
from tests.pdf import text_in
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.types.answers_file import read_answers
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.survey.presenters import whole_share

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "examples"
# As printed: the answer, number and percent; at last those who answered.
PRINTED = {
    "avoided": (("416", "94"), ("20", "5"), ("4", "1"), ("1", "0"), ("441", "100")),
    "police": (("314", "77"), ("73", "18"), ("16", "4"), ("5", "1"), ("408", "100")),
    "threatened": (("154", "34"), ("222", "49"), ("58", "13"), ("19", "4"), ("453", "100")),
}
THEN = {
    "name": "Hösten 2023", "opens_on": "2023-09-01", "closes_on": "2023-10-31", "source": "Akademikerförbundet SSR",
    "asked": "", "definition": "",
}  # fmt: skip


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now - 100 * DAY)


@pytest.fixture
def anna(office: Office, sign_in: SignIn) -> Client:
    return sign_in("anna")


def text_of(answer: Any) -> str:
    return BeautifulSoup(answer.content, "lxml").get_text(" ", strip=True)


def tables_of(answer: Any) -> list[list[list[str]]]:
    """Each table of the page as its rows of cells."""
    page = BeautifulSoup(answer.content, "lxml")
    return [
        [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")]
        for table in page.select("table")
    ]


def example() -> str:
    return (EXAMPLES / "hot-2023.yaml").read_text(encoding="utf-8")


def counts_file() -> str:
    codes = {each.key: each.codes for each in read_definition(example()).questions}
    lines = [
        f"{key},{code},{count}"
        for key, rows in PRINTED.items()
        for code, (count, _percent) in zip(codes[key], rows, strict=False)
    ]
    return "\n".join(["question,answer,count", *lines])


def example_survey(office: Office, now: datetime) -> int:
    with seeing(office.viewer("anna", now)) as viewer:
        return actions.make_survey(definition=read_definition(example()), actor=viewer, at=now)


@pytest.mark.parametrize("way", ["counts", "import"])
def test_the_published_tables_are_taken_in_on_a_page_and_come_out_as_printed(
    office: Office, anna: Client, now: datetime, way: str
) -> None:
    survey_id = example_survey(office, now)
    answers = (EXAMPLES / "hot-2023.csv").read_text(encoding="utf-8")
    typed = {"text": counts_file(), "answered": "474"} if way == "counts" else {"text": answers}
    told = anna.post(f"/surveys/{survey_id}/{way}/", THEN | typed, follow=True)
    assert told.status_code == 200
    for rows, printed in zip(tables_of(told), PRINTED.values(), strict=True):
        assert [(row[1], row[2].removesuffix("%").strip()) for row in rows[:5]] == list(printed)
    assert "Ja: två av tre." in text_of(told)
    assert "21 svarade inte." in text_of(told)
    assert "Akademikerförbundet SSR" in text_of(told)

    (wave_id,) = [each for each in told.request["PATH_INFO"].split("/") if each.isdigit()]
    paper = anna.get(f"/surveys/wave/{wave_id}/report/pdf/")
    words = text_in(paper.content)
    for lines in PRINTED.values():
        for count, percent in lines:
            assert f"{count} {percent} %" in words
    for said in (text_of(told), words):
        assert "vem som har svarat" not in said, "how it was asked elsewhere is not known"
    assert paper.headers["Content-Disposition"] == f'inline; filename="enkat-{wave_id}.pdf"'


def test_a_broken_file_is_told_by_line_and_column_and_nothing_is_taken_in(
    office: Office, anna: Client, now: datetime
) -> None:
    survey_id = example_survey(office, now)
    wrong = "question,answer,count\navoided,no,many\nnobody,no,1\navoided,never,2"
    refused = anna.post(f"/surveys/{survey_id}/counts/", THEN | {"text": wrong, "answered": ""})
    assert refused.status_code == 422
    for place in ("Rad 2, kolumn 3", "Rad 3, kolumn 1", "Rad 4, kolumn 2"):
        assert place in text_of(refused)
    refused = anna.post(f"/surveys/{survey_id}/import/", THEN | {"text": "avoided,police,threatened\nno,no,never"})
    assert (refused.status_code, "Rad 2, kolumn 3" in text_of(refused)) == (422, True)
    assert "no,no,never" in anna.get(f"/surveys/{survey_id}/import/").content.decode()
    refused = anna.post(f"/surveys/{survey_id}/import/", THEN | {"text": "avoided", "definition": "survey: ["})
    assert (refused.status_code, "Rad" in text_of(refused)) == (422, True)
    with seeing(office.viewer("anna", now)) as viewer:
        assert queries.waves(viewer=viewer) == []


def test_few_are_hidden_and_the_method_says_so(office: Office, sign_in: SignIn, now: datetime) -> None:
    wave_id = asking.answered(office, [{**asking.YES, "cases": []}] * 6 + [asking.YES], at=now - 2 * DAY)
    told = sign_in("mia").get(f"/surveys/wave/{wave_id}/report/")
    text = text_of(told)
    assert "Visas inte: för få har svarat." in text
    assert "Svarsandel" in text
    assert "Ställdes till dem som svarade" in text
    assert "färre än 5 står bakom" in text
    assert "Visas inte per enhet: det skulle peka ut några få." in text
    assert "Av alla inbjudna" not in text
    assert "Fritext" not in text
    assert "Svaren lagras skilt från vem som har svarat." in text
    paper = sign_in("mia").get(f"/surveys/wave/{wave_id}/report/pdf/")
    assert "Svaren lagras skilt från vem som har svarat." in text_in(paper.content)
    assert "Läs resultatet" in text_of(sign_in("mia").get(f"/surveys/wave/{wave_id}/"))


def test_an_answer_is_followed_over_the_waves_and_new_words_break_the_line(
    office: Office, anna: Client, now: datetime
) -> None:
    survey_id = example_survey(office, now)
    for year, yes in (("2021", 200), ("2023", 230)):
        text = f"question,answer,count\nthreatened,no,200\nthreatened,1-3,{yes}"
        days = {"name": year, "opens_on": f"{year}-09-01", "closes_on": f"{year}-10-31"}
        told = anna.post(f"/surveys/{survey_id}/counts/", THEN | days | {"text": text, "answered": ""}, follow=True)
    assert "Ja, 2021 till 2023: +3 procentenheter" in text_of(told)
    assert "ny serie" not in text_of(told)

    assert "om året" not in text_of(told), "two waves have a difference"

    then = example().replace("indirekta eller direkta hot", "hot")
    days = {"name": "2019", "opens_on": "2019-09-01", "closes_on": "2019-10-31"}
    typed = {"text": "question,answer,count\nthreatened,no,100\nthreatened,1-3,50", "answered": "", "definition": then}
    told = anna.post(f"/surveys/{survey_id}/counts/", THEN | days | typed, follow=True)
    assert "ny serie" in text_of(told)
    assert "Ny fråga: går inte att jämföra bakåt" in text_of(told)
    assert "Ja, 2019" not in text_of(told)

    others = then.replace("en: Caseworkers", "en: Some caseworkers")
    assert others != then
    days = {"name": "2017", "opens_on": "2017-09-01", "closes_on": "2017-10-31"}
    told = anna.post(f"/surveys/{survey_id}/counts/", THEN | days | typed | {"definition": others}, follow=True)
    assert "Andra tillfrågade, eller räknad på nytt sätt: går inte att jämföra bakåt" in text_of(told)


def test_over_three_waves_the_report_tells_how_much_a_year(office: Office, anna: Client, now: datetime) -> None:
    survey_id = example_survey(office, now)
    for year, no, yes in (("2017", 300, 100), ("2021", 200, 200), ("2023", 200, 230)):
        text = f"question,answer,count\nthreatened,no,{no}\nthreatened,1-3,{yes}"
        days = {"name": year, "opens_on": f"{year}-09-01", "closes_on": f"{year}-10-31"}
        told = anna.post(f"/surveys/{survey_id}/counts/", THEN | days | {"text": text, "answered": ""}, follow=True)
    assert "Ja, 2017 till 2023: +4,9 procentenheter om året (+3,9 till +6,0). Mer än slumpen." in text_of(told)
    paper = anna.get(f"{told.request['PATH_INFO']}pdf/")
    assert "+4,9 procentenheter om året (+3,9 till +6,0)" in text_in(paper.content)


def test_the_list_leads_to_what_came_of_a_wave_that_is_closed_and_to_the_others_themselves(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    closed = asking.answered(office, [asking.YES] * 6, at=now - 5 * DAY)
    with seeing(office.viewer("anna", now)) as viewer:
        survey_id = queries.wave(wave_id=closed, viewer=viewer).survey_id
    fields = replace(asking.FIELDS, name="Nu", opens_on=local_date(now), closes_on=local_date(now), reminders_on=())
    planned = asking.planned_again(office, survey_id, [], fields=fields, at=now)
    page = BeautifulSoup(sign_in("mia").get("/surveys/").content, "lxml")
    ways = [each["href"] for each in page.select("table a")]
    assert sorted(ways) == sorted([f"/surveys/wave/{closed}/report/", f"/surveys/wave/{planned}/"])


def test_an_open_wave_tells_nothing(office: Office, anna: Client, now: datetime) -> None:
    wave_id = asking.answered(office, [asking.YES] * 6, closed=False, at=now - DAY)
    for part in ("report/", "report/pdf/", "words/", "answers/"):
        refused = anna.get(f"/surveys/wave/{wave_id}/{part}")
        assert refused.status_code >= 400
        assert "På telefon" not in refused.content.decode()


def test_free_text_is_read_after_the_close_by_whoever_keeps_surveys(
    office: Office, anna: Client, sign_in: SignIn, now: datetime
) -> None:
    wave_id = asking.answered(office, [{**asking.YES, "more": ["Mer <stöd>"]}] * 6, at=now - 2 * DAY)
    assert "Mer <stöd>" in text_of(anna.get(f"/surveys/wave/{wave_id}/words/"))
    mia = sign_in("mia")
    assert mia.get(f"/surveys/wave/{wave_id}/words/").status_code == 403
    assert "Mer <stöd>" not in text_of(mia.get(f"/surveys/wave/{wave_id}/report/"))


def test_files_leave_for_whoever_keeps_surveys(office: Office, anna: Client, sign_in: SignIn, now: datetime) -> None:
    wave_id = asking.answered(office, [{**asking.YES, "more": ["Hemligt"]}] * 6, at=now - 2 * DAY)
    found = anna.get(f"/surveys/wave/{wave_id}/answers/")
    assert read_answers(found.content.decode().replace("\r\n", "\n"), asking.definition()).rows == 6
    assert "Hemligt" not in found.content.decode()
    assert "Har du utsatts för hot?" in anna.get(f"/surveys/wave/{wave_id}/codebook/").content.decode("utf-8-sig")
    assert b"codeBook" in anna.get(f"/surveys/wave/{wave_id}/ddi/").content
    for part in ("answers", "codebook", "ddi"):
        assert sign_in("mia").get(f"/surveys/wave/{wave_id}/{part}/").status_code == 403
        kept = anna.get(f"/surveys/wave/{wave_id}/{part}/").headers["Content-Disposition"]
        assert kept.startswith(f'attachment; filename="enkat-{wave_id}-')


def test_the_report_asks_little(
    office: Office, anna: Client, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    wave_id = asking.answered(office, [asking.YES] * 6, at=now - 2 * DAY)
    with django_assert_max_num_queries(14 + SAVEPOINTS):
        anna.get(f"/surveys/wave/{wave_id}/report/")


def test_who_answered_stands_beside_who_was_asked_on_the_page_and_on_paper(
    office: Office, anna: Client, sign_in: SignIn, now: datetime
) -> None:
    survey_id = asking.made(office, at=now - 9 * DAY)
    fields = replace(asking.FIELDS, opens_on=local_date(now), closes_on=local_date(now), reminders_on=())
    wave_id = asking.planned_again(office, survey_id, [], fields=fields, at=now)
    units = {"Barn 1": 16, "Barn 2": 12, "Jour": 4, "Fält": 4, "Stab": 4}
    lines = [f"{unit[:1]}{unit[-1]}{each}@k.example,{unit}" for unit, size in units.items() for each in range(size)]
    with seeing(office.viewer("anna", now)) as viewer:
        text = "\n".join(["address,unit", *lines])
        actions.invite_addresses(wave_id=wave_id, text_of_csv=text, actor=viewer, at=now)
    asking.open_it(office, wave_id, at=now)
    for place, token in enumerate(asking.tokens(office, wave_id, at=now)):
        if place % 2:
            asking.answer(token, at=now)
    asking.close_it(office, wave_id, at=now)
    report = BeautifulSoup(anna.get(f"/surveys/wave/{wave_id}/report/").content, "lxml")
    (table,) = (each for each in report.select("table") if "Av alla inbjudna" in each.get_text())
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in table.select("tr")]
    told = [[cell.replace("\xa0", " ") for cell in row] for row in rows]
    assert told[0] == ["Enhet", "Inbjudna", "Av alla inbjudna", "Har svarat", "Av alla svar"]
    assert told[1:] == [
        ["Barn 1", "16", "40 %", "8", "40 %"],
        ["Barn 2", "12", "30 %", "6", "30 %"],
        ["Övriga", "12", "30 %", "6", "30 %"],
    ]
    assert "Av alla inbjudna" in text_in(sign_in("mia").get(f"/surveys/wave/{wave_id}/report/pdf/").content)


@pytest.mark.parametrize(("answered", "asked", "told"), [(1, 8, "13"), (5, 8, "63"), (1, 3, "33"), (199, 200, "100")])
def test_a_share_of_those_asked_is_rounded_half_up(answered: int, asked: int, told: str) -> None:
    assert whole_share(Fraction(answered, asked)).startswith(told)


def test_a_wave_taken_in_names_its_days_in_order(office: Office, anna: Client, now: datetime) -> None:
    survey_id = example_survey(office, now)
    wrong = THEN | {"closes_on": "2023-08-01", "text": counts_file(), "answered": ""}
    refused = anna.post(f"/surveys/{survey_id}/counts/", wrong)
    assert (refused.status_code, "Sista dagen är före den första" in text_of(refused)) == (422, True)
