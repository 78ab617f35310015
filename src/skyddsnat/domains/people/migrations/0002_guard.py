"""People follow the file they were written down in, or a file in which they are related to the child.

A protected person marks every file in which he or she is the child or related to it, also files that whoever writes it
down cannot see: the database does that itself, so that no mark is forgotten (lesson 3).

Two doors lead past that wall, each small, each logged by the action that uses it: the look-alikes of a child that is
being registered, and the file of an exact number for emergency access. Protected people answer to their number alone.
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

_DOORS = f"""
CREATE FUNCTION people_look_alikes(name text, born date, identity text)
RETURNS TABLE (
    person_id bigint, file_id bigint, file_number varchar, given_name varchar, family_name varchar, birth_date date,
    number varchar, protection varchar, unit_id bigint, is_exact boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.id, p.file_id, f.number, p.given_name, p.family_name, p.birth_date, p.number, p.protection, f.unit_id,
           coalesce(p.number = identity, false)
    FROM people_person p JOIN access_file f ON f.id = p.file_id
    WHERE p.is_subject AND nullif(current_setting('app.actor', true), '') IS NOT NULL AND (
        p.number = identity
        OR p.protection = 'none' AND name <> ''
            AND (p.search_name = name OR (p.birth_date = born AND p.search_name % name))
    )
    ORDER BY coalesce(p.number = identity, false) DESC, (p.birth_date = born) DESC NULLS LAST, p.search_name, p.id
    LIMIT 6
$$;
REVOKE ALL ON FUNCTION people_look_alikes(text, date, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_look_alikes(text, date, text) TO {rls.APP_ROLE};

CREATE FUNCTION people_file_of_number(identity text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.id FROM access_file f LEFT JOIN people_person p ON p.file_id = f.id AND p.is_subject
    WHERE nullif(current_setting('app.actor', true), '') IS NOT NULL AND (f.number = identity OR p.number = identity)
    LIMIT 1
$$;
REVOKE ALL ON FUNCTION people_file_of_number(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_file_of_number(text) TO {rls.APP_ROLE};
"""

_CLOSE_DOORS = "DROP FUNCTION people_file_of_number(text); DROP FUNCTION people_look_alikes(text, date, text);"

# A new protected person or relation only ever raises the mark; when a person's own protection changes, the mark of each
# of the person's files follows what is now true of everybody in it.
_MARKS = """
CREATE FUNCTION people_holds_protected(file bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM people_person p WHERE p.file_id = file AND p.is_subject AND p.protection <> 'none')
        OR EXISTS (
            SELECT 1 FROM people_relation r JOIN people_person p ON p.id = r.other_id
            WHERE r.file_id = file AND r.ends_on IS NULL AND p.protection <> 'none'
        )
$$;
REVOKE ALL ON FUNCTION people_holds_protected(bigint) FROM PUBLIC;

CREATE FUNCTION people_mark_files() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    touched bigint[];
BEGIN
    IF TG_TABLE_NAME = 'people_relation' THEN
        touched := ARRAY[NEW.file_id];
    ELSE
        SELECT array_agg(r.file_id) || NEW.file_id INTO touched FROM people_relation r WHERE r.other_id = NEW.id;
    END IF;
    UPDATE access_file f SET is_protected = people_holds_protected(f.id)
    WHERE f.id = ANY (touched) AND f.is_protected IS DISTINCT FROM people_holds_protected(f.id)
        AND (TG_OP = 'UPDATE' OR NOT f.is_protected);
    RETURN NULL;
END $$;

CREATE TRIGGER mark_when_protected AFTER INSERT ON people_person
FOR EACH ROW WHEN (NEW.is_subject AND NEW.protection <> 'none') EXECUTE FUNCTION people_mark_files();
CREATE TRIGGER mark_when_protection_changes AFTER UPDATE OF protection ON people_person
FOR EACH ROW WHEN (OLD.protection <> NEW.protection) EXECUTE FUNCTION people_mark_files();
CREATE TRIGGER mark_when_related AFTER INSERT ON people_relation
FOR EACH ROW EXECUTE FUNCTION people_mark_files();
"""

_UNMARK = """
DROP TRIGGER mark_when_related ON people_relation;
DROP TRIGGER mark_when_protection_changes ON people_person;
DROP TRIGGER mark_when_protected ON people_person;
DROP FUNCTION people_mark_files();
DROP FUNCTION people_holds_protected(bigint);
"""

_PERSON = (
    f"{rls.visible_file('people_person.file_id')} "
    "OR EXISTS (SELECT 1 FROM people_relation r WHERE r.other_id = people_person.id)"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_guard")]

    operations = [
        *rls.guard_by_file("people_relation"),
        rls.grant("people_person"),
        *rls.policy("people_person", _PERSON),
        rls.log_changes("people_person"),
        migrations.RunSQL(_DOORS, _CLOSE_DOORS),
        migrations.RunSQL(_MARKS, _UNMARK),
    ]
