"""What was given to those who go along says for which home visit, so that each visit ends its own.

What runs and was given in the moment that the visit was planned, until a day after its time, was given for it. The rest
ends with its time.
"""

from django.db import migrations

GIVE_SUBJECTS = """
UPDATE access_grant g SET subject = 'safety.visit:' || v.id
FROM safety_visit v JOIN safety_visitgoer w ON w.visit_id = v.id
WHERE g.kind = 'outing' AND g.subject = '' AND g.file_id = v.linked_file_id AND g.employee_id = w.employee_id
    AND g.starts_at = v.recorded_at AND g.ends_at = greatest(v.planned_at, v.recorded_at) + interval '24 hours'
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0007_figures"), ("access", "0005_grant_subject")]

    operations = [migrations.RunSQL(GIVE_SUBJECTS, migrations.RunSQL.noop)]
