"""Letters, decisions and records, kept as the bytes that were made. Locked once signed; a correction is an addition."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released
from skyddsnat.foundation.staff.models import Employee


class _Sha256(models.Func):
    """The checksum of a binary column, as the hexadecimal text that we store."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = models.CharField()


class Document(models.Model):
    """One made document: `content` is a PDF/A, `source` the data it was set from, `subject` the thing it speaks of."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "kind",
            "language",
            "template",
            "template_version",
            "sha256",
            "made_at",
            "signed_at",
            "signed_by_code",
            "locked_at",
            "passed_at",
        ),
        personal=(
            "file",
            "title",
            "subject",
            "made_by",
            "signed_by",
            "has_protected",
            "passed_by",
            "corrects",
            "release",
        ),
        secret=("source", "content", "recipient", "correction_reason"),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=80)
    template = models.CharField(max_length=40)
    template_version = models.CharField(max_length=12)
    source = models.JSONField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    recipient = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The signature shows the service code and not the name (FL 33 §).
    signed_by_code = models.BooleanField(default=False, db_default=False)
    locked_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    correction_reason = models.TextField(blank=True)
    # The test of harm that made it, of one that is another document once more without the protected names.
    release = models.OneToOneField("Release", null=True, blank=True, on_delete=models.PROTECT, related_name="rendering")
    has_protected = models.BooleanField(default=False)
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None) | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="document_signed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, locked_at=None) | Q(signed_at__isnull=False, locked_at__isnull=False),
                name="document_signed_is_locked",
            ),
            models.CheckConstraint(
                condition=Q(sha256=_Sha256("content")),
                name="document_sha256_is_of_content",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_reason="")
                | (Q(corrects__isnull=False) & ~Q(correction_reason="")),
                name="document_correction_has_reason",
            ),
            models.UniqueConstraint(
                fields=("corrects",),
                condition=Q(locked_at__isnull=False),
                name="document_corrected_once",
            ),
            models.CheckConstraint(
                condition=Q(passed_at=None, passed_by=None) | Q(passed_at__isnull=False, passed_by__isnull=False),
                name="document_passed_has_who_and_when",
            ),
            # Without "made by nobody" spelt out, SQL's unknown would let everything pass.
            models.CheckConstraint(
                condition=Q(passed_by=None)
                | (
                    Q(locked_at__isnull=False)
                    & ~Q(passed_by=F("signed_by"))
                    & (Q(made_by=None) | ~Q(passed_by=F("made_by")))
                ),
                name="document_passed_by_another",
            ),
        )
        indexes = (
            models.Index(fields=("file", "-made_at"), name="document_in_file"),
            models.Index(fields=("subject",), name="document_of_subject"),
        )

    def __str__(self) -> str:
        return f"document {self.pk}"


class Release(models.Model):
    """Somebody asked to read a document, and the test of harm that was made before it left (OSL 39:3, 26:1, 10:3).

    `tested`: service codes of those whose names it was about. Without the names, a `rendering` is what leaves; tests
    from before there were such kept the bytes in `content`.
    """

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "asked_by", "asked_at", "recorded_at", "outcome", "basis", "decided_at", "sha256"),
        personal=("document", "file", "recorded_by", "decided_by", "tested"),
        secret=("asked_for", "reason", "content"),
    )

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="releases")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Asker])
    asked_for = models.TextField()
    asked_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, blank=True, choices=[(each.value, each.value) for each in Released])
    basis = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in Basis])
    reason = models.TextField(blank=True)
    tested = models.JSONField(default=list, db_default=[])
    content = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    decided_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", basis="", reason="", decided_by=None, decided_at=None)
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(basis="")
                    & ~Q(reason="")
                ),
                name="release_decided_has_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Released.WITHOUT_NAMES.value) | Q(content=None),
                name="release_content_is_without_names",
            ),
            models.CheckConstraint(
                condition=Q(content=None, sha256="") | Q(sha256=_Sha256("content")),
                name="release_sha256_is_of_content",
            ),
        )

    def __str__(self) -> str:
        return f"release {self.pk}"


class Sending(models.Model):
    """A document left the building: what was to be sent, what left in its place, to whom, how, when and by whom.

    What `left` is the document itself, its correction, or its rendering without names; `left_out` are service codes
    that stand in it for names. Nobody types the time.
    """

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "to", "how", "sent_at"),
        personal=("document", "left", "file", "sent_by", "left_out"),
        secret=("recipient",),
    )

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="sendings")
    left = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Asker])
    recipient = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    left_out = models.JSONField(default=list, db_default=[])

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(how=""), name="sending_has_way"),)
        indexes = (models.Index(fields=("file", "-sent_at"), name="sending_in_file"),)

    def __str__(self) -> str:
        return f"sending {self.pk}"
