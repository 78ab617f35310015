"""Papers that officials write, block by block, and the letters that tell the parties what the board decided.

- What a paper or a letter names stands in the same file; so does the document, and it is signed.
- A signed paper stays as it is. Two caseworkers stand behind the signature, checked at commit like every step.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations import RunSQL

from skyddsnat.foundation.access import rls

_WALLS = """
CREATE FUNCTION compulsory_check_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM compulsory_case c WHERE c.id = NEW.case_id AND c.file_id = NEW.file_id)
        OR NEW.measure_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM compulsory_measure m
            WHERE m.id = NEW.measure_id AND m.case_id = NEW.case_id AND m.track = NEW.track
        )
        OR NEW.matter_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM compulsory_matter m WHERE m.id = NEW.matter_id AND m.case_id = NEW.case_id
        )
        OR NEW.document_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM documents_document d
            WHERE d.id = NEW.document_id AND d.file_id = NEW.file_id AND d.locked_at IS NOT NULL
        )
    THEN
        RAISE EXCEPTION 'paper: % names what is not in its case', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stands_in_its_case BEFORE INSERT OR UPDATE ON compulsory_paper
FOR EACH ROW EXECUTE FUNCTION compulsory_check_paper();
CREATE CONSTRAINT TRIGGER two_when_signed AFTER INSERT OR UPDATE OF signed_at ON compulsory_paper
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION compulsory_check_pair('signed_at');

CREATE FUNCTION compulsory_check_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM compulsory_matter m
        WHERE m.id = NEW.matter_id AND m.file_id = NEW.file_id AND m.state = 'decided'
    ) OR NOT EXISTS (
        SELECT 1 FROM documents_document d
        WHERE d.id = NEW.letter_id AND d.file_id = NEW.file_id AND d.locked_at IS NOT NULL
    ) OR NEW.english_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM documents_document d
        WHERE d.id = NEW.english_id AND d.file_id = NEW.file_id AND d.locked_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'notice: % is of nothing decided and signed in its file', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER of_a_decision BEFORE INSERT ON compulsory_notice
FOR EACH ROW EXECUTE FUNCTION compulsory_check_notice();
"""

_UNDO_WALLS = """
DROP TRIGGER of_a_decision ON compulsory_notice;
DROP FUNCTION compulsory_check_notice();
DROP TRIGGER two_when_signed ON compulsory_paper;
DROP TRIGGER stands_in_its_case ON compulsory_paper;
DROP FUNCTION compulsory_check_paper();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_outing"),
        ("compulsory", "0004_safeguards"),
        ("documents", "0002_guard"),
        ("people", "0003_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                (
                    "english",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.file"),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="compulsory.matter"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("matter", "person"), name="notice_once_a_party")],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("track", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submission", "submission"),
                            ("application", "application"),
                            ("extension", "extension"),
                            ("care_plan", "care_plan"),
                            ("implementation_plan", "implementation_plan"),
                            ("special_plan", "special_plan"),
                            ("consideration", "consideration"),
                            ("examination", "examination"),
                            ("child_letter", "child_letter"),
                        ],
                        max_length=20,
                    ),
                ),
                ("blocks", models.JSONField(default=dict)),
                ("statute", models.CharField(blank=True, max_length=12)),
                ("written_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="compulsory.case"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.file"),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="compulsory.matter",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="compulsory.measure",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["file", "-id"], name="paper_in_file")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", None), ("signed_at", None), ("signed_by", None), ("statute", "")),
                            models.Q(
                                ("document__isnull", False),
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                                models.Q(("statute", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="paper_signed_has_who_when_what",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("document", None)),
                        fields=("case", "kind", "track", "matter"),
                        name="paper_one_draft",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        *rls.guard_by_file("compulsory_paper"),
        *rls.lock_when("compulsory_paper", "TG_OP = 'DELETE' OR OLD.document_id IS NOT NULL"),
        *rls.guard_by_file("compulsory_notice", rights="SELECT, INSERT"),
        *rls.lock_when("compulsory_notice", "true"),
        RunSQL(_WALLS, _UNDO_WALLS),
    ]
