"""Needs of police help, what a request may rest on, and the figures."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q, QuerySet

from skyddsnat.domains.compulsory.models import Case, Matter, PoliceNeed
from skyddsnat.domains.compulsory.queries.appointments import (
    appointment_of,
    appointment_rows,
    appointment_view,
    appointments_on,
)
from skyddsnat.domains.compulsory.queries.chain import measure
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.queries.rows import ask_rows
from skyddsnat.domains.compulsory.rules import police as rules
from skyddsnat.domains.compulsory.rules.board import carried_sections
from skyddsnat.domains.compulsory.types.board import AppointmentView, MatterOutcome, MatterState, ReachableView
from skyddsnat.domains.compulsory.types.chain import MeasureView
from skyddsnat.domains.compulsory.types.police import (
    Attendance,
    Effect,
    NeedState,
    NotAsked,
    PoliceAnswer,
    PoliceFigures,
    PoliceFor,
    PoliceNeedView,
    PoliceRequest,
    WhyAnswer,
)
from skyddsnat.foundation.access.asking import Question, ask
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import holders
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date, start_of_day
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import Act
from skyddsnat.law.police_help import Asker, HelpFor, PoliceHelp, police_help

_CODES = ("requested", "not_asked", "answer", "answer_why", "attendance", "effect")


def police_need(*, need_id: int, viewer: Viewer) -> PoliceNeedView:
    """One need. Raises `NotOpen`."""
    found = _views(PoliceNeed.objects.filter(pk=need_id))
    if not found:
        raise NotOpen
    return found[0]


def police_needs_of_case(*, case_id: int, viewer: Viewer) -> list[PoliceNeedView]:
    """Every need of the case, the latest first."""
    return _views(PoliceNeed.objects.filter(case_id=case_id))


def police_needs(*, viewer: Viewer, unit_ids: Iterable[int] | None = None, most: int = 100) -> list[PoliceNeedView]:
    """Needs in the files open to the viewer, or in those of them that the units have; the latest first."""
    rows = PoliceNeed.objects.all()
    if unit_ids is not None:
        rows = rows.filter(file__unit_id__in=list(unit_ids))
    return _views(rows, most)


def request_verdict(
    *, need_id: int, request: PoliceRequest, at: datetime, viewer: Viewer, matter_id: int | None = None
) -> Verdict:
    """Every reason why the police may not be asked, and then the other lawful ways (codes "….police.instead.…").

    `matter_id` is a matter in which the board itself has decided to ask. Raises `NotOpen`.
    """
    need = police_need(need_id=need_id, viewer=viewer)
    found = measure_of(need=need, viewer=viewer)
    return request_verdict_of(need=need, found=found, request=request, at=at, viewer=viewer, matter_id=matter_id)


def request_verdict_of(
    *,
    need: PoliceNeedView,
    found: MeasureView | None,
    request: PoliceRequest,
    at: datetime,
    viewer: Viewer,
    matter_id: int | None = None,
) -> Verdict:
    """The same, for a need that is already read, with `found`, the measure it is about."""
    pair = pair_verdict(file_id=need.file_id, at=at, viewer=viewer)
    standing = standing_of(need=need, found=found, matter_id=matter_id, at=at, viewer=viewer)
    return rules.requesting(need, request, standing) + pair


def standing_of(
    *, need: PoliceNeedView, found: MeasureView | None, matter_id: int | None, at: datetime, viewer: Viewer
) -> rules.Standing:
    """What a request would rest on at `at`: the measure, the Act of the day, and by what right the viewer asks."""
    on = local_date(at)
    help_ = help_of(found, on)
    held = ask(
        viewer=viewer,
        closed=ask_rows(Case.objects.filter(pk=need.case_id), lambda row: row.closed_at is not None),
        own=_ask_own_appointment(help_, on, viewer),
    )
    asker = rules.asker_of(
        help_,
        need.purpose,
        for_board=matter_id is not None and _decided_to_ask(need, help_).filter(pk=matter_id).exists(),
        is_chair=viewer.has_role(Role.CHAIR_ON_CALL),
        is_appointed=bool(held["own"]),
    )
    if not held["closed"]:
        raise NotOpen
    return rules.Standing(
        is_closed=held["closed"][0],
        in_force=found.in_force(at) if found else None,
        help_=help_,
        asker=asker,
        on=on,
    )


def measure_of(*, need: PoliceNeedView, viewer: Viewer) -> MeasureView | None:
    """The measure that the need is about, if any."""
    return measure(measure_id=need.measure_id, viewer=viewer) if need.measure_id else None


def help_of(found: MeasureView | None, on: date) -> PoliceHelp | None:
    """Who may ask the police for help with the measure on the day, by the Act that governs it."""
    return police_help(found.statute, on) if found else None


def own_appointment(*, help_: PoliceHelp | None, on: date, viewer: Viewer) -> AppointmentView | None:
    """The viewer's own appointment to ask the police on the day, if she has one."""
    if help_ is None or viewer.employee_id is None:
        return None
    return appointment_of(employee_id=viewer.employee_id, section=help_.section, on=on)


