"""Compulsory care in a dump: four children whose measures stand in different states, with what stands around them.

Tuva's care is over and followed up. Nils's custody lapsed with the child still placed. Moa is in care for what she
does; the police refused once, came late once, have not answered once, and were not asked once. Sam is in hiding.
"""

from dataclasses import replace
from datetime import date, timedelta

from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.board import APPLICATION
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import (
    Attendance,
    Effect,
    MatterOutcome,
    NotAsked,
    PlaceKind,
    PoliceAnswer,
    PoliceFor,
    PoliceRequest,
    WhyAnswer,
)
from skyddsnat.domains.compulsory.types.papers import PaperKind
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.law.compulsory_states import Act, Track

# Before this autumn no delegation order of the tests holds; the long chain begins there.
_LONG_AGO = MORNING - 420 * DAY
_IN_SPRING = MORNING - 200 * DAY


def fill_care(office: Office) -> None:
    """Tell the four stories, the earliest first."""
    board.adopt_board_order(office)
    _over(office)
    _own_behaviour(office)
    _lapsed(office)
    _in_hiding(office)
    _two_are_demanded(office)


def _over(office: Office) -> None:
    """Tuva: from the custody to a closed case, every paper written, the end refused once and then decided."""
    tuva = make_child(office, "tuva", guardians=("eva", "per"), at=_LONG_AGO - DAY)
    at = _LONG_AGO
    on = line.taken(office, tuva, at=at)
    line.place(on, at=at + HOUR)
    line.sign_paper(on, PaperKind.SUBMISSION, at=at + 20 * HOUR)
    line.send(on, Act.SUBMIT, at=at + DAY)
    line.step(on, Act.CONFIRM, at=at + 4 * DAY, words="Rätten fastställde.")
    line.sign_paper(on, PaperKind.CARE_PLAN, at=at + 5 * DAY)
    line.sign_paper(on, PaperKind.APPLICATION, at=at + 8 * DAY)
    matter = line.board_decides(on, Act.APPLY, at=at + 9 * DAY)
    line.send(on, Act.APPLY, at=at + 10 * DAY, matter_id=matter)
    line.sign_paper(on, PaperKind.CHILD_LETTER, at=at + 10 * DAY + HOUR, matter_id=matter)
    line.step(on, Act.ORDER_BEGUN, at=at + 21 * DAY)
    line.sign_paper(on, PaperKind.CONSIDERATION, at=at + 149 * DAY)
    line.board_decides(on, Act.CONSIDER, at=at + 150 * DAY)
    _refused_end(on, days=200)
    line.board_decides(on, Act.END, at=at + 230 * DAY)
    line.step(on, Act.START_FOLLOW_UP, at=at + 235 * DAY)
    line.step(on, Act.END_FOLLOW_UP, at=at + 330 * DAY, words="Tuva har det bra hemma.")
    _leave_and_close(on, days=331)


def _refused_end(on: Running, *, days: int) -> None:
    at = _LONG_AGO + days * DAY
    written = board.write(
        on.office, on.case_id, on.child, APPLICATION, act=Act.END, measure_id=on.measure_id, at=at - 2 * HOUR
    )
    prepared = board.prepare(on.office, written, at=at - HOUR)
    board.meet(on.office, at.date(), at=at - 3 * HOUR)
    board.decide(
        on.office, prepared, outcome=MatterOutcome.REFUSED, change_reason="Det är för tidigt.",
        child_version="Du får inte flytta hem än.", at=at,
    )  # fmt: skip


def _leave_and_close(on: Running, *, days: int) -> None:
    at = _LONG_AGO + days * DAY
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        for place in queries.places_of_case(case_id=on.case_id, viewer=bo):
            actions.end_place(place_id=place.id, version=place.version, ended_at=at, actor=bo, at=at)
        version = queries.case(case_id=on.case_id, viewer=bo).version
        actions.close_case(case_id=on.case_id, version=version, reason="Vården är slut.", actor=bo, at=at)


def _own_behaviour(office: Office) -> None:
    """Moa, in a locked home since the spring: contact restricted, and four needs of police help."""
    moa = make_child(office, "moa", guardians=("per",), at=_IN_SPRING - DAY)
    on = line.taken(office, moa, at=_IN_SPRING, grounds=line.BEHAVIOUR)
    line.place(on, at=_IN_SPRING + HOUR, kind=PlaceKind.STATE_HOME, is_locked=True)
    line.send(on, Act.SUBMIT, at=_IN_SPRING + DAY)
    line.step(on, Act.CONFIRM, at=_IN_SPRING + 4 * DAY)
    matter = line.board_decides(on, Act.APPLY, at=_IN_SPRING + 9 * DAY)
    line.send(on, Act.APPLY, at=_IN_SPRING + 10 * DAY, matter_id=matter)
    line.step(on, Act.ORDER_BEGUN, at=_IN_SPRING + 21 * DAY)
    _contact(on)
    _police_help(on)


