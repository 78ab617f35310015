"""Decisions that left the names out of their letters do so by the one concept for it: a decision on each name.

Letters to those who become parties later stay without the names for two years from the decision, and one year from now
at least, within which a manager may prolong it.
"""

from django.db import migrations

KEEP = """
INSERT INTO staff_nameprotection
    (employee_id, subject, reason, decided_by_id, decided_at, starts_on, until, review_on, ended_why)
SELECT DISTINCT who.id, 'decisions.proposal:' || d.proposal_id, d.hides_name_reason, d.decided_by_id, d.decided_at,
    days.starts_on, days.until, days.until, ''
FROM decisions_decision d
CROSS JOIN LATERAL (VALUES (d.decided_by_id), (d.presented_by_id)) AS who (id)
CROSS JOIN LATERAL (
    SELECT (d.decided_at AT TIME ZONE 'Europe/Stockholm')::date AS starts_on,
        greatest((d.decided_at AT TIME ZONE 'Europe/Stockholm')::date + 730, CURRENT_DATE + 365) AS until
) AS days
WHERE d.hides_name AND who.id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_appeal_of_others"), ("staff", "0005_name_protection")]

    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]
