"""Deciding: the three checks, the papers, the clocks, and what the decider must be told."""

from datetime import date

from skyddsnat.domains.decisions import queries
from skyddsnat.domains.decisions.types import Kind, Level, Obstacle, Outcome
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines.queries import clocks_of
from tests.factories.decisions import DECIDED, decide, proposed_to
from tests.factories.people import Child
from tests.factories.staff import Office


def test_the_manager_decides_by_line_4_2_and_the_service_must_start_within_three_months(
    office: Office, alma: Child
) -> None:
    decision_id = decide(office, proposed_to(office, alma))
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
        (clock,) = clocks_of(subject=f"decisions.decision:{decision_id}", viewer=bo)
    assert (made.kind, made.outcome, made.level) == (Kind.SERVICE, Outcome.AS_PROPOSED, Level.MANAGER)
    assert made.right == "Enhetschef, punkt 4.2 i delegationsordningen"
    assert made.obstacles == (Obstacle.MONEY, Obstacle.NO_PLACE)
    assert (made.decided_by, made.presented_by) == ("Mia Chef", "Bo Handläggare")
    assert (clock.rule, clock.due_on) == ("sol.unexecuted_decision", date(2027, 2, 23))
    assert {each.person_id for each in made.untold} == set(alma.guardians.values())
