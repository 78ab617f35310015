"""Children with files: Alma (8, with her mother Eva), Elsa (16), Hugo (4), and four whom the board takes care of.

Everybody is made through the product's own actions.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tests.factories.staff import MORNING, Office

from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people.queries import relations_of_file
from skyddsnat.domains.people.types import NewPerson, Protection, RelationKind
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part

CHILDREN: dict[str, NewPerson] = {
    "alma": NewPerson(given_name="Alma", family_name="Åkerlund", number="20180412-TF12", sex="f", school="Lindskolan"),
    "elsa": NewPerson(given_name="Elsa", family_name="Öberg", number="20100903-TF40", sex="f", school="Åskolan"),
    "hugo": NewPerson(given_name="Hugo", family_name="Ekberg", number="20220130-TF07", sex="m"),
    "moa": NewPerson(given_name="Moa", family_name="Lundh", number="20110822-TF31", sex="f", school="Åskolan"),
    "nils": NewPerson(given_name="Nils", family_name="Sand", number="20230517-TF08", sex="m"),
    "sam": NewPerson(given_name="Sam", family_name="Westin", number="20191104-TF15", school="Lindskolan"),
    "tuva": NewPerson(given_name="Tuva", family_name="Hjort", number="20170228-TF22", sex="f", school="Lindskolan"),
}
ADULTS: dict[str, NewPerson] = {
    "eva": NewPerson(given_name="Eva", family_name="Åkerlund", number="19850611-TF01", sex="f", phone="070-000 00 01"),
    "liv": NewPerson(given_name="Liv", family_name="Åkerlund", number="19870903-TF33", language="Engelska"),
    "per": NewPerson(given_name="Per", family_name="Åkerlund", number="19830215-TF02", sex="m", phone="070-000 00 02"),
}
_WORKS_IN = {"bo": "barn1", "dag": "barn1", "stina": "barn1", "cia": "barn2", "ida": "intake"}


@dataclass(frozen=True, slots=True)
class Child:
    """A child's file and person, and the guardians' persons by short name."""

    file_id: int
    person_id: int
    guardians: dict[str, int] = field(default_factory=dict)


def make_child(
    office: Office,
    name: str = "alma",
    *,
    worker: str | None = "bo",
    guardians: tuple[str, ...] = ("eva",),
    protection: Protection = Protection.NONE,
    at: datetime = MORNING,
) -> Child:
    """Ida opens the child's file at intake and writes down the family; Ingvar gives it to `worker`, if any."""
    ida = office.viewer("ida", at)
    with seeing(ida):
        file = access.open_file(
            unit_id=office.units["intake"], is_protected=protection is not Protection.NONE, actor=ida, at=at
        )
        person_id = people.register_child(
            file_id=file.id, person=replace(CHILDREN[name], protection=protection), actor=ida, at=at
        )
        child = Child(file.id, person_id)
        for guardian in guardians:
            child.guardians[guardian] = add_adult(office, child, guardian, at=at)
    if worker is not None:
        give_to(office, child, worker, at=at)
    return child


def add_adult(
    office: Office,
    child: Child,
    name: str,
    *,
    by: str = "ida",
    kind: RelationKind = RelationKind.GUARDIAN,
    protection: Protection = Protection.NONE,
    starts_on: date | None = None,
    at: datetime = MORNING,
) -> int:
    """Write down an adult of ADULTS in the child's file. Returns the adult's person id."""
    writer = office.viewer(by, at)
    with seeing(writer):
        relation_id = people.add_relation(
            file_id=child.file_id,
            other=replace(ADULTS[name], protection=protection),
            kind=kind,
            lives_together=True,
            starts_on=starts_on,
            note="",
            actor=writer,
            at=at,
        )
        relations = relations_of_file(file_id=child.file_id, viewer=writer, reveal=True)
        return next(relation.person.id for relation in relations if relation.id == relation_id)


def give_to(
    office: Office, child: Child, worker: str, *, part: Part = Part.RESPONSIBLE, at: datetime = MORNING
) -> None:
    """The intake manager gives the file to a caseworker."""
    ingvar = office.viewer("ingvar", at)
    with seeing(ingvar):
        access.assign(
            file_id=child.file_id,
            employee_id=office.employees[worker],
            part=part,
            unit_id=office.units[_WORKS_IN[worker]],
            actor=ingvar,
            at=at,
        )
