"""Opening a compulsory case, whose consent was asked, and closing it when nothing of it holds."""

from typing import Any

import pytest
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import NewDeviation
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.flows.close_file import closing_verdict
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.compulsory_states import Act

LATER = MORNING + HOUR


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def opening(child: Child, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "file_id": child.file_id, "child_id": child.person_id, "investigation_id": None,
        "grounds": ("lvu.lack_of_care",), "circumstances": "Eva samtycker inte.", "deviation": None, "at": LATER,
    }  # fmt: skip
    return given | changes


def test_a_case_is_opened_with_two_caseworkers_and_once(office: Office, alma: Child) -> None:
    bo = office.viewer("bo", LATER)
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.open_case(**opening(alma, circumstances=" ", grounds=("lvu.unheard_of",)), actor=bo)
    assert {"compulsory.no_circumstances", "compulsory.unknown_ground"} < codes(refused)
    assert len(codes(refused)) == 3, "and one caseworker is missing"
    case_id = line.open_case(office, alma, at=LATER)
    with seeing(bo):
        view = queries.case_of_file(file_id=alma.file_id, viewer=bo)
        assert view is not None
        assert (view.id, view.statute, view.grounds, view.is_open) == (case_id, "1990:52", ("lvu.lack_of_care",), True)
        with pytest.raises(Refused) as refused:
            actions.open_case(**opening(alma, at=LATER + HOUR), actor=bo)
        assert codes(refused) == {"compulsory.case_running"}
        assert any(event.deed == "compulsory.case.opened" for event in events_of_file(file_id=alma.file_id, viewer=bo))


def test_alone_on_duty_the_case_is_opened_at_once_with_an_acute_deviation(office: Office, alma: Child) -> None:
    bo = office.viewer("bo", LATER)
    acute = NewDeviation(reason="Ensam i tjänst.", ends_on=local_date(LATER), is_acute=True)
    with seeing(bo):
        case_id = actions.open_case(**opening(alma, deviation=acute), actor=bo)
        assert queries.case(case_id=case_id, viewer=bo).is_open


def test_child_and_investigation_are_those_of_the_file(office: Office, alma: Child) -> None:
    hugo = make_child(office, "hugo")
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        with pytest.raises(NotOpen):
            actions.open_case(**opening(alma, child_id=hugo.person_id), actor=bo)
        with pytest.raises(NotOpen):
            actions.open_case(**opening(alma, investigation_id=4711), actor=bo)
    cia = office.viewer("cia", LATER)
    with seeing(cia), pytest.raises(NotOpen):
        actions.open_case(**opening(alma), actor=cia)


def test_a_ground_is_too_late_for_the_childs_age_or_the_day(office: Office, alma: Child) -> None:
    case_id = line.open_case(office, alma, at=LATER)
    bo = office.viewer("bo", LATER)
    writing: dict[str, Any] = {"case_id": case_id, "investigation_id": None, "adult_id": None, "actor": bo}
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.change_case(version=1, grounds=("sfs2026_1600.abuse",), circumstances="Nytt.", at=LATER, **writing)
        assert codes(refused) == {"grounds.not_in_force"}
        assert actions.change_case(version=1, grounds=("lvu.abuse",), circumstances="Nytt.", at=LATER, **writing) == 2
        with pytest.raises(ChangedMeanwhile):
            actions.change_case(version=1, grounds=(), circumstances="Äldre.", at=LATER, **writing)
        assert queries.case(case_id=case_id, viewer=bo).circumstances == "Nytt."


# --- Consent ----------------------------------------------------------------------------------------------------------


def test_each_guardian_by_name_and_each_answer_about_one_plan_on_its_day(office: Office, alma: Child) -> None:
    case_id = line.open_case(office, alma, at=LATER)
    eva, per = alma.guardians["eva"], alma.guardians["per"]
    bo = office.viewer("bo", LATER)
    today = local_date(LATER)
    asking: dict[str, Any] = {
        "case_id": case_id, "plan": "Familjehem.", "asked_on": today, "words": "", "actor": bo, "at": LATER,
    }  # fmt: skip
    with seeing(bo):
        assert queries.consent_verdict(case_id=case_id, on=today, viewer=bo).codes == ("compulsory.consent_not_asked",)
        actions.ask_consent(person_id=eva, answer=Answer.REFUSES, **asking)
        actions.ask_consent(person_id=per, answer=Answer.CONSENTS, **asking)
        assert queries.consent_verdict(case_id=case_id, on=today, viewer=bo).allowed
        actions.ask_consent(person_id=eva, answer=Answer.CONSENTS, **asking)
        assert queries.consent_verdict(case_id=case_id, on=today, viewer=bo).codes == ("compulsory.consent_given",)
        due = queries.consents_due(case_id=case_id, on=today, viewer=bo)
        assert {each.person_id: each.answer.answer for each in due if each.answer} == {
            eva: Answer.CONSENTS, per: Answer.CONSENTS,
        }  # fmt: skip
        assert len(queries.consents_asked(case_id=case_id, viewer=bo)) == 3
        with pytest.raises(Refused) as refused:
            actions.ask_consent(
                person_id=alma.person_id,
                answer=Answer.CONSENTS,
                **asking | {"plan": "", "asked_on": today.replace(day=9)},
            )
        assert codes(refused) == {
            "compulsory.not_to_be_asked", "compulsory.no_plan", "compulsory.asked_later",
        }  # fmt: skip


