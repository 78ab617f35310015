"""The definition of a survey as a YAML file: read with every fault and its place, and written back.

    survey: arbetsmiljo
    title: {sv: Enkät, en: Survey}
    population: {sv: "Alla socialsekreterare", en: "All caseworkers"}
    period: {sv: "De senaste tolv månaderna", en: "The last twelve months"}
    questions:
      - key: exposed
        kind: single            # single, several, scale, number, text
        text: {sv: "Arbetar du i ett utsatt område?", en: "Do you work in an exposed area?"}
        answers:
          - {code: yes, sv: Ja, en: Yes}
          - {code: no, sv: Nej, en: No}
        screening: [yes]        # who gives none of these is asked no more, and counted in no other table
      - key: threatened
        kind: single
        if: {question: exposed, answers: [yes]}
        …
        groups:
          - {code: any, sv: Ja, en: Yes, of: [few, many]}
    design: {weight: w, stratum: s, clusters: [office], populations: [offices], single: centred}

Every value is read as it is written: `yes` is the word and not a truth.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from skyddsnat.domains.survey.types.definition import (
    Answer,
    Condition,
    Definition,
    Design,
    Group,
    Kind,
    Question,
    SingleUnit,
)
from skyddsnat.domains.survey.types.definition_faults import NAME, NUMBER, faults_of
from skyddsnat.domains.survey.types.faults import BrokenFile, FileFault
from skyddsnat.kernel.text import Text

LONGEST = 300_000
Node = yaml.Node
Found = TypeVar("Found")
Choice = TypeVar("Choice", bound=StrEnum)


def read_definition(text: str) -> Definition:
    """The definition that the file tells. Raises `BrokenFile` with every fault that was found."""
    reading = _Reading()
    definition = reading.definition(_composed(text))
    if not reading.faults and definition is not None:
        reading.faults += faults_of(definition, reading.places)
    if reading.faults or definition is None:
        raise BrokenFile(reading.faults)
    return definition


def write_definition(definition: Definition) -> str:
    """The file that `read_definition` reads as the same definition."""
    told = _definition(definition)
    return yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _composed(text: str) -> Node:
    if len(text) > LONGEST:
        raise BrokenFile([FileFault(1, 1, Text("Filen är för stor.", "The file is too large."))])
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BrokenFile([FileFault(line, column, Text("Det är inte YAML här.", "This is not YAML."))]) from None
    except yaml.YAMLError:
        sign = Text("Filen har tecken som YAML inte tillåter.", "The file has signs that YAML does not allow.")
        raise BrokenFile([FileFault(1, 1, sign)]) from None
    if node is None:
        raise BrokenFile([FileFault(1, 1, Text("Filen är tom.", "The file is empty."))])
    return node


# --- Reading ----------------------------------------------------------------------------------------------------------

_LACKING = "Uppgiften ”{name}” saknas.", "“{name}” is missing."
_UNKNOWN = (
    "Den här uppgiften finns inte. De som finns: {names}.",
    "There is no such entry here. There are: {names}.",
)
_TWICE = Text("Uppgiften står två gånger.", "This entry is here twice.")
_NOT_MAP = Text("Här ska det stå uppgifter med namn.", "Entries with names belong here.")
_NOT_LIST = Text("Här ska det stå en lista.", "A list belongs here.")
_NOT_TEXT = Text("Här ska det stå en text.", "A text belongs here.")
_EMPTY = Text("Texten är tom.", "The text is empty.")
_NOT_NUMBER = Text("Här ska det stå ett heltal.", "A whole number belongs here.")
_NOT_NAME = Text(
    "Ett namn har bokstäverna a–z, siffror, _ och -, högst 40.",
    "A name has the letters a–z, digits, _ and -, at most 40.",
)


class _Reading:
    """One reading of a file: what was found to be wrong, and where each named thing stands."""

    def __init__(self) -> None:
        self.faults: list[FileFault] = []
        self.places: dict[tuple[str, ...], tuple[int, int]] = {}

    def definition(self, node: Node) -> Definition | None:
        allowed = ("survey", "title", "population", "period", "intro", "questions", "design")
        found = self._entries(node, allowed, needed=("survey", "title", "population", "period", "questions"))
        if found is None:
            return None
        key, title = self._with(found, "survey", self._name), self._with(found, "title", self._both)
        population, period = self._with(found, "population", self._both), self._with(found, "period", self._both)
        rest: dict[str, Any] = {
            "intro": self._with(found, "intro", self._both),
            "questions": tuple(self._each(found, "questions", self._question)),
            "design": self._with(found, "design", self._design),
        }
        if key is None or title is None or population is None or period is None:
            return None
        return Definition(key=key, title=title, population=population, period=period, **rest)

    def _question(self, node: Node) -> Question | None:
        allowed = (
            *("key", "kind", "text", "help", "answers", "groups", "if", "screening"),
            *("lowest", "highest", "lowest_text", "highest_text"),
        )
        found = self._entries(node, allowed, needed=("key", "kind", "text"))
        if found is None:
            return None
        key, kind = self._with(found, "key", self._name), self._with(found, "kind", self._one_of(Kind))
        text = self._with(found, "text", self._both)
        rest: dict[str, Any] = {
            "help": self._with(found, "help", self._both),
            "answers": tuple(self._each(found, "answers", self._answer)),
            "groups": tuple(self._each(found, "groups", self._group)),
            "condition": self._with(found, "if", self._condition),
            "screening": tuple(self._each(found, "screening", self._name)),
            "lowest": self._with(found, "lowest", self._number),
            "highest": self._with(found, "highest", self._number),
            "lowest_text": self._with(found, "lowest_text", self._both),
            "highest_text": self._with(found, "highest_text", self._both),
        }
        if key is None or kind is None or text is None:
            return None
        for name, place in found.items():
            self.places[key, name] = _place(place)
        return Question(key=key, kind=kind, text=text, **rest)

    def _answer(self, node: Node) -> Answer | None:
        found = self._entries(node, ("code", "sv", "en", "missing"), needed=("code", "sv", "en"))
        if found is None:
            return None
        code, text = self._with(found, "code", self._name), self._said(found)
        missing = self._with(found, "missing", self._one_of(_Truth)) is _Truth.TRUE
        return None if code is None or text is None else Answer(code, text, missing)

    def _group(self, node: Node) -> Group | None:
        found = self._entries(node, ("code", "sv", "en", "of"), needed=("code", "sv", "en", "of"))
        if found is None:
            return None
        code, text = self._with(found, "code", self._name), self._said(found)
        of = tuple(self._each(found, "of", self._name))
        return None if code is None or text is None else Group(code, text, of)

    def _condition(self, node: Node) -> Condition | None:
        found = self._entries(node, ("question", "answers"), needed=("question", "answers"))
        if found is None:
            return None
        question = self._with(found, "question", self._name)
        answers = tuple(self._each(found, "answers", self._name))
        return None if question is None else Condition(question, answers)

    def _design(self, node: Node) -> Design | None:
        allowed = ("weight", "stratum", "clusters", "populations", "population", "single")
        found = self._entries(node, allowed, needed=())
        if found is None:
            return None
        return Design(
            weight=self._with(found, "weight", self._text),
            stratum=self._with(found, "stratum", self._text),
            clusters=tuple(self._each(found, "clusters", self._text)),
            populations=tuple(self._each(found, "populations", self._text)),
            population=self._with(found, "population", self._number),
            single=self._with(found, "single", self._one_of(SingleUnit)) or SingleUnit.REFUSE,
        )

    # Small things.

    def _both(self, node: Node) -> Text | None:
        found = self._entries(node, ("sv", "en"), needed=("sv", "en"))
        return None if found is None else self._said(found)

    def _said(self, found: dict[str, Node]) -> Text | None:
        sv, en = self._with(found, "sv", self._text), self._with(found, "en", self._text)
        return None if sv is None or en is None else Text(sv, en)

    def _text(self, node: Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(node, _NOT_TEXT)
            return None
        if not node.value.strip():
            self._wrong(node, _EMPTY)
        return str(node.value).strip()

    def _name(self, node: Node) -> str | None:
        text = self._text(node)
        if text and not NAME.fullmatch(text):
            self._wrong(node, _NOT_NAME)
        return text

    def _number(self, node: Node) -> int | None:
        text = self._text(node)
        if text is None or NUMBER.fullmatch(text):
            return None if text is None else int(text)
        self._wrong(node, _NOT_NUMBER)
        return None

    def _one_of(self, choices: type[Choice]) -> Callable[[Node], Choice | None]:
        def read(node: Node) -> Choice | None:
            text = self._text(node)
            if text is None or text in list(choices):
                return None if text is None else choices(text)
            names = ", ".join(choices)
            self._wrong(node, Text(f"Välj ett av: {names}.", f"Choose one of: {names}."))
            return None

        return read

    def _entries(self, node: Node, allowed: tuple[str, ...], needed: tuple[str, ...]) -> dict[str, Node] | None:
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, _NOT_MAP)
            return None
        found: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._wrong(key, _NOT_TEXT)
            elif key.value in found:
                self._wrong(key, _TWICE)
            elif key.value not in allowed:
                names = ", ".join(allowed)
                self._wrong(key, Text(_UNKNOWN[0].format(names=names), _UNKNOWN[1].format(names=names)))
            else:
                found[key.value] = value
        for name in needed:
            if name not in found:
                self._wrong(node, Text(_LACKING[0].format(name=name), _LACKING[1].format(name=name)))
        return found

    def _with(self, found: dict[str, Node], name: str, read: Callable[[Node], Found | None]) -> Found | None:
        return read(found[name]) if name in found else None

    def _each(self, found: dict[str, Node], name: str, read: Callable[[Node], Found | None]) -> Iterator[Found]:
        node = found.get(name)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(node, _NOT_LIST)
            return
        for each in node.value:
            value = read(each)
            if value is not None:
                yield value

    def _wrong(self, node: Node, text: Text) -> None:
        line, column = _place(node)
        self.faults.append(FileFault(line, column, text))


class _Truth(StrEnum):
    TRUE = "true"
    FALSE = "false"


def _place(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


# --- Writing ----------------------------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Writes lists inside lists with their indent, and never refers back to what was written before."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _definition(definition: Definition) -> dict[str, Any]:
    return _there(
        {
            "survey": definition.key,
            "title": _sv_en(definition.title),
            "population": _sv_en(definition.population),
            "period": _sv_en(definition.period),
            "intro": _sv_en(definition.intro),
            "questions": [_question(each) for each in definition.questions],
            "design": None if definition.design is None else _design(definition.design),
        }
    )


def _question(question: Question) -> dict[str, Any]:
    condition = question.condition
    return _there(
        {
            "key": question.key,
            "kind": question.kind.value,
            "text": _sv_en(question.text),
            "help": _sv_en(question.help),
            "answers": [
                {"code": each.code, **_pair(each.text), **({"missing": "true"} if each.is_missing else {})}
                for each in question.answers
            ],
            "groups": [{"code": each.code, **_pair(each.text), "of": list(each.of)} for each in question.groups],
            "if": condition and {"question": condition.question, "answers": list(condition.answers)},
            "screening": list(question.screening),
            "lowest": question.lowest,
            "highest": question.highest,
            "lowest_text": _sv_en(question.lowest_text),
            "highest_text": _sv_en(question.highest_text),
        }
    )


def _design(design: Design) -> dict[str, Any]:
    return _there(
        {
            "weight": design.weight,
            "stratum": design.stratum,
            "clusters": list(design.clusters),
            "populations": list(design.populations),
            "population": design.population,
            "single": design.single.value,
        }
    )


def _sv_en(text: Text | None) -> dict[str, str] | None:
    return None if text is None else _pair(text)


def _pair(text: Text) -> dict[str, str]:
    return {"sv": text.sv, "en": text.en}


def _there(entries: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if value is not None and value != []}
