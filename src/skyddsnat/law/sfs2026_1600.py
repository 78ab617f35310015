"""Time limits of lag (2026:1600) om omhändertagande för vård av barn och unga, in force 1 January 2027.

The Act was read as of 24 August 2026; later amendments were not seen. What differs from LVU beside the sections: the
four weeks and the six months run from the day the care began (6:4), and the application for a prohibition of removal
may be given longer time.
"""

from dataclasses import replace

from skyddsnat.kernel.text import Text
from skyddsnat.law import lvu
from skyddsnat.law.citations import CUSTODY
from skyddsnat.law.sol import BOARD
from skyddsnat.law.types import Rule, months

READ = "SFS 2026:1600, text as of 2026-08-24"

_CARE_BEGAN = Text("Vården påbörjades enligt 6 kap. 4 §.", "The care began by ch. 6 s. 4.")
_WHEN_BEGUN = Text(
    "Vården är påbörjad när barnet har kommit till placeringen, eller när nämnden på annat sätt kan utöva den faktiska "
    "vården.",
    "The care has begun when the child has come to the placement, or the board can otherwise exercise the actual care.",
)
_FROM_CARE = Text(
    "Räknas från den dag då vården påbörjades, även när det var under omhändertagandet. Nästa gång räknar vi från den "
    "senaste: aldrig senare än lagens sjätte månad.",
    "Counted from the day the care began, also when that was during the custody. We count the next from the last one: "
    "never later than the Act's sixth month.",
)


def _adding(note: Text | None, sv: str, en: str) -> Text:
    """The old rule's note with a sentence more."""
    return Text(f"{note.sv} {sv}", f"{note.en} {en}") if note else Text(sv, en)


def _as_new(old: Rule, place: str, **changes: object) -> Rule:
    """The rule of LVU in the Act that replaces it: another place, its own days, and what else has changed."""
    name = old.id.partition(".")[2]
    moved = replace(
        old,
        id=f"sfs2026_1600.{name}",
        statute=CUSTODY.sfs,
        citation=CUSTODY.cite(place),
        valid_from=CUSTODY.valid_from,
        valid_to=None,
        source=READ,
        note=None,
    )
    return replace(moved, **changes)  # type: ignore[arg-type]  # any of its fields


SUBMIT_CUSTODY = _as_new(lvu.SUBMIT_CUSTODY, "5:4", note=lvu.SUBMIT_CUSTODY.note)
COURT_REVIEWS_CUSTODY = _as_new(lvu.COURT_REVIEWS_CUSTODY, "16:2")
APPLY_FOR_CARE = _as_new(
    lvu.APPLY_FOR_CARE,
    "5:5",
    trigger=_CARE_BEGAN,
    note=Text(
        f"{_WHEN_BEGUN.sv} Kan inte svensk domstol besluta om vård ansöker nämnden i stället om fortsatt "
        "omhändertagande för tillfällig vård (5 kap. 9 §).",
        f"{_WHEN_BEGUN.en} If no Swedish court can decide on care, the board applies for continued custody for "
        "temporary care instead (ch. 5 s. 9).",
    ),
)
COURT_TAKES_UP = _as_new(lvu.COURT_TAKES_UP, "16:3")
BEGIN_CARE = _as_new(lvu.BEGIN_CARE, "6:4", note=_WHEN_BEGUN)

CONSIDER_HOME = _as_new(
    lvu.CONSIDER_HOME,
    "8:2",
    title=Text(
        "Överväga omhändertagande på grund av hemmet eller anknytning", "Consider custody on home or attachment grounds"
    ),
    trigger=_CARE_BEGAN,
    note=_FROM_CARE,
)
EXAMINE_BEHAVIOUR = _as_new(
    lvu.EXAMINE_BEHAVIOUR,
    "8:3",
    title=Text("Pröva omhändertagande på grund av eget beteende", "Examine custody on grounds of own behaviour"),
    trigger=_CARE_BEGAN,
    note=Text(
        f"{_FROM_CARE.sv} Prövningen slutar i ett beslut som kan överklagas.",
        f"{_FROM_CARE.en} The examination ends in a decision open to appeal.",
    ),
)
CONSIDER_CONTACT = _as_new(lvu.CONSIDER_CONTACT, "7:2")

CONSIDER_REMOVAL_PROHIBITION = _as_new(lvu.CONSIDER_REMOVAL_PROHIBITION, "12:4")
SUBMIT_TEMPORARY_REMOVAL_PROHIBITION = _as_new(lvu.SUBMIT_TEMPORARY_REMOVAL_PROHIBITION, "12:8")
COURT_REVIEWS_REMOVAL_PROHIBITION = _as_new(lvu.COURT_REVIEWS_REMOVAL_PROHIBITION, "16:2")
APPLY_REMOVAL_PROHIBITION = _as_new(lvu.APPLY_REMOVAL_PROHIBITION, "12:9", extension=lvu.BAN_EXTENDS)

