"""What holds about notes and talks, without a database: when they lock, what is missing, what repeats itself."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from skyddsnat.domains.journal.types import NoteAct, NoteState, Repetition, TalkAct, TalkState, Understood
from skyddsnat.kernel.readability import sentences
from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import SOL
from skyddsnat.law.sections import UnknownSectionText, section

# Lesson 17: a note locks within a day. No statute counts the hours.
LOCKS_AFTER = timedelta(days=1)
# A shorter sentence ("Mamman är orolig.") may stand in many files with good reason.
SHORTEST_REPEATED_WORDS = 6

# --- States -----------------------------------------------------------------------------------------------------------

NOTE_STATES: StateTable[NoteState, NoteAct] = StateTable(
    rows=(
        (NoteState.OPEN, NoteAct.CHANGE, NoteState.OPEN),
        (NoteState.OPEN, NoteAct.ADD, NoteState.OPEN),
        (NoteState.OPEN, NoteAct.MOVE, NoteState.OPEN),
        (NoteState.OPEN, NoteAct.LOCK, NoteState.LOCKED),
        (NoteState.LOCKED, NoteAct.ADD, NoteState.LOCKED),
        (NoteState.LOCKED, NoteAct.MOVE, NoteState.LOCKED),
    ),
    start=NoteState.OPEN,
)
NOTE_DEEDS: dict[NoteAct, str] = {
    NoteAct.CHANGE: "journal.note.changed",
    NoteAct.ADD: "journal.note.added",
    NoteAct.MOVE: "journal.note.moved",
    NoteAct.LOCK: "journal.note.locked",
}

TALK_STATES: StateTable[TalkState, TalkAct] = StateTable(
    rows=(
        (TalkState.PLANNED, TalkAct.HOLD, TalkState.HELD),
        (TalkState.PLANNED, TalkAct.CANCEL, TalkState.CANCELLED),
        (TalkState.HELD, TalkAct.CHANGE, TalkState.HELD),
        (TalkState.HELD, TalkAct.LOCK, TalkState.LOCKED),
    ),
    start=TalkState.PLANNED,
)
TALK_DEEDS: dict[TalkAct, str] = {
    TalkAct.HOLD: "journal.talk.held",
    TalkAct.CHANGE: "journal.talk.changed",
    TalkAct.CANCEL: "journal.talk.cancelled",
    TalkAct.LOCK: "journal.talk.locked",
}

# Who may: what is here, its author alone; the rest, whoever may write in the file.
OWN_ACTS: frozenset[NoteAct | TalkAct] = frozenset({NoteAct.CHANGE, TalkAct.CHANGE})


def note_state(locks_at: datetime, at: datetime) -> NoteState:
    """Where a note stands at that moment."""
    return NoteState.LOCKED if locks_at <= at else NoteState.OPEN


# --- Notes ------------------------------------------------------------------------------------------------------------


def checksum(text: str) -> str:
    """What the text was when it was saved, as 64 signs; found again nightly, in the database too (lesson 3)."""
    return hashlib.sha256(text.encode()).hexdigest()


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a note: what stands between empty lines."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())


def note_verdict(
    *, text: str, happened_at: datetime, at: datetime, about: Mapping[int, Collection[int]], in_file: Collection[int]
) -> Verdict:
    """Whether a note may be saved. `about`: persons by place of paragraph; `in_file`: the persons of the file.

    A note about several people says for each paragraph who it is about (lesson 14).
    """
    places = range(1, len(paragraphs(text)) + 1)
    named = {person_id for persons in about.values() for person_id in persons}
    return Verdict.of(
        None if text.strip() else _NO_TEXT,
        _IN_FUTURE if happened_at > at else None,
        None if set(about) <= set(places) else _NO_SUCH_PARAGRAPH,
        None if named <= set(in_file) else _NOT_IN_FILE,
        _ABOUT_WHOM if len(named) > 1 and not all(about.get(place) for place in places) else None,
    )


def changing_verdict(*, state: NoteState) -> Verdict:
    """Whether the text of a note may still be changed."""
    return Verdict.of(None if NOTE_STATES.allows(state, NoteAct.CHANGE) else _NOTE_LOCKED)


def addition_verdict(*, text: str, is_addition: bool) -> Verdict:
    """Whether something may be added to a note. An addition has no additions of its own."""
    return Verdict.of(None if text.strip() else _NO_TEXT, _ADDS_TO_ADDITION if is_addition else None)


def moving_verdict(*, reason: str, is_same_file: bool, is_addition: bool) -> Verdict:
    """Whether a note may be moved to another file. Its additions follow it, and never move alone."""
    return Verdict.of(
        None if reason.strip() else _NO_MOVE_REASON,
        _SAME_FILE if is_same_file else None,
        _MOVES_WITH_NOTE if is_addition else None,
    )


# --- Talks ------------------------------------------------------------------------------------------------------------


def planning_verdict(*, planned_at: datetime, purpose: str, at: datetime) -> Verdict:
    """Whether a talk may be planned."""
    return Verdict.of(_PLANNED_IN_PAST if planned_at < at else None, None if purpose.strip() else _NO_PURPOSE)


def holding_verdict(
    *,
    held_at: datetime,
    at: datetime,
    purpose: str,
    was_alone: bool,
    not_alone_reason: str,
    told: str,
    understood: Understood,
) -> Verdict:
    """Whether a held talk may be saved. Nothing is asked of the child's words: a child may be silent (lesson 9)."""
    is_told = understood is not Understood.NOT_TOLD
    return Verdict.of(
        _IN_FUTURE if held_at > at else None,
        None if purpose.strip() else _NO_PURPOSE,
        None if was_alone or not_alone_reason.strip() else _NOT_ALONE_WHY,
        _TOLD_WHAT if is_told and not told.strip() else None,
        _TOLD_OR_NOT if told.strip() and not is_told else None,
    )


