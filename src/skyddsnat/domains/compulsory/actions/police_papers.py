"""What goes to the police on paper: the request, and the data that they need to plan.

It leaves when it is signed, unless somebody in it is protected: then a second person reads it first.
"""

from datetime import datetime
from typing import Any

from skyddsnat.domains.compulsory.queries.police import measure_of
from skyddsnat.domains.compulsory.rules.police import Standing
from skyddsnat.domains.compulsory.types.board import AppointmentView
from skyddsnat.domains.compulsory.types.chain import MeasureView
from skyddsnat.domains.compulsory.types.police import POLICE_FOR_NAMES, PoliceNeedView, PoliceRequest
from skyddsnat.domains.people.queries import guardians_of_file, subject_of_file
from skyddsnat.domains.people.types import PersonView, Protection
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.actions import make_signed_document, send_when_ready
from skyddsnat.foundation.documents.letterhead import sender_of
from skyddsnat.foundation.documents.release_types import Asker as Receiver
from skyddsnat.foundation.documents.types import TEMPLATES, Recipient, Subject
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import statute
from skyddsnat.law.police_help import Asker, PoliceHelp

# Kind and template.
REQUEST, PLANNING = "police_request", "police_planning"
_POLICE = Recipient("Polismyndigheten")
_TO_POLICE = "till Polismyndigheten"
_RIGHTS: dict[Asker, str] = {
    Asker.BOARD: "Nämnden har beslutat om begäran.",
    Asker.CHAIR: "Begäran görs av nämndens ordförande.",
    Asker.APPOINTED: "Begäran görs av den som nämnden har förordnat.",
}


def request_paper(
    *,
    need: PoliceNeedView,
    request: PoliceRequest,
    standing: Standing,
    appointment: AppointmentView | None,
    actor: Viewer,
    at: datetime,
) -> int:
    """The request as it is signed by whoever makes it, before it is sent. Returns the document's id."""
    measure = measure_of(need=need, viewer=actor)
    assert measure is not None, "no request without"
    assert standing.help_ is not None, "no request without"
    assert standing.asker is not None, "no request without"
    blocks = {
        "section": standing.help_.citation,
        "measure": _measure(measure, at),
        "in_force_from_on": local_date(measure.started_at),
        "circumstances": request.circumstances,
        "why_not_alone": request.why_not_alone,
        "childs_interests": request.childs_interests,
        "risk_to_child": request.risk_to_child,
        "place": request.place,
        "planned_at": request.planned_at,
        "right": _right(standing.asker, appointment),
    }
    return _signed(REQUEST, need, blocks, actor, at)


def planning_paper(
    *, need: PoliceNeedView, measure: MeasureView, help_: PoliceHelp, data: str, actor: Viewer, at: datetime
) -> int:
    """What the police are to plan by, with the paragraph that lets it be given, before it is. Returns the id."""
    blocks = {
        "basis": help_.data,
        "is_duty" if help_.data_is_duty else "is_permission": True,
        "body": data.strip(),
        "place": need.request.place,
        "planned_at": need.request.planned_at,
    }
    return _signed(PLANNING, need, blocks, actor, at)


def _signed(template: str, need: PoliceNeedView, blocks: dict[str, Any], actor: Viewer, at: datetime) -> int:
    file = file_of(file_id=need.file_id, viewer=actor)
    child = subject_of_file(file_id=file.id, viewer=actor, reveal=True)
    guardians = guardians_of_file(file_id=file.id, on=local_date(at), viewer=actor)
    head = {
        "sender": sender_of(unit_id=file.unit_id),
        "recipient": _POLICE,
        "reference": file.number,
        "child": Subject(child.name, child.number or ""),
        "purpose": POLICE_FOR_NAMES[need.purpose].sv,
    }
    return make_signed_document(
        file_id=file.id,
        kind=template,
        template=template,
        data={name: value for name, value in {**head, **blocks}.items() if value not in (None, "")},
        title=TEMPLATES[template].title.sv,
        subject=f"compulsory.policeneed:{need.id}",
        has_protected=_is_protected(child, *guardians),
        actor=actor,
        at=at,
    )


def send_paper(*, document_id: int, actor: Viewer, at: datetime) -> None:
    """The paper leaves for the police, unless a second person reads it first."""
    send_when_ready(document_id=document_id, to=Receiver.AUTHORITY, how=_TO_POLICE, actor=actor, at=at)


def _is_protected(*people: PersonView) -> bool:
    return any(person.protection is not Protection.NONE for person in people)


def _measure(measure: MeasureView, at: datetime) -> str:
    """The measure by the Act that governs it that day."""
    act = statute(measure.act_on(local_date(at)))
    return f"{act.name.sv} ({act.number})" if act.number not in act.name.sv else act.name.sv


def _right(asker: Asker, appointment: AppointmentView | None) -> str:
    said = _RIGHTS[asker]
    return f"{said} Förordnande {appointment.reference}." if appointment else said
