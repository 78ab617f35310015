"""Recipients, extracts and openings; row-level security shows an employee her own, and an administrator all."""

from datetime import date

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.oncall.models import Copy, Extract, Opening, Recipient
from skyddsnat.foundation.oncall.sealing import plain_receipt, receipt_hash
from skyddsnat.foundation.oncall.types import (
    ON_CALL,
    ExtractView,
    How,
    OpeningView,
    Reader,
    RecipientView,
    WrappedKey,
)
from skyddsnat.foundation.staff.queries import holders


def recipients(*, viewer: Viewer) -> list[RecipientView]:
    """Who is named now, by name."""
    rows = Recipient.objects.filter(ended_at=None).select_related("employee").order_by("employee__name", "id")
    return [_recipient(row) for row in rows]


def recipient(*, recipient_id: int, viewer: Viewer) -> RecipientView | None:
    """One who is named now, or None."""
    return next((each for each in recipients(viewer=viewer) if each.id == recipient_id), None)


def own_recipient(*, viewer: Viewer) -> RecipientView | None:
    """The viewer herself as a recipient, or None."""
    return next((each for each in recipients(viewer=viewer) if each.employee_id == viewer.employee_id), None)


def readers(*, on: date, viewer: Viewer) -> list[Reader]:
    """Those with a key who still may be on call that day: whom an extract is sealed to."""
    may = {each.id for each in holders(roles=ON_CALL, on=on)}
    rows = Recipient.objects.filter(ended_at=None, enrolled_at__isnull=False, employee_id__in=may)
    return [
        Reader(row.pk, row.employee.service_code, row.public_key, WrappedKey(**row.wrapped_key))
        for row in rows.select_related("employee").order_by("employee__service_code")
    ]


def latest_extract(*, viewer: Viewer) -> ExtractView | None:
    """The one made last, whether or not it still opens; None before the first."""
    row = Extract.objects.order_by("-made_at", "-id").first()
    return None if row is None else extract_view(row)


def openings(*, viewer: Viewer, most: int = 50) -> list[OpeningView]:
    """The viewer's own openings, or to an administrator everybody's, the latest first."""
    rows = Opening.objects.select_related("copy__recipient__employee").order_by("-opened_at", "-id")[:most]
    return [
        OpeningView(
            extract_id=row.copy.extract_id,
            name=row.copy.recipient.employee.name,
            service_code=row.copy.recipient.employee.service_code,
            opened_at=row.opened_at,
            reported_at=row.reported_at,
            how=How(row.how),
        )
        for row in rows
    ]


def copy_of_receipt(*, receipt: str, viewer: Viewer) -> Copy | None:
    """The copy that shows this receipt code when it opens. For this package's own use."""
    known = receipt_hash(plain_receipt(receipt))
    return Copy.objects.filter(receipt_hash=known).select_related("extract", "recipient").first()


def _recipient(row: Recipient) -> RecipientView:
    return RecipientView(
        id=row.pk,
        employee_id=row.employee_id,
        name=row.employee.name,
        service_code=row.employee.service_code,
        named_at=row.named_at,
        enrolled_at=row.enrolled_at,
    )


def extract_view(row: Extract) -> ExtractView:
    """One extract."""
    return ExtractView(
        id=row.pk,
        made_at=row.made_at,
        expires_at=row.expires_at,
        sha256=row.sha256,
        fingerprint=row.fingerprint,
        cases=row.cases,
        households=row.households,
        warnings=row.warnings,
    )
