"""Home visits: two go where there is a warning, the risk is assessed before, and read by all who go."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection
from tests.factories.people import Child, make_child
from tests.factories.safety import HOUR, warning_of
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.queries import NoSuchWarning
from skyddsnat.domains.safety.rules import warnings as rules
from skyddsnat.domains.safety.types.warnings import (
    EarlierAssessment,
    ToDo,
    VisitFields,
    VisitGoerView,
    VisitMark,
    VisitView,
    WarningOn,
)
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

DAY = timedelta(days=1)
STREET = "Storgatan 1, Norrham"


def fields_of(office: Office, *goers: str, **changes: Any) -> VisitFields:
    named = tuple(office.employees[name] for name in goers or ("bo", "dag"))
    return VisitFields(**{"planned_at": MORNING + 5 * HOUR, "place": STREET, "goers": named} | changes)


def planned(office: Office, child: Child, *goers: str, at: datetime = MORNING, **changes: Any) -> int:
    with seeing(office.viewer("bo", at)) as bo:
        return actions.plan_visit(file_id=child.file_id, fields=fields_of(office, *goers, **changes), actor=bo, at=at)


def warn(office: Office, child: Child, *, at: datetime = MORNING, by: str = "bo", **changes: Any) -> int:
    with seeing(office.viewer(by, at)) as actor:
        return actions.write_warning(fields=warning_of(child, at, **changes), actor=actor, at=at)


def seen(office: Office, visit_id: int, *, by: str = "bo", at: datetime = MORNING) -> VisitView:
    with seeing(office.viewer(by, at)) as viewer:
        return queries.visit(visit_id=visit_id, viewer=viewer)


# --- Every state × act ------------------------------------------------------------------------------------------------

BO = VisitGoerView(employee_id=1, name="Bo", service_code="1", read_at=None)
DAG = replace(BO, employee_id=2, name="Dag")
CALM = VisitView(
    id=1, file_id=1, planned_at=MORNING, place=STREET, assessment="", measures=(), assessed_at=None, assessed_by="",
    done_at=None, cancelled_at=None, warned_at=None, version=1, goers=(BO, DAG),
)  # fmt: skip
WARNED = replace(CALM, warned_at=MORNING)
ASSESSED = replace(WARNED, assessment="Två åker.", assessed_at=MORNING + HOUR)
READ = replace(ASSESSED, goers=tuple(replace(each, read_at=MORNING + 2 * HOUR) for each in (BO, DAG)))
STATES: dict[str, tuple[VisitView, tuple[str, ...]]] = {
    "no warning": (CALM, ()),
    "alone, no warning": (replace(CALM, goers=(BO,)), ()),
    "warned": (WARNED, ("visit_not_assessed", "visit_unread")),
    "warned, alone": (replace(READ, goers=READ.goers[:1]), ("visit_two_go",)),
    "assessed": (ASSESSED, ("visit_unread",)),
    "read by one": (replace(READ, goers=(READ.goers[0], DAG)), ("visit_unread",)),
    "read by both": (READ, ()),
    "warned anew": (replace(READ, warned_at=MORNING + 3 * HOUR), ("visit_not_assessed",)),
    "assessed anew": (replace(READ, assessed_at=MORNING + 3 * HOUR), ("visit_unread",)),
    "tomorrow": (replace(READ, planned_at=MORNING + DAY), ("visit_not_yet",)),
    "done": (replace(READ, done_at=MORNING), ("visit_over",)),
    "cancelled": (replace(READ, cancelled_at=MORNING), ("visit_over",)),
}


@pytest.mark.parametrize("name", STATES)
def test_whether_they_may_have_gone_in_every_state(name: str) -> None:
    view, codes = STATES[name]
    assert rules.going(view, on=MORNING.date()).codes == tuple(f"safety.{code}" for code in codes)


@pytest.mark.parametrize("name", STATES)
def test_only_a_visit_ahead_is_assessed_or_cancelled(name: str) -> None:
    view, _codes = STATES[name]
    over = () if view.is_ahead else ("safety.visit_over",)
    assert rules.assessing(view, words="Två åker.").codes == over
    assert rules.cancelling(view).codes == over
    assert rules.assessing(view, words=" ").codes == (*over, "safety.visit_no_assessment")


@pytest.mark.parametrize(("goers", "has_warning"), list(product(range(4), (False, True))))
def test_two_go_where_there_is_a_warning(goers: int, has_warning: bool) -> None:
    fields = VisitFields(planned_at=MORNING, place=STREET, goers=())
    codes = ("safety.visit_nobody",) if not goers else ("safety.visit_two_go",) if has_warning and goers < 2 else ()
    assert rules.planning_visit(fields, goers=goers, has_warning=has_warning, at=MORNING).codes == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"place": " "}, ("safety.visit_no_place",)),
        ({"planned_at": MORNING - HOUR}, ("safety.visit_past",)),
        ({"measures": ("alarm",)}, ("safety.visit_no_assessment",)),
        ({"measures": ("alarm",), "assessment": "Hund."}, ()),
    ],
)
def test_what_a_plan_must_say(changes: dict[str, Any], codes: tuple[str, ...]) -> None:
    fields = replace(VisitFields(planned_at=MORNING, place=STREET, goers=()), **changes)
    assert rules.planning_visit(fields, goers=2, has_warning=False, at=MORNING).codes == codes


@pytest.mark.parametrize(
    ("warned", "assessed", "read", "expected"),
    [
        (None, None, None, None),
        (1, None, None, ToDo.ASSESS),
        (None, 1, None, ToDo.READ),
        (1, 2, None, ToDo.READ),
        (1, 2, 1, ToDo.READ),
        (1, 2, 3, None),
        (3, 2, 3, ToDo.ASSESS),
    ],
)
def test_what_is_left_for_one_who_goes(
    warned: int | None, assessed: int | None, read: int | None, expected: ToDo | None
) -> None:
    moments = {
        name: None if hours is None else MORNING + hours * HOUR
        for name, hours in (("warned_at", warned), ("assessed_at", assessed), ("read_at", read))
    }
    assert rules.to_do(planned_at=MORNING + DAY, at=MORNING, **moments) is expected
    assert rules.to_do(planned_at=MORNING - DAY, at=MORNING, **moments) is (expected or ToDo.FINISH)


# --- From the plan to the door ----------------------------------------------------------------------------------------


def assess(office: Office, visit_id: int, *, at: datetime, version: int) -> None:
    with seeing(office.viewer("bo", at)) as bo:
        actions.assess_visit(
            visit_id=visit_id, version=version, words="Två åker. Ring.", measures=("alarm",), actor=bo, at=at
        )


def read(office: Office, visit_id: int, *names: str, at: datetime) -> None:
    for name in names:
        with seeing(office.viewer(name, at)) as goer:
            version = queries.visit(visit_id=visit_id, viewer=goer).version
            actions.read_assessment(visit_id=visit_id, version=version, actor=goer, at=at)


def finish(office: Office, visit_id: int, *, at: datetime, by: str = "bo") -> None:
    version = seen(office, visit_id, by=by, at=at).version
    with seeing(office.viewer(by, at)) as actor:
        actions.finish_visit(visit_id=visit_id, version=version, actor=actor, at=at)


def test_a_visit_to_a_household_with_a_warning_is_assessed_read_and_done(office: Office, alma: Child) -> None:
    warn(office, alma)
    visit_id = planned(office, alma)
    there = MORNING + 6 * HOUR
    assert seen(office, visit_id).needs_assessment
    with pytest.raises(Refused) as refused:
        finish(office, visit_id, at=there)
    assert refused.value.verdict.codes == ("safety.visit_not_assessed", "safety.visit_unread")
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    read(office, visit_id, "bo", "dag", at=MORNING + 2 * HOUR)
    finish(office, visit_id, at=there)
    view = seen(office, visit_id, at=there)
    assert (view.done_at, view.assessed_by, view.measures) == (there, "Bo Handläggare", ("alarm",))


def test_nobody_has_read_an_assessment_that_was_renewed_under_their_eyes(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma, assessment="Lugnt.")
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    later = MORNING + 2 * HOUR
    with pytest.raises(ChangedMeanwhile), seeing(office.viewer("dag", later)) as dag:
        actions.read_assessment(visit_id=visit_id, version=1, actor=dag, at=later)
    assert [each.read_at for each in seen(office, visit_id).goers] == [None, None]


def test_every_assessment_is_kept_as_it_was_with_when_and_by_whom(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma, assessment="Lugnt.", measures=("routine",))
    assert seen(office, visit_id).earlier == ()
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    with seeing(office.viewer("mia", MORNING + 2 * HOUR)) as mia:
        actions.assess_visit(
            visit_id=visit_id, version=2, words="Polis med.", measures=(), actor=mia, at=MORNING + 2 * HOUR
        )
    view = seen(office, visit_id)
    assert (view.assessment, view.measures, view.assessed_by) == ("Polis med.", (), "Mia Chef")
    assert view.earlier == (
        EarlierAssessment(words="Lugnt.", measures=("routine",), assessed_at=MORNING, assessed_by="Bo Handläggare"),
        EarlierAssessment(
            words="Två åker. Ring.", measures=("alarm",), assessed_at=MORNING + HOUR, assessed_by="Bo Handläggare"
        ),
    )


def test_the_first_assessment_took_the_place_of_none(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma)
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    assert seen(office, visit_id).earlier == ()


@pytest.mark.parametrize(
    "change",
    [
        "assessment = 'Inget.'",
        "assessment = 'Inget.', earlier = earlier || jsonb_build_array('Annat.')",
        "assessment = 'Inget.', earlier = jsonb_build_array(jsonb_build_object('words', 'Hot.', 'measures', measures, "
        "'by', assessed_by_id, 'at', assessed_at))",
        "assessment = 'Inget.', earlier = earlier || jsonb_build_array(jsonb_build_object('words', 'Hot.', 'measures', "
        "measures, 'by', assessed_by_id))",
        "earlier = '[]'",
        "measures = '[]'",
        "assessed_by_id = planned_by_id + 1",
        "place = 'Annat'",
    ],
)
def test_nothing_that_was_written_before_a_visit_is_overwritten(office: Office, alma: Child, change: str) -> None:
    visit_id = planned(office, alma, assessment="Lugnt.")
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    with pytest.raises(IntegrityError, match="visit:"), seeing(office.viewer("bo")), connection.cursor() as cursor:
        cursor.execute(f"UPDATE safety_visit SET {change} WHERE id = %s", [visit_id])


def test_a_visit_that_is_over_stands(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma)
    with seeing(office.viewer("bo")) as bo:
        actions.cancel_visit(visit_id=visit_id, version=1, actor=bo, at=MORNING)
    with pytest.raises(IntegrityError, match="stands"), seeing(office.viewer("bo")), connection.cursor() as cursor:
        cursor.execute("UPDATE safety_visit SET cancelled_at = NULL WHERE id = %s", [visit_id])


def test_a_reading_noted_while_a_new_assessment_was_on_its_way_is_of_the_old_one(office: Office, alma: Child) -> None:
    """Its moment is before the reading's, though it was saved after."""
    visit_id = planned(office, alma, assessment="Lugnt.")
    read(office, visit_id, "dag", at=MORNING + 2 * HOUR)
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    view = seen(office, visit_id)
    assert not any(map(view.has_read, view.goers))


