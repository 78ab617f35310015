"""Saving and dropping drafts."""

from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.models import Draft
from skyddsnat.foundation.drafts.rules import Standing, standing
from skyddsnat.foundation.drafts.types import Turn, Typed


class TypedElsewhere(Exception):
    """The same form was saved from another window since this one last saved."""


def save_draft(*, typed: Typed, version: int, actor: Viewer, at: datetime) -> int:
    """Keep what `actor` has typed. `version` is the draft's version when this window last saved it; 0 when new.

    Returns the version that is kept: the next one, or the one that stands when this turn has been overtaken.
    Raises `TypedElsewhere`, and keeps the other text, when another window saved meanwhile.
    """
    columns = _columns(typed, at)
    # Locked, because two saves of one window may arrive at once: the page is left while one is on its way.
    kept, is_new = Draft.objects.select_for_update().get_or_create(
        employee_id=actor.named_id, form_key=typed.form_key, defaults=columns | {"version": version + 1}
    )
    if is_new:
        return kept.version
    stands = standing(kept=Turn(kept.window, kept.turn), kept_version=kept.version, turn=typed.turn, version=version)
    if stands is Standing.ELSEWHERE:
        raise TypedElsewhere
    if stands is Standing.NEXT:
        Draft.objects.filter(pk=kept.pk).update(version=kept.version + 1, **columns)
        return kept.version + 1
    return kept.version


def keep_refused(*, typed: Typed, actor: Viewer, at: datetime) -> None:
    """What was handed in could not be carried out: it is kept as the draft, whatever was saved before."""
    columns = _columns(typed, at)
    Draft.objects.update_or_create(
        employee_id=actor.named_id,
        form_key=typed.form_key,
        defaults=columns | {"version": F("version") + 1},
        create_defaults=columns,
    )


def drop_draft(*, form_key: str, actor: Viewer, at: datetime) -> None:
    """The form was handed in at `at`, or thrown away on purpose: its draft is no longer needed."""
    Draft.objects.filter(employee_id=actor.named_id, form_key=form_key).delete()


def _columns(typed: Typed, at: datetime) -> dict[str, Any]:
    return {
        "title": typed.title,
        "url": typed.url,
        "data": typed.data,
        "base_version": typed.base_version,
        "window": typed.turn.window,
        "turn": typed.turn.number,
        "saved_at": at,
    }
