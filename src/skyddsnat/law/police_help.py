"""Help of the police to carry out care without consent: who may ask, on what test, and what the police may be told.

LVU 43 § and the places that took over from it on 1 January 2027 (SFS 2026:1600 20:1-5), SFS 2026:1637 11:1 and
SFS 2024:79 8:7. The test is the same in all: special circumstances make it feared that the measure cannot be carried
out without the special powers of the police (Police Act 10 and 10 a §§), or there are exceptional grounds. The court,
which is exempt from the test, and the state homes ask for themselves and are not entered. LVU as of SFS 2025:1290, the
others as of August 2026. What may be told the police for their planning was read for LVU and SFS 2026:1600 alone: for
the other Acts there is no entry, and nothing is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import CUSTODY, LVU, SHELTER, WITHOUT_CONSENT, Statute


class HelpFor(StrEnum):
    """What the police help with."""

    EXAMINATION = "examination"
    EXECUTION = "execution"


class Asker(StrEnum):
    """Who may ask. `APPOINTED`: a member or an official whom the board has appointed by name."""

    BOARD = "board"
    CHAIR = "chair"
    APPOINTED = "appointed"


ASKER_NAMES: dict[Asker, Text] = {
    Asker.BOARD: Text("Nämnden", "The board"),
    Asker.CHAIR: Text("Ordföranden", "The chair"),
    Asker.APPOINTED: Text(
        "En ledamot eller tjänsteman som nämnden har förordnat", "A member or an official whom the board has appointed"
    ),
}

# Ways that are open to everybody, whatever stands in the way of a request.
OWN_POWER = "12 § polislagen (1984:387)"
COOPERATION = "6 § polislagen (1984:387)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceHelp:
    """Who may ask for what under one Act. `section` is the place as decision rights and appointments name it.

    `data` is the paragraph by which the police are given what they need to plan, `data_is_duty` whether they must be.
    """

    act: Statute
    place: str
    askers: Mapping[HelpFor, tuple[Asker, ...]]
    data: str | None = None
    data_is_duty: bool = False

    @property
    def section(self) -> str:
        return f"{self.act.short} {self.place}"

    @property
    def citation(self) -> str:
        return self.act.cite(self.place)

    @property
    def validity(self) -> Period:
        return Period(self.act.valid_from, self.act.valid_to)


_BOARD_OR_CHAIR = {
    HelpFor.EXAMINATION: (Asker.BOARD, Asker.CHAIR),
    HelpFor.EXECUTION: (Asker.BOARD, Asker.APPOINTED),
}
_BOARD_OR_APPOINTED = {HelpFor.EXECUTION: (Asker.BOARD, Asker.APPOINTED)}

POLICE_HELP: tuple[PoliceHelp, ...] = (
    PoliceHelp(act=LVU, place="43", askers=_BOARD_OR_CHAIR, data=LVU.cite("43 b")),
    PoliceHelp(act=CUSTODY, place="20:1", askers=_BOARD_OR_CHAIR, data=CUSTODY.cite("20:4"), data_is_duty=True),
    PoliceHelp(act=WITHOUT_CONSENT, place="11:1", askers=_BOARD_OR_APPOINTED),
    PoliceHelp(act=SHELTER, place="8:7", askers=_BOARD_OR_APPOINTED),
)
# Where the board itself, or whom it has appointed, asks; the chair asks for an examination in her own name.
POLICE_SECTIONS = frozenset(each.section for each in POLICE_HELP)
_FOLLOWED_BY = {LVU.number: CUSTODY.number}


def police_help(statute: str, on: date) -> PoliceHelp | None:
    """Who may ask for help with a measure under the Act with that number ("1990:52") on a day; None: no such help.

    A measure under LVU goes on under SFS 2026:1600 from the day that Act is in force (transition p. 3).
    """
    for number in (statute, _FOLLOWED_BY.get(statute)):
        for help_ in POLICE_HELP:
            if help_.act.number == number and help_.validity.contains(on):
                return help_
    return None
