"""Staff, units and the delegation order, kept by an administrator who sees no child."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories import oncall
from tests.factories.decisions import adopt_order
from tests.factories.people import make_child
from tests.factories.staff import SETUP, Office, make_office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.decisions.queries import delegation_on, meetings
from skyddsnat.foundation.access.actions import assign, close_to_leaver, take_emergency_access
from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit.queries import log_events
from skyddsnat.foundation.drafts.models import Draft
from skyddsnat.foundation.oncall.queries import readers
from skyddsnat.foundation.staff.actions import set_password
from skyddsnat.foundation.staff.models import Employee, RoleHolding, Unit
from skyddsnat.foundation.staff.queries import member
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office(now: datetime) -> Office:
    """The office of some months ago."""
    made = make_office(at=now - 100 * DAY)
    adopt_order(made, at=now - 90 * DAY)
    return made


@pytest.fixture
def adam(sign_in: SignIn) -> Client:
    return sign_in("adam")


def new(office: Office, now: datetime, **other: Any) -> dict[str, Any]:
    """Nora begins in Barn 2."""
    return {
        "name": "Nora Nyman", "username": "nora", "service_code": "NH900", "since": "2024-01-08",
        "unit": office.units["barn2"], "role": "caseworker", "first": local_date(now), "last": "",
    } | other  # fmt: skip


def hired(adam: Client, office: Office, now: datetime) -> int:
    assert adam.post("/staff/new/", new(office, now)).status_code == 302
    return Employee.objects.get(username="nora").pk


def password_of(adam: Client, employee_id: int) -> str:
    answer = adam.post(f"/staff/{employee_id}/password/")
    assert answer.status_code == 200
    return str(answer.context["password"])


# --- Staff ------------------------------------------------------------------------------------------------------------


def test_somebody_new_is_hired_given_a_password_and_chooses_her_own(
    office: Office, adam: Client, now: datetime
) -> None:
    nora = hired(adam, office, now)
    page = adam.get("/staff/").content.decode()
    assert "Nora Nyman" in page
    assert "Kan inte logga in" in page
    start = password_of(adam, nora)

    browser = Client()
    assert browser.post("/login/", {"username": "nora", "password": start}).status_code == 302
    for closed in ("/", "/children/", "/drafts/"):
        assert browser.get(closed).headers["Location"] == "/password/"
    assert browser.get("/api/v1/areas").status_code == 401
    assert "Välj ett eget lösenord" in browser.get("/password/").content.decode()
    chosen = {"old_password": start, "new_password1": "en lugn morgon i mars", "new_password2": "en lugn morgon i mars"}
    same = chosen | {"new_password1": start, "new_password2": start}
    for wrong in (same, chosen | {"new_password2": "en annan"}, chosen | {"old_password": "x"}):
        assert browser.post("/password/", wrong).status_code == 422
    short = chosen | {"new_password1": "kort", "new_password2": "kort"}
    assert browser.post("/password/", short).status_code == 422
    assert browser.post("/password/", chosen).status_code == 302
    assert browser.get("/").status_code == 200
    assert browser.get("/api/v1/areas").status_code == 200
    assert Client().post("/login/", {"username": "nora", "password": start}).status_code == 200


def test_a_start_password_is_shown_once_and_kept_nowhere(office: Office, adam: Client, now: datetime) -> None:
    nora = hired(adam, office, now)
    start = password_of(adam, nora)
    assert start not in adam.get(f"/staff/{nora}/").content.decode()
    assert start not in str(list(Draft.objects.values()))
    lo = office.viewer("lo", now + DAY)
    with seeing(lo):
        events = log_events(viewer=lo, deed="staff.employee.password_set")
    assert start not in str(events)
    assert len(events) == 1
    assert password_of(adam, nora) != start
    assert Client().post("/login/", {"username": "nora", "password": start}).status_code == 200


def test_a_taken_name_or_code_is_refused_and_the_text_is_kept(office: Office, adam: Client, now: datetime) -> None:
    for taken in ({"username": "BO"}, {"service_code": "nh002"}):
        answer = adam.post("/staff/new/", new(office, now, **taken))
        assert answer.status_code == 422
        assert "används redan av någon annan" in answer.content.decode()
    assert "Nora Nyman" in adam.get("/staff/new/").content.decode()
    assert not Employee.objects.filter(name="Nora Nyman").exists()


@pytest.mark.parametrize("wrong", [{"username": "nora nyman"}, {"service_code": ""}, {"role": "king"}, {"unit": "0"}])
def test_what_is_wrong_is_said(office: Office, adam: Client, now: datetime, wrong: dict[str, str]) -> None:
    assert adam.post("/staff/new/", new(office, now, **wrong)).status_code == 422


def test_a_role_is_given_for_a_time_and_ended(office: Office, adam: Client, now: datetime) -> None:
    today, bo = local_date(now), office.employees["bo"]
    given = {"unit": office.units["barn2"], "role": "senior", "first": today, "last": today + 9 * DAY}
    assert adam.post(f"/staff/{bo}/", given).status_code == 302
    row = RoleHolding.objects.get(employee_id=bo, role="senior")
    assert row.ends_on == today + 10 * DAY
    twice = adam.post(f"/staff/{bo}/", given | {"last": ""})
    assert twice.status_code == 422
    assert "finns redan i enheten" in twice.content.decode()
    backwards = adam.post(f"/staff/{bo}/", given | {"role": "registrar", "last": today - DAY})
    assert backwards.status_code == 422
    assert adam.post(f"/staff/role/{row.pk}/end/", {"last": today}).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == today + DAY
    early = adam.post(f"/staff/role/{row.pk}/end/", {"last": today - DAY})
    assert early.status_code == 422
    assert adam.get("/staff/role/987654/end/").status_code == 404


def test_the_last_administrator_stays(office: Office, adam: Client, now: datetime) -> None:
    me = office.employees["adam"]
    row = RoleHolding.objects.get(employee_id=me)
    refused = adam.post(f"/staff/role/{row.pk}/end/", {"last": local_date(now)})
    assert refused.status_code == 422
    assert "sista systemadministratören" in refused.content.decode()
    assert adam.post(f"/staff/{me}/left/").status_code == 403
    second = {"unit": office.units["board"], "role": "administrator", "first": local_date(now), "last": ""}
    assert adam.post(f"/staff/{office.employees['rut']}/", second).status_code == 302
    assert adam.post(f"/staff/{me}/left/").status_code == 302
    assert adam.get("/staff/").status_code == 302


def test_whoever_has_left_opens_nothing_and_leaves_children_with_no_one_in_charge(
    office: Office, adam: Client, sign_in: SignIn, now: datetime
) -> None:
    """Lesson 12."""
    make_child(office, at=now - 40 * DAY)
    bo = office.employees["bo"]
    browser = sign_in("bo")
    assert browser.get("/children/").status_code == 200
    assert adam.post(f"/staff/{bo}/left/").status_code == 302
    assert browser.get("/children/").status_code in (302, 403)
    assert load_viewer(employee_id=bo, at=now + DAY) is None
    gone = member(employee_id=bo)
    assert gone is not None
    assert gone.roles_on(local_date(now)) == ()
    assert "Har slutat" in adam.get("/staff/").content.decode()
    assert "Barn som ingen har ansvar för nu" in sign_in("mia").get("/unit/").content.decode()
    assert adam.post(f"/staff/{bo}/left/").status_code == 403
    assert adam.post(f"/staff/{bo}/password/").status_code == 403


def test_a_role_that_has_not_begun_ends_too(office: Office, adam: Client, now: datetime) -> None:
    later = {"unit": office.units["barn2"], "role": "senior", "first": local_date(now) + 30 * DAY, "last": ""}
    bo = office.employees["bo"]
    assert adam.post(f"/staff/{bo}/", later).status_code == 302
    assert adam.post(f"/staff/{bo}/left/").status_code == 302
    assert not RoleHolding.objects.filter(employee_id=bo, ends_on=None).exists()


# --- Back again -------------------------------------------------------------------------------------------------------


def again(office: Office, now: datetime, **other: Any) -> dict[str, Any]:
    """Bo begins again, in the other unit and with another role."""
    unit = office.units["barn2"]
    return {"unit": unit, "role": "senior", "first": local_date(now), "last": "", "handles_protected": ""} | other


def test_whoever_had_left_is_taken_back_with_the_same_code_a_new_role_and_no_old_ones(
    office: Office, adam: Client, now: datetime
) -> None:
    bo = office.employees["bo"]
    before = member(employee_id=bo)
    adam.post(f"/staff/{bo}/left/")
    address = f"/staff/{bo}/back/"
    assert address in adam.get(f"/staff/{bo}/").content.decode()
    assert "Inga roller kommer tillbaka" in adam.get(address).content.decode()

    page = adam.post(address, again(office, now), follow=True).content.decode()
    assert "Personen arbetar här igen" in page
    after = member(employee_id=bo)
    assert before is not None
    assert after is not None
    assert (after.is_active, after.service_code, after.has_password) == (True, before.service_code, False)
    tomorrow = local_date(now) + 2 * DAY
    assert [(held.role.value, held.unit_id) for held in after.roles_on(tomorrow)] == [("senior", office.units["barn2"])]
    assert address not in adam.get(f"/staff/{bo}/").content.decode()
    start = password_of(adam, bo)
    assert Client().post("/login/", {"username": "bo", "password": start}).status_code == 302


def test_whoever_comes_back_sees_no_child_of_the_former_time(
    office: Office, adam: Client, sign_in: SignIn, now: datetime
) -> None:
    """Need to know: the manager hands the children over first."""
    child = make_child(office, at=now - 40 * DAY)
    bo = office.employees["bo"]
    adam.post(f"/staff/{bo}/left/")
    refused = adam.post(f"/staff/{bo}/back/", again(office, now))
    assert refused.status_code == 422
    assert "Barn står kvar på personen" in refused.content.decode()
    still = member(employee_id=bo)
    assert still is not None
    assert not still.is_active

    mia = office.viewer("mia", now)
    with seeing(mia):
        assign(
            file_id=child.file_id, employee_id=office.employees["dag"], part=Part.RESPONSIBLE,
            unit_id=office.units["barn1"], actor=mia, at=now,
        )  # fmt: skip
    assert adam.post(f"/staff/{bo}/back/", again(office, now)).status_code == 302
    viewer = load_viewer(employee_id=bo, at=now + DAY)
    assert viewer is not None
    assert viewer.assigned_ids == frozenset()


def test_what_was_opened_for_a_time_does_not_open_again(office: Office, adam: Client, now: datetime) -> None:
    """Emergency access, what waited for a decision, a key to the on-call extract: given anew, or not at all."""
    child = make_child(office, at=now - 40 * DAY)
    dag = office.employees["dag"]
    viewer = office.viewer("dag", now)
    with seeing(viewer):
        take_emergency_access(file_id=child.file_id, reason="Barnet är i fara nu.", actor=viewer, at=now)
    other = office.viewer("cia", now)
    with seeing(other):
        take_emergency_access(file_id=child.file_id, reason="Barnet är i fara nu.", actor=other, at=now)
    oncall.recipient(office, "ida", at=now - DAY)

    adam.post(f"/staff/{dag}/left/")
    adam.post(f"/staff/{office.employees['ida']}/left/")
    assert adam.post(f"/staff/{dag}/back/", again(office, now)).status_code == 302
    back = load_viewer(employee_id=dag, at=now + timedelta(minutes=5))
    assert back is not None
    assert back.files == ()
    assert child.file_id in dict(office.viewer("cia", now + timedelta(minutes=5)).files), "nobody else is closed out"
    assert readers(on=local_date(now), viewer=office.viewer("adam", now)) == []


def test_nobody_is_closed_out_who_works_here(office: Office, now: datetime) -> None:
    child = make_child(office, at=now - 40 * DAY)
    viewer = office.viewer("dag", now)
    with seeing(viewer):
        take_emergency_access(file_id=child.file_id, reason="Barnet är i fara nu.", actor=viewer, at=now)
        close_to_leaver(employee_id=office.employees["dag"], actor=viewer, at=now + DAY / 24)
    assert child.file_id in dict(office.viewer("dag", now + DAY / 12).files)


def test_the_right_to_the_protected_is_said_anew(office: Office, adam: Client, now: datetime) -> None:
    ingvar = office.employees["ingvar"]
    for ticked, expected in (("", False), ("on", True)):
        adam.post(f"/staff/{ingvar}/left/")
        data = again(office, now, role="intake_worker", unit=office.units["intake"])
        fields = {name: value for name, value in data.items() if name != "handles_protected"}
        first = local_date(now) + (3 * DAY if ticked else 2 * DAY)
        fields |= {"first": first} | ({"handles_protected": ticked} if ticked else {})
        assert adam.post(f"/staff/{ingvar}/back/", fields).status_code == 302
        who = member(employee_id=ingvar)
        assert who is not None
        assert who.handles_protected is expected


def test_nobody_is_taken_back_who_never_left(office: Office, adam: Client, now: datetime) -> None:
    refused = adam.post(f"/staff/{office.employees['bo']}/back/", again(office, now))
    assert refused.status_code == 422
    assert "redan anställd" in refused.content.decode()
    assert adam.get("/staff/987654/back/").status_code == 404


def test_units_are_added_once(adam: Client) -> None:
    assert adam.post("/staff/units/", {"name": "Barn 3", "phone": "0123-45 69"}).status_code == 302
    assert not Unit.objects.get(name="Barn 3").receives_reports
    again = adam.post("/staff/units/", {"name": "barn 3"})
    assert again.status_code == 422
    assert "redan en enhet som heter så" in again.content.decode()


def test_the_address_at_work_is_written_shown_and_taken_away(adam: Client, office: Office) -> None:
    page, address = f"/staff/{office.employees['bo']}/", "bo.handlaggare@kommun.example"
    assert "Saknas: larm når inte fram" in adam.get(page).content.decode()
    assert adam.post(f"{page}email/", {"work_email": "ingen adress"}).status_code == 422
    private = adam.post(f"{page}email/", {"work_email": "Bo.Ek@GMAIL.com"})
    assert private.status_code == 422
    assert "Privata adresser lagras inte här" in private.content.decode()
    assert adam.post(f"{page}email/", {"work_email": address}).status_code == 302
    assert address in adam.get(page).content.decode()
    assert adam.post(f"{page}email/", {"work_email": ""}).status_code == 302
    assert address not in adam.get(page).content.decode()


# --- The delegation order ---------------------------------------------------------------------------------------------


def line(now: datetime, **other: Any) -> dict[str, Any]:
    today = local_date(now)
    return {
        "reference": "9.1",
        "what": "service|SoL 22:4",
        "level": "committee",
        "adopted": today,
        "first": today,
    } | other


@pytest.mark.parametrize("who", ["adam", "rut"])
def test_a_line_is_added_shown_on_its_days_and_ended(sign_in: SignIn, now: datetime, who: str) -> None:
    browser, today = sign_in(who), local_date(now)
    assert browser.post("/staff/order/", line(now)).status_code == 302
    made = next(each for each in delegation_on(day=today) if each.reference == "9.1")
    assert "9.1" in browser.get("/staff/order/").content.decode()
    before = browser.get("/staff/order/", {"on": today - DAY}).content.decode()
    assert ">9.1<" not in before
    assert browser.post(f"/staff/order/{made.id}/end/", {"last": today}).status_code == 302
    assert "9.1" in {each.reference for each in delegation_on(day=today)}
    assert "9.1" not in {each.reference for each in delegation_on(day=today + DAY)}
    refused = browser.post(f"/staff/order/{made.id}/end/", {"last": today + 9 * DAY})
    assert refused.status_code == 422
    assert browser.get("/staff/order/", {"on": "x"}).status_code == 200


def test_a_line_below_the_laws_list_is_refused_with_the_paragraph(adam: Client, now: datetime) -> None:
    """Lesson 5."""
    refused = adam.post("/staff/order/", line(now, level="manager"))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Lagen låter ingen tjänsteman besluta detta" in page
    assert "30 kap." in page


def test_the_sections_of_care_without_consent_stand_in_the_order_too(adam: Client, now: datetime) -> None:
    """Without a line for its section the board decides a matter of compulsory care; with one, whom the law lets."""
    by_manager = line(now, what="service|lagen (2024:79) 4:8", level="manager")
    assert adam.post("/staff/order/", by_manager).status_code == 302
    page = adam.get("/staff/order/").content.decode()
    assert "4 kap. 8 § lagen (2024:79)" in page
    assert page.count("Upphörande av omedelbart beslut") > 1
    below = line(now, reference="9.2", what="service|lagen (2024:79) 4:1", level="manager")
    assert adam.post("/staff/order/", below).status_code == 422


def test_two_lines_on_one_day_are_refused(adam: Client, now: datetime) -> None:
    assert adam.post("/staff/order/", line(now)).status_code == 302
    assert adam.post("/staff/order/", line(now, reference="9.2")).status_code == 422


# --- The calendar of meetings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["adam", "rut"])
def test_a_day_of_meeting_is_entered_once_and_shown(sign_in: SignIn, now: datetime, who: str) -> None:
    browser, today = sign_in(who), local_date(now)
    day = {"level": "committee", "held_on": today + 400 * DAY, "papers_by": today + 393 * DAY}
    assert browser.post("/staff/meetings/", day).status_code == 302
    (made,) = meetings(after=today + 400 * DAY)
    assert (made.level.value, made.papers_by) == ("committee", today + 393 * DAY)
    page = browser.get("/staff/meetings/").content.decode()
    assert (f"/board/meetings/{made.id}/" in page) is (who == "rut")
    for wrong in (day, day | {"held_on": today + 390 * DAY}, day | {"level": "manager"}):
        assert browser.post("/staff/meetings/", wrong).status_code == 422
    assert "/staff/meetings/" in browser.get("/staff/order/").content.decode()


# --- Who may, and what is never there ---------------------------------------------------------------------------------

PAGES = ("/staff/", "/staff/new/", "/staff/units/")


@pytest.mark.parametrize("who", ["bo", "ida", "mia", "kaj", "rut", "lo", "anna", "nils"])
def test_staff_is_kept_by_an_administrator_alone(office: Office, sign_in: SignIn, now: datetime, who: str) -> None:
    browser, bo = sign_in(who), office.employees["bo"]
    for address in (*PAGES, f"/staff/{bo}/", f"/staff/{bo}/password/", f"/staff/{bo}/left/", f"/staff/{bo}/back/"):
        assert browser.get(address).status_code == 403
        assert browser.post(address).status_code in (403, 405)


def test_the_pages_hold_no_child(office: Office, adam: Client, now: datetime) -> None:
    child = make_child(office, at=now - 40 * DAY)
    for address in (*PAGES, f"/staff/{office.employees['bo']}/", "/staff/order/"):
        page = adam.get(address).content.decode()
        assert "Alma" not in page
        assert f"/children/{child.file_id}/" not in page


def test_what_is_done_stands_in_the_log(office: Office, adam: Client, now: datetime) -> None:
    nora = hired(adam, office, now)
    adam.post(f"/staff/{nora}/left/")
    lo = office.viewer("lo", now + DAY)
    with seeing(lo):
        deeds = [event.deed for event in log_events(viewer=lo, employee_id=office.employees["adam"], deed="staff.")]
    assert deeds == ["staff.employee.left", "staff.role.given", "staff.employee.added"]


@pytest.mark.parametrize("amount", [1, 30])
@pytest.mark.parametrize("address", ["/staff/", "/staff/units/", "/staff/order/"])
def test_a_list_costs_eight_statements_whatever_the_amount(
    office: Office, adam: Client, now: datetime, address: str, amount: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(amount):
        adam.post("/staff/new/", new(office, now, username=f"n{number}", service_code=f"X{number}"))
    adam.get(address)  # says what the deeds said, which leaves the session with that
    with django_assert_max_num_queries(8 + SAVEPOINTS):
        assert adam.get(address).status_code == 200


def test_a_password_that_somebody_else_knows_opens_no_page_of_the_api(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    bo = sign_in("bo")
    assert bo.get("/api/v1/areas").status_code == 200
    with seeing(SETUP):
        set_password(employee_id=office.employees["bo"], password="x" * 14, must_change=True, actor=SETUP, at=now)
        bo.force_login(Employee.objects.get(pk=office.employees["bo"]))
    assert bo.get("/api/v1/areas").status_code == 401
