"""Opening, and investigations back to back on the same question: one question, one joined clock (lesson 6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from skyddsnat.domains.investigations.rules.order import because, unless
from skyddsnat.domains.investigations.types import Question
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.citations import SOL
from skyddsnat.law.counting import add
from skyddsnat.law.types import months

BACK_TO_BACK = months(6)  # no source: JO dnr 2565-2016 criticises the chain and names no time


RUNNING = because(
    "running",
    "En utredning om barnet pågår redan. Lägg anmälan till den.",
    "An investigation of the child is already under way. Join the report to it.",
    SOL.cite("20:2"),
)
_NOTHING_ASKED = because("nothing_asked", "Skriv vad utredningen ska svara på.", "Write what is to be answered.")
_NOTHING_NEW = because(
    "nothing_new",
    "En utredning om samma fråga avslutades nyss. Skriv vad som är nytt sedan dess.",
    "An investigation on the same question was closed recently. Write what is new since then.",
)
_FILE_CLOSED = because("file_closed", "Akten är avslutad. Öppna den först.", "The file is closed. Reopen it first.")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An investigation in the file, as far as chains are concerned."""

    id: int
    question: Question
    opened_at: datetime
    closed_at: datetime | None
    follows_id: int | None


def follows(earlier: Iterable[Earlier], question: Question, on: date) -> int | None:
    """The investigation that one opened on that day comes back to back with, or None (lesson 6)."""
    recent = [
        (each.closed_at, each.id)
        for each in earlier
        if each.question is question and each.closed_at and on < add(local_date(each.closed_at), BACK_TO_BACK)
    ]
    return max(recent)[1] if recent else None


def chain_of(investigation_id: int, all_in_file: Iterable[Earlier]) -> tuple[int, ...]:
    """The ids of the chain that the investigation belongs to, the first opened first."""
    before = {each.id: each.follows_id for each in sorted(all_in_file, key=lambda each: (each.opened_at, each.id))}
    root = _root(investigation_id, before)
    return tuple(each for each in before if _root(each, before) == root)


def _root(investigation_id: int, before: Mapping[int, int | None]) -> int:
    while (former := before[investigation_id]) is not None:
        investigation_id = former
    return investigation_id


def opening(*, asks: str, what_is_new: str, is_running: bool, follows_another: bool, is_file_closed: bool) -> Verdict:
    """Whether an investigation may be opened (SoL 14:2)."""
    return Verdict.of(
        unless(not is_file_closed, _FILE_CLOSED),
        unless(not is_running, RUNNING),
        unless(bool(asks.strip()), _NOTHING_ASKED),
        unless(bool(what_is_new.strip()) or not follows_another, _NOTHING_NEW),
    )
