"""Who enforces, who is informed, counsel and examination."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.factories.board import SIGNED, case_with_two, custody
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import EnforcerKind, Understood
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.kernel.stockholm import start_of_day
from skyddsnat.kernel.verdict import Refused

HOUR = timedelta(hours=1)
TOLD = SIGNED + HOUR
# The week from the decision on 2 November ran out on Monday the 9th.
LAPSED = start_of_day(date(2026, 11, 10))
AFTER = LAPSED + 9 * HOUR


@pytest.fixture
def held(office: Office, alma: Child) -> tuple[int, int]:
    """Olga has decided on custody: the case and the measure."""
    written, measure_id = custody(office, alma)
    return written.case_id, measure_id


def enforce(office: Office, measure_id: int, *, name: str = "Lindskolan", told: Any = TOLD) -> int:
    bo = office.viewer("bo", TOLD)
    with seeing(bo):
        return actions.add_enforcer(
            measure_id=measure_id, kind=EnforcerKind.SCHOOL, name=name, told_start_at=told, actor=bo, at=TOLD
        )


def untold(office: Office, who: str, *, at: Any) -> list[str]:
    viewer = office.viewer(who, at)
    with seeing(viewer):
        units = [office.units["barn1"]] if who == "mia" else None
        return [each.name for each in queries.untold(viewer=viewer, at=at, unit_ids=units)]


# --- Enforcers --------------------------------------------------------------------------------------------------------


def test_whoever_enforces_stands_as_not_told_until_it_is_confirmed(office: Office, held: tuple[int, int]) -> None:
    """From the midnight at which the law ended the custody, though no job has run (lesson 11)."""
    enforcer_id = enforce(office, held[1])
    assert untold(office, "bo", at=LAPSED - timedelta(seconds=1)) == []
    assert untold(office, "bo", at=LAPSED) == untold(office, "mia", at=LAPSED) == ["Lindskolan"]
    assert untold(office, "max", at=LAPSED) == []

    bo = office.viewer("bo", AFTER)
    with seeing(bo):
        actions.tell_end(enforcer_id=enforcer_id, told_at=AFTER, actor=bo, at=AFTER)
    assert untold(office, "bo", at=AFTER) == ["Lindskolan"]
    with seeing(bo):
        actions.confirm_told(
            enforcer_id=enforcer_id, how="Rektorn ringde upp.", confirmed_at=AFTER + HOUR, actor=bo, at=AFTER + HOUR
        )
        (found,) = queries.enforcers_of_case(case_id=held[0], viewer=bo)
        assert queries.enforcers_of_measure(measure_id=held[1], viewer=bo) == [found]
    assert untold(office, "bo", at=AFTER + HOUR) == []
    assert (found.measure_over_at, found.confirmed_how) == (LAPSED, "Rektorn ringde upp.")


def test_an_end_is_told_once_and_when_it_has_come(office: Office, held: tuple[int, int]) -> None:
    enforcer_id = enforce(office, held[1])
    bo = office.viewer("bo", AFTER)
    with seeing(bo):
        with pytest.raises(Refused) as early:
            actions.tell_end(enforcer_id=enforcer_id, told_at=TOLD + 2 * HOUR, actor=bo, at=TOLD + HOUR)
        with pytest.raises(Refused) as untold_yet:
            actions.confirm_told(enforcer_id=enforcer_id, how=" ", confirmed_at=AFTER, actor=bo, at=AFTER)
        actions.tell_end(enforcer_id=enforcer_id, told_at=AFTER, actor=bo, at=AFTER)
        with pytest.raises(Refused) as twice:
            actions.tell_end(enforcer_id=enforcer_id, told_at=AFTER, actor=bo, at=AFTER)
        with pytest.raises(Refused) as before:
            actions.confirm_told(enforcer_id=enforcer_id, how="Brev", confirmed_at=TOLD, actor=bo, at=AFTER)
    assert early.value.verdict.codes == ("compulsory.enforcer_not_over", "compulsory.in_future")
    assert untold_yet.value.verdict.codes == ("compulsory.enforcer_not_told", "compulsory.enforcer_no_how")
    assert twice.value.verdict.codes == ("compulsory.enforcer_told",)
    assert before.value.verdict.codes == ("compulsory.enforcer_confirmed_early",)


def test_an_enforcer_has_a_name_and_a_time_that_has_been(office: Office, held: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        enforce(office, held[1], name=" ", told=TOLD + HOUR)
    assert refused.value.verdict.codes == ("compulsory.no_name", "compulsory.in_future")


# --- Who was informed -------------------------------------------------------------------------------------------------


def tell(office: Office, case_id: int, person_id: int, *, measure_id: int | None = None, **said: Any) -> int:
    bo = office.viewer("bo", TOLD)
    given = {"what": "Att du ska bo i jourhem.", "told_at": TOLD, "understood": Understood.PARTLY, **said}
    with seeing(bo):
        return actions.record_telling(
            case_id=case_id, measure_id=measure_id, person_id=person_id, words="Grät.", actor=bo, at=TOLD, **given
        )


def test_it_is_written_who_was_told_what_and_whether_it_was_understood(
    office: Office, alma: Child, held: tuple[int, int]
) -> None:
    tell(office, held[0], alma.person_id, measure_id=held[1])

    bo = office.viewer("bo", TOLD)
    with seeing(bo):
        (told,) = queries.tellings_of_case(case_id=held[0], viewer=bo)
        everyone = queries.to_be_told(case_id=held[0], at=TOLD, viewer=bo)
    assert (told.name, told.understood, told.words) == ("Alma Åkerlund", Understood.PARTLY, "Grät.")
    assert [(each.name, each.is_child, each.latest == told) for each in everyone] == [
        ("Alma Åkerlund", True, True), ("Eva Åkerlund", False, False), ("Per Åkerlund", False, False),
    ]  # fmt: skip
    assert [each.latest for each in everyone[1:]] == [None, None]


def test_nobody_outside_the_family_is_told_and_nothing_ahead_of_time(office: Office, held: tuple[int, int]) -> None:
    hugo = make_child(office, "hugo", guardians=())
    with pytest.raises(Refused) as refused:
        tell(office, held[0], hugo.person_id, what=" ", told_at=TOLD + HOUR)
    assert refused.value.verdict.codes == (
        "compulsory.person_not_in_file", "compulsory.telling_no_what", "compulsory.in_future",
    )  # fmt: skip


def test_what_is_told_is_told_of_the_cases_own_measure(office: Office, alma: Child, held: tuple[int, int]) -> None:
    hugo = make_child(office, "hugo", guardians=("liv",))
    other = case_with_two(office, hugo)
    with pytest.raises(NotOpen):
        tell(office, other, hugo.person_id, measure_id=held[1])


# --- Counsel ----------------------------------------------------------------------------------------------------------


def test_a_need_of_counsel_is_reported_to_the_court_at_once(office: Office, alma: Child, held: tuple[int, int]) -> None:
    bo = office.viewer("bo", TOLD)
    with seeing(bo):
        given = {"case_id": held[0], "person_id": alma.person_id, "actor": bo, "at": TOLD}
        counsel_id = actions.need_counsel(arose_at=SIGNED, **given)
        with pytest.raises(Refused) as twice:
            actions.need_counsel(arose_at=SIGNED, **given)
        assert [each.id for each in queries.counsels_unreported(viewer=bo)] == [counsel_id]

        actions.report_counsel(counsel_id=counsel_id, actor=bo, at=TOLD + HOUR)
        with pytest.raises(Refused) as again:
            actions.report_counsel(counsel_id=counsel_id, actor=bo, at=TOLD + 2 * HOUR)
        assert queries.counsels_unreported(viewer=bo) == []
        with pytest.raises(Refused) as nameless:
            actions.counsel_appointed(counsel_id=counsel_id, name=" ", appointed_at=TOLD + 9 * HOUR, actor=bo, at=TOLD)
        actions.counsel_appointed(
            counsel_id=counsel_id, name="Advokat Ek", appointed_at=TOLD + 2 * HOUR, actor=bo, at=TOLD + 3 * HOUR
        )
        (found,) = queries.counsels_of_case(case_id=held[0], viewer=bo)

    assert (found.person, found.reported_at, found.name) == ("Alma Åkerlund", TOLD + HOUR, "Advokat Ek")
    assert twice.value.verdict.codes == ("compulsory.counsel_twice",)
    assert again.value.verdict.codes == ("compulsory.counsel_reported",)
    assert nameless.value.verdict.codes == ("compulsory.no_name", "compulsory.in_future")


# --- Examination ------------------------------------------------------------------------------------------------------


def missing(office: Office, case_id: int, *, at: Any = TOLD) -> tuple[str | None, ...]:
    bo = office.viewer("bo", TOLD)
    with seeing(bo):
        return tuple(each.citation for each in queries.examination_verdict(case_id=case_id, at=at, viewer=bo).reasons)


def test_the_examination_is_held_before_the_application(office: Office, held: tuple[int, int]) -> None:
    """LVU 32 §; from New Year the place of the Act that replaces it."""
    assert missing(office, held[0]) == ("32 § LVU",)
    assert missing(office, held[0], at=start_of_day(date(2027, 1, 1))) == ("11 kap. 4 § lagen (2026:1600)",)

    bo = office.viewer("bo", TOLD)
    with seeing(bo):
        examination_id = actions.order_examination(case_id=held[0], physician="", actor=bo, at=TOLD)
    assert missing(office, held[0]) == ("32 § LVU",)
    said = {"examination_id": examination_id, "actor": bo, "at": TOLD + 48 * HOUR}
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.record_examination(held_on=TOLD.date() + timedelta(days=3), physician=" ", result="", **said)
        actions.record_examination(held_on=TOLD.date(), physician="Dr Ask", result="Blåmärken.", **said)
        with pytest.raises(Refused) as over:
            actions.record_examination(held_on=TOLD.date(), physician="Dr Ask", result="Blåmärken.", **said)
        (found,) = queries.examinations_of_case(case_id=held[0], viewer=bo)
    assert refused.value.verdict.codes == (
        "compulsory.in_future", "compulsory.examination_no_physician", "compulsory.examination_no_result",
    )  # fmt: skip
    assert over.value.verdict.codes == ("compulsory.examination_over",)
    assert (found.physician, found.held_on) == ("Dr Ask", TOLD.date())
    assert missing(office, held[0]) == ()


def test_the_examination_may_be_needless_for_special_reasons(
    office: Office, alma: Child, held: tuple[int, int]
) -> None:
    bo = office.viewer("bo", TOLD)
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.waive_examination(case_id=held[0], reason=" ", actor=bo, at=TOLD)
        actions.waive_examination(case_id=held[0], reason="Undersökt på sjukhuset i går.", actor=bo, at=TOLD)
        deeds = {event.deed for event in events_of_file(file_id=alma.file_id, viewer=bo)}
    assert refused.value.verdict.codes == ("compulsory.examination_no_reason",)
    assert missing(office, held[0]) == ()
    assert "compulsory.examination.waived" in deeds


@pytest.mark.parametrize("who", ["max", "kaj", "nils"])
def test_nobody_without_the_file_reads_or_writes_any_of_it(office: Office, held: tuple[int, int], who: str) -> None:
    enforcer_id = enforce(office, held[1])
    outsider = office.viewer(who, MORNING + timedelta(days=1))
    at = MORNING + timedelta(days=1)
    with seeing(outsider):
        for deed in (
            lambda: actions.tell_end(enforcer_id=enforcer_id, told_at=at, actor=outsider, at=at),
            lambda: actions.waive_examination(case_id=held[0], reason="x", actor=outsider, at=at),
            lambda: actions.order_examination(case_id=held[0], physician="x", actor=outsider, at=at),
            lambda: queries.to_be_told(case_id=held[0], at=at, viewer=outsider),
        ):
            with pytest.raises(NotOpen):
                deed()
        assert queries.tellings_of_case(case_id=held[0], viewer=outsider) == []
        assert queries.counsels_of_case(case_id=held[0], viewer=outsider) == []
