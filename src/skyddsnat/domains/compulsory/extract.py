"""Compulsory cases without names: what figures are made of.

What the board decided and what the police were needed for carries no pseudonym: it is counted, and joined to nothing.
"""

from skyddsnat.foundation.access.extract import Mart

MATTERS = Mart(
    "matters",
    "compulsory_extract_matters",
    (("unit", "text"), ("decided_on", "date"), ("level", "text"), ("outcome", "text")),
)
POLICE = Mart(
    "police",
    "compulsory_extract_police",
    (
        ("unit", "text"),
        ("needed_on", "date"),
        ("was_requested", "boolean"),
        ("not_asked", "text"),
        ("answer", "text"),
        ("attendance", "text"),
    ),
)
CARE = Mart(
    "care",
    "compulsory_extract_care",
    # Immediate decisions and care that began, on the tracks on which a child is taken into care.
    (("file", "text"), ("unit", "text"), ("happened_on", "date"), ("is_immediate", "boolean")),
)
PAIRS = Mart(
    "pairs",
    "compulsory_extract_pairs",
    # A compulsory case in one month, and whether two caseworkers stood behind it all the time.
    (("file", "text"), ("unit", "text"), ("month", "date"), ("is_kept", "boolean")),
)
MARTS = (MATTERS, POLICE, CARE, PAIRS)
