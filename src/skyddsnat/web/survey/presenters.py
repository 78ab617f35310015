"""Surveys and waves in words: what they ask, where they stand, how many answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.survey.types.definition import KIND_NAMES, Definition, Kind, Question
from skyddsnat.domains.survey.types.waves import (
    MAIL_FAILURE_NAMES,
    MAIL_STEP_NAMES,
    WAVE_KIND_NAMES,
    WAVE_STATE_NAMES,
    Following,
    MailStep,
    SurveyView,
    WaveKind,
    WaveState,
    WaveView,
)
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.stats.tables import whole_percent
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Reason, Table, Tone
from skyddsnat.web.presenters import reasons_of, said

Pairs = Sequence[tuple[str, str]]
_TONES = {WaveState.DRAFT: Tone.PLAIN, WaveState.OPEN: Tone.TODAY, WaveState.CLOSED: Tone.DONE}


@dataclass(frozen=True, kw_only=True)
class Brief:
    """A survey in the list of them, with its waves."""

    title: str
    url: str
    population: str
    waves: Table | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it is asked, and where it is written anew."""

    number: int
    text: str
    kind: str
    details: Sequence[str]
    url: str
    is_first: bool
    is_last: bool


def title_of(definition: Definition) -> str:
    """The survey's name."""
    return said(definition.title)


def brief(view: SurveyView, waves: Sequence[WaveView], viewer: Viewer, today: date) -> Brief:
    """One survey of the list."""
    own = [each for each in waves if each.survey_id == view.id]
    return Brief(
        title=title_of(view.definition),
        url=reverse("survey:survey", args=[view.id]),
        population=said(view.definition.population),
        waves=wave_table(own, today),
    )


def wave_table(waves: Sequence[WaveView], today: date) -> Table | None:
    """Waves with their days and how many answered; nothing where there is none."""
    if not waves:
        return None
    columns = (
        Column(label=_("Omgång")),
        Column(label=_("Läge")),
        Column(label=_("Dagar")),
        Column(label=_("Antal svar"), is_number=True),
    )
    rows = tuple(_wave_row(each, today) for each in waves)
    return Table(caption=_("Omgångar"), columns=columns, rows=rows, caption_is_hidden=True)


def _wave_row(view: WaveView, today: date) -> tuple[Cell, ...]:
    days = f"{formats.day(view.fields.opens_on, today=today)} – {formats.day(view.fields.closes_on, today=today)}"
    # Of a closed wave there is something to read; of the others something to do or to wait for.
    page = "survey:report" if view.state is WaveState.CLOSED else "survey:wave"
    return (
        Cell(text=view.fields.name, url=reverse(page, args=[view.id])),
        Cell(text="", chips=(state_chip(view, today),)),
        Cell(text=days),
        Cell(text=answered_of(view)),
    )


def answered_of(view: WaveView) -> str:
    """«312 av 480», or as much of it as is known."""
    if view.answered is None:
        return "–"
    if view.asked is None:
        return str(view.answered)
    return _("{answered} av {asked}").format(answered=view.answered, asked=view.asked)


def state_chip(view: WaveView, today: date) -> Chip:
    """Draft, open or closed; of waves from elsewhere where they came from."""
    if view.kind is not WaveKind.ASKED:
        return Chip(text=said(WAVE_KIND_NAMES[view.kind]), tone=Tone.DONE)
    late = view.state is WaveState.OPEN and view.fields.closes_on < today
    text = _("Sista dagen har varit") if late else said(WAVE_STATE_NAMES[view.state])
    return Chip(text=text, tone=Tone.LATE if late else _TONES[view.state])


def facts(definition: Definition) -> Pairs:
    """Whom the survey asks, and about what."""
    found = [
        (_("Frågar"), said(definition.population)),
        (_("Om tiden"), said(definition.period)),
        (_("Nyckel"), definition.key),
    ]
    return [*found, (_("Inledning"), said(definition.intro))] if definition.intro else found


def questions(view: SurveyView) -> Sequence[Asked]:
    """Every question in order."""
    last = len(view.definition.questions)
    return [
        Asked(
            number=number,
            text=said(each.text),
            kind=said(KIND_NAMES[each.kind]),
            details=_details(each, view.definition),
            url=reverse("survey:question", args=[view.id, number]),
            is_first=number == 1,
            is_last=number == last,
        )
        for number, each in enumerate(view.definition.questions, 1)
    ]


def _details(question: Question, definition: Definition) -> Sequence[str]:
    found = []
    if question.kind in (Kind.SCALE, Kind.NUMBER) and question.lowest is not None and question.highest is not None:
        found.append(_("{lowest} till {highest}").format(lowest=question.lowest, highest=question.highest))
    if question.answers:
        found.append(" · ".join(said(each.text) for each in question.answers))
    if question.condition:
        other = definition.question(question.condition.question)
        answers = _texts(other, question.condition.answers)
        found.append(_("Ställs efter {answers} på: {question}").format(answers=answers, question=said(other.text)))
    if question.screening:
        found.append(_("Går vidare: {answers}").format(answers=_texts(question, question.screening)))
    return found


