"""What is done in the register of incidents is not for log reviewers: the log would tell who was threatened, and when.

Whoever did it sees it, and whoever keeps the register. No such event bears the number of a child's file.
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

_OF_SAFETY = "(deed LIKE 'safety.%' OR target LIKE 'safety%')"
_SEES = f"""
    actor_id = {rls.VIEWER}
    OR {rls.LOG_REVIEWER} AND NOT {_OF_SAFETY}
    OR {rls.KEEPS_SAFETY} AND {_OF_SAFETY}
    OR {rls.visible_file("audit_event.file_id")}
"""
_SAW = f"actor_id = {rls.VIEWER} OR {rls.LOG_REVIEWER} OR {rls.visible_file('audit_event.file_id')}"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_samples"), ("access", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY need_to_know ON audit_event USING ({_SEES})",
            f"ALTER POLICY need_to_know ON audit_event USING ({_SAW})",
        ),
        migrations.RunSQL(
            f"ALTER TABLE audit_event ADD CONSTRAINT audit_safety_names_no_file "
            f"CHECK (file_id IS NULL OR NOT {_OF_SAFETY}) NOT VALID",
            "ALTER TABLE audit_event DROP CONSTRAINT audit_safety_names_no_file",
        ),
    ]
