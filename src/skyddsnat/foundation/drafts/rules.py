"""Which of two saves of a draft counts."""

from enum import Enum

from skyddsnat.foundation.drafts.types import Turn


class Standing(Enum):
    """How a save stands to the draft that is kept."""

    NEXT = "next"
    REPEAT = "repeat"
    ELSEWHERE = "elsewhere"


def standing(*, kept: Turn, kept_version: int, turn: Turn, version: int) -> Standing:
    """How a save of `turn`, made on the draft's `version`, stands to the draft as it is kept. Source: none.

    A window holds all it has saved before, so its later turn is next whatever version it names: the answer that told
    it a newer one may have been lost. Its earlier or same turn is a repeat, which has been overtaken. Any other window
    must have seen the version that is kept.
    """
    if turn.window and turn.window == kept.window:
        return Standing.NEXT if turn.number > kept.number else Standing.REPEAT
    return Standing.NEXT if version == kept_version else Standing.ELSEWHERE
