"""Every time that a document leaves the building: what, to whom, how, when, by whom. Added only.

The database lets nothing out that is not signed, or in which somebody is protected and that no second person passed.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from skyddsnat.foundation.access import rls

_ASKERS = ("party", "public", "authority")
_CHECK = """
CREATE FUNCTION documents_check_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM documents_document d JOIN documents_document asked ON asked.id = NEW.document_id
        WHERE d.id = NEW.left_id AND d.file_id = NEW.file_id AND asked.file_id = NEW.file_id
            AND d.locked_at IS NOT NULL AND (NOT d.has_protected OR d.passed_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'sending: document % is not signed, not passed or not of the file', NEW.left_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_ready BEFORE INSERT ON documents_sending
FOR EACH ROW EXECUTE FUNCTION documents_check_sending();
"""
_UNDO = "DROP TRIGGER is_ready ON documents_sending; DROP FUNCTION documents_check_sending();"


def _to(model, **more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **({"related_name": "+"} | more))


class Migration(migrations.Migration):
    dependencies = [("access", "0009_carers_apart"), ("documents", "0005_rendering")]

    operations = [
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.CharField(choices=[(each, each) for each in _ASKERS], max_length=10)),
                ("recipient", models.CharField(blank=True, max_length=200)),
                ("how", models.CharField(max_length=200)),
                ("sent_at", models.DateTimeField()),
                ("left_out", models.JSONField(db_default=[], default=list)),
                ("document", _to("documents.document", related_name="sendings")),
                ("file", _to("access.file")),
                ("left", _to("documents.document")),
                ("sent_by", _to(settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=~Q(how=""), name="sending_has_way")],
                "indexes": [models.Index(fields=["file", "-sent_at"], name="sending_in_file")],
            },
        ),
        *rls.guard_by_file("documents_sending", rights="SELECT, INSERT"),
        *rls.lock_when("documents_sending", "true"),
        migrations.RunSQL(_CHECK, _UNDO),
    ]