def test_who_does_not_go_has_nothing_to_have_read(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma, "dag", assessment="Lugnt.")
    with seeing(office.viewer("bo", MORNING)) as bo:
        assert not actions.read_assessment(visit_id=visit_id, version=1, actor=bo, at=MORNING)


@pytest.mark.parametrize("about", list(WarningOn))
def test_a_warning_after_the_assessment_asks_for_a_new_one(office: Office, alma: Child, about: WarningOn) -> None:
    """On the person, on the address or on the household, all the same."""
    visit_id = planned(office, alma, assessment="Lugnt.")
    read(office, visit_id, "bo", "dag", at=MORNING + HOUR)
    assert not seen(office, visit_id).needs_assessment
    warn(office, alma, at=MORNING + 2 * HOUR, about=about, person_id=alma.guardians["eva"], address=STREET)
    assert seen(office, visit_id).needs_assessment
    with pytest.raises(Refused):
        finish(office, visit_id, at=MORNING + 6 * HOUR)
    assess(office, visit_id, at=MORNING + 3 * HOUR, version=1)
    with pytest.raises(Refused) as refused:
        finish(office, visit_id, at=MORNING + 6 * HOUR)
    assert refused.value.verdict.codes == ("safety.visit_unread",)


def test_a_warning_that_reaches_the_family_later_asks_for_a_new_one_too(office: Office, alma: Child) -> None:
    warning_id = warn(office, make_child(office, "hugo"))
    visit_id = planned(office, alma, at=MORNING + HOUR, assessment="Lugnt.")
    with seeing(office.viewer("mia", MORNING)) as mia:
        actions.reach_more_files(
            warning_id=warning_id, file_ids=(alma.file_id,), actor=mia, at=MORNING + 2 * HOUR
        )  # fmt: skip
    assert seen(office, visit_id).needs_assessment


