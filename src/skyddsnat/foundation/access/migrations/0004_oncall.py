"""Which running files are protected, told to the run that makes the on-call extract and to nobody else: ids alone."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_PROTECTED = """
    SELECT f.id FROM access_file f
    WHERE f.is_protected AND f.closed_at IS NULL AND current_setting('app.actor', true) = 'system:oncall'
    ORDER BY f.id
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_outing")]

    operations = [rls.door("access_oncall_files() RETURNS TABLE (file_id bigint)", _PROTECTED)]
