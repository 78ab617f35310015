"""Deciding, telling the parties, the day of service and the start of the service."""

from datetime import date, datetime

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.actions.letters import (
    Notices,
    Papers,
    Signed,
    letters_of,
    make_letter,
    make_papers,
    right_text,
)
from skyddsnat.domains.decisions.actions.proposals import change, subject_of_proposal
from skyddsnat.domains.decisions.models import Decision, Delivery, Execution, Proposal
from skyddsnat.domains.decisions.permissions import named_person
from skyddsnat.domains.decisions.queries.circumstances import Weighed, circumstances_of, deciding_of
from skyddsnat.domains.decisions.queries.decisions import decision, delivery
from skyddsnat.domains.decisions.queries.proposals import proposal
from skyddsnat.domains.decisions.types import (
    DecisionView,
    Kind,
    Level,
    Obstacle,
    Outcome,
    ProposalView,
    RulingFields,
    Settler,
    State,
)
from skyddsnat.domains.investigations.actions import start_follow_up
from skyddsnat.domains.investigations.queries import investigation
from skyddsnat.domains.people.queries import parties_of_file
from skyddsnat.foundation.access.actions import end_decision_grants
from skyddsnat.foundation.access.permissions import check_user_can_write
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.documents.actions import note_sending
from skyddsnat.foundation.documents.queries import leaving
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.foundation.staff.actions import leave_names_out
from skyddsnat.kernel.stockholm import local_date

UNEXECUTED = "sol.unexecuted_decision"


def subject_of(decision_id: int) -> str:
    """The name that clocks have for a decision."""
    return f"decisions.decision:{decision_id}"


def decide(
    *,
    proposal_id: int,
    version: int,
    outcome: Outcome,
    no_conflict: bool,
    actor: Viewer,
    at: datetime,
    chosen: str | None = None,
    reasons: str | None = None,
    change_reason: str = "",
    child_version: str | None = None,
    obstacles: tuple[Obstacle, ...] | None = None,
    settled_by: Settler | None = None,
    hides_name: bool = False,
    hides_name_reason: str = "",
    facts_told: int = 0,
) -> int:
    """Sign the decision: as proposed, changed or refused. The three checks are made here once more (lesson 5).

    What is left out (None) is the proposal's; a decision that differs needs its own reasons and its own text to the
    child. `facts_told` is how many facts newer than the proposal the decider was shown (lesson 10). Makes and signs the
    record, the child's letter and one to each party; starts the clock on a granted service (SoL 34:1) or on a follow-up
    (SoL 23:5). Raises `NoProposal`, `ChangedMeanwhile`, `UnknownService`, `Refused` with all reasons. Returns the id.
    """
    ruling = RulingFields(
        outcome=outcome,
        chosen=chosen,
        reasons=reasons,
        change_reason=change_reason,
        child_version=child_version,
        obstacles=obstacles,
        settled_by=settled_by,
        no_conflict=no_conflict,
        hides_name=hides_name,
        hides_name_reason=hides_name_reason,
        facts_told=facts_told,
    )
    view = proposal(proposal_id=proposal_id, viewer=actor)
    weighed = deciding_of(circumstances_of(view, at=at, viewer=actor), ruling, viewer=actor)
    weighed.verdict.require()
    change(view, version, actor, {"state": rules.STATES.next(view.state, rules.Act.DECIDE).value})
    signed = _signed(view, weighed, actor, at)
    if weighed.ruling.hides_name:
        _leave_names_out(signed, actor, at)
    row = _keep(signed, weighed, make_papers(signed, actor=actor, at=at), actor, at)
    _start_clocks(signed, row, actor, at)
    end_decision_grants(file_id=view.file_id, subject=subject_of_proposal(view.id), actor=actor, at=at)
    record(
        deed=rules.DEEDS[rules.Act.DECIDE],
        target=subject_of(row.pk),
        actor=actor,
        at=at,
        file_id=view.file_id,
        details={
            "from": view.state.value,
            "to": State.DECIDED.value,
            "kind": row.kind,
            "outcome": row.outcome,
            "level": row.level,
            "right": row.right,
            "section": row.section,
            "no_conflict": no_conflict,
        },
    )
    return row.pk


