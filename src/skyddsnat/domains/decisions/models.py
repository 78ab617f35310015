"""Proposal and decision, apart: who thought what was best, what was decided, by what right, what stood in the way."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.decisions.types import (
    Answer,
    AppealOutcome,
    Kind,
    Level,
    Outcome,
    Settler,
    State,
)
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.staff.models import Employee

# While somebody still writes, nothing is lost because something is missing.
_IN_WRITING = Q(state__in=(State.DRAFT.value, State.RETURNED.value))


class ServiceType(models.Model):
    """A service in the municipality's catalogue. `section` is the paragraph that carries it ("SoL 11:1")."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.TECHNICAL)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "code",
            "title_sv",
            "title_en",
            "child_sv",
            "child_en",
            "section",
            "is_placement",
            "is_active",
        )
    )

    code = models.SlugField(max_length=40, unique=True)
    title_sv = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    child_sv = models.CharField(max_length=250)
    child_en = models.CharField(max_length=250)
    section = models.CharField(max_length=24)
    is_placement = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class DelegationItem(models.Model):
    """One line of the delegation order: the lowest level that may decide something, from a day to a day."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "reference",
            "kind",
            "section",
            "level",
            "valid_from",
            "valid_to",
            "adopted_on",
        )
    )

    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Kind])
    section = models.CharField(max_length=24)
    level = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Level])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    adopted_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="delegation_ends_after_start",
            ),
            models.UniqueConstraint(fields=("kind", "section", "valid_from"), name="delegation_item_once"),
        )

    def __str__(self) -> str:
        return self.reference


class Meeting(models.Model):
    """A day on which the committee or board meets; due dates are laid against these (lesson 10)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(open=("id", "level", "held_on", "papers_by"))

    level = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Level])
    held_on = models.DateField()
    papers_by = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("level", "held_on"), name="meeting_once_a_day"),
            models.CheckConstraint(condition=Q(papers_by__lte=F("held_on")), name="meeting_papers_before"),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.held_on}"


