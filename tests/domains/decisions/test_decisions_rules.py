"""Proposals and decisions without a database: every state and act, every reason, every age."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.rules import Act, Case, Ground
from skyddsnat.domains.decisions.types import (
    LATE_START_DAYS,
    Answer,
    AskedView,
    ConsentView,
    DelegationView,
    Kind,
    Level,
    MeetingView,
    Obstacle,
    Outcome,
    ProposalFields,
    Right,
    ServiceView,
    Settler,
    State,
)
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import ALLOWED, Reason, Verdict
from skyddsnat.law.consent import ServiceForm
from skyddsnat.law.decision_rights import Decider

ON = date(2026, 11, 21)
OLD = date(2024, 11, 21)
NOON = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)


def service(code: str = "contact_family", section: str = "SoL 13:7", *, is_placement: bool = False) -> ServiceView:
    return ServiceView(1, code, Text(code, code), Text(code, code), section, is_placement, True)


def line(level: Level = Level.MANAGER, section: str = "SoL 13:7", **changes: Any) -> DelegationView:
    whole = DelegationView(1, "4.2", Kind.SERVICE, section, level, date(2025, 7, 1), None, date(2025, 6, 1))
    return replace(whole, **changes)


FIELDS = ProposalFields(
    kind=Kind.SERVICE,
    most_suitable="contact_family",
    chosen="contact_family",
    planned_start_on=ON,
    reasons="Skäl.",
    child_view="Alma vill.",
    child_version="Du får.",
)
RIGHT = rules.right_of(Kind.SERVICE, "SoL 13:7", on=ON, order=[line()])
CASE = Case(right=RIGHT, is_closed=True, closed_without_service=False, has_best_interests=True, unanswered=0)


# --- States -----------------------------------------------------------------------------------------------------------

ALLOWED_ACTS = {
    State.DRAFT: {Act.SAVE, Act.ANSWER, Act.PROPOSE},
    State.PROPOSED: {Act.ANSWER, Act.RETURN, Act.DECIDE},
    State.RETURNED: {Act.SAVE, Act.ANSWER, Act.PROPOSE},
    State.DECIDED: {Act.ANSWER},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_act_in_every_state(state: State, act: Act) -> None:
    allowed = act in ALLOWED_ACTS[state]
    verdict = rules.state_verdict(state, act)
    assert verdict.allowed is allowed
    assert verdict.codes == (() if allowed else (f"decisions.is_{state.value}",))


@pytest.mark.parametrize("act", Act)
def test_every_act_says_who_may_and_what_the_log_calls_it(act: Act) -> None:
    assert rules.WHO[act].en
    assert rules.DEEDS[act].startswith("decisions.")
    assert act in rules.CLOCKS


def test_the_readme_draws_the_table() -> None:
    readme = Path(str(rules.__file__)).parents[1] / "README.md"
    assert rules.STATES.mermaid() in readme.read_text(encoding="utf-8")


def test_a_decided_proposal_stays_decided() -> None:
    assert {rules.STATES.next(State.DECIDED, act) for act in rules.STATES.acts(State.DECIDED)} == {State.DECIDED}


# --- Proposing --------------------------------------------------------------------------------------------------------


def proposing(case: Case = CASE, state: State = State.DRAFT, **changes: Any) -> tuple[str, ...]:
    return rules.proposing(replace(FIELDS, **changes), state=state, case=case, on=ON).codes


def test_a_complete_proposal_may_be_handed_in() -> None:
    assert proposing() == ()


DIFFERENT: dict[str, Any] = {"most_suitable": "family_treatment_home"}
MISSING: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({"reasons": "  "}, ("no_reasons",)),
    ({"child_view": ""}, ("no_child_view",)),
    ({"child_view": "", "child_view_missing_reason": "Spädbarn."}, ()),
    ({"child_version": ""}, ("no_child_version",)),
    ({"planned_start_on": None}, ("no_start",)),
    ({"chosen": None}, ("no_chosen", "no_obstacle", "no_settler")),
    ({"most_suitable": None}, ("no_most_suitable", "no_obstacle", "no_settler")),
    ({"is_urgent": True}, ("no_urgent_reason",)),
    ({"is_urgent": True, "urgent_reason": "Alma har ingenstans att sova."}, ()),
    (DIFFERENT, ("no_obstacle", "no_settler")),
    ({**DIFFERENT, "own_words": "Det fanns inga pengar."}, ("no_obstacle", "no_settler")),
    ({**DIFFERENT, "obstacles": (Obstacle.MONEY,)}, ("no_settler",)),
    ({**DIFFERENT, "obstacles": (Obstacle.MONEY,), "settled_by": Settler.MANAGER}, ()),
    ({**DIFFERENT, "obstacles": (Obstacle.OTHER,), "settled_by": Settler.ME}, ("other_without_words",)),
    ({**DIFFERENT, "obstacles": (Obstacle.OTHER,), "settled_by": Settler.ME, "own_words": "Bussen går inte."}, ()),
]


@pytest.mark.parametrize(("changes", "codes"), MISSING)
def test_what_is_missing_is_said_all_at_once(changes: dict[str, Any], codes: tuple[str, ...]) -> None:
    """R7: where the most suitable is not chosen, a code says why; free text alone is refused."""
    assert proposing(**changes) == tuple(f"decisions.{code}" for code in codes)


def test_an_empty_draft_is_refused_with_every_reason() -> None:
    verdict = rules.proposing(ProposalFields(kind=Kind.SERVICE), state=State.DECIDED, case=CASE, on=ON)
    assert verdict.codes == tuple(
        f"decisions.{code}"
        for code in (
            "is_decided",
            "no_chosen",
            "no_most_suitable",
            "no_start",
            "no_reasons",
            "no_child_view",
            "no_child_version",
        )
    )


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (LATE_START_DAYS, False), (LATE_START_DAYS + 1, True)])
def test_a_start_more_than_fourteen_days_away_says_why(days: int, is_late: bool) -> None:
    start = ON + timedelta(days=days)
    assert proposing(planned_start_on=start) == (("decisions.late_without_obstacle",) if is_late else ())
    assert proposing(planned_start_on=start, start_obstacles=(Obstacle.NO_PLACE,)) == ()


def test_without_a_service_nothing_is_chosen_and_nothing_starts() -> None:
    nothing: dict[str, Any] = {"kind": Kind.NO_SERVICE, "most_suitable": None, "planned_start_on": None}
    assert proposing(**nothing, chosen=None) == ()
    assert "decisions.chosen_without_service" in proposing(**nothing)


CASES: list[tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]] = [
    ({"is_closed": False}, {}, ("investigation_open",)),
    ({"is_closed": False}, {"is_urgent": True, "urgent_reason": "Han sover ute."}, ()),
    ({"has_best_interests": False}, {}, ("no_best_interests",)),
    ({"unanswered": 1}, {}, ("consent_not_asked",)),
]


@pytest.mark.parametrize(("case", "changes", "codes"), CASES)
def test_the_file_must_carry_the_proposal(
    case: dict[str, Any], changes: dict[str, Any], codes: tuple[str, ...]
) -> None:
    assert proposing(replace(CASE, **case), **changes) == tuple(f"decisions.{code}" for code in codes)


def test_a_follow_up_needs_an_investigation_closed_without_a_service() -> None:
    follow_up: dict[str, Any] = {"kind": Kind.FOLLOW_UP, "most_suitable": None, "chosen": None}
    assert proposing(**follow_up) == ("decisions.no_follow_up",)
    assert proposing(replace(CASE, closed_without_service=True, unanswered=2), **follow_up) == ()


# --- Rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "section", "chosen"),
    [
        (Kind.SERVICE, "SoL 13:7", service()),
        (Kind.SERVICE, "SoL 11:1", None),
        (Kind.NO_SERVICE, "SoL 14:2", None),
        (Kind.REFUSAL, "SoL 11:1", None),
        (Kind.FOLLOW_UP, "SoL 23:1", None),
    ],
)
def test_the_section_follows_what_is_decided(kind: Kind, section: str, chosen: ServiceView | None) -> None:
    assert rules.section_of(kind, chosen) == section


def test_a_decision_names_every_section_it_rests_on() -> None:
    assert rules.statutes_of(Kind.SERVICE, "SoL 13:7", without_guardians=True, on=ON) == (
        "11 kap. 1 § SoL",
        "13 kap. 7 § SoL",
        "21 kap. 1 § SoL",
    )
    assert rules.statutes_of(Kind.FOLLOW_UP, "SoL 23:1", without_guardians=True, on=ON) == ("23 kap. 1 § SoL",)


def test_a_decision_before_july_2025_cites_the_act_of_its_day() -> None:
    assert rules.statutes_of(Kind.SERVICE, "SoL 22:2", without_guardians=False, on=OLD) == (
        "4 kap. 1 § SoL (2001:453)",
        "SoL (2001:453)",
    )
    assert rules.citation_of("SoL 22:2", ON) == "22 kap. 2 § SoL"


@pytest.mark.parametrize("on", [OLD, ON])
def test_services_and_refusals_may_be_appealed_and_nothing_else(on: date) -> None:
    assert [kind for kind in Kind if rules.is_appealable(kind, on)] == [Kind.SERVICE, Kind.REFUSAL]


def test_what_the_order_gives_to_nobody_stays_with_the_board() -> None:
    right = rules.right_of(Kind.SERVICE, "SoL 13:7", on=ON, order=[])
    assert (right.level, right.reference, right.lowest_by_law) == (Level.BOARD, "", Decider.OFFICIAL)


@pytest.mark.parametrize(
    "other",
    [
        line(section="SoL 11:1"),
        line(kind=Kind.FOLLOW_UP),
        line(valid_from=ON + timedelta(days=1)),
        line(valid_to=ON),
    ],
)
def test_a_line_on_something_else_or_another_day_gives_no_right(other: DelegationView) -> None:
    assert rules.right_of(Kind.SERVICE, "SoL 13:7", on=ON, order=[other]).level is Level.BOARD


def test_the_line_of_the_day_gives_the_right() -> None:
    right = rules.right_of(Kind.SERVICE, "SoL 13:7", on=ON, order=[line(valid_to=ON + timedelta(days=1))])
    assert (right.level, right.reference) == (Level.MANAGER, "4.2")
    assert right.text.sv == "Beslutar: enhetschef enligt delegation 4.2."


@pytest.mark.parametrize("level", Level)
def test_no_official_may_be_given_what_the_law_keeps_for_the_committee(level: Level) -> None:
    """Lesson 5: a line that breaks the law's list cannot be stored."""
    verdict = rules.delegating(line(level, "SoL 22:2"), order=[])
    is_elected = level in (Level.COMMITTEE, Level.BOARD)
    assert verdict.codes == (() if is_elected else ("decisions.law",))
    assert all(reason.citation == "30 kap. 6 § SoL" for reason in verdict.reasons)


