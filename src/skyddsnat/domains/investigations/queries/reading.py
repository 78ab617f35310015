"""Reads about investigations. Row-level security decides what the viewer may see; protected persons come masked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from skyddsnat.domains.investigations.models import (
    Area,
    AreaNote,
    Communication,
    Extension,
    Investigation,
    JoinedReport,
    Notice,
    Plan,
    Waiting,
)
from skyddsnat.domains.investigations.rules import time as time_rules
from skyddsnat.domains.investigations.rules import writing as writing_rules
from skyddsnat.domains.investigations.rules.chains import Earlier, chain_of
from skyddsnat.domains.investigations.rules.order import CLOCK
from skyddsnat.domains.investigations.types import (
    AnalysisFields,
    AreaNoteView,
    AreaView,
    Chain,
    ChainLink,
    ChainView,
    CommunicationView,
    ExtensionReason,
    ExtensionView,
    InvestigationView,
    NoticeOf,
    NoticeView,
    PlanFields,
    PlanView,
    Question,
    Result,
    StalledView,
    State,
    View,
    WaitingView,
)
from skyddsnat.domains.journal.queries import latest_steps
from skyddsnat.domains.journal.types import Repetition
from skyddsnat.domains.people.queries import persons
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.queries import NotOpen, files_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.staff.queries import employees
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.law.register import due_from

ANALYSIS = tuple(AnalysisFields.__dataclass_fields__)
_COMPARED_WITH = 300  # other investigations, the latest first: enough to find the phrases of an office


# --- Investigations ---------------------------------------------------------------------------------------------------


def investigation(*, investigation_id: int, viewer: Viewer) -> InvestigationView:
    """One investigation with its chain. Raises `NotOpen`. One query."""
    file_id = Investigation.objects.filter(pk=investigation_id).values("file_id")
    for view in _views(Investigation.objects.filter(file_id__in=file_id)):
        if view.id == investigation_id:
            return view
    raise NotOpen


def investigations_of_file(*, file_id: int, viewer: Viewer) -> list[InvestigationView]:
    """Every investigation in the file, the latest first. One query."""
    return _views(Investigation.objects.filter(file_id=file_id))


def running_in_file(*, file_id: int, viewer: Viewer) -> InvestigationView | None:
    """The investigation that runs in the file, if one does."""
    return running_in_files(file_ids=(file_id,), viewer=viewer).get(file_id)


def running_in_files(*, file_ids: Iterable[int], viewer: Viewer) -> dict[int, InvestigationView]:
    """The running investigation of each file that has one, by file. One query."""
    views = _views(Investigation.objects.filter(file_id__in=set(file_ids)))
    return {view.file_id: view for view in views if view.is_open}


def joined_reports(*, investigation_id: int, viewer: Viewer) -> list[int]:
    """The children's parts of reports that joined the investigation, by id, the first first."""
    rows = JoinedReport.objects.filter(investigation_id=investigation_id).order_by("joined_at", "id")
    return list(rows.values_list("report_child_id", flat=True))


def chains(*, viewer: Viewer, unit_ids: Iterable[int] | None = None, most: int = 200) -> list[ChainView]:
    """Investigations back to back on the same question, those that run first, then the latest (lesson 6).

    `unit_ids`: only files that these units hold. At most `most` chains of what the viewer sees.
    """
    joined = Investigation.objects.exclude(follows=None).order_by("-opened_at", "-pk").values("file_id")[: 2 * most]
    views = _views(Investigation.objects.filter(file_id__in=joined))
    files = files_of(file_ids={view.file_id for view in views}, viewer=viewer)
    units = None if unit_ids is None else set(unit_ids)
    found = [
        ChainView(view.file_id, files[view.file_id].number, files[view.file_id].unit_id, view.chain, view.is_open)
        for view in views
        if view.chain.is_joined
        and view.chain.links[-1].id == view.id
        and (units is None or files[view.file_id].unit_id in units)
    ]
    return sorted(found, key=lambda each: not each.is_running)[:most]


def _views(rows: QuerySet[Investigation]) -> list[InvestigationView]:
    by_file: dict[int, list[Investigation]] = defaultdict(list)
    found = list(rows.order_by("-opened_at", "-id"))
    for row in found:
        by_file[row.file_id].append(row)
    return [_view(row, by_file[row.file_id]) for row in found]


