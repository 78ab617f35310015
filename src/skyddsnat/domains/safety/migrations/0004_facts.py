"""What is published is for everybody and stands until it is withdrawn; what is not is for those who follow up."""

from django.db import migrations
from django.db.migrations import RunSQL

from skyddsnat.foundation.access import rls

_FOLLOWS_UP = f"((SELECT coalesce(current_setting('app.safety_units', true), '') <> '') OR {rls.KEEPS_SAFETY})"
_SHOWN = f"published_at IS NOT NULL AND withdrawn_at IS NULL OR {_FOLLOWS_UP}"

_STANDS = """
CREATE FUNCTION safety_check_facts() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        OLD.withdrawn_at IS NOT NULL
        OR OLD.published_at IS NOT NULL AND
            to_jsonb(NEW) - ARRAY['withdrawn_at', 'version'] <> to_jsonb(OLD) - ARRAY['withdrawn_at', 'version']
    ) THEN
        RAISE EXCEPTION 'facts: % is published and stands', NEW.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.published_at IS NOT NULL AND jsonb_array_length(NEW.figures) = 0 THEN
        RAISE EXCEPTION 'facts: % has no figures', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER published_stands BEFORE INSERT OR UPDATE ON safety_factspage
FOR EACH ROW EXECUTE FUNCTION safety_check_facts();
"""

_NO_STANDS = """
DROP TRIGGER published_stands ON safety_factspage;
DROP FUNCTION safety_check_facts();
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0003_oncall")]

    operations = [
        *rls.policy("safety_factspage", _SHOWN, check=_FOLLOWS_UP),
        RunSQL(_STANDS, _NO_STANDS),
    ]
