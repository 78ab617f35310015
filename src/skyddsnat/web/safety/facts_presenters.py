"""Words, links and colours of the pages of facts, for those who make them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.domains.safety.types.facts import FactsPageView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Link, Step, StepState, Table, Tone
from skyddsnat.web.facts.presenters import Article, article, period_of
from skyddsnat.web.presenters import reasons_of, said, step_of


@dataclass(frozen=True, kw_only=True)
class Making:
    """A page of facts in the making: what remains to be done, and what it says in each language."""

    title: str
    period: str
    chips: tuple[Chip, ...]
    steps: tuple[Step, ...]
    public: Link | None
    articles: tuple[Article, Article]


def title(view: FactsPageView) -> str:
    """What the page is called, in the language of whoever makes it."""
    return said(Text(view.fields.title_sv, view.fields.title_en))


def facts_table(found: Sequence[FactsPageView], today: date) -> Table | None:
    """Pages of facts, each with where it stands."""
    if not found:
        return None
    columns = (Column(label=_("Sida")), Column(label=_("Period")), Column(label=_("Läge")))
    rows = tuple(
        (
            Cell(text=title(each), url=reverse("safety:facts-page", args=[each.id])),
            Cell(text=period_of(each)),
            Cell(text="", chips=(_chip(each),), detail=_since(each, today)),
        )
        for each in found
    )
    return Table(caption=_("Sidor med fakta"), columns=columns, rows=rows, caption_is_hidden=True)


def making_of(view: FactsPageView, may_publish: Verdict, today: date) -> Making:
    """All that the page of one shows."""
    public = Link(label=_("Så ser alla den"), url=reverse("facts:page", args=[view.id])) if view.is_shown else None
    return Making(
        title=title(view),
        period=period_of(view),
        chips=(_chip(view),),
        steps=_steps(view, may_publish, today),
        public=public,
        articles=(article(view, "sv"), article(view, "en")),
    )


def _steps(view: FactsPageView, may_publish: Verdict, today: date) -> tuple[Step, ...]:
    writing = view.published_at is None
    count = len(view.figures)
    chosen = ngettext("{count} siffra", "{count} siffror", count).format(count=count)
    return (
        step_of(_("Skriv texten"), StepState.DONE, action=_deed(view, _("Ändra texten"), "change", writing)),
        step_of(
            _("Välj siffror"),
            StepState.DONE if count else StepState.NEXT,
            detail=chosen if count else "",
            action=_deed(view, _("Välj siffror"), "figures", writing),
        ),
        _publishing(view, may_publish, today),
    )


def _publishing(view: FactsPageView, may_publish: Verdict, today: date) -> Step:
    title = _("Visa för alla")
    if view.withdrawn_at:
        return step_of(title, StepState.DONE, detail=_since(view, today))
    if view.published_at:
        action = _deed(view, _("Dra tillbaka"), "withdraw", True)
        return step_of(title, StepState.DONE, detail=_since(view, today), action=action)
    reasons = reasons_of(may_publish)
    return step_of(
        title,
        StepState.WAITING if reasons else StepState.NEXT,
        action=_deed(view, _("Publicera"), "publish", True, is_main=not reasons),
        blocked_title=_("Går inte att publicera än"),
        reasons=reasons,
    )


def _deed(view: FactsPageView, label: str, name: str, is_shown: bool, *, is_main: bool = False) -> Action | None:
    url = reverse(f"safety:facts-{name}", args=[view.id])
    return Action(label=label, url=url, is_main=is_main) if is_shown else None


def _chip(view: FactsPageView) -> Chip:
    if view.withdrawn_at:
        return Chip(text=_("Tillbakadragen"))
    return (
        Chip(text=_("Publicerad"), tone=Tone.DONE)
        if view.published_at
        else Chip(text=_("Inte publicerad"), tone=Tone.TODAY)
    )


def _since(view: FactsPageView, today: date) -> str:
    at = view.withdrawn_at or view.published_at
    return formats.day(local_date(at), today=today) if at else ""
