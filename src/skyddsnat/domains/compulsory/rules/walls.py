"""What the walls of the database mean that stand behind these rules; `foundation.access.walls` says it."""

from skyddsnat.domains.compulsory.rules.chain import NOT_IN_FORCE
from skyddsnat.domains.compulsory.rules.guarding import reason
from skyddsnat.domains.compulsory.rules.outings import FEWER_GO
from skyddsnat.domains.compulsory.rules.pair import FEWER_THAN_TWO

_MEANWHILE = reason(
    "changed_meanwhile",
    "Något ändrades i tvångsärendet medan du arbetade. Ladda om sidan och se var ärendet står nu.",
    "Something changed in the compulsory case while you worked. Reload the page and see where the case stands now.",
)
# The constraint that a decision of the board to ask the police carries one request.
_ONE_REQUEST = "police_need_has_own_matter"
_STEPS = ("signature", "decision", "standing", "midnight", "deviation", "police", "paper", "notice", _ONE_REQUEST)
WALLS = {
    "pair": FEWER_THAN_TWO,
    "lapsed": NOT_IN_FORCE,
    "goers": FEWER_GO,
    **dict.fromkeys(_STEPS, _MEANWHILE),
}
