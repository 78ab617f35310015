"""Who must consent to a service to a child, by the child's age and the law of the day: SoL ch. 21.

Before 1 July 2025: SFS 2001:453 3:6 a (open services) and 3:6 b (contact persons), in the wording of 1 July 2023
(SFS 2023:292). The old Act had no rule of its own on other services; there the guardians' consent was needed.

From the age of fifteen the child pleads its own case (SoL 3:4) and consents for itself, beside the guardians or, where
the Act allows, in their stead. When two guardians disagree, FB 6:13 a lets a committee decide that some services may
go ahead; that is a decision of its own and no consent.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict
from skyddsnat.law.citations import OLD_SOL, SOL

OWN_VOICE_FROM = 12
OWN_CASE_FROM = 15
ADULT_FROM = 18
SFS_2023_292 = date(2023, 7, 1)


class ServiceForm(StrEnum):
    """What decides which rule on consent applies. Stored values."""

    SERVICE = "service"  # after needs assessment, 11:1, at home or in the open
    CONTACT_PERSON = "contact_person"  # contact person or specially qualified contact person, 13:7
    PLACEMENT = "placement"  # family home, emergency home, supported housing, residential care, special housing
    WITHOUT_ASSESSMENT = "without_assessment"  # 11:5


class Consenter(StrEnum):
    GUARDIANS = "guardians"
    CHILD = "child"


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which consent is complete: everyone in `consenters`, and suitability where the Act asks for it."""

    consenters: frozenset[Consenter]
    must_be_suitable: bool = False

    def is_open(self, *, consents: frozenset[Consenter], is_suitable: bool) -> bool:
        return self.consenters <= consents and (is_suitable or not self.must_be_suitable)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule:
    """The ways to complete consent for one form of service at one age; any one is enough."""

    form: ServiceForm
    age: int
    ways: tuple[Way, ...]
    citation: str | None  # None: no section of the Act, found by none of the sources
    text: Text

    @property
    def child_may_replace_guardians(self) -> bool:
        return any(Consenter.GUARDIANS not in way.consenters for way in self.ways)


class NoConsentRule(LookupError):
    """The day lies before the wordings that were read, or the person is no child."""

    def __init__(self) -> None:
        self.text = Text(
            sv="Regler om samtycke finns här för barn under 18 år, från den 1 juli 2023, och för insatser utan "
            "behovsprövning från den 1 juli 2025.",
            en="Rules on consent are entered for children under 18 from 1 July 2023, and for services without needs "
            "assessment from 1 July 2025.",
        )
        super().__init__(self.text.en)


GUARDIANS = Way(frozenset({Consenter.GUARDIANS}))
BOTH = Way(frozenset({Consenter.GUARDIANS, Consenter.CHILD}))
CHILD_IF_SUITABLE = Way(frozenset({Consenter.CHILD}), must_be_suitable=True)


def consent_rule(form: ServiceForm, *, age: int, on: date) -> ConsentRule:
    """Who must consent to a service of that form to a child of `age` years on that day; raises `NoConsentRule`."""
    earliest = SOL.valid_from if form is ServiceForm.WITHOUT_ASSESSMENT else SFS_2023_292
    if on < earliest or not 0 <= age < ADULT_FROM:
        raise NoConsentRule
    ways = _ways(form, age)
    return ConsentRule(form=form, age=age, ways=ways, citation=_citation(form, on), text=_TEXTS[ways])


def consent_verdict(
    form: ServiceForm, *, age: int, on: date, consents: frozenset[Consenter], is_suitable: bool
) -> Verdict:
    """Whether consent is complete.

    `consents` holds GUARDIANS only when every guardian has consented, CHILD when the child asks for or consents to the
    service; `is_suitable` is the board's judgement that it may be given without the guardians. Raises `NoConsentRule`.
    """
    rule = consent_rule(form, age=age, on=on)
    if any(way.is_open(consents=consents, is_suitable=is_suitable) for way in rule.ways):
        return ALLOWED
    return Verdict.of(Reason("consent.missing", rule.text, rule.citation))


def must_be_told_of_follow_up(*, age: int) -> frozenset[Consenter]:
    """Who is told that a follow-up starts or ends: the guardians, and a child of fifteen. SoL 23:3, old Act 11:4 c."""
    return BOTH.consenters if age >= OWN_CASE_FROM else GUARDIANS.consenters


def is_party(*, age: int) -> bool:
    """Whether the child pleads its own case: SoL 3:4, before 1 July 2025 11:10."""
    return age >= OWN_CASE_FROM


def age_on(born_on: date, on: date) -> int:
    """Whole years on that day. Someone born on 29 February has the birthday on 1 March in other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _ways(form: ServiceForm, age: int) -> tuple[Way, ...]:
    if age >= OWN_CASE_FROM:
        return (BOTH,) if form is ServiceForm.PLACEMENT else (BOTH, CHILD_IF_SUITABLE)
    if age >= OWN_VOICE_FROM and form in (ServiceForm.SERVICE, ServiceForm.CONTACT_PERSON):
        return (GUARDIANS, CHILD_IF_SUITABLE)
    return (GUARDIANS,)


def _citation(form: ServiceForm, on: date) -> str | None:
    if on >= SOL.valid_from:
        return SOL.cite("21:2" if form is ServiceForm.WITHOUT_ASSESSMENT else "21:1")
    return _OLD_CITATIONS.get(form)


_OLD_CITATIONS = {
    ServiceForm.SERVICE: OLD_SOL.cite("3:6 a"),
    ServiceForm.CONTACT_PERSON: OLD_SOL.cite("3:6 b"),
}
_TEXTS: dict[tuple[Way, ...], Text] = {
    (GUARDIANS,): Text(
        "Alla vårdnadshavare måste samtycka till insatsen.",
        "Every guardian must consent to the service.",
    ),
    (BOTH,): Text(
        "Alla vårdnadshavare och barnet, som har fyllt 15 år, måste samtycka till insatsen.",
        "Every guardian and the child, who is 15 or older, must consent to the service.",
    ),
    (GUARDIANS, CHILD_IF_SUITABLE): Text(
        "Alla vårdnadshavare måste samtycka, eller så samtycker barnet självt och insatsen är lämplig utan dem.",
        "Every guardian must consent, or the child consents and the service is suitable without them.",
    ),
    (BOTH, CHILD_IF_SUITABLE): Text(
        "Barnet, som har fyllt 15 år, måste begära eller samtycka till insatsen. Om någon vårdnadshavare inte "
        "samtycker måste insatsen vara lämplig ändå.",
        "The child, who is 15 or older, must ask for or consent to the service. If a guardian does not consent, it "
        "must be suitable all the same.",
    ),
}
