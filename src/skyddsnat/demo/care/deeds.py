"""What is done in a compulsory case, each by whoever would do it: the pair, the committee, the chair, the court."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from skyddsnat.demo import acts
from skyddsnat.demo.care import papers
from skyddsnat.demo.cast import Cast
from skyddsnat.demo.families import Child
from skyddsnat.demo.texts.care import PUT
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import (
    EnforcerKind,
    MatterFields,
    MatterOutcome,
    NewDeviation,
    PlaceKind,
    Understood,
)
from skyddsnat.domains.compulsory.types.papers import PaperKind
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.foundation.access.types import Part, Viewer
from skyddsnat.foundation.documents.actions import send_when_ready
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import CUSTODY
from skyddsnat.law.compulsory_states import Act, Track

CHAIR = "olof"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What lies behind a case, in the caseworkers' words and the child's. `ground` is its name in both Acts."""

    ground: str
    circumstances: str
    reasons: str
    interests: str
    says: str
    urgent: str = ""


@dataclass(slots=True)
class Care:
    """A child's compulsory case, from the first day on; it remembers its measures and the decisions behind them."""

    cast: Cast
    child: Child
    why: Why
    id: int = 0
    measures: dict[Track, int] = field(default_factory=dict)
    matters: dict[tuple[Track, Act], int] = field(default_factory=dict)
    has_plan: bool = False
    has_asked: bool = False

    def acting(self, at: datetime, by: str = "") -> AbstractContextManager[Viewer]:
        """`by`, or the child's caseworker, looks and acts."""
        return self.cast.stage.place.acting(by or self.child.worker, at)

    def employee(self, name: str) -> int:
        """The id of the employee."""
        return self.cast.stage.place.employees[name]

    def grounds(self, at: datetime) -> tuple[str, ...]:
        """The ground by its code in the Act of the day."""
        act = "lvu" if local_date(at) < CUSTODY.valid_from else "sfs2026_1600"
        return (f"{act}.{self.why.ground}",) if self.why.ground else ()

    def open(self, investigation: int | None, at: datetime, *, deviation: NewDeviation | None = None) -> None:
        """The case is opened by the pair, or by one alone with a deviation."""
        with self.acting(at) as actor:
            self.id = actions.open_case(
                file_id=self.child.file_id,
                child_id=self.child.person_id,
                investigation_id=investigation,
                grounds=self.grounds(at),
                circumstances=self.why.circumstances,
                deviation=deviation,
                actor=actor,
                at=at,
            )

    def ask_consent(self, plan: str, at: datetime, *, answer: Answer = Answer.REFUSES, words: str = "") -> None:
        """Everyone whose consent counts is asked, and answers."""
        self.has_asked = True
        with self.acting(at) as actor:
            for each in queries.consents_due(case_id=self.id, on=local_date(at), viewer=actor):
                actions.ask_consent(
                    case_id=self.id,
                    person_id=each.person_id,
                    plan=plan,
                    answer=answer,
                    asked_on=local_date(at),
                    words=words,
                    actor=actor,
                    at=at,
                )

    # --- What the board decides

    def draft(self, track: Track, act: Act, at: datetime, *, is_urgent: bool = False) -> tuple[int, int]:
        """The papers for whoever decides are written. Returns the matter and its version."""
        put, name = PUT[track, act], self.child.name
        fields = MatterFields(
            proposal=put.proposal.format(barnet=name),
            reasons=self.why.reasons,
            best_interests=self.why.interests,
            child_view=self.why.says,
            child_version=put.to_child.format(barnet=name),
            grounds=self.grounds(at) if track is Track.CARE else (),
            content=put.proposal.format(barnet=name),
        )
        if is_urgent:
            fields = replace(fields, is_urgent=True, urgent_reason=self.why.urgent)
        with self.acting(at) as actor:
            return actions.save_matter(
                case_id=self.id,
                measure_id=self.measures.get(track),
                track=track,
                act=act,
                fields=fields,
                actor=actor,
                at=at,
            )

    def prepare(self, track: Track, act: Act, at: datetime, *, is_urgent: bool = False) -> int:
        """The papers are written and handed over, with what a review rests on. Returns the matter."""
        if act in papers.BEHIND:
            self.sign(papers.BEHIND[act], track, at - HOUR, about=act)
        matter, version = self.draft(track, act, at - 20 * MINUTE, is_urgent=is_urgent)
        with self.acting(at) as actor:
            actions.prepare_matter(matter_id=matter, version=version, actor=actor, at=at)
        self.matters[track, act] = matter
        return matter

    def give_back(self, matter: int, by: str, reason: str, at: datetime) -> None:
        """`by`, who is to decide, gives the matter back."""
        with self.acting(at, by) as actor:
            version = queries.matter(matter_id=matter, viewer=actor).version
            actions.return_matter(matter_id=matter, version=version, reason=reason, actor=actor, at=at)

    def decide(self, matter: int, by: str, at: datetime, **said: Any) -> None:
        """`by` signs, having been shown what is new."""
        with self.acting(at, by) as actor:
            view = queries.matter(matter_id=matter, viewer=actor)
            told = len(queries.news_since(matter_id=matter, viewer=actor))
            ruling = {"outcome": MatterOutcome.AS_PROPOSED} | said
            measure = actions.decide_matter(
                matter_id=matter,
                version=view.version,
                no_conflict=True,
                facts_told=told,
                actor=actor,
                at=at,
                **ruling,
            )
        if measure is not None:
            self.measures[view.track] = measure

    def decide_at_once(
        self, track: Track, at: datetime, *, act: Act = Act.DECIDE_IMMEDIATE, sought: str = "", by: str = CHAIR
    ) -> None:
        """What cannot wait: prepared, `sought` called in vain, `by` reached, and signed at `at`."""
        matter = self.prepare(track, act, at - 70 * MINUTE, is_urgent=True)
        with self.acting(at) as actor:
            if sought:
                actions.seek_chair(
                    matter_id=matter,
                    to=self.employee(sought),
                    words="Svarade inte, två signaler och sms.",
                    actor=actor,
                    at=at - 55 * MINUTE,
                )
            actions.reach_chair(matter_id=matter, to=self.employee(by), actor=actor, at=at - 40 * MINUTE)
        self.decide(matter, by, at)

    def decide_at_meeting(
        self, track: Track, act: Act, at: datetime, *, by: str = "gun", before: timedelta = 2 * DAY, **said: Any
    ) -> int:
        """Papers some days before, and the committee's decision at its meeting. Returns the matter."""
        matter = self.prepare(track, act, at - before)
        self.decide(matter, by, at, **said)
        return matter

    # --- The court

    def sign(self, kind: PaperKind, track: Track, at: datetime, *, about: Act = Act.APPLY) -> int:
        """A paper of the case is written, every block of it, and signed. `about`: what was decided."""
        put = PUT[track, about]
        own = {
            "services": put.proposal.format(barnet=self.child.name) if kind is PaperKind.SPECIAL_PLAN else "",
            "circumstances": f"{self.why.reasons} {self.why.circumstances}",
            "need": self.why.reasons,
            "child_view": self.why.says,
            "guardian_view": self.why.circumstances,
            "decision": put.proposal.format(barnet=self.child.name),
            "requested": put.proposal.format(barnet=self.child.name),
            "body": put.to_child.format(barnet=self.child.name),
        }
        with self.acting(at) as actor:
            return papers.signed(
                case_id=self.id,
                kind=kind,
                track=track,
                measure_id=self.measures.get(track),
                pen=papers.Pen(child=self.child, writer=self.cast.stage.writer, own=own),
                matter_id=self.matters[track, about] if kind is PaperKind.CHILD_LETTER else None,
                actor=actor,
                at=at,
            )

    def begin(self, kind: PaperKind, track: Track, blocks: dict[str, str], at: datetime) -> None:
        """A paper is begun, and lacks the other blocks."""
        with self.acting(at) as actor:
            actions.save_paper(
                case_id=self.id,
                kind=kind,
                track=track,
                measure_id=self.measures[track],
                blocks=blocks,
                actor=actor,
                at=at,
            )

    def ready(self, track: Track, act: Act, at: datetime) -> int:
        """The paper for the court is signed, after the care plan that belongs to it when it asks for care. Its id."""
        kind = papers.TO_COURT[act]
        if kind is PaperKind.APPLICATION and track is Track.CARE and not self.has_plan:
            self.sign(PaperKind.CARE_PLAN, track, at - 10 * MINUTE)
            self.has_plan = True
        return self.sign(kind, track, at, about=Act.DECIDE_IMMEDIATE if act is Act.SUBMIT else act)

    def dispatch(self, track: Track, act: Act, at: datetime) -> None:
        """The paper is written and leaves for the court."""
        paper = self.ready(track, act, at - 10 * MINUTE)
        with self.acting(at) as actor:
            view = queries.measure(measure_id=self.measures[track], viewer=actor)
            actions.dispatch(
                measure_id=view.id,
                version=view.version,
                act=act,
                document_id=paper,
                matter_id=self.matters.get((track, act)),
                actor=actor,
                at=at,
            )

    def send(self, track: Track, act: Act, at: datetime) -> None:
        """The papers leave, and the court's receipt is here half an hour later."""
        self.dispatch(track, act, at - 30 * MINUTE)
        with self.acting(at) as actor:
            view = queries.measure(measure_id=self.measures[track], viewer=actor)
            number = f"{1000 + view.id}-{local_date(at).year % 100}"
            actions.store_receipt(
                measure_id=view.id,
                version=view.version,
                act=act,
                content=f"Förvaltningsrätten har tagit emot handlingarna i mål {number}.",
                court_number=number,
                actor=actor,
                at=at,
            )

    def step(self, track: Track, act: Act, at: datetime, words: str = "") -> None:
        """A deed of the court, the law or the caseworkers is written down."""
        with self.acting(at) as actor:
            view = queries.measure(measure_id=self.measures[track], viewer=actor)
            actions.record_step(
                measure_id=view.id, version=view.version, act=act, happened_at=at, words=words, actor=actor, at=at
            )

    def start(self, track: Track, at: datetime) -> None:
        """A measure that is planned before the board decides on it."""
        with self.acting(at) as actor:
            self.measures[track] = actions.start_measure(
                case_id=self.id,
                track=track,
                grounds=(),
                content="",
                matter_id=None,
                is_temporary=False,
                actor=actor,
                at=at,
            )

    # --- Where the child is, and whoever must know

    def place(
        self,
        kind: PlaceKind,
        name: str,
        at: datetime,
        *,
        track: Track = Track.CARE,
        by: tuple[Track, Act] | None = None,
    ) -> None:
        """The child comes to a place, by the decision `by` or the immediate one."""
        with self.acting(at) as actor:
            actions.begin_place(
                measure_id=self.measures[track],
                kind=kind,
                name=name,
                is_locked=False,
                starts_at=at,
                matter_id=self.matters.get(by or (track, Act.DECIDE_IMMEDIATE)),
                actor=actor,
                at=at,
            )

    def leave(self, at: datetime) -> None:
        """The child leaves the place."""
        with self.acting(at) as actor:
            for each in queries.places_of_case(case_id=self.id, viewer=actor):
                if each.ends_at is None:
                    actions.end_place(place_id=each.id, version=each.version, ended_at=at, actor=actor, at=at)

    def enforce(self, track: Track, kind: EnforcerKind, name: str, at: datetime) -> None:
        """Somebody enforces the measure and is told of it."""
        with self.acting(at) as actor:
            actions.add_enforcer(
                measure_id=self.measures[track], kind=kind, name=name, told_start_at=at, actor=actor, at=at
            )

    def tell_end(self, track: Track, at: datetime) -> None:
        """Those who enforce the measure are told that it is over, and confirm it."""
        with self.acting(at) as actor:
            for each in queries.enforcers_of_measure(measure_id=self.measures[track], viewer=actor):
                actions.tell_end(enforcer_id=each.id, told_at=at, actor=actor, at=at)
                actions.confirm_told(
                    enforcer_id=each.id, how="Mejl från verksamheten", confirmed_at=at, actor=actor, at=at
                )

    def tell_child(self, what: str, at: datetime, *, understood: Understood = Understood.YES, words: str = "") -> None:
        """The child is told."""
        with self.acting(at) as actor:
            actions.record_telling(
                case_id=self.id,
                measure_id=None,
                person_id=self.child.person_id,
                what=what,
                told_at=at,
                understood=understood,
                words=words,
                actor=actor,
                at=at,
            )

    def tell_parties(self, track: Track, act: Act, at: datetime) -> None:
        """The parties are sent what was decided, and the child gets a letter of its own."""
        with self.acting(at) as actor:
            letters = actions.notify_parties(matter_id=self.matters[track, act], actor=actor, at=at)
            for letter_id in letters.values():
                send_when_ready(document_id=letter_id, to=Asker.PARTY, how="brev", actor=actor, at=at)
        made = self.sign(PaperKind.CHILD_LETTER, track, at + 5 * MINUTE, about=act)
        with self.acting(at + 5 * MINUTE) as actor:
            acts.give_to_child(self.child, made, actor, at + 5 * MINUTE)

    def be_one(self, manager: str, without: str, reason: str, at: datetime) -> int:
        """The manager lets the case go on without the second caseworker, who leaves it. Returns the deviation."""
        with self.acting(at, manager) as actor:
            deviation = actions.deviate(
                case_id=self.id,
                reason=reason,
                ends_on=local_date(at) + timedelta(days=12),
                manager_id=actor.named_id,
                is_acute=False,
                actor=actor,
                at=at,
            )
        acts.let_go(self.cast.stage, self.child, without, at + HOUR)
        return deviation

    def be_two(self, manager: str, second: str, deviation: int, at: datetime) -> None:
        """Somebody comes in the second caseworker's place, and the deviation ends."""
        acts.assign(self.cast.stage, self.child, second, self.child.unit, at, part=Part.SECOND)
        with self.acting(at + MINUTE, manager) as actor:
            actions.end_deviation(deviation_id=deviation, actor=actor, at=at + MINUTE)

    def close(self, reason: str, at: datetime) -> None:
        """The case is closed."""
        with self.acting(at) as actor:
            version = queries.case(case_id=self.id, viewer=actor).version
            actions.close_case(case_id=self.id, version=version, reason=reason, actor=actor, at=at)
