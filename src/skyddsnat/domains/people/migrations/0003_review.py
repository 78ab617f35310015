"""A third door, for log reviewers alone: which readings were of somebody with the reader's name, or of somebody protected.

It answers with events and yes or no. A reviewer learns nothing about the child that the log did not already say.
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

_DOOR = f"""
CREATE FUNCTION people_review_marks(since timestamptz, until timestamptz)
RETURNS TABLE (event_id bigint, is_own_name boolean, is_same_surname boolean, is_protected boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH readings AS (
        SELECT e.id, e.file_id, lower(normalize(s.name, NFC)) AS reader
        FROM audit_event e JOIN staff_employee s ON s.id = e.actor_id
        WHERE {rls.LOG_REVIEWER} AND e.deed = 'access.file.read' AND e.at >= since AND e.at < until
    ), people AS (
        SELECT p.file_id, p.search_name, p.family_name FROM people_person p
        WHERE p.file_id IN (SELECT file_id FROM readings)
        UNION ALL
        SELECT r.file_id, p.search_name, p.family_name FROM people_relation r JOIN people_person p ON p.id = r.other_id
        WHERE r.file_id IN (SELECT file_id FROM readings)
    ), marked AS (
        SELECT r.id,
               coalesce(bool_or(p.search_name = r.reader), false) AS is_own_name,
               coalesce(bool_or(p.family_name <> '' AND right(r.reader, length(p.family_name) + 1)
                                = ' ' || lower(normalize(p.family_name, NFC))), false) AS is_same_surname,
               bool_or(f.is_protected) AS is_protected
        FROM readings r JOIN access_file f ON f.id = r.file_id LEFT JOIN people p ON p.file_id = r.file_id
        GROUP BY r.id
    )
    SELECT m.id, m.is_own_name, m.is_same_surname, m.is_protected FROM marked m
    WHERE m.is_own_name OR m.is_same_surname OR m.is_protected
$$;
REVOKE ALL ON FUNCTION people_review_marks(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_review_marks(timestamptz, timestamptz) TO {rls.APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_guard")]

    operations = [
        migrations.RunSQL(_DOOR, "DROP FUNCTION people_review_marks(timestamptz, timestamptz)"),
    ]
