"""Investigations follow their file. A closed one is never changed; the notes in its areas lock within a day.

And a file in which an investigation or a clock runs is not closed by anyone or any job (lesson 12).
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

_ADD = "SELECT, INSERT"

# Whoever may change the file sees what runs in it, so the trigger needs no rights of its own.
_KEEP_OPEN = """
CREATE FUNCTION investigations_keep_file_open() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM investigations_investigation i WHERE i.file_id = NEW.id AND i.state = 'open')
        OR EXISTS (SELECT 1 FROM deadlines_deadline d WHERE d.file_id = NEW.id AND d.met_at IS NULL AND d.ended_at IS NULL)
    THEN
        RAISE EXCEPTION 'file % cannot be closed: something runs in it', NEW.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_open_while_running BEFORE UPDATE OF closed_at ON access_file FOR EACH ROW
WHEN (NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL) EXECUTE FUNCTION investigations_keep_file_open();
"""
_UNDO = """
DROP TRIGGER keep_open_while_running ON access_file;
DROP FUNCTION investigations_keep_file_open();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0001_initial"),
        ("intake", "0002_guard"),
        ("access", "0002_guard"),
        ("deadlines", "0002_guard"),
    ]

    operations = [
        rls.grant("investigations_area"),
        rls.log_changes("investigations_area"),
        *rls.guard_by_file("investigations_investigation"),
        *rls.lock_when("investigations_investigation", "OLD.state = 'closed'"),
        *rls.guard_by_file("investigations_joinedreport", rights=_ADD),
        *rls.guard_by_file("investigations_plan"),
        *rls.guard_by_file("investigations_areanote"),
        *rls.lock_when("investigations_areanote", "OLD.locks_at <= now()"),
        *rls.guard_by_file("investigations_notice"),
        *rls.guard_by_file("investigations_communication"),
        *rls.guard_by_file("investigations_extension", rights=_ADD),
        *rls.guard_by_file("investigations_waiting"),
        migrations.RunSQL(_KEEP_OPEN, _UNDO),
    ]
