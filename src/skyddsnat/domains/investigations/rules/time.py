"""Waiting, standing still and taking longer."""

from collections.abc import Sequence
from datetime import date, datetime

from skyddsnat.domains.investigations.rules.order import CLOCK, because, unless
from skyddsnat.domains.investigations.types import StallReason, WaitingView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.citations import SOL

STALLED_AFTER_DAYS = 14  # lesson 6


def waiting(*, for_whom: str, what: str, until: date, today: date) -> Verdict:
    """Whether we may say that we wait: for somebody, for something, until a day (lesson 6)."""
    return Verdict.of(
        unless(
            bool(for_whom.strip()), because("nobody_awaited", "Skriv vem som ska svara.", "Write who is to answer.")
        ),
        unless(bool(what.strip()), because("nothing_awaited", "Skriv vad du väntar på.", "Write what you wait for.")),
        unless(until > today, because("no_end", "Sätt en dag efter i dag.", "Set a day after today.")),
    )


def extending(*, until: date, plan_on: date, today: date, reason: str, official_may: bool) -> Verdict:
    """Whether the investigation may be extended until a day (SoL 20:3). `official_may`: the law lets an official."""
    return Verdict.of(
        unless(
            bool(reason.strip()),
            because(
                "no_special_reasons",
                "Skriv de särskilda skälen.",
                "Write the special reasons.",
                SOL.cite("20:3"),
                CLOCK,
            ),
        ),
        unless(
            until > max(plan_on, today),
            because(
                "not_longer",
                "Den nya dagen måste vara senare än i dag och senare än utredningstidens sista dag.",
                "The new day must be later than today and than the last day of the investigation's time.",
                SOL.cite("20:3"),
                CLOCK,
            ),
        ),
        unless(
            official_may,
            because(
                "not_delegable",
                "Lagen låter inte en tjänsteman besluta detta.",
                "The law does not let an official decide this.",
                SOL.cite("20:3"),
            ),
        ),
    )


def stall(*, last_step_at: datetime, waitings: Sequence[WaitingView], today: date) -> tuple[StallReason, int] | None:
    """Why the investigation stands still, and for how many days; None when it does not (lesson 6)."""
    late = [each.until for each in waitings if each.is_late(today)]
    if late:
        return StallReason.WAITED_PAST_DATE, (today - min(late)).days
    if any(each.is_running(today) for each in waitings):
        return None
    still = (today - local_date(last_step_at)).days
    return (StallReason.NO_STEP, still) if still >= STALLED_AFTER_DAYS else None
