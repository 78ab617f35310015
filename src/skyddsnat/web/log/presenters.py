"""Events and temporary accesses in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.foundation.access.queries import GrantView
from skyddsnat.foundation.access.types import GRANT_NAMES, GrantKind
from skyddsnat.foundation.audit.review import TRIGGER_NAMES, ManyReadings, Trigger
from skyddsnat.foundation.audit.types import JUDGED_NAMES, EventView, FindingView, SampleView
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Tab, Table, Tone
from skyddsnat.web.deeds import deed_words, ground_words, who_words
from skyddsnat.web.presenters import said


def tabs(current: str, count: int | None = None) -> list[Tab]:
    """The pages of the log."""
    pages = (
        ("log:log", _("Händelser"), None),
        ("log:queue", _("Att granska"), count),
        ("log:sample", _("Stickprov"), None),
        ("log:samples", _("Undertecknade"), None),
        ("log:patterns", _("Mönster"), None),
    )
    return [
        Tab(label=label, url=reverse(name), is_current=name == current, count=number) for name, label, number in pages
    ]


def event_table(events: Sequence[EventView], *, today: date) -> Table:
    """Who did what, when, in which file, on what ground."""
    columns = tuple(Column(label=label) for label in (_("När"), _("Vem"), _("Vad"), _("Akt"), _("Grund")))
    rows = tuple(
        (
            Cell(text=formats.moment(event.at, today=today), title=formats.exact(event.at)),
            Cell(text=who_words(event)),
            Cell(text=deed_words(event.deed), detail=_changed_words(event), title=event.target),
            Cell(text=str(event.file_id or "")),
            Cell(text=ground_words(event), tone=Tone.LATE if event.deed == "access.grant.emergency" else Tone.PLAIN),
        )
        for event in events
    )
    return Table(caption=_("Händelser"), columns=columns, rows=rows, caption_is_hidden=True)


def _changed_words(event: EventView) -> str:
    """Where a changed row belongs: the database's own events name a table, and nothing more may be said of it."""
    if not event.deed.startswith("row."):
        return ""
    label = event.target.partition(".")[0].partition("_")[0]
    return _("Akt och åtkomst") if label == "access" else deed_words(label)


def readings_drawn(
    drawn: Mapping[int, Sequence[EventView]], unit_names: Mapping[int, str], *, today: date
) -> dict[int, str]:
    """The readings that were drawn, unit by unit, each in words: «Barn 1 · i går 14.32 · Bo (NH002) · akt 7 · …»."""
    return {
        event.id: " · ".join(
            (
                unit_names.get(unit_id, ""),
                formats.moment(event.at, today=today),
                who_words(event),
                _("akt {file}").format(file=event.file_id or ""),
                ground_words(event),
            )
        )
        for unit_id, events in drawn.items()
        for event in events
    }


def samples_table(found: Sequence[SampleView], *, today: date) -> Table:
    """Samples that were signed: which days, how many, what was found, by whom."""
    labels = (_("Dagar"), _("Läsningar"), _("Att fråga om"), _("Lämnade vidare"), _("Undertecknat"), _("Om helheten"))
    columns = tuple(Column(label=label, is_number=0 < place < 4) for place, label in enumerate(labels))
    rows = tuple(
        (
            Cell(text=formats.period(each.since, each.until, today=today)),
            Cell(text=formats.number(each.drawn)),
            Cell(text=formats.number(each.asked), tone=Tone.TODAY if each.asked else Tone.PLAIN),
            Cell(text=formats.number(each.handed_on), tone=Tone.LATE if each.handed_on else Tone.PLAIN),
            Cell(text=each.signed_by, detail=formats.moment(each.signed_at, today=today)),
            Cell(text=each.note),
        )
        for each in found
    )
    return Table(caption=_("Undertecknade stickprov"), columns=columns, rows=rows, caption_is_hidden=True)