def test_the_ban_on_receiving_others_children_is_never_delegated() -> None:
    assert rules.delegating(line(Level.COMMITTEE, "SoL 18:11"), order=[]).codes == ("decisions.law",)


def test_about_a_section_that_is_not_entered_nobody_guesses() -> None:
    assert rules.delegating(line(Level.COMMITTEE, "SoL 99:9"), order=[]).codes == ("decisions.law_unknown",)
    assert rules.delegating(line(Level.BOARD, "SoL 99:9"), order=[]).allowed
    assert not rules.chair_may_decide("SoL 99:9", ON)


def test_the_law_gives_the_chair_no_urgent_right_under_the_social_services_act() -> None:
    """SoL 30:12."""
    assert not any(rules.chair_may_decide(section, ON) for section in ("SoL 11:1", "SoL 13:7", "SoL 22:2"))


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (line(), True),
        (line(valid_to=date(2025, 7, 2)), True),
        (line(valid_from=date(2024, 4, 1), valid_to=date(2025, 7, 1)), False),
        (line(valid_from=date(2027, 1, 1)), True),
        (line(section="SoL 11:1"), False),
        (line(kind=Kind.REFUSAL), False),
    ],
)
def test_two_lines_on_the_same_matter_never_hold_on_the_same_day(other: DelegationView, meets: bool) -> None:
    assert rules.delegating(line(), order=[other]).codes == (("decisions.two_lines",) if meets else ())


