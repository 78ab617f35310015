"""The one way to write to the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from skyddsnat.foundation.audit.types import Acting

_ENCODER = DjangoJSONEncoder(ensure_ascii=False)

# No RETURNING: a system run may write an event that it may not read.
_INSERT = """
INSERT INTO audit_event (at, actor, actor_id, deed, target, file_id, ground, details)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb)
"""


def record(
    *,
    deed: str,
    target: str,
    actor: Acting,
    at: datetime,
    file_id: int | None = None,
    ground: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Append one event in the caller's transaction.

    `deed` is subject.thing.verb ("intake.report.received"), `target` is model and id ("intake.report:12"),
    `ground` is why a file was opened. Refused by the database when `actor` is not the one who is looking.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                at,
                actor.key,
                actor.employee_id,
                deed,
                target,
                file_id,
                ground,
                _ENCODER.encode(dict(details or {})),
            ],
        )
