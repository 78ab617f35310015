"""Tables of files of answers, as printed; and files that are refused whole, line by line."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.for_tables import questions_of
from skyddsnat.jobs.command import main
from skyddsnat.stats.proportions import margin_range
from skyddsnat.stats.published import AVOIDED, LACKED_POLICE, THREATENED
from skyddsnat.stats.tabulation import from_counts

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
HOT, SCHOOLS = EXAMPLES / "hot-2023.yaml", EXAMPLES / "skolor.yaml"
PRINTED = {
    "avoided": (AVOIDED, [94, 5, 1, 0], 6, 441),
    "police": (LACKED_POLICE, [77, 18, 4, 1], 23, 408),
    "threatened": (THREATENED, [34, 49, 13, 4], 66, 453),
}
"""For each question its published counts, and as printed: percent of each answer, percent of yes, and the total."""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tabulate(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command with these arguments: its status, what it said, and what it complained of."""

    def run(definition: Path, responses: Path, *more: str) -> tuple[int, str, str]:
        status = main(["survey", "tabulate", "--definition", str(definition), "--responses", str(responses), *more])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of an example with one thing exchanged."""

    def change(name: str, old: str, new: str) -> Path:
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        assert old in text
        copy = tmp_path / name
        copy.write_text(text.replace(old, new, 1), encoding="utf-8")
        return copy

    return change


def fields(run: Run, definition: Path, *more: str) -> dict[str, Any]:
    status, out, err = run(definition, definition.with_suffix(".csv"), "--json", *more)
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


# --- As printed -------------------------------------------------------------------------------------------------------


def test_the_published_questions_come_out_number_for_number_from_answers(tabulate: Run) -> None:
    found = fields(tabulate, HOT)

    assert (found["responses"], found["method"], found["least"], len(found["tables"])) == (474, "simple", 5, 3)
    for table in found["tables"]:
        published, percents, yes, total = PRINTED[table["question"]]
        assert [each["count"] for each in table["answers"]] == list(published.counts.values())
        assert [each["percent"] for each in table["answers"]] == percents
        assert (table["n"], table["missing"], table["suppressed"]) == (total, 474 - total, False)
        assert table["groups"][0]["percent"] == yes
        assert table["answers"][0]["exact"] == f"{published.counts['0']}/{total}"
        low, high = table["answers"][0]["interval"]
        assert low < table["answers"][0]["share"] < high
    (repeatedly,) = (each for each in found["tables"][2]["groups"] if each["answer"] == "repeatedly")
    assert (repeatedly["count"], repeatedly["percent"]) == (77, 17)


def test_they_come_out_the_same_from_counts() -> None:
    for question in questions_of(read_definition(HOT.read_text(encoding="utf-8"))):
        published, percents, yes, total = PRINTED[question.key]
        table = from_counts(question, dict(zip(question.counted, published.counts.values(), strict=True)))
        assert ([line.percent for line in table.lines], table.answered) == (percents, total)
        assert table.line("yes").percent == yes


def test_the_tables_can_be_read_on_a_terminal_in_both_languages(tabulate: Run) -> None:
    status, out, err = tabulate(HOT, HOT.with_suffix(".csv"))
    assert (status, err) == (0, "")
    assert "474 answers. Method: simple random sample of very many, Wilson's interval.\n" in out
    assert "\nMargin of error 4.5 percentage points at most, 2.7–4.5 for shares of 10–90 %.\n" in out
    (line,) = (line for line in out.splitlines() if "77/453" in line)
    assert line.split() == [
        "+",
        "Repeatedly",
        "77",
        "17",
        "%",
        "0.169978",
        "77/453",
        "0.017667",
        "0.1382",
        "–",
        "0.2073",
    ]
    assert "threatened: Have you been exposed to indirect or direct threats in your work?\n  n 453, missing 21" in out
    assert max(map(len, out.splitlines())) <= 110

    assert "+ Upprepat " in tabulate(HOT, HOT.with_suffix(".csv"), "--language", "sv")[1]


def test_a_terminal_without_every_sign_is_told_what_it_can_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dash of an interval is not in Latin-1; JSON writes it another way."""
    told = []
    for more in ([], ["--json"]):
        old = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
        monkeypatch.setattr(sys, "stdout", old)
        files = ["--definition", str(HOT), "--responses", str(HOT.with_suffix(".csv"))]
        assert main(["survey", "tabulate", *files, "--language", "sv", *more]) == 0
        old.seek(0)
        told.append(old.read())
    assert "0.1382 ? 0.2073" in told[0]
    assert "Har du utsatts för indirekta" in told[0]
    assert json.loads(told[1])["tables"][2]["answers"][1]["text"] == "Ja, 1–3 gånger"


