"""Outings, and needs of police help: refused, late, never asked for, and waiting for an answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from skyddsnat.demo.care.board import POLICE_ASKER
from skyddsnat.demo.care.deeds import HOUR, Care
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import (
    Attendance,
    Effect,
    NotAsked,
    OutingKind,
    PoliceAnswer,
    PoliceFor,
    PoliceRequest,
    WhyAnswer,
)
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.law.compulsory_states import Track


def plan_execution(care: Care, at: datetime, planned_at: datetime, *, place: str, risk: str, goers: list[str]) -> int:
    """Who goes, when and where, and what may happen; the first of those who go has read it. Returns the outing."""
    with care.acting(at) as actor:
        outing = actions.plan_outing(
            case_id=care.id,
            measure_id=care.measures[Track.CARE],
            kind=OutingKind.EXECUTION,
            planned_at=planned_at,
            place=place,
            risk=risk,
            goers=[care.employee(name) for name in goers],
            actor=actor,
            at=at,
        )
    read_risk(care, outing, goers[0], at + HOUR)
    return outing


def read_risk(care: Care, outing: int, who: str, at: datetime) -> None:
    """One who goes signs that she has read what may happen."""
    with care.acting(at, who) as actor:
        version = queries.outing(outing_id=outing, viewer=actor).version
        actions.read_risk(outing_id=outing, version=version, actor=actor, at=at)


def finish(care: Care, outing: int, outcome: str, at: datetime) -> None:
    """They have been there."""
    with care.acting(at) as actor:
        version = queries.outing(outing_id=outing, viewer=actor).version
        actions.finish_outing(outing_id=outing, version=version, outcome=outcome, done_at=at, actor=actor, at=at)


@dataclass(slots=True)
class Need:
    """A need of police help; it remembers itself from the day that it is stated."""

    care: Care
    circumstances: str
    id: int = 0

    def state(self, at: datetime, *, outing: int | None = None) -> None:
        """The police are needed."""
        with self.care.acting(at) as actor:
            self.id = actions.state_need(
                case_id=self.care.id,
                measure_id=self.care.measures[Track.CARE],
                outing_id=outing,
                purpose=PoliceFor.EXECUTION,
                needed_at=at,
                circumstances=self.circumstances,
                actor=actor,
                at=at,
            )

    def ask(self, at: datetime, planned_at: datetime, *, place: str, why_not_alone: str, risk: str, right: str) -> None:
        """Whom the board has appointed is handed the request, and makes it."""
        with self.care.acting(at) as actor:
            actions.hand_request_to(need_id=self.id, to=self.care.employee(POLICE_ASKER), actor=actor, at=at)
        asked_at = at + timedelta(minutes=40)
        with self.care.acting(asked_at, POLICE_ASKER) as actor:
            actions.request_police(
                need_id=self.id,
                version=queries.police_need(need_id=self.id, viewer=actor).version,
                request=PoliceRequest(
                    place=place,
                    planned_at=planned_at,
                    circumstances=self.circumstances,
                    why_not_alone=why_not_alone,
                    risk_to_child=risk,
                    childs_interests=right,
                ),
                matter_id=None,
                actor=actor,
                at=asked_at,
            )

    def leave(self, why: NotAsked, reason: str, effect: Effect, at: datetime) -> None:
        """Nobody asks."""
        with self.care.acting(at) as actor:
            actions.not_request(
                need_id=self.id, version=self._version(actor), why=why, reason=reason, effect=effect, actor=actor, at=at
            )

    def hear(self, answer: PoliceAnswer, at: datetime, *, why: WhyAnswer | None = None, reason: str = "") -> None:
        """The police answer."""
        with self.care.acting(at) as actor:
            actions.answer_police(
                need_id=self.id,
                version=self._version(actor),
                answer=answer,
                why=why,
                reason=reason,
                answered_at=at,
                actor=actor,
                at=at,
            )

    def tell_plan(self, data: str, at: datetime) -> None:
        """The police are given what they need to plan."""
        with self.care.acting(at) as actor:
            actions.give_planning_data(need_id=self.id, version=self._version(actor), data=data, actor=actor, at=at)

    def end(
        self, came: Attendance, effect: Effect, at: datetime, *, arrived_at: datetime | None = None, thought: str
    ) -> None:
        """What it led to, and what one takes along."""
        with self.care.acting(at) as actor:
            actions.attend(
                need_id=self.id,
                version=self._version(actor),
                attendance=came,
                arrived_at=arrived_at,
                effect=effect,
                actor=actor,
                at=at,
            )
            actions.reflect(need_id=self.id, version=self._version(actor), afterthought=thought, actor=actor, at=at)

    def _version(self, viewer: Viewer) -> int:
        return queries.police_need(need_id=self.id, viewer=viewer).version
