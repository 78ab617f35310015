"""The safety of Norrham's staff, all of it."""

from skyddsnat.demo.cast import Cast
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.safety.everyday import EVERYDAY
from skyddsnat.demo.safety.first_year import LONG_AGO
from skyddsnat.demo.safety.following import followed
from skyddsnat.demo.safety.handed_out import all_handed_out
from skyddsnat.demo.safety.this_year import THIS_YEAR
from skyddsnat.demo.safety.warned import all_warned
from skyddsnat.demo.safety.waves import all_waves


def all_safety(cast: Cast) -> list[Story]:
    """The stories, each to be begun after those of the children."""
    waves: dict[str, int] = {}
    return [
        *all_waves(cast, waves),
        *(followed(cast, event, waves) for event in (*LONG_AGO, *THIS_YEAR, *EVERYDAY)),
        *all_warned(cast),
        *all_handed_out(cast),
    ]