def test_a_sample_by_design_says_what_its_weights_are_worth(tabulate: Run) -> None:
    found = fields(tabulate, SCHOOLS, "--by", "post")

    assert (found["method"], found["by"], found["margin"]) == ("design", "post", None)
    assert round(found["effective_size"], 1) == 106.7
    new = next(each for each in found["tables"] if (each["question"], each["within"]) == ("hours", "new"))
    assert (new["n"], new["answers"], round(new["mean"]["value"], 4)) == (46, [], 26.7991)
    _, out, _ = tabulate(SCHOOLS, SCHOOLS.with_suffix(".csv"), "--by", "post")
    assert "With their weights they are worth 106.7 answers" in out
    assert "  post: One year at most\n  n 46, missing 0\n  Mean 26.799099, error 1.009588, 95% interval" in out


def test_a_population_beside_weights_corrects_as_one_alone_does(
    tabulate: Run, changed: Callable[[str, str, str], Path]
) -> None:
    whole = (EXAMPLES / "hot-2023.yaml").read_text(encoding="utf-8")
    alone = changed("hot-2023.yaml", whole, whole + "design: {population: 4024}\n")
    found = json.loads(tabulate(alone, HOT.with_suffix(".csv"), "--json")[1])
    assert (found["method"], found["population_size"]) == ("finite", 4024)
    margins = margin_range(474, population=4024)
    assert found["margin"] == [margins.low, margins.high]

    text = SCHOOLS.read_text(encoding="utf-8")
    weighted = changed("skolor.yaml", text[text.index("design:") :], "design: {weight: weight, population: 8000}\n")
    lines = SCHOOLS.with_suffix(".csv").read_text(encoding="utf-8").splitlines()
    rows = weighted.with_suffix(".csv")
    rows.write_text("\n".join(",".join(line.split(",")[5:]) for line in lines), encoding="utf-8")
    assert json.loads(tabulate(weighted, rows, "--json")[1])["method"] == "design"


def test_what_is_suppressed_is_said_and_empty(tabulate: Run) -> None:
    """Fewer than 20 were threatened more than 10 times; beside them a group is hidden that makes up for them."""
    found = fields(tabulate, HOT, "--by", "threatened", "--least", "20")
    assert found["not_broken_down"] == []
    hidden = {(each["question"], each["within"]) for each in found["tables"] if each["suppressed"]}
    assert hidden == {
        ("avoided", "no"),
        ("avoided", "over-10"),
        ("police", "no"),
        ("police", "over-10"),
        ("police", ""),
    }
    (table,) = (each for each in found["tables"] if (each["question"], each["within"]) == ("police", ""))
    assert (table["n"], table["missing"], table["mean"]) == (None, None, None)
    line = table["answers"][0]
    assert (line["suppressed"], line["count"], line["share"], line["interval"]) == (True, None, None, None)
    _, out, _ = tabulate(HOT, HOT.with_suffix(".csv"), "--by", "threatened", "--least", "20")
    assert "No figure from fewer than 20 answers; tables suppressed: 5." in out
    assert "given it?\n  threatened: not told\n  Suppressed.\n" in out
    assert fields(tabulate, SCHOOLS, "--by", "post", "--least", "47")["not_broken_down"] == ["threatened", "hours"]
    _, out, _ = tabulate(SCHOOLS, SCHOOLS.with_suffix(".csv"), "--by", "post", "--least", "120")
    assert "Not broken down by post, too much would be told: threatened, hours." in out
    assert "in your work?\n  Suppressed." in out


