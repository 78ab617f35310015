"""Notes and talks follow their file and lock. A locked note may still be moved to the right file, and nothing else."""

from django.db import migrations

from skyddsnat.foundation.access import rls

# When a file is handed out, the moment of locking may come earlier; it is never put off.
_LATER = "coalesce(NEW.locks_at > OLD.locks_at, true)"


def _changed(*but: str) -> str:
    """SQL that is true when something else than these columns differs."""
    columns = "ARRAY[" + ", ".join(f"'{column}'" for column in but) + "]"
    return f"to_jsonb(NEW) - {columns} IS DISTINCT FROM to_jsonb(OLD) - {columns}"


_NOTE = f"""OLD.locks_at <= now() AND (
    TG_OP = 'DELETE' OR {_LATER} OR {_changed("file_id", "moved_from_id", "locks_at")}
)"""
_PARAGRAPH = f"""(TG_OP = 'DELETE' OR {_changed("file_id")})
    AND EXISTS (SELECT 1 FROM journal_note n WHERE n.id = OLD.note_id AND n.locks_at <= now())"""
_TALK = f"OLD.locks_at <= now() AND (TG_OP = 'DELETE' OR {_LATER} OR {_changed('locks_at')})"


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial"), ("people", "0002_guard")]

    operations = [
        *rls.guard_by_file("journal_note"),
        *rls.lock_when("journal_note", _NOTE),
        *rls.guard_by_file("journal_paragraph", rights="SELECT, INSERT, UPDATE, DELETE"),
        *rls.lock_when("journal_paragraph", _PARAGRAPH),
        *rls.guard_by_file("journal_talk"),
        *rls.lock_when("journal_talk", _TALK),
    ]
