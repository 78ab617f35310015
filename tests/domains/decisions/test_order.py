"""The catalogue, the delegation order, the calendar, and days that no meeting comes before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories.decisions import DECIDED, FIELDS, PROPOSED, WRITTEN, write
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.models import ServiceType
from skyddsnat.domains.decisions.permissions import (
    check_user_can_keep_order,
    check_user_can_return,
    levels_of,
    named_person,
    user_can_decide,
    user_can_keep_order,
    user_can_return,
)
from skyddsnat.domains.decisions.types import Kind, Level
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.kernel.verdict import Refused

DAY = MORNING.date()
PLACED = replace(FIELDS, most_suitable="family_home", chosen="family_home", obstacles=(), settled_by=None)


def add(viewer: Viewer, *, level: Level, section: str, reference: str = "9.9", valid_from: date = DAY) -> int:
    """Enter a line."""
    with seeing(viewer):
        return actions.add_delegation(
            reference=reference,
            kind=Kind.SERVICE,
            section=section,
            level=level,
            valid_from=valid_from,
            adopted_on=DAY,
            actor=viewer,
            at=MORNING,
        )


def test_a_line_that_breaks_the_laws_list_cannot_be_stored(office: Office) -> None:
    """Lesson 5."""
    with pytest.raises(Refused) as refused:
        add(office.viewer("rut"), level=Level.MANAGER, section="SoL 22:4")
    assert refused.value.verdict.codes == ("decisions.law",)
    assert queries.who_decides(kind=Kind.SERVICE, section="SoL 22:4", day=DAY).level is Level.BOARD


def test_only_a_registrar_or_an_administrator_changes_the_order(office: Office) -> None:
    for name in ("mia", "bo", "kaj"):
        with pytest.raises(Refused) as refused:
            add(office.viewer(name), level=Level.COMMITTEE, section="SoL 22:4")
        assert refused.value.verdict.codes == ("decisions.not_keeper",)
    add(office.viewer("adam"), level=Level.COMMITTEE, section="SoL 22:4")


def test_a_line_ends_and_another_takes_over_the_same_day(office: Office) -> None:
    rut = office.viewer("rut")
    (old,) = (line for line in queries.delegation_on(day=DAY) if line.reference == "4.2")
    changes = DAY + timedelta(days=10)
    with seeing(rut):
        actions.end_delegation(delegation_id=old.id, valid_to=changes, actor=rut, at=MORNING)
        with pytest.raises(actions.NoDelegation):
            actions.end_delegation(delegation_id=old.id, valid_to=changes, actor=rut, at=MORNING)
    add(rut, level=Level.SENIOR, section="SoL 13:7", reference="4.2 b", valid_from=changes)
    by_day = {
        day: queries.who_decides_service(kind=Kind.SERVICE, chosen="contact_family", day=day)
        for day in (changes - timedelta(days=1), changes)
    }
    assert [right.reference for right in by_day.values()] == ["4.2", "4.2 b"]
    assert [right.level for right in by_day.values()] == [Level.MANAGER, Level.SENIOR]


def test_without_a_service_the_kind_says_who_decides(office: Office) -> None:
    assert queries.who_decides_service(kind=Kind.FOLLOW_UP, chosen=None, day=DAY).reference == "4.6"


def test_the_catalogue_speaks_to_the_child_and_hides_what_is_no_longer_given(office: Office) -> None:
    services = {service.code: service for service in queries.services()}
    assert len(services) >= 12
    assert services["family_home"].is_placement
    assert all(service.child.sv and service.child.en and service.title.en for service in services.values())
    rut = office.viewer("rut")
    with seeing(rut):
        ServiceType.objects.filter(code="family_home").update(is_active=False)
    assert "family_home" not in {service.code for service in queries.services()}
    assert "family_home" in {service.code for service in queries.services(with_closed=True)}
    assert queries.service_of(code="family_home").title.sv == "Familjehem"


def test_every_service_has_a_section_that_the_law_speaks_of(office: Office) -> None:
    for service in queries.services():
        assert queries.who_decides(kind=Kind.SERVICE, section=service.section, day=DAY).lowest_by_law is not None


def test_a_meeting_is_entered_once(office: Office) -> None:
    rut = office.viewer("rut")
    first = queries.meetings(after=DAY)[0]
    with seeing(rut), pytest.raises(Refused) as refused:
        actions.add_meeting(
            level=Level.COMMITTEE, held_on=first.held_on, papers_by=first.held_on, actor=rut, at=MORNING
        )
    assert refused.value.verdict.codes == ("decisions.meeting_taken",)


def test_the_next_meeting_still_takes_papers(office: Office) -> None:
    """Lesson 10."""
    first, second, _ = queries.meetings(after=DAY)
    assert queries.next_meeting(level=Level.COMMITTEE, after=first.papers_by) == first
    assert queries.next_meeting(level=Level.COMMITTEE, after=first.papers_by + timedelta(days=1)) == second
    assert queries.next_meeting(level=Level.BOARD, after=DAY) is None


def test_a_day_that_no_meeting_comes_before_is_shown_while_it_is_a_draft(office: Office, alma: Child) -> None:
    """Lesson 10: the planned start, and a party's request that the case be decided."""
    draft = write(office, alma, PLACED)
    bo = office.viewer("bo", PROPOSED)
    today = WRITTEN.date() + timedelta(days=1)
    with seeing(bo):
        file = file_of(file_id=alma.file_id, viewer=bo)
        for rule in ("fl.request_decision", "sol.follow_up"):
            deadlines.start(rule=rule, basis=WRITTEN, file=file, subject="x:1", actor=bo, at=WRITTEN)
        late = queries.due_without_meeting(viewer=bo, today=today)
        same = queries.due_without_meeting(viewer=bo, today=today, file_ids=[alma.file_id])
        none = queries.due_without_meeting(viewer=bo, today=today, file_ids=[])
    assert [(each.proposal_id, each.rule) for each in late] == [(draft.id, None), (draft.id, "fl.request_decision")]
    assert late[0].next_meeting is not None
    assert late[0].next_meeting.held_on > late[1].due_on > late[0].due_on
    assert (same, none) == (late, [])


