"""Reading reports and assessments. A report is seen through its children; who sees no file of theirs sees no report."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower, Trim, TruncDate

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.models import (
    OPEN_STEPS,
    ChannelState,
    Feedback,
    PreliminaryAssessment,
    ProtectionAssessment,
    Report,
    ReportChild,
)
from skyddsnat.domains.intake.permissions import assessing as may_assess
from skyddsnat.domains.intake.permissions import deciding as may_decide
from skyddsnat.domains.intake.permissions import receiving as may_receive
from skyddsnat.domains.intake.types import (
    Channel,
    ChannelView,
    FeedbackView,
    Judgement,
    Known,
    Measure,
    NewReport,
    Outcome,
    PreliminaryFields,
    PreliminaryView,
    ProtectionView,
    Repetition,
    ReportChildView,
    ReportView,
    Step,
    Suspicion,
)
from skyddsnat.foundation.access.asking import Given, Question, ask, moment, moment_or_none
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date, start_of_day
from skyddsnat.kernel.verdict import Verdict

FIELDS = tuple(PreliminaryFields.__dataclass_fields__)
_REPORTER = ("reporter_name", "reporter_role", "reporter_organisation", "reporter_phone")
_OF_REPORT = ("channel", "reporter_kind", "is_mandatory", "violence_suspected", "acute_danger")
_OF_CHILD = (
    "id", "report_id", "file_id", "child_id", "step", "received_at", "decided_at", "about", "feedback_asked_at",
    "version",
)  # fmt: skip
_COLUMNS_OF_CHILD = {name: name for name in (*_OF_CHILD, *_OF_REPORT, "number", "is_second_today")}


class NoReport(NotOpen):
    """There is no such report for this viewer: unseen and nonexistent are the same answer."""


def subject_of(report_child_id: int) -> str:
    """The name that clocks and documents have for a report as it stands for one child."""
    return f"intake.report_child:{report_child_id}"


# --- Receiving --------------------------------------------------------------------------------------------------------


def receiving_verdict(*, report: NewReport, at: datetime, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of registering the report at `at`."""
    return may_receive(viewer=viewer) + rules.registering(report, at)


def report_children_of(*, report_id: int, viewer: Viewer) -> dict[int, int]:
    """The children of a report whom the viewer sees: by person, the id of the report as it stands for the child."""
    return dict(ReportChild.objects.filter(report_id=report_id).values_list("child_id", "id"))


# --- Reports ----------------------------------------------------------------------------------------------------------


def report(*, report_id: int, viewer: Viewer, reveal_reporter: bool = False) -> ReportView:
    """The report with those children whose files are open to the viewer; raises `NoReport`.

    `reveal_reporter` shows a protected reporter: the page has then called `actions.reveal_reporter`.
    """
    row = Report.objects.filter(pk=report_id).annotate(received_by_name=F("received_by__name")).values().first()
    if row is None:
        raise NoReport
    return _report_view(dict(row), viewer, reveal_reporter)


def report_child(*, report_child_id: int, viewer: Viewer) -> ReportChildView:
    """The report as it stands for one child; raises `NoReport`."""
    found = _child_views(ReportChild.objects.filter(pk=report_child_id))
    if not found:
        raise NoReport
    return found[0]


def reports_of_file(*, file_id: int, viewer: Viewer) -> list[ReportChildView]:
    """Every report on the child of the file, the latest first."""
    return _child_views(ReportChild.objects.filter(file_id=file_id))


def same_day(*, file_id: int, day: date, viewer: Viewer) -> list[ReportChildView]:
    """The reports on one child that came in on the same day in Sweden, the latest first."""
    day_itself = Q(received_at__gte=start_of_day(day), received_at__lt=start_of_day(day + timedelta(days=1)))
    return _child_views(ReportChild.objects.filter(day_itself, file_id=file_id))


def open_report_children(
    *,
    viewer: Viewer,
    unit_ids: Iterable[int] | None = None,
    before: tuple[datetime, int] | None = None,
    most: int = 26,
) -> list[ReportChildView]:
    """Reports on which nothing is decided, the latest first, in the units or wherever the viewer sees them.

    `before` is (received_at, id) of the last one shown.
    """
    received_at, last_id = before or (None, None)
    given = {"unit_ids": list(unit_ids or ()), "received_at": received_at, "last_id": last_id}
    shape = (unit_ids is not None, before is not None, most)
    return ask(viewer=viewer, found=Question(_open_reports, _COLUMNS_OF_CHILD, _read, given, shape))["found"]


