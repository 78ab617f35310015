"""`skyddsnat check-data [--counts FILE]`: is what was saved still there, and does it agree with itself?

Run it every night. A line for each check; 1 when one of them finds a fault, with the faulty rows by model and id. Runs
as the role that owns the tables (DATABASE_OWNER_URL) and changes nothing. With --counts, the number of rows in every
table whose rows are never deleted is compared with the file and written to it: run it around an upgrade, too.
"""

import argparse
import json
import os
from pathlib import Path

from django.conf import settings

from skyddsnat.jobs.data_checks import CHECKS, Outcome, counts_of_kept, run_check
from skyddsnat.jobs.trouble import Trouble

FAULTY = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--counts", type=Path, metavar="FILE", help="rows of the last run; no table may have fewer now")


def run(args: argparse.Namespace) -> int:
    """0, or 1 when something is not as it must be."""
    if "owner" not in settings.DATABASES:
        raise Trouble("Set DATABASE_OWNER_URL to the role skyddsnat_owner: the role that runs sees a part of the data.")
    found = [_tell(run_check(check)) for check in CHECKS]
    if args.counts is not None:
        found.append(_nothing_lost(args.counts))
    return 0 if all(found) else FAULTY


def _tell(outcome: Outcome) -> bool:
    if not outcome.faulty:
        print(f"ok     {outcome.check.name}: {outcome.check.says} ({outcome.seen})")
        return True
    more = ", …" if outcome.faulty > len(outcome.named) else ""
    print(f"FAULT  {outcome.check.name}: not so that {outcome.check.says}: {outcome.faulty} of {outcome.seen}")
    print(f"       {', '.join(outcome.named)}{more}")
    return False


def _nothing_lost(path: Path) -> bool:
    """Compare with the counts of the last run. They are replaced only when nothing was lost."""
    before, now = _read(path), counts_of_kept()
    lost = [table for table in before if now.get(table, 0) < before[table]]
    if lost:
        print("FAULT  rows.kept: rows that are never deleted are fewer than before")
        print("\n".join(f"       {table}: {before[table]} before, {now.get(table, 0)} now" for table in lost))
        return False
    _write(path, now)
    rows = f"{sum(before.values())} before, {sum(now.values())} now"
    print(f"ok     rows.kept: no table has fewer rows than before ({rows})")
    return True


def _read(path: Path) -> dict[str, int]:
    try:
        return {str(table): int(rows) for table, rows in json.loads(path.read_text(encoding="utf-8")).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError):
        raise Trouble(
            f"{path} does not hold the counts of an earlier run: name the right file, or a new one."
        ) from None


def _write(path: Path, counts: dict[str, int]) -> None:
    """Beside, then into place: a run that was killed leaves the old counts whole."""
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")
        os.replace(new, path)
    except OSError as error:
        raise Trouble(f"{path} cannot be written ({error.strerror}).") from None
