"""Who sees surveys and invitations, and where the answers are.

Note [Two that share nothing]: who was asked, and whether they have answered, is in `public`. What was answered is in
the schema `answers`, which another role owns and the running role cannot enter. An invitation and an answer have no
number, day, order or size in common. While a wave is open its answers lie in an urn: whenever one is handed in, all are
written anew in random order, under new random ids, into a new file (TRUNCATE), so that neither the place of a row nor
the transaction that wrote it (ctid, xmin) tells which came when. Free text lies in an urn of its own.

Note [The way in]: the running role calls the doors below, which belong to the owner of the tables. They look at the
link and mark the invitation, and hand the answer on to a function that belongs to the role of the answers. Nothing goes
the other way before the wave is closed; then who was invited is forgotten in the same transaction.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from skyddsnat.foundation.access import rls

OWNER_ROLE = "skyddsnat_owner"
ANSWERS_ROLE = "skyddsnat_answers"

_ANSWERS = f"""
CREATE SCHEMA answers AUTHORIZATION {ANSWERS_ROLE};
SET LOCAL ROLE {ANSWERS_ROLE};

CREATE TABLE answers.urn (id uuid NOT NULL, wave bigint NOT NULL, given jsonb NOT NULL);
CREATE TABLE answers.urn_words (id uuid NOT NULL, wave bigint NOT NULL, question text NOT NULL, words text NOT NULL);
CREATE TABLE answers.response (LIKE answers.urn);
CREATE TABLE answers.response_words (LIKE answers.urn_words);
CREATE INDEX response_of_wave ON answers.response (wave);
CREATE INDEX words_of_wave ON answers.response_words (wave);
-- What the planner keeps of an urn would outlive its next turn.
ALTER TABLE answers.urn ALTER wave SET STATISTICS 0, ALTER given SET STATISTICS 0, ALTER id SET STATISTICS 0;
ALTER TABLE answers.urn_words ALTER wave SET STATISTICS 0, ALTER words SET STATISTICS 0,
    ALTER question SET STATISTICS 0, ALTER id SET STATISTICS 0;