# --- Refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("skolor.yaml", "kind: single", "kind: single choice", "skolor.yaml: Line 9, column 11: "),
        ("skolor.yaml", "  highest: 60", "  highest: [60", "skolor.yaml: Line "),
        ("skolor.csv", "new,no,", "new,never,", "skolor.csv: Line 3, column 8: The question has no such answer."),
        ("skolor.csv", "22.21", "-22.21", "skolor.csv: Line 2, column 6: A weight is a number above zero."),
        ("skolor.csv", "north,1,1,9,", "north,1,1,8,", "Line 3, column 4: The size is not the same in all"),
        ("skolor.csv", "north,1,1,", "west,1,1,", "Line 2, column 2: A single unit was drawn here"),
    ],
)
def test_a_broken_file_is_refused_with_line_column_and_reason(
    tabulate: Run, changed: Callable[[str, str, str], Path], name: str, old: str, new: str, told: str
) -> None:
    broken = changed(name, old, new)
    definition = broken if name.endswith(".yaml") else SCHOOLS
    responses = broken if name.endswith(".csv") else SCHOOLS.with_suffix(".csv")

    status, out, err = tabulate(definition, responses)

    assert (status, out) == (1, "")
    assert told in err


def test_a_stratum_alone_in_one_stage_is_refused_in_the_column_of_what_was_drawn(
    tabulate: Run, changed: Callable[[str, str, str], Path]
) -> None:
    """Strata alone, the answers being what was drawn from them: the column is that of the stratum."""
    definition = changed("skolor.yaml", "  clusters: [school, class]\n  populations: [schools, classes]\n", "")
    lines = SCHOOLS.with_suffix(".csv").read_text(encoding="utf-8").splitlines()
    kept = [[line.split(",")[0], *line.split(",")[5:]] for line in lines]
    kept[4][0] = "west"
    rows = definition.with_suffix(".csv")
    rows.write_text("\n".join(map(",".join, kept)), encoding="utf-8")

    status, _, err = tabulate(definition, rows)

    assert (status, err.partition(": ")[2].startswith("Line 5, column 1: A single unit")) == (1, True)


def test_more_answers_than_people_are_refused(tabulate: Run, changed: Callable[[str, str, str], Path]) -> None:
    text = (EXAMPLES / "hot-2023.yaml").read_text(encoding="utf-8")
    definition = changed("hot-2023.yaml", text, text + "design: {population: 473}\n")
    status, _, err = tabulate(definition, HOT.with_suffix(".csv"))
    assert (status, "More have answered than there are to ask." in err) == (1, True)


def test_what_is_no_text_is_refused_where_it_is(tabulate: Run, tmp_path: Path) -> None:
    rows = tmp_path / "answers.csv"
    rows.write_bytes("avoided,police\nno,å\n".encode("latin-1"))
    assert tabulate(HOT, rows) == (1, "", f"{rows}: Line 2, column 4: Here the file is no text in UTF-8.\n")
    nothing = tmp_path / "nothing.csv"
    assert tabulate(HOT, nothing) == (1, "", f"skyddsnat: {nothing}: No such file or directory.\n")


def test_a_question_that_tells_no_groups_is_a_mistake(tabulate: Run) -> None:
    rows = SCHOOLS.with_suffix(".csv")
    status, out, err = tabulate(SCHOOLS, rows, "--by", "hours")
    assert (status, out, err) == (2, "", "'hours' puts nobody in a group; choose --by post, threatened.\n")
    assert tabulate(SCHOOLS, rows, "--least", "0")[0] == 2
