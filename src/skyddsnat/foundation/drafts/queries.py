"""Reading one's own drafts."""

from skyddsnat.foundation.access.asking import Question, moment
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.models import Draft
from skyddsnat.foundation.drafts.types import DraftHead, DraftView


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
    draft = Draft.objects.filter(employee_id=viewer.named_id, form_key=form_key).first()
    return _view(draft) if draft else None


def drafts_of(*, viewer: Viewer) -> list[DraftView]:
    """The viewer's drafts, latest first."""
    return [_view(draft) for draft in Draft.objects.filter(employee_id=viewer.named_id).order_by("-saved_at")[:100]]


def ask_draft_ids(*, viewer: Viewer, most: int = 100) -> Question[int]:
    """Ids of the viewer's drafts: for counting, so never more than `most`."""
    return Question(Draft.objects.filter(employee_id=viewer.named_id)[:most], {"id": "id"}, lambda row: row["id"])


def ask_drafts(*, viewer: Viewer, most: int = 5) -> Question[DraftHead]:
    """The viewer's latest drafts, without what was typed."""
    rows = Draft.objects.filter(employee_id=viewer.named_id).order_by("-saved_at")[:most]
    columns = {name: name for name in ("title", "url", "saved_at")}
    return Question(rows, columns, lambda row: DraftHead(row["title"], row["url"], moment(row["saved_at"])))
