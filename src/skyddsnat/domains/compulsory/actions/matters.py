"""Writing a matter for the board, handing it over, giving it back, and deciding it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F

from skyddsnat.domains.compulsory.actions.board_papers import SignedMatter, make_matter_papers
from skyddsnat.domains.compulsory.actions.chain import record_step, start_measure
from skyddsnat.domains.compulsory.models import HandOver, Matter
from skyddsnat.domains.compulsory.queries.cases import case
from skyddsnat.domains.compulsory.queries.chain import measure
from skyddsnat.domains.compulsory.queries.matters import (
    Around,
    WeighedMatter,
    act_to_begin,
    around,
    matter,
    news_of,
    preparing_of,
    returning_of,
    weigh,
    who_decides_deed,
)
from skyddsnat.domains.compulsory.rules import board as rules
from skyddsnat.domains.compulsory.rules.chain import SENT
from skyddsnat.domains.compulsory.types import (
    MEETING_LEVELS,
    OFFICIAL_LEVELS,
    Handing,
    MatterFields,
    MatterLevel,
    MatterOutcome,
    MatterRight,
    MatterRuling,
    MatterState,
    MatterView,
)
from skyddsnat.domains.decisions.permissions import LEVEL_ROLES, named_person
from skyddsnat.domains.decisions.queries import meetings, next_meeting
from skyddsnat.domains.decisions.types import Level, MeetingView
from skyddsnat.foundation.access.actions import end_decision_grants, grant_for_decision
from skyddsnat.foundation.access.permissions import check_user_can_write
from skyddsnat.foundation.access.queries import conflicts_of, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.staff.actions import leave_names_out
from skyddsnat.foundation.staff.queries import holders
from skyddsnat.kernel import versions
from skyddsnat.kernel.readability import measure as measure_readability
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date
from skyddsnat.law.compulsory_states import Act, Deed, Track

# How long a matter stays open to those who decide it, after their meeting or when none is set. No source: own limits.
AFTER_MEETING_DAYS = 7
WITHOUT_MEETING_DAYS = 30
_WAITS = "Ett ärende för beslut väntar."


class MatterChangedMeanwhile(versions.ChangedMeanwhile):
    """Somebody else saved first. `now` is the matter as it stands, `by` who wrote it last."""

    def __init__(self, now: MatterView) -> None:
        super().__init__(by=now.written_by)
        self.now = now


def subject_of_matter(matter_id: int) -> str:
    """The name that the log and the papers have for a matter."""
    return f"compulsory.matter:{matter_id}"


# --- Writing and handing over -----------------------------------------------------------------------------------------


def save_matter(
    *,
    case_id: int,
    measure_id: int | None,
    track: Track,
    act: Act,
    fields: MatterFields,
    actor: Viewer,
    at: datetime,
    matter_id: int | None = None,
    version: int | None = None,
) -> tuple[int, int]:
    """Write a matter, or write on one that is not handed over. Nothing need be complete.

    `measure_id` is the running measure, None when the deed begins one. Raises `NotOpen`, `Refused` when the deed is not
    the board's, `MatterChangedMeanwhile` when `version` is not the latest. Returns id and version.
    """
    behind = case(case_id=case_id, viewer=actor)
    check_user_can_write(file=file_of(file_id=behind.file_id, viewer=actor), viewer=actor)
    deed = _boards_deed(case_id, measure_id, track, act, actor, at)
    if matter_id is None:
        columns = _columns(fields, deed, local_date(at), actor, at)
        row = Matter.objects.create(
            case_id=case_id, measure_id=measure_id, file_id=behind.file_id, track=track.value, act=act.value, **columns
        )
        matter_id, version = row.pk, 0
    else:
        before = matter(matter_id=matter_id, viewer=actor)
        rules.matter_state_verdict(before.state, rules.Doing.SAVE).require()
        rules.same_matter(before, case_id=case_id, measure_id=measure_id, track=track, act=act).require()
        change_matter(before, version, actor, _columns(fields, deed, before.planned_since, actor, at))
    _record(rules.Doing.SAVE, matter_id, behind.file_id, actor, at)
    return matter_id, (version or 0) + 1


def _boards_deed(case_id: int, measure_id: int | None, track: Track, act: Act, actor: Viewer, at: datetime) -> Deed:
    running = measure(measure_id=measure_id, viewer=actor) if measure_id else None
    fits = running is None or (running.case_id, running.track) == (case_id, track)
    if running:
        number: str | None = running.act_on(local_date(at))
    else:
        number = act_to_begin(case_id=case_id, track=track, at=at, viewer=actor)
    deed = rules.deed_for_board(track, act, number)
    rules.writing_matter(deed, fits=fits).require()
    assert deed is not None
    return deed


def _columns(fields: MatterFields, deed: Deed, planned_since: date, actor: Viewer, at: datetime) -> dict[str, Any]:
    """What is written, as columns. The day since when it is planned only ever moves back."""
    on = local_date(at)
    right = who_decides_deed(section=deed.section or "", on=on, is_urgent=fields.is_urgent)
    meeting = _meeting_for(fields, right.level, on)
    return {
        "proposal": fields.proposal,
        "reasons": fields.reasons,
        "child_view": fields.child_view,
        "child_version": fields.child_version,
        "lix": measure_readability(fields.child_version).lix,
        "is_urgent": fields.is_urgent,
        "urgent_reason": fields.urgent_reason,
        "planned_since": min(planned_since, fields.planned_since or planned_since),
        "fields": {
            "best_interests": fields.best_interests,
            "child_view_missing_reason": fields.child_view_missing_reason,
            "grounds": list(fields.grounds),
            "content": fields.content,
            "is_temporary": fields.is_temporary,
        },
        "section": right.section,
        "level": right.level.value,
        "meeting_id": meeting.id if meeting else None,
        "written_by_id": named_person(viewer=actor),
    }


def _meeting_for(fields: MatterFields, level: MatterLevel, on: date) -> MeetingView | None:
    """The meeting that was chosen, when it is to come and of the level; otherwise the next that takes papers."""
    needed = MEETING_LEVELS.get(level)
    if needed is None:
        return None
    chosen = (each for each in meetings(after=on) if (each.id, each.level) == (fields.meeting_id, needed))
    return next(chosen, None) or next_meeting(level=needed, after=on)


def prepare_matter(*, matter_id: int, version: int, actor: Viewer, at: datetime) -> MatterRight:
    """Hand the matter over to whoever decides. Returns who that is.

    Committee and board see the file until after their meeting; the chair sees it when she has been reached. Raises
    `NoMatter`, `MatterChangedMeanwhile`, `Refused` with all reasons.
    """
    view = matter(matter_id=matter_id, viewer=actor)
    about = around(view, at=at, viewer=actor)
    preparing_of(about, viewer=actor).require()
    right = about.right
    meeting = _meeting_for(view.fields, right.level, about.on)
    columns = {
        "state": rules.MATTER_STATES.next(view.state, rules.Doing.PREPARE).value,
        "prepared_at": at,
        "prepared_by_id": named_person(viewer=actor),
        "return_reason": "",
        "section": right.section,
        "level": right.level.value,
        "meeting_id": meeting.id if meeting else None,
    }
    change_matter(view, version, actor, columns)
    if right.level is MatterLevel.CHAIR:
        keep_hand_over(view, Handing.PREPARED, actor=actor, at=at)
    else:
        _open_to_deciders(about, meeting, actor, at)
    details = {"from": view.state.value, "to": MatterState.PREPARED.value, "level": right.level.value}
    _record(rules.Doing.PREPARE, matter_id, view.file_id, actor, at, details)
    return right


def _open_to_deciders(about: Around, meeting: MeetingView | None, actor: Viewer, at: datetime) -> None:
    """Those of the level who do not see the file by their work do so until it is decided; never one with a conflict,
    and never who works on it.
    """
    file, level = about.file, _level_of(about.right.level)
    if level in (Level.CASEWORKER, Level.MANAGER):
        return
    kept_out = {conflict.employee_id for conflict in conflicts_of(file_id=file.id, viewer=actor)}
    kept_out |= {file.responsible_id or 0, file.deputy_id or 0}
    unit_id = file.unit_id if level is Level.SENIOR else None
    for member in holders(roles=LEVEL_ROLES[level], on=about.on, unit_id=unit_id):
        if member.id not in kept_out:
            grant_for_decision(
                file_id=file.id,
                employee_id=member.id,
                subject=subject_of_matter(about.view.id),
                until=_open_until(meeting, at),
                reason=_WAITS,
                actor=actor,
                at=at,
            )


def _level_of(level: MatterLevel) -> Level:
    return {**MEETING_LEVELS, **OFFICIAL_LEVELS}[level]


def _open_until(meeting: MeetingView | None, at: datetime) -> datetime:
    if meeting is None:
        return at + timedelta(days=WITHOUT_MEETING_DAYS)
    last = meeting.held_on + timedelta(days=AFTER_MEETING_DAYS)
    return datetime.combine(last, time.min, tzinfo=STOCKHOLM)


def return_matter(*, matter_id: int, version: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Give the matter back with the reason, or take it back. Raises `NoMatter`, `MatterChangedMeanwhile`, `Refused`."""
    view = matter(matter_id=matter_id, viewer=actor)
    (returning_of(view, at=at, viewer=actor) + rules.returning_matter(view.state, reason)).require()
    columns = {
        "state": rules.MATTER_STATES.next(view.state, rules.Doing.RETURN).value,
        "prepared_at": None,
        "prepared_by_id": None,
        "return_reason": reason.strip(),
    }
    change_matter(view, version, actor, columns)
    _close_to_deciders(view, actor, at)
    details = {"from": view.state.value, "to": MatterState.RETURNED.value}
    _record(rules.Doing.RETURN, matter_id, view.file_id, actor, at, details)


