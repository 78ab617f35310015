"""Where figures lie: one folder for each municipality, in it one for each night, and `current` that names the last.

A night's folder is made beside and swapped in whole, so that nobody reads half of it; the one before stays for whoever
reads it at that moment. It holds rows of people without names and counts of single persons: the account alone reads it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

CURRENT = "current"
_NIGHT = "night-*"
_KEPT = 2


@contextmanager
def swapped(folder: Path) -> Iterator[Path]:
    """A new folder to write in, which becomes `folder`'s current one at the end, and is thrown away after an error."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = folder / f"{_NIGHT[:-1]}{uuid4().hex}"
    new.mkdir(mode=0o700)
    try:
        yield new
        for path in new.iterdir():
            path.chmod(0o600)
        _point(folder, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _clear(folder, new)


def current(folder: Path) -> Path | None:
    """The last night's folder itself, not the name that moves; None before the first night."""
    link = folder / CURRENT
    return link.resolve() if link.exists() else None


def remove(folder: Path) -> None:
    """Delete what was made here, and nothing else that may lie in the folder."""
    (folder / CURRENT).unlink(missing_ok=True)
    for night in folder.glob(_NIGHT):
        shutil.rmtree(night)


def _point(folder: Path, new: Path) -> None:
    link = folder / f"{new.name}.link"
    link.symlink_to(new.name)
    link.replace(folder / CURRENT)


def _clear(folder: Path, new: Path) -> None:
    nights = sorted(folder.glob(_NIGHT), key=lambda night: night.stat().st_mtime, reverse=True)
    for old in [night for night in nights if night != new][_KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
