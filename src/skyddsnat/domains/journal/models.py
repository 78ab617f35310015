"""Notes that lock, and talks with the child."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.journal.types import NoteKind, Understood
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee


class Note(models.Model):
    """Something that happened or was said (SoL 14:3, FL 27 §). From `locks_at` on, additions only (lesson 17)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "kind",
            "happened_at",
            "written_at",
            "locks_at",
            "version",
            "checksum",
        ),
        personal=(
            "file",
            "with_whom",
            "subject",
            "written_by",
            "corrects",
            "moved_from",
        ),
        secret=("text",),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in NoteKind])
    happened_at = models.DateTimeField()
    with_whom = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    locks_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="additions",
    )
    moved_from = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)
    checksum = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="note_has_text"),)
        indexes = (
            models.Index(fields=("file", "-happened_at"), name="note_in_file"),
            GinIndex(SearchVector("text", config="swedish"), name="note_by_content"),
        )

    def __str__(self) -> str:
        return f"note {self.pk}"


class Paragraph(models.Model):
    """Who a note is about, paragraph by paragraph, when it is about several (lesson 14). `place` counts from 1."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(open=("id", "place"), personal=("note", "person", "file"))

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="paragraphs")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    place = models.SmallIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("note", "place", "person"), name="paragraph_person_once"),)

    def __str__(self) -> str:
        return f"paragraph {self.place} of {self.note_id}"


class Talk(models.Model):
    """A talk with the child, planned or held (SoL 3:2-3, 20:7). `told` is what the child was told."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "planned_at",
            "held_at",
            "was_alone",
            "understood",
            "written_at",
            "locks_at",
            "version",
            "cancelled_at",
        ),
        personal=(
            "file",
            "child",
            "place",
            "purpose",
            "not_alone_reason",
            "written_by",
            "cancel_reason",
        ),
        secret=("childs_words", "told", "understood_how", "already_told"),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)
    place = models.CharField(max_length=160, blank=True)
    purpose = models.TextField()
    was_alone = models.BooleanField(null=True)
    not_alone_reason = models.TextField(blank=True)
    childs_words = models.TextField(blank=True)
    told = models.TextField(blank=True)
    understood = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Understood], blank=True)
    understood_how = models.TextField(blank=True)
    already_told = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    locks_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(planned_at__isnull=False) | Q(held_at__isnull=False),
                name="talk_planned_or_held",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(was_alone__isnull=False),
                name="talk_held_says_alone",
            ),
            models.CheckConstraint(
                condition=~Q(was_alone=False) | ~Q(not_alone_reason=""),
                name="talk_not_alone_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None) | ~Q(understood=""),
                name="talk_held_says_understood",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancel_reason=""),
                name="talk_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(locks_at=None) | Q(locks_at__gte=F("written_at")),
                name="talk_locks_after_written",
            ),
        )
        indexes = (
            models.Index(fields=("file", "-held_at"), name="talk_in_file"),
            models.Index(fields=("written_by", "planned_at"), name="talk_planned_by"),
        )

    def __str__(self) -> str:
        return f"talk {self.pk}"