def test_a_child_of_fifteen_is_asked_and_her_age_is_kept(office: Office) -> None:
    elsa = make_child(office, "elsa", guardians=("eva",))
    case_id = line.open_case(office, elsa, at=LATER)
    bo = office.viewer("bo", LATER)
    today = local_date(LATER)
    with seeing(bo):
        due = queries.consents_due(case_id=case_id, on=today, viewer=bo)
        assert [each.person_id for each in due if each.is_child] == [elsa.person_id]
        actions.ask_consent(
            case_id=case_id, person_id=elsa.person_id, plan="HVB.", answer=Answer.REFUSES, asked_on=today, words="Nej.",
            actor=bo, at=LATER,
        )  # fmt: skip
        (answer,) = queries.consents_asked(case_id=case_id, viewer=bo)
    assert (answer.age, answer.words) == (16, "Nej.")


# --- Closing ----------------------------------------------------------------------------------------------------------


def test_a_case_is_not_closed_while_anything_of_it_holds(office: Office, alma: Child) -> None:
    """Lesson 12: nor is the file in which it runs."""
    on = line.taken(office, alma, at=MORNING + DAY)
    place_id = line.place(on, at=MORNING + DAY + HOUR)
    at = MORNING + DAY + 2 * HOUR
    bo = office.viewer("bo", at)
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.close_case(case_id=on.case_id, version=1, reason="", actor=bo, at=at)
        assert codes(refused) == {
            "compulsory.no_close_reason", "compulsory.measure_runs", "compulsory.place_runs",
        }  # fmt: skip
        assert "file.compulsory_case_runs" in closing_verdict(file_id=alma.file_id, at=at, viewer=bo).codes
        (running,) = queries.running_cases(viewer=bo)
        assert (running.case_id, running.unit_id) == (on.case_id, office.units["barn1"])
        assert running.plan_on == (MORNING + 8 * DAY).date()
        actions.end_place(place_id=place_id, version=1, ended_at=at, actor=bo, at=at)
    after = MORNING + 20 * DAY
    with seeing(bo):
        actions.close_case(case_id=on.case_id, version=1, reason="Lämnades inte till rätten.", actor=bo, at=after)
        assert queries.case_of_file(file_id=alma.file_id, viewer=bo) is None
        assert [each.is_open for each in queries.cases_of_file(file_id=alma.file_id, viewer=bo)] == [False]
        with pytest.raises(Refused) as refused:
            actions.close_case(case_id=on.case_id, version=2, reason="Igen.", actor=bo, at=after)
        assert codes(refused) == {"compulsory.case_closed"}


def test_after_the_care_of_a_child_its_follow_up_is_due_and_shown_until_it_begins(office: Office, alma: Child) -> None:
    on = line.in_care(office, alma, at=MORNING + DAY)
    ended = MORNING + 40 * DAY
    line.step(on, Act.OVERTURN, at=ended)
    mia = office.viewer("mia", ended)
    with seeing(mia):
        (waiting,) = queries.awaiting_follow_up(at=ended, viewer=mia)
        assert waiting.id == on.measure_id
        assert queries.awaiting_follow_up(at=ended, viewer=mia, unit_ids=[office.units["barn2"]]) == []
        with pytest.raises(Refused) as refused:
            actions.close_case(case_id=on.case_id, version=1, reason="Slut.", actor=mia, at=ended)
        assert "compulsory.no_follow_up" in codes(refused)
    line.step(on, Act.START_FOLLOW_UP, at=ended + DAY)
    with seeing(mia):
        assert queries.awaiting_follow_up(at=ended + DAY, viewer=mia) == []
        with pytest.raises(Refused) as refused:
            actions.close_case(case_id=on.case_id, version=1, reason="Slut.", actor=mia, at=ended + DAY)
        assert "compulsory.follow_up_runs" in codes(refused)