def _open_reports(in_units: bool, is_later: bool, most: int) -> QuerySet[ReportChild]:
    rows = ReportChild.objects.filter(step__in=OPEN_STEPS)
    if in_units:
        rows = rows.filter(file__in=File.objects.filter(unit_id__among=Given("unit_ids")))
    if is_later:
        at, last_id = Given("received_at"), Given("last_id")
        rows = rows.filter(Q(received_at__lt=at) | Q(received_at=at, id__lt=last_id))
    return _told(ReportChild.objects.filter(pk__in=rows.order_by("-received_at", "-id").values("pk")[:most]))


def search_reports(*, text: str, viewer: Viewer, most: int = 26) -> list[ReportChildView]:
    """Reports whose number it is, or whose text says it in any Swedish inflection, the latest first.

    Source: SFS 2001:637 12 and 15 §§, which let reports of concern be searched by their content.
    """
    words = text.strip()
    if not words:
        return []
    given = {"words": words, "most": most}
    return ask(viewer=viewer, found=Question(_saying, _COLUMNS_OF_CHILD, _read, given))["found"]


def _saying() -> QuerySet[ReportChild]:
    # Through a door (migration 0003): under row-level security the index of the contents would be of no use.
    says = Func(
        Given("words"),
        Given("most"),
        function="intake_search",
        template="ARRAY(SELECT %(function)s(%(expressions)s))",
        output_field=ArrayField(BigIntegerField()),
    )
    return _told(ReportChild.objects.filter(pk__among=says))


def report_of_source(*, source: str, external_id: str, viewer: Viewer) -> int | None:
    """The report that came from `source` with that id, if the viewer sees it."""
    rows = Report.objects.filter(source=source, external_id=external_id)
    return rows.values_list("pk", flat=True).first()


def _child_views(rows: QuerySet[ReportChild]) -> list[ReportChildView]:
    """The rows in one query, the latest first."""
    return [_child_view(row) for row in _told(rows).values(*_OF_CHILD, *_OF_REPORT, "number", "is_second_today")]


def _told(rows: QuerySet[ReportChild]) -> QuerySet[ReportChild]:
    """The rows with what their report says, the latest first. A second report the same Swedish day marks both."""
    day = TruncDate("received_at", tzinfo=STOCKHOLM)
    same = ReportChild.objects.annotate(day=day).filter(file_id=OuterRef("file_id"), day=OuterRef("day"))
    found = rows.annotate(day=day).annotate(
        is_second_today=Exists(same.exclude(pk=OuterRef("pk"))),
        number=F("report__number"),
        **{name: F(f"report__{name}") for name in _OF_REPORT},
    )
    return found.order_by("-received_at", "-id")


def _child_view(row: dict[str, Any]) -> ReportChildView:
    return ReportChildView(**{**row, "step": Step(row["step"]), "channel": Channel(row["channel"])})


def _report_view(row: dict[str, Any], viewer: Viewer, reveal: bool) -> ReportView:
    children = tuple(_child_views(ReportChild.objects.filter(report_id=row["id"])))
    del row["reporter_protection_reason"]
    received_by = row.pop("received_by_name")
    others = row.pop("child_count") - len(children)
    is_hidden = row["reporter_is_protected"] and not reveal
    if is_hidden:
        row.update(dict.fromkeys(_REPORTER, ""))
    return ReportView(
        **{
            **row,
            "channel": Channel(row["channel"]),
            "child_knows": Known(row["child_knows"]),
            "guardians_know": Known(row["guardians_know"]),
        },
        received_by=received_by or "",
        is_reporter_hidden=is_hidden,
        children=children,
        others=others,
    )


# --- Protection assessments -------------------------------------------------------------------------------------------


def protection_assessments(*, report_child_id: int, viewer: Viewer) -> list[ProtectionView]:
    """The protection assessments that were made on the report for this child, the latest first."""
    rows = ProtectionAssessment.objects.filter(report_child_id=report_child_id)
    return [_protection_view(row) for row in rows.select_related("made_by").order_by("-made_at", "-id")]


def protection_assessment(*, assessment_id: int, viewer: Viewer) -> ProtectionView:
    """One protection assessment; raises `NoReport`."""
    row = ProtectionAssessment.objects.filter(pk=assessment_id).select_related("made_by").first()
    if row is None:
        raise NoReport
    return _protection_view(row)


