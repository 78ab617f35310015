"""New reports as a list, and a report on its page: who sees it, what it shows, what it never shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.factories.intake import REPORT, assess, receive, report_on
from tests.factories.people import CHILDREN, make_child
from tests.factories.staff import Office
from tests.web.intake.conftest import SignIn

from skyddsnat.domains.intake.actions import note_care
from skyddsnat.domains.intake.queries import report_child
from skyddsnat.domains.intake.types import ReportedChild, Reporter
from skyddsnat.domains.people.types import NewPerson, Protection
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats

pytestmark = pytest.mark.django_db

Count = Callable[..., Any]
HIDDEN = Reporter(
    kind="private_person", name="Gun Granne", phone="070-000 00 99", is_protected=True, protection_reason="Hotad."
)


def reports(office: Office, count: int, now: datetime, **child: Any) -> None:
    """So many reports on as many children, an hour apart."""
    for number in range(count):
        new = NewPerson(given_name=f"Barn{number}", family_name="Lista", **child)
        at = now - timedelta(hours=count - number)
        receive(office, replace(REPORT, received_at=at, children=(ReportedChild(new=new),)), at=at)


@pytest.fixture
def office(now: datetime) -> Office:
    """The office of some days ago: reports have come in since."""
    from tests.factories.staff import make_office  # noqa: PLC0415 - shadows the fixture of the folder on purpose

    return make_office(at=now - timedelta(days=40))


def test_the_list_shows_what_waits_with_clock_reporter_and_button(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    received = receive(office, report_on("alma", received_at=now, violence_suspected=True))
    page = sign_in("ida").get("/reports/").content.decode()
    for text in ("Alma Å.", "Våld", "Skola eller förskola", "Skydd ska bedömas", "20 kap. 1 § SoL", "genast"):
        assert text in page
    assert reverse("intake:protection", args=[received.report_child_ids[0]]) in page


def test_after_the_protection_assessment_the_button_is_the_next_step(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    received = receive(office, report_on("alma", received_at=now))
    (child,) = received.report_child_ids
    assess(office, child, at=now)
    page = sign_in("ida").get("/reports/").content.decode()
    assert "Förhandsbedömning pågår" in page
    assert reverse("intake:preliminary", args=[child]) in page


def test_a_protected_child_is_masked_in_the_list(office: Office, sign_in: SignIn, now: datetime) -> None:
    reports(office, 1, now, protection=Protection.FLAG)
    page = sign_in("ida").get("/reports/").content.decode()
    assert "Skyddade uppgifter" in page
    assert "Barn0" not in page


def test_an_outsider_sees_an_empty_list(office: Office, sign_in: SignIn, now: datetime) -> None:
    receive(office, report_on("alma", received_at=now))
    page = sign_in("cia").get("/reports/").content.decode()
    assert "Inga nya anmälningar" in page
    assert "Alma" not in page


def test_the_list_is_read_page_by_page(office: Office, sign_in: SignIn, now: datetime) -> None:
    reports(office, 30, now)
    ida = sign_in("ida")
    first = ida.get("/reports/")
    later = ida.get(f"/reports/{first.context['next_url']}")
    assert (len(first.context["duties"]), len(later.context["duties"])) == (25, 5)
    assert later.context["next_url"] == ""


@pytest.mark.parametrize("place", ["x", "2026-01-01_1", "_", "2026-01-01T00:00:00+00:00_x"])
def test_a_place_that_was_not_made_here_is_the_first_page(sign_in: SignIn, place: str) -> None:
    assert sign_in("ida").get("/reports/", {"before": place}).status_code == 200


def test_my_unit_leaves_out_what_i_see_for_other_reasons(office: Office, sign_in: SignIn, now: datetime) -> None:
    alma = make_child(office, at=now)
    receive(
        office,
        replace(REPORT, received_at=now, children=(ReportedChild(person_id=alma.person_id, new=CHILDREN["alma"]),)),
        by="cia",
        at=now,
    )
    cia = sign_in("cia")
    assert len(cia.get("/reports/").context["duties"]) == 1
    assert cia.get("/reports/", {"unit": "mine"}).context["duties"] == []


@pytest.mark.parametrize("amount", [1, 30])
def test_the_list_asks_the_database_eight_times_at_most(
    office: Office, sign_in: SignIn, now: datetime, amount: int, django_assert_max_num_queries: Count
) -> None:
    reports(office, amount, now)
    ida = sign_in("ida")
    with django_assert_max_num_queries(8 + SAVEPOINTS):
        ida.get("/reports/")


SAVEPOINTS = 3  # the test's own transaction turns the page's into a savepoint, and gives the eyes back


# --- One report -------------------------------------------------------------------------------------------------------


def test_a_report_shows_what_was_said_and_its_reading_is_logged(office: Office, sign_in: SignIn, now: datetime) -> None:
    received = receive(office, report_on("alma", received_at=now, concern="Att det händer igen."))
    page = sign_in("ida").get(f"/reports/{received.report_id}/").content.decode()
    for text in (received.number, "Alma Åkerlund", "blåmärke", "Att det händer igen.", "Rita Rektor", "Lindskolan"):
        assert text in page
    lo = office.viewer("lo", now)
    with seeing(lo):
        read = Event.objects.get(deed="access.file.read", target="intake.report")
    assert (read.file_id, read.actor_id) == (received.file_ids[0], office.employees["ida"])


def test_earlier_reports_come_before_what_is_to_be_done(office: Office, sign_in: SignIn, now: datetime) -> None:
    month_ago = now - timedelta(days=30)
    first = receive(office, report_on("alma", received_at=month_ago), at=month_ago)
    second = receive(office, report_on("alma", received_at=now))
    page = sign_in("ida").get(f"/reports/{second.report_id}/").content.decode()
    assert page.index(reverse("intake:report", args=[first.report_id])) < page.index("Att göra")
    assert "Fler anmälningar" not in page


@pytest.mark.parametrize("name", ["cia", "max", "rut", "kaj", "lo", "anna", "adam"])
def test_a_report_on_a_child_one_does_not_see_does_not_exist(
    office: Office, sign_in: SignIn, now: datetime, name: str
) -> None:
    received = receive(office, report_on("alma", received_at=now))
    (child,) = received.report_child_ids
    browser = sign_in(name)
    urls = [reverse(f"intake:{page}", args=[child]) for page in ("protection", "preliminary", "prolong", "feedback")]
    for url in (*urls, f"/reports/{received.report_id}/", f"/reports/{received.report_id}/reporter/"):
        answer = browser.get(url)
        assert answer.status_code == 404, url
        assert browser.post(url, {"act": "save"}).status_code in (404, 405), url
        assert "Alma" not in answer.content.decode()


def test_a_sibling_whose_file_one_does_not_see_is_only_counted(office: Office, sign_in: SignIn, now: datetime) -> None:
    alma = make_child(office, at=now)
    both = replace(
        REPORT,
        received_at=now,
        children=(ReportedChild(person_id=alma.person_id, new=CHILDREN["alma"]), ReportedChild(new=CHILDREN["hugo"])),
    )
    received = receive(office, both, at=now)
    page = sign_in("bo").get(f"/reports/{received.report_id}/").content.decode()
    assert "Anmälan gäller ett barn till, vars akt du inte ser." in page
    assert "Hugo" not in page


@pytest.mark.parametrize("amount", [1, 30])
def test_a_report_asks_the_database_fourteen_times_at_most(
    office: Office, sign_in: SignIn, now: datetime, amount: int, django_assert_max_num_queries: Count
) -> None:
    for number in range(amount):
        at = now - timedelta(days=number)
        received = receive(office, report_on("alma", received_at=at), at=at)
    ida = sign_in("ida")
    with django_assert_max_num_queries(14 + SAVEPOINTS):
        ida.get(f"/reports/{received.report_id}/")


# --- The protected reporter -------------------------------------------------------------------------------------------


def test_a_protected_reporter_is_shown_for_a_reason_that_the_log_keeps(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    received = receive(office, report_on("alma", received_at=now, reporter=HIDDEN))
    ida, url = sign_in("ida"), f"/reports/{received.report_id}/"
    before = ida.get(url).content.decode()
    without = ida.post(f"{url}reporter/", {"reason": ""})
    shown = ida.post(f"{url}reporter/", {"reason": "Ringer upp om i kväll."}).content.decode()
    after = ida.get(url).content.decode()
    assert "Gun Granne" not in before + without.content.decode() + after
    assert without.status_code == 422
    assert "Gun Granne" in shown
    assert "070-000 00 99" in shown
    lo = office.viewer("lo", now)
    with seeing(lo):
        assert Event.objects.get(deed="intake.reporter.revealed").details["reason"] == "Ringer upp om i kväll."


def test_a_report_with_a_known_reporter_has_nothing_to_reveal(office: Office, sign_in: SignIn, now: datetime) -> None:
    received = receive(office, report_on("alma", received_at=now))
    assert "Visa vem som anmälde" not in sign_in("ida").get(f"/reports/{received.report_id}/").content.decode()


# --- After care -------------------------------------------------------------------------------------------------------


@pytest.fixture
def after_care(office: Office, now: datetime) -> int:
    """Alma was in care until a month ago; a report on her came in before two reports on others. Returns her report."""
    alma = receive(office, report_on("alma", received_at=now - timedelta(hours=9)), at=now - timedelta(hours=9))
    ida = office.viewer("ida", now)
    with seeing(ida):
        note_care(file_id=alma.file_ids[0], until=now - timedelta(days=30), actor=ida, at=now)
    reports(office, 30, now)
    return alma.report_child_ids[0]


def test_lesson_13_a_child_whose_care_ended_lately_is_on_top_of_the_list_and_on_no_other_page(
    office: Office, sign_in: SignIn, now: datetime, after_care: int, django_assert_max_num_queries: Count
) -> None:
    ida = sign_in("ida")
    with django_assert_max_num_queries(8 + SAVEPOINTS):
        first = ida.get("/reports/")
    top, *others = first.context["duties"]
    assert (top.who, top.chips[1].text) == ("Alma Å.", f"Omhändertagen till {day_of(now - timedelta(days=30), now)}")
    assert not any("Omhändertagen" in chip.text for each in others for chip in each.chips)
    later = ida.get(f"/reports/{first.context['next_url']}")
    assert (len(first.context["duties"]), len(later.context["duties"])) == (25, 6)
    assert "Alma" not in later.content.decode()


def test_lesson_13_the_report_and_the_protection_assessment_say_it_before_the_history(
    office: Office, sign_in: SignIn, now: datetime, after_care: int
) -> None:
    ida = sign_in("ida")
    with seeing(office.viewer("ida", now)) as viewer:
        report_id = report_child(report_child_id=after_care, viewer=viewer).report_id
    for url, heading in (
        (reverse("intake:report", args=[report_id]), "Det som redan finns i akten"),
        (reverse("intake:protection", args=[after_care]), "Behöver barnet skydd nu?"),
        (reverse("intake:preliminary", args=[after_care]), "Kontakter"),
    ):
        page = ida.get(url).content.decode()
        assert page.index("Barnet var omhändertaget till") < page.index(heading)


def test_lesson_13_it_stands_in_my_day_of_intake_before_other_reports_of_the_same_day(
    sign_in: SignIn, after_care: int
) -> None:
    page = sign_in("ida").get("/").content.decode()
    assert page.index("Omhändertagen till") < page.index("Barn29")


def test_an_outsider_is_not_told_of_the_care(sign_in: SignIn, after_care: int) -> None:
    cia = sign_in("cia")
    assert "Omhändertagen" not in cia.get("/reports/").content.decode()
    assert cia.get(reverse("intake:protection", args=[after_care])).status_code == 404


def day_of(moment: datetime, now: datetime) -> str:
    return formats.day(local_date(moment), today=local_date(now), language="sv")
