"""The risk of an outing may be assessed anew before they go: what was written before stays, and nobody has read the new.

What was read is still what stands there: an older reading counts for nothing, and the older words are only added to.
"""

from django.db import migrations, models
from django.db.migrations import RunSQL

_OVER = "TG_OP = 'DELETE' OR OLD.done_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL OR "
_OUTING_BEFORE = _OVER + (
    "(OLD.risk, OLD.kind, OLD.measure_id, OLD.case_id, OLD.file_id, OLD.recorded_at) IS DISTINCT FROM "
    "(NEW.risk, NEW.kind, NEW.measure_id, NEW.case_id, NEW.file_id, NEW.recorded_at)"
)
_OUTING = _OVER + (
    "(OLD.kind, OLD.measure_id, OLD.case_id, OLD.file_id, OLD.recorded_at) IS DISTINCT FROM "
    "(NEW.kind, NEW.measure_id, NEW.case_id, NEW.file_id, NEW.recorded_at) OR "
    "(OLD.risk, OLD.assessed_at, OLD.earlier_risks) IS DISTINCT FROM (NEW.risk, NEW.assessed_at, NEW.earlier_risks) "
    "AND (NEW.earlier_risks = OLD.earlier_risks || jsonb_build_array(OLD.risk) "
    "AND NEW.assessed_at >= coalesce(OLD.assessed_at, OLD.recorded_at)) IS NOT TRUE"
)
_ITS_OWN = (
    "(OLD.outing_id, OLD.file_id, OLD.employee_id) IS DISTINCT FROM (NEW.outing_id, NEW.file_id, NEW.employee_id)"
)
_GOER_BEFORE = f"TG_OP = 'DELETE' OR OLD.risk_read_at IS NOT NULL OR {_ITS_OWN}"
_GOER = f"""TG_OP = 'DELETE' OR {_ITS_OWN} OR OLD.risk_read_at IS NOT NULL AND (
    NEW.risk_read_at IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM compulsory_outing o WHERE o.id = OLD.outing_id AND o.assessed_at >= OLD.risk_read_at
            AND o.done_at IS NULL AND o.cancelled_at IS NULL
    )
)"""  # nosec B608 - names of our own


def _locked(table: str, locked: str) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION {table}_locked() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {locked} THEN
                RAISE EXCEPTION 'locked: {table} % cannot be changed', OLD.id USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END $$;
        """


def _two_go(has_read: str) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION compulsory_check_goers() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            the_outing bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
            outing record;
        BEGIN
            SELECT * INTO outing FROM compulsory_outing WHERE id = the_outing FOR NO KEY UPDATE;
            IF outing.cancelled_at IS NULL AND (
                SELECT count(*) FROM compulsory_goer g
                WHERE g.outing_id = the_outing AND (outing.done_at IS NULL OR {has_read})
            ) < 2 THEN
                RAISE EXCEPTION 'goers: fewer than two on outing %', the_outing
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$;
        """  # nosec B608 - names of our own


_READ_BEFORE = "g.risk_read_at <= outing.done_at"
_READ = f"{_READ_BEFORE} AND g.risk_read_at >= coalesce(outing.assessed_at, outing.recorded_at)"


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0014_outing_subjects")]

    operations = [
        migrations.AddField("outing", "assessed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("outing", "earlier_risks", models.JSONField(blank=True, default=list)),
        RunSQL(_locked("compulsory_outing", _OUTING), _locked("compulsory_outing", _OUTING_BEFORE)),
        RunSQL(_locked("compulsory_goer", _GOER), _locked("compulsory_goer", _GOER_BEFORE)),
        RunSQL(_two_go(_READ), _two_go(_READ_BEFORE)),
    ]
