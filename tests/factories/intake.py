"""Reports and assessments, made through the product's own flows: the school is worried about Alma."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.factories.people import CHILDREN
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.types import (
    Channel,
    Judgement,
    NewProtectionAssessment,
    NewReport,
    PreliminaryFields,
    ReportedChild,
    Reporter,
)
from skyddsnat.flows.assess_protection import Assessed, assess_protection
from skyddsnat.flows.receive_report import Receipt, receive_report
from skyddsnat.foundation.access.seeing import seeing

SCHOOL = Reporter(kind="school", name="Rita Rektor", organisation="Lindskolan", wants_feedback=True)
NEIGHBOUR = Reporter(kind="private_person")
REPORT = NewReport(
    received_at=MORNING,
    channel=Channel.PHONE,
    reporter=SCHOOL,
    what_happened="Alma kom till skolan i dag med ett blåmärke på kinden.",
    children=(ReportedChild(new=CHILDREN["alma"]),),
)
CALM = NewProtectionAssessment(
    judgement=Judgement.NO_IMMEDIATE_NEED, reasons="Alma är hos mormor till i morgon och säger att hon är trygg där."
)
WRITTEN = PreliminaryFields(
    contacts="Samtal med mamman i telefon.",
    child_heard=True,
    child_view="Alma vill att det ska vara lugnt hemma.",
    summary="Skolan och mamman beskriver samma sak.",
    reasons="Uppgifterna kan leda till en åtgärd.",
)


def receive(office: Office, report: NewReport = REPORT, *, by: str = "ida", at: datetime | None = None) -> Receipt:
    """The report comes in to `by` at `at`, or when it says that it came in."""
    at = at or report.received_at
    who = office.viewer(by, at)
    with seeing(who):
        return receive_report(report=report, actor=who, at=at)


def report_on(*names: str, **changes: object) -> NewReport:
    """REPORT about these children of the factory of people, with changes."""
    return replace(REPORT, children=tuple(ReportedChild(new=CHILDREN[name]) for name in names), **changes)  # type: ignore[arg-type]


def assess(
    office: Office,
    report_child_id: int,
    *,
    by: str = "ida",
    at: datetime = MORNING + timedelta(hours=1),
    assessment: NewProtectionAssessment = CALM,
) -> Assessed:
    """`by` assesses the child's protection."""
    who = office.viewer(by, at)
    with seeing(who):
        return assess_protection(report_child_id=report_child_id, assessment=assessment, actor=who, at=at)


def write_preliminary(
    office: Office,
    report_child_id: int,
    *,
    by: str = "ida",
    at: datetime = MORNING + timedelta(hours=2),
    fields: PreliminaryFields = WRITTEN,
    version: int | None = None,
) -> int:
    """`by` writes the preliminary assessment. Returns its version."""
    who = office.viewer(by, at)
    with seeing(who):
        return intake.save_preliminary(
            report_child_id=report_child_id, version=version, fields=fields, actor=who, at=at
        )
