"""The decision after an investigation: what is proposed, what stood in the way, who decides, and what comes of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from skyddsnat.demo import acts, casework, shares
from skyddsnat.demo.acts import Stage
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import SENIORS
from skyddsnat.demo.days import later, on
from skyddsnat.demo.families import Child
from skyddsnat.domains.decisions.queries import next_meeting, services
from skyddsnat.domains.decisions.types import (
    LATE_START_DAYS,
    Answer,
    Kind,
    Level,
    Obstacle,
    Outcome,
    ProposalFields,
    ServiceView,
    Settler,
)
from skyddsnat.domains.investigations.actions import finish_follow_up
from skyddsnat.domains.investigations.types import Result
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.kernel.stockholm import local_date

THREE_MONTHS = 95
HALF_A_YEAR = 182
_FITTING: dict[shares.Theme, tuple[str, ...]] = {
    shares.Theme.VIOLENCE: ("violence_support", "family_treatment_home", "child_talks", "emergency_home"),
    shares.Theme.CARE: ("family_treatment_home", "parent_support", "contact_family", "family_home"),
    shares.Theme.CONFLICT: ("family_treatment", "child_talks", "parent_support"),
    shares.Theme.SUBSTANCE: ("family_treatment_home", "contact_family", "child_talks", "family_home"),
    shares.Theme.ABSENCE: ("day_programme", "contact_person", "family_treatment"),
    shares.Theme.OWN: ("qualified_contact_person", "day_programme", "family_treatment", "residential_care"),
    shares.Theme.CRIME: ("qualified_contact_person", "day_programme", "supported_housing"),
    shares.Theme.SUPPORT: ("parent_support", "contact_family", "family_treatment"),
}
_INSTEAD = ("parent_support", "contact_family", "contact_person", "child_talks")
_KINDS = {
    Result.SERVICE: Kind.SERVICE,
    Result.NO_SERVICE: Kind.NO_SERVICE,
    Result.FOLLOW_UP: Kind.FOLLOW_UP,
}


@dataclass(slots=True)
class Behind:
    """The investigation behind a decision."""

    stage: Stage
    child: Child
    investigation: int
    theme: shares.Theme
    chance: Random

    def later(self, at: datetime, low: int, high: int) -> datetime:
        """Some day between so many days after the moment."""
        return later(at, self.chance, days=self.chance.randrange(low, high))


def propose(behind: Behind, result: Result, at: datetime) -> Story:
    """A proposal is written, handed in and decided."""
    written_at = behind.later(at, 0, 5)
    yield written_at
    fields = proposal_fields(behind, _KINDS[result], local_date(written_at))
    proposal = casework.write_proposal(behind.stage, behind.child, behind.investigation, fields, written_at)
    refused = False
    if fields.kind is Kind.SERVICE:
        asked_at = behind.later(written_at, 0, 4)
        yield asked_at
        refused = behind.chance.random() < shares.REFUSES_CONSENT
        said = {0: behind.chance.choice((Answer.REFUSES, Answer.NOT_REACHED))} if refused else {}
        words = behind.stage.writer.one("consent", behind.child) if refused else ""
        casework.ask_consent(behind.stage, behind.child, proposal, said, asked_at, words=words)
        written_at = asked_at
    handed_at = behind.later(written_at, 0, 4)
    yield handed_at
    view = casework.hand_in(behind.stage, behind.child, proposal, handed_at)
    if refused or behind.chance.random() < shares.RETURNED:
        yield from _returned(behind, proposal, view.level, fields, handed_at)
        return
    yield from _decided(behind, proposal, view.level, fields, handed_at)


# --- What is proposed -------------------------------------------------------------------------------------------------


def proposal_fields(behind: Behind, kind: Kind, on_day: date) -> ProposalFields:
    """The proposal as the caseworker writes it."""
    writer, child, chance = behind.stage.writer, behind.child, behind.chance
    fields = ProposalFields(
        kind=kind,
        reasons=writer.one(f"reasons.{kind.value}", child),
        child_view=writer.one("words", child),
    )
    if kind is not Kind.SERVICE:
        return replace(fields, child_version=letter_to_child(behind, kind, None))
    best = chance.choice(_FITTING[behind.theme])
    chosen = best
    obstacles: tuple[Obstacle, ...] = ()
    if behind.stage.deal("not most suitable", shares.NOT_MOST_SUITABLE):
        chosen = chance.choice([code for code in _INSTEAD if code != best])
        obstacles = tuple(dict.fromkeys((shares.obstacle_of(chance), shares.obstacle_of(chance))))
    is_late = behind.stage.deal("late start", shares.LATE_START)
    start_in = chance.randrange(LATE_START_DAYS + 14, 75) if is_late else chance.randrange(7, LATE_START_DAYS)
    return replace(
        fields,
        most_suitable=best,
        chosen=chosen,
        obstacles=obstacles,
        settled_by=chance.choice((Settler.MANAGER, Settler.MANAGER, Settler.PROVIDER)) if obstacles else None,
        own_words=writer.one("own_words", child) if obstacles else "",
        planned_start_on=on_day + timedelta(days=start_in),
        start_obstacles=(_start_obstacle(chance),) if is_late else (),
        child_version=letter_to_child(behind, kind, _service(chosen)),
    )


def _start_obstacle(chance: Random) -> Obstacle:
    return chance.choice((Obstacle.MONEY, Obstacle.NO_PLACE, Obstacle.NO_STAFF))


def _service(code: str) -> ServiceView:
    return next(each for each in services() if each.code == code)


def letter_to_child(behind: Behind, kind: Kind, service: ServiceView | None) -> str:
    """What the child may read: easy words, no blame."""
    writer, child = behind.stage.writer, behind.child
    what = service.child.sv if service else writer.one(f"child.{kind.value}", child)
    return f"{writer.one('child.opening', child)} {what} {writer.one('child.closing', child)}"


# --- Who decides, and what --------------------------------------------------------------------------------------------


def _decider(behind: Behind, level: Level) -> str:
    unit, worker = behind.child.unit, behind.child.worker
    match level:
        case Level.CASEWORKER if worker:
            return worker
        case Level.SENIOR if worker != SENIORS[unit]:
            return SENIORS[unit]
        case Level.COMMITTEE:
            return behind.chance.choice(("gun", "sten"))
        case Level.BOARD:
            return "olof"
    return behind.stage.place.manager_of(unit)


def _decided_at(behind: Behind, level: Level, at: datetime) -> datetime:
    if level is Level.CASEWORKER:
        return later(at, behind.chance, days=0)
    meeting = next_meeting(level=level, after=local_date(at)) if level is Level.COMMITTEE else None
    if meeting is not None:
        return on(meeting.held_on, 13, behind.chance.randrange(5, 55))
    return behind.later(at, 1, 9)


def _returned(behind: Behind, proposal: int, level: Level, fields: ProposalFields, at: datetime) -> Story:
    """It goes back. Where consent was refused, what remains is to give no service."""
    decided_at = _decided_at(behind, level, at)
    yield decided_at
    reason = behind.stage.writer.one("return", behind.child)
    casework.give_back(behind.stage, proposal, _decider(behind, level), reason, decided_at)
    again_at = behind.later(decided_at, 6, 20)
    yield again_at
    again = fields
    if fields.kind is Kind.SERVICE:
        again = replace(
            proposal_fields(behind, Kind.NO_SERVICE, local_date(again_at)),
            most_suitable=fields.most_suitable,
            obstacles=(Obstacle.NO_CONSENT,),
            settled_by=Settler.ME,
        )
    casework.rewrite_proposal(behind.stage, behind.child, proposal, again, again_at)
    handed_at = behind.later(again_at, 0, 3)
    yield handed_at
    view = casework.hand_in(behind.stage, behind.child, proposal, handed_at)
    yield from _decided(behind, proposal, view.level, again, handed_at)


def _decided(behind: Behind, proposal: int, level: Level, fields: ProposalFields, at: datetime) -> Story:
    decided_at = _decided_at(behind, level, at)
    yield decided_at
    outcome = _outcome(behind, fields, level)
    if outcome is Outcome.REFUSED and level is Level.SENIOR:
        level = Level.MANAGER  # a refusal is the manager's to sign
    said = _ruling(behind, fields, outcome)
    if outcome is Outcome.CHANGED:
        casework.ask_consent(behind.stage, behind.child, proposal, {}, decided_at, service=str(said["chosen"]))
    decision = casework.decide(behind.stage, proposal, _decider(behind, level), decided_at, outcome, **said)
    yield from _carry_out(behind, decision, fields, outcome, decided_at)


def _outcome(behind: Behind, fields: ProposalFields, level: Level) -> Outcome:
    if fields.kind is not Kind.SERVICE or level is Level.CASEWORKER:
        return Outcome.AS_PROPOSED
    return behind.chance.choices((Outcome.AS_PROPOSED, Outcome.CHANGED, Outcome.REFUSED), (86, 8, 6))[0]


def _ruling(behind: Behind, fields: ProposalFields, outcome: Outcome) -> dict[str, object]:
    """What the decider writes herself when she does not follow the proposal."""
    if outcome is Outcome.AS_PROPOSED:
        return {}
    writer, child, chance = behind.stage.writer, behind.child, behind.chance
    chosen = None
    if outcome is Outcome.CHANGED:
        chosen = next(
            code for code in ("parent_support", "child_talks") if code not in (fields.chosen, fields.most_suitable)
        )
    kind = Kind.SERVICE if chosen else Kind.REFUSAL
    return {
        "chosen": chosen,
        "reasons": writer.one(f"reasons.{kind.value}", child),
        "change_reason": writer.one("change", child),
        "child_version": letter_to_child(behind, kind, _service(chosen) if chosen else None),
        "obstacles": (shares.obstacle_of(chance),),
        "settled_by": Settler.COMMITTEE if chance.random() < 0.3 else Settler.MANAGER,
    }


# --- What comes of it -------------------------------------------------------------------------------------------------


def _carry_out(behind: Behind, decision: int, fields: ProposalFields, outcome: Outcome, at: datetime) -> Story:
    stage, child, chance = behind.stage, behind.child, behind.chance
    if chance.random() > shares.NOT_SENT:
        sent_at = behind.later(at, 0, 3)
        yield sent_at
        casework.send(stage, child, decision, sent_at)
        if chance.random() > shares.NOT_SERVED:
            served_at = behind.later(sent_at, 2, 8)
            yield served_at
            casework.note_served(stage, child, decision, served_at)
            at = served_at
    if fields.kind is Kind.FOLLOW_UP:
        yield from _follow_up(behind, at)
        return
    if fields.kind is not Kind.SERVICE or outcome is Outcome.REFUSED:
        ended_at = behind.later(at, 22, 35)
        yield ended_at
        acts.close_if_done(stage, child, stage.hand(child), ended_at)
        return
    yield from _start(behind, decision, fields, at)


def _start(behind: Behind, decision: int, fields: ProposalFields, at: datetime) -> Story:
    drawn = behind.chance.random()
    if drawn < shares.NEVER_STARTS:
        return
    planned = on(fields.planned_start_on or local_date(at), 9)
    is_late = drawn < shares.NEVER_STARTS + shares.STARTS_LATE
    started_at = behind.later(at, THREE_MONTHS, THREE_MONTHS + 60) if is_late else max(planned, behind.later(at, 1, 10))
    yield started_at
    casework.start_service(behind.stage, behind.child, decision, local_date(started_at), started_at)


def _follow_up(behind: Behind, at: datetime) -> Story:
    done_at = behind.later(at, 90, HALF_A_YEAR - 20)
    yield done_at
    stage, child = behind.stage, behind.child
    with stage.place.acting(stage.hand(child), done_at) as actor:
        # It was refused, or has ended because a new report led to an investigation.
        if not _is_followed_up(behind, actor):
            return
        finish_follow_up(investigation_id=behind.investigation, actor=actor, at=done_at)
    acts.close_if_done(stage, child, stage.hand(child), done_at)


def _is_followed_up(behind: Behind, actor: Viewer) -> bool:
    running = open_clocks_of_files(file_ids=(behind.child.file_id,), viewer=actor)
    subject = f"investigations.investigation:{behind.investigation}"
    return any((clock.rule, clock.subject) == ("sol.follow_up", subject) for clock in running)
