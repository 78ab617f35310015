"""A draft is seen by the one who types it, and by nobody else."""

from django.db import migrations

from skyddsnat.foundation.access import rls


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial"), ("access", "0002_guard")]

    operations = [
        rls.grant("drafts_draft", "SELECT, INSERT, UPDATE, DELETE"),
        *rls.policy("drafts_draft", f"employee_id = {rls.VIEWER}"),
    ]
