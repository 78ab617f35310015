"""Compulsory cases: opened, changed and closed; who was asked for consent; and where the child is cared for."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field

from skyddsnat.api.door import Id, Versioned, changes, makes, reads
from skyddsnat.api.journal import ReasonIn
from skyddsnat.api.problems import ReasonOut
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import CaseView, ConsentDue, ConsentGiven, NewDeviation, PlaceKind, PlaceView
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.domains.people.queries import subject_of_file
from skyddsnat.flows.report_message import Day, Flag, Line160, LongText, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.faults import faults_of_reasons
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.grounds import GROUNDS

router = Router()

GroundCode = StrEnum("GroundCode", {each.code.replace(".", "_").upper(): each.code for each in GROUNDS})  # type: ignore[misc]  # names of data
Grounds = Annotated[list[GroundCode], Field(max_length=len(GROUNDS))]


class NewDeviationIn(Message):
    """Why fewer than two work with the child, until and with which day; at once when acute, else by a manager."""

    reason: ToldText
    ends_on: Day
    manager_id: BodyId | None = None
    is_acute: Flag = False


class CaseIn(Message):
    """Why care with consent is not enough; the grounds may come later.

    `adult_id`: the adult whose own case (LVM) this child's case must know of. Left out of a change, it stays.
    """

    investigation_id: BodyId | None = None
    adult_id: BodyId | None = None
    grounds: Grounds = []
    circumstances: LongText = ""


class NewCaseIn(CaseIn):
    """A case as it is opened. `deviation` when fewer than two work with the child."""

    deviation: NewDeviationIn | None = None

    def new_deviation(self) -> NewDeviation | None:
        """As the domain takes it."""
        return NewDeviation(**self.deviation.model_dump()) if self.deviation else None


class CaseOut(Schema):
    """A compulsory case. `statute` is the number of the Act at its start ("1990:52")."""

    id: int
    file_id: int
    child_id: int
    investigation_id: int | None
    adult_id: int | None
    statute: str
    grounds: list[str]
    circumstances: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    close_reason: str


class CareConsentIn(Message):
    """What a guardian, or a child of fifteen, answered about one plan of care (LVU 1 §; SFS 2026:1600 3:1)."""

    person_id: BodyId
    plan: ToldText
    answer: Answer
    asked_on: Day
    words: LongText = ""


class CareConsentOut(Schema):
    """One answer to one plan of care; `age` is the person's on that day, null when unknown."""

    id: int
    case_id: int
    person_id: int
    plan: str
    answer: Answer
    asked_on: date
    age: int | None
    words: str
    recorded_at: datetime


class ConsentDueOut(Schema):
    """Somebody whose consent to the care counts today, and the latest answer; null when nobody has asked (lesson 7)."""

    person_id: int
    is_child: bool
    answer: CareConsentOut | None


class PlaceIn(Message):
    """Where the child has come. `matter_id`: the decision behind it; without one it shows as a gap (lesson 4)."""

    kind: PlaceKind
    name: Line160 = ""
    is_locked: Flag = False
    starts_at: Moment
    matter_id: BodyId | None = None


class LeavingIn(Message):
    """When the child left the place."""

    ended_at: Moment


class PlaceOut(Schema):
    """Where the child is cared for, from a moment to another."""

    id: int
    measure_id: int
    file_id: int
    matter_id: int | None
    kind: PlaceKind
    name: str
    is_locked: bool
    recorded_at: datetime
    starts_at: datetime
    ends_at: datetime | None


def said(verdict: Verdict) -> list[ReasonOut]:
    """The reasons of a verdict as the API says them."""
    return [ReasonOut.model_validate(fault.as_dict()) for fault in faults_of_reasons(verdict.reasons)]


def opened_case(case_id: int, what: str, viewer: Viewer, at: datetime) -> CaseView:
    """The case; the reading stands in the log of the file. Raises `NotOpen`."""
    found = queries.case(case_id=case_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"compulsory.{what}:{case_id}", actor=viewer, at=at)
    return found


def measure_in_case(measure_id: int | None, case_id: int, viewer: Viewer) -> int | None:
    """The measure, if there is one, is of the case; otherwise it is not there. Raises `NotOpen`."""
    if measure_id is not None and queries.measure(measure_id=measure_id, viewer=viewer).case_id != case_id:
        raise NotOpen
    return measure_id


# --- Cases ------------------------------------------------------------------------------------------------------------


@reads(router, "/files/{file_id}/compulsory-cases", list[CaseOut])
def list_compulsory_cases(file_id: Id, *, viewer: Viewer, at: datetime) -> list[CaseView]:
    """Every compulsory case of the file, the latest first."""
    log_reading(file_id=file_id, what="compulsory.cases", actor=viewer, at=at)
    return queries.cases_of_file(file_id=file_id, viewer=viewer)


