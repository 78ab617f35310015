"""Investigations without names: what figures are made of. `due_on` is the law's day, before any extension."""

from skyddsnat.foundation.access.extract import Mart

INVESTIGATIONS = Mart(
    "investigations",
    "investigations_extract",
    (
        ("file", "text"),
        ("unit", "text"),
        ("opened_on", "date"),
        ("due_on", "date"),
        ("closed_on", "date"),
        ("was_extended", "boolean"),
    ),
)
MARTS = (INVESTIGATIONS,)
