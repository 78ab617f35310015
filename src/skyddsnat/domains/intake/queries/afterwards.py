"""What the reporter was told; how the ways in by machine fare; which reasons are written again and again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Count,
    F,
    Func,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Lower, Trim

from skyddsnat.domains.intake import rules
from skyddsnat.domains.intake.models import (
    ChannelState,
    Feedback,
    ProtectionAssessment,
    Report,
)
from skyddsnat.domains.intake.permissions import deciding as may_decide
from skyddsnat.domains.intake.queries.reports import report_child, subject_of
from skyddsnat.domains.intake.types import (
    ChannelView,
    FeedbackView,
    Repetition,
    ReportChildView,
)
from skyddsnat.foundation.access.asking import Question, ask, moment, moment_or_none
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.documents.queries import unsent_of_subject
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.kernel.verdict import Verdict

FEEDBACK_LETTER = "reporter_feedback"  # kind and template

# --- Feedback ---------------------------------------------------------------------------------------------------------


_COLUMNS_OF_FEEDBACK = {
    "id": "id",
    "report_child_id": "report_child_id",
    "given_at": "given_at",
    "given_by_id": "given_by_id",
    "given_by": "given_by__name",
    "document_id": "document_id",
    "not_given_reason": "not_given_reason",
}


@dataclass(frozen=True, slots=True)
class FeedbackDesk:
    """What the reporter was told, or the letter that waits to be sent, and what decides about another."""

    told: FeedbackView | None
    waiting: DocumentView | None
    facts: rules.FeedbackFacts


def feedback_of(*, report_child_id: int, viewer: Viewer) -> FeedbackView | None:
    """What the reporter was told about this child's report, or None when nothing is settled."""
    return next(iter(ask(viewer=viewer, told=_told(report_child_id))["told"]), None)


def _told(report_child_id: int) -> Question[FeedbackView]:
    rows = Feedback.objects.filter(report_child_id=report_child_id)
    return Question(rows, _COLUMNS_OF_FEEDBACK, _feedback_view)


def _feedback_view(row: dict[str, Any]) -> FeedbackView:
    return FeedbackView(**row | {"given_at": moment(row["given_at"])})


def feedback_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of a letter to the reporter (SoL 19:6). Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    desk = feedback_desk(child=child, viewer=viewer)
    return telling_verdict(desk=desk, file=file_of(file_id=child.file_id, viewer=viewer), viewer=viewer)


def telling_verdict(*, desk: FeedbackDesk, file: FileView, viewer: Viewer) -> Verdict:
    """The same, when all that is already read."""
    return may_decide(file=file, viewer=viewer) + rules.telling(desk.facts)


def feedback_desk(*, child: ReportChildView, viewer: Viewer) -> FeedbackDesk:
    """How it stands with feedback on this report. Two statements."""
    named = Report.objects.filter(pk=child.report_id).exclude(reporter_name="", reporter_organisation="")
    found = ask(viewer=viewer, told=_told(child.id), named=Question(named, {"id": "id"}, dict))
    told = next(iter(found["told"]), None)
    waiting = waiting_letter(report_child_id=child.id, viewer=viewer) if told is None else None
    facts = rules.FeedbackFacts(
        step=child.step,
        kind=child.reporter_kind,
        received_at=child.received_at,
        is_named=bool(found["named"]),
        is_given=told is not None,
        is_waiting=waiting is not None,
    )
    return FeedbackDesk(told, waiting, facts)


def waiting_letter(*, report_child_id: int, viewer: Viewer) -> DocumentView | None:
    """The letter to the reporter that is signed and has not left: the reporter is not told by it yet."""
    letters = unsent_of_subject(subject=subject_of(report_child_id), viewer=viewer)
    return next((each for each in letters if each.kind == FEEDBACK_LETTER), None)


# --- Channels and repetition ------------------------------------------------------------------------------------------


def channel_states(*, viewer: Viewer, at: datetime) -> list[ChannelView]:
    """Every way that reports come in by machine, those with faults first (lesson 3). Holds nothing about people."""
    views = [_channel_view(row, at) for row in ChannelState.objects.order_by("source", "pk")]
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


def ask_channels(*, at: datetime, viewer: Viewer) -> Question[ChannelView]:
    """Every way that reports come in by machine (lesson 3). Holds nothing about people."""
    return Question(_channels, _COLUMNS_OF_CHANNEL, lambda row: _channel_view(_channel(row), at))


def _channels() -> QuerySet[ChannelState]:
    return ChannelState.objects.order_by("source", "pk")


_COLUMNS_OF_CHANNEL = {
    name: name
    for name in ("source", "last_test_passed", "last_test_fault", "silent_after_days", "last_item_at", "last_test_at")
}


def _channel(row: dict[str, Any]) -> ChannelState:
    return ChannelState(**row | {name: moment_or_none(row[name]) for name in ("last_item_at", "last_test_at")})
