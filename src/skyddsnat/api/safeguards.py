"""What stands around a compulsory case: two caseworkers, outings, who enforces, who was told, counsel, examinations."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import Field, WithJsonSchema

from skyddsnat.api.compulsory import NewDeviationIn, measure_in_case, opened_case, said
from skyddsnat.api.door import Id, Versioned, makes, reads
from skyddsnat.api.journal import Line200, ReasonIn
from skyddsnat.api.problems import ReasonOut
from skyddsnat.domains.compulsory import actions, queries, types
from skyddsnat.domains.compulsory.types import (
    CounselView,
    DeviationView,
    EnforcerKind,
    EnforcerView,
    ExaminationView,
    OutingKind,
    OutingView,
    PairView,
    PersonToTell,
    TellingView,
)
from skyddsnat.flows.report_message import Day, Line160, LongText, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer

router = Router()

# Said in place: a talk has such a word too, and a name stands for one thing in the description.
_UNDERSTOOD = [each.value for each in types.Understood]
HowUnderstood = Annotated[types.Understood, WithJsonSchema({"type": "string", "enum": _UNDERSTOOD})]

MOST_GOERS = 20


class WorkerOut(Schema):
    """A caseworker on the file. `is_experienced` by the board's rule; `since`: the day she entered the profession."""

    employee_id: int
    name: str
    service_code: str
    part: str
    is_active: bool
    since: date | None
    is_experienced: bool


class DeviationOut(Schema):
    """A time with fewer than two caseworkers; `ends_on` is its last day. An acute one waits for a manager."""

    id: int
    case_id: int
    file_id: int
    reason: str
    is_acute: bool
    starts_at: datetime
    starts_on: date
    ends_on: date
    manager: str
    confirm_by: date | None
    confirmed_at: datetime | None
    ended_at: datetime | None
    awaits_confirmation: bool


class PairOut(Schema):
    """Who stands behind a file's compulsory case now, and every reason why no step may be taken."""

    file_id: int
    workers: list[WorkerOut]
    is_demanded: bool
    years: int
    is_whole: bool
    deviation: DeviationOut | None
    reasons: list[ReasonOut]

    @staticmethod
    def resolve_reasons(pair: PairView) -> list[ReasonOut]:
        """None when the pair is whole, nobody demands it, or a deviation runs."""
        return said(pair.verdict)


class ConfirmationIn(Message):
    """Until and with which day it may last; null is the day that stands."""

    ends_on: Day | None = None


class OutingIn(Message):
    """When, where, who goes, and what all of them read before they leave. An execution names its measure."""

    measure_id: BodyId | None = None
    kind: OutingKind
    planned_at: Moment
    place: Line200 = ""
    risk: LongText = ""
    goers: list[BodyId] = Field([], max_length=MOST_GOERS)


class RiskIn(Message):
    """The risk as it is now, and what is done about it."""

    risk: LongText = ""


class FinishedIn(Message):
    """When they were there, and what came of it."""

    done_at: Moment
    outcome: LongText = ""


class GoerOut(Schema):
    """One who goes, and when she had read what the risk is."""

    employee_id: int
    name: str
    service_code: str
    risk_read_at: datetime | None


class OutingOut(Schema):
    """A home visit or an execution."""

    id: int
    case_id: int
    measure_id: int | None
    file_id: int
    kind: OutingKind
    planned_at: datetime
    place: str
    risk: str
    assessed_at: datetime
    earlier_risks: list[str]
    done_at: datetime | None
    cancelled_at: datetime | None
    outcome: str
    goers: list[GoerOut]


class EnforcerIn(Message):
    """Who enforces the measure, and when they were told that it holds."""

    kind: EnforcerKind
    name: Line160
    told_start_at: Moment


class EndToldIn(Message):
    """When they were told that the measure is over."""

    told_at: Moment


class EndConfirmedIn(Message):
    """How and when they confirmed that they know it."""

    how: Line160
    confirmed_at: Moment


class EnforcerOut(Schema):
    """Who enforces a measure, and must be told when it is over (lesson 11)."""

    id: int
    measure_id: int
    case_id: int
    file_id: int
    kind: EnforcerKind
    name: str
    told_start_at: datetime
    measure_over_at: datetime | None
    told_end_at: datetime | None
    confirmed_at: datetime | None
    confirmed_how: str


class TellingIn(Message):
    """Who was informed of what, when, and whether it was understood."""

    measure_id: BodyId | None = None
    person_id: BodyId
    what: ToldText
    told_at: Moment
    understood: HowUnderstood
    words: LongText = ""


class TellingOut(Schema):
    """What somebody was told."""

    id: int
    case_id: int
    measure_id: int | None
    person_id: int
    what: str
    told_at: datetime
    understood: HowUnderstood
    words: str


class PersonToTellOut(Schema):
    """The child or a guardian, and the latest that was told; null when nothing was."""

    person_id: int
    is_child: bool
    latest: TellingOut | None


class CounselIn(Message):
    """Who needs public counsel, and since when."""

    person_id: BodyId
    arose_at: Moment


