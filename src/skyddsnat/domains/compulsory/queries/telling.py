"""Who enforces a measure and has been told of its end, who was informed, counsel and examination."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from skyddsnat.domains.compulsory.models import Counsel, Enforcer, Examination, Measure, Telling
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.rows import answer, ask_rows
from skyddsnat.domains.compulsory.rules import telling as rules
from skyddsnat.domains.compulsory.types import CaseView
from skyddsnat.domains.compulsory.types.chain import lapse_of, over
from skyddsnat.domains.compulsory.types.safeguards import (
    CounselView,
    EnforcerKind,
    EnforcerView,
    ExaminationView,
    PersonToTell,
    TellingView,
    Understood,
)
from skyddsnat.domains.people.queries import ask_guardians, ask_subject, persons, relations_of_file, subject_of_file
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import State, Track

T = TypeVar("T")

# --- Enforcers --------------------------------------------------------------------------------------------------------


def enforcer(*, enforcer_id: int, viewer: Viewer) -> EnforcerView:
    """One enforcer. Raises `NotOpen`."""
    return _only(answer(_ask_enforcers(Enforcer.objects.filter(pk=enforcer_id)), viewer=viewer))


def enforcers_of_case(*, case_id: int, viewer: Viewer) -> list[EnforcerView]:
    """Everyone who enforces a measure of the case, the first first."""
    return answer(ask_enforcers_of_case(case_id=case_id, viewer=viewer), viewer=viewer)


def ask_enforcers_of_case(*, case_id: int, viewer: Viewer) -> Question[EnforcerView]:
    """The same, to be asked together with other questions."""
    return _ask_enforcers(Enforcer.objects.filter(measure__case_id=case_id))


def enforcers_of_measure(*, measure_id: int, viewer: Viewer) -> list[EnforcerView]:
    """Everyone who enforces the measure, the first first."""
    return answer(_ask_enforcers(Enforcer.objects.filter(measure_id=measure_id)), viewer=viewer)


def untold(*, viewer: Viewer, at: datetime, unit_ids: Iterable[int] | None = None) -> list[EnforcerView]:
    """Enforcers of measures that are over who have not confirmed knowing it (lesson 11), the first first.

    In the files open to the viewer, or in those of them that the units have.
    """
    rows = Enforcer.objects.filter(confirmed_at=None)
    if unit_ids is not None:
        rows = rows.filter(file__unit_id__in=list(unit_ids))
    return [each for each in answer(_ask_enforcers(rows), viewer=viewer) if each.is_untold(at)]


def _ask_enforcers(rows: QuerySet[Enforcer]) -> Question[EnforcerView]:
    measure = ("case_id", "track", "state", "lapses_at", "ended_at")
    return ask_rows(rows.order_by("told_start_at", "id"), _enforcer_view, {"measure": measure})


def _enforcer_view(row: Enforcer) -> EnforcerView:
    return EnforcerView(
        id=row.pk,
        measure_id=row.measure_id,
        case_id=row.measure.case_id,
        file_id=row.file_id,
        track=row.measure.track,
        kind=EnforcerKind(row.kind),
        name=row.name,
        told_start_at=row.told_start_at,
        measure_over_at=_over_at(row.measure),
        told_end_at=row.told_end_at,
        confirmed_at=row.confirmed_at,
        confirmed_how=row.confirmed_how,
    )


def _over_at(measure: Measure) -> datetime | None:
    """When the measure is over: as it ended, or at the midnight at which the law ends it."""
    track, state = Track(measure.track), State(measure.state)
    ends_by_law = measure.lapses_at is not None and over(track, lapse_of(track, state)[1])
    return measure.ended_at or (measure.lapses_at if ends_by_law else None)


# --- Who was informed -------------------------------------------------------------------------------------------------


def tellings_of_case(*, case_id: int, viewer: Viewer) -> list[TellingView]:
    """What was told to whom in the case, the latest first."""
    found = answer(_ask_tellings(case_id), viewer=viewer)
    names = _names({each.person_id for each in found}, viewer)
    return [replace(each, name=names.get(each.person_id, "")) for each in found]


def _ask_tellings(case_id: int) -> Question[TellingView]:
    """What was told, still without the names."""
    return ask_rows(Telling.objects.filter(case_id=case_id).order_by("-told_at", "-id"), _telling_view)


def to_be_told(*, case_id: int, at: datetime, viewer: Viewer) -> list[PersonToTell]:
    """The child and each guardian, by name, with the latest that each was told (LVU 36 §; SFS 2026:1600 2:1-5)."""
    view = case(case_id=case_id, viewer=viewer)
    return to_be_told_among(found=ask(viewer=viewer, **ask_to_be_told(view=view, at=at, viewer=viewer)))


def ask_to_be_told(*, view: CaseView, at: datetime, viewer: Viewer) -> dict[str, Question[Any]]:
    """What `to_be_told_among` reads: the child, the guardians, and what was told."""
    return {
        "told_child": ask_subject(file_id=view.file_id, viewer=viewer),
        "told_guardians": ask_guardians(file_id=view.file_id, on=local_date(at), viewer=viewer),
        "tellings": _ask_tellings(view.id),
    }


def to_be_told_among(*, found: Mapping[str, list[Any]]) -> list[PersonToTell]:
    """The same, out of the answers to `ask_to_be_told`. Raises `NotOpen`."""
    child = _only(found["told_child"])
    latest: dict[int, TellingView] = {}
    for told in found["tellings"]:
        latest.setdefault(told.person_id, told)
    return [
        PersonToTell(each.id, each.name, each.id == child.id, _with_name(latest.get(each.id), each.name))
        for each in (child, *found["told_guardians"])
    ]


def _with_name(told: TellingView | None, name: str) -> TellingView | None:
    return None if told is None else replace(told, name=name)


def _telling_view(row: Telling) -> TellingView:
    """What was told, still without the name."""
    return TellingView(
        id=row.pk,
        case_id=row.case_id,
        measure_id=row.measure_id,
        person_id=row.person_id,
        name="",
        what=row.what,
        told_at=row.told_at,
        told_by_id=row.told_by_id,
        understood=Understood(row.understood),
        words=row.words,
    )


# --- Counsel and examination ------------------------------------------------------------------------------------------


def counsel(*, counsel_id: int, viewer: Viewer) -> CounselView:
    """One need of public counsel. Raises `NotOpen`."""
    return _only(_counsels(Counsel.objects.filter(pk=counsel_id), viewer))


def counsels_of_case(*, case_id: int, viewer: Viewer) -> list[CounselView]:
    """Every need of public counsel in the case, the first first."""
    return _counsels(Counsel.objects.filter(case_id=case_id), viewer)


def counsels_unreported(*, viewer: Viewer) -> list[CounselView]:
    """Needs that the court has not been told of, though it is to be told at once; the first first."""
    return _counsels(Counsel.objects.filter(reported_at=None, appointed_at=None, case__closed_at=None), viewer)


def examination(*, examination_id: int, viewer: Viewer) -> ExaminationView:
    """One medical examination. Raises `NotOpen`."""
    return _only([_examination_view(row) for row in Examination.objects.filter(pk=examination_id)])


def examinations_of_case(*, case_id: int, viewer: Viewer) -> list[ExaminationView]:
    """Every medical examination of the case, the latest first; also the reasons why there was none."""
    return answer(ask_examinations_of_case(case_id=case_id, viewer=viewer), viewer=viewer)


def ask_examinations_of_case(*, case_id: int, viewer: Viewer) -> Question[ExaminationView]:
    """The same, to be asked together with other questions."""
    return ask_rows(Examination.objects.filter(case_id=case_id).order_by("-decided_at", "-id"), _examination_view)


def examination_verdict(*, case_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether the application may be made as far as the examination goes (LVU 32 §; SFS 2026:1600 11:4)."""
    return examination_among(found=examinations_of_case(case_id=case_id, viewer=viewer), on=local_date(at))


