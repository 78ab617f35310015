"""Dates, times, numbers and names as people say them: the one place where they are written out.

Every function is pure. `language` is "sv" or "en"; None means the language of the page being made. What depends on
the current day takes `today` (a local date). Moments must carry a time zone and are written in Swedish time.

Guides: Myndigheternas skrivregler (Språkrådet), chapters on dates, times and figures, for Swedish; the GOV.UK style
guide for English, but with the 24-hour clock that every clock in the building shows.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from skyddsnat.kernel.stockholm import local_moment
from skyddsnat.web.making import page_language

NBSP = "\u00a0"
EN_DASH = "\u2013"
MASK = "••••"

MONTHS = {
    "sv": ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
SHORT_MONTHS = {
    "sv": ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
NEAR = {
    "sv": {-1: "i går", 0: "i dag", 1: "i morgon"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
CLOCK_POINT = {"sv": ".", "en": ":"}
UNITS = {
    "sv": {
        "hour": ("timme", "timmar"),
        "day": ("dag", "dagar"),
        "week": ("vecka", "veckor"),
        "month": ("månad", "månader"),
        "year": ("år", "år"),
    },
    "en": {
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
}


def day(on: date, *, today: date, language: str | None = None) -> str:
    """«i dag», «i morgon», «25 november», and with the year when it is not this year's."""
    code = _code(language)
    near = NEAR[code].get((on - today).days)
    return near or full_day(on, with_year=on.year != today.year, language=code)


def full_day(on: date, *, with_year: bool = True, language: str | None = None) -> str:
    """«25 november 2026» or «25 november»."""
    text = f"{on.day}{NBSP}{MONTHS[_code(language)][on.month - 1]}"
    return f"{text} {on.year}" if with_year else text


def month(on: date, *, language: str | None = None) -> str:
    """«november 2026», where the day is not to be said."""
    return f"{MONTHS[_code(language)][on.month - 1]} {on.year}"


def weekday_and_day(on: date, *, language: str | None = None) -> str:
    """«Lördag 21 november 2026», to open a page or a letter with."""
    code = _code(language)
    return f"{WEEKDAYS[code][on.weekday()].capitalize()} {full_day(on, language=code)}"


def short_day(on: date, *, language: str | None = None) -> str:
    """«25 nov», where there is no room."""
    return f"{on.day}{NBSP}{short_month(on.month, language=language)}"


def short_month(month: int, *, language: str | None = None) -> str:
    """«nov» for 11."""
    return SHORT_MONTHS[_code(language)][month - 1]


def moment(at: datetime, *, today: date, language: str | None = None) -> str:
    """«i dag 14.32», «25 november 14.32»."""
    code, local = _code(language), local_moment(at)
    return f"{day(local.date(), today=today, language=code)} {_clock(local, code)}"


def clock(at: datetime, *, language: str | None = None) -> str:
    """«14.32» in Swedish, «14:32» in English."""
    return _clock(local_moment(at), _code(language))


def clock_with_seconds(at: datetime, *, language: str | None = None) -> str:
    """«14.32.08», as autosave says it."""
    local, code = local_moment(at), _code(language)
    return f"{_clock(local, code)}{CLOCK_POINT[code]}{local.second:02}"


def exact(value: date | datetime) -> str:
    """«2026-11-25» or «2026-11-25 14:32:08»: the same in both languages, for hover, print and `datetime=`."""
    if isinstance(value, datetime):
        return local_moment(value).strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat()


def period(start: date, end: date | None, *, today: date, language: str | None = None) -> str:
    """«25 juli – 21 november», «25 juli – pågår»."""
    code = _code(language)
    ongoing = {"sv": "pågår", "en": "ongoing"}[code]
    last = day(end, today=today, language=code) if end else ongoing
    return f"{day(start, today=today, language=code)} {EN_DASH} {last}"


