"""Compulsory care: a case, its measures, what was done in each, and the safeguards around them.

A measure's `lapses_at` is the midnight at which the law ends it unless its next deed is done before; it is written when
the clock starts, so that a measure that has lapsed is lapsed also when no job has run.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.compulsory.types import (
    Attendance,
    Effect,
    EnforcerKind,
    Handing,
    MatterOutcome,
    MatterState,
    NotAsked,
    OutingKind,
    PlaceKind,
    PoliceAnswer,
    PoliceFor,
    Understood,
    WhyAnswer,
)
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.staff.models import Employee

_CASE_FILE = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
_ADDED_ONLY = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)


class Case(models.Model):
    """One compulsory case of one child: why consent is not enough, and under which Act it began."""

    record: ClassVar = _CASE_FILE
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

    record: ClassVar = _CASE_FILE
    privacy: ClassVar = Privacy(
        open=(
            *("id", "track", "statute", "state", "is_temporary", "grounds"),
            *("started_at", "lapses_at", "care_began_at", "applied_on", "ended_at", "version"),
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

    record: ClassVar = _ADDED_ONLY
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

    record: ClassVar = _CASE_FILE
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

    record: ClassVar = _ADDED_ONLY
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


# --- The board --------------------------------------------------------------------------------------------------------


class Matter(models.Model):
    """What officials prepare and the committee, the board or the chair decides: one deed on a measure's chain."""

    record: ClassVar = _CASE_FILE
    privacy: ClassVar = Privacy(
        open=(
            *("id", "track", "act", "section", "level", "state", "is_urgent", "planned_since", "outcome"),
            *("prepared_at", "decided_at", "meeting", "reported_at_meeting", "right", "lix", "version"),
        ),
        personal=("case", "measure", "file", "written_by", "prepared_by", "decided_by", "document", "child_letter"),
        secret=(
            *("proposal", "reasons", "child_version", "child_view", "urgent_reason"),
            *("change_reason", "decided_text", "return_reason", "fields"),
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="matters")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="matters")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=20)
    act = models.CharField(max_length=40)
    section = models.CharField(max_length=24)
    level = models.CharField(max_length=12)
    state = models.CharField(
        max_length=10, choices=[(v.value, v.value) for v in MatterState], default=MatterState.DRAFT
    )
    # What the deed needs beside the words: grounds, place, sample, by name of field.
    fields = models.JSONField(default=dict)
    proposal = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    child_view = models.TextField(blank=True)
    child_version = models.TextField(blank=True)
    lix = models.SmallIntegerField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    urgent_reason = models.TextField(blank=True)
    planned_since = models.DateField()
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=[(v.value, v.value) for v in MatterOutcome], blank=True)
    decided_text = models.TextField(blank=True)
    change_reason = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    right = models.CharField(max_length=80, blank=True)
    # The meeting that decides it, and the one at which a decision of the chair is reported.
    meeting = models.ForeignKey("decisions.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reported_at_meeting = models.ForeignKey(
        "decisions.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child_letter = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=MatterState.DECIDED.value)
                | Q(decided_at__isnull=False, decided_by__isnull=False, document__isnull=False) & ~Q(outcome=""),
                name="matter_decided_has_who_when_what",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=(MatterOutcome.CHANGED.value, MatterOutcome.REFUSED.value))
                | ~Q(change_reason=""),
                name="matter_change_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=MatterState.DRAFT.value) | Q(is_urgent=False) | ~Q(urgent_reason=""),
                name="matter_urgent_has_reason",
            ),
        )
        indexes = (
            models.Index(fields=("file", "-id"), name="matter_in_file"),
            models.Index(
                fields=("level", "prepared_at"),
                condition=Q(state=MatterState.PREPARED.value),
                name="matter_waiting",
            ),
            models.Index(fields=("meeting",), name="matter_at_meeting"),
        )

    def __str__(self) -> str:
        return f"matter {self.pk}"


class HandOver(models.Model):
    """One moment on the way from the official to the chair; the times are kept as they came."""

    record: ClassVar = _ADDED_ONLY
    privacy: ClassVar = Privacy(open=("id", "kind", "at"), personal=("matter", "file", "by", "to"), secret=("words",))

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="hand_overs")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Handing])
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"hand-over {self.pk}"


class Appointment(models.Model):
    """A named person whom the board has appointed: to decide what cannot wait, or to ask for police help."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(open=("id", "employee", "section", "reference", "decided_on", "valid_from", "valid_to"))

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=24)
    reference = models.CharField(max_length=40)
    decided_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="appointment_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return self.reference


# --- Two caseworkers --------------------------------------------------------------------------------------------------


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

    record: ClassVar = _CASE_FILE
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
    """A home visit or an execution: when, where, what the risk is. Who goes stands beside, never fewer than two."""

    record: ClassVar = _CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "kind", "recorded_at", "planned_at", "done_at", "cancelled_at", "version"),
        personal=("case", "measure", "file", "planned_by"),
        secret=("place", "risk", "outcome"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outings")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(v.value, v.value) for v in OutingKind])
    recorded_at = models.DateTimeField()
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    risk = models.TextField()
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

    record: ClassVar = _CASE_FILE
    privacy: ClassVar = Privacy(open=("id", "risk_read_at"), personal=("outing", "file", "employee"))

    outing = models.ForeignKey(Outing, on_delete=models.PROTECT, related_name="goers")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    risk_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("outing", "employee"), name="goer_once"),)

    def __str__(self) -> str:
        return f"goer {self.pk}"


# --- The police -------------------------------------------------------------------------------------------------------


class PoliceNeed(models.Model):
    """A need of police help, from the day it was stated to what it led to. One never asked for also counts."""

    record: ClassVar = _CASE_FILE
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


# --- Who was told, heard and examined ---------------------------------------------------------------------------------


class Enforcer(models.Model):
    """Who enforces a measure. Stands as not told of its end until that is confirmed (lesson 11)."""

    record: ClassVar = _CASE_FILE
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

    record: ClassVar = _ADDED_ONLY
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

    record: ClassVar = _CASE_FILE
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

    record: ClassVar = _CASE_FILE
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
