"""The register of incidents without names: what figures are made of.

No row points at a child's file or at a day: what happened at work is told by the month. The pseudonym of a worker here
is another than the one she has where children are counted, so that the two cannot be joined.
"""

from skyddsnat.foundation.access.extract import Mart

INCIDENTS = Mart(
    "incidents",
    "safety_extract_incidents",
    (("unit", "text"), ("month", "date"), ("kind", "text"), ("concerns", "text"), ("effect", "text")),
)
EXPOSED = Mart(
    "exposed",
    "safety_extract_exposed",
    # A caseworker in one month, since the register was first used: how often threatened, and exposed to anything.
    (("worker", "text"), ("unit", "text"), ("month", "date"), ("threats", "integer"), ("incidents", "integer")),
)
MARTS = (INCIDENTS, EXPOSED)
