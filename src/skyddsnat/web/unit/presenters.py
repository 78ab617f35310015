"""The unit in words. Children by their short names: the page may be seen over somebody's shoulder."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from skyddsnat.domains.decisions.types import OBSTACLE_NAMES, ObstacleCounts
from skyddsnat.domains.intake.types import Repetition
from skyddsnat.domains.investigations.types import QUESTION_NAMES, STALL_NAMES, ChainView, NoticeMark, StalledView
from skyddsnat.foundation.access.queries import GrantView
from skyddsnat.foundation.access.types import GRANT_NAMES, FileView, GrantKind
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.foundation.deadlines.workload import Workload
from skyddsnat.foundation.staff.types import AbsenceView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Tab, Table, Tone
from skyddsnat.web.duties import citation_of, rule_of, time_chip
from skyddsnat.web.presenters import person_chips, said, short_name_of
from skyddsnat.web.unit.board import Accesses, Around, Clocks, Place, StandingStill, State

# A coming week that is heavier than this is marked. No source: a sign to look, never a measure of anybody.
HEAVY_WEEK = 10


def tabs(current: str) -> list[Tab]:
    """The pages of the unit."""
    pages = (
        ("unit:unit", _("Läget")),
        ("unit:clocks", _("Frister")),
        ("unit:standing", _("Står still")),
        ("unit:chains", _("Samma fråga igen")),
        ("unit:obstacles", _("Hinder")),
        ("unit:overview", _("Överblick")),
        ("unit:accesses", _("Tillfälliga åtkomster")),
        ("unit:absences", _("Frånvaro")),
    )
    return [Tab(label=label, url=reverse(name), is_current=name == current) for name, label in pages]


def unit_chips(names: Sequence[str]) -> list[Chip]:
    """Which units are meant."""
    return [Chip(text=name) for name in names]


def _table(caption: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> Table | None:
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows)) if rows else None


def _columns(*labels: str, do: bool = False) -> tuple[Column, ...]:
    last = (Column(label=_("Gör"), is_hidden=True),) if do else ()
    return (*(Column(label=label) for label in labels), *last)


def _child(file_id: int, around: Around, today: date) -> Cell:
    child = around.children.get(file_id)
    return Cell(
        text=_who(file_id, around),
        url=reverse("children:file", args=[file_id]),
        chips=person_chips(child, today=today) if child else (),
    )


def _who(file_id: int, around: Around) -> str:
    child = around.children.get(file_id)
    return short_name_of(child) if child else _("Okänt barn")


def _do(label: str, url: str, who: str) -> Cell:
    return Cell(text="", action=Action(label=label, url=url, describes=who))


# --- How it stands ----------------------------------------------------------------------------------------------------


def without_anyone_table(state: State, *, today: date) -> Table | None:
    """Children with no one in charge, and why."""
    rows = [_file_row(file, state, today, _("Utse någon"), _why_no_one(file, state)) for file in state.without_anyone]
    return _table(
        _("Barn som ingen har ansvar för nu"), _columns(_("Barn"), _("Varför"), _("Första fristen"), do=True), rows
    )


def _why_no_one(file: FileView, state: State) -> str:
    name = state.around.responsible.get(file.id)
    return _("{name} är borta och har ingen ersättare").format(name=name) if name else _("Ingen är ansvarig")


def unassigned_table(state: State, *, today: date) -> Table | None:
    """Children who have been given to nobody yet."""
    rows = [_file_row(file, state, today, _("Fördela"), file.number) for file in state.unassigned]
    return _table(_("Att fördela"), _columns(_("Barn"), _("Akt"), _("Första fristen"), do=True), rows)


def _file_row(file: FileView, state: State, today: date, label: str, words: str) -> tuple[Cell, ...]:
    url = reverse("children:assign", args=[file.id])
    return (
        _child(file.id, state.around, today),
        Cell(text=words),
        _first_clock(state.first_clocks.get(file.id), today),
        _do(label, url, _who(file.id, state.around)),
    )


def _first_clock(clock: DeadlineView | None, today: date) -> Cell:
    if clock is None:
        return Cell(text=_("Ingen frist löper"))
    return Cell(text=said(rule_of(clock).title), chips=(time_chip(clock, today=today),))


def workload_table(workload: Sequence[Workload], *, today: date) -> Table | None:
    """What each caseworker carries. Numbers to plan by: they do not say how heavy a child's case is."""
    columns = (
        Column(label=_("Handläggare")),
        Column(label=_("Antal barn"), is_number=True),
        Column(label=_("Frister"), is_number=True),
        Column(label=_("Försenade"), is_number=True),
        Column(label=_("Inom en vecka"), is_number=True),
    )
    return _table(_("Så ligger arbetet"), columns, [_work_row(each, today) for each in workload])


def _work_row(work: Workload, today: date) -> tuple[Cell, ...]:
    return (
        Cell(text=work.name, detail=work.service_code, chips=_away_chips(work.back_on, today)),
        Cell(text=formats.number(work.children)),
        Cell(text=formats.number(work.open)),
        Cell(text=formats.number(work.late), tone=Tone.LATE if work.late else Tone.PLAIN),
        Cell(text=formats.number(work.coming), tone=Tone.TODAY if work.coming >= HEAVY_WEEK else Tone.PLAIN),
    )


