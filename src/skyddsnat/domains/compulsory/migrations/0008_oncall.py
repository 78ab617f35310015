"""Which files have an open compulsory case, told to the run that makes the on-call extract and to nobody else."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_RUNNING = """
    SELECT c.file_id FROM compulsory_case c
    WHERE c.closed_at IS NULL AND current_setting('app.actor', true) = 'system:oncall'
    ORDER BY c.file_id
"""


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0007_tell_intake")]

    operations = [rls.door("compulsory_oncall_files() RETURNS TABLE (file_id bigint)", _RUNNING)]
