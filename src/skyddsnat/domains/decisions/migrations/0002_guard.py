"""Proposals and decisions follow their file. A decision, once made, is never changed."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_ADD = "SELECT, INSERT"


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial"), ("investigations", "0002_guard")]

    operations = [
        *(
            rls.grant(table)
            for table in (
                "decisions_servicetype",
                "decisions_delegationitem",
                "decisions_meeting",
            )
        ),
        *(
            rls.log_changes(table)
            for table in (
                "decisions_servicetype",
                "decisions_delegationitem",
                "decisions_meeting",
            )
        ),
        *rls.guard_by_file("decisions_proposal"),
        *rls.lock_when("decisions_proposal", "OLD.state = 'decided'"),
        *rls.guard_by_file("decisions_decision", rights=_ADD),
        *rls.lock_when("decisions_decision", "true"),
        *rls.guard_by_file("decisions_consent", rights=_ADD),
        *rls.lock_when("decisions_consent", "true"),
        *rls.guard_by_file("decisions_delivery"),
        *rls.guard_by_file("decisions_execution", rights=_ADD),
    ]
