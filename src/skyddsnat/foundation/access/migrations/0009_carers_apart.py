"""A worker has another pseudonym with each child: the months she worked would else tell which children are hers.

Whoever held the rows of the register of incidents too, where threats are counted by worker and month, could then have
matched the months, and seen whose children a threatened worker has.
"""

from django.db import migrations

from skyddsnat.foundation.access import rls


def _carers(worker: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION access_extract_carers(salt bytea, day date)
RETURNS TABLE (file text, unit text, worker text, month date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT {rls.pseudonym("file", "f.id")}, u.name::text, {worker}, m::date
    FROM access_assignment a
    JOIN access_file f ON f.id = a.file_id
    JOIN staff_unit u ON u.id = f.unit_id
    CROSS JOIN LATERAL generate_series(
        date_trunc('month', {rls.day_of("a.starts_at")}::timestamp),
        least({rls.day_of("a.ends_at")}, day)::timestamp,
        interval '1 month'
    ) m
    WHERE a.part = 'responsible' AND {rls.day_of("a.starts_at")} <= day
        AND a.ends_at IS DISTINCT FROM a.starts_at
        AND current_setting('app.actor', true) = 'system:insight'
$$
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("access", "0008_leaving")]

    operations = [
        migrations.RunSQL(
            _carers(rls.pseudonym("carer", "a.file_id || ':' || a.employee_id")),
            _carers(rls.pseudonym("worker", "a.employee_id")),
        )
    ]
