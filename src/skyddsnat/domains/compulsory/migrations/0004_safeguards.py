"""The walls of the safeguards, the reasons that are counted, and the doors for those who answer for units.

- A deviation begins on the day of its moment and is never moved; who confirms it manages the child's unit.
- What those who go have read is not written over, and what was done stands.
- The police are asked by whoever has the right: by an appointment of one's own, as chair for an examination, or because
  the board has decided it. What was asked stands.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations import RunSQL
from django.db.models import F, Q

from skyddsnat.foundation.access import rls

_DEVIATIONS = """
ALTER TABLE compulsory_deviation
    ADD CONSTRAINT deviation_day_is_that_of_its_moment CHECK (starts_on = compulsory_day(starts_at)),
    ADD CONSTRAINT deviation_confirmed_soon CHECK (confirm_by <= starts_on + 14);

CREATE FUNCTION compulsory_check_deviation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_day date := compulsory_day(NEW.confirmed_at);
BEGIN
    IF TG_OP = 'UPDATE' AND (
        (NEW.case_id, NEW.file_id, NEW.starts_at, NEW.starts_on, NEW.is_acute, NEW.confirm_by)
            IS DISTINCT FROM (OLD.case_id, OLD.file_id, OLD.starts_at, OLD.starts_on, OLD.is_acute, OLD.confirm_by)
        OR OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
        OR OLD.confirmed_at IS NOT NULL
            AND (NEW.confirmed_at, NEW.manager_id, NEW.ends_on)
                IS DISTINCT FROM (OLD.confirmed_at, OLD.manager_id, OLD.ends_on)
    ) THEN
        RAISE EXCEPTION 'deviation: % is not moved', NEW.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.confirmed_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.confirmed_at IS NULL) AND NOT EXISTS (
        SELECT 1 FROM staff_roleholding r JOIN access_file f ON f.id = NEW.file_id AND f.unit_id = r.unit_id
        WHERE r.employee_id = NEW.manager_id AND r.role = 'unit_manager'
            AND r.starts_on <= the_day AND (r.ends_on IS NULL OR r.ends_on > the_day)
    ) THEN
        RAISE EXCEPTION 'deviation: % is confirmed by nobody who manages the unit', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER manager_confirms BEFORE INSERT OR UPDATE ON compulsory_deviation
FOR EACH ROW EXECUTE FUNCTION compulsory_check_deviation();
"""

_UNDO_DEVIATIONS = """
DROP TRIGGER manager_confirms ON compulsory_deviation;
DROP FUNCTION compulsory_check_deviation();
ALTER TABLE compulsory_deviation
    DROP CONSTRAINT deviation_day_is_that_of_its_moment, DROP CONSTRAINT deviation_confirmed_soon;
"""

# LVU 43 §; SFS 2026:1600 20:1-2, which took over from it; SFS 2026:1637 11:1; SFS 2024:79 8:7.
_POLICE = """
CREATE FUNCTION compulsory_carries(appointed text, section text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT appointed = section OR appointed = 'LVU 43' AND section = 'lagen (2026:1600) 20:1'
$$;

CREATE FUNCTION compulsory_check_requester() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_day date := compulsory_day(NEW.requested_at);
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.requested_at IS NOT NULL THEN
        IF (NEW.requested_at, NEW.requested_by_id, NEW.section, NEW.purpose, NEW.measure_id, NEW.request_id,
                NEW.appointment_id, NEW.matter_id)
            IS DISTINCT FROM (OLD.requested_at, OLD.requested_by_id, OLD.section, OLD.purpose, OLD.measure_id,
                OLD.request_id, OLD.appointment_id, OLD.matter_id)
        THEN
            RAISE EXCEPTION 'police: the request of need % stands', NEW.id USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.requested_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM compulsory_appointment a
        WHERE a.id = NEW.appointment_id AND a.employee_id = NEW.requested_by_id AND NEW.purpose = 'execution'
            AND compulsory_carries(a.section, NEW.section)
            AND a.valid_from <= the_day AND (a.valid_to IS NULL OR a.valid_to > the_day)
        UNION ALL
        SELECT 1 FROM staff_roleholding r
        WHERE r.employee_id = NEW.requested_by_id AND r.role = 'chair_on_call' AND NEW.purpose = 'examination'
            AND NEW.section IN ('LVU 43', 'lagen (2026:1600) 20:1')
            AND r.starts_on <= the_day AND (r.ends_on IS NULL OR r.ends_on > the_day)
        UNION ALL
        SELECT 1 FROM compulsory_matter m
        WHERE m.id = NEW.matter_id AND m.case_id = NEW.case_id AND m.state = 'decided' AND m.outcome <> 'refused'
            AND m.level <> 'chair' AND compulsory_carries(m.section, NEW.section) AND m.decided_at <= NEW.requested_at
    ) THEN
        RAISE EXCEPTION 'police: need % is requested by nobody who may', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER requester_may BEFORE INSERT OR UPDATE ON compulsory_policeneed
