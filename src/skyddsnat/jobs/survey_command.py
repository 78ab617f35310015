"""`skyddsnat survey`: what is done with surveys outside the pages.

`skyddsnat survey send` mails the personal links and the reminders that are due, and closes the waves whose last day has
passed. Run it each hour.
`skyddsnat survey tabulate --definition F.yaml --responses F.csv [--json]` prints every table of a file of answers; it
needs neither settings nor a database.
"""

import argparse
import importlib

from skyddsnat.jobs import survey_tabulate
from skyddsnat.jobs.command import settings_in_place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two, and what is to be tabulated."""
    parts = parser.add_subparsers(dest="survey_part", required=True, metavar="PART")
    parts.add_parser("send", help="mail the links and reminders that are due; close waves that are over")
    survey_tabulate.add_arguments(parts.add_parser("tabulate", help="print the tables of a file of answers"))


def run(args: argparse.Namespace) -> int:
    """What the part answers: 0; 1 when a mail did not leave, or a file is refused."""
    if args.survey_part == "tabulate":
        return survey_tabulate.run(args)
    with settings_in_place():
        # Imported here: it needs the settings, and tabulating does not.
        return int(importlib.import_module("skyddsnat.jobs.survey_send").run(args))
