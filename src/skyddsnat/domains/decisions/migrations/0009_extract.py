"""Decisions without names, for the run of the figures."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_DECISIONS = f"""
    SELECT {rls.pseudonym("file", "d.file_id")}, u.name::text, {rls.day_of("d.decided_at")}, d.level::text,
        d.outcome::text, p.most_suitable_id IS NOT NULL OR d.chosen_id IS NOT NULL,
        p.most_suitable_id IS NOT DISTINCT FROM d.chosen_id,
        d.obstacles ? 'money' OR p.start_obstacles ? 'money',
        d.obstacles ? 'threat' OR p.start_obstacles ? 'threat',
        d.chosen_id IS NOT NULL AND d.kind = 'service' AND d.outcome <> 'refused', coalesce(s.is_placement, false),
        p.is_urgent
    FROM decisions_decision d
    JOIN decisions_proposal p ON p.id = d.proposal_id
    LEFT JOIN decisions_servicetype s ON s.id = d.chosen_id
    JOIN access_file f ON f.id = d.file_id
    JOIN staff_unit u ON u.id = f.unit_id
    WHERE {rls.day_of("d.decided_at")} <= day
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("decisions", "0008_names_left_out"), ("access", "0006_viewer_plan"), ("staff", "0002_guard")]

    operations = [
        rls.extract(
            "decisions_extract",
            "file text, unit text, decided_on date, level text, outcome text, had_best boolean, is_best boolean, "
            "for_money boolean, for_threat boolean, gives_service boolean, is_placement boolean, is_urgent boolean",
            _DECISIONS,
        )
    ]
