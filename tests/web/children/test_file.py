"""The child's file: its head, its line, what runs, what has happened, who has read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.decisions import adopt_order, decide, proposed_to
from tests.factories.intake import CALM, assess, receive, report_on
from tests.factories.investigations import carried_through, open_on
from tests.factories.people import Child, add_adult, give_to, make_child
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal.types import NoteKind, Understood
from skyddsnat.domains.people.actions import add_relation
from skyddsnat.domains.people.queries import subject_of_file
from skyddsnat.domains.people.types import Protection, RelationKind
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit.queries import events_of_file

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TABS = ["", "events/", "people/", "documents/", "readers/"]
Count = Callable[..., Any]


def give(office: Office, child: Child, to: str, at: datetime) -> None:
    """Mia gives the child to somebody in her unit."""
    mia = office.viewer("mia", at)
    with seeing(mia):
        access.assign(
            file_id=child.file_id, employee_id=office.employees[to], part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"], actor=mia, at=at,
        )  # fmt: skip


def talk(office: Office, child: Child, at: datetime, **changes: Any) -> int:
    """Bo has talked with the child."""
    bo = office.viewer("bo", at)
    said = {
        "held_at": at, "place": "skolan", "purpose": "Hur det är hemma", "was_alone": True, "not_alone_reason": "",
        "childs_words": "Jag vill inte byta skola.", "told": "Varför vi ses.", "understood": Understood.YES,
        "understood_how": "", "already_told": "kvällen i maj",
    } | changes  # fmt: skip
    with seeing(bo):
        return journal.hold_talk(talk_id=None, file_id=child.file_id, version=None, actor=bo, at=at, **said)


def note(office: Office, child: Child, at: datetime, text: str = "Mamman ringde.", **changes: Any) -> int:
    """Bo has written a note."""
    bo = office.viewer("bo", at)
    with seeing(bo):
        return journal.write_note(
            file_id=child.file_id, kind=NoteKind.CONTACT, happened_at=at, with_whom="mamman", text=text, actor=bo,
            at=at, **changes,
        )  # fmt: skip


# --- Who sees it ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("who", ["cia", "max", "kaj", "lo", "anna", "adam", "rut", "ida"])
def test_a_file_that_is_not_open_does_not_exist(
    office: Office, sign_in: SignIn, now: datetime, tab: str, who: str
) -> None:
    child = make_child(office, at=now)

    answer = sign_in(who).get(f"/children/{child.file_id}/{tab}")

    assert answer.status_code == 404
    assert sign_in(who).get(f"/children/999999/{tab}").status_code == 404


@pytest.mark.parametrize("tab", TABS)
def test_every_opening_is_logged_with_its_ground(office: Office, sign_in: SignIn, now: datetime, tab: str) -> None:
    child = make_child(office, at=now)

    assert sign_in("bo").get(f"/children/{child.file_id}/{tab}").status_code == 200

    bo = office.viewer("bo", now + HOUR)
    with seeing(bo):
        read = events_of_file(file_id=child.file_id, viewer=bo, deed="access.file.read")
    assert [event.ground for event in read] == ["assigned"]


# --- The head ---------------------------------------------------------------------------------------------------------


def test_the_third_responsible_one_in_a_year_is_said(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - 60 * DAY)
    give(office, child, "dag", now - 30 * DAY)
    assert "12 månader" not in sign_in("dag").get(f"/children/{child.file_id}/").content.decode()
    give(office, child, "stina", now - 2 * DAY)

    assert "Tredje ansvariga på 12 månader" in sign_in("stina").get(f"/children/{child.file_id}/").content.decode()


def test_a_child_without_anyone_says_so(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    mia = office.viewer("mia", now)
    with seeing(mia):
        from_file = access.assign(
            file_id=child.file_id, employee_id=office.employees["dag"], part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"], actor=mia, at=now - HOUR,
        )  # fmt: skip
        access.end_assignment(assignment_id=from_file, actor=mia, at=now)

    assert "Ingen är ansvarig" in sign_in("mia").get(f"/children/{child.file_id}/").content.decode()


def test_emergency_access_is_a_red_banner_with_its_end(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    cia = office.viewer("cia", now)
    with seeing(cia):
        access.take_emergency_access(file_id=child.file_id, reason="Barnet ringde.", actor=cia, at=now)

    page = sign_in("cia").get(f"/children/{child.file_id}/").content.decode()

    assert "Nödåtkomst" in page
    assert "Akten är öppen för dig till" in page
    assert "Akten är öppen för dig till" not in sign_in("bo").get(f"/children/{child.file_id}/").content.decode()


@pytest.mark.parametrize("tab", TABS)
def test_of_a_protected_child_no_page_tells_name_number_or_school(
    office: Office, sign_in: SignIn, now: datetime, tab: str
) -> None:
    child = make_child(office, guardians=(), protection=Protection.REGISTRATION, at=now)

    page = sign_in("bo").get(f"/children/{child.file_id}/{tab}").content.decode()

    assert "Skyddade uppgifter" in page
    assert not [secret for secret in ("Alma", "Åkerlund", "20180412", "Lindskolan") if secret in page]


def test_where_the_household_of_a_protected_child_is_reached_is_masked_too(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, guardians=("eva",), protection=Protection.FLAG, at=now)

    page = sign_in("bo").get(f"/children/{child.file_id}/people/").content.decode()

    assert "Eva Åkerlund" in page
    assert "070-000" not in page


def test_protected_data_is_shown_for_a_reason_in_that_answer_alone(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, protection=Protection.FLAG, at=now)
    bo = sign_in("bo")

    refused = bo.post(f"/children/{child.file_id}/reveal/", {"reason": " "})
    shown = bo.post(f"/children/{child.file_id}/reveal/", {"reason": "Ska åka dit nu."})
    after = bo.get(f"/children/{child.file_id}/people/")

    assert refused.status_code == 422
    assert "Alma" not in refused.content.decode()
    assert "Alma Åkerlund" in shown.content.decode()
    assert "Lindskolan" in shown.content.decode()
    assert "Alma" not in after.content.decode()
    viewer = office.viewer("bo", now + HOUR)
    with seeing(viewer):
        assert len(events_of_file(file_id=child.file_id, viewer=viewer, deed="people.protected.revealed")) == 1


# --- The line and what runs -------------------------------------------------------------------------------------------


def test_the_line_tells_the_story_and_the_gap(office: Office, sign_in: SignIn, now: datetime) -> None:
    receipt = receive(office, report_on("alma", received_at=now - 90 * DAY, violence_suspected=True), at=now - 90 * DAY)
    child = Child(receipt.file_ids[0], 0)
    give_to(office, child, "dag", at=now - 80 * DAY)
    mia = office.viewer("mia", now - 40 * DAY)
    with seeing(mia):
        last = access.assign(
            file_id=child.file_id, employee_id=office.employees["stina"], part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"], actor=mia, at=now - 40 * DAY,
        )  # fmt: skip
        access.end_assignment(assignment_id=last, actor=mia, at=now - 30 * DAY)
    give(office, child, "bo", now - 10 * DAY)
    talk(office, child, now - DAY)

    page = sign_in("bo").get(f"/children/{child.file_id}/").content.decode()

    assert "Almas linje" in page
    assert "skola, våld" in page
    assert "dagar utan ansvarig" in page
    assert "samtal i enrum" in page
    assert "dagar sedan första anmälan, ingen insats påbörjad" in page


def test_the_steps_of_the_investigation_say_why_it_cannot_be_closed(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, at=now - 10 * DAY)
    opened = open_on(office, child, at=now - 9 * DAY)

    page = sign_in("bo").get(f"/children/{child.file_id}/").content.decode()

    assert "Går inte att avsluta än" in page
    assert "Barnets egen syn saknas" in page
    assert "#sol-3-2" in page
    assert f"/investigations/{opened.id}/extend/" in page
    assert f"/investigations/{opened.id}/plan/" in page


def test_a_report_comes_first_until_protection_is_assessed(office: Office, sign_in: SignIn, now: datetime) -> None:
    receipt = receive(office, report_on("alma", received_at=now), at=now)
    url = f"/children/{receipt.file_ids[0]}/"

    before = sign_in("ida").get(url).content.decode()
    assess(office, receipt.report_child_ids[0], at=now, assessment=CALM)
    after = sign_in("ida").get(url).content.decode()

    assert "Genast. Du kan alltid bedöma" in before
    assert f"/reports/child/{receipt.report_child_ids[0]}/preliminary/" in after
    assert "Genast. Du kan alltid bedöma" not in after


def test_a_granted_service_that_has_not_started_is_shown_until_it_has(office: Office, sign_in: SignIn) -> None:
    child = make_child(office)
    adopt_order(office)
    decide(office, proposed_to(office, child))

    page = sign_in("bo").get(f"/children/{child.file_id}/").content.decode()

    assert "Insatsen ska starta" in page
    assert "34 kap. 1 § SoL" in page


def test_a_closed_investigation_without_a_decision_is_shown_as_just_that(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    """Lesson 4: a missing decision is worse than a wrong one."""
    child = make_child(office, at=now - 90 * DAY)
    opened = carried_through(office, child, opened_at=now - 80 * DAY, closed_at=now - DAY)

    page = sign_in("bo").get(f"/children/{child.file_id}/").content.decode()

    assert "beslut saknas" in page
    assert f"/decisions/investigation/{opened.id}/propose/" in page


def test_what_the_child_has_told_stands_beside(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    talk(office, child, now - HOUR)

    page = sign_in("bo").get(f"/children/{child.file_id}/").content.decode()

    assert "Det här har Alma redan berättat" in page
    assert "Jag vill inte byta skola." in page
    assert "kvällen i maj" in page


# --- Events and readers -----------------------------------------------------------------------------------------------


def test_events_hold_every_note_in_full_with_its_additions(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    about = {1: [child.person_id], 2: [child.person_id, child.guardians["eva"]]}
    note_id = note(office, child, now - HOUR, "Alma sov hos mormor.\n\nBåda är trötta.", about=about)
    bo = office.viewer("bo", now)
    with seeing(bo):
        journal.add_to_note(note_id=note_id, text="Det var lördag.", kind=NoteKind.CORRECTION, actor=bo, at=now)

    page = sign_in("bo").get(f"/children/{child.file_id}/events/").content.decode()

    assert "Alma sov hos mormor." in page
    assert "Om Alma Åkerlund och Eva Åkerlund" in page
    assert "Påpekad felaktighet" in page
    assert "Det var lördag." in page


def test_notes_go_on_where_the_page_before_ended(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - 2 * DAY)
    for number in range(35):
        note(office, child, now - DAY + timedelta(minutes=number), f"Anteckning nummer {number:02d}.")
    bo = sign_in("bo")

    first = bo.get(f"/children/{child.file_id}/events/").content.decode()
    last = first.split('href="?before=')[1].split('"')[0]
    second = bo.get(f"/children/{child.file_id}/events/?before={last}")

    assert "nummer 34" in first
    assert "nummer 04" not in first
    assert "nummer 04" in second.content.decode()
    assert "nummer 05" not in second.content.decode()


def test_the_file_shows_who_has_read_it_emergency_in_red(office: Office, sign_in: SignIn, now: datetime) -> None:
    """Lesson 16: the file's owner sees it the same day."""
    child = make_child(office, at=now - DAY)
    cia = office.viewer("cia", now)
    with seeing(cia):
        access.take_emergency_access(file_id=child.file_id, reason="Barnet ringde jouren.", actor=cia, at=now)
    sign_in("cia").get(f"/children/{child.file_id}/")

    page = sign_in("bo").get(f"/children/{child.file_id}/readers/").content.decode()

    assert "Barnet ringde jouren." in page
    assert page.count('<tr data-tone="late">') == 2
    assert "Cia Utanför (NH007)" in page


