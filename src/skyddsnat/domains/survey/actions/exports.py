"""Files that leave: the answers of a closed wave, and what they mean. Each is an event of the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from skyddsnat.domains.survey.actions.logging import log
from skyddsnat.domains.survey.permissions import keeping, reading
from skyddsnat.domains.survey.queries.answers import answers_of
from skyddsnat.domains.survey.queries.surveys import wave
from skyddsnat.domains.survey.rules.ddi import ddi
from skyddsnat.domains.survey.rules.exporting import answers_csv, codebook_csv, codebook_markdown, exporting
from skyddsnat.domains.survey.rules.waves import LEAST, doing
from skyddsnat.domains.survey.types.for_tables import questions_of
from skyddsnat.domains.survey.types.waves import WaveAct
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.rendering import render
from skyddsnat.foundation.documents.types import Sender
from skyddsnat.stats.tabulation import tabulate


def export_answers(*, wave_id: int, actor: Viewer, at: datetime) -> str:
    """The answers as CSV, without free text and order (see `rules/exporting.py`). Raises `NoSuchSurvey`, `Refused`."""
    keeping(viewer=actor).require()
    answers = answers_of(wave_id=wave_id, viewer=actor)
    exporting(answers.rows).require()
    log("wave", "exported", wave_id, actor, at, {"what": "answers", "answers": answers.rows})
    return answers_csv(answers, tabulate(questions_of(answers.definition), answers.columns, least=LEAST))


def export_codebook(*, wave_id: int, language: str, markdown: bool, actor: Viewer, at: datetime) -> str:
    """What columns and codes mean, as CSV or to be read, in "sv" or "en". Raises `NoSuchSurvey`, `Refused`."""
    keeping(viewer=actor).require()
    view = wave(wave_id=wave_id, viewer=actor)
    log("wave", "exported", wave_id, actor, at, {"what": "codebook"})
    return codebook_markdown(view, language) if markdown else codebook_csv(view.definition, language)


def export_ddi(*, wave_id: int, actor: Viewer, at: datetime) -> str:
    """The metadata as DDI-Codebook 2.5, XML, in both languages. Raises `NoSuchSurvey`, `Refused`."""
    keeping(viewer=actor).require()
    view = wave(wave_id=wave_id, viewer=actor)
    log("wave", "exported", wave_id, actor, at, {"what": "ddi"})
    return ddi(view, producer=settings.BOARD_NAME)


def print_report(
    *, wave_id: int, title: str, blocks: Mapping[str, Any], language: str, actor: Viewer, at: datetime
) -> bytes:
    """The report of a closed wave as a tagged PDF: `blocks` hold its tables, with small groups hidden, in words.

    Raises `NoSuchSurvey`, `Refused`.
    """
    (reading(viewer=actor) + doing(WaveAct.READ, wave(wave_id=wave_id, viewer=actor))).require()
    log("wave", "exported", wave_id, actor, at, {"what": "report"})
    sender = Sender(board=settings.BOARD_NAME, phone="")
    return render("survey_report", {"sender": sender, **blocks}, at=at, title=title, language=language)
