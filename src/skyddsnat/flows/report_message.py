"""A report of concern as another system sends it: one schema for the API and for the import of files.

Only the form is checked here, as far as it can be without a database; whether the report may be registered is asked
where it is registered.
"""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from skyddsnat.domains.intake.types import Channel, Known, NewReport, ReportedChild, Reporter
from skyddsnat.domains.people.types import NewPerson, Protection
from skyddsnat.kernel.personal_number import NotAPersonalNumber, parse
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.reporters import REPORTER_KINDS

MOST_CHILDREN = 20
MOST_GUARDIANS = 10
LONGEST_TEXT = 50_000
LONGEST_NAME = 120
BIGGEST_ID = 2**63 - 1

# Where nobody says what day it is, only the form of a number is checked.
_LATEST_DAY = date(2099, 12, 31)
_MOMENT = re.compile(r"(19|20)\d\d-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d([.]\d{1,6})?)?([Zz]|[+-]\d\d:\d\d)?", re.ASCII)
_DAY = re.compile(r"(19|20)\d\d-\d\d-\d\d", re.ASCII)
# NUL cannot be stored, lone surrogates cannot be encoded, and no other control sign belongs in a text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FORBIDDEN_IN_LINE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def _fault(kind: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "see kernel.faults")


def _moment(value: Any) -> datetime:
    if not isinstance(value, str) or not (found := _MOMENT.fullmatch(value)):
        raise _fault("not_a_moment")
    if found[4] is None:
        raise _fault("naive_moment")
    try:
        return datetime.fromisoformat(value.upper())
    except ValueError:
        raise _fault("not_a_moment") from None


def _day(value: Any) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _fault("not_a_day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _fault("not_a_day") from None


def _past(value: datetime, info: ValidationInfo) -> datetime:
    at = (info.context or {}).get("at")
    if at is not None and value > at:
        raise _fault("future_moment")
    return value


def _text(value: str) -> str:
    if _FORBIDDEN.search(value):
        raise _fault("forbidden_sign")
    return value


def _line(value: str) -> str:
    if _FORBIDDEN_IN_LINE.search(value):
        raise _fault("forbidden_sign")
    return value


def _name(value: str) -> str:
    # Compared without capitals, a name may be longer than it is written: ß becomes ss.
    if len(normalize("NFC", value).casefold()) > LONGEST_NAME:
        raise PydanticCustomError("string_too_long", "too long")
    return _line(value)


def _said(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("string_too_short", "empty")
    return value


def _number(value: str | None, info: ValidationInfo) -> str | None:
    at = (info.context or {}).get("at")
    try:
        if value is not None and value.strip():
            parse(value, on=local_date(at) if at else _LATEST_DAY)
    except NotAPersonalNumber:
        raise _fault("not_a_number") from None
    return value


_Strict = Field(strict=True)
Flag = Annotated[bool, _Strict]
Id = Annotated[int, Field(strict=True, ge=1, le=BIGGEST_ID)]
Moment = Annotated[
    datetime, BeforeValidator(_moment, json_schema_input_type=str), Field(json_schema_extra={"format": "date-time"})
]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=str), Field(json_schema_extra={"format": "date"})]
LongText = Annotated[str, Field(strict=True, max_length=LONGEST_TEXT), AfterValidator(_text)]
ToldText = Annotated[
    str, Field(strict=True, min_length=1, max_length=LONGEST_TEXT), AfterValidator(_text), AfterValidator(_said)
]
Line40 = Annotated[str, Field(strict=True, max_length=40), AfterValidator(_line)]
Line60 = Annotated[str, Field(strict=True, max_length=60), AfterValidator(_line)]
Line120 = Annotated[str, Field(strict=True, max_length=120), AfterValidator(_line)]
Line160 = Annotated[str, Field(strict=True, max_length=160), AfterValidator(_line)]
Line250 = Annotated[str, Field(strict=True, max_length=250), AfterValidator(_line)]
Name = Annotated[str, Field(strict=True, max_length=LONGEST_NAME), AfterValidator(_name)]
GivenName = Annotated[
    str, Field(strict=True, min_length=1, max_length=LONGEST_NAME), AfterValidator(_name), AfterValidator(_said)
]
Number = Annotated[
    Annotated[str, Field(strict=True, max_length=20), AfterValidator(_line)] | None, AfterValidator(_number)
]

