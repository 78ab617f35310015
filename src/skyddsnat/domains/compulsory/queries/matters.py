"""Matters for the board, what is new since they were prepared, and whether they may be prepared or decided now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from skyddsnat.domains.compulsory.models import Case, HandOver, Matter
from skyddsnat.domains.compulsory.queries.appointments import appointments_on
from skyddsnat.domains.compulsory.queries.chain import measure, measures_of_case
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.queries.rows import answer, ask_rows
from skyddsnat.domains.compulsory.rules import board as rules
from skyddsnat.domains.compulsory.rules.chain import act_for, has_choice
from skyddsnat.domains.compulsory.types import (
    MEETING_LEVELS,
    OFFICIAL_LEVELS,
    Handing,
    HandOverView,
    MatterFields,
    MatterLevel,
    MatterOutcome,
    MatterRight,
    MatterRuling,
    MatterState,
    MatterUrgency,
    MatterView,
    MeasureView,
    NewsKind,
    NewsView,
)
from skyddsnat.domains.decisions.permissions import levels_of
from skyddsnat.domains.decisions.queries import delegation_on, meetings, next_meeting
from skyddsnat.domains.decisions.types import Level, MeetingView
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.audit.queries import ask_deeds_of_file
from skyddsnat.foundation.audit.types import Deed as LoggedDeed
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import Act, Deed, State, Track, acts

# How the deeds begin in the log that whoever decides must be told of (lesson 10).
_NEWS: tuple[tuple[str, NewsKind], ...] = (
    ("intake.report.received", NewsKind.REPORT),
    ("intake.protection.assessed", NewsKind.PROTECTION),
    ("journal.talk.held", NewsKind.TALK),
    ("people.person.changed", NewsKind.PERSON),
    ("people.relation.", NewsKind.PERSON),
    ("decisions.consent.recorded", NewsKind.CONSENT),
    ("compulsory.consent.", NewsKind.CONSENT),
    ("compulsory.place.", NewsKind.PLACE),
    ("compulsory.step.", NewsKind.STEP),
)
_MOST_NEWS = 300
_BESIDE = {
    **dict.fromkeys(("written_by", "prepared_by", "decided_by"), ("name",)),
    **dict.fromkeys(("meeting", "reported_at_meeting"), ("level", "held_on", "papers_by")),
    "file": ("unit_id",),
}


# The sections under which a member is appointed, and the board's decision behind each.
Appointed = dict[str, str]


class NoMatter(NotOpen):
    """There is no such matter for this viewer: unseen and nonexistent are the same answer."""


def _rows() -> QuerySet[Matter]:
    return Matter.objects.select_related(*_BESIDE)


def matter(*, matter_id: int, viewer: Viewer) -> MatterView:
    """One matter; raises `NoMatter`."""
    row = _rows().filter(pk=matter_id).first()
    if row is None:
        raise NoMatter
    return matter_view(row)


def matters_of_case(*, case_id: int, viewer: Viewer) -> list[MatterView]:
    """Every matter of the case, the latest first."""
    return answer(ask_matters_of_case(case_id=case_id, viewer=viewer), viewer=viewer)


def ask_matters_of_case(*, case_id: int, viewer: Viewer) -> Question[MatterView]:
    """The same, to be asked together with other questions."""
    return ask_rows(Matter.objects.filter(case_id=case_id).order_by("-id"), matter_view, _BESIDE)


def matters_waiting(*, on: date, viewer: Viewer, most: int = 100) -> list[MatterView]:
    """Matters in files open to the viewer that she may decide that day, the urgent and the oldest first.

    What she wrote or prepared herself is another's to decide.
    """
    return to_be_signed(prepared=matters_prepared(viewer=viewer, most=most), on=on, viewer=viewer)


def to_be_signed(*, prepared: Iterable[MatterView], on: date, viewer: Viewer) -> list[MatterView]:
    """Those of the matters, already read, that the viewer may decide that day."""
    appointed = _appointed(on, viewer)
    return [each for each in prepared if _may_be_signed_by(each, appointed, viewer)]


def matters_prepared(*, viewer: Viewer, most: int = 100) -> list[MatterView]:
    """Matters in files open to the viewer that are handed over and not signed, the urgent and the oldest first."""
    rows = _rows().filter(state=MatterState.PREPARED.value).order_by("-is_urgent", "prepared_at", "id")
    return [matter_view(row) for row in rows[:most]]


def _may_be_signed_by(view: MatterView, appointed: Appointed, viewer: Viewer) -> bool:
    signer = signer_of(view, appointed=appointed, viewer=viewer, has_conflict=False)
    is_barred = signer.does_casework and view.level not in OFFICIAL_LEVELS
    return rules.is_enough(signer.levels, view.level) and not (is_barred or signer.is_own)


def unreported(*, viewer: Viewer, most: int = 100) -> list[MatterView]:
    """Decisions of the chair, in files open to the viewer, that no meeting has been told of; the oldest first."""
    rows = _rows().filter(state=MatterState.DECIDED.value, level=MatterLevel.CHAIR.value, reported_at_meeting=None)
    return [matter_view(row) for row in rows.order_by("decided_at", "id")[:most]]


def hand_overs(*, matter_id: int, viewer: Viewer) -> list[HandOverView]:
    """Every moment on the way to whoever signs, as they came."""
    rows = HandOver.objects.filter(matter_id=matter_id).select_related("by", "to").order_by("at", "id")
    return [
        HandOverView(
            id=row.pk,
            kind=Handing(row.kind),
            at=row.at,
            by_id=row.by_id,
            by=row.by.name,
            to_id=row.to_id,
            to=row.to.name if row.to else "",
            words=row.words,
        )
        for row in rows
    ]


# --- Views ------------------------------------------------------------------------------------------------------------


def matter_view(row: Matter) -> MatterView:
    """One matter; the row has its employees and meetings selected."""
    return MatterView(
        id=row.pk,
        case_id=row.case_id,
        measure_id=row.measure_id,
        file_id=row.file_id,
        unit_id=row.file.unit_id,
        track=Track(row.track),
        act=Act(row.act),
        section=row.section,
        level=MatterLevel(row.level),
        fields=_fields(row),
        planned_since=row.planned_since,
        state=MatterState(row.state),
        lix=row.lix,
        written_by_id=row.written_by_id,
        written_by=row.written_by.name,
        prepared_by_id=row.prepared_by_id,
        prepared_by=row.prepared_by.name if row.prepared_by else "",
        prepared_at=row.prepared_at,
        return_reason=row.return_reason,
        outcome=MatterOutcome(row.outcome) if row.outcome else None,
        decided_text=row.decided_text,
        change_reason=row.change_reason,
        decided_by_id=row.decided_by_id,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        right=row.right,
        meeting=_meeting(row.meeting),
        reported_at=_meeting(row.reported_at_meeting),
        document_id=row.document_id,
        child_letter_id=row.child_letter_id,
        version=row.version,
    )


def _meeting(row: Any) -> MeetingView | None:
    return None if row is None else MeetingView(row.pk, Level(row.level), row.held_on, row.papers_by)


def _fields(row: Matter) -> MatterFields:
    more = row.fields
    return MatterFields(
        proposal=row.proposal,
        reasons=row.reasons,
        best_interests=more.get("best_interests", ""),
        child_view=row.child_view,
        child_view_missing_reason=more.get("child_view_missing_reason", ""),
        child_version=row.child_version,
        grounds=tuple(more.get("grounds", ())),
        content=more.get("content", ""),
        is_temporary=bool(more.get("is_temporary")),
        is_urgent=row.is_urgent,
        urgent_reason=row.urgent_reason,
        planned_since=row.planned_since,
        meeting_id=row.meeting_id,
    )


# --- What is new, and how urgent it is --------------------------------------------------------------------------------


def news_since(*, matter_id: int, viewer: Viewer) -> list[NewsView]:
    """What has come into the file since the matter was prepared, the latest first (lesson 10).

    Empty for a matter that is not prepared. Raises `NoMatter`.
    """
    return news_of(matter(matter_id=matter_id, viewer=viewer), viewer=viewer)


def news_of(view: MatterView, *, viewer: Viewer) -> list[NewsView]:
    """The same, for a matter that is already read."""
    asking = _ask_news(view, viewer=viewer)
    return [] if asking is None else ask(viewer=viewer, news=asking)["news"]


def _ask_news(view: MatterView, *, viewer: Viewer) -> Question[NewsView] | None:
    since = view.prepared_at
    if since is None:
        return None
    asked = ask_deeds_of_file(
        file_id=view.file_id, beginnings=list(dict(_NEWS)), since=since, viewer=viewer, most=_MOST_NEWS
    )
    return Question(asked.rows, asked.columns, lambda row: _news(asked.read(row)))


def _news(deed: LoggedDeed) -> NewsView:
    kind = next(kind for beginning, kind in _NEWS if deed.deed.startswith(beginning))
    return NewsView(kind, deed.at, deed.target)


def urgency_of_matter(*, matter_id: int, today: date, viewer: Viewer) -> MatterUrgency:
    """How long this has been planned and when the body meets that would decide it if it waited (lesson 5)."""
    view = matter(matter_id=matter_id, viewer=viewer)
    waiting = who_decides_deed(section=view.section, on=today)
    body = MEETING_LEVELS.get(waiting.level)
    meeting = next_meeting(level=body, after=today) if body else None
    return MatterUrgency((today - view.planned_since).days, meeting, waiting.may_be_urgent, body is not None)


def who_decides_deed(*, section: str, on: date, is_urgent: bool = False) -> MatterRight:
    """Who decides under `section` ("LVU 6") on the day, and by which line of the delegation order."""
    return rules.matter_right(section, on=on, order=delegation_on(day=on), is_urgent=is_urgent)


# --- The guards -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A matter and what its guards ask for at a moment. `deed` is None when the act is not the board's that day."""

    view: MatterView
    file: FileView
    at: datetime
    deed: Deed | None
    right: MatterRight
    measure: MeasureView | None
    pair: Verdict

    @property
    def on(self) -> date:
        return local_date(self.at)

    @property
    def deed_verdict(self) -> Verdict:
        """Whether the board may do it where the measure stands."""
        return rules.deed_verdict(self.deed, self.measure, self.at)


