"""What follows an incident: the report to the police, duties with their times, and the support that was offered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from skyddsnat.domains.safety.models.keeping import REGISTER, REGISTER_ADDED
from skyddsnat.domains.safety.models.register import Exposure, Incident
from skyddsnat.domains.safety.types.following import DutyKind, Measure, PoliceOutcome, PoliceState, Wish
from skyddsnat.foundation.audit.types import Privacy
from skyddsnat.foundation.staff.models import Employee

_NOT_MADE = Q(not_made_reason="", not_made_by=None, not_made_at=None)


class PoliceReport(models.Model):
    """The employer's report to the police, followed to its end. Not making it needs a manager's reason."""

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "state",
            "due_at",
            "sent_at",
            "registered_at",
            "outcome",
            "closed_at",
            "not_made_at",
            "next_on",
            "version",
        ),
        personal=("incident", "sent_by", "closed_by", "not_made_by"),
        secret=("channel", "number", "not_made_reason"),
    )

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="police_report")
    state = models.CharField(max_length=12, choices=[(v.value, v.value) for v in PoliceState], default="due")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=40, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=14, choices=[(v.value, v.value) for v in PoliceOutcome], blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_made_reason = models.TextField(blank=True)
    not_made_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_made_at = models.DateTimeField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            # Each state has all that it says and nothing of a later one.
            models.CheckConstraint(
                condition=(Q(state="due", sent_at=None, registered_at=None, closed_at=None) & _NOT_MADE)
                | (Q(state="sent", sent_at__isnull=False, registered_at=None, closed_at=None) & _NOT_MADE)
                | (
                    Q(state="registered", sent_at__isnull=False, registered_at__isnull=False, closed_at=None)
                    & ~Q(number="")
                    & _NOT_MADE
                )
                | (Q(state="closed", sent_at__isnull=False, closed_at__isnull=False) & ~Q(outcome="") & _NOT_MADE)
                | (
                    Q(state="not_made", sent_at=None, not_made_by__isnull=False, not_made_at__isnull=False)
                    & ~Q(not_made_reason="")
                ),
                name="police_report_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="police_report_sent_has_who",
            ),
        )
        indexes = (
            models.Index(
                fields=("next_on",), condition=~Q(state__in=("closed", "not_made")), name="police_report_to_ask"
            ),
        )

    def __str__(self) -> str:
        return f"police report {self.pk}"


class PoliceAsked(models.Model):
    """A time when the police were asked what became of the report, and the answer."""

    record: ClassVar = REGISTER_ADDED
    privacy: ClassVar = Privacy(open=("id", "asked_at"), personal=("report", "asked_by"), secret=("words",))

    report = models.ForeignKey(PoliceReport, on_delete=models.PROTECT, related_name="askings")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="police_asked_has_answer"),)

    def __str__(self) -> str:
        return f"asked {self.pk}"


class Seriousness(models.Model):
    """The answers that decide whether the Work Environment Authority is notified (AML 3 kap. 3 a §)."""

    record: ClassVar = REGISTER_ADDED
    privacy: ClassVar = Privacy(
        open=("id", "is_death", "is_serious_injury", "are_several_injured", "was_danger_to_life", "answered_at"),
        personal=("incident", "answered_by"),
    )

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="seriousness")
    is_death = models.BooleanField()
    is_serious_injury = models.BooleanField()
    are_several_injured = models.BooleanField()
    was_danger_to_life = models.BooleanField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"seriousness {self.pk}"


class Duty(models.Model):
    """One thing to do after an incident, by when, and when it was done or why not. Late is computed, never stored."""

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(
        open=("id", "kind", "measure", "due_at", "done_at", "version"),
        personal=("incident", "exposure", "owner", "done_by", "reference"),
        secret=("words", "skipped_reason"),
    )

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="duties")
    exposure = models.ForeignKey(Exposure, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=20, choices=[(v.value, v.value) for v in DutyKind])
    measure = models.CharField(max_length=16, choices=[(v.value, v.value) for v in Measure], blank=True)
    owner = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    skipped_reason = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="duty_done_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=(Q(kind="measure") & ~Q(measure="")) | (~Q(kind="measure") & Q(measure="")),
                name="duty_measure_says_which",
            ),
            models.CheckConstraint(
                condition=Q(skipped_reason="") | Q(done_at__isnull=False), name="duty_skipped_has_who"
            ),
        )
        indexes = (models.Index(fields=("due_at",), condition=Q(done_at=None), name="duty_open_by_time"),)

    def __str__(self) -> str:
        return f"duty {self.pk}"


class Offer(models.Model):
    """Support that was offered to one who was exposed, the answer, and when it was given."""

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(
        open=("id", "kind", "offered_at", "is_accepted", "given_at"),
        personal=("exposure", "offered_by"),
        secret=("words",),
    )

    exposure = models.ForeignKey(Exposure, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=16, choices=[(v.value, v.value) for v in Wish])
    words = models.TextField()
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    is_accepted = models.BooleanField(null=True)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(given_at=None) | Q(is_accepted=True), name="offer_given_was_accepted"),
        )

    def __str__(self) -> str:
        return f"offer {self.pk}"
