"""Surveys, their waves, whom they invite. No table here holds an answer: see `migrations/0002_guard.py`."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.survey.types.waves import MailFailure, MailStep, WaveKind, WaveState
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.models import Employee

_KEPT = Record(changeable=True, audited=True, retention=Retention.STAFF)
# Not in the log: it would tell who answered, and when.
_PASSING = Record(changeable=True, audited=False, retention=Retention.TECHNICAL)


class Survey(models.Model):
    """A survey: its definition as it stands, in the form of its file."""

    record: ClassVar = _KEPT
    # Who of the staff made it is as open as any act of an authority.
    privacy: ClassVar = Privacy(open=("id", "key", "definition", "made_at", "made_by", "version"))

    key = models.CharField(max_length=40, unique=True)
    definition = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return f"survey {self.key}"


class Wave(models.Model):
    """One time that it is asked. `definition` is what was asked; `counts` and `frame` are sums and name nobody."""

    record: ClassVar = _KEPT
    privacy: ClassVar = Privacy(
        open=(
            *("id", "survey", "kind", "state", "name", "opens_on", "closes_on", "reminder1_on", "reminder2_on"),
            *("definition", "source", "asked", "answered", "counts", "frame", "made_at", "made_by", "opened_at"),
            *("closed_at", "version"),
        )
    )

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="waves")
    kind = models.CharField(max_length=10, choices=[(each.value, each.value) for each in WaveKind])
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in WaveState])
    name = models.CharField(max_length=80)
    opens_on = models.DateField()
    closes_on = models.DateField()
    reminder1_on = models.DateField(null=True, blank=True)
    reminder2_on = models.DateField(null=True, blank=True)
    definition = models.TextField()
    source = models.TextField(blank=True)
    asked = models.IntegerField(null=True, blank=True)
    answered = models.IntegerField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    frame = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("survey", "name"), name="wave_named_once"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="wave_days_in_order"),
            models.CheckConstraint(condition=~Q(name=""), name="wave_has_name"),
            models.CheckConstraint(
                condition=Q(reminder2_on=None) | Q(reminder1_on__lt=F("reminder2_on")), name="wave_reminders_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"wave {self.pk} of survey {self.survey_id}"


class Invitation(models.Model):
    """Somebody who was asked, until the wave is closed: then who it was is gone, and the digest alone is left.

    `seed` makes the personal link together with the key of the installation; of the link, only the digest is kept.
    """

    record: ClassVar = _PASSING
    privacy: ClassVar = Privacy(
        open=("id", "wave", "language"),
        personal=("employee", "address", "unit", "answered"),
        secret=("seed", "token_digest"),
    )

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="invitations")
    employee = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    unit = models.CharField(max_length=120, blank=True)
    seed = models.CharField(max_length=64)
    token_digest = models.CharField(max_length=64, unique=True)
    answered = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("wave", "employee"), condition=Q(employee__isnull=False), name="invited_once_as_employee"
            ),
            models.UniqueConstraint(
                fields=("wave", "address"), condition=~Q(address=""), name="invited_once_at_an_address"
            ),
        )

    def __str__(self) -> str:
        return f"invitation {self.pk} to wave {self.wave_id}"


class Mailing(models.Model):
    """A mail to an invited person: claimed before it is sent, and what came of it. Days, no moments."""

    record: ClassVar = _PASSING
    privacy: ClassVar = Privacy(open=("id", "step", "tried_on", "sent_on", "failure"), personal=("invitation",))

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="mailings")
    step = models.CharField(max_length=10, choices=[(each.value, each.value) for each in MailStep])
    tried_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    failure = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in MailFailure])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("invitation", "step"), name="mailed_once_a_step"),
            models.CheckConstraint(condition=Q(sent_on=None) | Q(failure=""), name="mail_sent_has_not_failed"),
        )

    def __str__(self) -> str:
        return f"{self.step} of invitation {self.invitation_id}"


class Draft(models.Model):
    """Half an answer, sealed with a key that is in the link alone; gone when it is handed in or the wave is closed."""

    record: ClassVar = _PASSING
    privacy: ClassVar = Privacy(open=("id", "wave"), secret=("token_digest", "sealed"))

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"draft {self.pk} of wave {self.wave_id}"
