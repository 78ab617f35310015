"""Reading one's own drafts."""

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.models import Draft
from skyddsnat.foundation.drafts.types import DraftView


def _view(draft: Draft) -> DraftView:
    return DraftView(
        draft.form_key,
        draft.title,
        draft.url,
        draft.data,
        draft.base_version,
        draft.version,
        draft.saved_at,
    )


def draft_of(*, form_key: str, viewer: Viewer) -> DraftView | None:
    """What the viewer has typed into this form, or None."""
    draft = Draft.objects.filter(
        employee_id=viewer.employee_id, form_key=form_key
    ).first()
    return _view(draft) if draft else None


def drafts_of(*, viewer: Viewer) -> list[DraftView]:
    """The viewer's drafts, latest first."""
    return [
        _view(draft)
        for draft in Draft.objects.filter(employee_id=viewer.employee_id).order_by(
            "-saved_at"
        )[:100]
    ]


def count_drafts(*, viewer: Viewer) -> int:
    """How many drafts the viewer has."""
    return Draft.objects.filter(employee_id=viewer.employee_id).count()
