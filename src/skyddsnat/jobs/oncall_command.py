"""`skyddsnat oncall`: the extract for the on-call team when the system is down.

`skyddsnat oncall export` makes today's file in ONCALL_FOLDER, signed with ONCALL_KEY, and deletes those that have
expired. Run it every night. `--hours` is how long it opens, 36 unless given.
`skyddsnat oncall key` prints the fingerprint of the signing key, and makes the key the first time.
`skyddsnat oncall verify FILE` tells whether the file is as it was made: 1 when it is not, was signed with another key
than ONCALL_KEY (or than `--fingerprint`), or has expired.
"""

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils import timezone

from skyddsnat.flows.export_oncall import NIGHT, export_oncall
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.oncall.page import FILES, file_name, read_page
from skyddsnat.foundation.oncall.sealing import NotOurs, Verified, fingerprint, public_point
from skyddsnat.foundation.oncall.signing_key import UnusableKey, read_key, signing_key
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.stockholm import local_date, local_moment
from skyddsnat.kernel.verdict import Refused

HOURS = 36
_LONGEST = 7 * 24
REFUSED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="oncall_command", required=True, metavar="COMMAND")
    exporting = commands.add_parser("export", help="make today's extract, and delete those that have expired")
    exporting.add_argument("--hours", type=int, default=HOURS, metavar="HOURS", help=f"how long it opens ({HOURS})")
    commands.add_parser("key", help="the fingerprint of the signing key")
    verifying = commands.add_parser("verify", help="is a file as it was made, and does it still open")
    verifying.add_argument("file", type=Path, metavar="FILE")
    verifying.add_argument("--fingerprint", metavar="F", help="of the key that it must be signed with")


def run(args: argparse.Namespace) -> int:
    """0; 1 when a file is refused. Trouble when a setting is missing or a file cannot be read or written."""
    if args.oncall_command == "verify":
        return _verify(args.file, args.fingerprint)
    return _export(args.hours) if args.oncall_command == "export" else _key()


# --- Making -----------------------------------------------------------------------------------------------------------


def _export(hours: int) -> int:
    if not 1 <= hours <= _LONGEST:
        raise Trouble(f"An extract opens for 1 to {_LONGEST} hours: the shorter, the safer.")
    folder, key, at = _folder(), _signing_key(), timezone.now()
    path = folder / file_name(local_date(at))
    try:
        with seeing(NIGHT):
            export = export_oncall(key=key, hours=hours, address=_address(), actor=NIGHT, at=at)
            _write(path, export.page)
    except Refused as refused:
        raise Trouble(refused.in_language("en")) from None
    print(f"{path}: for {', '.join(export.codes)}, until {local_moment(export.made.expires_at):%Y-%m-%d %H:%M}.")
    _clear(folder, at)
    return 0


def _address() -> str:
    """Where openings are told; nowhere when no address is set."""
    return f"{settings.ONCALL_ADDRESS.rstrip('/')}/oncall/opened/" if settings.ONCALL_ADDRESS else ""


def _folder() -> Path:
    if not settings.ONCALL_FOLDER:
        raise Trouble("Set ONCALL_FOLDER to the folder that the on-call team fetches the extract from.")
    folder = Path(settings.ONCALL_FOLDER)
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"The folder {folder} cannot be used ({error.strerror}): set ONCALL_FOLDER.") from None
    return folder


def _write(path: Path, page: str) -> None:
    """Beside, then into place, so that nobody fetches half of it. For the account and its group alone."""
    new = path.with_name(f"{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "w", encoding="utf-8") as file:
            file.write(page)
        new.replace(path)
    except OSError as error:
        raise Trouble(f"{path} cannot be written ({error.strerror}): free some space, or mend its rights.") from None


def _clear(folder: Path, at: datetime) -> None:
    """Delete the extracts that have expired. What is no extract of ours is left and named."""
    for path in sorted(folder.glob(FILES)):
        try:
            if _read(path).head.expires_at <= at:
                path.unlink()
        except (NotOurs, OSError) as error:
            print(f"{path} is left: {error}", file=sys.stderr)


# --- The key ----------------------------------------------------------------------------------------------------------


def _key() -> int:
    print(fingerprint(public_point(_signing_key().public_key())))
    return 0


def _signing_key() -> ec.EllipticCurvePrivateKey:
    if not settings.ONCALL_KEY:
        raise Trouble("Set ONCALL_KEY to a file that only the account of this command can read; it is made there.")
    path = Path(settings.ONCALL_KEY)
    try:
        return signing_key(path)
    except UnusableKey as unusable:
        raise Trouble(str(unusable)) from None
    except OSError as error:
        raise Trouble(f"{path} cannot be used ({error.strerror}): name another file with ONCALL_KEY.") from None


# --- Verifying --------------------------------------------------------------------------------------------------------


def _verify(path: Path, known: str | None) -> int:
    try:
        found = _read(path)
    except NotOurs as broken:
        return _refuse(str(broken))
    except (OSError, ValueError) as error:
        raise Trouble(f"{path} cannot be read ({error}).") from None
    expected = _plain(known) if known else _own_fingerprint()
    if expected and expected != _plain(found.fingerprint):
        return _refuse(f"It was signed with another key: {found.fingerprint}.")
    head = found.head
    print(f"Extract {head.extract} of {head.board}, for {', '.join(found.codes)}: as it was made.")
    print(
        f"Opens from {local_moment(head.made_at):%Y-%m-%d %H:%M} until {local_moment(head.expires_at):%Y-%m-%d %H:%M}."
    )
    print(f"Signed with {found.fingerprint}{'' if expected else ': compare it with the one that you know'}.")
    return _refuse("It has expired.") if head.expires_at <= timezone.now() else 0


def _own_fingerprint() -> str:
    """Of the key that is here; empty where it is not, as on a machine that only verifies."""
    path = Path(settings.ONCALL_KEY or ".")
    if not path.is_file():
        return ""
    try:
        return _plain(fingerprint(public_point(read_key(path).public_key())))
    except (UnusableKey, OSError) as error:
        raise Trouble(str(error)) from None


def _plain(text: str) -> str:
    return "".join(text.split()).lower()


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return REFUSED


def _read(path: Path) -> Verified:
    return read_page(path.read_text(encoding="utf-8"))
