"""The reference page names every rule and every wording."""

from skyddsnat.law.reference import rules_page
from skyddsnat.law.register import rules

PAGE = rules_page(rules())


def test_every_wording_is_on_the_page_with_its_place_and_source() -> None:
    for rule in rules():
        assert f"## `{rule.id}`" in PAGE
        assert rule.citation in PAGE
        assert rule.source in PAGE
    assert PAGE.count("| Källa *(source)* |") == len(rules())


def test_the_summary_lists_each_rule_once_in_its_newest_wording() -> None:
    linked = [line for line in PAGE.splitlines() if line.startswith("| [")]

    assert len(linked) == len({rule.id for rule in rules()})
    assert "| [Förhandsbedömning](#solpreliminary_assessment) |" in PAGE
    assert any(line.endswith("| 23 kap. 5 § SoL | från 2025-07-01 |") for line in linked)
    assert any("`lvu.submit_custody`" in line and line.endswith("upphörde 2027-01-01 |") for line in linked)


def test_what_comes_again_and_what_ends_by_itself_is_said() -> None:
    def part(rule_id: str) -> str:
        return PAGE.split(f"## `{rule_id}`")[1].split("## `")[0]

    assert "| Upphör *(lapses)* | Av sig självt vid midnatt" in part("lvu.submit_custody")
    assert "*(lapses)*" not in part("lvu.consider_home")
    assert "| Återkommer *(recurs)* | 6 månader" in part("lvu.consider_home")
    assert "*(recurs)*" not in part("lvu.follow_up")


def test_the_newest_wording_stands_first() -> None:
    part = PAGE.split("## `sol.follow_up`")[1].split("## `")[0]

    assert part.index("6 månader") < part.index("2 månader")
    assert "från 2013-01-01, upphörde 2025-07-01" in part


def test_the_latest_day_is_said_where_there_is_one() -> None:
    assert PAGE.count("| Senast *(latest)* |") == 3


def test_the_page_does_not_depend_on_the_order_of_the_register() -> None:
    assert rules_page(reversed(rules())) == PAGE
