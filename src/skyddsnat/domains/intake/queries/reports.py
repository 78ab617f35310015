"""Reading reports. A report is seen through its children; who sees no file of theirs sees no report."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import TruncDate

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.models import (
    OPEN_STEPS,
    EarlierCare,
    Report,
    ReportChild,
)
from skyddsnat.domains.intake.permissions import receiving as may_receive
from skyddsnat.domains.intake.types import (
    Channel,
    Known,
    NewReport,
    Place,
    ReportChildView,
    ReportView,
    Step,
)
from skyddsnat.foundation.access.asking import Given, Question, ask, moment, moment_or_none
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import STOCKHOLM, start_of_day
from skyddsnat.kernel.verdict import Verdict

_LONGEST_DAY = timedelta(hours=25)  # when summer time ends
_REPORTER = ("reporter_name", "reporter_role", "reporter_organisation", "reporter_phone")
_OF_REPORT = ("channel", "reporter_kind", "is_mandatory", "violence_suspected", "acute_danger")
_OF_CHILD = (
    "id", "report_id", "file_id", "child_id", "step", "received_at", "decided_at", "about", "feedback_asked_at",
    "version",
)  # fmt: skip
_COLUMNS_OF_CHILD = {name: name for name in (*_OF_CHILD, *_OF_REPORT, "number", "is_second_today", "cared_until")}


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
    today: date,
    unit_ids: Iterable[int] | None = None,
    before: Place | None = None,
    most: int = 26,
) -> list[ReportChildView]:
    """Reports on which nothing is decided, in the units or wherever the viewer sees them.

    First those on a child whose care ended less than two years before (lesson 13), the latest first; then the others.
    `before` is the place of the last one shown.
    """
    tomorrow = start_of_day(today + timedelta(days=1))
    received_at, last_id = (before.received_at, before.id) if before else (None, None)
    given = {"unit_ids": list(unit_ids or ()), "tomorrow": tomorrow, "received_at": received_at, "last_id": last_id}
    asked: dict[str, Question[ReportChildView]] = {}
    for name, is_after_care in (("first", True), ("others", False)):
        is_begun = before is not None and before.is_after_care is is_after_care
        is_past = before is not None and is_after_care > before.is_after_care
        if not is_past:
            shape = (is_after_care, unit_ids is not None, is_begun, most)
            asked[name] = Question(_open_reports, _COLUMNS_OF_CHILD, _read, given, shape)
    found = ask(viewer=viewer, **asked)
    return [*found.get("first", ()), *found["others"]][:most]


def _open_reports(is_after_care: bool, in_units: bool, is_later: bool, most: int) -> QuerySet[ReportChild]:
    ended = Exists(_care_before(OuterRef("file_id"), OuterRef("received_at")).filter(until__lt=Given("tomorrow")))
    rows = ReportChild.objects.filter(ended if is_after_care else ~ended, step__in=OPEN_STEPS)
    if is_after_care:
        # Those few files first: else each open report is tried behind the wall, only to find that there was no care.
        cared_for = EarlierCare.objects.filter(until__lt=Given("tomorrow")).values("file_id")
        rows = rows.filter(file_id__among=ArraySubquery(cared_for))
    if in_units:
        rows = rows.filter(file__in=File.objects.filter(unit_id__among=Given("unit_ids")))
    if is_later:
        at, last_id = Given("received_at"), Given("last_id")
        rows = rows.filter(Q(received_at__lt=at) | Q(received_at=at, id__lt=last_id))
    return _told(ReportChild.objects.filter(pk__in=rows.order_by("-received_at", "-id").values("pk")[:most]))


def _care_before(file_id: OuterRef, received_at: OuterRef) -> QuerySet[EarlierCare]:
    """Care of the child of the file that ended within two years before the report, or later than that."""
    two_years_before = Func(received_at, template="%(expressions)s - interval '2 years'", output_field=DateTimeField())
    return EarlierCare.objects.filter(file_id=file_id, until__gt=two_years_before)


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
    return [
        _child_view(row)
        for row in _told(rows).values(*_OF_CHILD, *_OF_REPORT, "number", "is_second_today", "cared_until")
    ]


def _told(rows: QuerySet[ReportChild]) -> QuerySet[ReportChild]:
    """The rows with what their report says, the latest first. A second report the same Swedish day marks both."""
    day = TruncDate("received_at", tzinfo=STOCKHOLM)
    # The hours say nothing that the day does not; but they may be looked at before the wall, and the wall costs more.
    hours = (OuterRef("received_at") - _LONGEST_DAY, OuterRef("received_at") + _LONGEST_DAY)
    near = ReportChild.objects.filter(file_id=OuterRef("file_id"), received_at__range=hours)
    same = near.annotate(day=day).filter(day=OuterRef("day"))
    found = rows.annotate(day=day).annotate(
        is_second_today=Exists(same.exclude(pk=OuterRef("pk"))),
        cared_until=Subquery(_care_before(OuterRef("file_id"), OuterRef("received_at")).values("until")),
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


def _asked(rows: Callable[[], QuerySet[ReportChild]], **given: Any) -> Question[ReportChildView]:
    return Question(rows, _COLUMNS_OF_CHILD, _read, given)


def _read(row: dict[str, Any]) -> ReportChildView:
    later = {name: moment_or_none(row[name]) for name in ("decided_at", "feedback_asked_at", "cared_until")}
    return _child_view(row | later | {"received_at": moment(row["received_at"])})
