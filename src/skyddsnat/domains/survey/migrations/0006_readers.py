"""What was answered leaves through its door for whoever reads surveys, and for nobody else who is signed in.

Who reads is looked up in the register of staff, so that no setting but the name of whoever looks opens it; the day is
that of the database, since roles that have ended read nothing, whatever day is told.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from skyddsnat.foundation.access import rls

_READS = f"""EXISTS (
        SELECT 1 FROM staff_employee e JOIN staff_roleholding r ON r.employee_id = e.id
        CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE 'Europe/Stockholm')::date AS today) d
        WHERE e.id = {rls.VIEWER} AND e.is_active AND r.starts_on <= d.today
            AND (r.ends_on IS NULL OR r.ends_on > d.today)
            AND r.role IN ('data_analyst', 'unit_manager', 'committee_member', 'chair_on_call',
                'safety_representative', 'safety_administrator', 'safety_commission')
    )"""  # nosec B608 - a name of our own

_GIVEN = f"""
CREATE OR REPLACE FUNCTION survey_given(of_wave bigint) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT answers.given_in(w.id) FROM survey_wave w
    WHERE w.id = of_wave AND w.state = 'closed' AND ({rls.KEEPS_SURVEYS} OR {_READS});
$$;
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("survey", "0005_drafts_in_turn"), ("staff", "0006_work_email")]

    operations = [RunSQL(_GIVEN, RunSQL.noop)]
