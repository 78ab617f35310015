"""Kinds of reporter by the list of the day."""

from datetime import date

import pytest

from skyddsnat.law.reporters import Duty, UnknownReporterKind, reporter_kind, reporter_kinds

TODAY = date(2026, 11, 21)


def test_the_list_of_2026_has_its_twenty_two_points_in_order() -> None:
    listed = [kind for kind in reporter_kinds(TODAY) if kind.duty is Duty.MUST]

    assert [kind.citation for kind in listed] == [f"19 kap. 1 § {point} SoL" for point in range(1, 23)]
    assert listed[3].code == "school"
    assert listed[14].code == "police"


@pytest.mark.parametrize("on", [date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 14), TODAY])
def test_a_private_person_should_report_and_gets_no_feedback(on: date) -> None:
    kinds = reporter_kinds(on)

    assert [kind.code for kind in kinds if not kind.is_mandatory] == ["private_person"]
    assert kinds[-1].code == "private_person"
    assert not kinds[-1].may_get_feedback
    assert all(kind.may_get_feedback for kind in kinds[:-1])
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_public_order_guards_report_since_15_january_2026() -> None:
    assert reporter_kind("public_order_guard", date(2026, 1, 15)).is_mandatory
    with pytest.raises(UnknownReporterKind):
        reporter_kind("public_order_guard", date(2026, 1, 14))


def test_each_duty_has_the_section_of_its_act() -> None:
    assert reporter_kind("police", date(2025, 6, 30)).citation == "14 kap. 1 § SoL (2001:453)"
    assert reporter_kind("police", date(2025, 7, 1)).citation == "19 kap. 1 § SoL"
    assert reporter_kind("family_counselling", TODAY).duty is Duty.MUST_ON_ABUSE
    assert reporter_kind("childrens_ombudsman", TODAY).citation == "19 kap. 3 § SoL"


def test_before_2013_nothing_was_read() -> None:
    assert reporter_kinds(date(2012, 12, 31)) == ()
