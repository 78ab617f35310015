"""How often what happens. Calibrated to what is published about Sweden where something is, else our own assumption.

Published: an investigation follows 38 % of reports and a fifth concern violence (Socialstyrelsen 2018); 24 % of
preliminary assessments took longer than 14 days and 86 % of investigations four months at most (IVO 2015); one in seven
caseworkers waited because of money and 22 % chose another service than the most suitable (Akademikerförbundet SSR).
"""

from datetime import date
from enum import StrEnum
from random import Random
from typing import TypeVar

from skyddsnat.demo import names
from skyddsnat.demo.families import Child
from skyddsnat.domains.decisions.types import Obstacle
from skyddsnat.domains.intake.types import Channel, Judgement, Reporter
from skyddsnat.domains.investigations.types import Question, Result
from skyddsnat.law.reporters import reporter_kinds

T = TypeVar("T")


class Theme(StrEnum):
    """What a report is about."""

    VIOLENCE = "violence"
    CARE = "care"
    CONFLICT = "conflict"
    SUBSTANCE = "substance"
    ABSENCE = "absence"
    OWN = "own"
    CRIME = "crime"
    SUPPORT = "support"


QUESTIONS: dict[Theme, Question] = {
    Theme.VIOLENCE: Question.VIOLENCE,
    Theme.CARE: Question.CARE,
    Theme.CONFLICT: Question.CARE,
    Theme.SUBSTANCE: Question.CARE,
    Theme.ABSENCE: Question.OWN_BEHAVIOUR,
    Theme.OWN: Question.OWN_BEHAVIOUR,
    Theme.CRIME: Question.CRIME,
    Theme.SUPPORT: Question.SUPPORT,
}
OPENED: dict[Theme, float] = {
    Theme.VIOLENCE: 0.6,
    Theme.CARE: 0.4,
    Theme.CONFLICT: 0.25,
    Theme.SUBSTANCE: 0.5,
    Theme.ABSENCE: 0.35,
    Theme.OWN: 0.45,
    Theme.CRIME: 0.5,
    Theme.SUPPORT: 0.55,
}
TEENAGER = 13

ACUTE = 0.15
BY_INTEGRATION = 0.6
CHILD_HEARD_EARLY = 0.35
FEEDBACK_DECLINED = 0.05
FEEDBACK_FORGOTTEN = 0.06
OTHER_THEME_LATER = 0.3
PRELIMINARY_LATE = 0.24
PROLONGED = 0.4
PROTECTION_LATE = 0.05

INVESTIGATION_LATE = 0.14
EXTENDED = 0.55
STANDS_STILL = 0.1
CHANGES_CASEWORKER = 0.2
GAP_BETWEEN = 0.4
WAITS = 0.3
WITHHELD_ON_VIOLENCE = 0.15
TALKED = 0.85
ALONE = 0.7

NOT_MOST_SUITABLE = 0.26
LATE_START = 0.18
REFUSES_CONSENT = 0.08
RETURNED = 0.08
NOT_SENT = 0.06
NOT_SERVED = 0.12
STARTS_LATE = 0.14
NEVER_STARTS = 0.08


def theme_of(chance: Random, age: int) -> Theme:
    """What a report on a child of that age is likely to be about."""
    young = {Theme.VIOLENCE: 21, Theme.CARE: 32, Theme.CONFLICT: 18, Theme.SUBSTANCE: 16, Theme.SUPPORT: 13}
    old = {
        Theme.VIOLENCE: 20, Theme.CARE: 12, Theme.CONFLICT: 10, Theme.ABSENCE: 18, Theme.OWN: 20, Theme.CRIME: 14,
        Theme.SUPPORT: 6,
    }  # fmt: skip
    return _drawn(chance, old if age >= TEENAGER else young)


