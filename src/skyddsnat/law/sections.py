"""What the sections behind a step say, in our own words, for the pages that show the law beside the work.

A section is asked for by its present number ("SoL 20:3", "FL 25", "OSL 26:1"); for a day when an earlier Act was in
force, the matching older section is given where one was found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text
from skyddsnat.law import lvm, lvu, sfs2024_79, sfs2026_1600, sfs2026_1637
from skyddsnat.law.citations import (
    CUSTODY,
    FL,
    LVM,
    LVU,
    OLD_SOL,
    OSL,
    SHELTER,
    SOL,
    WITHOUT_CONSENT,
    Statute,
)
from skyddsnat.law.section_texts.custody_act import CUSTODY_ACT_TEXTS
from skyddsnat.law.section_texts.custody_act_ending import CUSTODY_ACT_ENDING_TEXTS
from skyddsnat.law.section_texts.entry import Entry
from skyddsnat.law.section_texts.fl import FL_TEXTS
from skyddsnat.law.section_texts.lvm import LVM_TEXTS
from skyddsnat.law.section_texts.lvu import LVU_TEXTS
from skyddsnat.law.section_texts.old_sol import OLD_SOL_TEXTS
from skyddsnat.law.section_texts.osl import OSL_TEXTS
from skyddsnat.law.section_texts.shelter import SHELTER_TEXTS
from skyddsnat.law.section_texts.sol import SOL_TEXTS
from skyddsnat.law.section_texts.without_consent import WITHOUT_CONSENT_TEXTS

READ = {
    SOL.number: "SFS 2025:400, text as of 2026-08-26",
    OLD_SOL.number: "SFS 2001:453, last wording (through SFS 2025:174)",
    FL.number: "SFS 2017:900, wording through SFS 2025:582",
    OSL.number: "SFS 2009:400, wording through SFS 2026:317",
    LVU.number: lvu.READ,
    CUSTODY.number: sfs2026_1600.READ,
    WITHOUT_CONSENT.number: sfs2026_1637.READ,
    SHELTER.number: sfs2024_79.READ,
    LVM.number: lvm.READ,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section in one wording: how pages ask for it, how it is written, what it says, where the text stands."""

    key: str
    citation: str
    title: Text
    text: Text
    url: str
    source: str
    valid_from: date
    valid_to: date | None

    @property
    def validity(self) -> Period:
        return Period(self.valid_from, self.valid_to)


class UnknownSectionText(LookupError):
    """Nothing is written here about that section on that day."""


def section(key: str, on: date) -> Section:
    """What the section said on that day, also asked for by one of its paragraphs ("LVU 14 st. 2").

    Raises `UnknownSectionText`.
    """
    for each in _BY_KEY.get(key.partition(" st. ")[0], ()):
        if each.validity.contains(on):
            return each
    raise UnknownSectionText(f"nothing is written about {key} on {on}")


def sections(on: date) -> tuple[Section, ...]:
    """Every section in force on that day, in the order of the statutes."""
    return tuple(each for each in SECTIONS if each.validity.contains(on))


def _entered(act: Statute, short: str, entries: Iterable[Entry], since: date | None = None) -> Iterator[Section]:
    for entry in entries:
        yield Section(
            key=f"{short} {entry.key}",
            citation=act.cite(entry.place or entry.key),
            title=entry.title,
            text=entry.text,
            url=act.url_of(entry.place or entry.key),
            source=READ[act.number],
            valid_from=entry.since or since or act.valid_from,
            valid_to=entry.until or act.valid_to,
        )


# The sections of the old Act were read in their last wording; from 1 April 2024 (SFS 2024:85) that is known to hold.
SECTIONS: tuple[Section, ...] = (
    *_entered(SOL, "SoL", SOL_TEXTS),
    *_entered(OLD_SOL, "SoL", OLD_SOL_TEXTS, since=date(2024, 4, 1)),
    *_entered(FL, "FL", FL_TEXTS),
    *_entered(OSL, "OSL", OSL_TEXTS),
    *_entered(LVU, LVU.short, LVU_TEXTS, since=lvu.VOUCHED),
    *_entered(CUSTODY, CUSTODY.short, (*CUSTODY_ACT_TEXTS, *CUSTODY_ACT_ENDING_TEXTS)),
    *_entered(WITHOUT_CONSENT, WITHOUT_CONSENT.short, WITHOUT_CONSENT_TEXTS),
    *_entered(SHELTER, SHELTER.short, SHELTER_TEXTS),
    *_entered(LVM, LVM.short, LVM_TEXTS, since=lvm.VOUCHED),
)
_BY_KEY = {one.key: tuple(each for each in SECTIONS if each.key == one.key) for one in SECTIONS}
