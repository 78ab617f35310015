"""The child's line: the whole story as one picture, and the same as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from skyddsnat.domains.decisions.types import KIND_NAMES, DecisionMark
from skyddsnat.domains.intake.types import ReportChildView
from skyddsnat.domains.investigations.types import QUESTION_NAMES, RESULT_NAMES, CaseMark
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.foundation.access.queries import AssignmentView
from skyddsnat.foundation.access.types import Part
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import STATE_NAMES, TRACK_NAMES, State
from skyddsnat.web import charts, formats
from skyddsnat.web.addresses import address
from skyddsnat.web.charts import Lane, Mark, Span, Tone
from skyddsnat.web.children.scene import Scene, Story
from skyddsnat.web.components import Cell, Column, Table
from skyddsnat.web.duties import CASE, reporter_words
from skyddsnat.web.presenters import said


@dataclass(frozen=True)
class Line:
    """The picture, a sentence of facts, and the table."""

    title: str
    facts: str
    picture: SafeString
    table: Table


def line_of(scene: Scene, story: Story) -> Line | None:
    """The child's line; None when nothing has happened yet."""
    lanes = [lane for lane in _lanes(scene, story) if lane.items]
    if not lanes:
        return None
    child = scene.child
    title = _("{name}s linje").format(name=child.given_name) if child and child.given_name else _("Barnets linje")
    picture = charts.childs_line(
        lanes,
        today=scene.today,
        title=title,
        description=_("Allt som har hänt med barnet hos oss, en rad för varje slag. Samma sak står i tabellen under."),
    )
    return Line(title, _facts(scene, story), picture, _table(lanes, scene.today))


def _lanes(scene: Scene, story: Story) -> list[Lane]:
    today = scene.today
    services = [each for each in story.decisions if each.service]
    others = [each for each in story.decisions if not each.service]
    return [
        Lane(label=_("Anmälningar"), items=tuple(_report(each, today) for each in reversed(story.reports))),
        Lane(label=_("Utredningar"), items=tuple(_case(each, story, today) for each in story.cases)),
        Lane(label=pgettext("flera", "Beslut"), items=tuple(_decision(each, today) for each in others)),
        Lane(label=_("Tvångsvård"), items=tuple(_measures(scene, story))),
        Lane(label=_("Insatser"), items=tuple(_service(each, today) for each in services)),
        Lane(label=_("Samtal med barnet"), items=tuple(_talk(each, today) for each in reversed(story.talks))),
        Lane(label=_("Ansvarig"), items=_workers(scene)),
    ]


def _report(report: ReportChildView, today: date) -> Mark:
    on, whom = local_date(report.received_at), reporter_words(report)
    is_grave = report.violence_suspected or report.acute_danger
    danger = _("fara") if report.acute_danger else _("våld")
    label = f"{whom}, {danger}" if is_grave else whom
    return Mark(
        on=on,
        text=_("{day}: anmälan från {label}").format(day=formats.day(on, today=today), label=label),
        url=address("intake:report", report.report_id),
        tone=Tone.ALARM if is_grave else Tone.REPORT,
        label=label,
    )


def _case(case: CaseMark, story: Story, today: date) -> Span:
    start, end = local_date(case.opened_at), local_date(case.closed_at) if case.closed_at else None
    outcome = said(RESULT_NAMES[case.result]) if case.result else _("pågår")
    question, when = said(QUESTION_NAMES[case.question]), formats.period(start, end, today=today)
    return Span(
        start=start,
        end=end,
        text=_("{period}: utredning om {question}. {outcome}").format(
            period=when, question=question[:1].lower() + question[1:], outcome=outcome
        ),
        url=address("investigations:investigation", case.id),
        tone=Tone.CLOSED if end else Tone.RUNNING,
        label=outcome[:1].lower() + outcome[1:],
        due=None if end else _due(case, story),
    )


def _due(case: CaseMark, story: Story) -> date | None:
    clocks = (clock for clock in story.clocks if clock.rule == "sol.investigation")
    return next((clock.plan_on for clock in clocks if clock.subject == f"{CASE}:{case.id}"), None)


def _decision(decision: DecisionMark, today: date) -> Mark:
    on, kind = local_date(decision.decided_at), said(KIND_NAMES[decision.kind])
    url = address("decisions:decision", decision.id)
    return Mark(on=on, text=f"{formats.day(on, today=today)}: {kind}", url=url, tone=Tone.REPORT, label=kind)


