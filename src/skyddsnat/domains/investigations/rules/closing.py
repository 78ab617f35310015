"""What closing takes, and the same facts as the list of steps on the page."""

from dataclasses import dataclass

from skyddsnat.domains.investigations.rules.order import TELLING_CLOCK, acting, because, unless
from skyddsnat.domains.investigations.types import Act, AnalysisFields, Result, State, StepCode, StepState, StepView
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Verdict
from skyddsnat.law.citations import FL, SOL


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What closing depends on. Parties are counted, never named: reasons reach logs.

    `untold`: parties neither told nor withheld. `unsent`: not communicated with and no reason why not.
    `unanswered`: sent, with time left to answer. `result` None: not chosen yet.
    """

    state: State
    result: Result | None
    analysis: AnalysisFields
    has_plan: bool
    has_facts: bool
    untold: int
    withheld: int
    unsent: int
    unanswered: int
    talks_held: int
    talks_planned: int


_NO_CHILD_VIEW = because(
    "no_child_view",
    "Barnets egen syn saknas. Prata med barnet eller skriv varför det inte gått.",
    "The child's own view is missing. Talk with the child or write why that was not possible.",
    SOL.cite("3:2"),
)
_NO_FACTS = because(
    "no_facts",
    "Ingen uppgift är antecknad i något område.",
    "No fact is noted in any area.",
    SOL.cite("14:3"),
)
_NO_ANALYSIS = because(
    "no_analysis",
    "Analysen saknas: skriv om risker eller om det som skyddar.",
    "The analysis is missing: write on risks or on what protects.",
)
_NO_BEST_INTERESTS = because(
    "no_best_interests",
    "Bedömningen av barnets bästa saknas.",
    "The assessment of the child's best interests is missing.",
    SOL.cite("3:1"),
)
_NO_PROPOSAL = because("no_proposal", "Förslaget saknas.", "The proposal is missing.")
_UNTOLD = because(
    "untold",
    "Någon part har inte fått veta att utredningen inleddes.",
    "A party has not been told that the investigation was opened.",
    SOL.cite("20:4"),
    TELLING_CLOCK,
)
_UNSENT = because(
    "unsent",
    "Parterna har inte fått ta del av utredningen.",
    "The parties have not seen the investigation.",
    FL.cite("25"),
)
_UNANSWERED = because(
    "unanswered",
    "Tiden att svara på utredningen har inte gått ut för alla parter.",
    "The time to comment on the investigation has not passed for every party.",
    FL.cite("25"),
)


_NO_FOLLOW_UP = because(
    "no_follow_up",
    "Uppföljning kan beslutas när utredningen har avslutats utan insats.",
    "A follow-up may be decided when the investigation was closed without a service.",
    SOL.cite("23:1"),
)

_NO_FOLLOW_UP_RUNS = because(
    "no_follow_up_runs", "Ingen uppföljning pågår.", "No follow-up is under way.", SOL.cite("23:5")
)


def closing(facts: Facts) -> Verdict:
    """Whether the investigation may be signed and closed: every reason why not.

    One that another municipality takes over (SoL 29:9-10) needs the child's view alone: we propose and decide nothing.
    """
    return acting(facts.state, Act.CLOSE) + _child_view(facts) + (ALLOWED if _is_moved(facts) else _finished(facts))


def following_up(*, result: Result | None) -> Verdict:
    """Whether a follow-up may start: the investigation was closed without a service (SoL 23:1)."""
    return Verdict.of(unless(result in (Result.FOLLOW_UP, Result.NO_SERVICE), _NO_FOLLOW_UP))


def finishing(*, is_running: bool) -> Verdict:
    """Whether a follow-up may be finished: one is under way (SoL 23:5)."""
    return Verdict.of(unless(is_running, _NO_FOLLOW_UP_RUNS))


def _is_moved(facts: Facts) -> bool:
    return facts.result is Result.MOVED


def _child_view(facts: Facts) -> Verdict:
    said = facts.analysis.child_view.strip() or facts.analysis.child_view_missing_reason.strip()
    return Verdict.of(unless(bool(said), _NO_CHILD_VIEW))


def _finished(facts: Facts) -> Verdict:
    told = Verdict.of(unless(facts.untold == 0, _UNTOLD))
    known = Verdict.of(unless(facts.has_facts, _NO_FACTS))
    return told + known + _written(facts.analysis) + _communicated(facts)


def _written(analysis: AnalysisFields) -> Verdict:
    return Verdict.of(
        unless(bool(analysis.risks.strip() or analysis.protective_factors.strip()), _NO_ANALYSIS),
        unless(bool(analysis.best_interests.strip()), _NO_BEST_INTERESTS),
        unless(bool(analysis.proposal.strip()), _NO_PROPOSAL),
    )


def _communicated(facts: Facts) -> Verdict:
    return Verdict.of(unless(facts.unsent == 0, _UNSENT), unless(facts.unanswered == 0, _UNANSWERED))


_TITLES: dict[StepCode, tuple[Text, str | None]] = {
    StepCode.TELL: (Text("Informera parterna", "Tell the parties"), SOL.cite("20:4")),
    StepCode.PLAN: (Text("Plan för utredningen", "Plan for the investigation"), None),
    StepCode.TALK: (Text("Samtal med barnet", "Talk with the child"), SOL.cite("20:7")),
    StepCode.AREAS: (Text("Samla uppgifter", "Gather facts"), SOL.cite("20:5")),
    StepCode.ANALYSIS: (Text("Analysera", "Analyse"), SOL.cite("3:1")),
    StepCode.COMMUNICATE: (Text("Kommunicera utredningen", "Communicate the investigation"), FL.cite("25")),
    StepCode.CLOSE: (Text("Avsluta utredningen", "Close the investigation"), SOL.cite("20:3")),
}


def steps(facts: Facts) -> list[StepView]:
    """The steps of the page, each with how it stands and what is lacking. A closed investigation lists them too."""
    return [
        _step(StepCode.TELL, Verdict.of(unless(facts.untold == 0, _UNTOLD)), waits=facts.withheld > 0),
        _step(StepCode.PLAN, Verdict.of(unless(facts.has_plan, _NO_PLAN))),
        _step(StepCode.TALK, _talk(facts), waits=facts.talks_planned > 0 and not facts.talks_held),
        _step(StepCode.AREAS, Verdict.of(unless(facts.has_facts, _NO_FACTS))),
        _step(StepCode.ANALYSIS, _child_view(facts) + _written(facts.analysis)),
        _step(StepCode.COMMUNICATE, _communicated(facts), waits=facts.unsent == 0 and facts.unanswered > 0),
        _last_step(facts),
    ]


_NO_PLAN = because("no_plan", "Planen är inte skriven.", "The plan is not written.")


def _talk(facts: Facts) -> Verdict:
    explained = bool(facts.analysis.child_view_missing_reason.strip())
    return Verdict.of(unless(facts.talks_held > 0 or explained, _NO_CHILD_VIEW))


def _step(code: StepCode, verdict: Verdict, *, waits: bool = False) -> StepView:
    title, citation = _TITLES[code]
    state = StepState.WAITING if waits else StepState.DONE if verdict.allowed else StepState.NEXT
    return StepView(code, title, state, verdict, citation)


def _last_step(facts: Facts) -> StepView:
    title, citation = _TITLES[StepCode.CLOSE]
    if facts.state is State.CLOSED:
        return StepView(StepCode.CLOSE, title, StepState.DONE, ALLOWED, citation)
    verdict = closing(facts)
    return StepView(StepCode.CLOSE, title, StepState.NEXT if verdict.allowed else StepState.BLOCKED, verdict, citation)
