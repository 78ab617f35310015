"""What leaves of a wave as files: answers without order, and what they mean.

The rule: single answers leave after the close alone, of waves with at least `LEAST` answers; a question whose table is
hidden is empty, and free text is never among them: it is read on its page, of questions that as many wrote to. Rows
come in random order, and hold nothing but answers.
"""

from collections.abc import Iterator, Mapping, Sequence

from skyddsnat.domains.survey.rules.waves import LEAST
from skyddsnat.domains.survey.types.answering import Response, WaveAnswers
from skyddsnat.domains.survey.types.answers_file import write_answers
from skyddsnat.domains.survey.types.definition import KIND_NAMES, Definition, Kind, Question
from skyddsnat.domains.survey.types.waves import WaveView
from skyddsnat.kernel.spreadsheet import spreadsheet
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.stats.questions import Tabulation

_FEW = Reason(
    "survey.few_answers",
    Text(
        f"Färre än {LEAST} har svarat: så få svar visas inte ett och ett.",
        f"Fewer than {LEAST} have answered: so few answers are not shown one by one.",
    ),
)
_HEAD = Text("Fråga,Slag,Frågans ord,Ställs om,Kod,Svar,Räknas i", "Question,Kind,Words,Put if,Code,Answer,Counted in")
_MISSING = Text("räknas som inget svar", "counted as no answer")


def exporting(answered: int) -> Verdict:
    """Whether single answers, or free text, of so many may be read at all."""
    return Verdict.of(_FEW if answered < LEAST else None)


def answers_csv(answers: WaveAnswers, told: Tabulation) -> str:
    """The file of answers, as `read_answers` reads it. There are some: see `exporting`. `told`: their tables.

    A wave that was taken in with columns that say how it was drawn has them in its file too.
    """
    kept = {each.question: answers.columns[each.question] for each in told.tables if not each.is_hidden}
    rows = (
        Response(answers={key: cell for key, cells in kept.items() if (cell := cells[row])})
        for row in range(answers.rows)
    )
    return write_answers(answers.definition, rows, design=answers.design)


def words_of_enough(said: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Free text by question, of those questions that at least `LEAST` wrote to: fewer could be told by their words."""
    return {question: list(words) for question, words in said.items() if len(words) >= LEAST}


def codebook_csv(definition: Definition, language: str) -> str:
    """What each column and code means: a line for each code, or for the question where it has none."""
    lines = (line for question in definition.questions for line in _lines(question, language))
    return spreadsheet([_HEAD.in_language(language).split(","), *lines], delimiter=",")


def codebook_markdown(wave: WaveView, language: str) -> str:
    """The same to be read: whom, when, and each question with its answers."""
    definition = wave.definition
    said = [
        f"# {definition.title.in_language(language)}: {wave.fields.name}",
        definition.population.in_language(language),
        definition.period.in_language(language),
        f"{wave.fields.opens_on:%Y-%m-%d}–{wave.fields.closes_on:%Y-%m-%d}",
    ]
    return "\n\n".join([*said, *(_chapter(each, language) for each in definition.questions)]) + "\n"


def put_if(question: Question) -> str:
    """The condition as it stands in a codebook: "exposed = yes | often"."""
    condition = question.condition
    return "" if condition is None else f"{condition.question} = {' | '.join(condition.answers)}"


def codes_of(question: Question, language: str) -> Mapping[str, str]:
    """What can be answered, with its words; of a scale, the words of its ends alone."""
    if question.kind is not Kind.SCALE:
        return {each.code: each.text.in_language(language) for each in question.answers}
    ends = {str(question.lowest): question.lowest_text, str(question.highest): question.highest_text}
    texts = {code: ends.get(code) for code in question.codes}
    return {code: "" if text is None else text.in_language(language) for code, text in texts.items()}


def _lines(question: Question, language: str) -> Iterator[list[str]]:
    head = [question.key, KIND_NAMES[question.kind].in_language(language), question.text.in_language(language)]
    codes = codes_of(question, language) or {_limits(question): ""}
    for code, text in codes.items():
        groups = [group.text.in_language(language) for group in question.groups if code in group.of]
        missing = [_MISSING.in_language(language)] if code in question.missing_codes else []
        yield [*head, put_if(question), code, text, "; ".join(groups + missing)]


def _limits(question: Question) -> str:
    if question.lowest is None and question.highest is None:
        return ""
    ends = ("" if each is None else str(each) for each in (question.lowest, question.highest))
    return "–".join(ends)


def _chapter(question: Question, language: str) -> str:
    kind = KIND_NAMES[question.kind].in_language(language)
    condition = f", {put_if(question)}" if question.condition else ""
    lines = [
        f"## `{question.key}`",
        "",
        question.text.in_language(language),
        "",
        f"*{kind}{condition}*",
        "",
        *(f"- `{code}` {text}".rstrip() for code, text in codes_of(question, language).items()),
        *([f"- {_limits(question)}"] if question.kind is Kind.NUMBER and _limits(question) else []),
        *(f"- {group.text.in_language(language)}: `{'`, `'.join(group.of)}`" for group in question.groups),
    ]
    return "\n".join(lines).rstrip()
