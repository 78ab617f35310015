"""Making a survey and planning its waves."""

from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.survey.actions.logging import log
from skyddsnat.domains.survey.models import Survey, Wave
from skyddsnat.domains.survey.permissions import keeping
from skyddsnat.domains.survey.queries.surveys import survey, wave
from skyddsnat.domains.survey.rules.waves import changing, defining, writing
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition_file import write_definition
from skyddsnat.domains.survey.types.waves import SurveyView, WaveFields, WaveKind, WaveState
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile

_KEY_TAKEN = Reason(
    "survey.key_taken",
    Text("Det finns redan en enkät med den nyckeln.", "There is a survey with that key already."),
)
_KEY_STANDS = Reason(
    "survey.key_stands",
    Text("Enkätens nyckel håller ihop omgångarna och ändras inte.", "The key keeps the waves together and stays."),
)
_NAME_TAKEN = Reason(
    "survey.wave_name_taken",
    Text("Enkäten har redan en omgång med det namnet.", "The survey has a wave of that name already."),
)


def make_survey(*, definition: Definition, actor: Viewer, at: datetime) -> int:
    """A survey of this definition. Returns its id. Raises `Refused` with all reasons."""
    taken = Survey.objects.filter(key=definition.key).exists()
    (keeping(viewer=actor) + defining(definition) + Verdict.of(_KEY_TAKEN if taken else None)).require()
    row = Survey.objects.create(
        key=definition.key, definition=write_definition(definition), made_at=at, made_by_id=actor.named_id
    )
    log("survey", "made", row.pk, actor, at)
    return row.pk


def change_survey(*, survey_id: int, version: int, definition: Definition, actor: Viewer, at: datetime) -> None:
    """Define it anew, for the waves to come: those that were opened keep what they asked.

    Raises `NoSuchSurvey`, `ChangedMeanwhile`, `Refused`.
    """
    view = survey(survey_id=survey_id, viewer=actor)
    (keeping(viewer=actor) + asking(view, definition)).require()
    rows = Survey.objects.filter(pk=survey_id, version=version)
    if not rows.update(definition=write_definition(definition), version=F("version") + 1):
        raise ChangedMeanwhile
    log("survey", "changed", survey_id, actor, at)


def plan_wave(*, survey_id: int, fields: WaveFields, actor: Viewer, at: datetime) -> int:
    """A wave of the survey, not yet open. Returns its id. Raises `NoSuchSurvey`, `Refused`."""
    view = survey(survey_id=survey_id, viewer=actor)
    (keeping(viewer=actor) + writing(fields) + naming(survey_id, fields)).require()
    row = Wave.objects.create(
        survey_id=survey_id,
        kind=WaveKind.ASKED.value,
        state=WaveState.DRAFT.value,
        definition=write_definition(view.definition),
        made_at=at,
        made_by_id=actor.named_id,
        **columns(fields),
    )
    log("wave", "planned", row.pk, actor, at)
    return row.pk


def change_wave(*, wave_id: int, version: int, fields: WaveFields, actor: Viewer, at: datetime) -> None:
    """Its name and days; of an open wave, its last day and reminders.

    Raises `NoSuchSurvey`, `ChangedMeanwhile`, `Refused`.
    """
    view = wave(wave_id=wave_id, viewer=actor)
    (keeping(viewer=actor) + changing(view, fields) + naming(view.survey_id, fields, but=wave_id)).require()
    if not Wave.objects.filter(pk=wave_id, version=version).update(version=F("version") + 1, **columns(fields)):
        raise ChangedMeanwhile
    log("wave", "changed", wave_id, actor, at)


def asking(view: SurveyView, definition: Definition) -> Verdict:
    """Whether the definition can be one of the survey's."""
    other_key = definition.key != view.definition.key
    return defining(definition) + Verdict.of(_KEY_STANDS if other_key else None)


def naming(survey_id: int, fields: WaveFields, *, but: int = 0) -> Verdict:
    """Whether the survey has no other wave of that name."""
    taken = Wave.objects.filter(survey_id=survey_id, name=fields.name.strip()).exclude(pk=but).exists()
    return Verdict.of(_NAME_TAKEN if taken else None)


def columns(fields: WaveFields) -> dict[str, Any]:
    """The fields of a wave as its columns."""
    first, second = (*fields.reminders_on, None, None)[:2]
    return {
        "name": fields.name.strip(),
        "opens_on": fields.opens_on,
        "closes_on": fields.closes_on,
        "reminder1_on": first,
        "reminder2_on": second,
    }
