"""What holds for compulsory cases: data in, verdict with all reasons out."""

from skyddsnat.domains.compulsory.rules.board import MATTER_STATES

__all__ = ["MATTER_STATES"]
