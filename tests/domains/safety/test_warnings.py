"""Warnings: neutral words, a manager's agreement, told or why not, looked at again, and an end. And who meets them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.people import Child, make_child
from tests.factories.safety import reported, warning_of
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.queries import NoSuchIncident, NoSuchWarning
from skyddsnat.domains.safety.rules import warnings as rules
from skyddsnat.domains.safety.types.warnings import Cause, VisitFields, WarningFields, WarningOn, WarningView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

TODAY = MORNING.date()
DAY = timedelta(days=1)
STREET = "Storgatan 1, Norrham"


def written(office: Office, child: Child, *, by: str = "bo", incident_id: int | None = None, **changes: Any) -> int:
    with seeing(office.viewer(by)) as actor:
        fields = warning_of(child, MORNING, **changes)
        return actions.write_warning(fields=fields, incident_id=incident_id, actor=actor, at=MORNING)


def view_of(**changes: Any) -> WarningView:
    """A warning that Bo wrote today, agreed to by nobody."""
    held: dict[str, Any] = {
        "id": 1, "about": WarningOn.HOUSEHOLD, "person_id": None, "is_of_person": False, "address": "",
        "cause": Cause.DOG, "words": "Hund.",
        "unit_id": 1, "file_ids": (1,), "was_told": False, "not_told_reason": "Risk.", "review_on": TODAY + 30 * DAY,
        "ends_on": TODAY + 90 * DAY, "made_at": MORNING, "made_by": "Bo", "made_by_id": 1, "agreed_at": None,
        "agreed_by": "", "ended_at": None, "end_reason": "", "version": 1,
    }  # fmt: skip
    return WarningView(**held | changes)


# --- What a warning must say ------------------------------------------------------------------------------------------

FIELDS = WarningFields(
    about=WarningOn.HOUSEHOLD, cause=Cause.DOG, words="Ring vid grinden.", file_ids=(1,), was_told=True,
    review_on=TODAY + 30 * DAY, ends_on=TODAY + 90 * DAY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ()),
        ({"words": "  "}, ("safety.warning_no_words",)),
        ({"about": WarningOn.PERSON}, ("safety.warning_nobody",)),
        ({"about": WarningOn.PERSON, "person_id": 7}, ()),
        ({"about": WarningOn.ADDRESS}, ("safety.warning_no_address",)),
        ({"about": WarningOn.ADDRESS, "address": " ,. "}, ("safety.warning_no_address",)),
        ({"about": WarningOn.ADDRESS, "address": STREET}, ()),
        ({"file_ids": ()}, ("safety.warning_no_file",)),
        ({"about": WarningOn.ADDRESS, "address": STREET, "file_ids": ()}, ("safety.warning_no_unit",)),
        ({"about": WarningOn.ADDRESS, "address": STREET, "file_ids": (), "unit_id": 1}, ()),
        ({"about": WarningOn.PERSON, "person_id": 7, "file_ids": (), "unit_id": 1}, ("safety.warning_no_file",)),
        ({"was_told": False}, ("safety.warning_not_told",)),
        ({"was_told": False, "not_told_reason": "Det kan öka risken."}, ()),
        ({"review_on": TODAY}, ("safety.warning_review",)),
        ({"review_on": TODAY + 184 * DAY, "ends_on": TODAY + 200 * DAY}, ("safety.warning_review",)),
        ({"review_on": TODAY + 183 * DAY, "ends_on": TODAY + 183 * DAY}, ()),
        ({"ends_on": TODAY + 29 * DAY}, ("safety.warning_ends",)),
        ({"ends_on": TODAY + 730 * DAY}, ()),
        ({"ends_on": TODAY + 731 * DAY}, ("safety.warning_ends",)),
        (
            {"words": "", "file_ids": (), "was_told": False},
            ("safety.warning_no_words", "safety.warning_no_file", "safety.warning_not_told"),
        ),
    ],
)
def test_what_a_warning_must_say(changes: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert rules.making(replace(FIELDS, **changes), on=TODAY).codes == codes


@pytest.mark.parametrize(
    ("one", "other"),
    [("Storgatan 1, Norrham", "storgatan  1 norrham"), ("Tegelv. 3", "TEGELV 3"), ("Å-gatan 2", "å gatan 2")],
)
def test_an_address_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert rules.address_key(one) == rules.address_key(other)


def test_another_number_is_another_address() -> None:
    assert rules.address_key("Storgatan 1") != rules.address_key("Storgatan 11")


# --- Every state × act ------------------------------------------------------------------------------------------------

STATES = {
    "waits": view_of(),
    "agreed": view_of(agreed_at=MORNING, agreed_by="Mia"),
    "told": view_of(was_told=True, not_told_reason=""),
    "ended": view_of(ended_at=MORNING, end_reason="Flyttat."),
    "out of time": view_of(review_on=TODAY - 9 * DAY, ends_on=TODAY - DAY),
}
OVER = "safety.warning_ended"
ANSWERS = {
    "agree": {"agreed": ("safety.warning_agreed",)},
    "agree oneself": {
        name: (*(("safety.warning_agreed",) if name == "agreed" else ()), "safety.warning_own") for name in STATES
    },
    "review": {},
    "end": {},
    "tell": {"told": ("safety.warning_told",)},
    "reach": {},
}


def verdict(act: str, view: WarningView) -> tuple[str, ...]:
    asked = {
        "agree": lambda: rules.agreeing(view, is_author=False, on=TODAY),
        "agree oneself": lambda: rules.agreeing(view, is_author=True, on=TODAY),
        "review": lambda: rules.reviewing(view, review_on=TODAY + DAY, ends_on=TODAY + 9 * DAY, on=TODAY),
        "end": lambda: rules.ending(view, why="Flyttat.", on=TODAY),
        "tell": lambda: rules.telling(view, on=TODAY),
        "reach": lambda: rules.reaching(view, more=1, on=TODAY),
    }
    return asked[act]().codes


@pytest.mark.parametrize(("act", "state"), list(product(ANSWERS, STATES)))
def test_every_act_in_every_state(act: str, state: str) -> None:
    over = (OVER,) if state in ("ended", "out of time") else ()
    assert verdict(act, STATES[state]) == over + ANSWERS[act].get(state, ())


def test_an_end_without_a_why_and_a_reach_to_nobody_are_refused() -> None:
    assert rules.ending(view_of(), why=" ", on=TODAY).codes == ("safety.no_reason",)
    assert rules.reaching(view_of(), more=0, on=TODAY).codes == ("safety.warning_no_more_files",)


@pytest.mark.parametrize(("days", "is_due"), [(29, False), (30, True), (90, True), (91, False)])
def test_a_review_is_due_from_its_day_to_the_last_day_of_the_warning(days: int, is_due: bool) -> None:
    assert view_of().to_review(TODAY + days * DAY) is is_due


# --- From the first word to the end -----------------------------------------------------------------------------------


def test_a_manager_agrees_looks_again_and_ends_it(office: Office, alma: Child) -> None:
    warning_id = written(office, alma)
    later = MORNING + 30 * DAY
    with seeing(office.viewer("mia")) as mia:
        assert [each.id for each in queries.warnings_to_review(on=TODAY, viewer=mia)] == [warning_id]
        actions.agree_to_warning(warning_id=warning_id, version=1, actor=mia, at=MORNING)
        assert queries.warnings_to_review(on=TODAY, viewer=mia) == []
        assert queries.warnings_to_review(on=later.date(), viewer=mia) != []
        actions.review_warning(
            warning_id=warning_id, version=2, review_on=later.date() + 60 * DAY, ends_on=later.date() + 90 * DAY,
            actor=mia, at=later,
        )  # fmt: skip
        assert queries.warnings_to_review(on=later.date(), viewer=mia) == []
        actions.end_warning(warning_id=warning_id, version=3, why="De har flyttat.", actor=mia, at=later)
        (kept,) = queries.warnings_kept(viewer=mia)
    assert (kept.agreed_by, kept.end_reason, kept.in_force(later.date())) == ("Mia Chef", "De har flyttat.", False)


def test_whoever_did_not_get_to_know_is_told_after_all(office: Office, alma: Child) -> None:
    warning_id = written(office, alma)
    with seeing(office.viewer("dag")) as dag, pytest.raises(NoSuchWarning):
        actions.tell_of_warning(warning_id=warning_id, version=1, actor=dag, at=MORNING)
    with seeing(office.viewer("bo")) as bo:
        actions.tell_of_warning(warning_id=warning_id, version=1, actor=bo, at=MORNING)
        view = queries.warning(warning_id=warning_id, viewer=bo)
    assert (view.was_told, view.not_told_reason) == (True, "")


def test_two_windows_on_a_warning_do_not_overwrite_each_other(office: Office, alma: Child) -> None:
    warning_id = written(office, alma)
    with seeing(office.viewer("mia")) as mia:
        actions.agree_to_warning(warning_id=warning_id, version=1, actor=mia, at=MORNING)
        with pytest.raises(ChangedMeanwhile):
            actions.end_warning(warning_id=warning_id, version=1, why="Fel.", actor=mia, at=MORNING)


def test_a_caseworker_neither_agrees_nor_reviews_nor_ends(office: Office, alma: Child) -> None:
    warning_id = written(office, alma)
    days = {"review_on": TODAY + DAY, "ends_on": TODAY + 9 * DAY}
    with seeing(office.viewer("bo")) as bo:
        by: dict[str, Any] = {"warning_id": warning_id, "version": 1, "actor": bo, "at": MORNING}
        for act in (
            lambda: actions.agree_to_warning(**by),
            lambda: actions.review_warning(**days, **by),
            lambda: actions.end_warning(why="Nej.", **by),
        ):
            with pytest.raises(Refused):
                act()


def test_the_representative_reviews_and_the_manager_alone_agrees(office: Office, alma: Child) -> None:
    warning_id = written(office, alma)
    for name in ("sara", "sven"):
        with seeing(office.viewer(name)) as follower, pytest.raises(Refused) as refused:
            actions.agree_to_warning(warning_id=warning_id, version=1, actor=follower, at=MORNING)
        assert refused.value.verdict.codes == ("safety.not_manager",)
    with seeing(office.viewer("sara")) as sara:
        days = {"review_on": TODAY + DAY, "ends_on": TODAY + 9 * DAY}
        actions.review_warning(warning_id=warning_id, version=1, actor=sara, at=MORNING, **days)


def test_the_database_itself_asks_for_the_managers_agreement(office: Office, alma: Child) -> None:
    warning_id, bo = written(office, alma), office.employees["bo"]
    agreed = "UPDATE safety_warningnote SET agreed_at = now(), agreed_by_id = %s WHERE id = %s"
    refused = pytest.raises(IntegrityError, match="nobody who manages")
    with seeing(office.viewer("bo")), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(agreed, [bo, warning_id])


def test_where_a_warning_comes_from_is_seen_by_whoever_sees_the_incident(office: Office, alma: Child) -> None:
    incident_id = reported(office, linked_files=(alma.file_id,))
    warning_id = written(office, alma, incident_id=incident_id)
    other = make_child(office, "hugo", worker="dag")
    with seeing(office.viewer("bo")), connection.cursor() as cursor:
        cursor.execute("SELECT incident_id FROM safety_warningorigin WHERE warning_id = %s", [warning_id])
        assert cursor.fetchall() == [(incident_id,)]
    with seeing(office.viewer("dag")), connection.cursor() as cursor:
        cursor.execute("SELECT incident_id FROM safety_warningorigin")
        assert cursor.fetchall() == []
    with pytest.raises(NoSuchIncident):
        written(office, other, by="dag", incident_id=incident_id)


# --- Whom it reaches --------------------------------------------------------------------------------------------------


def met(office: Office, name: str, child: Child, *, place: str = "", on: date = TODAY) -> list[tuple[int, bool]]:
    with seeing(office.viewer(name)) as viewer:
        found = queries.warnings_on_visit(file_id=child.file_id, place=place, on=on, viewer=viewer)
    return [(each.id, each.is_open) for each in found]


def rows(office: Office, name: str, table: str) -> int:
    with seeing(office.viewer(name)), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        ((count,),) = cursor.fetchall()
    return int(count)


def test_the_wall_around_a_warning(office: Office, alma: Child) -> None:
    """Those who see the file it was written for, the manager and the representative of the unit, and the keeper."""
    written(office, alma)
    for name in ("bo", "mia", "sara", "sven"):
        assert rows(office, name, "safety_warningnote") == 1
    for name in ("dag", "cia", "max", "ida", "olga", "lo", "adam", "rut", "kim", "anna"):
        assert rows(office, name, "safety_warningnote") == 0
        assert rows(office, name, "safety_warningfile") == 0


def test_a_warning_on_a_household_is_met_through_its_files_and_reaches_more(office: Office, alma: Child) -> None:
    hugo = make_child(office, "hugo", worker="dag")
    warning_id = written(office, alma)
    assert met(office, "bo", alma) == [(warning_id, True)]
    assert met(office, "dag", hugo) == []
    with seeing(office.viewer("mia")) as mia:
        actions.reach_more_files(warning_id=warning_id, file_ids=(hugo.file_id,), actor=mia, at=MORNING + DAY)
        (reached,) = queries.warnings_on_visit(file_id=hugo.file_id, place="", on=TODAY, viewer=mia)
    assert met(office, "dag", hugo) == [(warning_id, True)]
    assert reached.since == MORNING + DAY


def test_a_warning_reaches_no_file_that_is_closed_to_whoever_writes(office: Office, alma: Child) -> None:
    elsewhere = make_child(office, "hugo", worker="cia")
    with pytest.raises(NotOpen):
        written(office, elsewhere)
    warning_id = written(office, alma)
    with seeing(office.viewer("bo")) as bo, pytest.raises(NotOpen):
        actions.reach_more_files(warning_id=warning_id, file_ids=(elsewhere.file_id,), actor=bo, at=MORNING)


def test_who_only_reads_a_file_lets_no_warning_reach_it(office: Office, alma: Child) -> None:
    """Cia goes along to Alma's: she reads the file, and carries no warning of her own child's into it."""
    warning_id = written(office, make_child(office, "hugo", worker="cia"), by="cia")
    goers = (office.employees["bo"], office.employees["cia"])
    with seeing(office.viewer("bo")) as bo:
        fields = VisitFields(planned_at=MORNING + DAY, place=STREET, goers=goers)
        actions.plan_visit(file_id=alma.file_id, fields=fields, actor=bo, at=MORNING)
    with seeing(office.viewer("cia")) as cia, pytest.raises(Refused) as refused:
        actions.reach_more_files(warning_id=warning_id, file_ids=(alma.file_id,), actor=cia, at=MORNING)
    assert refused.value.verdict.codes == ("access.not_casework",)


def test_no_run_lets_a_warning_reach_anything_and_nobody_does_after_its_end(office: Office) -> None:
    hugo, elsa = (make_child(office, name, worker=None) for name in ("hugo", "elsa"))
    warning_id = written(office, hugo, by="ida")
    with seeing(system_run("tests", units=frozenset({office.units["intake"]}))) as run, pytest.raises(Refused) as mine:
        actions.reach_more_files(warning_id=warning_id, file_ids=(elsa.file_id,), actor=run, at=MORNING)
    assert mine.value.verdict.codes == ("safety.no_person",)
    with seeing(office.viewer("ingvar")) as ingvar:
        actions.end_warning(warning_id=warning_id, version=1, why="Flyttat.", actor=ingvar, at=MORNING)
    with seeing(office.viewer("ida")) as ida, pytest.raises(Refused) as over:
        actions.reach_more_files(warning_id=warning_id, file_ids=(elsa.file_id,), actor=ida, at=MORNING)
    assert over.value.verdict.codes == ("safety.warning_ended",)


def test_a_warning_on_a_person_is_met_wherever_the_person_stands_around_the_child(office: Office, alma: Child) -> None:
    warning_id = written(office, alma, about=WarningOn.PERSON, person_id=alma.guardians["eva"])
    assert met(office, "bo", alma) == [(warning_id, True)]
    assert met(office, "mia", alma) == [(warning_id, True)]


def test_a_warning_on_an_address_is_known_to_whoever_is_to_go_there(office: Office, alma: Child) -> None:
    """Also to Cia in the other unit: the words, never the warning itself or the file it was written in."""
    warning_id = written(office, alma, about=WarningOn.ADDRESS, address=STREET)
    hugo = make_child(office, "hugo", worker="cia")
    assert met(office, "cia", hugo, place="storgatan 1  NORRHAM") == [(warning_id, False)]
    assert met(office, "cia", hugo, place="Storgatan 11, Norrham") == []
    with seeing(office.viewer("cia")) as cia, pytest.raises(NoSuchWarning):
        queries.warning(warning_id=warning_id, viewer=cia)
    assert met(office, "bo", alma, place=STREET) == [(warning_id, True)]


@pytest.mark.parametrize(
    ("written_as", "planned_as", "is_met"),
    [
        ("Storgatan 1", STREET, True),
        (STREET, "Storgatan 1", True),
        ("Storgatan 1, Norrham", "Storgatan 1 lgh 1203, 123 45 NORRHAM", True),
        ("Storgatan 1, 12345 Norrham", "Storgatan 1, 123 45 Norrham", True),
        ("Storgatan 1B", "Storgatan 1 b, Norrham", True),
        ("Storgatan 1", "Storgatan 1 B, Norrham", True),
        ("Storgatan 1, Norrham", "Storgatan 11, Norrham", False),
        ("Storgatan 1, Norrham", "Storgatan 1, Söderby", False),
        ("Storgatan 1 lgh 1101", "Storgatan 1 lgh 1203, Norrham", False),
        ("Storgatan", "Storgatan 1", False),
        ("Norrgården", "Norrgården", True),
        ("Norrgården", "Norrgården, Norrham", False),
        ("Storgatan 1", "", False),
    ],
)
def test_an_address_is_met_however_fully_it_is_written(
    office: Office, alma: Child, written_as: str, planned_as: str, is_met: bool
) -> None:
    warning_id = written(office, alma, about=WarningOn.ADDRESS, address=written_as)
    hugo = make_child(office, "hugo", worker="cia")
    assert met(office, "cia", hugo, place=planned_as) == ([(warning_id, False)] if is_met else [])


@pytest.mark.parametrize(
    ("who", "unit"),
    [("ida", "intake"), ("bo", "barn1"), ("mia", "barn1"), ("sara", "barn1"), ("sven", "barn1"), ("sven", "barn2")],
)
def test_whoever_learns_of_a_danger_warns_of_an_address_in_no_file(office: Office, who: str, unit: str) -> None:
    hugo = make_child(office, "hugo", worker="cia")
    warning_id = at_address(office, who, unit)
    assert met(office, "cia", hugo, place=STREET) == [(warning_id, False)]


def test_the_manager_of_the_unit_agrees_to_a_warning_in_no_file(office: Office) -> None:
    warning_id = at_address(office, "sven", "barn1")
    with seeing(office.viewer("mia")) as mia:
        assert [each.id for each in queries.warnings_to_review(on=TODAY, viewer=mia)] == [warning_id]
        actions.agree_to_warning(warning_id=warning_id, version=1, actor=mia, at=MORNING)
    with seeing(office.viewer("cia")) as cia, pytest.raises(NoSuchWarning):
        queries.warning(warning_id=warning_id, viewer=cia)


@pytest.mark.parametrize(("who", "unit"), [("kim", "barn1"), ("bo", "barn2"), ("sara", "barn2")])
def test_nobody_warns_for_a_unit_that_is_not_hers(office: Office, who: str, unit: str) -> None:
    with pytest.raises(Refused) as refused:
        at_address(office, who, unit)
    assert refused.value.verdict.codes == ("safety.not_warning",)


def at_address(office: Office, who: str, unit: str) -> int:
    """A warning on the street, in no child's file."""
    with seeing(office.viewer(who)) as actor:
        fields = replace(FIELDS, about=WarningOn.ADDRESS, address=STREET, file_ids=(), unit_id=office.units[unit])
        return actions.write_warning(fields=fields, actor=actor, at=MORNING)


