"""A report of concern comes in: its children are found or written down, and it reaches whoever works with them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import permutations

from django.db import transaction

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.permissions import check_user_can_receive
from skyddsnat.domains.intake.queries import receiving_verdict, report_child, report_children_of
from skyddsnat.domains.intake.types import ChildInFile, NewReport, ReportedChild
from skyddsnat.domains.investigations.queries import running_in_file
from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people.queries import guardians_of_file, person, siblings_of_file
from skyddsnat.domains.people.types import NewPerson, PersonView, Protection, RelationKind
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.permissions import user_can_write
from skyddsnat.foundation.access.queries import NotOpen, file_of, files_of
from skyddsnat.foundation.access.seeing import also_see
from skyddsnat.foundation.access.types import Ground, Viewer
from skyddsnat.foundation.staff.queries import intake_unit
from skyddsnat.kernel.personal_number import NotAPersonalNumber, parse
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused, Verdict

_GROUND = "Tog emot en anmälan om barnet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the sender may be told: made only once the report and all that belongs to it is kept (lesson 3).

    `report_child_ids` and `file_ids` stand in the order of the children in the report.
    """

    report_id: int
    number: str
    report_child_ids: tuple[int, ...]
    file_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A child of the report with a file, and the receiver as she sees it from now on."""

    file_id: int
    child_id: int
    about: str
    eyes: Viewer


@transaction.atomic
def receive_report(*, report: NewReport, actor: Viewer, at: datetime) -> Receipt:
    """Keep a report of concern (SoL 19:1-4) in the file of each child, and start the clocks (SoL 20:1-2).

    A child with a number that has a file, or chosen among the look-alikes, gets the report in that file: a closed one
    is reopened, and one that is elsewhere is open to the receiver for a day and stays with whoever works with the
    child. Any other child gets a file at intake. Guardians are written down once; children of one household as
    siblings. Raises `Refused` with every reason, `NotOpen` for a child that the receiver neither sees nor was shown,
    `AlreadyReceived`.
    """
    check_user_can_receive(viewer=actor)
    found = _find_all(report, actor, at)
    if report.same_household:
        _relate_siblings(found, at)
    children = [
        ChildInFile(
            file_id=child.file_id,
            child_id=child.child_id,
            about=child.about,
            joins_running=running_in_file(file_id=child.file_id, viewer=child.eyes) is not None,
        )
        for child in found
    ]
    report_id = intake.register_report(report=report, children=children, actor=actor, at=at)
    return _receipt(report_id, found, actor)


def _receipt(report_id: int, found: list[_Found], actor: Viewer) -> Receipt:
    ids = report_children_of(report_id=report_id, viewer=actor)
    report_child_ids = tuple(ids[child.child_id] for child in found)
    number = report_child(report_child_id=report_child_ids[0], viewer=actor).number
    return Receipt(
        report_id=report_id,
        number=number,
        report_child_ids=report_child_ids,
        file_ids=tuple(child.file_id for child in found),
    )


def _find_all(report: NewReport, actor: Viewer, at: datetime) -> list[_Found]:
    """Every child with a file and guardians; raises `Refused` with what is wrong with the report and every child."""
    verdict = receiving_verdict(report=report, at=at, viewer=actor)
    guardians: dict[NewPerson, int] = {}
    found = []
    for child in report.children:
        try:
            found.append(_find(child, guardians, actor, at))
        except Refused as refused:
            verdict += refused.verdict
    verdict.require()
    return found


def _find(child: ReportedChild, guardians: dict[NewPerson, int], actor: Viewer, at: datetime) -> _Found:
    known = _known(child, actor, at)
    placed = _write_down(child, actor, at) if known is None else _reach(*known, child.about, actor, at)
    return _with_guardians(placed, child.guardians, guardians, at)


# --- Which child is it ------------------------------------------------------------------------------------------------


def _known(child: ReportedChild, actor: Viewer, at: datetime) -> tuple[int, int] | None:
    """(person, file) of a child who has a file: the one that was chosen, or the one with the number."""
    if child.person_id is not None:
        return child.person_id, _file_of_chosen(child, child.person_id, actor, at)
    if child.new is None or not child.new.number:
        return None
    alike = people.look_for_child(name="", birth_date=None, number=child.new.number, actor=actor, at=at)
    return next(((each.person_id, each.file_id) for each in alike if each.is_exact), None)


def _file_of_chosen(child: ReportedChild, person_id: int, actor: Viewer, at: datetime) -> int:
    """The file of a child whom the receiver sees or was shown among the look-alikes; raises `NotOpen` for any other.

    An id alone opens no file: whoever does not see the child must know name and birth date, or the number.
    """
    try:
        seen = person(person_id=person_id, viewer=actor)
    except NotOpen:
        return _file_of_look_alike(child.new, person_id, actor, at)
    if not seen.is_subject:
        raise NotOpen
    return seen.file_id


def _file_of_look_alike(typed: NewPerson | None, person_id: int, actor: Viewer, at: datetime) -> int:
    if typed is None:
        raise NotOpen
    alike = people.look_for_child(
        name=f"{typed.given_name} {typed.family_name}",
        birth_date=typed.birth_date,
        number=typed.number,
        actor=actor,
        at=at,
    )
    files = {each.person_id: each.file_id for each in alike}
    if person_id not in files:
        raise NotOpen
    return files[person_id]


def _write_down(child: ReportedChild, actor: Viewer, at: datetime) -> _Found:
    if child.new is None:
        raise Refused(Verdict())  # the report's own verdict says that this child is unknown
    file = access.open_file(unit_id=intake_unit().id, is_protected=False, actor=actor, at=at)
    eyes = _seeing_also(file.id, actor)
    child_id = people.register_child(file_id=file.id, person=child.new, actor=eyes, at=at)
    return _Found(file.id, child_id, child.about, eyes)


def _reach(child_id: int, file_id: int, about: str, actor: Viewer, at: datetime) -> _Found:
    """The child's own file, wherever it is: open to the receiver for a day, and running again if it was closed."""
    if not files_of(file_ids=[file_id], viewer=actor):
        _open(file_id, actor, at)
    eyes = _seeing_also(file_id, actor)
    if file_of(file_id=file_id, viewer=eyes).is_closed:
        access.reopen_file(file_id=file_id, actor=eyes, at=at)
    return _Found(file_id, child_id, about, eyes)


