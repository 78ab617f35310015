"""The steps of a measure: what was done, what becomes of its clocks, and when the law would end it by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F

from skyddsnat.domains.compulsory.actions.aftercare import tell_intake
from skyddsnat.domains.compulsory.models import Matter, Measure, Step
from skyddsnat.domains.compulsory.permissions import acting
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.chain import NoMeasure, decided, measures_of_case, open_clocks, taking_of
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.queries.views import measure_view
from skyddsnat.domains.compulsory.rules import cases as case_rules
from skyddsnat.domains.compulsory.rules import chain as rules
from skyddsnat.domains.compulsory.rules import clocks as clock_rules
from skyddsnat.domains.compulsory.rules.aftercare import OF_CARE
from skyddsnat.domains.compulsory.rules.guarding import CASE_CLOSED
from skyddsnat.domains.compulsory.rules.lapsing import Running, earliest, lapsing_at, midnight_after
from skyddsnat.domains.compulsory.types import MeasureView, lapse_of, over
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.documents.queries import document
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import ALLOWED, Refused, Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.citations import CUSTODY
from skyddsnat.law.compulsory_states import TRACKS, Act, Deed, State, Track, deed_of, lapse_clocks, running
from skyddsnat.law.crossing import straddling

_APPLYING = (Act.APPLY, Act.APPLY_CONTINUED)
_NO_LONGER = "Gäller inte efter steget"
_ENDED_BY_LAW = "Upphörde av sig självt enligt lag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A measure that nobody else changes until this transaction ends, as it stands after what the law did by itself.

    `found` is the measure as its last step left it: a step is weighed against that, which knows what the law did.
    """

    view: MeasureView
    found: MeasureView
    file: FileView
    actor: Viewer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What a step says beside its act."""

    act: Act
    happened_at: datetime
    words: str = ""
    matter_id: int | None = None
    document_id: int | None = None
    receipt_id: int | None = None
    court_number: str = ""
    grounds: tuple[str, ...] | None = None
    extended_to: date | None = None


def start_measure(
    *,
    case_id: int,
    track: Track,
    grounds: Iterable[str],
    content: str,
    matter_id: int | None,
    is_temporary: bool,
    actor: Viewer,
    at: datetime,
) -> int:
    """Begin a measure in the case, under the Act of the day. Returns its id.

    With a decided matter its deed is done at once, except what is made by papers to the court: that waits for the
    receipt. Without one the measure is only prepared. Raises `NotOpen`, `Refused` with all reasons.
    """
    behind = case(case_id=case_id, viewer=actor)
    file = file_of(file_id=behind.file_id, viewer=actor)
    on, codes = local_date(at), tuple(grounds)
    others = measures_of_case(case_id=case_id, viewer=actor)
    verdict = rules.starting(track, on=on, running=others, at=at) + Verdict.of(None if behind.is_open else CASE_CLOSED)
    (_may_act(file, matter_id, actor) + verdict + pair_verdict(file_id=file.id, at=at, viewer=actor)).require()
    row = Measure.objects.create(
        case_id=case_id,
        file_id=file.id,
        track=track.value,
        statute=rules.act_for(track, on, [each for each in others if not each.is_over(at)]) or "",
        state=State.PREPARED.value,
        is_temporary=is_temporary,
        grounds=list(codes or behind.grounds),
        content=content.strip(),
        started_at=at,
    )
    _record("compulsory.measure.started", f"compulsory.measure:{row.pk}", file.id, actor, at, {"track": track.value})
    if matter_id is not None:
        _begin_by_decision(hold(row.pk, None, actor, at), matter_id)
    return row.pk


def _begin_by_decision(held: Held, matter_id: int) -> None:
    behind = decided(matter_id, held.file.id)
    act = Act(behind.act)
    if act in rules.SENT:
        rules.standing(held.found, act, held.at).require()
        deed = deed_of(held.view.track, act, held.view.act_on(local_date(held.at)))
        rules.decided_for(deed, behind, case_id=held.view.case_id, measure_id=None, at=held.at).require()
        return
    _step(held, Doing(act=act, happened_at=behind.decided_at or held.at, matter_id=matter_id))


def record_step(
    *,
    measure_id: int,
    version: int,
    act: Act,
    happened_at: datetime,
    actor: Viewer,
    at: datetime,
    words: str = "",
    matter_id: int | None = None,
    document_id: int | None = None,
    receipt_id: int | None = None,
    court_number: str = "",
    grounds: Iterable[str] | None = None,
    extended_to: date | None = None,
) -> int:
    """Write down a deed on the measure, and do to its clocks what the law says. Returns the step's id.

    What the board decides needs a decided `matter_id` of that act; what goes to the court is made by `dispatch` and
    `store_receipt`. With the court's answer, `grounds` are those it found (codes of `law.grounds`), `extended_to` the
    day to which it extended the time, or until which it lets a prohibition of removal hold. Raises `NotOpen`,
    `ChangedMeanwhile`, `Refused` with all reasons. Returns the step's id.
    """
    held = hold(measure_id, version, actor, at)
    _check_papers(held, (document_id, receipt_id))
    return _step(
        held,
        Doing(
            act=act,
            happened_at=happened_at,
            words=words.strip(),
            matter_id=matter_id,
            document_id=document_id,
            receipt_id=receipt_id,
            court_number=court_number.strip(),
            grounds=None if grounds is None else tuple(grounds),
            extended_to=extended_to,
        ),
    )


def _check_papers(held: Held, ids: Iterable[int | None]) -> None:
    """The papers stand in the measure's own file; raises `NotOpen`."""
    for each in ids:
        if each is not None and document(document_id=each, viewer=held.actor).file_id != held.view.file_id:
            raise NotOpen


