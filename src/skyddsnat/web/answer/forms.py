"""The form of one question: what it looks like follows from how it is answered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from skyddsnat.domains.survey.types.answers_file import cell_fault
from skyddsnat.domains.survey.types.definition import Kind, Question
from skyddsnat.web.fields import long_text, one_of, some_of
from skyddsnat.web.presenters import said


class QuestionForm(forms.Form):
    """One question, with what was answered to it before. Nothing need be answered."""

    marks_optional = False
    data: MultiValueDict[str, str]

    def __init__(self, question: Question, given: Sequence[str], data: Any = None) -> None:
        super().__init__(data, initial={"answer": _initial(question, given)})
        self.question = question
        self.fields["answer"] = _field(question)

    def clean(self) -> dict[str, Any]:
        """What is wrong with the answer, in the words of a file of answers."""
        cell = " ".join(self.answered())
        fault = cell_fault(self.question, cell) if cell and not self.errors else None
        if fault is not None:
            self.add_error("answer", said(fault))
        return self.cleaned_data

    def answered(self) -> list[str]:
        """What was chosen or typed, as it came."""
        return [each.strip() for each in self.data.getlist("answer") if each.strip()]


def _initial(question: Question, given: Sequence[str]) -> Any:
    return list(given) if question.kind is Kind.SEVERAL else "".join(given[:1])


def _field(question: Question) -> forms.Field:
    label, hint = said(question.text), said(question.help) if question.help else ""
    if question.kind is Kind.TEXT:
        return long_text(label, 5, hint=hint)
    if question.kind is Kind.NUMBER:
        typed = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        return forms.CharField(label=label, help_text=hint, required=False, widget=typed)
    several = question.kind is Kind.SEVERAL
    field = some_of(label, hint=hint) if several else one_of(label, hint=hint, required=False)
    field.choices = _choices(question)
    return field


def _choices(question: Question) -> list[tuple[str, str]]:
    if question.kind is not Kind.SCALE:
        return [(each.code, said(each.text)) for each in question.answers]
    ends = {question.lowest: question.lowest_text, question.highest: question.highest_text}
    return [(code, f"{code}: {said(words)}" if (words := ends.get(int(code))) else code) for code in question.codes]
