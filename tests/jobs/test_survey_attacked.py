"""Somebody reads everything that the command prints, knows every sum, and looks for what it hides."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from tests.pure.stats.attacks import bounds

from skyddsnat.jobs.command import main
from skyddsnat.stats.figures import Key, crossed

WORDS = "{sv: x, en: x}"
UNITS, ANSWERS = "ABCD", ("no", "few", "many")


def answers_of(codes: tuple[str, ...]) -> str:
    return "[" + ", ".join(f"{{code: {code}, sv: x, en: x}}" for code in codes) + "]"


DEFINITION = f"""survey: s
title: {WORDS}
population: {WORDS}
period: {WORDS}
questions:
  - {{key: unit, kind: single, text: {WORDS}, answers: {answers_of(tuple(u.lower() for u in UNITS))}}}
  - key: hot
    kind: single
    text: {WORDS}
    answers: {answers_of(ANSWERS)}
    groups: [{{code: yes, sv: x, en: x, of: [few, many]}}]
  - key: told
    kind: single
    text: {WORDS}
    if: {{question: hot, answers: [few, many]}}
    answers: {answers_of(ANSWERS)}
"""


def rows_of(seed: int) -> list[tuple[str, str, str]]:
    chance = random.Random(seed)
    found = []
    for unit, size in zip(UNITS.lower(), (chance.randint(1, 6), chance.randint(3, 12), 20, 40), strict=True):
        for _ in range(size):
            hot = chance.choice(["no", "no", "no", "few", "many", ""])
            told = chance.choice(["no", "few", "many", ""]) if hot in ("few", "many") else ""
            found.append((unit, hot, told))
    return found


def printed(folder: Path, rows: list[tuple[str, str, str]], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    definition, responses = folder / "s.yaml", folder / "s.csv"
    definition.write_text(DEFINITION, encoding="utf-8")
    responses.write_text("\n".join(["unit,hot,told", *map(",".join, rows)]), encoding="utf-8")
    options = ["--definition", str(definition), "--responses", str(responses), "--by", "unit", "--json"]
    assert main(["survey", "tabulate", *options]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def values_in(found: Any) -> list[Any]:
    if isinstance(found, dict):
        return [each for value in found.values() for each in values_in(value)]
    return [each for value in found for each in values_in(value)] if isinstance(found, list) else [found]


@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_count_follows_from_what_the_command_prints(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of(seed)
    tables = printed(tmp_path, rows, capsys)["tables"]
    for place, question in ((1, "hot"), (2, "told")):
        by_unit = {each["within"]: each for each in tables if each["question"] == question}
        hidden = {unit for unit, table in by_unit.items() if table["suppressed"]}
        given_by = {(unit, answer): 0 for unit in UNITS.lower() for answer in ANSWERS}
        for row in rows:
            if row[place]:
                given_by[row[0], row[place]] += 1
        for unit in hidden:
            numbers = [each for each in values_in(by_unit[unit]) if isinstance(each, (int, float))]
            assert {each for each in numbers if not isinstance(each, bool)} == set(), "nothing is left in the table"
        if None in hidden or len(by_unit) == 1:
            continue
        figures = crossed(given_by, by=("unit", "answer"))
        unknown: list[Key] = [key for key in figures.counts if dict(key).get("unit") in hidden]
        sizes = {key: sum(row[0] == dict(key)["unit"] for row in rows) for key in unknown if len(key) == 1}
        # How many of a group answered follows where all in the hidden groups did; what they answered never.
        for key in (key for key in unknown if "answer" in dict(key)):
            everybody = figures.counts[frozenset({("answer", dict(key)["answer"])})]
            if everybody not in (0, figures.counts[frozenset()]):
                low, high = bounds(figures, unknown, key, floors=dict.fromkeys(unknown, 0), ceilings=sizes)
                assert high is None or low < high, (question, sorted(key))


def test_the_attack_finds_a_count_that_is_hidden_alone() -> None:
    figures = crossed({("a", "no"): 2, ("a", "yes"): 1, ("b", "no"): 9, ("b", "yes"): 3}, by=("unit", "answer"))
    alone: list[Key] = [frozenset({("unit", "a"), ("answer", answer)}) for answer in ("no", "yes")]
    assert bounds(figures, alone, alone[0], floors=dict.fromkeys(alone, 0)) == (2, 2)
