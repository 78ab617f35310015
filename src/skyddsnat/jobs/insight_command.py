"""`skyddsnat insight`: figures from the records.

`skyddsnat insight extract` makes tonight's figures in FIGURES_FOLDER (or the folder of `--to`) and swaps them in whole:
rows without names and counts as Parquet, and what may be shown of them. Run it every night, as the pages' own account.
`skyddsnat insight gather --from DIR --to DIR --name NAME` makes the figures of all municipalities that have a folder of
their own in a folder, each as such a run left it; it reads no database.
"""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.nightly import NIGHT, extract, gather
from skyddsnat.insight.page import due_for_review
from skyddsnat.insight.taking import NotAnExtract
from skyddsnat.insight.types import Made
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.stockholm import local_date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="insight_command", required=True, metavar="COMMAND")
    extracting = commands.add_parser("extract", help="make tonight's figures of this municipality")
    extracting.add_argument("--to", type=Path, metavar="DIR", help="instead of FIGURES_FOLDER")
    gathering = commands.add_parser("gather", help="make the figures of many municipalities")
    gathering.add_argument("--from", dest="folder", type=Path, required=True, metavar="DIR", help="a folder for each")
    gathering.add_argument("--to", type=Path, required=True, metavar="DIR", help="where the figures are put")
    gathering.add_argument("--name", required=True, metavar="NAME", help="what they are called together")


def run(args: argparse.Namespace) -> int:
    """0. Trouble when no folder is set, when one cannot be used, or when there is nothing to gather."""
    try:
        made = _extract(args.to) if args.insight_command == "extract" else _gather(args)
    except NotAnExtract as error:
        raise Trouble(f"{error} Nothing has been gathered.") from None
    except OSError as error:
        raise Trouble(f"The figures cannot be written or read ({error}): see to the folder and the disk.") from None
    ended = made.spans[0].text if made.spans else "no ended period"
    print(f"Figures of {made.municipality}, {len(made.units)} units, up to {ended}.")
    for each in due_for_review(indicators(), on=made.made_on):
        print(f"To be looked at again since {each.next_review}: {each.id} ({each.title.en}).", file=sys.stderr)
    return 0


def _extract(to: Path | None) -> Made:
    if to is None and not settings.FIGURES_FOLDER:
        raise Trouble("Set FIGURES_FOLDER to the folder that the pages read figures from, or name one with --to.")
    with seeing(NIGHT):
        return extract(
            to=to or Path(settings.FIGURES_FOLDER),
            municipality=settings.MUNICIPALITY,
            actor=NIGHT,
            at=timezone.now(),
        )


def _gather(args: argparse.Namespace) -> Made:
    if not args.folder.is_dir():
        raise Trouble(f"There is no folder {args.folder}.")
    made = gather(folder=args.folder, to=args.to, name=args.name, on=local_date(timezone.now()))
    if not made.units:
        raise Trouble(f"No municipality has figures in {args.folder}: each needs a folder that `extract` has filled.")
    return made
