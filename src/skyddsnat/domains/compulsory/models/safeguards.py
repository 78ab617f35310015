"""Two caseworkers, outings, and who was told, heard and examined."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.compulsory.models.chain import Case, Measure
from skyddsnat.domains.compulsory.models.keeping import ADDED_ONLY, CASE_FILE
from skyddsnat.domains.compulsory.types import EnforcerKind, OutingKind, Understood
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee


class PairRule(models.Model):
    """The board's demand of two caseworkers from a day on. No statute demands it, so the switch is the board's."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(open=("id", "valid_from", "is_demanded", "years", "decided_on", "reference", "reason"))

    valid_from = models.DateField(unique=True)
    is_demanded = models.BooleanField()
    years = models.SmallIntegerField()
    decided_on = models.DateField()
    reference = models.CharField(max_length=40)
    reason = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="pair_rule_has_reason"),
            models.CheckConstraint(condition=Q(valid_from__gte=F("decided_on")), name="pair_rule_not_backwards"),
            models.CheckConstraint(condition=Q(years__gte=0), name="pair_rule_years_not_negative"),
        )

    def __str__(self) -> str:
        return f"pair rule {self.valid_from}"


class Deviation(models.Model):
    """A time with fewer than two caseworkers: why, whose decision, until when. Counted and shown."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "is_acute", "starts_at", "starts_on", "ends_on", "confirm_by", "confirmed_at", "ended_at"),
        personal=("case", "file", "manager", "recorded_by"),
        secret=("reason",),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deviations")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    is_acute = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    manager = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirm_by = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="deviation_has_reason"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"))
                & Q(ends_on__lte=models.ExpressionWrapper(F("starts_on") + 14, output_field=models.DateField())),
                name="deviation_at_most_fourteen_days",
            ),
            # Only what was acute may begin before a manager has agreed, and then with a day to confirm it.
            models.CheckConstraint(
                condition=Q(manager__isnull=False, confirmed_at__isnull=False)
                | Q(is_acute=True, confirm_by__isnull=False),
                name="deviation_has_manager_or_is_acute",
            ),
            # What no manager has confirmed covers no more than until she should have.
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(ends_on__lte=F("confirm_by")),
                name="deviation_unconfirmed_is_short",
            ),
        )
        indexes = (models.Index(fields=("file", "ends_on"), name="deviation_in_file"),)

    def __str__(self) -> str:
        return f"deviation {self.pk}"


class Outing(models.Model):
    """A home visit or an execution: when, where, what the risk is. Who goes stands beside, never fewer than two.

    `assessed_at` is null where the risk stands as it was planned; `earlier_risks` are its words before that.
    """

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "kind", "recorded_at", "planned_at", "assessed_at", "done_at", "cancelled_at", "version"),
        personal=("case", "measure", "file", "planned_by"),
        secret=("place", "risk", "earlier_risks", "outcome"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outings")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(v.value, v.value) for v in OutingKind])
    recorded_at = models.DateTimeField()
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    risk = models.TextField()
    assessed_at = models.DateTimeField(null=True, blank=True)
    earlier_risks = models.JSONField(default=list, blank=True)
    planned_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(risk=""), name="outing_has_risk_assessment"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(cancelled_at=None), name="outing_done_or_cancelled"),
        )

    def __str__(self) -> str:
        return f"outing {self.pk}"


class Goer(models.Model):
    """Who goes, and when that person had read the assessment of the risk."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(open=("id", "risk_read_at"), personal=("outing", "file", "employee"))

    outing = models.ForeignKey(Outing, on_delete=models.PROTECT, related_name="goers")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    risk_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("outing", "employee"), name="goer_once"),)

    def __str__(self) -> str:
        return f"goer {self.pk}"


class Enforcer(models.Model):
    """Who enforces a measure. Stands as not told of its end until that is confirmed (lesson 11)."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "kind", "told_start_at", "told_end_at", "confirmed_at"),
        personal=("measure", "file", "name", "told_end_by", "confirmed_how"),
    )

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="enforcers")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(v.value, v.value) for v in EnforcerKind])
    name = models.CharField(max_length=160)
    told_start_at = models.DateTimeField()
    told_end_at = models.DateTimeField(null=True, blank=True)
    told_end_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_how = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_how="")
                | Q(told_end_at__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_how=""),
                name="enforcer_confirms_what_was_told",
            ),
        )

    def __str__(self) -> str:
        return f"enforcer {self.pk}"


class Telling(models.Model):
    """Who was informed of what, when, and whether it was understood (LVU 36 §; 2026:1600 2:1-5)."""

    record: ClassVar = ADDED_ONLY
    privacy: ClassVar = Privacy(
        open=("id", "told_at", "understood"),
        personal=("case", "measure", "file", "person", "told_by"),
        secret=("what", "words"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tellings")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    understood = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Understood])
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"telling {self.pk}"


class Counsel(models.Model):
    """A need of public counsel, reported to the court at once (LVU 39 §; 2026:1600 17:6)."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "arose_at", "reported_at", "appointed_at"),
        personal=("case", "file", "person", "reported_by", "name"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="counsels")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    arose_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160, blank=True)
    appointed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "person"), name="counsel_once"),)

    def __str__(self) -> str:
        return f"counsel {self.pk}"


class Examination(models.Model):
    """The medical examination, normally before the application (LVU 32 §; 2026:1600 11:4-6), or why there is none."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "decided_at", "held_on"),
        personal=("case", "file", "decided_by"),
        secret=("physician", "result", "needless_reason"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="examinations")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    physician = models.CharField(max_length=160, blank=True)
    result = models.TextField(blank=True)
    needless_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"examination {self.pk}"
