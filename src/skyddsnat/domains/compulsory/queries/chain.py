"""Measures, their steps, what comes next, until when, and by which paragraph of the day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from skyddsnat.domains.compulsory.models import Matter, Measure, Step
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.queries.rows import answer, ask_rows
from skyddsnat.domains.compulsory.queries.views import measure_view, step_view
from skyddsnat.domains.compulsory.rules import chain as rules
from skyddsnat.domains.compulsory.rules.cases import no_follow_up
from skyddsnat.domains.compulsory.rules.clocks import counts_from_care, is_same
from skyddsnat.domains.compulsory.types import (
    DISPATCH,
    ChainView,
    MatterOutcome,
    MatterState,
    MeasureView,
    NextStep,
    RunningClock,
    StepView,
)
from skyddsnat.foundation.access.asking import Question
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import ask_open_clocks, clocks_of
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import Act, Deed, acts, deed_of, lapse_clocks
from skyddsnat.law.crossing import Straddle, rule_on, straddling
from skyddsnat.law.deciding import Decider
from skyddsnat.law.decision_rights import UnknownSection, who_may

_BY_ITSELF = (Act.LAPSE, Act.EXPIRE)


class NoMeasure(NotOpen):
    """There is no such measure for this viewer: unseen and nonexistent are the same answer."""


def measure(*, measure_id: int, viewer: Viewer) -> MeasureView:
    """One measure; raises `NoMeasure`."""
    row = Measure.objects.filter(pk=measure_id).first()
    if row is None:
        raise NoMeasure
    return measure_view(row)


def measures_of_case(*, case_id: int, viewer: Viewer) -> list[MeasureView]:
    """The measures of a case, in the order they began."""
    return answer(ask_measures_of_case(case_id=case_id, viewer=viewer), viewer=viewer)


def ask_measures_of_case(*, case_id: int, viewer: Viewer) -> Question[MeasureView]:
    """The same, to be asked together with other questions."""
    return ask_rows(Measure.objects.filter(case_id=case_id).order_by("started_at", "id"), measure_view)


def measures_of_file(*, file_id: int, viewer: Viewer) -> list[MeasureView]:
    """The measures of a file, in the order they began."""
    return [measure_view(row) for row in Measure.objects.filter(file_id=file_id).order_by("started_at", "id")]


def steps_of(*, measure_id: int, viewer: Viewer) -> list[StepView]:
    """What was done on the measure, in the order written down."""
    return answer(_ask_steps(Q(measure_id=measure_id)), viewer=viewer)


def steps_of_case(*, case_id: int, viewer: Viewer) -> list[StepView]:
    """What was done on every measure of the case, in the order written down."""
    return answer(_ask_steps(Q(measure__case_id=case_id)), viewer=viewer)


def _ask_steps(which: Q) -> Question[StepView]:
    return ask_rows(Step.objects.filter(which).order_by("id"), step_view, {"recorded_by": ("name",)})


# --- Clocks -----------------------------------------------------------------------------------------------------------


def running_clocks(*, measure_id: int, on: date, viewer: Viewer) -> list[RunningClock]:
    """The open clocks of a measure as the law of the day carries them, the earliest first. Raises `NoMeasure`."""
    view = measure(measure_id=measure_id, viewer=viewer)
    return clocks_on(view, open_clocks(view, viewer=viewer), on=on)


def open_clocks(view: MeasureView, *, viewer: Viewer) -> list[DeadlineView]:
    """The open clocks of the measure. For this domain's own use."""
    found = clocks_of(subject=view.subject, viewer=viewer)
    return [clock for clock in found if clock.met_at is None and clock.ended_at is None]


def clocks_on(view: MeasureView, clocks: Iterable[DeadlineView], *, on: date) -> list[RunningClock]:
    """The same, for clocks that are already read."""
    found = [_running(view, clock, on) for clock in clocks]
    return sorted(found, key=lambda clock: (clock.plan_on, clock.rule))


