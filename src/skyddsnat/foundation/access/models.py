"""The file (personakt) and who it is open to. Need to know hangs on these rows alone."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    DateTimeRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q

from skyddsnat.foundation.access.types import GrantKind, Part
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee, Unit


class File(models.Model):
    """A child's personal file (SoL 20:1). What you see of the child is what you see of this row."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "unit", "opened_at", "closed_at", "is_assigned"),
        personal=("number", "is_protected", "responsible", "deputy"),
    )

    number = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_assigned = models.BooleanField(default=False)
    is_protected = models.BooleanField(default=False)
    responsible = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(responsible=None) | Q(deputy=None) | ~Q(responsible=F("deputy")),
                name="file_deputy_is_another",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "is_assigned", "id"), name="file_in_unit"),
            models.Index(fields=("responsible",), name="file_of_responsible"),
        )

    def __str__(self) -> str:
        return self.number


class _Period(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Assignment(models.Model):
    """A caseworker on a file for a time. The gaps between the responsible ones are drawn as gaps."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "part", "starts_at", "ends_at"),
        personal=(
            "file",
            "employee",
            "handover",
            "handed_over_at",
            "received_at",
            "assigned_by",
        ),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="assignments")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=[(part.value, part.value) for part in Part])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    assigned_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    handover = models.TextField(blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="assignment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(part__in=[part.value for part in Part]),
                name="assignment_part_is_known",
            ),
            ExclusionConstraint(
                name="assignment_one_responsible_at_a_time",
                expressions=[
                    ("file", RangeOperators.EQUAL),
                    (
                        _Period("starts_at", "ends_at", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(part=Part.RESPONSIBLE.value),
            ),
        )
        indexes = (models.Index(fields=("employee", "ends_at"), name="assignment_of_employee"),)

    def __str__(self) -> str:
        return f"{self.part} {self.employee_id} on {self.file_id}"


class Grant(models.Model):
    """A file open to somebody for a limited time, with the reason, until a reviewer has looked at it."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.LOG)
    privacy: ClassVar = Privacy(
        open=("id", "kind", "starts_at", "ends_at", "reviewed_at", "was_justified"),
        personal=("file", "employee", "reason", "subject", "reviewed_by", "review_note"),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="grants")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in GrantKind])
    reason = models.TextField()
    # What waits for this person, as the log names it ("compulsory.matter:12"); its end is the grant's. Empty: nothing.
    subject = models.CharField(max_length=60, blank=True, db_default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    review_note = models.TextField(blank=True)
    was_justified = models.BooleanField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="grant_ends_after_start"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="grant_review_has_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="grant_has_reason"),
        )
        indexes = (models.Index(fields=("employee", "ends_at"), name="grant_of_employee"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.employee_id} on {self.file_id}"


class Conflict(models.Model):
    """A caseworker or decider who may not handle this file: related, acquainted or otherwise partial (FL 16-18 §§)."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(open=("id", "declared_at"), personal=("file", "employee", "reason"))

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="conflicts")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "employee"), name="conflict_declared_once"),)

    def __str__(self) -> str:
        return f"conflict of {self.employee_id} on {self.file_id}"


class Integration(models.Model):
    """A system that calls the API: a token per integration, its scopes and the unit it delivers to."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(
        open=("id", "name", "scopes", "unit", "is_active", "created_at"),
        secret=("token_hash",),
    )

    name = models.SlugField(max_length=60, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class IdempotencyKey(models.Model):
    """A POST that was answered: the same key gets the same answer, another body under it is refused."""

    record: ClassVar = Record(changeable=True, audited=False, retention=Retention.TECHNICAL)
    privacy: ClassVar = Privacy(
        open=("id", "created_at", "status"),
        personal=("caller", "key", "fingerprint", "answer"),
    )

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    status = models.SmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("caller", "key"), name="idempotency_key_once"),)

    def __str__(self) -> str:
        return self.key
