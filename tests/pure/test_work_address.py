"""An employee's address is one at work (OSL 39:3)."""

import pytest

from skyddsnat.foundation.staff.rules import working_at

OURS = ("norrhamn.se", "Kommun.Example")


@pytest.mark.parametrize(
    "address", ["", "bo@norrhamn.se", "bo@barn.norrhamn.se", "BO@NORRHAMN.SE", "bo@kommun.example"]
)
def test_an_address_of_the_employer_is_taken(address: str) -> None:
    assert working_at(address, domains=OURS).allowed


@pytest.mark.parametrize(
    "address", ["bo@gmail.com", "bo@inte-norrhamn.se", "bo@norrhamn.se.example", "bo@norrhamn.com"]
)
def test_any_other_is_refused_where_the_employer_has_said_which_are_its_own(address: str) -> None:
    assert working_at(address, domains=OURS).codes == ("staff.private_address",)


@pytest.mark.parametrize("address", ["bo@gmail.com", "Bo@Hotmail.SE", "bo@icloud.com.", "bo@telia.com"])
def test_where_people_keep_their_private_mail_is_refused_all_the_same(address: str) -> None:
    assert not working_at(address, domains=()).allowed
    assert working_at("bo@norrhamn.example", domains=()).allowed
