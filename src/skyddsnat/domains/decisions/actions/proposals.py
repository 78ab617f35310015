"""Writing a proposal, handing it in, giving it back, and the answers on consent."""

from dataclasses import asdict
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.models import Consent, Proposal, ServiceType
from skyddsnat.domains.decisions.permissions import LEVEL_ROLES, check_user_can_return, named_person
from skyddsnat.domains.decisions.queries.circumstances import circumstances_of, proposing_of
from skyddsnat.domains.decisions.queries.order import next_meeting, service_of, who_decides
from skyddsnat.domains.decisions.queries.proposals import asked_about, proposal
from skyddsnat.domains.decisions.types import Answer, Level, ProposalFields, ProposalView, Right, State
from skyddsnat.domains.investigations.queries import investigation
from skyddsnat.foundation.access.actions import end_decision_grants, grant_for_decision
from skyddsnat.foundation.access.permissions import check_user_can_write
from skyddsnat.foundation.access.queries import conflicts_of, file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.staff.queries import holders
from skyddsnat.kernel import versions
from skyddsnat.kernel.readability import measure
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date

# How long a proposal stays open to whoever is to decide, when no meeting says. No source: own limit.
DECIDER_SEES_DAYS = 30
AFTER_MEETING_DAYS = 7
_WAITS = "Ett förslag till beslut väntar."


class ChangedMeanwhile(versions.ChangedMeanwhile):
    """Somebody else saved first. `now` is the proposal as it stands, `by` and `at` who wrote it and when."""

    def __init__(self, now: ProposalView) -> None:
        super().__init__()
        self.now = now
        self.by = now.written_by
        self.at = now.changed_at


def subject_of_proposal(proposal_id: int) -> str:
    """The name that the log, and those to whom the file is open for its sake, have for a proposal."""
    return f"decisions.proposal:{proposal_id}"


def save_proposal(
    *,
    investigation_id: int,
    fields: ProposalFields,
    actor: Viewer,
    at: datetime,
    proposal_id: int | None = None,
    version: int | None = None,
) -> tuple[int, int]:
    """Write a proposal, or write on one that is not handed in. Nothing need be complete.

    Raises `NotOpen`, `Refused`, `UnknownService`, `ChangedMeanwhile` when `version` is not the latest. Returns id and
    version.
    """
    behind = investigation(investigation_id=investigation_id, viewer=actor)
    check_user_can_write(file=file_of(file_id=behind.file_id, viewer=actor), viewer=actor)
    columns = _columns(fields, actor, at)
    if proposal_id is None:
        row = Proposal.objects.create(
            file_id=behind.file_id, investigation_id=behind.id, child_id=behind.child_id, created_at=at, **columns
        )
        proposal_id, version = row.pk, 0
    else:
        before = proposal(proposal_id=proposal_id, viewer=actor)
        rules.state_verdict(before.state, rules.Act.SAVE).require()
        change(before, version, actor, columns)
    _record(rules.Act.SAVE, proposal_id, behind.file_id, actor, at)
    return proposal_id, (version or 0) + 1


def propose(*, proposal_id: int, version: int, actor: Viewer, at: datetime) -> Right:
    """Hand the proposal in to whoever is to decide, who may see the file until then. Returns who that is.

    Stores what the level is that day, and how hard the child's version is to read (LIX). Raises `NoProposal`,
    `ChangedMeanwhile`, `Refused` with all reasons.
    """
    view = proposal(proposal_id=proposal_id, viewer=actor)
    around = circumstances_of(view, at=at, viewer=actor)
    behind = investigation(investigation_id=view.investigation_id, viewer=actor)
    proposing_of(around, behind, viewer=actor).require()
    right = around.right(view.fields.kind, view.chosen)
    columns = {
        "state": rules.STATES.next(view.state, rules.Act.PROPOSE).value,
        "proposed_at": at,
        "proposed_by_id": named_person(viewer=actor),
        "return_reason": "",
        "lix": measure(view.fields.child_version).lix,
        "level": right.level.value,
        "delegation": right.reference,
    }
    change(view, version, actor, columns)
    _open_to_deciders(proposal_id, around.file, right.level, actor, at)
    details = {"from": view.state.value, "to": State.PROPOSED.value, "level": right.level.value}
    _record(rules.Act.PROPOSE, proposal_id, view.file_id, actor, at, details)
    return right


