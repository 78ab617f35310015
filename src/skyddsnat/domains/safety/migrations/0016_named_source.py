"""Who did it can be named by number: by somebody who sees no child's file, and whether or not the person stands in one.

A number that is taken is never answered to: nobody learns of a person by typing it. Whoever may see the person anyway
sees who it is (`safety_person_seen` has the rights of whoever asks). A warning on such a person, or on the household, is
met wherever the person stands around a child, as one that was written in a file.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.migrations import RunSQL
from django.db.models import Q

_GUARD = vars(import_module("skyddsnat.domains.safety.migrations.0002_guard"))
_ONCALL = vars(import_module("skyddsnat.domains.safety.migrations.0003_oncall"))
_BEFORE = vars(import_module("skyddsnat.domains.safety.migrations.0005_met"))
_BOARD = vars(import_module("skyddsnat.domains.safety.migrations.0012_one_count"))

_SEEN = """
CREATE FUNCTION safety_person_seen(person bigint, identity text) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        (SELECT p.id FROM people_person p WHERE p.id = person),
        (SELECT min(p.id) FROM people_person p WHERE p.number = nullif(identity, ''))
    )
$$;
"""

_MET = """
CREATE OR REPLACE FUNCTION safety_warnings_met(file bigint, key text, day date) RETURNS TABLE (
    id bigint, about text, cause text, words text, address text, person_id bigint, since timestamptz,
    is_agreed boolean, is_open boolean
) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH around AS (
        SELECT p.id, p.number::text FROM people_person p WHERE p.file_id = file AND p.is_subject
        UNION SELECT p.id, p.number::text FROM people_relation r JOIN people_person p ON p.id = r.other_id
        WHERE r.file_id = file
    ), met AS (
        SELECT w.id, w.about::text, w.cause::text, w.words, w.address::text,
            coalesce(w.person_id, (SELECT min(a.id) FROM around a WHERE a.number = nullif(w.person_number, ''))),
            greatest(w.made_at, f.reached_at) AS since, w.agreed_at IS NOT NULL AS is_agreed
        FROM safety_warningnote w
        LEFT JOIN safety_warningfile f ON f.warning_id = w.id AND f.linked_file_id = file
        WHERE w.ended_at IS NULL AND w.ends_on >= day AND (
            f.id IS NOT NULL
            OR EXISTS (SELECT 1 FROM around a WHERE a.id = w.person_id OR a.number = nullif(w.person_number, ''))
        )
    )
    SELECT met.*, true FROM met
    UNION ALL
    SELECT a.id, 'address', a.cause, a.words, '', NULL, a.since, a.is_agreed,
        EXISTS (SELECT 1 FROM safety_warningnote seen WHERE seen.id = a.id)
    FROM safety_warnings_at(key, day) a WHERE a.id NOT IN (SELECT met.id FROM met)
$$;
"""

_SEES_WARNING = _GUARD["_WARNING"] + (
    " OR person_number <> '' AND EXISTS "
    "(SELECT 1 FROM people_person s WHERE s.number = safety_warningnote.person_number)"
)

# Of a person who stands in no file nobody could tell the on-call team who it is: such a warning is left out.
_IN_FORCE = """
    SELECT w.id, w.about::text, w.cause::text, w.words, w.address::text, coalesce(w.person_id, named.id),
        w.agreed_at IS NOT NULL,
        ARRAY(
            SELECT f.linked_file_id FROM safety_warningfile f WHERE f.warning_id = w.id
            UNION SELECT p.file_id FROM people_person p
            WHERE p.id = w.person_id OR p.number = nullif(w.person_number, '')
            UNION SELECT r.file_id FROM people_relation r JOIN people_person p ON p.id = r.other_id
            WHERE p.number = nullif(w.person_number, '')
            ORDER BY 1
        )
    FROM safety_warningnote w
    LEFT JOIN LATERAL (
        SELECT min(p.id) AS id FROM people_person p WHERE p.number = nullif(w.person_number, '')
    ) named ON true
    WHERE w.ended_at IS NULL AND w.ends_on >= day AND current_setting('app.actor', true) = 'system:oncall'
        AND (w.person_number = '' OR named.id IS NOT NULL)
    ORDER BY w.id
"""

_SAME_SOURCE = """CASE
            WHEN i.source_number <> '' THEN j.source_number = i.source_number
            WHEN i.person_id IS NOT NULL THEN j.person_id = i.person_id
            ELSE j.source_number = '' AND j.person_id IS NULL AND i.called <> ''"""
_FIGURES = _BOARD["_FIGURES"].replace(
    """CASE
            WHEN i.person_id IS NOT NULL THEN j.person_id = i.person_id
            ELSE j.person_id IS NULL AND i.called <> ''""",
    _SAME_SOURCE,
)
if _FIGURES.count(_SAME_SOURCE) != 1:
    raise ValueError(_FIGURES)


def _policy(sees: str) -> str:
    return f"ALTER POLICY need_to_know ON safety_warningnote USING ({sees}) WITH CHECK ({sees})"


def _oncall(body: str) -> str:
    return f"""
        CREATE OR REPLACE FUNCTION safety_oncall_warnings(day date) RETURNS TABLE (
            id bigint, about text, cause text, words text, address text, person_id bigint, is_agreed boolean,
            file_ids bigint[]
        ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ {body} $$
    """


def _met_again() -> str:
    """The function as it was, without the other that its migration made beside it."""
    first = _BEFORE["_MET"].partition("CREATE FUNCTION safety_warned_at")[0]
    return first.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("safety", "0015_earlier_assessments"), ("people", "0002_guard")]

    operations = [
        migrations.AddField("incident", "source_number", models.CharField(blank=True, db_default="", max_length=16)),
        migrations.AddField("warningnote", "person_number", models.CharField(blank=True, db_default="", max_length=16)),
        migrations.AddConstraint(
            "incident",
            models.CheckConstraint(condition=Q(person=None) | Q(source_number=""), name="incident_source_named_once"),
        ),
        migrations.AddConstraint(
            "warningnote",
            models.CheckConstraint(condition=Q(person=None) | Q(person_number=""), name="warning_person_named_once"),
        ),
        migrations.RemoveConstraint("warningnote", "warning_says_on_whom"),
        migrations.AddConstraint(
            "warningnote",
            models.CheckConstraint(
                condition=Q(about="person") & (Q(person__isnull=False) | ~Q(person_number=""))
                | (Q(about="address") & ~Q(address_key=""))
                | Q(about="household"),
                name="warning_says_on_whom",
            ),
        ),
        migrations.AddIndex("incident", models.Index(fields=("source_number",), name="incident_by_source")),
        RunSQL(_SEEN, "DROP FUNCTION safety_person_seen(bigint, text)"),
        RunSQL(_policy(_SEES_WARNING), _policy(_GUARD["_WARNING"])),
        RunSQL(_MET, _met_again()),
        RunSQL(_oncall(_IN_FORCE), _oncall(_ONCALL["_IN_FORCE"])),
        RunSQL(_BOARD["_board"](_FIGURES), _BOARD["_board"](_BOARD["_FIGURES"])),
    ]