def test_a_line_before_another_may_end_where_it_begins() -> None:
    before = line(valid_from=date(2025, 7, 1), valid_to=date(2026, 1, 1))
    assert rules.delegating(before, order=[line(valid_from=date(2026, 1, 1))]).allowed


def test_a_line_ends_after_it_begins() -> None:
    assert rules.delegating(line(valid_to=date(2025, 7, 1)), order=[]).codes == ("decisions.ends_before_start",)


# --- Meetings ---------------------------------------------------------------------------------------------------------


def meeting(days: int, level: Level = Level.COMMITTEE) -> MeetingView:
    held_on = ON + timedelta(days=days)
    return MeetingView(days, level, held_on, held_on - timedelta(days=7))


def test_the_next_meeting_is_the_first_that_still_takes_papers() -> None:
    """Lesson 10."""
    calendar = [meeting(30), meeting(3), meeting(9), meeting(8, Level.BOARD)]
    assert rules.next_meeting(calendar, Level.COMMITTEE, ON) == meeting(9)
    assert rules.next_meeting(calendar, Level.COMMITTEE, ON + timedelta(days=30)) is None


@pytest.mark.parametrize("level", Level)
def test_only_the_elected_meet(level: Level) -> None:
    verdict = rules.meeting_verdict(level, held_on=ON, papers_by=ON)
    assert verdict.allowed is rules.needs_meeting(level) is (level in (Level.COMMITTEE, Level.BOARD))