class Proposal(models.Model):
    """What the caseworker finds most suitable, what is proposed, and why they differ (R6, R7)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "kind",
            "most_suitable",
            "chosen",
            "obstacles",
            "settled_by",
            "planned_start_on",
            "start_obstacles",
            "section",
            "level",
            "delegation",
            "is_urgent",
            "state",
            "proposed_at",
            "created_at",
            "changed_at",
            "lix",
            "version",
        ),
        personal=("file", "investigation", "child", "written_by", "proposed_by"),
        secret=(
            "own_words",
            "reasons",
            "child_version",
            "child_view",
            "child_view_missing_reason",
            "urgent_reason",
            "return_reason",
            "without_guardians_reason",
        ),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    investigation = models.ForeignKey("investigations.Investigation", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Kind])
    most_suitable = models.ForeignKey(ServiceType, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    chosen = models.ForeignKey(ServiceType, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    obstacles = models.JSONField(default=list)
    settled_by = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Settler], blank=True)
    own_words = models.TextField(blank=True)
    planned_start_on = models.DateField(null=True, blank=True)
    start_obstacles = models.JSONField(default=list)
    section = models.CharField(max_length=24)
    level = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Level])
    delegation = models.CharField(max_length=20, blank=True)
    reasons = models.TextField(blank=True)
    child_view = models.TextField(blank=True)
    child_view_missing_reason = models.TextField(blank=True)
    child_version = models.TextField(blank=True)
    lix = models.SmallIntegerField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    urgent_reason = models.TextField(blank=True)
    # Why the service may be given without a guardian's consent (SoL 21:1); empty when that is not proposed.
    without_guardians_reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=[(v.value, v.value) for v in State], default=State.DRAFT)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    return_reason = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(proposed_at=None, proposed_by=None)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="proposal_proposed_has_who_and_when",
            ),
            # Without "neither is empty" spelt out, SQL's unknown would let one empty side pass.
            models.CheckConstraint(
                condition=_IN_WRITING
                | Q(most_suitable__isnull=False, chosen__isnull=False, most_suitable=F("chosen"))
                | Q(most_suitable=None, chosen=None)
                | ~Q(obstacles=[]),
                name="proposal_difference_has_obstacle",
            ),
            models.CheckConstraint(
                condition=_IN_WRITING | ~Q(child_version=""),
                name="proposal_has_childs_version",
            ),
            models.CheckConstraint(
                condition=_IN_WRITING | Q(is_urgent=False) | ~Q(urgent_reason=""),
                name="proposal_urgent_has_reason",
            ),
        )
        indexes = (
            models.Index(fields=("file", "-created_at"), name="proposal_in_file"),
            models.Index(
                fields=("level", "proposed_at"),
                condition=Q(state=State.PROPOSED.value),
                name="proposal_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class Decision(models.Model):
    """What was decided, by whom, by what right (FL 31-32 §§). Signed when made; never changed."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "kind",
            "outcome",
            "chosen",
            "obstacles",
            "settled_by",
            "section",
            "level",
            "right",
            "decided_at",
            "is_appealable",
        ),
        personal=(
            "proposal",
            "file",
            "decided_by",
            "presented_by",
            "internal_document",
            "child_letter",
            "hides_name",
        ),
        secret=("reasons", "change_reason", "child_version", "hides_name_reason"),
    )

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Kind])
    outcome = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Outcome])
    chosen = models.ForeignKey(ServiceType, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    obstacles = models.JSONField(default=list)
    settled_by = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Settler], blank=True)
    section = models.CharField(max_length=24)
    level = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Level])
    right = models.CharField(max_length=80)
    reasons = models.TextField()
    change_reason = models.TextField(blank=True)
    child_version = models.TextField()
    is_appealable = models.BooleanField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    presented_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    hides_name = models.BooleanField(default=False)
    hides_name_reason = models.TextField(blank=True)
    internal_document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    child_letter = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.AS_PROPOSED.value) | ~Q(change_reason=""),
                name="decision_change_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(hides_name=False) | ~Q(hides_name_reason=""),
                name="decision_hidden_name_has_reason",
            ),
        )
        indexes = (models.Index(fields=("file", "-decided_at"), name="decision_in_file"),)

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Consent(models.Model):
    """One person's answer about one service (SoL 21:1; lesson 7). A new answer is a new row."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "service", "answer", "given_at"),
        personal=("proposal", "file", "person", "how", "recorded_by"),
        secret=("words",),
    )

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="consents")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(ServiceType, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=[(v.value, v.value) for v in Answer])
    given_at = models.DateTimeField()
    how = models.CharField(max_length=160, blank=True)
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Delivery(models.Model):
    """One party's letter: made with the decision, told when sent; the appeal time runs from its service (FL 44 §)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "sent_at", "served_at"),
        personal=("decision", "file", "person", "letter", "english", "how", "sent_by"),
    )

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="deliveries")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    # The same notice in English, for a party whose language it is; the Swedish one is the one that holds.
    english = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=160, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    served_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("decision", "person"), name="delivery_once"),
            models.CheckConstraint(
                condition=Q(served_at=None) | Q(sent_at__isnull=False, served_at__gte=F("sent_at")),
                name="delivery_served_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None, how="")
                | Q(sent_at__isnull=False, sent_by__isnull=False) & ~Q(how=""),
                name="delivery_sent_has_who_when_how",
            ),
        )

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Appeal(models.Model):
    """An appeal: when it came in, and whether it went to the court or was dismissed (FL 45-46 §§).

    One of a party hangs on the party's letter. One of somebody who has none hangs on the decision, and is from a person
    of the file or from the named `appellant`.
    """

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "came_in_at", "recorded_at", "outcome", "settled_at"),
        personal=("delivery", "decision", "person", "appellant", "file", "recorded_by", "settled_by"),
        secret=("reason",),
    )

    delivery = models.OneToOneField(Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="appeal")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="other_appeals"
    )
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appellant = models.CharField(max_length=160, blank=True, default="", db_default="")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    came_in_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=[(v.value, v.value) for v in AppealOutcome], blank=True)
    reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(came_in_at__lte=F("recorded_at")), name="appeal_written_after_it_came"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None, settled_by=None, reason="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(outcome=""),
                name="appeal_settled_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=AppealOutcome.DISMISSED.value) | ~Q(reason=""),
                name="appeal_dismissed_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(delivery__isnull=False, decision=None, person=None, appellant="")
                | Q(delivery=None, decision__isnull=False, person__isnull=False, appellant="")
                | (Q(delivery=None, decision__isnull=False, person=None) & ~Q(appellant="")),
                name="appeal_from_one",
            ),
            models.UniqueConstraint(
                fields=("decision", "person"), condition=Q(person__isnull=False), name="appeal_once_a_person"
            ),
            models.UniqueConstraint(
                fields=("decision", "appellant"), condition=~Q(appellant=""), name="appeal_once_a_name"
            ),
        )

    def __str__(self) -> str:
        return f"appeal {self.pk}"


class Execution(models.Model):
    """When a decided service really started (SoL 34:1: three months)."""

    record: ClassVar = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "started_on", "recorded_at"),
        personal=("decision", "file", "recorded_by"),
    )

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="execution")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"started {self.started_on}"
