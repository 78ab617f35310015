"""What was given to those who go along says for which outing, so that each outing ends its own.

What runs and was given in the moment that the outing was planned, until a day after its time, was given for it. The
rest ends with its time.
"""

from django.db import migrations

GIVE_SUBJECTS = """
UPDATE access_grant g SET subject = 'compulsory.outing:' || o.id
FROM compulsory_outing o JOIN compulsory_goer w ON w.outing_id = o.id
WHERE g.kind = 'outing' AND g.subject = '' AND g.file_id = o.file_id AND g.employee_id = w.employee_id
    AND g.starts_at = o.recorded_at AND g.ends_at = greatest(o.planned_at, o.recorded_at) + interval '24 hours'
"""


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0013_extract"), ("access", "0005_grant_subject")]

    operations = [migrations.RunSQL(GIVE_SUBJECTS, migrations.RunSQL.noop)]
