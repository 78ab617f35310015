"""Who sees the register of incidents, and what cannot be changed in it.

Note [The register is apart]: an incident is seen by those exposed, by the manager and the safety representative of the
unit they were exposed in, and by whoever keeps the register. Nobody sees it by way of a child's file. Whoever reports
for a colleague sees it in the transaction of the report alone (`app.reporting`). No table here has a column `file_id`:
the log of a file, and whatever else follows files, finds nothing.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from skyddsnat.foundation.access import rls

REPORTING = "(SELECT nullif(current_setting('app.reporting', true), '')::bigint)"
FOLLOWS_UP = f"((SELECT coalesce(current_setting('app.safety_units', true), '') <> '') OR {rls.KEEPS_SAFETY})"


def _exists(table: str, where: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} s WHERE {where})"  # nosec B608 - names that this migration gives


_EXPOSURE = (
    f"employee_id = {rls.VIEWER} OR unit_id = {rls.SAFETY_UNITS} OR {rls.KEEPS_SAFETY} OR incident_id = {REPORTING}"
)
_OF_INCIDENT = "s.id = {table}.incident_id"
_INCIDENT = _exists("safety_exposure", "s.incident_id = safety_incident.id") + f" OR id = {REPORTING}"
_WARNING = (
    f"unit_id = {rls.SAFETY_UNITS} OR {rls.KEEPS_SAFETY} OR made_by_id = {rls.VIEWER} OR "
    + _exists("safety_warningfile", "s.warning_id = safety_warningnote.id")
    + " OR "
    + _exists("people_person", "s.id = safety_warningnote.person_id")
)


def _follows_incident(table: str) -> str:
    return _exists("safety_incident", f"s.id = {table}.incident_id")


_DUTY = f"(exposure_id IS NULL AND {_follows_incident('safety_duty')}) OR " + _exists(
    "safety_exposure", "s.id = safety_duty.exposure_id"
)

# Table, who sees its rows, what the application may do with them, and whether changes are written to the log.
_CHANGED = "SELECT, INSERT, UPDATE"
_ADDED = "SELECT, INSERT"
_TABLES = (
    ("safety_incident", _INCIDENT, _CHANGED),
    ("safety_exposure", _EXPOSURE, _CHANGED),
    ("safety_caselink", _follows_incident("safety_caselink"), _ADDED),
    ("safety_attachment", _follows_incident("safety_attachment"), _ADDED),
    ("safety_policereport", _follows_incident("safety_policereport"), _CHANGED),
    (
        "safety_policeasked",
        _exists("safety_policereport", "s.id = safety_policeasked.report_id"),
        _ADDED,
    ),
    ("safety_seriousness", _follows_incident("safety_seriousness"), _ADDED),
    ("safety_duty", _DUTY, _CHANGED),
    ("safety_offer", _exists("safety_exposure", "s.id = safety_offer.exposure_id"), _CHANGED),
    ("safety_campaign", FOLLOWS_UP, _CHANGED),
    ("safety_campaignlink", FOLLOWS_UP, _ADDED),
    ("safety_warningnote", _WARNING, _CHANGED),
    ("safety_warningfile", rls.visible_file("safety_warningfile.linked_file_id"), _ADDED),
    ("safety_warningorigin", _follows_incident("safety_warningorigin"), _ADDED),
    ("safety_visit", rls.visible_file("safety_visit.linked_file_id"), _CHANGED),
    ("safety_visitgoer", _exists("safety_visit", "s.id = safety_visitgoer.visit_id"), _CHANGED),
)


def _guarded(table: str, using: str, rights: str) -> list[RunSQL]:
    return [rls.grant(table, rights), *rls.policy(table, using), rls.log_changes(table)]


# Not reporting is a manager's word, and what was done about a report stands.
_POLICE = """
CREATE FUNCTION safety_day(moment timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE AS $$ SELECT (moment AT TIME ZONE 'Europe/Stockholm')::date $$;

CREATE FUNCTION safety_check_police_report() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_day date := safety_day(NEW.not_made_at);
BEGIN
    IF TG_OP = 'UPDATE' AND (
        OLD.state IN ('closed', 'not_made')
        OR OLD.sent_at IS NOT NULL AND (NEW.sent_at, NEW.sent_by_id) IS DISTINCT FROM (OLD.sent_at, OLD.sent_by_id)
        OR OLD.incident_id <> NEW.incident_id
    ) AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'police report: % stands', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'not_made' AND NOT EXISTS (
        SELECT 1 FROM safety_exposure e JOIN staff_roleholding r ON r.unit_id = e.unit_id
        WHERE e.incident_id = NEW.incident_id AND r.employee_id = NEW.not_made_by_id AND r.role = 'unit_manager'
            AND r.starts_on <= the_day AND (r.ends_on IS NULL OR r.ends_on > the_day)
    ) THEN
        RAISE EXCEPTION 'police report: % is left out by nobody who manages the unit', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER manager_leaves_out BEFORE INSERT OR UPDATE ON safety_policereport
FOR EACH ROW EXECUTE FUNCTION safety_check_police_report();
"""

_NO_POLICE = """
DROP TRIGGER manager_leaves_out ON safety_policereport;
DROP FUNCTION safety_check_police_report();
DROP FUNCTION safety_day(timestamptz);
"""

# An incident is closed when nothing remains: report followed to its end, duties done, every exposed person content.
_CLOSING = """
CREATE FUNCTION safety_check_incident() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'incident: % is closed', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.reported_at, NEW.reported_by_id) IS DISTINCT FROM (OLD.reported_at, OLD.reported_by_id) THEN
        RAISE EXCEPTION 'incident: who reported % stands', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND (
        NOT EXISTS (
            SELECT 1 FROM safety_policereport p WHERE p.incident_id = NEW.id AND p.state IN ('closed', 'not_made')
        )
        OR EXISTS (SELECT 1 FROM safety_duty d WHERE d.incident_id = NEW.id AND d.done_at IS NULL)
        OR EXISTS (SELECT 1 FROM safety_exposure e WHERE e.incident_id = NEW.id AND e.enough_at IS NULL)
    ) THEN
        RAISE EXCEPTION 'incident: something remains to be done about %', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closed_when_done BEFORE UPDATE ON safety_incident
