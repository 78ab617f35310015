"""What is done in an investigation and a decision, each by whoever would do it."""

from datetime import date, datetime, timedelta
from typing import Any

from skyddsnat.demo import acts
from skyddsnat.demo.acts import Stage
from skyddsnat.demo.families import Child
from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions import queries as decided
from skyddsnat.domains.decisions.types import Answer, AppealOutcome, Outcome, ProposalFields, ProposalView
from skyddsnat.domains.investigations import actions as investigations
from skyddsnat.domains.investigations import queries as known
from skyddsnat.domains.investigations.types import AnalysisFields, ExtensionReason, PlanFields, Result, View
from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal.types import NoteKind, Understood
from skyddsnat.domains.people.queries import parties_of_file
from skyddsnat.foundation.documents.actions import pass_cover
from skyddsnat.foundation.documents.queries import document
from skyddsnat.kernel.stockholm import local_date

# --- Investigation ----------------------------------------------------------------------------------------------------


def tell_parties(stage: Stage, child: Child, case: int, how: str, at: datetime, *, withhold: str = "") -> None:
    """Each party is told of the opening, also who has become one since. With `withhold`, the last waits, for that."""
    with stage.place.acting(stage.hand(child), at) as actor:
        listed = {each.person_id for each in known.notices(investigation_id=case, viewer=actor)}
        for party in parties_of_file(file_id=child.file_id, on=local_date(at), viewer=actor):
            if party.id not in listed:
                investigations.add_party(investigation_id=case, person_id=party.id, actor=actor, at=at)
        waiting = [each for each in known.notices(investigation_id=case, viewer=actor) if not each.is_told]
        for notice in waiting[:-1] if withhold else waiting:
            investigations.tell_party(notice_id=notice.id, how=how, told_at=at, actor=actor, at=at)
        if withhold and waiting:
            until = local_date(at) + timedelta(days=30)
            investigations.withhold_notice(notice_id=waiting[-1].id, reason=withhold, until=until, actor=actor, at=at)
    acts.send_letters(stage, child, f"investigations.investigation:{case}", at, how=how)


def withhold_again(stage: Stage, child: Child, case: int, reason: str, until: date, at: datetime) -> None:
    """Whoever was not to be told until a day is not to be told until a later one."""
    with stage.place.acting(stage.hand(child), at) as actor:
        for notice in known.notices(investigation_id=case, viewer=actor):
            if notice.withheld_until is not None and not notice.is_told:
                investigations.withhold_notice(notice_id=notice.id, reason=reason, until=until, actor=actor, at=at)


def plan(stage: Stage, child: Child, case: int, fields: PlanFields, at: datetime) -> None:
    """The plan is written."""
    with stage.place.acting(stage.hand(child), at) as actor:
        investigations.save_plan(investigation_id=case, version=None, fields=fields, actor=actor, at=at)


def note_area(stage: Stage, child: Child, case: int, area: str, text: str, at: datetime, **said: Any) -> None:
    """Something that is known, in the area with that code."""
    given: dict[str, Any] = {"view": View.FACT, "source": "", "source_on": local_date(at)} | said
    with stage.place.acting(stage.hand(child), at) as actor:
        area_id = next(each.id for each in known.areas() if each.code == area)
        investigations.write_area_note(
            investigation_id=case,
            area_id=area_id,
            text=text,
            actor=actor,
            at=at,
            **given,
        )


def wait(stage: Stage, child: Child, case: int, for_whom: str, what: str, until: date, at: datetime) -> int:
    """We wait for somebody's answer."""
    with stage.place.acting(stage.hand(child), at) as actor:
        return investigations.wait_for(
            investigation_id=case, for_whom=for_whom, what=what, until=until, actor=actor, at=at
        )


def stop_waiting(stage: Stage, child: Child, waiting: int, at: datetime) -> None:
    """The answer came."""
    with stage.place.acting(stage.hand(child), at) as actor:
        investigations.stop_waiting(waiting_id=waiting, actor=actor, at=at)


def extend(
    stage: Stage, child: Child, case: int, until: date, code: ExtensionReason, reason: str, at: datetime
) -> None:
    """The manager of the unit lets the investigation take longer."""
    with stage.place.acting(stage.place.manager_of(child.unit), at) as manager:
        investigations.extend(investigation_id=case, until=until, reason_code=code, reason=reason, actor=manager, at=at)


