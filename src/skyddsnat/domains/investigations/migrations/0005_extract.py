"""Investigations without names, for the run of the figures. The law's day is the one that the clock was started with."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_INVESTIGATIONS = f"""
    SELECT {rls.pseudonym("file", "i.file_id")}, u.name::text, {rls.day_of("i.opened_at")},
        (SELECT min(d.due_on) FROM deadlines_deadline d
            WHERE d.subject = 'investigations.investigation:' || i.id AND d.rule = 'sol.investigation'),
        {rls.day_of("i.closed_at")},
        EXISTS (SELECT 1 FROM investigations_extension e WHERE e.investigation_id = i.id)
    FROM investigations_investigation i
    JOIN access_file f ON f.id = i.file_id
    JOIN staff_unit u ON u.id = f.unit_id
    WHERE {rls.day_of("i.opened_at")} <= day
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [
        ("investigations", "0004_oversight"),
        ("access", "0006_viewer_plan"),
        ("deadlines", "0003_two_acts"),
        ("staff", "0002_guard"),
    ]

    operations = [
        rls.extract(
            "investigations_extract",
            "file text, unit text, opened_on date, due_on date, closed_on date, was_extended boolean",
            _INVESTIGATIONS,
        )
    ]
