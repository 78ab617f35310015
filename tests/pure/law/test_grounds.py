"""The grounds of each Act on each day, for each age."""

from datetime import date
from itertools import pairwise

import pytest

from skyddsnat.law.grounds import (
    GROUNDS,
    KIND_NAMES,
    GroundKind,
    UnknownGround,
    ground,
    ground_verdict,
    grounds,
    kind_of,
    reviews_of,
)

LVU, NEW, SERVICES, SHELTER = "1990:52", "2026:1600", "2026:1637", "2024:79"
LAST, FIRST, SECOND = date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)


def names(act: str, on: date) -> set[str]:
    return {each.code.partition(".")[2] for each in grounds(act, on)}


def test_the_old_act_and_the_change_of_july_2026() -> None:
    both = {"abuse", "exploitation", "lack_of_care", "other_home", "substances", "crime", "other_behaviour"}

    assert names(LVU, date(2026, 6, 30)) == both | {"after_youth_custody"}
    assert names(LVU, date(2026, 7, 1)) == both | {"after_prison"}
    assert names(LVU, LAST) == both | {"after_prison"}


def test_the_new_act_adds_parts_attachment_and_the_overall_assessment() -> None:
    assert grounds(NEW, LAST) == ()
    assert names(NEW, FIRST) == {
        *("abuse", "sexual", "lack_of_care", "social_control", "other_home", "home_overall"),
        *("substances", "crime", "other_behaviour", "behaviour_overall"),
        *("after_prison", "after_youth_custody", "attachment"),
    }
    assert {each.code for each in GROUNDS if each.is_overall} == {
        "sfs2026_1600.home_overall",
        "sfs2026_1600.behaviour_overall",
    }


def test_services_without_consent_have_grounds_for_guardians_and_for_the_young() -> None:
    assert grounds(SERVICES, FIRST) == ()
    by_place = {each.citation for each in grounds(SERVICES, SECOND)}

    assert by_place == {f"{place} § lagen (2026:1637)" for place in ("3 kap. 2", "3 kap. 3", "3 kap. 4", "4 kap. 2")}
    assert names(SHELTER, LAST) == {"risk"}


@pytest.mark.parametrize(
    ("code", "age", "on", "codes"),
    [
        ("lvu.abuse", 17, LAST, ()),
        ("lvu.abuse", 18, LAST, ("grounds.too_old",)),
        ("lvu.crime", 19, LAST, ()),
        ("lvu.crime", 20, LAST, ("grounds.too_old",)),
        ("lvu.abuse", 10, FIRST, ("grounds.repealed",)),
        ("lvu.abuse", 18, FIRST, ("grounds.too_old", "grounds.repealed")),
        ("lvu.after_youth_custody", 16, date(2026, 7, 1), ("grounds.not_in_force",)),
        ("sfs2026_1600.attachment", 17, FIRST, ()),
        ("sfs2026_1600.attachment", 18, FIRST, ("grounds.too_old",)),
        ("sfs2026_1600.social_control", 12, LAST, ("grounds.not_in_force",)),
        ("sfs2026_1600.other_behaviour", 19, FIRST, ()),
        ("sfs2026_1600.after_prison", 20, FIRST, ("grounds.too_old",)),
        ("sfs2026_1637.crime", 20, SECOND, ()),
        ("sfs2026_1637.crime", 21, SECOND, ("grounds.too_old",)),
        ("sfs2026_1637.guardian_crime", 18, SECOND, ("grounds.too_old",)),
        ("sfs2024_79.risk", 17, LAST, ()),
    ],
)
def test_a_ground_carries_a_decision_or_all_reasons_why_not(
    code: str, age: int, on: date, codes: tuple[str, ...]
) -> None:
    verdict = ground_verdict(code, age, on)

    assert verdict.codes == codes
    assert all(reason.citation for reason in verdict.reasons)


def test_the_old_grounds_live_on_for_an_application_before_new_year() -> None:
    assert ground_verdict("lvu.abuse", 10, date(2027, 2, 1), applied_on=LAST).allowed
    refused = ground_verdict("lvu.abuse", 10, date(2027, 2, 1), applied_on=FIRST)
    assert refused.reasons[0].citation == "övergångsbestämmelse 4 till lagen (2026:1600)"


@pytest.mark.parametrize(
    ("codes", "kind", "reviews"),
    [
        ((), None, ()),
        (("lvu.abuse",), GroundKind.HOME, ("consider_home",)),
        (("lvu.crime",), GroundKind.BEHAVIOUR, ("examine_behaviour",)),
        (("lvu.crime", "lvu.abuse"), GroundKind.BOTH, ("consider_home", "examine_behaviour")),
        (("sfs2026_1600.attachment",), GroundKind.ATTACHMENT, ("consider_home",)),
        (("sfs2024_79.risk",), GroundKind.SAFETY, ()),
    ],
)
def test_the_kind_of_a_case_decides_its_reviews(
    codes: tuple[str, ...], kind: GroundKind | None, reviews: tuple[str, ...]
) -> None:
    assert kind_of(codes) == kind
    assert reviews_of(codes) == reviews


def test_every_ground_is_known_by_its_code_and_said_in_both_languages() -> None:
    codes = [each.code for each in GROUNDS]

    assert len(set(codes)) == len(codes)
    assert all(ground(code).code == code for code in codes)
    assert all(each.text.sv and each.text.en and each.text.sv != each.text.en for each in GROUNDS)
    assert set(KIND_NAMES) == set(GroundKind)
    with pytest.raises(UnknownGround, match="lvu.nothing"):
        ground("lvu.nothing")


def test_the_grounds_of_an_act_stand_together() -> None:
    runs = [one.statute for one, other in pairwise((*GROUNDS, GROUNDS[0])) if one.statute != other.statute]

    assert len(runs) == len({each.statute for each in GROUNDS})