EXAMINE_EXIT_BAN = _as_new(lvu.EXAMINE_EXIT_BAN, "13:4")
SUBMIT_TEMPORARY_EXIT_BAN = _as_new(lvu.SUBMIT_TEMPORARY_EXIT_BAN, "13:8")
COURT_REVIEWS_EXIT_BAN = _as_new(lvu.COURT_REVIEWS_EXIT_BAN, "16:2")
APPLY_EXIT_BAN = _as_new(lvu.APPLY_EXIT_BAN, "13:9")

CONTINUED_CUSTODY = _as_new(
    lvu.CONTINUED_CUSTODY,
    "5:10",
    if_missed=Text(
        "Omhändertagandet upphör av sig självt om en ny ansökan inte har kommit in (5 kap. 11 §).",
        "The custody ceases by itself unless a new application has come in (ch. 5 s. 11).",
    ),
    note=_adding(
        lvu.CONTINUED_CUSTODY.note,
        "Lagens 17 kap. 1 § p. 4 hänvisar till 5 kap. 12 §; upphörandet står i 5 kap. 11 §, troligen ett skrivfel i "
        "lagen.",
        "Ch. 17 s. 1 p. 4 of the Act points to ch. 5 s. 12; the ending stands in ch. 5 s. 11, apparently a misprint in "
        "the Act.",
    ),
)
CONTINUED_CUSTODY_TOTAL = _as_new(lvu.CONTINUED_CUSTODY_TOTAL, "5:10")

CUSTODY_TRANSFER = _as_new(
    lvu.CUSTODY_TRANSFER,
    "9:1",
    trigger=Text("Placeringen i samma familjehem påbörjades.", "The placement in the same family home began."),
    note=lvu.CUSTODY_TRANSFER.note,
)
CUSTODY_TRANSFER_YEARLY = _as_new(lvu.CUSTODY_TRANSFER_YEARLY, "9:1")
FOLLOW_UP = _as_new(
    lvu.FOLLOW_UP,
    "10:7",
    note=_adding(
        lvu.FOLLOW_UP.note,
        "23 kap. 2 § SoL hänvisar från 2027 till 10 kap. 5-6 §§; uppföljningen står i 10 kap. 6-7 §§, troligen ett "
        "skrivfel i lagen.",
        "From 2027 SoL ch. 23 s. 2 points to ch. 10 s. 5-6; the follow-up stands in ch. 10 s. 6-7, apparently a "
        "misprint in the Act.",
    ),
)
REQUEST_TO_END = replace(
    FOLLOW_UP,
    id="sfs2026_1600.request_to_end",
    title=Text("Begäran om upphörande får avvisas", "A request to end may be dismissed"),
    citation=CUSTODY.cite("10:4"),
    trigger=Text(
        "Det senaste beslutet om omhändertagandet fick laga kraft.",
        "The latest decision on the custody gained legal force.",
    ),
    length=months(6),
    who_acts=BOARD,
    if_missed=Text("En senare begäran ska prövas.", "A later request is to be tried."),
    is_of_others=True,
    moved_by_holidays=False,
    note=Text(
        "Ingen skyldighet utan en tid: under den får nämnden avvisa en vårdnadshavares begäran när grunden är hemmet "
        "eller anknytning.",
        "No duty but a period: within it the board may dismiss a guardian's request when the ground is the home or "
        "attachment.",
    ),
)

RULES: tuple[Rule, ...] = (
    *(SUBMIT_CUSTODY, COURT_REVIEWS_CUSTODY, APPLY_FOR_CARE, COURT_TAKES_UP, BEGIN_CARE),
    *(CONSIDER_HOME, EXAMINE_BEHAVIOUR, CONSIDER_CONTACT),
    *(CONSIDER_REMOVAL_PROHIBITION, SUBMIT_TEMPORARY_REMOVAL_PROHIBITION),
    *(COURT_REVIEWS_REMOVAL_PROHIBITION, APPLY_REMOVAL_PROHIBITION),
    *(EXAMINE_EXIT_BAN, SUBMIT_TEMPORARY_EXIT_BAN, COURT_REVIEWS_EXIT_BAN, APPLY_EXIT_BAN),
    *(CONTINUED_CUSTODY, CONTINUED_CUSTODY_TOTAL, CUSTODY_TRANSFER, CUSTODY_TRANSFER_YEARLY),
    *(FOLLOW_UP, REQUEST_TO_END),
)
