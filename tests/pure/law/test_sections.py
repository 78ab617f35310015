"""What the sections say, by the law of the day."""

from datetime import date
from itertools import combinations

import pytest

from skyddsnat.law.citations import CUSTODY, LVM, LVU, SHELTER, WITHOUT_CONSENT
from skyddsnat.law.compulsory_states import State, Track, acts, deed_of, statutes
from skyddsnat.law.register import rules
from skyddsnat.law.sections import SECTIONS, UnknownSectionText, section, sections

TODAY = date(2026, 11, 21)
NEEDED = [
    *("SoL 3:1", "SoL 3:2", "SoL 3:3", "SoL 11:1", "SoL 14:2", "SoL 21:1", "SoL 34:1"),
    *(f"SoL 20:{number}" for number in range(1, 8)),
    *(f"SoL 23:{number}" for number in range(1, 6)),
    *("FL 25", "FL 31", "FL 32", "FL 33", "FL 44", "OSL 26:1", "OSL 26:5", "OSL 12:3"),
]


@pytest.mark.parametrize("key", NEEDED)
def test_pages_can_show_the_law_behind_each_step(key: str) -> None:
    shown = section(key, TODAY)

    assert shown.title.sv
    assert shown.title.en
    assert shown.text.sv.endswith(".")
    assert shown.text.en.endswith(".")
    assert shown.url.startswith("https://data.riksdagen.se/dokument/sfs-")


@pytest.mark.parametrize(
    ("key", "on", "citation"),
    [
        ("SoL 20:2", date(2025, 6, 30), "11 kap. 1 a § SoL (2001:453)"),
        ("SoL 20:2", date(2025, 7, 1), "20 kap. 2 § SoL"),
        ("SoL 3:2", date(2025, 6, 30), "11 kap. 10 § SoL (2001:453)"),
    ],
)
def test_an_older_day_gets_the_section_of_the_older_act(key: str, on: date, citation: str) -> None:
    assert section(key, on).citation == citation


def test_a_changed_section_is_two_entries() -> None:
    assert "en vecka" not in section("SoL 19:6", date(2026, 1, 14)).text.sv
    assert "en vecka" in section("SoL 19:6", date(2026, 1, 15)).text.sv
    assert "hot" not in section("FL 33", date(2025, 7, 1)).text.sv
    assert "hot" in section("FL 33", date(2025, 7, 2)).text.sv


def test_the_old_sentence_on_a_silent_child_is_not_in_the_new_act() -> None:
    assert "på annat sätt" in section("SoL 3:2", date(2025, 6, 30)).text.sv
    assert "på annat sätt" not in section("SoL 3:2", date(2025, 7, 1)).text.sv


@pytest.mark.parametrize(("key", "on"), [("SoL 99:1", TODAY), ("SoL 16:2 a", date(2026, 1, 14))])
def test_nothing_is_made_up(key: str, on: date) -> None:
    with pytest.raises(UnknownSectionText):
        section(key, on)


def test_a_section_has_one_wording_a_day() -> None:
    assert {each.key for each in sections(TODAY)} >= set(NEEDED)
    for one, other in combinations(SECTIONS, 2):
        assert one.key != other.key or not one.validity.overlaps(other.validity)


A_DAY_OF = {
    LVU.number: date(2026, 12, 31),
    CUSTODY.number: date(2027, 1, 1),
    WITHOUT_CONSENT.number: date(2027, 1, 2),
    SHELTER.number: TODAY,
    LVM.number: TODAY,
}


def test_every_section_behind_a_compulsory_step_or_time_is_said() -> None:
    said = {number: {each.citation for each in sections(on)} for number, on in A_DAY_OF.items()}
    missing = {
        deed.citation
        for track in Track
        for number in statutes(track)
        for state in State
        for act in acts(track, state, number)
        if (deed := deed_of(track, act, number)).citation not in said[number]
    } | {
        rule.citation
        for rule in rules()
        if (number := rule.statute.removeprefix("SFS ")) in said and rule.citation not in said[number]
    }

    assert missing == set()


def test_the_serious_talk_is_said_from_the_day_it_comes() -> None:
    with pytest.raises(UnknownSectionText):
        section("SoL 19 a:3", date(2027, 1, 1))
    assert "24 timmar" in section("SoL 19 a:3", date(2027, 1, 2)).text.sv


def test_new_years_day_2027_turns_the_page() -> None:
    assert "verkställdes" in section("LVU 8", date(2026, 12, 31)).text.sv
    assert "påbörjades" in section("lagen (2026:1600) 5:5", date(2027, 1, 1)).text.sv
    for key, on in (("LVU 8", date(2027, 1, 1)), ("lagen (2026:1600) 5:5", date(2026, 12, 31))):
        with pytest.raises(UnknownSectionText):
            section(key, on)


def test_what_lvu_says_like_the_new_act_is_said_in_its_words() -> None:
    old, new = section("LVU 27", TODAY), section("lagen (2026:1600) 12:7", date(2027, 1, 1))

    assert old.text.sv.endswith(new.text.sv)
    assert old.citation == "27 § LVU"


def test_a_paragraph_of_a_section_is_shown_with_its_section() -> None:
    assert section("LVU 14 st. 2", TODAY) is section("LVU 14", TODAY)


def test_a_ground_that_changed_in_july_2026_is_two_entries() -> None:
    assert "sluten ungdomsvård" in section("LVU 3", date(2026, 6, 30)).text.sv
    assert "fängelse" in section("LVU 3", date(2026, 7, 1)).text.sv
