"""Papers to the court: sent is one thing, arrived another. Only the court's receipt makes a submission (lesson 1)."""

from datetime import datetime

from django.conf import settings

from skyddsnat.domains.compulsory.actions.chain import Doing, Held, hold, step_on, write_dispatch
from skyddsnat.domains.compulsory.models import Step
from skyddsnat.domains.compulsory.permissions import acting
from skyddsnat.domains.compulsory.queries.chain import decided, dispatches_waiting
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.rules import chain as rules
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.actions import keep_received, make_signed_document, note_sending
from skyddsnat.foundation.documents.letterhead import official_of, sender_of
from skyddsnat.foundation.documents.queries import NoDocument, document, leaving
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.foundation.documents.types import TEMPLATES
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import Act
from skyddsnat.law.compulsory_states.names import ACT_NAMES

_RECEIPT = "court_receipt"
_TO_COURT = "till rätten"


def dispatch(
    *,
    measure_id: int,
    version: int,
    act: Act,
    document_id: int,
    actor: Viewer,
    at: datetime,
    matter_id: int | None = None,
    words: str = "",
) -> int:
    """Papers leave for the court: a signed document of the file, at `at`, a time that nobody types. Returns the step.

    The step is about what left (`documents.queries.leaving`): the correction of the document, and of one that names
    somebody whose name is protected the rendering without it, when harm was tested so. Where somebody in it has
    protected data a second person has passed it first.
    What the board decides needs its decided `matter_id`. The clock runs on until `store_receipt`. Raises `NotOpen`,
    `ChangedMeanwhile`, `Refused` with all reasons.
    """
    held = hold(measure_id, version, actor, at)
    paper = leaving(document_id=document_id, to=Asker.AUTHORITY, on=local_date(at), viewer=actor)
    (_sending(held, act, paper.document_id, matter_id) + paper.verdict).require()
    note_sending(
        document_id=document_id, going=paper, to=Asker.AUTHORITY, how=_TO_COURT, recipient=settings.COURT_NAME,
        actor=actor, at=at,
    )  # fmt: skip
    return write_dispatch(held, act, paper.document_id, matter_id, words)


def _sending(held: Held, act: Act, document_id: int, matter_id: int | None) -> Verdict:
    view, actor = held.view, held.actor
    if document(document_id=document_id, viewer=actor).file_id != view.file_id:
        raise NoDocument
    matter = decided(matter_id, view.file_id) if matter_id is not None else None
    return (
        acting(file=held.file, viewer=actor)
        + rules.sending(held.found, act, at=held.at, matter=matter)
        + pair_verdict(file_id=view.file_id, at=held.at, viewer=actor)
    )


def store_receipt(
    *,
    measure_id: int,
    version: int,
    act: Act,
    content: str | bytes,
    court_number: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Keep the court's receipt, as a PDF or as the text it wrote; the deed is done now. Returns the step.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused` with all reasons; then nothing is kept and nothing counts as done.
    """
    held = hold(measure_id, version, actor, at)
    sent = dispatches_waiting(measure_id).get(act)
    _receiving(held, act, content, sent).require()
    assert sent is not None
    doing = Doing(
        act=act,
        happened_at=at,
        matter_id=sent.matter_id,
        document_id=sent.document_id,
        receipt_id=_keep(held, act, content, court_number),
        court_number=court_number.strip(),
    )
    step_on(held, doing)
    return Step.objects.filter(measure_id=measure_id).order_by("-id").values_list("pk", flat=True)[0]


def _receiving(held: Held, act: Act, content: str | bytes, sent: Step | None) -> Verdict:
    return (
        acting(file=held.file, viewer=held.actor)
        + rules.standing(held.found, act, held.at)
        + Verdict.of(
            rules.NOT_SENT if act not in rules.SENT else None,
            rules.NOT_DISPATCHED if sent is None else None,
            None if content.strip() else rules.NO_RECEIPT,
        )
    )


def _keep(held: Held, act: Act, content: str | bytes, court_number: str) -> int:
    file, actor, at = held.file, held.actor, held.at
    title = TEMPLATES[_RECEIPT].title.sv
    if isinstance(content, bytes):
        return keep_received(
            file_id=file.id,
            kind=_RECEIPT,
            template=_RECEIPT,
            content=content,
            title=title,
            subject=held.view.subject,
            actor=actor,
            at=at,
        )
    blocks = {
        "sender": sender_of(unit_id=file.unit_id),
        "reference": file.number,
        "received_at": at,
        "concerns": ACT_NAMES[act].sv,
        "court_number": court_number.strip(),
        "receipt": content.strip(),
        "kept_by": official_of(actor),
    }
    return make_signed_document(
        file_id=file.id,
        kind=_RECEIPT,
        template=_RECEIPT,
        data=blocks,
        title=title,
        subject=held.view.subject,
        actor=actor,
        at=at,
    )
