"""A bar for what takes long."""

import sys
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[int, int], None]

_WIDTH = 30


def bar(what: str, out: TextIO = sys.stdout) -> Progress:
    """A function of (done, total) that draws how far `what` has come; without a terminal, one line at the end."""
    drawn = -1

    def show(done: int, total: int) -> None:
        nonlocal drawn
        filled = _WIDTH if total <= 0 else _WIDTH * min(done, total) // total
        finished = done >= total
        if out.isatty() and (filled != drawn or finished):
            print(f"\r{what} [{'█' * filled}{'░' * (_WIDTH - filled)}] {done}/{total}", end="", file=out, flush=True)
            drawn = filled
        if finished:
            print("" if out.isatty() else f"{what}: {total}", file=out, flush=True)

    return show
