"""A prohibition of removal for a time that the court set ends at the midnight after its last day (LVU 24 §)."""

from django.db import migrations, models
from django.db.migrations import RunSQL

_MIDNIGHT = """
CREATE OR REPLACE FUNCTION compulsory_check_midnight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    measure record;
    last_day date;
BEGIN
    SELECT * INTO measure FROM compulsory_measure WHERE id = NEW.id;
    last_day := compulsory_day(measure.lapses_at) - 1;
    IF measure.lapses_at IS NOT NULL AND measure.ended_at IS NULL AND (
        measure.lapses_at <> (last_day + 1)::timestamp AT TIME ZONE 'Europe/Stockholm'
        OR measure.holds_until IS DISTINCT FROM last_day AND NOT EXISTS (
            SELECT 1 FROM deadlines_deadline d
            WHERE d.subject = 'compulsory.measure:' || measure.id AND d.file_id = measure.file_id
                AND d.met_at IS NULL AND d.ended_at IS NULL AND (
                    last_day = coalesce(d.prolonged_to, d.extended_on)
                    OR d.prolonged_to IS NULL AND last_day BETWEEN d.other_due_on AND d.other_due_on + 6
                )
        )
    ) THEN
        RAISE EXCEPTION 'midnight: no clock of measure % runs out then', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

_BEFORE = """
CREATE OR REPLACE FUNCTION compulsory_check_midnight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    measure record;
    last_day date;
BEGIN
    SELECT * INTO measure FROM compulsory_measure WHERE id = NEW.id;
    last_day := compulsory_day(measure.lapses_at) - 1;
    IF measure.lapses_at IS NOT NULL AND measure.ended_at IS NULL AND (
        measure.lapses_at <> (last_day + 1)::timestamp AT TIME ZONE 'Europe/Stockholm' OR NOT EXISTS (
            SELECT 1 FROM deadlines_deadline d
            WHERE d.subject = 'compulsory.measure:' || measure.id AND d.file_id = measure.file_id
                AND d.met_at IS NULL AND d.ended_at IS NULL AND (
                    last_day = coalesce(d.prolonged_to, d.extended_on)
                    OR d.prolonged_to IS NULL AND last_day BETWEEN d.other_due_on AND d.other_due_on + 6
                )
        )
    ) THEN
        RAISE EXCEPTION 'midnight: no clock of measure % runs out then', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0010_alarm_mail")]

    operations = [
        migrations.AddField(model_name="measure", name="holds_until", field=models.DateField(blank=True, null=True)),
        RunSQL(_MIDNIGHT, _BEFORE),
    ]
