"""Whose consent to the care counts, and whether it is there (LVU 1 §; 2026:1600 3:1).

Consent of every guardian, and of a child of fifteen, to the care that is needed makes compulsion needless; that it is
not to be trusted is something else, and is written in the circumstances. An answer is about one plan on one day.
"""

from collections.abc import Iterable
from datetime import date

from skyddsnat.domains.compulsory.types import ConsentDue, ConsentGiven
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import CUSTODY, LVU
from skyddsnat.law.consent import is_party

NOT_TO_BE_ASKED = Reason(
    "compulsory.not_to_be_asked",
    Text(
        "Den här personens samtycke frågar lagen inte efter.",
        "The law does not ask for this person's consent.",
    ),
)
NO_PLAN = Reason(
    "compulsory.no_plan",
    Text(
        "Skriv vilken vård frågan gällde. Ett ja till en plan är inget ja till en annan.",
        "Write which care the question was about. A yes to one plan is no yes to another.",
    ),
)
ASKED_LATER = Reason("compulsory.asked_later", Text("Dagen har inte varit än.", "The day is still to come."))


def citation(on: date) -> str:
    """The paragraph that asks for consent on that day."""
    return LVU.cite("1") if on < CUSTODY.valid_from else CUSTODY.cite("3:1")


def due(
    *, child_id: int, age: int, guardian_ids: Iterable[int], answers: Iterable[ConsentGiven]
) -> tuple[ConsentDue, ...]:
    """Each whose consent counts at the child's `age`, with the latest of `answers` (the latest first)."""
    latest: dict[int, ConsentGiven] = {}
    for answer in answers:
        latest.setdefault(answer.person_id, answer)
    child = [ConsentDue(child_id, True, latest.get(child_id))] if is_party(age=age) else []
    return (*child, *(ConsentDue(each, False, latest.get(each)) for each in guardian_ids))


def asking(*, is_due: bool, plan: str, asked_on: date, today: date) -> Verdict:
    """Whether the answer may be written down."""
    return Verdict.of(
        None if is_due else NOT_TO_BE_ASKED,
        None if plan.strip() else NO_PLAN,
        ASKED_LATER if asked_on > today else None,
    )


def lacking(people: Iterable[ConsentDue], *, on: date) -> Verdict:
    """What stands in the way of acting without consent: somebody was not asked, or everyone has consented."""
    asked = list(people)
    unasked = sum(each.answer is None for each in asked)
    all_consent = bool(asked) and all(each.answer and each.answer.answer is Answer.CONSENTS for each in asked)
    return Verdict.of(
        Reason(
            "compulsory.consent_not_asked",
            Text(
                f"Samtycke till vården är inte frågat av {unasked} som lagen frågar efter.",
                f"Consent to the care was not asked of {unasked} whom the law asks for.",
            ),
            citation(on),
        )
        if unasked
        else None,
        Reason(
            "compulsory.consent_given",
            Text(
                "Alla har samtyckt till vården. Då ges den med samtycke; skriv annars varför samtycket inte räcker.",
                "Everyone has consented to the care. It is then given so; otherwise write why that is not enough.",
            ),
            citation(on),
        )
        if all_consent
        else None,
    )
