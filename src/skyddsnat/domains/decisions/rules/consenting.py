"""Whose consent is asked and when it is complete (SoL 21:1; lesson 7)."""

from collections.abc import Iterable, Sequence
from datetime import date

from skyddsnat.domains.decisions.rules.reasons import (
    ADULT_MUST_CONSENT,
    when,
)
from skyddsnat.domains.decisions.types import (
    Answer,
    AskedView,
    ServiceView,
)
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.consent import (
    ADULT_FROM,
    OWN_CASE_FROM,
    OWN_VOICE_FROM,
    Consenter,
    ServiceForm,
    consent_verdict,
)


def form_of(service: ServiceView) -> ServiceForm:
    """Which rule on consent the service falls under."""
    if service.is_placement:
        return ServiceForm.PLACEMENT
    by_section = {"SoL 13:7": ServiceForm.CONTACT_PERSON, "SoL 11:5": ServiceForm.WITHOUT_ASSESSMENT}
    return by_section.get(service.section, ServiceForm.SERVICE)


def child_is_asked(age: int, *, without_guardians: bool) -> bool:
    """A child of 15 always; from 12 when the service is to be given without the guardians (SoL 21:1)."""
    return age >= OWN_CASE_FROM or (age >= OWN_VOICE_FROM and without_guardians)


def guardians_are_asked(age: int) -> bool:
    """Until the child is 18."""
    return age < ADULT_FROM


def _consents(asked: Iterable[AskedView]) -> frozenset[Consenter]:
    guardians = [each for each in asked if not each.is_child]
    children = [each for each in asked if each.is_child]
    given = set()
    if guardians and all(_says_yes(each) for each in guardians):
        given.add(Consenter.GUARDIANS)
    if children and all(_says_yes(each) for each in children):
        given.add(Consenter.CHILD)
    return frozenset(given)


def _says_yes(asked: AskedView) -> bool:
    return asked.answer is not None and asked.answer.answer is Answer.CONSENTS


def consent_of(
    service: ServiceView, *, age: int, on: date, asked: Sequence[AskedView], without_guardians: bool
) -> Verdict:
    """Whether consent to the service is complete by the law of that day (SoL 21:1; lesson 7)."""
    consents = _consents(asked)
    if age >= ADULT_FROM:
        return Verdict.of(when(Consenter.CHILD not in consents, ADULT_MUST_CONSENT))
    return consent_verdict(form_of(service), age=age, on=on, consents=consents, is_suitable=without_guardians)