FOR EACH ROW EXECUTE FUNCTION compulsory_check_requester();
"""

_UNDO_POLICE = """
DROP TRIGGER requester_may ON compulsory_policeneed;
DROP FUNCTION compulsory_check_requester();
DROP FUNCTION compulsory_carries(text, text);
"""

# Whoever answers for the unit on the last of the days. The number of caseworkers falls only when a time ends, so it is
# looked at where a day begins and wherever a time, or what covered it, ends.
_OVERSEEN = rls.overseen_units("(until - 1)")
_DAYS = f"""
    WITH shown AS (
        SELECT u.id, u.name FROM staff_unit u WHERE u.id = {_OVERSEEN}
    ), open_days AS (
        SELECT c.id, c.file_id, f.unit_id,
            greatest(c.opened_at, d::timestamp AT TIME ZONE 'Europe/Stockholm') AS starts,
            least(c.closed_at, (d + interval '1 day')::timestamp AT TIME ZONE 'Europe/Stockholm') AS ends
        FROM compulsory_case c JOIN access_file f ON f.id = c.file_id JOIN shown s ON s.id = f.unit_id
        CROSS JOIN LATERAL generate_series(
            greatest(since, compulsory_day(c.opened_at))::timestamp,
            least(until - 1, compulsory_day(c.closed_at))::timestamp,
            interval '1 day'
        ) d
    ), moments AS (
        SELECT o.*, m.moment
        FROM open_days o CROSS JOIN LATERAL (
            SELECT o.starts
            UNION SELECT a.ends_at FROM access_assignment a
                WHERE a.file_id = o.file_id AND a.ends_at >= o.starts AND a.ends_at < o.ends
            UNION SELECT v.ended_at FROM compulsory_deviation v
                WHERE v.file_id = o.file_id AND v.ended_at >= o.starts AND v.ended_at < o.ends
        ) m (moment)
        WHERE o.starts < o.ends AND (
            SELECT count(DISTINCT a.employee_id) FROM access_assignment a
            WHERE a.file_id = o.file_id AND a.part IN ('responsible', 'second')
                AND a.starts_at <= m.moment AND (a.ends_at IS NULL OR a.ends_at > m.moment)
        ) < 2
    ), below AS (
        SELECT b.unit_id, b.id, b.starts, bool_and(EXISTS (
            SELECT 1 FROM compulsory_deviation v
            WHERE v.file_id = b.file_id AND v.starts_at <= b.moment AND v.ends_on >= compulsory_day(b.moment)
                AND (v.ended_at IS NULL OR v.ended_at > b.moment)
        )) AS is_covered
        FROM moments b GROUP BY b.unit_id, b.id, b.starts
    )
    SELECT s.id, s.name::text, count(b.id), count(b.id) FILTER (WHERE b.is_covered), count(DISTINCT b.id)
    FROM shown s LEFT JOIN below b ON b.unit_id = s.id GROUP BY s.id, s.name ORDER BY s.name
"""  # nosec B608 - names of our own
_NUMBERS = f"""
    SELECT n.requested_at IS NOT NULL, n.not_asked::text, n.answer::text, n.answer_why::text, n.attendance::text,
        n.effect::text, count(*)
    FROM compulsory_policeneed n JOIN access_file f ON f.id = n.file_id
    WHERE f.unit_id = {_OVERSEEN} AND compulsory_day(n.needed_at) >= since AND compulsory_day(n.needed_at) < until
    GROUP BY 1, 2, 3, 4, 5, 6
"""  # nosec B608 - names of our own

_NOT_ASKED = (
    "no_time", "not_expected", "nobody_appointed", "not_in_force", "childs_interests", "solved", "other",
)  # fmt: skip
_ANSWER_WHYS = ("no_resources", "no_ground", "another_time", "not_told", "other")


# What was read is the risk as it was written; who goes is not exchanged afterwards.
_GONE = (
    "TG_OP = 'DELETE' OR OLD.done_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL OR "
    "(OLD.risk, OLD.kind, OLD.measure_id, OLD.case_id, OLD.file_id, OLD.recorded_at) IS DISTINCT FROM "
    "(NEW.risk, NEW.kind, NEW.measure_id, NEW.case_id, NEW.file_id, NEW.recorded_at)"
)
_READ = (
    "TG_OP = 'DELETE' OR OLD.risk_read_at IS NOT NULL OR "
    "(OLD.outing_id, OLD.file_id, OLD.employee_id) IS DISTINCT FROM (NEW.outing_id, NEW.file_id, NEW.employee_id)"
)


class Migration(migrations.Migration):
    dependencies = [("access", "0003_outing"), ("compulsory", "0003_board"), ("staff", "0002_guard")]

    operations = [
        migrations.AddField(
            model_name="policeneed",
            name="matter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="compulsory.matter",
            ),
        ),
        migrations.AddField(
            model_name="policeneed",
            name="not_asked",
            field=models.CharField(blank=True, choices=[(code, code) for code in _NOT_ASKED], max_length=16),
        ),
        migrations.AddField(
            model_name="policeneed",
            name="answer_why",
            field=models.CharField(blank=True, choices=[(code, code) for code in _ANSWER_WHYS], max_length=12),
        ),
        migrations.AddConstraint(
            model_name="deviation",
            constraint=models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(ends_on__lte=F("confirm_by")),
                name="deviation_unconfirmed_is_short",
            ),
        ),
        migrations.AddConstraint(
            model_name="policeneed",
            constraint=models.CheckConstraint(
                condition=Q(not_asked="", not_requested_reason="") | ~Q(not_asked="") & ~Q(not_requested_reason=""),
                name="police_not_asked_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairrule",
            constraint=models.CheckConstraint(
                condition=Q(valid_from__gte=F("decided_on")), name="pair_rule_not_backwards"
            ),
        ),
        *rls.lock_when("compulsory_outing", _GONE),
        *rls.lock_when("compulsory_goer", _READ),
        RunSQL(_DEVIATIONS, _UNDO_DEVIATIONS),
        RunSQL(_POLICE, _UNDO_POLICE),
        rls.door(
            "compulsory_days_below_two(since date, until date) "
            "RETURNS TABLE (unit_id bigint, unit text, days bigint, covered bigint, cases bigint)",
            _DAYS,
        ),
        rls.door(
            "compulsory_police_numbers(since date, until date) RETURNS TABLE (requested boolean, not_asked text, "
            "answer text, answer_why text, attendance text, effect text, amount bigint)",
            _NUMBERS,
        ),
    ]
