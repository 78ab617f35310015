"""`skyddsnat static`: put style sheets, fonts and scripts where production serves them from, named by their content."""

import argparse

from django.core.management import call_command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Collect into STATIC_ROOT, replacing what was there."""
    call_command("collectstatic", interactive=False, clear=True, verbosity=1)
    return 0
