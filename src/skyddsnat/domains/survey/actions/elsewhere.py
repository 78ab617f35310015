"""Waves that were asked elsewhere: single answers from a file, or counts as they were printed."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from skyddsnat.domains.survey.actions.logging import log
from skyddsnat.domains.survey.actions.making import asking, columns, naming
from skyddsnat.domains.survey.models import Wave
from skyddsnat.domains.survey.permissions import keeping
from skyddsnat.domains.survey.queries.answers import DESIGN
from skyddsnat.domains.survey.queries.surveys import survey
from skyddsnat.domains.survey.rules.waves import publishing, writing
from skyddsnat.domains.survey.types.answers_file import AnswersFile, read_answers
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition_file import write_definition
from skyddsnat.domains.survey.types.faults import BrokenFile, FileFault
from skyddsnat.domains.survey.types.waves import WaveFields, WaveKind, WaveState
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.text import Text
from skyddsnat.stats.designs import NotADesign
from skyddsnat.stats.drawn import drawn

_NOT_A_SAMPLE = Text(
    "Kolumnerna om hur svaren drogs kan inte vara ett och samma urvals.",
    "The columns that say how the answers were drawn cannot be those of one sample.",
)


def import_wave(
    *,
    survey_id: int,
    fields: WaveFields,
    text_of_csv: str,
    source: str,
    asked: int | None,
    definition: Definition | None = None,
    actor: Viewer,
    at: datetime,
) -> int:
    """A closed wave of the answers in the file; its rows are mixed. `asked`: of how many, where that is known.

    `definition`: what was asked then, where it is not what the survey says now.

    Returns its id. Raises `NoSuchSurvey`, `Refused`, `BrokenFile`: then nothing was taken in.
    """
    said = _checked(survey_id, fields, definition, actor)
    found = read_answers(text_of_csv, said)
    _check_sample(found, said)
    with transaction.atomic():
        more = {"kind": WaveKind.IMPORTED.value, "state": WaveState.DRAFT.value, "source": source, "asked": asked}
        wave_id = _make(survey_id, fields, said, more, actor, at)
        with connection.cursor() as cursor:
            rows = json.dumps(_rows(found, said))
            cursor.execute("SELECT survey_take_in(%s, %s::jsonb, %s)", [wave_id, rows, at])
        log("wave", "imported", wave_id, actor, at, {"answers": found.rows})
    return wave_id


def add_published_wave(
    *,
    survey_id: int,
    fields: WaveFields,
    counts: Mapping[str, Mapping[str, int]],
    source: str,
    asked: int | None,
    answered: int | None,
    definition: Definition | None = None,
    actor: Viewer,
    at: datetime,
) -> int:
    """A closed wave that is known by its counts: by question and code of answer. `source`: where it was printed.

    `definition`: what was asked then, where it is not what the survey says now.

    Returns its id. Raises `NoSuchSurvey`, `Refused`.
    """
    said = _checked(survey_id, fields, definition, actor)
    publishing(said, counts).require()
    more = {
        "kind": WaveKind.PUBLISHED.value,
        "state": WaveState.CLOSED.value,
        "source": source,
        "asked": asked,
        "answered": answered,
        "counts": {key: dict(found) for key, found in counts.items()},
    }
    wave_id = _make(survey_id, fields, said, more, actor, at)
    log("wave", "published", wave_id, actor, at)
    return wave_id


def _checked(survey_id: int, fields: WaveFields, definition: Definition | None, actor: Viewer) -> Definition:
    """What the wave asked, where it may be added."""
    view = survey(survey_id=survey_id, viewer=actor)
    asked = definition or view.definition
    (keeping(viewer=actor) + writing(fields) + naming(survey_id, fields) + asking(view, asked)).require()
    return asked


def _make(
    survey_id: int, fields: WaveFields, asked: Definition, more: Mapping[str, Any], actor: Viewer, at: datetime
) -> int:
    row = Wave.objects.create(
        survey_id=survey_id,
        definition=write_definition(asked),
        made_at=at,
        made_by_id=actor.named_id,
        **columns(fields),
        **more,
    )
    return row.pk


def _check_sample(found: AnswersFile, asked: Definition) -> None:
    """Raises `BrokenFile` where the columns cannot be those of one sample: there would be no tables of it."""
    try:
        if asked.design is not None and asked.design.columns:
            drawn(found.rows, found.design, asked.design)
    except NotADesign as wrong:
        raise BrokenFile([FileFault(found.lines[wrong.row or 0], 1, _NOT_A_SAMPLE)]) from None


def _rows(found: AnswersFile, definition: Definition) -> list[dict[str, dict[str, str]]]:
    drawn = [{DESIGN + name: cells[row] for name, cells in found.design.items()} for row in range(found.rows)]
    return [
        {"given": {**response.answers, **design}, "words": dict(response.words)}
        for response, design in zip(found.responses(definition), drawn, strict=True)
    ]