def _view(row: Investigation, all_in_file: Sequence[Investigation]) -> InvestigationView:
    return InvestigationView(
        id=row.pk,
        file_id=row.file_id,
        child_id=row.child_id,
        cause_id=row.cause_id,
        question=Question(row.question),
        asks=row.asks,
        opened_at=row.opened_at,
        opened_by_id=row.opened_by_id,
        follows_id=row.follows_id,
        what_is_new=row.what_is_new,
        state=State(row.state),
        child_view=row.child_view,
        child_view_missing_reason=row.child_view_missing_reason,
        risks=row.risks,
        protective_factors=row.protective_factors,
        best_interests=row.best_interests,
        needs=row.needs,
        proposal=row.proposal,
        analysis_signed_by_id=row.analysis_signed_by_id,
        result=Result(row.result) if row.result else None,
        closed_at=row.closed_at,
        closed_by_id=row.closed_by_id,
        document_id=row.document_id,
        last_step_at=row.last_step_at,
        version=row.version,
        chain=_chain(row, all_in_file),
    )


def _chain(row: Investigation, all_in_file: Sequence[Investigation]) -> Chain:
    by_id = {each.pk: each for each in all_in_file}
    links = [by_id[each] for each in chain_of(row.pk, map(_earlier, all_in_file))]
    first = links[0].opened_at
    return Chain(
        question=Question(row.question),
        links=tuple(
            ChainLink(each.pk, each.opened_at, each.closed_at, Result(each.result) if each.result else None,
                      each.what_is_new)
            for each in links
        ),
        started_on=local_date(first),
        due_on=due_from(CLOCK, first).due_on,
    )  # fmt: skip


def earlier_in_file(*, file_id: int, viewer: Viewer) -> list[Earlier]:
    """The investigations of the file as the rule on chains reads them, the first first. For this domain's own use."""
    return [_earlier(row) for row in Investigation.objects.filter(file_id=file_id).order_by("pk")]


def _earlier(row: Investigation) -> Earlier:
    return Earlier(row.pk, Question(row.question), row.opened_at, row.closed_at, row.follows_id)


# --- Plan, areas, analysis --------------------------------------------------------------------------------------------


def areas(*, active_only: bool = True) -> list[AreaView]:
    """The municipality's framework, in its order. Holds nothing about anybody."""
    rows = Area.objects.filter(is_active=True) if active_only else Area.objects.all()
    return [
        AreaView(
            id=row.pk,
            code=row.code,
            group=row.group,
            place=row.place,
            title=Text(row.title_sv, row.title_en),
            ask=Text(row.ask_sv, row.ask_en),
            is_active=row.is_active,
        )
        for row in rows.order_by("place", "id")
    ]


def plan(*, investigation_id: int, viewer: Viewer) -> PlanView | None:
    """The plan, if it is written."""
    row = Plan.objects.filter(investigation_id=investigation_id).first()
    if row is None:
        return None
    fields = PlanFields(
        areas=tuple(row.areas),
        meets=row.meets,
        child_alone=row.child_alone,
        consults=row.consults,
        check_points=row.check_points,
        planned_end_on=row.planned_end_on,
        talked_through_on=row.talked_through_on,
    )
    return PlanView(row.pk, row.investigation_id, fields, row.made_at, row.made_by_id, row.version)


def area_notes(*, investigation_id: int, viewer: Viewer) -> list[AreaNoteView]:
    """What is known, by area in the framework's order, then by time."""
    return [_area_note(row) for row in _area_notes().filter(investigation_id=investigation_id)]


def area_note(*, note_id: int, viewer: Viewer) -> AreaNoteView:
    """One note in an area. Raises `NotOpen`."""
    row = _area_notes().filter(pk=note_id).first()
    if row is None:
        raise NotOpen
    return _area_note(row)


def _area_notes() -> QuerySet[AreaNote]:
    return AreaNote.objects.select_related("area", "written_by").order_by("area__place", "written_at", "id")


