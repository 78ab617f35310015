"""Deciding: the three checks, the papers, the clocks, and what the decider must be told."""

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from tests.factories.decisions import (
    CLOSED,
    DECIDED,
    FIELDS,
    NO_SERVICE,
    PROPOSED,
    Proposed,
    answer,
    decide,
    hand_in,
    proposed_to,
    write,
)
from tests.factories.investigations import carried_through
from tests.factories.people import Child, make_child
from tests.factories.staff import Office

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.models import Decision, Proposal
from skyddsnat.domains.decisions.types import (
    Answer,
    FactKind,
    Kind,
    Level,
    Obstacle,
    Outcome,
    RulingFields,
    Settler,
    State,
)
from skyddsnat.domains.investigations.types import Result
from skyddsnat.domains.journal.actions import hold_talk
from skyddsnat.domains.journal.types import Understood
from skyddsnat.domains.people.actions import add_relation
from skyddsnat.domains.people.types import NewPerson, Protection, RelationKind
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.models import Document
from skyddsnat.foundation.documents.queries import documents_of_file
from skyddsnat.kernel.verdict import Refused

PLACED = replace(FIELDS, most_suitable="family_home", chosen="family_home", obstacles=(), settled_by=None)
CHANGED: dict[str, Any] = {
    "reasons": "Kontaktfamiljen är full.",
    "change_reason": "Platsen är borta.",
    "child_version": "Vi ville att du skulle få en kontaktfamilj. Det fanns ingen plats.",
    "obstacles": (Obstacle.NO_PLACE,),
    "settled_by": Settler.PROVIDER,
}


def refused_codes(office: Office, proposed: Proposed, **said: Any) -> tuple[str, ...]:
    """Why it may not be decided."""
    with pytest.raises(Refused) as refused:
        decide(office, proposed, **said)
    return refused.value.verdict.codes


def words_of(document_id: int) -> str:
    """Every text that the document was made from."""
    return str(Document.objects.values_list("source", flat=True).get(pk=document_id))


# --- The signature ----------------------------------------------------------------------------------------------------


def test_the_manager_decides_by_line_4_2_and_the_service_must_start_within_three_months(
    office: Office, alma: Child
) -> None:
    decision_id = decide(office, proposed_to(office, alma))
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
        view = queries.proposal(proposal_id=made.proposal_id, viewer=bo)
        (clock,) = clocks_of(subject=f"decisions.decision:{decision_id}", viewer=bo)
    assert (made.kind, made.outcome, made.level) == (Kind.SERVICE, Outcome.AS_PROPOSED, Level.MANAGER)
    assert made.right == "Enhetschef, punkt 4.2 i delegationsordningen"
    assert made.obstacles == (Obstacle.MONEY, Obstacle.NO_PLACE)
    assert (made.decided_by, made.presented_by) == ("Mia Chef", "Bo Handläggare")
    assert (clock.rule, clock.due_on) == ("sol.unexecuted_decision", date(2027, 2, 23))
    assert {each.person_id for each in made.untold} == set(alma.guardians.values())
    assert (view.state, view.version) == (State.DECIDED, 3)


def test_what_is_signed_is_never_changed(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma)
    decision_id = decide(office, proposed)
    assert "decisions.is_decided" in refused_codes(office, replace(proposed, version=3))
    mia = office.viewer("mia", DECIDED)
    with seeing(mia):
        for rows in (Decision.objects.filter(pk=decision_id), Proposal.objects.filter(pk=proposed.id)):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(reasons="Andra skäl.")


def test_two_deciders_cannot_sign_the_same_proposal(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma)
    with pytest.raises(actions.ChangedMeanwhile):
        decide(office, replace(proposed, version=1))


def test_three_checks_at_every_signature(office: Office, alma: Child) -> None:
    """Lesson 5: the law's list and the order of the day, then the conflict of interest, all said at once."""
    proposed = proposed_to(office, alma, PLACED)
    assert refused_codes(office, proposed, by="mia") == ("decisions.delegation",)
    assert refused_codes(office, proposed, by="kaj", no_conflict=False) == ("decisions.conflict",)
    mia = office.viewer("mia", PROPOSED)
    with seeing(mia):
        declare_conflict(file_id=alma.file_id, reason="Svägerska.", actor=mia, at=PROPOSED)
    assert refused_codes(office, proposed, by="mia") == ("decisions.delegation", "decisions.conflict")
    made = decide(office, proposed, by="kaj")
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        view = queries.decision(decision_id=made, viewer=bo)
    assert (view.level, view.right) == (Level.COMMITTEE, "Utskottet, punkt 4.3 i delegationsordningen")