def _contact(on: Running) -> None:
    """The committee restricts contact in other words than those proposed."""
    at = _IN_SPRING + 100 * DAY
    written = board.write(
        on.office, on.case_id, on.child, APPLICATION, act=Act.DECIDE, track=Track.CONTACT, at=at - 2 * HOUR
    )
    prepared = board.prepare(on.office, written, at=at - HOUR)
    board.meet(on.office, at.date(), at=at - 3 * HOUR)
    board.decide(
        on.office, prepared, outcome=MatterOutcome.CHANGED, decided_text="Umgänge varannan vecka.",
        change_reason="En gång i månaden är för sällan.", child_version="Du träffar pappa varannan vecka.", at=at,
    )  # fmt: skip


def _police_help(on: Running) -> None:
    at = MORNING - 20 * DAY
    rut = on.office.viewer("rut", at)
    with seeing(rut):
        actions.appoint(
            employee_id=on.office.employees["dag"], section="LVU 43", reference="SN § 9", decided_on=date(2026, 1, 15),
            valid_from=date(2026, 1, 15), actor=rut, at=at,
        )  # fmt: skip
    dag = on.office.viewer("dag", at + 8 * HOUR)
    with seeing(dag):
        refused = _asked(on, dag)
        _answered(dag, refused, PoliceAnswer.REFUSED, Attendance.DID_NOT_COME, Effect.WITHOUT_POLICE)
        late = _asked(on, dag)
        _answered(dag, late, PoliceAnswer.GRANTED, Attendance.LATE, Effect.DELAYED)
        actions.reflect(need_id=late, version=4, afterthought="Ring dagen före.", actor=dag, at=at + 8 * HOUR)
        _asked(on, dag)
        actions.not_request(
            need_id=_stated(on, dag), version=1, why=NotAsked.NOT_EXPECTED, reason="Svaret tog tre dagar sist.",
            effect=Effect.DELAYED, actor=dag, at=at + 8 * HOUR,
        )  # fmt: skip


def _stated(on: Running, dag: Viewer) -> int:
    at = MORNING - 20 * DAY + HOUR
    return actions.state_need(
        case_id=on.case_id, measure_id=on.measure_id, outing_id=None, purpose=PoliceFor.EXECUTION, needed_at=at,
        circumstances="Moa har hotat personal med kniv.", actor=dag, at=at,
    )  # fmt: skip


def _asked(on: Running, dag: Viewer) -> int:
    need = _stated(on, dag)
    at = MORNING - 20 * DAY + 2 * HOUR
    request = PoliceRequest(
        place="Stationen", planned_at=at + 3 * HOUR, circumstances="Moa har hotat personal med kniv.",
        why_not_alone="Två handläggare räcker inte.", risk_to_child="Moa kan springa ut på spåret.",
        childs_interests="Moa ska komma därifrån utan slagsmål.",
    )  # fmt: skip
    actions.request_police(need_id=need, version=1, request=request, matter_id=None, actor=dag, at=at)
    return need


def _answered(dag: Viewer, need: int, answer: PoliceAnswer, came: Attendance, effect: Effect) -> None:
    at = MORNING - 20 * DAY + 3 * HOUR
    is_refused = answer is PoliceAnswer.REFUSED
    actions.answer_police(
        need_id=need, version=2, answer=answer, why=WhyAnswer.NO_RESOURCES if is_refused else None,
        reason="Ingen patrull." if is_refused else "", answered_at=at, actor=dag, at=at,
    )  # fmt: skip
    actions.attend(
        need_id=need, version=3, attendance=came, arrived_at=at + 3 * HOUR if came is Attendance.LATE else None,
        effect=effect, actor=dag, at=at + 4 * HOUR,
    )  # fmt: skip


def _lapsed(office: Office) -> None:
    """Nils: the papers left, and no receipt came."""
    at = MORNING - 16 * DAY
    on = line.taken(office, make_child(office, "nils", at=at - DAY), at=at)
    line.place(on, at=at + HOUR)
    line.dispatch(on, Act.SUBMIT, at=at + 2 * DAY)


def _in_hiding(office: Office) -> None:
    """Sam, in sheltered accommodation; a matter that the board gave back, and one that waits for it."""
    at = MORNING - 6 * DAY
    on = line.taken(office, make_child(office, "sam", at=at - DAY), at=at, track=Track.SHELTER)
    line.place(on, at=at + HOUR, kind=PlaceKind.SHELTER)
    line.send(on, Act.SUBMIT, at=at + DAY)
    line.step(on, Act.CONFIRM, at=at + 3 * DAY)
    later = at + 4 * DAY
    fields = replace(APPLICATION, grounds=())
    written = board.write(
        office, on.case_id, on.child, fields, act=Act.APPLY, track=Track.SHELTER, measure_id=on.measure_id, at=later
    )
    prepared = board.prepare(office, written, at=later + HOUR)
    olga = office.viewer("olga", later + 2 * HOUR)
    with seeing(olga):
        actions.return_matter(
            matter_id=prepared.id, version=prepared.version, reason="Pappans ord saknas.", actor=olga,
            at=later + 2 * HOUR,
        )  # fmt: skip


def _two_are_demanded(office: Office) -> None:
    """The board decides anew that two caseworkers are demanded, one of them with three years behind her."""
    adam = office.viewer("adam", MORNING)
    with seeing(adam):
        actions.set_pair_rule(
            valid_from=MORNING.date() + timedelta(days=1), is_demanded=True, years=3, decided_on=MORNING.date(),
            reference="SN § 30", reason="Två bakom varje barn.", actor=adam, at=MORNING,
        )  # fmt: skip
