"""People and their relations. A person hangs on the file in which it was first written down."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from skyddsnat.domains.people.types import Protection, RelationKind
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy, Record, Retention
from skyddsnat.kernel.personal_number import NumberKind


class Person(models.Model):
    """A child or an adult. `is_subject` is true of the one child that the file is about."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "is_subject", "number_kind", "version"),
        personal=(
            "file",
            "given_name",
            "family_name",
            "search_name",
            "sort_key",
            "birth_date",
            "number",
            "sex",
            "language",
            "needs_interpreter",
            "protection",
            "death_date",
        ),
        secret=("address", "phone", "school"),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    is_subject = models.BooleanField(default=False)
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120, blank=True)
    # Compared sign by sign, the same in every database; `rules.ordered` makes that the Swedish alphabet.
    search_name = models.CharField(max_length=250, db_collation="C")
    sort_key = models.CharField(max_length=250, db_collation="C")
    birth_date = models.DateField(null=True, blank=True)
    # None, and not an empty text, where there is no number: only numbers are unique.
    number = models.CharField(max_length=16, null=True, blank=True)  # noqa: DJ001 - see above
    number_kind = models.CharField(
        max_length=12,
        choices=[(kind.value, kind.value) for kind in NumberKind],
        blank=True,
    )
    sex = models.CharField(max_length=1, blank=True)
    language = models.CharField(max_length=40, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    protection = models.CharField(
        max_length=12,
        choices=[(level.value, level.value) for level in Protection],
        default=Protection.NONE,
    )
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    school = models.CharField(max_length=160, blank=True)
    death_date = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("number",),
                condition=Q(number__isnull=False, is_subject=True),
                name="person_number_once",
            ),
            models.UniqueConstraint(
                fields=("file",),
                condition=Q(is_subject=True),
                name="person_one_subject_in_file",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="person_number_null_not_empty"),
            models.CheckConstraint(
                condition=Q(protection__in=[level.value for level in Protection]),
                name="person_protection_is_known",
            ),
        )
        indexes = (
            models.Index(fields=("search_name", "id"), name="person_by_given_name"),
            models.Index(fields=("sort_key", "id"), name="person_by_family_name"),
            GinIndex(
                fields=("search_name",),
                name="person_name_contains",
                opclasses=("gin_trgm_ops",),
            ),
            models.Index(fields=("birth_date",), name="person_by_birth_date"),
            models.Index(fields=("number",), name="person_by_number"),
            models.Index(fields=("file",), name="person_in_file"),
        )

    def __str__(self) -> str:
        return f"person {self.pk}"


class Relation(models.Model):
    """Somebody is something to the child, from a day, in the child's file."""

    record: ClassVar = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
    privacy: ClassVar = Privacy(
        open=("id", "starts_on", "ends_on"),
        personal=("file", "child", "other", "kind", "lives_together", "note"),
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations_to")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in RelationKind])
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    lives_together = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(child=F("other")), name="relation_between_two"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gt=F("starts_on")),
                name="relation_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=("child", "other", "kind"),
                condition=Q(ends_on=None),
                name="relation_running_once",
            ),
        )
        indexes = (
            models.Index(fields=("file",), name="relation_in_file"),
            models.Index(fields=("other",), name="relation_of_other"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.other_id} of {self.child_id}"
