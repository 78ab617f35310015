"""Survey beside register: both figures with what they are of, and why they may differ."""

from pathlib import Path
from typing import Any

import pytest
from tests.factories import survey as asking
from tests.factories.staff import MORNING, Office, make_office
from tests.insight.telling import share, tell

from skyddsnat.domains.survey import actions
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.waves import WaveFields
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.insight.beside import PUBLISHED, beside
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.periods import span
from skyddsnat.insight.types import Beside

ROOT = Path(__file__).resolve().parents[2]
AT = MORNING + 5 * asking.DAY


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Path) -> Office:
    settings.FIGURES_FOLDER = str(tmp_path)
    tell(tmp_path, share("threatened", 10), share("police_not_given", None))
    return make_office()


def looked(viewer: Viewer) -> dict[str, Beside]:
    with seeing(viewer):
        return {each.indicator.id: each for each in beside(span=span("2025"), viewer=viewer)}


def test_every_counterpart_has_a_survey_that_was_published() -> None:
    assert {each.counterpart for each in indicators()} - {None} == PUBLISHED.keys()


def test_what_was_published_stands_beside_the_records(office: Office) -> None:
    found = looked(office.viewer("bo"))
    assert found.keys() == {each.id for each in indicators() if each.counterpart}
    threat = found["threatened"]
    assert threat.figure is not None
    assert (threat.figure.numerator, threat.figure.denominator) == (10, 40)
    printed = threat.answered[0]
    assert (printed.percent, printed.count, printed.size) == (66, 299, 453)
    assert printed.interval is not None
    assert printed.interval.contains(0.66)
    assert "2023" in printed.source.sv
    assert threat.differs == threat.indicator.differs
    assert found["police_not_given"].figure is not None
    assert found["police_not_given"].figure.value is None
    assert found["police_not_given"].answered[0].percent == 23
    assert found["care_avoided_for_threat"].answered[0].percent == 6
    assert found["changed_for_money"].figure is None
    assert [each.percent for each in found["not_most_suitable"].answered] == [22]


def test_a_share_that_was_printed_alone_has_no_interval(office: Office) -> None:
    found = looked(office.viewer("bo"))["changed_for_money"].answered
    assert [(each.percent, each.share, each.interval, each.count, each.size) for each in found] == [
        (14, 0.14, None, None, None),
        (25, 0.25, None, None, 482),
    ]


def test_before_the_first_night_the_survey_stands_alone(office: Office, settings: Any) -> None:
    settings.FIGURES_FOLDER = ""
    found = looked(office.viewer("bo"))
    assert {each.figure for each in found.values()} == {None}
    assert all(each.answered for each in found.values())


def test_a_closed_wave_of_our_own_comes_first_for_whoever_reads_surveys(office: Office) -> None:
    no = {"exposed": ["yes"], "threatened": ["no"], "support": ["3"], "cases": ["10"]}
    asking.answered(office, [asking.YES] * 6 + [no] * 8)
    own = looked(office.viewer("anna", AT))["threatened"].answered[0]
    assert (own.count, own.size, own.percent) == (6, 14, 43)
    assert own.source.sv.startswith("Hot och stöd")
    assert own.interval is not None
    assert looked(office.viewer("bo", AT))["threatened"].answered[0].size == 453


def test_an_open_wave_tells_nothing(office: Office) -> None:
    asking.answered(office, [asking.YES] * 9, closed=False)
    assert looked(office.viewer("anna", AT))["threatened"].answered[0].size == 453


def test_a_share_of_too_few_is_not_told(office: Office) -> None:
    asking.answered(office, [asking.YES] * 3)
    assert looked(office.viewer("anna", AT))["threatened"].answered[0].size == 453


def test_a_printed_wave_that_was_taken_in_stands_for_what_was_printed(office: Office) -> None:
    text = (ROOT / "docs/examples/hot-2023.yaml").read_text(encoding="utf-8")
    codes = ("no", "1-3", "4-10", "over-10")
    counts = {"threatened": dict(zip(codes, (154, 222, 58, 19), strict=True))}
    fields = WaveFields(name="Hösten 2023", opens_on=MORNING.date(), closes_on=AT.date())
    with seeing(office.viewer("anna")) as anna:
        made = actions.make_survey(definition=read_definition(text), actor=anna, at=MORNING)
        actions.add_published_wave(
            survey_id=made, fields=fields, counts=counts, source="SSR 2023", asked=None, answered=474, actor=anna, at=AT
        )
    found = looked(office.viewer("anna", AT))["threatened"].answered
    assert [(each.percent, each.size) for each in found] == [(66, 453), (36, None)]
    assert found[0].source.sv.startswith("Hot mot socialsekreterare")
