"""What the database refused at commit, said as the reasons that a guard would have given.

The guards ask before anything is written. Somebody else may take the second caseworker away, or midnight may pass,
between that question and the commit: then the database refuses, and says which of its walls it was.
"""

from django.db import IntegrityError

from skyddsnat.domains.compulsory.rules.chain import NOT_IN_FORCE
from skyddsnat.domains.compulsory.rules.guarding import reason
from skyddsnat.domains.compulsory.rules.outings import FEWER_GO
from skyddsnat.domains.compulsory.rules.pair import FEWER_THAN_TWO
from skyddsnat.kernel.verdict import Verdict

_MEANWHILE = reason(
    "changed_meanwhile",
    "Något ändrades i tvångsärendet medan du arbetade. Ladda om sidan och se var ärendet står nu.",
    "Something changed in the compulsory case while you worked. Reload the page and see where the case stands now.",
)
# The constraint that a decision of the board to ask the police carries one request.
_ONE_REQUEST = "police_need_has_own_matter"
_WALLS = {
    "pair": FEWER_THAN_TWO,
    "lapsed": NOT_IN_FORCE,
    "goers": FEWER_GO,
    **dict.fromkeys(("signature", "decision", "standing", "midnight", "deviation", "police"), _MEANWHILE),
}


def wall_of(error: IntegrityError) -> Verdict | None:
    """The reason why the database refused; None when it was none of this domain's walls."""
    told = str(error)
    found = _MEANWHILE if _ONE_REQUEST in told else _WALLS.get(told.partition(":")[0])
    return Verdict.of(found) if found else None
