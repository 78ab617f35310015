"""What is done about an incident, each by whoever would do it: the exposed, the manager, the safety administrator."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from skyddsnat.demo.cast import Cast
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import COLLEAGUES, MANAGERS
from skyddsnat.demo.days import earlier_today
from skyddsnat.demo.safety.events import Event
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.following import DutyKind, DutyView, Measure, Wish
from skyddsnat.domains.safety.types.register import ExposureView, IncidentFields, Injury, NewAttachment
from skyddsnat.foundation.access.types import Viewer

ADMINISTRATOR = "siv"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_UNITS = {colleague.key: colleague.roles[0][1] for colleague in COLLEAGUES}
_OFFERS = {
    Wish.TALK: "En timme i veckan med mig, så länge du vill.",
    Wish.COLLEAGUE: "Vi går två på allt i det här ärendet.",
    Wish.HEALTH_SERVICE: "Fem samtal, första tiden är på torsdag.",
    Wish.POLICE_COMPANY: "Jag följer med till polisen, och vi åker i tjänstebil.",
    Wish.PROTECTED_NAME: "Säkerhetssamordnaren beslutar om tjänstekod utåt i morgon.",
    Wish.CHANGE: "En kollega tar över när ni två har talat igenom ärendet.",
    Wish.REST: "Inga nya ärenden i tre veckor.",
}
# When the exposed are asked again after the first days.
_FOLLOWED_UP = 10


@dataclass(slots=True)
class Following:
    """An incident from the moment that it is reported; it remembers itself."""

    cast: Cast
    event: Event
    waves: dict[str, int]
    id: int = 0
    todo: list[tuple[datetime, Callable[[datetime], None]]] = field(default_factory=list)

    @property
    def keeper(self) -> str:
        """Who follows it up: the manager, or the safety administrator where it is about several units."""
        units = {_UNITS[name] for name in self.event.who}
        return MANAGERS[units.pop()] if len(units) == 1 else ADMINISTRATOR

    def acting(self, at: datetime, by: str = "") -> AbstractContextManager[Viewer]:
        """`by`, or who follows it up, looks and acts."""
        return self.cast.stage.place.acting(by or self.keeper, at)

    # --- The register

    def report(self, at: datetime) -> None:
        """The first of the exposed writes it down, half an hour after it happened."""
        event = self.event
        fields = IncidentFields(
            kind=event.kind,
            channel=event.channel,
            happened_at=at - 30 * MINUTE,
            place=event.place,
            is_direct=event.is_direct,
            source=event.source,
            alias=event.alias,
            words=event.words,
            injury=event.injury,
            is_near_miss=event.is_near_miss,
            concerns=event.concerns,
            effect=event.effect,
        )
        files = [self.cast.children[event.child].file_id] if event.child else []
        employees = self.cast.stage.place.employees
        kept = [NewAttachment("meddelande.txt", event.kept.encode())] if event.kept else []
        with self.acting(at, event.who[0]) as actor:
            self.id = actions.report_incident(
                fields=fields,
                exposed=[employees[name] for name in event.who],
                linked_files=files,
                attachments=kept,
                actor=actor,
                at=at,
            )

    def tie(self, at: datetime) -> None:
        """It belongs to a wave."""
        with self.acting(at, ADMINISTRATOR) as actor:
            actions.tie_incidents(campaign_id=self.waves[self.event.wave], incident_ids=[self.id], actor=actor, at=at)

    def close(self, at: datetime) -> None:
        """Nothing remains."""
        with self.acting(at) as actor:
            version = queries.incident(incident_id=self.id, viewer=actor).version
            actions.close_incident(incident_id=self.id, version=version, words=self.event.closing, actor=actor, at=at)

    # --- Duties

    def do(self, at: datetime, kind: DutyKind, words: str = "", reference: str = "") -> None:
        """What must follow is done, for each of the exposed. Nobody notes a talk with herself."""
        is_talk = kind in (DutyKind.TALK, DutyKind.FOLLOW_UP)
        with self.acting(at, ADMINISTRATOR if is_talk and self.keeper in self.event.who else "") as actor:
            for each in self._open(kind, at, actor):
                actions.do_duty(
                    duty_id=each.id, version=each.version, words=words, reference=reference, actor=actor, at=at
                )

    def _open(self, kind: DutyKind, at: datetime, viewer: Viewer) -> list[DutyView]:
        found = queries.duties_of(incident_id=self.id, at=at, viewer=viewer)
        return [each for each in found if each.kind is kind and each.is_open]

    def answer_serious(self, at: datetime) -> None:
        """The questions on serious incidents are answered, and the authority is told where it must be."""
        assert self.event.serious is not None
        with self.acting(at) as actor:
            must = actions.answer_serious(incident_id=self.id, answers=self.event.serious, actor=actor, at=at)
        if must:
            self.do(at + 2 * HOUR, DutyKind.NOTIFY_AUTHORITY, reference=f"AV {at.year}/{1000 + self.id}")

    def measure(self, at: datetime, measure: Measure, words: str) -> None:
        """Something is to be done within a month so that it does not happen again."""
        with self.acting(at) as actor:
            actions.add_measure(
                incident_id=self.id,
                measure=measure,
                owner_id=actor.employee_id,
                due_at=at + 30 * DAY,
                words=words,
                actor=actor,
                at=at,
            )

    # --- The police

    def send(self, at: datetime) -> None:
        """The employer reports it."""
        with self.acting(at) as actor:
            actions.send_police_report(
                incident_id=self.id, version=self._police(actor), channel=self.event.police.by, actor=actor, at=at
            )

    def register(self, at: datetime) -> None:
        """The police have given it a number."""
        with self.acting(at) as actor:
            number = f"5000-K{10_000 + 37 * self.id}-{at.year % 100}"
            actions.register_police_report(
                incident_id=self.id, version=self._police(actor), number=number, actor=actor, at=at
            )

    def ask(self, at: datetime, words: str) -> None:
        """The police are asked what became of it."""
        with self.acting(at) as actor:
            actions.ask_police(incident_id=self.id, version=self._police(actor), words=words, actor=actor, at=at)

    def end(self, at: datetime) -> None:
        """The police or the court have come to an end of it."""
        with self.acting(at) as actor:
            actions.close_police_report(
                incident_id=self.id,
                version=self._police(actor),
                outcome=self.event.police.outcome,
                actor=actor,
                at=at,
            )

    def leave_out(self, at: datetime) -> None:
        """The manager decides that it is not reported."""
        with self.acting(at) as actor:
            actions.leave_out_police_report(
                incident_id=self.id, version=self._police(actor), why=self.event.police.left_out, actor=actor, at=at
            )

    def _police(self, viewer: Viewer) -> int:
        found = queries.police_report(incident_id=self.id, viewer=viewer)
        assert found is not None
        return found.version

    # --- Support

    def wish(self, at: datetime) -> None:
        """Each of the exposed says what she wants, is offered it and answers."""
        for name in self.event.who:
            with self.acting(at, name) as actor:
                own = self._own(actor)
                actions.say_wish(
                    exposure_id=own.id, wishes=self.event.wishes, words=self.event.wish_words, actor=actor, at=at
                )
            for kind in self.event.wishes:
                if kind in _OFFERS:
                    self._offer(at + 2 * HOUR, own, kind, name)

    def _offer(self, at: datetime, to: ExposureView, kind: Wish, name: str) -> None:
        with self.acting(at) as actor:
            offer = actions.offer_support(exposure_id=to.id, kind=kind, words=_OFFERS[kind], actor=actor, at=at)
        with self.acting(at + MINUTE, name) as actor:
            actions.answer_offer(offer_id=offer, is_accepted=True, actor=actor, at=at + MINUTE)

    def give(self, at: datetime) -> None:
        """What was accepted is given."""
        with self.acting(at) as actor:
            for each in queries.offers_of(incident_id=self.id, viewer=actor):
                if each.is_accepted and each.given_at is None and each.kind is not Wish.CHANGE:
                    actions.give_support(offer_id=each.id, actor=actor, at=at)

    def change_caseworker(self, at: datetime) -> None:
        """Somebody else has taken the case, as was wished."""
        with self.acting(at) as actor:
            for each in queries.exposures_of(incident_id=self.id, viewer=actor):
                actions.note_changed_caseworker(exposure_id=each.id, actor=actor, at=at)

    def plan_follow_up(self, at: datetime) -> None:
        """A day to ask each of the exposed how it is."""
        with self.acting(at) as actor:
            for each in queries.exposures_of(incident_id=self.id, viewer=actor):
                actions.plan_follow_up(
                    exposure_id=each.id,
                    due_at=at + _FOLLOWED_UP * DAY,
                    owner_id=actor.employee_id,
                    actor=actor,
                    at=at,
                )

    def say_enough(self, at: datetime) -> None:
        """Each of the exposed says that it is enough."""
        for name in self.event.who:
            with self.acting(at, name) as actor:
                actions.say_enough(exposure_id=self._own(actor).id, actor=actor, at=at)

    def _own(self, viewer: Viewer) -> ExposureView:
        found = queries.exposures_of(incident_id=self.id, viewer=viewer)
        return next(each for each in found if each.employee_id == viewer.employee_id)


def followed(cast: Cast, event: Event, waves: dict[str, int]) -> Story:
    """The incident and everything that has been done about it, each in its time."""
    at = earlier_today(cast.now, event.hour) if event.days == 0 else cast.ago(event.days, event.hour)
    yield at
    case = Following(cast, event, waves)
    case.report(at)
    for moment, deed in sorted(_planned(case, at), key=lambda each: each[0]):
        yield moment
        deed(moment)


Planned = list[tuple[datetime, Callable[[datetime], None]]]


def _planned(case: Following, at: datetime) -> Planned:
    event = case.event
    return [
        *_first_day(case, at),
        *_to_the_police(case, at),
        *_afterwards(case, at),
        *((at + DAY, case.tie) for _wave in (event.wave,) if event.wave),
    ]


def _first_day(case: Following, at: datetime) -> Planned:
    event, planned = case.event, Planned()
    if event.talked is not None:
        planned.append((at + event.talked * HOUR, lambda when: case.do(when, DutyKind.TALK, event.talk)))
    if event.told is not None:
        planned.append((at + event.told * HOUR, lambda when: case.do(when, DutyKind.TELL_REPRESENTATIVE)))
    if event.serious is not None:
        planned.append((at + 6 * HOUR, case.answer_serious))
    if event.wishes:
        planned.append((at + 4 * HOUR, case.wish))
    return planned


def _to_the_police(case: Following, at: datetime) -> Planned:
    police, planned = case.event.police, Planned()
    if police.left_out:
        return [(at + 22 * HOUR, case.leave_out)]
    if police.sent is None:
        return planned
    planned.append((at + police.sent * HOUR, case.send))
    if police.number is not None:
        planned.append((at + police.number * DAY, case.register))
    planned += [(at + days * DAY, _asking(case, words)) for days, words in police.asked]
    if police.closed is not None:
        planned.append((at + police.closed * DAY, case.end))
    return planned


def _asking(case: Following, words: str) -> Callable[[datetime], None]:
    return lambda when: case.ask(when, words)


def _measuring(case: Following, measure: Measure, words: str) -> Callable[[datetime], None]:
    return lambda when: case.measure(when, measure, words)


def _afterwards(case: Following, at: datetime) -> Planned:
    event, planned = case.event, Planned()
    if event.enough == 0:
        over = (event.police.closed or 1) + 1
        return [(at + DAY, case.say_enough), (at + 2 * DAY, case.give), (at + over * DAY + HOUR, case.close)]
    if event.injury is not Injury.NONE and event.closing:
        planned.append((at + DAY, lambda when: case.do(when, DutyKind.REPORT_INJURY, reference=f"FK {when:%y%m%d}")))
    planned += [(at + 2 * DAY, _measuring(case, *each)) for each in event.measures]
    if event.enough is None:
        return [*planned, *([(at + DAY, case.plan_follow_up)] if event.wishes else [])]
    planned += [(at + DAY, case.plan_follow_up), (at + 8 * DAY, case.give)]
    planned.append((at + _FOLLOWED_UP * DAY, lambda when: case.do(when, DutyKind.FOLLOW_UP)))
    if event.changed is not None:
        planned.append((at + event.changed * DAY, case.change_caseworker))
    planned.append((at + event.enough * DAY, case.say_enough))
    if event.closing:
        over = max(event.enough, event.police.closed or 1) + 2
        planned.append((at + (over - 1) * DAY, lambda when: case.do(when, DutyKind.MEASURE, "Klart.")))
        planned.append((at + over * DAY, case.close))
    return planned
