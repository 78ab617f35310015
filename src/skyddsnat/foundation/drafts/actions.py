"""Saving and dropping drafts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.models import Draft


def save_draft(
    *,
    form_key: str,
    title: str,
    url: str,
    data: Mapping[str, Any],
    base_version: int | None,
    actor: Viewer,
    at: datetime,
) -> datetime:
    """Keep what `actor` has typed into one form. The latest text wins: it is one person's own. Returns the time saved."""
    Draft.objects.update_or_create(
        employee_id=actor.employee_id,
        form_key=form_key,
        defaults={
            "title": title,
            "url": url,
            "data": dict(data),
            "base_version": base_version,
            "saved_at": at,
        },
    )
    return at


def drop_draft(*, form_key: str, actor: Viewer, at: datetime) -> None:
    """The form was handed in at `at`, or thrown away on purpose: its draft is no longer needed."""
    Draft.objects.filter(
        employee_id=actor.employee_id, form_key=form_key, saved_at__lte=at
    ).delete()
