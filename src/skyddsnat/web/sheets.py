"""Forms that lose nothing: saved while one types, brought back after a crash, compared when somebody else came first.

A `Sheet` is a form with a draft. The view opens it, and on POST carries out one deed with it:

    sheet = open_sheet(PreliminaryForm, request, key="intake.preliminary:12", title=..., initial=..., viewer=viewer)
    if request.method == "POST" and sheet.carry_out(lambda fields: decide(...), actor=viewer, at=at):
        return redirect(...)
    return render(request, "...", {"sheet": sheet, "form": sheet.form}, status=sheet.status)

What is refused is kept as the draft, and the page says so together with every reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.drafts import actions as drafts
from skyddsnat.foundation.drafts.queries import draft_of
from skyddsnat.foundation.drafts.types import UNNAMED, DraftView, Turn, Typed
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.web import formats
from skyddsnat.web.components import CompareRow, Reason
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.typed import base_of, texts_of, turn_of


@dataclass
class Sheet:
    """A form, its draft, and what stood in the way when it was handed in."""

    form: forms.Form
    key: str
    title: str
    url: str
    base_version: int | None
    initial: Mapping[str, Any]
    draft: DraftView | None
    is_handed_in: bool
    typed: dict[str, list[str]] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    conflict: list[CompareRow] = field(default_factory=list)
    kept: bool = False
    turn: Turn = UNNAMED

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the sheet."""
        if self.conflict and self.is_handed_in:
            return 409
        return 422 if self.is_handed_in else 200

    @property
    def draft_version(self) -> int:
        """What the client sends with its next save."""
        return self.draft.version if self.draft else 0

    @property
    def saved_text(self) -> str:
        """«Sparat 14.32.08» when a draft was brought back, else nothing."""
        saved = _("Sparat")
        return f"{saved} {formats.clock_with_seconds(self.draft.saved_at)}" if self.draft else ""

    def carry_out(self, deed: Callable[[dict[str, Any]], Any], *, actor: Viewer, at: datetime) -> bool:
        """Do `deed` with the checked fields. True: done, the draft is gone. False: the page must be shown again."""
        if self.form.is_valid() and self._done(deed):
            drafts.drop_draft(form_key=self.key, actor=actor, at=at)
            return True
        typed = Typed(self.key, self.title, self.url, self.typed, self.base_version, self.turn)
        drafts.keep_refused(typed=typed, actor=actor, at=at)
        self.draft = draft_of(form_key=self.key, viewer=actor)
        self.kept = True
        return False

    def _done(self, deed: Callable[[dict[str, Any]], Any]) -> bool:
        try:
            with transaction.atomic():
                deed(self.form.cleaned_data)
        except Refused as refused:
            self.reasons = reasons_of(refused.verdict)
        except ChangedMeanwhile:
            self.conflict = differences(self.form, self.typed, self.initial)
        else:
            return True
        return False


def open_sheet(
    form_class: type[forms.Form],
    request: HttpRequest,
    *,
    key: str,
    title: str,
    viewer: Viewer,
    initial: Mapping[str, Any] | None = None,
    version: int | None = None,
    **arguments: Any,
) -> Sheet:
    """A sheet on `form_class`. On GET the draft, if any, is laid over `initial`; when the row has moved on since the
    draft began, the two are compared. `key` names the form ("intake.preliminary:12"), `version` is the row's, None for
    a new thing.
    """
    start = dict(initial or {})
    if request.method == "POST":
        typed, held = texts_of(request), base_of(request)
        form = form_class(request.POST, initial=start, **arguments)
        draft = draft_of(form_key=key, viewer=viewer)
        return Sheet(form, key, title, request.path, held, start, draft, True, typed, turn=turn_of(request))
    draft = draft_of(form_key=key, viewer=viewer)
    form = form_class(initial=_laid_over(form_class, start, draft), **arguments)
    sheet = Sheet(form, key, title, request.path, version, start, draft, False)
    if draft and None not in (version, draft.base_version) and draft.base_version != version:
        sheet.conflict = differences(form, draft.data, start)
    return sheet


def _laid_over(form_class: type[forms.Form], start: dict[str, Any], draft: DraftView | None) -> dict[str, Any]:
    """The draft's texts over the saved ones. A field that the draft lacks was emptied (an unticked box)."""
    if draft is None:
        return start
    found = dict(start)
    for name, bound in form_class.base_fields.items():
        values = draft.data.get(name, [])
        is_many = isinstance(bound, forms.MultipleChoiceField)
        found[name] = values if is_many else (values[0] if values else "")
    return found


def differences(form: forms.Form, typed: Mapping[str, Any], now: Mapping[str, Any]) -> list[CompareRow]:
    """What was typed beside what is saved now, field by field, where they differ."""
    rows = []
    for name, bound in form.fields.items():
        mine = ", ".join(typed.get(name, []))
        saved = now.get(name, "")
        theirs = (
            ", ".join(map(str, saved)) if isinstance(saved, list | tuple) else str(saved if saved is not None else "")
        )
        if mine != theirs:
            rows.append(CompareRow(label=str(bound.label), left=mine, right=theirs, differs=True))
    return rows


CurrentVersion = Callable[..., int | None]
_versions: dict[str, CurrentVersion] = {}


def versioned(prefix: str, current: CurrentVersion) -> None:
    """Say how to find the saved version of the row behind the keys `prefix:id`: `current(row_id=..., viewer=...)`."""
    _versions[prefix] = current


def current_version(key: str, *, viewer: Viewer) -> int | None:
    """The version of the row behind a draft now; None when nothing is saved there that could differ. Nor is there a
    row that is not open to the viewer: what she typed is kept all the same.
    """
    prefix, _colon, number = key.rpartition(":")
    if prefix not in _versions or not number.isdecimal():
        return None
    try:
        return _versions[prefix](row_id=int(number), viewer=viewer)
    except NotOpen:
        return None
