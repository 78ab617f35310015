"""An injury that became known after the report of the incident is reported too."""

from django.db import migrations

# An injury written in after the report was nobody's duty to report (SFB 42 kap. 10 §). Those that are open get it now.
REPORT_INJURIES = """
INSERT INTO safety_duty (incident_id, kind, measure, due_at, reference, words, skipped_reason, version)
SELECT i.id, 'report_injury', '', now() + interval '24 hours', '', '', '', 1 FROM safety_incident i
WHERE i.injury <> 'none' AND i.closed_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM safety_duty d WHERE d.incident_id = i.id AND d.kind = 'report_injury' AND d.skipped_reason = ''
)
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0009_remains")]

    operations = [migrations.RunSQL(REPORT_INJURIES, migrations.RunSQL.noop)]
