"""Who may decide at the lowest, by the statute's list of the day."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from skyddsnat.law.decision_rights import DECISION_RIGHTS, Decider, UnknownSection, who_may

TODAY = date(2026, 11, 21)
LAST_OLD_DAY = date(2025, 6, 30)


@pytest.mark.parametrize("section", ["SoL 14:2", "SoL 20:2", "SoL 20:3", "SoL 11:1", "SoL 13:7", "SoL 23:1", "SoL 9:1"])
@pytest.mark.parametrize("on", [TODAY, LAST_OLD_DAY])
def test_what_no_list_names_may_be_given_to_an_official(section: str, on: date) -> None:
    right = who_may(section, on)

    assert right.deciders == (Decider.OFFICIAL, Decider.COMMITTEE, Decider.BOARD)
    assert right.ground == "7 kap. 5 § KL"


@pytest.mark.parametrize(
    "section", ["SoL 22:2", "SoL 22:4", "SoL 22:13", "SoL 22:14", "SoL 22:16", "SoL 22:17", "SoL 24:1", "FB 6:13 a"]
)
@pytest.mark.parametrize("on", [TODAY, LAST_OLD_DAY])
def test_listed_matters_are_for_elected_members(section: str, on: date) -> None:
    right = who_may(section, on)

    assert not right.allows(Decider.OFFICIAL)
    assert right.allows(Decider.COMMITTEE)
    assert right.allows(Decider.BOARD)
    assert right.ground.startswith("30 kap." if on == TODAY else "10 kap.")


@pytest.mark.parametrize("on", [TODAY, LAST_OLD_DAY])
def test_a_ban_on_receiving_children_is_for_the_whole_board(on: date) -> None:
    assert who_may("SoL 18:11", on).deciders == (Decider.BOARD,)


def test_no_decision_of_the_social_services_act_is_the_chairs() -> None:
    own = [right for right in DECISION_RIGHTS if right.section.startswith("SoL")]

    assert own
    assert not any(right.allows(Decider.CHAIR) for right in own)


def test_the_chair_stands_beside_the_order_where_an_act_says_so() -> None:
    assert who_may("LVU 6", TODAY).deciders == (Decider.COMMITTEE, Decider.BOARD, Decider.CHAIR)
    assert who_may("LVU 4", TODAY).deciders == (Decider.COMMITTEE, Decider.BOARD)


@pytest.mark.parametrize(
    ("section", "on"),
    [
        *((section, TODAY) for section in ("LVU 6", "LVU 6 a", "LVU 11 st. 1", "LVU 27", "LVU 31 d", "LVM 13")),
        *((f"lagen (2024:79) {place}", TODAY) for place in ("4:1", "5:1", "5:4")),
        *((f"lagen (2026:1600) {place}", date(2027, 1, 1)) for place in ("5:1", "5:2", "6:1", "12:6", "13:6")),
        ("lagen (2026:1637) 4:8", date(2027, 1, 2)),
    ],
)
def test_what_cannot_wait_for_the_board_is_the_chairs_too_and_never_an_officials(section: str, on: date) -> None:
    assert who_may(section, on).allows(Decider.CHAIR)
    assert not who_may(section, on).allows(Decider.OFFICIAL)


@pytest.mark.parametrize(
    "place", ["4", "13", "13 b", "13 c", "14 st. 2", "21", "22", "24", "26", "31 b", "31 c", "31 i"]
)
def test_what_can_wait_is_never_the_chairs(place: str) -> None:
    assert who_may(f"LVU {place}", TODAY).deciders == (Decider.COMMITTEE, Decider.BOARD)


def test_what_the_care_lists_do_not_name_may_be_delegated() -> None:
    for section, on in (("LVU 9 st. 3", TODAY), ("LVU 32", TODAY), ("lagen (2026:1600) 11:4", date(2027, 1, 1))):
        right = who_may(section, on)
        assert right.allows(Decider.OFFICIAL)
        assert right.ground == "7 kap. 5 § KL"


def test_the_misprint_in_the_list_is_noted_at_the_right_it_touches() -> None:
    note = who_may("lagen (2026:1600) 10:3", date(2027, 1, 1)).note

    assert note is not None
    assert "8 kap. 4 §" in note.sv
    with pytest.raises(UnknownSection):
        who_may("lagen (2026:1600) 8:4", date(2027, 1, 1))


def test_restricted_contact_became_a_matter_for_the_committee_in_2025() -> None:
    assert not who_may("LVU 14 st. 2", TODAY).allows(Decider.OFFICIAL)
    with pytest.raises(UnknownSection):
        who_may("LVU 14 st. 2", LAST_OLD_DAY)


def test_the_acts_of_2027_take_over_when_they_come_into_force() -> None:
    last, first, second = date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)

    assert who_may("LVU 4", last).ground == "30 kap. 7 § SoL"
    assert who_may("lagen (2026:1600) 4:1", first).ground == "30 kap. 7 § SoL"
    assert who_may("lagen (2026:1637) 4:8", second).allows(Decider.CHAIR)
    for section, on in (("LVU 4", first), ("lagen (2026:1600) 4:1", last), ("lagen (2026:1637) 4:8", first)):
        with pytest.raises(UnknownSection):
            who_may(section, on)


@pytest.mark.parametrize(
    ("section", "on"),
    [("SoL 99:1", TODAY), ("20:2", TODAY), ("SoL 21:1", LAST_OLD_DAY), ("SoL 22:2", date(2024, 3, 31))],
)
def test_what_is_not_entered_is_refused_and_never_guessed(section: str, on: date) -> None:
    with pytest.raises(UnknownSection, match=str(on)) as refused:
        who_may(section, on)
    assert section in refused.value.text.sv


def test_a_section_has_one_right_a_day() -> None:
    for one, other in combinations(DECISION_RIGHTS, 2):
        assert one.section != other.section or not one.validity.overlaps(other.validity)


def test_every_right_says_what_it_is_about() -> None:
    for right in DECISION_RIGHTS:
        assert right.matter.sv
        assert right.matter.en
        assert right.valid_to is None or right.valid_to - right.valid_from > timedelta(days=1)
