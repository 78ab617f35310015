"""Words that every journey shares: reasons with their paragraphs, texts in the language of the page."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from skyddsnat.domains.people.types import PROTECTION_NAMES, PersonView, Protection
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason as Obstacle
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.sections import SECTIONS
from skyddsnat.web import formats
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Chip, Link, Reason, Step, StepState, Tone
from skyddsnat.web.making import page_language


def said(text: Text) -> str:
    """The text in the language of the page."""
    return text.in_language(page_language())


# What each paragraph says stands on the page of rules; the same citation may have several wordings, one anchor.
_ANCHORS = {section.citation: section.key.lower().replace(" ", "-").replace(":", "-") for section in SECTIONS}


def rule_link(rule: str, citation: str) -> Link:
    """A paragraph that leads to its rule, or where no clock stands behind it, to what the section says."""
    anchor = rule or _ANCHORS.get(citation, "")
    return Link(label=citation, url=f"{address('rules:rules')}#{anchor}" if anchor else "")


def step_of(title: str, state: StepState, **parts: Any) -> Step:
    """One step of a procedure, its state said in a word."""
    words = {StepState.DONE: _("klart"), StepState.NEXT: _("nästa"), StepState.WAITING: _("väntar")}
    return Step(title=title, state=state, state_text=words[state], **parts)


def reason_of(obstacle: Obstacle) -> Reason:
    """One obstacle of a verdict, as a page shows it."""
    rule = rule_link(obstacle.rule or "", obstacle.citation) if obstacle.citation else None
    return Reason(text=said(obstacle.text), rule=rule)


def reasons_of(verdict: Verdict) -> tuple[Reason, ...]:
    """Every obstacle of a verdict."""
    return tuple(reason_of(obstacle) for obstacle in verdict.reasons)


def name_of(person: PersonView) -> str:
    """The full name, or the words that stand for it when the person is protected."""
    return _("Skyddade uppgifter") if person.is_masked else person.name


def short_name_of(person: PersonView) -> str:
    """«Milo Å.», or the words that stand for it."""
    return _("Skyddade uppgifter") if person.is_masked else person.short_name


def person_chips(person: PersonView, *, today: date) -> tuple[Chip, ...]:
    """Age and protection of somebody in a list."""
    chips = []
    if person.birth_date is not None:
        chips.append(Chip(text=formats.age(person.birth_date, today=today)))
    if person.protection is not Protection.NONE:
        chips.append(Chip(text=said(PROTECTION_NAMES[person.protection]), tone=Tone.PROTECTED))
    return tuple(chips)