def examination_among(*, found: Iterable[ExaminationView], on: date) -> Verdict:
    """The same, for examinations that are already read."""
    is_settled = any(each.held_on or each.needless_reason for each in found)
    return rules.examined(is_settled=is_settled, on=on)


def _counsels(rows: QuerySet[Counsel], viewer: Viewer) -> list[CounselView]:
    found = list(rows.order_by("arose_at", "id"))
    names = _names({row.person_id for row in found}, viewer)
    return [
        CounselView(
            id=row.pk,
            case_id=row.case_id,
            file_id=row.file_id,
            person_id=row.person_id,
            person=names.get(row.person_id, ""),
            arose_at=row.arose_at,
            reported_at=row.reported_at,
            name=row.name,
            appointed_at=row.appointed_at,
        )
        for row in found
    ]


def _examination_view(row: Examination) -> ExaminationView:
    return ExaminationView(
        id=row.pk,
        case_id=row.case_id,
        decided_at=row.decided_at,
        decided_by_id=row.decided_by_id,
        held_on=row.held_on,
        physician=row.physician,
        result=row.result,
        needless_reason=row.needless_reason,
    )


def _names(person_ids: set[int], viewer: Viewer) -> dict[int, str]:
    return {pk: each.name for pk, each in persons(person_ids=person_ids, viewer=viewer).items()}


def is_in_file(*, person_id: int, file_id: int, viewer: Viewer) -> bool:
    """Whether the person is the child of the file, or related to it."""
    related = {each.person.id for each in relations_of_file(file_id=file_id, viewer=viewer)}
    return person_id in {subject_of_file(file_id=file_id, viewer=viewer).id, *related}


def _only(found: list[T]) -> T:
    if not found:
        raise NotOpen
    return found[0]
