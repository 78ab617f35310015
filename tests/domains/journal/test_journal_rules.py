"""What holds about notes and talks, without a database."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skyddsnat.domains.journal import rules
from skyddsnat.domains.journal.types import (
    NoteAct,
    NoteState,
    Repetition,
    TalkAct,
    TalkState,
    Understood,
    talk_state,
)
from skyddsnat.kernel.states import NotAllowed, StateTable
from skyddsnat.kernel.verdict import Verdict

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SOON = AT + timedelta(minutes=1)
EVA, ALMA, PER = 1, 2, 3

# --- States -----------------------------------------------------------------------------------------------------------

NOTES = {
    (NoteState.OPEN, NoteAct.CHANGE): NoteState.OPEN,
    (NoteState.OPEN, NoteAct.ADD): NoteState.OPEN,
    (NoteState.OPEN, NoteAct.MOVE): NoteState.OPEN,
    (NoteState.OPEN, NoteAct.LOCK): NoteState.LOCKED,
    (NoteState.LOCKED, NoteAct.ADD): NoteState.LOCKED,
    (NoteState.LOCKED, NoteAct.MOVE): NoteState.LOCKED,
}
TALKS = {
    (TalkState.PLANNED, TalkAct.HOLD): TalkState.HELD,
    (TalkState.PLANNED, TalkAct.CANCEL): TalkState.CANCELLED,
    (TalkState.HELD, TalkAct.CHANGE): TalkState.HELD,
    (TalkState.HELD, TalkAct.LOCK): TalkState.LOCKED,
}


@pytest.mark.parametrize("act", NoteAct)
@pytest.mark.parametrize("state", NoteState)
def test_every_act_on_a_note_in_every_state(state: NoteState, act: NoteAct) -> None:
    if (state, act) in NOTES:
        assert rules.NOTE_STATES.next(state, act) is NOTES[state, act]
    else:
        with pytest.raises(NotAllowed):
            rules.NOTE_STATES.next(state, act)


@pytest.mark.parametrize("act", TalkAct)
@pytest.mark.parametrize("state", TalkState)
def test_every_act_on_a_talk_in_every_state(state: TalkState, act: TalkAct) -> None:
    assert rules.talk_act_verdict(state=state, act=act).allowed is ((state, act) in TALKS)
    if (state, act) in TALKS:
        assert rules.TALK_STATES.next(state, act) is TALKS[state, act]
    else:
        with pytest.raises(NotAllowed):
            rules.TALK_STATES.next(state, act)


def test_every_act_has_its_deed_in_the_log() -> None:
    assert set(rules.NOTE_DEEDS) == set(NoteAct)
    assert set(rules.TALK_DEEDS) == set(TalkAct)


@pytest.mark.parametrize(
    ("held", "cancelled", "locks", "state"),
    [
        (None, None, None, TalkState.PLANNED),
        (None, AT, None, TalkState.CANCELLED),
        (AT, None, None, TalkState.HELD),
        (AT, None, SOON, TalkState.HELD),
        (AT, None, AT, TalkState.LOCKED),
    ],
)
def test_where_a_talk_stands(
    held: datetime | None, cancelled: datetime | None, locks: datetime | None, state: TalkState
) -> None:
    assert talk_state(held_at=held, cancelled_at=cancelled, locks_at=locks, at=AT) is state


def test_a_note_locks_at_the_moment_and_not_before() -> None:
    assert rules.note_state(AT, AT) is NoteState.LOCKED
    assert rules.note_state(SOON, AT) is NoteState.OPEN
    assert rules.changing_verdict(state=NoteState.OPEN).allowed
    assert rules.changing_verdict(state=NoteState.LOCKED).codes == ("journal.note_is_locked",)


# --- Notes ------------------------------------------------------------------------------------------------------------


def verdict(text: str = "Ett.\n\nTvå.", about: dict[int, list[int]] | None = None, happened: datetime = AT) -> Verdict:
    return rules.note_verdict(text=text, happened_at=happened, at=AT, about=about or {}, in_file={EVA, ALMA})


def test_a_note_may_say_nothing_of_whom_it_is_about_and_may_be_about_one() -> None:
    assert verdict().allowed
    assert verdict(about={1: [EVA]}).allowed
    assert verdict(about={1: [EVA], 2: [EVA]}).allowed


def test_a_note_about_several_people_says_for_each_paragraph_who_it_is_about() -> None:
    """Lesson 14."""
    assert verdict(about={1: [EVA, ALMA]}).codes == ("journal.about_whom",)
    assert verdict(about={1: [EVA], 2: []}).allowed
    assert verdict(about={1: [EVA], 2: [ALMA]}).allowed


def test_all_that_is_wrong_with_a_note_is_told_at_once() -> None:
    assert verdict(" ", about={3: [PER]}, happened=SOON).codes == (
        "journal.text_is_missing",
        "journal.in_future",
        "journal.no_such_paragraph",
        "journal.person_not_in_file",
    )


def test_paragraphs_are_what_stands_between_empty_lines() -> None:
    assert rules.paragraphs("Ett\r\nfortsätter\r\n \r\n\r\nTvå\n") == ("Ett\nfortsätter", "Två")
    assert rules.paragraphs(" \n\n ") == ()


def test_the_checksum_is_that_of_the_text() -> None:
    assert rules.checksum("Åsa") == hashlib.sha256("Åsa".encode()).hexdigest()


def test_additions_and_moves() -> None:
    assert rules.addition_verdict(text="Tillägg", is_addition=False).allowed
    assert rules.addition_verdict(text="", is_addition=True).codes == (
        "journal.text_is_missing",
        "journal.adds_to_addition",
    )
    assert rules.moving_verdict(reason="Fel barn", is_same_file=False, is_addition=False).allowed
    assert rules.moving_verdict(reason="", is_same_file=True, is_addition=True).codes == (
        "journal.move_without_reason",
        "journal.same_file",
        "journal.moves_with_note",
    )


# --- Talks ------------------------------------------------------------------------------------------------------------


def test_a_talk_is_planned_ahead_and_for_something() -> None:
    assert rules.planning_verdict(planned_at=SOON, purpose="Höra Alma.", at=AT).allowed
    assert rules.planning_verdict(planned_at=AT - timedelta(minutes=1), purpose="", at=AT).codes == (
        "journal.planned_in_past",
        "journal.purpose_is_missing",
    )


def held(
    *,
    held_at: datetime = AT,
    purpose: str = "Höra Alma.",
    was_alone: bool = True,
    why: str = "",
    told: str = "Vad vi gör nu.",
    understood: Understood = Understood.YES,
) -> tuple[str, ...]:
    return rules.holding_verdict(
        held_at=held_at,
        at=AT,
        purpose=purpose,
        was_alone=was_alone,
        not_alone_reason=why,
        told=told,
        understood=understood,
    ).codes


def test_a_talk_may_be_silent_but_says_whether_the_child_was_alone_and_what_it_was_told() -> None:
    assert held() == ()
    assert held(told="", understood=Understood.NOT_TOLD) == ()
    assert held(was_alone=False, why="Alma ville ha mamma med.") == ()


def test_all_that_is_missing_in_a_talk_is_told_at_once() -> None:
    missing = held(held_at=SOON, purpose="", was_alone=False, told=" ")
    assert missing == (
        "journal.in_future",
        "journal.purpose_is_missing",
        "journal.not_alone_why",
        "journal.told_what",
    )
    assert held(understood=Understood.NOT_TOLD) == ("journal.told_or_not",)


def test_a_talk_is_cancelled_with_a_reason_while_it_is_planned() -> None:
    assert rules.cancelling_verdict(state=TalkState.PLANNED, reason="Alma är sjuk.").allowed
    assert rules.cancelling_verdict(state=TalkState.HELD, reason="").codes == (
        "journal.talk_held",
        "journal.cancel_without_reason",
    )


def test_a_talk_without_the_guardian_rests_on_the_law_of_its_day() -> None:
    assert rules.alone_citation(date(2026, 11, 2)) == "20 kap. 7 § SoL"
    assert rules.alone_citation(date(2025, 6, 30)) == "11 kap. 10 § SoL (2001:453)"
    assert rules.alone_citation(date(2001, 1, 1)) is None


# --- Repetition (lesson 9) --------------------------------------------------------------------------------------------


def test_sentences_that_stand_in_another_childs_file_are_counted() -> None:
    phrase = "Mamman uppger att hon vill samarbeta med oss."
    own = "Alma berättar att hon brukar gömma sig i garderoben."
    found = rules.repetitions({1: [f"{phrase} {own}", "Kort mening."], 2: [phrase.upper()], 4: []})
    assert found[1] == Repetition(sentences=2, repeated=1)
    assert found[2] == Repetition(1, 1)
    assert found[4] == Repetition(0, 0)
    assert (found[1].share, found[4].share) == (0.5, 0.0)


def test_what_is_repeated_within_one_file_is_no_repetition() -> None:
    own = "Alma berättar att hon brukar gömma sig i garderoben."
    assert rules.repetitions({1: [own, own], 2: []}) == {1: Repetition(2, 0), 2: Repetition(0, 0)}


# --- The page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [rules.NOTE_STATES, rules.TALK_STATES])
def test_the_page_about_the_journal_draws_the_states_as_they_are(table: StateTable[Any, Any]) -> None:
    page = Path(rules.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{table.mermaid()}```" in page
