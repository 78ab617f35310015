"""Statutes: number, short name, name, days in force, and links to the public text."""

import re
from dataclasses import dataclass
from datetime import date

from skyddsnat.kernel.text import Text

_KEY = re.compile(r"(?:(?P<chapter>\d+(?: [a-z])?):)?(?P<section>\d+(?: [a-z])?)")
_PUBLIC_TEXT = "https://data.riksdagen.se/dokument/sfs-{number}.html"


@dataclass(frozen=True, slots=True)
class Statute:
    """An Act. `number` is its SFS number; `valid_to` the first day it is no longer in force."""

    number: str
    short: str
    name: Text
    valid_from: date
    valid_to: date | None = None

    @property
    def sfs(self) -> str:
        return f"SFS {self.number}"

    @property
    def url(self) -> str:
        return _PUBLIC_TEXT.format(number=self.number.replace(":", "-"))

    def url_of(self, place: str) -> str:
        """The link to `place` in the Act: "20:2", "16:2 a" or, in an Act without chapters, "44"."""
        return f"{self.url}#{_anchor(place)}"

    def cite(self, place: str) -> str:
        """`place` as it is written in a decision: "20 kap. 2 § SoL", "44 § FL"."""
        chapter, section = _split(place)
        return f"{chapter} kap. {section} § {self.short}" if chapter else f"{section} § {self.short}"


SOL = Statute("2025:400", "SoL", Text("Socialtjänstlagen", "Social Services Act"), date(2025, 7, 1))
SOF = Statute("2025:468", "SoF", Text("Socialtjänstförordningen", "Social Services Ordinance"), date(2025, 7, 1))
OLD_SOL = Statute(
    "2001:453",
    "SoL (2001:453)",
    Text("Socialtjänstlagen (2001:453)", "Social Services Act (2001:453)"),
    date(2002, 1, 1),
    date(2025, 7, 1),
)
FL = Statute("2017:900", "FL", Text("Förvaltningslagen", "Administrative Procedure Act"), date(2018, 7, 1))
OLD_FL = Statute(
    "1986:223",
    "FL (1986:223)",
    Text("Förvaltningslagen (1986:223)", "Administrative Procedure Act (1986:223)"),
    date(1987, 1, 1),
    date(2018, 7, 1),
)
OSL = Statute(
    "2009:400",
    "OSL",
    Text("Offentlighets- och sekretesslagen", "Public Access to Information and Secrecy Act"),
    date(2009, 6, 30),
)
KL = Statute("2017:725", "KL", Text("Kommunallagen", "Local Government Act"), date(2018, 1, 1))
FB = Statute("1949:381", "FB", Text("Föräldrabalken", "Children and Parents Code"), date(1950, 1, 1))
LVU = Statute(
    "1990:52",
    "LVU",
    Text(
        "Lagen med särskilda bestämmelser om vård av unga",
        "Care of Young Persons (Special Provisions) Act",
    ),
    date(1990, 7, 1),
    date(2027, 1, 1),
)
LVM = Statute(
    "1988:870",
    "LVM",
    Text(
        "Lagen om vård av missbrukare i vissa fall",
        "Care of Substance Abusers (Special Provisions) Act",
    ),
    date(1989, 1, 1),
)
SHELTER = Statute(
    "2024:79",
    "lagen (2024:79)",
    Text("Lagen om placering av barn i skyddat boende", "Placement of Children in Sheltered Accommodation Act"),
    date(2024, 4, 1),
)
CUSTODY = Statute(
    "2026:1600",
    "lagen (2026:1600)",
    Text("Lagen om omhändertagande för vård av barn och unga", "Custody for Care of Children and Young Persons Act"),
    date(2027, 1, 1),
)
WITHOUT_CONSENT = Statute(
    "2026:1637",
    "lagen (2026:1637)",
    Text(
        "Lagen om insatser inom socialtjänsten när samtycke saknas",
        "Social Services without Consent Act",
    ),
    date(2027, 1, 2),
)

AML = Statute("1977:1160", "AML", Text("Arbetsmiljölagen", "Work Environment Act"), date(1978, 7, 1))
SFB = Statute("2010:110", "SFB", Text("Socialförsäkringsbalken", "Social Insurance Code"), date(2011, 1, 1))

STATUTES: tuple[Statute, ...] = (
    *(SOL, SOF, OLD_SOL, FL, OLD_FL, OSL, KL, FB, LVU, LVM, AML, SFB),
    *(SHELTER, CUSTODY, WITHOUT_CONSENT),
)


class UnknownStatute(LookupError):
    """No Act of that number is known here."""


def statute(sfs: str) -> Statute:
    """The Act with the number `sfs`, written with or without "SFS"; raises `UnknownStatute`."""
    number = sfs.removeprefix("SFS ")
    for act in STATUTES:
        if act.number == number:
            return act
    raise UnknownStatute(f"no statute {sfs} is known here")


def citation_of(section: str, on: date) -> str:
    """`section`, as decision rights name it ("LVU 11 st. 1", "SoL 22:2"), as written in a decision of that day; the
    section itself where no Act of the name is in force.
    """
    for act in STATUTES:
        place = section.removeprefix(f"{act.short} ")
        if place != section and act.valid_from <= on and (act.valid_to is None or on < act.valid_to):
            return act.cite(place.partition(" st. ")[0])
    return section


def _split(place: str) -> tuple[str | None, str]:
    match = _KEY.fullmatch(place)
    if match is None:
        raise ValueError(f"{place!r} is no place in a statute; write 20:2, 16:2 a or 44")
    return match["chapter"], match["section"]


def _anchor(place: str) -> str:
    chapter, section = (part and part.replace(" ", "") for part in _split(place))
    return f"K{chapter}P{section}" if chapter else f"P{section}"