def findings_table(found: Sequence[FindingView], *, today: date) -> Table:
    """Readings in signed samples on which there was something to say."""
    columns = tuple(Column(label=label) for label in (_("När"), _("Vem"), _("Bedömning"), _("Vad, och till vem")))
    rows = tuple(
        (
            Cell(text=formats.moment(each.read_at, today=today), title=formats.exact(each.read_at)),
            Cell(text=each.read_by),
            Cell(text=said(JUDGED_NAMES[each.judged])),
            Cell(text=each.words),
        )
        for each in found
    )
    return Table(caption=_("Att följa upp"), columns=columns, rows=rows)


def _reading(event: EventView, today: date) -> tuple[Cell, ...]:
    return (
        Cell(text=formats.moment(event.at, today=today), title=formats.exact(event.at)),
        Cell(text=who_words(event)),
        Cell(text=str(event.file_id or "")),
        Cell(text=ground_words(event)),
    )


def many_table(found: Sequence[ManyReadings], *, today: date) -> Table:
    """Days on which somebody opened very many children's files."""
    columns = (Column(label=_("Vem")), Column(label=_("Dag")), Column(label=_("Akter"), is_number=True))
    rows = tuple(
        (
            Cell(text=f"{each.name} ({each.service_code})"),
            Cell(text=formats.day(each.on, today=today), title=formats.exact(each.on)),
            Cell(text=formats.number(each.files)),
        )
        for each in found
    )
    return Table(caption=_("Många akter på en dag"), columns=columns, rows=rows)


def trigger_table(found: Sequence[tuple[EventView, frozenset[Trigger]]], *, today: date) -> Table:
    """Readings to look at first, each with why."""
    columns = tuple(Column(label=label) for label in (_("När"), _("Vem"), _("Akt"), _("Grund"), _("Varför den visas")))
    rows = tuple((*_reading(event, today), Cell(text="", chips=_trigger_chips(why))) for event, why in found)
    return Table(caption=_("Läsningar att titta på först"), columns=columns, rows=rows)


def _trigger_chips(triggers: frozenset[Trigger]) -> tuple[Chip, ...]:
    """In the order of the list of triggers, so that a row always reads the same."""
    return tuple(Chip(text=said(TRIGGER_NAMES[each])) for each in Trigger if each in triggers)


def grant_table(grants: Sequence[GrantView], *, today: date) -> Table:
    """Temporary accesses, each with the button that reviews it."""
    columns = (
        Column(label=_("När")),
        Column(label=_("Vem")),
        Column(label=_("Slag")),
        Column(label=_("Skäl")),
        Column(label=_("Gör"), is_hidden=True),
    )
    return Table(
        caption=_("Att granska"),
        columns=columns,
        rows=tuple(_row(each, today) for each in grants),
        caption_is_hidden=True,
    )


def _row(grant: GrantView, today: date) -> tuple[Cell, ...]:
    who = f"{grant.name} ({grant.service_code})"
    url = reverse("log:review", args=[grant.id])
    return (
        Cell(text=formats.moment(grant.starts_at, today=today), title=formats.exact(grant.starts_at)),
        Cell(text=who),
        Cell(text="", chips=(_kind(grant),)),
        Cell(text=_reason(grant)),
        Cell(text="", action=Action(label=_("Granska"), url=url, describes=who)),
    )


def _kind(grant: GrantView) -> Chip:
    return Chip(text=said(GRANT_NAMES[grant.kind]), tone=Tone.LATE if grant.kind is GrantKind.EMERGENCY else Tone.PLAIN)


def _reason(grant: GrantView) -> str:
    return "" if grant.reason == grant.kind.value else grant.reason


def grant_facts(grant: GrantView, *, today: date) -> list[tuple[str, str]]:
    """The facts of one access, for the page that reviews it."""
    return [
        (_("Vem"), f"{grant.name} ({grant.service_code})"),
        (_("Slag"), said(GRANT_NAMES[grant.kind])),
        (_("Skäl"), _reason(grant) or _("Inget skrivet")),
        (_("Från"), formats.moment(grant.starts_at, today=today)),
        (_("Till"), formats.moment(grant.ends_at, today=today)),
        (_("Akt"), grant.file_number or str(grant.file_id)),
    ]
