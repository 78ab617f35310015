"""Words, links and colours of matters: what is to be decided, by whom, how urgent, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import (
    HANDING_NAMES,
    MATTER_LEVEL_NAMES,
    MATTER_OUTCOME_NAMES,
    NEWS_NAMES,
    HandOverView,
    MatterState,
    MatterUrgency,
    MatterView,
    NewsView,
)
from skyddsnat.domains.decisions.types import LEVEL_NAMES, MeetingView
from skyddsnat.law.compulsory_states import TRACK_NAMES, Act, Track, act_name
from skyddsnat.law.grounds import ground
from skyddsnat.law.sections import UnknownSectionText
from skyddsnat.law.sections import section as law_section
from skyddsnat.web import formats
from skyddsnat.web.board.scene import Scene
from skyddsnat.web.components import Action, Chip, Fact, Link, TimelineEvent, Tone
from skyddsnat.web.heads import Head, Passage
from skyddsnat.web.presenters import name_of, person_chips, said

STATE_TONES = {
    MatterState.DRAFT: Tone.PLAIN,
    MatterState.PREPARED: Tone.TODAY,
    MatterState.DECIDED: Tone.DONE,
    MatterState.RETURNED: Tone.LATE,
}


def cited(section: str, on: date) -> str:
    """`section` ("LVU 6") as it is written: «6 § LVU»; as it stands where its text is not entered."""
    try:
        return law_section(section, on).citation
    except UnknownSectionText:
        return section


def title_of(track: Track, act: Act) -> str:
    """«Omhänderta omedelbart»."""
    return said(act_name(track, act))


@dataclass(frozen=True)
class Choice:
    """One group of what the board can be asked: a track, and its deeds with their paragraphs."""

    title: str
    links: tuple[Link, ...]


def choices_of(case_id: int, found: Sequence[tuple[Track, Act, str]], today: date) -> list[Choice]:
    """What the board can be asked now, by track, each leading to its form."""
    base = reverse("board:write", args=[case_id])
    return [
        Choice(
            said(TRACK_NAMES[track]),
            tuple(
                Link(label=f"{title_of(track, act)} ({cited(section, today)})", url=f"{base}?track={track}&act={act}")
                for each, act, section in found
                if each is track
            ),
        )
        for track in dict.fromkeys(track for track, _act, _section in found)
    ]


def head(scene: Scene, title: str, *, chips: tuple[Chip, ...] = (), back: bool = True) -> Head:
    """The head, with the way back to the case for whoever works on it."""
    masked = scene.child.is_masked
    protection = person_chips(scene.child, today=scene.today) if masked else ()
    born = scene.child.birth_date
    age = formats.age(born, today=scene.today) if born else ""
    way = (Action(label=_("Till barnets akt"), url=reverse("children:file", args=[scene.file.id])),) if back else ()
    return Head(
        title=title,
        subtitle=", ".join(part for part in (name_of(scene.child), age) if part),
        chips=(*chips, *protection),
        actions=way,
        is_masked=masked,
    )


def chips_of(view: MatterView) -> tuple[Chip, ...]:
    """Where the matter stands, and whether it can wait."""
    words = {
        MatterState.DRAFT: _("Skrivs"),
        MatterState.PREPARED: _("Väntar på beslut"),
        MatterState.DECIDED: _("Beslutat"),
        MatterState.RETURNED: _("Återlämnat"),
    }
    urgent = (Chip(text=_("Kan inte vänta"), tone=Tone.LATE),) if view.fields.is_urgent else ()
    return (Chip(text=words[view.state], tone=STATE_TONES[view.state]), *urgent)


def passages(view: MatterView) -> list[Passage]:
    """The texts that whoever decides reads, those that are there."""
    fields = view.fields
    found = (
        (_("Förslag till beslut"), fields.proposal),
        (_("Innehåll"), fields.content),
        (_("Grunder"), "\n".join(said(ground(code).text) for code in fields.grounds)),
        (_("Skäl"), fields.reasons),
        (_("Barnets bästa"), fields.best_interests),
        (_("Barnets syn"), fields.child_view or fields.child_view_missing_reason),
        (_("Till barnet"), fields.child_version),
    )
    return [Passage(title, text) for title, text in found if text]


def facts(view: MatterView, scene: Scene) -> list[Fact]:
    """Who wrote, prepared and decided, when, and by what right."""
    pairs = [
        (_("Beslutas av"), said(MATTER_LEVEL_NAMES[view.level])),
        (_("Paragraf"), cited(view.section, scene.today)),
        (_("Möte"), meeting_words(view.meeting, scene) if view.meeting else ""),
        (_("Förberett av"), view.prepared_by or view.written_by),
        (_("Överlämnat"), formats.moment(view.prepared_at, today=scene.today) if view.prepared_at else ""),
        (_("Beslut"), said(MATTER_OUTCOME_NAMES[view.outcome]) if view.outcome else ""),
        (_("Beslutat av"), view.decided_by),
        (_("Beslutat"), formats.moment(view.decided_at, today=scene.today) if view.decided_at else ""),
        (_("Med stöd av"), view.right),
        (_("Anmält vid möte"), meeting_words(view.reported_at, scene) if view.reported_at else ""),
    ]
    return [Fact(label, text) for label, text in pairs if text]


def meeting_words(meeting: MeetingView, scene: Scene) -> str:
    """«Utskottet, 3 december»."""
    return f"{said(LEVEL_NAMES[meeting.level])}, {formats.day(meeting.held_on, today=scene.today)}"


def view_words(view: MatterView | None) -> str:
    """Whether the child's view stands in the papers."""
    return _("ja") if view is not None and view.fields.child_view else _("nej")


def urgency_lines(urgency: MatterUrgency, scene: Scene) -> list[str]:
    """How long it has been planned and when the next meeting is: why can it not wait until then? (lesson 5)."""
    planned = _("Åtgärden har övervägts i {days}.").format(days=formats.amount(urgency.days_planned, "day"))
    if not urgency.needs_meeting:
        return [planned]
    coming = (
        _("Nästa möte: {meeting}.").format(meeting=meeting_words(urgency.next_meeting, scene))
        if urgency.next_meeting
        else _("Inget möte är inlagt.")
    )
    chair = (
        _("Ordföranden får besluta om det inte kan vänta.")
        if urgency.chair_may_decide
        else _("Ordföranden får inte besluta detta, hur bråttom det än är.")
    )
    return [planned, coming, chair]


def news_lines(news: Sequence[NewsView], scene: Scene) -> list[TimelineEvent]:
    """What has come since the matter was prepared, the latest first (lesson 10)."""
    return [
        TimelineEvent(
            when=formats.moment(each.at, today=scene.today),
            exact=formats.exact(each.at),
            kind=_("Nytt"),
            text=said(NEWS_NAMES[each.kind]),
            tone=Tone.LATE,
        )
        for each in news
    ]


def hand_over_lines(moments: Sequence[HandOverView], scene: Scene) -> list[TimelineEvent]:
    """The way from the official to whoever signs, with the time of each step."""
    return [
        TimelineEvent(
            when=formats.moment(each.at, today=scene.today),
            exact=formats.exact(each.at),
            kind=said(HANDING_NAMES[each.kind]),
            text=each.to or each.by,
            by=" · ".join(part for part in (each.by if each.to else "", each.words) if part),
        )
        for each in moments
    ]