def _area_note(row: AreaNote) -> AreaNoteView:
    return AreaNoteView(
        id=row.pk,
        investigation_id=row.investigation_id,
        area_id=row.area_id,
        area_code=row.area.code,
        view=View(row.view),
        text=row.text,
        source=row.source,
        source_on=row.source_on,
        written_at=row.written_at,
        written_by_id=row.written_by_id,
        author=row.written_by.name,
        service_code=row.written_by.service_code,
        locks_at=row.locks_at,
        corrects_id=row.corrects_id,
        version=row.version,
    )


def repeated_texts(*, investigation_id: int, viewer: Viewer) -> Repetition:
    """How many sentences of the investigation stand word for word in others that the viewer sees (lesson 9).

    A count, and no more: which others is nobody's business here.
    """
    own = _texts(Investigation.objects.filter(pk=investigation_id))
    others = Investigation.objects.exclude(pk=investigation_id).order_by("-opened_at", "-pk")
    latest = others.values_list("pk", flat=True)[:_COMPARED_WITH]
    sentences, repeated = writing_rules.repetition(own, _texts(Investigation.objects.filter(pk__in=list(latest))))
    return Repetition(sentences, repeated)


def _texts(rows: QuerySet[Investigation]) -> list[str]:
    written = [text for row in rows.values_list(*ANALYSIS) for text in row]
    notes = AreaNote.objects.filter(investigation__in=rows).values_list("text", flat=True)
    return [*written, *notes]


def last_change(*, target: str, file_id: int, viewer: Viewer) -> tuple[str, datetime] | None:
    """Who last wrote the thing that the log calls `target`, by name, and when."""
    event = Event.objects.filter(file_id=file_id, target=target).order_by("-at", "-id").first()
    if event is None or event.actor_id is None:
        return None
    by = employees(ids=(event.actor_id,), on=local_date(event.at))
    return by[event.actor_id].name, event.at


# --- Parties ----------------------------------------------------------------------------------------------------------


def notices(*, investigation_id: int, viewer: Viewer) -> list[NoticeView]:
    """Each party by name: told, withheld, or still to be told."""
    return _notices(Notice.objects.filter(investigation_id=investigation_id), viewer)


def notice(*, notice_id: int, viewer: Viewer) -> NoticeView:
    """One notice. Raises `NotOpen`."""
    found = _notices(Notice.objects.filter(pk=notice_id), viewer)
    if not found:
        raise NotOpen
    return found[0]


def withheld_notices(*, file_ids: Iterable[int], viewer: Viewer) -> list[NoticeView]:
    """Notices that wait until a day, the earliest day first: shown until they are given (lesson 7)."""
    rows = Notice.objects.filter(file_id__in=set(file_ids), told_at=None, withheld_until__isnull=False)
    return _notices(rows.order_by("withheld_until", "id"), viewer)


def untold_notices(*, file_ids: Iterable[int], viewer: Viewer) -> list[NoticeView]:
    """Every notice not yet given, withheld or not, the oldest first."""
    rows = Notice.objects.filter(file_id__in=set(file_ids), told_at=None)
    return _notices(rows.order_by("due_at", "id"), viewer)


def _notices(rows: QuerySet[Notice], viewer: Viewer) -> list[NoticeView]:
    found = list(rows if rows.ordered else rows.order_by("of", "id"))
    people = persons(person_ids=(row.person_id for row in found), viewer=viewer)
    return [notice_view(row, people) for row in found]


def notice_view(row: Notice, people: dict[int, PersonView]) -> NoticeView:
    """The row as a view, with names from `people`. For this domain's own use."""
    name, is_masked = _name(row.person_id, people)
    return NoticeView(
        id=row.pk,
        investigation_id=row.investigation_id,
        file_id=row.file_id,
        person_id=row.person_id,
        name=name,
        is_masked=is_masked,
        of=NoticeOf(row.of),
        due_at=row.due_at,
        told_at=row.told_at,
        told_by_id=row.told_by_id,
        how=row.how,
        document_id=row.document_id,
        withheld_reason=row.withheld_reason,
        withheld_until=row.withheld_until,
    )


def communications(*, investigation_id: int, viewer: Viewer) -> list[CommunicationView]:
    """What was sent to each party, or why not, the first first."""
    return _communications(Communication.objects.filter(investigation_id=investigation_id), viewer)


