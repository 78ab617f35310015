"""Need to know, in the database: the policy on the file, which every person-bearing table follows."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_VIEWER = """
CREATE FUNCTION access_viewer(who bigint, moment timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT jsonb_build_object(
        'name', e.name,
        'service_code', e.service_code,
        'handles_protected', e.handles_protected,
        'roles', coalesce((
            SELECT jsonb_agg(jsonb_build_array(r.role, r.unit_id)) FROM staff_roleholding r
            WHERE r.employee_id = e.id AND r.starts_on <= day.on AND (r.ends_on IS NULL OR r.ends_on > day.on)
        ), '[]'),
        'assigned', coalesce((
            SELECT jsonb_agg(DISTINCT a.file_id) FROM access_assignment a
            WHERE a.employee_id = e.id AND a.starts_at <= moment AND (a.ends_at IS NULL OR a.ends_at > moment)
        ), '[]'),
        'granted', coalesce((
            SELECT jsonb_agg(jsonb_build_array(g.file_id, g.kind)) FROM access_grant g
            WHERE g.employee_id = e.id AND g.starts_at <= moment AND g.ends_at > moment
        ), '[]')
    )
    FROM staff_employee e, (SELECT (moment AT TIME ZONE 'Europe/Stockholm')::date AS on) day
    WHERE e.id = who AND e.is_active
$$;
REVOKE ALL ON FUNCTION access_viewer(bigint, timestamptz) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("audit", "0002_seal"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        rls.grant("django_session", "SELECT, INSERT, UPDATE, DELETE"),
        rls.grant("django_content_type", "SELECT"),
        rls.grant("django_migrations", "SELECT"),
        migrations.RunSQL(_VIEWER, "DROP FUNCTION access_viewer(bigint, timestamptz)"),
        migrations.RunSQL(
            f"GRANT EXECUTE ON FUNCTION access_viewer(bigint, timestamptz) TO {rls.APP_ROLE}",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            f"GRANT USAGE ON SEQUENCE access_file_id_seq TO {rls.APP_ROLE}",
            f"REVOKE USAGE ON SEQUENCE access_file_id_seq FROM {rls.APP_ROLE}",
        ),
        rls.grant("access_file"),
        *rls.policy("access_file", rls.FILE_IS_OPEN),
        rls.log_changes("access_file"),
        rls.grant("access_assignment"),
        *rls.policy(
            "access_assignment",
            f"employee_id = {rls.VIEWER} OR {rls.visible_file('access_assignment.file_id')}",
            rls.visible_file("access_assignment.file_id"),
        ),
        rls.log_changes("access_assignment"),
        rls.grant("access_grant"),
        *rls.policy(
            "access_grant",
            f"employee_id = {rls.VIEWER} OR {rls.LOG_REVIEWER} OR {rls.visible_file('access_grant.file_id')}",
        ),
        rls.log_changes("access_grant"),
        rls.grant("access_conflict", "SELECT, INSERT"),
        *rls.policy(
            "access_conflict",
            f"employee_id = {rls.VIEWER} OR {rls.visible_file('access_conflict.file_id')}",
        ),
        rls.log_changes("access_conflict"),
        rls.grant("access_integration"),
        rls.log_changes("access_integration", hide=("token_hash",)),
        rls.grant("access_idempotencykey", "SELECT, INSERT, UPDATE, DELETE"),
        *rls.policy(
            "access_idempotencykey",
            "caller = (SELECT current_setting('app.actor', true))",
        ),
    ]
