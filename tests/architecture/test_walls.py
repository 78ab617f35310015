"""The second wall, asked of the database itself: rights, row-level security, triggers and the doors in between."""

import re

import pytest
from django.db import connection
from django.db.models import Model
from tests.architecture.layout import OWN_MODELS

from skyddsnat.foundation.audit.types import Retention

pytestmark = pytest.mark.django_db

# Tables that name people and are not about children, so that no file decides who sees them.
WITHOUT_POLICY = {
    "staff.Employee": "colleagues are known to each other; the password hash is kept from the log, and from pages",
    "staff.Absence": "who is away is known to the office",
    "access.Integration": "systems, not people; the token is kept as a hash",
}

# Tables whose rows may be deleted though they are part of a file, and why that loses nothing.
DELETED_ON_PURPOSE = {
    "journal.Paragraph": "who the paragraphs of a note are about, until the note locks; the log keeps what stood there",
}

# Functions that run with their owner's rights: every one is a door past row-level security, and is known.
DOORS = {
    "access_viewer": "the roles and files of whoever logs in, before anybody looks",
    "audit_seal": "a trigger: seals an event in its chain",
    "audit_row_change": "a trigger: writes the old values of a changed row",
    "people_look_alikes": "children who may be mistaken for each other, at registration (lesson 14)",
    "intake_search": "reports open to the viewer that say the words, by the index of their contents",
    "people_file_of_number": "the file of an exact number, for emergency access",
    "people_review_marks": "which readings were of the reader's namesake or of somebody protected, for log reviewers",
    "people_holds_protected": "the trigger's: whether anybody in a file is protected, also those of other files",
    "investigations_overseen_chains": "chains of the units one answers for, without the child (lesson 6)",
    "investigations_overseen_numbers": "what runs and what is late in the units one answers for, counted",
    "decisions_overseen_numbers": "proposals without a meeting in time, or with news, in those units, counted",
    "compulsory_in_force": "the triggers': whether a measure holds at a moment",
    "compulsory_has_pair": "the triggers': whether two caseworkers, or a deviation, stand behind a file",
    "compulsory_require_pair": "the triggers': refuses what one caseworker does alone, one transaction at a time",
    "compulsory_check_pair": "a trigger: two caseworkers behind every step of a compulsory case, at commit",
    "compulsory_check_assignment": "a trigger: nobody is taken off so that one remains",
    "compulsory_check_leaving": "a trigger: nobody leaves a compulsory case by leaving the office",
    "compulsory_check_signature": "a trigger: the elected and appointed sign what the board decides",
    "compulsory_check_goers": "a trigger: two go out, and both have read what the risk is",
    "compulsory_check_deviation": "a trigger: a deviation is never moved, and the unit's manager confirms it",
    "compulsory_check_requester": "a trigger: the police are asked by whoever may, and what was asked stands",
    "compulsory_days_below_two": "days with fewer than two caseworkers in the units one answers for, counted",
    "compulsory_police_numbers": "needs of police help in those units, counted",
    "compulsory_refuse_when_lapsed": "a trigger: nothing is built on a measure that the law has ended",
    "compulsory_refuse_step_after_lapse": "a trigger: nor any further step taken",
    "compulsory_check_midnight": "a trigger: a measure ends when one of its clocks does, at no other moment",
    "compulsory_refuse_revival": "a trigger: nor its last midnight moved afterwards",
    "compulsory_check_decision": "a trigger: what the board decides needs its decided matter",
    "compulsory_check_standing": "a trigger: a measure stands where its last step left it",
    "compulsory_check_level": "a trigger: who decides at which level, and at which meeting",
    "compulsory_agenda": "what a meeting decides and is told, by number of file, for the elected and who keeps minutes",
    "compulsory_alarms": "measures that end by themselves or are late, in the units one answers for, without the child",
    "compulsory_board_changes": "how often the board changed what was proposed, counted per unit",
    "compulsory_places_held": "running places and what each rests on, in those units, without the child (lesson 4)",
    "compulsory_report_at": "notes which meeting was told what the chair decided, for the chair and the registrar",
    "staff_protected": "whose names are left out of what leaves, for whoever makes a letter, without why",
    "access_close_to_leaver": "closes what was opened for an employee who has left, for whoever keeps the staff",
    "access_oncall_files": "running files in which somebody is protected, by id, for the run of the on-call extract",
    "compulsory_alarms_due": "what ends by itself before long and whose it is, by id, for the run of the alarms",
    "compulsory_alarms_unreached": "alarms by mail that did not reach whom they were for, in those units, no child",
    "safety_oncall_warnings": "warnings in force, for the same run",
    "safety_figures": "counts of the fixed grid of the safety board, for those who see it; units named to their own",
    "compulsory_oncall_files": "files with an open compulsory case, by id, for the same run",
    "safety_check_police_report": "a trigger: the unit's manager alone leaves a police report out, and it stands",
    "safety_check_incident": "a trigger: an incident is closed when nothing remains, and stands",
    "safety_check_warning": "a trigger: the unit's manager agrees to a warning",
    "safety_warnings_at": "warnings on an address, for whoever is to go there",
    "safety_remains": "whether anything remains of an incident in any unit, for those who follow it up in one",
    "survey_link": "what a personal link is worth, for whoever holds it: no viewer",
    "survey_keep_draft": "keeps half an answer, sealed, for whoever holds the link",
    "survey_hand_in": "marks the link as used and hands the answer on to the role of the answers",
    "survey_close": "closes a wave: its answers leave the urn, and who was invited is forgotten",
    "survey_take_in": "the answers of a whole wave from elsewhere, for whoever keeps surveys",
    "survey_given": "what was answered in a closed wave, in random order",
    "survey_words": "free text of a closed wave, in random order, for whoever keeps surveys",
    "access_extract_carers": "who has which child in which month, by pseudonym, for the run of the figures",
    "journal_extract_talks": "when a child was talked with and whether alone, by pseudonym, for the same run",
    "intake_extract_reports": "reports by day and unit, by pseudonym, for the same run",
    "investigations_extract": "investigations by day and unit, by pseudonym, for the same run",
    "decisions_extract": "decisions by day and unit, by pseudonym, for the same run",
    "compulsory_extract_matters": "what the board decided, by day and unit, for the same run",
    "compulsory_extract_police": "needs of police help, by day and unit, for the same run",
    "compulsory_extract_care": "immediate decisions and care that began, by pseudonym, for the same run",
    "compulsory_extract_pairs": "months with two caseworkers, by pseudonym, for the same run",
    "safety_extract_incidents": "incidents by month and unit, joined to no child and no worker, for the same run",
    "safety_extract_exposed": "how often caseworkers were threatened, by month, its own pseudonym, for the same run",
    "people_mark_files": "a trigger: closes a file to intake at large as soon as somebody in it is protected",
}