FOR EACH ROW EXECUTE FUNCTION safety_check_incident();
"""

_NO_CLOSING = """
DROP TRIGGER closed_when_done ON safety_incident;
DROP FUNCTION safety_check_incident();
"""

_AGREEING = """
CREATE FUNCTION safety_check_warning() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_day date := safety_day(NEW.agreed_at);
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.ended_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'warning: % has ended', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.agreed_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.agreed_at IS DISTINCT FROM NEW.agreed_at) AND NOT EXISTS (
        SELECT 1 FROM staff_roleholding r
        WHERE r.unit_id = NEW.unit_id AND r.employee_id = NEW.agreed_by_id AND r.role = 'unit_manager'
            AND r.starts_on <= the_day AND (r.ends_on IS NULL OR r.ends_on > the_day)
    ) THEN
        RAISE EXCEPTION 'warning: % is agreed by nobody who manages the unit', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER manager_agrees BEFORE INSERT OR UPDATE ON safety_warningnote
FOR EACH ROW EXECUTE FUNCTION safety_check_warning();
"""

_NO_AGREEING = """
DROP TRIGGER manager_agrees ON safety_warningnote;
DROP FUNCTION safety_check_warning();
"""

# A warning on an address is for whoever is to go there, whatever file it was first written in.
_AT_ADDRESS = rls.door(
    "safety_warnings_at(key text, day date) RETURNS TABLE (id bigint, cause text, words text, since timestamptz, "
    "is_agreed boolean)",
    f"""
    SELECT w.id, w.cause, w.words, w.made_at, w.agreed_at IS NOT NULL FROM safety_warningnote w
    WHERE w.address_key = key AND key <> '' AND w.ended_at IS NULL AND w.ends_on >= day
        AND EXISTS (
            SELECT 1 FROM staff_employee e JOIN staff_roleholding r ON r.employee_id = e.id
            WHERE e.id = {rls.VIEWER} AND e.is_active
                AND r.role IN ('intake_worker', 'caseworker', 'senior', 'unit_manager', 'chair_on_call')
                AND r.starts_on <= day AND (r.ends_on IS NULL OR r.ends_on > day)
        )
    """,
)


class Migration(migrations.Migration):
    dependencies = [("safety", "0001_initial"), ("audit", "0004_safety_apart"), ("people", "0002_guard")]

    operations = [
        *(step for table, using, rights in _TABLES for step in _guarded(table, using, rights)),
        # The number is known before the row is seen: whoever reports for a colleague never reads it back.
        RunSQL(
            f"GRANT USAGE ON SEQUENCE safety_incident_id_seq TO {rls.APP_ROLE}",
            f"REVOKE ALL ON SEQUENCE safety_incident_id_seq FROM {rls.APP_ROLE}",
        ),
        rls.grant("safety_factspage"),
        rls.log_changes("safety_factspage"),
        RunSQL(_POLICE, _NO_POLICE),
        RunSQL(_CLOSING, _NO_CLOSING),
        RunSQL(_AGREEING, _NO_AGREEING),
        _AT_ADDRESS,
    ]
