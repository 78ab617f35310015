"""What is left of the frame after the close tells of no unit with fewer than five: they are told together, or not at all.

Of a unit of one, "1 asked, 1 answered" would be a name.
"""

from django.db import migrations
from django.db.migrations import RunSQL

_KEEPS = "coalesce(current_setting('app.surveys', true), '') = 'on'"

_CLOSE = f"""
CREATE OR REPLACE FUNCTION survey_close(closed_wave bigint, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    left_frame jsonb;
BEGIN
    IF NOT ({_KEEPS}) THEN
        RAISE EXCEPTION 'survey: closed by whoever keeps surveys' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM 1 FROM survey_wave w WHERE w.id = closed_wave FOR UPDATE;
    WITH by_unit AS (
        SELECT i.unit, count(*) AS asked, count(*) FILTER (WHERE i.answered) AS answered
        FROM survey_invitation i WHERE i.wave_id = closed_wave GROUP BY i.unit
    ), told AS (
        SELECT CASE WHEN b.asked < 5 THEN '' ELSE b.unit END AS unit, sum(b.asked) AS asked, sum(b.answered) AS answered
        FROM by_unit b GROUP BY 1
    )
    -- Too few in what is told together: the sum of all would tell of them, so the sum alone is left.
    SELECT CASE WHEN coalesce(min(t.asked), 0) < 5 THEN '[]' ELSE
        jsonb_agg(jsonb_build_array(t.unit, t.asked, t.answered) ORDER BY t.unit) END INTO left_frame FROM told t;
    UPDATE survey_wave w SET state = 'closed', closed_at = moment, version = w.version + 1, frame = left_frame,
        asked = (SELECT count(*) FROM survey_invitation i WHERE i.wave_id = w.id),
        answered = (SELECT count(*) FROM survey_invitation i WHERE i.wave_id = w.id AND i.answered)
    WHERE w.id = closed_wave AND w.kind = 'asked' AND w.state = 'open';
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM survey_mailing m USING survey_invitation i WHERE i.id = m.invitation_id AND i.wave_id = closed_wave;
    DELETE FROM survey_draft d WHERE d.wave_id = closed_wave;
    UPDATE survey_invitation SET employee_id = NULL, address = '', unit = '', seed = '', answered = false
    WHERE wave_id = closed_wave;
    PERFORM answers.close(closed_wave);
    RETURN true;
END $$;
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("survey", "0003_drafts")]

    operations = [RunSQL(_CLOSE, RunSQL.noop)]
