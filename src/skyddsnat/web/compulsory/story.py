"""Everything that the page of a case tells, as the viewer sees it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import AssignmentView, ask_assignments
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
    """The story of the scene's case: one statement, and three for counsel, names and people."""
    asked: dict[str, Any] = {"case_id": scene.case_id, "viewer": scene.viewer}
    found = _asked(scene)
    pair = queries.pair_among(found=found, file_id=scene.file.id, on=scene.today, viewer=scene.viewer)
    due, consent = queries.consent_among(view=scene.found_case, found=found, on=scene.today)
    return Story(
        measures=queries.chains_among(found=found, at=scene.at, pair=pair.verdict),
        pair=pair,
        working=[each for each in found["assignments"] if _works(each, scene.at)],
        deviations=found["deviations"],
        matters=found["matters"],
        places=found["places"],
        alarms=[alarm for alarm in found["alarms"] if alarm],
        consents=due,
        consent=consent,
        tellings=queries.to_be_told_among(found=found),
        counsels=queries.counsels_of_case(**asked),
        examinations=found["examinations"],
        examination=queries.examination_among(found=found["examinations"], on=scene.today),
        enforcers=found["enforcers"],
        outings=queries.outings_among(found=found),
        people={each.id: each for each in scene.people()},
    )


def _asked(scene: Scene) -> dict[str, list[Any]]:
    """What stands around the case, in one statement."""
    case, at, viewer = scene.found_case, scene.at, scene.viewer
    return ask(
        viewer=viewer,
        **queries.ask_pair(file_id=case.file_id, at=at, viewer=viewer),
        **queries.ask_chains(case_id=case.id, file_id=case.file_id, viewer=viewer),
        **queries.ask_consents(view=case, on=scene.today, viewer=viewer),
        **queries.ask_to_be_told(view=case, at=at, viewer=viewer),
        **queries.ask_outings_of_case(case_id=case.id, viewer=viewer),
        assignments=ask_assignments(file_id=case.file_id, viewer=viewer),
        deviations=queries.ask_deviations_of_case(case_id=case.id, viewer=viewer),
        matters=queries.ask_matters_of_case(case_id=case.id, viewer=viewer),
        places=queries.ask_places_of_case(case_id=case.id, viewer=viewer),
        alarms=queries.ask_places_without_ground(at=at, viewer=viewer, file_ids=[case.file_id]),
        examinations=queries.ask_examinations_of_case(case_id=case.id, viewer=viewer),
        enforcers=queries.ask_enforcers_of_case(case_id=case.id, viewer=viewer),
    )


def _works(each: AssignmentView, at: datetime) -> bool:
    return each.starts_at <= at and (each.ends_at is None or each.ends_at > at)
