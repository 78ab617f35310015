"""`skyddsnat audit`: is the log as it was written? Runs as the role that owns the tables (DATABASE_OWNER_URL).

`skyddsnat audit verify [--anchor FILE]` computes every seal anew; 1, with the first faulty event of each chain named,
when something was changed, removed or inserted.
`skyddsnat audit anchor FILE` verifies and writes the heads of the chains to a new file. Keep it where nobody who
reaches the database reaches it: with it, `verify` finds even a log that was rewritten as a whole.
"""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from skyddsnat.foundation.audit.verification import (
    Anchor,
    Fault,
    UnreadableAnchor,
    anchor,
    count_events,
    read_anchor,
    verify,
)
from skyddsnat.jobs.trouble import Trouble

TAMPERED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="audit_command", required=True, metavar="COMMAND")
    verifying = commands.add_parser("verify", help="compute every seal anew")
    verifying.add_argument("--anchor", type=Path, metavar="FILE", help="compare with the heads of an earlier day")
    anchoring = commands.add_parser("anchor", help="write the heads of the chains to a new file")
    anchoring.add_argument("file", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """0, or 1 with every faulty event named on standard error."""
    if "owner" not in settings.DATABASES:
        raise Trouble("Set DATABASE_OWNER_URL to the role skyddsnat_owner: the role that runs sees a part of the log.")
    return _write_anchor(args.file) if args.audit_command == "anchor" else _verify(_read(args.anchor))


def _verify(known: Anchor | None) -> int:
    # Counted before the reading: what arrives meanwhile is verified or not, and never claimed.
    events = count_events()
    if faults := verify(anchor=known):
        return _tell(faults)
    since = f", and as on {known.at:%Y-%m-%d %H:%M %Z}" if known else ""
    print(f"{events} events: as they were written{since}.")
    return 0


def _write_anchor(path: Path) -> int:
    heads = anchor(at=timezone.now())
    if faults := verify(anchor=heads):
        return _tell(faults)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(heads.to_json())
    except OSError as error:
        raise Trouble(
            f"{path} cannot be written ({error.strerror}): name a new file in a folder that is there."
        ) from None
    print(f"The heads of {len(heads.heads)} chains are in {path}. Keep it away from the database.")
    return 0


def _read(path: Path | None) -> Anchor | None:
    if path is None:
        return None
    try:
        return read_anchor(path)
    except UnreadableAnchor as error:
        raise Trouble(str(error)) from None
    except OSError as error:
        raise Trouble(f"{path} cannot be read ({error.strerror}).") from None


def _tell(faults: list[Fault]) -> int:
    print("The log is not as it was written:", file=sys.stderr)
    for fault in faults:
        print(f"  {fault.kind}: {fault.what}", file=sys.stderr)
    return TAMPERED
