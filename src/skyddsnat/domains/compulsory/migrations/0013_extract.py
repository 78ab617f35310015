"""Compulsory cases without names, for the run of the figures."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_UNIT = "JOIN access_file f ON f.id = {0}.file_id JOIN staff_unit u ON u.id = f.unit_id"

_MATTERS = f"""
    SELECT u.name::text, compulsory_day(m.decided_at), m.level::text, m.outcome::text
    FROM compulsory_matter m {_UNIT.format("m")}
    WHERE m.state = 'decided' AND compulsory_day(m.decided_at) <= day
"""  # nosec B608 - names of our own

_POLICE = f"""
    SELECT u.name::text, compulsory_day(n.needed_at), n.requested_at IS NOT NULL, n.not_asked::text, n.answer::text,
        n.attendance::text
    FROM compulsory_policeneed n {_UNIT.format("n")}
    WHERE compulsory_day(n.needed_at) <= day
"""  # nosec B608 - names of our own

_CARE = f"""
    SELECT {rls.pseudonym("file", "s.file_id")}, u.name::text, compulsory_day(s.happened_at),
        s.act IN ('decide_immediate', 'court_decides_immediate')
    FROM compulsory_step s
    JOIN compulsory_measure m ON m.id = s.measure_id
    {_UNIT.format("s")}
    WHERE m.track IN ('care', 'shelter') AND compulsory_day(s.happened_at) <= day
        AND s.act IN ('decide_immediate', 'court_decides_immediate', 'execute', 'begin', 'place', 'order_begun')
"""  # nosec B608 - names of our own

# The number of caseworkers falls only when a time ends: it is looked at where the case, or the month, begins and
# wherever somebody's time ends. A deviation that was agreed to is no second caseworker.
_PAIRS = f"""
    WITH months AS (
        SELECT c.file_id, c.id, m::date AS month,
            greatest(c.opened_at, m AT TIME ZONE 'Europe/Stockholm') AS starts,
            least(c.closed_at, (m + interval '1 month') AT TIME ZONE 'Europe/Stockholm',
                (day + 1)::timestamp AT TIME ZONE 'Europe/Stockholm') AS ends
        FROM compulsory_case c CROSS JOIN LATERAL generate_series(
            date_trunc('month', compulsory_day(c.opened_at)::timestamp),
            least(compulsory_day(c.closed_at), day)::timestamp,
            interval '1 month'
        ) m
    ), moments AS (
        SELECT o.id, o.month, o.file_id, o.starts AS moment FROM months o WHERE o.starts < o.ends
        UNION
        SELECT o.id, o.month, o.file_id, a.ends_at FROM months o
        JOIN access_assignment a ON a.file_id = o.file_id AND a.ends_at >= o.starts AND a.ends_at < o.ends
    )
    SELECT {rls.pseudonym("file", "m.file_id")}, u.name::text, m.month, bool_and((
        SELECT count(DISTINCT a.employee_id) FROM access_assignment a
        WHERE a.file_id = m.file_id AND a.part IN ('responsible', 'second')
            AND a.starts_at <= m.moment AND (a.ends_at IS NULL OR a.ends_at > m.moment)
    ) >= 2)
    FROM moments m {_UNIT.format("m")}
    GROUP BY m.id, m.file_id, u.name, m.month
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0012_bare_places"), ("access", "0006_viewer_plan"), ("staff", "0002_guard")]

    operations = [
        rls.extract("compulsory_extract_matters", "unit text, decided_on date, level text, outcome text", _MATTERS),
        rls.extract(
            "compulsory_extract_police",
            "unit text, needed_on date, was_requested boolean, not_asked text, answer text, attendance text",
            _POLICE,
        ),
        rls.extract("compulsory_extract_care", "file text, unit text, happened_on date, is_immediate boolean", _CARE),
        rls.extract("compulsory_extract_pairs", "file text, unit text, month date, is_kept boolean", _PAIRS),
    ]
