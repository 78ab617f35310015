"""What the run of the on-call extract may ask of the register: warnings in force, and never the incident behind one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from skyddsnat.domains.safety.types.warnings import Cause, WarningOn
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date

_COLUMNS = "id, about, cause, words, address, person_id, is_agreed, file_ids"


@dataclass(frozen=True, slots=True, kw_only=True)
class OncallWarning:
    """A warning in force. `file_ids` are the files through which it is known, the person's own among them."""

    id: int
    about: WarningOn
    cause: Cause
    words: str
    address: str
    person_id: int | None
    is_agreed: bool
    file_ids: tuple[int, ...]


def warnings_for_oncall(*, viewer: Viewer, at: datetime) -> list[OncallWarning]:
    """The warnings in force at `at`, through a door that answers the run of the on-call extract alone."""
    with connection.cursor() as cursor:
        asked = f"SELECT {_COLUMNS} FROM safety_oncall_warnings(%s) ORDER BY id"  # nosec B608 - our own
        cursor.execute(asked, [local_date(at)])
        found = cursor.fetchall()
    return [
        OncallWarning(
            id=pk,
            about=WarningOn(about),
            cause=Cause(cause),
            words=words,
            address=address,
            person_id=person_id,
            is_agreed=is_agreed,
            file_ids=tuple(file_ids),
        )
        for pk, about, cause, words, address, person_id, is_agreed, file_ids in found
    ]
