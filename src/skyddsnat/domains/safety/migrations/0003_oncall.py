"""Warnings in force, told to the run that makes the on-call extract and to nobody else."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_IN_FORCE = """
    SELECT w.id, w.about::text, w.cause::text, w.words, w.address::text, w.person_id, w.agreed_at IS NOT NULL,
        ARRAY(
            SELECT f.linked_file_id FROM safety_warningfile f WHERE f.warning_id = w.id
            UNION SELECT p.file_id FROM people_person p WHERE p.id = w.person_id
            ORDER BY 1
        )
    FROM safety_warningnote w
    WHERE w.ended_at IS NULL AND w.ends_on >= day AND current_setting('app.actor', true) = 'system:oncall'
    ORDER BY w.id
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0002_guard"), ("people", "0001_initial")]

    operations = [
        rls.door(
            "safety_oncall_warnings(day date) RETURNS TABLE (id bigint, about text, cause text, words text, "
            "address text, person_id bigint, is_agreed boolean, file_ids bigint[])",
            _IN_FORCE,
        )
    ]
