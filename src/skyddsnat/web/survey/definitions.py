"""A definition as the fields of a form, and the fields of a form as a definition: the same one, whatever it says.

Answers and groups are lines of parts with bars between. In a text a bar, a line's end and the sign before them are
written `\\|`, `\\n` and `\\\\`, so that a question from a file that is only opened and saved keeps its words.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from skyddsnat.domains.survey.types.definition import Answer, Condition, Definition, Group, Kind, Question
from skyddsnat.kernel.text import Text

Fields = Mapping[str, Any]
_WRITTEN = {"\\": "\\\\", "|": "\\|", "\n": "\\n"}
_READ = {written: sign for sign, written in _WRITTEN.items()}
# Written after an answer that counts as none.
MISSING = frozenset({"", "saknas", "missing"})
PARTS = 4


def head_of(definition: Definition) -> dict[str, Any]:
    """The head of a survey as its form has it."""
    return {
        **_both("title", definition.title),
        **_both("population", definition.population),
        **_both("period", definition.period),
        **_both("intro", definition.intro),
    }


def with_head(definition: Definition, fields: Fields) -> Definition:
    """The definition under another head."""
    return replace(
        definition,
        title=_text(fields, "title") or definition.title,
        population=_text(fields, "population") or definition.population,
        period=_text(fields, "period") or definition.period,
        intro=_text(fields, "intro"),
    )


def new_definition(fields: Fields) -> Definition:
    """A survey with its head and its first question."""
    nothing = Text("", "")
    return with_head(
        Definition(
            key=fields["key"].strip(),
            title=nothing,
            population=nothing,
            period=nothing,
            questions=(question_of(fields),),
        ),
        fields,
    )


def fields_of(question: Question) -> dict[str, Any]:
    """A question as its form has it."""
    condition = question.condition
    return {
        "name": question.key,
        "kind": question.kind.value,
        **_both("text", question.text),
        **_both("help", question.help),
        "answers": "\n".join(_answer_line(each) for each in question.answers),
        "groups": "\n".join(
            _line((each.code, each.text.sv, each.text.en, " ".join(each.of))) for each in question.groups
        ),
        "condition_question": condition.question if condition else "",
        "condition_answers": " ".join(condition.answers) if condition else "",
        "screening": " ".join(question.screening),
        "lowest": question.lowest,
        "highest": question.highest,
        **_both("lowest", question.lowest_text),
        **_both("highest", question.highest_text),
    }


def question_of(fields: Fields) -> Question:
    """What a form says of a question. Whether it can be asked is for the domain to say."""
    put = fields["condition_question"]
    return Question(
        key=fields["name"].strip(),
        kind=Kind(fields["kind"]),
        text=_text(fields, "text") or Text("", ""),
        help=_text(fields, "help"),
        answers=tuple(_answer(parts) for parts in _lines(fields["answers"])),
        groups=tuple(_group(parts) for parts in _lines(fields["groups"])),
        condition=Condition(put, tuple(fields["condition_answers"].split())) if put else None,
        screening=tuple(fields["screening"].split()),
        lowest=fields["lowest"],
        highest=fields["highest"],
        lowest_text=_text(fields, "lowest"),
        highest_text=_text(fields, "highest"),
    )


def overfull(text: str, last: Collection[str] | None = None) -> int | None:
    """The number of the first line that has more parts than are read, from 1: four, of which `last` can be the last."""
    for number, parts in enumerate(_lines(text), 1):
        if len(parts) > PARTS or (last is not None and len(parts) == PARTS and parts[-1].lower() not in last):
            return number
    return None


def with_question(definition: Definition, question: Question, number: int | None = None) -> Definition:
    """With the question at its number, from one; last without one."""
    questions = list(definition.questions)
    if number is None:
        questions.append(question)
    else:
        questions[number - 1] = question
    return replace(definition, questions=tuple(questions))


def moved(definition: Definition, number: int, steps: int) -> Definition:
    """With one question some steps further on; as it is where that is out of the survey."""
    questions = list(definition.questions)
    to = number - 1 + steps
    if 0 <= to < len(questions):
        questions.insert(to, questions.pop(number - 1))
    return replace(definition, questions=tuple(questions))


def without(definition: Definition, number: int) -> Definition:
    """Without one question."""
    left = [each for place, each in enumerate(definition.questions, 1) if place != number]
    return replace(definition, questions=tuple(left))


def _lines(text: str) -> Iterable[Sequence[str]]:
    return [_parts(line.strip()) for line in text.split("\n") if line.strip()]


def _parts(line: str) -> list[str]:
    parts = [""]
    signs = iter(line)
    for sign in signs:
        if sign == "|":
            parts.append("")
        elif sign == "\\":
            two = sign + next(signs, "")
            parts[-1] += _READ.get(two, two)
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _line(parts: Iterable[str]) -> str:
    return " | ".join("".join(_WRITTEN.get(sign, sign) for sign in part) for part in parts)


def _answer(parts: Sequence[str]) -> Answer:
    code, sv, en, more = (*parts, "", "", "")[:PARTS]
    return Answer(code=code, text=Text(sv or code, en or sv or code), is_missing=more.lower() in MISSING - {""})


def _answer_line(answer: Answer) -> str:
    parts = (answer.code, answer.text.sv, answer.text.en, *(("saknas",) if answer.is_missing else ()))
    return _line(parts)


def _group(parts: Sequence[str]) -> Group:
    code, sv, en, of = (*parts, "", "", "")[:PARTS]
    return Group(code=code, text=Text(sv or code, en or sv or code), of=tuple(of.split()))


def _text(fields: Fields, name: str) -> Text | None:
    """Both languages, or the one there is in the place of the other; nothing where neither is."""
    # A browser ends lines in its own way.
    sv, en = (fields[f"{name}_{language}"].replace("\r\n", "\n").strip() for language in ("sv", "en"))
    return Text(sv or en, en or sv) if sv or en else None


def _both(name: str, text: Text | None) -> dict[str, str]:
    return {f"{name}_sv": text.sv if text else "", f"{name}_en": text.en if text else ""}
