"""Who may ask the police for help, under the Act of the day."""

from datetime import date

import pytest

from skyddsnat.law.police_help import POLICE_HELP, Asker, HelpFor, police_help

NEW_YEARS_EVE, NEW_YEARS_DAY = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("statute", "on", "section"),
    [
        ("1990:52", NEW_YEARS_EVE, "LVU 43"),
        ("1990:52", NEW_YEARS_DAY, "lagen (2026:1600) 20:1"),
        ("2026:1600", NEW_YEARS_DAY, "lagen (2026:1600) 20:1"),
        ("2026:1600", NEW_YEARS_EVE, None),
        ("2026:1637", date(2027, 1, 1), None),
        ("2026:1637", date(2027, 1, 2), "lagen (2026:1637) 11:1"),
        ("2024:79", date(2024, 3, 31), None),
        ("2024:79", NEW_YEARS_DAY, "lagen (2024:79) 8:7"),
        ("1988:870", NEW_YEARS_EVE, None),
    ],
)
def test_the_place_is_that_of_the_act_that_governs_the_day(statute: str, on: date, section: str | None) -> None:
    found = police_help(statute, on)
    assert (found.section if found else None) == section


def test_the_chair_asks_for_an_examination_and_the_appointed_for_an_execution() -> None:
    """LVU 43 § p. 1 and 2; the Act that replaces it says the same. The other Acts know no examination."""
    for number, on in (("1990:52", NEW_YEARS_EVE), ("1990:52", NEW_YEARS_DAY)):
        found = police_help(number, on)
        assert found is not None
        assert found.askers[HelpFor.EXAMINATION] == (Asker.BOARD, Asker.CHAIR)
        assert found.askers[HelpFor.EXECUTION] == (Asker.BOARD, Asker.APPOINTED)
    assert [HelpFor.EXAMINATION in help_.askers for help_ in POLICE_HELP] == [True, True, False, False]


def test_data_for_planning_may_be_given_under_lvu_and_must_be_from_new_year() -> None:
    before, after = police_help("1990:52", NEW_YEARS_EVE), police_help("1990:52", NEW_YEARS_DAY)
    assert before is not None
    assert after is not None
    assert (before.data, before.data_is_duty) == ("43 b § LVU", False)
    assert (after.data, after.data_is_duty) == ("20 kap. 4 § lagen (2026:1600)", True)


def test_no_paragraph_is_guessed_for_the_acts_that_were_not_read_for_it() -> None:
    assert [help_.data is None for help_ in POLICE_HELP] == [False, False, True, True]
