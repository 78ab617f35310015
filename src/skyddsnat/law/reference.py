"""The reference page of all rules, made from the register so that it cannot differ from what the system counts by."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import statute
from skyddsnat.law.types import Rule

_HEAD = """\
# Regler och frister

*Rules and time limits.* Sidan skapas ur regelregistret med `python3 run.py docs`; ändra i `src/skyddsnat/law/`.
Varje regel finns en gång för varje lydelse. Lagen på den dag då tiden börjar gäller.

Tid räknas enligt lagen (1930:173) om beräkning av lagstadgad tid. Vi planerar och varnar efter den dag då tiden går ut.
Är den dagen en lördag, söndag, allmän helgdag, midsommarafton, julafton eller nyårsafton visas också nästa vardag. Det
som ska göras genast skjuts aldrig upp av en helg.
"""
_ROWS: tuple[tuple[str, str], ...] = (
    ("Börjar *(begins)*", "trigger"),
    ("Räknas *(counted)*", "counting"),
    ("Vem *(who)*", "who_acts"),
    ("Om den missas *(if missed)*", "if_missed"),
    ("Förlängning *(extension)*", "extension"),
    ("Att veta *(note)*", "note"),
)
_LAPSES = Text("Av sig självt vid midnatt när tiden har gått ut", "By itself at midnight when the time has run out")


def rules_page(rules: Iterable[Rule]) -> str:
    """Markdown of every rule, wordings of one rule together with the newest first."""
    ordered = sorted(rules, key=lambda rule: (rule.id, -rule.valid_from.toordinal()))
    parts = [_HEAD, _summary(ordered)]
    for rule_id, wordings in groupby(ordered, key=lambda rule: rule.id):
        parts += [_rule_head(rule_id), *(_wording(rule) for rule in wordings)]
    return "\n".join(parts)


def _summary(rules: Iterable[Rule]) -> str:
    """One line a rule: its newest wording and the days it holds."""
    newest = [next(wordings) for _, wordings in groupby(rules, key=lambda rule: rule.id)]
    rows = [
        f"| [{rule.title.sv}](#{_anchor(rule.id)}) | `{rule.id}` | {rule.length.text.sv} | {rule.citation} "
        f"| {_days(rule)} |"
        for rule in newest
    ]
    return "\n".join(["| Regel | Id | Tid | Lagrum | Gäller |", "|---|---|---|---|---|", *rows, ""])


def _days(rule: Rule) -> str:
    return f"från {rule.valid_from}{_until(rule.valid_to)}"


def _rule_head(rule_id: str) -> str:
    return f"## `{rule_id}`\n"


def _wording(rule: Rule) -> str:
    act = statute(rule.statute)
    rows = [
        ("Regel *(rule)*", _both(rule.title)),
        ("Gäller *(in force)*", _days(rule)),
        ("Lagrum *(section)*", f"{rule.citation}, [{rule.statute}]({act.url})"),
        ("Tid *(time)*", _both(rule.length.text)),
    ]
    if rule.latest is not None:
        rows.append(("Senast *(latest)*", f"{_both(rule.latest.text)} (förarbeten)"))
    if rule.recurs is not None:
        rows.append(("Återkommer *(recurs)*", _both(rule.recurs.text)))
    if rule.lapses:
        rows.append(("Upphör *(lapses)*", _both(_LAPSES)))
    rows += [(label, _both(text)) for label, name in _ROWS if (text := getattr(rule, name)) is not None]
    rows.append(("Källa *(source)*", rule.source))
    return "\n".join(["| | |", "|---|---|", *(f"| {label} | {value} |" for label, value in rows), ""])


def _both(text: Text) -> str:
    return f"{text.sv}<br>*{text.en}*"


def _until(valid_to: date | None) -> str:
    return "" if valid_to is None else f", upphörde {valid_to}"


def _anchor(rule_id: str) -> str:
    """The anchor that Markdown viewers make of the heading: letters, digits, hyphens and underscores are kept."""
    return "".join(sign for sign in rule_id if sign.isalnum() or sign in "-_")
