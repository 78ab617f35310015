"""Two doors for those who answer for units and see no files: chains of investigations, and what is late, in numbers.

Nothing in an answer points at a child: no file, no person, no day, no written word. A chain is one child, so its start
is a month, and its question is said only where at least five children of the unit have been investigated on it. Whoever
answers for no unit is told nothing, and so is a connection where nobody looks.
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

_OVERSEEN = rls.overseen_units("day")

# From the last investigation of each chain back to its first. A chain that ended more than a year ago is history.
_CHAINS = f"""
    WITH RECURSIVE link AS (
        SELECT i.id AS chain, i.id, i.follows_id, f.unit_id
        FROM investigations_investigation i JOIN access_file f ON f.id = i.file_id
        WHERE i.follows_id IS NOT NULL AND f.unit_id = {_OVERSEEN}
            AND (i.closed_at IS NULL OR (i.closed_at AT TIME ZONE 'Europe/Stockholm')::date > day - interval '1 year')
            AND NOT EXISTS (SELECT 1 FROM investigations_investigation n WHERE n.follows_id = i.id)
        UNION ALL
        SELECT l.chain, i.id, i.follows_id, l.unit_id
        FROM link l JOIN investigations_investigation i ON i.id = l.follows_id
    ), chain AS (
        SELECT l.unit_id, min(i.question) AS question, count(*) AS links,
               count(DISTINCT lower(btrim(i.what_is_new))) FILTER (WHERE l.follows_id IS NOT NULL) AS news,
               (min(i.opened_at) AT TIME ZONE 'Europe/Stockholm')::date AS started_on,
               bool_or(i.state = 'open') AS is_running,
               CASE WHEN bool_or(i.state = 'open') THEN day
                    ELSE (max(i.closed_at) AT TIME ZONE 'Europe/Stockholm')::date END AS counted_to
        FROM link l JOIN investigations_investigation i ON i.id = l.id
        GROUP BY l.chain, l.unit_id
    ), common AS (
        SELECT f.unit_id, i.question
        FROM investigations_investigation i JOIN access_file f ON f.id = i.file_id
        WHERE f.unit_id IN (SELECT c.unit_id FROM chain c)
        GROUP BY f.unit_id, i.question HAVING count(DISTINCT f.id) >= 5
    )
    SELECT u.name, o.question, c.links, c.news = c.links - 1, date_trunc('month', c.started_on::timestamp)::date,
           (extract(year FROM span.passed) * 12 + extract(month FROM span.passed))::integer,
           (c.started_on + make_interval(months => allowed_months))::date < c.counted_to, c.is_running
    FROM chain c JOIN staff_unit u ON u.id = c.unit_id
    LEFT JOIN common o ON o.unit_id = c.unit_id AND o.question = c.question,
    LATERAL age(c.counted_to::timestamp, c.started_on::timestamp) AS span (passed)
    ORDER BY 1, 8 DESC, 6 DESC, 3 DESC, 2, 4
"""

_NUMBERS = f"""
    SELECT u.name, n.what, n.rule, count(*)
    FROM (
        SELECT f.unit_id, 'running', ''
        FROM investigations_investigation i JOIN access_file f ON f.id = i.file_id
        WHERE i.state = 'open' AND f.unit_id = {_OVERSEEN}
        UNION ALL
        SELECT d.unit_id, 'late', d.rule FROM deadlines_deadline d
        WHERE d.met_at IS NULL AND d.ended_at IS NULL AND d.plan_on < day AND d.unit_id = {_OVERSEEN}
        UNION ALL
        SELECT f.unit_id, 'untold', ''
        FROM investigations_notice p JOIN access_file f ON f.id = p.file_id
        WHERE p.told_at IS NULL AND p.withheld_until < day AND f.unit_id = {_OVERSEEN}
    ) n (unit_id, what, rule) JOIN staff_unit u ON u.id = n.unit_id
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0003_areas"),
        ("access", "0002_guard"),
        ("deadlines", "0002_guard"),
        ("staff", "0002_guard"),
    ]

    operations = [
        rls.door(
            "investigations_overseen_chains(day date, allowed_months integer) "
            "RETURNS TABLE (unit text, question text, links bigint, is_new_said boolean, started_month date, "
            "months integer, is_over boolean, is_running boolean)",
            _CHAINS,
        ),
        rls.door(
            "investigations_overseen_numbers(day date) RETURNS TABLE (unit text, what text, rule text, amount bigint)",
            _NUMBERS,
        ),
    ]