# Tables of Django itself and what the running role may do with them.
DJANGO_TABLES = {
    "django_session": {"SELECT", "INSERT", "UPDATE", "DELETE"},
    "django_content_type": {"SELECT"},
    "django_migrations": {"SELECT"},
    "auth_permission": {"SELECT"},
    "auth_group": set(),
    "auth_group_permissions": set(),
}

each_model = pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)


def ask(sql: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def rights(table: str) -> set[str]:
    """What the running role may do with a table, or with any column of it."""
    every = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    held = {right for right in every if ask("SELECT has_table_privilege(%s, %s)", table, right) == [(True,)]}
    columns = {
        right for right in every[:3] if ask("SELECT has_any_column_privilege(%s, %s)", table, right) == [(True,)]
    }
    return held | columns


def names_people(model: type[Model]) -> bool:
    return bool(model.privacy.personal or model.privacy.secret)  # type: ignore[attr-defined]


@each_model
def test_a_table_that_names_people_is_under_row_level_security(model: type[Model]) -> None:
    under = ask("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", model._meta.db_table) == [(True,)]
    assert under == (names_people(model) and model._meta.label not in WITHOUT_POLICY)


@each_model
def test_a_policy_holds_for_every_role_and_every_act(model: type[Model]) -> None:
    found = ask(
        "SELECT polname, polcmd, polroles, polpermissive, polqual IS NOT NULL, polwithcheck IS NOT NULL "
        "FROM pg_policy WHERE polrelid = %s::regclass",
        model._meta.db_table,
    )
    under = names_people(model) and model._meta.label not in WITHOUT_POLICY
    assert found == ([("need_to_know", "*", [0], True, True, True)] if under else [])


@each_model
def test_rows_that_never_change_cannot_be_changed(model: type[Model]) -> None:
    assert ("UPDATE" in rights(model._meta.db_table)) <= model.record.changeable  # type: ignore[attr-defined]


@each_model
def test_only_what_is_technical_can_be_deleted(model: type[Model]) -> None:
    if model.record.retention is Retention.TECHNICAL:  # type: ignore[attr-defined]
        return
    assert ("DELETE" in rights(model._meta.db_table)) == (model._meta.label in DELETED_ON_PURPOSE)


@each_model
def test_the_running_role_has_no_right_that_walks_around_a_policy(model: type[Model]) -> None:
    assert rights(model._meta.db_table) <= {"SELECT", "INSERT", "UPDATE", "DELETE"}


@each_model
def test_changes_of_an_audited_table_are_logged_by_the_database(model: type[Model]) -> None:
    """A row trigger, on, after UPDATE and DELETE (tgtype: row 1, delete 8, update 16)."""
    found = ask(
        "SELECT tgtype, tgenabled, tgfoid::regproc::text, tgattr::text, tgqual FROM pg_trigger "
        "WHERE tgrelid = %s::regclass AND tgname = 'log_change'",
        model._meta.db_table,
    )
    logged = found == [(1 | 8 | 16, "O", "audit_row_change", "", None)]
    assert logged == model.record.audited  # type: ignore[attr-defined]


@each_model
def test_a_secret_column_is_not_copied_to_the_log_of_a_table_without_policy(model: type[Model]) -> None:
    """The log of such a row has no file, so its old values would be open to every log reviewer."""
    if model._meta.label not in WITHOUT_POLICY:
        return
    ((definition,),) = ask(
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'log_change'",
        model._meta.db_table,
    )
    assert set(model.privacy.secret) <= set(re.findall(r"'(\w+)'", str(definition)))  # type: ignore[attr-defined]


def test_every_table_is_one_that_we_know() -> None:
    known = {model._meta.db_table for model in OWN_MODELS} | DJANGO_TABLES.keys()
    found = {name for (name,) in ask("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
                                     "AND relkind IN ('r', 'p', 'v', 'm', 'f')")}  # fmt: skip
    assert found == known


@pytest.mark.parametrize("table", DJANGO_TABLES)
def test_django_has_the_rights_it_needs_and_no_more(table: str) -> None:
    assert rights(table) == DJANGO_TABLES[table]


def test_exemptions_are_of_tables_that_name_people() -> None:
    assert {model._meta.label for model in OWN_MODELS if names_people(model)} >= WITHOUT_POLICY.keys()


def test_the_running_role_owns_nothing_and_is_bound_by_the_policies() -> None:
    assert ask(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles "
        "WHERE rolname = current_user"
    ) == [("skyddsnat_app", False, False, False, False, False)]
    assert ask("SELECT relname FROM pg_class WHERE relowner = current_user::regrole") == []
    assert ask("SELECT proname FROM pg_proc WHERE proowner = current_user::regrole") == []
    assert ask("SELECT has_schema_privilege('public', 'CREATE')") == [(False,)]


def test_the_running_role_is_a_member_of_nothing() -> None:
    assert ask("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = current_user::regrole") == []


def test_every_door_past_the_policies_is_known() -> None:
    found = ask("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace")
    assert {name for (name,) in found} == DOORS.keys()


@pytest.mark.parametrize("door", DOORS)
def test_a_door_cannot_be_led_elsewhere_and_is_not_open_to_everybody(door: str) -> None:
    """A fixed search path; a function that is no trigger may be called by the roles it was given to alone."""
    ((config, is_trigger, to_everybody),) = ask(
        "SELECT proconfig, prorettype = 'trigger'::regtype, "
        "EXISTS (SELECT 1 FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0) "
        "FROM pg_proc WHERE proname = %s",
        door,
    )
    # How its plan is made says nothing of what it finds; anything else is a way to lead it elsewhere.
    assert [each for each in config if each != "plan_cache_mode=force_generic_plan"] == ["search_path=public, pg_temp"]
    assert is_trigger or not to_everybody


def test_a_table_that_comes_later_is_open_to_nobody_by_default() -> None:
    assert ask("SELECT defaclobjtype FROM pg_default_acl") == []
