"""Units, employees, roles and absences. No private data of staff is stored (OSL 39:3)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.foundation.staff.types import Role


class Unit(models.Model):
    """A unit of the social services, for instance "Mottagning" or "Barn 2"."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(open=("id", "name", "phone", "receives_reports", "is_active"))

    name = models.CharField(max_length=120, unique=True)
    phone = models.CharField(max_length=40, blank=True)
    receives_reports = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Employee(AbstractBaseUser):
    """Somebody who works here. The service code stands for the name in what leaves the building (FL 33 §)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(
        open=(
            "id",
            "service_code",
            "is_active",
            "in_profession_since",
            "language",
            "handles_protected",
            "must_change_password",
        ),
        personal=("username", "name", "work_email"),
        secret=("password",),
    )

    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    service_code = models.CharField(max_length=12, unique=True)
    in_profession_since = models.DateField(null=True, blank=True)
    handles_protected = models.BooleanField(default=False)
    # Where alarms reach her when she is not logged in: an address of the employer, never a private one (OSL 39:3).
    work_email = models.EmailField(blank=True, db_default="")
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)
    # The password is one that somebody else knows: nothing opens until she has chosen her own.
    must_change_password = models.BooleanField(default=False, db_default=False)

    last_login = None  # the log tells who signed in, and when

    objects: ClassVar = BaseUserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.service_code


class RoleHolding(models.Model):
    """A role held in a unit for a time. One person may hold several, in several units."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(open=("id", "employee", "unit", "role", "starts_on", "ends_on"))

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="roles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="role_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="role_is_known",
            ),
            models.UniqueConstraint(fields=("employee", "unit", "role", "starts_on"), name="role_once_a_day"),
        )
        indexes = (models.Index(fields=("unit", "role"), name="role_in_unit"),)

    def __str__(self) -> str:
        return f"{self.employee_id} {self.role} in {self.unit_id}"


class Absence(models.Model):
    """Days away. A week without a deputy leaves children with no one in charge (lesson 12)."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(open=("id", "starts_on", "ends_on"), personal=("employee",))

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="absence_ends_after_start"),
        )

    def __str__(self) -> str:
        return f"{self.employee_id} {self.starts_on}"


class NameProtection(models.Model):
    """A decision that an employee's name is left out of what leaves the building (FL 33 § fourth paragraph).

    Of everything, or of the one thing that `subject` names ("decisions.proposal:12"). Ended, never changed.
    """

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.STAFF)
    privacy: ClassVar = Privacy(
        open=("id", "decided_at", "starts_on", "until", "review_on", "ended_at"),
        personal=("employee", "subject", "decided_by", "ended_by"),
        secret=("reason", "ended_why"),
    )

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80, blank=True)
    reason = models.TextField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    starts_on = models.DateField()
    until = models.DateField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until__gt=F("starts_on")), name="protection_ends_after_start"),
            models.CheckConstraint(
                condition=Q(review_on__gte=F("starts_on"), review_on__lte=F("until")),
                name="protection_reviewed_within",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="protection_has_reason"),
            models.CheckConstraint(
                condition=~Q(subject="") | ~Q(decided_by=F("employee")), name="protection_not_by_oneself"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_why="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                name="protection_ended_has_who_when_and_why",
            ),
        )
        indexes = (models.Index(fields=("employee", "subject"), name="protection_of_employee"),)

    def __str__(self) -> str:
        return f"{self.pk} {self.starts_on}"