def around(view: MatterView, *, at: datetime, viewer: Viewer) -> Around:
    """What the guards need of the matter's file, measure and Act of the day."""
    on = local_date(at)
    running = measure(measure_id=view.measure_id, viewer=viewer) if view.measure_id else None
    number = (
        running.act_on(on) if running else act_to_begin(case_id=view.case_id, track=view.track, at=at, viewer=viewer)
    )
    deed = rules.deed_for_board(view.track, view.act, number)
    return Around(
        view=view,
        file=file_of(file_id=view.file_id, viewer=viewer),
        at=at,
        deed=deed,
        right=who_decides_deed(
            section=deed.section if deed and deed.section else view.section,
            on=on,
            is_urgent=view.fields.is_urgent,
        ),
        measure=running,
        pair=pair_verdict(file_id=view.file_id, at=at, viewer=viewer),
    )


def act_to_begin(*, case_id: int, track: Track, at: datetime, viewer: Viewer) -> str | None:
    """The number of the Act under which the case's measure on the track would begin now. For this domain's own use."""
    on = local_date(at)
    if not has_choice(track, on):
        return act_for(track, on)
    return act_for(track, on, _running(case_id, at, viewer))


def _running(case_id: int, at: datetime, viewer: Viewer) -> list[MeasureView]:
    return [each for each in measures_of_case(case_id=case_id, viewer=viewer) if not each.is_over(at)]