def _away_chips(back_on: date | None, today: date) -> tuple[Chip, ...]:
    if back_on is None:
        return ()
    return (Chip(text=_("Borta, åter {day}").format(day=formats.day(back_on, today=today)), tone=Tone.TODAY),)


# --- Clocks -----------------------------------------------------------------------------------------------------------


def clock_table(found: Clocks, *, today: date) -> Table | None:
    """One page of open clocks, the earliest first."""
    columns = _columns(_("Barn"), _("Vad"), _("Senast"), _("Ansvarig"))
    return _table(_("Frister som löper"), columns, [_clock_row(each, found.around, today) for each in found.clocks])


def _clock_row(clock: DeadlineView, around: Around, today: date) -> tuple[Cell, ...]:
    citation = citation_of(clock)
    return (
        _child(clock.file_id, around, today),
        Cell(text=said(rule_of(clock).title), chips=(Chip(text=citation.label, url=citation.url),)),
        Cell(
            text=formats.day(clock.plan_on, today=today),
            title=formats.exact(clock.plan_on),
            chips=(time_chip(clock, today=today),),
        ),
        _responsible(clock.file_id, around),
    )


def _responsible(file_id: int, around: Around) -> Cell:
    name = around.responsible.get(file_id)
    return Cell(text=name) if name else Cell(text=_("Ingen ännu"), tone=Tone.LATE)


def next_clocks(place: Place | None) -> str:
    """The address of the next page of clocks."""
    if place is None:
        return ""
    day, number = place
    return f"{reverse('unit:clocks')}?{urlencode({'after': f'{day.isoformat()},{number}'})}"


# --- Standing still ---------------------------------------------------------------------------------------------------


def stalled_table(found: StandingStill, *, today: date) -> Table | None:
    """Investigations that stand still, the longest first."""
    columns = _columns(_("Barn"), _("Varför"), _("Står still"), _("Ansvarig"), do=True)
    rows = [_stalled_row(each, found.around, today) for each in found.stalled]
    return _table(_("Utredningar som står still"), columns, rows)


def _stalled_row(case: StalledView, around: Around, today: date) -> tuple[Cell, ...]:
    url = reverse("investigations:investigation", args=[case.investigation_id])
    return (
        _child(case.file_id, around, today),
        Cell(text=said(STALL_NAMES[case.reason]), detail=_awaited(case, today)),
        Cell(text=formats.amount(case.days, "day"), title=formats.exact(case.last_step_at)),
        _responsible(case.file_id, around),
        _do(_("Öppna utredning"), url, _who(case.file_id, around)),
    )


def _awaited(case: StalledView, today: date) -> str:
    wait = case.waiting
    if wait is None:
        return ""
    day = formats.day(wait.until, today=today)
    return _("{what} från {whom}, väntat {day}").format(what=wait.what, whom=wait.for_whom, day=day)


def withheld_table(found: StandingStill, *, today: date) -> Table | None:
    """Parties who are not told yet, for a reason, until a day."""
    columns = _columns(_("Barn"), _("Väntar till"), _("Ansvarig"), do=True)
    rows = [_withheld_row(each, found.around, today) for each in found.withheld]
    return _table(_("Besked som väntar"), columns, rows)


def _withheld_row(notice: NoticeMark, around: Around, today: date) -> tuple[Cell, ...]:
    until = notice.withheld_until or today
    is_past = until < today
    url = reverse("investigations:notices", args=[notice.investigation_id])
    return (
        _child(notice.file_id, around, today),
        Cell(
            text=formats.day(until, today=today),
            title=formats.exact(until),
            tone=Tone.LATE if is_past else Tone.PLAIN,
            detail=_("Dagen är passerad") if is_past else "",
        ),
        _responsible(notice.file_id, around),
        _do(_("Visa besked"), url, _who(notice.file_id, around)),
    )


# --- The same question again ------------------------------------------------------------------------------------------


def chain_table(chains: Sequence[ChainView], *, today: date) -> Table | None:
    """Chains of investigations: how many, on what, since when. No words from the files."""
    columns = (
        Column(label=_("Akt")),
        Column(label=_("Fråga")),
        Column(label=_("Utredningar i rad"), is_number=True),
        Column(label=_("Från första starten")),
        Column(label=_("Läge")),
    )
    return _table(_("Utredningar om samma fråga, en efter en"), columns, [_chain_row(each, today) for each in chains])


def _chain_row(found: ChainView, today: date) -> tuple[Cell, ...]:
    chain = found.chain
    last = chain.links[-1]
    closed_on = local_date(last.closed_at) if last.closed_at else None
    is_late = found.is_running and chain.due_on < today
    return (
        Cell(text=found.file_number, url=reverse("investigations:investigation", args=[last.id])),
        Cell(text=said(QUESTION_NAMES[chain.question])),
        Cell(text=formats.number(len(chain.links))),
        Cell(
            text=formats.period(chain.started_on, closed_on, today=today),
            detail=formats.amount(chain.days(closed_on or today), "day"),
        ),
        Cell(text=_chain_words(found, is_late=is_late), tone=Tone.LATE if is_late else Tone.PLAIN),
    )


