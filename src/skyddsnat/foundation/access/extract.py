"""Rows without names for figures: how a door of the database is named as a mart, and who has which child.

A mart holds days, units, kinds and pseudonyms of one run. No name, id, word or day of birth.
"""

from dataclasses import dataclass

# The run that makes figures, whom the doors of the extracts know by this name.
RUN = "insight"


@dataclass(frozen=True, slots=True)
class Mart:
    """Rows that figures are made of: their name there, the function that gives them, and its columns.

    A column's type is "text", "date", "integer" or "boolean", the same word in every engine.
    """

    name: str
    door: str
    columns: tuple[tuple[str, str], ...]


CARERS = Mart(
    "carers",
    "access_extract_carers",
    # `worker` is of one file alone: nobody's children can be told from the months that she worked.
    (("file", "text"), ("unit", "text"), ("worker", "text"), ("month", "date")),
)
MARTS = (CARERS,)
