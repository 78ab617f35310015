"""Who enforces a measure and has been told of its end, who was informed, counsel and examination."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet

from skyddsnat.domains.compulsory.models import Counsel, Enforcer, Examination, Measure, Telling
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.rules import telling as rules
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
from skyddsnat.domains.people.queries import guardians_of_file, persons, relations_of_file, subject_of_file
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import State, Track

T = TypeVar("T")

# --- Enforcers --------------------------------------------------------------------------------------------------------


def enforcer(*, enforcer_id: int, viewer: Viewer) -> EnforcerView:
    """One enforcer. Raises `NotOpen`."""
    return _only(_enforcers(Enforcer.objects.filter(pk=enforcer_id)))


def enforcers_of_case(*, case_id: int, viewer: Viewer) -> list[EnforcerView]:
    """Everyone who enforces a measure of the case, the first first."""
    return _enforcers(Enforcer.objects.filter(measure__case_id=case_id))


def enforcers_of_measure(*, measure_id: int, viewer: Viewer) -> list[EnforcerView]:
    """Everyone who enforces the measure, the first first."""
    return _enforcers(Enforcer.objects.filter(measure_id=measure_id))


def untold(*, viewer: Viewer, at: datetime, unit_ids: Iterable[int] | None = None) -> list[EnforcerView]:
    """Enforcers of measures that are over who have not confirmed knowing it (lesson 11), the first first.

    In the files open to the viewer, or in those of them that the units have.
    """
    rows = Enforcer.objects.filter(confirmed_at=None)
    if unit_ids is not None:
        rows = rows.filter(file__unit_id__in=list(unit_ids))
    return [each for each in _enforcers(rows) if each.is_untold(at)]


def _enforcers(rows: QuerySet[Enforcer]) -> list[EnforcerView]:
    return [_enforcer_view(row) for row in rows.select_related("measure").order_by("told_start_at", "id")]


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
    rows = list(Telling.objects.filter(case_id=case_id).order_by("-told_at", "-id"))
    names = _names({row.person_id for row in rows}, viewer)
    return [_telling_view(row, names.get(row.person_id, "")) for row in rows]


def to_be_told(*, case_id: int, at: datetime, viewer: Viewer) -> list[PersonToTell]:
    """The child and each guardian, by name, with the latest that each was told (LVU 36 §; SFS 2026:1600 2:1-5)."""
    view = case(case_id=case_id, viewer=viewer)
    child = subject_of_file(file_id=view.file_id, viewer=viewer)
    guardians = guardians_of_file(file_id=view.file_id, on=local_date(at), viewer=viewer)
    latest: dict[int, TellingView] = {}
    for told in tellings_of_case(case_id=case_id, viewer=viewer):
        latest.setdefault(told.person_id, told)
    return [PersonToTell(each.id, each.name, each.id == child.id, latest.get(each.id)) for each in (child, *guardians)]


def _telling_view(row: Telling, name: str) -> TellingView:
    return TellingView(
        id=row.pk,
        case_id=row.case_id,
        measure_id=row.measure_id,
        person_id=row.person_id,
        name=name,
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
    return [
        _examination_view(row) for row in Examination.objects.filter(case_id=case_id).order_by("-decided_at", "-id")
    ]


def examination_verdict(*, case_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether the application may be made as far as the examination goes (LVU 32 §; SFS 2026:1600 11:4)."""
    found = examinations_of_case(case_id=case_id, viewer=viewer)
    is_settled = any(each.held_on or each.needless_reason for each in found)
    return rules.examined(is_settled=is_settled, on=local_date(at))


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
