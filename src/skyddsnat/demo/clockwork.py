"""Many stories at once, each waiting for its next moment: all of Norrham in the order of time.

A story is a generator. It yields the moment of what it does next and does it when it is called again; what lies after
the moment at which the demo is made has not happened, so the story stops there, wherever it stands.
"""

import heapq
from collections.abc import Callable, Generator
from datetime import datetime
from itertools import count

from skyddsnat.kernel.verdict import Refused

Story = Generator[datetime, None, None]


class Clockwork:
    """Plays stories up to `until`."""

    def __init__(self, *, until: datetime) -> None:
        self._until = until
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._order = count()
        self.left_open = 0
        self.refused: list[Refused] = []

    def begin(self, story: Story) -> None:
        """Take up a story; nothing of it happens before its first moment."""
        moment = next(story, None)
        if moment is not None:
            self._wait(moment, story)

    def play(self, passed: Callable[[datetime], None]) -> None:
        """Play everything; `passed` is told each moment."""
        while self._waiting:
            moment, _order, story = heapq.heappop(self._waiting)
            passed(moment)
            following = self._go_on(story)
            if following is not None:
                # A story that looks back does what it does at once.
                self._wait(max(following, moment), story)

    def _go_on(self, story: Story) -> datetime | None:
        """Its next moment. Two stories of one child may meet so that the product refuses: then that one ends there."""
        try:
            return next(story, None)
        except Refused as refused:
            self.refused.append(refused)
            return None

    def _wait(self, moment: datetime, story: Story) -> None:
        if moment > self._until:
            self.left_open += 1
            story.close()
            return
        heapq.heappush(self._waiting, (moment, next(self._order), story))
