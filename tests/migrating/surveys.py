"""Surveys in a dump, beside the open wave that the whole line leaves: two who answer it in their own words, and waves
that are over, asked here, asked elsewhere, and known by printed counts alone.
"""

from datetime import date, datetime

from tests.factories import decisions as deciding
from tests.factories import survey as asking
from tests.factories.staff import Office
from tests.factories.survey import DAY, YES

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.waves import WaveFields
from skyddsnat.foundation.access.seeing import seeing

# Asked elsewhere of a drawn sample, which the file of its answers tells.
_DRAWN = asking.DEFINITION + "design: {weight: w, stratum: s, clusters: [c]}\n"
_ANSWERS = "exposed,threatened,how,support,cases,more,w,s,c\n" + "".join(
    f"yes,few,phone,4,1{place},Så var det,{place}.5,a,{place}\n" for place in range(1, 7)
)
_COUNTS = {"threatened": {"no": 154, "few": 222, "some": 58, "many": 19}}


def fill_waves(office: Office) -> None:
    """Waves in each state. The day is after the open wave's first."""
    at = deciding.DECIDED + 5 * DAY
    with seeing(office.viewer("anna", at)) as anna:
        (running,) = queries.waves(viewer=anna)
    *_, third, fourth = asking.tokens(office, running.id, at=at)[:4]
    asking.answer(third, {**YES, "more": ["Chefen lyssnade."]}, at=at)
    asking.answer(fourth, {"exposed": ["no"], "threatened": ["no"], "more": ["Inget att säga."]}, at=at)
    _over(office, running.survey_id, at=at)
    _from_elsewhere(office, running.survey_id, at=at)


def _over(office: Office, survey_id: int, *, at: datetime) -> None:
    fields = WaveFields(name="Våren", opens_on=at.date(), closes_on=(at + 5 * DAY).date())
    addresses = [f"var{place}@kommun.example" for place in range(7)]
    wave_id = asking.planned_again(office, survey_id, addresses, fields=fields, at=at)
    asking.open_it(office, wave_id, at=at)
    for place, token in enumerate(asking.tokens(office, wave_id, at=at)[:6]):
        asking.answer(token, {**YES, "more": [f"Ord {place}."]}, at=at)
    asking.close_it(office, wave_id, at=at + 5 * DAY)


def _from_elsewhere(office: Office, survey_id: int, *, at: datetime) -> None:
    with seeing(office.viewer("anna", at)) as anna:
        actions.import_wave(
            survey_id=survey_id, fields=_year(2024), text_of_csv=_ANSWERS, source="Facket", asked=10,
            definition=read_definition(_DRAWN), actor=anna, at=at,
        )  # fmt: skip
        actions.add_published_wave(
            survey_id=survey_id, fields=_year(2023), counts=_COUNTS, source="Facket", asked=4024, answered=474,
            actor=anna, at=at,
        )  # fmt: skip


def _year(year: int) -> WaveFields:
    day = date(year, 10, 1)
    return WaveFields(name=str(year), opens_on=day, closes_on=day)
