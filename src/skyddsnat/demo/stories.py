"""How a report goes on: through intake, and for some into an investigation. Shares: see `shares`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from skyddsnat.demo import acts, shares
from skyddsnat.demo.acts import Ask, Stage
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CHILDREN_1, CHILDREN_2, YOUTH
from skyddsnat.demo.days import later, soon
from skyddsnat.demo.families import Child, Family
from skyddsnat.demo.inquiry import investigate
from skyddsnat.domains.intake.queries import report_child
from skyddsnat.domains.intake.types import (
    Judgement,
    Known,
    Measure,
    NewProtectionAssessment,
    NewReport,
    PreliminaryFields,
    ReportedChild,
    Suspicion,
)
from skyddsnat.kernel.stockholm import local_date


@dataclass(frozen=True, slots=True)
class Told:
    """A report that came in, as it stands for one child: about what, and by whom at intake. `key` names it."""

    theme: shares.Theme
    receiver: str
    received_at: datetime
    key: str


def family_life(stage: Stage, family: Family, number: int, days: list[datetime]) -> Story:
    """The reports on a family, each with its own story. All children are in the first, later ones in some."""
    chance = stage.chance("family", number)
    theme = shares.theme_of(chance, max(child.age(stage.place.today) for child in family.children))
    for place, at in enumerate(days):
        yield at
        children = family.children if place == 0 else _some(family.children, chance)
        key = f"{number}.{place}"
        stage.clockwork.begin(report(stage, family, children, theme, at, key, is_first=place == 0))
        if chance.random() < shares.OTHER_THEME_LATER:
            theme = shares.theme_of(chance, max(child.age(local_date(at)) for child in family.children))


def _some(children: list[Child], chance: Random) -> list[Child]:
    return sorted(chance.sample(children, chance.randrange(1, len(children) + 1)), key=lambda child: child.born_on)


def report(
    stage: Stage,
    family: Family,
    children: list[Child],
    theme: shares.Theme,
    at: datetime,
    key: str,
    *,
    is_first: bool,
) -> Story:
    """One report of concern, and what follows for each child in it."""
    yield at
    chance = stage.chance("report", key)
    receiver = "ines" if family.is_protected else stage.place.next_receiver()
    written = new_report(stage, family, children, theme, at, chance, is_first=is_first)
    if written.source:
        receipt = acts.receive_by_machine(stage, written, children, at)
    else:
        receipt = acts.receive(stage, written, children, receiver, at)
    for child, case in zip(children, receipt.report_child_ids, strict=True):
        told = Told(theme, receiver, at, f"{key}.{child.person.number}")
        stage.clockwork.begin(follow(stage, child, case, told, stage.chance("case", told.key)))


def new_report(
    stage: Stage,
    family: Family,
    children: list[Child],
    theme: shares.Theme,
    at: datetime,
    chance: Random,
    *,
    is_first: bool,
) -> NewReport:
    """The report as somebody of a likely kind would give it."""
    reporter, channel = shares.reporter_of(chance, children[0], local_date(at))
    writer, child = stage.writer, children[0]
    by_machine = channel.value == "e_service" and chance.random() < shares.BY_INTEGRATION
    return NewReport(
        received_at=at,
        channel=channel,
        reporter=reporter,
        what_happened=writer.one(f"report.{theme.value}", child),
        concern=writer.one("concern", child),
        children=tuple(
            ReportedChild(new=each.person, guardians=family.guardians if is_first else ()) for each in children
        ),
        violence_suspected=theme is shares.Theme.VIOLENCE,
        acute_danger=theme is shares.Theme.VIOLENCE and chance.random() < shares.ACUTE,
        child_knows=chance.choice(tuple(Known)),
        guardians_know=chance.choice(tuple(Known)),
        interpreter_language=family.language,
        same_household=len(children) > 1,
        source="sdk" if by_machine else "",
        external_id=f"sdk-{at:%Y%m%d%H%M}-{child.born_on:%y%m%d}" if by_machine else "",
    )


# --- One child of a report --------------------------------------------------------------------------------------------


def follow(stage: Stage, child: Child, case: int, told: Told, chance: Random) -> Story:
    """Protection is assessed; then the report joins what runs, or is assessed to the end."""
    is_late = chance.random() < shares.PROTECTION_LATE
    assessed_at = later(told.received_at, chance, days=1) if is_late else soon(told.received_at, chance)
    yield assessed_at
    joined = acts.assess(stage, case, protection(stage, child, told, chance), _carrier(stage, child, told), assessed_at)
    if joined is not None:
        yield from _feedback(stage, child, case, soon(assessed_at, chance), chance)
        return
    yield from _preliminary(stage, child, case, told, chance)


def _carrier(stage: Stage, child: Child, told: Told) -> str:
    """Whoever works with the child, else whoever took the report."""
    return stage.hand(child) if child.unit else told.receiver


def protection(stage: Stage, child: Child, told: Told, chance: Random) -> NewProtectionAssessment:
    """A protection assessment as it is made in an hour: not everything is known."""
    judgement = shares.judgement_of(chance, told.theme)
    writer = stage.writer
    measures = (Measure.POLICE_REPORT, Measure.SAFETY_PLAN) if judgement is Judgement.MEASURES_NEEDED else ()
    return NewProtectionAssessment(
        judgement=judgement,
        reasons=writer.one(f"protection.{judgement.value}", child),
        acute_danger=Known.YES if judgement is Judgement.MEASURES_NEEDED else Known.NO,
        suspicions=(Suspicion.VIOLENCE,) if told.theme is shares.Theme.VIOLENCE else (),
        sources=writer.one("protection.sources", child),
        home_now=writer.one("protection.home", child),
        protective_adults=writer.one("protection.adults", child),
        can_talk_alone=chance.choice((Known.YES, Known.YES, Known.UNKNOWN)),
        measures=measures,
        next_check_on=None if judgement is Judgement.NO_IMMEDIATE_NEED else day_after(told.received_at, 3),
    )


def day_after(moment: datetime, days: int) -> date:
    """The day so many days later."""
    return local_date(moment) + timedelta(days=days)


def _preliminary(stage: Stage, child: Child, case: int, told: Told, chance: Random) -> Story:
    is_late = chance.random() < shares.PRELIMINARY_LATE
    lasts = chance.randrange(15, 31) if is_late else chance.randrange(4, 13)
    begun_at = later(told.received_at, chance, days=min(lasts - 2, chance.randrange(1, 6)))
    yield begun_at
    if _is_settled(stage, child, case, begun_at):
        return
    acts.write_preliminary(stage, case, _begun(stage, child), _carrier(stage, child, told), begun_at)
    if is_late and chance.random() < shares.PROLONGED:
        prolonged_at = later(told.received_at, chance, days=chance.randrange(9, 13))
        yield prolonged_at
        if _is_settled(stage, child, case, prolonged_at):
            return
        to = day_after(told.received_at, lasts + 2)
        acts.prolong(stage, case, to, stage.writer.one("prolong", child), _carrier(stage, child, told), prolonged_at)
    yield from _decision(stage, child, case, told, later(told.received_at, chance, days=lasts), chance)


def _is_settled(stage: Stage, child: Child, case: int, at: datetime) -> bool:
    with stage.place.acting(stage.hand(child), at) as actor:
        return not report_child(report_child_id=case, viewer=actor).is_open


def _begun(stage: Stage, child: Child) -> PreliminaryFields:
    return PreliminaryFields(contacts=stage.writer.one("preliminary.contacts", child))


def _decision(stage: Stage, child: Child, case: int, told: Told, at: datetime, chance: Random) -> Story:
    yield at
    if _is_settled(stage, child, case, at):
        return
    opens = chance.random() < shares.OPENED[told.theme]
    by = _carrier(stage, child, told)
    acts.write_preliminary(stage, case, preliminary_text(stage, child, chance, opens=opens), by, at)
    opened = acts.decide(stage, case, child, _ask(stage, child, told.theme) if opens else None, by, at)
    stage.clockwork.begin(_feedback(stage, child, case, later(at, chance, days=chance.randrange(1, 6)), chance))
    if opened is None:
        yield from _end(stage, child, later(at, chance, days=chance.randrange(7, 12)))
        return
    yield from _begin_investigation(stage, child, opened, told, at, chance)


def preliminary_text(stage: Stage, child: Child, chance: Random, *, opens: bool) -> PreliminaryFields:
    """A whole preliminary assessment."""
    writer, heard = stage.writer, chance.random() < shares.CHILD_HEARD_EARLY
    return PreliminaryFields(
        contacts=writer.one("preliminary.contacts", child),
        child_heard=heard,
        child_view=writer.one("words", child) if heard else "",
        child_not_heard_reason="" if heard else writer.one("preliminary.not_heard", child),
        earlier_reports=writer.one("preliminary.earlier", child),
        summary=writer.one("preliminary.summary", child),
        reasons=writer.one("preliminary.open" if opens else "preliminary.not_open", child),
    )


def _ask(stage: Stage, child: Child, theme: shares.Theme) -> Ask:
    question = shares.QUESTIONS[theme]
    return Ask(
        question=question,
        asks=stage.writer.one(f"asks.{question.value}", child),
        what_is_new=stage.writer.one("new", child),
    )


def _feedback(stage: Stage, child: Child, case: int, at: datetime, chance: Random) -> Story:
    yield at
    if chance.random() < shares.FEEDBACK_FORGOTTEN:
        return
    seen = acts.look_at(stage, case, stage.hand(child), at)
    if seen.feedback_asked_at is None or seen.is_open:
        return
    unsuitable = stage.writer.one("unsuitable", child) if chance.random() < shares.FEEDBACK_DECLINED else ""
    acts.tell_reporter(stage, case, stage.hand(child), at, unsuitable=unsuitable, child=child)


def _end(stage: Stage, child: Child, at: datetime) -> Story:
    yield at
    acts.close_if_done(stage, child, stage.hand(child), at)


def _begin_investigation(stage: Stage, child: Child, opened: int, told: Told, at: datetime, chance: Random) -> Story:
    if not child.worker:
        assigned_at = later(at, chance, days=chance.randrange(0, 4))
        yield assigned_at
        unit = child.unit or unit_for(child, told.theme, assigned_at, chance)
        acts.assign(stage, child, stage.place.next_worker(unit), unit, assigned_at)
        at = assigned_at
    yield from investigate(stage, child, opened, told.theme, at, stage.chance("investigation", told.key))


def unit_for(child: Child, theme: shares.Theme, at: datetime, chance: Random) -> str:
    """The unit that investigates: Ungdom for what teenagers do themselves, else one of the children's units."""
    if child.age(local_date(at)) >= shares.TEENAGER and theme in (shares.Theme.OWN, shares.Theme.CRIME):
        return YOUTH
    return chance.choice((CHILDREN_1, CHILDREN_2, CHILDREN_2))
