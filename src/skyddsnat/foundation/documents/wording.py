"""Dates and moments as they are written out in letters (Myndigheternas skrivregler: day, month in letters, year)."""

from datetime import date, datetime

from skyddsnat.kernel.stockholm import local_moment

_MONTHS = {
    "sv": ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip


def date_in_words(day: date, language: str) -> str:
    """`day` as "21 november 2026" ("sv") or "21 November 2026" ("en")."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def moment_in_words(moment: datetime, language: str) -> str:
    """`moment` on a Swedish clock, as "21 november 2026 kl. 14.32" or "21 November 2026, 14:32"."""
    local = local_moment(moment)
    clock = f"kl. {local:%H.%M}" if language == "sv" else f"{local:%H:%M}"
    return f"{date_in_words(local.date(), language)}{' ' if language == 'sv' else ', '}{clock}"