def analyse(stage: Stage, child: Child, case: int, fields: AnalysisFields, at: datetime) -> None:
    """The analysis is written."""
    with stage.place.acting(stage.hand(child), at) as actor:
        version = known.investigation(investigation_id=case, viewer=actor).version
        investigations.save_analysis(investigation_id=case, version=version, fields=fields, actor=actor, at=at)


def communicate(stage: Stage, child: Child, case: int, answer_by: date, at: datetime) -> list[int]:
    """The investigation is sent to each party that it was not sent to. The ids of what was sent."""
    with stage.place.acting(stage.hand(child), at) as actor:
        parties = parties_of_file(file_id=child.file_id, on=local_date(at), viewer=actor)
        sent = {each.person_id for each in known.communications(investigation_id=case, viewer=actor)}
        made = [
            investigations.communicate(
                investigation_id=case, person_id=party.id, how="brev", answer_by=answer_by, actor=actor, at=at
            )
            for party in parties
            if party.id not in sent
        ]
    acts.send_letters(stage, child, f"investigations.investigation:{case}", at)
    return made


def note_answer(stage: Stage, child: Child, communication: int, answer: str, at: datetime) -> None:
    """What a party said about the investigation."""
    with stage.place.acting(stage.hand(child), at) as actor:
        investigations.record_answer(communication_id=communication, answer=answer, answered_at=at, actor=actor, at=at)


def close(stage: Stage, child: Child, case: int, result: Result, at: datetime) -> None:
    """Signed and closed."""
    with stage.place.acting(stage.hand(child), at) as actor:
        version = known.investigation(investigation_id=case, viewer=actor).version
        investigations.close_investigation(investigation_id=case, version=version, result=result, actor=actor, at=at)


# --- Journal ----------------------------------------------------------------------------------------------------------


def note(stage: Stage, child: Child, kind: NoteKind, with_whom: str, text: str, at: datetime, by: str = "") -> int:
    """A note in the journal."""
    with stage.place.acting(by or stage.hand(child), at) as actor:
        return journal.write_note(
            file_id=child.file_id, kind=kind, happened_at=at, with_whom=with_whom, text=text, actor=actor, at=at
        )


def plan_talk(stage: Stage, child: Child, planned_at: datetime, place: str, purpose: str, at: datetime) -> int:
    """A talk with the child is planned."""
    with stage.place.acting(stage.hand(child), at) as actor:
        return journal.plan_talk(
            file_id=child.file_id, planned_at=planned_at, place=place, purpose=purpose, actor=actor, at=at
        )


def talk(stage: Stage, child: Child, place: str, purpose: str, words: str, at: datetime, **said: Any) -> int:
    """A talk with the child is held, alone unless `not_alone_reason` says why not."""
    reason = str(said.get("not_alone_reason", ""))
    told = str(said.get("told", ""))
    with stage.place.acting(stage.hand(child), at) as actor:
        return journal.hold_talk(
            talk_id=None,
            file_id=child.file_id,
            held_at=at,
            place=place,
            purpose=purpose,
            was_alone=not reason,
            not_alone_reason=reason,
            childs_words=words,
            told=told,
            understood=Understood.YES if told else Understood.NOT_TOLD,
            understood_how=str(said.get("how", "")) if told else "",
            already_told=str(said.get("already_told", "")),
            version=None,
            actor=actor,
            at=at,
        )


# --- Decision ---------------------------------------------------------------------------------------------------------


def write_proposal(stage: Stage, child: Child, case: int, fields: ProposalFields, at: datetime) -> int:
    """A proposal is written; it is not handed in."""
    with stage.place.acting(stage.hand(child), at) as actor:
        proposal_id, _version = decisions.save_proposal(investigation_id=case, fields=fields, actor=actor, at=at)
    return proposal_id


def ask_consent(
    stage: Stage,
    child: Child,
    proposal: int,
    said: dict[int, Answer],
    at: datetime,
    *,
    words: str = "",
    service: str | None = None,
) -> None:
    """Everyone who is asked answers: yes, unless `said` says otherwise for the first, second … of them."""
    with stage.place.acting(stage.hand(child), at) as actor:
        people = decided.asked(proposal_id=proposal, on=local_date(at), viewer=actor, service=service)
        for place, asked in enumerate(people):
            decisions.record_consent(
                proposal_id=proposal,
                person_id=asked.person_id,
                answer=said.get(place, Answer.CONSENTS),
                given_at=at,
                how="Samtal",
                words=words,
                service=service,
                actor=actor,
                at=at,
            )


