"""Due dates. A row stores the rule, the basis and the day; "overdue" is computed where it is shown."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least

from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee, Unit

OPEN = Q(met_at=None, ended_at=None)


class Deadline(models.Model):
    """One clock on one thing. Owner: the file's responsible caseworker; deputy: the file's deputy (lesson 1)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "rule",
            "rule_from",
            "unit",
            "basis_at",
            "due_on",
            "extended_on",
            "latest_on",
            "other_rule",
            "other_basis_on",
            "other_due_on",
            "prolonged_to",
            "prolonged_at",
            "plan_on",
            "met_at",
            "ended_at",
        ),
        personal=(
            "file",
            "subject",
            "prolonged_reason",
            "prolonged_by",
            "met_by",
            "end_reason",
        ),
    )

    rule = models.CharField(max_length=60)
    rule_from = models.DateField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="deadlines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    basis_at = models.DateTimeField()
    due_on = models.DateField()
    extended_on = models.DateField()
    latest_on = models.DateField(null=True)
    # A clock that runs across a change of law is computed by both Acts, and the earlier day is the one to plan on.
    other_rule = models.CharField(max_length=60, blank=True, default="")
    other_basis_on = models.DateField(null=True)
    other_due_on = models.DateField(null=True)
    prolonged_to = models.DateField(null=True)
    prolonged_reason = models.TextField(blank=True)
    prolonged_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    prolonged_at = models.DateTimeField(null=True)
    plan_on = models.GeneratedField(
        expression=Coalesce("prolonged_to", Least("due_on", "other_due_on")),
        output_field=models.DateField(),
        db_persist=True,
    )
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(extended_on__gte=F("due_on")),
                name="deadline_extended_not_before_due",
            ),
            models.CheckConstraint(
                condition=Q(prolonged_to=None, prolonged_at=None, prolonged_reason="")
                | (Q(prolonged_to__gt=F("due_on"), prolonged_at__isnull=False) & ~Q(prolonged_reason="")),
                name="deadline_prolonged_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(end_reason=""),
                name="deadline_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(other_rule="", other_basis_on=None, other_due_on=None)
                | Q(other_basis_on__isnull=False, other_due_on__isnull=False) & ~Q(other_rule=""),
                name="deadline_other_act_is_whole",
            ),
            models.UniqueConstraint(fields=("subject", "rule"), condition=OPEN, name="deadline_open_once"),
        )
        indexes = (
            models.Index(fields=("file", "plan_on"), condition=OPEN, name="deadline_open_of_file"),
            models.Index(fields=("unit", "plan_on"), condition=OPEN, name="deadline_open_in_unit"),
            models.Index(fields=("file", "basis_at"), name="deadline_of_file"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"