def _running(view: MeasureView, clock: DeadlineView, on: date) -> RunningClock:
    law = rule_on(clock.rule, on)
    both = _both(view, clock)
    return RunningClock(
        started_by=clock.rule,
        rule=law.id,
        citation=law.citation,
        title=law.title,
        basis_on=local_date(clock.basis_at),
        due_on=clock.due_on,
        extended_on=clock.extended_on,
        plan_on=clock.plan_on,
        other_rule=clock.other_rule,
        other_on=clock.other_due_on,
        why=both.why if both else None,
        lapses=is_same(clock.rule, lapse_clocks(view.track, view.state, view.act_on(on))),
    )


def _both(view: MeasureView, clock: DeadlineView) -> Straddle | None:
    """Both computations of a clock that crosses New Year 2027, as it was started."""
    if not clock.other_rule:
        return None
    is_unknown = counts_from_care(clock.rule) and view.care_began_at is None
    basis = local_date(clock.basis_at)
    return straddling(clock.rule, basis=basis, new_basis=None if is_unknown else clock.other_basis_on)


# --- What comes next --------------------------------------------------------------------------------------------------


def next_steps(*, measure_id: int, at: datetime, viewer: Viewer) -> list[NextStep]:
    """What may come next on the measure, each with whose deed it is, its day and what stands in the way.

    The one to be done first comes first; what has no day comes in the order of the chain. Raises `NoMeasure`.
    """
    view = measure(measure_id=measure_id, viewer=viewer)
    pair = pair_verdict(file_id=view.file_id, at=at, viewer=viewer)
    sent = {act: row.happened_at for act, row in dispatches_waiting(view.id).items()}
    return _coming(view, open_clocks(view, viewer=viewer), sent, pair, at)


def ask_chains(*, case_id: int, file_id: int, viewer: Viewer) -> dict[str, Question[Any]]:
    """What `chains_among` reads: the measures of the case, their steps, and the open clocks of its file."""
    return {
        "chain_measures": ask_measures_of_case(case_id=case_id, viewer=viewer),
        "chain_steps": _ask_steps(Q(measure__case_id=case_id)),
        "chain_clocks": ask_open_clocks(file_ids=[file_id], viewer=viewer),
    }


def chains_among(*, found: Mapping[str, list[Any]], at: datetime, pair: Verdict) -> list[ChainView]:
    """Every measure of the case with its steps, what may come next and its open clocks, out of `ask_chains`.

    `pair` is what `pair_verdict` says of the file now, which whoever shows the case has asked too.
    """
    return [
        _chain(
            view,
            [step for step in found["chain_steps"] if step.measure_id == view.id],
            [clock for clock in found["chain_clocks"] if clock.subject == view.subject],
            pair,
            at,
        )
        for view in found["chain_measures"]
    ]


def _chain(
    view: MeasureView, steps: list[StepView], clocks: list[DeadlineView], pair: Verdict, at: datetime
) -> ChainView:
    return ChainView(
        measure=view,
        steps=tuple(steps),
        coming=tuple(_coming(view, clocks, _sent(steps), pair, at)),
        clocks=tuple(clocks_on(view, clocks, on=local_date(at))),
    )


def _sent(steps: Iterable[StepView]) -> dict[Act, datetime]:
    """When the papers left whose receipt is still to come, by act."""
    waiting: dict[Act, datetime] = {}
    for step in steps:
        if step.is_dispatch:
            waiting[Act(step.act.removeprefix(DISPATCH))] = step.happened_at
        else:
            waiting.pop(Act(step.act), None)
    return waiting


def _coming(
    view: MeasureView, clocks: list[DeadlineView], sent: dict[Act, datetime], pair: Verdict, at: datetime
) -> list[NextStep]:
    on = local_date(at)
    number, state = view.act_on(on), view.state_on(at)
    found = [
        _next(deed_of(view.track, act, number, state), clocks, sent, pair, on)
        for act in acts(view.track, state, number)
        if act not in _BY_ITSELF
    ]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.act in rules.UNUSUAL))


