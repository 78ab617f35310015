"""How the rows of the register live: as long as the staff they are about. No source for the time: no Act says."""

from skyddsnat.foundation.audit.types import Record, Retention

REGISTER = Record(changeable=True, audited=True, retention=Retention.STAFF)
REGISTER_ADDED = Record(changeable=False, audited=True, retention=Retention.STAFF)
