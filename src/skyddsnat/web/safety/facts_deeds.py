"""What is done with a page of facts on a page of its own."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.facts import Fact, FactsFields
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.insight.periods import span, span_between
from skyddsnat.insight.public import public_figures, public_spans
from skyddsnat.insight.types import PublicFigure
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.safety.campaigns_deeds import FOLLOW_UP
from skyddsnat.web.safety.deeds import Deed, Fields, Given, On, Target
from skyddsnat.web.safety.facts_forms import FactsForm, FiguresForm
from skyddsnat.web.safety.facts_presenters import title
from skyddsnat.web.safety.forms import ConfirmForm


def written(fields: Fields) -> FactsFields:
    """The page as it was typed; its period is one of the grid that figures are made for."""
    period = span(fields["period"])
    return FactsFields(
        title_sv=fields["title_sv"],
        title_en=fields["title_en"],
        words_sv=fields["words_sv"],
        words_en=fields["words_en"],
        since=period.starts_on,
        until=period.ends_before,
        campaign_id=fields["wave"],
    )


def choices(_target: Target | None, viewer: Viewer, _at: datetime) -> Given:
    """The periods that there are figures of, and the waves."""
    waves = [(str(row_id), title) for row_id, title in queries.campaign_titles(viewer=viewer)]
    return {"periods": [(each.text, said(each.title)) for each in public_spans()], "waves": waves}


def _offered(period: str) -> tuple[PublicFigure, ...]:
    return public_figures(span=span(period)) if period else ()


def _figures(target: Target, _viewer: Viewer, _at: datetime) -> Given:
    held = target.initial or {}
    return {"offered": _offered(held["period"]), "chosen": held["chosen"]}


def _choose(facts_id: int, fields: Fields, given: Given) -> None:
    view = queries.facts_page(facts_id=facts_id, viewer=given["actor"])
    wanted = set(fields["figures"])
    figures = [Fact(each.words, each.number) for each in _offered(_period_of(view.fields)) if each.key in wanted]
    actions.choose_figures(facts_id=facts_id, figures=figures, **given)


def _period_of(fields: FactsFields) -> str:
    found = span_between(fields.since, fields.until)
    return found.text if found else ""


ON_FACTS: Mapping[str, Deed] = {
    "change": Deed(
        form=FactsForm,
        title=_("Ändra texten"),
        verb=_("Spara"),
        done=_("Ändringen är sparad."),
        carry_out=lambda facts_id, fields, given: actions.change_facts(
            facts_id=facts_id, fields=written(fields), **given
        ),
        choices=choices,
        about=_("Byter du period får du välja siffror igen."),
    ),
    "figures": Deed(
        form=FiguresForm,
        title=_("Välj siffror"),
        verb=_("Sätt siffrorna på sidan"),
        done=_("Siffrorna står på sidan."),
        carry_out=_choose,
        choices=_figures,
        about=_(
            "Siffrorna kommer ur registren. De som är så små att någon kan kännas igen är redan borta. Du kan välja "
            "vilka som ska stå på sidan, inte vad de är."
        ),
    ),
    "publish": Deed(
        form=ConfirmForm,
        title=_("Visa sidan för alla"),
        verb=_("Publicera"),
        done=_("Sidan är publicerad."),
        carry_out=lambda facts_id, _fields, given: actions.publish_facts(facts_id=facts_id, **given),
        about=_("Vem som helst kan läsa den, utan att logga in. Den ändras inte sedan, men kan dras tillbaka."),
    ),
    "withdraw": Deed(
        form=ConfirmForm,
        title=_("Dra tillbaka sidan"),
        verb=_("Dra tillbaka"),
        done=_("Sidan är tillbakadragen."),
        carry_out=lambda facts_id, _fields, given: actions.withdraw_facts(facts_id=facts_id, **given),
        about=_("Ingen kan läsa den längre, och den visas inte igen. Kopior som andra har tagit finns kvar hos dem."),
    ),
}


def _on_facts(facts_id: int, viewer: Viewer, at: datetime) -> Target:
    view = queries.facts_page(facts_id=facts_id, viewer=viewer)
    held = asdict(view.fields) | {"period": _period_of(view.fields), "wave": view.fields.campaign_id or ""}
    chosen = [each.words.sv for each in view.figures]
    return Target(
        reverse("safety:facts-page", args=[facts_id]),
        view.version,
        of=title(view),
        initial=held | {"chosen": chosen},
    )


FACTS = On("facts_id", ON_FACTS, _on_facts, page(*FOLLOW_UP))