def test_papers_come_before_the_meeting_and_a_meeting_is_entered_once() -> None:
    late = rules.meeting_verdict(Level.BOARD, held_on=ON, papers_by=ON + timedelta(days=1), is_taken=True)
    assert late.codes == ("decisions.papers_after", "decisions.meeting_taken")


# --- Consent ----------------------------------------------------------------------------------------------------------


def said(person_id: int, answer: Answer | None, *, is_child: bool = False) -> AskedView:
    view = None if answer is None else ConsentView(1, 1, person_id, "contact_family", answer, NOON, "", "", 1)
    return AskedView(person_id, is_child, view)


YES, NO, SILENT = Answer.CONSENTS, Answer.REFUSES, None
CONSENT: list[tuple[int, Answer | None, Answer | None, Answer | None, bool, bool, bool]] = [
    # age, guardian, other guardian, child, suits without guardians, allowed, allowed if a placement
    (8, YES, YES, None, False, True, True),
    (8, YES, NO, None, True, False, False),
    (8, YES, SILENT, None, False, False, False),
    (12, NO, YES, YES, True, True, False),
    (12, NO, YES, YES, False, False, False),
    (12, NO, YES, NO, True, False, False),
    (15, YES, YES, YES, False, True, True),
    (15, YES, YES, NO, True, False, False),
    (15, NO, NO, YES, True, True, False),
    (15, NO, NO, YES, False, False, False),
    (18, None, None, YES, False, True, True),
    (18, None, None, NO, True, False, False),
]


@pytest.mark.parametrize(("age", "one", "other", "child", "suits", "allowed", "if_placed"), CONSENT)
def test_each_guardian_and_each_child_of_fifteen_answers_for_themselves(
    age: int,
    one: Answer | None,
    other: Answer | None,
    child: Answer | None,
    suits: bool,
    allowed: bool,
    if_placed: bool,
) -> None:
    """Lesson 7, by the age limits of SoL 21:1."""
    asked = [said(1, one), said(2, other), said(3, child, is_child=True)]
    open_care, placed = service(), service("family_home", "SoL 22:2", is_placement=True)
    for view, expected in ((open_care, allowed), (placed, if_placed)):
        verdict = rules.consent_of(view, age=age, on=ON, asked=asked, without_guardians=suits)
        assert verdict.allowed is expected
        assert all(reason.citation for reason in verdict.reasons)


def test_where_no_guardian_is_known_nobody_has_consented() -> None:
    assert not rules.consent_of(service(), age=8, on=ON, asked=[], without_guardians=False).allowed
    assert not rules.consent_of(service(), age=18, on=ON, asked=[], without_guardians=False).allowed


@pytest.mark.parametrize(
    ("age", "suits", "child", "guardians"),
    [
        (8, True, False, True),
        (12, False, False, True),
        (12, True, True, True),
        (15, False, True, True),
        (18, False, True, False),
    ],
)
def test_who_is_asked(age: int, suits: bool, child: bool, guardians: bool) -> None:
    assert rules.child_is_asked(age, without_guardians=suits) is child
    assert rules.guardians_are_asked(age) is guardians


