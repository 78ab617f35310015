"""Talks with children without names or words: what figures are made of."""

from skyddsnat.foundation.access.extract import Mart

TALKS = Mart(
    "talks",
    "journal_extract_talks",
    (("file", "text"), ("held_on", "date"), ("was_alone", "boolean")),
)
MARTS = (TALKS,)
