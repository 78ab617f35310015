"""Measures of a compulsory case: each deed on the chain, papers that leave for the court, and the court's receipt."""

from base64 import b64decode
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import AfterValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from skyddsnat.api.compulsory import Grounds, opened_case, said
from skyddsnat.api.door import Id, Versioned, makes, reads
from skyddsnat.api.problems import ReasonOut
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import MeasureView, NextStep, RunningClock, StepView
from skyddsnat.flows.report_message import Day, Flag, Line40, LongText, Message, Moment, ToldText
from skyddsnat.flows.report_message import Id as BodyId
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.queries import document
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import Act, By, State, Track
from skyddsnat.law.deciding import Decider

router = Router()

# Said in place: other parts have states too, and a name stands for one thing in the description.
MeasureState = Annotated[State, WithJsonSchema({"type": "string", "enum": [each.value for each in State]})]

# A whole request is five megabytes at most, and base64 makes four signs of three bytes.
LONGEST_FILE = 4_800_000


def _decoded(value: str) -> str:
    try:
        b64decode(value, validate=True)
    except ValueError:
        raise PydanticCustomError("not_base64", "base64") from None
    return value


Base64 = Annotated[
    str,
    Field(strict=True, min_length=1, max_length=LONGEST_FILE, json_schema_extra={"format": "byte"}),
    AfterValidator(_decoded),
]


class MeasureIn(Message):
    """What begins, and on which of the law's tracks; with `matter_id`, the decision, its deed is done at once."""

    track: Track
    grounds: Grounds = []
    content: LongText = ""
    matter_id: BodyId | None = None
    is_temporary: Flag = False


class MeasureOut(Schema):
    """A measure as it stands now. `state` is `lapsed` from the moment at which the law ends it by itself (`lapses_at`),
    whether or not anybody has written it down. `statute` is the number of the Act it began under.
    """

    id: int
    case_id: int
    file_id: int
    track: Track
    statute: str
    state: MeasureState
    is_in_force: bool
    is_over: bool
    is_temporary: bool
    grounds: list[str]
    content: str
    started_at: datetime
    lapses_at: datetime | None
    care_began_at: datetime | None
    applied_on: date | None
    ended_at: datetime | None


class ChainStepOut(Schema):
    """One deed. `act` is an act of the law's table, or "dispatch_" and the act whose papers left for the court."""

    id: int
    measure_id: int
    file_id: int
    act: str
    from_state: MeasureState | None
    to_state: MeasureState
    section: str
    happened_at: datetime
    recorded_at: datetime
    recorded_by: str
    matter_id: int | None
    document_id: int | None
    receipt_id: int | None
    court_number: str
    words: str


class NextStepOut(Schema):
    """What may come next: whose deed it is, by which paragraph, until when, and every reason why not now.

    What `is_sent` to the court is done by its receipt; `dispatched_at` says when the papers left.
    """

    act: Act
    by: By
    citation: str
    section: str | None
    deciders: list[Decider]
    chair_if_urgent: bool
    rule: str | None
    due_on: date | None
    is_sent: bool
    dispatched_at: datetime | None
    reasons: list[ReasonOut]

    @staticmethod
    def resolve_reasons(step: NextStep) -> list[ReasonOut]:
        """Why it cannot be done now; none when it can."""
        return said(step.verdict)


class ClockOut(Schema):
    """An open clock by the law of today. `plan_on` is the earlier of its day and that of the other Act (`other_on`).

    When it `lapses`, passing `extended_on` ends the measure by itself.
    """

    rule: str
    citation: str
    title_sv: str
    title_en: str
    basis_on: date
    due_on: date
    extended_on: date
    plan_on: date
    other_rule: str
    other_on: date | None
    lapses: bool

    @staticmethod
    def resolve_title_sv(clock: RunningClock) -> str:
        """In Swedish."""
        return clock.title.sv

    @staticmethod
    def resolve_title_en(clock: RunningClock) -> str:
        """In English."""
        return clock.title.en


class ChainStepIn(Message):
    """A deed as it was done. With the court's answer: the grounds that it found, the day to which it extended the time
    or until which it lets a prohibition of removal hold.
    """

    act: Act
    happened_at: Moment
    words: LongText = ""
    matter_id: BodyId | None = None
    document_id: BodyId | None = None
    court_number: Line40 = ""
    grounds: Grounds | None = None
    extended_to: Day | None = None


class DispatchIn(Message):
    """Which signed document of the file leaves for the court now; `matter_id` when the board decided it."""

    act: Act
    document_id: BodyId
    matter_id: BodyId | None = None
    words: LongText = ""


class CourtReceiptIn(Message):
    """The court's receipt: the PDF that it sent in base64, or the words of it."""

    act: Act
    pdf: Base64 | None = None
    text: ToldText | None = None
    court_number: Line40 = ""

    @model_validator(mode="after")
    def _one_of_them(self) -> "CourtReceiptIn":
        if (self.pdf is None) == (self.text is None):
            raise PydanticCustomError("one_of_two", "pdf or text")
        return self

    def content(self) -> str | bytes:
        """As the domain takes it."""
        return b64decode(self.pdf) if self.pdf else self.text or ""


class LapseOut(Schema):
    """Whether the law had ended the measure and nobody had written it down until now."""

    id: int
    is_written: bool


# --- Measures ---------------------------------------------------------------------------------------------------------


@reads(router, "/compulsory-cases/{case_id}/measures", list[MeasureOut])
def list_measures(case_id: Id, *, viewer: Viewer, at: datetime) -> list[MeasureOut]:
    """The measures of a case, in the order they began."""
    opened_case(case_id, "measures", viewer, at)
    return [_measure_out(each, at) for each in queries.measures_of_case(case_id=case_id, viewer=viewer)]


