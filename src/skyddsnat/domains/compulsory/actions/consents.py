"""What each person answered about a plan of care."""

from datetime import date, datetime

from skyddsnat.domains.compulsory.models import ConsentAsked
from skyddsnat.domains.compulsory.permissions import check_user_can_act
from skyddsnat.domains.compulsory.queries.cases import age_of, case, consents_due
from skyddsnat.domains.compulsory.rules import consents as rules
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.stockholm import local_date


def ask_consent(
    *,
    case_id: int,
    person_id: int,
    plan: str,
    answer: Answer,
    asked_on: date,
    words: str,
    actor: Viewer,
    at: datetime,
) -> int:
    """Write down what a guardian, or a child of fifteen, answered about one plan of care (LVU 1 §; 2026:1600 3:1).

    A new answer is a new row; the person's age then is kept with it. Raises `NotOpen`, `Refused`. Returns its id.
    """
    behind = case(case_id=case_id, viewer=actor)
    check_user_can_act(file=file_of(file_id=behind.file_id, viewer=actor), viewer=actor)
    due = consents_due(case_id=case_id, on=asked_on, viewer=actor)
    rules.asking(
        is_due=any(each.person_id == person_id for each in due), plan=plan, asked_on=asked_on, today=local_date(at)
    ).require()
    row = ConsentAsked.objects.create(
        case_id=case_id,
        file_id=behind.file_id,
        person_id=person_id,
        plan=plan.strip(),
        answer=answer.value,
        asked_on=asked_on,
        age=age_of(person_id, on=asked_on, viewer=actor),
        words=words.strip(),
        recorded_at=at,
        recorded_by_id=actor.named_id,
    )
    record(
        deed="compulsory.consent.asked",
        target=f"compulsory.consent:{row.pk}",
        actor=actor,
        at=at,
        file_id=behind.file_id,
        details={"answer": answer.value},
    )
    return row.pk
