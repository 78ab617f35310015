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
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname IN ('public', 'answers')"
        )
        sources = dict(cursor.fetchall())
    case = re.compile(rf"\b(?:{'|'.join(CHAIN)}|access)_\w+")
    survey = re.compile(r"\bsurvey_\w+|\banswers\.\w+")
    assert [name for name, source in sources.items() if case.search(source) and survey.search(source)] == []
    assert any(survey.search(source) for source in sources.values())