@makes(router, "/compulsory-cases/{case_id}/measures")
def start_measure(case_id: Id, measure: MeasureIn, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Begin a measure under the Act of today. Without a decision behind it, it is only prepared."""
    made = actions.start_measure(
        case_id=case_id,
        track=measure.track,
        grounds=dict.fromkeys(measure.grounds),
        content=measure.content,
        matter_id=measure.matter_id,
        is_temporary=measure.is_temporary,
        actor=actor,
        at=at,
    )
    return {"id": made}


@reads(router, "/measures/{measure_id}", MeasureOut)
def read_measure(measure_id: Id, *, viewer: Viewer, at: datetime) -> Versioned:
    """A measure as it stands now."""
    found = _opened(measure_id, "measure", viewer, at)
    return Versioned(_measure_out(found, at), found.version)


def _opened(measure_id: int, what: str, viewer: Viewer, at: datetime) -> MeasureView:
    """The measure; the reading stands in the log of the file."""
    found = queries.measure(measure_id=measure_id, viewer=viewer)
    log_reading(file_id=found.file_id, what=f"compulsory.{what}:{measure_id}", actor=viewer, at=at)
    return found


def _measure_out(found: MeasureView, at: datetime) -> MeasureOut:
    return MeasureOut(
        id=found.id,
        case_id=found.case_id,
        file_id=found.file_id,
        track=found.track,
        statute=found.statute,
        state=found.state_on(at),
        is_in_force=found.in_force(at),
        is_over=found.is_over(at),
        is_temporary=found.is_temporary,
        grounds=list(found.grounds),
        content=found.content,
        started_at=found.started_at,
        lapses_at=found.lapses_at,
        care_began_at=found.care_began_at,
        applied_on=found.applied_on,
        ended_at=found.ended_at,
    )


@reads(router, "/measures/{measure_id}/clocks", list[ClockOut])
def list_measure_clocks(measure_id: Id, *, viewer: Viewer, at: datetime) -> list[RunningClock]:
    """The open clocks as the law of today carries them, the earliest first."""
    _opened(measure_id, "clocks", viewer, at)
    return queries.running_clocks(measure_id=measure_id, on=local_date(at), viewer=viewer)


@reads(router, "/measures/{measure_id}/next-steps", list[NextStepOut])
def list_next_steps(measure_id: Id, *, viewer: Viewer, at: datetime) -> list[NextStep]:
    """What may come next, the one to be done first first; each with all reasons why it cannot be done now."""
    _opened(measure_id, "next_steps", viewer, at)
    return queries.next_steps(measure_id=measure_id, at=at, viewer=viewer)


@reads(router, "/measures/{measure_id}/steps", list[ChainStepOut])
def list_chain_steps(measure_id: Id, *, viewer: Viewer, at: datetime) -> list[StepView]:
    """What was done, in the order written down."""
    _opened(measure_id, "steps_of", viewer, at)
    return queries.steps_of(measure_id=measure_id, viewer=viewer)


# --- Deeds ------------------------------------------------------------------------------------------------------------


@makes(router, "/measures/{measure_id}/steps")
def record_chain_step(
    measure_id: Id, step: ChainStepIn, *, actor: Viewer, at: datetime, version: int
) -> dict[str, Any]:
    """Write down a deed. The board's needs its decision; what goes to the court is a dispatch and then a receipt."""
    _check_paper(measure_id, step.document_id, actor)
    made = actions.record_step(
        measure_id=measure_id,
        version=version,
        act=step.act,
        happened_at=step.happened_at,
        words=step.words,
        matter_id=step.matter_id,
        document_id=step.document_id,
        court_number=step.court_number,
        grounds=None if step.grounds is None else dict.fromkeys(step.grounds),
        extended_to=step.extended_to,
        actor=actor,
        at=at,
    )
    return {"id": made}


def _check_paper(measure_id: int, document_id: int | None, viewer: Viewer) -> None:
    """A paper behind a deed is one of the measure's own file; otherwise it is not there."""
    if document_id is None:
        return
    file_id = queries.measure(measure_id=measure_id, viewer=viewer).file_id
    if document(document_id=document_id, viewer=viewer).file_id != file_id:
        raise NotOpen


@makes(router, "/measures/{measure_id}/dispatches")
def dispatch_to_court(measure_id: Id, sent: DispatchIn, *, actor: Viewer, at: datetime, version: int) -> dict[str, Any]:
    """Papers leave for the court; the time is now. The clock runs on until the court's receipt is stored (lesson 1)."""
    made = actions.dispatch(
        measure_id=measure_id,
        version=version,
        act=sent.act,
        document_id=sent.document_id,
        matter_id=sent.matter_id,
        words=sent.words,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/measures/{measure_id}/receipts")
def store_court_receipt(
    measure_id: Id, receipt: CourtReceiptIn, *, actor: Viewer, at: datetime, version: int
) -> dict[str, Any]:
    """Keep the court's receipt: the deed is done now, and its clock stops."""
    made = actions.store_receipt(
        measure_id=measure_id,
        version=version,
        act=receipt.act,
        content=receipt.content(),
        court_number=receipt.court_number,
        actor=actor,
        at=at,
    )
    return {"id": made}


@makes(router, "/measures/{measure_id}/lapse", LapseOut)
def write_lapse(measure_id: Id, *, actor: Viewer, at: datetime) -> dict[str, Any]:
    """Write down that the law has ended the measure, if it has; nothing else changes by it."""
    is_written = actions.write_lapse(measure_id=measure_id, actor=actor, at=at)
    return {"id": measure_id, "is_written": is_written}
