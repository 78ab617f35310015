"""Warnings as whoever is about to go somewhere meets them: before anything else, in red, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from skyddsnat.domains.people.queries import persons
from skyddsnat.domains.safety.queries import warnings_on_visit
from skyddsnat.domains.safety.types.warnings import CAUSE_NAMES, WARNING_ON_NAMES, Cause, MetWarning
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Link
from skyddsnat.web.presenters import name_of, said


@dataclass(frozen=True, kw_only=True)
class Warned:
    """One warning: why, of whom, what to do, and the way to the whole of it for those who may read it."""

    title: str
    text: str
    link: Link | None = None


def warned_on_visit(*, file_id: int, place: str, on: date, viewer: Viewer) -> tuple[list[MetWarning], list[Warned]]:
    """What whoever goes there on the day must know, as it is and in words; the newest first."""
    found = warnings_on_visit(file_id=file_id, place=place, on=on, viewer=viewer)
    about = {each.person_id for each in found if each.person_id is not None}
    people = persons(person_ids=about, viewer=viewer) if about else {}
    return found, warned(found, {person_id: name_of(person) for person_id, person in people.items()})


def warned(found: Sequence[MetWarning], names: Mapping[int, str]) -> list[Warned]:
    """The warnings in words; `names` of the persons that some of them are about."""
    return [_warned(each, names) for each in found]


def title_of(cause: Cause) -> str:
    """«Varning: kan vara hotfull»."""
    return _("Varning: {cause}").format(cause=said(CAUSE_NAMES[cause]).lower())


def _warned(each: MetWarning, names: Mapping[int, str]) -> Warned:
    whom = names.get(each.person_id or 0, "") or each.address or said(WARNING_ON_NAMES[each.about])
    waits = "" if each.is_agreed else _("Chefen har inte gått med på varningen än.")
    link = Link(label=_("Läs varningen"), url=address("safety:warning", each.id)) if each.is_open else None
    return Warned(
        title=f"{title_of(each.cause)} · {whom}",
        text=" ".join(part for part in (each.words, waits) if part),
        link=link,
    )