def test_a_meeting_in_time_is_no_worry(office: Office, alma: Child) -> None:
    write(office, alma, replace(PLACED, planned_start_on=WRITTEN.date() + timedelta(weeks=5)))
    write(office, make_child(office, "hugo"), FIELDS)
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        assert queries.due_without_meeting(viewer=bo, today=WRITTEN.date()) == []


# --- Who holds which level --------------------------------------------------------------------------------------------

LEVELS: dict[str, tuple[Level, ...]] = {
    "ida": (),
    "bo": (Level.CASEWORKER,),
    "stina": (Level.CASEWORKER, Level.SENIOR),
    "mia": (Level.MANAGER,),
    "cia": (),
    "max": (),
    "kaj": (Level.COMMITTEE,),
    "olga": (Level.COMMITTEE, Level.BOARD),
    "nils": (),
}


@pytest.mark.parametrize("name", LEVELS)
def test_officials_hold_their_level_in_their_unit_and_the_elected_everywhere(office: Office, name: str) -> None:
    assert levels_of(unit_id=office.units["barn1"], viewer=office.viewer(name)) == LEVELS[name]


def test_who_may_decide_and_return(office: Office, alma: Child) -> None:
    may: dict[str, tuple[bool, bool]] = {}
    for name in ("bo", "mia"):
        viewer = office.viewer(name, PROPOSED)
        with seeing(viewer):
            file = file_of(file_id=alma.file_id, viewer=viewer)
        decides = user_can_decide(needed=Level.MANAGER, file=file, viewer=viewer)
        may[name] = (decides, user_can_return(needed=Level.MANAGER, file=file, proposed_by_id=None, viewer=viewer))
        if not may[name][1]:
            with pytest.raises(Refused):
                check_user_can_return(needed=Level.MANAGER, file=file, proposed_by_id=None, viewer=viewer)
    assert may == {"bo": (False, False), "mia": (True, True)}


def test_who_keeps_the_order(office: Office) -> None:
    keepers = [name for name in office.employees if user_can_keep_order(viewer=office.viewer(name))]
    assert keepers == ["rut", "adam"]
    check_user_can_keep_order(viewer=system_run("demo"))


def test_a_system_run_signs_nothing() -> None:
    with pytest.raises(Refused) as refused:
        named_person(viewer=system_run("import"))
    assert refused.value.verdict.codes == ("decisions.no_person",)
