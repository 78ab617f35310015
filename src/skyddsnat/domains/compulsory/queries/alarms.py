"""What the run of the alarms may ask of measures, and what those who answer for them see of it."""

from datetime import datetime
from typing import Any

from django.db import connection

from skyddsnat.domains.compulsory.queries.rows import answer
from skyddsnat.domains.compulsory.types.alarms import AlarmFailure, AlarmRung, DueAlarm, UnreachedView
from skyddsnat.foundation.access.asking import Door, Question, moment
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import Track

_DUE = "SELECT measure_id, file_id, unit_id, lapses_at, owner_id, deputy_id FROM compulsory_alarms_due(%s, %s)"


def alarms_due(*, at: datetime, hours: int, viewer: Viewer) -> list[DueAlarm]:
    """Measures that end by themselves within the hours, through a door that answers the run of the alarms alone."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [at, hours])
        rows = cursor.fetchall()
    return [
        DueAlarm(
            measure_id=measure_id,
            file_id=file_id,
            unit_id=unit_id,
            lapses_at=lapses_at,
            owner_id=owner_id,
            deputy_id=deputy_id,
        )
        for measure_id, file_id, unit_id, lapses_at, owner_id, deputy_id in rows
    ]


def alarms_unreached(*, at: datetime, viewer: Viewer) -> list[UnreachedView]:
    """Alarms that did not reach the one they were for, while there is still time: to managers of their units and to the
    elected, the earliest midnight first. One statement, no child.
    """
    return answer(ask_alarms_unreached(at=at, viewer=viewer), viewer=viewer)


def ask_alarms_unreached(*, at: datetime, viewer: Viewer) -> Question[UnreachedView]:
    """The same, to be asked together with other questions."""
    return Question(Door("compulsory_alarms_unreached", (at, local_date(at))), {}, _unreached)


def _unreached(row: dict[str, Any]) -> UnreachedView:
    read = {
        "track": Track(row["track"]),
        "lapses_at": moment(row["lapses_at"]),
        "rung": AlarmRung(row["rung"]),
        "tried_at": moment(row["tried_at"]),
        "failure": AlarmFailure(row["failure"]) if row["failure"] else None,
    }
    return UnreachedView(**row | read)
