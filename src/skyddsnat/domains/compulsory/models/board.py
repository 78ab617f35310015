"""What the board decides, and whom it has appointed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.compulsory.models.chain import Case, Measure
from skyddsnat.domains.compulsory.models.keeping import ADDED_ONLY, CASE_FILE
from skyddsnat.domains.compulsory.types import Handing, MatterOutcome, MatterState
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.staff.models import Employee


class Matter(models.Model):
    """What officials prepare and the committee, the board or the chair decides: one deed on a measure's chain."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=(
            *("id", "track", "act", "section", "level", "state", "is_urgent", "planned_since", "outcome"),
            *("prepared_at", "decided_at", "meeting", "reported_at_meeting", "right", "lix", "version"),
        ),
        personal=("case", "measure", "file", "written_by", "prepared_by", "decided_by", "document", "child_letter"),
        secret=(
            *("proposal", "reasons", "child_version", "child_view", "urgent_reason"),
            *("change_reason", "decided_text", "return_reason", "fields"),
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="matters")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="matters")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=20)
    act = models.CharField(max_length=40)
    section = models.CharField(max_length=24)
    level = models.CharField(max_length=12)
    state = models.CharField(
        max_length=10, choices=[(v.value, v.value) for v in MatterState], default=MatterState.DRAFT
    )
    # What the deed needs beside the words: grounds, place, sample, by name of field.
    fields = models.JSONField(default=dict)
    proposal = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    child_view = models.TextField(blank=True)
    child_version = models.TextField(blank=True)
    lix = models.SmallIntegerField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    urgent_reason = models.TextField(blank=True)
    planned_since = models.DateField()
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=[(v.value, v.value) for v in MatterOutcome], blank=True)
    decided_text = models.TextField(blank=True)
    change_reason = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    right = models.CharField(max_length=80, blank=True)
    # The meeting that decides it, and the one at which a decision of the chair is reported.
    meeting = models.ForeignKey("decisions.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reported_at_meeting = models.ForeignKey(
        "decisions.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child_letter = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=MatterState.DECIDED.value)
                | Q(decided_at__isnull=False, decided_by__isnull=False, document__isnull=False) & ~Q(outcome=""),
                name="matter_decided_has_who_when_what",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=(MatterOutcome.CHANGED.value, MatterOutcome.REFUSED.value))
                | ~Q(change_reason=""),
                name="matter_change_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=MatterState.DRAFT.value) | Q(is_urgent=False) | ~Q(urgent_reason=""),
                name="matter_urgent_has_reason",
            ),
        )
        indexes = (
            models.Index(fields=("file", "-id"), name="matter_in_file"),
            models.Index(
                fields=("level", "prepared_at"),
                condition=Q(state=MatterState.PREPARED.value),
                name="matter_waiting",
            ),
            models.Index(fields=("meeting",), name="matter_at_meeting"),
        )

    def __str__(self) -> str:
        return f"matter {self.pk}"


class HandOver(models.Model):
    """One moment on the way from the official to the chair; the times are kept as they came."""

    record: ClassVar = ADDED_ONLY
    privacy: ClassVar = Privacy(open=("id", "kind", "at"), personal=("matter", "file", "by", "to"), secret=("words",))

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="hand_overs")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Handing])
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"hand-over {self.pk}"


class Appointment(models.Model):
    """A named person whom the board has appointed: to decide what cannot wait, or to ask for police help."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(open=("id", "employee", "section", "reference", "decided_on", "valid_from", "valid_to"))

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=24)
    reference = models.CharField(max_length=40)
    decided_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="appointment_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return self.reference
