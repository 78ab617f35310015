"""The one way out: every document that leaves is written down when it does, with what left, to whom and by whom.

What may leave is `queries.leaving`: signed, corrected as it stands, passed by a second person where somebody in it is
protected, and without the names that are left out that day (FL 33 §, OSL 39:3).
"""

from datetime import datetime

from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.documents import rules
from skyddsnat.foundation.documents.following import Left, follow_of
from skyddsnat.foundation.documents.models import Document, Sending
from skyddsnat.foundation.documents.queries import document, in_place_of, leaving, sending
from skyddsnat.foundation.documents.release_types import Asker, Leaving
from skyddsnat.foundation.documents.types import TEMPLATES
from skyddsnat.foundation.staff.queries import employees
from skyddsnat.kernel.stockholm import local_date


def send_document(*, document_id: int, to: Asker, recipient: str, how: str, actor: Viewer, at: datetime) -> int:
    """Somebody sends the document now, or hands it over: by post, at a meeting. Returns the id of what left.

    By those who write in the file, and those who test what may be handed out. What was made to stay leaves only after
    a test of harm for such as `to`, and so does a letter where somebody is protected to another than it was passed for.
    Raises `NoDocument`, `Refused` with all reasons.
    """
    is_said = rules.sending(to=to, how=how, recipient=recipient, employee_id=actor.employee_id)
    view = document(document_id=document_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    going = sending(view=view, file=file, to=to, on=local_date(at), viewer=actor)
    left = view if going.document_id == document_id else document(document_id=going.document_id, viewer=actor)
    (going.verdict + is_said + rules.passed_for(left, going.tested, recipient=recipient)).require()
    return note_sending(
        document_id=document_id, going=going, to=to, how=how, actor=actor, at=at, recipient=recipient.strip()
    )


def send_when_ready(*, document_id: int, to: Asker, how: str, actor: Viewer, at: datetime) -> bool:
    """A letter that is sent by the act that made it, unless a second person reads it first: then it waits to be sent.

    For acts that have weighed who may. Returns whether it left.
    """
    going = leaving(document_id=document_id, to=to, on=local_date(at), viewer=actor)
    if going.verdict.allowed:
        note_sending(document_id=document_id, going=going, to=to, how=how, actor=actor, at=at)
    return going.verdict.allowed


def note_sending(
    *, document_id: int, going: Leaving, to: Asker, how: str, actor: Viewer, at: datetime, recipient: str | None = None
) -> int:
    """Write down that `going` left in place of the document, to `recipient`, or to whom it is written.

    For acts that have weighed it. What follows is done in the same moment (`following`). Returns what left.
    """
    going.verdict.require()
    left = Document.objects.select_related("release").defer("content", "release__content").get(pk=going.document_id)
    row = Sending.objects.create(
        document_id=document_id,
        left_id=left.pk,
        file_id=left.file_id,
        to=to.value,
        recipient=left.recipient if recipient is None else recipient,
        how=how.strip(),
        sent_at=at,
        sent_by_id=actor.named_id,
        left_out=sorted(_left_out(left)),
    )
    record(
        deed="documents.document.sent",
        target=f"documents.document:{left.pk}",
        actor=actor,
        at=at,
        file_id=left.file_id,
        details={"sending": row.pk, "to": row.to, "left_out": row.left_out},
    )
    follow = follow_of(left.subject)
    if follow is not None:
        ids = in_place_of(document_id=document_id, viewer=actor)
        follow(Left(ids, left.kind, left.subject, left.signed_by_id, row.how), actor, at)
    return left.pk


def _left_out(left: Document) -> set[str]:
    """Service codes that stand in the document where the names would."""
    named = set(left.release.tested) if left.release is not None else set()
    officials = (left.source.get(block) or [] for block in TEMPLATES[left.template].officials)
    each_one = [one for found in officials for one in (found if isinstance(found, list) else [found])]
    named |= {one["code"] for one in each_one if not one.get("name") and one.get("code")}
    if left.signed_by_code and left.signed_by_id is not None and left.signed_at is not None:
        who = employees(ids=[left.signed_by_id], on=local_date(left.signed_at))
        named |= {each.service_code for each in who.values()}
    return named
