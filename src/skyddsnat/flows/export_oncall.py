"""The extract for the on-call team, made by the night's run: what only that run may read, sealed to whom was named."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from skyddsnat.domains.compulsory.queries.oncall import files_for_oncall
from skyddsnat.domains.safety.queries.oncall import OncallWarning, warnings_for_oncall
from skyddsnat.flows.oncall_content import numbers_section, protected_section, running_section, warnings_section
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.queries import protected_for_oncall
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground, Viewer, system_run
from skyddsnat.foundation.oncall.actions import keep_extract, next_extract_id
from skyddsnat.foundation.oncall.page import frame, frame_digest, with_seal
from skyddsnat.foundation.oncall.queries import readers
from skyddsnat.foundation.oncall.sealing import Head, fingerprint, public_point, seal
from skyddsnat.foundation.oncall.types import ExtractView, Section
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

NIGHT = system_run("oncall")

_NOBODY_TO_READ = Reason(
    "oncall.no_reader",
    Text(
        "Ingen mottagare har gjort sin nyckel än: det finns ingen att göra utdraget till.",
        "No recipient has made her key yet: there is nobody to make the extract for.",
    ),
)


@dataclass(frozen=True, slots=True)
class Export:
    """The extract as a file, and what is known of it. Readable in the file are dates, codes and the board, no more."""

    page: str
    made: ExtractView
    codes: tuple[str, ...]


@transaction.atomic
def export_oncall(*, key: ec.EllipticCurvePrivateKey, hours: int, address: str, actor: Viewer, at: datetime) -> Export:
    """Make an extract that opens for `hours` from `at`, signed with `key`; openings are told to `address`, if any.

    Only the run `NIGHT` is told which files there are. Raises `Refused` when nobody has a key.
    """
    found = readers(on=local_date(at), viewer=actor)
    Verdict.of(None if found else _NOBODY_TO_READ).require()
    number = next_extract_id(actor=actor, at=at)
    running, protected = files_for_oncall(viewer=actor), protected_for_oncall(viewer=actor)
    warnings = warnings_for_oncall(viewer=actor, at=at)
    sections = _read(number, running, protected, warnings, actor, at)
    page = frame(address)
    made_at = at.astimezone(UTC).replace(microsecond=0)
    head = Head(
        extract=number,
        board=settings.BOARD_NAME,
        made_at=made_at,
        expires_at=made_at + timedelta(hours=hours),
        address=address,
        frame=frame_digest(page),
    )
    sealed = seal(head=head, content=_content(sections), readers=found, key=key)
    whole = with_seal(page, sealed.text)
    made = ExtractView(
        id=number,
        made_at=head.made_at,
        expires_at=head.expires_at,
        sha256=sha256(whole.encode()).hexdigest(),
        fingerprint=fingerprint(public_point(key.public_key())),
        cases=len(running),
        households=len(protected),
        warnings=len(warnings),
    )
    keep_extract(made=made, receipts=sealed.receipts, actor=actor, at=at)
    return Export(whole, made, tuple(reader.code for reader in found))


def _read(
    number: int,
    running: Iterable[int],
    protected: Iterable[int],
    warnings: Sequence[OncallWarning],
    actor: Viewer,
    at: datetime,
) -> tuple[Section, ...]:
    """What stands in the extract, read by the run with these files open to it and no others.

    Each reading is logged, but not of a file that stands there for a warning alone: the log of a child does not tell
    that somebody was threatened.
    """
    warned = frozenset(file_id for each in warnings for file_id in each.file_ids)
    opened = sorted({*running, *protected})
    reader, warner = _with_open(actor, opened), _with_open(actor, warned)
    with seeing(reader):
        for file_id in opened:
            log_reading(file_id=file_id, what=f"oncall.extract:{number}", actor=reader, at=at)
        cases = running_section(file_ids=running, warned=warned, at=at, viewer=reader)
        households = protected_section(file_ids=protected, at=at, viewer=reader)
        numbers = numbers_section(at=at, viewer=reader)
    with seeing(warner):
        return cases, warnings_section(warnings=warnings, at=at, viewer=warner), households, numbers


def _with_open(actor: Viewer, file_ids: Iterable[int]) -> Viewer:
    return replace(actor, files=tuple((file_id, Ground.ONCALL) for file_id in sorted(file_ids)))


def _content(sections: Sequence[Section]) -> bytes:
    return json.dumps([asdict(each) for each in sections], cls=DjangoJSONEncoder, ensure_ascii=False).encode()
