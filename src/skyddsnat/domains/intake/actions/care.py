"""What intake knows of care that the floors above keep."""

from datetime import datetime

from skyddsnat.domains.intake.models import EarlierCare
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record


def note_care(*, file_id: int, until: datetime | None, actor: Viewer, at: datetime) -> None:
    """Keep until when the child of the file was, or will be, in care; None: until further notice.

    A report that comes in within two years of it is shown first (lesson 13). Called by whoever keeps the care, as often
    as something may have changed; written only when it has. Raises `NotOpen`.
    """
    file = file_of(file_id=file_id, viewer=actor)
    known, is_new = EarlierCare.objects.get_or_create(file_id=file.id, defaults={"until": until})
    if not is_new and known.until == until:
        return
    EarlierCare.objects.filter(pk=known.pk).update(until=until)
    record(deed="intake.care.noted", target=f"intake.earliercare:{known.pk}", actor=actor, at=at, file_id=file.id)
