"""What a paper must contain, and which decisions may be appealed, under each Act."""

from datetime import date

import pytest

from skyddsnat.law.appeals_care import UnknownAppeal, appeal_of
from skyddsnat.law.citations import CUSTODY, LVM, LVU, SHELTER, WITHOUT_CONSENT
from skyddsnat.law.compulsory_states import Act, Track
from skyddsnat.law.paper_contents import (
    application,
    application_act,
    care_plan,
    followed_care,
    implementation_plan,
    plan_of_application,
)

OLD, NEW = LVU.number, CUSTODY.number


@pytest.mark.parametrize("act", [OLD, NEW])
def test_an_application_asks_for_each_part_once_and_names_its_section(act: str) -> None:
    parts = application(act)
    assert len({each.name for each in parts}) == len(parts)
    assert {each.citation for each in parts} == {
        "10 kap. 1 § SoF",
        LVU.cite("4") if act == OLD else CUSTODY.cite("4:2"),
    }
    asked = {"relations", "health", "development", "behaviour", "school", "circumstances", "earlier", "care"}
    assert asked | {"informed_how", "informed_what", "child_view", "guardian_view"} <= {each.name for each in parts}


def test_the_new_act_asks_for_the_goal_and_for_the_plan_itself() -> None:
    assert {"goal", "care_how"} <= {each.name for each in application(NEW)}
    assert plan_of_application(NEW) == "4 kap. 2 § lagen (2026:1600)"
    assert plan_of_application(OLD) == "10 kap. 1 § SoF"


@pytest.mark.parametrize(
    ("applied", "on", "act"),
    [
        (None, date(2026, 12, 31), OLD),
        (None, date(2027, 1, 1), NEW),
        (date(2026, 12, 31), date(2027, 1, 1), OLD),
        (date(2027, 1, 1), date(2027, 6, 1), NEW),
    ],
)
def test_the_day_it_came_in_says_which_list_holds(applied: date | None, on: date, act: str) -> None:
    assert application_act(applied, on) == act


def test_plans_ask_for_what_the_ordinance_and_the_act_say() -> None:
    assert [each.citation for each in care_plan()] == ["10 kap. 2 § SoF"] * 5 + ["9 kap. 12 § SoL"]
    assert {each.citation for each in implementation_plan()} == {"10 kap. 3 § SoF"}
    assert {"board_contact", "follow_up"} <= {each.name for each in implementation_plan()}


def test_what_is_followed_has_the_section_of_its_act() -> None:
    assert {each.citation for each in followed_care(OLD)} == {"13 a § LVU"}
    assert {each.citation for each in followed_care(NEW)} == {"8 kap. 1 § lagen (2026:1600)"}


@pytest.mark.parametrize(
    ("track", "act", "old", "new"),
    [
        (Track.CARE, Act.PLACE, True, True),
        (Track.CARE, Act.EXAMINE, True, True),
        (Track.CARE, Act.CONSIDER, False, False),
        (Track.CARE, Act.DECIDE_IMMEDIATE, False, False),
        (Track.CARE, Act.APPLY, False, False),
        (Track.CARE, Act.END, True, True),
        (Track.CONTACT, Act.DECIDE, True, True),
        (Track.REMOVAL, Act.SET_CONTACT, True, True),
        (Track.REMOVAL, Act.END, True, True),
        (Track.EXIT, Act.DECIDE_IMMEDIATE, False, False),
    ],
)
def test_what_is_listed_may_be_appealed_and_nothing_else(track: Track, act: Act, old: bool, new: bool) -> None:
    assert appeal_of(track, act, OLD).is_open is old
    assert appeal_of(track, act, NEW).is_open is new
    assert appeal_of(track, act, OLD).citation == "41 § LVU"
    assert appeal_of(track, act, NEW).citation == "19 kap. 1 § lagen (2026:1600)"


def test_an_exception_from_a_travel_ban_is_listed_in_the_new_act() -> None:
    assert appeal_of(Track.EXIT, Act.EXCEPT, NEW).is_open


def test_preventive_measures_services_and_shelter_have_their_own_lists() -> None:
    assert appeal_of(Track.INTERMEDIATE, Act.DECIDE, OLD).is_open
    assert appeal_of(Track.WITHOUT_CONSENT, Act.SET_FINE, WITHOUT_CONSENT.number).citation == (
        "10 kap. 1 § lagen (2026:1637)"
    )
    assert appeal_of(Track.SHELTER, Act.END, SHELTER.number).citation == "9 kap. 1 § lagen (2024:79)"


@pytest.mark.parametrize(
    ("track", "act", "statute"),
    [
        (Track.EXIT, Act.EXCEPT, OLD),
        (Track.CARE, Act.DISMISS_REQUEST, NEW),
        (Track.SHELTER, Act.DECIDE_IMMEDIATE, SHELTER.number),
        (Track.WITHOUT_CONSENT, Act.END, WITHOUT_CONSENT.number),
        (Track.LVM, Act.APPLY, LVM.number),
    ],
)
def test_what_no_source_settles_is_not_guessed(track: Track, act: Act, statute: str) -> None:
    with pytest.raises(UnknownAppeal):
        appeal_of(track, act, statute)
