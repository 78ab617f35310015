"""Words about who enforces a measure."""

from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import ENFORCER_NAMES, EnforcerView
from skyddsnat.law.compulsory_states import TRACK_NAMES, Track
from skyddsnat.web import formats
from skyddsnat.web.presenters import said


def enforcer_name(view: EnforcerView) -> str:
    """«Polismyndigheten, Norrhamn»."""
    return ", ".join(part for part in (said(ENFORCER_NAMES[view.kind]), view.name) if part)


def enforcer_words(view: EnforcerView, today: date) -> tuple[str, ...]:
    """Who it is, what they enforce, and what they have been told."""
    found = [f"{enforcer_name(view)}: {said(TRACK_NAMES[Track(view.track)])}."]
    told = _("Fick veta att den gäller {when}.").format(when=formats.moment(view.told_start_at, today=today))
    found.append(told)
    if view.told_end_at is not None:
        found.append(
            _("Fick veta att den har upphört {when}.").format(when=formats.moment(view.told_end_at, today=today))
        )
    return tuple(found)
