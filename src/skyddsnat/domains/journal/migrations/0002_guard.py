"""Notes and talks follow their file and lock. A locked note may still be moved to the right file, and nothing else."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_NOTE = """OLD.locks_at <= now() AND (TG_OP = 'DELETE' OR
    to_jsonb(NEW) - 'file_id' - 'moved_from_id' IS DISTINCT FROM to_jsonb(OLD) - 'file_id' - 'moved_from_id')"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial"), ("people", "0002_guard")]

    operations = [
        *rls.guard_by_file("journal_note"),
        *rls.lock_when("journal_note", _NOTE),
        *rls.guard_by_file("journal_paragraph"),
        *rls.guard_by_file("journal_talk"),
        *rls.lock_when("journal_talk", "OLD.locks_at <= now()"),
    ]
