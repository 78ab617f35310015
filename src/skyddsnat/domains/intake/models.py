"""Reports of concern and what follows at once. A report is one thing; each child in it goes its own way."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.intake.types import Channel, Judgement, Known, Outcome, Step
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.staff.models import Employee

OPEN_STEPS = (Step.RECEIVED.value, Step.ASSESSED.value)


class Report(models.Model):
    """A report of concern (SoL 19:1-4): who told, what, when, to whom. Never changed; what is added later is a note."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "received_at",
            "registered_at",
            "channel",
            "reporter_kind",
            "is_mandatory",
            "wants_feedback",
            "violence_suspected",
            "acute_danger",
            "source",
            "child_count",
        ),
        personal=(
            "number",
            "received_by",
            "external_id",
            "child_knows",
            "guardians_know",
            "interpreter_language",
            "reporter_is_protected",
        ),
        secret=(
            "reporter_name",
            "reporter_role",
            "reporter_organisation",
            "reporter_phone",
            "reporter_protection_reason",
            "what_happened",
            "concern",
            "earlier_known",
        ),
    )

    number = models.CharField(max_length=20, unique=True)
    received_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    received_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=16, choices=[(v.value, v.value) for v in Channel])
    source = models.CharField(max_length=60, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    reporter_kind = models.CharField(max_length=40)
    is_mandatory = models.BooleanField()
    reporter_name = models.CharField(max_length=160, blank=True)
    reporter_role = models.CharField(max_length=120, blank=True)
    reporter_organisation = models.CharField(max_length=160, blank=True)
    reporter_phone = models.CharField(max_length=60, blank=True)
    wants_feedback = models.BooleanField(default=False)
    reporter_is_protected = models.BooleanField(default=False)
    reporter_protection_reason = models.TextField(blank=True)
    what_happened = models.TextField()
    concern = models.TextField(blank=True)
    earlier_known = models.TextField(blank=True)
    violence_suspected = models.BooleanField(default=False)
    acute_danger = models.BooleanField(default=False)
    child_knows = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Known], default=Known.UNKNOWN)
    guardians_know = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Known], default=Known.UNKNOWN)
    interpreter_language = models.CharField(max_length=40, blank=True)
    child_count = models.SmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("source", "external_id"),
                condition=~Q(external_id=""),
                name="report_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("registered_at")),
                name="report_received_before_registered",
            ),
            models.CheckConstraint(condition=~Q(what_happened=""), name="report_says_what_happened"),
            models.CheckConstraint(
                condition=Q(reporter_is_protected=False) | ~Q(reporter_protection_reason=""),
                name="report_protection_has_reason",
            ),
        )
        indexes = (
            GinIndex(
                SearchVector("what_happened", "concern", config="swedish"),
                name="report_by_content",
            ),
            models.Index(fields=("-received_at",), name="report_by_time"),
        )

    def __str__(self) -> str:
        return self.number


class ReportChild(models.Model):
    """One child in a report, and how far the report has come for that child."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "step", "received_at", "decided_at", "feedback_asked_at", "version"),
        personal=("report", "file", "child"),
        secret=("about",),
    )

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="children")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    about = models.TextField(blank=True)
    step = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Step], default=Step.RECEIVED)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    feedback_asked_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("report", "child"), name="report_child_once"),
            models.CheckConstraint(
                condition=Q(step__in=OPEN_STEPS, decided_at=None)
                | Q(decided_at__isnull=False) & ~Q(step__in=OPEN_STEPS),
                name="report_child_decided_when_closed",
            ),
        )
        indexes = (
            models.Index(fields=("file", "-received_at"), name="report_child_in_file"),
            models.Index(
                fields=("-received_at", "-id"),
                condition=Q(step__in=OPEN_STEPS),
                name="report_child_open",
            ),
            models.Index(fields=("-received_at", "-id"), name="report_child_by_time"),
        )

    def __str__(self) -> str:
        return f"child {self.child_id} in report {self.report_id}"


class StepChange(models.Model):
    """A step taken: from, to, when, who. The current step also stands on the child's row."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(open=("id", "before", "after", "at"), personal=("report_child", "file", "by"))

    report_child = models.ForeignKey(ReportChild, on_delete=models.PROTECT, related_name="steps")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


