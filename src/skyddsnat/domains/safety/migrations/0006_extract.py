"""The register of incidents without names, for the run of the figures: by the month, and with no child's file."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_MONTH = "date_trunc('month', {0}::timestamp)::date"

# An incident counts in the unit of whoever was exposed first.
_INCIDENTS = f"""
    SELECT u.name::text, {_MONTH.format(rls.day_of("i.happened_at"))}, i.kind::text, i.concerns::text, i.effect::text
    FROM safety_incident i
    JOIN LATERAL (
        SELECT x.unit_id FROM safety_exposure x WHERE x.incident_id = i.id ORDER BY x.id LIMIT 1
    ) first ON true
    JOIN staff_unit u ON u.id = first.unit_id
    WHERE {rls.day_of("i.happened_at")} <= day
"""  # nosec B608 - names of our own

# A caseworker of several units counts in the one she came to last. Before the register was used nobody is "none".
_EXPOSED = f"""
    WITH began AS (
        SELECT min({_MONTH.format(rls.day_of("i.reported_at"))}) AS month FROM safety_incident i
    ), worked AS (
        SELECT DISTINCT ON (r.employee_id, m) r.employee_id, r.unit_id, m::date AS month
        FROM began b CROSS JOIN staff_roleholding r CROSS JOIN LATERAL generate_series(
            greatest(b.month, {_MONTH.format("r.starts_on")})::timestamp,
            least(r.ends_on - 1, day)::timestamp,
            interval '1 month'
        ) m
        WHERE r.role IN ('intake_worker', 'caseworker', 'senior')
        ORDER BY r.employee_id, m, r.starts_on DESC, r.id DESC
    ), happened AS (
        SELECT x.employee_id, {_MONTH.format(rls.day_of("i.happened_at"))} AS month, i.kind
        FROM safety_exposure x JOIN safety_incident i ON i.id = x.incident_id
        WHERE {rls.day_of("i.happened_at")} <= day
    )
    SELECT {rls.pseudonym("exposed", "w.employee_id")}, u.name::text, w.month,
        count(h.employee_id) FILTER (WHERE h.kind = 'threat')::integer, count(h.employee_id)::integer
    FROM worked w
    JOIN staff_unit u ON u.id = w.unit_id
    LEFT JOIN happened h ON h.employee_id = w.employee_id AND h.month = w.month
    GROUP BY w.employee_id, u.name, w.month
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("safety", "0005_met"), ("staff", "0004_safety_roles")]

    operations = [
        rls.extract(
            "safety_extract_incidents", "unit text, month date, kind text, concerns text, effect text", _INCIDENTS
        ),
        rls.extract(
            "safety_extract_exposed",
            "worker text, unit text, month date, threats integer, incidents integer",
            _EXPOSED,
        ),
    ]
