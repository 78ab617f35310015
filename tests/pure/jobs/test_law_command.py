"""`skyddsnat law` on the command line."""

import argparse
import json
from datetime import date

import pytest

from skyddsnat.jobs import law_command
from skyddsnat.jobs.law_command import UnreadableDate, read_moment
from skyddsnat.law.register import rules

Output = pytest.CaptureFixture[str]
FIELDS = ["rule", "statute", "citation", "basis", "due_on", "extended_on", "valid_from", "valid_to"]


def law(*words: str) -> int:
    parser = argparse.ArgumentParser()
    law_command.add_arguments(parser)
    return law_command.run(parser.parse_args(words))


def test_a_due_date_as_json(capsys: Output) -> None:
    assert law("due", "sol.investigation", "--from", "2026-10-31", "--json") == 0

    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == FIELDS
    assert answer == {
        "rule": "sol.investigation",
        "statute": "SFS 2025:400",
        "citation": "20 kap. 3 § SoL",
        "basis": "2026-10-31",
        "due_on": "2027-02-28",
        "extended_on": "2027-03-01",
        "valid_from": "2025-07-01",
        "valid_to": None,
    }


def test_the_protection_assessment_also_has_a_latest_day(capsys: Output) -> None:
    assert law("due", "sol.protection_assessment", "--from", "2026-11-20T23:50", "--json") == 0

    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == [*FIELDS, "latest_on"]
    assert (answer["due_on"], answer["latest_on"]) == ("2026-11-20", "2026-11-21")


def test_the_law_of_the_basis_date_governs(capsys: Output) -> None:
    assert law("due", "sol.follow_up", "--from", "2025-06-30", "--json") == 0

    answer = json.loads(capsys.readouterr().out)
    assert (answer["statute"], answer["due_on"], answer["valid_to"]) == ("SFS 2001:453", "2025-08-30", "2025-07-01")


@pytest.mark.parametrize(
    "words",
    [
        ("due", "sol.nothing", "--from", "2026-01-01"),
        ("due", "sol.reporter_feedback", "--from", "2026-01-14"),
        ("due", "fl.request_decision", "--from", "2018-06-30", "--json"),
        ("due", "sol.investigation", "--from", "2100-12-31"),
        ("due", "sol.investigation", "--from", "9999-12-31"),
        ("due", "sol.investigation", "--from", "i dag"),
        ("rules", "--on", "2026-02-30"),
    ],
)
def test_a_question_without_an_answer_ends_with_2_and_one_sentence(words: tuple[str, ...], capsys: Output) -> None:
    assert law(*words) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert printed.err.endswith(".\n")


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-03-28", date(2026, 3, 28)),
        ("2026-03-28T23:30", date(2026, 3, 28)),
        ("2026-03-28T23:30Z", date(2026, 3, 29)),
        ("2026-03-29T02:30", date(2026, 3, 29)),  # an hour that does not exist that night
        ("2026-10-25T02:30", date(2026, 10, 25)),  # an hour that comes twice
        ("2026-06-30T23:30+00:00", date(2026, 7, 1)),
    ],
)
def test_a_moment_without_a_time_zone_is_swedish(given: str, day: date) -> None:
    assert read_moment(given) == day


@pytest.mark.parametrize("given", ["", "28/3 2026", "0001-01-01T00:00+14:00"])
def test_an_unreadable_moment_is_refused(given: str) -> None:
    with pytest.raises(UnreadableDate):
        read_moment(given)


def test_rules_as_json_and_as_a_table(capsys: Output) -> None:
    assert law("rules", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert law("rules") == 0
    table = capsys.readouterr().out

    assert [rule["rule"] for rule in listed] == [rule.id for rule in rules()]
    assert listed[0]["title"] == {"sv": "Omedelbar skyddsbedömning", "en": "Immediate protection assessment"}
    assert listed[0]["extension"] is None
    assert listed[0]["length"] == {"unit": "at_once", "count": 0}
    assert len(table.splitlines()) == len(rules())


def test_rules_on_a_day(capsys: Output) -> None:
    assert law("rules", "--on", "2025-06-30") == 0
    table = capsys.readouterr().out

    assert "11 kap. 4 c § SoL (2001:453)" in table
    assert "2025:400" not in table
    assert law("rules", "--on", "1990-01-01") == 0
    assert capsys.readouterr().out.strip() == ""


def test_a_sentence_says_when_the_time_is_extended(capsys: Output) -> None:
    law("due", "fl.appeal", "--from", "2026-12-03")
    law("due", "fl.appeal", "--from", "2026-12-02")
    extended, plain = capsys.readouterr().out.splitlines()

    assert extended.endswith("2026-12-24; förlängs till 2026-12-28 enligt lagen (1930:173)")
    assert plain == "Överklagande av ett beslut (44 § FL): 2026-12-23"


def test_a_duty_at_once_is_never_said_to_wait_for_monday(capsys: Output) -> None:
    law("due", "sol.protection_assessment", "--from", "2026-11-21")

    assert capsys.readouterr().out == (
        "Omedelbar skyddsbedömning (20 kap. 1 § SoL): 2026-11-21; allra senast 2026-11-22 enligt förarbetena\n"
    )


def test_a_time_that_ends_something_says_when(capsys: Output) -> None:
    law("due", "lvu.submit_custody", "--from", "2026-12-01", "--json")
    law("due", "lvu.submit_custody", "--from", "2026-12-01")

    answer, said = capsys.readouterr().out.split("}\n")
    assert json.loads(answer + "}")["lapses_at"] == "2026-12-09T00:00:00+01:00"
    assert (
        said == "Lämna omhändertagandet till rätten (7 § LVU): 2026-12-08; upphör av sig självt 2026-12-09 kl. 00.00\n"
    )


def test_a_time_across_new_year_2027_is_given_by_both_acts(capsys: Output) -> None:
    law("due", "lvu.apply_for_care", "--from", "2026-12-10", "--json")
    answer = json.loads(capsys.readouterr().out)["new_act"]

    assert (answer["rule"], answer["due_on"]) == ("sfs2026_1600.apply_for_care", "2027-01-07")
    assert answer["warn_on"] == "2027-01-07"
    assert "5 kap. 5 § lagen (2026:1600) tar över" in answer["why"]["sv"]
    law("due", "lvu.apply_for_care", "--from", "2026-12-10", "--begun", "2026-12-08", "--json")
    assert json.loads(capsys.readouterr().out)["new_act"]["warn_on"] == "2027-01-05"
    law("due", "lvu.apply_for_care", "--from", "2026-12-10")
    assert "tar över" in capsys.readouterr().out


@pytest.mark.parametrize("rule_id", sorted({rule.id for rule in rules()}))
def test_the_command_answers_for_every_rule(rule_id: str, capsys: Output) -> None:
    first = max(rule.valid_from for rule in rules() if rule.id == rule_id)

    assert law("due", rule_id, "--from", first.isoformat()) == 0
    assert first.isoformat()[:2] in capsys.readouterr().out
