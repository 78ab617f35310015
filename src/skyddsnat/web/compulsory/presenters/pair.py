"""Words about two caseworkers and deviations from it."""

from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import DeviationView, PairView
from skyddsnat.web import formats


def pair_words(pair: PairView) -> tuple[str, ...]:
    """Who stands behind the case now, and what is demanded."""
    who = formats.list_of([f"{each.name} ({each.service_code})" for each in pair.workers]) or _("Ingen")
    demanded = _("Kommunens egen regel: två handläggare, en av dem med minst {years} i yrket.").format(
        years=formats.amount(pair.years, "year")
    )
    return (_("Handläggare nu: {who}.").format(who=who), *((demanded,) if pair.is_demanded else ()))


def deviation_words(view: DeviationView, today: date) -> tuple[str, ...]:
    """Why, how long, and who confirmed."""
    period = _("Gäller till och med {day}.").format(day=formats.day(view.ends_on, today=today))
    if view.confirmed_at is not None:
        who = _("Beslutat av {name}.").format(name=view.manager) if view.manager else ""
    elif view.confirm_by is not None:
        who = _("Enhetens chef ska bekräfta senast {day}.").format(day=formats.day(view.confirm_by, today=today))
    else:
        who = ""
    return tuple(line for line in (view.reason, period, who) if line)
