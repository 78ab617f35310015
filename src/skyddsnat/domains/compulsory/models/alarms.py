"""Alarms that leave the building by mail, without a word about anybody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from skyddsnat.domains.compulsory.models.chain import Measure
from skyddsnat.domains.compulsory.types import AlarmFailure, AlarmRung
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee


class AlarmSending(models.Model):
    """One alarm to one person about one midnight of a measure: tried, and sent or not. A moved midnight alarms anew."""

    record: ClassVar = Record(changeable=True, audited=False, retention=Retention.LOG)
    privacy: ClassVar = Privacy(
        open=("id", "lapses_at", "rung", "tried_at", "sent_at", "failure"), personal=("measure", "file", "employee")
    )

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    lapses_at = models.DateTimeField()
    rung = models.CharField(max_length=10, choices=[(each.value, each.value) for each in AlarmRung])
    tried_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=12, choices=[(each.value, each.value) for each in AlarmFailure], blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("measure", "lapses_at", "rung", "employee"), name="alarm_once_a_rung"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failure=""), name="alarm_sent_has_not_failed"),
        )

    def __str__(self) -> str:
        return f"alarm {self.pk}"
