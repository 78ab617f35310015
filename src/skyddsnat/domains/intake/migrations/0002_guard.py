"""Reports are seen through their children; what was reported or decided is never changed."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_REPORT = "EXISTS (SELECT 1 FROM intake_reportchild c WHERE c.report_id = intake_report.id)"
_SOMEBODY_ACTS = "nullif(current_setting('app.actor', true), '') IS NOT NULL"
_ADD = "SELECT, INSERT"


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("people", "0002_guard"),
        ("documents", "0002_guard"),
    ]

    operations = [
        *rls.guard_by_file("intake_reportchild"),
        rls.grant("intake_report", _ADD),
        migrations.RunSQL(
            f"GRANT USAGE ON SEQUENCE intake_report_id_seq TO {rls.APP_ROLE}",
            f"REVOKE USAGE ON SEQUENCE intake_report_id_seq FROM {rls.APP_ROLE}",
        ),
        # A report is open to whoever sees one of its children. Its children are written first, in files that are open to
        # whoever registers it, so writing the report itself asks only that somebody acts.
        *rls.policy("intake_report", _REPORT, _SOMEBODY_ACTS),
        rls.log_changes("intake_report"),
        *rls.lock_when("intake_report", "true"),
        *rls.guard_by_file("intake_stepchange", rights=_ADD),
        *rls.guard_by_file("intake_protectionassessment", rights=_ADD),
        *rls.lock_when("intake_protectionassessment", "true"),
        *rls.guard_by_file("intake_preliminaryassessment"),
        *rls.lock_when("intake_preliminaryassessment", "OLD.decided_at IS NOT NULL"),
        *rls.guard_by_file("intake_feedback", rights=_ADD),
        rls.grant("intake_channelstate"),
    ]
