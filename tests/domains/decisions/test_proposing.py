"""Writing a proposal, asking for consent, handing it in, and getting it back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from tests.factories.decisions import FIELDS, NO_SERVICE, PROPOSED, WRITTEN, answer, decide, hand_in, proposed_to, write
from tests.factories.investigations import open_on, write_everything
from tests.factories.people import Child, make_child
from tests.factories.staff import Office

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.models import Proposal
from skyddsnat.domains.decisions.types import Answer, Kind, Level, Obstacle, ProposalFields, State
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.verdict import Refused

PLACED = replace(FIELDS, most_suitable="family_home", chosen="family_home", obstacles=(), settled_by=None)


def refused_codes(office: Office, proposal_id: int, *, by: str = "bo") -> tuple[str, ...]:
    """Why the proposal may not be handed in; the page and the action say the same."""
    viewer = office.viewer(by, PROPOSED)
    with seeing(viewer):
        verdict = queries.proposing_verdict(proposal_id=proposal_id, at=PROPOSED, viewer=viewer)
        view = queries.proposal(proposal_id=proposal_id, viewer=viewer)
        with pytest.raises(Refused) as refused:
            actions.propose(proposal_id=proposal_id, version=view.version, actor=viewer, at=PROPOSED)
    assert refused.value.verdict == verdict
    return verdict.codes


def test_an_empty_draft_is_kept_and_says_who_would_decide(office: Office, alma: Child) -> None:
    draft = write(office, alma, ProposalFields(kind=Kind.SERVICE, is_urgent=True))
    bo = office.viewer("bo", WRITTEN)
    with seeing(bo):
        (view,) = queries.proposals_of_file(file_id=alma.file_id, viewer=bo)
    assert (view.id, view.state, view.version) == (draft.id, State.DRAFT, 1)
    assert (view.section, view.level, view.reference, view.lix) == ("SoL 11:1", Level.SENIOR, "4.1", None)
    assert view.fields == ProposalFields(kind=Kind.SERVICE, is_urgent=True)
    assert not view.differs


def test_what_was_written_comes_back_as_it_was_written(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    bo = office.viewer("bo", WRITTEN)
    with seeing(bo):
        view = queries.proposal(proposal_id=draft.id, viewer=bo)
    assert view.fields == FIELDS
    assert view.differs
    assert (view.written_by, view.proposed_by, view.proposed_at) == ("Bo Handläggare", "", None)
    assert (view.section, view.level, view.reference) == ("SoL 13:7", Level.MANAGER, "4.2")


def test_saving_on_an_old_version_shows_what_the_other_wrote(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    mia = office.viewer("mia", PROPOSED)
    with seeing(mia):
        again = actions.save_proposal(
            investigation_id=draft.investigation,
            proposal_id=draft.id,
            version=1,
            fields=replace(FIELDS, reasons="Mias skäl."),
            actor=mia,
            at=PROPOSED,
        )
    assert again == (draft.id, 2)
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo):
        for version in (1, None):
            with pytest.raises(actions.ChangedMeanwhile) as changed:
                actions.save_proposal(
                    investigation_id=draft.investigation,
                    proposal_id=draft.id,
                    version=version,
                    fields=FIELDS,
                    actor=bo,
                    at=PROPOSED,
                )
        assert (changed.value.by, changed.value.at) == ("Mia Chef", PROPOSED)
        assert changed.value.now.fields.reasons == "Mias skäl."
        hand_in_again(office, draft.id)
        with pytest.raises(actions.ChangedMeanwhile):
            actions.return_proposal(proposal_id=draft.id, version=1, reason="x", actor=bo, at=PROPOSED)


def hand_in_again(office: Office, proposal_id: int) -> None:
    """Everybody consents and Bo hands in what stands there now."""
    bo = office.viewer("bo", PROPOSED)
    view = queries.proposal(proposal_id=proposal_id, viewer=bo)
    for asked in queries.asked(proposal_id=proposal_id, on=PROPOSED.date(), viewer=bo):
        actions.record_consent(
            proposal_id=proposal_id,
            person_id=asked.person_id,
            answer=Answer.CONSENTS,
            given_at=PROPOSED,
            how="Samtal",
            words="",
            actor=bo,
            at=PROPOSED,
        )
    actions.propose(proposal_id=proposal_id, version=view.version, actor=bo, at=PROPOSED)


def test_each_guardian_is_asked_by_name_before_the_proposal_is_handed_in(office: Office, alma: Child) -> None:
    """Lesson 7."""
    draft = write(office, alma)
    answer(office, draft, "eva")
    assert refused_codes(office, draft.id) == ("decisions.consent_not_asked",)
    answer(office, draft, "per", Answer.NOT_REACHED)
    bo = office.viewer("bo", WRITTEN)
    with seeing(bo):
        asked = queries.asked(proposal_id=draft.id, on=WRITTEN.date(), viewer=bo)
        given = queries.consents(proposal_id=draft.id, viewer=bo)
    answers = {each.person_id: each.answer.answer for each in asked if each.answer}
    assert answers == {alma.guardians["eva"]: Answer.CONSENTS, alma.guardians["per"]: Answer.NOT_REACHED}
    assert [each.answer for each in given] == [Answer.NOT_REACHED, Answer.CONSENTS]
    assert hand_in(office, draft).version == 2


def test_a_child_of_fifteen_is_asked_too(office: Office) -> None:
    """Lesson 7: Elsa is 16, Alma 8."""
    elsa = make_child(office, "elsa")
    draft = write(office, elsa)
    bo = office.viewer("bo", WRITTEN)
    with seeing(bo):
        asked = queries.asked(proposal_id=draft.id, on=WRITTEN.date(), viewer=bo)
    assert [(each.person_id, each.is_child) for each in asked] == [
        (elsa.person_id, True),
        (elsa.guardians["eva"], False),
    ]
    answer(office, draft, "eva")
    assert refused_codes(office, draft.id) == ("decisions.consent_not_asked",)
    answer(office, draft, "child")
    hand_in(office, draft)


def test_an_answer_is_about_one_service(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    answer(office, draft, "eva", service="family_home")
    bo = office.viewer("bo", WRITTEN)
    with seeing(bo):
        proposed = queries.asked(proposal_id=draft.id, on=WRITTEN.date(), viewer=bo)
        other = queries.asked(proposal_id=draft.id, on=WRITTEN.date(), viewer=bo, service="family_home")
    assert [each.answer is None for each in proposed] == [True, True]
    assert sorted(each.answer is None for each in other) == [False, True]


def test_whoever_is_not_asked_gives_no_answer(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    with pytest.raises(Refused) as refused:
        answer(office, draft, "child")
    assert refused.value.verdict.codes == ("decisions.not_to_be_asked",)
    nothing = write(office, make_child(office, "hugo", guardians=("eva",)), NO_SERVICE)
    with pytest.raises(Refused):
        answer(office, nothing, "eva")


def test_handing_in_stores_who_decides_and_how_hard_the_childs_version_is(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma)
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo):
        view = queries.proposal(proposal_id=proposed.id, viewer=bo)
        (event,) = Event.objects.filter(deed="decisions.proposal.proposed")
    assert (view.state, view.level, view.reference) == (State.PROPOSED, Level.MANAGER, "4.2")
    assert (view.proposed_by, view.proposed_at) == ("Bo Handläggare", PROPOSED)
    assert view.lix is not None
    assert view.lix < 40
    assert (event.actor_id, event.details["to"]) == (office.employees["bo"], "proposed")


def test_the_database_refuses_a_difference_without_an_obstacle(office: Office, alma: Child) -> None:
    """R7: also when one side is no service at all."""
    proposed = proposed_to(office, alma)
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo):
        rows = Proposal.objects.filter(pk=proposed.id)
        for changes in (
            {"obstacles": []},
            {"obstacles": [], "chosen": None},
            {"child_version": ""},
            {"is_urgent": True},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**changes)


def test_a_running_investigation_holds_the_proposal_unless_it_cannot_wait(office: Office, alma: Child) -> None:
    running = open_on(office, alma)
    same = replace(FIELDS, most_suitable="contact_family", obstacles=(), settled_by=None)
    draft = write(office, alma, same, investigation=running)
    for guardian in alma.guardians:
        answer(office, draft, guardian)
    assert refused_codes(office, draft.id) == ("decisions.investigation_open", "decisions.no_best_interests")
    write_everything(office, running)
    urgent = replace(same, is_urgent=True, urgent_reason="Alma har ingenstans att vara i helgen.")
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo):
        actions.save_proposal(
            investigation_id=running.id, proposal_id=draft.id, version=1, fields=urgent, actor=bo, at=WRITTEN
        )
    hand_in(office, replace(draft, version=2))


def test_the_urgent_route_shows_how_long_it_was_planned_and_the_next_meeting(office: Office, alma: Child) -> None:
    """Lesson 5."""
    draft = write(office, alma, PLACED)
    other = write(office, make_child(office, "hugo"))
    bo = office.viewer("bo", PROPOSED)
    today = WRITTEN.date() + timedelta(days=3)
    with seeing(bo):
        shown = queries.urgency(proposal_id=draft.id, today=today, viewer=bo)
        ordinary = queries.urgency(proposal_id=other.id, today=today, viewer=bo)
    assert shown.next_meeting is not None
    assert (shown.days_planned, shown.next_meeting.held_on) == (3, WRITTEN.date() + timedelta(weeks=5))
    assert not shown.chair_may_decide
    assert ordinary.next_meeting is None


def test_the_committee_sees_the_file_from_the_proposal_until_the_decision(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma, PLACED)
    kaj = office.viewer("kaj", PROPOSED + timedelta(hours=1))
    with seeing(kaj):
        assert [view.id for view in queries.waiting_for(viewer=kaj)] == [proposed.id]
        actions.return_proposal(
            proposal_id=proposed.id,
            version=proposed.version,
            reason="Vad säger Alma själv?",
            actor=kaj,
            at=PROPOSED + timedelta(hours=1),
        )
    later = office.viewer("kaj", PROPOSED + timedelta(hours=2))
    with seeing(later), pytest.raises(NotOpen):
        queries.proposal(proposal_id=proposed.id, viewer=later)
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo):
        view = queries.proposal(proposal_id=proposed.id, viewer=bo)
    assert (view.state, view.return_reason) == (State.RETURNED, "Vad säger Alma själv?")
    assert (view.proposed_at, view.proposed_by_id) == (None, None)


def test_a_committee_member_with_a_conflict_is_not_given_the_file(office: Office, alma: Child) -> None:
    draft = write(office, alma, PLACED)
    mia = office.viewer("mia", WRITTEN)
    with seeing(mia):
        declare_conflict(
            file_id=alma.file_id, employee_id=office.employees["kaj"], reason="Morbror.", actor=mia, at=WRITTEN
        )
    for guardian in alma.guardians:
        answer(office, draft, guardian)
    hand_in(office, draft)
    seen = {name: bool(office.viewer(name, PROPOSED + timedelta(hours=1)).files) for name in ("kaj", "olga")}
    assert seen == {"kaj": False, "olga": True}


def test_without_a_meeting_ahead_the_board_sees_the_file_for_thirty_days(office: Office, alma: Child) -> None:
    board = replace(PLACED, most_suitable="residential_care", chosen="residential_care")
    proposed_to(office, alma, board)
    assert office.viewer("olga", PROPOSED + timedelta(days=29)).files
    assert not office.viewer("olga", PROPOSED + timedelta(days=30)).files


def test_the_seniors_of_the_unit_see_what_waits_for_them(office: Office, alma: Child) -> None:
    level = replace(FIELDS, most_suitable="parent_support", chosen="parent_support", obstacles=(), settled_by=None)
    proposed = proposed_to(office, alma, level)
    stina = office.viewer("stina", PROPOSED + timedelta(hours=1))
    with seeing(stina):
        assert [view.id for view in queries.waiting_for(viewer=stina)] == [proposed.id]
    dag = office.viewer("dag", PROPOSED + timedelta(hours=1))
    with seeing(dag):
        assert queries.waiting_for(viewer=dag) == []


def test_what_waits_is_shown_to_those_who_may_decide_it(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma)
    waiting = {}
    for name in ("bo", "mia", "max"):
        viewer = office.viewer(name, PROPOSED)
        with seeing(viewer):
            waiting[name] = [view.id for view in queries.waiting_for(viewer=viewer)]
    assert waiting == {"bo": [], "mia": [proposed.id], "max": []}


def test_whoever_handed_it_in_may_take_it_back_and_nobody_else_beside_the_decider(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma, PLACED)
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo):
        assert queries.returning_verdict(proposal_id=proposed.id, viewer=bo).allowed
        actions.return_proposal(
            proposal_id=proposed.id, version=proposed.version, reason="Ny uppgift.", actor=bo, at=PROPOSED
        )
    hand_in(office, replace(proposed, version=proposed.version + 1))
    mia = office.viewer("mia", PROPOSED)
    with seeing(mia), pytest.raises(Refused) as refused:
        actions.return_proposal(
            proposal_id=proposed.id, version=proposed.version + 2, reason="Nej.", actor=mia, at=PROPOSED
        )
    assert refused.value.verdict.codes == ("decisions.not_decider",)


def test_what_is_handed_in_is_not_written_on(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma)
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.save_proposal(
            investigation_id=proposed.investigation,
            proposal_id=proposed.id,
            version=proposed.version,
            fields=FIELDS,
            actor=bo,
            at=PROPOSED,
        )
    assert refused.value.verdict.codes == ("decisions.is_proposed",)


def test_somebody_with_a_conflict_neither_writes_nor_hands_in(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    for guardian in alma.guardians:
        answer(office, draft, guardian)
    bo = office.viewer("bo", WRITTEN)
    with seeing(bo):
        declare_conflict(file_id=alma.file_id, reason="Granne.", actor=bo, at=WRITTEN)
    assert refused_codes(office, draft.id) == ("access.conflict",)
    with pytest.raises(Refused):
        answer(office, draft, "eva")


def test_a_system_run_proposes_nothing(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    run = system_run("import", units=frozenset({office.units["barn1"]}))
    with seeing(run), pytest.raises(NotOpen):
        queries.proposal(proposal_id=draft.id, viewer=run)


def test_nobody_outside_sees_or_changes_a_proposal(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    cia = office.viewer("cia", WRITTEN)
    with seeing(cia):
        with pytest.raises(NotOpen):
            queries.proposal(proposal_id=draft.id, viewer=cia)
        with pytest.raises(NotOpen):
            actions.propose(proposal_id=draft.id, version=1, actor=cia, at=PROPOSED)
        with pytest.raises(NotOpen):
            actions.save_proposal(investigation_id=draft.investigation, fields=FIELDS, actor=cia, at=PROPOSED)
        assert queries.proposals_of_file(file_id=alma.file_id, viewer=cia) == []


def test_an_unknown_service_is_refused(office: Office, alma: Child) -> None:
    with pytest.raises(queries.UnknownService):
        write(office, alma, replace(FIELDS, chosen="made_up"))


def test_a_start_far_away_names_its_cause(office: Office, alma: Child) -> None:
    late = replace(FIELDS, planned_start_on=PROPOSED.date() + timedelta(days=51))
    draft = write(office, alma, late)
    for guardian in alma.guardians:
        answer(office, draft, guardian)
    assert refused_codes(office, draft.id) == ("decisions.late_without_obstacle",)
    bo = office.viewer("bo", WRITTEN)
    named = replace(late, start_obstacles=(Obstacle.NO_PLACE,))
    with seeing(bo):
        actions.save_proposal(
            investigation_id=draft.investigation, proposal_id=draft.id, version=1, fields=named, actor=bo, at=WRITTEN
        )
    decide(office, hand_in(office, replace(draft, version=2)))
