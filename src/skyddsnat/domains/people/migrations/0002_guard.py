"""People follow the file they were written down in, or a file in which they are related to the child.

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
        OR p.protection = 'none' AND name <> '' AND (p.search_name = name OR (p.birth_date = born AND p.search_name % name))
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
    ]
