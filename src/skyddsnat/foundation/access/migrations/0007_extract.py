"""Who was responsible for which child in which month, without names, for the run of the figures."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_CARERS = f"""
    SELECT DISTINCT {rls.pseudonym("file", "f.id")} AS file, u.name::text AS unit,
        {rls.pseudonym("worker", "a.employee_id")} AS worker, m::date AS month
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
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("access", "0006_viewer_plan"), ("staff", "0002_guard")]

    operations = [rls.extract("access_extract_carers", "file text, unit text, worker text, month date", _CARERS)]
