"""An employee sees herself as a recipient, her copies and her openings; who keeps the extract sees everybody's.

An extract names nobody. The wrapped key is never copied to the log.
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

_OWN = f"(employee_id = {rls.VIEWER} OR {rls.KEEPS_ONCALL})"
_OF_RECIPIENT = "EXISTS (SELECT 1 FROM oncall_recipient r WHERE r.id = recipient_id)"
_OF_COPY = "EXISTS (SELECT 1 FROM oncall_copy c WHERE c.id = copy_id)"
_KEPT = "SELECT, INSERT"


class Migration(migrations.Migration):
    dependencies = [("oncall", "0001_initial"), ("access", "0004_oncall"), ("audit", "0002_seal")]

    operations = [
        rls.grant("oncall_recipient"),
        *rls.policy("oncall_recipient", _OWN),
        rls.log_changes("oncall_recipient", hide=("wrapped_key",)),
        rls.grant("oncall_extract", _KEPT),
        rls.log_changes("oncall_extract"),
        # Its number stands in what is sealed, so it is taken before the row is written.
        migrations.RunSQL(
            f"GRANT USAGE ON SEQUENCE oncall_extract_id_seq TO {rls.APP_ROLE}",
            f"REVOKE USAGE ON SEQUENCE oncall_extract_id_seq FROM {rls.APP_ROLE}",
        ),
        rls.grant("oncall_copy", _KEPT),
        *rls.policy("oncall_copy", _OF_RECIPIENT),
        rls.log_changes("oncall_copy", hide=("receipt_hash",)),
        rls.grant("oncall_opening", _KEPT),
        *rls.policy("oncall_opening", _OF_COPY),
        rls.log_changes("oncall_opening"),
    ]
