"""What the law says that a paper of compulsory care contains.

Read: LVU 4 §; SFS 2026:1600 4:2; SoF 10:1-3; SoL 9:12. What is to be followed during care (LVU 13 a §; 2026:1600 8:1)
is what a consideration speaks of; no section says what one contains beyond that.
"""

from dataclasses import dataclass
from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import CUSTODY, LVU, SOF, SOL
from skyddsnat.law.crossing import grounds_act

APPLICATION_ORDINANCE = SOF.cite("10:1")
CARE_PLAN_ORDINANCE = SOF.cite("10:2")
IMPLEMENTATION_ORDINANCE = SOF.cite("10:3")
PLANS = SOL.cite("9:12")


@dataclass(frozen=True, slots=True)
class Content:
    """One part that a paper must have: its name in the data, what it is called, and the section that demands it."""

    name: str
    title: Text
    citation: str


# SoF 10:1 as it was read speaks of LVU. No wording for the new Act was read, so its contents are asked for under both.
_FROM_ORDINANCE = (
    ("health", Text("Hälsa", "Health")),
    ("development", Text("Utveckling", "Development")),
    ("behaviour", Text("Socialt beteende", "Social behaviour")),
    ("school", Text("Skolgång", "School")),
    ("relations", Text("Relationer och nätverk", "Relations and network")),
    ("need", Text("Behovet av vård och vårdnadshavarnas förmåga", "The need of care and the guardians' capacity")),
    ("child_view", Text("Barnets inställning", "The child's attitude")),
    ("guardian_view", Text("Vårdnadshavarnas inställning", "The guardians' attitude")),
)
_FROM_LVU = (
    ("situation", Text("Den unges förhållanden", "The young person's circumstances")),
    ("circumstances", Text("Omständigheterna som ansökan grundas på", "The circumstances behind the application")),
    ("earlier", Text("Tidigare åtgärder", "Earlier measures")),
    ("care", Text("Vården som nämnden tänker ge", "The care that the board plans")),
    ("informed_how", Text("Hur information har lämnats", "How information was given")),
    ("informed_what", Text("Vilken information som har lämnats", "What information was given")),
    ("child_view", Text("Den unges inställning", "The young person's attitude")),
)
_FROM_CUSTODY_ACT = (
    ("relations", Text("Relationer och nätverk", "Relations and network")),
    ("health", Text("Hälsa", "Health")),
    ("development", Text("Utveckling", "Development")),
    ("behaviour", Text("Beteende", "Behaviour")),
    ("school", Text("Skola", "School")),
    ("circumstances", Text("De konkreta omständigheterna", "The concrete circumstances")),
    ("earlier", Text("Tidigare åtgärder", "Earlier measures")),
    ("care", Text("Vården som är nödvändig", "The care that is necessary")),
    ("goal", Text("Målet med vården", "The goal of the care")),
    ("care_how", Text("Hur vården ska genomföras", "How the care is to be carried out")),
    ("informed_how", Text("Hur information har lämnats", "How information was given")),
    ("informed_what", Text("Vilken information som har lämnats", "What information was given")),
    ("child_view", Text("Barnets eller den unges inställning", "The child's or young person's attitude")),
    ("guardian_view", Text("Vårdnadshavarnas inställning", "The guardians' attitude")),
)

_CARE_PLAN = (
    ("services", Text("De särskilda insatser som behövs", "The special services needed")),
    (
        "contact",
        Text("Umgänge med föräldrar, syskon och andra närstående", "Contact with parents, siblings and others"),
    ),
    ("goal", Text("Målet med vården", "The goal of the care")),
    ("child_view", Text("Barnets syn", "The child's view")),
    ("guardian_view", Text("Vårdnadshavarnas syn", "The guardians' view")),
)
_IMPLEMENTATION_PLAN = (
    ("goal", Text("Målet med de särskilda insatserna", "The goal of the special services")),
    ("when_how", Text("När och hur insatserna genomförs", "When and how the services are carried out")),
    ("follow_up", Text("När och hur planen följs upp", "When and how the plan is followed up")),
    ("others", Text("När och hur andra huvudmäns åtgärder hämtas in", "When and how others' measures are obtained")),
    ("contact", Text("När och hur umgänget med familjen ordnas", "When and how contact with the family is arranged")),
    ("board_contact", Text("När och hur barnet har kontakt med nämnden", "When and how the child meets the board")),
    ("child_view", Text("Barnets syn", "The child's view")),
    ("guardian_view", Text("Vårdnadshavarnas syn", "The guardians' view")),
)
_OTHERS = Content("others", Text("Vad andra huvudmän svarar för", "What other principals answer for"), PLANS)
_FOLLOWED = (
    ("health", Text("Hälsa", "Health")),
    ("development", Text("Utveckling", "Development")),
    ("behaviour", Text("Socialt beteende", "Social behaviour")),
    ("school", Text("Skolgång", "School")),
    ("relations", Text("Relationer till närstående", "Relations to those close")),
    ("visits", Text("Besök och enskilda samtal med barnet", "Visits and private talks with the child")),
)


def _contents(parts: tuple[tuple[str, Text], ...], citation: str) -> tuple[Content, ...]:
    return tuple(Content(name, title, citation) for name, title in parts)


def application_act(applied_on: date | None, on: date) -> str:
    """The number of the Act that says what an application for care contains on that day (transition rule 4)."""
    return grounds_act(applied_on, on)


def application(act: str) -> tuple[Content, ...]:
    """What an application for care contains under LVU or SFS 2026:1600, and what SoF 10:1 adds; a part only once."""
    first = (
        _contents(_FROM_LVU, LVU.cite("4")) if act == LVU.number else _contents(_FROM_CUSTODY_ACT, CUSTODY.cite("4:2"))
    )
    named = {each.name for each in first}
    return first + tuple(each for each in _contents(_FROM_ORDINANCE, APPLICATION_ORDINANCE) if each.name not in named)


def plan_of_application(act: str) -> str:
    """The section that demands a care plan with the application: 2026:1600 says so itself, under LVU SoF 10:1 does."""
    return APPLICATION_ORDINANCE if act == LVU.number else CUSTODY.cite("4:2")


def care_plan() -> tuple[Content, ...]:
    """What a care plan contains, unless there are special reasons; the reasons then stand in its place."""
    return (*_contents(_CARE_PLAN, CARE_PLAN_ORDINANCE), _OTHERS)


def implementation_plan() -> tuple[Content, ...]:
    """What an implementation plan contains, unless there are special reasons."""
    return _contents(_IMPLEMENTATION_PLAN, IMPLEMENTATION_ORDINANCE)


def followed_care(act: str) -> tuple[Content, ...]:
    """What is to be followed while care goes on, and so told when it is considered or examined."""
    return _contents(_FOLLOWED, LVU.cite("13 a") if act == LVU.number else CUSTODY.cite("8:1"))
