"""What holds for compulsory cases: data in, verdict with all reasons out."""

from skyddsnat.domains.compulsory.rules.board import MATTER_STATES
from skyddsnat.domains.compulsory.rules.police import STATES as POLICE_STATES

__all__ = ["MATTER_STATES", "POLICE_STATES"]
