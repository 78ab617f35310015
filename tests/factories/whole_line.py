"""The whole line with two children, so that every table that follows a file holds something.

Elsa: the school reports, Ida assesses and opens an investigation; a second report joins it; it is planned, waits and is
extended. Alma: Bo notes, talks, investigates and proposes; Mia decides; the letter is served and appealed, and the
service starts. Around them a conflict, an emergency access, a hand-over, a draft. At last Alma is taken into custody,
which Olga reads in the extract of the night. Bo is threatened for it. Anna asks everybody how they have been.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.factories import decisions as deciding
from tests.factories import intake as reporting
from tests.factories import oncall
from tests.factories.compulsory import with_everything_around
from tests.factories.people import Child, make_child
from tests.factories.safety import fill_register
from tests.factories.staff import MORNING, Office, make_office
from tests.factories.survey import fill_surveys

from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.types import Outcome
from skyddsnat.domains.investigations import actions as investigations
from skyddsnat.domains.investigations.types import ExtensionReason, PlanFields, Question
from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal.types import NoteKind, Understood
from skyddsnat.flows.decide_preliminary import decide_preliminary
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.models import IdempotencyKey
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit import samples
from skyddsnat.foundation.audit.types import Finding, Judged
from skyddsnat.foundation.documents.actions import ask_release
from skyddsnat.foundation.documents.queries import documents_of_file
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.foundation.drafts.actions import save_draft
from skyddsnat.foundation.drafts.types import Typed
from skyddsnat.foundation.staff.actions import protect_name, report_absence

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WholeLine:
    """Those who were there, and the two children."""

    office: Office
    alma: Child
    elsa_file: int
    report_child: int
    investigation: int
    proposal: int
    decision: int
    case: int


def whole_line(prepare: Callable[[Office], None] = lambda _office: None) -> WholeLine:
    """Tell the story, from an empty database. `prepare` does something with the office before it begins."""
    office = make_office()
    prepare(office)
    deciding.adopt_order(office)
    elsa_file, report_child, investigation = _report_and_investigate(office)
    alma = make_child(office, guardians=("eva", "per"))
    _write_and_talk(office, alma)
    proposal, decision = _decide_and_carry_out(office, alma)
    _around(office, alma)
    case = with_everything_around(office, alma, at=deciding.DECIDED + 3 * DAY)
    oncall.read_by_olga(office, at=deciding.DECIDED + 3 * DAY)
    fill_register(office, alma, at=deciding.DECIDED + 4 * DAY)
    fill_surveys(office, at=deciding.DECIDED + 4 * DAY)
    return WholeLine(office, alma, elsa_file, report_child, investigation, proposal, decision, case)


def _report_and_investigate(office: Office) -> tuple[int, int, int]:
    report = reporting.report_on("elsa")
    first = reporting.receive(office, report)
    report_child, file_id = first.report_child_ids[0], first.file_ids[0]
    reporting.assess(office, report_child)
    version = reporting.write_preliminary(office, report_child)
    at = MORNING + 3 * HOUR
    ida = office.viewer("ida", at)
    with seeing(ida):
        decided = decide_preliminary(
            report_child_id=report_child, outcome=Outcome.OPEN, version=version, actor=ida, at=at,
            question=Question.CARE, asks="Får Elsa den omsorg hon behöver?",
        )  # fmt: skip
        intake.give_feedback(report_child_id=report_child, actor=ida, at=at)
    assert decided.investigation_id is not None
    second = reporting.receive(office, replace(report, received_at=MORNING + DAY), at=MORNING + DAY)
    reporting.assess(office, second.report_child_ids[0], at=MORNING + DAY + HOUR)
    _prolong(office, decided.investigation_id)
    return file_id, report_child, decided.investigation_id


def _prolong(office: Office, investigation: int) -> None:
    at = MORNING + 2 * DAY
    manager = office.viewer("ingvar", at)
    with seeing(manager):
        plan = PlanFields(areas=(), meets="Elsa, skolan", planned_end_on=(at + 60 * DAY).date())
        investigations.save_plan(investigation_id=investigation, version=None, fields=plan, actor=manager, at=at)
        investigations.wait_for(
            investigation_id=investigation, for_whom="Barnpsykiatrin", what="Utlåtande",
            until=(at + 30 * DAY).date(), actor=manager, at=at,
        )  # fmt: skip
        investigations.extend(
            investigation_id=investigation, until=(at + 150 * DAY).date(), reason_code=ExtensionReason.STATEMENT,
            reason="Utlåtandet kommer först i mars.", actor=manager, at=at,
        )  # fmt: skip


def _write_and_talk(office: Office, alma: Child) -> None:
    at = MORNING + HOUR
    bo = office.viewer("bo", at)
    with seeing(bo):
        access.log_reading(file_id=alma.file_id, what="web.child", actor=bo, at=at)
        journal.write_note(
            file_id=alma.file_id, kind=NoteKind.NOTE, happened_at=MORNING, with_whom="Eva",
            text="Eva berättar om helgen.\n\nAlma var hos mormor.", about={1: [alma.guardians["eva"]]}, actor=bo, at=at,
        )  # fmt: skip
        journal.hold_talk(
            talk_id=None, file_id=alma.file_id, held_at=MORNING, place="Lindskolan", purpose="Hur Alma har det hemma",
            was_alone=True, not_alone_reason="", childs_words="Jag vill vara hos mormor.", told="Vad som händer nu.",
            understood=Understood.YES, understood_how="Hon berättade det med egna ord.", already_told="", version=None,
            actor=bo, at=at,
        )  # fmt: skip


def _decide_and_carry_out(office: Office, alma: Child) -> tuple[int, int]:
    proposed = deciding.proposed_to(office, alma)
    decision = deciding.decide(office, proposed)
    at = deciding.DECIDED + DAY
    bo = office.viewer("bo", at)
    with seeing(bo):
        delivery = decisions.deliver(decision_id=decision, person_id=alma.guardians["eva"], how="Brev", actor=bo, at=at)
        decisions.serve(delivery_id=delivery, served_at=at + HOUR, actor=bo, at=at + HOUR)
        decisions.record_appeal(delivery_id=delivery, came_in_at=at + HOUR, actor=bo, at=at + HOUR)
        decisions.record_other_appeal(
            decision_id=decision, came_in_at=at + HOUR, person_id=None, appellant="Morfar Arne", actor=bo, at=at + HOUR
        )
        decisions.record_start(decision_id=decision, started_on=at.date(), actor=bo, at=at + HOUR)
    return proposed.id, decision


def _around(office: Office, alma: Child) -> None:
    at = deciding.DECIDED + 2 * DAY
    cia, mia = office.viewer("cia", at), office.viewer("mia", at)
    with seeing(cia):
        access.take_emergency_access(file_id=alma.file_id, reason="Barnet står här.", actor=cia, at=at)
        IdempotencyKey.objects.create(caller=cia.key, key="1", fingerprint="x", created_at=at)
    with seeing(mia):
        week = at.date() + 7 * DAY
        report_absence(employee_id=office.employees["bo"], starts_on=at.date(), ends_on=week, actor=mia, at=at)
        protect_name(
            employee_id=office.employees["dag"], subject="compulsory.outing:1", reason="Hot på gården.",
            starts_on=at.date(), until=week, review_on=week, actor=mia, at=at,
        )  # fmt: skip
        paper = documents_of_file(file_id=alma.file_id, viewer=mia)[0].id
        ask_release(document_id=paper, asked_by=Asker.PARTY, asked_for="Eva vill läsa.", asked_at=at, actor=mia, at=at)
        access.declare_conflict(file_id=alma.file_id, reason="Granne till familjen.", actor=mia, at=at)
        access.assign(
            file_id=alma.file_id, employee_id=office.employees["dag"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=at,
        )  # fmt: skip
    bo = office.viewer("bo", at)
    with seeing(bo):
        typed = Typed("journal.note:new", "Anteckning", "/", {"text": "Eva ringde"}, None)
        save_draft(typed=typed, version=0, actor=bo, at=at)
    _review(office, at + DAY)


def _review(office: Office, at: datetime) -> None:
    """Lo goes through a sample of the readings, and finds one to ask about."""
    lo, last = office.viewer("lo", at), (at - DAY).date()
    with seeing(lo):
        days = {"since": MORNING.date(), "until": last, "per_unit": 5}
        drawn = [event.id for events in samples.draw(viewer=lo, **days).values() for event in events]
        findings = dict.fromkeys(drawn, Finding(Judged.ASK, "Varför lästes akten?"))
        samples.sign_sample(**days, findings=findings, note="", actor=lo, at=at)
