"""Whether anything remains of an incident, in whatever unit, for those who follow it up in one."""

from django.db import migrations

from skyddsnat.foundation.access import rls

# Whoever follows an incident up in one unit sees neither the exposed nor the talks of another: that something remains
# there, and no more, is told.
_REMAINS = f"""
    SELECT
        EXISTS (SELECT 1 FROM safety_duty d WHERE d.incident_id = incident AND d.done_at IS NULL),
        EXISTS (SELECT 1 FROM safety_exposure e WHERE e.incident_id = incident AND e.enough_at IS NULL)
    WHERE EXISTS (
        SELECT 1 FROM safety_exposure s
        WHERE s.incident_id = incident AND (s.unit_id = {rls.SAFETY_UNITS} OR {rls.KEEPS_SAFETY})
    )
"""  # nosec B608 - settings that the database reads


class Migration(migrations.Migration):
    dependencies = [("safety", "0008_visit_subjects")]

    operations = [
        rls.door("safety_remains(incident bigint) RETURNS TABLE (duties boolean, wishes boolean)", _REMAINS),
    ]