def talk_act_verdict(*, state: TalkState, act: TalkAct) -> Verdict:
    """Whether the talk stands where this may be done."""
    return Verdict.of(None if TALK_STATES.allows(state, act) else _TALK_REASONS[state])


def cancelling_verdict(*, state: TalkState, reason: str) -> Verdict:
    """Whether a planned talk may be cancelled."""
    return talk_act_verdict(state=state, act=TalkAct.CANCEL) + Verdict.of(None if reason.strip() else _NO_CANCEL_REASON)


def alone_citation(on: date) -> str | None:
    """The section that lets the board talk with a child without its guardian on that day; None where none was found."""
    try:
        return section("SoL 20:7", on).citation
    except UnknownSectionText:
        return None


# --- Repetition -------------------------------------------------------------------------------------------------------


def repetitions(texts: Mapping[int, Iterable[str]]) -> dict[int, Repetition]:
    """For each file: its long sentences, and how many of them stand in another of the files too.

    Tells phrases from assessments; it counts, and judges nothing.
    """
    by_file = {file_id: _long_sentences(parts) for file_id, parts in texts.items()}
    files_with = Counter(sentence for found in by_file.values() for sentence in set(found))
    return {
        file_id: Repetition(len(found), sum(files_with[sentence] > 1 for sentence in found))
        for file_id, found in by_file.items()
    }


def _long_sentences(parts: Iterable[str]) -> list[str]:
    said = (" ".join(sentence.casefold().split()) for part in parts for sentence in sentences(part))
    return [sentence for sentence in said if len(sentence.split()) >= SHORTEST_REPEATED_WORDS]


# --- Reasons ----------------------------------------------------------------------------------------------------------

_NO_TEXT = Reason("journal.text_is_missing", Text("Skriv en text.", "Write a text."))
_IN_FUTURE = Reason(
    "journal.in_future",
    Text("Tiden har inte varit än. Rätta dag och klockslag.", "That time is still to come. Correct it."),
)
_NO_SUCH_PARAGRAPH = Reason(
    "journal.no_such_paragraph",
    Text("Texten har inte så många stycken.", "The text does not have that many paragraphs."),
)
_NOT_IN_FILE = Reason(
    "journal.person_not_in_file",
    Text(
        "Någon som nämns finns inte i akten. Lägg upp personen först.",
        "Somebody named is not in the file. Add them first.",
    ),
)
_ABOUT_WHOM = Reason(
    "journal.about_whom",
    Text(
        "Anteckningen handlar om flera personer. Ange för varje stycke vem det handlar om.",
        "The note is about several people. Say for each paragraph who it is about.",
    ),
)
_NOTE_LOCKED = Reason(
    "journal.note_is_locked",
    Text("Anteckningen är låst. Skriv ett tillägg i stället.", "The note is locked. Write an addition instead."),
    SOL.cite("14:3"),
)
_ADDS_TO_ADDITION = Reason(
    "journal.adds_to_addition",
    Text("Skriv tillägget till själva anteckningen.", "Write the addition to the note itself."),
)
_NO_MOVE_REASON = Reason(
    "journal.move_without_reason", Text("Skriv varför anteckningen flyttas.", "Write why the note is moved.")
)
_SAME_FILE = Reason(
    "journal.same_file", Text("Anteckningen står redan i den akten.", "The note is in that file already.")
)
_MOVES_WITH_NOTE = Reason(
    "journal.moves_with_note",
    Text("Ett tillägg flyttas tillsammans med sin anteckning.", "An addition is moved together with its note."),
)
_PLANNED_IN_PAST = Reason(
    "journal.planned_in_past",
    Text("Tiden har redan varit. Skriv in samtalet som genomfört.", "That time is past. Enter the talk as held."),
)
_NO_PURPOSE = Reason(
    "journal.purpose_is_missing", Text("Skriv vad samtalet är till för.", "Write what the talk is for.")
)
_NOT_ALONE_WHY = Reason(
    "journal.not_alone_why",
    Text("Skriv varför barnet inte fick tala enskilt.", "Write why the child did not talk alone."),
    SOL.cite("20:7"),
)
_TOLD_WHAT = Reason(
    "journal.told_what",
    Text(
        "Skriv vad barnet fick veta, eller välj att barnet inte fick någon information.",
        "Write what the child was told.",
    ),
    SOL.cite("3:3"),
)
_TOLD_OR_NOT = Reason(
    "journal.told_or_not",
    Text(
        "Du har skrivit vad barnet fick veta, men valt att barnet inte fick någon information.",
        "You wrote what the child was told, but chose that the child was not told anything.",
    ),
    SOL.cite("3:3"),
)
_NO_CANCEL_REASON = Reason(
    "journal.cancel_without_reason", Text("Skriv varför samtalet ställs in.", "Write why the talk is cancelled.")
)
_TALK_REASONS: dict[TalkState, Reason] = {
    TalkState.PLANNED: Reason(
        "journal.talk_not_held", Text("Samtalet är inte genomfört än.", "The talk is not held yet.")
    ),
    TalkState.HELD: Reason("journal.talk_held", Text("Samtalet är redan genomfört.", "The talk is held already.")),
    TalkState.LOCKED: Reason(
        "journal.talk_is_locked",
        Text("Samtalet är låst. Skriv en anteckning i stället.", "The talk is locked. Write a note instead."),
        SOL.cite("14:3"),
    ),
    TalkState.CANCELLED: Reason("journal.talk_cancelled", Text("Samtalet är inställt.", "The talk is cancelled.")),
}
