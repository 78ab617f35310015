"""Compulsory cases, and whose consent was asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from skyddsnat.domains.compulsory.models import Case, ConsentAsked, Measure
from skyddsnat.domains.compulsory.queries.rows import answer, ask_rows
from skyddsnat.domains.compulsory.queries.views import case_view, consent_view, measure_view
from skyddsnat.domains.compulsory.rules import consents as consent_rules
from skyddsnat.domains.compulsory.types import CaseView, ConsentDue, ConsentGiven, MeasureView, RunningCase
from skyddsnat.domains.people.queries import ask_guardians, ask_subject, person, subject_of_file
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.queries import NotOpen, files_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.kernel.verdict import Verdict


class NoCase(NotOpen):
    """There is no such case for this viewer: unseen and nonexistent are the same answer."""


def _rows() -> QuerySet[Case]:
    return Case.objects.select_related("opened_by")


def case(*, case_id: int, viewer: Viewer) -> CaseView:
    """One compulsory case; raises `NoCase`."""
    row = _rows().filter(pk=case_id).first()
    if row is None:
        raise NoCase
    return case_view(row)


def case_of_file(*, file_id: int, viewer: Viewer) -> CaseView | None:
    """The open compulsory case of the file, if there is one."""
    row = _rows().filter(file_id=file_id, closed_at=None).first()
    return None if row is None else case_view(row)


def cases_of_file(*, file_id: int, viewer: Viewer) -> list[CaseView]:
    """Every compulsory case of the file, the latest first."""
    return [case_view(row) for row in _rows().filter(file_id=file_id).order_by("-opened_at", "-id")]


def running_cases(
    *, viewer: Viewer, unit_ids: Iterable[int] | None = None, file_ids: Iterable[int] | None = None, most: int = 200
) -> list[RunningCase]:
    """Open compulsory cases that the viewer sees, with their measures, the earliest day first. Four statements."""
    rows = Case.objects.filter(closed_at=None)
    if unit_ids is not None:
        rows = rows.filter(file__unit_id__in=list(unit_ids))
    if file_ids is not None:
        rows = rows.filter(file_id__in=list(file_ids))
    found = list(rows.order_by("opened_at", "id")[:most])
    files = files_of(file_ids={row.file_id for row in found}, viewer=viewer)
    measures = _measures(found)
    days = _days(files, viewer)
    listed = [
        RunningCase(
            case_id=row.pk,
            file_id=row.file_id,
            unit_id=files[row.file_id].unit_id,
            opened_at=row.opened_at,
            measures=tuple(measures.get(row.pk, ())),
            plan_on=days.get(row.file_id),
            lapses_at=min((each.lapses_at for each in measures.get(row.pk, ()) if each.lapses_at), default=None),
        )
        for row in found
    ]
    return sorted(listed, key=lambda each: (each.plan_on or date.max, each.case_id))


def _measures(cases: list[Case]) -> dict[int, list[MeasureView]]:
    found: dict[int, list[MeasureView]] = {}
    for row in Measure.objects.filter(case__in=cases).order_by("id"):
        found.setdefault(row.case_id, []).append(measure_view(row))
    return found


def _days(file_ids: Iterable[int], viewer: Viewer) -> dict[int, date]:
    """The first day to plan on, by file, of the clocks of compulsory care."""
    first: dict[int, date] = {}
    for clock in open_clocks_of_files(file_ids=file_ids, viewer=viewer, most=2000):
        if clock.subject.startswith("compulsory."):
            first.setdefault(clock.file_id, clock.plan_on)
    return first


def runs_in_file(*, file_id: int, viewer: Viewer) -> bool:
    """Whether a compulsory case is open in the file, which then cannot be closed (lesson 12)."""
    return Case.objects.filter(file_id=file_id, closed_at=None).exists()


# --- Consent ----------------------------------------------------------------------------------------------------------


def consents_asked(*, case_id: int, viewer: Viewer) -> list[ConsentGiven]:
    """Every answer in the case, the latest first."""
    return answer(_ask_answers(case_id), viewer=viewer)


def _ask_answers(case_id: int) -> Question[ConsentGiven]:
    return ask_rows(ConsentAsked.objects.filter(case_id=case_id).order_by("-asked_on", "-id"), consent_view)


def consents_due(*, case_id: int, on: date, viewer: Viewer) -> tuple[ConsentDue, ...]:
    """Each by name whose consent counts on the day, with the latest answer (lesson 7). Raises `NoCase`."""
    view = case(case_id=case_id, viewer=viewer)
    return consents_among(view, ask(viewer=viewer, **ask_consents(view=view, on=on, viewer=viewer)), on=on)


def ask_consents(*, view: CaseView, on: date, viewer: Viewer) -> dict[str, Question[Any]]:
    """What `consents_among` reads: child, guardians and answers. The child is revealed to count the age, as below."""
    return {
        "consent_child": ask_subject(file_id=view.file_id, viewer=viewer, reveal=True),
        "consent_guardians": ask_guardians(file_id=view.file_id, on=on, viewer=viewer),
        "consent_answers": _ask_answers(view.id),
    }


def consents_among(view: CaseView, found: Mapping[str, list[Any]], *, on: date) -> tuple[ConsentDue, ...]:
    """Whose consent counts on the day, out of the answers to `ask_consents`. Raises `NotOpen`."""
    if not found["consent_child"]:
        raise NotOpen
    return consent_rules.due(
        child_id=view.child_id,
        age=found["consent_child"][0].age(on) or 0,
        guardian_ids=[each.id for each in found["consent_guardians"]],
        answers=found["consent_answers"],
    )


def consent_verdict(*, case_id: int, on: date, viewer: Viewer) -> Verdict:
    """Whether consent is known to be lacking: who was not asked, or that everyone has consented. Raises `NoCase`."""
    return consent_rules.lacking(consents_due(case_id=case_id, on=on, viewer=viewer), on=on)


def consent_state(*, case_id: int, on: date, viewer: Viewer) -> tuple[tuple[ConsentDue, ...], Verdict]:
    """Both at once: whose consent counts with the latest answers, and what is known to be lacking. Raises `NoCase`."""
    view = case(case_id=case_id, viewer=viewer)
    return consent_among(view=view, found=ask(viewer=viewer, **ask_consents(view=view, on=on, viewer=viewer)), on=on)


def consent_among(
    *, view: CaseView, found: Mapping[str, list[Any]], on: date
) -> tuple[tuple[ConsentDue, ...], Verdict]:
    """The same, out of the answers to `ask_consents`."""
    due = consents_among(view, found, on=on)
    return due, consent_rules.lacking(due, on=on)


def child_age(view: CaseView, *, on: date, viewer: Viewer) -> int | None:
    """The child's age on the day. Revealed to count, never to show: the law asks for a protected child's age too."""
    return subject_of_file(file_id=view.file_id, viewer=viewer, reveal=True).age(on)


def age_of(person_id: int, *, on: date, viewer: Viewer) -> int | None:
    """A person's age on the day, likewise only to count."""
    return person(person_id=person_id, viewer=viewer, reveal=True).age(on)
