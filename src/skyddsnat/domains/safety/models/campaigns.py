"""Waves of disinformation, and the public page of facts that answers them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.safety.models.keeping import REGISTER, REGISTER_ADDED
from skyddsnat.foundation.audit.types import Privacy
from skyddsnat.foundation.staff.models import Employee


class Campaign(models.Model):
    """A wave: what is spread, from when to when, and the answer that was given."""

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(
        open=("id", "started_on", "ended_on", "made_at", "answered_at", "version"),
        personal=("made_by", "answered_by"),
        secret=("title", "words", "answer"),
    )

    title = models.CharField(max_length=160)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    words = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(title="") & ~Q(words=""), name="campaign_has_words"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="campaign_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="campaign_answer_has_who_and_when",
            ),
        )

    def __str__(self) -> str:
        return f"campaign {self.pk}"


class CampaignLink(models.Model):
    """Where it was spread, and when it was seen there."""

    record: ClassVar = REGISTER_ADDED
    privacy: ClassVar = Privacy(open=("id", "seen_on"), personal=("campaign", "added_by"), secret=("url", "words"))

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="links")
    url = models.CharField(max_length=500)
    seen_on = models.DateField()
    words = models.TextField(blank=True)
    added_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"link {self.pk} of campaign {self.campaign_id}"


class FactsPage(models.Model):
    """True figures for the public: written, published, withdrawn. Its figures passed the small-group rule when chosen;
    published, it is everybody's to read and stands.
    """

    record: ClassVar = REGISTER
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "title_sv",
            "title_en",
            "words_sv",
            "words_en",
            "since",
            "until",
            "figures",
            "made_at",
            "published_at",
            "withdrawn_at",
            "version",
        ),
        personal=("campaign", "made_by"),
    )

    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title_sv = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    words_sv = models.TextField()
    words_en = models.TextField()
    since = models.DateField()
    until = models.DateField()
    figures = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="facts_days_in_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(published_at__isnull=False), name="facts_withdrawn_were_published"
            ),
        )

    def __str__(self) -> str:
        return f"facts {self.since}/{self.until}"