def test_a_warning_that_is_over_on_the_day_of_the_visit_asks_for_nothing(office: Office, alma: Child) -> None:
    warn(office, alma)
    assert not seen(office, planned(office, alma, planned_at=MORNING + 181 * DAY)).needs_assessment


def test_one_alone_is_refused_where_there_is_a_warning(office: Office, alma: Child) -> None:
    assert seen(office, planned(office, alma, "bo")).is_ahead
    warn(office, alma)
    with pytest.raises(Refused) as refused:
        planned(office, alma, "bo")
    assert refused.value.verdict.codes == ("safety.visit_two_go",)


def test_who_goes_along_sees_the_visit_until_it_is_over_unless_she_is_to_go_again(office: Office, alma: Child) -> None:
    visit_id, again = planned(office, alma), planned(office, alma, planned_at=MORNING + 7 * HOUR)
    assert seen(office, visit_id, by="dag").is_ahead
    finish(office, visit_id, at=MORNING + 6 * HOUR)
    assert seen(office, again, by="dag", at=MORNING + 6 * HOUR).is_ahead
    with seeing(office.viewer("bo", MORNING + 6 * HOUR)) as bo:
        actions.cancel_visit(visit_id=again, version=1, actor=bo, at=MORNING + 6 * HOUR)
    with pytest.raises(NoSuchWarning):
        seen(office, again, by="dag", at=MORNING + 6 * HOUR)