def _next(deed: Deed, clocks: list[DeadlineView], sent: dict[Act, datetime], pair: Verdict, on: date) -> NextStep:
    met = [clock for clock in clocks if is_same(clock.rule, deed.clocks_met)]
    first = min(met, key=lambda clock: clock.plan_on, default=None)
    return NextStep(
        act=deed.act,
        by=deed.by,
        citation=deed.citation,
        section=deed.section,
        deciders=_deciders(deed, on),
        chair_if_urgent=rules.chair_may(deed, on),
        rule=rule_on(first.rule, on).id if first else None,
        due_on=first.plan_on if first else None,
        is_sent=deed.act in rules.SENT,
        dispatched_at=sent.get(deed.act),
        verdict=pair,
    )


def _deciders(deed: Deed, on: date) -> tuple[Decider, ...]:
    if deed.section is None:
        return ()
    try:
        return who_may(deed.section, on).deciders
    except UnknownSection:
        # Nobody guesses about a section that is not entered: the board decides.
        return (Decider.BOARD,)


def dispatches_waiting(measure_id: int) -> dict[Act, Step]:
    """The latest dispatch of each act whose receipt is still to come. For this domain's own use."""
    waiting: dict[Act, Step] = {}
    for row in Step.objects.filter(measure_id=measure_id).order_by("id"):
        if row.act.startswith(DISPATCH):
            waiting[Act(row.act.removeprefix(DISPATCH))] = row
        else:
            waiting.pop(Act(row.act), None)
    return waiting


def stepping_verdict(
    *,
    measure_id: int,
    act: Act,
    happened_at: datetime,
    at: datetime,
    viewer: Viewer,
    matter_id: int | None = None,
    extended_to: date | None = None,
) -> Verdict:
    """Whether the step may be written down now, with all reasons: for the button and for the action.

    A deed that is sent to the court is judged as if its receipt had come. Raises `NoMeasure`.
    """
    view = measure(measure_id=measure_id, viewer=viewer)
    taking = taking_of(
        view, act, happened_at=happened_at, at=at, matter_id=matter_id, has_receipt=True, extended_to=extended_to
    )
    return rules.stepping(view, taking) + pair_verdict(file_id=view.file_id, at=at, viewer=viewer)


def taking_of(
    view: MeasureView,
    act: Act,
    *,
    happened_at: datetime,
    at: datetime,
    matter_id: int | None = None,
    has_receipt: bool = False,
    extended_to: date | None = None,
    has_grounds: bool = False,
) -> rules.Taking:
    """The step as the rules weigh it. For this domain's own use."""
    return rules.Taking(
        act=act,
        happened_at=happened_at,
        at=at,
        since=_since(view),
        matter=decided(matter_id, view.file_id) if matter_id is not None else None,
        is_dispatched=act in dispatches_waiting(view.id),
        has_receipt=has_receipt,
        extended_to=extended_to,
        has_grounds=has_grounds,
    )


def _since(view: MeasureView) -> datetime:
    real = Step.objects.filter(measure_id=view.id).exclude(act__startswith=DISPATCH).order_by("-id")
    return real.values_list("happened_at", flat=True).first() or view.started_at


def decided(matter_id: int, file_id: int) -> rules.Decided:
    """What stands in the matter behind a step; raises `NotOpen` for one that is not in the file."""
    row = Matter.objects.filter(pk=matter_id, file_id=file_id).first()
    if row is None:
        raise NotOpen
    return rules.Decided(
        case_id=row.case_id,
        measure_id=row.measure_id,
        act=row.act,
        state=MatterState(row.state),
        outcome=MatterOutcome(row.outcome) if row.outcome else None,
        decided_at=row.decided_at,
    )


def awaiting_follow_up(
    *, at: datetime, viewer: Viewer, unit_ids: Iterable[int] | None = None, most: int = 200
) -> list[MeasureView]:
    """Care of a child that has ended and whose follow-up has not begun, the longest ago first."""
    rows = Measure.objects.filter(ended_at__isnull=False, case__closed_at=None).order_by("ended_at", "pk")
    if unit_ids is not None:
        rows = rows.filter(file__unit_id__in=list(unit_ids))
    found = [measure_view(row) for row in rows[:most]]
    return [each for each in found if no_follow_up(each, at) is not None]
