"""Everything that the page of a case tells, as the viewer sees it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skyddsnat.domains.compulsory import queries
from skyddsnat.domains.compulsory.types import (
    ChainView,
    ConsentDue,
    CounselView,
    DeviationView,
    EnforcerView,
    ExaminationView,
    MatterView,
    OutingView,
    PairView,
    PersonToTell,
    PlaceAlarm,
    PlaceView,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.queries import AssignmentView, assignments_of
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web.compulsory.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Story:
    """The case and what stands around it."""

    measures: list[ChainView]
    pair: PairView
    working: list[AssignmentView]
    deviations: list[DeviationView]
    matters: list[MatterView]
    places: list[PlaceView]
    alarms: list[PlaceAlarm]
    consents: tuple[ConsentDue, ...]
    consent: Verdict
    tellings: list[PersonToTell]
    counsels: list[CounselView]
    examinations: list[ExaminationView]
    examination: Verdict
    enforcers: list[EnforcerView]
    outings: list[OutingView]
    people: Mapping[int, PersonView]


def story_of(scene: Scene) -> Story:
    """The story of the scene's case."""
    asked: dict[str, Any] = {"case_id": scene.case_id, "viewer": scene.viewer}
    file_id, at, viewer = scene.file.id, scene.at, scene.viewer
    pair = queries.pair_of(file_id=file_id, at=at, viewer=viewer)
    due, consent = queries.consent_state(**asked, on=scene.today)
    working = [
        each
        for each in assignments_of(file_id=file_id, viewer=viewer)
        if each.starts_at <= at and (each.ends_at is None or each.ends_at > at)
    ]
    return Story(
        measures=queries.chains_of_case(**asked, at=at, pair=pair.verdict),
        pair=pair,
        working=working,
        deviations=queries.deviations_of_case(**asked),
        matters=queries.matters_of_case(**asked),
        places=queries.places_of_case(**asked),
        alarms=queries.places_without_ground(at=at, viewer=viewer, file_ids=[file_id]),
        consents=due,
        consent=consent,
        tellings=queries.to_be_told(**asked, at=at),
        counsels=queries.counsels_of_case(**asked),
        examinations=queries.examinations_of_case(**asked),
        examination=queries.examination_verdict(**asked, at=at),
        enforcers=queries.enforcers_of_case(**asked),
        outings=queries.outings_of_case(**asked),
        people={each.id: each for each in scene.people()},
    )
