"""Running places and what each rests on, for those who answer for the units: a board sees that something lacks.

No child, no file and no place by name; whether a place lacks anything is the rule's to say (`rules/places.py`).
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

_PLACES = f"""
    SELECT u.name, p.kind, p.is_locked, p.matter_id IS NOT NULL, m.track, m.statute, m.state, m.grounds, m.started_at,
        m.lapses_at, m.ended_at
    FROM compulsory_careplace p
    JOIN compulsory_measure m ON m.id = p.measure_id
    JOIN access_file f ON f.id = p.file_id
    JOIN staff_unit u ON u.id = f.unit_id
    WHERE p.ends_at IS NULL AND f.unit_id = {rls.overseen_units("day")}
    ORDER BY u.name, p.starts_at
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0011_court_sets_time")]

    operations = [
        rls.door(
            "compulsory_places_held(day date) RETURNS TABLE (unit text, kind text, is_locked boolean, "
            "has_decision boolean, track text, statute text, state text, grounds jsonb, started_at timestamptz, "
            "lapses_at timestamptz, ended_at timestamptz)",
            _PLACES,
        )
    ]
