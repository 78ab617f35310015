"""How many people there are of each group, as CSV: a line for each, `variable,group,people`.

The variable is a column of the file of answers: a question that puts everybody in one group, whose answers are then the
groups, or a column beside the questions. Every variable is of the same people, and adds up to as many.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.faults import MOST_FAULTS, BrokenFile, FileFault
from skyddsnat.domains.survey.types.for_tables import questions_of
from skyddsnat.domains.survey.types.small_files import rows_of
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.yaml_reading import NUMBER
from skyddsnat.stats.questions import Question

HEADER = ("variable", "group", "people")


@dataclass(frozen=True, slots=True)
class Groups:
    """`people` by variable and group, `lines` where each stands. `tells_all`: whoever answered is in one of them;
    otherwise a question may have been left without answer."""

    people: Mapping[str, Mapping[str, int]]
    lines: Mapping[tuple[str, str], int]
    tells_all: bool = True

    @property
    def total(self) -> int:
        """How many people there are."""
        return sum(next(iter(self.people.values())).values())


_EMPTY = Text("Variabeln och gruppen behöver namn.", "The variable and the group need names.")
_NO_GROUPS = Text(
    "Bara en fråga med ett svar, utan villkor och som inte sållar, delar in alla i grupper.",
    "Only a question of one answer, without condition and that does not screen, puts everybody in a group.",
)
_NO_ANSWER = Text("Det svaret har frågan inte.", "The question has no such answer.")
_NOT_NUMBER = Text("Ett antal är ett heltal större än noll.", "A number of people is a whole number above zero.")
_TWICE = Text("Gruppen har redan fått sitt antal.", "The group has its number already.")
_NOBODY = Text("Ingen i gruppen har svarat: ingen kan stå för dem.", "Nobody in the group answered to stand for them.")
_MORE = Text("Fler har svarat än det finns.", "More have answered than there are.")


def read_groups(text: str, definition: Definition, *, tells_all: bool) -> Groups:
    """The file's groups. Raises `BrokenFile` with its faults."""
    rows, faults = rows_of(text, HEADER)
    # Free text, which is in no table, is a question without groups.
    questions = dict.fromkeys(each.key for each in definition.questions) | {
        each.key: each for each in questions_of(definition) if each.tells_groups
    }
    people: dict[str, dict[str, int]] = {}
    lines: dict[tuple[str, str], int] = {}
    for line, (variable, group, count) in rows:
        found = next(_faults_of(variable, group, count, questions), None)
        if (variable, group) in lines:
            found = 2, _TWICE
        if found is None:
            people.setdefault(variable, {})[group] = int(count)
            lines[variable, group] = line
        else:
            faults.append(FileFault(line, *found))
    faults = faults or list(_unlike(people, lines))
    if faults:
        raise BrokenFile(faults[:MOST_FAULTS])
    return Groups(people, lines, tells_all)


def check_answered(groups: Groups, columns: Mapping[str, Sequence[str]], *, least: int) -> None:
    """That the groups can be those of whoever answered. `columns`: by variable, the group of each.

    Raises `BrokenFile`, of the file of groups: more answered than there are; and where all are to be told, nobody, or
    fewer than `least`. What they weigh could be worked out from their number, and then from weighted shares what they
    answered.
    """
    faults = []
    for variable, people in groups.people.items():
        if len(columns[variable]) > groups.total:
            faults.append(FileFault(min(groups.lines.values()), 3, _MORE))
        answered = dict.fromkeys(people, 0)
        for cell in columns[variable]:
            if cell in answered:
                answered[cell] += 1
        for group, count in answered.items():
            if count > people[group]:
                faults.append(FileFault(groups.lines[variable, group], 3, _MORE))
            elif count < least and groups.tells_all:
                faults.append(FileFault(groups.lines[variable, group], 2, _few(least) if count else _NOBODY))
    if faults:
        raise BrokenFile(faults[:MOST_FAULTS])


def _faults_of(
    variable: str, group: str, count: str, questions: Mapping[str, Question | None]
) -> Iterator[tuple[int, Text]]:
    if not variable or not group:
        yield 1 if not variable else 2, _EMPTY
    if variable in questions:
        question = questions[variable]
        if question is None:
            yield 1, _NO_GROUPS
        elif group not in question.counted:
            yield 2, _NO_ANSWER
    if not NUMBER.fullmatch(count) or int(count) < 1:
        yield 3, _NOT_NUMBER


def _few(least: int) -> Text:
    return Text(
        f"Färre än {least} i gruppen har svarat: lägg den samman med en annan.",
        f"Fewer than {least} of the group answered: put it together with another.",
    )


def _unlike(people: Mapping[str, Mapping[str, int]], lines: Mapping[tuple[str, str], int]) -> Iterator[FileFault]:
    """The variables that do not add up to as many people as the first."""
    sums = {variable: sum(groups.values()) for variable, groups in people.items()}
    first = next(iter(sums))
    for variable, total in sums.items():
        if total != sums[first]:
            said = Text(
                f"Grupperna är {total} personer, den första variabelns {sums[first]}.",
                f"The groups are {total} people, those of the first variable {sums[first]}.",
            )
            yield FileFault(lines[variable, next(iter(people[variable]))], 3, said)
