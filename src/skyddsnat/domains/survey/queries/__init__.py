"""Surveys, their waves, how they go, and what was answered."""

from skyddsnat.domains.survey.queries.answers import answers_of, words_of
from skyddsnat.domains.survey.queries.following import composition, following
from skyddsnat.domains.survey.queries.links import open_link
from skyddsnat.domains.survey.queries.surveys import (
    NoSuchSurvey,
    may,
    survey,
    surveys,
    wave,
    waves,
    waves_of_survey,
)

__all__ = [
    "NoSuchSurvey",
    "answers_of",
    "composition",
    "following",
    "may",
    "open_link",
    "survey",
    "surveys",
    "wave",
    "waves",
    "waves_of_survey",
    "words_of",
]
