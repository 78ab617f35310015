"""Every state of every track under every Act, reached by the deeds that lead there, and what may be done in each.

Bo works alone with Alma, under a deviation for the first day only: on that day everything may be done, on the morrow
there is no second caseworker. Nothing here names a track, a state or an act of its own accord: they are the law's
tables, so that what is added to them is walked too.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from django.db import transaction
from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.board import Written
from tests.factories.people import Child
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import actions
from skyddsnat.domains.compulsory.rules.chain import CARING, SENT, act_for
from skyddsnat.domains.compulsory.types import MeasureView, NewDeviation
from skyddsnat.domains.decisions.types import Level
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import CUSTODY, WITHOUT_CONSENT
from skyddsnat.law.compulsory_states import TRACKS, Act, By, Deed, State, Track, acts, deed_of, statutes

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
# Tuesdays, so that the day after is a working day too.
_BEFORE, _AFTER = datetime(2026, 11, 24, 8, 0, tzinfo=UTC), datetime(2027, 2, 2, 8, 0, tzinfo=UTC)
# Deeds that leave a measure where it is but start its clocks; done wherever they may be.
_STARTERS = (Act.EXECUTE, Act.LEGAL_FORCE)
LONGER = timedelta(days=60)

CHAINS = [(track, number) for track in Track for number in statutes(track)]
CHAIN_NAMES = [f"{track.value} {number}" for track, number in CHAINS]


def first_day(number: str) -> datetime:
    """The morning of a day on which the Act with that number is in force."""
    return _AFTER if number in (CUSTODY.number, WITHOUT_CONSENT.number) else _BEFORE


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a measure has come. `at` is the moment after its last deed; without a measure nothing has begun."""

    office: Office
    child: Child
    case_id: int
    track: Track
    number: str
    state: State
    at: datetime
    measure_id: int | None = None
    way: tuple[Act, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.track.value} {self.number} in {self.state.value}"

    @property
    def on(self) -> line.Running:
        """As the other factories name a measure."""
        assert self.measure_id is not None
        return line.Running(self.office, self.child, self.case_id, self.measure_id)

    @property
    def tomorrow(self) -> datetime:
        """When nobody covers for the second caseworker any longer."""
        return self.at + DAY

    def deeds(self) -> Iterator[Deed]:
        """What may be done here, in the order of the table."""
        for act in acts(self.track, self.state, self.number):
            yield deed_of(self.track, act, self.number, self.state)

    def see(self, at: datetime) -> MeasureView:
        """The measure as it stands at `at`."""
        return line.see(self.on, at=at)

    def later(self, minutes: int = 1) -> datetime:
        return self.at + minutes * MINUTE

    # --- What is done here ---

    def prepared(self, act: Act) -> Written:
        """Bo writes a matter about the act and hands it over."""
        fields = replace(board.APPLICATION, content="Som föreslås.", grounds=_grounds(self.track, self.at))
        written = board.write(
            self.office, self.case_id, self.child, fields,
            act=act, track=self.track, measure_id=self.measure_id, at=self.later(1),
        )  # fmt: skip
        return board.prepare(self.office, written, at=self.later(2))

    def decided(self, act: Act) -> tuple[Written, int]:
        """The board decides it at its meeting. Returns the matter and the measure."""
        matter = self.prepared(act)
        measure_id = board.decide(self.office, matter, at=self.later(3))
        assert measure_id is not None
        return matter, measure_id

    def dispatched(self, act: Act) -> "Standing":
        """The papers for the act are on their way to the court."""
        matter_id, here = None, self
        if deed_of(self.track, act, self.number).by is By.BOARD:
            matter, measure_id = self.decided(act)
            matter_id, here = matter.id, replace(self, measure_id=measure_id)
        line.dispatch(here.on, act, at=self.later(4), matter_id=matter_id)
        return replace(here, at=self.later(4))

    def after(self, act: Act) -> "Standing":
        """The act is done, by whoever does it."""
        by, measure_id = deed_of(self.track, act, self.number).by, self.measure_id
        if act in SENT:
            sent = self.dispatched(act)
            line.receive(sent.on, act, at=self.later(5))
            measure_id = sent.measure_id
        elif by is By.BOARD:
            _, measure_id = self.decided(act)
        else:
            extended_to = local_date(self.at + LONGER) if act is Act.EXTEND else None
            line.step(self.on, act, at=self.later(5), extended_to=extended_to)
        to = TRACKS[self.track].next(self.state, act)
        return replace(self, state=to, at=self.later(6), measure_id=measure_id, way=(*self.way, act))


