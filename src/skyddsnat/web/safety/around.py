"""Those around a child, as choices: who a warning is about, or who did what an incident tells of."""

from skyddsnat.domains.people.types import PersonView, RelationKind, RelationView
from skyddsnat.web.presenters import name_of


def people_around(child: PersonView, related: list[RelationView]) -> list[tuple[str, str]]:
    """The adults around the child, each once, and the child."""
    adults = {each.person.id: each.person for each in related if each.kind is not RelationKind.SIBLING}
    return [(str(each.id), name_of(each)) for each in (*adults.values(), child)]
