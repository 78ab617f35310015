"""Whether a decision may be appealed and what the person is told: SoL 35:1 and 35:4-5, FL 33, 43-44 §§.

What 35:1 does not list (opening or not opening an investigation, its extension, a follow-up) can only have its
legality tried, under KL ch. 13.
"""

from datetime import date
from enum import StrEnum

from skyddsnat.kernel.periods import Period
from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import FL, KL, OLD_SOL, SOL


class Review(StrEnum):
    """What kind of review a decision of the board can have."""

    APPEAL = "appeal"  # förvaltningsbesvär: the court tries the whole matter
    LEGALITY = "legality"  # laglighetsprövning: the court tries only whether it was lawful


_NEW = frozenset({"11:1", "12:1", "12:5", "18:11", "22:2", "24:1", "24:4", "24:5", "29:7"})
# By present number; in SFS 2001:453 16:3 they are 4:1, 4:5, 5:2, 6:6, 6:12, 6:13, 6:14 and 2 a:8.
_LISTS: tuple[tuple[Period, frozenset[str], str], ...] = (
    (Period(SOL.valid_from), _NEW, SOL.cite("35:1")),
    (Period(date(2018, 7, 1), OLD_SOL.valid_to), _NEW, OLD_SOL.cite("16:3")),
)


class NoReviewRule(LookupError):
    """The day lies before the wordings that were read."""

    def __init__(self, on: date) -> None:
        super().__init__(f"no rule on appeals is entered for {on}")


def review_of(section: str, on: date) -> tuple[Review, str]:
    """The review open to a decision under `section` ("SoL 11:1") taken on that day, and the paragraph that says so."""
    for validity, listed, citation in _LISTS:
        if validity.contains(on):
            appealable = section.removeprefix("SoL ") in listed
            return (Review.APPEAL, citation) if appealable else (Review.LEGALITY, KL.cite("13:1"))
    raise NoReviewRule(on)


def appeal_instructions(*, board: str, court: str, address: str) -> tuple[Text, ...]:
    """How to appeal, in paragraphs, as FL 33 § asks: form and content, where to hand it in, and the time.

    `board`, `court` and `address` are names as they stand in the letter.
    """
    return (
        Text(
            f"Om du inte är nöjd med beslutet kan du överklaga det. Skriv till {court}, men lämna eller skicka brevet "
            f"till {board}, {address}.",
            f"If you are not satisfied with the decision you can appeal against it. Write to {court}, but hand in or "
            f"send your letter to {board}, {address}.",
        ),
        Text(
            f"Överklagandet ska ha kommit in till {board} inom tre veckor från den dag då du fick del av beslutet.",
            f"Your appeal must reach {board} within three weeks from the day on which you were served the decision.",
        ),
        Text(
            "Skriv vilket beslut du överklagar, hur du vill att det ska ändras och varför. Skriv ditt namn, "
            "personnummer, adress och telefonnummer. Skicka gärna med det som stöder det du skriver.",
            "State which decision you appeal against, how you want it changed and why. Give your name, personal "
            "number, address and telephone number. Enclose whatever supports what you write.",
        ),
        Text(
            f"{board} prövar om överklagandet kom in i tid och skickar det sedan till {court}. "
            "Du kan få hjälp av din handläggare med att överklaga.",
            f"{board} checks that the appeal came in time and then sends it to {court}. "
            "Your caseworker can help you to appeal.",
        ),
    )


APPEAL_CITATIONS = (FL.cite("33"), FL.cite("43"), FL.cite("44"))