@pytest.mark.parametrize(
    ("view", "form"),
    [
        (service(), ServiceForm.CONTACT_PERSON),
        (service("x", "SoL 11:1"), ServiceForm.SERVICE),
        (service("x", "SoL 11:5"), ServiceForm.WITHOUT_ASSESSMENT),
        (service("x", "SoL 9:1", is_placement=True), ServiceForm.PLACEMENT),
    ],
)
def test_which_rule_on_consent_a_service_falls_under(view: ServiceView, form: ServiceForm) -> None:
    assert rules.form_of(view) is form


# --- Deciding ---------------------------------------------------------------------------------------------------------

GROUND = Ground(right=RIGHT, level=Level.MANAGER, has_conflict=False, consent=ALLOWED, untold=0)
NEW_TEXTS: dict[str, Any] = {"reasons": "Nya skäl.", "change_reason": "Platsen är borta.", "child_version": "Ny text."}
WITHOUT = Verdict.of(Reason("consent.missing", Text("x", "x")))


def deciding(
    fields: ProposalFields = FIELDS, ground: Ground = GROUND, state: State = State.PROPOSED, on: date = ON, **ruled: Any
) -> tuple[str, ...]:
    ruling = rules.ruling_of(fields, **{"outcome": Outcome.AS_PROPOSED, "proposed": service(), **ruled})
    return rules.deciding(fields, ruling, state=state, ground=ground, on=on).codes


def test_a_proposal_that_holds_may_be_decided() -> None:
    assert deciding() == ()


DECIDING: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({"no_conflict": False}, ("conflict",)),
    ({"reasons": " "}, ("no_reasons",)),
    ({"child_version": ""}, ("no_child_version",)),
    ({"hides_name": True}, ("no_hiding_reason",)),
    ({"hides_name": True, "hides_name_reason": "Hot i november."}, ()),
    ({"hides_name": True, "hides_name_reason": "Hot.", "on": date(2025, 7, 1)}, ("name_not_yet",)),
    ({"state": State.DRAFT}, ("is_draft",)),
]


