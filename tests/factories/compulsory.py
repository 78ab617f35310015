"""A compulsory case from the custody to the end of its follow-up, step by step, under the Act of the day.

Bo and Dag work with Alma; Olga, who chairs the board, decides; the court answers.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.factories import board
from tests.factories.people import Child
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.actions.counsel import need_counsel, order_examination
from skyddsnat.domains.compulsory.actions.outings import plan_outing
from skyddsnat.domains.compulsory.actions.pair import deviate
from skyddsnat.domains.compulsory.actions.police import state_need
from skyddsnat.domains.compulsory.actions.telling import add_enforcer, record_telling
from skyddsnat.domains.compulsory.types import (
    AlarmHours,
    EnforcerKind,
    MatterFields,
    MeasureView,
    OutingKind,
    PlaceKind,
    PoliceFor,
    Understood,
)
from skyddsnat.domains.compulsory.types.papers import PaperKind
from skyddsnat.domains.decisions.queries import next_meeting
from skyddsnat.domains.decisions.types import Answer, Level
from skyddsnat.foundation.access.actions import assign
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part, system_run
from skyddsnat.foundation.documents.actions import make_signed_document
from skyddsnat.foundation.documents.letterhead import sender_of
from skyddsnat.foundation.documents.types import Recipient
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import CUSTODY
from skyddsnat.law.compulsory_states import Act, Track

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
HOME = {"old": ("lvu.lack_of_care",), "new": ("sfs2026_1600.lack_of_care",)}
BEHAVIOUR = {"old": ("lvu.crime",), "new": ("sfs2026_1600.crime",)}
POLICE = {"old": "LVU 43", "new": "lagen (2026:1600) 20:1"}
# The run that mails alarms, by the name that the database knows.
ALARMS = system_run("alarms")
RECEIPT = "Förvaltningsrätten har tagit emot handlingarna."


@dataclass(frozen=True, slots=True)
class Running:
    """A measure of the child's case."""

    office: Office
    child: Child
    case_id: int
    measure_id: int


def by_date(grounds: dict[str, tuple[str, ...]], at: datetime) -> tuple[str, ...]:
    """The codes of the ground in the Act of the day."""
    return grounds["new" if local_date(at) >= CUSTODY.valid_from else "old"]


