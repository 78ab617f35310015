"""What the whole line does not make by itself: the other letters and papers, among them letters in English.

Hugo, whose guardian reads English, is taken into custody: papers to the court, its receipt, the police, the minutes.
Tuva is followed up after her investigation. Elsa's protection assessment is put on paper.
"""

from datetime import timedelta
from typing import Any

from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.decisions import DECIDED
from tests.factories.investigations import carried_through
from tests.factories.people import add_adult, make_child
from tests.factories.staff import MORNING, Office
from tests.factories.whole_line import WholeLine

from skyddsnat.domains.compulsory import actions as compulsory
from skyddsnat.domains.compulsory import queries as cases
from skyddsnat.domains.compulsory.types.papers import PaperKind
from skyddsnat.domains.compulsory.types.police import PoliceFor, PoliceRequest
from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions.types import Level
from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.queries import protection_assessments
from skyddsnat.domains.investigations import actions as investigations
from skyddsnat.domains.investigations.queries import notices
from skyddsnat.domains.investigations.types import NoticeOf, Result
from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people.queries import relations_of_file
from skyddsnat.domains.people.types import NewPerson, RelationKind
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents import actions as documents
from skyddsnat.foundation.documents.letterhead import sender_of
from skyddsnat.foundation.documents.queries import documents_of_file
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released
from skyddsnat.foundation.documents.types import Recipient
from skyddsnat.law.compulsory_states import Act

TAKEN = DECIDED + 5 * DAY


def the_rest(told: WholeLine) -> None:
    """Letters and papers that no step of the whole line made."""
    office = told.office
    on = _custody(office)
    _to_the_court(on)
    _to_the_police(on)
    _minutes(on)
    _follow_up(office)
    _on_paper(told)
    _new_parties(told)
    _by_hand(told)
    _handed_out(told)


def _custody(office: Office) -> Running:
    on = line.taken(office, make_child(office, "hugo", guardians=("liv",)), at=TAKEN)
    bo = office.viewer("bo", TAKEN + HOUR)
    with seeing(bo):
        (matter, *_rest) = cases.matters_of_case(case_id=on.case_id, viewer=bo)
        letters = compulsory.notify_parties(matter_id=matter.id, actor=bo, at=TAKEN + HOUR)
        for letter in letters.values():
            documents.send_document(
                document_id=letter, to=Asker.PARTY, recipient="Liv", how="brev", actor=bo, at=TAKEN + HOUR
            )
    return on


def _to_the_court(on: Running) -> None:
    at = TAKEN + 2 * HOUR
    bo = on.office.viewer("bo", at)
    paper_id, _version = line.write_paper(on, PaperKind.SUBMISSION, at=at)
    with seeing(bo):
        compulsory.preview_paper(paper_id=paper_id, actor=bo, at=at)
        paper = cases.paper(paper_id=paper_id, viewer=bo)
        made = compulsory.sign_paper(paper_id=paper_id, version=paper.version, actor=bo, at=at)
        measure = cases.measure(measure_id=on.measure_id, viewer=bo)
        compulsory.dispatch(
            measure_id=on.measure_id, version=measure.version, act=Act.SUBMIT, document_id=made, actor=bo, at=at
        )
    line.sign_paper(on, PaperKind.CARE_PLAN, at=at)
    line.receive(on, Act.SUBMIT, at=at + HOUR)


def _to_the_police(on: Running) -> None:
    at = TAKEN + 4 * HOUR
    bo = on.office.viewer("bo", at)
    doing: dict[str, Any] = {"actor": bo, "at": at}
    asked = PoliceRequest(
        circumstances="Livs bror har hotat med kniv.", place="Storgatan 1", planned_at=at + HOUR,
        why_not_alone="Två handläggare kan inte gå in.", childs_interests="Hugo ska komma lugnt därifrån.",
        risk_to_child="Han kan bli rädd.",
    )  # fmt: skip
    with seeing(bo):
        need = compulsory.state_need(
            case_id=on.case_id, measure_id=on.measure_id, outing_id=None, purpose=PoliceFor.EXECUTION, needed_at=at,
            circumstances="Livs bror har hotat.", **doing,
        )  # fmt: skip
        compulsory.give_planning_data(need_id=need, version=1, data="Två utgångar mot gården.", **doing)
        version = cases.police_need(need_id=need, viewer=bo).version
        compulsory.request_police(need_id=need, version=version, request=asked, matter_id=None, **doing)


