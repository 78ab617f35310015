"""Who is told, heard and examined: enforcers of a measure, those it concerns, public counsel, the physician."""

from datetime import date, datetime

from skyddsnat.domains.compulsory.rules.guarding import (
    CASE_CLOSED,
    IN_FUTURE,
    NO_NAME,
    NOT_IN_FILE,
    blank,
    reason,
    when,
)
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.citations import CUSTODY, LVU

NOT_OVER = reason(
    "enforcer_not_over",
    "Åtgärden gäller fortfarande. Skriv in slutet när den har upphört.",
    "The measure still runs. Write the telling down when it has ended.",
)
TOLD_ALREADY = reason("enforcer_told", "Slutet är redan meddelat.", "The end has already been told.")
NOT_TOLD = reason("enforcer_not_told", "Meddela slutet först.", "Tell them of the end first.")
CONFIRMED_ALREADY = reason("enforcer_confirmed", "Det är redan bekräftat.", "It is already confirmed.")
CONFIRMED_BEFORE_TOLD = reason(
    "enforcer_confirmed_early", "Bekräftelsen kom före meddelandet.", "The confirmation came before the telling."
)
NO_HOW = reason("enforcer_no_how", "Skriv hur de bekräftade.", "Write how they confirmed.")
NO_WHAT = reason("telling_no_what", "Skriv vad som sades.", "Write what was told.")
COUNSEL_TWICE = reason(
    "counsel_twice", "Behovet är redan antecknat för personen.", "The need is already noted for this person."
)
COUNSEL_REPORTED = reason("counsel_reported", "Domstolen har redan fått veta.", "The court has already been told.")
COUNSEL_APPOINTED = reason("counsel_appointed", "Ett biträde är redan förordnat.", "Counsel is already appointed.")
EXAMINATION_OVER = reason("examination_over", "Undersökningen är redan gjord.", "The examination is already held.")
NO_PHYSICIAN = reason("examination_no_physician", "Skriv vilken läkare.", "Write which physician.")
NO_RESULT = reason("examination_no_result", "Skriv vad läkaren fann.", "Write what the physician found.")
HELD_BEFORE_DECIDED = reason(
    "examination_early", "Undersökningen var före beslutet.", "The examination was before the decision."
)
NO_NEEDLESS_REASON = reason(
    "examination_no_reason",
    "Skriv de särskilda skälen till att undersökningen inte behövs.",
    "Write the special reasons why no examination is needed.",
)


def adding_enforcer(*, name: str, told_at: datetime, at: datetime) -> Verdict:
    """Whether somebody may be written down as enforcing a measure."""
    return Verdict.of(when(blank(name), NO_NAME), when(told_at > at, IN_FUTURE))


def telling_end(*, is_over: bool, is_told: bool, told_at: datetime, at: datetime) -> Verdict:
    """Whether the telling of the end may be written down."""
    return Verdict.of(when(not is_over, NOT_OVER), when(is_told, TOLD_ALREADY), when(told_at > at, IN_FUTURE))


def confirming(
    *, told_at: datetime | None, is_confirmed: bool, how: str, confirmed_at: datetime, at: datetime
) -> Verdict:
    """Whether the confirmation may be written down; without it the enforcer stands as not told (lesson 11)."""
    return Verdict.of(
        when(told_at is None, NOT_TOLD),
        when(is_confirmed, CONFIRMED_ALREADY),
        when(told_at is not None and confirmed_at < told_at, CONFIRMED_BEFORE_TOLD),
        when(confirmed_at > at, IN_FUTURE),
        when(blank(how), NO_HOW),
    )


def informing(*, is_in_file: bool, what: str, told_at: datetime, at: datetime) -> Verdict:
    """Whether it may be written down that somebody was informed (LVU 36 §; SFS 2026:1600 2:1-5)."""
    return Verdict.of(when(not is_in_file, NOT_IN_FILE), when(blank(what), NO_WHAT), when(told_at > at, IN_FUTURE))


def needing_counsel(*, is_closed: bool, is_in_file: bool, is_noted: bool, arose_at: datetime, at: datetime) -> Verdict:
    """Whether a need of public counsel may be noted (LVU 39 §; SFS 2026:1600 17:1-7)."""
    return Verdict.of(
        when(is_closed, CASE_CLOSED),
        when(not is_in_file, NOT_IN_FILE),
        when(is_noted, COUNSEL_TWICE),
        when(arose_at > at, IN_FUTURE),
    )


def reporting_counsel(*, is_reported: bool) -> Verdict:
    """Whether the report to the court may be made: once, and at once."""
    return Verdict.of(when(is_reported, COUNSEL_REPORTED))


def appointing_counsel(*, is_appointed: bool, name: str, appointed_at: datetime, at: datetime) -> Verdict:
    """Whether the court's appointment may be written down."""
    return Verdict.of(
        when(is_appointed, COUNSEL_APPOINTED), when(blank(name), NO_NAME), when(appointed_at > at, IN_FUTURE)
    )


def ordering_examination(*, is_closed: bool) -> Verdict:
    """Whether a medical examination may be decided (LVU 32 §; SFS 2026:1600 11:4-6)."""
    return Verdict.of(when(is_closed, CASE_CLOSED))


def recording_examination(
    *, is_over: bool, held_on: date, decided_on: date, today: date, physician: str, result: str
) -> Verdict:
    """Whether the examination may be written down as held."""
    return Verdict.of(
        when(is_over, EXAMINATION_OVER),
        when(held_on < decided_on, HELD_BEFORE_DECIDED),
        when(held_on > today, IN_FUTURE),
        when(blank(physician), NO_PHYSICIAN),
        when(blank(result), NO_RESULT),
    )


def waiving_examination(*, is_closed: bool, reason: str) -> Verdict:
    """Whether the case may do without an examination."""
    return Verdict.of(when(is_closed, CASE_CLOSED), when(blank(reason), NO_NEEDLESS_REASON))


def examined(*, is_settled: bool, on: date) -> Verdict:
    """Whether the application may be made as far as the examination goes: held, or found needless with the reason."""
    citation = LVU.cite("32") if on < CUSTODY.valid_from else CUSTODY.cite("11:4")
    missing = reason(
        "examination_missing",
        "Läkarundersökningen ska normalt vara gjord före ansökan. Skriv in den, eller de särskilda skälen till att "
        "den inte behövs.",
        "The medical examination shall normally be made before the application. Write it down, or the special reasons "
        "why it is not needed.",
        citation,
    )
    return Verdict.of(when(not is_settled, missing))
