"""Two different caseworkers behind every step, one of them experienced.

No statute demands it: it is the profession's demand, and the switch is the board's. The database keeps the same wall at
commit; here every reason is said beforehand.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from skyddsnat.domains.compulsory.rules.guarding import CASE_CLOSED, blank, reason, when
from skyddsnat.domains.compulsory.types.safeguards import DEVIATION_DAYS, TWO, NewDeviation, PairRuleView, Worker
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict
from skyddsnat.kernel.working_days import next_working_day

# Nobody has worked longer; a larger number is a slip of the hand.
MOST_YEARS = 40

FEWER_THAN_TWO = reason(
    "pair_fewer_than_two",
    "Två handläggare ska stå bakom varje steg. Be enhetschefen utse en medhandläggare, eller besluta om avsteg. "
    "Är det akut: gör ett akut avsteg. Ingen lag kräver två: det är kommunens egen regel.",
    "Two caseworkers stand behind every step. Ask the manager to add a second one, or to decide on a deviation. "
    "If it is acute: make an acute deviation. No statute demands two: it is the municipality's own rule.",
)
NO_DEVIATION_REASON = reason("deviation_no_reason", "Skriv varför det inte är två.", "Write why there are not two.")
DEVIATION_TOO_LONG = reason(
    "deviation_too_long",
    f"Ett avsteg varar högst {DEVIATION_DAYS} dagar. Behövs mer tid tar enhetschefen ett nytt beslut då.",
    f"A deviation lasts at most {DEVIATION_DAYS} days. If more time is needed, the manager decides anew then.",
)
DEVIATION_IN_PAST = reason("deviation_in_past", "Sista dagen har redan varit.", "The last day has already been.")
NOT_THE_MANAGER = reason(
    "deviation_not_manager",
    "Enhetschefen beslutar själv om ett avsteg, under sitt eget namn. Är det akut: gör ett akut avsteg, så bekräftar "
    "enhetschefen det nästa arbetsdag.",
    "The unit manager decides on a deviation in person, under her own name. If it is acute: make an acute deviation, "
    "and the manager confirms it on the next working day.",
)
NOT_WAITING = reason(
    "deviation_not_waiting", "Avsteget väntar inte på någon bekräftelse.", "The deviation awaits no confirmation."
)
NOT_CONFIRMER = reason(
    "deviation_not_confirmer",
    "Ett akut avsteg bekräftas av chefen för barnets enhet.",
    "An acute deviation is confirmed by the manager of the child's unit.",
)
DEVIATION_OVER = reason("deviation_over", "Avsteget är redan slut.", "The deviation is already over.")
STILL_ALONE = reason(
    "deviation_still_needed",
    "Det är fortfarande färre än två i ärendet. Utse en medhandläggare först.",
    "There are still fewer than two on the case. Add a second caseworker first.",
)
RULE_NO_REASON = reason("pair_rule_no_reason", "Skriv nämndens skäl.", "Write the board's reason.")
RULE_NO_REFERENCE = reason(
    "pair_rule_no_reference", "Skriv vilket beslut av nämnden det är.", "Write which decision of the board it is."
)
RULE_YEARS = reason(
    "pair_rule_years", f"Skriv antalet år, 0 till {MOST_YEARS}.", f"Write the number of years, 0 to {MOST_YEARS}."
)
RULE_BACKWARDS = reason(
    "pair_rule_backwards",
    "Regeln gäller tidigast från i dag, och inte före nämndens beslut.",
    "The rule holds from today at the earliest, and not before the board's decision.",
)
RULE_NOT_DECIDED = reason(
    "pair_rule_not_decided", "Nämndens beslut ligger i framtiden.", "The board's decision lies in the future."
)
RULE_TWICE = reason(
    "pair_rule_twice", "En regel börjar redan gälla den dagen.", "A rule already begins to hold on that day."
)


def nobody_experienced(years: int) -> Reason:
    """The reason that none of the caseworkers has worked so long."""
    return Reason(
        "compulsory.pair_nobody_experienced",
        Text(
            f"Minst en av handläggarna ska ha {years} år i yrket. Be enhetschefen utse en erfaren medhandläggare, "
            "eller besluta om avsteg.",
            f"At least one of the caseworkers shall have {years} years in the profession. Ask the manager to add an "
            "experienced one, or to decide on a deviation.",
        ),
    )


def is_experienced(since: date | None, years: int, on: date) -> bool:
    """Whether somebody in the profession since that day has worked so many years on `on`; 0 asks for nothing."""
    return years == 0 or since is not None and _years_after(since, years) <= on


def _years_after(day: date, years: int) -> date:
    """The day so many years later; 29 February becomes the 28th where there is none, as the database counts."""
    last = 28 if (day.month, day.day) == (2, 29) and not _is_leap(day.year + years) else day.day
    return date(day.year + years, day.month, last)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def standing(workers: Iterable[Worker], rule: PairRuleView) -> Verdict:
    """What is missing for the pair to be whole, whether or not a deviation covers it."""
    active = {worker.employee_id: worker for worker in workers if worker.is_active}
    if not rule.is_demanded:
        return ALLOWED
    return Verdict.of(
        when(len(active) < TWO, FEWER_THAN_TWO),
        when(not any(worker.is_experienced for worker in active.values()), nobody_experienced(rule.years)),
    )


def deviating(new: NewDeviation, *, is_closed: bool, actor_manages: bool, actor_id: int | None, today: date) -> Verdict:
    """Whether a deviation may begin. One that is acute is open to whoever works with the child (lesson 8)."""
    by_manager = actor_manages and new.manager_id == actor_id
    return Verdict.of(
        when(is_closed, CASE_CLOSED),
        when(blank(new.reason), NO_DEVIATION_REASON),
        _length(new.ends_on, today, today),
        when(not new.is_acute and not by_manager, NOT_THE_MANAGER),
    )


def _length(ends_on: date, starts_on: date, today: date) -> Reason | None:
    if ends_on > starts_on + timedelta(days=DEVIATION_DAYS):
        return DEVIATION_TOO_LONG
    return when(ends_on < today, DEVIATION_IN_PAST)


def confirm_by(today: date) -> date:
    """The next working day: when a manager is to have confirmed what was acute today."""
    return next_working_day(today + timedelta(days=1))


def last_day(new: NewDeviation, today: date) -> date:
    """The last day that is covered. What no manager has confirmed covers no more than until she should have."""
    return min(new.ends_on, confirm_by(today)) if new.is_acute else new.ends_on


def confirming(*, waits: bool, manages: bool, starts_on: date, ends_on: date | None) -> Verdict:
    """Whether the manager may confirm an acute deviation, and let it last until another day. It may be late."""
    return Verdict.of(
        when(not waits, NOT_WAITING),
        when(not manages, NOT_CONFIRMER),
        None if ends_on is None else _length(ends_on, starts_on, starts_on),
    )


def ending(*, is_over: bool, is_whole: bool) -> Verdict:
    """Whether a deviation may end before its day: when two stand behind the case again."""
    return Verdict.of(when(is_over, DEVIATION_OVER), when(not is_whole, STILL_ALONE))


def setting_rule(rule: PairRuleView, *, is_taken: bool, today: date) -> Verdict:
    """Whether the board's demand may be written down. It never works backwards."""
    starts, decided = rule.valid_from or today, rule.decided_on or today
    return Verdict.of(
        when(blank(rule.reason), RULE_NO_REASON),
        when(blank(rule.reference), RULE_NO_REFERENCE),
        when(not 0 <= rule.years <= MOST_YEARS, RULE_YEARS),
        when(starts < max(today, decided), RULE_BACKWARDS),
        when(decided > today, RULE_NOT_DECIDED),
        when(is_taken, RULE_TWICE),
    )
