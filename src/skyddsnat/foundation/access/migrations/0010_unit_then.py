"""Figures are told of the unit that had the child then: one that moves takes no figures of the past along.

A file is held by the unit of whoever it was given to last. Before it was given to anybody it is with those who receive
reports. What a worker did counts in the unit in which she was given the child.
"""

from importlib import import_module

from django.db import migrations

from skyddsnat.foundation.access import rls

_BEFORE = vars(import_module("skyddsnat.foundation.access.migrations.0009_carers_apart"))

# Of her units, the one that has the file now, if that is one of them, otherwise the one she came to last.
_UNIT_ON = f"""
CREATE FUNCTION access_unit_on(file bigint, on_day date) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(given.unit_id, CASE WHEN given.id IS NULL THEN CASE WHEN f.is_assigned THEN (
        SELECT u.id FROM staff_unit u WHERE u.receives_reports ORDER BY u.id LIMIT 1
    ) END END, f.unit_id)
    FROM access_file f LEFT JOIN LATERAL (
        SELECT a.id, (
            SELECT r.unit_id FROM staff_roleholding r
            WHERE r.employee_id = a.employee_id AND r.role IN ('intake_worker', 'caseworker', 'senior')
                AND r.starts_on <= {rls.day_of("a.starts_at")}
                AND (r.ends_on IS NULL OR r.ends_on > {rls.day_of("a.starts_at")})
            ORDER BY r.unit_id = f.unit_id DESC, r.starts_on DESC, r.id DESC LIMIT 1
        ) AS unit_id
        FROM access_assignment a WHERE a.file_id = f.id AND {rls.day_of("a.starts_at")} <= on_day
        ORDER BY a.starts_at DESC, a.id DESC LIMIT 1
    ) given ON true
    WHERE f.id = file
$$;
REVOKE ALL ON FUNCTION access_unit_on FROM PUBLIC
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("access", "0009_carers_apart"), ("staff", "0002_guard")]

    operations = [
        migrations.RunSQL(_UNIT_ON, "DROP FUNCTION access_unit_on"),
        migrations.RunSQL(
            rls.unit_then(
                _BEFORE["_carers"](rls.pseudonym("carer", "a.file_id || ':' || a.employee_id")),
                file="f.id",
                on=rls.day_of("a.starts_at"),
            ),
            _BEFORE["_carers"](rls.pseudonym("carer", "a.file_id || ':' || a.employee_id")),
        ),
    ]
