"""Compulsory care: a case, its measures, what was done in each, and the safeguards around them."""

from skyddsnat.domains.compulsory.models.alarms import AlarmSending
from skyddsnat.domains.compulsory.models.board import Appointment, HandOver, Matter
from skyddsnat.domains.compulsory.models.chain import CarePlace, Case, ConsentAsked, Measure, Step
from skyddsnat.domains.compulsory.models.papers import Notice, Paper
from skyddsnat.domains.compulsory.models.police import PoliceNeed
from skyddsnat.domains.compulsory.models.safeguards import (
    Counsel,
    Deviation,
    Enforcer,
    Examination,
    Goer,
    Outing,
    PairRule,
    Telling,
)

__all__ = [
    "AlarmSending",
    "Appointment",
    "CarePlace",
    "Case",
    "ConsentAsked",
    "Counsel",
    "Deviation",
    "Enforcer",
    "Examination",
    "Goer",
    "HandOver",
    "Matter",
    "Measure",
    "Notice",
    "Outing",
    "PairRule",
    "Paper",
    "PoliceNeed",
    "Step",
    "Telling",
]
