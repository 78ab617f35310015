"""`skyddsnat channels`: do reports still come in by the ways they should? (lesson 3)

`skyddsnat channels test [SOURCE …]` sends a report about nobody through the real path of each channel, reads it back
and takes it away again in the same transaction; the result is kept, and shown on the pages. Run it every day.
`skyddsnat channels list` shows each channel with everything that is wrong with it now.
"""

import argparse
import sys
from datetime import datetime

from django.utils import timezone

from skyddsnat.domains.intake.actions import note_channel_test
from skyddsnat.domains.intake.queries import channel_states, report_of_source
from skyddsnat.flows.receive_report import receive_report
from skyddsnat.flows.report_message import ReportMessage
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.staff.queries import units
from skyddsnat.jobs.trouble import Trouble

FAILED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="channels_command", required=True, metavar="COMMAND")
    testing = commands.add_parser("test", help="try each channel, and keep the result")
    testing.add_argument("source", nargs="*", metavar="SOURCE", help="these alone; every known one when none is named")
    commands.add_parser("list", help="each channel and what is wrong with it")


def run(args: argparse.Namespace) -> int:
    """0, or 1 when a channel did not pass its test, or has a fault."""
    actor = system_run("channels", units=frozenset(unit.id for unit in units().values() if unit.receives_reports))
    return _test(args.source, actor) if args.channels_command == "test" else _list(actor)


def _test(sources: list[str], actor: Viewer) -> int:
    found = sources or _sources(actor)
    if not found:
        raise Trouble("No channel is known yet: name one, as reports from it do in `source`.")
    faults = {source: _tried(source, actor, timezone.now()) for source in found}
    for source, fault in faults.items():
        print(f"{source}: {fault or 'passed'}", file=sys.stderr if fault else sys.stdout)
    return FAILED if any(faults.values()) else 0


def _sources(actor: Viewer) -> list[str]:
    with seeing(actor):
        return [channel.source for channel in channel_states(viewer=actor, at=timezone.now())]


def _tried(source: str, actor: Viewer, at: datetime) -> str:
    """What went wrong, by its kind alone, or nothing. The result is kept in a transaction of its own."""
    try:
        fault = _delivered(source, actor, at)
    except Exception as error:  # whatever it is, it is what the test is there to find
        fault = type(error).__name__
    with seeing(actor):
        note_channel_test(source=source, passed=not fault, fault=fault, actor=actor, at=at)
    return fault


class _TakenAway(Exception):
    """The report of the test came in and was read back, or not; its transaction is rolled back."""

    def __init__(self, *, is_there: bool) -> None:
        super().__init__()
        self.is_there = is_there


def _delivered(source: str, actor: Viewer, at: datetime) -> str:
    message = ReportMessage.model_validate(_message(source, at), context={"at": at})
    try:
        with seeing(actor):
            receipt = receive_report(report=message.new_report(), actor=actor, at=at)
            found = report_of_source(source=source, external_id=message.external_id, viewer=actor)
            raise _TakenAway(is_there=found == receipt.report_id)
    except _TakenAway as taken_away:
        return "" if taken_away.is_there else "NotReadBack"


def _message(source: str, at: datetime) -> dict[str, object]:
    return {
        "source": source,
        "external_id": f"channel-test:{at.isoformat()}",
        "received_at": at.isoformat(),
        "channel": "e_service",
        "reporter": {"kind": "private_person"},
        "what_happened": "Prov av kanalen. Gäller ingen.",
        "children": [{"new": {"given_name": "Provbarn", "family_name": "Kanalprov"}}],
    }


def _list(actor: Viewer) -> int:
    with seeing(actor):
        channels = channel_states(viewer=actor, at=timezone.now())
    for channel in channels:
        faults = channel.faults.reasons
        print(f"{channel.source}: {' '.join(reason.text.en for reason in faults) or 'no fault'}")
    return FAILED if any(not channel.faults.allowed for channel in channels) else 0
