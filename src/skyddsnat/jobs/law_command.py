"""`skyddsnat law`: the rules behind the clocks, and when a duty falls due. Only `preview` needs a database.

`skyddsnat law rules [--on DATE] [--json]`
`skyddsnat law due RULE --from MOMENT [--begun MOMENT] [--json]`
`skyddsnat law preview --on DATE [--unit ID …] [--json]`

MOMENT is a date or an ISO date and time; without a time zone it is taken as Swedish time. An unknown rule, a day on
which it was not in force and a moment that cannot be read end with status 2 and one sentence. A time of LVU that runs
across New Year 2027 is given by both Acts, with the day to warn on and why; `--begun` is when the care or the placement
began, from which the new Act counts. `preview` lists every running compulsory measure whose clocks, sections or rights
to decide are otherwise from that day on, before and after, by ids alone; it reads as the role that owns the tables
(DATABASE_OWNER_URL).
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime

from skyddsnat.kernel.stockholm import STOCKHOLM, local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.working_days import OutsideCalendar
from skyddsnat.law.counting import lapses_at
from skyddsnat.law.crossing import Straddle, straddling
from skyddsnat.law.register import NotInForce, UnknownRule, due_from, rules
from skyddsnat.law.types import Due, Rule

MISTAKE = 2


class UnreadableDate(ValueError):
    """What was given as a date or moment is neither."""

    def __init__(self, given: str) -> None:
        super().__init__(f"{given!r} is no date; write 2026-03-28 or 2026-03-28T23:30.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="law_command", required=True, metavar="COMMAND")
    listing = commands.add_parser("rules", help="list the rules and their wordings")
    listing.add_argument("--on", metavar="DATE", help="only those in force on that day")
    listing.add_argument("--json", action="store_true", help="as JSON")
    falling_due = commands.add_parser("due", help="say when a duty falls due")
    falling_due.add_argument("rule", metavar="RULE", help="for example sol.investigation")
    falling_due.add_argument("--from", dest="basis", metavar="MOMENT", required=True, help="when the time begins")
    falling_due.add_argument("--begun", metavar="MOMENT", help="when the care began, for LVU's times across 2027-01-01")
    falling_due.add_argument("--json", action="store_true", help="as JSON")
    changing = commands.add_parser("preview", help="what a day changes for the running compulsory cases")
    changing.add_argument("--on", metavar="DATE", required=True, help="the first day of the new law")
    changing.add_argument("--unit", type=int, action="append", default=[], metavar="ID", help="only files of this unit")
    changing.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace) -> int:
    """Answer on standard output; 0, or 2 with one sentence on standard error."""
    try:
        print(_ANSWERS[args.law_command](args))
    except (UnknownRule, NotInForce, OutsideCalendar, UnreadableDate) as error:
        print(error, file=sys.stderr)
        return MISTAKE
    return 0


def read_moment(given: str) -> date:
    """The local date of a date or ISO moment; a moment without time zone is Swedish. Raises `UnreadableDate`."""
    try:
        moment = datetime.fromisoformat(given)
        return local_date(moment if moment.tzinfo else moment.replace(tzinfo=STOCKHOLM))
    except (ValueError, OverflowError):
        raise UnreadableDate(given) from None


def _rules(args: argparse.Namespace) -> str:
    chosen = rules(None if args.on is None else read_moment(args.on))
    return _json([_rule_fields(rule) for rule in chosen]) if args.json else _table(chosen)


def _due(args: argparse.Namespace) -> str:
    due = due_from(args.rule, read_moment(args.basis))
    begun = None if args.begun is None else read_moment(args.begun)
    straddle = straddling(args.rule, basis=due.basis, new_basis=begun)
    return _json(due_fields(due, straddle)) if args.json else _sentence(due, straddle)


def _preview(args: argparse.Namespace) -> str:
    # Imported here: the other answers need neither settings nor a driver.
    from skyddsnat.jobs.command import settings_in_place  # noqa: PLC0415 - loads a driver

    on = read_moment(args.on)
    with settings_in_place():
        from skyddsnat.jobs import law_preview  # noqa: PLC0415 - needs the settings

        found = law_preview.preview(on=on, units=args.unit)
        return _json(law_preview.as_fields(found)) if args.json else law_preview.as_text(found, on)


_ANSWERS: dict[str, Callable[[argparse.Namespace], str]] = {"rules": _rules, "due": _due, "preview": _preview}


def due_fields(due: Due, straddle: Straddle | None = None) -> dict[str, object]:
    """The fields of the JSON answer. `valid_to` is the first day the wording no longer holds.

    Only a rule with an outer limit has `latest_on`, only one that ends something by itself `lapses_at`, and only a time
    that runs across New Year 2027 `new_act`.
    """
    fields: dict[str, object] = {
        "rule": due.rule.id,
        "statute": due.rule.statute,
        "citation": due.rule.citation,
        "basis": due.basis.isoformat(),
        "due_on": due.due_on.isoformat(),
        "extended_on": due.extended_on.isoformat(),
        "valid_from": due.rule.valid_from.isoformat(),
        "valid_to": _iso(due.rule.valid_to),
    }
    if due.latest_on is not None:
        fields["latest_on"] = due.latest_on.isoformat()
    if lapse := lapses_at(due):
        fields["lapses_at"] = lapse.isoformat()
    if straddle is not None:
        fields["new_act"] = _new_act_fields(straddle)
    return fields


def _new_act_fields(straddle: Straddle) -> dict[str, object]:
    return {
        "rule": straddle.new.rule.id,
        "citation": straddle.new.rule.citation,
        "due_on": straddle.new.due_on.isoformat(),
        "extended_on": straddle.new.extended_on.isoformat(),
        "warn_on": straddle.warn_on.isoformat(),
        "why": _text(straddle.why),
    }


def _rule_fields(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "title": _text(rule.title),
        "statute": rule.statute,
        "citation": rule.citation,
        "length": {"unit": rule.length.unit.value, "count": rule.length.count},
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": _iso(rule.valid_to),
        "source": rule.source,
        "trigger": _text(rule.trigger),
        "counting": _text(rule.counting),
        "who_acts": _text(rule.who_acts),
        "if_missed": _text(rule.if_missed),
        "extension": _text(rule.extension),
        "note": _text(rule.note),
        "recurs": None if rule.recurs is None else {"unit": rule.recurs.unit.value, "count": rule.recurs.count},
        "lapses": rule.lapses,
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"sv": text.sv, "en": text.en}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _table(chosen: Iterable[Rule]) -> str:
    rows = [
        (rule.id, rule.length.text.sv, rule.citation, f"{rule.valid_from} - {rule.valid_to or ''}", rule.title.sv)
        for rule in chosen
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows
    )


def _sentence(due: Due, straddle: Straddle | None) -> str:
    parts = [f"{due.rule.title.sv} ({due.rule.citation}): {due.due_on}"]
    if due.is_extended and not due.rule.length.is_at_once:
        parts.append(f"förlängs till {due.extended_on} enligt lagen (1930:173)")
    if due.latest_on is not None:
        parts.append(f"allra senast {due.latest_on} enligt förarbetena")
    if lapse := lapses_at(due):
        parts.append(f"upphör av sig självt {lapse:%Y-%m-%d kl. %H.%M}")
    sentence = "; ".join(parts)
    return sentence if straddle is None else f"{sentence}. {straddle.why.sv}"
