"""Warnings to those who will meet somebody, and home visits. They follow the child's file."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.safety.models.keeping import REGISTER, REGISTER_ADDED
from skyddsnat.domains.safety.models.register import Incident
from skyddsnat.domains.safety.types.warnings import Cause, WarningOn
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee, Unit


class WarningNote(models.Model):
    """A warning in neutral words, with a manager's agreement, told or not told, to be looked at again and to end.

    One that was written outside the files names the person by number, as the incident does that it comes from.
    """

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "about",
            "cause",
            "unit",
            "was_told",
            "review_on",
            "ends_on",
            "made_at",
            "agreed_at",
            "ended_at",
            "version",
        ),
        personal=("made_by", "agreed_by", "ended_by"),
        secret=("person", "person_number", "address", "address_key", "words", "not_told_reason", "end_reason"),
    )

    about = models.CharField(max_length=10, choices=[(v.value, v.value) for v in WarningOn])
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person_number = models.CharField(max_length=16, blank=True, db_default="")
    address = models.CharField(max_length=250, blank=True)
    address_key = models.CharField(max_length=250, blank=True)
    cause = models.CharField(max_length=14, choices=[(v.value, v.value) for v in Cause])
    words = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    was_told = models.BooleanField()
    not_told_reason = models.TextField(blank=True)
    review_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(about="person") & (Q(person__isnull=False) | ~Q(person_number=""))
                | (Q(about="address") & ~Q(address_key=""))
                | Q(about="household"),
                name="warning_says_on_whom",
            ),
            models.CheckConstraint(condition=Q(person=None) | Q(person_number=""), name="warning_person_named_once"),
            models.CheckConstraint(condition=~Q(words=""), name="warning_has_words"),
            models.CheckConstraint(condition=Q(was_told=True) | ~Q(not_told_reason=""), name="warning_told_or_why_not"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("review_on")), name="warning_looked_at_before_end"),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None) | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="warning_agreed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
                name="warning_ended_has_who_and_why",
            ),
        )
        indexes = (
            models.Index(fields=("person",), name="warning_by_person"),
            models.Index(fields=("review_on",), condition=Q(ended_at=None), name="warning_to_look_at"),
        )

    def __str__(self) -> str:
        return f"warning {self.pk}"


class WarningFile(models.Model):
    """A child's file through which a warning reaches those who will meet the family: from `reached_at`, or, where that
    is empty, from the start.
    """

    record: ClassVar = REGISTER_ADDED
    privacy: ClassVar = Privacy(open=("id", "reached_at"), secret=("warning", "linked_file"))

    warning = models.ForeignKey(WarningNote, on_delete=models.PROTECT, related_name="files")
    linked_file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("warning", "linked_file"), name="warning_file_once"),)

    def __str__(self) -> str:
        return f"warning {self.warning_id} in a file"


class WarningOrigin(models.Model):
    """Which incident a warning comes from: seen by whoever sees the incident, and not by whoever sees the warning."""

    record: ClassVar = REGISTER_ADDED
    privacy: ClassVar = Privacy(open=("id",), secret=("warning", "incident"))

    warning = models.ForeignKey(WarningNote, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="warnings")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("warning", "incident"), name="warning_origin_once"),)

    def __str__(self) -> str:
        return f"origin {self.pk}"


class Visit(models.Model):
    """A planned home visit: where, when, and the assessment that is due before it where there is a warning.

    `earlier` holds the assessments that it took the place of, the first first (`types.EarlierAssessment`).
    """

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(
        open=("id", "planned_at", "measures", "recorded_at", "assessed_at", "done_at", "cancelled_at", "version"),
        personal=("linked_file", "planned_by", "assessed_by"),
        secret=("place", "place_key", "assessment", "earlier"),
    )

    linked_file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=250)
    place_key = models.CharField(max_length=250)
    recorded_at = models.DateTimeField()
    planned_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    assessment = models.TextField(blank=True)
    measures = models.JSONField(default=list)
    assessed_at = models.DateTimeField(null=True, blank=True)
    assessed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    earlier = models.JSONField(default=list, db_default=[], blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(assessed_at=None, assessed_by=None, assessment="")
                | Q(assessed_at__isnull=False, assessed_by__isnull=False) & ~Q(assessment=""),
                name="visit_assessed_has_who_and_words",
            ),
            models.CheckConstraint(condition=Q(done_at=None) | Q(cancelled_at=None), name="visit_done_or_cancelled"),
        )
        indexes = (
            models.Index(fields=("linked_file", "planned_at"), name="visit_in_file"),
            models.Index(
                fields=("planned_at",), condition=Q(done_at=None, cancelled_at=None), name="visit_ahead_by_time"
            ),
        )

    def __str__(self) -> str:
        return f"visit {self.pk}"


class VisitGoer(models.Model):
    """Who goes on a visit, and when that person had read the assessment."""

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(open=("id", "read_at"), personal=("visit", "employee"))

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="goers")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("visit", "employee"), name="visit_goer_once"),)

    def __str__(self) -> str:
        return f"goer {self.pk}"
