"""Reading one's own drafts."""

from typing import Any

from django.db.models import QuerySet

from skyddsnat.foundation.access.asking import Given, Question, moment
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts.models import Draft
from skyddsnat.foundation.drafts.types import DraftHead, DraftView, Turn


def _view(draft: Draft) -> DraftView:
    return DraftView(
        draft.form_key,
        draft.title,
        draft.url,
        draft.data,
        draft.base_version,
        draft.version,
        draft.saved_at,
        Turn(draft.window, draft.turn),
    )


def draft_of(*, form_key: str, viewer: Viewer) -> DraftView | None:
    """What the viewer has typed into this form, or None."""
    draft = Draft.objects.filter(employee_id=viewer.named_id, form_key=form_key).first()
    return _view(draft) if draft else None


def drafts_of(*, viewer: Viewer) -> list[DraftView]:
    """The viewer's drafts, latest first."""
    return [
        _view(draft) for draft in Draft.objects.filter(employee_id=viewer.named_id).order_by("-saved_at", "-pk")[:100]
    ]


_MOST_COUNTED = 100
_LATEST = 5
_HEAD = {"title": "title", "url": "url", "saved_at": "saved_at"}


def ask_draft_ids(*, viewer: Viewer) -> Question[int]:
    """Ids of the viewer's drafts: for counting, so never more than a hundred."""
    return Question(_any_of_viewer, {"id": "id"}, lambda row: row["id"], {"employee_id": viewer.named_id})


def ask_drafts(*, viewer: Viewer) -> Question[DraftHead]:
    """The viewer's five latest drafts, without what was typed."""
    return Question(_latest_of_viewer, _HEAD, _head, {"employee_id": viewer.named_id})


def _any_of_viewer() -> QuerySet[Draft]:
    return Draft.objects.filter(employee_id=Given("employee_id"))[:_MOST_COUNTED]


def _latest_of_viewer() -> QuerySet[Draft]:
    return Draft.objects.filter(employee_id=Given("employee_id")).order_by("-saved_at", "-pk")[:_LATEST]


def _head(row: dict[str, Any]) -> DraftHead:
    return DraftHead(row["title"], row["url"], moment(row["saved_at"]))
