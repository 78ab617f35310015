"""The unit as its manager sees it: who needs somebody, what comes due, what stands still, who has looked in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.factories.decisions import adopt_order
from tests.factories.investigations import Opened, close, hear_everybody, open_on, tell_everybody, write_everything
from tests.factories.people import Child, make_child
from tests.factories.staff import SETUP, Office, make_office
from tests.web.conftest import SAVEPOINTS, SignIn, many_children

from skyddsnat.domains.investigations import actions as investigations
from skyddsnat.domains.investigations import queries as investigation_queries
from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal.types import NoteKind
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.models import Absence, RoleHolding
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db

Count = Callable[..., Any]
DAY = timedelta(days=1)
TABS = ("", "clocks/", "standing/", "chains/", "obstacles/", "accesses/", "absences/")


@pytest.fixture
def office(now: datetime) -> Office:
    """The office of some months ago: much has happened since."""
    return make_office(at=now - 200 * DAY)


def read(sign_in: SignIn, tab: str = "", who: str = "mia") -> str:
    answer = sign_in(who).get(f"/unit/{tab}")
    assert answer.status_code == 200
    return answer.content.decode()


def away(office: Office, who: str, now: datetime, *, days: int, since: int = 0) -> None:
    starts_on = local_date(now) - since * DAY
    with seeing(SETUP):
        staff.report_absence(
            employee_id=office.employees[who], starts_on=starts_on, ends_on=starts_on + days * DAY, actor=SETUP, at=now
        )


def give_deputy(office: Office, child: Child, who: str, now: datetime) -> None:
    mia = office.viewer("mia", now)
    with seeing(mia):
        access.assign(
            file_id=child.file_id, employee_id=office.employees[who], part=Part.DEPUTY, unit_id=office.units["barn1"],
            actor=mia, at=now,
        )  # fmt: skip


# --- Who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("who", ["bo", "ida", "stina", "kaj", "lo", "adam", "nils"])
def test_the_unit_is_its_managers_alone(sign_in: SignIn, tab: str, who: str) -> None:
    assert sign_in(who).get(f"/unit/{tab}").status_code == 403


@pytest.mark.parametrize("tab", TABS)
def test_a_manager_of_another_unit_sees_nothing_of_this_one(
    office: Office, sign_in: SignIn, now: datetime, tab: str
) -> None:
    child = make_child(office, at=now - 40 * DAY)
    open_on(office, child, at=now - 30 * DAY)
    away(office, "bo", now, days=10)
    page = read(sign_in, tab, who="max")
    for hidden in ("Alma", "Bo Handläggare", str(reverse("children:file", args=[child.file_id]))):
        assert hidden not in page


@pytest.mark.parametrize("tab", TABS)
def test_a_protected_child_has_no_name_here(office: Office, sign_in: SignIn, now: datetime, tab: str) -> None:
    child = make_child(office, protection=Protection.FLAG, at=now - 40 * DAY)
    open_on(office, child, at=now - 30 * DAY)
    away(office, "bo", now, days=10)
    page = read(sign_in, tab)
    assert "Alma" not in page
    assert "Åkerlund" not in page


# --- How it stands ----------------------------------------------------------------------------------------------------


def test_a_week_away_without_a_deputy_leaves_a_child_with_no_one_in_charge(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, at=now - 40 * DAY)
    away(office, "bo", now, days=7)
    page = read(sign_in)
    assert "Barn som ingen har ansvar för nu" in page
    assert "Bo Handläggare är borta och har ingen ersättare" in page
    assert reverse("children:assign", args=[child.file_id]) in page


def test_a_short_absence_and_one_with_a_deputy_alarm_nobody(office: Office, sign_in: SignIn, now: datetime) -> None:
    make_child(office, at=now - 40 * DAY)
    away(office, "bo", now, days=6)
    other = make_child(office, "elsa", worker="dag", at=now - 40 * DAY)
    away(office, "dag", now, days=20)
    give_deputy(office, other, "stina", now)
    assert "ingen har ansvar" not in read(sign_in)


def test_the_most_exposed_child_comes_first(office: Office, sign_in: SignIn, now: datetime) -> None:
    """The nearest clock first; of children without a clock the youngest."""
    make_child(office, "elsa", at=now - 40 * DAY)
    make_child(office, "hugo", guardians=(), at=now - 40 * DAY)
    with_clock = make_child(office, "alma", at=now - 40 * DAY)
    open_on(office, with_clock, at=now - 30 * DAY)
    away(office, "bo", now, days=10)
    page = read(sign_in)
    assert page.index("Alma Å.") < page.index("Hugo E.") < page.index("Elsa Ö.")


def test_a_child_given_to_nobody_waits_with_a_button(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, worker=None, at=now)
    page = read(sign_in, who="ingvar")
    assert "Att fördela" in page
    assert reverse("children:assign", args=[child.file_id]) in page
    assert "Att fördela" not in read(sign_in, who="mia")


def test_each_caseworker_stands_with_children_and_clocks(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - 200 * DAY)
    open_on(office, child, at=now - 200 * DAY)
    make_child(office, "elsa", at=now)
    response = sign_in("mia").get("/unit/")
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in response.context["workload"].rows}
    children, clocks, late, coming = rows["Bo Handläggare"]
    assert (children, coming) == ("2", "0")
    assert int(clocks) >= int(late) >= 1
    assert rows["Dag Kollega"] == ["0", "0", "0", "0"]
    assert "Cia Utanför" not in rows


def test_somebody_who_left_the_unit_but_still_has_a_child_is_shown(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    make_child(office, at=now - 40 * DAY)
    with seeing(SETUP):
        holding = RoleHolding.objects.get(employee_id=office.employees["bo"])
        staff.end_role(holding_id=holding.pk, ends_on=local_date(now), actor=SETUP, at=now)
    assert "Bo Handläggare" in read(sign_in)


# --- Clocks -----------------------------------------------------------------------------------------------------------


def test_clocks_come_in_their_order_with_paragraph_and_caseworker(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    open_on(office, make_child(office, "elsa", at=now - 40 * DAY), at=now - 10 * DAY)
    open_on(office, make_child(office, "alma", at=now - 40 * DAY), at=now - 30 * DAY)
    page = read(sign_in, "clocks/")
    assert "20 kap. 3 § SoL" in page
    assert "Bo Handläggare" in page
    days = [row[2].title for row in sign_in("mia").get("/unit/clocks/").context["table"].rows]
    assert days == sorted(days)


def test_every_clock_is_reached_page_by_page_and_once(office: Office, sign_in: SignIn, now: datetime) -> None:
    investigated(office, 60, now)
    mia = sign_in("mia")
    url, seen = "/unit/clocks/", []
    while url:
        context = mia.get(url).context
        seen += [(row[0].url, row[1].text, row[2].title) for row in context["table"].rows]
        url = context["next_url"]
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("place", ["x", "2026-01-01", "2026-01-01,x", ",", "2026-13-01,1"])
def test_a_place_that_nobody_wrote_begins_from_the_start(sign_in: SignIn, place: str) -> None:
    assert sign_in("mia").get("/unit/clocks/", {"after": place}).status_code == 200


# --- Standing still ---------------------------------------------------------------------------------------------------


def test_two_weeks_without_a_step_are_shown_and_a_note_is_a_step(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, at=now - 40 * DAY)
    opened = open_on(office, child, at=now - 30 * DAY)
    page = read(sign_in, "standing/")
    assert "Två veckor utan något steg" in page
    assert reverse("investigations:investigation", args=[opened.id]) in page
    note(office, child, now)
    assert "Utredningar som står still" not in read(sign_in, "standing/")


def note(office: Office, child: Child, now: datetime) -> None:
    bo = office.viewer("bo", now)
    with seeing(bo):
        journal.write_note(
            file_id=child.file_id, kind=NoteKind.NOTE, happened_at=now, with_whom="Eva", text="Eva ringde.",
            about={}, actor=bo, at=now,
        )  # fmt: skip


def test_an_answer_that_should_have_come_is_named(office: Office, sign_in: SignIn, now: datetime) -> None:
    opened = open_on(office, make_child(office, at=now - 40 * DAY), at=now - 30 * DAY)
    bo = office.viewer("bo", now)
    with seeing(bo):
        investigations.wait_for(
            investigation_id=opened.id, for_whom="Barnpsykiatrin", what="Utlåtande",
            until=local_date(now - 5 * DAY), actor=bo, at=now - 20 * DAY,
        )  # fmt: skip
    page = read(sign_in, "standing/")
    assert "Svaret skulle ha kommit" in page
    assert "Utlåtande från Barnpsykiatrin" in page


def test_a_withheld_notice_is_shown_without_the_party(office: Office, sign_in: SignIn, now: datetime) -> None:
    opened = open_on(office, make_child(office, at=now - 40 * DAY), at=now - DAY)
    bo = office.viewer("bo", now)
    with seeing(bo):
        (notice,) = investigation_queries.notices(investigation_id=opened.id, viewer=bo)
        investigations.withhold_notice(
            notice_id=notice.id, reason="Risk för Alma.", until=local_date(now + 5 * DAY), actor=bo, at=now
        )
    page = read(sign_in, "standing/")
    assert "Besked som väntar" in page
    assert "Eva Å" not in page
    assert "Risk för Alma" not in page


# --- Chains, obstacles, accesses --------------------------------------------------------------------------------------


def test_the_same_question_again_is_one_clock(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now - 190 * DAY)
    first = open_on(office, child, at=now - 180 * DAY)
    finish(office, first, now - 100 * DAY)
    open_on(office, child, what_is_new="En ny anmälan.", at=now - 90 * DAY)
    page = read(sign_in, "chains/")
    assert "Omsorg och föräldraförmåga" in page
    assert "Pågår, över fyra månader tillsammans" in page
    assert "Alma" not in page
    assert "En ny anmälan" not in page


def finish(office: Office, opened: Opened, at: datetime) -> None:
    tell_everybody(office, opened, at=at - 2 * DAY)
    write_everything(office, opened, at=at - DAY)
    hear_everybody(office, opened, at=at - DAY)
    close(office, opened, at=at)


def test_obstacles_are_counted_without_names(office: Office, sign_in: SignIn, now: datetime) -> None:
    page = read(sign_in, "obstacles/")
    assert "Inget hinder är uppgivet" in page
    assert sign_in("mia").get("/unit/obstacles/", {"since": "x", "until": ""}).status_code == 200


def test_an_emergency_access_is_shown_to_the_manager_the_same_day(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, at=now - 40 * DAY)
    cia = office.viewer("cia", now)
    with seeing(cia):
        access.take_emergency_access(file_id=child.file_id, reason="Barnet står här.", actor=cia, at=now)
    page = read(sign_in, "accesses/")
    for text in ("Cia Utanför", "Barnet står här.", "Nödåtkomst", "Inte granskad än", "Alma Å."):
        assert text in page
    assert "Barnet står här." not in read(sign_in, "accesses/", who="max")


# --- Absence ----------------------------------------------------------------------------------------------------------


def test_an_absence_is_written_down_and_ended(office: Office, sign_in: SignIn, now: datetime) -> None:
    today = local_date(now)
    mia = sign_in("mia")
    fields = {"employee": office.employees["bo"], "first": today - DAY, "last": today + 9 * DAY}
    assert mia.post("/unit/absences/", fields).status_code == 302
    row = Absence.objects.get()
    assert (row.starts_on, row.ends_on) == (today - DAY, today + 10 * DAY)
    assert "Borta nu" in mia.get("/unit/absences/").content.decode()
    assert mia.post(f"/unit/absences/{row.pk}/back/", {"back_on": today}).status_code == 302
    assert Absence.objects.get().ends_on == today


def test_only_ones_own_staff_can_be_written_down(office: Office, sign_in: SignIn, now: datetime) -> None:
    today = local_date(now)
    fields = {"employee": office.employees["cia"], "first": today, "last": today}
    assert sign_in("mia").post("/unit/absences/", fields).status_code == 422
    assert not Absence.objects.exists()


def test_the_absence_of_others_staff_is_not_there(office: Office, sign_in: SignIn, now: datetime) -> None:
    away(office, "cia", now, days=5)
    row = Absence.objects.get()
    url = f"/unit/absences/{row.pk}/back/"
    assert sign_in("mia").get(url).status_code == 404
    assert sign_in("mia").post(url, {"back_on": local_date(now) + DAY}).status_code == 404
    assert sign_in("mia").get("/unit/absences/9999/back/").status_code == 404
    assert "Cia" not in read(sign_in, "absences/")


def test_what_is_wrong_is_said_and_kept(office: Office, sign_in: SignIn, now: datetime) -> None:
    today = local_date(now)
    mia = sign_in("mia")
    wrong = {"employee": office.employees["bo"], "first": today, "last": today - DAY}
    answer = mia.post("/unit/absences/", wrong)
    assert answer.status_code == 422
    assert "Sista dagen kan inte vara före den första." in answer.content.decode()
    away(office, "bo", now, days=3)
    row = Absence.objects.get()
    refused = mia.post(f"/unit/absences/{row.pk}/back/", {"back_on": today})
    assert refused.status_code == 422
    assert "Första dagen tillbaka är efter första dagen borta." in refused.content.decode()


# --- The cost ---------------------------------------------------------------------------------------------------------


def investigated(office: Office, count: int, now: datetime) -> None:
    """So many children of Bo's with an investigation each."""
    for child in many_children(office, count, at=now - 40 * DAY):
        open_on(office, child, at=now - 30 * DAY)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("count", [1, 30])
def test_each_page_costs_eight_statements_whatever_the_amount(
    office: Office, sign_in: SignIn, now: datetime, tab: str, count: int, django_assert_max_num_queries: Count
) -> None:
    adopt_order(office, at=now - 190 * DAY)
    investigated(office, count, now)
    away(office, "bo", now, days=10)
    mia = sign_in("mia")
    with django_assert_max_num_queries(8 + SAVEPOINTS):
        assert mia.get(f"/unit/{tab}").status_code == 200


def test_a_manager_of_two_units_sees_both(office: Office, sign_in: SignIn, now: datetime) -> None:
    with seeing(SETUP):
        staff.give_role(
            employee_id=office.employees["mia"], unit_id=office.units["barn2"], role=Role.UNIT_MANAGER,
            starts_on=local_date(now) - DAY, actor=SETUP, at=now,
        )  # fmt: skip
    page = read(sign_in)
    for text in ("Barn 1", "Barn 2", "Bo Handläggare", "Cia Utanför"):
        assert text in page