def _close_to_deciders(view: MatterView, actor: Viewer, at: datetime) -> None:
    """Those who saw the file because this waited for them no longer do so for its sake."""
    end_decision_grants(file_id=view.file_id, subject=subject_of_matter(view.id), actor=actor, at=at)


# --- Deciding ---------------------------------------------------------------------------------------------------------


def decide_matter(
    *,
    matter_id: int,
    version: int,
    outcome: MatterOutcome,
    no_conflict: bool,
    actor: Viewer,
    at: datetime,
    decided_text: str = "",
    change_reason: str = "",
    child_version: str | None = None,
    facts_told: int = 0,
    hides_name_reason: str | None = None,
) -> int | None:
    """Sign the decision: as proposed, changed or refused. The three checks are made here once more (lesson 5).

    `facts_told` is how many facts newer than the papers the decider was shown (lesson 10). Signs the decision and the
    letter to the child; then the deed is done on its measure, which begins here if the deed begins one. What is sent to
    the court is done by the court's receipt. With a `hides_name_reason` the letters show codes and no names of those
    who decided and prepared it (FL 33 §). Raises `NoMatter`, `MatterChangedMeanwhile`, `Refused` with all reasons.
    Returns the measure's id, None when the decider said no to what would have begun one.
    """
    ruling = MatterRuling(
        outcome=outcome,
        decided_text=decided_text,
        change_reason=change_reason,
        child_version=child_version,
        no_conflict=no_conflict,
        facts_told=facts_told,
    )
    view = matter(matter_id=matter_id, viewer=actor)
    about = around(view, at=at, viewer=actor)
    weighed = weigh(about, ruling, news=len(news_of(view, viewer=actor)), viewer=actor)
    weighed.verdict.require()
    if hides_name_reason is not None:
        took_part = {named_person(viewer=actor), view.prepared_by_id or view.written_by_id}
        leave_names_out(
            employee_ids=took_part, subject=subject_of_matter(matter_id), reason=hides_name_reason, actor=actor, at=at
        )
    _sign(about, ruling, weighed, version, actor, at)
    measure_id = view.measure_id if outcome is MatterOutcome.REFUSED else _carry_out(about, ruling, actor, at)
    _close_to_deciders(view, actor, at)
    return measure_id


