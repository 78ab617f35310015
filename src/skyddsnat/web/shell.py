"""What stands around every page: navigation with its counts, who I am, and the ways that are always there."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from skyddsnat.domains.survey.permissions import READERS
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import ask_due_until, ask_reports_waiting
from skyddsnat.foundation.drafts.queries import ask_draft_ids
from skyddsnat.foundation.oncall.types import ON_CALL
from skyddsnat.foundation.staff.types import CASEWORK, ROLE_NAMES, Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.addresses import address
from skyddsnat.web.components import Action, NavItem
from skyddsnat.web.presenters import said

DECIDERS = (Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
KEEPERS = (Role.REGISTRAR, Role.ADMINISTRATOR)
ELECTED = (Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL)
REGISTERS = (*CASEWORK, Role.UNIT_MANAGER)
DAYS_AHEAD = 7


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html`. Pages without a viewer (login, errors) get the banner alone."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    context: dict[str, Any] = {"is_demo": settings.IS_DEMO}
    if viewer is None:
        return context
    at: datetime = request.at  # type: ignore[attr-defined]  # set together with the viewer
    return context | {
        "nav": navigation(viewer, at, _current(request)),
        "viewer_label": viewer_label(viewer),
        "threat_url": address("safety:report"),
        "main_action": _main_action(viewer),
    }


def viewer_label(viewer: Viewer) -> str:
    """«Socialsekreterare», or the first of several roles in the order of the roles."""
    held = {role for role, _unit in viewer.roles}
    first = next((role for role in Role if role in held), None)
    return f"{viewer.name} · {said(ROLE_NAMES[first])}" if first else viewer.name


def _main_action(viewer: Viewer) -> Action | None:
    return Action(label=_("Ny orosanmälan"), url=address("intake:new")) if viewer.has_role(*REGISTERS) else None


def _current(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


def navigation(viewer: Viewer, at: datetime, current: str) -> list[NavItem]:
    """The ways of this viewer, each with its count where a count says something."""
    due, waiting, drafts = _counts(viewer, at)
    manages = viewer.has_role(Role.UNIT_MANAGER)
    oversees = viewer.has_role(*ELECTED) and not manages  # a manager has it among the unit's pages
    has_board = viewer.has_role(Role.SAFETY_COMMISSION)  # others who see it reach it from the list of incidents
    is_on_board = has_board and current.startswith("safety:board")
    entries: list[tuple[bool, NavItem]] = [
        (True, _item(_("Min dag"), "home", current, due or None, _("frister"))),
        (
            viewer.has_role(*REGISTERS),
            _item(_("Nya anmälningar"), "intake:list", current, waiting or None, _("att bedöma"), is_alarm=True),
        ),
        (
            viewer.has_role(*CASEWORK),
            _item(_("Mina barn"), "children:mine", current, len(viewer.assigned_ids), _("barn")),
        ),
        (viewer.has_role(*DECIDERS), _item(_("Att besluta"), "decisions:waiting", current)),
        (viewer.has_role(*CASEWORK, *DECIDERS), _item(_("Jour"), "board:oncall", current)),
        (viewer.has_role(*ON_CALL, Role.ADMINISTRATOR), _item(_("Jourutdrag"), "oncall:extract", current)),
        (viewer.has_role(*REGISTERS, Role.CHAIR_ON_CALL), _item(_("Polis"), "police:list", current)),
        (viewer.has_role(*DECIDERS, Role.REGISTRAR), _item(_("Möten"), "board:meetings", current)),
        (viewer.has_role(*DECIDERS), _item(_("Skyddet"), "board:safeguards", current)),
        (viewer.has_role(*KEEPERS), _item(_("Två handläggare"), "board:two", current)),
        (viewer.has_role(*KEEPERS), _item(_("Förordnanden"), "board:appointments", current)),
        (True, _item(_("Utkast"), "drafts", current, drafts or None, _("utkast"))),
        (manages, _item(_("Enheten"), "unit:unit", current, starts_group=True)),
        (oversees, _item(_("Överblick"), "unit:overview", current, starts_group=True)),
        (has_board, _item(_("Säkerhetstavlan"), "safety:board", current)),
        (True, _item(_("Hot och våld"), "safety:list", current, holds="" if is_on_board else "safety:")),
        (True, _item(_("Siffror"), "figures:list", current, holds="figures:")),
        (viewer.has_role(*READERS), _item(_("Enkäter"), "survey:list", current, holds="survey:")),
        (True, _item(_("Lagrum och frister"), "rules:rules", current, starts_group=not (manages or oversees))),
        (True, _item(_("Namnskydd"), "staff:names", current)),
        (viewer.is_log_reviewer, _item(_("Logg"), "log:log", current)),
        (viewer.has_role(Role.ADMINISTRATOR), _item(_("Personal"), "staff:staff", current)),
        (
            viewer.has_role(Role.REGISTRAR) and not viewer.has_role(Role.ADMINISTRATOR),
            _item(_("Delegationsordning"), "staff:order", current),
        ),
    ]
    return [item for is_shown, item in entries if is_shown]


def _is_journey(name: str, current: str) -> bool:
    """Whether the page belongs to a journey that has one entry, its first page: "unit:clocks" under "unit:unit"."""
    journey, _colon, page = name.partition(":")
    return page == journey and current.startswith(f"{journey}:")


def _counts(viewer: Viewer, at: datetime) -> tuple[int, int, int]:
    """Due soon on the viewer's own children, reports that wait, drafts: three numbers for one statement."""
    found = ask(
        viewer=viewer,
        due=ask_due_until(day=local_date(at) + timedelta(days=DAYS_AHEAD), viewer=viewer),
        waiting=ask_reports_waiting(viewer=viewer),
        drafts=ask_draft_ids(viewer=viewer),
    )
    return len(found["due"]), len(found["waiting"]), len(found["drafts"])


def _item(
    label: str,
    name: str,
    current: str,
    count: int | None = None,
    meaning: str = "",
    *,
    is_alarm: bool = False,
    starts_group: bool = False,
    holds: str = "",
) -> NavItem:
    """One way. `holds`: the beginning of the names of pages that are reached from it and have no way of their own."""
    return NavItem(
        label=label,
        url=address(name),
        count=count,
        count_meaning=meaning,
        is_current=name == current or _is_journey(name, current) or bool(holds) and current.startswith(holds),
        is_alarm=is_alarm and bool(count),
        starts_group=starts_group,
    )
