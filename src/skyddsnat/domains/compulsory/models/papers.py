"""Papers that officials write in a case, and the letters that tell the parties what the board decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from skyddsnat.domains.compulsory.models.board import Matter
from skyddsnat.domains.compulsory.models.chain import Case, Measure
from skyddsnat.domains.compulsory.models.keeping import ADDED_ONLY, CASE_FILE
from skyddsnat.domains.compulsory.types.papers import PaperKind
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.audit.types import Privacy
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.staff.models import Employee


class Paper(models.Model):
    """A paper of compulsory care, block by block. Signed it is a document, and stays as it is; a new one may follow.

    `statute` is the Act whose list of blocks it was signed by, empty before. `matter` is the decision that a letter to
    the child tells of.
    """

    record: ClassVar = CASE_FILE
    privacy: ClassVar = Privacy(
        open=("id", "track", "kind", "statute", "written_at", "signed_at", "version"),
        personal=("case", "measure", "matter", "file", "written_by", "signed_by", "document"),
        secret=("blocks",),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=[(v.value, v.value) for v in PaperKind])
    blocks = models.JSONField(default=dict)
    statute = models.CharField(max_length=12, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, document=None, statute="")
                | Q(signed_at__isnull=False, signed_by__isnull=False, document__isnull=False) & ~Q(statute=""),
                name="paper_signed_has_who_when_what",
            ),
            models.UniqueConstraint(
                fields=("case", "kind", "track", "matter"),
                condition=Q(document=None),
                nulls_distinct=False,
                name="paper_one_draft",
            ),
        )
        indexes = (models.Index(fields=("file", "-id"), name="paper_in_file"),)

    def __str__(self) -> str:
        return f"paper {self.pk}"


class Notice(models.Model):
    """The letter that tells a party of the board's decision, with how to appeal (FL 33 §): one a party, and one in
    English where that is the party's language. When it left is the document's (`documents.Sending`).
    """

    record: ClassVar = ADDED_ONLY
    privacy: ClassVar = Privacy(open=("id", "made_at"), personal=("matter", "file", "person", "letter", "english"))

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="notices")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    english = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("matter", "person"), name="notice_once_a_party"),)

    def __str__(self) -> str:
        return f"notice {self.pk}"
