"""`skyddsnat django …`: Django's own commands, for developers (`skyddsnat django makemigrations intake`)."""

import argparse

from django.core.management import execute_from_command_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything after `django` goes to Django as it stands."""
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="a command of Django and its arguments")


def run(args: argparse.Namespace) -> int:
    """Hand over to Django."""
    execute_from_command_line(["skyddsnat django", *args.rest])
    return 0
