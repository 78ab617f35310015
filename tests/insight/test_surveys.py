"""What a survey says: published tables come out as printed, small groups are hidden, and new words break the trend."""

import math
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.factories import survey as asking
from tests.factories.staff import MORNING, Office, make_office
from tests.factories.survey import YES

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.types.definition import Definition, Design
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.waves import WaveFields
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.insight.surveys import changes, courses, report, slopes
from skyddsnat.kernel.verdict import Refused
from skyddsnat.stats.differences import holm, trend
from skyddsnat.stats.proportions import Sample
from skyddsnat.stats.questions import Method
from skyddsnat.stats.student import student_quantile

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
# As printed: number and percent for no, 1-3, 4-10 and more; those who answered.
PRINTED = {
    "avoided": ([(416, 94), (20, 5), (4, 1), (1, 0)], 441),
    "police": ([(314, 77), (73, 18), (16, 4), (5, 1)], 408),
    "threatened": ([(154, 34), (222, 49), (58, 13), (19, 4)], 453),
}
# Said beside them: avoided, without police, threatened, repeatedly threatened.
SAID = {("avoided", "yes"): 6, ("police", "yes"): 23, ("threatened", "yes"): 66, ("threatened", "repeatedly"): 17}


@pytest.fixture
def office() -> Office:
    return make_office()


def example() -> Definition:
    return read_definition((EXAMPLES / "hot-2023.yaml").read_text(encoding="utf-8"))


def fields(year: int) -> WaveFields:
    return WaveFields(name=str(year), opens_on=date(year, 9, 1), closes_on=date(year, 10, 31))


def counts() -> dict[str, dict[str, int]]:
    codes = {each.key: each.codes for each in example().questions}
    return {
        key: dict(zip(codes[key], (count for count, _ in lines), strict=True)) for key, (lines, _) in PRINTED.items()
    }


@pytest.mark.parametrize("way", ["counts", "answers"])
def test_the_published_tables_come_out_as_printed(office: Office, way: str) -> None:
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"actor": anna, "at": MORNING}
        survey_id = actions.make_survey(definition=example(), **by)
        by |= {"survey_id": survey_id, "fields": fields(2023), "source": "SSR", "asked": 4024}
        if way == "counts":
            wave_id = actions.add_published_wave(counts=counts(), answered=474, **by)
        else:
            text = (EXAMPLES / "hot-2023.csv").read_text(encoding="utf-8")
            wave_id = actions.import_wave(text_of_csv=text, **by)
    with seeing(office.viewer("mia")) as mia:
        told = report(wave_id=wave_id, viewer=mia)
    for question, (lines, answered) in PRINTED.items():
        table = told.tabulation.table(question)
        assert [(line.count, line.percent) for line in table.lines] == lines
        assert (table.answered, table.missing) == (answered, told.tabulation.responses - answered)
    for (question, group), percent in SAID.items():
        assert told.tabulation.table(question).line(group).percent == percent
    assert told.hidden == 0
    assert told.tabulation.method is Method.SIMPLE
    assert told.margin is not None
    assert 0.02 < told.margin.low < told.margin.high < 0.05


def test_figures_of_few_are_hidden_and_the_report_says_how_many(office: Office) -> None:
    wave_id = asking.answered(office, [{**YES, "cases": []}] * 6 + [YES, {"exposed": ["no"]}])
    with seeing(office.viewer("mia")) as mia:
        told = report(wave_id=wave_id, viewer=mia)
    assert told.tabulation.responses == 7
    assert told.tabulation.table("cases").is_hidden, "one answered"
    assert told.hidden >= 1
    assert not told.tabulation.table("threatened").is_hidden
    assert told.response is not None
    assert (told.response.numerator, told.response.denominator) == (8, 9)


def test_nothing_is_told_of_an_open_wave_nor_to_whoever_reads_none(office: Office) -> None:
    wave_id = asking.answered(office, [YES] * 6, closed=False)
    with seeing(office.viewer("mia")) as mia, pytest.raises(Refused, match="öppen"):
        report(wave_id=wave_id, viewer=mia)
    asking.close_it(office, wave_id, at=MORNING)
    with seeing(office.viewer("bo")) as bo, pytest.raises(queries.NoSuchSurvey):
        report(wave_id=wave_id, viewer=bo)


def test_a_wave_that_nobody_answered_has_a_report_without_tables(office: Office) -> None:
    wave_id = asking.answered(office, [])
    with seeing(office.viewer("anna")) as anna:
        told = report(wave_id=wave_id, viewer=anna)
    assert (told.tabulation.tables, told.margin, told.tabulation.responses) == ((), None, 0)


def test_an_answer_goes_over_the_waves_until_the_question_is_worded_otherwise(office: Office) -> None:
    text = (EXAMPLES / "hot-2023.yaml").read_text(encoding="utf-8")
    reworded = read_definition(text.replace("Har du utsatts för indirekta", "Har du någon gång utsatts för indirekta"))
    fewer = {key: dict(found) for key, found in counts().items()}
    fewer["threatened"] |= {"no": 254}
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"source": "SSR", "asked": None, "answered": None, "actor": anna, "at": MORNING}
        by["survey_id"] = survey_id = actions.make_survey(definition=example(), actor=anna, at=MORNING)
        actions.add_published_wave(fields=fields(2023), counts=counts(), definition=reworded, **by)
        actions.add_published_wave(fields=fields(2021), counts=fewer, **by)
        actions.add_published_wave(fields=fields(2019), counts=counts(), **by)
        lines = courses(survey_id=survey_id, viewer=anna)
    told = {(each.question, each.answer): each for each in lines}
    between = {(each.question, each.answer, each.later.fields.name): each for each in changes(lines)}
    names = {key: [[point.wave.fields.name for point in run] for run in each.runs] for key, each in told.items()}
    assert names["threatened", "yes"] == [["2019", "2021"], ["2023"]]
    assert names["police", "yes"] == [["2019", "2021", "2023"]]
    assert ("threatened", "yes", "2023") not in between
    fall = between["threatened", "yes", "2021"]
    assert fall.difference.change < 0
    assert fall.difference.p_value < fall.p_value < 0.01
    assert between["police", "yes", "2021"].p_value == 1


