"""A request that is sent twice is carried out once: the answer is kept under the key that the caller chose.

Note [Answered once]: the key is written in the transaction of the work itself. Of two requests at the same time the
second waits for the first: if that one is kept, its answer is given again; if it is rolled back, nothing was done and
the second does it. Nothing can be left half way, so no key ever needs to be cleared by hand.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from skyddsnat.foundation.access.models import IdempotencyKey
from skyddsnat.foundation.access.types import Viewer

KEPT = timedelta(days=7)

Answer = tuple[int, dict[str, Any]]


class OtherRequest(Exception):
    """The key was used for another request: nothing was done."""


def answered_once(
    *, key: str, request: bytes, work: Callable[[], Answer], actor: Viewer, at: datetime
) -> tuple[Answer, bool]:
    """(status, answer) of `work`, or of the earlier request under the key, and whether it was an earlier one.

    `request` is everything that makes the request what it is. Inside `seeing(actor)`. Raises `OtherRequest`, and what
    `work` raises; the caller's transaction is then rolled back, and the key with it.
    """
    fingerprint = sha256(request).hexdigest()
    mine = IdempotencyKey.objects.filter(caller=actor.key)
    mine.filter(created_at__lt=at - KEPT).delete()
    row, is_new = mine.get_or_create(caller=actor.key, key=key, defaults={"fingerprint": fingerprint, "created_at": at})
    if not is_new:
        if row.fingerprint != fingerprint:
            raise OtherRequest
        assert row.status is not None  # written with the work, like the answer
        assert row.answer is not None
        return (row.status, row.answer), True
    answer = work()
    IdempotencyKey.objects.filter(pk=row.pk).update(status=answer[0], answer=answer[1])
    return answer, False
