"""A door for those who answer for units and see no files: proposals that no meeting or new fact leaves alone, counted."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_OVERSEEN = rls.overseen_units("day")

# `clocks`: rules whose clock only a decision stops. `deeds`: how what a decider must be told of begins in the log.
_NUMBERS = f"""
    SELECT u.name, n.what, count(*)
    FROM (
        SELECT f.unit_id, 'no_meeting'
        FROM decisions_proposal p JOIN access_file f ON f.id = p.file_id
        CROSS JOIN LATERAL (
            SELECT min(m.held_on) AS held_on FROM decisions_meeting m
            WHERE m.level = p.level AND m.held_on >= day AND m.papers_by >= day
        ) next
        WHERE p.state <> 'decided' AND p.level IN ('committee', 'board') AND f.unit_id = {_OVERSEEN}
            AND (
                p.planned_start_on < coalesce(next.held_on, 'infinity')
                OR EXISTS (
                    SELECT 1 FROM deadlines_deadline d
                    WHERE d.file_id = p.file_id AND d.rule = ANY (clocks) AND d.met_at IS NULL AND d.ended_at IS NULL
                        AND d.plan_on < coalesce(next.held_on, 'infinity')
                )
            )
        UNION ALL
        SELECT f.unit_id, 'news'
        FROM decisions_proposal p JOIN access_file f ON f.id = p.file_id
        WHERE p.state = 'proposed' AND f.unit_id = {_OVERSEEN} AND EXISTS (
            SELECT 1 FROM audit_event e, unnest(deeds) beginning
            WHERE e.file_id = p.file_id AND e.at > p.proposed_at AND starts_with(e.deed, beginning)
        )
    ) n (unit_id, what) JOIN staff_unit u ON u.id = n.unit_id
    GROUP BY 1, 2 ORDER BY 1, 2
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_catalogue"),
        ("access", "0002_guard"),
        ("audit", "0002_seal"),
        ("deadlines", "0002_guard"),
        ("staff", "0002_guard"),
    ]

    operations = [
        rls.door(
            "decisions_overseen_numbers(day date, clocks text[], deeds text[]) "
            "RETURNS TABLE (unit text, what text, amount bigint)",
            _NUMBERS,
        ),
    ]
