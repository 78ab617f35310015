"""Investigations in every state, made through the product's own actions."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import AnalysisFields, Question, Result, View
from skyddsnat.foundation.access.actions import assign
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.documents.actions import pass_cover, send_document
from skyddsnat.foundation.documents.queries import unsent_of_subject
from skyddsnat.foundation.documents.release_types import Asker

ANALYSIS = AnalysisFields(
    child_view="Jag vill bo hos mamma och ha mat i skåpet.",
    risks="Alma kommer utan frukost tre dagar i veckan.",
    protective_factors="Mormor bor i samma trappa.",
    best_interests="Alma behöver lugna morgnar.",
    needs="Hjälp på morgonen.",
    proposal="Familjebehandling i hemmet.",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """An investigation of a child."""

    id: int
    child: Child


def open_on(
    office: Office,
    child: Child,
    *,
    by: str = "bo",
    question: Question = Question.CARE,
    what_is_new: str = "",
    at: datetime = MORNING,
) -> Opened:
    """Open an investigation of the child."""
    viewer = office.viewer(by, at + timedelta(seconds=1))
    with seeing(viewer):
        opened = actions.open_investigation(
            file_id=child.file_id,
            child_id=child.person_id,
            cause_id=None,
            question=question,
            asks="Får Alma den omsorg hon behöver?",
            what_is_new=what_is_new,
            actor=viewer,
            at=at,
        )
    return Opened(opened, child)


def add_second(office: Office, child: Child, name: str, *, at: datetime = MORNING) -> None:
    """Mia gives the child, which her unit has, a second caseworker."""
    mia = office.viewer("mia", at)
    with seeing(mia):
        assign(
            file_id=child.file_id,
            employee_id=office.employees[name],
            part=Part.SECOND,
            unit_id=office.units["barn1"],
            actor=mia,
            at=at,
        )


def tell_everybody(office: Office, opened: Opened, *, by: str = "bo", at: datetime = MORNING) -> None:
    """Every party is told, by letter."""
    viewer = office.viewer(by, at + timedelta(seconds=1))
    with seeing(viewer):
        for notice in queries.notices(investigation_id=opened.id, viewer=viewer):
            if not notice.is_told:
                actions.tell_party(notice_id=notice.id, how="brev", told_at=at, actor=viewer, at=at)
    send_letters(office, opened, by=by, at=at)


def send_letters(office: Office, opened: Opened, *, by: str = "bo", at: datetime = MORNING) -> None:
    """Letters in which somebody is protected leave when Mia has read them."""
    about = f"investigations.investigation:{opened.id}"
    with seeing(office.viewer("mia", at + timedelta(seconds=1))) as mia:
        passed = [each for each in unsent_of_subject(subject=about, viewer=mia) if each.needs_passing]
        for letter in passed:
            pass_cover(document_id=letter.id, actor=mia, at=at)
    with seeing(office.viewer(by, at + timedelta(seconds=1))) as viewer:
        for letter in passed:
            send_document(
                document_id=letter.id, to=Asker.PARTY, recipient=letter.recipient, how="brev", actor=viewer, at=at
            )


def write_everything(
    office: Office, opened: Opened, *, by: str = "bo", analysis: AnalysisFields = ANALYSIS, at: datetime = MORNING
) -> None:
    """A fact with its source, and the analysis."""
    viewer = office.viewer(by, at + timedelta(seconds=1))
    with seeing(viewer):
        actions.write_area_note(
            investigation_id=opened.id,
            area_id=queries.areas()[0].id,
            view=View.FACT,
            text="Skolsköterskan ser att Alma är hungrig på morgonen.",
            source="Lindskolan",
            source_on=at.date(),
            actor=viewer,
            at=at,
        )
        view = queries.investigation(investigation_id=opened.id, viewer=viewer)
        actions.save_analysis(investigation_id=opened.id, version=view.version, fields=analysis, actor=viewer, at=at)


def hear_everybody(office: Office, opened: Opened, *, by: str = "bo", at: datetime = MORNING) -> None:
    """The investigation is sent to every party, who answers at once."""
    viewer = office.viewer(by, at + timedelta(seconds=1))
    with seeing(viewer):
        for notice in queries.notices(investigation_id=opened.id, viewer=viewer):
            actions.communicate(
                investigation_id=opened.id,
                person_id=notice.person_id,
                how="brev",
                answer_by=at.date() + timedelta(days=14),
                actor=viewer,
                at=at,
            )
    send_letters(office, opened, by=by, at=at)
    with seeing(viewer):
        waiting = queries.communications(investigation_id=opened.id, viewer=viewer)
        for sent in (each for each in waiting if each.answered_at is None and not each.not_sent_reason):
            actions.record_answer(
                communication_id=sent.id, answer="Ingen erinran.", answered_at=at, actor=viewer, at=at
            )


def close(
    office: Office, opened: Opened, *, by: str = "bo", result: Result = Result.NO_SERVICE, at: datetime = MORNING
) -> int:
    """Sign and close. Returns the document's id."""
    viewer = office.viewer(by, at + timedelta(seconds=1))
    with seeing(viewer):
        view = queries.investigation(investigation_id=opened.id, viewer=viewer)
        return actions.close_investigation(
            investigation_id=opened.id, version=view.version, result=result, actor=viewer, at=at
        )


def carried_through(
    office: Office,
    child: Child,
    *,
    by: str = "bo",
    question: Question = Question.CARE,
    result: Result = Result.NO_SERVICE,
    what_is_new: str = "",
    opened_at: datetime = MORNING,
    closed_at: datetime = MORNING + timedelta(days=60),
) -> Opened:
    """An investigation from its opening to the signed text."""
    opened = open_on(office, child, by=by, question=question, what_is_new=what_is_new, at=opened_at)
    tell_everybody(office, opened, by=by, at=opened_at)
    write_everything(office, opened, by=by, at=closed_at)
    hear_everybody(office, opened, by=by, at=closed_at)
    close(office, opened, by=by, result=result, at=closed_at)
    return opened


def without(field: str) -> AnalysisFields:
    """The analysis with one field left empty."""
    return replace(ANALYSIS, **{field: ""})
