"""Incidents and who was exposed. No row is a child's: a link to a file is a row of its own, seen by fewer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.safety.models.campaigns import Campaign
from skyddsnat.domains.safety.models.keeping import REGISTER, REGISTER_ADDED
from skyddsnat.domains.safety.types.register import Channel, Concerns, Effect, IncidentKind, Injury, Source
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy
from skyddsnat.foundation.staff.models import Employee, Unit


class Incident(models.Model):
    """What happened to somebody at work: threat, violence, harassment … Who was exposed stands in `Exposure`.

    Who did it may be named: by number, which is compared and never shown, or where there is none as a person.
    """

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "kind",
            "channel",
            "is_direct",
            "source",
            "injury",
            "is_near_miss",
            "concerns",
            "effect",
            "version",
        ),
        personal=("happened_at", "reported_at", "reported_by", "campaign", "closed_at", "closed_by"),
        secret=("place", "person", "source_number", "alias", "words", "closing_words"),
    )

    kind = models.CharField(max_length=12, choices=[(v.value, v.value) for v in IncidentKind])
    channel = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Channel])
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    is_direct = models.BooleanField(default=True)
    source = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Source])
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_number = models.CharField(max_length=16, blank=True, db_default="")
    alias = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    injury = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Injury])
    is_near_miss = models.BooleanField(default=False)
    concerns = models.CharField(max_length=14, choices=[(v.value, v.value) for v in Concerns])
    effect = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Effect])
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents")
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closing_words = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="incident_has_words"),
            models.CheckConstraint(condition=Q(happened_at__lte=F("reported_at")), name="incident_has_happened"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closing_words="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closing_words=""),
                name="incident_closed_has_who_and_words",
            ),
            models.CheckConstraint(condition=Q(person=None) | Q(source_number=""), name="incident_source_named_once"),
        )
        indexes = (
            models.Index(fields=("-happened_at", "-id"), name="incident_by_time"),
            models.Index(fields=("person",), name="incident_by_person"),
            models.Index(fields=("source_number",), name="incident_by_source"),
            models.Index(fields=("campaign",), name="incident_of_campaign"),
        )

    def __str__(self) -> str:
        return f"incident {self.pk}"


class Exposure(models.Model):
    """One who was exposed, the unit at that time, and what that person wants."""

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(
        open=("id", "unit", "asked_at", "change_wished", "changed_at", "enough_at", "version"),
        personal=("incident", "employee"),
        secret=("wishes", "wish_words"),
    )

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="exposures")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    wishes = models.JSONField(default=list)
    wish_words = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    change_wished = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True, blank=True)
    enough_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("incident", "employee"), name="exposure_once"),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False) | Q(wishes=[], wish_words="", change_wished=False),
                name="exposure_wish_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(changed_at=None) | Q(change_wished=True), name="exposure_changed_on_wish_only"
            ),
        )
        indexes = (
            models.Index(fields=("employee",), name="exposure_of_employee"),
            models.Index(fields=("unit",), name="exposure_in_unit"),
        )

    def __str__(self) -> str:
        return f"exposure {self.pk}"


class CaseLink(models.Model):
    """Which child's file it was about. The column is not named as elsewhere: the log finds no file in it."""

    record: ClassVar = REGISTER_ADDED
    privacy: ClassVar = Privacy(open=("id",), secret=("incident", "linked_file", "subject"))

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="links")
    linked_file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("incident", "linked_file"), name="case_link_once"),)

    def __str__(self) -> str:
        return f"link {self.pk}"


class Attachment(models.Model):
    """A picture, a recording, a letter. What it is was told by its bytes."""

    record: ClassVar = REGISTER_ADDED
    privacy: ClassVar = Privacy(
        open=("id", "media_type", "size", "sha256", "added_at"),
        personal=("incident", "added_by"),
        secret=("name", "content"),
    )

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=40)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("incident", "sha256"), name="attachment_once"),)

    def __str__(self) -> str:
        return f"attachment {self.pk}"