def _texts(question: Question, codes: Sequence[str]) -> str:
    """What the answers say, in the order given."""
    texts = {each.code: said(each.text) for each in question.answers}
    return ", ".join(f"”{texts.get(code, code)}”" for code in codes)


def earlier(definition: Definition, number: int | None = None) -> list[tuple[str, str]]:
    """The questions before one, to put a condition on."""
    before = definition.questions[: number - 1] if number else definition.questions
    return [(each.key, said(each.text)) for each in before if each.codes]


# --- A wave -----------------------------------------------------------------------------------------------------------


def is_draft(view: WaveView) -> bool:
    """Whether it can still be opened."""
    return view.state is WaveState.DRAFT and view.kind is WaveKind.ASKED


def wave_title(view: WaveView) -> str:
    """«Hot och stöd: hösten 2026»."""
    return f"{title_of(view.definition)}: {view.fields.name}"


def _mails(step: MailStep) -> str:
    return _("Skickade mejl: {step}").format(step=said(MAIL_STEP_NAMES[step]).lower())


def wave_facts(view: WaveView, following: Following | None) -> Pairs:
    """Its days, how many were asked and answered, and what the mails came to."""
    reminders = (_("Första påminnelsen"), _("Andra påminnelsen"))
    days = [
        (_("Första dagen"), formats.full_day(view.fields.opens_on)),
        (_("Sista dagen"), formats.full_day(view.fields.closes_on)),
        *((label, formats.full_day(day)) for label, day in zip(reminders, view.fields.reminders_on, strict=False)),
    ]
    if view.source:
        days.append((_("Källa"), view.source))
    if following is None:
        return [*days, (_("Antal svar"), answered_of(view))]
    share = whole_share(Fraction(following.answered, following.asked)) if following.asked else "–"
    sent = [(_mails(step), str(count)) for step, count in following.sent.items() if count]
    if following.reminders_failed:
        sent.append((_("Påminnelser som inte kom fram"), str(following.reminders_failed)))
    return [
        *days,
        (_("Inbjudna"), str(following.asked)),
        (_("Har svarat"), str(following.answered)),
        (_("Svarsandel"), share),
        *sent,
    ]


def whole_share(share: Fraction) -> str:
    """In whole percent, a half rounded up."""
    return formats.percent(whole_percent(share) / 100)


def part_table(following: Following) -> Table:
    """How many of each unit have answered; few are not told."""
    columns = (
        Column(label=_("Enhet")),
        Column(label=_("Inbjudna"), is_number=True),
        Column(label=_("Har svarat"), is_number=True),
    )
    rows = tuple(
        (Cell(text=each.unit or _("Övriga")), Cell(text=str(each.asked)), Cell(text=_count(each.answered)))
        for each in following.parts
    )
    return Table(caption=_("Per enhet; där få är frågade visas inget"), columns=columns, rows=rows)


def _count(number: int | None) -> str:
    return "–" if number is None else str(number)


def failed_table(following: Following) -> Table:
    """Invitations that did not arrive."""
    columns = (Column(label=_("Vem")), Column(label=_("Vad hände?")))
    rows = tuple(
        (
            Cell(text=each.who, detail=each.address),
            Cell(text=said(MAIL_FAILURE_NAMES[each.failure]), detail=formats.full_day(each.tried_on)),
        )
        for each in following.failed
    )
    return Table(caption=_("Inbjudningar som inte kom fram; de skickas igen"), columns=columns, rows=rows)


def acts(view: WaveView, viewer: Viewer) -> Sequence[Action]:
    """What whoever keeps surveys can do with it now; whoever reads them reads what is closed."""
    if view.state is WaveState.CLOSED:
        return [Action(label=_("Läs resultatet"), url=reverse("survey:report", args=[view.id]), is_main=True)]
    if not viewer.keeps_surveys:
        return ()
    ways = {
        WaveState.DRAFT: (
            (_("Öppna omgången"), "survey:open"),
            (_("Fråga anställda"), "survey:invite-staff"),
            (_("Fråga andra"), "survey:invite-addresses"),
            (_("Ändra omgången"), "survey:change"),
            (_("Ta bort alla inbjudna"), "survey:empty"),
        ),
        WaveState.OPEN: (
            (_("Stäng omgången"), "survey:close"),
            (_("Ändra omgången"), "survey:change"),
        ),
    }
    return [Action(label=label, url=reverse(name, args=[view.id])) for label, name in ways[view.state]]


def reasons(verdict: Verdict | None) -> Sequence[Reason]:
    """Why it cannot be opened yet."""
    return reasons_of(verdict) if verdict is not None else ()