def test_a_line_that_ended_gives_no_right_on_the_day_of_the_signature(office: Office, alma: Child) -> None:
    """Lesson 5: the order in force that day, not the day of the proposal."""
    proposed = proposed_to(office, alma)
    rut = office.viewer("rut", PROPOSED)
    with seeing(rut):
        line = next(each for each in queries.delegation_on(day=PROPOSED.date()) if each.reference == "4.2")
        actions.end_delegation(delegation_id=line.id, valid_to=DECIDED.date(), actor=rut, at=PROPOSED)
    assert refused_codes(office, proposed) == ("decisions.delegation",)


def test_a_caseworker_decides_in_her_own_files_what_the_order_gives_her(office: Office, alma: Child) -> None:
    decision_id = decide(office, proposed_to(office, alma, NO_SERVICE), by="bo")
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
        record = words_of(made.internal_document_id)
        assert clocks_of(subject=f"decisions.decision:{decision_id}", viewer=bo) == []
    assert (made.kind, made.level, made.is_appealable) == (Kind.NO_SERVICE, Level.CASEWORKER, False)
    assert "presented_by" not in record
    assert "laglighetsprövning" in record


def test_the_same_verdict_disables_the_button(office: Office, alma: Child) -> None:
    proposed = proposed_to(office, alma)
    verdicts = {}
    for name in ("mia", "bo"):
        viewer = office.viewer(name, DECIDED)
        with seeing(viewer):
            verdicts[name] = queries.deciding_verdict(proposal_id=proposed.id, at=DECIDED, viewer=viewer).codes
            ruling = RulingFields(outcome=Outcome.REFUSED)
            why = queries.deciding_verdict(proposal_id=proposed.id, at=DECIDED, viewer=viewer, ruling=ruling)
            assert "decisions.no_change_reason" in why.codes
    assert verdicts == {"mia": (), "bo": ("decisions.delegation",)}


def test_the_log_says_who_decided_by_what_right(office: Office, alma: Child) -> None:
    decision_id = decide(office, proposed_to(office, alma))
    mia = office.viewer("mia", DECIDED)
    with seeing(mia):
        (event,) = Event.objects.filter(deed="decisions.decision.made")
    assert (event.actor_id, event.target) == (office.employees["mia"], f"decisions.decision:{decision_id}")
    assert event.details["right"] == "Enhetschef, punkt 4.2 i delegationsordningen"
    assert event.details["no_conflict"] is True


def test_after_the_decision_the_committee_no_longer_sees_the_file(office: Office, alma: Child) -> None:
    decision_id = decide(office, proposed_to(office, alma, PLACED), by="kaj")
    kaj = office.viewer("kaj", DECIDED + timedelta(seconds=1))
    with seeing(kaj), pytest.raises(NotOpen):
        queries.decision(decision_id=decision_id, viewer=kaj)


# --- Changed and refused ----------------------------------------------------------------------------------------------


def test_a_refusal_may_be_appealed_and_starts_no_clock(office: Office, alma: Child) -> None:
    """R6: what the decider changed is kept beside what was proposed."""
    proposed = proposed_to(office, alma)
    decision_id = decide(office, proposed, outcome=Outcome.REFUSED, **CHANGED)
    mia = office.viewer("mia", DECIDED)
    with seeing(mia):
        made = queries.decision(decision_id=decision_id, viewer=mia)
        assert clocks_of(subject=f"decisions.decision:{decision_id}", viewer=mia) == []
        assert queries.decision_on(proposal_id=proposed.id, viewer=mia) == made
    assert (made.kind, made.chosen, made.is_appealable) == (Kind.REFUSAL, None, True)
    assert (made.obstacles, made.settled_by) == ((Obstacle.NO_PLACE,), Settler.PROVIDER)
    assert made.most_suitable is not None
    assert made.most_suitable.code == "family_treatment_home"
    assert (made.change_reason, made.child_version) == (CHANGED["change_reason"], CHANGED["child_version"])
    assert not made.is_waiting


