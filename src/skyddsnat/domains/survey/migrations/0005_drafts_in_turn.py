"""Half an answer that is kept while its link is used, or its wave closed, waits for that, and is then not kept."""

from django.db import migrations
from django.db.migrations import RunSQL

_KEEP = """
CREATE OR REPLACE FUNCTION survey_keep_draft(digest text, day date, half bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found_standing text;
BEGIN
    PERFORM 1 FROM survey_wave w JOIN survey_invitation i ON i.wave_id = w.id
    WHERE i.token_digest = digest FOR SHARE OF w;
    PERFORM 1 FROM survey_invitation i WHERE i.token_digest = digest FOR UPDATE;
    SELECT l.standing INTO found_standing FROM survey_link(digest, day) l;
    IF found_standing = 'open' THEN
        INSERT INTO survey_draft (wave_id, token_digest, sealed)
        SELECT i.wave_id, digest, half FROM survey_invitation i WHERE i.token_digest = digest
        ON CONFLICT (token_digest) DO UPDATE SET sealed = excluded.sealed;
    END IF;
    RETURN found_standing;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("survey", "0004_few")]

    operations = [RunSQL(_KEEP, RunSQL.noop)]
