"""My day: duties in the order of their clocks, for each who works here."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.factories.intake import receive, report_on
from tests.factories.people import Child, give_to, make_child
from tests.factories.staff import SETUP, Office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.types import ReportedChild
from skyddsnat.domains.journal.actions import plan_talk
from skyddsnat.domains.people.types import NewPerson, Protection
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.staff.actions import report_absence
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def bos_children(office: Office, count: int, now: datetime) -> None:
    """So many reported children of Bo's, each with two clocks."""
    for number in range(count):
        child = ReportedChild(new=NewPerson(given_name=f"Barn{number}", birth_date=date(2015, 1, 1)))
        report = replace(report_on("alma", received_at=now - DAY), children=(child,))
        receipt = receive(office, report, at=now - DAY)
        give_to(office, Child(receipt.file_ids[0], 0), "bo", at=now)


def test_what_is_late_stands_first_with_its_paragraph_and_the_button_that_does_it(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    receipt = receive(office, report_on("alma", received_at=now - 3 * DAY), at=now - 3 * DAY)
    give_to(office, Child(receipt.file_ids[0], 0), "bo", at=now)

    page = sign_in("bo").get("/").content.decode()

    assert page.index("Försenat") < page.index("Omedelbar skyddsbedömning") < page.index("Förhandsbedömning</b>")
    assert f"/reports/child/{receipt.report_child_ids[0]}/protection/" in page
    assert "20 kap. 1 § SoL" in page
    assert "En frist har passerat" in page


def test_a_quiet_day_says_so(office: Office, sign_in: SignIn) -> None:
    page = sign_in("bo").get("/").content.decode()

    assert "Inget är försenat och inget måste göras i dag." in page
    assert "Inget väntar på dig" in page


def test_intake_sees_what_nobody_has_been_given(office: Office, sign_in: SignIn, now: datetime) -> None:
    receive(office, report_on("alma", received_at=now), at=now)

    assert "Bedöm skydd" in sign_in("ida").get("/").content.decode()
    assert "Bedöm skydd" not in sign_in("bo").get("/").content.decode()


def test_a_protected_child_has_no_name_on_the_screen(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, protection=Protection.FLAG, worker=None, at=now - DAY)
    give_to(office, child, "bo", at=now)
    bo = office.viewer("bo", now)
    with seeing(bo):
        plan_talk(file_id=child.file_id, planned_at=_later_today(now), place="", purpose="Lära känna", actor=bo, at=now)

    page = sign_in("bo").get("/").content.decode()

    assert "Alma" not in page
    assert "Skyddade uppgifter" in page


def _later_today(now: datetime) -> datetime:
    return now if local_date(now + timedelta(minutes=1)) != local_date(now) else now + timedelta(minutes=1)


def test_one_day_of_the_strip_shows_that_days_clocks(office: Office, sign_in: SignIn, now: datetime) -> None:
    receipt = receive(office, report_on("alma", received_at=now), at=now)
    give_to(office, Child(receipt.file_ids[0], 0), "bo", at=now)
    last = local_date(now) + 14 * DAY

    page = sign_in("bo").get("/", {"day": last.isoformat()}).content.decode()

    assert "Förhandsbedöm" in page
    assert "Bedöm skydd" not in page
    assert sign_in("bo").get("/", {"day": "rubbish"}).status_code == 200


def test_a_manager_sees_children_whom_nobody_is_in_charge_of(office: Office, sign_in: SignIn, now: datetime) -> None:
    """Lesson 12: a week away without a deputy."""
    child = make_child(office, at=now)
    with seeing(SETUP):
        report_absence(
            employee_id=office.employees["bo"], starts_on=local_date(now), ends_on=local_date(now) + 7 * DAY,
            actor=SETUP, at=now,
        )  # fmt: skip

    page = sign_in("mia").get("/").content.decode()

    assert "utan ersättare" in page
    assert f"/children/{child.file_id}/assign/" in page


def test_a_short_absence_or_a_deputy_leaves_nobody_without(office: Office, sign_in: SignIn, now: datetime) -> None:
    child = make_child(office, at=now)
    mia = office.viewer("mia", now)
    with seeing(mia):
        access.assign(
            file_id=child.file_id, employee_id=office.employees["dag"], part=Part.DEPUTY,
            unit_id=office.units["barn1"], actor=mia, at=now,
        )  # fmt: skip
    with seeing(SETUP):
        report_absence(
            employee_id=office.employees["bo"], starts_on=local_date(now), ends_on=local_date(now) + 30 * DAY,
            actor=SETUP, at=now,
        )  # fmt: skip

    assert "utan ersättare" not in sign_in("mia").get("/").content.decode()


def test_a_manager_sees_what_is_late_in_the_unit(office: Office, sign_in: SignIn, now: datetime) -> None:
    receive(office, report_on("alma", received_at=now - 3 * DAY), at=now - 3 * DAY)
    ingvar = sign_in("ingvar").get("/").content.decode()

    assert "Försenat" in ingvar


def test_a_channel_that_fails_is_told_to_those_who_can_act(office: Office, sign_in: SignIn, now: datetime) -> None:
    """Lesson 3."""
    with seeing(SETUP):
        intake.note_channel_test(source="e-tjänsten", passed=False, fault="svarade inte", actor=SETUP, at=now)

    assert "e-tjänsten" in sign_in("ida").get("/").content.decode()
    assert "e-tjänsten" in sign_in("adam").get("/").content.decode()
    assert "e-tjänsten" not in sign_in("kaj").get("/").content.decode()


@pytest.mark.parametrize("who", ["ida", "bo", "stina", "mia", "ingvar", "kaj", "olga", "rut", "lo", "anna", "adam"])
def test_everybody_has_a_page_of_their_own(office: Office, sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get("/").status_code == 200


def test_who_has_no_role_has_no_page(office: Office, sign_in: SignIn) -> None:
    assert sign_in("nils").get("/").status_code == 403


@pytest.mark.parametrize("children", [2, 30])
def test_my_day_costs_the_same_whatever_it_holds(
    office: Office, sign_in: SignIn, now: datetime, children: int, django_assert_num_queries: object
) -> None:
    bos_children(office, children, now)
    bo = sign_in("bo")

    with django_assert_num_queries(7 + SAVEPOINTS):  # type: ignore[operator]
        bo.get("/")
