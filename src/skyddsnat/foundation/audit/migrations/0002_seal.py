"""The log seals itself: append-only, in hash chains, each change of a row with its old values."""

from django.db import migrations

from skyddsnat.foundation.access import rls

CHAINS = 16

# One text of the whole row, the same wherever it is computed: jsonb is canonical, the time is a number.
_CANONICAL = """
jsonb_build_array(
    e.chain, e.number, e.id, extract(epoch FROM e.at), extract(epoch FROM e.recorded_at), e.actor, e.actor_id, e.deed,
    e.target, e.file_id, e.ground, e.details, encode(e.previous, 'hex')
)::text
"""

_SEAL = f"""
CREATE FUNCTION audit_canonical(e audit_event) RETURNS text LANGUAGE sql STABLE AS $$ SELECT {_CANONICAL} $$;

CREATE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head audit_chain;
    looking text := nullif(current_setting('app.actor', true), '');
BEGIN
    IF session_user = '{rls.APP_ROLE}' AND NEW.actor IS DISTINCT FROM looking THEN
        RAISE EXCEPTION 'audit: an event is written by whoever is looking' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- A session keeps to one chain, so two sessions seldom wait for each other.
    SELECT * INTO STRICT head FROM audit_chain WHERE chain = pg_backend_pid() % {CHAINS} FOR UPDATE;
    NEW.chain := head.chain;
    NEW.number := head.number + 1;
    NEW.previous := head.hash;
    NEW.recorded_at := clock_timestamp();
    NEW.hash := sha256(convert_to(audit_canonical(NEW), 'UTF8'));
    UPDATE audit_chain SET number = NEW.number, hash = NEW.hash WHERE chain = head.chain;
    RETURN NEW;
END $$;

CREATE TRIGGER seal BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_seal();

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit: the log cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

INSERT INTO audit_chain (chain, number, hash)
SELECT n, 0, sha256(convert_to('skyddsnat chain ' || n, 'UTF8')) FROM generate_series(0, {CHAINS - 1}) n;
"""

_UNSEAL = """
DROP TRIGGER refuse_truncate ON audit_event;
DROP TRIGGER refuse_change ON audit_event;
DROP TRIGGER seal ON audit_event;
DROP FUNCTION audit_refuse();
DROP FUNCTION audit_seal();
DROP FUNCTION audit_canonical(audit_event);
DELETE FROM audit_chain;
"""

_ROW_CHANGE = f"""
CREATE FUNCTION audit_row_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before jsonb := to_jsonb(OLD);
    after jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) END;
    looking text := nullif(current_setting('app.actor', true), '');
    changed jsonb;
BEGIN
    IF session_user = '{rls.APP_ROLE}' AND looking IS NULL THEN
        RAISE EXCEPTION 'audit: no change without a named person' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT jsonb_object_agg(o.key, CASE WHEN o.key = ANY (TG_ARGV) THEN '"-"'::jsonb ELSE o.value END) INTO changed
    FROM jsonb_each(before) o WHERE after IS NULL OR o.value IS DISTINCT FROM after -> o.key;
    IF changed IS NOT NULL THEN
        INSERT INTO audit_event (at, actor, actor_id, deed, target, file_id, ground, details)
        VALUES (
            clock_timestamp(), coalesce(looking, 'system:' || session_user),
            nullif(current_setting('app.viewer', true), '')::bigint, 'row.' || lower(TG_OP),
            TG_TABLE_NAME || ':' || (before ->> 'id'), (before ->> 'file_id')::bigint, '', jsonb_build_object('before', changed)
        );
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("access", "0001_initial")]

    operations = [
        migrations.RunSQL(_SEAL, _UNSEAL),
        migrations.RunSQL(_ROW_CHANGE, "DROP FUNCTION audit_row_change()"),
        rls.grant("audit_chain", "SELECT"),
        rls.grant("audit_event", "SELECT, INSERT"),
        *rls.policy(
            "audit_event",
            f"actor_id = {rls.VIEWER} OR {rls.LOG_REVIEWER} OR {rls.visible_file('audit_event.file_id')}",
            "true",  # whoever acts may always be logged; the seal checks that it is they
        ),
    ]