# Own assumption, consistent with the 60 % of reports that come from police, school and health care (2018).
_REPORTERS = {
    ("police", Channel.E_SERVICE): 22,
    ("school", Channel.PHONE): 12,
    ("school", Channel.E_SERVICE): 10,
    ("health_and_dental_care", Channel.SECURE_MESSAGE): 16,
    ("social_services", Channel.INTERNAL): 9,
    ("private_person", Channel.PHONE): 15,
    ("private_person", Channel.VISIT): 6,
    ("prison_and_probation", Channel.LETTER): 4,
    ("private_professional", Channel.PHONE): 6,
}
# The old lists of SoL ch. 19 and of the old Act name fewer kinds.
_BEFORE = {"school": "other_authority", "health_and_dental_care": "health_care"}
_PLACES = {
    "police": "Polisen Norrham",
    "health_and_dental_care": "Norrhams hälsocentral",
    "social_services": "Ekonomiskt bistånd, Norrham",
    "prison_and_probation": "Frivården Norrham",
    "private_professional": "Simklubben Norrham",
}
_ROLES = {
    "police": "utredare",
    "school": "rektor",
    "health_and_dental_care": "sjuksköterska",
    "social_services": "socialsekreterare",
    "prison_and_probation": "frivårdsinspektör",
    "private_professional": "ledare",
}


def reporter_of(chance: Random, child: Child, on: date) -> tuple[Reporter, Channel]:
    """Who reports, and how."""
    code, channel = _drawn(chance, _REPORTERS)
    stored = code if any(kind.code == code for kind in reporter_kinds(on)) else _BEFORE[code]
    if code == "private_person":
        return _private_person(chance), channel
    place = (child.person.school or "barnhälsovården") if code == "school" else _PLACES[code]
    reporter = Reporter(
        kind=stored,
        name=chance.choice(names.REPORTERS),
        role=_ROLES[code],
        organisation=place[0].upper() + place[1:],
        phone=f"0699-555 {chance.randrange(20, 90)}",
        wants_feedback=chance.random() < 0.6,
    )
    return reporter, channel


def _private_person(chance: Random) -> Reporter:
    if chance.random() < 0.5:
        return Reporter(kind="private_person")
    is_protected = chance.random() < 0.2
    return Reporter(
        kind="private_person",
        name=chance.choice(names.REPORTERS),
        role=chance.choice(("granne", "släkting", "mormor", "farfar", "vän till familjen")),
        is_protected=is_protected,
        protection_reason="Är rädd för vad som händer om det blir känt vem som ringde." if is_protected else "",
    )


def judgement_of(chance: Random, theme: Theme) -> Judgement:
    """What the protection assessment is likely to come to."""
    if theme is Theme.VIOLENCE:
        weights = {
            Judgement.NO_IMMEDIATE_NEED: 45,
            Judgement.PROTECTED_BY_OTHERS: 35,
            Judgement.MEASURES_NEEDED: 20,
        }
    else:
        weights = {
            Judgement.NO_IMMEDIATE_NEED: 85,
            Judgement.PROTECTED_BY_OTHERS: 12,
            Judgement.MEASURES_NEEDED: 3,
        }
    return _drawn(chance, weights)


def result_of(chance: Random) -> Result:
    """What an investigation is likely to come to."""
    return _drawn(chance, {Result.SERVICE: 50, Result.NO_SERVICE: 32, Result.FOLLOW_UP: 13, Result.MOVED: 5})


def obstacle_of(chance: Random) -> Obstacle:
    """Why it could not be the most suitable."""
    weights = {
        Obstacle.MONEY: 45, Obstacle.NO_PLACE: 22, Obstacle.NO_STAFF: 14, Obstacle.NO_CONSENT: 8, Obstacle.THREAT: 4,
        Obstacle.NO_LEGAL_GROUND: 4, Obstacle.OTHER: 3,
    }  # fmt: skip
    return _drawn(chance, weights)


def _drawn(chance: Random, weights: dict[T, int]) -> T:
    return chance.choices(list(weights), list(weights.values()))[0]