def preparing_verdict(*, matter_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether the viewer may hand the matter to whoever decides, with all reasons. Raises `NoMatter`."""
    view = matter(matter_id=matter_id, viewer=viewer)
    return preparing_of(around(view, at=at, viewer=viewer), viewer=viewer)


def preparing_of(about: Around, *, viewer: Viewer) -> Verdict:
    """The same, for a matter that is already read."""
    view = about.view
    return (
        writing(file=about.file, viewer=viewer)
        + about.deed_verdict
        + about.pair
        + rules.preparing_matter(
            view.fields,
            state=view.state,
            right=about.right,
            track=view.track,
            starts=view.measure_id is None,
        )
    )


def signer_of(
    view: MatterView, right: MatterRight | None = None, *, appointed: Appointed, viewer: Viewer, has_conflict: bool
) -> rules.Signer:
    """The viewer as one who would sign: the levels held that day, and what stands in the way of the person.

    `right` is that of the day; without it, that which was written when the matter was prepared.
    """
    section, level = (right.section, right.level) if right else (view.section, view.level)
    official = _official_levels(view, viewer) if level in OFFICIAL_LEVELS else ()
    return rules.Signer(
        levels=frozenset((*official, *_elected_levels(section, appointed, viewer))),
        does_casework=viewer.does_casework,
        is_own=viewer.employee_id in (view.written_by_id, view.prepared_by_id),
        has_conflict=has_conflict,
    )


def _official_levels(view: MatterView, viewer: Viewer) -> Iterable[MatterLevel]:
    """The levels of an official in the unit that has the file."""
    held = levels_of(unit_id=view.unit_id, viewer=viewer)
    return (level for level, same in OFFICIAL_LEVELS.items() if same in held)


def _elected_levels(section: str, appointed: Appointed, viewer: Viewer) -> Iterable[MatterLevel]:
    """The chair signs what the board has decided; a member decides alone only when appointed to."""
    if viewer.has_role(Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL):
        yield MatterLevel.COMMITTEE
    if viewer.has_role(Role.CHAIR_ON_CALL):
        yield from (MatterLevel.BOARD, MatterLevel.CHAIR)
    elif _reference(section, appointed):
        yield MatterLevel.CHAIR


def _appointed(on: date, viewer: Viewer) -> Appointed:
    """By which decisions of the board the viewer, a member and not the chair, may decide what cannot wait."""
    if not viewer.has_role(Role.COMMITTEE_MEMBER) or viewer.has_role(Role.CHAIR_ON_CALL):
        return {}
    own = appointments_on(on=on, employee_id=viewer.named_id)
    return {each.section: each.reference for each in own}


def _reference(section: str, appointed: Appointed) -> str:
    return next((appointed[each] for each in rules.carried_sections(section) if each in appointed), "")


def came_up(view: MatterView, *, level: MatterLevel, on: date) -> MeetingView | None:
    """The meeting of the level at which the matter is decided: the one it was meant for, or one held that very day."""
    needed = MEETING_LEVELS.get(level)
    if needed is None:
        return None
    if view.meeting and view.meeting.level is needed and view.meeting.held_on <= on:
        return view.meeting
    return next((each for each in meetings(after=on) if each.level is needed and each.held_on == on), None)


def deciding_verdict(*, matter_id: int, at: datetime, viewer: Viewer, ruling: MatterRuling | None = None) -> Verdict:
    """Whether the viewer may decide the matter now, with all reasons; without `ruling`, as it is proposed.

    Raises `NoMatter`.
    """
    view = matter(matter_id=matter_id, viewer=viewer)
    news = news_of(view, viewer=viewer)
    about = around(view, at=at, viewer=viewer)
    return weigh(about, ruling or MatterRuling(facts_told=len(news)), news=len(news), viewer=viewer).verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedMatter:
    """A decision weighed: at which meeting, by whose appointment, and whether it may be signed."""

    meeting: MeetingView | None
    appointment: str
    verdict: Verdict


def weigh(about: Around, ruling: MatterRuling, *, news: int, viewer: Viewer) -> WeighedMatter:
    """The three checks and all the others, for a matter that is already read. `news` is how many facts are newer."""
    view, right = about.view, about.right
    appointed = _appointed(about.on, viewer)
    meeting = came_up(view, level=right.level, on=about.on)
    signer = signer_of(view, right, appointed=appointed, viewer=viewer, has_conflict=about.file.has_conflict)
    rests_on = rules.RestsOn(right=right, meeting=meeting, untold=news - ruling.facts_told)
    verdict = rules.deciding_matter(view.fields, ruling, state=view.state, signer=signer, rests_on=rests_on)
    return WeighedMatter(
        meeting=meeting,
        appointment=_reference(right.section, appointed) if right.level is MatterLevel.CHAIR else "",
        verdict=verdict + about.deed_verdict + about.pair,
    )


def returning_matter_verdict(*, matter_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether the viewer may give the matter back, apart from the reason for it. Raises `NoMatter`."""
    return returning_of(matter(matter_id=matter_id, viewer=viewer), at=at, viewer=viewer)


def returning_of(view: MatterView, *, at: datetime, viewer: Viewer) -> Verdict:
    """The same, for a matter that is already read: whoever is to decide, or whoever may write in the file."""
    appointed = _appointed(local_date(at), viewer)
    signer = signer_of(view, appointed=appointed, viewer=viewer, has_conflict=False)
    decides = rules.is_enough(signer.levels, view.level)
    file = file_of(file_id=view.file_id, viewer=viewer)
    return rules.matter_state_verdict(view.state, rules.Doing.RETURN) + (
        Verdict() if decides else writing(file=file, viewer=viewer)
    )


def matters_to_begin(*, case_id: int, at: datetime, viewer: Viewer) -> list[tuple[Track, Act, str]]:
    """What the board can be asked now in the case, with its section: the next deeds of each measure, then what would
    begin a measure on a track where none runs.
    """
    running = _running(case_id, at, viewer)
    return [found for track in Track for found in _to_begin(track, running, at)]


def may_ask_board(*, measure: MeasureView, act: Act, at: datetime, viewer: Viewer) -> bool:
    """Whether the board can be asked for the act on the measure now."""
    asked = (found for _track, found, _section in _to_begin(measure.track, [measure], at))
    return not measure.is_over(at) and act in asked


def _to_begin(track: Track, running: list[MeasureView], at: datetime) -> Iterable[tuple[Track, Act, str]]:
    on = local_date(at)
    here = next((each for each in running if each.track is track), None)
    number = here.act_on(on) if here else act_for(track, on, running)
    state = here.state_on(at) if here else State.PREPARED
    for act in acts(track, state, number) if number else ():
        deed = rules.deed_for_board(track, act, number)
        if deed and deed.section:
            yield track, act, deed.section


def case_file(*, case_id: int, viewer: Viewer) -> int:
    """The file of the case; raises `NoMatter`."""
    file_id = Case.objects.filter(pk=case_id).values_list("file_id", flat=True).first()
    if file_id is None:
        raise NoMatter
    return file_id
