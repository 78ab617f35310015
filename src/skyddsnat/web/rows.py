"""What stands on a page many times, drawn here and not in a template: a template took several times as long for each.

Every text is escaped by `filled`; what is put together here is made of nothing else.
"""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from skyddsnat.web.components import Action, Cell, Chip, Clock, Column, Duty, Link, NavItem
from skyddsnat.web.markup import NOTHING, filled, joined


def duty_row(duty: Duty) -> SafeString:
    """One row of a list of duties: its clock, the child, the duty with its paragraph, and the button."""
    return filled(
        '<li class="duty" data-tone="{}">{}'
        '<div class="duty-who"><p class="duty-line">{}{}</p>{}</div>'
        '<div class="duty-what"><p class="duty-line"><b>{}</b></p><p class="muted">{}</p></div>'
        '<div class="duty-do">{}</div></li>',
        duty.clock.tone.value,
        _clock(duty.clock),
        link(duty.who, duty.who_url, otherwise="<b>{}</b>"),
        chips(duty.chips),
        filled('<p class="muted">{}</p>', duty.note) if duty.note else NOTHING,
        duty.what,
        _law(duty.detail, duty.rule),
        button(duty.action) if duty.action else NOTHING,
    )


def _clock(clock: Clock) -> SafeString:
    return filled(
        '<div class="duty-clock" title="{}"><span aria-hidden="true"><b>{}</b>{}</span>'
        '<span class="ds-sr-only">{}</span><span class="print-only">{}</span></div>',
        clock.exact,
        clock.big,
        filled(" <span>{}</span>", clock.small) if clock.small else NOTHING,
        clock.spoken,
        clock.exact,
    )


def _law(detail: str, rule: Link | None) -> SafeString:
    if rule is None:
        return filled("{}", detail)
    paragraph = (
        filled('<a class="rule" href="{}">{}</a>', rule.url, rule.label)
        if rule.url
        else filled('<span class="rule">{}</span>', rule.label)
    )
    return filled("{} · {}", detail, paragraph) if detail else paragraph


def ways(items: Iterable[NavItem]) -> SafeString:
    """The ways of the side navigation, each with its count."""
    return filled("<ul>{}</ul>", joined([_way(item) for item in items]))


def _way(item: NavItem) -> SafeString:
    return filled(
        '<li{}><a href="{}"{}><span>{}</span>{}</a></li>',
        SafeString(' class="nav-group"') if item.starts_group else NOTHING,
        item.url,
        SafeString(' aria-current="page"') if item.is_current else NOTHING,
        item.label,
        NOTHING if item.count is None else _way_count(item, item.count),
    )


def _way_count(item: NavItem, count: int) -> SafeString:
    return filled(
        ' <span class="nav-count"{}>{}{}</span>',
        SafeString(" data-alarm") if item.is_alarm and count else NOTHING,
        count,
        filled('<span class="ds-sr-only"> {}</span>', item.count_meaning) if item.count_meaning else NOTHING,
    )


def table_row(columns: Iterable[Column], cells: Iterable[Cell]) -> SafeString:
    """One row of a table; its first cell names it."""
    (column, cell), *others = zip(columns, cells, strict=True)
    head = filled('<th scope="row" data-label="{}"{}>{}</th>', column.label, _title(cell.title), _content(cell))
    return filled("<tr>{}{}</tr>", head, joined([_table_cell(*each) for each in others]))


def _table_cell(column: Column, cell: Cell) -> SafeString:
    return filled(
        '<td{} data-tone="{}"{}{}>{}</td>',
        NOTHING if column.is_hidden else filled(' data-label="{}"', column.label),
        cell.tone.value,
        SafeString(' class="number"') if column.is_number else NOTHING,
        _title(cell.title),
        _content(cell),
    )


def _title(text: str) -> SafeString:
    return filled(' title="{}"', text) if text else NOTHING


def _content(cell: Cell) -> SafeString:
    return filled(
        '<div class="cell">{}{}{}{}</div>',
        link(cell.text, cell.url),
        chips(cell.chips),
        filled('<span class="cell-detail muted">{}</span>', cell.detail) if cell.detail else NOTHING,
        button(cell.action) if cell.action else NOTHING,
    )


def link(text: str, url: str, *, otherwise: str = "{}") -> SafeString:
    """The text, leading somewhere when there is somewhere to go."""
    return filled('<a href="{}">{}</a>', url, text) if url else filled(otherwise, text)


def chips(items: Iterable[Chip]) -> SafeString:
    """The chips, each after a space."""
    return joined([_chip(item) for item in items])


def _chip(chip: Chip) -> SafeString:
    if not chip.url:
        markup = ' <span class="chip" data-tone="{}" title="{}">{}</span>'
        return filled(markup, chip.tone.value, chip.title, chip.text)
    markup = ' <a class="chip" data-tone="{}" href="{}" title="{}">{}</a>'
    return filled(markup, chip.tone.value, chip.url, chip.title, chip.text)


def button(action: Action) -> SafeString:
    """A link that looks like a button; what it is about is read aloud after its label."""
    about = filled(' <span class="ds-sr-only">: {}</span>', action.describes) if action.describes else NOTHING
    return filled(
        '<a class="ds-button" href="{}" data-variant="{}"><span>{}{}</span></a>',
        action.url,
        "primary" if action.is_main else "secondary",
        action.label,
        about,
    )


def blocked_button(action: Action) -> SafeString:
    """The same, dead: why it cannot be done stands beside it."""
    markup = '<span class="ds-button" data-variant="secondary" role="link" aria-disabled="true">{}</span>'
    return filled(markup, action.label)
