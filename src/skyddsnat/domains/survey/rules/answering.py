"""From what a form holds to an answer that can be kept."""

from collections.abc import Sequence

from skyddsnat.domains.survey.types.answering import AnswerFault, Given, Response
from skyddsnat.domains.survey.types.answers_file import cell_fault
from skyddsnat.domains.survey.types.definition import Definition, Kind, Question
from skyddsnat.kernel.text import Text

_NOTHING = Text("Svara på minst en fråga.", "Answer one question or more.")
_ONE = Text("Välj ett svar.", "Choose one answer.")


def cleaned(definition: Definition, given: Given) -> tuple[Response, tuple[AnswerFault, ...]]:
    """What is kept, and what is to be mended first.

    Answers to questions that were not put, and to none of the survey's, are left out: a page without script shows more
    than it asks. No question must be answered, but one.
    """
    cells = {each.key: _cell(each, given.get(each.key, ())) for each in definition.questions}
    put = definition.put_to({key: cell for key, cell in cells.items() if cell})
    faults = [fault for each in put if (fault := _fault(each, given, cells[each.key])) is not None]
    kept = {each.key: cells[each.key] for each in put if cells[each.key]}
    if not kept and not faults:
        faults = [AnswerFault("", _NOTHING)]
    words = {each.key for each in definition.questions if each.kind is Kind.TEXT}
    response = Response(
        answers={key: cell for key, cell in kept.items() if key not in words},
        words={key: cell for key, cell in kept.items() if key in words},
    )
    return response, tuple(faults)


def _cell(question: Question, chosen: Sequence[str]) -> str:
    said = [each.strip() for each in chosen if each.strip()]
    if question.kind is Kind.TEXT:
        return "\n".join(said).replace("\x00", "").replace("\r\n", "\n")
    # In the order of the question, so that the order of ticking is nobody's trace.
    order = {code: place for place, code in enumerate(question.codes)}
    return " ".join(sorted(said, key=lambda code: order.get(code, len(order))))


def _fault(question: Question, given: Given, cell: str) -> AnswerFault | None:
    if not cell:
        return None
    if question.kind is not Kind.SEVERAL and sum(bool(each.strip()) for each in given.get(question.key, ())) > 1:
        return AnswerFault(question.key, _ONE)
    text = cell_fault(question, cell)
    return None if text is None else AnswerFault(question.key, text)