@makes(router, "/files/{file_id}/compulsory-cases")
def open_compulsory_case(file_id: Id, case: NewCaseIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Open a compulsory case of the child. Two caseworkers stand behind it, or the deviation that comes with it."""
    made = actions.open_case(
        file_id=file_id,
        child_id=subject_of_file(file_id=file_id, viewer=actor).id,
        investigation_id=case.investigation_id,
        grounds=dict.fromkeys(case.grounds),
        circumstances=case.circumstances,
        deviation=case.new_deviation(),
        adult_id=case.adult_id,
        actor=actor,
        at=at,
    )
    return {"id": made}


@reads(router, "/compulsory-cases/{case_id}", CaseOut)
def read_compulsory_case(case_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """A compulsory case."""
    found = opened_case(case_id, "case", viewer, at)
    return Versioned(found, found.version)


@changes(router, "/compulsory-cases/{case_id}")
def change_compulsory_case(case_id: Id, case: CaseIn, *, actor: Viewer, at: datetime, version: int) -> int:
    """Write the circumstances and the grounds anew."""
    return actions.change_case(
        case_id=case_id,
        version=version,
        grounds=dict.fromkeys(case.grounds),
        circumstances=case.circumstances,
        investigation_id=case.investigation_id,
        adult_id=_adult_of(case_id, case, actor),
        actor=actor,
        at=at,
    )


def _adult_of(case_id: int, case: CaseIn, actor: Viewer) -> int | None:
    is_said = "adult_id" in case.model_fields_set
    return case.adult_id if is_said else queries.case(case_id=case_id, viewer=actor).adult_id


@makes(router, "/compulsory-cases/{case_id}/close")
def close_compulsory_case(case_id: Id, why: ReasonIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Close the case: nothing holds, nobody is placed, and the follow-up is done (lesson 12)."""
    actions.close_case(case_id=case_id, version=version, reason=why.reason, actor=actor, at=at)
    return {"id": case_id}


# --- Consent to the care ----------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/care-consents", list[CareConsentOut])
def list_care_consents(case_id: Id, *, viewer: Viewer, at: datetime) -> list[ConsentGiven]:
    """Every answer, the latest first."""
    opened_case(case_id, "consents", viewer, at)
    return queries.consents_asked(case_id=case_id, viewer=viewer)


@reads(router, "/compulsory-cases/{case_id}/care-consents/due", list[ConsentDueOut])
def list_care_consents_due(case_id: Id, *, viewer: Viewer, at: datetime) -> list[ConsentDue]:
    """Each whose consent counts today, with the latest answer."""
    opened_case(case_id, "consents_due", viewer, at)
    return list(queries.consents_due(case_id=case_id, on=local_date(at), viewer=viewer))


@makes(router, "/compulsory-cases/{case_id}/care-consents")
def record_care_consent(case_id: Id, consent: CareConsentIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Write down what one person answered about one plan of care."""
    made = actions.ask_consent(
        case_id=case_id,
        person_id=consent.person_id,
        plan=consent.plan,
        answer=consent.answer,
        asked_on=consent.asked_on,
        words=consent.words,
        actor=actor,
        at=at,
    )
    return {"id": made}


# --- Where the child is -----------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/places", list[PlaceOut])
def list_places(case_id: Id, *, viewer: Viewer, at: datetime) -> list[PlaceView]:
    """Where the child has been cared for, the latest first."""
    opened_case(case_id, "places", viewer, at)
    return queries.places_of_case(case_id=case_id, viewer=viewer)


@reads(router, "/places/{place_id}", PlaceOut)
def read_place(place_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """One place."""
    found = queries.place(place_id=place_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"compulsory.place:{place_id}", actor=viewer, at=at)
    return Versioned(found, found.version)


@makes(router, "/measures/{measure_id}/places")
def begin_place(measure_id: Id, place: PlaceIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The child has come to the place; care that was to begin has begun by it."""
    made = actions.begin_place(measure_id=measure_id, **place.model_dump(), actor=actor, at=at)
    return {"id": made}


@makes(router, "/places/{place_id}/move")
def move_place(place_id: Id, place: PlaceIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """The child has been moved; the id is the new place's."""
    made = actions.move_place(
        place_id=place_id,
        version=version,
        kind=place.kind,
        name=place.name,
        is_locked=place.is_locked,
        moved_at=place.starts_at,
        matter_id=place.matter_id,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/places/{place_id}/end")
def end_place(place_id: Id, leaving: LeavingIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """The child has left the place. Nothing stands in the way, also when the law has ended the measure."""
    actions.end_place(place_id=place_id, version=version, ended_at=leaving.ended_at, actor=actor, at=at)
    return {"id": place_id}