def test_who_goes_along_reads_and_writes_nothing_else(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma)
    with seeing(office.viewer("dag")) as dag:
        by: dict[str, Any] = {"visit_id": visit_id, "version": 1, "actor": dag, "at": MORNING + 6 * HOUR}
        for act in (
            lambda: actions.finish_visit(**by),
            lambda: actions.cancel_visit(**by),
            lambda: actions.assess_visit(words="Lugnt.", measures=(), **by),
        ):
            with pytest.raises(Refused):
                act()


def test_nobody_reads_what_is_not_assessed_and_only_who_goes_counts(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma)
    read(office, visit_id, "bo", at=MORNING)
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    read(office, visit_id, "mia", "dag", at=MORNING + 2 * HOUR)
    view = seen(office, visit_id)
    assert [view.has_read(each) for each in view.goers] == [False, True]


def test_two_windows_on_a_visit_do_not_overwrite_each_other(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma)
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    with pytest.raises(ChangedMeanwhile):
        assess(office, visit_id, at=MORNING + HOUR, version=1)


# --- Walls ------------------------------------------------------------------------------------------------------------


def test_the_wall_around_a_visit_is_that_of_the_file(office: Office, alma: Child) -> None:
    planned(office, alma, "bo")
    seers = set()
    for name in office.employees:
        with seeing(office.viewer(name)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM safety_visit JOIN safety_visitgoer g ON g.visit_id = safety_visit.id")
            if cursor.fetchall() == [(1,)]:
                seers.add(name)
    assert seers == {"bo", "mia"}


def test_nobody_plans_a_visit_in_a_file_that_is_closed_to_her(office: Office, alma: Child) -> None:
    with seeing(office.viewer("cia")) as cia, pytest.raises(NotOpen):
        actions.plan_visit(file_id=alma.file_id, fields=fields_of(office), actor=cia, at=MORNING)


# --- My day -----------------------------------------------------------------------------------------------------------


def ahead(office: Office, name: str, *, at: datetime = MORNING) -> list[VisitMark]:
    with seeing(office.viewer(name, at)) as viewer:
        found: list[VisitMark] = ask(viewer=viewer, visits=queries.ask_visits_ahead(at=at, viewer=viewer))["visits"]
    return found


def test_the_day_of_those_who_go_says_what_is_left(office: Office, alma: Child) -> None:
    visit_id = planned(office, alma)
    assert [(each.id, each.to_do) for each in ahead(office, "dag")] == [(visit_id, None)]
    warn(office, alma)
    assert {name: [each.to_do for each in ahead(office, name)] for name in ("bo", "dag", "mia", "cia")} == {
        "bo": [ToDo.ASSESS], "dag": [ToDo.ASSESS], "mia": [], "cia": [],
    }  # fmt: skip
    assess(office, visit_id, at=MORNING + HOUR, version=1)
    read(office, visit_id, "bo", at=MORNING + 2 * HOUR)
    assert [each.to_do for name in ("bo", "dag") for each in ahead(office, name)] == [None, ToDo.READ]
    there = MORNING + 6 * HOUR
    assert [each.to_do for each in ahead(office, "bo", at=there)] == [ToDo.FINISH]
    read(office, visit_id, "dag", at=there)
    finish(office, visit_id, at=there)
    assert ahead(office, "bo", at=there) == []


def test_the_day_of_the_manager_says_what_waits_for_her(office: Office, alma: Child) -> None:
    warning_id = warn(office, alma)

    def waiting(name: str, days: int) -> list[tuple[int, bool]]:
        with seeing(office.viewer(name)) as viewer:
            asked = queries.ask_warnings_to_review(on=MORNING.date() + days * DAY, viewer=viewer)
            return [(each.id, each.is_agreed) for each in ask(viewer=viewer, found=asked)["found"]]

    assert waiting("mia", 0) == [(warning_id, False)]
    with seeing(office.viewer("mia")) as mia:
        actions.agree_to_warning(warning_id=warning_id, version=1, actor=mia, at=MORNING)
    assert [waiting("mia", days) for days in (29, 30, 180, 181)] == [
        [], [(warning_id, True)], [(warning_id, True)], [],
    ]  # fmt: skip
    assert [waiting(name, 30) for name in ("bo", "max", "sara")] == [[], [], []]


def test_several_places_are_asked_about_at_once_and_nothing_is_told_of_a_closed_file(
    office: Office, alma: Child
) -> None:
    hugo = make_child(office, "hugo", worker="cia")
    warn(office, alma, about=WarningOn.ADDRESS, address=STREET)
    warn(office, alma, at=MORNING + HOUR)
    places = [
        (alma.file_id, "", MORNING), (hugo.file_id, "Annanstans 2", MORNING), (hugo.file_id, STREET, MORNING),
        (alma.file_id, STREET, MORNING + 400 * DAY),
    ]  # fmt: skip

    def since(name: str) -> list[datetime | None]:
        with seeing(office.viewer(name)) as viewer:
            found: list[datetime | None] = ask(
                viewer=viewer,
                since=queries.ask_warned(places=places, viewer=viewer),
                none=queries.ask_warned(places=[], viewer=viewer),
            )["since"]
        return found

    assert since("bo") == [MORNING + HOUR, None, MORNING, None]
    assert since("cia") == [None, None, MORNING, None]
    assert since("lo") == [None, None, None, None]
