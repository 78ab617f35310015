"""Staff, units and the delegation order in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.types import KIND_NAMES, LEVEL_NAMES, DelegationView, Kind, MeetingView, ServiceView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import ROLE_NAMES, HoldingView, Role, StaffView, UnitView
from skyddsnat.law.citations import citation_of
from skyddsnat.law.deciding import DecisionRight
from skyddsnat.law.decision_rights_care import CARE_RIGHTS
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Confirm, Tab, Table, Tone
from skyddsnat.web.presenters import rule_link, said

DAY = timedelta(days=1)
Subject = tuple[Kind, str, tuple[ServiceView, ...]]


def tabs(current: str, viewer: Viewer) -> list[Tab]:
    """The pages that the viewer may open."""
    pages = [
        ("staff:staff", _("Personal"), viewer.has_role(Role.ADMINISTRATOR)),
        ("staff:units", _("Enheter"), viewer.has_role(Role.ADMINISTRATOR)),
        ("staff:order", _("Delegationsordning"), True),
        ("staff:meetings", _("Mötesdagar"), True),
    ]
    return [Tab(label=label, url=reverse(name), is_current=name == current) for name, label, may in pages if may]


def _table(caption: str, columns: Sequence[Column], rows: Iterable[tuple[Cell, ...]]) -> Table | None:
    found = tuple(rows)
    return Table(caption=caption, columns=tuple(columns), rows=found) if found else None


def _columns(*labels: str, do: bool = False) -> tuple[Column, ...]:
    last = (Column(label=_("Gör"), is_hidden=True),) if do else ()
    return (*(Column(label=label) for label in labels), *last)


# --- Staff ------------------------------------------------------------------------------------------------------------


def staff_table(people: Sequence[StaffView], *, today: date) -> Table | None:
    """Those who work here."""
    columns = _columns(_("Namn"), _("Tjänstekod"), _("Roller"), _("I yrket"))
    rows = (_person_row(each, today) for each in people if each.is_active)
    return _table(_("Anställda"), columns, rows)


def former_table(people: Sequence[StaffView], *, today: date) -> Table | None:
    """Those who have left: what they wrote and signed stays theirs."""
    rows = (_person_row(each, today)[:2] for each in people if not each.is_active)
    return _table(_("Har slutat"), _columns(_("Namn"), _("Tjänstekod")), rows)


def _person_row(who: StaffView, today: date) -> tuple[Cell, ...]:
    roles = who.roles_on(today)
    chips = () if who.has_password or not who.is_active else (Chip(text=_("Kan inte logga in"), tone=Tone.SOON),)
    return (
        Cell(text=who.name, url=reverse("staff:employee", args=[who.id]), chips=chips),
        Cell(text=who.service_code),
        Cell(text=formats.list_of([role_words(held) for held in roles]) or _("Ingen roll i dag")),
        Cell(text=_years(who, today)),
    )


def role_words(held: HoldingView) -> str:
    """«Socialsekreterare (Barn 2)»."""
    return f"{said(ROLE_NAMES[held.role])} ({held.unit})"


def _years(who: StaffView, today: date) -> str:
    if who.in_profession_since is None:
        return _("Ej angivet")
    return formats.amount(max(0, formats.years_old(who.in_profession_since, today=today)), "year")


def facts(who: StaffView, *, today: date) -> list[tuple[str, str]]:
    """What is known of the employee here, and no more."""
    return [
        (_("Användarnamn"), who.username),
        (_("Tjänstekod"), who.service_code),
        (_("I yrket"), _years(who, today)),
        (_("Barn med skyddade uppgifter"), _("Tar emot") if who.handles_protected else _("Tar inte emot")),
        (_("E-post i arbetet"), who.work_email or _("Saknas: larm når inte fram")),
        (_("Inloggning"), _login(who)),
    ]


def _login(who: StaffView) -> str:
    if not who.is_active:
        return _("Avstängd")
    return _("Har lösenord") if who.has_password else _("Har inget lösenord än")


def role_table(who: StaffView, *, today: date) -> Table | None:
    """Every role, those that run first."""
    columns = _columns(_("Roll"), _("Enhet"), _("Tid"), do=True)
    return _table(_("Roller"), columns, (_role_row(held, who, today) for held in who.holdings))


def _role_row(held: HoldingView, who: StaffView, today: date) -> tuple[Cell, ...]:
    last = held.ends_on - DAY if held.ends_on else None
    runs = who.is_active and (held.ends_on is None or today < held.ends_on)
    role = said(ROLE_NAMES[held.role])
    end = Action(label=_("Avsluta"), url=reverse("staff:role-end", args=[held.id]), describes=role)
    return (
        Cell(text=role),
        Cell(text=held.unit),
        Cell(text=_time(held.starts_on, last, today), title=formats.exact(held.starts_on)),
        Cell(text="", action=end if runs else None),
    )


def _time(first: date, last: date | None, today: date) -> str:
    begins = formats.day(first, today=today)
    if last is None:
        return _("Från {first}, tills vidare").format(first=begins)
    return _("{first} till och med {last}").format(first=begins, last=formats.day(last, today=today))


def unit_options(units: Mapping[int, UnitView]) -> list[tuple[str, str]]:
    """The units to choose among."""
    return [(str(unit.id), unit.name) for unit in units.values()]


def password_question(who: StaffView) -> Confirm:
    """Asked once: the password that is there now stops opening."""
    return Confirm(
        title=_("Nytt startlösenord"),
        subtitle=who.name,
        text=_(
            "Ett lösenord görs och visas en gång. Det gamla slutar gälla. Vid första inloggningen väljs ett eget. Säg "
            "eller lämna det till personen själv, aldrig i ett mejl."
        ),
        verb=_("Gör ett startlösenord"),
        cancel_url=reverse("staff:employee", args=[who.id]),
    )


def left_question(who: StaffView) -> Confirm:
    """Asked once before somebody is shut out."""
    return Confirm(
        title=_("Avsluta anställningen"),
        subtitle=who.name,
        text=_(
            "{name} kan inte logga in mer och alla roller slutar i dag. Det som är skrivet och underskrivet står kvar. "
            "Barn som {name} ansvarar för visas för enhetschefen som barn som ingen har ansvar för: låt ärendena "
            "lämnas över först."
        ).format(name=who.name),
        verb=_("Avsluta anställningen"),
        cancel_url=reverse("staff:employee", args=[who.id]),
        is_grave=True,
    )


# --- Units ------------------------------------------------------------------------------------------------------------


def unit_table(units: Mapping[int, UnitView]) -> Table | None:
    """Every unit."""
    rows = (
        (
            Cell(text=unit.name),
            Cell(text=unit.phone or _("Ej angivet")),
            Cell(text=_("Ja") if unit.receives_reports else _("Nej")),
        )
        for unit in units.values()
    )
    return _table(_("Enheter"), _columns(_("Namn"), _("Telefon"), _("Tar emot orosanmälningar")), rows)


# --- The delegation order ---------------------------------------------------------------------------------------------


def subject_options(subjects: Sequence[Subject], *, today: date) -> list[tuple[str, str]]:
    """What a line may be about, each with its section; then the sections of the Acts on care without consent."""
    services = [(f"{kind.value}|{section}", _subject(kind, section, found)) for kind, section, found in subjects]
    care = [
        (f"{Kind.SERVICE.value}|{right.section}", f"{right.section} · {said(right.matter)}") for right in _care(today)
    ]
    return [*services, *care]


def _subject(kind: Kind, section: str, found: tuple[ServiceView, ...]) -> str:
    names = ", ".join(said(each.title) for each in found)
    return f"{section} · {said(KIND_NAMES[kind])}{': ' + names if names else ''}"


def _care_option(right: DecisionRight) -> tuple[str, str]:
    return f"{Kind.SERVICE.value}|{right.section}", f"{right.section} · {said(right.matter)}"


def _care(today: date) -> Iterable[DecisionRight]:
    """The rights of today and those to come: a line may be entered before its Act is in force."""
    found = {right.section: right for right in CARE_RIGHTS if right.valid_to is None or today < right.valid_to}
    return found.values()


def order_table(lines: Sequence[DelegationView], subjects: Sequence[Subject], *, today: date) -> Table | None:
    """The order in force on a day. What no line gives away stays with the board."""
    care = {(Kind.SERVICE, right.section): said(right.matter) for right in CARE_RIGHTS}
    names = {(kind, section): ", ".join(said(each.title) for each in found) for kind, section, found in subjects}
    columns = _columns(_("Nummer"), _("Vad som beslutas"), _("Lagrum"), _("Lägst"), _("Tid"), do=True)
    return _table(_("Delegationsordningen"), columns, (_line_row(line, care | names, today) for line in lines))


def _line_row(line: DelegationView, names: Mapping[tuple[Kind, str], str], today: date) -> tuple[Cell, ...]:
    last = line.valid_to - DAY if line.valid_to else None
    section = rule_link("", _citation(line.section, line.valid_from))
    end = Action(label=_("Avsluta"), url=reverse("staff:order-end", args=[line.id]), describes=line.reference)
    is_open = line.valid_to is None or today < line.valid_to
    return (
        Cell(text=line.reference),
        Cell(text=said(KIND_NAMES[line.kind]), detail=names.get((line.kind, line.section), "")),
        Cell(text=section.label, url=section.url),
        Cell(text=said(LEVEL_NAMES[line.level])),
        Cell(text=_time(line.valid_from, last, today), title=formats.exact(line.valid_from)),
        Cell(text="", action=end if is_open else None),
    )


def _citation(section: str, on: date) -> str:
    """«22 kap. 2 § SoL»; the key itself for a day of the Act before, whose numbers were others."""
    return citation_of(section, on)


def meeting_table(found: Sequence[MeetingView], viewer: Viewer, *, today: date) -> Table | None:
    """The meetings to come; a registrar goes on to what each decides."""
    columns = _columns(_("Mötesdag"), _("Vilka som möts"), _("Handlingar senast"))
    return _table(_("Möten framöver"), columns, (_meeting_row(each, viewer, today) for each in found))


def _meeting_row(meeting: MeetingView, viewer: Viewer, today: date) -> tuple[Cell, ...]:
    agenda = reverse("board:agenda", args=[meeting.id]) if viewer.has_role(Role.REGISTRAR) else ""
    return (
        Cell(text=formats.day(meeting.held_on, today=today), url=agenda, title=formats.exact(meeting.held_on)),
        Cell(text=said(LEVEL_NAMES[meeting.level])),
        Cell(text=formats.day(meeting.papers_by, today=today), title=formats.exact(meeting.papers_by)),
    )


def line_words(line: DelegationView) -> str:
    """«4.2: Insats, SoL 13:7, Enhetschef»."""
    return f"{line.reference}: {said(KIND_NAMES[line.kind])}, {line.section}, {said(LEVEL_NAMES[line.level])}"