def beginning(office: Office, child: Child, track: Track, number: str) -> Standing:
    """Bo has opened a case, alone for the day. What officials begin is prepared, what the board begins is not there."""
    at = first_day(number)
    for day in (at, at + DAY):
        for level in (Level.COMMITTEE, Level.BOARD):
            board.meet(office, local_date(day), level=level)
    bo = office.viewer("bo", at)
    alone = NewDeviation(reason="Dag är sjuk i dag.", ends_on=local_date(at), is_acute=True)
    with seeing(bo):
        case_id = actions.open_case(
            file_id=child.file_id, child_id=child.person_id, investigation_id=None, grounds=_grounds(track, at),
            circumstances="Samtycke finns inte.", deviation=alone, actor=bo, at=at,
        )  # fmt: skip
    here = _beside_its_care(Standing(office, child, case_id, track, number, State.PREPARED, at + MINUTE))
    if all(deed.by is By.BOARD for deed in here.deeds()):
        return here
    with seeing(bo):
        measure_id = actions.start_measure(
            case_id=case_id, track=track, grounds=(), content="Som planerat.", matter_id=None, is_temporary=False,
            actor=bo, at=here.at,
        )  # fmt: skip
    return replace(here, measure_id=measure_id)


def _beside_its_care(here: Standing) -> Standing:
    """What begins under another Act than the first of the day begins beside the care that runs under that Act."""
    on = local_date(here.at)
    if act_for(here.track, on) == here.number:
        return here
    care = next(track for track in CARING if act_for(track, on) == here.number)
    first = next(act for act in acts(care, State.PREPARED, here.number) if act not in SENT)
    return replace(here, at=replace(here, track=care).after(first).at)


def walk(here: Standing, look: Callable[[Standing], None]) -> None:
    """Goes to every state that can be reached from here by deeds, each by the shortest way, and looks around there.

    What is done while looking is undone before going on.
    """
    here = _with_clocks_started(here)
    with undone():
        look(here)
    for act in _edges(here.track, here.number).get(here.state, ()):
        with undone():
            walk(here.after(act), look)


def reached(track: Track, number: str) -> set[State]:
    """The states that `walk` comes to, with what the law alone leads to left out."""
    edges = _edges(track, number)
    return {State.PREPARED} | {TRACKS[track].next(state, act) for state in edges for act in edges[state]}


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is not kept."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _with_clocks_started(here: Standing) -> Standing:
    may = acts(here.track, here.state, here.number)
    for act in _STARTERS:
        if act in may and TRACKS[here.track].next(here.state, act) is here.state and act not in here.way:
            here = here.after(act)
    return here


@cache
def _edges(track: Track, number: str) -> dict[State, tuple[Act, ...]]:
    """The acts that lead to a state that was not reached before, breadth first. The law's own are left out."""
    found: dict[State, tuple[Act, ...]] = {}
    known, waiting = {State.PREPARED}, [State.PREPARED]
    while waiting:
        state = waiting.pop(0)
        for act in acts(track, state, number):
            to = TRACKS[track].next(state, act)
            if to not in known and act not in (Act.LAPSE, Act.EXPIRE):
                known.add(to)
                waiting.append(to)
                found[state] = (*found.get(state, ()), act)
    return found


def _grounds(track: Track, at: datetime) -> tuple[str, ...]:
    return line.by_date(line.HOME, at) if track is Track.CARE else ()
