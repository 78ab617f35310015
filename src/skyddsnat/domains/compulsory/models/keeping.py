"""How the rows of a compulsory case live: with the child's file."""

from skyddsnat.foundation.audit.types import Record, Retention

CASE_FILE = Record(changeable=True, audited=True, retention=Retention.CASE_FILE)
ADDED_ONLY = Record(changeable=False, audited=True, retention=Retention.CASE_FILE)