def _ask_own_appointment(help_: PoliceHelp | None, on: date, viewer: Viewer) -> Question[AppointmentView]:
    rows = appointment_rows(on=on, section=help_.section if help_ else "", employee_id=viewer.employee_id or 0)
    return ask_rows(rows, appointment_view, {"employee": ("name", "service_code")})


def requesters(*, need_id: int, on: date, viewer: Viewer) -> list[ReachableView]:
    """Who may ask the police for this need on the day, beside the board itself. Raises `NotOpen`."""
    need = police_need(need_id=need_id, viewer=viewer)
    help_ = help_of(measure_of(need=need, viewer=viewer), on)
    askers = help_.askers.get(HelpFor(need.purpose.value), ()) if help_ else ()
    chairs = holders(roles=(Role.CHAIR_ON_CALL,), on=on) if Asker.CHAIR in askers else []
    appointed = appointments_on(on=on, section=help_.section) if help_ and Asker.APPOINTED in askers else []
    return [
        *(ReachableView(each.id, each.name, each.service_code, "") for each in chairs),
        *(ReachableView(each.employee_id, each.name, each.service_code, each.reference) for each in appointed),
    ]


def board_asks(*, need: PoliceNeedView, found: MeasureView | None, on: date, viewer: Viewer) -> int | None:
    """The matter in which the board has decided to ask for this need's measure, the latest; None while it has not."""
    rows = _decided_to_ask(need, help_of(found, on))
    return rows.order_by("-decided_at", "-pk").values_list("pk", flat=True).first()


def _decided_to_ask(need: PoliceNeedView, help_: PoliceHelp | None) -> QuerySet[Matter]:
    """The board's decisions to ask for help with the need's measure that no other need has been asked for by.

    One decision carries one request: no source says how far it reaches, and the police are asked anew by a new one.
    """
    if need.measure_id is None or help_ is None:
        return Matter.objects.none()
    sections = carried_sections(help_.section)
    rows = Matter.objects.filter(case_id=need.case_id, measure_id=need.measure_id, act=Act.ASK_POLICE.value)
    decided = rows.filter(state=MatterState.DECIDED.value, section__in=sections)
    asked = PoliceNeed.objects.filter(case_id=need.case_id, matter__isnull=False).exclude(pk=need.id)
    return decided.exclude(outcome=MatterOutcome.REFUSED.value).exclude(pk__in=asked.values("matter"))


# --- Figures ----------------------------------------------------------------------------------------------------------


def police_figures(*, viewer: Viewer, since: date, until: date) -> PoliceFigures:
    """Needs of police help stated from `since` until, not including, `until`, counted.

    Those who answer for units (a manager her own, the elected all) get the units' numbers, past row-level security and
    without a child; anybody else the numbers of the files open to them.
    """
    overseen = viewer.has_role(Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
    return rules.figures(_overseen(since, until) if overseen else _seen(since, until))


def _overseen(since: date, until: date) -> list[rules.Counted]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT requested, not_asked, answer, answer_why, attendance, effect, amount "
            "FROM compulsory_police_numbers(%s, %s)",
            [since, until],
        )
        return [rules.Counted(*row) for row in cursor.fetchall()]


def _seen(since: date, until: date) -> list[rules.Counted]:
    rows = PoliceNeed.objects.filter(needed_at__gte=start_of_day(since), needed_at__lt=start_of_day(until))
    kinds = rows.annotate(requested=Q(requested_at__isnull=False)).values_list(*_CODES)
    return [rules.Counted(*row) for row in kinds.annotate(amount=Count("id")).order_by()]


def _views(rows: QuerySet[PoliceNeed], most: int | None = None) -> list[PoliceNeedView]:
    return [_view(row) for row in rows.order_by("-needed_at", "-id")[:most]]


def _view(row: PoliceNeed) -> PoliceNeedView:
    view = PoliceNeedView(
        id=row.pk,
        case_id=row.case_id,
        measure_id=row.measure_id,
        outing_id=row.outing_id,
        file_id=row.file_id,
        purpose=PoliceFor(row.purpose),
        section=row.section,
        needed_at=row.needed_at,
        stated_by_id=row.stated_by_id,
        request=_request(row),
        appointment_id=row.appointment_id,
        matter_id=row.matter_id,
        requested_at=row.requested_at,
        requested_by_id=row.requested_by_id,
        not_asked=NotAsked(row.not_asked) if row.not_asked else None,
        not_requested_reason=row.not_requested_reason,
        request_document_id=row.request_id,
        planning_document_id=row.planning_data_id,
        answer=PoliceAnswer(row.answer) if row.answer else None,
        answer_why=WhyAnswer(row.answer_why) if row.answer_why else None,
        answer_reason=row.answer_reason,
        answered_at=row.answered_at,
        attendance=Attendance(row.attendance) if row.attendance else None,
        arrived_at=row.arrived_at,
        effect=Effect(row.effect) if row.effect else None,
        afterthought=row.afterthought,
        state=NeedState.STATED,
        version=row.version,
    )
    return replace(view, state=rules.state_of(view))


def _request(row: PoliceNeed) -> PoliceRequest:
    return PoliceRequest(
        place=row.place,
        planned_at=row.planned_at,
        circumstances=row.circumstances,
        why_not_alone=row.why_not_alone,
        risk_to_child=row.risk_to_child,
        childs_interests=row.childs_interests,
    )