def _signed(view: ProposalView, weighed: Weighed, actor: Viewer, at: datetime) -> Signed:
    ruling, right = weighed.ruling, weighed.ground.right
    level = weighed.ground.level or right.level
    decided_by_id = named_person(viewer=actor)
    return Signed(
        proposal=view,
        file=weighed.file,
        kind=ruling.kind,
        chosen=ruling.chosen,
        obstacles=ruling.obstacles,
        section=right.section,
        level=level,
        right=right_text(level, right.reference),
        reasons=ruling.reasons.strip(),
        change_reason=ruling.change_reason.strip(),
        child_version=ruling.child_version.strip(),
        best_interests=investigation(investigation_id=view.investigation_id, viewer=actor).best_interests,
        decided_by_id=decided_by_id,
        presented_by_id=view.proposed_by_id or decided_by_id,
        on=local_date(at),
        hides_name_reason=ruling.hides_name_reason.strip() if ruling.hides_name else "",
    )


def _leave_names_out(signed: Signed, actor: Viewer, at: datetime) -> None:
    leave_names_out(
        employee_ids=(signed.decided_by_id, signed.presented_by_id),
        subject=letters_of(signed.proposal.id),
        reason=signed.hides_name_reason,
        actor=actor,
        at=at,
    )


def _keep(signed: Signed, weighed: Weighed, papers: Papers, actor: Viewer, at: datetime) -> Decision:
    ruling = weighed.ruling
    row = Decision.objects.create(
        proposal_id=signed.proposal.id,
        file_id=signed.file.id,
        kind=signed.kind.value,
        outcome=ruling.outcome.value,
        chosen_id=signed.chosen.id if signed.chosen else None,
        obstacles=[each.value for each in signed.obstacles],
        settled_by=ruling.settled_by.value if ruling.settled_by else "",
        section=signed.section,
        level=signed.level.value,
        right=signed.right,
        reasons=signed.reasons,
        change_reason=signed.change_reason,
        child_version=signed.child_version,
        is_appealable=rules.is_appealable(signed.kind, signed.on),
        decided_at=at,
        decided_by_id=signed.decided_by_id,
        presented_by_id=signed.presented_by_id,
        hides_name=ruling.hides_name,
        hides_name_reason=signed.hides_name_reason,
        internal_document_id=papers.internal,
        child_letter_id=papers.child,
    )
    for person_id, notices in papers.letters.items():
        _add_letter(row.pk, row.file_id, person_id, notices)
    return row


def _add_letter(decision_id: int, file_id: int, person_id: int, notices: Notices) -> Delivery:
    return Delivery.objects.create(
        decision_id=decision_id,
        file_id=file_id,
        person_id=person_id,
        letter_id=notices.swedish,
        english_id=notices.english,
    )


def _start_clocks(signed: Signed, row: Decision, actor: Viewer, at: datetime) -> None:
    if signed.kind is Kind.SERVICE:
        deadlines.start(rule=UNEXECUTED, basis=at, file=signed.file, subject=subject_of(row.pk), actor=actor, at=at)
    if signed.kind is Kind.FOLLOW_UP:
        # SoL 23:5 counts from the day the investigation was closed, so the clock stands on the investigation.
        start_follow_up(investigation_id=signed.proposal.investigation_id, actor=actor, at=at)


# --- Telling the parties ----------------------------------------------------------------------------------------------


def held(decision_id: int, actor: Viewer) -> DecisionView:
    """The decision, while others who would add to it wait: two at the same moment become one after the other.

    The proposal's row is what is held, because a decision is never changed.
    """
    behind = Decision.objects.filter(pk=decision_id).values("proposal_id")
    list(Proposal.objects.select_for_update(of=("self",)).filter(pk__in=behind).values_list("pk"))
    return decision(decision_id=decision_id, viewer=actor)


def deliver(*, decision_id: int, person_id: int, how: str, actor: Viewer, at: datetime) -> int:
    """Send one party's letter: by what way, by whom, when (FL 33 §).

    A letter in which somebody is protected is first passed by a second person (lesson 15). One that names a colleague
    whose name has been protected since is tested first, and what is sent is then the letter without the name. Who
    became a party after the decision gets a letter made now. Raises `NoDecision`, `Refused`. Returns the delivery's id.
    """
    made = held(decision_id, actor)
    file = file_to_write_in(made.file_id, actor)
    found = next((each for each in made.deliveries if each.person_id == person_id), None)
    delivery_id = found.id if found else _add_party(made, file, person_id, actor, at)
    letter = delivery(delivery_id=delivery_id, viewer=actor)
    papers = {
        column: (made_id, leaving(document_id=made_id, to=Asker.PARTY, on=local_date(at), viewer=actor))
        for column, made_id in (("letter_id", letter.letter_id), ("english_id", letter.english_id))
        if made_id is not None
    }
    verdict = rules.delivering(is_sent=letter.sent_at is not None, how=how)
    for _made_id, going in papers.values():
        verdict += going.verdict
    verdict.require()
    sent = {
        column: note_sending(document_id=made_id, going=going, to=Asker.PARTY, how=how, actor=actor, at=at)
        for column, (made_id, going) in papers.items()
    }
    Delivery.objects.filter(pk=delivery_id).update(
        how=how.strip(), sent_at=at, sent_by_id=named_person(viewer=actor), **sent
    )
    _record("decisions.decision.sent", f"decisions.delivery:{delivery_id}", made.file_id, actor, at)
    return delivery_id