def _service(decision: DecisionMark, today: date) -> Mark | Span:
    on, title = local_date(decision.decided_at), said(decision.service) if decision.service else ""
    url = address("decisions:decision", decision.id)
    if decision.started_on is None:
        words = _("{day}: {service} beslutad, inte påbörjad").format(day=formats.day(on, today=today), service=title)
        return Mark(on=on, text=words, url=url, tone=Tone.PLANNED, label=_("{service}, väntar").format(service=title))
    period = formats.period(decision.started_on, None, today=today)
    tone = Tone.PLACEMENT if decision.is_placement else Tone.SERVICE
    return Span(start=decision.started_on, end=None, text=f"{period}: {title}", url=url, tone=tone, label=title)


def _measures(scene: Scene, story: Story) -> Iterator[Span]:
    """Every measure that was more than prepared, also of cases that are closed."""
    for each in story.measures:
        if each.state is State.PREPARED:
            continue
        over = each.over_since(scene.at)
        start, end = local_date(each.started_at), local_date(over) if over else None
        track, state = said(TRACK_NAMES[each.track]), said(STATE_NAMES[each.state_on(scene.at)])
        yield Span(
            start=start,
            end=end,
            text=f"{formats.period(start, end, today=scene.today)}: {track}. {state}",
            url=address("compulsory:measure", each.id),
            tone=Tone.SERVICE_ENDED if end else Tone.PLACEMENT,
            label=track,
        )


def _talk(talk: TalkMark, today: date) -> Mark:
    on = local_date(talk.happens_at)
    tone = Tone.PLANNED if talk.held_at is None else Tone.ALONE if talk.was_alone else Tone.ACCOMPANIED
    words = {Tone.PLANNED: _("planerat samtal"), Tone.ALONE: _("samtal i enrum"), Tone.ACCOMPANIED: _("samtal")}
    return Mark(
        on=on,
        text=f"{formats.day(on, today=today)}: {words[tone]}",
        url=address("children:talk-hold", talk.id),
        tone=tone,
    )


# --- Who was responsible ----------------------------------------------------------------------------------------------


def _workers(scene: Scene) -> tuple[Span, ...]:
    responsible = [each for each in scene.assignments if each.part is Part.RESPONSIBLE]
    url = address("children:readers", scene.file.id)
    return charts.with_gaps(
        [_worker(each, scene, url) for each in responsible],
        until=scene.today,
        url=url,
        text=lambda days: _("{days} utan ansvarig").format(days=formats.amount(days, "day")),
        label=lambda days: _("{days} utan").format(days=formats.amount(days, "day")),
    )


def _worker(assignment: AssignmentView, scene: Scene, url: str) -> Span:
    start = local_date(assignment.starts_at)
    end = local_date(assignment.ends_at) if assignment.ends_at and assignment.ends_at <= scene.at else None
    given, _space, family = assignment.name.rpartition(" ")
    return Span(
        start=start,
        end=end,
        text=f"{formats.period(start, end, today=scene.today)}: {assignment.name}",
        url=url,
        tone=Tone.WORKER if end else Tone.CURRENT_WORKER,
        label=formats.short_name(given, family),
    )


# --- In words ---------------------------------------------------------------------------------------------------------


def _facts(scene: Scene, story: Story) -> str:
    count = len(story.reports)
    parts = [ngettext("{count} anmälan", "{count} anmälningar", count).format(count=count)] if count else []
    wait = _wait(story, scene.today)
    return " · ".join([*parts, *([wait] if wait else [])])


def _wait(story: Story, today: date) -> str:
    """How long the child waited from the first report to the first service, or has waited so far."""
    if not story.reports:
        return ""
    first = min(local_date(report.received_at) for report in story.reports)
    started = min((each.started_on for each in story.decisions if each.started_on), default=None)
    if started:
        days = formats.amount((started - first).days, "day")
        return _("{days} från första anmälan till första insats").format(days=days)
    days = formats.amount((today - first).days, "day")
    return _("{days} sedan första anmälan, ingen insats påbörjad").format(days=days)


def _table(lanes: list[Lane], today: date) -> Table:
    rows = [(_start(item), lane.label, item) for lane in lanes for item in lane.items]
    rows.sort(key=lambda row: row[0], reverse=True)
    return Table(
        caption=_("Allt som har hänt, det senaste först"),
        columns=(Column(label=_("När")), Column(label=_("Slag")), Column(label=_("Vad"))),
        rows=tuple(
            (
                Cell(text=formats.day(on, today=today), title=formats.exact(on)),
                Cell(text=kind),
                Cell(text=item.text, url=item.url),
            )
            for on, kind, item in rows
        ),
        caption_is_hidden=True,
    )


def _start(item: Mark | Span) -> date:
    return item.on if isinstance(item, Mark) else item.start