def _minutes(on: Running) -> None:
    at = TAKEN + DAY
    meeting = board.meet(on.office, at.date(), level=Level.BOARD, at=TAKEN)
    olga, bo = on.office.viewer("olga", at), on.office.viewer("bo", at)
    with seeing(olga):
        compulsory.report_at(meeting_id=meeting, actor=olga, at=at)
    with seeing(bo):
        (matter, *_rest) = cases.matters_of_case(case_id=on.case_id, viewer=bo)
        compulsory.make_minutes_extract(matter_id=matter.id, actor=bo, at=at)


def _follow_up(office: Office) -> None:
    at = MORNING + timedelta(days=16)
    opened = carried_through(office, make_child(office, "tuva"), result=Result.FOLLOW_UP, closed_at=at)
    bo = office.viewer("bo", at)
    with seeing(bo):
        investigations.start_follow_up(investigation_id=opened.id, actor=bo, at=at)
        told = next(each for each in notices(investigation_id=opened.id, viewer=bo) if each.of is NoticeOf.FOLLOW_UP)
        investigations.tell_party(notice_id=told.id, how="brev", told_at=at, actor=bo, at=at)


def _on_paper(told: WholeLine) -> None:
    at = MORNING + 5 * HOUR
    ida, bo = told.office.viewer("ida", at), told.office.viewer("bo", TAKEN)
    with seeing(ida):
        (made, *_rest) = protection_assessments(report_child_id=told.report_child, viewer=ida)
        for language in ("sv", "en"):
            intake.document_protection(assessment_id=made.id, actor=ida, at=at, language=language)
    with seeing(bo):
        for to_child in (True, False):
            decisions.preview_letter(proposal_id=told.proposal, to_child=to_child, actor=bo, at=TAKEN)


def _new_parties(told: WholeLine) -> None:
    """Liv became a party after the decision: her letter is made, then one to Hanna, and sent."""
    bo = told.office.viewer("bo", TAKEN)
    liv = add_adult(told.office, told.alma, "liv", by="bo", at=TAKEN)
    with seeing(bo):
        hanna = people.add_relation(
            file_id=told.alma.file_id, other=NewPerson(given_name="Hanna", family_name="Lind"),
            kind=RelationKind.GUARDIAN, lives_together=False, starts_on=None, note="", actor=bo, at=TAKEN,
        )  # fmt: skip
        of_alma = relations_of_file(file_id=told.alma.file_id, viewer=bo)
        person_id = next(each.person.id for each in of_alma if each.id == hanna)
        decisions.add_party(decision_id=told.decision, person_id=liv, actor=bo, at=TAKEN)
        decisions.deliver(decision_id=told.decision, person_id=person_id, how="Brev", actor=bo, at=TAKEN)


def _by_hand(told: WholeLine) -> None:
    """A letter that is first a draft, then signed, then corrected."""
    bo = told.office.viewer("bo", TAKEN)
    blocks = {
        "sender": sender_of(unit_id=told.office.units["barn1"]), "reference": "2026-1", "recipient": Recipient("Eva"),
        "body": "Hej! Vi vill träffa dig.",
    }  # fmt: skip
    with seeing(bo):
        draft = documents.make_document(
            file_id=told.alma.file_id, kind="letter", template="letter", data=blocks, title="Brev",
            subject="journal.note:1", actor=bo, at=TAKEN,
        )  # fmt: skip
        documents.sign_document(document_id=draft, actor=bo, at=TAKEN)
        documents.correct_document(
            document_id=draft, data=blocks, title="Brev", reason="Fel dag.", actor=bo, at=TAKEN + HOUR
        )


def _handed_out(told: WholeLine) -> None:
    """A party reads the investigation of Alma, without the names: Mia, whom it does not name, has tested the harm."""
    mia = told.office.viewer("mia", TAKEN + HOUR)
    doing: dict[str, Any] = {"actor": mia, "at": TAKEN + HOUR}
    with seeing(mia):
        papers = documents_of_file(file_id=told.alma.file_id, viewer=mia)
        paper = next(each.id for each in papers if each.template == "investigation")
        asked = documents.ask_release(
            document_id=paper, asked_by=Asker.PARTY, asked_for="Eva vill läsa.", asked_at=TAKEN, **doing
        )
        documents.decide_release(
            release_id=asked, outcome=Released.WITHOUT_NAMES, basis=Basis.PARTY, reason="Hot.", **doing
        )
        documents.send_document(document_id=paper, to=Asker.PARTY, recipient="Eva Lind", how="brev", **doing)
