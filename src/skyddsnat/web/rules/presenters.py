"""Rules and sections in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from skyddsnat.law.citations import statute
from skyddsnat.law.sections import Section
from skyddsnat.law.types import Due, Rule
from skyddsnat.web import formats
from skyddsnat.web.components import Chip, Link
from skyddsnat.web.presenters import said


@dataclass(frozen=True, kw_only=True)
class RuleCard:
    """One rule on the page. `anchor` is its id, so that every paragraph on other pages can lead here."""

    anchor: str
    title: str
    chips: tuple[Chip, ...]
    citation: Link
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SectionCard:
    """One section in our own words."""

    anchor: str
    citation: Link
    title: str
    text: str


def rule_cards(rules: Iterable[Rule], *, today: date) -> list[RuleCard]:
    """The rules as the page shows them, in the order of the register."""
    return [_rule_card(rule, today) for rule in rules]


# Sources are written once, in English, beside the law; these are the words in them that are no names or numbers.
_SOURCE_WORDS = (
    ("text as of", "lydelse den"), ("copy of April", "avskrift från april"), ("last wording", "sista lydelsen"),
    ("wording through", "lydelse till och med"), ("(through", "(till och med"), ("latest day:", "senaste dag:"),
    ("within a day:", "inom ett dygn:"), (" and ", " och "), ("second-hand", "i andra hand"),
)  # fmt: skip


def source_words(source: str) -> str:
    """The source of a rule in the reader's language."""
    if get_language() != "sv":
        return source
    for english, swedish in _SOURCE_WORDS:
        source = source.replace(english, swedish)
    return source


def _rule_card(rule: Rule, today: date) -> RuleCard:
    facts = [
        (_("Börjar"), said(rule.trigger)),
        (_("Räknas"), said(rule.counting)),
        (_("Vem"), said(rule.who_acts)),
        (_("Om den missas"), said(rule.if_missed)),
        (_("Förlängning"), said(rule.extension) if rule.extension else pgettext("förlängning", "Ingen")),
        (_("Gäller"), formats.period(rule.valid_from, rule.valid_to, today=today)),
        (_("Källa"), source_words(rule.source)),
    ]
    if rule.note:
        facts.append((_("Att veta"), said(rule.note)))
    return RuleCard(
        anchor=rule.id,
        title=said(rule.title),
        chips=(Chip(text=said(rule.length.text)),),
        citation=Link(label=rule.citation, url=statute(rule.statute).url),
        facts=tuple(facts),
    )


def section_cards(found: Iterable[Section]) -> list[SectionCard]:
    """The sections, each with an anchor made of its key."""
    return [
        SectionCard(
            anchor=anchor_of(section.key),
            citation=Link(label=section.citation, url=section.url),
            title=said(section.title),
            text=said(section.text),
        )
        for section in found
    ]


def anchor_of(key: str) -> str:
    """«SoL 20:2» as the end of an address: "sol-20-2"."""
    return key.lower().replace(" ", "-").replace(":", "-")


def due_words(due: Due, *, today: date) -> str:
    """The calculator's answer, in one or two sentences."""
    day = formats.weekday_and_day(due.due_on)
    if due.rule.length.is_at_once:
        latest = _(" Senast %(day)s.") % {"day": formats.weekday_and_day(due.latest_on)} if due.latest_on else ""
        return _("Genast: %(day)s.") % {"day": day} + latest
    words = _("Senast %(day)s.") % {"day": day}
    if due.is_extended:
        words += _(" Dagen är ledig; enligt lag (1930:173) räcker %(day)s.") % {
            "day": formats.weekday_and_day(due.extended_on)
        }
    return words
