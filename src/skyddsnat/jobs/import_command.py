"""`skyddsnat import reports FILE.jsonl`: take in reports of concern from a file, one JSON object a line.

Each line is a transaction of its own, and is counted as received only when the report was read back from the database.
A report is known by its source and external id, so a run that was killed is simply run again. Lines that cannot be
received go to a rejects file, with the number of the line and every reason. Fields: docs/reference/import-reports.md.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from django.db import DataError, IntegrityError
from django.utils import timezone
from pydantic import ValidationError

from skyddsnat.domains.intake.actions import AlreadyReceived
from skyddsnat.domains.intake.queries import report_of_source
from skyddsnat.domains.intake.types import NewReport
from skyddsnat.flows.receive_report import Receipt, receive_report
from skyddsnat.flows.report_message import ReportMessage
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground, Viewer, system_run
from skyddsnat.foundation.staff.queries import units
from skyddsnat.jobs.progress import bar
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.faults import NOT_AN_OBJECT, NOT_JSON, NOT_UTF8, Fault, faults_of, faults_of_reasons
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Refused

DEFAULT_SOURCE = "file"
LONGEST_LINE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_LONGEST_SOURCE = 60

_TOO_LONG = Fault("line_too_long", Text("Raden är längre än 1 MiB.", "The line is longer than 1 MiB."))
_NO_ID = Fault(
    "missing",
    Text("Utan eget id kan raden inte kännas igen om filen läses in på nytt.", "Without an id of its own the line "
         "is not known again when the file is read once more."),
    "external_id",
)  # fmt: skip
_TWICE = Fault(
    "twice_in_file",
    Text("En tidigare rad har samma källa och id.", "An earlier line has the same source and id."),
    "external_id",
)
_NOT_OPEN = Fault("child_unknown", Text("Det finns inget sådant barn här.", "There is no such child here."), "children")
_NOT_KEPT = Fault("not_kept", Text("Databasen kan inte spara raden.", "The database cannot keep the line."))


class NotThere(Trouble):
    """A report was received and is not in the database: no receipt may be given (lesson 3)."""

    def __init__(self) -> None:
        super().__init__("A report that was received is not in the database: stop, and find out why before going on.")


class Rejected(Exception):
    """A line that cannot be received, with everything that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__([fault.code for fault in faults])
        self.faults = faults


class Came(Enum):
    """What became of a good line."""

    NEW = "new"
    ALREADY_THERE = "already there"


@dataclass(slots=True)
class Tally:
    """What has been counted so far; `first` is, by fingerprint of source and id, the line that was received."""

    new: int = 0
    already: int = 0
    rejected: int = 0
    first: dict[bytes, int] = field(default_factory=dict)

    @property
    def lines(self) -> int:
        """Lines that were read, empty ones left out."""
        return self.new + self.already + self.rejected


# --- The command ------------------------------------------------------------------------------------------------------


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="import_command", required=True, metavar="WHAT")
    reports = commands.add_parser("reports", help="reports of concern, one JSON object a line")
    reports.add_argument("file", type=Path, metavar="FILE")
    reports.add_argument(
        "--source", default=DEFAULT_SOURCE, metavar="NAME", help="of lines that name none; %(default)s"
    )
    reports.add_argument("--rejects", type=Path, metavar="FILE", help="where bad lines go; FILE.rejects.jsonl")


def run(args: argparse.Namespace) -> int:
    """0 when every line was received, was there before, or stands in the rejects file with its reasons."""
    rejects = args.rejects or args.file.with_suffix(".rejects.jsonl")
    if not 0 < len(args.source.strip()) <= _LONGEST_SOURCE:
        raise Trouble("Give a --source of 1 to 60 signs.")
    if rejects.resolve() == args.file.resolve():
        raise Trouble("The rejects file must be another than the file that is read.")
    try:
        with args.file.open("rb") as lines, _opened(rejects) as out:
            tally = _take_in(lines, out, args.source.strip())
    except OSError as error:
        raise Trouble(f"{error.filename or args.file}: {error.strerror}.") from None
    if not tally.rejected:
        rejects.unlink()
    _tell(tally, rejects)
    return 0


def _opened(path: Path) -> TextIO:
    # The lines of the file name children: nobody else on this machine reads them.
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8")


