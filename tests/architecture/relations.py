"""Somebody for each role and relation to a file, and the ids of what stands in the file.

Two files are told with the whole line in them: Alma's, which Bo works on in Barn 1, and Elsa's, which is at intake and
given to nobody yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from psycopg import sql
from tests.factories.decisions import DECIDED
from tests.factories.staff import SETUP
from tests.factories.whole_line import WholeLine

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.types import CASEWORK, Role

# After the emergency access of the story has ended.
NOW = DECIDED + timedelta(days=4)

OWN, SAME_UNIT, OTHER_UNIT = "own", "same unit", "other unit"
AT_INTAKE, PROTECTED = "before assignment", "before assignment, protected"

# Where an id in an address comes from, when its name is not enough.
TABLES = {
    "note_id": "journal_note",
    "investigations:note_id": "investigations_areanote",
    "assessment_id": "intake_protectionassessment",
    "area_note_id": "investigations_areanote",
    "person_id": "people_person",
    "relation_id": "people_relation",
    "document_id": "documents_document",
    "release_id": "documents_release",
    "assignment_id": "access_assignment",
    "talk_id": "journal_talk",
    "report_child_id": "intake_reportchild",
    "investigation_id": "investigations_investigation",
    "notice_id": "investigations_notice",
    "communication_id": "investigations_communication",
    "waiting_id": "investigations_waiting",
    "proposal_id": "decisions_proposal",
    "decision_id": "decisions_decision",
    "delivery_id": "decisions_delivery",
    "appeal_id": "decisions_appeal",
    "case_id": "compulsory_case",
    "matter_id": "compulsory_matter",
    "measure_id": "compulsory_measure",
    "place_id": "compulsory_careplace",
    "deviation_id": "compulsory_deviation",
    "outing_id": "compulsory_outing",
    "enforcer_id": "compulsory_enforcer",
    "counsel_id": "compulsory_counsel",
    "examination_id": "compulsory_examination",
    "need_id": "compulsory_policeneed",
    "paper_id": "compulsory_paper",
}


@dataclass(frozen=True, slots=True)
class Met:
    """One who was sent to open everything: role, relation, employee and the file in question."""

    role: Role
    relation: str
    employee_id: int
    file_id: int


def come(told: WholeLine) -> list[Met]:
    """Employ somebody for each line and column of the matrix."""
    return [
        _come(told, role, relation)
        for relation in (OWN, SAME_UNIT, OTHER_UNIT, AT_INTAKE, PROTECTED)
        for role in Role
        if relation != OWN or role in CASEWORK
    ]


def _come(told: WholeLine, role: Role, relation: str) -> Met:
    """Employ somebody with the role where the relation wants it, and assign her where it is her own file."""
    office, name = told.office, f"{role}-{relation}"
    unit = {SAME_UNIT: "barn1", AT_INTAKE: "intake", PROTECTED: "intake"}.get(relation, "barn2")
    with seeing(SETUP):
        employee_id = office.employees[name] = staff.add_employee(
            username=name, name="Någon Annan", service_code=f"M{len(office.employees)}", in_profession_since=None,
            handles_protected=False, actor=SETUP, at=DECIDED,
        )  # fmt: skip
        staff.give_role(
            employee_id=employee_id, unit_id=office.units[unit], role=role, starts_on=DECIDED.date(), actor=SETUP,
            at=DECIDED,
        )  # fmt: skip
    if relation == OWN:
        mia = office.viewer("mia", DECIDED)
        with seeing(mia):
            access.assign(
                file_id=told.alma.file_id, employee_id=employee_id, part=Part.SECOND, unit_id=office.units["barn1"],
                actor=mia, at=DECIDED,
            )  # fmt: skip
    at_intake = relation in (AT_INTAKE, PROTECTED)
    return Met(role, relation, employee_id, told.elsa_file if at_intake else told.alma.file_id)


def ids_in(owner: psycopg.Connection, file_id: int) -> dict[str, int]:
    """An id of everything that stands in the file, as the owner sees it."""
    found = {"file_id": file_id}
    for name, table in TABLES.items():
        query = sql.SQL("SELECT max(id) FROM {} WHERE file_id = %s").format(sql.Identifier(table))
        ((row_id,),) = owner.execute(query, [file_id]).fetchall()
        if row_id is not None:
            found[name] = row_id
    # Sight for a decision or an outing is given by a colleague and not reviewed.
    grant = "SELECT max(id) FROM access_grant WHERE file_id = %s AND kind IN ('emergency', 'received')"
    ((grant_id,),) = owner.execute(grant, [file_id]).fetchall()
    report = "SELECT max(report_id) FROM intake_reportchild WHERE file_id = %s"
    ((report_id,),) = owner.execute(report, [file_id]).fetchall()
    ((absence_id,),) = owner.execute("SELECT max(id) FROM staff_absence").fetchall()
    ((meeting_id,),) = owner.execute("SELECT max(id) FROM decisions_meeting").fetchall()
    ((appointment_id,),) = owner.execute("SELECT max(id) FROM compulsory_appointment").fetchall()
    ((employee_id,),) = owner.execute("SELECT max(id) FROM staff_employee").fetchall()
    ((holding_id,),) = owner.execute("SELECT max(id) FROM staff_roleholding").fetchall()
    ((recipient_id,),) = owner.execute("SELECT max(id) FROM oncall_recipient").fetchall()
    ((delegation_id,),) = owner.execute("SELECT max(id) FROM decisions_delegationitem").fetchall()
    general = {"absence_id": absence_id, "meeting_id": meeting_id, "appointment_id": appointment_id}
    general |= {"employee_id": employee_id, "holding_id": holding_id, "delegation_id": delegation_id}
    ((protection_id,),) = owner.execute("SELECT max(id) FROM staff_nameprotection").fetchall()
    general |= {"recipient_id": recipient_id, "protection_id": protection_id} | _register(owner) | _survey(owner)
    of_file = {"report_id": report_id, "grant_id": grant_id} | _of_visits(owner, file_id)
    return found | general | {name: row_id for name, row_id in of_file.items() if row_id}


def _of_visits(owner: psycopg.Connection, file_id: int) -> dict[str, int]:
    """A home visit to the child, and a warning that reaches those who will meet the family: apart from the file."""
    ((visit_id,),) = owner.execute("SELECT max(id) FROM safety_visit WHERE linked_file_id = %s", [file_id]).fetchall()
    reaching = "SELECT max(warning_id) FROM safety_warningfile WHERE linked_file_id = %s"
    ((warning_id,),) = owner.execute(reaching, [file_id]).fetchall()
    return {"visit_id": visit_id, "warning_id": warning_id}


def _survey(owner: psycopg.Connection) -> dict[str, int]:
    """A survey, its first question and a wave of it: of nobody in particular."""
    ((survey_id, wave_id),) = owner.execute("SELECT survey_id, id FROM survey_wave ORDER BY id DESC LIMIT 1").fetchall()
    return {"survey_id": survey_id, "wave_id": wave_id, "number": 1}


def _register(owner: psycopg.Connection) -> dict[str, int]:
    """An id of everything in the register of incidents, which no file holds."""
    found = {}
    things = {each: each for each in ("incident", "exposure", "duty", "offer", "attachment", "campaign")}
    for thing, table in (things | {"facts": "factspage"}).items():
        ((row_id,),) = owner.execute(
            sql.SQL("SELECT max(id) FROM {}").format(sql.Identifier(f"safety_{table}"))
        ).fetchall()
        found[f"{thing}_id"] = row_id
    return found


def arguments(names: Iterable[str], known: dict[str, int], space: str = "") -> dict[str, int] | None:
    """The ids by these names, of one file; None when the file has no such thing."""
    found = {name: known.get(f"{space}:{name}", known.get(name)) for name in names}
    return None if None in found.values() else {name: number for name, number in found.items() if number is not None}


def protect(told: WholeLine, file_id: int) -> None:
    """Somebody in the file turns out to be protected."""
    ingvar = told.office.viewer("ingvar", NOW)
    with seeing(ingvar):
        access.mark_protected(file_id=file_id, is_protected=True, actor=ingvar, at=NOW)
