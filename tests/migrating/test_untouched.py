"""A migration that has been handed out is never edited: installations have run it, and it does not run again.

`untouched.txt` holds a line for each, as `sha256sum` writes it; a new migration is entered by hand.
"""

from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).resolve().parent / "untouched.txt"


def listed() -> dict[str, str]:
    """The digest of each migration when it was handed out, by its path."""
    lines = (line.split("  ") for line in LIST.read_text().splitlines())
    return {path: digest for digest, path in lines}


def there() -> dict[str, str]:
    """The digest of each migration as it is now, by its path."""
    found = sorted((ROOT / "src").glob("**/migrations/[0-9]*.py"))
    return {path.relative_to(ROOT).as_posix(): sha256(path.read_bytes()).hexdigest() for path in found}


def test_no_migration_was_edited_or_removed() -> None:
    now = there()
    changed = [path for path, digest in listed().items() if now.get(path) != digest]
    assert changed == [], "undo the change and write a new migration instead"


def test_every_migration_is_listed() -> None:
    new = [f"{digest}  {path}" for path, digest in there().items() if path not in listed()]
    assert new == [], f"enter in {LIST.relative_to(ROOT)} when it is as it shall stay:\n" + "\n".join(new)


def test_the_list_is_in_order_and_names_each_once() -> None:
    lines = LIST.read_text().splitlines()
    assert [line.split("  ")[1] for line in lines] == sorted(listed())
