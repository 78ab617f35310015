"""Who works in Norrham: units, employees and their roles. Nobody here exists."""

from dataclasses import dataclass

from skyddsnat.foundation.staff.types import Role


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit as it is set up. `key` is its name in this package."""

    key: str
    name: str
    phone: str
    receives_reports: bool = False


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here. `years` in the profession when the story begins."""

    key: str
    name: str
    roles: tuple[tuple[Role, str], ...]
    years: int = 0
    handles_protected: bool = False


INTAKE, CHILDREN_1, CHILDREN_2, YOUTH, BOARD = "intake", "children1", "children2", "youth", "board"
CASEWORK_UNITS = (CHILDREN_1, CHILDREN_2, YOUTH)

UNITS = (
    NewUnit(INTAKE, "Mottagning", "0699-555 10", receives_reports=True),
    NewUnit(CHILDREN_1, "Barn 1", "0699-555 11"),
    NewUnit(CHILDREN_2, "Barn 2", "0699-555 12"),
    NewUnit(YOUTH, "Ungdom", "0699-555 13"),
    NewUnit(BOARD, "Nämnden", "0699-555 01"),
)

COLLEAGUES = (
    Colleague("ines", "Ines Wallin", ((Role.INTAKE_WORKER, INTAKE),), 6, handles_protected=True),
    Colleague("bashir", "Bashir Noori", ((Role.INTAKE_WORKER, INTAKE),), 2),
    Colleague("hedda", "Hedda Strand", ((Role.INTAKE_WORKER, INTAKE),), 0),
    Colleague("mats", "Mats Rönn", ((Role.UNIT_MANAGER, INTAKE), (Role.INTAKE_WORKER, INTAKE)), 17),
    Colleague("maria", "Maria Sand", ((Role.CASEWORKER, CHILDREN_2),), 4),
    Colleague("viktor", "Viktor Alm", ((Role.CASEWORKER, CHILDREN_2),), 1),
    Colleague("petra", "Petra Nyberg", ((Role.CASEWORKER, CHILDREN_2),), 8),
    Colleague("anja", "Anja Kvist", ((Role.CASEWORKER, CHILDREN_2),), 5, handles_protected=True),
    Colleague("johan", "Johan Lind", ((Role.SENIOR, CHILDREN_2),), 12),
    Colleague("katarina", "Katarina Blom", ((Role.UNIT_MANAGER, CHILDREN_2),), 15),
    Colleague("sofie", "Sofie Hallin", ((Role.CASEWORKER, CHILDREN_1),), 3),
    Colleague("emil", "Emil Fors", ((Role.CASEWORKER, CHILDREN_1),), 0),
    Colleague("zahra", "Zahra Amini", ((Role.SENIOR, CHILDREN_1),), 9),
    Colleague("birgit", "Birgit Ek", ((Role.UNIT_MANAGER, CHILDREN_1),), 22),
    Colleague("tove", "Tove Asp", ((Role.CASEWORKER, YOUTH),), 2),
    Colleague("dan", "Dan Björk", ((Role.CASEWORKER, YOUTH),), 7),
    Colleague("ylva", "Ylva Sten", ((Role.SENIOR, YOUTH),), 14),
    Colleague("harald", "Harald Vik", ((Role.UNIT_MANAGER, YOUTH),), 11),
    Colleague("gun", "Gun Moberg", ((Role.COMMITTEE_MEMBER, BOARD),)),
    Colleague("sten", "Sten Dahl", ((Role.COMMITTEE_MEMBER, BOARD),)),
    Colleague("olof", "Olof Granath", ((Role.CHAIR_ON_CALL, BOARD), (Role.COMMITTEE_MEMBER, BOARD))),
    Colleague("rut", "Rut Ahl", ((Role.REGISTRAR, BOARD),)),
    Colleague("leif", "Leif Palm", ((Role.LOG_REVIEWER, BOARD),)),
    Colleague("signe", "Signe Ros", ((Role.DATA_ANALYST, BOARD),)),
    Colleague("ali", "Ali Tahan", ((Role.ADMINISTRATOR, BOARD),)),
    Colleague("siv", "Siv Ekdal", ((Role.SAFETY_ADMINISTRATOR, BOARD),)),
    Colleague(
        "peder",
        "Peder Gran",
        tuple((Role.SAFETY_REPRESENTATIVE, unit) for unit in (CHILDREN_2, CHILDREN_1, INTAKE, YOUTH)),
    ),
    Colleague("greta", "Greta Flod", ((Role.SAFETY_COMMISSION, BOARD),)),
)

MANAGERS = {INTAKE: "mats", CHILDREN_1: "birgit", CHILDREN_2: "katarina", YOUTH: "harald"}
SENIORS = {CHILDREN_1: "zahra", CHILDREN_2: "johan", YOUTH: "ylva"}
WORKERS = {
    CHILDREN_1: ("sofie", "emil", "zahra"),
    CHILDREN_2: ("petra", "anja", "viktor", "maria"),
    YOUTH: ("tove", "dan"),
}
UNIT_OF = {key: unit for unit, keys in WORKERS.items() for key in keys} | {"johan": CHILDREN_2, "ylva": YOUTH}
RECEIVERS = ("ines", "bashir", "hedda")
