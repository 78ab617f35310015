"""What holds about people, without a database."""

from datetime import date
from pathlib import Path

import pytest

from skyddsnat.domains.people import rules
from skyddsnat.domains.people.types import NewPerson, Protection, RelationAct, RelationState
from skyddsnat.kernel.states import NotAllowed

TODAY = date(2026, 11, 2)


# --- Names ------------------------------------------------------------------------------------------------------------


def test_names_sort_in_the_swedish_alphabet() -> None:
    families = ["Öberg", "Åkerlund", "Zetterberg", "Ärlig", "Alm", "åby"]
    ordered = sorted(families, key=lambda family: rules.sort_key("Milo", family))
    assert ordered == ["Alm", "Zetterberg", "åby", "Åkerlund", "Ärlig", "Öberg"]


@pytest.mark.parametrize("typed", ["MILO  åkerlund", " Milo A\u030akerlund", "milo Åkerlund "])
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert rules.searchable(typed) == rules.search_name("Milo", "Åkerlund") == "milo åkerlund"


def test_the_short_name_keeps_the_family_name_to_a_letter() -> None:
    assert rules.short_name("Milo", "Åkerlund") == "Milo Å."
    assert rules.short_name("Okänt barn", "") == rules.full_name("Okänt barn", "") == "Okänt barn"


# --- Protection -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("protection", "reveal", "masked"),
    [
        (Protection.NONE, False, False),
        (Protection.NONE, True, False),
        (Protection.FLAG, False, True),
        (Protection.FLAG, True, False),
        (Protection.REGISTRATION, False, True),
        (Protection.REGISTRATION, True, False),
    ],
)
def test_who_is_masked(protection: Protection, reveal: bool, masked: bool) -> None:
    assert rules.is_masked(protection, reveal=reveal) is masked


def test_protected_data_is_shown_only_with_a_reason() -> None:
    assert rules.reveal_verdict("  ").codes == ("people.reveal_without_reason",)
    assert rules.reveal_verdict("Brevet till mamman ska adresseras.").allowed


# --- Persons ----------------------------------------------------------------------------------------------------------


def test_a_person_may_be_written_down_with_a_given_name_alone() -> None:
    assert rules.person_verdict(NewPerson(given_name="Okänt barn"), on=TODAY).allowed


def test_every_fault_is_told_at_once() -> None:
    person = NewPerson(given_name=" ", number="20180412-0000", birth_date=date(2027, 1, 1), sex="x")
    assert rules.person_verdict(person, on=TODAY).codes == (
        "people.name_is_missing",
        "people.sex_is_unknown",
        "people.number_is_wrong",
        "people.not_born",
    )


def test_a_fault_never_repeats_the_number() -> None:
    verdict = rules.person_verdict(NewPerson(given_name="Alma", number="20180412-0000"), on=TODAY)
    assert "0412" not in repr(verdict)


def test_the_birth_date_agrees_with_the_number() -> None:
    alma = NewPerson(given_name="Alma", number="180412-TF12", birth_date=date(2018, 4, 13))
    assert rules.person_verdict(alma, on=TODAY).codes == ("people.dates_differ",)


def test_the_birth_date_is_taken_from_the_number() -> None:
    alma = NewPerson(given_name="Alma", number="180412-TF12")
    assert rules.birth_date_of(alma, rules.number_of(alma, on=TODAY)) == date(2018, 4, 12)
    assert rules.number_of(NewPerson(given_name="Alma", number="  "), on=TODAY) is None
    assert rules.birth_date_of(NewPerson(given_name="Alma"), None) is None


# --- Relations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", RelationAct)
@pytest.mark.parametrize("state", RelationState)
def test_every_act_on_every_relation(state: RelationState, act: RelationAct) -> None:
    allowed = {(RelationState.RUNNING, RelationAct.END): RelationState.ENDED}
    if (state, act) in allowed:
        assert rules.RELATION_STATES.next(state, act) == allowed[state, act]
    else:
        with pytest.raises(NotAllowed):
            rules.RELATION_STATES.next(state, act)


def test_every_act_has_its_deed_in_the_log() -> None:
    assert set(rules.DEEDS) == set(RelationAct)


def test_a_relation_that_cannot_be() -> None:
    verdict = rules.relation_verdict(is_same_person=True, is_known=True, starts_on=date(2026, 11, 3), on=TODAY)
    assert verdict.codes == ("people.oneself", "people.already_related", "people.starts_later")
    assert rules.relation_verdict(is_same_person=False, is_known=False, starts_on=TODAY, on=TODAY).allowed


@pytest.mark.parametrize(
    ("state", "starts_on", "codes"),
    [
        (RelationState.RUNNING, None, ()),
        (RelationState.RUNNING, date(2026, 11, 1), ()),
        (RelationState.RUNNING, TODAY, ("people.ends_too_early",)),
        (RelationState.ENDED, TODAY, ("people.already_ended", "people.ends_too_early")),
    ],
)
def test_when_a_relation_may_end(state: RelationState, starts_on: date | None, codes: tuple[str, ...]) -> None:
    assert rules.ending_verdict(state=state, starts_on=starts_on, ends_on=TODAY).codes == codes


# --- The page ---------------------------------------------------------------------------------------------------------


def test_the_page_about_people_draws_the_states_as_they_are() -> None:
    page = Path(rules.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{rules.RELATION_STATES.mermaid()}```" in page
