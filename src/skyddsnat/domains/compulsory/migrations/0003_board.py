"""What the board decides, the database lets nobody else decide; and doors for those who answer for it and see no file.

- A step that is the board's deed needs a matter of the same act that has been decided and was not refused, and a matter
  carries one such step. Acts of the court, of caseworkers and of the law itself are listed; any other is the board's.
- A measure stands where its last step left it, so that none begins but by a step. Checked at commit.
- Committee and board decide at a meeting that has been held. What cannot wait is signed by the chair, or by a member
  with an appointment under the section. Whoever works with children's cases signs nothing.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from skyddsnat.foundation.access import rls

_OVERSEEN = rls.overseen_units("day")
_KEEPS_CALENDAR = f"""EXISTS (
    SELECT 1 FROM staff_employee e JOIN staff_roleholding r ON r.employee_id = e.id
    WHERE e.id = {rls.VIEWER} AND e.is_active AND r.role IN ('registrar', 'chair_on_call')
        AND r.starts_on <= day AND (r.ends_on IS NULL OR r.ends_on > day)
)"""  # nosec B608 - names of our own

_STEPS = """
CREATE FUNCTION compulsory_is_boards(track text, act text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT (regexp_replace(act, '^dispatch_', '') = ANY (ARRAY[
        'begin', 'care_takes_over', 'confirm', 'court_decides_immediate', 'court_ends', 'draw_plan', 'end_follow_up',
        'execute', 'expel', 'expire', 'extend', 'lapse', 'legal_force', 'main_measure_ends', 'open_investigation',
        'order', 'order_begun', 'overturn', 'reach_age', 'refuse_extension', 'reject', 'start_follow_up', 'submit'
    ]) OR track = 'lvm' AND act IN ('end', 'dispatch_end'))
$$;

CREATE FUNCTION compulsory_check_decision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_case bigint;
    on_track text;
BEGIN
    SELECT m.case_id, m.track INTO of_case, on_track FROM compulsory_measure m WHERE m.id = NEW.measure_id;
    IF NOT compulsory_is_boards(on_track, NEW.act) THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM compulsory_matter d
        WHERE d.id = NEW.matter_id AND d.state = 'decided' AND d.outcome <> 'refused' AND d.case_id = of_case
            AND d.track = on_track AND d.act = regexp_replace(NEW.act, '^dispatch_', '')
            AND (d.measure_id IS NULL OR d.measure_id = NEW.measure_id) AND d.decided_at <= NEW.recorded_at
    ) OR EXISTS (SELECT 1 FROM compulsory_step s WHERE s.matter_id = NEW.matter_id AND s.act = NEW.act AND s.act NOT LIKE 'dispatch\\_%') THEN
        RAISE EXCEPTION 'decision: % on measure % is for the board', NEW.act, NEW.measure_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER board_decides BEFORE INSERT ON compulsory_step
FOR EACH ROW EXECUTE FUNCTION compulsory_check_decision();

