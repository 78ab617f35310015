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

from typing import Any

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
from skyddsnat.domains.survey.types.definition_faults import faults_of
from skyddsnat.domains.survey.types.faults import BrokenFile
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.yaml_reading import Node, Reading, Truth, composed, place_of


def read_definition(text: str) -> Definition:
    """The definition that the file tells. Raises `BrokenFile` with every fault that was found."""
    reading = _Reading()
    definition = reading.definition(composed(text))
    if not reading.faults and definition is not None:
        reading.faults += faults_of(definition, reading.places)
    if reading.faults or definition is None:
        raise BrokenFile(reading.faults)
    return definition


def write_definition(definition: Definition) -> str:
    """The file that `read_definition` reads as the same definition."""
    told = _definition(definition)
    return yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


# --- Reading ----------------------------------------------------------------------------------------------------------


class _Reading(Reading):
    """One reading of a file: what was found to be wrong, and where each named thing stands."""

    def __init__(self) -> None:
        super().__init__()
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
            self.places[key, name] = place_of(place)
        return Question(key=key, kind=kind, text=text, **rest)

    def _answer(self, node: Node) -> Answer | None:
        found = self._entries(node, ("code", "sv", "en", "missing"), needed=("code", "sv", "en"))
        if found is None:
            return None
        code, text = self._with(found, "code", self._name), self._said(found)
        missing = self._with(found, "missing", self._one_of(Truth)) is Truth.TRUE
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
        self.places["design",] = place_of(node)
        return Design(
            weight=self._with(found, "weight", self._text),
            stratum=self._with(found, "stratum", self._text),
            clusters=tuple(self._each(found, "clusters", self._text)),
            populations=tuple(self._each(found, "populations", self._text)),
            population=self._with(found, "population", self._number),
            single=self._with(found, "single", self._one_of(SingleUnit)) or SingleUnit.REFUSE,
        )


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