def amount(count: int, unit: str, *, language: str | None = None) -> str:
    """«1 dag», «14 dagar». `unit`: "hour", "day", "week", "month" or "year"."""
    code = _code(language)
    return f"{number(count, language=code)}{NBSP}{unit_word(count, unit, language=code)}"


def unit_word(count: int, unit: str, *, language: str | None = None) -> str:
    """«dag» or «dagar», without the number."""
    one, many = UNITS[_code(language)][unit]
    return one if abs(count) == 1 else many


def time_left(due: date, *, today: date, language: str | None = None) -> str:
    """«4 dagar kvar», «i dag», «1 dag försenad»: the words of a clock."""
    code, left = _code(language), (due - today).days
    if left == 0:
        return NEAR[code][0]
    days = amount(abs(left), "day", language=code)
    if left > 0:
        return {"sv": f"{days} kvar", "en": f"{days} left"}[code]
    return {"sv": f"{days} försenad", "en": f"{days} late"}[code]


def age(born: date, *, today: date, language: str | None = None) -> str:
    """«10 år»; before the first birthday in months, before birth in words."""
    code = _code(language)
    if born > today:
        return {"sv": "ofödd", "en": "unborn"}[code]
    years = years_old(born, today=today)
    if years:
        text = amount(years, "year", language=code)
        return text if code == "sv" else f"{text} old"
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return amount(months, "month", language=code)


def years_old(born: date, *, today: date) -> int:
    """Whole years; a child born 29 February turns a year older on 1 March in other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def number(value: float, *, decimals: int = 0, language: str | None = None) -> str:
    """«12 345,6» in Swedish, «12,345.6» in English; a real minus sign."""
    if isinstance(value, int) and 0 <= value < 1000 and not decimals:
        return str(value)  # as nearly every number of a page is
    text = f"{value:,.{decimals}f}".replace("-", "\u2212")
    if _code(language) == "en":
        return text
    return text.replace(",", NBSP).replace(".", ",")


def percent(share: float, *, decimals: int = 0, language: str | None = None) -> str:
    """«12 %» for 0.12."""
    code = _code(language)
    gap = NBSP if code == "sv" else ""
    return f"{number(share * 100, decimals=decimals, language=code)}{gap}%"


def list_of(items: Sequence[str], *, language: str | None = None) -> str:
    """«a, b och c»."""
    if len(items) < 2:
        return "".join(items)
    last = {"sv": "och", "en": "and"}[_code(language)]
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def full_name(given: str, family: str) -> str:
    """«Tindra Öberg»; either part may be missing."""
    return " ".join(part for part in (given.strip(), family.strip()) if part)


def short_name(given: str, family: str) -> str:
    """«Tindra Ö.», for lists that others may see over one's shoulder."""
    family = family.strip()
    return full_name(given, f"{family[0]}." if family else "")


def initials(given: str, family: str) -> str:
    """«TÖ»."""
    return "".join(part.strip()[:1].upper() for part in (given, family))


def personal_number(value: str, *, is_masked: bool = False) -> str:
    """«20160412-2383» from twelve digits, with or without a hyphen; masked, only the century and year are left.

    What does not look like a number of that shape (a reserve number of another system) comes back as it is, or
    wholly masked.
    """
    bare = value.replace("-", "").strip()
    if len(bare) != 12:
        return MASK if is_masked else value.strip()
    return f"{bare[:4]}{MASK}" if is_masked else f"{bare[:8]}-{bare[8:]}"


def weeks_between(start: date, end: date) -> int:
    """Which week of a work `end` falls in, the first week being 1."""
    return (end - start) // timedelta(weeks=1) + 1


def _clock(local: datetime, code: str) -> str:
    return f"{local.hour:02}{CLOCK_POINT[code]}{local.minute:02}"


def _code(language: str | None) -> str:
    """ "sv" or "en"; every language we do not have gets Swedish."""
    chosen = language or page_language()
    return "en" if chosen.startswith("en") else "sv"