def _tell(tally: Tally, rejects: Path) -> None:
    print(f"{tally.lines} lines: {tally.new} received and read back, {tally.already} already there, "
          f"{tally.rejected} rejected.")  # fmt: skip
    if tally.rejected:
        print(f"The rejected lines and every reason are in {rejects}: mend and import them.", file=sys.stderr)


# --- Lines ------------------------------------------------------------------------------------------------------------


def _take_in(lines: BinaryIO, out: TextIO, source: str) -> Tally:
    actor = system_run("import", units=frozenset(unit.id for unit in units().values() if unit.receives_reports))
    if not actor.intake_units:
        raise Trouble("No unit receives reports: mark one that does, then run the command again.")
    total = sum(1 for _line in _numbered(lines))
    lines.seek(0)
    show, tally = bar("Reports", sys.stderr), Tally()
    for number, line in _numbered(lines):
        if line is None or line.strip():
            _count(number, line, tally, out, source, actor)
        show(number, total)
    return tally


def _numbered(lines: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """(number, line) from 1, without a byte order mark first; None for a line that is too long, which is passed by."""
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        is_too_long = len(line) > LONGEST_LINE
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = lines.readline(LONGEST_LINE + 1)
        yield number, None if is_too_long else line.removeprefix(_BOM) if number == 1 else line


def _count(number: int, line: bytes | None, tally: Tally, out: TextIO, source: str, actor: Viewer) -> None:
    at = timezone.now()
    try:
        report = _read(line, source, at)
        fingerprint = blake2b(f"{report.source}\0{report.external_id}".encode(), digest_size=16).digest()
        if fingerprint in tally.first:
            raise Rejected(_TWICE)
        came = _receive(report, actor, at)
        tally.first[fingerprint] = number
    except Rejected as rejected:
        tally.rejected += 1
        _write_down(number, line, rejected, out)
    else:
        tally.new += came is Came.NEW
        tally.already += came is Came.ALREADY_THERE


def _write_down(number: int, line: bytes | None, rejected: Rejected, out: TextIO) -> None:
    text = None if line is None else line.decode("utf-8", "backslashreplace").rstrip("\r\n")
    row = {"line": number, "reasons": [fault.as_dict() for fault in rejected.faults], "text": text}
    out.write(json.dumps(row, ensure_ascii=False) + "\n")
    out.flush()


def _read(line: bytes | None, source: str, at: datetime) -> NewReport:
    """The report that the line tells of. Raises `Rejected` with everything that can be said without a database."""
    data = _object(line)
    faults = () if str(data.get("external_id") or "").strip() else (_NO_ID,)
    try:
        message = ReportMessage.model_validate(data, context={"at": at})
    except ValidationError as error:
        raise Rejected(*faults_of(error.errors(include_input=False)), *faults) from None
    if faults:
        raise Rejected(*faults)
    return message.new_report(source=source)


def _object(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise Rejected(_TOO_LONG)
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise Rejected(NOT_UTF8) from None
    except (ValueError, RecursionError):
        raise Rejected(NOT_JSON) from None
    if not isinstance(data, dict):
        raise Rejected(NOT_AN_OBJECT)
    return data


# --- One line, one transaction ----------------------------------------------------------------------------------------


def _receive(report: NewReport, actor: Viewer, at: datetime) -> Came:
    if _reads_back(report, actor) is not None:
        return Came.ALREADY_THERE
    try:
        with seeing(actor):
            receipt = receive_report(report=report, actor=actor, at=at)
    except AlreadyReceived:
        return Came.ALREADY_THERE
    except Refused as refused:
        raise Rejected(*faults_of_reasons(refused.reasons)) from None
    except NotOpen:
        raise Rejected(_NOT_OPEN) from None
    except (DataError, IntegrityError):
        raise Rejected(_NOT_KEPT) from None
    _check_receipt(receipt, report, actor)
    return Came.NEW


def _check_receipt(receipt: Receipt, report: NewReport, actor: Viewer) -> None:
    # A file that is elsewhere was open to the run while it delivered; it is opened once more to look for the report.
    there = replace(actor, files=tuple((file_id, Ground.RECEIVED) for file_id in receipt.file_ids))
    if _reads_back(report, there) != receipt.report_id:
        raise NotThere


def _reads_back(report: NewReport, viewer: Viewer) -> int | None:
    with seeing(viewer):
        return report_of_source(source=report.source, external_id=report.external_id, viewer=viewer)
