"""What no list of the law keeps to the elected, an official decides by a line of the delegation order (KL 7:5).

Longer time to apply, and that something decided at once shall end (LVU 8 and 9 §§ and those that took over). An official
of the file's unit whose role the line names, never whoever wrote or prepared it, and never an immediate custody: the
sections are listed here once more, and a line about any other gives nothing.
"""

from django.db import migrations
from django.db.migrations import RunSQL

_SECTIONS = """
CREATE FUNCTION compulsory_official_may(section text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT section IN (
        'LVU 8 st. 2', 'LVU 9 st. 3', 'LVU 9 b', 'LVU 30', 'LVU 31 f', 'LVU 31 g', 'LVM 18 b',
        'lagen (2026:1600) 5:5', 'lagen (2026:1600) 5:7', 'lagen (2026:1600) 5:11', 'lagen (2026:1600) 10:4',
        'lagen (2026:1600) 12:9', 'lagen (2026:1600) 12:11', 'lagen (2026:1600) 13:9', 'lagen (2026:1600) 13:11',
        'lagen (2024:79) 4:6', 'lagen (2024:79) 4:8', 'lagen (2024:79) 5:7', 'lagen (2024:79) 7:2'
    )
$$;
"""

_SIGNATURE = """
CREATE OR REPLACE FUNCTION compulsory_check_signature() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_day date := compulsory_day(NEW.decided_at);
BEGIN
    IF NEW.decided_by_id = NEW.prepared_by_id OR NEW.decided_by_id = NEW.written_by_id
        OR NEW.level NOT IN ('caseworker', 'senior', 'manager') AND NOT EXISTS (
        SELECT 1 FROM staff_roleholding r
        WHERE r.employee_id = NEW.decided_by_id AND r.role IN ('committee_member', 'chair_on_call')
            AND r.starts_on <= the_day AND (r.ends_on IS NULL OR r.ends_on > the_day)
        UNION ALL
        SELECT 1 FROM compulsory_appointment a
        WHERE NEW.level = 'chair' AND a.employee_id = NEW.decided_by_id AND a.section = NEW.section
            AND a.valid_from <= the_day AND (a.valid_to IS NULL OR a.valid_to > the_day)
    ) THEN
        RAISE EXCEPTION 'signature: matter % is not for this person to decide', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

_BEFORE_SIGNATURE = """
CREATE OR REPLACE FUNCTION compulsory_check_signature() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_day date := compulsory_day(NEW.decided_at);
BEGIN
    IF NEW.decided_by_id = NEW.prepared_by_id OR NEW.decided_by_id = NEW.written_by_id OR NOT EXISTS (
        SELECT 1 FROM staff_roleholding r
        WHERE r.employee_id = NEW.decided_by_id AND r.role IN ('committee_member', 'chair_on_call')
            AND r.starts_on <= the_day AND (r.ends_on IS NULL OR r.ends_on > the_day)
        UNION ALL
        SELECT 1 FROM compulsory_appointment a
        WHERE NEW.level = 'chair' AND a.employee_id = NEW.decided_by_id AND a.section = NEW.section
            AND a.valid_from <= the_day AND (a.valid_to IS NULL OR a.valid_to > the_day)
    ) THEN
        RAISE EXCEPTION 'signature: matter % is not for this person to decide', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