class AppointedIn(Message):
    """Whom the court appointed, and when."""

    name: Line160
    appointed_at: Moment


class CounselOut(Schema):
    """A need of public counsel: told to the court, and whom it appointed."""

    id: int
    case_id: int
    file_id: int
    person_id: int
    arose_at: datetime
    reported_at: datetime | None
    name: str
    appointed_at: datetime | None


class ExaminationIn(Message):
    """By which physician, if one is known."""

    physician: Line160 = ""


class ExaminedIn(Message):
    """When it was held, by whom, and what the physician found."""

    held_on: Day
    physician: Line160 = ""
    result: LongText = ""


class ExaminationOut(Schema):
    """A medical examination: decided, held with its result, or found needless with the reason."""

    id: int
    case_id: int
    decided_at: datetime
    held_on: date | None
    physician: str
    result: str
    needless_reason: str


# --- Two caseworkers --------------------------------------------------------------------------------------------------


@reads(router, "/files/{file_id}/pair", PairOut)
def read_pair(file_id: Id, *, viewer: Viewer, at: datetime) -> PairView:
    """Who stands behind the file's compulsory case now."""
    log_reading(file_id=file_id, what="compulsory.pair", actor=viewer, at=at)
    return queries.pair_of(file_id=file_id, at=at, viewer=viewer)


@reads(router, "/compulsory-cases/{case_id}/deviations", list[DeviationOut])
def list_deviations(case_id: Id, *, viewer: Viewer, at: datetime) -> list[DeviationView]:
    """Every time with fewer than two, the latest first."""
    opened_case(case_id, "deviations", viewer, at)
    return queries.deviations_of_case(case_id=case_id, viewer=viewer)


