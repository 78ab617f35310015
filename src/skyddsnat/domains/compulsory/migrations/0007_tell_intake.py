"""Intake is told of care that has ended, or will, in cases that are here already; from now on each step tells it.

A child counts as taken when the custody was carried out or the care began. Care that holds lasts until the midnight at
which the law ends it; other care lasted until the step by which it ceased to hold.
"""

from django.db import migrations

_HOLDS = """({0} <> 'prepared' AND (m.track = 'continued' OR {0} <> 'applied') AND {0} NOT IN (
    'ended', 'follow_up', 'followed_up', 'continued', 'ended_early', 'ended_by_court', 'rejected', 'withdrawn',
    'expired', 'lapsed'
))"""

_TELL = f"""
INSERT INTO intake_earliercare (file_id, until)
SELECT m.file_id, CASE
    WHEN bool_or({_HOLDS.format("m.state")} AND m.lapses_at IS NULL) THEN NULL
    ELSE max(CASE WHEN {_HOLDS.format("m.state")} THEN m.lapses_at ELSE (
        SELECT max(s.happened_at) FROM compulsory_step s
        WHERE s.measure_id = m.id AND {_HOLDS.format("s.from_state")} AND NOT {_HOLDS.format("s.to_state")}
    ) END)
END
FROM compulsory_measure m
WHERE m.track = 'continued' OR m.track IN ('care', 'shelter') AND (m.care_began_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM compulsory_step s
    WHERE s.measure_id = m.id AND s.act IN ('execute', 'begin', 'place', 'order_begun')
))
GROUP BY m.file_id
"""  # nosec B608 - words of our own


class Migration(migrations.Migration):
    dependencies = [
        ("compulsory", "0006_own_matter"),
        ("intake", "0004_earlier_care"),
    ]

    operations = [migrations.RunSQL(_TELL, migrations.RunSQL.noop)]
