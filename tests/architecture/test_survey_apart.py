"""Surveys stand apart from the case: no row of one points at the other, and no door of one reads the other.

That neither imports the other is a contract of pyproject.toml (`survey-reaches-no-case`, `no-case-reaches-survey`).
"""

import re

import pytest
from django.apps import apps
from django.db import connection

CHAIN = ("people", "journal", "intake", "investigations", "decisions", "compulsory", "safety")


def test_a_row_of_a_survey_points_at_surveys_and_staff_alone() -> None:
    pointed = {
        field.related_model._meta.app_label
        for model in apps.get_app_config("survey").get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and isinstance(field.related_model, type)
    }
    assert pointed == {"survey", "staff"}


def test_no_row_of_the_case_points_at_a_survey() -> None:
    pointing = {
        f"{model._meta.label}.{field.name}"
        for app in CHAIN
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if field.is_relation
        and isinstance(field.related_model, type)
        and field.related_model._meta.app_label == "survey"
    }
    assert pointing == set()


@pytest.mark.django_db
def test_no_function_of_the_database_reads_both() -> None:
    """What one names of the case is a table, a view or a function there is; the code of a role is none of these."""
    sources = {name: f"{name} {source}".lower() for name, source in _functions().items()}
    case = {name for name in {*sources, *_tables()} if name.startswith(tuple(f"{app}_" for app in (*CHAIN, "access")))}
    of_case = {name for name, source in sources.items() if case & set(re.findall(r"\w+", source))}
    of_survey = {name for name, source in sources.items() if re.search(r"\bsurvey_\w+|\banswers\.\w+", source)}
    assert of_case
    assert of_survey
    assert of_case & of_survey == set()


def _functions() -> dict[str, str]:
    """Every function of ours and its source. Those beside the answers are named with their schema."""
    return dict(
        _rows(
            "SELECT CASE n.nspname WHEN 'answers' THEN 'answers.' || proname ELSE proname END, prosrc "
            "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('public', 'answers')"
        )
    )


def _tables() -> set[str]:
    """Every table and view of ours."""
    return {
        name
        for (name,) in _rows(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v', 'm', 'p')"
        )
    }


def _rows(sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
