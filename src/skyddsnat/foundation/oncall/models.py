"""Whom the extract is sealed to, which extracts were made, and who opened them. About no child."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.oncall.types import How
from skyddsnat.foundation.staff.models import Employee


class Recipient(models.Model):
    """An employee whom an administrator named. The private key is under a passphrase that never comes here."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(
        open=("id", "public_key", "named_at", "enrolled_at", "ended_at"),
        personal=("employee", "named_by"),
        secret=("wrapped_key",),
    )

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    public_key = models.CharField(max_length=120, blank=True)
    wrapped_key = models.JSONField(default=dict, blank=True)
    enrolled_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("employee",), condition=Q(ended_at=None), name="recipient_named_once"),
            models.CheckConstraint(condition=~Q(employee=F("named_by")), name="recipient_named_by_another"),
            models.CheckConstraint(
                condition=Q(enrolled_at=None, public_key="") | Q(enrolled_at__isnull=False) & ~Q(public_key=""),
                name="recipient_enrolled_has_key",
            ),
        )

    def __str__(self) -> str:
        return f"recipient {self.pk}"


class Extract(models.Model):
    """One extract that was made: how long it opens, what it weighs, and the key that signed it."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.LOG)
    privacy: ClassVar = Privacy(
        open=("id", "made_at", "expires_at", "sha256", "fingerprint", "cases", "households", "warnings")
    )

    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=60)
    cases = models.IntegerField()
    households = models.IntegerField()
    warnings = models.IntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="extract_expires_after_made"),
        )

    def __str__(self) -> str:
        return f"extract {self.pk}"


class Copy(models.Model):
    """An extract as one recipient can open it. Her receipt code is kept as a hash: who knows it has opened it."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.LOG)
    privacy: ClassVar = Privacy(open=("id", "extract"), personal=("recipient",), secret=("receipt_hash",))

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="copies")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="copies")
    receipt_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("extract", "recipient"), name="copy_once_a_recipient"),)

    def __str__(self) -> str:
        return f"copy {self.pk} of extract {self.extract_id}"


class Opening(models.Model):
    """Somebody opened her copy: when, as her device had it, and when the system came to know."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.LOG)
    privacy: ClassVar = Privacy(open=("id", "opened_at", "reported_at", "how"), personal=("copy",))

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="openings")
    opened_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=[(how.value, how.value) for how in How])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("copy", "opened_at"), name="opening_told_once"),
            models.CheckConstraint(condition=Q(opened_at__lte=F("reported_at")), name="opening_not_in_future"),
        )

    def __str__(self) -> str:
        return f"opening {self.pk}"
