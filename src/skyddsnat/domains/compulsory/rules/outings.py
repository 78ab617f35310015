"""Home visits and executions: never fewer than two go, and all of them have read what the risk is.

No statute names the number; a risk of violence is assessed beforehand (AFS 2023:1 and 2023:2). It is the profession's
demand, and the database keeps it.
"""

from collections.abc import Iterable
from datetime import datetime

from skyddsnat.domains.compulsory.rules.guarding import CASE_CLOSED, IN_FUTURE, blank, reason, when
from skyddsnat.domains.compulsory.types.safeguards import TWO, GoerView, OutingKind, OutingView, unread
from skyddsnat.kernel.verdict import Verdict

FEWER_GO = reason(
    "outing_fewer_than_two",
    "Minst två ska åka. Namnge en kollega till. Kan ingen: ring 112 om barnet är i fara nu.",
    "At least two shall go. Name another colleague. If nobody can: call 112 if the child is in danger now.",
)
NO_RISK = reason(
    "outing_no_risk",
    "Skriv vad som kan hända och hur ni skyddar er. Riskbedömningen läses före avfärd.",
    "Write what may happen and how you stay safe. The risk assessment is read before you go.",
)
NO_PLACE = reason("outing_no_place", "Skriv vart ni åker.", "Write where you are going.")
NO_MEASURE = reason(
    "outing_no_measure",
    "En verkställighet gäller en åtgärd. Välj vilken.",
    "An execution is of a measure. Choose which.",
)
NOT_IN_FORCE = reason(
    "outing_not_in_force",
    "Åtgärden gäller inte då, och kan inte verkställas. Ett nytt beslut behövs.",
    "The measure is not in force then, and cannot be executed. A new decision is needed.",
)
NOT_GOING = reason(
    "outing_not_going", "Riskbedömningen läses av dem som åker.", "The risk assessment is read by those who go."
)
OVER = reason("outing_over", "Besöket är redan avslutat.", "The outing is already over.")
RISK_UNREAD = reason(
    "outing_risk_unread",
    "Alla som åker ska ha läst riskbedömningen före avfärd. Åker någon annan: ställ in och planera på nytt. "
    "Har det redan hänt: skriv det i journalen.",
    "Everyone who goes shall have read the risk assessment before leaving. If somebody else goes: cancel and plan "
    "anew. If it has already happened: write it in the journal.",
)
NO_OUTCOME = reason("outing_no_outcome", "Skriv hur det gick.", "Write how it went.")
NO_WHY = reason("outing_no_why", "Skriv varför det ställs in.", "Write why it is cancelled.")


def planning(
    *, kind: OutingKind, is_closed: bool, goers: Iterable[int], risk: str, place: str, in_force: bool | None
) -> Verdict:
    """Whether an outing may be planned. `goers` are active employees; `in_force` None without a measure."""
    is_execution = kind is OutingKind.EXECUTION
    return Verdict.of(
        when(is_closed, CASE_CLOSED),
        when(len(set(goers)) < TWO, FEWER_GO),
        when(blank(risk), NO_RISK),
        when(blank(place), NO_PLACE),
        when(is_execution and in_force is None, NO_MEASURE),
        when(is_execution and in_force is False, NOT_IN_FORCE),
    )


def renewing(outing: OutingView, *, risk: str) -> Verdict:
    """Whether the risk may be assessed anew."""
    return Verdict.of(when(not outing.is_open, OVER), when(blank(risk), NO_RISK))


def reading(outing: OutingView, *, employee_id: int | None) -> Verdict:
    """Whether the employee may sign that the risk is read."""
    goes = any(goer.employee_id == employee_id for goer in outing.goers)
    return Verdict.of(when(not goes, NOT_GOING), when(not outing.is_open, OVER))


def finishing(outing: OutingView, *, outcome: str, done_at: datetime, at: datetime, in_force: bool) -> Verdict:
    """Whether it may be written down that they have been there; `in_force` as the measure was when they were."""
    return Verdict.of(
        when(not outing.is_open, OVER),
        when(not _all_read(outing.goers, done_at), RISK_UNREAD),
        when(blank(outcome), NO_OUTCOME),
        when(done_at > at, IN_FUTURE),
        when(outing.kind is OutingKind.EXECUTION and not in_force, NOT_IN_FORCE),
    )


def _all_read(goers: tuple[GoerView, ...], done_at: datetime) -> bool:
    return not unread(goers) and all(goer.risk_read_at <= done_at for goer in goers if goer.risk_read_at)


def cancelling(outing: OutingView, *, reason: str) -> Verdict:
    """Whether it may be cancelled, with why."""
    return Verdict.of(when(not outing.is_open, OVER), when(blank(reason), NO_WHY))
