"""Words of repetition: what ties incidents together, how many they are, and how often for each worker in a month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.domains.safety.types.register import CONCERNS_NAMES, Concerns, IncidentMark
from skyddsnat.domains.safety.types.series import TIE_NAMES, Repetition, Series, Tie
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.components import Link
from skyddsnat.web.presenters import said
from skyddsnat.web.safety.presenters import what_happened

# Of the persons whom the viewer sees, by id.
Names = Mapping[int, str]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One series as the page of repetition shows it, its incidents with their days, the latest first."""

    title: str
    count: str
    rate: str
    incidents: Sequence[tuple[str, Link]]


def shown(found: Repetition, names: Names, today: date) -> list[Shown]:
    """Every series, the longest first."""
    return [
        Shown(
            title=title(each, found, names),
            count=_count(each),
            rate=rate(each, today),
            incidents=[_incident(each_id, found.incidents[each_id], today) for each_id in reversed(each.incident_ids)],
        )
        for each in found.series
    ]


def _incident(incident_id: int, told: IncidentMark, today: date) -> tuple[str, Link]:
    link = Link(label=what_happened(told), url=reverse("safety:incident", args=[incident_id]))
    return formats.day(local_date(told.happened_at), today=today), link


def sentence(each: Series, found: Repetition, names: Names, today: date) -> str:
    """«Samma avsändare, Anonym 17: 3 händelser sedan 2 maj 2026. 0,4 gånger per medarbetare …»."""
    return f"{title(each, found, names)}: {_count(each)}. {rate(each, today)}"


def of_wave(found: Repetition, campaign_id: int, at: datetime) -> str:
    """How often somebody was exposed in the wave; empty where it has one incident or none that the viewer sees."""
    today = local_date(at)
    waves = (each for each in found.series if each.tie is Tie.WAVE and each.key == str(campaign_id))
    return next((f"{_count(each)}. {rate(each, today)}" for each in waves), "")


def title(each: Series, found: Repetition, names: Names) -> str:
    """«Samma avsändare, Anonym 17»: the tie, and what it is."""
    what = _what(each, found, names)
    return f"{said(TIE_NAMES[each.tie])}, {what}" if what else said(TIE_NAMES[each.tie])


def _what(each: Series, found: Repetition, names: Names) -> str:
    key = each.key
    if each.tie is Tie.SOURCE:
        return _who(each, found, names)
    if each.tie is Tie.DECISION:
        return said(CONCERNS_NAMES[Concerns(key.partition(":")[2])]).lower()
    return found.codes[int(key)] if each.tie is Tie.WORKER else found.waves.get(int(key), "")


def _who(each: Series, found: Repetition, names: Names) -> str:
    """The name of whoever did it, for those who see that person; otherwise what that one is called."""
    named = (names.get(found.people.get(incident_id, 0), "") for incident_id in each.incident_ids)
    called = (found.aliases[incident_id] for incident_id in each.incident_ids)
    return next((text for text in (*named, *called) if text), _("en utpekad person"))


def _count(each: Series) -> str:
    count = len(each.incident_ids)
    words = ngettext("{count} händelse sedan {day}", "{count} händelser sedan {day}", count)
    return words.format(count=count, day=formats.full_day(each.first_on))


def rate(each: Series, today: date) -> str:
    """How often for each worker in a month, and what was divided by what."""
    times, months, found = each.times, each.months(today), each.rate(today)
    return _(
        "{rate} gånger per medarbetare och månad: {times} gånger som någon utsattes, delat på {workers} och {months}. "
        "Räknat på det du ser."
    ).format(
        rate=formats.number(found, decimals=1 if found >= 1 else 2),
        times=formats.number(times),
        workers=ngettext("{count} utsatt medarbetare", "{count} utsatta medarbetare", each.workers).format(
            count=each.workers
        ),
        months=ngettext("{count} påbörjad månad", "{count} påbörjade månader", months).format(count=months),
    )
