"""A door for the search of reports by their content, so that it goes by its index.

Row-level security lets no comparison see a row before the policy does unless it is known never to tell of what it saw
(leakproof), and `@@` of a text is not: PostgreSQL then reads every report there is, however few have the word. Behind
the door the index is asked first, and what it finds passes the same condition as the policy on `access_file`. Nobody
looking gives nothing: each part of the condition is then NULL. The ids are used in an ordinary statement, so they
pass the policies once more.

How long the answer takes depends a little on reports that are not shown, as it does for names, which also are found
in an index before the policy is asked: microseconds for each, within milliseconds of a page.
"""

from django.db import migrations

from skyddsnat.foundation.access import rls

# The condition with what the settings say in its places: planned with that and the words at hand (EXECUTE), since one
# viewer has ten files and another thousands, and one word is in a single report and another in nearly all.
_IS_OPEN = (
    rls.FILE_IS_OPEN.replace(rls.FILES, "ANY($3)")
    .replace(rls.MANAGED, "ANY($4)")
    .replace(rls.INTAKE, "ANY($5)")
    .replace(rls.HANDLES_PROTECTED, "$6")
)
_SETTINGS = ", ".join(
    [*(each.removeprefix("ANY") for each in (rls.FILES, rls.MANAGED, rls.INTAKE)), rls.HANDLES_PROTECTED]
)

_DOOR = f"""
CREATE FUNCTION intake_search(words text, most int) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY EXECUTE $query$
        SELECT c.id FROM intake_report r JOIN intake_reportchild c ON c.report_id = r.id
        WHERE (
            to_tsvector('swedish', coalesce(r.what_happened, '') || ' ' || coalesce(r.concern, ''))
                @@ websearch_to_tsquery('swedish', $1)
            OR r.number = upper($1)
        ) AND c.file_id IN (SELECT id FROM access_file WHERE {_IS_OPEN})
        ORDER BY c.received_at DESC, c.id DESC LIMIT $2
    $query$ USING words, most, {_SETTINGS};
END $$;
REVOKE ALL ON FUNCTION intake_search(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_search(text, int) TO {rls.APP_ROLE};
"""  # nosec B608 - conditions of our own


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_guard"),
        ("access", "0002_guard"),
    ]

    operations = [migrations.RunSQL(_DOOR, "DROP FUNCTION intake_search(text, int)")]
