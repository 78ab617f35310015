"""How many people there are of each group, as a file: what it says, and where it is wrong."""

import pytest
from tests.factories import survey as asking

from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.faults import BrokenFile
from skyddsnat.domains.survey.types.groups_file import read_groups

DEFINITION = read_definition(asking.DEFINITION.replace("screening: [yes]", ""))
HEAD = "variable,group,people\n"


def test_the_groups_of_a_question_and_of_a_column_beside_them() -> None:
    text = "\ufeffvariable;group;people\r\n exposed ;yes;40\r\n\r\nexposed;no;60\r\nunit;Barn 1;100\r\n\r\n"
    found = read_groups(text, DEFINITION, tells_all=True)
    assert found.people == {"exposed": {"yes": 40, "no": 60}, "unit": {"Barn 1": 100}}
    assert found.lines == {("exposed", "yes"): 2, ("exposed", "no"): 4, ("unit", "Barn 1"): 5}
    assert found.total == 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1)]),
        ("variable,people\n", [(1, 1)]),
        (HEAD, [(2, 1)]),
        (HEAD + "unit,A\nunit,A,x,y\n", [(2, 1), (3, 1)]),
        (HEAD + "unit,A,0\nunit,B,-1\nunit,C,2.5\nunit,D,\nunit,E,9999999999\n", [(line, 3) for line in range(2, 7)]),
        (HEAD + ",A,1\nunit,,1\n", [(2, 1), (3, 2)]),
        (HEAD + "unit,A,1\nunit,A,1\n", [(3, 2)]),
        (HEAD + "exposed,perhaps,1\n", [(2, 2)]),
        (HEAD + "how,phone,1\ncases,1,1\nmore,x,1\n", [(2, 1), (3, 1), (4, 1)]),
        (HEAD + "unit,A,30\nunit,B,30\nexposed,yes,50\nexposed,no,9\n", [(4, 3)]),
        (HEAD + 'unit,"A,30\n', [(2, 1)]),
    ],
)
def test_a_broken_file_of_groups_is_refused_with_the_place_of_every_fault(
    text: str, expected: list[tuple[int, int]]
) -> None:
    with pytest.raises(BrokenFile) as broken:
        read_groups(text, DEFINITION, tells_all=True)
    assert [(fault.line, fault.column) for fault in broken.value.faults] == expected


def test_a_question_that_screens_tells_no_groups() -> None:
    with pytest.raises(BrokenFile):
        read_groups(HEAD + "exposed,yes,40\n", asking.definition(), tells_all=True)