def open_case(office: Office, child: Child, *, at: datetime) -> int:
    """Dag joins Bo, who opens the case."""
    mia = office.viewer("mia", at)
    with seeing(mia):
        assign(
            file_id=child.file_id, employee_id=office.employees["dag"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=at,
        )  # fmt: skip
    bo = office.viewer("bo", at)
    with seeing(bo):
        return actions.open_case(
            file_id=child.file_id, child_id=child.person_id, investigation_id=None, grounds=by_date(HOME, at),
            circumstances="Eva samtycker inte till att Alma bor någon annanstans.", deviation=None, actor=bo, at=at,
        )  # fmt: skip


def taken(
    office: Office, child: Child, *, at: datetime, grounds: dict[str, tuple[str, ...]] = HOME, track: Track = Track.CARE
) -> Running:
    """The chair decides at `at` what cannot wait."""
    case_id = open_case(office, child, at=at - 3 * HOUR)
    fields = replace(board.URGENT, grounds=by_date(grounds, at))
    written = board.write(office, case_id, child, fields, track=track, at=at - 2 * HOUR)
    prepared = board.prepare(office, written, at=at - HOUR)
    board.reach(office, prepared, at=at - 30 * MINUTE)
    measure_id = board.decide(office, prepared, at=at)
    assert measure_id is not None
    return Running(office, child, case_id, measure_id)


def decided(
    office: Office,
    child: Child,
    case_id: int,
    act: Act,
    *,
    at: datetime,
    track: Track = Track.CARE,
    measure_id: int | None = None,
    fields: MatterFields = board.APPLICATION,
) -> tuple[int, int | None]:
    """The board decides at a meeting of the day. Returns the matter and the measure."""
    fields = replace(fields, grounds=by_date(HOME, at))
    written = board.write(office, case_id, child, fields, act=act, track=track, measure_id=measure_id, at=at - 2 * HOUR)
    prepared = board.prepare(office, written, at=at - HOUR)
    day = local_date(at)
    for level in (Level.COMMITTEE, Level.BOARD):
        coming = next_meeting(level=level, after=day - DAY)
        if coming is None or coming.held_on != day:
            board.meet(office, day, level=level, at=at - 3 * HOUR)
    return prepared.id, board.decide(office, prepared, at=at)


def board_decides(on: Running, act: Act, *, at: datetime, fields: MatterFields = board.APPLICATION) -> int:
    """The board decides the next deed of the measure. Returns the matter."""
    view = see(on, at=at)
    return decided(
        on.office, on.child, on.case_id, act, at=at, track=view.track, measure_id=on.measure_id, fields=fields
    )[0]


def see(on: Running, *, at: datetime, by: str = "bo") -> MeasureView:
    """The measure as Bo sees it."""
    viewer = on.office.viewer(by, at)
    with seeing(viewer):
        return queries.measure(measure_id=on.measure_id, viewer=viewer)


def step(
    on: Running, act: Act, *, at: datetime, by: str = "bo", happened_at: datetime | None = None, **said: Any
) -> int:
    """Bo writes down a deed."""
    viewer = on.office.viewer(by, at)
    with seeing(viewer):
        version = queries.measure(measure_id=on.measure_id, viewer=viewer).version
        return actions.record_step(
            measure_id=on.measure_id,
            version=version,
            act=act,
            happened_at=happened_at or at,
            actor=viewer,
            at=at,
            **said,
        )


def paper(on: Running, *, at: datetime, by: str = "bo") -> int:
    """A signed paper in the file."""
    viewer = on.office.viewer(by, at)
    data = {
        "sender": sender_of(unit_id=on.office.units["barn1"]),
        "recipient": Recipient("Förvaltningsrätten", ("Box 1", "999 99 Norrhamn")),
        "reference": "2026-1",
        "body": "Se bilagor.",
    }
    with seeing(viewer):
        return make_signed_document(
            file_id=on.child.file_id, kind="letter", template="letter", data=data, title="Till rätten",
            subject=f"compulsory.measure:{on.measure_id}", actor=viewer, at=at,
        )  # fmt: skip


def dispatch(on: Running, act: Act, *, at: datetime, by: str = "bo", matter_id: int | None = None) -> int:
    """The papers leave."""
    document_id = paper(on, at=at, by=by)
    viewer = on.office.viewer(by, at)
    with seeing(viewer):
        version = queries.measure(measure_id=on.measure_id, viewer=viewer).version
        return actions.dispatch(
            measure_id=on.measure_id, version=version, act=act, document_id=document_id, matter_id=matter_id,
            actor=viewer, at=at,
        )  # fmt: skip


def receive(on: Running, act: Act, *, at: datetime, by: str = "bo", content: str | bytes = RECEIPT) -> int:
    """The court's receipt is stored."""
    viewer = on.office.viewer(by, at)
    with seeing(viewer):
        version = queries.measure(measure_id=on.measure_id, viewer=viewer).version
        return actions.store_receipt(
            measure_id=on.measure_id, version=version, act=act, content=content, court_number="1234-26", actor=viewer,
            at=at,
        )  # fmt: skip


def send(on: Running, act: Act, *, at: datetime, matter_id: int | None = None) -> int:
    """Sent, and received a quarter later."""
    dispatch(on, act, at=at - 15 * MINUTE, matter_id=matter_id)
    return receive(on, act, at=at)


def place(
    on: Running,
    *,
    at: datetime,
    kind: PlaceKind = PlaceKind.EMERGENCY_HOME,
    is_locked: bool = False,
    matter_id: int | None = None,
    starts_at: datetime | None = None,
) -> int:
    """The child comes to a place."""
    viewer = on.office.viewer("bo", at)
    with seeing(viewer):
        return actions.begin_place(
            measure_id=on.measure_id, kind=kind, name="Familjen Ek", is_locked=is_locked, starts_at=starts_at or at,
            matter_id=matter_id, actor=viewer, at=at,
        )  # fmt: skip


def write_paper(
    on: Running, kind: PaperKind, *, at: datetime, by: str = "bo", without: tuple[str, ...] = (), **said: Any
) -> tuple[int, int]:
    """Bo writes every block of a paper but those left out. Returns its id and version."""
    view, viewer = see(on, at=at), on.office.viewer(by, at)
    with seeing(viewer):
        named = queries.blocks_of(
            kind=kind, track=view.track, measure_id=on.measure_id, on=local_date(at), viewer=viewer
        )
        blocks = {each.name: f"Om {each.title.sv.lower()}." for each in named if each.name not in without}
        return actions.save_paper(
            case_id=on.case_id, kind=kind, track=view.track, measure_id=on.measure_id, blocks=blocks, actor=viewer,
            at=at, **said,
        )  # fmt: skip


def sign_paper(on: Running, kind: PaperKind, *, at: datetime, by: str = "bo", **said: Any) -> int:
    """Bo writes a paper and signs it. Returns the document's id."""
    paper_id, version = write_paper(on, kind, at=at, by=by, **said)
    viewer = on.office.viewer(by, at)
    with seeing(viewer):
        return actions.sign_paper(paper_id=paper_id, version=version, actor=viewer, at=at)


def _tell_parties(on: Running, *, at: datetime) -> None:
    """Bo tells the parties what the chair decided."""
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        decision = queries.matters_of_case(case_id=on.case_id, viewer=bo)[0]
        actions.notify_parties(matter_id=decision.id, actor=bo, at=at)


def clocks(on: Running, *, at: datetime) -> dict[str, Any]:
    """The running clocks of the measure by the rule that carries them that day."""
    viewer = on.office.viewer("bo", at)
    with seeing(viewer):
        found = queries.running_clocks(measure_id=on.measure_id, on=local_date(at), viewer=viewer)
        return {clock.rule: clock for clock in found}


def confirmed(office: Office, child: Child, *, at: datetime, grounds: dict[str, tuple[str, ...]] = HOME) -> Running:
    """Taken, placed an hour later, submitted the next day and confirmed three days after that."""
    on = taken(office, child, at=at, grounds=grounds)
    place(on, at=at + HOUR)
    send(on, Act.SUBMIT, at=at + DAY)
    step(on, Act.CONFIRM, at=at + 4 * DAY, words="Rätten fastställde.")
    return on


def applied(office: Office, child: Child, *, at: datetime, grounds: dict[str, tuple[str, ...]] = HOME) -> Running:
    """The application is with the court ten days after the custody."""
    on = confirmed(office, child, at=at, grounds=grounds)
    matter = board_decides(on, Act.APPLY, at=at + 9 * DAY)
    send(on, Act.APPLY, at=at + 10 * DAY, matter_id=matter)
    return on


def in_care(office: Office, child: Child, *, at: datetime, grounds: dict[str, tuple[str, ...]] = HOME) -> Running:
    """The court orders care three weeks after the custody."""
    on = applied(office, child, at=at, grounds=grounds)
    step(on, Act.ORDER_BEGUN, at=at + 21 * DAY)
    return on


def with_everything_around(office: Office, child: Child, *, at: datetime) -> int:
    """A custody with all that stands around it, so that every table holds something. Returns the case."""
    on = taken(office, child, at=at)
    place(on, at=at + HOUR)
    after = at + 2 * HOUR
    bo, eva = office.viewer("bo", after), child.guardians["eva"]
    with seeing(bo):
        doing: dict[str, Any] = {"case_id": on.case_id, "actor": bo, "at": after}
        actions.ask_consent(
            person_id=eva, plan="Vård i jourhem.", answer=Answer.REFUSES, asked_on=local_date(after), words="", **doing
        )
        deviate(reason="Dag är sjuk.", ends_on=local_date(after), manager_id=None, is_acute=True, **doing)
        outing = plan_outing(
            measure_id=on.measure_id, kind=OutingKind.EXECUTION, planned_at=after + HOUR, place="Hemmet",
            risk="Hund i lägenheten.", goers=[office.employees["bo"], office.employees["dag"]], **doing,
        )  # fmt: skip
        state_need(
            measure_id=on.measure_id, outing_id=outing, purpose=PoliceFor.EXECUTION, needed_at=after,
            circumstances="Eva har hotat med kniv.", **doing,
        )  # fmt: skip
        add_enforcer(
            measure_id=on.measure_id, kind=EnforcerKind.HOME, name="Familjen Ek", told_start_at=after, actor=bo,
            at=after,
        )  # fmt: skip
        record_telling(
            measure_id=on.measure_id, person_id=eva, what="Att Alma omhändertas.", told_at=after,
            understood=Understood.YES, words="", **doing,
        )  # fmt: skip
        need_counsel(person_id=eva, arose_at=after, **doing)
        order_examination(physician="Barnmottagningen", **doing)
    write_paper(on, PaperKind.CARE_PLAN, at=after)
    _tell_parties(on, at=after)
    rut, section = office.viewer("rut", after), POLICE["new" if local_date(at) >= CUSTODY.valid_from else "old"]
    with seeing(rut):
        actions.appoint(
            employee_id=office.employees["bo"], section=section, reference="§ 41",
            decided_on=local_date(after), valid_from=local_date(after), actor=rut, at=after,
        )  # fmt: skip
    with seeing(ALARMS):
        actions.claim_alarms(hours=AlarmHours(workers=24 * 14), link="", actor=ALARMS, at=after)
    return on.case_id
