"""The time to appeal and what comes of it: it runs out by itself, or an appeal goes to the court or is dismissed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.factories.decisions import DECIDED, NO_SERVICE, decide, proposed_to
from tests.factories.people import Child
from tests.factories.staff import Office

from skyddsnat.domains.decisions import actions, queries, rules
from skyddsnat.domains.decisions.models import Appeal
from skyddsnat.domains.decisions.types import AppealOutcome, AppealView, DecisionView, DeliveryView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.deadlines.queries import clocks_of, open_clocks_of_files
from skyddsnat.kernel.verdict import Refused

SERVED = DECIDED + timedelta(days=3)
IN_TIME = SERVED + timedelta(days=20)
LATE = SERVED + timedelta(days=22)
FORWARDED, DISMISSED = AppealOutcome.FORWARDED, AppealOutcome.DISMISSED


@pytest.fixture
def made(office: Office, alma: Child) -> DecisionView:
    """A contact family for Alma, decided by Mia and received by both guardians."""
    decision_id = decide(office, proposed_to(office, alma))
    bo = office.viewer("bo", SERVED)
    with seeing(bo):
        for person_id in alma.guardians.values():
            letter = actions.deliver(decision_id=decision_id, person_id=person_id, how="Brev", actor=bo, at=DECIDED)
            actions.serve(delivery_id=letter, served_at=SERVED, actor=bo, at=SERVED)
    return read(office, decision_id)


def read(office: Office, decision_id: int) -> DecisionView:
    bo = office.viewer("bo", LATE)
    with seeing(bo):
        return queries.decision(decision_id=decision_id, viewer=bo)


def appeal(office: Office, letter: DeliveryView, came_in_at: datetime = IN_TIME) -> AppealView:
    """Bo writes down that the appeal came in."""
    bo = office.viewer("bo", LATE)
    with seeing(bo):
        actions.record_appeal(delivery_id=letter.id, came_in_at=came_in_at, actor=bo, at=LATE)
        found = queries.delivery(delivery_id=letter.id, viewer=bo).appeal
    assert found is not None
    return found


def settle(office: Office, letter: DeliveryView, outcome: AppealOutcome, reason: str = "", *, by: str = "bo") -> None:
    viewer = office.viewer(by, LATE)
    with seeing(viewer):
        actions.settle_appeal(delivery_id=letter.id, outcome=outcome, reason=reason, actor=viewer, at=LATE)


def clocks(office: Office, letter: DeliveryView) -> dict[str, tuple[bool, bool]]:
    """Each clock on the letter by its rule: whether it was met, whether it was ended."""
    bo = office.viewer("bo", LATE)
    with seeing(bo):
        found = clocks_of(subject=f"decisions.delivery:{letter.id}", viewer=bo)
    return {each.rule: (each.met_at is not None, each.ended_at is not None) for each in found}


def test_a_decision_that_nobody_appeals_is_final_the_day_after_the_last_day(made: DecisionView) -> None:
    last = SERVED.date() + timedelta(weeks=3)
    assert {letter.appeal_until for letter in made.deliveries} == {last}
    assert made.final_from == last + timedelta(days=1)


def test_the_letters_stay_in_their_places_whichever_was_sent_first(office: Office, alma: Child) -> None:
    decision_id = decide(office, proposed_to(office, alma))
    before = [letter.person_id for letter in read(office, decision_id).deliveries]
    bo = office.viewer("bo", SERVED)
    with seeing(bo):
        actions.deliver(decision_id=decision_id, person_id=before[0], how="Brev", actor=bo, at=DECIDED)

    assert [letter.person_id for letter in read(office, decision_id).deliveries] == before


def test_the_clock_of_a_time_that_ran_out_ends_by_itself(office: Office, alma: Child, made: DecisionView) -> None:
    """Nothing is stored: the same clock, looked at a day later."""
    bo = office.viewer("bo", SERVED)
    with seeing(bo):
        open_clocks = open_clocks_of_files(file_ids=[alma.file_id], viewer=bo)
    clock = next(each for each in open_clocks if each.rule == "fl.appeal")
    assert not clock.has_ended(clock.extended_on)
    assert clock.has_ended(clock.extended_on + timedelta(days=1))
    assert not clock.is_overdue(clock.extended_on + timedelta(days=1))


def test_a_decision_that_one_party_has_not_received_is_not_final(office: Office, alma: Child) -> None:
    decision_id = decide(office, proposed_to(office, alma))
    bo = office.viewer("bo", SERVED)
    with seeing(bo):
        letter = actions.deliver(
            decision_id=decision_id, person_id=alma.guardians["eva"], how="Brev", actor=bo, at=DECIDED
        )
        actions.serve(delivery_id=letter, served_at=SERVED, actor=bo, at=SERVED)
    assert read(office, decision_id).final_from is None


def test_an_appeal_in_time_meets_the_partys_clock_and_starts_ours(office: Office, made: DecisionView) -> None:
    """FL 46 §."""
    letter, other = made.deliveries
    assert not appeal(office, letter).is_late
    assert clocks(office, letter) == {"fl.appeal": (True, False), "fl.forward_appeal": (False, False)}
    assert clocks(office, other) == {"fl.appeal": (False, False)}
    assert read(office, made.id).final_from is None


def test_an_appeal_in_time_goes_to_the_court_and_is_never_dismissed(office: Office, made: DecisionView) -> None:
    letter = made.deliveries[0]
    appeal(office, letter)
    with pytest.raises(Refused) as refused:
        settle(office, letter, DISMISSED, "För sent.", by="mia")
    assert refused.value.verdict.codes == ("decisions.in_time",)
    settle(office, letter, FORWARDED)
    assert clocks(office, letter)["fl.forward_appeal"] == (True, False)
    with pytest.raises(Refused) as refused:
        settle(office, letter, FORWARDED)
    assert refused.value.verdict.codes == ("decisions.settled",)


def test_an_appeal_on_the_last_day_is_in_time_and_on_the_day_after_late(office: Office, made: DecisionView) -> None:
    """FL 44 §: it is the day in Sweden that counts."""
    letter, other = made.deliveries
    last = SERVED + timedelta(weeks=3)
    assert not appeal(office, letter, last.replace(hour=22, minute=59)).is_late  # 23.59 in Sweden
    assert appeal(office, other, last.replace(hour=23, minute=0)).is_late


def test_an_appeal_that_came_late_is_dismissed_with_the_reason_by_whoever_may_decide(
    office: Office, made: DecisionView
) -> None:
    """FL 45 §."""
    letter = made.deliveries[0]
    assert appeal(office, letter, LATE).is_late
    assert clocks(office, letter)["fl.appeal"] == (False, True)
    with pytest.raises(Refused) as refused:
        settle(office, letter, DISMISSED)
    assert refused.value.verdict.codes == ("decisions.no_dismissal_reason", "decisions.not_dismisser")
    settle(office, letter, DISMISSED, "Det kom en dag efter sista dagen.", by="mia")
    found = read(office, made.id).deliveries[0].appeal
    assert found is not None
    assert (found.outcome, found.settled_by) == (DISMISSED, "Mia Chef")


def test_an_appeal_that_came_late_goes_to_the_court_when_the_delay_was_not_the_partys(
    office: Office, made: DecisionView
) -> None:
    """FL 45 §: the board informed wrongly, or it reached the court in time."""
    letter = made.deliveries[0]
    appeal(office, letter, LATE)
    with pytest.raises(Refused) as refused:
        settle(office, letter, FORWARDED)
    assert refused.value.verdict.codes == ("decisions.late_without_reason",)
    settle(office, letter, FORWARDED, "Det kom till domstolen i tid.")


def test_an_appeal_may_come_before_the_decision_is_served_and_is_then_in_time(office: Office, alma: Child) -> None:
    made = read(office, decide(office, proposed_to(office, alma)))
    letter = made.deliveries[0]
    assert not appeal(office, letter, DECIDED + timedelta(hours=1)).is_late
    bo = office.viewer("bo", LATE)
    with seeing(bo):
        actions.deliver(decision_id=made.id, person_id=letter.person_id, how="Brev", actor=bo, at=LATE)
        actions.serve(delivery_id=letter.id, served_at=LATE, actor=bo, at=LATE)
    assert "fl.appeal" not in clocks(office, letter)


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (DECIDED - timedelta(days=1), "decisions.before_decision"),
        (LATE + timedelta(hours=1), "decisions.in_future"),
    ],
)
def test_an_appeal_comes_after_the_decision_and_not_tomorrow(
    office: Office, made: DecisionView, when: datetime, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        appeal(office, made.deliveries[0], when)
    assert refused.value.verdict.codes == (code,)


def test_an_appeal_is_written_down_once(office: Office, made: DecisionView) -> None:
    appeal(office, made.deliveries[0])
    with pytest.raises(Refused) as refused:
        appeal(office, made.deliveries[0])
    assert refused.value.verdict.codes == ("decisions.appealed",)


def test_what_may_not_be_appealed_has_no_last_day_and_takes_no_appeal(office: Office, alma: Child) -> None:
    """SoL 35:1."""
    nothing = read(office, decide(office, proposed_to(office, alma, NO_SERVICE), by="bo"))
    letter = nothing.deliveries[0]
    with pytest.raises(Refused) as refused:
        appeal(office, letter)
    assert refused.value.verdict.codes == ("decisions.not_appealable",)
    assert (letter.appeal_until, nothing.final_from) == (None, None)


def test_nothing_is_settled_that_did_not_come_in(office: Office, made: DecisionView) -> None:
    assert rules.settling(None, FORWARDED, "").codes == ("decisions.no_appeal",)
    with pytest.raises(Refused):
        settle(office, made.deliveries[0], FORWARDED)


# --- From somebody who has no letter ----------------------------------------------------------------------------------


def from_other(
    office: Office, made: DecisionView, *, person_id: int | None = None, name: str = "", came_in_at: datetime = LATE
) -> int:
    bo = office.viewer("bo", LATE)
    with seeing(bo):
        return actions.record_other_appeal(
            decision_id=made.id, came_in_at=came_in_at, person_id=person_id, appellant=name, actor=bo, at=LATE
        )


def settle_other(office: Office, appeal_id: int, outcome: AppealOutcome, reason: str = "", *, by: str = "bo") -> None:
    viewer = office.viewer(by, LATE)
    with seeing(viewer):
        actions.settle_other_appeal(appeal_id=appeal_id, outcome=outcome, reason=reason, actor=viewer, at=LATE)


def clock_of(office: Office, appeal_id: int) -> dict[str, bool]:
    bo = office.viewer("bo", LATE)
    with seeing(bo):
        found = clocks_of(subject=f"decisions.appeal:{appeal_id}", viewer=bo)
    return {each.rule: each.met_at is not None for each in found}


def test_an_appeal_from_somebody_without_a_letter_is_in_time_however_long_after(
    office: Office, made: DecisionView
) -> None:
    """FL 44 §: the three weeks run from the day on which the board served the decision, and it never did."""
    from_other(office, made, name="  Morfar   Arne ", came_in_at=LATE)
    found = read(office, made.id)
    (appealed,) = found.other_appeals
    assert (appealed.appellant, appealed.delivery_id, appealed.person_id) == ("Morfar Arne", None, None)
    assert not appealed.is_late
    assert (found.is_appealed, found.final_from) == (True, None)


def test_it_goes_to_the_court_which_says_whether_the_decision_concerns_the_appellant(
    office: Office, made: DecisionView
) -> None:
    """FL 42, 45-46 §§: the board checks the time alone."""
    appeal_id = from_other(office, made, name="Morfar Arne")
    assert clock_of(office, appeal_id) == {"fl.forward_appeal": False}
    with pytest.raises(Refused) as refused:
        settle_other(office, appeal_id, DISMISSED, "Beslutet angår honom inte.", by="mia")
    assert refused.value.verdict.codes == ("decisions.in_time",)
    settle_other(office, appeal_id, FORWARDED)
    assert clock_of(office, appeal_id) == {"fl.forward_appeal": True}
    with pytest.raises(Refused) as refused:
        settle_other(office, appeal_id, FORWARDED)
    assert refused.value.verdict.codes == ("decisions.settled",)


def test_a_person_of_the_file_who_has_no_letter_appeals_by_name_in_the_file(
    office: Office, alma: Child, made: DecisionView
) -> None:
    from_other(office, made, person_id=alma.person_id)
    (appealed,) = read(office, made.id).other_appeals
    assert (appealed.person_id, appealed.appellant) == (alma.person_id, "")


def test_several_may_appeal_and_each_once(office: Office, alma: Child, made: DecisionView) -> None:
    from_other(office, made, name="Morfar Arne")
    from_other(office, made, name="Faster Britt")
    from_other(office, made, person_id=alma.person_id)
    for again in ({"name": "morfar arne"}, {"person_id": alma.person_id}):
        with pytest.raises(Refused) as refused:
            from_other(office, made, **again)
        assert refused.value.verdict.codes == ("decisions.appealed",)
    assert len(read(office, made.id).other_appeals) == 3


def test_all_that_stands_in_the_way_of_such_an_appeal_is_said_at_once(
    office: Office, alma: Child, made: DecisionView
) -> None:
    guardian = alma.guardians["eva"]
    too_early = DECIDED - timedelta(days=1)
    expected: list[tuple[dict[str, Any], tuple[str, ...]]] = [
        ({}, ("decisions.no_appellant",)),
        ({"person_id": alma.person_id, "name": "Alma"}, ("decisions.no_appellant",)),
        ({"person_id": guardian}, ("decisions.has_letter",)),
        ({"person_id": 999_999}, ("decisions.stranger",)),
        ({"name": " ", "came_in_at": too_early}, ("decisions.before_decision", "decisions.no_appellant")),
    ]
    for arguments, codes in expected:
        with pytest.raises(Refused) as refused:
            from_other(office, made, **arguments)
        assert refused.value.verdict.codes == codes


def test_what_may_not_be_appealed_takes_no_appeal_from_anybody(office: Office, alma: Child) -> None:
    """SoL 35:1."""
    nothing = read(office, decide(office, proposed_to(office, alma, NO_SERVICE), by="bo"))
    with pytest.raises(Refused) as refused:
        from_other(office, nothing, name="Morfar Arne")
    assert refused.value.verdict.codes == ("decisions.not_appealable",)


def test_such_an_appeal_is_for_those_who_see_the_file(office: Office, made: DecisionView) -> None:
    appeal_id = from_other(office, made, name="Morfar Arne")
    cia = office.viewer("cia", LATE)
    with seeing(cia):
        with pytest.raises(NotOpen):
            actions.record_other_appeal(
                decision_id=made.id, came_in_at=LATE, person_id=None, appellant="Arne", actor=cia, at=LATE
            )
        with pytest.raises(NotOpen):
            actions.settle_other_appeal(appeal_id=appeal_id, outcome=FORWARDED, reason="", actor=cia, at=LATE)


@pytest.mark.parametrize(
    "changes",
    [
        {"delivery_id": None, "decision_id": None, "appellant": "Arne"},
        {"delivery_id": None, "appellant": ""},
        {"appellant": "Arne"},
    ],
)
def test_the_database_keeps_no_appeal_from_nobody_or_from_two(
    office: Office, made: DecisionView, changes: dict[str, Any]
) -> None:
    letter = made.deliveries[0]
    row = {"delivery_id": letter.id, "decision_id": made.id} | changes
    bo = office.viewer("bo", LATE)
    with seeing(bo), pytest.raises(IntegrityError, match="appeal_from_one"), transaction.atomic():
        Appeal.objects.create(
            **row, file_id=made.file_id, came_in_at=LATE, recorded_at=LATE, recorded_by_id=office.employees["bo"]
        )


def test_an_appeal_stands_in_the_log_and_is_seen_by_those_who_see_the_file(
    office: Office, alma: Child, made: DecisionView
) -> None:
    appeal(office, made.deliveries[0])
    settle(office, made.deliveries[0], FORWARDED)
    bo, cia = office.viewer("bo", LATE), office.viewer("cia", LATE)
    with seeing(bo):
        deeds = [event.deed for event in events_of_file(file_id=alma.file_id, viewer=bo, deed="decisions.appeal")]
    assert deeds == ["decisions.appeal.forwarded", "decisions.appeal.recorded"]
    with seeing(cia):
        assert not Appeal.objects.exists()
        with pytest.raises(NotOpen):
            actions.record_appeal(delivery_id=made.deliveries[1].id, came_in_at=LATE, actor=cia, at=LATE)


def test_the_database_changes_no_appeal_that_is_settled(office: Office, made: DecisionView) -> None:
    appeal(office, made.deliveries[0])
    settle(office, made.deliveries[0], FORWARDED)
    bo = office.viewer("bo", LATE)
    with seeing(bo), pytest.raises(DatabaseError, match="locked"), transaction.atomic():
        Appeal.objects.update(reason="Något annat.")


def test_a_last_day_on_a_holiday_moves_to_the_next_working_day() -> None:
    """Lag (1930:173) 2 §: served on 3 December 2026, three weeks end on Christmas Eve."""
    assert date(2026, 12, 28) == rules.last_day_of_appeal(date(2026, 12, 3))
