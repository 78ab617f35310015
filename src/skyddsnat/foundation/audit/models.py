"""The log. No foreign keys: removing a thing never removes its history."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.foundation.audit.types import Judged, Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee


class Chain(models.Model):
    """The head of one hash chain. A session writes to the chain of its own number, so appending stays concurrent."""

    record: ClassVar = Record(changeable=True, audited=False, retention=Retention.LOG)
    privacy: ClassVar = Privacy(open=("chain", "number", "hash"))

    chain = models.SmallIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"chain {self.chain} at {self.number}"


class Event(models.Model):
    """One deed: a write, or the opening of a file with its ground. The database seals it and refuses every change."""

    record: ClassVar = Record(changeable=False, audited=False, retention=Retention.LOG)
    privacy: ClassVar = Privacy(
        open=("id", "at", "recorded_at", "deed", "chain", "number", "previous", "hash"),
        personal=("actor", "actor_id", "target", "file_id", "ground", "details"),
    )

    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    deed = models.TextField()
    target = models.TextField()
    file_id = models.BigIntegerField(null=True)
    ground = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    chain = models.SmallIntegerField()
    number = models.BigIntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "number"), name="audit_event_place_in_chain"),)
        indexes = (
            models.Index(fields=("file_id", "-at"), name="audit_event_of_file"),
            models.Index(fields=("-at",), name="audit_event_by_time"),
            models.Index(fields=("actor_id", "-at"), name="audit_event_of_actor"),
        )

    def __str__(self) -> str:
        return f"{self.deed} {self.target}"


class Sample(models.Model):
    """A drawn sample of readings that a log reviewer has looked through and signed (SFS 2001:454 10 §)."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.LOG)
    privacy: ClassVar = Privacy(
        open=("id", "since", "until", "per_unit", "drawn", "asked", "handed_on", "signed_at"),
        personal=("signed_by",),
        secret=("note",),
    )

    since = models.DateField()
    until = models.DateField()
    per_unit = models.SmallIntegerField()
    drawn = models.IntegerField()
    asked = models.IntegerField()
    handed_on = models.IntegerField()
    note = models.TextField(blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="sample_days_in_order"),
            models.UniqueConstraint(
                fields=("since", "until", "per_unit", "signed_by"), name="sample_signed_once_by_each"
            ),
        )

    def __str__(self) -> str:
        return f"sample {self.since}/{self.until}"


class SampleFinding(models.Model):
    """What was found of one reading in a signed sample."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.LOG)
    privacy: ClassVar = Privacy(open=("id", "judged"), personal=("sample", "event_id"), secret=("words",))

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="findings")
    event_id = models.BigIntegerField()
    judged = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Judged])
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sample", "event_id"), name="finding_once_a_reading"),
            models.CheckConstraint(
                condition=Q(judged=Judged.FINE.value) | ~Q(words=""), name="finding_says_what_it_is"
            ),
        )

    def __str__(self) -> str:
        return f"{self.judged} in {self.sample_id}"
