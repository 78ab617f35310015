"""Surveys and their waves. They name nobody: definitions, days and sums."""

from datetime import datetime
from functools import lru_cache

from django.db import connection

from skyddsnat.domains.survey.models import Invitation, Survey, Wave
from skyddsnat.domains.survey.permissions import keeping, reading
from skyddsnat.domains.survey.rules.waves import doing, opening
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.waves import SurveyView, WaveAct, WaveFields, WaveKind, WaveState, WaveView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict

# What the server is told would stand in its own log: the statement with its values.
_WRITES_DOWN = """
SELECT current_setting('log_statement') IN ('mod', 'all')
    OR current_setting('log_duration')::boolean
    OR current_setting('log_min_duration_statement') <> '-1'
    OR current_setting('log_min_duration_sample') <> '-1'
    OR current_setting('log_transaction_sample_rate') <> '0'
    OR current_setting('log_parameter_max_length_on_error') <> '0'
    OR coalesce(current_setting('auto_explain.log_min_duration', true), '-1') <> '-1'
    OR coalesce(current_setting('pgaudit.log_parameter', true), 'off') <> 'off'
"""


class NoSuchSurvey(NotOpen):
    """There is no such survey or wave for this viewer: unseen and nonexistent are the same answer."""


@lru_cache(maxsize=64)
def stored_definition(text: str) -> Definition:
    """A definition as it was kept, read once."""
    return read_definition(text)


def surveys(*, viewer: Viewer) -> list[SurveyView]:
    """Every survey, the latest first; none for whoever reads none. One statement."""
    if not reading(viewer=viewer).allowed:
        return []
    return [_survey(row) for row in Survey.objects.order_by("-made_at", "-pk")]


def survey(*, survey_id: int, viewer: Viewer) -> SurveyView:
    """One survey. Raises `NoSuchSurvey`."""
    row = Survey.objects.filter(pk=survey_id).first() if reading(viewer=viewer).allowed else None
    if row is None:
        raise NoSuchSurvey
    return _survey(row)


def waves(*, viewer: Viewer) -> list[WaveView]:
    """Every wave of every survey, the latest first; none for whoever reads none. One statement."""
    if not reading(viewer=viewer).allowed:
        return []
    return [_wave(row) for row in Wave.objects.select_related("survey").order_by("-opens_on", "-pk")]


def waves_of_survey(*, survey_id: int, viewer: Viewer) -> list[WaveView]:
    """The waves of a survey, the first first."""
    return [each for each in reversed(waves(viewer=viewer)) if each.survey_id == survey_id]


def wave(*, wave_id: int, viewer: Viewer) -> WaveView:
    """One wave. Raises `NoSuchSurvey`."""
    rows = Wave.objects.select_related("survey").filter(pk=wave_id)
    row = rows.first() if reading(viewer=viewer).allowed else None
    if row is None:
        raise NoSuchSurvey
    return _wave(row)


def may(*, wave_id: int, act: WaveAct, viewer: Viewer, at: datetime) -> Verdict:
    """Whether the viewer may do it to the wave now, with every reason why not. Raises `NoSuchSurvey`."""
    view = wave(wave_id=wave_id, viewer=viewer)
    if act is WaveAct.READ:
        return reading(viewer=viewer) + doing(act, view)
    if act is not WaveAct.OPEN:
        return keeping(viewer=viewer) + doing(act, view)
    invited = Invitation.objects.filter(wave_id=wave_id).count()
    ready = opening(view, invited=invited, today=local_date(at), writes_down=server_writes_down())
    return keeping(viewer=viewer) + ready


def server_writes_down() -> bool:
    """Whether the database's own log would hold what is handed in, with its moment."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITES_DOWN)
        ((found,),) = cursor.fetchall()
    return bool(found)


def _survey(row: Survey) -> SurveyView:
    return SurveyView(row.pk, stored_definition(row.definition), row.made_at, row.version)


def _wave(row: Wave) -> WaveView:
    # Until it is open, a wave asks what the survey says now.
    is_draft = row.state == WaveState.DRAFT
    reminders = (row.reminder1_on, row.reminder2_on)
    return WaveView(
        id=row.pk,
        survey_id=row.survey_id,
        kind=WaveKind(row.kind),
        state=WaveState(row.state),
        fields=WaveFields(
            name=row.name,
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            reminders_on=tuple(day for day in reminders if day is not None),
        ),
        definition=stored_definition(row.survey.definition if is_draft else row.definition),
        source=row.source,
        asked=row.asked,
        answered=row.answered,
        counts=row.counts,
        version=row.version,
        # Neither ever falls, so the sum stands only where both do.
        opening_version=row.version + row.survey.version,
    )
