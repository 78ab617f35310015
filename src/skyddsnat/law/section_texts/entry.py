"""What is written about one section."""

from dataclasses import dataclass
from datetime import date

from skyddsnat.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is the present number, `place` the number in the Act itself when it was another then.

    `since` is set when the wording is younger than the Act, `until` when it ended before the Act.
    """

    key: str
    title: Text
    text: Text
    place: str | None = None
    since: date | None = None
    until: date | None = None