def assessing_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Whether the viewer may assess the child's protection. Raises `NoReport` when she does not see the report."""
    report_child(report_child_id=report_child_id, viewer=viewer)
    return may_assess(viewer=viewer)


def _protection_view(row: ProtectionAssessment) -> ProtectionView:
    return ProtectionView(
        id=row.pk,
        report_child_id=row.report_child_id,
        file_id=row.file_id,
        made_at=row.made_at,
        made_by_id=row.made_by_id,
        made_by=row.made_by.name,
        acute_danger=Known(row.acute_danger),
        suspicions=tuple(Suspicion(code) for code in row.suspicions),
        sources=row.sources,
        home_now=row.home_now,
        protective_adults=row.protective_adults,
        can_talk_alone=Known(row.can_talk_alone),
        judgement=Judgement(row.judgement),
        measures=tuple(Measure(code) for code in row.measures),
        reasons=row.reasons,
        next_check_on=row.next_check_on,
    )


# --- Preliminary assessments ------------------------------------------------------------------------------------------


def preliminary(*, report_child_id: int, viewer: Viewer) -> PreliminaryView | None:
    """The preliminary assessment of the report for this child, or None when nothing is written yet."""
    rows = PreliminaryAssessment.objects.filter(report_child_id=report_child_id)
    row = rows.select_related("saved_by", "decided_by").first()
    return None if row is None else _preliminary_view(row)


def preliminary_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of deciding to open an investigation or not. Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    written = preliminary(report_child_id=report_child_id, viewer=viewer)
    fields = written.fields if written else PreliminaryFields()
    return _may_decide(child, viewer) + rules.deciding(child.step, fields, local_date(child.received_at))


def joining_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of joining the report to a running investigation. Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    return _may_decide(child, viewer) + rules.joining(child.step, local_date(child.received_at))


