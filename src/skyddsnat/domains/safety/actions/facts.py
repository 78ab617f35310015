"""Pages of facts: written, their figures chosen, published, withdrawn."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.safety.actions.logging import log
from skyddsnat.domains.safety.models import FactsPage
from skyddsnat.domains.safety.permissions import overseeing
from skyddsnat.domains.safety.queries.facts import facts_page, publishing_verdict
from skyddsnat.domains.safety.rules import facts as rules
from skyddsnat.domains.safety.types.facts import Fact, FactsFields
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile


def make_facts(*, fields: FactsFields, actor: Viewer, at: datetime) -> int:
    """A page of facts, without figures and not published. Returns its id. Raises `Refused` with all reasons."""
    (overseeing(viewer=actor) + rules.writing(fields, on=local_date(at))).require()
    row = FactsPage.objects.create(figures=[], made_at=at, made_by_id=actor.named_id, **_columns(fields))
    log("facts", "made", row.pk, actor, at)
    return row.pk


def change_facts(*, facts_id: int, version: int, fields: FactsFields, actor: Viewer, at: datetime) -> None:
    """Write it anew while it is not published; of another period it has no figures until they are chosen again.

    Raises `NoSuchFacts`, `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = facts_page(facts_id=facts_id, viewer=actor)
    (overseeing(viewer=actor) + rules.changing(view) + rules.writing(fields, on=local_date(at))).require()
    is_same = (fields.since, fields.until) == (view.fields.since, view.fields.until)
    _change(facts_id, version, _columns(fields) | ({} if is_same else {"figures": []}))
    log("facts", "changed", facts_id, actor, at)


def choose_figures(*, facts_id: int, version: int, figures: Sequence[Fact], actor: Viewer, at: datetime) -> None:
    """Put these figures of its period on the page, in this order, as they are now: of those that passed the
    small-group rule alone. Raises `NoSuchFacts`, `ChangedMeanwhile`, `Refused`.
    """
    view = facts_page(facts_id=facts_id, viewer=actor)
    (overseeing(viewer=actor) + rules.changing(view)).require()
    _change(facts_id, version, {"figures": [_row(each) for each in figures]})
    log("facts", "figures", facts_id, actor, at, {"figures": len(figures)})


def publish_facts(*, facts_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """Show the page to everybody. Raises `NoSuchFacts`, `ChangedMeanwhile`, `Refused` with all reasons."""
    view = facts_page(facts_id=facts_id, viewer=actor)
    (overseeing(viewer=actor) + publishing_verdict(view=view, on=local_date(at), viewer=actor)).require()
    _change(facts_id, version, {"published_at": at})
    log("facts", "published", facts_id, actor, at)


def withdraw_facts(*, facts_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """Show it no more. Raises `NoSuchFacts`, `ChangedMeanwhile`, `Refused`."""
    view = facts_page(facts_id=facts_id, viewer=actor)
    (overseeing(viewer=actor) + rules.withdrawing(view)).require()
    _change(facts_id, version, {"withdrawn_at": at})
    log("facts", "withdrawn", facts_id, actor, at)


def _row(figure: Fact) -> list[str]:
    return [figure.words.sv, figure.words.en, figure.number.sv, figure.number.en]


def _columns(fields: FactsFields) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(fields).items()}


def _change(facts_id: int, version: int, values: dict[str, Any]) -> None:
    if not FactsPage.objects.filter(pk=facts_id, version=version).update(version=F("version") + 1, **values):
        raise ChangedMeanwhile