def hand_in(stage: Stage, child: Child, proposal: int, at: datetime) -> ProposalView:
    """The proposal is handed in. Returns it as it stands then."""
    with stage.place.acting(stage.hand(child), at) as actor:
        version = decided.proposal(proposal_id=proposal, viewer=actor).version
        decisions.propose(proposal_id=proposal, version=version, actor=actor, at=at)
        return decided.proposal(proposal_id=proposal, viewer=actor)


def decide(stage: Stage, proposal: int, by: str, at: datetime, outcome: Outcome, **said: Any) -> int:
    """`by` decides, having been shown what is new."""
    with stage.place.acting(by, at) as actor:
        view = decided.proposal(proposal_id=proposal, viewer=actor)
        told = len(decided.facts_since(proposal_id=proposal, viewer=actor))
        return decisions.decide(
            proposal_id=proposal,
            version=view.version,
            outcome=outcome,
            no_conflict=True,
            facts_told=told,
            actor=actor,
            at=at,
            **said,
        )


def give_back(stage: Stage, proposal: int, by: str, reason: str, at: datetime) -> None:
    """The proposal goes back to whoever wrote it."""
    with stage.place.acting(by, at) as actor:
        version = decided.proposal(proposal_id=proposal, viewer=actor).version
        decisions.return_proposal(proposal_id=proposal, version=version, reason=reason, actor=actor, at=at)


def send(stage: Stage, child: Child, decision: int, at: datetime) -> None:
    """Each party's letter is sent, and the child is given its own; one in which somebody is protected is passed by the
    manager first (lesson 15).
    """
    with stage.place.acting(stage.place.manager_of(child.unit), at) as manager:
        made = decided.decision(decision_id=decision, viewer=manager)
        letters = [made.child_letter_id, *(each.letter_id for each in made.deliveries)]
        for letter in letters:
            seen = document(document_id=letter, viewer=manager)
            if seen.needs_passing and seen.signed_by_id != manager.employee_id:
                pass_cover(document_id=letter, actor=manager, at=at)
    with stage.place.acting(stage.hand(child), at) as actor:
        for each in decided.decision(decision_id=decision, viewer=actor).deliveries:
            if each.sent_at is None and not document(document_id=each.letter_id, viewer=actor).needs_passing:
                decisions.deliver(decision_id=decision, person_id=each.person_id, how="Brev", actor=actor, at=at)
        acts.give_to_child(child, made.child_letter_id, actor, at)


def note_served(stage: Stage, child: Child, decision: int, at: datetime) -> None:
    """The parties have received what was sent."""
    with stage.place.acting(stage.hand(child), at) as actor:
        for each in decided.decision(decision_id=decision, viewer=actor).deliveries:
            if each.sent_at is not None and each.served_at is None:
                decisions.serve(delivery_id=each.id, served_at=at, actor=actor, at=at)


def appeal(stage: Stage, child: Child, decision: int, party: int, at: datetime) -> int:
    """The party with that place among the letters appeals. Returns the letter's delivery."""
    with stage.place.acting(stage.hand(child), at) as actor:
        letter = decided.decision(decision_id=decision, viewer=actor).deliveries[party]
        decisions.record_appeal(delivery_id=letter.id, came_in_at=at, actor=actor, at=at)
        return letter.id


def hand_on_appeal(stage: Stage, child: Child, delivery: int, at: datetime) -> None:
    """The appeal goes to the court."""
    with stage.place.acting(stage.hand(child), at) as actor:
        decisions.settle_appeal(delivery_id=delivery, outcome=AppealOutcome.FORWARDED, reason="", actor=actor, at=at)


def start_service(stage: Stage, child: Child, decision: int, on: date, at: datetime) -> None:
    """The service starts."""
    with stage.place.acting(stage.hand(child), at) as actor:
        decisions.record_start(decision_id=decision, started_on=on, actor=actor, at=at)


def rewrite_proposal(stage: Stage, child: Child, proposal: int, fields: ProposalFields, at: datetime) -> None:
    """A proposal that came back is written anew."""
    with stage.place.acting(stage.hand(child), at) as actor:
        before = decided.proposal(proposal_id=proposal, viewer=actor)
        decisions.save_proposal(
            investigation_id=before.investigation_id,
            fields=fields,
            proposal_id=proposal,
            version=before.version,
            actor=actor,
            at=at,
        )
