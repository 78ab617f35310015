"""Alarms by mail to those who are not logged in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skyddsnat.kernel.text import Text
from skyddsnat.law.compulsory_states import Track


class AlarmRung(StrEnum):
    """Who is told, from the first to the last."""

    WORKERS = "workers"
    MANAGER = "manager"
    CHAIR = "chair"


ALARM_RUNG_NAMES: dict[AlarmRung, Text] = {
    AlarmRung.WORKERS: Text("Ansvarig och ersättare", "Responsible and deputy"),
    AlarmRung.MANAGER: Text("Enhetschef", "Unit manager"),
    AlarmRung.CHAIR: Text("Ordförande", "Chair"),
}


class AlarmFailure(StrEnum):
    """Why an alarm did not leave."""

    NO_ADDRESS = "no_address"
    NOT_TAKEN = "not_taken"


ALARM_FAILURE_NAMES: dict[AlarmFailure, Text] = {
    AlarmFailure.NO_ADDRESS: Text("Ingen e-postadress är inskriven", "No e-mail address is kept"),
    AlarmFailure.NOT_TAKEN: Text("E-postservern tog inte emot", "The mail server did not take it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmHours:
    """How many hours before the last midnight each rung is told. No source: own limits, which may be set."""

    workers: int = 48
    manager: int = 24
    chair: int = 6

    @property
    def by_rung(self) -> dict[AlarmRung, int]:
        return {AlarmRung.WORKERS: self.workers, AlarmRung.MANAGER: self.manager, AlarmRung.CHAIR: self.chair}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAlarm:
    """A measure that ends by itself before long, and whose it is. Ids alone."""

    measure_id: int
    file_id: int
    unit_id: int
    lapses_at: datetime
    owner_id: int | None
    deputy_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmMail:
    """One alarm to send, ready: to which address ("" none), and its words. Nothing about anybody else."""

    sending_id: int
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedView:
    """An alarm that did not reach the one it was for, by service code; no child."""

    unit: str
    track: Track
    lapses_at: datetime
    rung: AlarmRung
    who: str
    tried_at: datetime
    failure: AlarmFailure | None