@pytest.mark.parametrize(("changes", "codes"), DECIDING)
def test_what_stops_a_signature(changes: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert deciding(**changes) == tuple(f"decisions.{code}" for code in codes)


def test_the_three_checks_are_said_together() -> None:
    """Lesson 5: the law's list, the delegation order, the person's own conflict of interest."""
    by_order = rules.right_of(Kind.SERVICE, "SoL 22:2", on=ON, order=[line(Level.MANAGER, "SoL 22:2")])
    ground = replace(GROUND, right=by_order, level=None, has_conflict=True, untold=1, consent=WITHOUT)
    assert deciding(ground=ground) == (
        "decisions.law",
        "decisions.delegation",
        "decisions.conflict",
        "decisions.new_facts",
        "consent.missing",
    )


def test_whoever_may_not_decide_is_told_who_may() -> None:
    """Lesson 8: a refusal says who may decide otherwise."""
    ruling = rules.ruling_of(FIELDS, outcome=Outcome.AS_PROPOSED, proposed=service())
    ground = replace(GROUND, level=None)
    (reason,) = rules.deciding(FIELDS, ruling, state=State.PROPOSED, ground=ground, on=ON).reasons
    assert reason.text.sv == "Du har inte rätt att besluta detta. Beslutar: enhetschef enligt delegation 4.2."


def test_a_board_may_decide_what_the_law_says_nothing_of() -> None:
    unknown = Right("SoL 99:9", Level.BOARD, "", None, None, Text("", ""))
    assert deciding(ground=replace(GROUND, right=unknown, level=Level.BOARD)) == ()
    assert deciding(ground=replace(GROUND, right=unknown, level=Level.MANAGER)) == ("decisions.law_unknown",)


OTHER_SERVICE = service("family_treatment", "SoL 11:1")
OBSTACLE: dict[str, Any] = {"obstacles": (Obstacle.MONEY,), "settled_by": Settler.COMMITTEE}
CHANGES: list[tuple[ProposalFields, dict[str, Any], Kind, tuple[str, ...]]] = [
    (FIELDS, {"outcome": Outcome.CHANGED, "chosen": OTHER_SERVICE, **NEW_TEXTS, **OBSTACLE}, Kind.SERVICE, ()),
    (
        FIELDS,
        {"outcome": Outcome.CHANGED, "chosen": OTHER_SERVICE},
        Kind.SERVICE,
        ("no_change_reason", "no_obstacle", "no_settler", "no_reasons", "no_child_version"),
    ),
    (FIELDS, {"outcome": Outcome.CHANGED, "chosen": service(), **NEW_TEXTS}, Kind.SERVICE, ("not_changed",)),
    (
        FIELDS,
        {"outcome": Outcome.CHANGED, **NEW_TEXTS, "child_version": FIELDS.child_version, **OBSTACLE},
        Kind.NO_SERVICE,
        ("old_child_version",),
    ),
    (FIELDS, {"outcome": Outcome.REFUSED, **NEW_TEXTS}, Kind.REFUSAL, ("no_obstacle", "no_settler")),
    (FIELDS, {"outcome": Outcome.REFUSED, **NEW_TEXTS, **OBSTACLE}, Kind.REFUSAL, ()),
    (
        ProposalFields(kind=Kind.NO_SERVICE),
        {"outcome": Outcome.REFUSED, **NEW_TEXTS},
        Kind.NO_SERVICE,
        ("nothing_to_refuse",),
    ),
    (ProposalFields(kind=Kind.FOLLOW_UP), {"outcome": Outcome.REFUSED, **NEW_TEXTS}, Kind.NO_SERVICE, ()),
]


@pytest.mark.parametrize(("fields", "ruled", "kind", "codes"), CHANGES)
def test_a_decision_that_differs_says_why_and_tells_the_child_anew(
    fields: ProposalFields, ruled: dict[str, Any], kind: Kind, codes: tuple[str, ...]
) -> None:
    """R6 and R7: also a decider who chooses something else gives an obstacle code."""
    assert rules.ruling_of(fields, **{"proposed": service(), **ruled}).kind is kind
    assert deciding(fields, **ruled) == tuple(f"decisions.{code}" for code in codes)


def test_without_consent_a_service_is_not_granted_but_may_be_refused() -> None:
    ground = replace(GROUND, consent=WITHOUT)
    assert deciding(ground=ground) == ("consent.missing",)
    assert deciding(ground=ground, outcome=Outcome.REFUSED, **NEW_TEXTS, **OBSTACLE) == ()


def test_a_proposal_is_returned_with_a_reason() -> None:
    assert rules.returning(State.PROPOSED, "Barnets syn saknas.").allowed
    assert rules.returning(State.DRAFT, " ").codes == ("decisions.is_draft", "decisions.no_return_reason")


# --- Answers and afterwards -------------------------------------------------------------------------------------------


def test_only_those_who_are_asked_answer_and_not_in_the_future() -> None:
    assert rules.answering(State.DECIDED, is_asked=True, is_in_future=False).allowed
    assert rules.answering(State.DRAFT, is_asked=False, is_in_future=True).codes == (
        "decisions.not_to_be_asked",
        "decisions.in_future",
    )


def test_a_letter_is_sent_once_and_by_some_way() -> None:
    assert rules.delivering(is_sent=False, how="Brev").allowed
    assert rules.delivering(is_sent=True, how="").codes == ("decisions.sent", "decisions.no_way")
    assert rules.adding_party(is_party=True).allowed
    assert rules.adding_party(is_party=False).codes == ("decisions.not_party",)


def test_the_day_of_service_comes_after_sending_and_is_written_once() -> None:
    assert rules.serving(is_sent=True, is_served=False, is_before_sending=False, is_in_future=False).allowed
    assert rules.serving(is_sent=False, is_served=True, is_before_sending=True, is_in_future=True).codes == (
        "decisions.not_sent",
        "decisions.served",
        "decisions.served_before_sent",
        "decisions.in_future",
    )


def test_a_service_starts_once_and_not_before_its_decision() -> None:
    """Lesson 4: what went on without a decision shows as that."""
    fine = rules.starting(Kind.SERVICE, has_started=False, started_on=ON, decided_on=ON, today=ON)
    wrong = rules.starting(
        Kind.REFUSAL, has_started=True, started_on=ON, decided_on=ON + timedelta(days=1), today=ON - timedelta(days=1)
    )
    assert fine.allowed
    assert wrong.codes == (
        "decisions.no_service_to_start",
        "decisions.started",
        "decisions.started_before_decision",
        "decisions.in_future",
    )
