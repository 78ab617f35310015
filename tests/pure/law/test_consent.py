"""Consent to a service to a child: a truth table over form, age, who consents and suitability."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skyddsnat.law.consent import (
    Consenter,
    NoConsentRule,
    ServiceForm,
    age_on,
    consent_rule,
    consent_verdict,
    is_party,
    must_be_told_of_follow_up,
)

NEW = date(2026, 11, 21)
OLD = date(2025, 6, 30)
NOBODY: frozenset[Consenter] = frozenset()
GUARDIANS = frozenset({Consenter.GUARDIANS})
CHILD = frozenset({Consenter.CHILD})
BOTH = GUARDIANS | CHILD
AGES = (0, 11, 12, 14, 15, 17)


def is_enough(form: ServiceForm, age: int, consents: frozenset[Consenter], is_suitable: bool) -> bool:
    """The Act's four paragraphs and 21:2, said as plainly as possible."""
    child, guardians = Consenter.CHILD in consents, Consenter.GUARDIANS in consents
    if age >= 15:
        return child and (guardians or (is_suitable and form is not ServiceForm.PLACEMENT))
    may_go_without = form in {ServiceForm.SERVICE, ServiceForm.CONTACT_PERSON} and age >= 12
    return guardians or (may_go_without and child and is_suitable)


@pytest.mark.parametrize(
    ("form", "age", "consents", "is_suitable"),
    list(product(ServiceForm, AGES, (NOBODY, GUARDIANS, CHILD, BOTH), (True, False))),
)
def test_consent_is_complete_exactly_when_the_act_says_so(
    form: ServiceForm, age: int, consents: frozenset[Consenter], is_suitable: bool
) -> None:
    verdict = consent_verdict(form, age=age, on=NEW, consents=consents, is_suitable=is_suitable)

    assert verdict.allowed == is_enough(form, age, consents, is_suitable)


@pytest.mark.parametrize(
    ("form", "on", "citation"),
    [
        (ServiceForm.SERVICE, NEW, "21 kap. 1 § SoL"),
        (ServiceForm.PLACEMENT, NEW, "21 kap. 1 § SoL"),
        (ServiceForm.WITHOUT_ASSESSMENT, NEW, "21 kap. 2 § SoL"),
        (ServiceForm.SERVICE, OLD, "3 kap. 6 a § SoL (2001:453)"),
        (ServiceForm.CONTACT_PERSON, OLD, "3 kap. 6 b § SoL (2001:453)"),
        (ServiceForm.PLACEMENT, OLD, None),
    ],
)
def test_a_missing_consent_names_the_section_of_that_day(form: ServiceForm, on: date, citation: str | None) -> None:
    (reason,) = consent_verdict(form, age=8, on=on, consents=NOBODY, is_suitable=True).reasons

    assert reason.code == "consent.missing"
    assert reason.citation == citation


def test_a_placement_is_never_for_the_child_alone_to_decide() -> None:
    for age in AGES:
        assert not consent_rule(ServiceForm.PLACEMENT, age=age, on=NEW).child_may_replace_guardians


def test_a_child_of_fifteen_is_told_and_pleads_its_own_case() -> None:
    assert must_be_told_of_follow_up(age=14) == GUARDIANS
    assert must_be_told_of_follow_up(age=15) == BOTH
    assert not is_party(age=14)
    assert is_party(age=15)


@pytest.mark.parametrize(
    ("form", "age", "on"),
    [
        (ServiceForm.SERVICE, 18, NEW),
        (ServiceForm.SERVICE, -1, NEW),
        (ServiceForm.SERVICE, 10, date(2023, 6, 30)),
        (ServiceForm.WITHOUT_ASSESSMENT, 10, OLD),
    ],
)
def test_adults_and_days_that_were_not_read_are_refused(form: ServiceForm, age: int, on: date) -> None:
    with pytest.raises(NoConsentRule, match="1 July 2023"):
        consent_rule(form, age=age, on=on)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2014, 11, 21), date(2026, 11, 20), 11),
        (date(2014, 11, 21), date(2026, 11, 21), 12),
        (date(2012, 2, 29), date(2027, 2, 28), 14),
        (date(2012, 2, 29), date(2027, 3, 1), 15),
    ],
)
def test_age_in_whole_years(born: date, on: date, years: int) -> None:
    assert age_on(born, on) == years


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 17))
def test_nobody_grows_younger(born: date, years: int) -> None:
    birthday_year = born.year + years

    assert age_on(born, date(birthday_year, 12, 31)) == years
    assert age_on(born, date(birthday_year, 1, 1)) in {years, years - 1}