-- Puts one answer in, and turns the urn. One at a time: who comes second waits, and both are there.
CREATE FUNCTION answers.put(into_wave bigint, handed jsonb, said jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = answers, pg_temp AS $$
DECLARE
    kept urn[];
    kept_words urn_words[];
BEGIN
    LOCK TABLE urn, urn_words IN ACCESS EXCLUSIVE MODE;
    SELECT array_agg(u) INTO kept FROM urn u;
    SELECT array_agg(u) INTO kept_words FROM urn_words u;
    TRUNCATE urn, urn_words;
    INSERT INTO urn (id, wave, given)
    SELECT gen_random_uuid() AS id, r.wave, r.given FROM (
        SELECT k.wave, k.given FROM unnest(kept) k UNION ALL SELECT into_wave, handed
    ) r ORDER BY id;
    INSERT INTO urn_words (id, wave, question, words)
    SELECT gen_random_uuid() AS id, r.wave, r.question, r.words FROM (
        SELECT k.wave, k.question, k.words FROM unnest(kept_words) k
        UNION ALL SELECT into_wave, e.key, e.value FROM jsonb_each_text(said) e
    ) r ORDER BY id;
END $$;

-- Moves what was answered in the wave out of the urn, in random order, and turns what is left.
CREATE FUNCTION answers.close(of_wave bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = answers, pg_temp AS $$
DECLARE
    kept urn[];
    kept_words urn_words[];
BEGIN
    LOCK TABLE urn, urn_words IN ACCESS EXCLUSIVE MODE;
    INSERT INTO response (id, wave, given)
    SELECT gen_random_uuid() AS id, u.wave, u.given FROM urn u WHERE u.wave = of_wave ORDER BY id;
    INSERT INTO response_words (id, wave, question, words)
    SELECT gen_random_uuid() AS id, u.wave, u.question, u.words FROM urn_words u WHERE u.wave = of_wave ORDER BY id;
    SELECT array_agg(u) INTO kept FROM urn u WHERE u.wave <> of_wave;
    SELECT array_agg(u) INTO kept_words FROM urn_words u WHERE u.wave <> of_wave;
    TRUNCATE urn, urn_words;
    INSERT INTO urn (id, wave, given)
    SELECT gen_random_uuid() AS id, k.wave, k.given FROM unnest(kept) k ORDER BY id;
    INSERT INTO urn_words (id, wave, question, words)
    SELECT gen_random_uuid() AS id, k.wave, k.question, k.words FROM unnest(kept_words) k ORDER BY id;
END $$;

-- Takes in the answers of a whole wave that was asked elsewhere: [{{"given": ..., "words": ...}}, ...].
CREATE FUNCTION answers.take_in(into_wave bigint, every jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = answers, pg_temp AS $$
BEGIN
    INSERT INTO response (id, wave, given)
    SELECT gen_random_uuid() AS id, into_wave, e.value -> 'given' FROM jsonb_array_elements(every) e ORDER BY id;
    INSERT INTO response_words (id, wave, question, words)
    SELECT gen_random_uuid() AS id, into_wave, w.key, w.value
    FROM jsonb_array_elements(every) e, jsonb_each_text(e.value -> 'words') w ORDER BY id;
END $$;

CREATE FUNCTION answers.given_in(of_wave bigint) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = answers, pg_temp AS $$
    SELECT r.given FROM response r WHERE r.wave = of_wave ORDER BY gen_random_uuid();
$$;

CREATE FUNCTION answers.words_in(of_wave bigint) RETURNS TABLE (question text, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = answers, pg_temp AS $$
    SELECT r.question, r.words FROM response_words r WHERE r.wave = of_wave ORDER BY gen_random_uuid();
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA answers FROM PUBLIC;
GRANT USAGE ON SCHEMA answers TO {OWNER_ROLE};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA answers TO {OWNER_ROLE};
RESET ROLE;
"""

_NO_ANSWERS = "DROP SCHEMA answers CASCADE"

_KEEPS = "coalesce(current_setting('app.surveys', true), '') = 'on'"
_LOOKS = "coalesce(current_setting('app.actor', true), '') <> ''"

# One row, whatever the link: a forged one is answered by the same statement as a good one.
_LINK = """
CREATE FUNCTION survey_link(digest text, day date)
RETURNS TABLE (standing text, definition text, sealed bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.standing, CASE WHEN s.standing = 'open' THEN w.definition END,
        CASE WHEN s.standing = 'open' THEN d.sealed END
    FROM (SELECT 1) one
    LEFT JOIN survey_invitation i ON i.token_digest = digest
    LEFT JOIN survey_wave w ON w.id = i.wave_id
    LEFT JOIN survey_draft d ON d.token_digest = digest
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN i.id IS NULL THEN 'unknown'
            WHEN w.state = 'closed' THEN 'expired'
            WHEN i.answered THEN 'used'
            WHEN day > w.closes_on THEN 'expired'
            WHEN w.state = 'draft' OR day < w.opens_on THEN 'early'
            ELSE 'open'
        END
    ) s (standing)
$$;
"""

_KEEP = """
CREATE FUNCTION survey_keep_draft(digest text, day date, half bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found_standing text := (SELECT l.standing FROM survey_link(digest, day) l);
BEGIN
    IF found_standing = 'open' THEN
        INSERT INTO survey_draft (wave_id, token_digest, sealed)
        SELECT i.wave_id, digest, half FROM survey_invitation i WHERE i.token_digest = digest
        ON CONFLICT (token_digest) DO UPDATE SET sealed = excluded.sealed;
    END IF;
    RETURN found_standing;
END $$;
"""

# The wave is held while an answer is on its way, so that it is not closed in between.
_HAND_IN = """
CREATE FUNCTION survey_hand_in(digest text, day date, handed jsonb, said jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_wave bigint;
    found_standing text;
BEGIN
    SELECT w.id INTO of_wave FROM survey_wave w JOIN survey_invitation i ON i.wave_id = w.id
    WHERE i.token_digest = digest FOR SHARE OF w;
    PERFORM 1 FROM survey_invitation i WHERE i.token_digest = digest FOR UPDATE;
    SELECT l.standing INTO found_standing FROM survey_link(digest, day) l;
    IF found_standing = 'open' THEN
        UPDATE survey_invitation SET answered = true WHERE token_digest = digest;
        DELETE FROM survey_draft WHERE token_digest = digest;
        PERFORM answers.put(of_wave, handed, said);
    END IF;
    RETURN found_standing;
END $$;
"""

# Closing: sums are kept, the answers leave the urn, and who was invited is forgotten.
_CLOSE = f"""
CREATE FUNCTION survey_close(closed_wave bigint, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT ({_KEEPS}) THEN
        RAISE EXCEPTION 'survey: closed by whoever keeps surveys' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM 1 FROM survey_wave w WHERE w.id = closed_wave FOR UPDATE;
    UPDATE survey_wave w SET state = 'closed', closed_at = moment, version = w.version + 1,
        asked = (SELECT count(*) FROM survey_invitation i WHERE i.wave_id = w.id),
        answered = (SELECT count(*) FROM survey_invitation i WHERE i.wave_id = w.id AND i.answered),
        frame = (
            SELECT coalesce(jsonb_agg(jsonb_build_array(f.unit, f.asked, f.answered) ORDER BY f.unit), '[]')
            FROM (
                SELECT i.unit, count(*) AS asked, count(*) FILTER (WHERE i.answered) AS answered
                FROM survey_invitation i WHERE i.wave_id = w.id GROUP BY i.unit
            ) f
        )
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

CREATE FUNCTION survey_take_in(taken_wave bigint, every jsonb, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT ({_KEEPS}) THEN
        RAISE EXCEPTION 'survey: taken in by whoever keeps surveys' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE survey_wave SET state = 'closed', closed_at = moment, version = version + 1,
        answered = jsonb_array_length(every)
    WHERE id = taken_wave AND kind = 'imported' AND state = 'draft';
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM answers.take_in(taken_wave, every);
    RETURN true;
END $$;

CREATE FUNCTION survey_given(of_wave bigint) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT answers.given_in(w.id) FROM survey_wave w WHERE w.id = of_wave AND w.state = 'closed' AND {_LOOKS};
$$;

CREATE FUNCTION survey_words(of_wave bigint) RETURNS TABLE (question text, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.question, a.words FROM survey_wave w, LATERAL answers.words_in(w.id) a
    WHERE w.id = of_wave AND w.state = 'closed' AND {_KEEPS};
$$;
"""  # nosec B608 - names of our own

_DOORS = (
    *("survey_link", "survey_keep_draft", "survey_hand_in", "survey_close", "survey_take_in"),
    *("survey_given", "survey_words"),
)

# A wave goes on, and never back; what was asked stands as it was asked.
_ORDER = """
CREATE FUNCTION survey_check_wave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'closed' THEN
        RAISE EXCEPTION 'survey: wave % stands', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'open' AND (NEW.state = 'draft' OR
        (NEW.survey_id, NEW.kind, NEW.definition) IS DISTINCT FROM (OLD.survey_id, OLD.kind, OLD.definition)
    ) THEN
        RAISE EXCEPTION 'survey: wave % is being answered', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER goes_on BEFORE UPDATE OR DELETE ON survey_wave FOR EACH ROW EXECUTE FUNCTION survey_check_wave();
"""


def _open(door: str) -> RunSQL:
    return RunSQL(
        f"REVOKE ALL ON FUNCTION {door} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {door} TO {rls.APP_ROLE}",
        RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("survey", "0001_initial"), ("audit", "0002_seal")]

    operations = [
        rls.grant("survey_survey"),
        rls.log_changes("survey_survey"),
        rls.grant("survey_wave"),
        rls.log_changes("survey_wave"),
        RunSQL(_ORDER, "DROP TRIGGER goes_on ON survey_wave; DROP FUNCTION survey_check_wave()"),
        rls.grant("survey_invitation", "SELECT, INSERT, DELETE, UPDATE (address, token_digest)"),
        *rls.policy("survey_invitation", rls.KEEPS_SURVEYS),
        rls.grant("survey_mailing"),
        *rls.policy(
            "survey_mailing", "EXISTS (SELECT 1 FROM survey_invitation i WHERE i.id = survey_mailing.invitation_id)"
        ),
        # Nobody looks at half an answer: the doors bring it to the link that it belongs to.
        *rls.policy("survey_draft", "false"),
        RunSQL(_ANSWERS, _NO_ANSWERS),
        *(RunSQL(each, RunSQL.noop) for each in (_LINK, _KEEP, _HAND_IN, _CLOSE)),
        *map(_open, _DOORS),
    ]
