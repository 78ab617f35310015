"""Every step of every track under every Act: refused without a second caseworker, by the wrong decision-maker, and when
its clock has run out, always with the paragraph where a statute stands behind it.

The steps are those of the law's tables; one that is added there is tested here without being named.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.every_step import CHAIN_NAMES, CHAINS, DAY, LONGER, Standing, beginning, reached, undone, walk
from tests.factories.people import Child
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import queries
from skyddsnat.domains.compulsory.rules.chain import SENT
from skyddsnat.domains.compulsory.types import lapse_of, over
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Reason, Refused
from skyddsnat.law.compulsory_states import Act, By, Deed, State, Track, acts, deed_of, lapse_clocks

on_every_chain = pytest.mark.parametrize(("track", "number"), CHAINS, ids=CHAIN_NAMES)
ALONE = "compulsory.pair_fewer_than_two"


@pytest.fixture
def go(office: Office, alma: Child) -> Callable[[Track, str, Callable[[Standing], None]], None]:
    """Goes through every state of the chain."""

    def through(track: Track, number: str, look: Callable[[Standing], None]) -> None:
        walk(beginning(office, alma, track, number), look)

    return through


Go = Callable[[Track, str, Callable[[Standing], None]], None]


def refused(doing: Callable[..., Any], *given: Any, **named: Any) -> dict[str, Reason]:
    """The reasons why it was refused, by their codes; and nothing of it is left."""
    with undone(), pytest.raises(Refused) as found:
        doing(*given, **named)
    return {each.code: each for each in found.value.reasons}


def take(here: Standing, deed: Deed, at: datetime) -> None:
    """Bo writes the step down, if it is one to be written down."""
    line.step(here.on, deed.act, at=at, extended_to=local_date(at + LONGER) if deed.act is Act.EXTEND else None)


# --- The second caseworker --------------------------------------------------------------------------------------------


@on_every_chain
def test_without_a_second_caseworker_no_step_is_taken(go: Go, track: Track, number: str) -> None:
    seen: set[State] = set()

    def look(here: Standing) -> None:
        seen.add(here.state)
        for deed in here.deeds():
            if deed.act in (Act.LAPSE, Act.EXPIRE):
                continue  # the law waits for nobody
            for doing in _ways(here, deed, here.tomorrow):
                assert refused(doing).keys() == {ALONE}, f"{deed.act} of {here}"

    go(track, number, look)
    assert seen == reached(track, number)


def _ways(here: Standing, deed: Deed, at: datetime) -> Iterator[Callable[[], Any]]:
    """The ways to do the deed at `at`, what comes before it having been done today."""
    is_sent = deed.act in SENT
    if deed.by is By.BOARD:
        yield partial(board.decide, here.office, here.prepared(deed.act), at=at)
    if is_sent and here.measure_id is not None:
        yield partial(_receive, here, deed.act, at)
    if deed.by is not By.BOARD and not is_sent:
        yield partial(take, here, deed, at)


def _receive(here: Standing, act: Act, at: datetime) -> None:
    """The receipt of papers that left today."""
    line.receive(here.dispatched(act).on, act, at=at)


# --- Who decides ------------------------------------------------------------------------------------------------------


@on_every_chain
def test_by_the_wrong_decision_maker_no_step_is_taken(go: Go, track: Track, number: str) -> None:
    def look(here: Standing) -> None:
        for deed in here.deeds():
            if deed.by is By.BOARD:
                _only_the_board_decides(here, deed)
            else:
                _only_caseworkers_write_down(here, deed)

    go(track, number, look)


def _only_the_board_decides(here: Standing, deed: Deed) -> None:
    about, at = f"{deed.act} of {here}", here.later(10)
    if here.measure_id is not None:
        alone = refused(take, here, deed, at)
        assert alone["compulsory.boards_deed"].citation == deed.citation, about
    matter = here.prepared(deed.act)
    for name in ("bo", "mia"):
        found = refused(board.decide, here.office, matter, by=name, at=at)
        assert found["compulsory.law"].citation, about
    with undone(), pytest.raises(NotOpen):
        board.decide(here.office, matter, by="cia", at=at)


def _only_caseworkers_write_down(here: Standing, deed: Deed) -> None:
    about, at = f"{deed.act} of {here}", here.later(10)
    assert refused(here.prepared, deed.act).keys() == {"compulsory.not_the_boards"}, about
    if deed.act is Act.LAPSE:
        assert "compulsory.by_itself" in refused(take, here, deed, at), about
        return
    for name in ("olga", "kaj", "cia"):
        with undone(), pytest.raises((NotOpen, Refused)):
            line.step(here.on, deed.act, at=at, by=name)


# --- The clock --------------------------------------------------------------------------------------------------------


@on_every_chain
def test_when_its_clock_has_run_out_no_step_is_taken_or_the_paragraph_is_shown(
    go: Go, track: Track, number: str
) -> None:
    def look(here: Standing) -> None:
        if here.measure_id is None:
            return
        ends_at = here.see(here.at).lapses_at
        assert (ends_at is None) <= (not lapse_clocks(track, here.state, number)), f"no midnight for {here}"
        if ends_at is not None:
            _nothing_is_built_on_it(here, ends_at)
        _what_is_late_is_shown_with_its_paragraph(here)

    go(track, number, look)


def _nothing_is_built_on_it(here: Standing, at: datetime) -> None:
    act, left = lapse_of(here.track, here.state)
    citation = deed_of(here.track, act, here.see(at).act_on(local_date(at))).citation
    goes_on = acts(here.track, left, here.number)
    for deed in here.deeds():
        if deed.act in goes_on or deed.act is Act.LAPSE:
            continue
        late = (
            partial(replace(here, at=at).prepared, deed.act) if deed.by is By.BOARD else partial(take, here, deed, at)
        )
        for doing in (late, *([partial(_receive, here, deed.act, at)] if deed.act in SENT else ())):
            found = refused(doing)
            assert "compulsory.lapsed" in found, f"{deed.act} of {here}: {sorted(found)}"
            assert found["compulsory.lapsed"].citation == citation, f"{deed.act} of {here}"
    assert over(here.track, left) == (not here.see(at).in_force(at) and here.see(at).is_over(at)), here


def _what_is_late_is_shown_with_its_paragraph(here: Standing) -> None:
    running = line.clocks(here.on, at=here.at)
    if not running or here.see(here.at).lapses_at is not None:
        return
    at = here.at + DAY * (1 + max((clock.extended_on - local_date(here.at)).days for clock in running.values()))
    late = line.clocks(here.on, at=at)
    assert all(clock.plan_on < local_date(at) and clock.citation for clock in late.values()), here
    bo = here.office.viewer("bo", at)
    with seeing(bo):
        coming = queries.next_steps(measure_id=here.on.measure_id, at=at, viewer=bo)
    waiting = {each.rule: each for each in coming if each.rule}
    for deed in here.deeds():
        for rule in set(deed.clocks_met) & {clock.started_by for clock in late.values()}:
            shown = next(clock for clock in late.values() if clock.started_by == rule)
            assert shown.rule in waiting, f"{deed.act} of {here}"
            assert waiting[shown.rule].due_on == shown.plan_on