def test_a_changed_service_needs_consent_to_that_service(office: Office, alma: Child) -> None:
    """Lesson 7: a yes to a contact family is no yes to a contact person."""
    proposed = proposed_to(office, alma)
    change: dict[str, Any] = {**CHANGED, "outcome": Outcome.CHANGED, "chosen": "contact_person"}
    assert refused_codes(office, proposed, **change) == ("consent.missing",)
    for guardian in alma.guardians:
        answer(office, proposed, guardian, service="contact_person", at=PROPOSED)
    decision_id = decide(office, proposed, **change)
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
    assert made.chosen is not None
    assert (made.outcome, made.chosen.code) == (Outcome.CHANGED, "contact_person")


def test_one_guardians_no_stops_the_service(office: Office, alma: Child) -> None:
    """Lesson 7."""
    draft = write(office, alma)
    answer(office, draft, "eva")
    answer(office, draft, "per", Answer.REFUSES)
    assert refused_codes(office, hand_in(office, draft)) == ("consent.missing",)


def test_from_fifteen_the_childs_own_yes_may_be_enough(office: Office) -> None:
    """SoL 21:1: suitable without the guardian, and the reason stands in the proposal."""
    elsa = make_child(office, "elsa")
    suits = replace(FIELDS, without_guardians_reason="Elsa söker själv och behöver någon utanför hemmet.")
    draft = write(office, elsa, suits)
    answer(office, draft, "eva", Answer.REFUSES)
    answer(office, draft, "child")
    decision_id = decide(office, hand_in(office, draft))
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
        assert "21 kap. 1 § SoL" in words_of(made.internal_document_id)
    assert [each.person_id for each in made.deliveries] == [elsa.person_id, elsa.guardians["eva"]]


# --- News -------------------------------------------------------------------------------------------------------------


def test_the_latest_facts_are_told_before_the_decision(office: Office, alma: Child) -> None:
    """Lesson 10: a talk and an answer that came after the paper was handed in."""
    proposed = proposed_to(office, alma, PLACED)
    bo = office.viewer("bo", PROPOSED + timedelta(hours=1))
    with seeing(bo):
        hold_talk(
            talk_id=None,
            file_id=alma.file_id,
            held_at=PROPOSED + timedelta(hours=1),
            place="Skolan",
            purpose="Alma ville prata.",
            was_alone=True,
            not_alone_reason="",
            childs_words="Jag vill inte flytta.",
            told="Att förslaget ligger hos utskottet.",
            understood=Understood.YES,
            understood_how="",
            already_told="",
            version=None,
            actor=bo,
            at=PROPOSED + timedelta(hours=2),
        )
    answer(office, proposed, "per", Answer.REFUSES, at=PROPOSED + timedelta(hours=3))
    kaj = office.viewer("kaj", DECIDED)
    with seeing(kaj):
        facts = queries.facts_since(proposal_id=proposed.id, viewer=kaj)
    assert [fact.kind for fact in facts] == [FactKind.CONSENT, FactKind.TALK]
    assert refused_codes(office, proposed, by="kaj", facts_told=0) == ("decisions.new_facts", "consent.missing")


def test_a_draft_has_no_news(office: Office, alma: Child) -> None:
    draft = write(office, alma)
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo):
        assert queries.facts_since(proposal_id=draft.id, viewer=bo) == []


# --- Follow-up --------------------------------------------------------------------------------------------------------


def test_a_follow_up_ends_six_months_after_the_investigation_was_closed(office: Office, alma: Child) -> None:
    """SoL 23:5: not six months after the decision."""
    behind = carried_through(office, alma, result=Result.FOLLOW_UP, closed_at=CLOSED)
    follow_up = replace(NO_SERVICE, kind=Kind.FOLLOW_UP)
    decide(office, hand_in(office, write(office, alma, follow_up, investigation=behind)))
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        clocks = clocks_of(subject=f"investigations.investigation:{behind.id}", viewer=bo)
    (clock,) = (each for each in clocks if each.rule == "sol.follow_up")
    assert clock.due_on == date(2027, 5, 20)


# --- The papers -------------------------------------------------------------------------------------------------------