def write_lapse(*, measure_id: int, actor: Viewer, at: datetime) -> bool:
    """Write down that the law has ended the measure, if it has and nobody has yet; nothing else changes by it.

    Raises `NotOpen`. Returns whether it was written now.
    """
    before = _locked(measure_id)
    return hold(measure_id, None, actor, at).view.version != before.version


# --- Within this domain -----------------------------------------------------------------------------------------------


def hold(measure_id: int, version: int | None, actor: Viewer, at: datetime) -> Held:
    """The measure, locked, with a lapse that has happened written down. Raises `NoMeasure`, `ChangedMeanwhile`."""
    row = _locked(measure_id)
    if version is not None and row.version != version:
        raise _changed(row)
    found = measure_view(row)
    held = Held(view=found, found=found, file=file_of(file_id=row.file_id, viewer=actor), actor=actor, at=at)
    return _let_lapse(held) if held.view.state_on(at) is not held.view.state else held


def _locked(measure_id: int) -> Measure:
    row = Measure.objects.select_for_update().filter(pk=measure_id).first()
    if row is None:
        raise NoMeasure
    return row


def _changed(row: Measure) -> ChangedMeanwhile:
    last = Step.objects.select_related("recorded_by").filter(measure_id=row.pk).order_by("-id").first()
    by = last.recorded_by.name if last and last.recorded_by else ""
    return ChangedMeanwhile(by, last.recorded_at if last else None)


def step_on(held: Held, doing: Doing) -> Held:
    """Take the step and give the measure as it stands after it. Raises `Refused`."""
    _step(held, doing)
    after = measure_view(_locked(held.view.id))
    return replace(held, view=after, found=after)


def write_dispatch(held: Held, act: Act, document_id: int, matter_id: int | None, words: str) -> int:
    """A dispatch as a step that leaves the measure where it is; its time is the moment it is written down."""
    view = held.view
    kept = Step.objects.create(
        measure_id=view.id,
        file_id=view.file_id,
        act=rules.dispatch_of(act),
        from_state=view.state.value,
        to_state=view.state.value,
        section=_place(rules.deed_now(view, act, held.at)),
        happened_at=held.at,
        recorded_at=held.at,
        recorded_by_id=held.actor.employee_id,
        matter_id=matter_id,
        document_id=document_id,
        words=words.strip(),
    )
    Measure.objects.filter(pk=view.id).update(version=F("version") + 1)
    _record("compulsory.step.dispatched", f"compulsory.step:{kept.pk}", view.file_id, held.actor, held.at, {"act": act})
    return kept.pk


def care_begins(held: Held, began_at: datetime) -> Held:
    """The child is where it is cared for: from that day the new Act counts, so running clocks are compared anew."""
    if held.view.care_began_at is not None:
        return held
    Measure.objects.filter(pk=held.view.id).update(care_began_at=began_at)
    after = replace(held, view=replace(held.view, care_began_at=began_at))
    for clock in open_clocks(after.view, viewer=held.actor):
        if clock.other_rule and clock_rules.counts_from_care(clock.rule):
            both = straddling(clock.rule, basis=local_date(clock.basis_at), new_basis=local_date(began_at))
            other = both.new if both else None
            deadlines.compare(rule=clock.rule, subject=after.view.subject, other=other, actor=held.actor, at=held.at)
    after = _set_midnight(after)
    _tell_intake(after)
    return after