def add_party(*, decision_id: int, person_id: int, actor: Viewer, at: datetime) -> int:
    """Make a letter to one who became a party after the decision; somebody may have to pass it before it is sent.

    Raises `NoDecision`, `Refused`. Returns the delivery's id, the old one if there is one.
    """
    made = held(decision_id, actor)
    file = file_to_write_in(made.file_id, actor)
    found = next((each for each in made.deliveries if each.person_id == person_id), None)
    return found.id if found else _add_party(made, file, person_id, actor, at)


def _add_party(made: DecisionView, file: FileView, person_id: int, actor: Viewer, at: datetime) -> int:
    parties = parties_of_file(file_id=made.file_id, on=local_date(at), viewer=actor, reveal=True)
    party = next((each for each in parties if each.id == person_id), None)
    rules.adding_party(is_party=party is not None).require()
    assert party is not None
    notices = make_letter(_signed_again(made, file, actor), party, actor=actor, at=at)
    row = _add_letter(made.id, made.file_id, person_id, notices)
    _record("decisions.party.added", f"decisions.delivery:{row.pk}", made.file_id, actor, at)
    return row.pk


def _signed_again(made: DecisionView, file: FileView, actor: Viewer) -> Signed:
    view = proposal(proposal_id=made.proposal_id, viewer=actor)
    return Signed(
        proposal=view,
        file=file,
        kind=made.kind,
        chosen=made.chosen,
        obstacles=made.obstacles,
        section=made.section,
        level=Level(made.level),
        right=made.right,
        reasons=made.reasons,
        change_reason=made.change_reason,
        child_version=made.child_version,
        best_interests="",
        decided_by_id=made.decided_by_id,
        presented_by_id=made.presented_by_id,
        on=local_date(made.decided_at),
        hides_name_reason=made.hides_name_reason,
    )


def serve(*, delivery_id: int, served_at: datetime, actor: Viewer, at: datetime) -> None:
    """Write down when the party received the decision. The appeal time runs from that day (FL 44 §).

    Raises `NoDecision`, `Refused`.
    """
    made = held(delivery(delivery_id=delivery_id, viewer=actor).decision_id, actor)
    letter = delivery(delivery_id=delivery_id, viewer=actor)
    file = file_to_write_in(made.file_id, actor)
    rules.serving(
        is_sent=letter.sent_at is not None,
        is_served=letter.served_at is not None,
        is_before_sending=letter.sent_at is not None and served_at < letter.sent_at,
        is_in_future=served_at > at,
    ).require()
    Delivery.objects.filter(pk=delivery_id).update(served_at=served_at)
    target = f"decisions.delivery:{delivery_id}"
    if made.is_appealable and letter.appeal is None:
        deadlines.start(rule=rules.APPEAL, basis=served_at, file=file, subject=target, actor=actor, at=at)
    _record("decisions.decision.served", target, made.file_id, actor, at)


def record_start(*, decision_id: int, started_on: date, actor: Viewer, at: datetime) -> None:
    """Write down the day on which the service really started; that meets the clock of SoL 34:1.

    Raises `NoDecision`, `Refused`.
    """
    made = held(decision_id, actor)
    file_to_write_in(made.file_id, actor)
    rules.starting(
        made.kind,
        has_started=made.started_on is not None,
        started_on=started_on,
        decided_on=local_date(made.decided_at),
        today=local_date(at),
    ).require()
    Execution.objects.create(
        decision_id=decision_id,
        file_id=made.file_id,
        started_on=started_on,
        recorded_at=at,
        recorded_by_id=named_person(viewer=actor),
    )
    deadlines.meet(rule=UNEXECUTED, subject=subject_of(decision_id), actor=actor, at=at)
    _record("decisions.service.started", subject_of(decision_id), made.file_id, actor, at)


def file_to_write_in(file_id: int, actor: Viewer) -> FileView:
    """The file, when the actor may write in it. Raises `NotOpen`, `Refused`."""
    file = file_of(file_id=file_id, viewer=actor)
    check_user_can_write(file=file, viewer=actor)
    return file


def _record(deed: str, target: str, file_id: int, actor: Viewer, at: datetime) -> None:
    record(deed=deed, target=target, actor=actor, at=at, file_id=file_id)