def communication(*, communication_id: int, viewer: Viewer) -> CommunicationView:
    """One communication. Raises `NotOpen`."""
    found = _communications(Communication.objects.filter(pk=communication_id), viewer)
    if not found:
        raise NotOpen
    return found[0]


def _communications(rows: QuerySet[Communication], viewer: Viewer) -> list[CommunicationView]:
    found = list(rows.order_by("id"))
    people = persons(person_ids=(row.person_id for row in found), viewer=viewer)
    return [communication_view(row, people) for row in found]


def communication_view(row: Communication, people: dict[int, PersonView]) -> CommunicationView:
    """The row as a view, with names from `people`. For this domain's own use."""
    name, is_masked = _name(row.person_id, people)
    return CommunicationView(
        id=row.pk,
        investigation_id=row.investigation_id,
        person_id=row.person_id,
        name=name,
        is_masked=is_masked,
        sent_at=row.sent_at,
        sent_by_id=row.sent_by_id,
        how=row.how,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        answer=row.answer,
        not_sent_reason=row.not_sent_reason,
        document_id=row.document_id,
    )


def _name(person_id: int, people: dict[int, PersonView]) -> tuple[str, bool]:
    """The name, empty and masked for a person who is protected or whom the viewer does not see."""
    person = people.get(person_id)
    return ("", True) if person is None else (person.name, person.is_masked)


# --- Time -------------------------------------------------------------------------------------------------------------


def extensions(*, investigation_id: int, viewer: Viewer) -> list[ExtensionView]:
    """Every decision to take longer, the first first."""
    rows = Extension.objects.filter(investigation_id=investigation_id).order_by("decided_at", "id")
    return [
        ExtensionView(
            row.pk, row.until, ExtensionReason(row.reason_code), row.reason, row.decided_at, row.decided_by_id
        )
        for row in rows
    ]


def waitings(*, investigation_id: int, viewer: Viewer) -> list[WaitingView]:
    """Everything that was or is awaited, the first first."""
    rows = Waiting.objects.filter(investigation_id=investigation_id).order_by("since", "id")
    return [_waiting(row) for row in rows]


def _waiting(row: Waiting) -> WaitingView:
    return WaitingView(row.pk, row.investigation_id, row.for_whom, row.what, row.since, row.until, row.ended_at)


def stalled(
    *,
    viewer: Viewer,
    at: datetime,
    file_ids: Iterable[int] | None = None,
    unit_ids: Iterable[int] | None = None,
    most: int = 200,
) -> list[StalledView]:
    """Running investigations that stand still, the longest first (lesson 6): two weeks without a step, or an answer
    that should have come. `file_ids`, `unit_ids`: only these. Notes and talks in the journal are steps too.
    """
    today = local_date(at)
    rows = list(_standing(at, today, file_ids)[:most])
    files = files_of(file_ids={row.file_id for row in rows}, viewer=viewer)
    others = latest_steps(file_ids=files, viewer=viewer)
    units = None if unit_ids is None else set(unit_ids)
    found = []
    for row in rows:
        file = files[row.file_id]
        last_step_at = max(row.last_step_at, others.get(row.file_id, row.last_step_at))
        awaited = [_waiting(each) for each in row.waitings.all()]
        why = time_rules.stall(last_step_at=last_step_at, waitings=awaited, today=today)
        if why and (units is None or file.unit_id in units):
            late = next((each for each in awaited if each.is_late(today)), None)
            found.append(
                StalledView(row.pk, row.file_id, file.unit_id, file.responsible_id, why[0], last_step_at, why[1], late)
            )
    return sorted(found, key=lambda each: -each.days)


def _standing(at: datetime, today: date, file_ids: Iterable[int] | None) -> QuerySet[Investigation]:
    """Candidates, in two queries with their waitings."""
    still = Q(last_step_at__lt=at - timedelta(days=time_rules.STALLED_AFTER_DAYS - 1))
    late = Waiting.objects.filter(investigation_id=OuterRef("pk"), ended_at=None, until__lt=today)
    rows = Investigation.objects.filter(still | Exists(late), state=State.OPEN.value)
    if file_ids is not None:
        rows = rows.filter(file_id__in=set(file_ids))
    waitings = Prefetch("waitings", Waiting.objects.order_by("until", "id"))
    return rows.prefetch_related(waitings).order_by("last_step_at", "id")
