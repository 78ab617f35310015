"""The plan, what is known in each area, and how much of it stands in other files too."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from skyddsnat.domains.investigations.rules.order import CLOCK, because, unless
from skyddsnat.domains.investigations.types import PlanFields, View
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.citations import SOL

NOTE_LOCKS_AFTER = timedelta(days=1)  # lesson 17
SHORTEST_COMPARED = 5  # words; shorter sentences are the language's, not a phrase of the office


def planning(*, fields: PlanFields, opened_on: date, latest_on: date, today: date, areas: frozenset[str]) -> Verdict:
    """Whether the plan holds together. `latest_on` is the day the clock ends, `areas` the codes that exist."""
    unknown = set(fields.areas) - areas
    return Verdict.of(
        unless(
            fields.planned_end_on >= opened_on,
            because("ends_before_start", "Planen slutar före inledandet.", "The plan ends before the opening."),
        ),
        unless(
            fields.planned_end_on <= latest_on,
            because(
                "plan_past_due",
                "Planen slutar efter utredningstiden. Planera till senast sista dagen, eller förläng.",
                "The plan ends after the time of the investigation. Plan for its last day at the latest, or extend.",
                SOL.cite("20:3"),
                CLOCK,
            ),
        ),
        unless(
            fields.talked_through_on is None or fields.talked_through_on <= today,
            because("talked_in_future", "Samtalet om planen ligger i framtiden.", "The talk is in the future."),
        ),
        unless(not unknown, because("unknown_area", "Ett av områdena finns inte.", "One of the areas is unknown.")),
    )


def writing_fact(*, view: View, text: str, source: str, source_on: date | None, today: date) -> Verdict:
    """Whether a note in an area says something, and from where (SoL 14:3)."""
    return Verdict.of(
        unless(bool(text.strip()), because("empty_note", "Skriv något.", "Write something.")),
        unless(
            view is not View.FACT or bool(source.strip()),
            because("no_source", "Skriv varifrån uppgiften kommer.", "Write where the fact comes from."),
        ),
        unless(
            source_on is None or source_on <= today,
            because("source_in_future", "Källans dag ligger i framtiden.", "The day of the source is in the future."),
        ),
    )


def changing_fact(*, is_own: bool, locks_at: datetime, at: datetime) -> Verdict:
    """Whether a note in an area may still be changed: by whoever wrote it, within a day (lesson 17)."""
    return Verdict.of(
        unless(
            is_own,
            because(
                "not_own_note",
                "Bara den som skrev kan ändra. Skriv ett tillägg.",
                "Only the writer can change it. Write an addition.",
            ),
        ),
        unless(
            at < locks_at,
            because(
                "locked_note", "Anteckningen är låst. Skriv ett tillägg.", "The note is locked. Write an addition."
            ),
        ),
    )


_BREAK = re.compile(r"[.!?…\n]+")


def sentences(text: str) -> list[str]:
    """The sentences that are long enough to compare, with case, spacing and punctuation evened out."""
    plain = (" ".join(re.findall(r"\w+", sentence.casefold())) for sentence in _BREAK.split(text))
    return [sentence for sentence in plain if sentence.count(" ") + 1 >= SHORTEST_COMPARED]


def repetition(own: Iterable[str], others: Iterable[str]) -> tuple[int, int]:
    """How many sentences the texts `own` have, and how many of them stand word for word in `others` (lesson 9)."""
    mine = [sentence for text in own for sentence in sentences(text)]
    known = {sentence for text in others for sentence in sentences(text)}
    return len(mine), sum(sentence in known for sentence in mine)
