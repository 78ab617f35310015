"""The counts of the safety board: no row, no word and no person leaves the register through this door.

Who may ask is read in the register of staff: the manager and the safety representative of a unit, the safety
administrator, the commission. All are given the counts of the same fixed grid (a calendar year by unit and half, when it
is over), because what is hidden must be the same whoever looks; which unit a count is of is told of one's own units
alone. Everything stands as it did on the first of the month.
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

_SEES = f"""
    sees AS (
        SELECT DISTINCT u.id AS unit_id FROM staff_employee e
        JOIN staff_roleholding r ON r.employee_id = e.id
        JOIN staff_unit u ON r.role IN ('safety_administrator', 'safety_commission')
            OR r.role IN ('unit_manager', 'safety_representative') AND r.unit_id = u.id
        WHERE e.id = {rls.VIEWER} AND e.is_active AND r.starts_on <= day AND (r.ends_on IS NULL OR r.ends_on > day)
    )
"""  # nosec B608 - a name of our own

# The year up to where it has ended by the first of the month: whole, its first half, or nothing at all.
_GRID = """
    month AS (SELECT date_trunc('month', day::timestamp) AS begins),
    grid AS (
        SELECT make_date(year, 1, 1) AS since, e.until, m.begins AT TIME ZONE 'Europe/Stockholm' AS as_of
        FROM month m, LATERAL (
            SELECT CASE
                WHEN make_date(year + 1, 1, 1) <= m.begins THEN make_date(year + 1, 1, 1)
                WHEN make_date(year, 7, 1) <= m.begins THEN make_date(year, 7, 1)
            END AS until
        ) e
        WHERE e.until IS NOT NULL AND EXISTS (SELECT 1 FROM sees)
    )
"""

_HALF = "CASE WHEN extract(month FROM {day}) <= 6 THEN 1 ELSE 2 END"

# An incident belongs to the unit of the one who was exposed first, and to the day on which it was reported.
_INCIDENTS = f"""
    unit_of AS (
        SELECT DISTINCT ON (incident_id) incident_id, unit_id FROM safety_exposure ORDER BY incident_id, id
    ),
    incident AS (
        SELECT i.*, o.unit_id, safety_day(i.reported_at) AS day_of, {_HALF.format(day="safety_day(i.reported_at)")} AS half,
            lower(regexp_replace(btrim(i.alias), '\\s+', ' ', 'g')) AS called, g.as_of
        FROM grid g, safety_incident i JOIN unit_of o ON o.incident_id = i.id
        WHERE safety_day(i.reported_at) >= g.since AND safety_day(i.reported_at) < g.until
    ),
    exposure AS (
        SELECT e.*, i.half, i.as_of FROM safety_exposure e JOIN incident i ON i.id = e.incident_id
    ),
    police AS (
        SELECT i.unit_id, i.half, i.happened_at,
            CASE WHEN p.sent_at < i.as_of THEN p.sent_at END AS sent_at,
            CASE WHEN p.not_made_at < i.as_of THEN p.not_made_at END AS not_made_at,
            CASE WHEN p.closed_at < i.as_of THEN p.closed_at END AS closed_at, p.outcome
        FROM incident i LEFT JOIN safety_policereport p ON p.incident_id = i.id
    ),
    duty AS (
        SELECT coalesce(e.unit_id, o.unit_id) AS unit_id, {_HALF.format(day="safety_day(d.due_at)")} AS half,
            d.kind = 'measure' AS is_measure, CASE WHEN d.kind = 'measure' THEN d.measure ELSE d.kind END AS what,
            CASE
                WHEN d.done_at IS NULL OR d.done_at >= g.as_of THEN 'not_done'
                WHEN d.skipped_reason <> '' THEN 'skipped'
                WHEN d.done_at <= d.due_at THEN 'in_time'
                ELSE 'late'
            END AS state
        FROM grid g, safety_duty d
        JOIN unit_of o ON o.incident_id = d.incident_id LEFT JOIN safety_exposure e ON e.id = d.exposure_id
        WHERE safety_day(d.due_at) >= g.since AND safety_day(d.due_at) < g.until
    )
"""

# How many incidents of the two years before were reported earlier, and by what they are tied.
_EARLIER = "(j.reported_at, j.id) < (i.reported_at, i.id) AND j.reported_at >= i.reported_at - interval '730 days'"
_TIES = {
    "by_source": f"""
        SELECT count(*) FROM safety_incident j WHERE {_EARLIER} AND CASE
            WHEN i.person_id IS NOT NULL THEN j.person_id = i.person_id
            ELSE j.person_id IS NULL AND i.called <> ''
                AND lower(regexp_replace(btrim(j.alias), '\\s+', ' ', 'g')) = i.called
        END
    """,
    "by_decision": f"""
        SELECT coalesce(max(k.times), 0) FROM (
            SELECT count(*) AS times FROM safety_caselink l
            JOIN safety_caselink m ON m.linked_file_id = l.linked_file_id
            JOIN safety_incident j ON j.id = m.incident_id
            WHERE l.incident_id = i.id AND i.concerns <> 'none' AND j.concerns = i.concerns AND {_EARLIER}
            GROUP BY l.linked_file_id
        ) k
    """,
    "by_worker": f"""
        SELECT coalesce(max(k.times), 0) FROM (
            SELECT count(*) AS times FROM safety_exposure l
            JOIN safety_exposure m ON m.employee_id = l.employee_id
            JOIN safety_incident j ON j.id = m.incident_id
            WHERE l.incident_id = i.id AND {_EARLIER}
            GROUP BY l.employee_id
        ) k
    """,
    "by_wave": f"SELECT count(*) FROM safety_incident j WHERE j.campaign_id = i.campaign_id AND {_EARLIER}",
}


def _class(times: str) -> str:
    return f"CASE WHEN {times} = 0 THEN '0' WHEN {times} <= 3 THEN '1-3' WHEN {times} <= 10 THEN '4-10' ELSE '11+' END"


_WORKS = """
    work AS (
        SELECT DISTINCT r.employee_id, r.unit_id FROM grid g, staff_roleholding r
        WHERE r.role IN ('intake_worker', 'caseworker', 'senior') AND g.until = make_date(year + 1, 1, 1)
            AND r.starts_on < g.until AND (r.ends_on IS NULL OR r.ends_on > g.since)
    )
