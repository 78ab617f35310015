"""What was open to whoever left does not open again when she is taken back; and the server before may still give."""

from django.db import migrations, models

_CLOSE = """
CREATE FUNCTION access_close_to_leaver(who bigint, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE access_grant SET ends_at = greatest(moment, starts_at + interval '1 microsecond')
    WHERE employee_id = who AND ends_at > moment
        AND EXISTS (SELECT 1 FROM staff_employee e WHERE e.id = who AND NOT e.is_active)
$$;
REVOKE ALL ON FUNCTION access_close_to_leaver(bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access_close_to_leaver(bigint, timestamptz) TO skyddsnat_app;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0007_extract"), ("staff", "0006_work_email")]

    operations = [
        # A server that runs while this is applied knows nothing of the subject, and gives without it.
        migrations.AlterField("grant", "subject", models.CharField(blank=True, db_default="", max_length=60)),
        migrations.RunSQL(_CLOSE, "DROP FUNCTION access_close_to_leaver(bigint, timestamptz)"),
    ]
