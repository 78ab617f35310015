"""Who works here, in which unit, as what: kept by an administrator, who sees no child.

Everything here is about employees at work. Private data of staff has no place (OSL 39:3).
"""

from datetime import date, datetime, timedelta
from secrets import choice

from django.db import transaction

from skyddsnat.foundation.access.actions import close_to_leaver
from skyddsnat.foundation.access.queries import NotOpen, load_viewer
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.oncall.actions import end_recipient
from skyddsnat.foundation.oncall.queries import recipients
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.queries import holders, holding, is_taken, member, units
from skyddsnat.foundation.staff.types import HoldingView, Role, StaffView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

# Read aloud over the telephone without being misheard: no i, l, o, u or figures.
_LETTERS = "abcdefghjkmnpqrstvwxyz"
_GROUPS, _GROUP = 4, 5


def _because(code: str, sv: str, en: str) -> Reason:
    return Reason(f"staff.{code}", Text(sv, en))


_NOT_ADMINISTRATOR = _because(
    "not_administrator", "Personalen läggs upp av systemadministratören.", "Staff is kept by an administrator."
)
_TAKEN = _because(
    "taken",
    "Användarnamnet eller tjänstekoden används redan av någon annan.",
    "Somebody else has that username or service code already.",
)
_UNIT_TAKEN = _because("unit_taken", "Det finns redan en enhet som heter så.", "There is a unit of that name already.")
_HAS_LEFT = _because("has_left", "Anställningen är avslutad.", "The employment has ended.")
_WORKS_HERE = _because("works_here", "Personen är redan anställd.", "The person is employed already.")
_HAS_CHILDREN = _because(
    "has_children",
    "Barn står kvar på personen sedan förra anställningen. Enhetschefen lämnar först över dem till någon annan.",
    "Children are still in the person's care since the former employment. The manager first hands them to another.",
)
_HOLDS_IT = _because(
    "holds_it", "Rollen finns redan i enheten under de dagarna.", "The role is held in the unit in those days already."
)
_ENDED = _because("role_ended", "Rollen har redan slutat.", "The role has ended already.")
_ENDS_BEFORE = _because(
    "ends_before_start", "Sista dagen kan inte vara före den första.", "The last day cannot be before the first."
)
_LAST_ONE = _because(
    "last_administrator",
    "Det är den sista systemadministratören. Utse en annan först.",
    "This is the last administrator. Appoint another first.",
)


def _administrator(viewer: Viewer) -> Reason | None:
    may = viewer.employee_id is None or viewer.has_role(Role.ADMINISTRATOR)
    return None if may else _NOT_ADMINISTRATOR


def add_unit(*, name: str, phone: str, receives_reports: bool, actor: Viewer, at: datetime) -> int:
    """A new unit. Raises `Refused`. Returns its id."""
    name = name.strip()
    Verdict.of(_administrator(actor), _UNIT_TAKEN if is_taken(unit=name) else None).require()
    return staff.add_unit(name=name, phone=phone.strip(), receives_reports=receives_reports, actor=actor, at=at)


@transaction.atomic
def hire(
    *,
    username: str,
    name: str,
    service_code: str,
    in_profession_since: date | None,
    handles_protected: bool,
    role: Role,
    unit_id: int,
    starts_on: date,
    ends_on: date | None,
    actor: Viewer,
    at: datetime,
) -> int:
    """Somebody begins in a unit. She cannot log in until `start_password` has given her one.

    Raises `Refused`. Returns the employee's id.
    """
    taken = is_taken(username=username.strip(), service_code=service_code.strip())
    Verdict.of(_administrator(actor), _TAKEN if taken else None).require()
    employee_id = staff.add_employee(
        username=username.strip(),
        name=name.strip(),
        service_code=service_code.strip(),
        in_profession_since=in_profession_since,
        handles_protected=handles_protected,
        actor=actor,
        at=at,
    )
    give_role(
        employee_id=employee_id, unit_id=unit_id, role=role, starts_on=starts_on, ends_on=ends_on, actor=actor, at=at
    )
    return employee_id


def set_work_email(*, employee_id: int, work_email: str, actor: Viewer, at: datetime) -> None:
    """Where alarms reach somebody at work; empty: nowhere. Raises `NotOpen`, `Refused`."""
    who = member(employee_id=employee_id)
    if who is None:
        raise NotOpen
    Verdict.of(_administrator(actor), None if who.is_active else _HAS_LEFT).require()
    staff.set_work_email(employee_id=employee_id, work_email=work_email.strip(), actor=actor, at=at)