def test_a_run_of_three_waves_has_a_trend_by_the_year_corrected_with_all_that_is_told(office: Office) -> None:
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"source": "SSR", "asked": None, "answered": None, "actor": anna, "at": MORNING}
        by["survey_id"] = survey_id = actions.make_survey(definition=example(), actor=anna, at=MORNING)
        for year, no in ((2019, 254), (2021, 200), (2023, 154)):
            found = {key: dict(cells) for key, cells in counts().items()}
            found["threatened"] |= {"no": no}
            actions.add_published_wave(fields=fields(year), counts=found, **by)
        lines = courses(survey_id=survey_id, viewer=anna)
    told = {(each.question, each.answer): each for each in slopes(lines)}
    rise = told["threatened", "yes"]
    assert (rise.first.fields.name, rise.last.fields.name) == ("2019", "2023")
    samples = [Sample(299, 553), Sample(299, 499), Sample(299, 453)]
    days = [Fraction(date(year, 9, 1).toordinal()) / Fraction("365.25") for year in (2019, 2021, 2023)]
    assert rise.trend == trend(samples, days)
    assert 0.02 < rise.trend.slope < 0.04, "two or three points a year"
    families = [each.difference.p_value for each in changes(lines)] + [each.trend.p_value for each in slopes(lines)]
    corrected = [each.p_value for each in changes(lines)] + [each.p_value for each in slopes(lines)]
    assert corrected == list(holm(families))
    assert told["police", "yes"].p_value == 1
    assert slopes([replace(each, runs=(each.runs[0][:2],)) for each in lines]) == ()


def test_weighted_waves_are_compared_by_their_own_errors(office: Office) -> None:
    definition = read_definition((EXAMPLES / "skolor.yaml").read_text(encoding="utf-8"))
    text = (EXAMPLES / "skolor.csv").read_text(encoding="utf-8")
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"actor": anna, "at": MORNING, "source": "Skolor", "asked": 400}
        by["survey_id"] = survey_id = actions.make_survey(definition=definition, actor=anna, at=MORNING)
        actions.import_wave(text_of_csv=text, fields=fields(2021), **by)
        actions.import_wave(text_of_csv=text.replace(",often,", ",no,", 9), fields=fields(2023), **by)
        lines = courses(survey_id=survey_id, viewer=anna)
    (fall,) = (each for each in changes(lines) if (each.question, each.answer) == ("threatened", "yes"))
    (course,) = (each for each in lines if (each.question, each.answer) == ("threatened", "yes"))
    ((earlier, later),) = course.runs
    assert earlier.line is not None
    assert later.line is not None
    assert float(fall.difference.change) == pytest.approx((later.line.share or 0) - (earlier.line.share or 0))
    assert fall.difference.interval.low < fall.difference.change < fall.difference.interval.high
    expected = 2 * student_quantile(0.95, 2 * (earlier.line.degrees or 0))
    expected *= math.hypot(earlier.line.error or 0, later.line.error or 0)
    assert fall.difference.interval.width == pytest.approx(expected)
    assert slopes(lines) == ()


def test_a_known_population_makes_a_difference_as_sure_as_its_waves(office: Office) -> None:
    """Everybody was asked and all answered the question: what differs, differs."""
    known = replace(example(), design=Design(population=474))
    text = (EXAMPLES / "hot-2023.csv").read_text(encoding="utf-8")
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"actor": anna, "at": MORNING, "source": "SSR", "asked": 474}
        by["survey_id"] = survey_id = actions.make_survey(definition=known, actor=anna, at=MORNING)
        actions.import_wave(text_of_csv=text, fields=fields(2021), **by)
        actions.import_wave(text_of_csv=text.replace("over-10", "no", 3), fields=fields(2023), **by)
        lines = courses(survey_id=survey_id, viewer=anna)
    moved = [each for each in changes(lines) if each.difference.change]
    assert moved
    assert all(each.difference.p_value == 0 and each.difference.interval.width < 1e-9 for each in moved)


def test_who_handed_in_without_an_answer_is_missing_in_every_table(office: Office) -> None:
    text = (EXAMPLES / "hot-2023.csv").read_text(encoding="utf-8").rstrip("\n")
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"actor": anna, "at": MORNING, "source": "SSR", "asked": 4024}
        by["survey_id"] = actions.make_survey(definition=example(), actor=anna, at=MORNING)
        wave_id = actions.import_wave(text_of_csv=f"{text}\n,,\n,,\n", fields=fields(2023), **by)
        told = report(wave_id=wave_id, viewer=anna)
    assert told.tabulation.responses == 476
    assert [(table.answered, table.missing) for table in told.tabulation.tables] == [(441, 35), (408, 68), (453, 23)]
