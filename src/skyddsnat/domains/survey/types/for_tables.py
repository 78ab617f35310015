"""A definition as the tables need it: what was asked, without words."""

from skyddsnat.domains.survey.types import definition as ours
from skyddsnat.stats.questions import Condition, Kind, Question


def questions_of(definition: ours.Definition) -> tuple[Question, ...]:
    """The questions that are tabulated, in the order asked."""
    return tuple(map(_question, definition.closed_questions))


def _question(question: ours.Question) -> Question:
    condition = question.condition
    return Question(
        key=question.key,
        kind=Kind(question.kind.value),
        options=question.codes,
        groups={group.code: group.of for group in question.groups},
        missing=question.missing_codes,
        condition=None if condition is None else Condition(condition.question, frozenset(condition.answers)),
        screening=frozenset(question.screening),
    )
