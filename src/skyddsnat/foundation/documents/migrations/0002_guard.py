"""Documents follow their file. What is signed stays as it is; a second person's pass may be added, once."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_LOCKED = """OLD.locked_at IS NOT NULL AND (TG_OP = 'DELETE' OR OLD.passed_at IS NOT NULL OR
    to_jsonb(NEW) - 'passed_at' - 'passed_by_id' IS DISTINCT FROM to_jsonb(OLD) - 'passed_at' - 'passed_by_id')"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("access", "0002_guard")]

    operations = [
        rls.grant("documents_document"),
        *rls.policy("documents_document", rls.visible_file("documents_document.file_id")),
        rls.log_changes("documents_document", hide=("content", "source")),
        *rls.lock_when("documents_document", _LOCKED),
    ]