CREATE FUNCTION compulsory_check_standing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM compulsory_measure m
        WHERE m.id = NEW.id AND m.state <> coalesce(
            (SELECT s.to_state FROM compulsory_step s WHERE s.measure_id = m.id ORDER BY s.id DESC LIMIT 1), 'prepared'
        )
    ) THEN
        RAISE EXCEPTION 'standing: measure % has no step to where it stands', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stands_by_step AFTER INSERT OR UPDATE OF state ON compulsory_measure
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION compulsory_check_standing();
"""

_UNDO_STEPS = """
DROP TRIGGER stands_by_step ON compulsory_measure;
DROP FUNCTION compulsory_check_standing();
DROP TRIGGER board_decides ON compulsory_step;
DROP FUNCTION compulsory_check_decision();
DROP FUNCTION compulsory_is_boards(text, text);
"""

# What was decided under LVU counts as decided under the matching section (SFS 2026:1600, transition p. 3).
_SIGNING = """
CREATE FUNCTION compulsory_check_level() RETURNS trigger
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
CREATE TRIGGER level_signs_new BEFORE INSERT ON compulsory_matter
FOR EACH ROW WHEN (NEW.state = 'decided') EXECUTE FUNCTION compulsory_check_level();
CREATE TRIGGER level_signs BEFORE UPDATE ON compulsory_matter
FOR EACH ROW WHEN (NEW.state = 'decided' AND OLD.state <> 'decided') EXECUTE FUNCTION compulsory_check_level();
"""

_UNDO_SIGNING = """
DROP TRIGGER level_signs ON compulsory_matter;
DROP TRIGGER level_signs_new ON compulsory_matter;
DROP FUNCTION compulsory_check_level();
"""

_CARRIED = """
CREATE FUNCTION compulsory_carried(section text) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT section || ARRAY(
        SELECT old FROM (VALUES
            ('LVU 6', 'lagen (2026:1600) 5:1'), ('LVU 6 a', 'lagen (2026:1600) 5:2'),
            ('LVU 11 st. 1', 'lagen (2026:1600) 6:1'), ('LVU 11 st. 2', 'lagen (2026:1600) 6:1'),
            ('LVU 27', 'lagen (2026:1600) 12:6'), ('LVU 31 d', 'lagen (2026:1600) 13:6')
        ) carried (old, new) WHERE new = section
    )
$$;