ReporterCode = StrEnum("ReporterCode", {kind.code.upper(): kind.code for kind in REPORTER_KINDS})  # type: ignore[misc]  # names of data


class Sex(StrEnum):
    """As registered; empty when unknown."""

    FEMALE = "f"
    MALE = "m"
    UNKNOWN = ""


class Message(BaseModel):
    """The base of what is received: a field that is not described is refused, so that none is lost by a misspelling."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonMessage(Message):
    """A child or a guardian. Only a given name must be there; "Okänt barn" when it is unknown."""

    given_name: GivenName
    family_name: Name = ""
    number: Number = Field(None, description="Personal, coordination or reserve number: YYYYMMDD-NNNN.")
    birth_date: Day | None = None
    sex: Sex = Sex.UNKNOWN
    language: Line40 = ""
    needs_interpreter: Flag = False
    protection: Protection = Protection.NONE
    address: Line250 = ""
    phone: Line60 = ""
    school: Line160 = ""

    def new_person(self) -> NewPerson:
        """The person as the domain takes it."""
        return NewPerson(
            given_name=self.given_name,
            family_name=self.family_name,
            number=self.number,
            birth_date=self.birth_date,
            sex=self.sex.value,
            language=self.language,
            needs_interpreter=self.needs_interpreter,
            protection=self.protection,
            address=self.address,
            phone=self.phone,
            school=self.school,
        )


class ChildMessage(Message):
    """A child of the report: `new` as the sender knows it, or `person_id` of one whose file the sender sees."""

    new: PersonMessage | None = None
    person_id: Id | None = None
    about: LongText = Field("", description="What concerns this child alone.")
    guardians: list[PersonMessage] = Field([], max_length=MOST_GUARDIANS)

    @model_validator(mode="after")
    def _somebody(self) -> "ChildMessage":
        if self.new is None and self.person_id is None:
            raise _fault("nobody")
        return self

    def reported_child(self) -> ReportedChild:
        """The child as the domain takes it."""
        return ReportedChild(
            new=self.new.new_person() if self.new else None,
            person_id=self.person_id,
            about=self.about,
            guardians=tuple(guardian.new_person() for guardian in self.guardians),
        )


class ReporterMessage(Message):
    """Who told. Whoever is bound to report (SoL 19:1-3) gives a name or an organisation."""

    kind: ReporterCode
    name: Line160 = ""
    role: Line120 = ""
    organisation: Line160 = ""
    phone: Line60 = ""
    wants_feedback: Flag = False
    is_protected: Flag = False
    protection_reason: LongText = ""

    def reporter(self) -> Reporter:
        """The reporter as the domain takes it."""
        return Reporter(
            kind=self.kind.value,
            name=self.name,
            role=self.role,
            organisation=self.organisation,
            phone=self.phone,
            wants_feedback=self.wants_feedback,
            is_protected=self.is_protected,
            protection_reason=self.protection_reason,
        )


class ReportMessage(Message):
    """A report of concern (SoL 19:1-4). `source` and `external_id` together are received once."""

    received_at: Annotated[Moment, AfterValidator(_past)] = Field(description="When it reached the municipality.")
    channel: Channel
    reporter: ReporterMessage
    what_happened: ToldText
    children: list[ChildMessage] = Field(min_length=1, max_length=MOST_CHILDREN)
    concern: LongText = ""
    earlier_known: LongText = ""
    violence_suspected: Flag = False
    acute_danger: Flag = False
    child_knows: Known = Known.UNKNOWN
    guardians_know: Known = Known.UNKNOWN
    interpreter_language: Line40 = ""
    same_household: Flag = Field(False, description="The children are siblings who live together.")
    source: Line60 = ""
    external_id: Line120 = ""

    def new_report(self, *, source: str = "") -> NewReport:
        """The report as the domain takes it; `source` is used when the message names none."""
        return NewReport(
            received_at=self.received_at,
            channel=self.channel,
            reporter=self.reporter.reporter(),
            what_happened=self.what_happened,
            children=tuple(child.reported_child() for child in self.children),
            concern=self.concern,
            earlier_known=self.earlier_known,
            violence_suspected=self.violence_suspected,
            acute_danger=self.acute_danger,
            child_knows=self.child_knows,
            guardians_know=self.guardians_know,
            interpreter_language=self.interpreter_language,
            same_household=self.same_household,
            source=self.source.strip() or source,
            external_id=self.external_id.strip(),
        )
