"""`skyddsnat integration`: the systems that may call the API.

`skyddsnat integration add NAME --unit UNIT --scope reports:write` prints the token, once.
`skyddsnat integration end NAME` closes it at once.
`skyddsnat integration list` shows them, without tokens.
"""

import argparse
import re

from django.utils import timezone

from skyddsnat.foundation.access.integrations import (
    NameTaken,
    NoIntegration,
    Scope,
    add_integration,
    end_integration,
    integrations,
)
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.staff.queries import units
from skyddsnat.jobs.trouble import Trouble

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
ACTOR = system_run("integration")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="integration_command", required=True, metavar="COMMAND")
    adding = commands.add_parser("add", help="let a system call the API; prints its token once")
    adding.add_argument("name", metavar="NAME", help="small letters, digits and hyphens")
    adding.add_argument("--unit", required=True, metavar="UNIT", help="number or name of the unit that it delivers to")
    adding.add_argument("--scope", required=True, action="append", choices=[scope.value for scope in Scope])
    ending = commands.add_parser("end", help="its token opens nothing any more")
    ending.add_argument("name", metavar="NAME")
    commands.add_parser("list", help="every integration")


def run(args: argparse.Namespace) -> int:
    """0; trouble when the name is taken or unknown, or there is no such unit."""
    return {"add": _add, "end": _end, "list": _list}[args.integration_command](args)


def _add(args: argparse.Namespace) -> int:
    if not _NAME.fullmatch(args.name):
        raise Trouble("A name has small letters, digits and hyphens, 60 at most.")
    scopes = [Scope(scope) for scope in args.scope]
    try:
        with seeing(ACTOR):
            token = add_integration(
                name=args.name, unit_id=_unit(args.unit), scopes=scopes, actor=ACTOR, at=timezone.now()
            )
    except NameTaken:
        raise Trouble(f"There is an integration named {args.name}; choose another name.") from None
    print(token)
    return 0


def _unit(text: str) -> int:
    for unit in units().values():
        if text in (str(unit.id), unit.name):
            if not unit.receives_reports:
                raise Trouble(f"{unit.name} does not receive reports; name a unit that does.")
            return unit.id
    raise Trouble(f"There is no unit {text!r}. Units: {', '.join(unit.name for unit in units().values())}.")


def _end(args: argparse.Namespace) -> int:
    try:
        with seeing(ACTOR):
            end_integration(name=args.name, actor=ACTOR, at=timezone.now())
    except NoIntegration:
        raise Trouble(f"There is no active integration named {args.name}.") from None
    print(f"{args.name} is closed.")
    return 0


def _list(args: argparse.Namespace) -> int:
    names = {unit.id: unit.name for unit in units().values()}
    for each in integrations():
        state = "active" if each.is_active else "closed"
        print(f"{each.name}  {state}  {names.get(each.unit_id, '')}  {', '.join(each.scopes)}")
    return 0
