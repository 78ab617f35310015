"""Somebody asks again how it is until the exposed person says that it is enough, of incidents that are open now too."""

from django.db import migrations

# Whoever had been talked with and had no next day was asked by nobody again. They get one now.
ASK_AGAIN = """
INSERT INTO safety_duty (incident_id, exposure_id, kind, measure, due_at, reference, words, skipped_reason, version)
SELECT e.incident_id, e.id, 'follow_up', '', now() + interval '14 days', '', '', '', 1
FROM safety_exposure e JOIN safety_incident i ON i.id = e.incident_id
WHERE i.closed_at IS NULL AND e.enough_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM safety_duty d
    WHERE d.exposure_id = e.id AND d.kind IN ('talk', 'follow_up') AND d.done_at IS NULL
)
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0013_same_place")]

    operations = [migrations.RunSQL(ASK_AGAIN, migrations.RunSQL.noop)]
