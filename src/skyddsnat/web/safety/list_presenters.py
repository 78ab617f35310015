"""Words, links and colours of the list of incidents, and of what waits."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.domains.safety.permissions import user_can_oversee, user_can_see_figures, user_can_warn_in_no_file
from skyddsnat.domains.safety.types.following import POLICE_STATE_NAMES, DutyView, PoliceReportView, PoliceState
from skyddsnat.domains.safety.types.register import IncidentRow
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Table, Tone
from skyddsnat.web.presenters import said
from skyddsnat.web.safety.presenters import duty_name, name_of_incident, police_chip, what_happened


def ways(viewer: Viewer) -> list[Action]:
    """Where the list leads: for everybody to report, and those who follow up to what else they keep, and to figures."""
    found = [Action(label=_("Anmäl hot eller våld"), url=reverse("safety:report"), is_main=True)]
    found.append(Action(label=_("Upprepning"), url=reverse("safety:series")))
    if user_can_warn_in_no_file(viewer=viewer):
        found.append(Action(label=_("Varna för en adress"), url=reverse("safety:warning-address")))
    if user_can_oversee(viewer=viewer):
        found += [
            Action(label=_("Varningar"), url=reverse("safety:warnings")),
            Action(label=_("Vågor på nätet"), url=reverse("safety:campaigns")),
            Action(label=_("Fakta för alla"), url=reverse("safety:facts")),
        ]
    if user_can_see_figures(viewer=viewer):
        found.append(Action(label=_("Säkerhetstavlan"), url=reverse("safety:board")))
    return found


def duties(found: Sequence[DutyView], today: date) -> Table | None:
    """What waits for the viewer over all incidents, by time."""
    if not found:
        return None
    columns = (Column(label=_("Vad")), Column(label=_("Händelsen")), Column(label=_("Vem")), Column(label=_("Senast")))
    rows = tuple(
        (
            Cell(text=duty_name(each), url=reverse("safety:incident", args=[each.incident_id])),
            Cell(text=name_of_incident(each.incident, today)),
            Cell(text=each.owner or "–"),
            Cell(text=formats.moment(each.due_at, today=today), tone=Tone.LATE if each.is_late else Tone.PLAIN),
        )
        for each in found
    )
    return Table(caption=_("Väntar på dig"), columns=columns, rows=rows)


def police_to_ask(found: Sequence[PoliceReportView], today: date) -> Table | None:
    """Police reports that wait for somebody: to be made, or to be asked about."""
    if not found:
        return None
    columns = (
        Column(label=_("Polisanmälan")),
        Column(label=_("Händelsen")),
        Column(label=_("Nummer")),
        Column(label=_("Senast")),
    )
    rows = tuple(
        (
            Cell(text=said(POLICE_STATE_NAMES[each.state]), url=reverse("safety:incident", args=[each.incident_id])),
            Cell(text=name_of_incident(each.incident, today)),
            Cell(text=each.number or "–"),
            Cell(text=formats.day(each.act_on, today=today), tone=Tone.LATE if each.act_on < today else Tone.PLAIN),
        )
        for each in found
    )
    return Table(caption=_("Polisanmälningar att göra eller fråga om"), columns=columns, rows=rows)


def table(rows: Sequence[IncidentRow], today: date) -> Table | None:
    """Incidents that the viewer sees, the latest first."""
    if not rows:
        return None
    return Table(
        caption=_("Anmälda händelser"),
        columns=columns(),
        rows=tuple(row(each, today) for each in rows),
        caption_is_hidden=True,
    )


def columns() -> tuple[Column, ...]:
    """The headings of `row`."""
    return (
        Column(label=_("Vad hände")),
        Column(label=_("När")),
        Column(label=_("Utsatta")),
        Column(label=_("Läge")),
    )


def row(each: IncidentRow, today: date) -> tuple[Cell, ...]:
    """What happened, when, to whom, and where it stands."""
    chips = [police_chip(PoliceState(each.police_state))] if each.police_state else []
    if not each.is_open:
        chips = [Chip(text=_("Avslutad"), tone=Tone.DONE)]
    due = each.next_due_at
    late = due is not None and local_date(due) < today
    open_words = ngettext("{count} sak att göra", "{count} saker att göra", each.open_duties).format(
        count=each.open_duties
    )
    return (
        Cell(text=what_happened(each), url=reverse("safety:incident", args=[each.id])),
        Cell(text=formats.day(each.happened_on, today=today)),
        Cell(text=", ".join(each.service_codes)),
        Cell(
            text="",
            chips=tuple(chips),
            detail=open_words if each.open_duties else "",
            tone=Tone.LATE if late else Tone.PLAIN,
        ),
    )