def _chain_words(found: ChainView, *, is_late: bool) -> str:
    if not found.is_running:
        return _("Avslutad")
    return _("Pågår, över fyra månader tillsammans") if is_late else _("Pågår")


# --- Obstacles --------------------------------------------------------------------------------------------------------


def obstacle_facts(counts: ObstacleCounts) -> list[tuple[str, str]]:
    """How many decisions, and how many were other than the most suitable or than what was proposed."""
    return [
        (pgettext("flera", "Beslut"), formats.number(counts.decisions)),
        (_("Något annat än det lämpligaste"), formats.number(counts.differing)),
        (_("Ändrade eller avslagna av den som beslutade"), formats.number(counts.changed)),
    ]


def obstacle_table(counts: ObstacleCounts) -> Table | None:
    """Each obstacle that stood in the way at least once."""
    columns = (
        Column(label=_("Hinder")),
        Column(label=_("För det lämpligaste"), is_number=True),
        Column(label=_("För start i tid"), is_number=True),
    )
    met = [each for each in counts.counts if each.instead or each.late]
    rows = [
        (
            Cell(text=said(OBSTACLE_NAMES[each.obstacle])),
            Cell(text=formats.number(each.instead)),
            Cell(text=formats.number(each.late)),
        )
        for each in sorted(met, key=lambda each: -(each.instead + each.late))
    ]
    return _table(_("Vad som stod i vägen"), columns, rows)


def repetition_words(found: Repetition) -> str:
    """How often the reasons of a protection assessment are those of another child's, word for word."""
    if not found.repeated:
        return _("Ingen skyddsbedömning har samma skäl, ord för ord, som ett annat barns.")
    return _("{repeated} av {written} skyddsbedömningar har samma skäl, ord för ord, som ett annat barns.").format(
        repeated=formats.number(found.repeated), written=formats.number(found.written)
    )


# --- Temporary access -------------------------------------------------------------------------------------------------


def access_table(found: Accesses, *, today: date) -> Table | None:
    """Who had temporary access to which child's file, why, and whether it has been reviewed."""
    columns = _columns(_("När"), _("Vem"), _("Barn"), _("Skäl"), _("Granskning"))
    rows = [_access_row(each, found.around, today) for each in found.grants]
    return _table(_("De senaste 30 dagarna"), columns, rows)


def _access_row(grant: GrantView, around: Around, today: date) -> tuple[Cell, ...]:
    is_emergency = grant.kind is GrantKind.EMERGENCY
    kind = Chip(text=said(GRANT_NAMES[grant.kind]), tone=Tone.LATE if is_emergency else Tone.PLAIN)
    return (
        Cell(text=formats.moment(grant.starts_at, today=today), title=formats.exact(grant.starts_at)),
        Cell(text=grant.name, detail=grant.service_code),
        _child(grant.file_id, around, today),
        Cell(text="" if grant.reason == grant.kind.value else grant.reason, chips=(kind,)),
        _reviewed(grant),
    )


def _reviewed(grant: GrantView) -> Cell:
    if grant.kind in (GrantKind.DECISION, GrantKind.OUTING):
        return Cell(text=_("Granskas inte"))
    if grant.was_justified is None:
        return Cell(text=_("Inte granskad än"))
    if grant.was_justified:
        return Cell(text=_("Befogad"), detail=grant.review_note, tone=Tone.DONE)
    return Cell(text=_("Inte befogad"), detail=grant.review_note, tone=Tone.LATE)


# --- Absence ----------------------------------------------------------------------------------------------------------


def absence_table(absences: Sequence[AbsenceView], *, today: date) -> Table | None:
    """Who is away or will be, each with the button that changes when they are back."""
    columns = _columns(_("Vem"), _("Borta"), _("Tillbaka"), do=True)
    return _table(_("Borta nu eller snart"), columns, [_absence_row(each, today) for each in absences])


def _absence_row(away: AbsenceView, today: date) -> tuple[Cell, ...]:
    is_away = away.starts_on <= today
    return (
        Cell(text=away.name, detail=away.service_code),
        Cell(
            text=_("Från {day}").format(day=formats.day(away.starts_on, today=today)),
            title=formats.exact(away.starts_on),
            chips=(Chip(text=_("Borta nu"), tone=Tone.TODAY),) if is_away else (),
        ),
        Cell(text=formats.day(away.ends_on, today=today), title=formats.exact(away.ends_on)),
        _do(_("Ändra"), reverse("unit:back", args=[away.id]), away.name),
    )


def away_words(away: AbsenceView, *, today: date) -> str:
    """«Bo Handläggare är borta från i dag och är tillbaka 3 december.»"""
    return _("{name}: borta från {first}, tillbaka {back}.").format(
        name=away.name,
        first=formats.day(away.starts_on, today=today),
        back=formats.day(away.ends_on, today=today),
    )
