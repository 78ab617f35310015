"""*Events*: everything that has happened in the file and every note in full, the latest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.types import KIND_NAMES
from skyddsnat.domains.investigations.types import QUESTION_NAMES, RESULT_NAMES
from skyddsnat.domains.journal.types import NOTE_NAMES, NoteKind, NoteView, TalkMark
from skyddsnat.foundation.access.types import PART_NAMES
from skyddsnat.law.compulsory_states import STATE_NAMES, TRACK_NAMES
from skyddsnat.web import formats
from skyddsnat.web.children.scene import Scene, Story
from skyddsnat.web.components import Chip, Link, Tone
from skyddsnat.web.duties import reporter_words
from skyddsnat.web.presenters import name_of, said


@dataclass(frozen=True)
class Said:
    """One paragraph and, when that was said, whom it is about."""

    text: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event. `paragraphs` are there for notes and talks, `additions` for notes."""

    at: datetime
    when: str
    exact: str
    kind: str
    title: str
    url: str = ""
    by: str = ""
    anchor: str = ""
    chips: tuple[Chip, ...] = ()
    paragraphs: tuple[Said, ...] = ()
    additions: tuple["Entry", ...] = ()
    ways: tuple[Link, ...] = ()


def entries(
    scene: Scene, story: Story, notes: Sequence[NoteView], *, since: datetime | None, until: datetime | None
) -> list[Entry]:
    """Notes and events together, from `since` until, not including, `until` (None: no limit)."""
    told = (_reports, _cases, _decisions, _measures, _rest)
    events = [
        entry
        for tell in told
        for entry in tell(scene, story)
        if (since is None or entry.at >= since) and (until is None or entry.at < until)
    ]
    return sorted([*events, *note_entries(scene, notes)], key=lambda entry: entry.at, reverse=True)


def note_entries(scene: Scene, notes: Sequence[NoteView]) -> list[Entry]:
    """The notes alone, in the order given."""
    return [_note(note, scene) for note in notes]


def _entry(scene: Scene, at: datetime, kind: str, title: str, url: str = "", by: str = "") -> Entry:
    when = formats.moment(at, today=scene.today)
    return Entry(at=at, when=when, exact=formats.exact(at), kind=kind, title=title, url=url, by=by)


def _reports(scene: Scene, story: Story) -> Iterable[Entry]:
    for report in story.reports:
        url = reverse("intake:report", args=[report.report_id])
        title = _("Från {whom}, {number}").format(whom=reporter_words(report), number=report.number)
        yield _entry(scene, report.received_at, _("Anmälan"), title, url)


def _cases(scene: Scene, story: Story) -> Iterable[Entry]:
    for case in story.cases:
        url = reverse("investigations:investigation", args=[case.id])
        yield _entry(scene, case.opened_at, _("Utredning inledd"), said(QUESTION_NAMES[case.question]), url)
        if case.closed_at is not None:
            result = said(RESULT_NAMES[case.result]) if case.result else ""
            yield _entry(scene, case.closed_at, _("Utredning avslutad"), result, url)


def _decisions(scene: Scene, story: Story) -> Iterable[Entry]:
    for each in story.decisions:
        title = said(each.service or KIND_NAMES[each.kind])
        yield _entry(scene, each.decided_at, _("Beslut"), title, reverse("decisions:decision", args=[each.id]))


def _measures(scene: Scene, story: Story) -> Iterable[Entry]:
    for each in story.measures:
        track, url = said(TRACK_NAMES[each.track]), reverse("compulsory:measure", args=[each.id])
        over = each.over_since(scene.at)
        yield _entry(scene, each.started_at, _("Tvångsvård"), track, url)
        if over is not None:
            title = f"{track}: {said(STATE_NAMES[each.state_on(scene.at)])}"
            yield _entry(scene, over, _("Tvångsvård, slut"), title, url)


def _rest(scene: Scene, story: Story) -> Iterable[Entry]:
    for talk in story.talks:
        yield _talk(talk, scene)
    for each in scene.assignments:
        yield _entry(
            scene, each.starts_at, said(PART_NAMES[each.part]), _("Ärendet fördelat till {name}").format(name=each.name)
        )


def _talk(talk: TalkMark, scene: Scene) -> Entry:
    alone = _("i enrum") if talk.was_alone else _("inte i enrum")
    kind = _("Samtal med barnet") if talk.held_at else _("Samtal planerat")
    title = ", ".join(filter(None, (talk.purpose, talk.place, alone if talk.held_at else "")))
    entry = _entry(scene, talk.happens_at, kind, title, reverse("children:talk-hold", args=[talk.id]))
    words = (Said(f"”{talk.childs_words}”", ""),) if talk.childs_words else ()
    return Entry(
        at=entry.at, when=entry.when, exact=entry.exact, kind=kind, title=title, url=entry.url, paragraphs=words
    )


def _note(note: NoteView, scene: Scene) -> Entry:
    is_locked = note.is_locked(scene.at)
    return Entry(
        at=note.happened_at,
        when=formats.moment(note.happened_at, today=scene.today),
        exact=formats.exact(note.happened_at),
        kind=said(NOTE_NAMES[note.kind]),
        title=_("Med {whom}").format(whom=note.with_whom) if note.with_whom else "",
        by=f"{note.author.name} ({note.author.service_code})" if note.author.service_code else note.author.name,
        anchor=f"note-{note.id}",
        chips=_note_chips(note, scene, is_locked),
        paragraphs=tuple(
            Said(each.text, formats.list_of([name_of(person) for person in each.about])) for each in note.paragraphs
        ),
        additions=tuple(_addition(each, scene) for each in note.additions),
        ways=_ways(note, scene, is_locked),
    )


def _addition(note: NoteView, scene: Scene) -> Entry:
    entry = _note(note, scene)
    kind = entry.kind if note.kind is NoteKind.CORRECTION else _("Tillägg")
    return replace(entry, kind=kind, chips=(), ways=())


def _note_chips(note: NoteView, scene: Scene, is_locked: bool) -> tuple[Chip, ...]:
    chips = []
    if note.moved_from_id:
        chips.append(Chip(text=_("Flyttad hit från en annan akt"), tone=Tone.TODAY))
    if not is_locked:
        locks = formats.moment(note.locks_at, today=scene.today)
        chips.append(Chip(text=_("Låses {when}").format(when=locks)))
    return tuple(chips)


def _ways(note: NoteView, scene: Scene, is_locked: bool) -> tuple[Link, ...]:
    if not scene.may_write or note.corrects_id is not None:
        return ()
    ways = []
    if not is_locked and note.author.employee_id == scene.viewer.employee_id:
        ways.append(Link(label=_("Ändra"), url=reverse("children:note-change", args=[note.id])))
    ways.append(Link(label=_("Lägg till"), url=reverse("children:note-add", args=[note.id])))
    ways.append(Link(label=_("Flytta till rätt akt"), url=reverse("children:note-move", args=[note.id])))
    return tuple(ways)