def _open(file_id: int, actor: Viewer, at: datetime) -> None:
    if actor.employee_id is None:
        also_see(file_id)  # a system run delivers, and sees nothing afterwards
    else:
        access.grant_received(file_id=file_id, reason=_GROUND, actor=actor, at=at)


def _seeing_also(file_id: int, actor: Viewer) -> Viewer:
    """The receiver with the access that she was just given; one who had access already keeps her own ground."""
    if file_of(file_id=file_id, viewer=actor).ground is not None:
        return actor
    return replace(actor, files=(*actor.files, (file_id, Ground.RECEIVED)))


# --- The family -------------------------------------------------------------------------------------------------------


def _with_guardians(
    child: _Found, guardians: Iterable[NewPerson], written: dict[NewPerson, int], at: datetime
) -> _Found:
    """Write down those guardians who are not there. `written` are those of the report's earlier children, by person."""
    file = file_of(file_id=child.file_id, viewer=child.eyes)
    there = guardians_of_file(file_id=file.id, on=local_date(at), viewer=child.eyes, reveal=True)
    missing = [guardian for guardian in guardians if not any(_is_same(guardian, each, at) for each in there)]
    if not user_can_write(file=file, viewer=child.eyes):
        return replace(child, about=_named_in(child.about, missing))
    for guardian in missing:
        written[guardian] = _add_guardian(child, written.get(guardian, guardian), at)
    return child


def _add_guardian(child: _Found, guardian: NewPerson | int, at: datetime) -> int:
    before = {each.id for each in guardians_of_file(file_id=child.file_id, on=local_date(at), viewer=child.eyes)}
    people.add_relation(
        file_id=child.file_id,
        other=guardian,
        kind=RelationKind.GUARDIAN,
        lives_together=False,
        starts_on=None,
        note="",
        actor=child.eyes,
        at=at,
    )
    after = {each.id for each in guardians_of_file(file_id=child.file_id, on=local_date(at), viewer=child.eyes)}
    return (after - before).pop()


def _is_same(typed: NewPerson, there: PersonView, at: datetime) -> bool:
    """The same adult: by number when both have one, else by name."""
    number = _number(typed.number, at)
    if number and there.number:
        return number == there.number
    return f"{typed.given_name} {typed.family_name}".split() == there.name.split()


def _number(typed: str | None, at: datetime) -> str | None:
    try:
        return parse(typed, on=local_date(at)).value if typed else None
    except NotAPersonalNumber:
        return None


def _named_in(about: str, guardians: list[NewPerson]) -> str:
    """A receiver with a conflict of interest writes nothing but the report: there it says who the guardians are."""
    names = [
        f"{each.given_name} {each.family_name}".strip() for each in guardians if each.protection is Protection.NONE
    ]
    return "\n\n".join([about, f"Vårdnadshavare enligt anmälan: {', '.join(names)}."]).strip() if names else about


def _relate_siblings(found: list[_Found], at: datetime) -> None:
    """Children of one household stand as siblings in each other's files."""
    for child, other in permutations(found, 2):
        siblings = siblings_of_file(file_id=child.file_id, on=local_date(at), viewer=child.eyes)
        is_there = any(each.id == other.child_id for each in siblings) or child.child_id == other.child_id
        if not is_there and user_can_write(file=file_of(file_id=child.file_id, viewer=child.eyes), viewer=child.eyes):
            people.add_relation(
                file_id=child.file_id,
                other=other.child_id,
                kind=RelationKind.SIBLING,
                lives_together=True,
                starts_on=None,
                note="",
                actor=child.eyes,
                at=at,
            )
