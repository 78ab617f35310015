"""The components as template tags: `{% load components %}`.

Tags instead of includes: an unknown or missing argument is an error at once, never an empty place on a page.
Each is shown with its attributes in the gallery.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.template.base import NodeList, Parser, Token, VariableNode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skyddsnat.kernel.hard_words import HARD_WORDS
from skyddsnat.kernel.readability import ABBREVIATIONS, HARDEST, LEVELS, Readability
from skyddsnat.web import rows
from skyddsnat.web.addresses import address
from skyddsnat.web.components import (
    Action,
    Chip,
    CompareRow,
    Duty,
    Fact,
    Link,
    NavItem,
    Person,
    Reason,
    Step,
    Tab,
    Table,
    TimelineEvent,
    Tone,
)
from skyddsnat.web.making import page_language, page_prefix

register = template.Library()

LIX_SCALE = 80
"""The meter ends here: a higher LIX is drawn at its right end."""


def component(name: str) -> Any:
    """Register the function below as an inclusion tag drawn by `_components/<name>.html`."""
    return register.inclusion_tag(f"_components/{name}.html")


@register.simple_block_tag
def drawn_once(content: str) -> str:
    """What stands in several places of a page: `{% drawn_once as me %}…{% enddrawn_once %}`, in each `{{ me }}`."""
    return content


@register.tag
def same_for_all(parser: Parser, token: Token) -> "SameForAll":
    """What every page of a language has: `{% same_for_all %}…{% endsame_for_all %}`. No variable may stand in it."""
    nodes = parser.parse(("endsame_for_all",))
    parser.delete_first_token()
    if nodes.get_nodes_by_type(VariableNode):
        raise template.TemplateSyntaxError("What is the same for all holds no variable")
    return SameForAll(nodes)


class SameForAll(template.Node):
    """Drawn once in each language and kept, out of an empty context: nothing about who reads, or of whom, is in it."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes
        self.kept: dict[tuple[str, str], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """The same text for everybody."""
        where = page_language(), page_prefix()
        if where not in self.kept:
            empty = template.Context()
            empty.template = context.template
            self.kept[where] = self.nodes.render(empty)
        return self.kept[where]


@register.simple_tag(name="address")
def address_of(name: str) -> str:
    """The address of a page that has no number in it, remembered: `{% address "search" %}`."""
    return address(name)


@register.simple_tag
def navigation(items: Sequence[NavItem]) -> SafeString:
    """The list of ways; whoever draws it puts a named `nav` around it."""
    return rows.ways(items)


@register.simple_tag
def chips(items: Sequence[Chip]) -> SafeString:
    return rows.chips(items)


@register.simple_tag
def button(action: Action, is_blocked: bool = False) -> SafeString:
    """A link that looks like a button; `is_blocked` draws it dead (the reasons stand beside it)."""
    return rows.blocked_button(action) if is_blocked else rows.button(action)


@component("duties")
def duties(title: str, items: Sequence[Duty]) -> dict[str, Any]:
    """A headed list of duties with its count; draws nothing when empty."""
    return {"title": title, "rows": [rows.duty_row(item) for item in items], "count": len(items)}


@component("steps")
def steps(items: Sequence[Step]) -> dict[str, Any]:
    return {"items": items}


@component("reasons")
def reasons(title: str, items: Sequence[Reason], way_out: Link | None = None) -> dict[str, Any]:
    """Why something cannot be done yet: all reasons at once, each with its paragraph and cure."""
    return {"title": title, "items": items, "way_out": way_out}


@component("tabs")
def tabs(items: Sequence[Tab], label: str) -> dict[str, Any]:
    return {"items": items, "label": label}


@component("page_header")
def page_header(
    title: str,
    subtitle: str = "",
    facts: Sequence[Chip] = (),
    people: Sequence[Person] = (),
    alarm: Chip | None = None,
    actions: Sequence[Action] = (),
    is_protected: bool = False,
    saved_text: str | None = None,
) -> dict[str, Any]:
    """The head of a page: its only `h1`, key facts, who is responsible, and the buttons (one of them main).

    `saved_text`: what autosave says from the start («Sparat 14.32.08», or ""); None where nothing is saved.
    """
    return {
        "title": title,
        "subtitle": subtitle,
        "facts": facts,
        "people": people,
        "alarm": alarm,
        "actions": actions,
        "is_protected": is_protected,
        "saved_text": saved_text,
    }


@component("protected_mark")
def protected_mark(text: str = "") -> dict[str, Any]:
    """The mark of protected personal data. The level in words, or the general words when `text` is empty."""
    return {"text": text}


@component("notice")
def notice(text: str, tone: str = Tone.BRAND, title: str = "", link: Link | None = None) -> dict[str, Any]:
    return {"text": text, "tone": str(tone), "title": title, "link": link}


@component("empty_state")
def empty_state(title: str, text: str = "", action: Action | None = None) -> dict[str, Any]:
    return {"title": title, "text": text, "action": action}


@component("pagination")
def pagination(previous_url: str = "", next_url: str = "", shown: str = "") -> dict[str, Any]:
    """Keyset pages: no page numbers and no totals. `shown`: «1000+ träffar» or nothing."""
    return {"previous_url": previous_url, "next_url": next_url, "shown": shown}


@component("compare")
def compare(
    caption: str,
    left_title: str,
    right_title: str,
    rows: Sequence[CompareRow],
    left_action: Action | None = None,
    right_action: Action | None = None,
) -> dict[str, Any]:
    """Two things side by side, what differs marked: children who look alike, two versions of a text."""
    return {
        "caption": caption,
        "left_title": left_title,
        "right_title": right_title,
        "rows": rows,
        "left_action": left_action,
        "right_action": right_action,
    }


@component("pairs")
def pairs(items: Iterable[Fact | tuple[str, str]], are_sentences: bool = False) -> dict[str, Any]:
    """Labels and what they say; draws nothing when empty. `are_sentences`: read from the left, in ordinary weight."""
    return {"facts": [Fact(*item) for item in items], "are_sentences": are_sentences}


@component("timeline")
def timeline(caption: str, events: Sequence[TimelineEvent]) -> dict[str, Any]:
    return {"caption": caption, "events": events}


@component("data_table")
def data_table(table: Table) -> dict[str, Any]:
    """A table that becomes cards on a narrow screen."""
    return {"table": table, "rows": [rows.table_row(table.columns, cells) for cells in table.rows]}


@component("childs_line")
def childs_line(title: str, facts: str, picture: SafeString, table: Table) -> dict[str, Any]:
    """The child's line (`charts.childs_line`) with the same content as a table one click away."""
    return {"title": title, "facts": facts, "picture": picture, "table": table}


@component("readability_meter")
def readability_meter(reading: Readability, meter_id: str, view_text: str = "") -> dict[str, Any]:
    """The meter beside a text. A textarea with `data-app-readability="<meter_id>"` moves it while one writes.

    The words the script needs lie on the meter as data: levels, abbreviations, beginnings of hard words.
    """
    language = page_language()
    levels = [[limit, name.in_language(language)] for limit, name in LEVELS]
    none = _("inga")
    lix = (
        none
        if reading.lix is None or reading.level is None
        else f"{reading.lix} · {reading.level.in_language(language)}"
    )
    return {
        "meter_id": meter_id,
        "position": f"{min(reading.lix or 0, LIX_SCALE) * 100 / LIX_SCALE:g}",
        "lix": lix,
        "longest": reading.longest_sentence_words,
        "hard_words": ", ".join(each.word for each in reading.hard_words) or none,
        "view_text": view_text,
        "levels": json.dumps([*levels, [None, HARDEST.in_language(language)]], ensure_ascii=False),
        "abbreviations": json.dumps(sorted(ABBREVIATIONS), ensure_ascii=False),
        "beginnings": json.dumps(list(HARD_WORDS), ensure_ascii=False),
    }


@component("save_state")
def save_state(saved_text: str = "") -> dict[str, Any]:
    """Where autosave speaks: «Sparat 14.32.08». Put it inside or before the form it belongs to."""
    return {"saved_text": saved_text}


@component("error_summary")
def error_summary(form: Any) -> dict[str, Any]:
    """All faults of a form, each linked to its field; takes the focus when the page opens."""
    return {"form": form, "faults": _faults(form)}


@component("field")
def field(bound: BoundField, label: str = "", hint: str = "") -> dict[str, Any]:
    """A form field with label, hint and faults. Single and grouped (radios, checks) fields are both drawn."""
    described_by = _described_by(bound, hint)
    return {
        "bound": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "is_group": bound.use_fieldset,
        "is_check": getattr(bound.field.widget, "input_type", "") == "checkbox" and not bound.use_fieldset,
        "widget": bound.as_widget(attrs=_widget_attributes(bound, described_by)),
        "described_by": described_by,
        "is_optional": _is_optional(bound),
    }


@component("choice_buttons")
def choice_buttons(bound: BoundField, label: str = "", hint: str = "") -> dict[str, Any]:
    """Radios or checkboxes drawn as buttons one presses; real inputs, so the keyboard works as always."""
    return {
        "bound": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "described_by": _described_by(bound, hint),
        "is_optional": _is_optional(bound),
    }


def _is_optional(bound: BoundField) -> bool:
    """Whether the field says so itself. A form where nearly all is optional says it once: `marks_optional = False`.

    So does a field that is one of two ways to the same, where one of them is needed.
    """
    marks = getattr(bound.form, "marks_optional", True) and getattr(bound.field, "marks_optional", True)
    return not bound.field.required and marks


def _faults(form: Any) -> list[dict[str, str]]:
    """Each fault of the form with the id of the field that has it (empty for faults of the whole form)."""
    faults = [{"label": "", "text": str(text), "target": ""} for text in form.non_field_errors()]
    for bound in form:
        target = f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label or bound.auto_id
        faults += [{"label": str(bound.label), "text": str(text), "target": target} for text in bound.errors]
    return faults


def _described_by(bound: BoundField, hint: str) -> str:
    parts = []
    if hint or bound.help_text:
        parts.append(f"{bound.auto_id}_hint")
    if bound.errors:
        parts.append(f"{bound.auto_id}_fault")
    return " ".join(parts)


def _widget_attributes(bound: BoundField, described_by: str) -> dict[str, str | bool]:
    attributes: dict[str, str | bool] = {"class": "ds-input"}
    if described_by:
        attributes["aria-describedby"] = described_by
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes
