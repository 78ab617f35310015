"""Known totals that the weights of a file of answers are to meet, and the frame that its answers came from."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.pure.stats.references import reference

from skyddsnat.jobs.command import main

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
SCHOOLS, HOT = EXAMPLES / "skolor.yaml", EXAMPLES / "hot-2023.yaml"
TOTALS, FRAME = EXAMPLES / "skolor-totals.csv", EXAMPLES / "skolor-frame.csv"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tabulate(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command on an example, with these arguments: its status, what it said, and what it complained of."""

    def run(definition: Path, *more: str) -> tuple[int, str, str]:
        answers = str(definition.with_suffix(".csv"))
        status = main(["survey", "tabulate", "--definition", str(definition), "--responses", answers, *more])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def groups(folder: Path, *lines: str) -> str:
    path = folder / "groups.csv"
    path.write_text("\n".join(("variable,group,people", *lines)) + "\n", encoding="utf-8")
    return str(path)


def fields(run: Run, definition: Path, *more: str) -> dict[str, Any]:
    status, out, err = run(definition, "--json", *more)
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


# --- Known totals -----------------------------------------------------------------------------------------------------


def test_figures_with_known_totals_are_those_of_r_and_say_what_the_weights_are_worth(tabulate: Run) -> None:
    found = fields(tabulate, SCHOOLS, "--totals", str(TOTALS))
    assert (found["method"], found["raked_to"]) == ("design", ["area", "post"])
    assert [found["effective_size"]] == pytest.approx(reference("raked effective size"), rel=1e-6)
    (threatened,) = (each for each in found["tables"] if each["question"] == "threatened")
    by_answer = {each["answer"]: each for each in threatened["answers"]}
    told = [by_answer[each][what] for what in ("share", "standard_error") for each in ("no", "often", "seldom")]
    assert told == pytest.approx([each for each in reference("raked two_stage answers") if each], rel=1e-6)
    (post,) = (each for each in found["tables"] if each["question"] == "post")
    assert post["answers"][0]["share"] == pytest.approx(2000 / 8900)
    _, out, _ = tabulate(SCHOOLS, "--totals", str(TOTALS))
    assert "With their weights they are worth 80.3 answers that weigh the same.\n" in out
    assert "Their weights meet the known totals of area, post.\n" in out


def test_a_simple_sample_can_be_weighted_by_a_column_beside_its_questions(tabulate: Run, tmp_path: Path) -> None:
    """Half of those who answered are from the south, where a quarter of the people are."""
    rows = [line.split(",") for line in HOT.with_suffix(".csv").read_text(encoding="utf-8").splitlines()]
    sided = [[*rows[0], "side"], *([*row, "north" if number % 2 else "south"] for number, row in enumerate(rows[1:]))]
    definition = tmp_path / "hot.yaml"
    definition.write_text(HOT.read_text(encoding="utf-8"), encoding="utf-8")
    definition.with_suffix(".csv").write_text("\n".join(map(",".join, sided)), encoding="utf-8")
    totals = groups(tmp_path, "side,north,3000", "side,south,1000")

    found = fields(tabulate, definition, "--totals", totals)

    assert found["effective_size"] == pytest.approx(474 / (1 + 0.5**2))
    assert found["raked_to"] == ["side"]
    (threatened,) = (each for each in found["tables"] if each["question"] == "threatened")
    column = rows[0].index("threatened")
    told = [(row[column], 3 if row[-1] == "north" else 1) for row in sided[1:] if row[column]]
    share = sum(weight for answer, weight in told if answer == "no") / sum(weight for _, weight in told)
    assert threatened["answers"][0]["share"] == pytest.approx(share)
    assert threatened["answers"][0]["exact"] is None


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["area,north,9", "area,middle,2300", "area,south,5200"], "Line 2, column 3: More have answered than there"),
        (["area,north,1400", "area,west,9", "area,middle,9", "area,south,90"], "Line 3, column 2: Nobody in the group"),
        (["post,new,2000", "area,north,2000"], "skolor.csv: Line 44, column 1: The group is none of those"),
        (["threatened,no,5000"], "skolor.csv: Line 6, column 8: This must not be empty."),
        (["county,k,8900"], "skolor.csv: Line 1, column 10: The column “county” is missing."),
        (["post,new,70", "post,old,60"], "Line 2, column 3: More have answered than there are."),
        ([], "groups.csv: Line 2, column 1: The file has nothing after its first line."),
    ],
)
def test_totals_that_cannot_be_those_of_the_answers_are_refused_in_their_file(
    tabulate: Run, tmp_path: Path, lines: list[str], told: str
) -> None:
    status, out, err = tabulate(SCHOOLS, "--totals", groups(tmp_path, *lines))
    assert (status, out) == (1, "")
    assert told in err


def test_no_weight_is_made_of_few(tabulate: Run, tmp_path: Path) -> None:
    """Whoever knows that 40 stand for a group, and that 4 of it answered, knows that each of them weighs 10."""
    rows = SCHOOLS.with_suffix(".csv").read_text(encoding="utf-8").splitlines()
    sided = [f"{rows[0]},side", *(f"{row},{'few' if number < 4 else 'many'}" for number, row in enumerate(rows[1:]))]
    definition = tmp_path / "schools.yaml"
    definition.write_text(SCHOOLS.read_text(encoding="utf-8"), encoding="utf-8")
    definition.with_suffix(".csv").write_text("\n".join(sided), encoding="utf-8")
    totals = groups(tmp_path, "side,many,8860", "side,few,40")
    status, _, err = tabulate(definition, "--totals", totals)
    assert (status, "groups.csv: Line 3, column 2: Fewer than 5 of the group answered: put it" in err) == (1, True)
    assert tabulate(definition, "--totals", totals, "--least", "4")[0] == 0


def test_totals_that_do_not_go_together_are_refused(tabulate: Run, tmp_path: Path) -> None:
    """All in the north are new and all in the south are old: no weights make another number of them."""
    definition = tmp_path / "schools.yaml"
    definition.write_text(SCHOOLS.read_text(encoding="utf-8").partition("design:")[0], encoding="utf-8")
    lines = ["post,threatened,hours,area", *["new,no,20,north"] * 6, *["old,no,20,south"] * 6]
    definition.with_suffix(".csv").write_text("\n".join(lines), encoding="utf-8")
    totals = groups(tmp_path, "area,north,50", "area,south,50", "post,new,60", "post,old,40")
    status, out, err = tabulate(definition, "--totals", totals)
    assert (status, out) == (1, "")
    assert "groups.csv: Line 1, column 1: The totals do not go together with the answers." in err
    status, _, err = tabulate(definition, "--totals", str(tmp_path / "nothing.csv"))
    assert (status, "No such file" in err) == (1, True)


# --- The frame --------------------------------------------------------------------------------------------------------


def test_who_answered_stands_beside_who_was_asked(tabulate: Run) -> None:
    found = fields(tabulate, SCHOOLS, "--frame", str(FRAME))["response"]
    assert (found["asked"], found["answered"], found["percent"], found["rate"]) == (230, 136, 59, 136 / 230)
    area, post = found["variables"]
    assert [(each["group"], each["asked"], each["answered"]) for each in area["groups"]] == [
        ("north", 60, 42),
        ("middle", 80, 48),
        ("south", 90, 46),
    ]
    north = area["groups"][0]
    assert (north["rate"], north["share_of_asked"], north["share_of_answers"]) == (0.7, 60 / 230, 42 / 136)
    assert [each["answered"] for each in post["groups"]] == [46, 90]
    assert fields(tabulate, SCHOOLS)["response"] is None
    _, out, _ = tabulate(SCHOOLS, "--frame", str(FRAME))
    assert "\n\nResponse: 136 of 230 asked, 59 %.\n\narea\n" in out
    (line,) = (line for line in out.splitlines() if line.split()[:1] == ["south"])
    assert line.split() == ["south", "90", "46", "51", "%", "39", "%", "34", "%"]


def test_where_nearly_all_or_few_of_a_group_answered_nothing_is_told_by_it(tabulate: Run, tmp_path: Path) -> None:
    """46 of 50 new: with 4 silent, each of them is known to her colleagues."""
    frame = groups(tmp_path, "post,new,50", "post,old,180", "area,north,60", "area,middle,80", "area,south,90")
    post, area = fields(tabulate, SCHOOLS, "--frame", frame)["response"]["variables"]
    assert post == {"variable": "post", "suppressed": True, "groups": []}
    assert not area["suppressed"]
    assert "post\n  Suppressed." in tabulate(SCHOOLS, "--frame", frame)[1]
    assert not fields(tabulate, SCHOOLS, "--frame", frame, "--least", "1")["response"]["variables"][0]["suppressed"]


def test_who_did_not_tell_her_group_is_in_none_and_still_answered(tabulate: Run, tmp_path: Path) -> None:
    frame = groups(tmp_path, "threatened,no,100", "threatened,seldom,60", "threatened,often,60")
    found = fields(tabulate, SCHOOLS, "--frame", frame)["response"]
    assert [each["answered"] for each in found["variables"][0]["groups"]] == [51, 26, 30]
    assert found["answered"] == 136
    few = groups(tmp_path, "threatened,no,60", "threatened,seldom,40", "threatened,often,35")
    status, _, err = tabulate(SCHOOLS, "--frame", few)
    assert (status, "Line 2, column 3: More have answered than there are." in err) == (1, True)


# --- What the reference page tells ------------------------------------------------------------------------------------


def test_every_field_of_the_json_stands_in_the_reference(tabulate: Run) -> None:
    page = (EXAMPLES.parent / "reference" / "tabulate.md").read_text(encoding="utf-8")
    found = fields(tabulate, SCHOOLS, "--by", "post", "--totals", str(TOTALS), "--frame", str(FRAME))
    assert [name for name in sorted(names_in(found)) if f"`{name}`" not in page] == []


def names_in(found: Any) -> set[str]:
    if isinstance(found, dict):
        return set(found).union(*map(names_in, found.values()))
    return set[str]().union(*map(names_in, found)) if isinstance(found, list) else set()
