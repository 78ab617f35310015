"""What whoever goes somewhere must know, in one question: by the child's file, those around the child, the address.

Unlike a door these functions have the rights of whoever asks: row-level security decides which warnings there are, and
`safety_warnings_at` alone tells of those on an address that were written in other files.
"""

from django.db import migrations, models
from django.db.migrations import RunSQL

# `since`: when it was there to be known through this file. `is_open`: whether it may be opened, not only known.
_MET = """
CREATE FUNCTION safety_warnings_met(file bigint, key text, day date) RETURNS TABLE (
    id bigint, about text, cause text, words text, address text, person_id bigint, since timestamptz,
    is_agreed boolean, is_open boolean
) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH met AS (
        SELECT w.id, w.about::text, w.cause::text, w.words, w.address::text, w.person_id,
            greatest(w.made_at, f.reached_at) AS since, w.agreed_at IS NOT NULL AS is_agreed
        FROM safety_warningnote w
        LEFT JOIN safety_warningfile f ON f.warning_id = w.id AND f.linked_file_id = file
        WHERE w.ended_at IS NULL AND w.ends_on >= day AND (
            f.id IS NOT NULL
            OR w.person_id IN (
                SELECT p.id FROM people_person p WHERE p.file_id = file AND p.is_subject
                UNION SELECT r.other_id FROM people_relation r WHERE r.file_id = file
            )
        )
    )
    SELECT met.*, true FROM met
    UNION ALL
    SELECT a.id, 'address', a.cause, a.words, '', NULL, a.since, a.is_agreed,
        EXISTS (SELECT 1 FROM safety_warningnote seen WHERE seen.id = a.id)
    FROM safety_warnings_at(key, day) a WHERE a.id NOT IN (SELECT met.id FROM met)
$$;
CREATE FUNCTION safety_warned_at(file bigint, key text, moment timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT max(since) FROM safety_warnings_met(file, key, safety_day(moment))
$$;
"""

_NOT_MET = """
DROP FUNCTION safety_warned_at(bigint, text, timestamptz);
DROP FUNCTION safety_warnings_met(bigint, text, date);
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0004_facts"), ("people", "0001_initial")]

    operations = [
        migrations.AddField("warningfile", "reached_at", models.DateTimeField(blank=True, null=True)),
        RunSQL(_MET, _NOT_MET),
    ]
