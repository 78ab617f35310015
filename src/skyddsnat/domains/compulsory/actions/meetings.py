"""Meetings of committee and board: the agenda on paper, extracts from the minutes, and what the meeting is told."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from skyddsnat.domains.compulsory.queries.board import agenda
from skyddsnat.domains.compulsory.queries.matters import matter, who_decides_deed
from skyddsnat.domains.compulsory.rules import board as rules
from skyddsnat.domains.compulsory.types import (
    MATTER_LEVEL_NAMES,
    MATTER_OUTCOME_NAMES,
    AgendaItem,
    MatterLevel,
    MatterOutcome,
    MatterView,
)
from skyddsnat.domains.decisions.queries import meeting
from skyddsnat.domains.decisions.types import LEVEL_NAMES, MeetingView
from skyddsnat.domains.people.queries import parties_of_file, subject_of_file
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.permissions import check_user_can_write
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import official_as, sender_of
from skyddsnat.foundation.documents.rendering import render
from skyddsnat.foundation.documents.types import Sender, Subject
from skyddsnat.foundation.staff.queries import intake_unit
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import citation_of

_REPORTED = "Ordföranden har beslutat i nämndens ställe, eftersom beslutet inte kunde vänta. Beslutet anmäls här."


def report_at(*, meeting_id: int, actor: Viewer, at: datetime) -> int:
    """The meeting has been told what the chair decided (SoL 30:12): every such decision made until it was held.

    By the chair, or the registrar who keeps the minutes; they need not see the files. Raises `NoMeeting`, `Refused`.
    Returns how many.
    """
    today = local_date(at)
    held = meeting(meeting_id=meeting_id)
    keeps = actor.has_role(Role.REGISTRAR, Role.CHAIR_ON_CALL)
    rules.reporting(is_held=held.held_on <= today, keeps_minutes=keeps).require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT matter_id, file_id FROM compulsory_report_at(%s, %s)", [meeting_id, today])
        told = sorted(cursor.fetchall())
    for matter_id, file_id in told:
        record(
            deed="compulsory.matter.reported",
            target=f"compulsory.matter:{matter_id}",
            actor=actor,
            at=at,
            file_id=file_id,
            details={"meeting": meeting_id},
        )
    return len(told)


# --- The agenda on paper ----------------------------------------------------------------------------------------------


def make_agenda(*, meeting_id: int, actor: Viewer, at: datetime) -> bytes:
    """The agenda in PDF: numbers of files and never a name, whoever makes it. Nothing is kept. Raises `NoMeeting`."""
    today = local_date(at)
    view = agenda(meeting_id=meeting_id, today=today, viewer=actor)
    blocks = {
        "sender": Sender(board=settings.BOARD_NAME, phone=intake_unit().phone),
        **_meeting_blocks(view.meeting),
        "items": [_line(each, today) for each in view.items],
        "reports": [_line(each, today) for each in view.reports],
    }
    record(deed="compulsory.agenda.made", target=f"decisions.meeting:{meeting_id}", actor=actor, at=at)
    return render("board_agenda", blocks, at=at, title="Föredragningslista")


def _meeting_blocks(held: MeetingView) -> dict[str, Any]:
    return {"body": LEVEL_NAMES[held.level].sv, "meeting_on": held.held_on}


def _line(item: AgendaItem, today: date) -> dict[str, Any]:
    on = item.decided_on or today
    return {
        "number": item.file_number,
        "unit": item.unit,
        "what": rules.subject_of_section(item.section, on).sv,
        "section": citation_of(item.section, on),
        "is_urgent": item.is_urgent,
        "planned_since_on": item.planned_since,
        "decided_on": item.decided_on,
        "outcome": MATTER_OUTCOME_NAMES[item.outcome].sv.lower() if item.outcome else "",
    }


# --- Extracts from the minutes ----------------------------------------------------------------------------------------


def make_minutes_extract(*, matter_id: int, actor: Viewer, at: datetime) -> int:
    """Make and sign the extract about one matter, and keep it with the file: what the meeting decided or was told.

    Raises `NoMatter`, `Refused` when no meeting has had it. Returns the document's id.
    """
    view = matter(matter_id=matter_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    check_user_can_write(file=file, viewer=actor)
    held = rules.meeting_of_extract(view)
    rules.extracting(is_there=held is not None).require()
    assert held is not None
    assert view.decided_at is not None
    on = local_date(view.decided_at)
    child = subject_of_file(file_id=file.id, viewer=actor, reveal=True)
    parties = parties_of_file(file_id=file.id, on=on, viewer=actor, reveal=True)
    blocks = {
        "sender": sender_of(unit_id=file.unit_id),
        "reference": file.number,
        "child": Subject(child.name, child.number or ""),
        **_meeting_blocks(held),
        **_decided_blocks(view, on),
    }
    return make_signed_document(
        file_id=file.id,
        kind="minutes_extract",
        template="minutes_extract",
        data=blocks,
        title="Protokollsutdrag",
        subject=f"compulsory.matter:{matter_id}",
        has_protected=any(each.protection is not Protection.NONE for each in (child, *parties)),
        actor=actor,
        at=at,
    )


def _decided_blocks(view: MatterView, on: date) -> dict[str, Any]:
    assert view.outcome is not None
    law = who_decides_deed(section=view.section, on=on).citation
    differs = view.outcome is not MatterOutcome.AS_PROPOSED
    blocks = {
        "decision": view.decided_text,
        "decided_on": on,
        "outcome": MATTER_OUTCOME_NAMES[view.outcome].sv,
        "statutes": [citation_of(view.section, on), *([law] if law else [])],
        "decided_by": official_as(
            MATTER_LEVEL_NAMES[view.level].sv.lower(), employee_id=view.decided_by_id or 0, on=on
        ),
        "presented_by": official_as("handläggare", employee_id=view.prepared_by_id or view.written_by_id, on=on),
        "proposal": view.fields.proposal if differs else None,
        "change_reason": view.change_reason if differs else None,
        "reported": _REPORTED if view.level is MatterLevel.CHAIR else None,
    }
    return {name: value for name, value in blocks.items() if value is not None}