"""

_SOMETHING = """CASE
    WHEN x.asked_at IS NULL OR x.asked_at >= x.as_of THEN 'not_asked'
    WHEN x.wishes @> '["nothing"]' OR x.wishes = '[]' AND x.wish_words = '' THEN 'nothing'
    ELSE 'something'
END"""

_SUPPORT = """CASE
    WHEN EXISTS (SELECT 1 FROM safety_offer o WHERE o.exposure_id = x.id AND o.given_at < x.as_of) THEN 'given'
    WHEN EXISTS (SELECT 1 FROM safety_offer o WHERE o.exposure_id = x.id AND o.offered_at < x.as_of) THEN 'offered'
    ELSE 'not_offered'
END"""

# One row for each thing that is counted: unit (none: all units together), half (0: the year), topic and code.
_ONES = " UNION ALL ".join(
    (
        "SELECT unit_id, half, 'incidents' AS topic, '' AS code FROM incident",
        "SELECT unit_id, half, 'kind', kind FROM incident",
        "SELECT unit_id, half, 'channel', channel FROM incident",
        "SELECT unit_id, half, 'effect', effect FROM incident",
        "SELECT NULL, half, 'month', extract(month FROM day_of)::int::text FROM incident",
        *(
            f"SELECT unit_id, half, '{topic}', {_class('times')} FROM (SELECT i.*, ({tie}) AS times FROM incident i) t"
            for topic, tie in _TIES.items()
        ),
        "SELECT unit_id, half, 'police', CASE WHEN sent_at IS NOT NULL THEN 'sent' "
        "WHEN not_made_at IS NOT NULL THEN 'not_made' ELSE 'due' END FROM police",
        "SELECT unit_id, half, 'police_end', CASE WHEN closed_at IS NULL THEN 'running' ELSE 'closed' END FROM police "
        "WHERE sent_at IS NOT NULL",
        "SELECT unit_id, half, 'outcome', outcome FROM police WHERE closed_at IS NOT NULL",
        "SELECT unit_id, half, 'days_to_sent', (safety_day(sent_at) - safety_day(happened_at))::text FROM police "
        "WHERE sent_at IS NOT NULL",
        "SELECT unit_id, half, 'days_to_closed', (safety_day(closed_at) - safety_day(sent_at))::text FROM police "
        "WHERE closed_at IS NOT NULL",
        "SELECT unit_id, half, 'exposures', '' FROM exposure",
        f"SELECT x.unit_id, x.half, 'wish', {_SOMETHING} FROM exposure x",
        "SELECT x.unit_id, x.half, 'wished', w.code FROM exposure x, jsonb_array_elements_text(x.wishes) AS w(code) "
        f"WHERE {_SOMETHING} = 'something'",
        f"SELECT x.unit_id, x.half, 'support', {_SUPPORT} FROM exposure x",
        "SELECT unit_id, half, 'measures', '' FROM duty WHERE is_measure",
        "SELECT unit_id, half, 'measure', what FROM duty WHERE is_measure",
        "SELECT unit_id, half, 'measure_state', state FROM duty WHERE is_measure",
        "SELECT unit_id, half, 'duties', '' FROM duty WHERE NOT is_measure",
        "SELECT unit_id, half, 'duty', what FROM duty WHERE NOT is_measure",
        "SELECT unit_id, half, 'duty_state', state FROM duty WHERE NOT is_measure",
        "SELECT unit_id, 0, 'workers', '' FROM work",
        "SELECT NULL, 0, 'workers', '' FROM (SELECT DISTINCT employee_id FROM work) w",
        f"SELECT NULL, 0, 'rate', {_class('count(x.id)')} FROM (SELECT DISTINCT employee_id FROM work) w "
        "LEFT JOIN exposure x ON x.employee_id = w.employee_id GROUP BY w.employee_id",
    )
)  # nosec B608 - our own words

_FIGURES = f"""
    WITH {_SEES}, {_GRID}, {_INCIDENTS}, {_WORKS},
    place AS (SELECT id, row_number() OVER (ORDER BY id) AS number FROM staff_unit)
    SELECT p.number, s.unit_id, one.half, one.topic, one.code, count(*)
    FROM ({_ONES}) one LEFT JOIN place p ON p.id = one.unit_id LEFT JOIN sees s ON s.unit_id = one.unit_id
    GROUP BY p.number, s.unit_id, one.half, one.topic, one.code
"""  # nosec B608 - our own words


class Migration(migrations.Migration):
    dependencies = [("safety", "0006_extract")]

    operations = [
        rls.door(
            "safety_figures(year int, day date) RETURNS TABLE (place bigint, unit_id bigint, half int, topic text, "
            "code text, times bigint)",
            _FIGURES,
        )
    ]
