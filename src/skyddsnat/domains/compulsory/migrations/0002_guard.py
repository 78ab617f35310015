"""Compulsory care follows its file; and the database itself keeps the safeguards.

- Nothing is built on a measure that the law has ended: a passed `lapses_at` refuses placements, executions, requests to
  the police and further steps, whether or not a job has run.
- Two different active, assigned caseworkers, one of them experienced, stand behind every step, or a deviation that is
  still running. Checked at commit, so that one transaction may put one worker in another's place; the file's row is
  locked meanwhile, so that two who each take one worker away come one after the other.
- What the board decides is signed by somebody elected or appointed, and never by whoever prepared it.
- Two go out, and both have read what the risk is.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from skyddsnat.foundation.access import rls

_ADD = "SELECT, INSERT"

_DAY = """
CREATE FUNCTION compulsory_day(moment timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE AS $$ SELECT (moment AT TIME ZONE 'Europe/Stockholm')::date $$;
"""

# Where nothing holds yet or any more, on whatever track; the law's table says which (tests compare the two).
_IN_FORCE = """
CREATE FUNCTION compulsory_holds(track text, state text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT state <> ALL (ARRAY[
        'prepared', 'planned', 'ended', 'follow_up', 'followed_up', 'ended_early', 'ended_by_court', 'rejected',
        'withdrawn', 'continued', 'expired', 'lapsed'
    ]) AND (state <> 'applied' OR track = 'continued')
$$;

CREATE FUNCTION compulsory_in_force(measure bigint, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM compulsory_measure m
        WHERE m.id = measure AND m.started_at <= moment AND compulsory_holds(m.track, m.state)
            AND (m.ended_at IS NULL OR moment < m.ended_at) AND (m.lapses_at IS NULL OR moment < m.lapses_at)
    )
$$;
REVOKE ALL ON FUNCTION compulsory_in_force(bigint, timestamptz) FROM PUBLIC;

CREATE FUNCTION compulsory_refuse_when_lapsed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := (to_jsonb(NEW) ->> TG_ARGV[0])::timestamptz;
BEGIN
    IF moment IS NOT NULL AND NEW.measure_id IS NOT NULL AND NOT compulsory_in_force(NEW.measure_id, moment) THEN
        RAISE EXCEPTION 'lapsed: measure % is not in force', NEW.measure_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER refuse_when_lapsed BEFORE INSERT OR UPDATE OF starts_at, measure_id ON compulsory_careplace
FOR EACH ROW EXECUTE FUNCTION compulsory_refuse_when_lapsed('recorded_at');
CREATE TRIGGER refuse_when_lapsed_at_start BEFORE INSERT OR UPDATE OF starts_at, measure_id ON compulsory_careplace
FOR EACH ROW EXECUTE FUNCTION compulsory_refuse_when_lapsed('starts_at');
CREATE TRIGGER refuse_when_lapsed BEFORE INSERT OR UPDATE OF planned_at, measure_id ON compulsory_outing
FOR EACH ROW WHEN (NEW.kind = 'execution') EXECUTE FUNCTION compulsory_refuse_when_lapsed('recorded_at');
CREATE TRIGGER refuse_when_lapsed_when_done BEFORE INSERT OR UPDATE OF done_at, measure_id ON compulsory_outing
FOR EACH ROW WHEN (NEW.kind = 'execution') EXECUTE FUNCTION compulsory_refuse_when_lapsed('done_at');
CREATE TRIGGER refuse_when_lapsed BEFORE INSERT OR UPDATE OF requested_at, measure_id ON compulsory_policeneed
FOR EACH ROW EXECUTE FUNCTION compulsory_refuse_when_lapsed('requested_at');

CREATE FUNCTION compulsory_refuse_step_after_lapse() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.act NOT IN ('lapse', 'expire') AND EXISTS (
        SELECT 1 FROM compulsory_measure m WHERE m.id = NEW.measure_id AND m.lapses_at <= NEW.recorded_at
    ) THEN
        RAISE EXCEPTION 'lapsed: measure % has lapsed', NEW.measure_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_when_lapsed BEFORE INSERT ON compulsory_step
FOR EACH ROW EXECUTE FUNCTION compulsory_refuse_step_after_lapse();

-- What keeps a measure alive is a deed done before its last midnight; afterwards the midnight is never moved. What the
-- law has ended stays ended, and only that part which a lapse leaves standing (an application) goes on.
CREATE FUNCTION compulsory_refuse_revival() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    latest record;
BEGIN
    SELECT act, to_state, recorded_at INTO latest FROM compulsory_step s
    WHERE s.measure_id = OLD.id ORDER BY s.id DESC LIMIT 1;
    IF OLD.state = 'lapsed' OR OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
        OR NEW.lapses_at IS DISTINCT FROM OLD.lapses_at AND latest.recorded_at >= OLD.lapses_at
            AND (latest.act NOT IN ('lapse', 'expire') OR latest.to_state = 'lapsed')
    THEN
        RAISE EXCEPTION 'lapsed: measure % is not revived', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_revival BEFORE UPDATE OF lapses_at, ended_at, started_at, state ON compulsory_measure
FOR EACH ROW EXECUTE FUNCTION compulsory_refuse_revival();

-- The midnight is that of a running clock, by the Act that it counts by or by the other (moved past days that are no
-- working days, six at the most), or of a day that the court set.
CREATE FUNCTION compulsory_check_midnight() RETURNS trigger
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
CREATE CONSTRAINT TRIGGER midnight_of_clock AFTER INSERT OR UPDATE OF lapses_at ON compulsory_measure
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION compulsory_check_midnight();
"""

_UNDO_IN_FORCE = """
DROP TRIGGER midnight_of_clock ON compulsory_measure;
DROP FUNCTION compulsory_check_midnight();
DROP TRIGGER refuse_revival ON compulsory_measure;
DROP FUNCTION compulsory_refuse_revival();
DROP TRIGGER refuse_when_lapsed ON compulsory_step;
DROP FUNCTION compulsory_refuse_step_after_lapse();
DROP TRIGGER refuse_when_lapsed ON compulsory_policeneed;
DROP TRIGGER refuse_when_lapsed_when_done ON compulsory_outing;
DROP TRIGGER refuse_when_lapsed ON compulsory_outing;
DROP TRIGGER refuse_when_lapsed_at_start ON compulsory_careplace;
DROP TRIGGER refuse_when_lapsed ON compulsory_careplace;
DROP FUNCTION compulsory_refuse_when_lapsed();
DROP FUNCTION compulsory_in_force(bigint, timestamptz);
DROP FUNCTION compulsory_holds(text, text);
"""

# Three years where the board has said nothing; no source, own limit (`PairRule` carries what the board decides).
_PAIR = """
CREATE FUNCTION compulsory_has_pair(file bigint, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH demand AS (
        SELECT is_demanded, years FROM (
            SELECT is_demanded, years, valid_from FROM compulsory_pairrule WHERE valid_from <= compulsory_day(moment)
            UNION ALL SELECT true, 3, '-infinity'::date
        ) rules ORDER BY valid_from DESC LIMIT 1
    ), workers AS (
        SELECT DISTINCT e.id, e.in_profession_since FROM access_assignment a JOIN staff_employee e ON e.id = a.employee_id
        WHERE a.file_id = file AND a.part IN ('responsible', 'second') AND e.is_active
            AND a.starts_at <= moment AND (a.ends_at IS NULL OR a.ends_at > moment)
    )
    SELECT NOT is_demanded
        OR (SELECT count(*) FROM workers) >= 2 AND EXISTS (
            SELECT 1 FROM workers w
            WHERE demand.years = 0
                OR w.in_profession_since + make_interval(years => demand.years) <= compulsory_day(moment)
        )
        OR EXISTS (
            SELECT 1 FROM compulsory_deviation d
            WHERE d.file_id = file AND d.starts_at <= moment AND d.ends_on >= compulsory_day(moment)
                AND (d.ended_at IS NULL OR d.ended_at > moment)
        )
    FROM demand
$$;
REVOKE ALL ON FUNCTION compulsory_has_pair(bigint, timestamptz) FROM PUBLIC;

CREATE FUNCTION compulsory_require_pair(file bigint, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM access_file WHERE id = file FOR NO KEY UPDATE;
    IF NOT compulsory_has_pair(file, moment) THEN
        RAISE EXCEPTION 'pair: fewer than two caseworkers on file %', file USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;
REVOKE ALL ON FUNCTION compulsory_require_pair(bigint, timestamptz) FROM PUBLIC;

-- Rows that are a step of the case. What the law does by itself (a lapse) waits for nobody.
CREATE FUNCTION compulsory_check_pair() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := (to_jsonb(NEW) ->> TG_ARGV[0])::timestamptz;
BEGIN
    IF moment IS NOT NULL THEN
        PERFORM compulsory_require_pair(NEW.file_id, moment);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER two_caseworkers AFTER INSERT ON compulsory_case DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION compulsory_check_pair('opened_at');
CREATE CONSTRAINT TRIGGER two_caseworkers AFTER INSERT ON compulsory_step DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.act NOT IN ('lapse', 'expire')) EXECUTE FUNCTION compulsory_check_pair('recorded_at');
CREATE CONSTRAINT TRIGGER two_caseworkers AFTER INSERT ON compulsory_careplace DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION compulsory_check_pair('recorded_at');
CREATE CONSTRAINT TRIGGER two_caseworkers AFTER INSERT ON compulsory_outing DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION compulsory_check_pair('recorded_at');
CREATE CONSTRAINT TRIGGER two_when_prepared AFTER INSERT OR UPDATE OF prepared_at ON compulsory_matter
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION compulsory_check_pair('prepared_at');
CREATE CONSTRAINT TRIGGER two_when_decided AFTER INSERT OR UPDATE OF decided_at ON compulsory_matter
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION compulsory_check_pair('decided_at');
CREATE CONSTRAINT TRIGGER two_when_requested AFTER INSERT OR UPDATE OF requested_at ON compulsory_policeneed
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION compulsory_check_pair('requested_at');

-- Taking a caseworker off a file with an open case: the pair must stand after the last change of who works there, also
-- when another transaction has just ended somebody's time.
CREATE FUNCTION compulsory_check_assignment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    file bigint := OLD.file_id;
    moment timestamptz;
BEGIN
    -- The lock first: a case that is being opened at this moment is seen when it is held.
    PERFORM 1 FROM access_file WHERE id = file FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM compulsory_case c WHERE c.file_id = file AND c.closed_at IS NULL) THEN
        SELECT greatest(max(a.starts_at), max(a.ends_at), OLD.starts_at) INTO moment
        FROM access_assignment a WHERE a.file_id = file;
        PERFORM compulsory_require_pair(file, moment);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER two_caseworkers AFTER UPDATE OF file_id, employee_id, part, starts_at, ends_at OR DELETE
ON access_assignment DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (OLD.part IN ('responsible', 'second')) EXECUTE FUNCTION compulsory_check_assignment();

-- Whoever leaves is first taken off the files with open cases, where the pair is kept.
CREATE FUNCTION compulsory_check_leaving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM access_assignment a JOIN compulsory_case c ON c.file_id = a.file_id AND c.closed_at IS NULL
        WHERE a.employee_id = NEW.id AND a.ends_at IS NULL AND a.part IN ('responsible', 'second')
    ) THEN
        RAISE EXCEPTION 'pair: employee % works on an open compulsory case', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER leaves_no_case AFTER UPDATE OF is_active ON staff_employee DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION compulsory_check_leaving();
"""

_UNDO_PAIR = """
DROP TRIGGER leaves_no_case ON staff_employee;
DROP FUNCTION compulsory_check_leaving();
DROP TRIGGER two_caseworkers ON access_assignment;
DROP FUNCTION compulsory_check_assignment();
DROP TRIGGER two_when_requested ON compulsory_policeneed;
DROP TRIGGER two_when_decided ON compulsory_matter;
DROP TRIGGER two_when_prepared ON compulsory_matter;
DROP TRIGGER two_caseworkers ON compulsory_outing;
DROP TRIGGER two_caseworkers ON compulsory_careplace;
DROP TRIGGER two_caseworkers ON compulsory_step;
DROP TRIGGER two_caseworkers ON compulsory_case;
DROP FUNCTION compulsory_check_pair();
DROP FUNCTION compulsory_require_pair(bigint, timestamptz);
DROP FUNCTION compulsory_has_pair(bigint, timestamptz);
"""

_SIGNATURE = """
CREATE FUNCTION compulsory_check_signature() RETURNS trigger
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
CREATE TRIGGER elected_sign BEFORE INSERT OR UPDATE ON compulsory_matter
FOR EACH ROW WHEN (NEW.state = 'decided') EXECUTE FUNCTION compulsory_check_signature();
"""

_UNDO_SIGNATURE = "DROP TRIGGER elected_sign ON compulsory_matter; DROP FUNCTION compulsory_check_signature();"

_OUTINGS = """
CREATE FUNCTION compulsory_check_goers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_outing bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    outing record;
BEGIN
    SELECT * INTO outing FROM compulsory_outing WHERE id = the_outing FOR NO KEY UPDATE;
    IF outing.cancelled_at IS NULL AND (
        SELECT count(*) FROM compulsory_goer g
        WHERE g.outing_id = the_outing AND (outing.done_at IS NULL OR g.risk_read_at <= outing.done_at)
    ) < 2 THEN
        RAISE EXCEPTION 'goers: fewer than two on outing %', the_outing USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER two_go AFTER INSERT OR UPDATE ON compulsory_outing DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION compulsory_check_goers('id');
CREATE CONSTRAINT TRIGGER two_go AFTER INSERT OR UPDATE ON compulsory_goer DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION compulsory_check_goers('outing_id');
"""

_UNDO_OUTINGS = """
DROP TRIGGER two_go ON compulsory_goer;
DROP TRIGGER two_go ON compulsory_outing;
DROP FUNCTION compulsory_check_goers();
"""

_CHANGING = (
    "case", "measure", "careplace", "matter", "deviation", "outing", "goer", "policeneed", "enforcer", "counsel",
    "examination",
)  # fmt: skip
_ADDED_ONLY = ("step", "consentasked", "handover", "telling")
# A decided matter is locked, but for the meeting at which a decision of the chair is reported.
_DECIDED = (
    "OLD.state = 'decided' AND (TG_OP = 'DELETE' OR "
    "to_jsonb(OLD) - 'reported_at_meeting_id' <> to_jsonb(NEW) - 'reported_at_meeting_id')"
)


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0001_initial"), ("decisions", "0003_catalogue"), ("deadlines", "0003_two_acts")]

    operations = [
        *(step for name in _CHANGING for step in rls.guard_by_file(f"compulsory_{name}")),
        *(step for name in _ADDED_ONLY for step in rls.guard_by_file(f"compulsory_{name}", rights=_ADD)),
        *(step for name in _ADDED_ONLY for step in rls.lock_when(f"compulsory_{name}", "true")),
        rls.grant("compulsory_appointment"),
        rls.log_changes("compulsory_appointment"),
        rls.grant("compulsory_pairrule", _ADD),
        rls.log_changes("compulsory_pairrule"),
        *rls.lock_when("compulsory_pairrule", "true"),
        *rls.lock_when("compulsory_matter", _DECIDED),
        RunSQL(_DAY, "DROP FUNCTION compulsory_day(timestamptz)"),
        RunSQL(_IN_FORCE, _UNDO_IN_FORCE),
        RunSQL(_PAIR, _UNDO_PAIR),
        RunSQL(_SIGNATURE, _UNDO_SIGNATURE),
        RunSQL(_OUTINGS, _UNDO_OUTINGS),
    ]