def prolonging_verdict(*, report_child_id: int, to: date, reason: str, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of taking until `to`. Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    planned = planned_on(report_child_id=report_child_id, viewer=viewer)
    return _may_decide(child, viewer) + rules.prolonging(child.step, to, planned, reason)


def planned_on(*, report_child_id: int, viewer: Viewer) -> date | None:
    """The day by which the preliminary assessment is to be decided; None when no clock runs on it."""
    clocks = clocks_of(subject=subject_of(report_child_id), viewer=viewer)
    days = [clock.plan_on for clock in clocks if clock.rule == rules.PRELIMINARY and clock.ended_at is None]
    return days[-1] if days else None


def _may_decide(child: ReportChildView, viewer: Viewer) -> Verdict:
    return may_decide(file=file_of(file_id=child.file_id, viewer=viewer), viewer=viewer)


def _preliminary_view(row: PreliminaryAssessment) -> PreliminaryView:
    return PreliminaryView(
        id=row.pk,
        report_child_id=row.report_child_id,
        file_id=row.file_id,
        started_at=row.started_at,
        saved_at=row.saved_at,
        saved_by_id=row.saved_by_id,
        saved_by=row.saved_by.name if row.saved_by else "",
        fields=PreliminaryFields(**{name: getattr(row, name) for name in FIELDS}),
        outcome=Outcome(row.outcome) if row.outcome else None,
        decided_at=row.decided_at,
        decided_by_id=row.decided_by_id,
        decided_by=row.decided_by.name if row.decided_by else "",
        document_id=row.document_id,
        version=row.version,
    )


# --- Feedback ---------------------------------------------------------------------------------------------------------


def feedback_of(*, report_child_id: int, viewer: Viewer) -> FeedbackView | None:
    """What the reporter was told about this child's report, or None when nothing is settled."""
    row = Feedback.objects.filter(report_child_id=report_child_id).select_related("given_by").first()
    if row is None:
        return None
    return FeedbackView(
        id=row.pk,
        report_child_id=row.report_child_id,
        given_at=row.given_at,
        given_by_id=row.given_by_id,
        given_by=row.given_by.name,
        document_id=row.document_id,
        not_given_reason=row.not_given_reason,
    )


def feedback_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of a letter to the reporter (SoL 19:6). Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    return telling_verdict(child=child, file=file_of(file_id=child.file_id, viewer=viewer), viewer=viewer)


def telling_verdict(*, child: ReportChildView, file: FileView, viewer: Viewer) -> Verdict:
    """The same, when the report and its file are already read."""
    return may_decide(file=file, viewer=viewer) + rules.telling(feedback_facts(child=child, viewer=viewer))


def feedback_facts(*, child: ReportChildView, viewer: Viewer) -> rules.FeedbackFacts:
    """What decides about feedback on this report."""
    rows = Report.objects.filter(pk=child.report_id)
    named = Exists(rows.exclude(reporter_name="", reporter_organisation=""))
    given = Exists(Feedback.objects.filter(report_child_id=child.id))
    is_named, is_given = rows.values_list(named, given).get()
    return rules.FeedbackFacts(
        step=child.step,
        kind=child.reporter_kind,
        received_at=child.received_at,
        is_named=is_named,
        is_given=is_given,
    )


# --- Channels and repetition ------------------------------------------------------------------------------------------


def channel_states(*, viewer: Viewer, at: datetime) -> list[ChannelView]:
    """Every way that reports come in by machine, those with faults first (lesson 3). Holds nothing about people."""
    views = [_channel_view(row, at) for row in ChannelState.objects.order_by("source")]
    return sorted(views, key=lambda view: view.faults.allowed)


def _channel_view(row: ChannelState, at: datetime) -> ChannelView:
    return ChannelView(
        source=row.source,
        last_item_at=row.last_item_at,
        last_test_at=row.last_test_at,
        last_test_passed=row.last_test_passed,
        last_test_fault=row.last_test_fault,
        silent_after_days=row.silent_after_days,
        faults=rules.channel_faults(
            last_item_at=row.last_item_at,
            last_test_at=row.last_test_at,
            last_test_passed=row.last_test_passed,
            silent_after_days=row.silent_after_days,
            at=at,
        ),
    )


def repeated_reasons(*, since: datetime, viewer: Viewer) -> Repetition:
    """How many protection assessments since then give, word for word, the reasons of another child's (lesson 9).

    Among those the viewer sees. Filled in is not assessed: shown, and never counted as quality.
    """
    single_spaced = Func(
        F("reasons"), Value(r"\s+"), Value(" "), Value("g"), function="regexp_replace", output_field=TextField()
    )
    made = ProtectionAssessment.objects.filter(made_at__gte=since).annotate(wording=Lower(Trim(single_spaced)))
    groups = made.values("wording").annotate(rows=Count("id"), files=Count("file_id", distinct=True)).order_by()
    found = list(groups.values_list("rows", "files"))
    return Repetition(written=sum(rows for rows, _ in found), repeated=sum(rows for rows, files in found if files > 1))


# --- Questions, asked together with those of other packages -----------------------------------------------------------


def ask_reports_of_file(*, file_id: int, viewer: Viewer) -> Question[ReportChildView]:
    """Every report on the child of the file, the latest first."""
    return _asked(_reports_of_file, file_id=file_id)


def _reports_of_file() -> QuerySet[ReportChild]:
    return _told(ReportChild.objects.filter(file_id=Given("file_id")))


def ask_report_children(*, report_child_ids: Iterable[int], viewer: Viewer) -> Question[ReportChildView]:
    """Those of the reports, as they stand for one child each, that the viewer sees."""
    return _asked(_those, report_child_ids=list(report_child_ids))


def _those() -> QuerySet[ReportChild]:
    return _told(ReportChild.objects.filter(pk__among=Given("report_child_ids")))


def ask_channels(*, at: datetime, viewer: Viewer) -> Question[ChannelView]:
    """Every way that reports come in by machine (lesson 3). Holds nothing about people."""
    return Question(_channels, _COLUMNS_OF_CHANNEL, lambda row: _channel_view(_channel(row), at))


def _channels() -> QuerySet[ChannelState]:
    return ChannelState.objects.order_by("source")


def _asked(rows: Callable[[], QuerySet[ReportChild]], **given: Any) -> Question[ReportChildView]:
    return Question(rows, _COLUMNS_OF_CHILD, _read, given)


def _read(row: dict[str, Any]) -> ReportChildView:
    later = {name: moment_or_none(row[name]) for name in ("decided_at", "feedback_asked_at")}
    return _child_view(row | later | {"received_at": moment(row["received_at"])})


_COLUMNS_OF_CHANNEL = {
    name: name
    for name in ("source", "last_test_passed", "last_test_fault", "silent_after_days", "last_item_at", "last_test_at")
}


def _channel(row: dict[str, Any]) -> ChannelState:
    return ChannelState(**row | {name: moment_or_none(row[name]) for name in ("last_item_at", "last_test_at")})