def start_clock(held: Held, rule: str, basis: datetime) -> None:
    """Start a clock on the measure by the law of the day of `basis`."""
    _start(held, clock_rules.beginning(rule, basis, law_on=local_date(basis), new_basis=local_date(basis)))


def end_clock(held: Held, name: str, reason: str) -> None:
    """End the running clocks of that name ("custody_transfer"), whichever Act they began under."""
    for clock in open_clocks(held.view, viewer=held.actor):
        if clock_rules.name_of(clock.rule).startswith(name):
            deadlines.end(subject=held.view.subject, rule=clock.rule, reason=reason, actor=held.actor, at=held.at)


# --- One step ---------------------------------------------------------------------------------------------------------


def _step(held: Held, doing: Doing) -> int:
    _weigh(held, doing).require()
    view = held.view
    number = view.act_on(local_date(doing.happened_at))
    deed = deed_of(view.track, doing.act, number, view.state)
    after = TRACKS[view.track].next(view.state, doing.act)
    kept = _keep(held, doing, deed, after)
    changed = _change(held, doing, deed, after)
    _turn_clocks(changed, deed, doing)
    _set_midnight(changed)
    _tell_intake(held)
    return kept


def _tell_intake(held: Held) -> None:
    if held.view.track in OF_CARE:
        tell_intake(file_id=held.view.file_id, actor=held.actor, at=held.at)


def _weigh(held: Held, doing: Doing) -> Verdict:
    view = held.view
    taking = taking_of(
        view,
        doing.act,
        happened_at=doing.happened_at,
        at=held.at,
        matter_id=doing.matter_id,
        has_receipt=doing.receipt_id is not None,
        extended_to=doing.extended_to,
        has_grounds=doing.grounds is not None,
    )
    fitting = ALLOWED
    if doing.grounds is not None:
        fitting = case_rules.fitting(
            doing.grounds, age=None, on=local_date(doing.happened_at), applied_on=view.applied_on
        )
    return (
        _may_act(held.file, doing.matter_id, held.actor)
        + rules.stepping(held.found, taking)
        + fitting
        + pair_verdict(file_id=view.file_id, at=held.at, viewer=held.actor)
    )


def _may_act(file: FileView, matter_id: int | None, actor: Viewer) -> Verdict:
    """Who may write in the file; and whoever has signed the decision that the step carries out, by that signature."""
    signed = matter_id is not None and Matter.objects.filter(pk=matter_id, decided_by_id=actor.employee_id).exists()
    return Verdict() if signed else acting(file=file, viewer=actor)


def _keep(held: Held, doing: Doing, deed: Deed, after: State) -> int:
    view = held.view
    row = Step.objects.create(
        measure_id=view.id,
        file_id=view.file_id,
        act=doing.act.value,
        from_state=view.state.value,
        to_state=after.value,
        section=_place(deed),
        happened_at=doing.happened_at,
        recorded_at=held.at,
        recorded_by_id=held.actor.employee_id,
        matter_id=doing.matter_id,
        document_id=doing.document_id,
        receipt_id=doing.receipt_id,
        court_number=doing.court_number,
        words=doing.words,
    )
    details = {"act": doing.act.value, "from": view.state.value, "to": after.value, "section": row.section}
    _record("compulsory.step.taken", f"compulsory.step:{row.pk}", view.file_id, held.actor, held.at, details)
    return row.pk


def _place(deed: Deed | None) -> str:
    return (deed.section or deed.citation) if deed else ""


def _change(held: Held, doing: Doing, deed: Deed, after: State) -> Held:
    view = held.view
    changes: dict[str, Any] = {"state": after}
    if doing.act in _APPLYING:
        changes["applied_on"] = local_date(doing.happened_at)
    if _begins_care(deed) and view.care_began_at is None:
        changes["care_began_at"] = doing.happened_at
    if doing.grounds is not None:
        changes["grounds"] = doing.grounds
    if rules.sets_time(view.track, doing.act):
        Measure.objects.filter(pk=view.id).update(holds_until=doing.extended_to)
    if over(view.track, after) and view.ended_at is None:
        changes["ended_at"] = doing.happened_at
    return _save(held, changes)


def _begins_care(deed: Deed) -> bool:
    """Under the new Act the execution is the moment when the care begins (SFS 2026:1600 6:4)."""
    return deed.act is Act.BEGIN or deed.act is Act.EXECUTE and deed.statute == CUSTODY.number


def _save(held: Held, changes: Mapping[str, Any]) -> Held:
    columns = {name: list(value) if isinstance(value, tuple) else value for name, value in changes.items()}
    Measure.objects.filter(pk=held.view.id).update(version=F("version") + 1, **columns)
    return replace(held, view=replace(held.view, version=held.view.version + 1, **changes))