@makes(router, "/compulsory-cases/{case_id}/deviations")
def deviate(case_id: Id, deviation: NewDeviationIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Let the case go on with fewer than two; what is acute goes through at once (lesson 8)."""
    return {"id": actions.deviate(case_id=case_id, **deviation.model_dump(), actor=actor, at=at)}


@makes(router, "/deviations/{deviation_id}/confirm")
def confirm_deviation(deviation_id: Id, confirmation: ConfirmationIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The unit's manager confirms what was acute."""
    actions.confirm_deviation(deviation_id=deviation_id, ends_on=confirmation.ends_on, actor=actor, at=at)
    return {"id": deviation_id}


@makes(router, "/deviations/{deviation_id}/end")
def end_deviation(deviation_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Two stand behind the case again."""
    actions.end_deviation(deviation_id=deviation_id, actor=actor, at=at)
    return {"id": deviation_id}


# --- Outings ----------------------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/outings", list[OutingOut])
def list_outings(case_id: Id, *, viewer: Viewer, at: datetime) -> list[OutingView]:
    """Every outing, the latest first."""
    opened_case(case_id, "outings", viewer, at)
    return queries.outings_of_case(case_id=case_id, viewer=viewer)


@makes(router, "/compulsory-cases/{case_id}/outings")
def plan_outing(case_id: Id, outing: OutingIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Plan an outing: at least two go, and an execution is of a measure in force now and then."""
    measure_in_case(outing.measure_id, case_id, actor)
    return {"id": actions.plan_outing(case_id=case_id, **outing.model_dump(), actor=actor, at=at)}


@reads(router, "/outings/{outing_id}", OutingOut)
def read_outing(outing_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """One outing, with its risks."""
    found = queries.outing(outing_id=outing_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"compulsory.outing:{outing_id}", actor=viewer, at=at)
    return Versioned(found, found.version)


@makes(router, "/outings/{outing_id}/risk-read")
def read_risk(outing_id: Id, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """One who goes signs that she has read what the risk is, as it was in that version."""
    actions.read_risk(outing_id=outing_id, version=version, actor=actor, at=at)
    return {"id": outing_id}


@makes(router, "/outings/{outing_id}/risk")
def renew_risk(outing_id: Id, renewed: RiskIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Assess the risk anew before they go; everyone who goes reads it anew."""
    actions.renew_risk(outing_id=outing_id, version=version, risk=renewed.risk, actor=actor, at=at)
    return {"id": outing_id}


@makes(router, "/outings/{outing_id}/finish")
def finish_outing(outing_id: Id, done: FinishedIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """They have been there; everyone had read the risk before."""
    actions.finish_outing(outing_id=outing_id, version=version, **done.model_dump(), actor=actor, at=at)
    return {"id": outing_id}


@makes(router, "/outings/{outing_id}/cancel")
def cancel_outing(outing_id: Id, why: ReasonIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Nobody goes. Who goes cannot be changed: cancel, and plan anew."""
    actions.cancel_outing(outing_id=outing_id, version=version, reason=why.reason, actor=actor, at=at)
    return {"id": outing_id}


# --- Who enforces -----------------------------------------------------------------------------------------------------


@reads(router, "/measures/{measure_id}/enforcers", list[EnforcerOut])
def list_enforcers(measure_id: Id, *, viewer: Viewer, at: datetime) -> list[EnforcerView]:
    """Everyone who enforces the measure, the first first."""
    file_id = queries.measure(measure_id=measure_id, viewer=viewer).file_id
    log_reading(file_id=file_id, what=f"compulsory.enforcers:{measure_id}", actor=viewer, at=at)
    return queries.enforcers_of_measure(measure_id=measure_id, viewer=viewer)


@makes(router, "/measures/{measure_id}/enforcers")
def add_enforcer(measure_id: Id, enforcer: EnforcerIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Write down who enforces the measure, so that its end is told to them too."""
    return {"id": actions.add_enforcer(measure_id=measure_id, **enforcer.model_dump(), actor=actor, at=at)}


@makes(router, "/enforcers/{enforcer_id}/end-told")
def tell_end(enforcer_id: Id, told: EndToldIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """They were told that the measure is over; it counts when they confirm it."""
    actions.tell_end(enforcer_id=enforcer_id, told_at=told.told_at, actor=actor, at=at)
    return {"id": enforcer_id}


@makes(router, "/enforcers/{enforcer_id}/end-confirmed")
def confirm_told(enforcer_id: Id, confirmed: EndConfirmedIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """They have confirmed knowing that the measure is over."""
    actions.confirm_told(enforcer_id=enforcer_id, **confirmed.model_dump(), actor=actor, at=at)
    return {"id": enforcer_id}


# --- Who was told -----------------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/tellings", list[TellingOut])
def list_tellings(case_id: Id, *, viewer: Viewer, at: datetime) -> list[TellingView]:
    """What was told to whom, the latest first."""
    opened_case(case_id, "tellings", viewer, at)
    return queries.tellings_of_case(case_id=case_id, viewer=viewer)


@reads(router, "/compulsory-cases/{case_id}/to-be-told", list[PersonToTellOut])
def list_to_be_told(case_id: Id, *, viewer: Viewer, at: datetime) -> list[PersonToTell]:
    """The child and each guardian, with the latest that each was told (LVU 36 §; SFS 2026:1600 2:1-5)."""
    opened_case(case_id, "to_be_told", viewer, at)
    return queries.to_be_told(case_id=case_id, at=at, viewer=viewer)


@makes(router, "/compulsory-cases/{case_id}/tellings")
def record_telling(case_id: Id, telling: TellingIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Write down that somebody was informed."""
    return {"id": actions.record_telling(case_id=case_id, **telling.model_dump(), actor=actor, at=at)}


# --- Counsel ----------------------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/counsels", list[CounselOut])
def list_counsels(case_id: Id, *, viewer: Viewer, at: datetime) -> list[CounselView]:
    """Every need of public counsel, the first first."""
    opened_case(case_id, "counsels", viewer, at)
    return queries.counsels_of_case(case_id=case_id, viewer=viewer)


@makes(router, "/compulsory-cases/{case_id}/counsels")
def need_counsel(case_id: Id, counsel: CounselIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The child or a guardian needs public counsel (LVU 39 §; SFS 2026:1600 17:1-7)."""
    return {"id": actions.need_counsel(case_id=case_id, **counsel.model_dump(), actor=actor, at=at)}


@makes(router, "/counsels/{counsel_id}/report")
def report_counsel(counsel_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The court is told of the need; the time is now."""
    actions.report_counsel(counsel_id=counsel_id, actor=actor, at=at)
    return {"id": counsel_id}


@makes(router, "/counsels/{counsel_id}/appointed")
def counsel_appointed(counsel_id: Id, appointed: AppointedIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Whom the court appointed."""
    actions.counsel_appointed(counsel_id=counsel_id, **appointed.model_dump(), actor=actor, at=at)
    return {"id": counsel_id}


# --- Medical examination ----------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/examinations", list[ExaminationOut])
def list_examinations(case_id: Id, *, viewer: Viewer, at: datetime) -> list[ExaminationView]:
    """Every medical examination, the latest first; also the reasons why there was none."""
    opened_case(case_id, "examinations", viewer, at)
    return queries.examinations_of_case(case_id=case_id, viewer=viewer)


@makes(router, "/compulsory-cases/{case_id}/examinations")
def order_examination(case_id: Id, examination: ExaminationIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Decide on a medical examination (LVU 32 §; SFS 2026:1600 11:4-6)."""
    made = actions.order_examination(case_id=case_id, physician=examination.physician, actor=actor, at=at)
    return {"id": made}


@makes(router, "/compulsory-cases/{case_id}/examinations/waive")
def waive_examination(case_id: Id, why: ReasonIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Write down the special reasons why no examination is needed."""
    return {"id": actions.waive_examination(case_id=case_id, reason=why.reason, actor=actor, at=at)}


@makes(router, "/examinations/{examination_id}/held")
def record_examination(examination_id: Id, examined: ExaminedIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """The examination was held, and what the physician found."""
    actions.record_examination(examination_id=examination_id, **examined.model_dump(), actor=actor, at=at)
    return {"id": examination_id}
