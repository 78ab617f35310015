"""A home visit's assessment is made anew by adding to those before it: nothing that was written is lost.

What was planned stands, and a visit that is done or cancelled stands whole.
"""

from django.db import migrations, models

_LOCK = """
CREATE FUNCTION safety_check_visit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := NEW.earlier -> -1;
BEGIN
    IF OLD.done_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL
        OR (OLD.linked_file_id, OLD.planned_at, OLD.place, OLD.recorded_at, OLD.planned_by_id) IS DISTINCT FROM
           (NEW.linked_file_id, NEW.planned_at, NEW.place, NEW.recorded_at, NEW.planned_by_id)
    THEN
        RAISE EXCEPTION 'visit: % stands', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.assessment, OLD.measures, OLD.assessed_at, OLD.assessed_by_id, OLD.earlier) IS DISTINCT FROM
       (NEW.assessment, NEW.measures, NEW.assessed_at, NEW.assessed_by_id, NEW.earlier)
        AND NOT (CASE WHEN OLD.assessed_at IS NULL THEN NEW.earlier = OLD.earlier ELSE
            NEW.earlier = OLD.earlier || jsonb_build_array(before)
            AND (before ->> 'words', before -> 'measures', (before ->> 'by')::bigint, (before ->> 'at')::timestamptz)
                IS NOT DISTINCT FROM (OLD.assessment, OLD.measures, OLD.assessed_by_id, OLD.assessed_at)
        END)
    THEN
        RAISE EXCEPTION 'visit: the assessment before is to be kept with %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assessed_by_adding BEFORE UPDATE ON safety_visit
FOR EACH ROW EXECUTE FUNCTION safety_check_visit();
"""
_UNLOCK = "DROP TRIGGER assessed_by_adding ON safety_visit; DROP FUNCTION safety_check_visit();"


class Migration(migrations.Migration):
    dependencies = [("safety", "0014_ask_again")]

    operations = [
        migrations.AddField("visit", "earlier", models.JSONField(blank=True, db_default=[], default=list)),
        migrations.RunSQL(_LOCK, _UNLOCK),
    ]
