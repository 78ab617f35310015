"""Decisions without names: what figures are made of."""

from skyddsnat.foundation.access.extract import Mart

DECISIONS = Mart(
    "decisions",
    "decisions_extract",
    (
        ("file", "text"),
        ("unit", "text"),
        ("decided_on", "date"),
        ("level", "text"),
        ("outcome", "text"),
        ("had_best", "boolean"),  # somebody named a service as the most suitable, or one was chosen
        ("is_best", "boolean"),  # what was decided is what was found most suitable
        ("for_money", "boolean"),  # money stood in the way of the most suitable, or of starting in time
        ("for_threat", "boolean"),
        ("gives_service", "boolean"),
        ("is_placement", "boolean"),
        ("is_urgent", "boolean"),
    ),
)
MARTS = (DECISIONS,)
