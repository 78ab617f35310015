"""Naming recipients, taking their keys, noting extracts and openings."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import connection

from skyddsnat.foundation.access.queries import NotOpen, load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.oncall import rules
from skyddsnat.foundation.oncall.models import Copy, Extract, Opening, Recipient
from skyddsnat.foundation.oncall.queries import copy_of_receipt, extract_view, own_recipient, recipient, recipients
from skyddsnat.foundation.oncall.sealing import receipt_hash
from skyddsnat.foundation.oncall.types import ON_CALL, ExtractView, How, WrappedKey
from skyddsnat.foundation.staff.queries import holders
from skyddsnat.kernel.stockholm import local_date

# Two openings of a copy closer than this are told of the same one.
SAME = timedelta(minutes=5)


def name_recipient(*, employee_id: int, actor: Viewer, at: datetime) -> int:
    """The employee may make a key, and is sealed to from then on. Raises `Refused`. Returns the recipient's id."""
    rules.naming(
        employee_id=employee_id,
        is_on_call=employee_id in {each.id for each in holders(roles=ON_CALL, on=local_date(at))},
        is_named=employee_id in {each.employee_id for each in recipients(viewer=actor)},
        viewer=actor,
    ).require()
    row = Recipient.objects.create(employee_id=employee_id, named_at=at, named_by_id=actor.named_id)
    _record("oncall.recipient.named", row.pk, actor, at, employee=employee_id)
    return row.pk


def end_recipient(*, recipient_id: int, actor: Viewer, at: datetime) -> None:
    """No extract is sealed to her any more. Those already made open until they expire. Raises `NotOpen`, `Refused`."""
    rules.keeping(actor).require()
    found = recipient(recipient_id=recipient_id, viewer=actor)
    if found is None:
        raise NotOpen
    Recipient.objects.filter(pk=recipient_id).update(ended_at=at)
    _record("oncall.recipient.ended", recipient_id, actor, at, employee=found.employee_id)


def enrol(*, public_key: str, wrapped: WrappedKey, actor: Viewer, at: datetime) -> None:
    """Take the actor's key, in the place of the one she had. Raises `Refused` unless she is named and it is a key."""
    mine = own_recipient(viewer=actor)
    rules.enrolling(is_named=mine is not None, public_key=public_key, wrapped=wrapped).require()
    assert mine is not None, "refused above"
    changes = {"public_key": public_key, "wrapped_key": asdict(wrapped), "enrolled_at": at}
    Recipient.objects.filter(pk=mine.id).update(**changes)
    _record("oncall.recipient.enrolled", mine.id, actor, at)


def next_extract_id(*, actor: Viewer, at: datetime) -> int:
    """The number of the extract that `actor` is about to make: it stands in what is sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('oncall_extract', 'id'))")
        return int(cursor.fetchone()[0])


def keep_extract(*, made: ExtractView, receipts: Mapping[int, str], actor: Viewer, at: datetime) -> None:
    """Note an extract that was made, and each recipient's receipt code as a hash."""
    Extract.objects.create(**asdict(made))
    Copy.objects.bulk_create(
        Copy(extract_id=made.id, recipient_id=recipient_id, receipt_hash=receipt_hash(receipt))
        for recipient_id, receipt in sorted(receipts.items())
    )
    counts = {"cases": made.cases, "households": made.households, "warnings": made.warnings, "copies": len(receipts)}
    record(deed="oncall.extract.made", target=f"oncall.extract:{made.id}", actor=actor, at=at, details=counts)


def tell_opening(*, receipt: str, opened_at: datetime, how: How, actor: Viewer, at: datetime) -> bool:
    """Somebody shows the receipt code of an extract that was opened. An opening is noted once, however often told, and
    whether by the page to the second or by hand to the minute. What the page tells is believed: the code alone proves
    the opening, and the clock of a device may be wrong.

    It stands in the log as the deed of whose copy it is, at the time when she opened it: nobody else can know the code.
    False, and nothing is noted, when no copy that the actor sees has that code or it cannot have been opened then.
    """
    copy = copy_of_receipt(receipt=receipt, viewer=actor)
    if copy is None:
        return False
    extract = extract_view(copy.extract)
    if how is How.REPORTED:
        opened_at = rules.within(extract, opened_at, at=at)
    if not rules.is_believed(extract, opened_at=opened_at, at=at):
        return False
    if copy.openings.filter(opened_at__range=(opened_at - SAME, opened_at + SAME)).exists():
        return True
    owner = load_viewer(employee_id=copy.recipient.employee_id, at=at) or actor  # who has left is named in the details
    with seeing(owner):
        _note_opening(copy, opened_at, how, owner, at)
    return True


def _note_opening(copy: Copy, opened_at: datetime, how: How, actor: Viewer, at: datetime) -> None:
    noted, is_new = Opening.objects.get_or_create(
        copy_id=copy.pk, opened_at=opened_at, defaults={"reported_at": at, "how": how.value}
    )
    if is_new:
        details = {"extract": copy.extract_id, "employee": copy.recipient.employee_id, "how": how.value}
        record(
            deed="oncall.extract.opened",
            target=f"oncall.opening:{noted.pk}",
            actor=actor,
            at=opened_at,
            details=details,
        )


def _record(deed: str, recipient_id: int, actor: Viewer, at: datetime, **details: int) -> None:
    record(deed=deed, target=f"oncall.recipient:{recipient_id}", actor=actor, at=at, details=details)
