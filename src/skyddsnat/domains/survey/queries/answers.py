"""What was answered in a closed wave. The database gives nothing of an open one, and nothing in the order it came."""

import json

from django.db import connection

from skyddsnat.domains.survey.permissions import keeping, reading
from skyddsnat.domains.survey.queries.surveys import wave
from skyddsnat.domains.survey.rules.exporting import exporting, words_of_enough
from skyddsnat.domains.survey.rules.waves import doing
from skyddsnat.domains.survey.types.answering import WaveAnswers
from skyddsnat.domains.survey.types.waves import WaveAct
from skyddsnat.foundation.access.types import Viewer

# In an imported wave's answers, what says how it was drawn has this before the name of its column.
DESIGN = "design:"


def answers_of(*, wave_id: int, viewer: Viewer) -> WaveAnswers:
    """The answers as columns; no rows of a wave known as counts alone. For tables that are suppressed before they are
    shown, never for showing. Raises `NoSuchSurvey`; `Refused` before the close, and to whoever does not read surveys.
    """
    view = wave(wave_id=wave_id, viewer=viewer)
    (reading(viewer=viewer) + doing(WaveAct.READ, view)).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT g::text FROM survey_given(%s) g", [wave_id])
        rows: list[dict[str, str]] = [json.loads(given) for (given,) in cursor.fetchall()]
    design = () if view.definition.design is None else view.definition.design.columns
    return WaveAnswers(
        definition=view.definition,
        rows=len(rows),
        columns={each.key: [row.get(each.key) for row in rows] for each in view.definition.closed_questions},
        design={
            name: [row[DESIGN + name] for row in rows] for name in design if all(DESIGN + name in row for row in rows)
        },
    )


def words_of(*, wave_id: int, viewer: Viewer) -> dict[str, list[str]]:
    """Free text of a closed wave by question, in an order that tells nothing, for whoever keeps surveys.

    Questions that few wrote to are left out. Raises `NoSuchSurvey`; `Refused`, also where so few answered that their
    words would be theirs.
    """
    view = wave(wave_id=wave_id, viewer=viewer)
    (keeping(viewer=viewer) + doing(WaveAct.READ, view) + exporting(view.answered or 0)).require()
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, words FROM survey_words(%s)", [wave_id])
        for question, words in cursor.fetchall():
            found.setdefault(question, []).append(words)
    return words_of_enough(found)