class ProtectionAssessment(models.Model):
    """The immediate protection assessment (SoL 20:1). Can always be made, with data missing; locks as a note does."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "made_at",
            "acute_danger",
            "suspicions",
            "judgement",
            "measures",
            "next_check_on",
        ),
        personal=("report_child", "file", "made_by", "can_talk_alone"),
        secret=("sources", "home_now", "protective_adults", "reasons"),
    )

    report_child = models.ForeignKey(ReportChild, on_delete=models.PROTECT, related_name="protection_assessments")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    acute_danger = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Known])
    suspicions = models.JSONField(default=list)
    sources = models.TextField(blank=True)
    home_now = models.TextField(blank=True)
    protective_adults = models.TextField(blank=True)
    can_talk_alone = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Known], default=Known.UNKNOWN)
    judgement = models.CharField(max_length=20, choices=[(v.value, v.value) for v in Judgement])
    measures = models.JSONField(default=list)
    reasons = models.TextField()
    next_check_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reasons=""), name="protection_assessment_has_reasons"),)
        indexes = (models.Index(fields=("file", "-made_at"), name="protection_in_file"),)

    def __str__(self) -> str:
        return f"protection assessment {self.pk}"


class PreliminaryAssessment(models.Model):
    """The preliminary assessment (SoL 20:2): open an investigation or not, in 14 days, and was the child heard."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "started_at", "saved_at", "child_heard", "outcome", "decided_at", "version"),
        personal=("report_child", "file", "saved_by", "decided_by", "document"),
        secret=(
            "contacts",
            "earlier_reports",
            "child_view",
            "child_not_heard_reason",
            "summary",
            "reasons",
        ),
    )

    report_child = models.OneToOneField(ReportChild, on_delete=models.PROTECT, related_name="preliminary")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    contacts = models.TextField(blank=True)
    child_heard = models.BooleanField(null=True)
    child_view = models.TextField(blank=True)
    child_not_heard_reason = models.TextField(blank=True)
    earlier_reports = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    outcome = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Outcome], blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, outcome="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="") & ~Q(reasons=""),
                name="preliminary_decided_with_who_when_why",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None)
                | ~Q(child_view="") & Q(child_heard=True)
                | ~Q(child_not_heard_reason="") & Q(child_heard=False),
                name="preliminary_closes_with_the_childs_view",
            ),
        )

    def __str__(self) -> str:
        return f"preliminary assessment {self.pk}"


class Feedback(models.Model):
    """What the reporter was told (SoL 19:6), or why not."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "given_at"),
        personal=("report_child", "file", "given_by", "document"),
        secret=("not_given_reason",),
    )

    report_child = models.OneToOneField(ReportChild, on_delete=models.PROTECT, related_name="feedback")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_given_reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(document=None) & ~Q(not_given_reason="") | Q(document__isnull=False, not_given_reason=""),
                name="feedback_given_or_reason",
            ),
        )

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class EarlierCare(models.Model):
    """Until when the child of the file was in care against a guardian's or its own will, as far as is known now.

    Written by whoever keeps that care, on the floors above; a report within two years of it is read first (lesson 13).
    `until` may lie ahead, where the law will end the care by itself; None: it goes on.
    """

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(open=("id", "until"), personal=("file",))

    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("until",), condition=Q(until__isnull=False), name="earlier_care_until"),)

    def __str__(self) -> str:
        return f"earlier care {self.pk}"


class ChannelState(models.Model):
    """A way that reports come in by machine, when it last carried one, and how its last own test went (lesson 3)."""

    record: ClassVar = Record(changeable=True, audited=False, retention=Retention.TECHNICAL)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "source",
            "last_item_at",
            "last_test_at",
            "last_test_passed",
            "last_test_fault",
            "silent_after_days",
        )
    )

    source = models.CharField(max_length=60, unique=True)
    last_item_at = models.DateTimeField(null=True, blank=True)
    last_test_at = models.DateTimeField(null=True, blank=True)
    last_test_passed = models.BooleanField(null=True)
    last_test_fault = models.CharField(max_length=200, blank=True)
    silent_after_days = models.SmallIntegerField(default=7)

    def __str__(self) -> str:
        return self.source
