"""The safety board on paper and as a file: made for whoever sees it, and written in the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from skyddsnat.domains.safety.permissions import user_can_see_figures_of
from skyddsnat.domains.safety.queries.figures import NoSuchBoard
from skyddsnat.domains.safety.types.figures import Period
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.documents.rendering import render
from skyddsnat.foundation.documents.types import Sender


def print_board(
    *,
    period: Period,
    unit_id: int | None,
    title: str,
    blocks: Mapping[str, Any],
    language: str,
    actor: Viewer,
    at: datetime,
) -> bytes:
    """The board as a tagged PDF, of figures that may leave: `blocks` hold the tables in words. Raises `NoSuchBoard`."""
    _log("printed", period, unit_id, actor, at)
    sender = Sender(board=settings.BOARD_NAME, phone="")
    return render("safety_board", {"sender": sender, **blocks}, at=at, title=title, language=language)


def log_board_file(*, period: Period, unit_id: int | None, actor: Viewer, at: datetime) -> None:
    """Write down that the board was taken out as a file. Raises `NoSuchBoard`."""
    _log("taken_out", period, unit_id, actor, at)


def _log(verb: str, period: Period, unit_id: int | None, actor: Viewer, at: datetime) -> None:
    if not user_can_see_figures_of(unit_id, viewer=actor):
        raise NoSuchBoard
    details = {"period": f"{period.year}-{period.half}", "unit": unit_id}
    record(deed=f"safety.board.{verb}", target="safety.board", actor=actor, at=at, details=details)
