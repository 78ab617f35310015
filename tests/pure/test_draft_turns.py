"""Which of two saves of a draft counts: every order of window, turn and version."""

from itertools import product

import pytest

from skyddsnat.foundation.drafts.rules import Standing, standing
from skyddsnat.foundation.drafts.types import UNNAMED, Turn

MINE, HERS = "a" * 32, "b" * 32
KEPT_VERSION = 4
SEEN = {"an older version": 3, "the version that is kept": 4, "a version that is not there": 9}
# kept window, the window that saves, its turn beside the kept turn (None: no turns to compare), what it has seen
TABLE = {
    (kept, window, turn, seen): expected
    for (kept, window, turn), by_seen in {
        (MINE, MINE, "later"): (Standing.NEXT, Standing.NEXT, Standing.NEXT),
        (MINE, MINE, "same"): (Standing.REPEAT, Standing.REPEAT, Standing.REPEAT),
        (MINE, MINE, "earlier"): (Standing.REPEAT, Standing.REPEAT, Standing.REPEAT),
        (HERS, MINE, "later"): (Standing.ELSEWHERE, Standing.NEXT, Standing.ELSEWHERE),
        (HERS, MINE, "same"): (Standing.ELSEWHERE, Standing.NEXT, Standing.ELSEWHERE),
        (HERS, MINE, "earlier"): (Standing.ELSEWHERE, Standing.NEXT, Standing.ELSEWHERE),
        ("", MINE, "later"): (Standing.ELSEWHERE, Standing.NEXT, Standing.ELSEWHERE),
        (MINE, "", "none"): (Standing.ELSEWHERE, Standing.NEXT, Standing.ELSEWHERE),
        ("", "", "none"): (Standing.ELSEWHERE, Standing.NEXT, Standing.ELSEWHERE),
    }.items()
    for seen, expected in zip(SEEN, by_seen, strict=True)
}
NUMBERS = {"later": 8, "same": 7, "earlier": 6, "none": 0}


@pytest.mark.parametrize(("kept", "window", "turn", "seen"), TABLE)
def test_how_a_save_stands_to_the_draft(kept: str, window: str, turn: str, seen: str) -> None:
    found = standing(
        kept=Turn(kept, 7) if kept else UNNAMED,
        kept_version=KEPT_VERSION,
        turn=Turn(window, NUMBERS[turn]),
        version=SEEN[seen],
    )
    assert found is TABLE[kept, window, turn, seen]


def test_whatever_order_the_saves_of_one_window_come_in_the_last_one_stays() -> None:
    for order in product((1, 2, 3), repeat=3):
        kept, version = Turn(MINE, order[0]), 1
        for number in order[1:]:
            if standing(kept=kept, kept_version=version, turn=Turn(MINE, number), version=0) is Standing.NEXT:
                kept, version = Turn(MINE, number), version + 1
        assert kept.number == max(order)
