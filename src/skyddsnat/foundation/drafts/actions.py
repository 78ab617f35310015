"""Saving and dropping drafts."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.models import Draft
from skyddsnat.foundation.drafts.types import Typed


class TypedElsewhere(Exception):
    """The same form was saved from another window since this one last saved."""


def save_draft(*, typed: Typed, version: int, actor: Viewer, at: datetime) -> int:
    """Keep what `actor` has typed. `version` is the draft's version when this window last saved it; 0 when new.

    Returns the new version. Raises `TypedElsewhere`, and keeps the other text, when another window saved meanwhile.
    """
    columns = _columns(typed, at)
    mine = Draft.objects.filter(employee_id=actor.named_id, form_key=typed.form_key)
    if mine.filter(version=version).update(version=F("version") + 1, **columns):
        return version + 1
    first = columns | {"version": version + 1}
    _row, is_new = Draft.objects.get_or_create(employee_id=actor.named_id, form_key=typed.form_key, defaults=first)
    if not is_new:
        raise TypedElsewhere
    return version + 1


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
    columns = asdict(typed) | {"saved_at": at}
    del columns["form_key"]
    return columns