def _sign(
    about: Around, ruling: MatterRuling, weighed: WeighedMatter, version: int, actor: Viewer, at: datetime
) -> None:
    view, right = about.view, about.right
    if right.level is MatterLevel.CHAIR:
        keep_hand_over(view, Handing.SIGNED, actor=actor, at=at)
    signed = _signed(about, ruling, weighed, actor, at)
    papers = make_matter_papers(signed, actor=actor, at=at)
    columns = {
        "state": rules.MATTER_STATES.next(view.state, rules.Doing.DECIDE).value,
        "outcome": ruling.outcome.value,
        "decided_text": signed.decision,
        "change_reason": ruling.change_reason.strip(),
        "child_version": signed.child_version,
        "decided_at": at,
        "decided_by_id": named_person(viewer=actor),
        "section": right.section,
        "level": right.level.value,
        "right": signed.right,
        "meeting_id": weighed.meeting.id if weighed.meeting else None,
        "document_id": papers.decision,
        "child_letter_id": papers.child,
    }
    change_matter(view, version, actor, columns)
    details = {
        "from": view.state.value,
        "to": MatterState.DECIDED.value,
        "outcome": ruling.outcome.value,
        "level": right.level.value,
        "right": signed.right,
        "section": right.section,
        "no_conflict": ruling.no_conflict,
    }
    _record(rules.Doing.DECIDE, view.id, view.file_id, actor, at, details)


