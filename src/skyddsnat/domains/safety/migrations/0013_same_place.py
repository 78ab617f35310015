"""A warning on an address is met however fully the address is written: with or without town, postcode or flat.

"Storgatan 1" and "Storgatan 1 lgh 1203, 123 45 Norrham" are one place; "Storgatan 11" is another, and so are two flats
or two towns that are both named. Rather one warning too many than one that nobody met.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from skyddsnat.foundation.access import rls

# An address as it is compared is small letters and digits with single spaces between (`rules/warnings.py`).
_SAME = """
CREATE FUNCTION safety_place_words(key text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT string_to_array(btrim(regexp_replace(regexp_replace(regexp_replace(
        key, '(\\d)([[:alpha:]])', '\\1 \\2', 'g'), '(?<=\\s)(\\d{3} \\d{2}|\\d{5})(?=\\s|$)', '', 'g'), '\\s+', ' ', 'g')), ' ')
$$;
CREATE FUNCTION safety_same_place(one text, other text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT one <> '' AND (
        one = other
        OR substring(one FROM '^\\D*\\d+') = substring(other FROM '^\\D*\\d+') AND (
            safety_place_words(one) <@ safety_place_words(other) OR safety_place_words(other) <@ safety_place_words(one)
        )
    )
$$;
"""
_NOT_SAME = "DROP FUNCTION safety_same_place(text, text); DROP FUNCTION safety_place_words(text);"


def _at(which: str) -> str:
    """The door to warnings on an address, for whoever is to go there."""
    return f"""
CREATE OR REPLACE FUNCTION safety_warnings_at(key text, day date)
RETURNS TABLE (id bigint, cause text, words text, since timestamptz, is_agreed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT w.id, w.cause, w.words, w.made_at, w.agreed_at IS NOT NULL FROM safety_warningnote w
    WHERE {which} AND w.ended_at IS NULL AND w.ends_on >= day
        AND EXISTS (
            SELECT 1 FROM staff_employee e JOIN staff_roleholding r ON r.employee_id = e.id
            WHERE e.id = {rls.VIEWER} AND e.is_active
                AND r.role IN ('intake_worker', 'caseworker', 'senior', 'unit_manager', 'chair_on_call')
                AND r.starts_on <= day AND (r.ends_on IS NULL OR r.ends_on > day)
        )
$$;
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("safety", "0012_one_count")]

    operations = [
        RunSQL(_SAME, _NOT_SAME),
        RunSQL(_at("safety_same_place(w.address_key, key)"), _at("w.address_key = key AND key <> ''")),
        migrations.RemoveIndex("warningnote", "warning_by_address"),
    ]
