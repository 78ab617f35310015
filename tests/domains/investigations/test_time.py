"""Waiting, standing still, taking longer (lesson 6; SoL 20:3)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.investigations import Opened, open_on
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import ExtensionReason, StallReason
from skyddsnat.domains.journal.actions import write_note
from skyddsnat.domains.journal.types import NoteKind
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.kernel.verdict import Refused

TODAY = MORNING.date()
DAY = timedelta(days=1)


@pytest.fixture
def opened(office: Office, alma: Child) -> Opened:
    return open_on(office, alma)


@pytest.fixture
def bo(office: Office, opened: Opened) -> Viewer:
    return office.viewer("bo", MORNING + timedelta(seconds=1))


@pytest.fixture
def mia(office: Office, opened: Opened) -> Viewer:
    return office.viewer("mia", MORNING + timedelta(seconds=1))


def test_two_weeks_without_a_step_is_shown(office: Office, opened: Opened, mia: Viewer) -> None:
    """Lesson 6."""
    with seeing(mia):
        assert queries.stalled(viewer=mia, at=MORNING + 13 * DAY) == []
        (still,) = queries.stalled(viewer=mia, at=MORNING + 14 * DAY, unit_ids=[office.units["barn1"]])
        assert (still.investigation_id, still.reason, still.days) == (opened.id, StallReason.NO_STEP, 14)
        assert still.responsible_id == office.employees["bo"]
        assert queries.stalled(viewer=mia, at=MORNING + 14 * DAY, unit_ids=[office.units["barn2"]]) == []
        assert queries.stalled(viewer=mia, at=MORNING + 14 * DAY, file_ids=[opened.child.file_id]) == [still]
        assert queries.stalled(viewer=mia, at=MORNING + 14 * DAY, file_ids=[]) == []


def test_a_note_in_the_journal_is_a_step_too(opened: Opened, bo: Viewer) -> None:
    """Lesson 6."""
    at = MORNING + 10 * DAY
    with seeing(bo):
        write_note(
            file_id=opened.child.file_id,
            kind=NoteKind.CONTACT,
            happened_at=at,
            with_whom="Mormor",
            text="Mormor kan hjälpa till på morgnarna.",
            actor=bo,
            at=at,
        )
        assert queries.stalled(viewer=bo, at=MORNING + 15 * DAY) == []
        assert [each.days for each in queries.stalled(viewer=bo, at=at + 20 * DAY)] == [20]


def test_waiting_has_an_end_and_is_shown_when_it_has_passed(opened: Opened, bo: Viewer) -> None:
    """Lesson 6."""
    with seeing(bo):
        waiting = actions.wait_for(
            investigation_id=opened.id,
            for_whom="BUP",
            what="Utlåtande om Alma",
            until=TODAY + 20 * DAY,
            actor=bo,
            at=MORNING,
        )
        assert queries.stalled(viewer=bo, at=MORNING + 20 * DAY) == []
        (late,) = queries.stalled(viewer=bo, at=MORNING + 23 * DAY)
        assert (late.reason, late.days) == (StallReason.WAITED_PAST_DATE, 3)
        assert late.waiting is not None
        assert late.waiting.for_whom == "BUP"
        at = MORNING + 24 * DAY
        actions.stop_waiting(waiting_id=waiting, actor=bo, at=at)
        assert queries.stalled(viewer=bo, at=at) == []
        (view,) = queries.waitings(investigation_id=opened.id, viewer=bo)
        assert view.ended_at == at
        with pytest.raises(NotOpen):
            actions.stop_waiting(waiting_id=waiting, actor=bo, at=at)


@pytest.mark.parametrize("ends", [(5, 10), (10, 5)])
def test_of_two_answers_that_have_not_come_the_one_waited_for_longest_is_named(
    opened: Opened, bo: Viewer, ends: tuple[int, int]
) -> None:
    with seeing(bo):
        for days in ends:
            by = {"investigation_id": opened.id, "what": "Utlåtande", "actor": bo, "at": MORNING}
            actions.wait_for(for_whom=f"Dag {days}", until=TODAY + days * DAY, **by)
        (late,) = queries.stalled(viewer=bo, at=MORNING + 12 * DAY)
        assert late.waiting is not None
        assert (late.days, late.waiting.for_whom) == (7, "Dag 5")


def test_the_longest_standing_comes_first(office: Office, opened: Opened) -> None:
    elsa = make_child(office, "elsa", at=MORNING + 3 * DAY)
    later = open_on(office, elsa, at=MORNING + 3 * DAY)
    bo = office.viewer("bo", MORNING + 30 * DAY)
    with seeing(bo):
        still = queries.stalled(viewer=bo, at=MORNING + 30 * DAY)
    assert [each.investigation_id for each in still] == [opened.id, later.id]


def test_waiting_without_whom_what_and_until_is_refused(opened: Opened, bo: Viewer) -> None:
    """Lesson 6."""
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.wait_for(investigation_id=opened.id, for_whom="", what="", until=TODAY, actor=bo, at=MORNING)
    assert refused.value.verdict.codes == (
        "investigations.nobody_awaited",
        "investigations.nothing_awaited",
        "investigations.no_end",
    )


def extend(opened: Opened, viewer: Viewer, *, until: date, at: datetime = MORNING, reason: str = "BUP dröjer.") -> int:
    with seeing(viewer):
        return actions.extend(
            investigation_id=opened.id,
            until=until,
            reason_code=ExtensionReason.STATEMENT,
            reason=reason,
            actor=viewer,
            at=at,
        )


def test_the_manager_extends_until_a_day_for_special_reasons(opened: Opened, mia: Viewer) -> None:
    until = date(2027, 4, 15)
    extend(opened, mia, until=until)
    with seeing(mia):
        (clock,) = clocks_of(subject=f"investigations.investigation:{opened.id}", viewer=mia)
        assert (clock.due_on, clock.plan_on) == (date(2027, 3, 2), until)
        assert clock.prolonged_reason == "Utlåtande eller uppgifter från annan väntas"
        (view,) = queries.extensions(investigation_id=opened.id, viewer=mia)
        assert (view.until, view.reason, view.reason_code) == (until, "BUP dröjer.", ExtensionReason.STATEMENT)
        event = Event.objects.get(deed="investigations.investigation.extended")
        assert event.details == {"until": "2027-04-15", "reason": "statement", "was_late": False}
    extend(opened, mia, until=date(2027, 5, 15))
    with seeing(mia):
        assert len(queries.extensions(investigation_id=opened.id, viewer=mia)) == 2


def test_an_extension_is_refused_with_every_reason_at_once(office: Office, opened: Opened, bo: Viewer) -> None:
    with pytest.raises(Refused) as refused:
        extend(opened, bo, until=date(2027, 3, 2), reason=" ")
    assert refused.value.verdict.codes == (
        "investigations.not_senior",
        "investigations.no_special_reasons",
        "investigations.not_longer",
    )


def test_whoever_has_a_conflict_of_interest_extends_nothing(opened: Opened, mia: Viewer) -> None:
    with seeing(mia):
        declare_conflict(file_id=opened.child.file_id, reason="Släkt.", actor=mia, at=MORNING)
    with pytest.raises(Refused) as refused:
        extend(opened, mia, until=date(2027, 4, 15))
    assert refused.value.verdict.codes == ("access.conflict",)


def test_a_late_extension_is_let_through_and_said_to_be_late(opened: Opened, mia: Viewer) -> None:
    extend(opened, mia, until=date(2027, 4, 15), at=datetime(2027, 3, 10, 9, tzinfo=UTC))
    with seeing(mia):
        assert Event.objects.get(deed="investigations.investigation.extended").details["was_late"] is True


def test_before_the_law_was_read_nobody_is_said_to_have_the_right(office: Office) -> None:
    at = datetime(2023, 3, 1, 9, 0, tzinfo=UTC)
    alma = make_child(office, at=at)
    opened = open_on(office, alma, at=at)
    with pytest.raises(Refused) as refused:
        extend(opened, office.viewer("mia", at), until=date(2023, 9, 1), at=at)
    assert refused.value.verdict.codes == ("investigations.not_delegable",)