def _signed(about: Around, ruling: MatterRuling, weighed: WeighedMatter, actor: Viewer, at: datetime) -> SignedMatter:
    view = about.view
    assert about.deed is not None
    return SignedMatter(
        matter=view,
        file=about.file,
        deed=about.deed,
        level=about.right.level,
        outcome=ruling.outcome,
        decision=rules.text_decided(view.fields, ruling),
        change_reason=ruling.change_reason.strip(),
        child_version=rules.text_to_child(view.fields, ruling),
        right=rules.signed_by_right(about.right, weighed.appointment),
        law=about.right.citation,
        is_appointed=bool(weighed.appointment),
        meeting=weighed.meeting,
        decided_by_id=named_person(viewer=actor),
        on=local_date(at),
    )


def _carry_out(about: Around, ruling: MatterRuling, actor: Viewer, at: datetime) -> int:
    """The deed on the measure's chain, by the decision that has just been signed."""
    view, fields = about.view, about.view.fields
    if about.measure is None:
        changed = ruling.outcome is MatterOutcome.CHANGED
        return start_measure(
            case_id=view.case_id,
            track=view.track,
            grounds=fields.grounds,
            content=ruling.decided_text.strip() if changed else fields.content,
            matter_id=view.id,
            is_temporary=fields.is_temporary,
            actor=actor,
            at=at,
        )
    if view.act not in SENT:
        record_step(
            measure_id=about.measure.id,
            version=about.measure.version,
            act=view.act,
            happened_at=at,
            matter_id=view.id,
            actor=actor,
            at=at,
        )
    return about.measure.id


# --- Parts ------------------------------------------------------------------------------------------------------------


def change_matter(view: MatterView, version: int | None, actor: Viewer, columns: dict[str, Any]) -> None:
    """Write the columns if `version` is the latest. Raises `MatterChangedMeanwhile`."""
    rows = Matter.objects.filter(pk=view.id, version=version or 0, state=view.state.value)
    if not rows.update(version=F("version") + 1, **columns):
        raise MatterChangedMeanwhile(matter(matter_id=view.id, viewer=actor))


def keep_hand_over(
    view: MatterView, kind: Handing, *, actor: Viewer, at: datetime, to: int | None = None, words: str = ""
) -> int:
    """One moment on the way to whoever signs, as it came."""
    row = HandOver.objects.create(
        matter_id=view.id,
        file_id=view.file_id,
        kind=kind.value,
        at=at,
        by_id=named_person(viewer=actor),
        to_id=to,
        words=words.strip(),
    )
    return row.pk


def _record(
    doing: rules.Doing,
    matter_id: int,
    file_id: int,
    actor: Viewer,
    at: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    record(
        deed=rules.MATTER_DEEDS[doing],
        target=subject_of_matter(matter_id),
        actor=actor,
        at=at,
        file_id=file_id,
        details=details,
    )
