"""Which decisions of the board in compulsory care may be appealed.

Read: LVU 41 §; SFS 2026:1600 19:1; 2026:1637 10:1; 2024:79 9:1. Under the first two what is not listed may not be
appealed. Of the others only the lists were read, so of what is not in them nothing is said; nor of a few deeds about
which the words of a list leave doubt.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from skyddsnat.law.citations import CUSTODY, LVU, SHELTER, WITHOUT_CONSENT
from skyddsnat.law.compulsory_states import Act, Track

_Deed = tuple[Track, Act]


class UnknownAppeal(LookupError):
    """Nothing that was read says whether the decision may be appealed."""

    def __init__(self, track: Track, act: Act, statute: str) -> None:
        super().__init__(f"no source says whether {act} on the track {track} under {statute} may be appealed")


@dataclass(frozen=True, slots=True)
class CareAppeal:
    """Whether a decision may be appealed, and the section that says so."""

    is_open: bool
    citation: str


@dataclass(frozen=True, slots=True)
class _List:
    citation: str
    listed: frozenset[_Deed]
    unsure: frozenset[_Deed] = frozenset()
    is_whole: bool = False


_CARE = frozenset({(Track.CARE, act) for act in (Act.PLACE, Act.EXAMINE, Act.KEEP, Act.END)})
_CONTACT = frozenset({(Track.CONTACT, Act.DECIDE), (Track.CONTACT, Act.END)})
_BANS = frozenset(
    {
        (Track.REMOVAL, Act.END),
        (Track.REMOVAL, Act.SET_CONTACT),
        (Track.EXIT, Act.EXAMINE),
        (Track.EXIT, Act.END),
    }
)
_PREVENTIVE = frozenset({(Track.INTERMEDIATE, act) for act in (Act.DECIDE, Act.EXAMINE, Act.END)})
_PLACE = frozenset({(Track.CONTINUED, Act.PLACE)})
_EXCEPTION = frozenset({(Track.EXIT, Act.EXCEPT)})
_SERVICES = frozenset(
    {
        (Track.WITHOUT_CONSENT, act)
        for act in (
            *(Act.DECIDE, Act.DECIDE_FOR_GUARDIAN, Act.SET_CONDITION, Act.SET_GUARDIAN_CONDITION),
            *(Act.SET_HOME_HOURS, Act.KEEP_CONDITION, Act.SET_FINE),
        )
    }
)
_LISTS: Mapping[str, _List] = {
    LVU.number: _List(
        LVU.cite("41"), _CARE | _CONTACT | _BANS | _PREVENTIVE | _PLACE, unsure=_EXCEPTION, is_whole=True
    ),
    CUSTODY.number: _List(
        CUSTODY.cite("19:1"),
        _CARE | _CONTACT | _BANS | _PLACE | _EXCEPTION,
        unsure=frozenset({(Track.CARE, Act.DISMISS_REQUEST)}),
        is_whole=True,
    ),
    WITHOUT_CONSENT.number: _List(WITHOUT_CONSENT.cite("10:1"), _SERVICES),
    SHELTER.number: _List(SHELTER.cite("9:1"), _CONTACT | {(Track.SHELTER, Act.END)}),
}


def appeal_of(track: Track, act: Act, statute: str) -> CareAppeal:
    """Whether the board's decision under the Act with that number may be appealed. Raises `UnknownAppeal`."""
    known = _LISTS.get(statute)
    if known is None or (track, act) in known.unsure:
        raise UnknownAppeal(track, act, statute)
    if (track, act) in known.listed:
        return CareAppeal(True, known.citation)
    if not known.is_whole:
        raise UnknownAppeal(track, act, statute)
    return CareAppeal(False, known.citation)