def test_the_door_to_addresses_opens_to_those_who_do_casework(office: Office, alma: Child) -> None:
    written(office, alma, about=WarningOn.ADDRESS, address=STREET)
    knows = set()
    for name in office.employees:
        with seeing(office.viewer(name)), connection.cursor() as cursor:
            cursor.execute("SELECT cause, words FROM safety_warnings_at(%s, %s)", ["storgatan 1 norrham", TODAY])
            if cursor.fetchall() == [("threatening", "Åk två. Ring när ni är framme.")]:
                knows.add(name)
            cursor.execute("SELECT count(*) FROM safety_warnings_at('', %s)", [TODAY])
            assert cursor.fetchall() == [(0,)]
    assert knows == {"ida", "bo", "dag", "stina", "mia", "ingvar", "cia", "max", "olga"}
    with connection.cursor() as nobody:
        nobody.execute("SELECT count(*) FROM safety_warnings_at('storgatan 1 norrham', %s)", [TODAY])
        assert nobody.fetchall() == [(0,)]


def test_a_warning_that_has_ended_or_run_out_is_met_no_more(office: Office, alma: Child) -> None:
    warning_id = written(office, alma, about=WarningOn.ADDRESS, address=STREET)
    last = TODAY + 180 * DAY
    assert met(office, "bo", alma, place=STREET, on=last) == [(warning_id, True)]
    assert met(office, "bo", alma, place=STREET, on=last + DAY) == []
    with seeing(office.viewer("mia")) as mia:
        actions.end_warning(warning_id=warning_id, version=1, why="Flyttat.", actor=mia, at=MORNING)
    for name, child in (("bo", alma), ("cia", make_child(office, "hugo", worker="cia"))):
        assert met(office, name, child, place=STREET) == []


def test_nobody_asks_what_is_met_in_a_file_that_is_closed_to_her(office: Office, alma: Child) -> None:
    written(office, alma)
    for name in ("cia", "dag", "lo"):
        assert met(office, name, alma) == []
