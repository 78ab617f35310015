"""Which marts there are."""

from skyddsnat.domains.compulsory import extract as compulsory
from skyddsnat.domains.decisions import extract as decisions
from skyddsnat.domains.intake import extract as intake
from skyddsnat.domains.investigations import extract as investigations
from skyddsnat.domains.journal import extract as journal
from skyddsnat.domains.safety import extract as safety
from skyddsnat.foundation.access import extract as access

MARTS = (
    *access.MARTS,
    *journal.MARTS,
    *intake.MARTS,
    *investigations.MARTS,
    *decisions.MARTS,
    *compulsory.MARTS,
    *safety.MARTS,
)
