"""Where a check is switched off, the line says why."""

import re
from pathlib import Path

import skyddsnat

SOURCE = Path(skyddsnat.__file__).parent
OFF = re.compile(r"# (noqa|nosec|type: ignore)\b")
WITH_A_REASON = re.compile(r"# noqa: [A-Z0-9, ]+ - \w|# nosec B[0-9]+( B[0-9]+)* - \w|# type: ignore\[[a-z,-]+\]  # \w")


def without_reason(text: str) -> list[int]:
    """The numbers of the lines that switch a check off and do not say why."""
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if OFF.search(line) and not WITH_A_REASON.search(line)]


def test_every_check_that_is_switched_off_says_why() -> None:
    files = sorted(SOURCE.rglob("*.py"))
    found = {f"{path.relative_to(SOURCE)}:{line}" for path in files for line in without_reason(path.read_text("utf-8"))}
    assert found == set()


def test_the_guard_itself_finds_them() -> None:
    switched = "import a  # noqa: F401\nb = c  # type: ignore[misc]\nd()  # nosec\n"
    said = "import a  # noqa: F401 - it is\nb = c  # type: ignore[misc]  # it is\nd()  # nosec B101 - it is\n"
    assert without_reason(switched + said) == [1, 2, 3]
