"""What somebody is typing. Only the one who types sees it."""

from typing import ClassVar

from django.db import models

from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee


class Draft(models.Model):
    """The fields of one form, saved while they are typed. `base_version`: of the row that the form began from.

    `window` and `turn`: whose save this is, as the window numbers its own; without a window there is no turn.
    """

    record: ClassVar = Record(changeable=True, audited=False, retention=Retention.TECHNICAL)
    privacy: ClassVar = Privacy(
        open=("id", "saved_at", "base_version", "version", "window", "turn"),
        personal=("employee", "form_key", "title", "url", "data"),
    )

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    data = models.JSONField(default=dict)
    base_version = models.IntegerField(null=True)
    version = models.IntegerField(default=1)
    window = models.CharField(max_length=32, blank=True, default="", db_default="")
    turn = models.IntegerField(default=0, db_default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("employee", "form_key"), name="draft_one_per_form"),
            models.CheckConstraint(
                condition=models.Q(window="", turn=0) | (~models.Q(window="") & models.Q(turn__gt=0)),
                name="draft_turn_of_a_window",
            ),
        )

    def __str__(self) -> str:
        return self.form_key
