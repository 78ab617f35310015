"""The log. No foreign keys: removing a thing never removes its history."""

from typing import ClassVar

from django.db import models

from skyddsnat.foundation.audit.types import Privacy, Record, Retention


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
