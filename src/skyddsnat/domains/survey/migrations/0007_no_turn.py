"""That somebody has answered tells no turn either: not while the wave is open, and nothing at all after its close.

Note [The turn of whoever answered]: a row that is marked is written anew, behind the others and by a transaction of its
own, so that the place of the rows told in which order people answered, also when their names were gone: a number in the
frame is somebody's, for whoever has kept the list. So each answer writes all invitations of the wave anew, and the close
leaves digests under new numbers, in the order of the digests.

Answers to one wave are handed in one after the other, as they were before: they wait for each other at the urn.
"""

from django.db import migrations
from django.db.migrations import RunSQL

_KEEPS = "coalesce(current_setting('app.surveys', true), '') = 'on'"

_HAND_IN = """
CREATE OR REPLACE FUNCTION survey_hand_in(digest text, day date, handed jsonb, said jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_wave bigint;
    found_standing text;
BEGIN
    -- Whoever hands in to the same wave waits here, and for nothing that is held by who is waiting.
    SELECT w.id INTO of_wave FROM survey_wave w JOIN survey_invitation i ON i.wave_id = w.id
    WHERE i.token_digest = digest FOR NO KEY UPDATE OF w;
    PERFORM 1 FROM survey_invitation i WHERE i.token_digest = digest FOR UPDATE;
    SELECT l.standing INTO found_standing FROM survey_link(digest, day) l;
    IF found_standing = 'open' THEN
        UPDATE survey_invitation SET answered = answered OR token_digest = digest WHERE wave_id = of_wave;
        DELETE FROM survey_draft WHERE token_digest = digest;
        PERFORM answers.put(of_wave, handed, said);
    END IF;
    RETURN found_standing;
END $$;
"""

_FORGET = """
CREATE FUNCTION survey_forget(closed_wave bigint) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    digests text[] := ARRAY(SELECT i.token_digest FROM survey_invitation i WHERE i.wave_id = closed_wave);
BEGIN
    DELETE FROM survey_mailing m USING survey_invitation i WHERE i.id = m.invitation_id AND i.wave_id = closed_wave;
    DELETE FROM survey_draft d WHERE d.wave_id = closed_wave;
    DELETE FROM survey_invitation i WHERE i.wave_id = closed_wave;
    INSERT INTO survey_invitation (wave_id, language, address, unit, seed, token_digest, answered)
    SELECT closed_wave, 'sv', '', '', '', u.digest, false FROM unnest(digests) u (digest) ORDER BY u.digest;
END $$;
REVOKE ALL ON FUNCTION survey_forget FROM PUBLIC;
"""

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
    PERFORM survey_forget(closed_wave);
    PERFORM answers.close(closed_wave);
    RETURN true;
END $$;
"""  # nosec B608 - names of our own

_ALREADY_CLOSED = "SELECT survey_forget(w.id) FROM survey_wave w WHERE w.kind = 'asked' AND w.state = 'closed'"


class Migration(migrations.Migration):
    dependencies = [("survey", "0006_readers")]

    operations = [
        RunSQL(_HAND_IN, RunSQL.noop),
        RunSQL(_FORGET, "DROP FUNCTION survey_forget"),
        RunSQL(_CLOSE, RunSQL.noop),
        RunSQL(_ALREADY_CLOSED, RunSQL.noop),
    ]
