"""Police help: a need, a request and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from skyddsnat.domains.compulsory.models.board import Appointment, Matter
from skyddsnat.domains.compulsory.models.chain import Case, Measure
from skyddsnat.domains.compulsory.models.keeping import CASE_FILE
from skyddsnat.domains.compulsory.models.safeguards import Outing
from skyddsnat.domains.compulsory.types import Attendance, Effect, NotAsked, PoliceAnswer, PoliceFor, WhyAnswer
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.staff.models import Employee


class PoliceNeed(models.Model):
    """A need of police help, from the day it was stated to what it led to. One never asked for also counts."""

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=(
            *("id", "purpose", "section", "needed_at", "requested_at", "planned_at", "answer", "answered_at"),
            *("not_asked", "answer_why", "attendance", "arrived_at", "effect", "version"),
        ),
        personal=(
            *("case", "measure", "file", "outing", "stated_by", "requested_by", "appointment"),
            *("matter", "request", "planning_data"),
        ),
        secret=(
            *("circumstances", "why_not_alone", "place", "risk_to_child", "childs_interests"),
            *("not_requested_reason", "answer_reason", "afterthought"),
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="police_needs")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    outing = models.ForeignKey(Outing, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=[(v.value, v.value) for v in PoliceFor])
    section = models.CharField(max_length=24, blank=True)
    needed_at = models.DateTimeField()
    stated_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    circumstances = models.TextField()
    why_not_alone = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    risk_to_child = models.TextField(blank=True)
    childs_interests = models.TextField(blank=True)
    appointment = models.ForeignKey(Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # A matter in which the board itself decided to ask; anybody may then carry the request.
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_asked = models.CharField(max_length=16, choices=[(v.value, v.value) for v in NotAsked], blank=True)
    not_requested_reason = models.TextField(blank=True)
    request = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    planning_data = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=[(v.value, v.value) for v in PoliceAnswer], blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_why = models.CharField(max_length=12, choices=[(v.value, v.value) for v in WhyAnswer], blank=True)
    answer_reason = models.TextField(blank=True)
    attendance = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Attendance], blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    effect = models.CharField(max_length=14, choices=[(v.value, v.value) for v in Effect], blank=True)
    afterthought = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("matter",), name="police_need_has_own_matter"),
            models.CheckConstraint(
                condition=Q(requested_at=None, requested_by=None, request=None)
                | (
                    Q(requested_at__isnull=False, requested_by__isnull=False, request__isnull=False)
                    & Q(measure__isnull=False)
                    & ~Q(section="")
                    & ~Q(why_not_alone="")
                    & ~Q(childs_interests="")
                    & Q(not_requested_reason="")
                ),
                name="police_request_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | Q(requested_at__isnull=False, answered_at__isnull=False),
                name="police_answer_has_request",
            ),
            models.CheckConstraint(condition=Q(attendance="") | ~Q(answer=""), name="police_attendance_after_answer"),
            models.CheckConstraint(
                condition=Q(not_asked="", not_requested_reason="") | ~Q(not_asked="") & ~Q(not_requested_reason=""),
                name="police_not_asked_has_reason",
            ),
        )
        indexes = (models.Index(fields=("file", "-needed_at"), name="police_need_in_file"),)

    def __str__(self) -> str:
        return f"police need {self.pk}"
