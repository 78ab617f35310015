"""The chains of compulsory care as tables of states, and what each deed is under each Act.

`TRACKS` has one table a track; `deed_of` says whose deed an act is, by which section and which clocks it meets and
starts; `running`, `lapse_clocks` and `is_in_force` say what a state carries.
"""

from skyddsnat.law.compulsory_states.deeds import (
    PREFIX,
    acts,
    allows,
    deed_of,
    is_in_force,
    lapse_clocks,
    rule_ids,
    running,
    statutes,
)
from skyddsnat.law.compulsory_states.kinds import Act, By, Deed, State, Track, UnknownDeed
from skyddsnat.law.compulsory_states.names import ACT_NAMES, BY_NAMES, STATE_NAMES, TRACK_NAMES, act_name
from skyddsnat.law.compulsory_states.page import states_page
from skyddsnat.law.compulsory_states.tables import TRACKS

__all__ = [
    "ACT_NAMES",
    "BY_NAMES",
    "PREFIX",
    "STATE_NAMES",
    "TRACKS",
    "TRACK_NAMES",
    "Act",
    "By",
    "Deed",
    "State",
    "Track",
    "UnknownDeed",
    "act_name",
    "acts",
    "allows",
    "deed_of",
    "is_in_force",
    "lapse_clocks",
    "rule_ids",
    "running",
    "states_page",
    "statutes",
]
