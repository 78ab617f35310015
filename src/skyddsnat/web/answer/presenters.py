"""What somebody who answers is shown: where each page leads, and everything that was answered so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.survey.types.answering import Given, HandedIn
from skyddsnat.domains.survey.types.definition import Definition, Kind, Question
from skyddsnat.web.presenters import said

_OTHER = {"sv": ("en", "English"), "en": ("sv", "Svenska")}


@dataclass(frozen=True, kw_only=True)
class Ways:
    """This page, and the same in the other language with that language's own name."""

    here: str
    other: str
    other_code: str
    other_name: str


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question that is put, its key, what was answered, and what is wrong with it."""

    question: str
    key: str
    answer: str
    fault: str


def ways(token: str, language: str) -> Ways:
    """Where a page leads. Made anew each time: addresses that are remembered would keep the links."""
    code, name = _OTHER[language]
    return Ways(here=_address(token, language), other=_address(token, code), other_code=code, other_name=name)


def _address(token: str, language: str) -> str:
    return reverse("answer:answer-en" if language == "en" else "answer:answer", args=[token])


def put_to(definition: Definition, given: Given) -> tuple[Question, ...]:
    """The questions that whoever has answered this so far is asked."""
    return definition.put_to({key: " ".join(values) for key, values in given.items()})


def answered(definition: Definition, given: Given, handed: HandedIn | None = None) -> Sequence[Answered]:
    """Every question that is put, in order, with what stopped it from being handed in."""
    faults = {each.question: said(each.text) for each in handed.faults} if handed else {}
    return [
        Answered(
            question=said(each.text),
            key=each.key,
            answer=_words(each, given.get(each.key, ())) or _("Inget svar"),
            fault=faults.get(each.key, ""),
        )
        for each in put_to(definition, given)
    ]


def fault_of_all(handed: HandedIn | None) -> str:
    """What is wrong with the whole answer and no question of it."""
    return "; ".join(said(each.text) for each in handed.faults if not each.question) if handed else ""


def _words(question: Question, chosen: Sequence[str]) -> str:
    if question.kind not in (Kind.SINGLE, Kind.SEVERAL):
        return " ".join(chosen)
    return ", ".join(said(each.text) for each in question.answers if each.code in chosen)
