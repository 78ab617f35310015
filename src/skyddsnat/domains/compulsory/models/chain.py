"""Cases, their measures, and what was done in each.

A measure's `lapses_at` is the midnight at which the law ends it unless its next deed is done before; it is written when
the clock starts, so that a measure that has lapsed is lapsed also when no job has run.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.compulsory.models.keeping import ADDED_ONLY, CASE_FILE
from skyddsnat.domains.compulsory.types import PlaceKind
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.staff.models import Employee


class Case(models.Model):
    """One compulsory case of one child: why consent is not enough, and under which Act it began."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "statute", "grounds", "opened_at", "closed_at", "version"),
        personal=("file", "child", "investigation", "adult", "opened_by"),
        secret=("circumstances", "close_reason"),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    investigation = models.ForeignKey(
        "investigations.Investigation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The adult whose own compulsory care (LVM) touches the child; that case is run elsewhere.
    adult = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    statute = models.CharField(max_length=12)
    grounds = models.JSONField(default=list)
    circumstances = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(close_reason=""), name="compulsory_case_closed_with_reason"
            ),
            models.UniqueConstraint(fields=("file",), condition=Q(closed_at=None), name="compulsory_case_open_once"),
        )
        indexes = (models.Index(fields=("file", "-opened_at"), name="compulsory_case_in_file"),)

    def __str__(self) -> str:
        return f"compulsory case {self.pk}"


class Measure(models.Model):
    """One measure on one track: custody and care, restricted contact, a prohibition, services without consent."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=(
            *("id", "track", "statute", "state", "is_temporary", "grounds"),
            *("started_at", "lapses_at", "care_began_at", "applied_on", "holds_until", "ended_at", "version"),
        ),
        personal=("case", "file"),
        secret=("content",),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=20)
    statute = models.CharField(max_length=12)
    state = models.CharField(max_length=30)
    is_temporary = models.BooleanField(default=False)
    grounds = models.JSONField(default=list)
    content = models.TextField(blank=True)
    started_at = models.DateTimeField()
    lapses_at = models.DateTimeField(null=True, blank=True)
    care_began_at = models.DateTimeField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    # The last day that the court let a prohibition of removal hold; None: until further notice.
    holds_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="measure_ends_after_start"
            ),
        )
        indexes = (
            models.Index(fields=("file", "track"), name="measure_in_file"),
            models.Index(fields=("lapses_at",), condition=Q(ended_at=None), name="measure_lapsing"),
        )

    def __str__(self) -> str:
        return f"measure {self.pk}"


class Step(models.Model):
    """One deed on a measure's chain, in the order done; never changed. Its place in the table of states is the law's.

    `happened_at` is when it happened, `recorded_at` when it was written down. A dispatch has no time of its own: it is
    the moment at which it was recorded. A submission is made when the court's `receipt` is here.
    """

    record: ClassVar = ADDED_ONLY
    privacy: ClassVar = Privacy(
        open=("id", "act", "from_state", "to_state", "happened_at", "recorded_at", "section", "court_number"),
        personal=("measure", "file", "recorded_by", "matter", "document", "receipt"),
        secret=("words",),
    )

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30)
    section = models.CharField(max_length=40, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("Matter", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    court_number = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(happened_at__lte=F("recorded_at")), name="step_not_in_future"),
        )
        indexes = (models.Index(fields=("measure", "id"), name="step_of_measure"),)

    def __str__(self) -> str:
        return f"step {self.pk}"


class CarePlace(models.Model):
    """Where the care is carried out, and what it demands of the court's order (LVU 11-12 §§; 2026:1600 6:1, 15:1)."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "kind", "is_locked", "recorded_at", "starts_at", "ends_at", "version"),
        personal=("measure", "file", "matter", "decided_by"),
        secret=("name",),
    )

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="places")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey("Matter", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(v.value, v.value) for v in PlaceKind])
    name = models.CharField(max_length=160, blank=True)
    is_locked = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="care_place_ends_after_start"
            ),
            models.UniqueConstraint(fields=("file",), condition=Q(ends_at=None), name="care_place_one_at_a_time"),
        )

    def __str__(self) -> str:
        return f"care place {self.pk}"


class ConsentAsked(models.Model):
    """One person's answer to one plan of care, on a day (LVU 1 §; 2026:1600 3:1). A new answer is a new row."""

    record: ClassVar = ADDED_ONLY
    privacy: ClassVar = Privacy(
        open=("id", "answer", "asked_on", "age", "recorded_at"),
        personal=("case", "file", "person", "recorded_by"),
        secret=("plan", "words"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    plan = models.TextField()
    answer = models.CharField(max_length=12)
    asked_on = models.DateField()
    age = models.SmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"consent asked {self.pk}"