# --- Clocks -----------------------------------------------------------------------------------------------------------


def _turn_clocks(held: Held, deed: Deed, doing: Doing) -> None:
    """What the deed was waited for is met, what no longer applies ends, and what now runs starts."""
    view, actor, at = held.view, held.actor, held.at
    kept = running(view.track, view.state, deed.statute)
    for clock in open_clocks(view, viewer=actor):
        if clock_rules.is_same(clock.rule, deed.clocks_met):
            deadlines.meet(rule=clock.rule, subject=view.subject, actor=actor, at=at)
        elif not clock_rules.is_same(clock.rule, kept):
            deadlines.end(subject=view.subject, rule=clock.rule, reason=_NO_LONGER, actor=actor, at=at)
    if doing.act is Act.EXTEND and doing.extended_to is not None:
        _extend(held, deed, doing.extended_to)
    running_now = {clock_rules.name_of(clock.rule) for clock in open_clocks(view, viewer=actor)}
    for beginning in clock_rules.begun_by(deed, view, happened_at=doing.happened_at):
        if clock_rules.name_of(beginning.rule) not in running_now:
            _start(held, beginning)


def _start(held: Held, beginning: clock_rules.Beginning) -> None:
    deadlines.start(
        rule=beginning.rule,
        basis=beginning.basis,
        file=held.file,
        subject=held.view.subject,
        actor=held.actor,
        at=held.at,
        other=beginning.both.new if beginning.both else None,
        law_on=beginning.law_on,
    )


def _extend(held: Held, deed: Deed, to: date) -> None:
    """The court has given longer time for the application."""
    ending = lapse_clocks(held.view.track, held.view.state, deed.statute)
    try:
        for clock in open_clocks(held.view, viewer=held.actor):
            if clock_rules.is_same(clock.rule, ending):
                deadlines.prolong(
                    rule=clock.rule,
                    subject=held.view.subject,
                    to=to,
                    reason=deed.citation,
                    actor=held.actor,
                    at=held.at,
                )
    except deadlines.UnableToProlong:
        raise Refused(Verdict.of(rules.NOT_LATER)) from None


def _set_midnight(held: Held) -> Held:
    """Write when the law would end the measure, as its clocks now stand."""
    view = held.view
    ending = lapse_clocks(view.track, view.state, view.act_on(local_date(held.at)))
    clocks = [
        Running(
            rule=clock.rule,
            extended_on=clock.extended_on,
            other_on=clock.other_due_on,
            set_to=clock.prolonged_to,
        )
        for clock in open_clocks(view, viewer=held.actor)
    ]
    ending_rules = {each.rule for each in clocks if clock_rules.is_same(each.rule, ending)}
    lapses_at = earliest(lapsing_at(clocks, ending_rules), _midnight_set(view))
    if lapses_at == view.lapses_at:
        return held
    Measure.objects.filter(pk=view.id).update(lapses_at=lapses_at)
    return replace(held, view=replace(view, lapses_at=lapses_at))


def _midnight_set(view: MeasureView) -> datetime | None:
    """The midnight that the court set, while what it set it for holds."""
    if not rules.sets_time(view.track, Act.ORDER) or view.state is not State.IN_FORCE:
        return None
    until = Measure.objects.values_list("holds_until", flat=True).get(pk=view.id)
    return None if until is None else midnight_after(until)


def _let_lapse(held: Held) -> Held:
    """Write down what the law has done by itself. The midnight stays, unless something is left that goes on."""
    view, actor, at = held.view, held.actor, held.at
    assert view.lapses_at is not None
    act, after = lapse_of(view.track, view.state)
    deed = deed_of(view.track, act, view.act_on(local_date(view.lapses_at)))
    _keep(held, Doing(act=act, happened_at=view.lapses_at), deed, after)
    for clock in open_clocks(view, viewer=actor):
        if not clock_rules.is_same(clock.rule, running(view.track, after, deed.statute)):
            deadlines.end(subject=view.subject, rule=clock.rule, reason=_ENDED_BY_LAW, actor=actor, at=at)
    changes: dict[str, Any] = {"state": after}
    if over(view.track, after):
        return _save(held, changes | {"ended_at": view.lapses_at})
    return _save(held, changes | {"lapses_at": None})


def _record(
    deed: str, target: str, file_id: int, actor: Viewer, at: datetime, details: Mapping[str, Any] | None = None
) -> None:
    record(deed=deed, target=target, actor=actor, at=at, file_id=file_id, details=details)
