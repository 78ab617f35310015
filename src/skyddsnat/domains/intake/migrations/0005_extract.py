"""Reports without names, for the run of the figures."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_REPORTS = f"""
    SELECT {rls.pseudonym("file", "c.file_id")}, u.name::text, {rls.day_of("c.received_at")},
        c.id = min(c.id) OVER (PARTITION BY c.report_id), r.acute_danger, c.step::text, {rls.day_of("c.decided_at")}
    FROM intake_reportchild c
    JOIN intake_report r ON r.id = c.report_id
    JOIN access_file f ON f.id = c.file_id
    JOIN staff_unit u ON u.id = f.unit_id
    WHERE {rls.day_of("c.received_at")} <= day
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_earlier_care"), ("access", "0006_viewer_plan"), ("staff", "0002_guard")]

    operations = [
        rls.extract(
            "intake_extract_reports",
            "file text, unit text, received_on date, is_first boolean, is_acute boolean, step text, decided_on date",
            _REPORTS,
        )
    ]
