"""Telling each party, the day of service, the start, and what is missing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.factories.decisions import DECIDED, FIELDS, NO_SERVICE, SOON, answer, decide, hand_in, proposed_to, write
from tests.factories.intake import receive, report_on
from tests.factories.investigations import carried_through
from tests.factories.people import Child, add_adult, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import Answer, DecisionView, Gap, Obstacle, Outcome, ServiceWait
from skyddsnat.domains.people.queries import guardians_of_file
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.actions import pass_cover
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.queries import document
from skyddsnat.kernel.verdict import Refused

LATER = DECIDED + timedelta(days=3)


@pytest.fixture
def made(office: Office, alma: Child) -> DecisionView:
    """A contact family for Alma, decided by Mia."""
    return read(office, decide(office, proposed_to(office, alma)))


def bo_later(office: Office) -> Viewer:
    return office.viewer("bo", LATER)


def read(office: Office, decision_id: int) -> DecisionView:
    """The decision as Bo sees it."""
    bo = bo_later(office)
    with seeing(bo):
        return queries.decision(decision_id=decision_id, viewer=bo)


def send(office: Office, made: DecisionView, person_id: int) -> int:
    """Bo sends the letter."""
    bo = bo_later(office)
    with seeing(bo):
        return actions.deliver(decision_id=made.id, person_id=person_id, how="Brev", actor=bo, at=DECIDED)


def test_each_party_is_told_by_name_and_is_shown_until_told(office: Office, alma: Child, made: DecisionView) -> None:
    """Lesson 7."""
    bo = bo_later(office)
    with seeing(bo):
        assert [gap.gap for gap in queries.gaps(file_id=alma.file_id, at=LATER, viewer=bo)] == [Gap.NOT_TOLD] * 2
    send(office, made, alma.guardians["eva"])
    with seeing(bo):
        (gap,) = queries.gaps(file_id=alma.file_id, at=LATER, viewer=bo)
    (left,) = read(office, made.id).untold
    assert left.person_id == alma.guardians["per"]
    assert gap.target == f"decisions.delivery:{left.id}"


def test_a_letter_is_sent_once(office: Office, alma: Child, made: DecisionView) -> None:
    send(office, made, alma.guardians["eva"])
    with pytest.raises(Refused) as refused:
        send(office, made, alma.guardians["eva"])
    assert refused.value.verdict.codes == ("decisions.sent",)


def test_the_appeal_time_runs_three_weeks_from_the_day_of_service(
    office: Office, alma: Child, made: DecisionView
) -> None:
    """FL 44 §."""
    delivery_id = send(office, made, alma.guardians["eva"])
    bo = bo_later(office)
    with seeing(bo):
        actions.serve(delivery_id=delivery_id, served_at=LATER, actor=bo, at=LATER)
        (clock,) = clocks_of(subject=f"decisions.delivery:{delivery_id}", viewer=bo)
        with pytest.raises(Refused) as refused:
            actions.serve(delivery_id=delivery_id, served_at=LATER, actor=bo, at=LATER)
    assert (clock.rule, clock.due_on) == ("fl.appeal", LATER.date() + timedelta(weeks=3))
    assert refused.value.verdict.codes == ("decisions.served",)


def test_what_was_not_sent_is_not_received(office: Office, made: DecisionView) -> None:
    bo = bo_later(office)
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.serve(delivery_id=made.untold[0].id, served_at=DECIDED, actor=bo, at=LATER)
    assert refused.value.verdict.codes == ("decisions.not_sent",)


def test_a_decision_that_cannot_be_appealed_starts_no_appeal_time(office: Office, alma: Child) -> None:
    nothing = read(office, decide(office, proposed_to(office, alma, NO_SERVICE), by="bo"))
    delivery_id = send(office, nothing, alma.guardians["eva"])
    bo = bo_later(office)
    with seeing(bo):
        actions.serve(delivery_id=delivery_id, served_at=LATER, actor=bo, at=LATER)
        assert clocks_of(subject=f"decisions.delivery:{delivery_id}", viewer=bo) == []
        assert queries.delivery(delivery_id=delivery_id, viewer=bo).served_at == LATER


def test_a_guardian_who_becomes_known_later_gets_a_letter_with_the_deciders_name(office: Office) -> None:
    """Lesson 7."""
    alma = make_child(office)
    made = read(office, decide(office, proposed_to(office, alma)))
    per = add_adult(office, alma, "per", by="bo", at=LATER)
    bo = bo_later(office)
    with seeing(bo):
        delivery_id = actions.add_party(decision_id=made.id, person_id=per, actor=bo, at=LATER)
        assert actions.add_party(decision_id=made.id, person_id=per, actor=bo, at=LATER) == delivery_id
        assert actions.deliver(decision_id=made.id, person_id=per, how="Brev", actor=bo, at=LATER) == delivery_id
        letter = document(document_id=queries.delivery(delivery_id=delivery_id, viewer=bo).letter_id, viewer=bo)
    assert (letter.recipient, letter.signed_by_id) == ("Per Åkerlund", office.employees["bo"])


def test_who_is_no_party_gets_no_letter(office: Office, alma: Child, made: DecisionView) -> None:
    with pytest.raises(Refused) as refused:
        send(office, made, alma.person_id)
    assert refused.value.verdict.codes == ("decisions.not_party",)


def test_a_protected_familys_letter_is_sent_when_a_second_person_has_passed_it(office: Office) -> None:
    """Lesson 15: neither who signed it nor anybody alone."""
    alma = make_child(office, protection=Protection.FLAG)
    made = read(office, decide(office, proposed_to(office, alma)))
    (letter,) = made.deliveries
    bo = bo_later(office)
    with seeing(bo):
        pass_cover(document_id=letter.letter_id, actor=bo, at=LATER)
        actions.deliver(decision_id=made.id, person_id=letter.person_id, how="Skatteverket", actor=bo, at=LATER)
    assert read(office, made.id).untold == ()


# --- The start --------------------------------------------------------------------------------------------------------


def test_the_start_meets_the_clock_and_ends_the_wait(office: Office, alma: Child, made: DecisionView) -> None:
    """SoL 34:1."""
    bo = bo_later(office)
    with seeing(bo):
        assert [each.id for each in queries.waiting_to_start(viewer=bo)] == [made.id]
        actions.record_start(decision_id=made.id, started_on=LATER.date(), actor=bo, at=LATER)
        (clock,) = clocks_of(subject=f"decisions.decision:{made.id}", viewer=bo)
        assert queries.waiting_to_start(viewer=bo, file_ids=[alma.file_id]) == []
        with pytest.raises(Refused) as refused:
            actions.record_start(decision_id=made.id, started_on=LATER.date(), actor=bo, at=LATER)
    assert clock.met_at == LATER
    assert read(office, made.id).started_on == LATER.date()
    assert refused.value.verdict.codes == ("decisions.started",)


def test_a_start_before_the_decision_is_refused(office: Office, made: DecisionView) -> None:
    """Lesson 4."""
    bo = bo_later(office)
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.record_start(decision_id=made.id, started_on=DECIDED.date() - timedelta(days=1), actor=bo, at=LATER)
    assert refused.value.verdict.codes == ("decisions.started_before_decision",)


def test_without_a_report_nobody_counts_the_wait(office: Office, alma: Child, made: DecisionView) -> None:
    bo = bo_later(office)
    with seeing(bo):
        assert queries.first_service_wait(file_id=alma.file_id, today=LATER.date(), viewer=bo) is None


def test_the_wait_runs_from_the_first_report_to_the_first_service(office: Office) -> None:
    alma = make_child(office)
    receive(office, report_on("alma"))
    made = read(office, decide(office, proposed_to(office, alma)))
    bo = bo_later(office)
    with seeing(bo):
        waiting = queries.first_service_wait(file_id=alma.file_id, today=LATER.date(), viewer=bo)
        actions.record_start(decision_id=made.id, started_on=DECIDED.date(), actor=bo, at=LATER)
        over = queries.first_service_wait(file_id=alma.file_id, today=LATER.date(), viewer=bo)
    assert waiting == ServiceWait(MORNING.date(), None, (LATER - MORNING).days)
    assert over == ServiceWait(MORNING.date(), DECIDED.date(), (DECIDED.date() - MORNING.date()).days)


# --- What is missing (lesson 4) ---------------------------------------------------------------------------------------


def test_a_closed_investigation_without_a_decision_shows_as_that(office: Office, alma: Child) -> None:
    """Lesson 4: nobody can appeal what was not decided."""
    behind = carried_through(office, alma, closed_at=DECIDED)
    bo = bo_later(office)
    with seeing(bo):
        (gap,) = queries.gaps(file_id=alma.file_id, at=LATER, viewer=bo)
    assert (gap.gap, gap.target) == (Gap.NO_DECISION, f"investigations.investigation:{behind.id}")
    assert gap.since == DECIDED


def test_a_service_whose_consent_was_taken_back_shows_as_that(office: Office, alma: Child) -> None:
    """Lesson 4."""
    proposed = proposed_to(office, alma)
    made = read(office, decide(office, proposed))
    answer(office, proposed, "per", Answer.REFUSES, at=LATER)
    bo = bo_later(office)
    with seeing(bo):
        gaps = queries.gaps(file_id=alma.file_id, at=LATER, viewer=bo)
    assert f"decisions.decision:{made.id}" in [gap.target for gap in gaps if gap.gap is Gap.NO_CONSENT]


def test_only_who_works_on_the_file_tells_and_starts(office: Office, alma: Child) -> None:
    placed = replace(FIELDS, most_suitable="family_home", chosen="family_home", obstacles=(), settled_by=None)
    made = read(office, decide(office, proposed_to(office, alma, placed), by="kaj"))
    delivery_id = send(office, made, alma.guardians["eva"])
    cia = office.viewer("cia", LATER)
    with seeing(cia):
        for call in (
            lambda: actions.deliver(
                decision_id=made.id, person_id=alma.guardians["per"], how="Brev", actor=cia, at=LATER
            ),
            lambda: actions.serve(delivery_id=delivery_id, served_at=LATER, actor=cia, at=LATER),
            lambda: actions.record_start(decision_id=made.id, started_on=SOON, actor=cia, at=LATER),
        ):
            with pytest.raises(NotOpen):
                call()


# --- Counts -----------------------------------------------------------------------------------------------------------


def test_obstacles_are_counted_without_names(office: Office, alma: Child) -> None:
    """R6 and R7."""
    decide(office, proposed_to(office, alma))
    late = replace(FIELDS, planned_start_on=SOON + timedelta(days=30), start_obstacles=(Obstacle.NO_PLACE,))
    decide(office, proposed_to(office, make_child(office, "hugo"), late))
    other = proposed_to(office, make_child(office, "elsa"), NO_SERVICE)
    decide(office, other, by="bo")
    mia = office.viewer("mia", LATER)
    month = (date(2026, 11, 1), date(2026, 12, 1))
    with seeing(mia):
        counted = queries.obstacle_counts(viewer=mia, since=month[0], until=month[1])
        before = queries.obstacle_counts(viewer=mia, since=date(2026, 10, 1), until=month[0])
    found = {each.obstacle: (each.instead, each.late) for each in counted.counts if each.instead or each.late}
    assert (counted.decisions, counted.differing, counted.changed) == (3, 2, 0)
    assert found == {Obstacle.MONEY: (2, 0), Obstacle.NO_PLACE: (2, 1)}
    assert before.decisions == 0


def test_an_outsider_counts_nothing(office: Office, alma: Child, made: DecisionView) -> None:
    max_ = office.viewer("max", LATER)
    with seeing(max_):
        counted = queries.obstacle_counts(viewer=max_, since=date(2026, 1, 1), until=date(2027, 1, 1))
    assert (counted.decisions, made.outcome) == (0, Outcome.AS_PROPOSED)


def test_a_draft_tells_nothing_to_anybody(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    bo = bo_later(office)
    with seeing(bo):
        assert queries.decision_on(proposal_id=draft.id, viewer=bo) is None
        assert queries.decisions_of_file(file_id=alma.file_id, viewer=bo) == []
        for call in (queries.decision, queries.delivery):
            with pytest.raises(queries.NoDecision):
                call(**{"decision_id" if call is queries.decision else "delivery_id": 0}, viewer=bo)


# --- Letters in English -----------------------------------------------------------------------------------------------


def printed(document_id: int) -> tuple[str, dict[str, Any]]:
    """The language of the document, and what was handed to its page."""
    row = Document.objects.get(pk=document_id)
    return row.language, row.source


def test_a_party_whose_language_is_english_gets_the_notice_in_english_beside_the_swedish_one(office: Office) -> None:
    alma = make_child(office, guardians=("eva", "liv"))
    made = read(office, decide(office, proposed_to(office, alma)))
    letters = {each.person_id: each for each in made.deliveries}
    liv = letters[alma.guardians["liv"]]
    assert letters[alma.guardians["eva"]].english_id is None
    assert liv.english_id is not None
    with seeing(bo_later(office)):
        (language, swedish), (other, english) = printed(liv.letter_id), printed(liv.english_id)
    assert (language, other) == ("sv", "en")
    assert (swedish["decision"], english["decision"]) == (
        "Kontaktfamilj, varannan helg beviljas.",
        "Granted: Contact family, every other week-end.",
    )
    assert english["decided_by"]["title"] == "unit manager"
    assert english["reasons"] == swedish["reasons"]


def test_a_letter_to_a_protected_party_waits_until_both_languages_are_passed(office: Office) -> None:
    """Lesson 15."""
    alma = make_child(office, guardians=())
    add_adult(office, alma, "liv", by="bo", protection=Protection.FLAG)
    proposed = write(office, alma)
    answer(office, replace(proposed, child=guarded(office, alma)), "liv")
    made = read(office, decide(office, hand_in(office, proposed)))
    (letter,) = made.deliveries
    assert letter.english_id is not None
    bo = bo_later(office)
    for document_id in (letter.letter_id, letter.english_id):
        with pytest.raises(Refused) as refused:
            send(office, made, letter.person_id)
        assert refused.value.verdict.codes == ("documents.not_passed",)
        with seeing(bo):
            pass_cover(document_id=document_id, actor=bo, at=LATER)
    assert send(office, made, letter.person_id) == letter.id


def guarded(office: Office, child: Child) -> Child:
    """The child with her guardians as they stand in the file."""
    bo = bo_later(office)
    with seeing(bo):
        (liv,) = guardians_of_file(file_id=child.file_id, on=LATER.date(), viewer=bo)
    return replace(child, guardians={"liv": liv.id})
