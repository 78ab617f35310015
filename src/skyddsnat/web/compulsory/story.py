"""Everything that the page of a case tells, as the viewer sees it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skyddsnat.domains.compulsory import queries
from skyddsnat.domains.compulsory.types import (
    ConsentDue,
    CounselView,
    DeviationView,
    EnforcerView,
    ExaminationView,
    MatterView,
    MeasureView,
    NextStep,
    OutingView,
    PairView,
    PersonToTell,
    PlaceAlarm,
    PlaceView,
    RunningClock,
    StepView,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.queries import AssignmentView, assignments_of
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web.compulsory.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Told:
    """One measure with its steps, what may come next, and its clocks."""

    view: MeasureView
    steps: list[StepView]
    coming: list[NextStep]
    clocks: list[RunningClock]


@dataclass(frozen=True, kw_only=True)
class Story:
    """The case and what stands around it."""

    measures: list[Told]
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
    steps = queries.steps_of_case(**asked)
    file_id, at, viewer = scene.file.id, scene.at, scene.viewer
    people = (scene.child, *scene.guardians(), *scene.people())
    working = [
        each
        for each in assignments_of(file_id=file_id, viewer=viewer)
        if each.starts_at <= at and (each.ends_at is None or each.ends_at > at)
    ]
    return Story(
        measures=[_told(view, steps, scene) for view in queries.measures_of_case(**asked)],
        pair=queries.pair_of(file_id=file_id, at=at, viewer=viewer),
        working=working,
        deviations=queries.deviations_of_case(**asked),
        matters=queries.matters_of_case(**asked),
        places=queries.places_of_case(**asked),
        alarms=queries.places_without_ground(at=at, viewer=viewer, file_ids=[file_id]),
        consents=queries.consents_due(**asked, on=scene.today),
        consent=queries.consent_verdict(**asked, on=scene.today),
        tellings=queries.to_be_told(**asked, at=at),
        counsels=queries.counsels_of_case(**asked),
        examinations=queries.examinations_of_case(**asked),
        examination=queries.examination_verdict(**asked, at=at),
        enforcers=queries.enforcers_of_case(**asked),
        outings=queries.outings_of_case(**asked),
        people={each.id: each for each in people},
    )


def _told(view: MeasureView, steps: list[StepView], scene: Scene) -> Told:
    return Told(
        view=view,
        steps=[each for each in steps if each.measure_id == view.id],
        coming=queries.next_steps(measure_id=view.id, at=scene.at, viewer=scene.viewer),
        clocks=queries.running_clocks(measure_id=view.id, on=scene.today, viewer=scene.viewer),
    )
