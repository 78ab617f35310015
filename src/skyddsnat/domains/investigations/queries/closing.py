"""What stands in the way of closing, and the same facts as the steps of the page."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from skyddsnat.domains.investigations.models import AreaNote, Communication, Investigation, Notice, Plan
from skyddsnat.domains.investigations.queries.reading import ANALYSIS, communication_view, notice_view
from skyddsnat.domains.investigations.rules import closing as closing_rules
from skyddsnat.domains.investigations.types import (
    AnalysisFields,
    CommunicationView,
    NoticeOf,
    NoticeView,
    Result,
    State,
    StepView,
)
from skyddsnat.domains.journal.queries import ask_talks_of_file
from skyddsnat.domains.people.queries import ask_parties
from skyddsnat.foundation.access.asking import Given, Question, ask, day_or_none, moment, moment_or_none
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.verdict import Verdict


def closing_verdict(*, investigation_id: int, today: date, viewer: Viewer, result: Result | None = None) -> Verdict:
    """Whether the investigation may be signed and closed: every reason why not. Raises `NotOpen`."""
    return closing_rules.closing(facts(investigation_id=investigation_id, today=today, viewer=viewer, result=result))


def steps(*, investigation_id: int, today: date, viewer: Viewer) -> list[StepView]:
    """The steps of the page; the last one carries the whole verdict on closing. Raises `NotOpen`. Two queries."""
    return closing_rules.steps(facts(investigation_id=investigation_id, today=today, viewer=viewer))


def facts(*, investigation_id: int, today: date, viewer: Viewer, result: Result | None = None) -> closing_rules.Facts:
    """What closing depends on, as it stands. For this domain's own use. Raises `NotOpen`."""
    case = Question(_case, _OF_CASE, lambda row: row, {"investigation_id": investigation_id})
    found = ask(viewer=viewer, cases=case)["cases"]
    if not found:
        raise NotOpen
    (row,) = found
    known = ask(
        viewer=viewer,
        parties=ask_parties(file_id=row["file_id"], on=today, viewer=viewer),
        told=_ask_told(investigation_id),
        sent=_ask_sent(investigation_id),
        talks=ask_talks_of_file(file_id=row["file_id"], viewer=viewer),
    )
    return _facts(row, result, today, **known)


def _case() -> QuerySet[Investigation]:
    return Investigation.objects.filter(pk=Given("investigation_id")).annotate(
        has_plan=Exists(Plan.objects.filter(investigation_id=OuterRef("pk"))),
        has_facts=Exists(AreaNote.objects.filter(investigation_id=OuterRef("pk"))),
    )


def _facts(
    row: dict[str, Any],
    result: Result | None,
    today: date,
    parties: list[Any],
    told: list[Any],
    sent: list[Any],
    talks: list[Any],
) -> closing_rules.Facts:
    opened_at = moment(row["opened_at"])
    people = {person.id for person in parties if person is not None}
    notices: dict[int, NoticeView] = {each.person_id: each for each in told}
    letters: dict[int, CommunicationView] = {each.person_id: each for each in sent if not each.letter_waits}
    withheld = {id_ for id_ in people & set(notices) if notices[id_].is_withheld and not notices[id_].is_due(today)}
    return closing_rules.Facts(
        state=State(row["state"]),
        result=result,
        analysis=AnalysisFields(**{name: row[name] for name in ANALYSIS}),
        has_plan=row["has_plan"],
        has_facts=row["has_facts"],
        untold=len(people - {id_ for id_, each in notices.items() if each.is_told} - withheld),
        withheld=len(withheld),
        unsent=len(people - set(letters)),
        unanswered=sum(not letters[id_].is_complete(today) for id_ in people & set(letters)),
        talks_held=sum(talk.held_at is not None and talk.held_at >= opened_at for talk in talks),
        talks_planned=sum(talk.held_at is None for talk in talks),
    )


# Names are not needed here, so nobody is looked up.
_OF_CASE = {name: name for name in ("file_id", "state", "opened_at", "has_plan", "has_facts", *ANALYSIS)}
_OF_NOTICE = {
    name: name
    for name in ("id", "investigation_id", "file_id", "person_id", "of", "due_at", "told_at", "withheld_until")
}
_OF_LETTER = {
    name: name for name in ("id", "investigation_id", "person_id", "sent_at", "sent_by_id", "answer_by", "answered_at")
}


def _ask_told(investigation_id: int) -> Question[NoticeView]:
    return Question(_notices, _OF_NOTICE, _told, {"investigation_id": investigation_id})


def _notices() -> QuerySet[Notice]:
    rows = Notice.objects.filter(investigation_id=Given("investigation_id"), of=NoticeOf.OPENED.value)
    return rows.order_by("id")


def _told(row: dict[str, Any]) -> NoticeView:
    times = {
        "due_at": moment(row["due_at"]),
        "told_at": moment_or_none(row["told_at"]),
        "withheld_until": day_or_none(row["withheld_until"]),
    }
    return notice_view(Notice(**row | times), {})


def _ask_sent(investigation_id: int) -> Question[CommunicationView]:
    return Question(_letters, _OF_LETTER, _sent, {"investigation_id": investigation_id})


def _letters() -> QuerySet[Communication]:
    return Communication.objects.filter(investigation_id=Given("investigation_id")).order_by("id")


def _sent(row: dict[str, Any]) -> CommunicationView:
    times = {
        "sent_at": moment_or_none(row["sent_at"]),
        "answer_by": day_or_none(row["answer_by"]),
        "answered_at": moment_or_none(row["answered_at"]),
    }
    return communication_view(Communication(**row | times), {})
