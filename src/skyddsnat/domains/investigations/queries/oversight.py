"""What the elected and the managers are shown of units whose files they do not read: chains and numbers, no child.

Reads through two doors of the database, which answer whoever answers for a unit, about that unit, and nobody else.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import connection

from skyddsnat.domains.investigations.permissions import check_user_can_oversee
from skyddsnat.domains.investigations.rules.order import CLOCK
from skyddsnat.domains.investigations.types import Question
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.law.register import rule_in_force

# One statement for both doors. Only chains that are told alike in everything stand in no order of their own.
_ASK = """
SELECT to_json(ARRAY(
           SELECT c FROM investigations_overseen_chains(%s, %s) c
           ORDER BY c.unit, c.is_running DESC, c.months DESC, c.links DESC, c
       ))::text,
       to_json(ARRAY(SELECT n FROM investigations_overseen_numbers(%s) n ORDER BY n))::text
"""


class Watched(StrEnum):
    """What is counted in a unit."""

    RUNNING = "running"  # investigations under way
    LATE = "late"  # clocks past their day
    UNTOLD = "untold"  # parties who were not told when the day they waited for had passed


@dataclass(frozen=True, slots=True, kw_only=True)
class OverseenChain:
    """Investigations back to back on one question, without the child (lesson 6).

    `question` is None where few children of the unit are asked it about. `is_new_said`: each but the first says what is
    new in words of its own. `months` are whole ones, from the first start until today or the last end; `is_over`: they
    are together longer than one may be (SoL 20:3).
    """

    unit: str
    question: Question | None
    links: int
    is_new_said: bool
    started_month: date
    months: int
    is_over: bool
    is_running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNumber:
    """How many of something a unit has; of late clocks, by the id of their rule."""

    unit: str
    what: Watched
    rule: str
    amount: int


def overseen(*, viewer: Viewer, today: date) -> tuple[list[OverseenChain], list[UnitNumber]]:
    """Chains that run or ended within a year, and numbers, of the units that the viewer answers for, by unit.

    One statement, past row-level security and without a child. Raises `Refused`.
    """
    check_user_can_oversee(viewer=viewer)
    longest = rule_in_force(CLOCK, today).length.count
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [today, longest, today])
        chains, numbers = cursor.fetchone()
    return [_chain(row) for row in json.loads(chains)], [_number(row) for row in json.loads(numbers)]


def _chain(row: dict[str, Any]) -> OverseenChain:
    question = Question(row["question"]) if row["question"] else None
    return OverseenChain(**row | {"question": question, "started_month": date.fromisoformat(row["started_month"])})


def _number(row: dict[str, Any]) -> UnitNumber:
    return UnitNumber(**row | {"what": Watched(row["what"])})