CREATE FUNCTION compulsory_chair_may(section text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT section IN (
        'LVU 6', 'LVU 6 a', 'LVU 11 st. 1', 'LVU 11 st. 2', 'LVU 27', 'LVU 31 d', 'LVM 13',
        'lagen (2026:1600) 5:1', 'lagen (2026:1600) 5:2', 'lagen (2026:1600) 6:1', 'lagen (2026:1600) 12:6',
        'lagen (2026:1600) 13:6', 'lagen (2024:79) 4:1', 'lagen (2024:79) 5:1', 'lagen (2024:79) 5:4',
        'lagen (2026:1637) 4:8'
    )
$$;
"""

# What waits for the meeting, or was decided there; what the chair decided, until a meeting is told; and proposals
# without compulsion at the same level. Never a name: the number of the file, its unit and the section.
_AGENDA = f"""
    SELECT n.kind, n.id, n.file_id, f.number, u.name, n.section, n.is_urgent, n.planned_since, n.decided_on, n.outcome
    FROM (
        SELECT 'matter', m.id, m.file_id, m.section, m.is_urgent, m.planned_since, compulsory_day(m.decided_at), m.outcome
        FROM compulsory_matter m
        WHERE m.meeting_id = the_meeting AND m.level <> 'chair' AND m.state IN ('prepared', 'decided')
        UNION ALL
        SELECT 'report', m.id, m.file_id, m.section, m.is_urgent, m.planned_since, compulsory_day(m.decided_at), m.outcome
        FROM compulsory_matter m JOIN decisions_meeting g ON g.id = the_meeting
        WHERE m.level = 'chair' AND m.state = 'decided' AND (
            m.reported_at_meeting_id = g.id
            OR m.reported_at_meeting_id IS NULL AND compulsory_day(m.decided_at) <= g.held_on AND g.held_on >= day
        )
        UNION ALL
        SELECT 'proposal', p.id, p.file_id, p.section, p.is_urgent, compulsory_day(p.created_at), NULL, ''
        FROM decisions_proposal p JOIN decisions_meeting g ON g.id = the_meeting AND g.level = p.level
        WHERE p.state = 'proposed' AND compulsory_day(p.proposed_at) <= g.papers_by AND g.held_on >= day
    ) n (kind, id, file_id, section, is_urgent, planned_since, decided_on, outcome)
    JOIN access_file f ON f.id = n.file_id JOIN staff_unit u ON u.id = f.unit_id
    WHERE f.unit_id = {_OVERSEEN} OR {_KEEPS_CALENDAR}
    ORDER BY n.kind, n.is_urgent DESC, n.planned_since, f.number, n.id
"""  # nosec B608 - names of our own

# `ours`: rules whose clock the board or a caseworker meets, as against the court's.
_ALARMS = f"""
    SELECT n.kind, u.name, m.track, m.lapses_at, n.rule, n.due_on, coalesce(o.service_code, ''), coalesce(s.service_code, '')
    FROM (
        SELECT 'lapsed', m.id, '', NULL::date FROM compulsory_measure m WHERE m.lapses_at <= moment
        UNION ALL
        SELECT 'lapsing', m.id, '', NULL FROM compulsory_measure m
        WHERE m.lapses_at > moment AND m.lapses_at <= moment + make_interval(hours => hours)
        UNION ALL
        SELECT 'overdue', m.id, d.rule, d.plan_on
        FROM deadlines_deadline d JOIN compulsory_measure m ON d.subject = 'compulsory.measure:' || m.id
        WHERE d.rule = ANY (ours) AND d.met_at IS NULL AND d.ended_at IS NULL AND d.plan_on < day
            AND (m.lapses_at IS NULL OR m.lapses_at > moment)
    ) n (kind, measure_id, rule, due_on)
    JOIN compulsory_measure m ON m.id = n.measure_id AND m.ended_at IS NULL
    JOIN access_file f ON f.id = m.file_id JOIN staff_unit u ON u.id = f.unit_id
    LEFT JOIN staff_employee o ON o.id = f.responsible_id LEFT JOIN staff_employee s ON s.id = f.deputy_id
    WHERE f.unit_id = {_OVERSEEN}
    ORDER BY coalesce(m.lapses_at, n.due_on), m.id, n.rule
"""  # nosec B608 - names of our own

_CHANGES = f"""
    SELECT u.name, m.outcome, count(*)
    FROM compulsory_matter m JOIN access_file f ON f.id = m.file_id JOIN staff_unit u ON u.id = f.unit_id
    WHERE m.state = 'decided' AND f.unit_id = {_OVERSEEN}
        AND compulsory_day(m.decided_at) >= since AND compulsory_day(m.decided_at) < until
    GROUP BY 1, 2 ORDER BY 1, 2
"""  # nosec B608 - names of our own

_REPORT = f"""
CREATE FUNCTION compulsory_report_at(the_meeting bigint, day date) RETURNS TABLE (matter_id bigint, file_id bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE compulsory_matter m SET reported_at_meeting_id = g.id
    FROM decisions_meeting g
    WHERE g.id = the_meeting AND g.held_on <= day AND {_KEEPS_CALENDAR}
        AND m.level = 'chair' AND m.state = 'decided' AND m.reported_at_meeting_id IS NULL
        AND compulsory_day(m.decided_at) <= g.held_on
    RETURNING m.id, m.file_id
$$;
REVOKE ALL ON FUNCTION compulsory_report_at(bigint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compulsory_report_at(bigint, date) TO {rls.APP_ROLE};
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [
        ("compulsory", "0002_guard"),
        ("decisions", "0004_oversight"),
        ("deadlines", "0003_two_acts"),
        ("staff", "0002_guard"),
    ]

    operations = [
        RunSQL(_STEPS, _UNDO_STEPS),
        RunSQL(_CARRIED, "DROP FUNCTION compulsory_chair_may(text); DROP FUNCTION compulsory_carried(text);"),
        RunSQL(_SIGNING, _UNDO_SIGNING),
        rls.door(
            "compulsory_agenda(the_meeting bigint, day date) RETURNS TABLE (kind text, id bigint, file_id bigint, "
            "number text, unit text, section text, is_urgent boolean, planned_since date, decided_on date, outcome text)",
            _AGENDA,
        ),
        rls.door(
            "compulsory_alarms(moment timestamptz, day date, hours int, ours text[]) RETURNS TABLE (kind text, "
            "unit text, track text, lapses_at timestamptz, rule text, due_on date, owner text, deputy text)",
            _ALARMS,
        ),
        rls.door(
            "compulsory_board_changes(since date, until date, day date) "
            "RETURNS TABLE (unit text, outcome text, amount bigint)",
            _CHANGES,
        ),
        RunSQL(_REPORT, "DROP FUNCTION compulsory_report_at(bigint, date)"),
    ]
