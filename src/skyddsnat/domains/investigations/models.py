"""The investigation (SoL 14:2, 20:3): plan, facts by area, communication with parties, analysis, time."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.investigations.types import (
    NoticeOf,
    Question,
    Result,
    State,
    View,
)
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.staff.models import Employee


class Area(models.Model):
    """One area of the framework. The municipality may change the words; the product ships neutral ones."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.TECHNICAL)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "code",
            "group",
            "place",
            "title_sv",
            "title_en",
            "ask_sv",
            "ask_en",
            "is_active",
        )
    )

    code = models.SlugField(max_length=40, unique=True)
    group = models.CharField(max_length=20)
    place = models.SmallIntegerField()
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    ask_sv = models.TextField()
    ask_en = models.TextField()
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class Investigation(models.Model):
    """One investigation of one child. `follows` is the one it was opened back to back with, on the same question."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "question", "opened_at", "state", "closed_at", "result", "last_step_at", "version"),
        personal=("file", "child", "cause", "opened_by", "follows", "closed_by", "document"),
        secret=(
            "asks", "what_is_new", "child_view", "child_view_missing_reason", "risks", "protective_factors",
            "best_interests", "needs", "proposal", "analysis_signed_by",
        ),
    )  # fmt: skip

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    cause = models.ForeignKey("intake.ReportChild", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=16, choices=[(v.value, v.value) for v in Question])
    asks = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
    )
    what_is_new = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=[(v.value, v.value) for v in State], default=State.OPEN)
    child_view = models.TextField(blank=True)
    child_view_missing_reason = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    protective_factors = models.TextField(blank=True)
    best_interests = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    analysis_signed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Result], blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    last_step_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("file",),
                condition=Q(state=State.OPEN.value),
                name="investigation_one_open_in_file",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.OPEN.value,
                    closed_at=None,
                    closed_by=None,
                    document=None,
                )
                | Q(
                    state=State.CLOSED.value,
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    document__isnull=False,
                )
                & ~Q(result=""),
                name="investigation_closed_only_when_signed",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value) | ~Q(child_view="") | ~Q(child_view_missing_reason=""),
                name="investigation_closes_with_the_childs_view",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(what_is_new=""),
                name="investigation_in_chain_says_what_is_new",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="investigation_closed_after_opened",
            ),
        )
        indexes = (models.Index(fields=("file", "-opened_at"), name="investigation_in_file"),)

    def __str__(self) -> str:
        return f"investigation {self.pk}"


class JoinedReport(models.Model):
    """A report that came while the investigation ran, and belongs to it."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(open=("id", "joined_at"), personal=("investigation", "file", "report_child"))

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="joined")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    report_child = models.OneToOneField("intake.ReportChild", on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"report {self.report_child_id} in {self.investigation_id}"


class Plan(models.Model):
    """How the investigation is to be done: whom to meet, when alone with the child, what to ask whom, check points."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "areas",
            "planned_end_on",
            "made_at",
            "talked_through_on",
            "version",
        ),
        personal=("investigation", "file", "made_by"),
        secret=("meets", "child_alone", "consults", "check_points"),
    )

    investigation = models.OneToOneField(Investigation, on_delete=models.PROTECT, related_name="plan")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    areas = models.JSONField(default=list)
    meets = models.TextField(blank=True)
    child_alone = models.TextField(blank=True)
    consults = models.TextField(blank=True)
    check_points = models.TextField(blank=True)
    planned_end_on = models.DateField()
    talked_through_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return f"plan of {self.investigation_id}"


class AreaNote(models.Model):
    """What is known in one area, with its source. Locks within a day."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "area", "view", "written_at", "locks_at", "version"),
        personal=(
            "investigation",
            "file",
            "source",
            "source_on",
            "written_by",
            "corrects",
        ),
        secret=("text",),
    )

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="area_notes")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    view = models.CharField(max_length=10, choices=[(v.value, v.value) for v in View])
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    source_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    locks_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="additions",
    )
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="area_note_has_text"),
            models.CheckConstraint(
                condition=~Q(view=View.FACT.value) | ~Q(source=""),
                name="area_fact_has_source",
            ),
        )
        indexes = (models.Index(fields=("investigation", "area"), name="area_note_in_area"),)

    def __str__(self) -> str:
        return f"area note {self.pk}"


class Notice(models.Model):
    """One party by name: told when and how, or withheld with a reason and a new date (SoL 20:4, 23:3; lesson 7)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "of", "told_at", "withheld_until", "due_at"),
        personal=("investigation", "file", "person", "how", "document", "told_by"),
        secret=("withheld_reason",),
    )

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="notices")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    of = models.CharField(max_length=10, choices=[(v.value, v.value) for v in NoticeOf])
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=160, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withheld_reason = models.TextField(blank=True)
    withheld_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("investigation", "person", "of"), name="notice_once"),
            models.CheckConstraint(
                condition=Q(withheld_until=None, withheld_reason="")
                | Q(withheld_until__isnull=False) & ~Q(withheld_reason=""),
                name="notice_withheld_with_reason_and_date",
            ),
        )

    def __str__(self) -> str:
        return f"notice to {self.person_id}"


class Communication(models.Model):
    """The investigation sent to one party, with the time to answer, or why not (FL 25 §).

    Without `sent_at` or a reason, the letter waits to be sent.
    """

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "sent_at", "answer_by", "answered_at"),
        personal=("investigation", "file", "person", "sent_by", "how", "document"),
        secret=("answer", "not_sent_reason"),
    )

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="communications")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=160, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    not_sent_reason = models.TextField(blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False, answer_by__isnull=False, not_sent_reason="")
                | Q(sent_at=None, answer_by__isnull=False, document__isnull=False, not_sent_reason="")
                | Q(sent_at=None) & ~Q(not_sent_reason=""),
                name="communication_sent_or_waits_or_reason",
            ),
        )

    def __str__(self) -> str:
        return f"communication to {self.person_id}"


class Extension(models.Model):
    """The decision to take longer than four months, for special reasons, until a day (SoL 20:3)."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "until", "reason_code", "decided_at"),
        personal=("investigation", "file", "decided_by"),
        secret=("reason",),
    )

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="extensions")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    reason_code = models.CharField(max_length=24)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),)

    def __str__(self) -> str:
        return f"extension to {self.until}"


class Waiting(models.Model):
    """We wait for somebody's answer, until a day (lesson 6: waiting needs an end date)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "since", "until", "ended_at"),
        personal=("investigation", "file", "for_whom"),
        secret=("what",),
    )

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="waitings")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    for_whom = models.CharField(max_length=160)
    what = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(until__gte=F("since")), name="waiting_ends_after_start"),)

    def __str__(self) -> str:
        return f"waiting until {self.until}"
