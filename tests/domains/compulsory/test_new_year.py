"""Clocks that run as SFS 2026:1600 takes over from LVU on 1 January 2027: both days known, the earlier planned on."""

from datetime import UTC, date, datetime

import pytest
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR
from tests.factories.people import Child
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import queries
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.law.compulsory_states import Act, State

# Taken on Tuesday 15 December 2026, carried out the same day: four weeks end on 12 January 2027.
TAKEN = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
NEW_YEARS_EVE = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)
NEW_YEARS_DAY = datetime(2027, 1, 1, 12, 0, tzinfo=UTC)


def test_a_custody_that_straddles_is_counted_by_both_acts_and_planned_on_the_earlier(
    office: Office, alma: Child
) -> None:
    on = line.taken(office, alma, at=TAKEN)
    line.step(on, Act.EXECUTE, at=TAKEN + HOUR)
    clock = line.clocks(on, at=TAKEN + HOUR)["lvu.apply_for_care"]
    assert (clock.due_on, clock.other_rule) == (date(2027, 1, 12), "sfs2026_1600.apply_for_care")
    assert clock.other_on == date(2027, 1, 12), "the day the care began is not known yet"
    line.place(on, at=TAKEN + 2 * DAY)
    clock = line.clocks(on, at=TAKEN + 2 * DAY)["lvu.apply_for_care"]
    assert (clock.due_on, clock.other_on, clock.plan_on) == (date(2027, 1, 12), date(2027, 1, 14), date(2027, 1, 12))
    assert clock.why is not None
    assert "6 kap. 4 §" in clock.why.sv
    line.send(on, Act.SUBMIT, at=TAKEN + 3 * DAY)
    assert line.see(on, at=TAKEN + 3 * DAY).lapses_at == datetime(2027, 1, 12, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "rule", "citation"),
    [
        (NEW_YEARS_EVE, "lvu.apply_for_care", "8 § LVU"),
        (NEW_YEARS_DAY, "sfs2026_1600.apply_for_care", "5 kap. 5 § lagen (2026:1600)"),
    ],
)
def test_each_side_of_midnight_shows_the_paragraph_that_carries_the_duty(
    office: Office, alma: Child, at: datetime, rule: str, citation: str
) -> None:
    on = line.confirmed(office, alma, at=TAKEN)
    clock = line.clocks(on, at=at)[rule]
    assert (clock.citation, clock.started_by, clock.lapses) == (citation, "lvu.apply_for_care", True)
    bo = office.viewer("bo", at)
    with seeing(bo):
        (apply,) = [
            each for each in queries.next_steps(measure_id=on.measure_id, at=at, viewer=bo) if each.act is Act.APPLY
        ]
    assert (apply.rule, apply.due_on) == (rule, date(2027, 1, 12))
    assert apply.section == ("LVU 4" if at == NEW_YEARS_EVE else "lagen (2026:1600) 4:1")


def test_a_case_crosses_new_year_with_nothing_to_do_by_hand(office: Office, alma: Child) -> None:
    on = line.confirmed(office, alma, at=TAKEN)
    matter = line.board_decides(on, Act.APPLY, at=datetime(2027, 1, 4, 12, 0, tzinfo=UTC))
    applied = datetime(2027, 1, 5, 12, 0, tzinfo=UTC)
    line.send(on, Act.APPLY, at=applied, matter_id=matter)
    assert line.clocks(on, at=applied).keys() == {"sfs2026_1600.court_takes_up"}, "the LVU clock was met"
    ordered = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
    line.step(on, Act.ORDER_BEGUN, at=ordered)
    view = line.see(on, at=ordered)
    assert (view.state, view.statute, view.act_on(ordered.date())) == (State.IN_CARE, "1990:52", "2026:1600")
    clock = line.clocks(on, at=ordered)["sfs2026_1600.consider_home"]
    assert (clock.basis_on, clock.due_on) == (date(2026, 12, 15), date(2027, 6, 15)), "from the day the care began"


def test_care_under_lvu_is_considered_under_the_new_act_after_new_year(office: Office, alma: Child) -> None:
    on = line.in_care(office, alma, at=datetime(2026, 11, 3, 9, 0, tzinfo=UTC))
    ordered = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    clock = line.clocks(on, at=ordered)["lvu.consider_home"]
    assert (clock.due_on, clock.other_on, clock.plan_on) == (date(2027, 5, 24), date(2027, 5, 3), date(2027, 5, 3))
    considered = datetime(2027, 4, 20, 9, 0, tzinfo=UTC)
    line.board_decides(on, Act.CONSIDER, at=considered)
    assert line.clocks(on, at=considered).keys() == {"sfs2026_1600.consider_home"}
    (clock,) = line.clocks(on, at=considered).values()
    assert (clock.basis_on, clock.other_rule) == (considered.date(), "")
    bo = office.viewer("bo", considered)
    with seeing(bo):
        assert queries.steps_of(measure_id=on.measure_id, viewer=bo)[-1].section == "lagen (2026:1600) 8:2"


def test_a_custody_that_was_not_submitted_lapses_across_new_year_by_itself(office: Office, alma: Child) -> None:
    """Taken on Tuesday 29 December: a week later is Twelfth Night's Eve, the day before a holiday."""
    on = line.taken(office, alma, at=datetime(2026, 12, 29, 9, 0, tzinfo=UTC))
    midnight = datetime(2027, 1, 5, 23, 0, tzinfo=UTC)
    view = line.see(on, at=midnight)
    assert (view.lapses_at, view.in_force(midnight), view.in_force(midnight - HOUR)) == (midnight, False, True)
    (clock,) = line.clocks(on, at=NEW_YEARS_DAY).values()
    assert clock.citation == "5 kap. 4 § lagen (2026:1600)"
