"""What is wrong with a file that was handed in: each fault with its line and column, all of them at once."""

from dataclasses import dataclass

from skyddsnat.kernel.text import Text


@dataclass(frozen=True, slots=True, order=True)
class FileFault:
    """One fault. `line` and `column` count from 1. The words never repeat what stands in the file."""

    line: int
    column: int
    text: Text

    def in_language(self, code: str) -> str:
        """ "Line 3, column 5: …"."""
        where = Text(f"Rad {self.line}, kolumn {self.column}", f"Line {self.line}, column {self.column}")
        return f"{where.in_language(code)}: {self.text.in_language(code)}"

    def __str__(self) -> str:
        return self.in_language("en")


class BrokenFile(Exception):
    """The file was refused, whole. `faults` in the order of the file, never empty."""

    def __init__(self, faults: list[FileFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.column)))

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))
