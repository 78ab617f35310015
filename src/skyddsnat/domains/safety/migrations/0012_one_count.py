"""The night's figures and the safety board count the register alike, so that what both tell is decided together.

An incident counts in the month in which it was reported, also for the night: figures of a year that is over then stand,
whatever is reported late. Whoever was a caseworker when it happened, and has left before it was reported, still counts.
The run of the figures is given the counts of the board. How often each worker was exposed is counted by the night alone.
"""

from importlib import import_module

from django.db import migrations

from skyddsnat.foundation.access import rls

_EXTRACT = vars(import_module("skyddsnat.domains.safety.migrations.0006_extract"))
_BOARD = vars(import_module("skyddsnat.domains.safety.migrations.0007_figures"))
_RUN = "current_setting('app.actor', true) = 'system:insight'"
_MONTH = f"date_trunc('month', {rls.day_of('i.reported_at')}::timestamp)::date"
_CASEWORK = "r.role IN ('intake_worker', 'caseworker', 'senior')"

_INCIDENTS = f"""
    SELECT u.name::text, {_MONTH}, i.kind::text, i.concerns::text, i.effect::text
    FROM safety_incident i
    JOIN LATERAL (
        SELECT x.unit_id FROM safety_exposure x WHERE x.incident_id = i.id ORDER BY x.id LIMIT 1
    ) first ON true
    JOIN staff_unit u ON u.id = first.unit_id
    WHERE {rls.day_of("i.reported_at")} <= day
"""  # nosec B608 - names of our own

_EXPOSED = f"""
    WITH began AS (
        SELECT min({_MONTH}) AS month FROM safety_incident i
    ), told AS (
        SELECT x.employee_id, x.unit_id, {_MONTH} AS month, i.kind
        FROM safety_exposure x JOIN safety_incident i ON i.id = x.incident_id
        WHERE {rls.day_of("i.reported_at")} <= day AND EXISTS (
            SELECT 1 FROM staff_roleholding r WHERE r.employee_id = x.employee_id AND {_CASEWORK}
                AND r.starts_on <= {rls.day_of("i.happened_at")}
                AND (r.ends_on IS NULL OR r.ends_on > {rls.day_of("i.happened_at")})
        )
    ), held AS (
        SELECT r.employee_id, r.unit_id, m::date AS month, r.starts_on, r.id
        FROM began b CROSS JOIN staff_roleholding r CROSS JOIN LATERAL generate_series(
            greatest(b.month, date_trunc('month', r.starts_on::timestamp)::date)::timestamp,
            least(r.ends_on - 1, day)::timestamp,
            interval '1 month'
        ) m
        WHERE {_CASEWORK}
    ), worked AS (
        SELECT DISTINCT ON (w.employee_id, w.month) w.employee_id, w.unit_id, w.month
        FROM (SELECT * FROM held UNION ALL SELECT employee_id, unit_id, month, NULL, NULL FROM told) w
        ORDER BY w.employee_id, w.month, w.starts_on DESC NULLS LAST, w.id DESC NULLS LAST, w.unit_id
    )
    SELECT {rls.pseudonym("exposed", "w.employee_id")}, u.name::text, w.month,
        count(t.employee_id) FILTER (WHERE t.kind = 'threat')::integer, count(t.employee_id)::integer
    FROM worked w
    JOIN staff_unit u ON u.id = w.unit_id
    LEFT JOIN told t ON t.employee_id = w.employee_id AND t.month = w.month
    GROUP BY w.employee_id, u.name, w.month
"""  # nosec B608 - names of our own

_SEES = f"""
    sees AS (
        SELECT id AS unit_id FROM staff_unit WHERE {_RUN}
        UNION
        SELECT u.id FROM staff_employee e
        JOIN staff_roleholding r ON r.employee_id = e.id
        JOIN staff_unit u ON r.role IN ('safety_administrator', 'safety_commission')
            OR r.role IN ('unit_manager', 'safety_representative') AND r.unit_id = u.id
        WHERE e.id = {rls.VIEWER} AND e.is_active AND r.starts_on <= day AND (r.ends_on IS NULL OR r.ends_on > day)
    )
"""  # nosec B608 - names of our own

_FIGURES = f"""
    WITH {_SEES}, {_BOARD["_GRID"]}, {_BOARD["_INCIDENTS"]}, {_BOARD["_WORKS"]},
    place AS (SELECT id, row_number() OVER (ORDER BY id) AS number FROM staff_unit)
    SELECT p.number, s.unit_id, one.half, one.topic, one.code, count(*)
    FROM ({_BOARD["_ONES"]}) one LEFT JOIN place p ON p.id = one.unit_id LEFT JOIN sees s ON s.unit_id = one.unit_id
    WHERE one.topic <> 'rate'
    GROUP BY p.number, s.unit_id, one.half, one.topic, one.code
"""  # nosec B608 - our own words


def _again(signature: str, body: str) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION {signature}
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ {body} $$
    """


def _extract(name: str, columns: str, body: str) -> str:
    rows = f"SELECT * FROM ({body}) rows WHERE {_RUN}"  # nosec B608 - a body of our own
    return _again(f"{name}(salt bytea, day date) RETURNS TABLE ({columns})", rows)


def _board(body: str) -> str:
    columns = "place bigint, unit_id bigint, half int, topic text, code text, times bigint"
    return _again(f"safety_figures(year int, day date) RETURNS TABLE ({columns})", body)


_OF_INCIDENTS = ("safety_extract_incidents", "unit text, month date, kind text, concerns text, effect text")
_OF_EXPOSED = ("safety_extract_exposed", "worker text, unit text, month date, threats integer, incidents integer")


class Migration(migrations.Migration):
    dependencies = [("safety", "0011_warned")]

    operations = [
        migrations.RunSQL(_extract(*_OF_INCIDENTS, _INCIDENTS), _extract(*_OF_INCIDENTS, _EXTRACT["_INCIDENTS"])),
        migrations.RunSQL(_extract(*_OF_EXPOSED, _EXPOSED), _extract(*_OF_EXPOSED, _EXTRACT["_EXPOSED"])),
        migrations.RunSQL(_board(_FIGURES), _board(_BOARD["_FIGURES"])),
    ]