@transaction.atomic
def give_role(
    *,
    employee_id: int,
    unit_id: int,
    role: Role,
    starts_on: date,
    ends_on: date | None,
    actor: Viewer,
    at: datetime,
) -> int:
    """The employee holds the role in the unit from `starts_on` until, not including, `ends_on`; None: until further.

    Raises `NotOpen`, `Refused`. Returns the holding's id.
    """
    who = _member(employee_id)
    if unit_id not in units():
        raise NotOpen
    meets = any(_meets(held, unit_id, role, starts_on, ends_on) for held in who.holdings)
    Verdict.of(
        _administrator(actor),
        None if who.is_active else _HAS_LEFT,
        _HOLDS_IT if meets else None,
        _ENDS_BEFORE if ends_on is not None and ends_on <= starts_on else None,
    ).require()
    given = staff.give_role(
        employee_id=employee_id, unit_id=unit_id, role=role, starts_on=starts_on, actor=actor, at=at
    )
    if ends_on is not None:
        staff.end_role(holding_id=given, ends_on=ends_on, actor=actor, at=at)
    return given


def _meets(held: HoldingView, unit_id: int, role: Role, starts_on: date, ends_on: date | None) -> bool:
    same = (held.unit_id, held.role) == (unit_id, role)
    before = held.ends_on is not None and held.ends_on <= starts_on
    after = ends_on is not None and ends_on <= held.starts_on
    return same and not before and not after


@transaction.atomic
def end_role(*, holding_id: int, ends_on: date, actor: Viewer, at: datetime) -> None:
    """The role ends before that day. Raises `NotOpen`, `Refused`."""
    held = holding(holding_id=holding_id)
    if held is None:
        raise NotOpen
    is_over = held.ends_on is not None and held.ends_on <= local_date(at)
    is_last = held.role is Role.ADMINISTRATOR and not _others(held.employee_id, ends_on)
    Verdict.of(
        _administrator(actor),
        _ENDED if is_over else None,
        _ENDS_BEFORE if ends_on <= held.starts_on else None,
        _LAST_ONE if is_last else None,
    ).require()
    staff.end_role(holding_id=holding_id, ends_on=ends_on, actor=actor, at=at)


def _others(employee_id: int, on: date) -> bool:
    """Whether somebody else is an administrator on the day."""
    return any(each.id != employee_id for each in holders(roles=(Role.ADMINISTRATOR,), on=on))


@transaction.atomic
def start_password(*, employee_id: int, actor: Viewer, at: datetime) -> str:
    """A password to begin with, made by chance; at the first login she must choose her own.

    It is kept nowhere: shown once, by whoever calls. Raises `NotOpen`, `Refused`.
    """
    who = _member(employee_id)
    Verdict.of(_administrator(actor), None if who.is_active else _HAS_LEFT).require()
    groups = ("".join(choice(_LETTERS) for _letter in range(_GROUP)) for _group in range(_GROUPS))
    password = "-".join(groups)
    staff.set_password(employee_id=employee_id, password=password, must_change=True, actor=actor, at=at)
    return password


@transaction.atomic
def end_employment(*, employee_id: int, actor: Viewer, at: datetime) -> None:
    """Somebody has left: nothing opens any more, and every role ends today. Raises `NotOpen`, `Refused`.

    What was opened for a time closes, and no on-call extract is sealed to her any more: if she is taken back, all of it
    is given anew or not at all.

    Children whom she was responsible for are shown to the manager as having no one in charge (lesson 12).
    """
    who, today = _member(employee_id), local_date(at)
    is_administrator = any(held.role is Role.ADMINISTRATOR for held in who.roles_on(today))
    Verdict.of(
        _administrator(actor),
        None if who.is_active else _HAS_LEFT,
        _LAST_ONE if is_administrator and not _others(employee_id, today + timedelta(days=1)) else None,
    ).require()
    for each in recipients(viewer=actor):
        if each.employee_id == employee_id:
            end_recipient(recipient_id=each.id, actor=actor, at=at)
    staff.end_employment(employee_id=employee_id, on=today, actor=actor, at=at)
    close_to_leaver(employee_id=employee_id, actor=actor, at=at)


@transaction.atomic
def take_back(
    *,
    employee_id: int,
    role: Role,
    unit_id: int,
    starts_on: date,
    ends_on: date | None,
    handles_protected: bool,
    actor: Viewer,
    at: datetime,
) -> None:
    """Somebody who had left begins again, under the same service code, with a role from a day on.

    What she could see before does not open again by itself: children whom she was responsible for are handed to others
    first. She cannot log in until `start_password` has given her one. Raises `NotOpen`, `Refused`.
    """
    who = _member(employee_id)
    Verdict.of(_administrator(actor), _WORKS_HERE if who.is_active else None).require()
    staff.take_back(employee_id=employee_id, handles_protected=handles_protected, actor=actor, at=at)
    # Asked of the database after the change, because nobody sees what somebody who has left would see.
    seen = load_viewer(employee_id=employee_id, at=at)
    Verdict.of(_HAS_CHILDREN if seen is not None and seen.assigned_ids else None).require()
    give_role(
        employee_id=employee_id, unit_id=unit_id, role=role, starts_on=starts_on, ends_on=ends_on, actor=actor, at=at
    )


def _member(employee_id: int) -> StaffView:
    found = member(employee_id=employee_id)
    if found is None:
        raise NotOpen
    return found