def return_proposal(*, proposal_id: int, version: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Give the proposal back with the reason, or take one's own back.

    Raises `NoProposal`, `ChangedMeanwhile`, `Refused`.
    """
    view = proposal(proposal_id=proposal_id, viewer=actor)
    file = file_of(file_id=view.file_id, viewer=actor)
    check_user_can_return(needed=view.level, file=file, proposed_by_id=view.proposed_by_id, viewer=actor)
    rules.returning(view.state, reason).require()
    columns = {
        "state": rules.STATES.next(view.state, rules.Act.RETURN).value,
        "proposed_at": None,
        "proposed_by_id": None,
        "return_reason": reason.strip(),
    }
    change(view, version, actor, columns)
    end_decision_grants(file_id=view.file_id, subject=subject_of_proposal(proposal_id), actor=actor, at=at)
    details = {"from": view.state.value, "to": State.RETURNED.value}
    _record(rules.Act.RETURN, proposal_id, view.file_id, actor, at, details)


def record_consent(
    *,
    proposal_id: int,
    person_id: int,
    answer: Answer,
    given_at: datetime,
    how: str,
    words: str,
    actor: Viewer,
    at: datetime,
    service: str | None = None,
) -> int:
    """Write down what one person answered about one service: the proposed one unless `service` says another (SoL 21:1).

    A new answer is a new row, also after the decision: consent may be taken back. Raises `NoProposal`, `Refused`,
    `UnknownService`. Returns the answer's id.
    """
    view = proposal(proposal_id=proposal_id, viewer=actor)
    check_user_can_write(file=file_of(file_id=view.file_id, viewer=actor), viewer=actor)
    code = service or view.fields.chosen
    people = asked_about(view, service=code, on=local_date(at), viewer=actor)
    is_asked = any(each.person_id == person_id for each in people)
    rules.answering(view.state, is_asked=is_asked, is_in_future=given_at > at).require()
    row = Consent.objects.create(
        proposal_id=proposal_id,
        file_id=view.file_id,
        person_id=person_id,
        service_id=service_of(code=code or "").id,
        answer=answer.value,
        given_at=given_at,
        how=how.strip(),
        words=words.strip(),
        recorded_by_id=named_person(viewer=actor),
    )
    record(
        deed=rules.DEEDS[rules.Act.ANSWER],
        target=f"decisions.consent:{row.pk}",
        actor=actor,
        at=at,
        file_id=view.file_id,
        details={"answer": answer.value, "service": code},
    )
    return row.pk


def change(view: ProposalView, version: int | None, actor: Viewer, columns: dict[str, Any]) -> None:
    """Write the columns if `version` is the latest. Raises `ChangedMeanwhile`."""
    rows = Proposal.objects.filter(pk=view.id, version=version or 0, state=view.state.value)
    if not rows.update(version=F("version") + 1, **columns):
        raise ChangedMeanwhile(proposal(proposal_id=view.id, viewer=actor))


def _columns(fields: ProposalFields, actor: Viewer, at: datetime) -> dict[str, Any]:
    chosen = service_of(code=fields.chosen) if fields.chosen else None
    section = rules.section_of(fields.kind, chosen)
    right = who_decides(kind=fields.kind, section=section, day=local_date(at))
    return {
        **asdict(fields),
        "kind": fields.kind.value,
        "most_suitable": _service_row(fields.most_suitable),
        "chosen": _service_row(fields.chosen),
        "obstacles": [each.value for each in fields.obstacles],
        "start_obstacles": [each.value for each in fields.start_obstacles],
        "settled_by": fields.settled_by.value if fields.settled_by else "",
        "section": section,
        "level": right.level.value,
        "delegation": right.reference,
        "lix": measure(fields.child_version).lix,
        "written_by_id": named_person(viewer=actor),
        "changed_at": at,
    }


def _service_row(code: str | None) -> ServiceType | None:
    return ServiceType.objects.get(pk=service_of(code=code).id) if code else None


def _open_to_deciders(proposal_id: int, file: FileView, level: Level, actor: Viewer, at: datetime) -> None:
    """Those of the level who do not see the file by their work do so until it is decided; never one with a conflict."""
    if level in (Level.CASEWORKER, Level.MANAGER):
        return
    on = local_date(at)
    unit_id = file.unit_id if level is Level.SENIOR else None
    partial = {conflict.employee_id for conflict in conflicts_of(file_id=file.id, viewer=actor)}
    for decider in holders(roles=LEVEL_ROLES[level], on=on, unit_id=unit_id):
        if decider.id not in partial | {file.responsible_id, file.deputy_id}:
            grant_for_decision(
                file_id=file.id,
                employee_id=decider.id,
                subject=subject_of_proposal(proposal_id),
                until=_open_until(level, at),
                reason=_WAITS,
                actor=actor,
                at=at,
            )


def _open_until(level: Level, at: datetime) -> datetime:
    meeting = next_meeting(level=level, after=local_date(at)) if rules.needs_meeting(level) else None
    if meeting is None:
        return at + timedelta(days=DECIDER_SEES_DAYS)
    last = meeting.held_on + timedelta(days=AFTER_MEETING_DAYS)
    return datetime.combine(last, time.min, tzinfo=STOCKHOLM)


def _record(
    act: rules.Act, proposal_id: int, file_id: int, actor: Viewer, at: datetime, details: dict[str, Any] | None = None
) -> None:
    record(
        deed=rules.DEEDS[act],
        target=subject_of_proposal(proposal_id),
        actor=actor,
        at=at,
        file_id=file_id,
        details=details,
    )