def test_readers_go_on_and_all_that_was_written_can_be_seen(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - DAY)
    bo = sign_in("bo")
    for _ in range(52):
        bo.get(f"/children/{child.file_id}/documents/")

    first = bo.get(f"/children/{child.file_id}/readers/").content.decode()
    link = first.split('href="?kind=readings&amp;before=')[1].split('"')[0]
    second = bo.get(f"/children/{child.file_id}/readers/?kind=readings&before={link}").content.decode()

    assert "Lade upp akten" not in first
    assert "Lade upp akten" in second
    assert "Personuppgifter" in bo.get(f"/children/{child.file_id}/readers/?kind=people").content.decode()
    assert bo.get(f"/children/{child.file_id}/readers/?kind=rubbish&before=rubbish").status_code == 200


# --- What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", [1, 15])
@pytest.mark.parametrize("tab", TABS)
def test_a_page_of_the_file_asks_at_most_fourteen_times_whatever_there_is(
    office: Office, sign_in: SignIn, now: datetime, amount: int, tab: str, django_assert_max_num_queries: Count
) -> None:
    receipt = receive(office, report_on("alma", received_at=now - 40 * DAY), at=now - 40 * DAY)
    child = Child(receipt.file_ids[0], _person(office, receipt.file_ids[0], now))
    assess(office, receipt.report_child_ids[0], at=now - 40 * DAY + HOUR)
    give_to(office, child, "bo", at=now - 39 * DAY)
    open_on(office, child, at=now - 38 * DAY)
    add_adult(office, child, "eva", by="bo", at=now - 38 * DAY)
    for number in range(amount):
        at = now - 30 * DAY + number * DAY
        talk(office, child, at)
        note(office, child, at)
        receive(office, replace(report_on("alma"), received_at=at), at=at)
    bo = sign_in("bo")

    with django_assert_max_num_queries(14 + SAVEPOINTS):
        assert bo.get(f"/children/{child.file_id}/{tab}").status_code == 200


def _person(office: Office, file_id: int, now: datetime) -> int:
    mia = office.viewer("ingvar", now)
    with seeing(mia):
        return subject_of_file(file_id=file_id, viewer=mia).id


def test_siblings_whose_files_are_open_are_one_press_away(office: Office, sign_in: SignIn, now: datetime) -> None:
    alma, hugo = make_child(office, at=now - DAY), make_child(office, "hugo", at=now - DAY)
    bo = office.viewer("bo", now)
    with seeing(bo):
        add_relation(
            file_id=alma.file_id, other=hugo.person_id, kind=RelationKind.SIBLING, lives_together=True, starts_on=None,
            note="", actor=bo, at=now,
        )  # fmt: skip

    assert (
        f'href="/children/{hugo.file_id}/"' in sign_in("bo").get(f"/children/{alma.file_id}/people/").content.decode()
    )
