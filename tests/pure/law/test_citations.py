"""Statutes: how a place is written and where its public text stands."""

from datetime import date

import pytest

from skyddsnat.law.citations import FL, OLD_SOL, SOL, STATUTES, UnknownStatute, statute


def test_places_are_written_as_in_a_decision() -> None:
    assert SOL.cite("20:2") == "20 kap. 2 § SoL"
    assert SOL.cite("16:2 a") == "16 kap. 2 a § SoL"
    assert SOL.cite("19 a:3") == "19 a kap. 3 § SoL"
    assert FL.cite("44") == "44 § FL"


def test_links_lead_to_the_section() -> None:
    assert SOL.url_of("20:2") == "https://data.riksdagen.se/dokument/sfs-2025-400.html#K20P2"
    assert OLD_SOL.url_of("11:1 a").endswith("sfs-2001-453.html#K11P1a")
    assert FL.url_of("44").endswith("sfs-2017-900.html#P44")


@pytest.mark.parametrize("place", ["", "20.2", "20:2 §", "kap 20"])
def test_what_is_no_place_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="no place in a statute"):
        SOL.cite(place)


def test_acts_are_found_by_number() -> None:
    assert statute("SFS 2025:400") is statute("2025:400") is SOL
    assert SOL.sfs == "SFS 2025:400"
    with pytest.raises(UnknownStatute):
        statute("SFS 1734:1")


def test_the_new_act_begins_when_the_old_one_ends() -> None:
    assert OLD_SOL.valid_to == SOL.valid_from == date(2025, 7, 1)
    assert len({act.number for act in STATUTES}) == len(STATUTES)