_LEVEL = """
CREATE OR REPLACE FUNCTION compulsory_check_level() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_day date := compulsory_day(NEW.decided_at);
    held text[] := ARRAY(
        SELECT r.role FROM staff_roleholding r JOIN staff_employee e ON e.id = r.employee_id AND e.is_active
        WHERE r.employee_id = NEW.decided_by_id AND r.starts_on <= the_day
            AND (r.ends_on IS NULL OR r.ends_on > the_day)
    );
    may boolean;
BEGIN
    IF NEW.level = 'chair' THEN
        may := compulsory_chair_may(NEW.section) AND NEW.is_urgent AND NEW.urgent_reason <> '' AND ('chair_on_call' = ANY (held) OR 'committee_member' = ANY (held)
            AND EXISTS (
                SELECT 1 FROM compulsory_appointment a
                WHERE a.employee_id = NEW.decided_by_id AND a.section = ANY (compulsory_carried(NEW.section))
                    AND a.valid_from <= the_day AND (a.valid_to IS NULL OR a.valid_to > the_day)
            ));
    ELSIF NEW.level IN ('caseworker', 'senior', 'manager') THEN
        may := compulsory_official_may(NEW.section) AND EXISTS (
            SELECT 1 FROM decisions_delegationitem i
            JOIN access_file f ON f.id = NEW.file_id
            JOIN staff_roleholding r ON r.employee_id = NEW.decided_by_id AND r.unit_id = f.unit_id
            JOIN staff_employee e ON e.id = r.employee_id AND e.is_active
            WHERE i.section = NEW.section AND i.level = NEW.level
                AND i.valid_from <= the_day AND (i.valid_to IS NULL OR i.valid_to > the_day)
                AND r.starts_on <= the_day AND (r.ends_on IS NULL OR r.ends_on > the_day)
                AND (r.role = 'unit_manager' OR r.role = 'senior' AND i.level <> 'manager'
                    OR r.role = 'caseworker' AND i.level = 'caseworker')
        );
    ELSE
        may := ('chair_on_call' = ANY (held) OR NEW.level = 'committee' AND 'committee_member' = ANY (held))
            AND EXISTS (
                SELECT 1 FROM decisions_meeting g
                WHERE g.id = NEW.meeting_id AND g.level = NEW.level AND g.held_on <= the_day
            );
    END IF;
    IF NOT coalesce(may, false) OR NEW.level NOT IN ('caseworker', 'senior', 'manager')
        AND held && ARRAY['intake_worker', 'caseworker', 'senior'] THEN
        RAISE EXCEPTION 'signature: matter % is not for this person to decide now', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

_BEFORE_LEVEL = """
CREATE OR REPLACE FUNCTION compulsory_check_level() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_day date := compulsory_day(NEW.decided_at);
    held text[] := ARRAY(
        SELECT r.role FROM staff_roleholding r JOIN staff_employee e ON e.id = r.employee_id AND e.is_active
        WHERE r.employee_id = NEW.decided_by_id AND r.starts_on <= the_day
            AND (r.ends_on IS NULL OR r.ends_on > the_day)
    );
    may boolean;
BEGIN
    IF NEW.level = 'chair' THEN
        may := compulsory_chair_may(NEW.section) AND NEW.is_urgent AND NEW.urgent_reason <> '' AND ('chair_on_call' = ANY (held) OR 'committee_member' = ANY (held)
            AND EXISTS (
                SELECT 1 FROM compulsory_appointment a
                WHERE a.employee_id = NEW.decided_by_id AND a.section = ANY (compulsory_carried(NEW.section))
                    AND a.valid_from <= the_day AND (a.valid_to IS NULL OR a.valid_to > the_day)
            ));
    ELSE
        may := ('chair_on_call' = ANY (held) OR NEW.level = 'committee' AND 'committee_member' = ANY (held))
            AND EXISTS (
                SELECT 1 FROM decisions_meeting g
                WHERE g.id = NEW.meeting_id AND g.level = NEW.level AND g.held_on <= the_day
            );
    END IF;
    IF NOT coalesce(may, false) OR held && ARRAY['intake_worker', 'caseworker', 'senior'] THEN
        RAISE EXCEPTION 'signature: matter % is not for this person to decide now', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0008_oncall"), ("decisions", "0001_initial")]

    operations = [
        RunSQL(_SECTIONS, "DROP FUNCTION compulsory_official_may(text)"),
        RunSQL(_SIGNATURE, _BEFORE_SIGNATURE),
        RunSQL(_LEVEL, _BEFORE_LEVEL),
    ]
