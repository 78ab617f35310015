"""Saving and dropping drafts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.models import Draft


class TypedElsewhere(Exception):
    """The same form was saved from another window since this one last saved."""


def save_draft(
    *,
    form_key: str,
    title: str,
    url: str,
    data: Mapping[str, Any],
    base_version: int | None,
    version: int,
    actor: Viewer,
    at: datetime,
) -> int:
    """Keep what `actor` has typed into one form. `version` is the draft's version when this window last saved; 0 when new.

    Returns the new version. Raises `TypedElsewhere`, and keeps the older text, when another window saved meanwhile.
    """
    fields = {"title": title, "url": url, "data": dict(data), "base_version": base_version, "saved_at": at}
    mine = Draft.objects.filter(employee_id=actor.employee_id, form_key=form_key)
    if mine.filter(version=version).update(version=F("version") + 1, **fields):
        return version + 1
    row = Draft(employee_id=actor.employee_id, form_key=form_key, version=version + 1, **fields)
    if not Draft.objects.bulk_create([row], ignore_conflicts=True) or not mine.filter(version=version + 1, saved_at=at).exists():
        raise TypedElsewhere
    return version + 1


def keep_refused(
    *, form_key: str, title: str, url: str, data: Mapping[str, Any], base_version: int | None, actor: Viewer, at: datetime
) -> int:
    """What was handed in could not be carried out: it is kept as the draft, whatever was saved before."""
    fields = {"title": title, "url": url, "data": dict(data), "base_version": base_version, "saved_at": at}
    row, is_new = Draft.objects.get_or_create(employee_id=actor.employee_id, form_key=form_key, defaults=fields)
    if is_new:
        return row.version
    Draft.objects.filter(pk=row.pk).update(version=F("version") + 1, **fields)
    return row.version + 1


def drop_draft(*, form_key: str, actor: Viewer, at: datetime) -> None:
    """The form was handed in at `at`, or thrown away on purpose: its draft is no longer needed."""
    Draft.objects.filter(employee_id=actor.employee_id, form_key=form_key).delete()