def test_one_signature_makes_the_record_the_childs_letter_and_one_to_each_party(office: Office, alma: Child) -> None:
    """Lesson 3: each letter starts empty and carries its own recipient."""
    decision_id = decide(office, proposed_to(office, alma))
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
        papers = documents_of_file(file_id=alma.file_id, viewer=bo)
        mine = [paper for paper in papers if paper.subject == f"decisions.proposal:{made.proposal_id}"]
        letters = {words_of(each.letter_id) for each in made.deliveries}
    assert sorted(paper.kind for paper in mine) == [
        "child_decision",
        "decision_letter",
        "decision_letter",
        "decision_record",
    ]
    assert all(paper.is_locked and paper.signed_by_id == office.employees["mia"] for paper in mine)
    assert {"Eva" in text and "Per" in text for text in letters} == {False}


def test_a_name_left_out_of_the_notice_stands_in_the_record(office: Office, alma: Child) -> None:
    """FL 31 and 33 §§."""
    decision_id = decide(
        office, proposed_to(office, alma), hides_name=True, hides_name_reason="Hot mot handläggaren den 2 november."
    )
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
        outgoing = [made.child_letter_id, *(each.letter_id for each in made.deliveries)]
        for document_id in outgoing:
            text = words_of(document_id) + _text(document_id)
            assert not re.search("Mia|Bo Handl", text)
        assert "Mia Chef" in words_of(made.internal_document_id)
        assert "Hot mot" in words_of(made.internal_document_id)


def _text(document_id: int) -> str:
    content = Document.objects.values_list("content", flat=True).get(pk=document_id)
    with pikepdf.open(BytesIO(bytes(content))) as pdf:
        return str(pdf.docinfo) + bytes(pdf.Root.Metadata.read_bytes()).decode()


def test_the_childs_letter_explains_its_hard_words(office: Office, alma: Child) -> None:
    hard = replace(FIELDS, child_version="Vi har gjort en utredning om dig. Du får ett ja till en insats.")
    decision_id = decide(office, proposed_to(office, alma, hard))
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        text = words_of(queries.decision(decision_id=decision_id, viewer=bo).child_letter_id)
    assert "Insats" in text
    assert "hjälp eller stöd" in text


def test_a_protected_childs_number_is_on_no_letter_and_no_letter_leaves_unpassed(office: Office) -> None:
    """Lesson 15: a second person passes it first."""
    alma = make_child(office, protection=Protection.REGISTRATION)
    decision_id = decide(office, proposed_to(office, alma))
    bo = office.viewer("bo", DECIDED)
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
        papers = {paper.id: paper for paper in documents_of_file(file_id=alma.file_id, viewer=bo)}
        (letter,) = made.deliveries
        assert papers[letter.letter_id].needs_passing
        assert "TF12" in words_of(made.internal_document_id)
        assert "TF12" not in words_of(letter.letter_id)
        with pytest.raises(Refused) as refused:
            actions.deliver(decision_id=decision_id, person_id=letter.person_id, how="Brev", actor=bo, at=DECIDED)
    assert refused.value.verdict.codes == ("documents.not_passed",)


def test_a_letter_goes_to_the_address_by_hand_or_through_the_tax_agency(office: Office) -> None:
    """Lesson 15: a protected person's address is printed on nothing."""
    alma = make_child(office)
    at_home = NewPerson(given_name="Per", family_name="Åkerlund", address="Storgatan 1, 999 99 Norrhamn")
    hidden = replace(at_home, given_name="Siv", protection=Protection.REGISTRATION, address="Hemliga gatan 9")
    bo = office.viewer("bo", PROPOSED)
    with seeing(bo):
        for other in (at_home, hidden):
            add_relation(
                file_id=alma.file_id, other=other, kind=RelationKind.GUARDIAN, lives_together=True, starts_on=None,
                note="", actor=bo, at=CLOSED - timedelta(days=20),
            )  # fmt: skip
    decision_id = decide(office, proposed_to(office, alma, NO_SERVICE), by="bo")
    with seeing(bo):
        made = queries.decision(decision_id=decision_id, viewer=bo)
        sources = [Document.objects.values_list("source", flat=True).get(pk=each.letter_id) for each in made.deliveries]
    to = {source["recipient"]["name"]: source["recipient"] for source in sources}
    assert to["Per Åkerlund"]["address"] == ["Storgatan 1", "999 99 Norrhamn"]
    assert (to["Siv Åkerlund"]["address"], to["Siv Åkerlund"]["delivery"]) == ([], "tax_agency")
    assert to["Eva Åkerlund"]["delivery"] == "by_hand"
    assert "Hemliga" not in str(sources)
