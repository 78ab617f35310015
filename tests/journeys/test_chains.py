"""The other ways through the law: not opened, joined, decided by the committee, opened in an emergency, refused."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.factories.decisions import FIELDS, answer, hand_in, write
from tests.factories.intake import assess, receive, report_on, write_preliminary
from tests.factories.investigations import carried_through, open_on
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.journeys import steps
from tests.journeys.desk import Sits

from skyddsnat.domains.decisions.types import OUTCOME_NAMES, Outcome
from skyddsnat.domains.investigations.types import Result
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.text import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_investigation_is_opened_and_the_school_is_told(sits: Sits, office: Office, now: datetime) -> None:
    # Given: a report whose preliminary assessment is written.
    report = receive(office, report_on("alma", received_at=now), at=now)
    (report_child,) = report.report_child_ids
    assess(office, report_child, at=now)
    write_preliminary(office, report_child, at=now)
    ida = sits("ida", language="en")

    # When: Ida decides not to open an investigation.
    ida.goes_to(reverse("intake:preliminary", args=[report_child]))
    ida.presses("Inled inte utredning")
    ida.sees("Utredning inleds inte. Beslutet är undertecknat.")

    # Then: the school is to be told within a week, and is.
    ida.follows("Till anmälan")
    ida.follows("Återkoppla")
    ida.presses("Skriv under brevet")


def test_a_report_on_a_child_under_investigation_joins_it(sits: Sits, office: Office, now: datetime) -> None:
    open_on(office, make_child(office, at=now), at=now)
    report = receive(office, report_on("alma", received_at=now), at=now)
    ida = sits("ida")

    ida.goes_to(reverse("intake:report", args=[report.report_id]))
    steps.protection_is_assessed(ida)

    ida.sees("Anmälan ingår nu i den utredning som pågår.")


def test_a_placement_is_decided_by_a_member_of_the_committee(sits: Sits, office: Office, now: datetime) -> None:
    # Given: a placement is proposed, which no official may decide.
    alma = make_child(office, at=now)
    closed = carried_through(office, alma, result=Result.SERVICE, opened_at=now, closed_at=now)
    soon = now.date() + timedelta(days=7)
    placement = replace(FIELDS, most_suitable="family_home", chosen="family_home", planned_start_on=soon, obstacles=())
    proposal = write(office, alma, replace(placement, settled_by=None, own_words=""), investigation=closed, at=now)
    answer(office, proposal, "eva", at=now)
    proposal = hand_in(office, proposal, at=now)

    # Then: the manager is told that she may not.
    mia = sits("mia")
    mia.goes_to(reverse("decisions:decide", args=[proposal.id]))
    expect(mia.page.get_by_role("button", name="Skriv under beslutet")).to_be_disabled()

    # When: the member decides.
    kaj = sits("kaj")
    kaj.follows("Att besluta")
    steps.it_is_decided(kaj)

    # Then: it is signed, and the file is closed to him again.
    kaj.is_on("Att besluta")
    kaj.sees("Beslutet är undertecknat. Breven ligger klara att lämnas.")


def test_an_emergency_opens_the_file_in_red_and_is_reviewed(sits: Sits, office: Office, now: datetime) -> None:
    alma = make_child(office, at=now)
    bo = office.viewer("bo", now)
    with seeing(bo):
        number = file_of(file_id=alma.file_id, viewer=bo).number

    # When: Cia, who works elsewhere, has the child before her.
    cia = sits("cia")
    cia.goes_to(reverse("children:emergency"))
    cia.writes("Barnets personnummer eller aktens nummer", number)
    cia.writes("Varför behöver du läsa akten nu?", "Alma står här i receptionen och gråter.")
    cia.presses("Öppna akten")
    cia.sees("Skälet och det du läser granskas.")

    # Then: the reviewer finds it, with the reason.
    lo = sits("lo")
    lo.follows("Logg")
    lo.follows("Att granska")
    lo.follows("Granska")
    lo.sees("Alma står här i receptionen och gråter.")
    lo.picks("Var åtkomsten befogad?", "Ja, den behövdes för arbetet")
    lo.writes("Vad granskningen visade", "Cia gav barnet till jouren samma kväll.")
    lo.presses("Skriv under granskningen")
    lo.sees("Granskningen är sparad.")


def test_what_is_refused_says_everything_at_once_and_keeps_the_text(sits: Sits) -> None:
    # When: Ida hands in a report with nearly nothing in it.
    ida = sits("ida", language="en")
    ida.follows("Ny orosanmälan")
    ida.writes("Vad har hänt?", "Ett barn skriker i trappan.")
    ida.writes("Personnummer", "20180412-0000")
    ida.presses("Registrera anmälan")

    # Then: every fault stands at the top with a way to its field, and nothing she wrote is gone.
    faults = ida.page.get_by_role("alert").get_by_role("link")
    assert faults.count() >= 3
    assert ida.value("Vad har hänt?") == "Ett barn skriker i trappan."
    ida.follows_first_fault()


def test_a_decider_with_an_interest_of_her_own_is_refused(sits: Sits, office: Office, now: datetime) -> None:
    alma = make_child(office, at=now)
    closed = carried_through(office, alma, result=Result.SERVICE, opened_at=now, closed_at=now)
    fields = replace(FIELDS, planned_start_on=now.date() + timedelta(days=7))
    proposal = write(office, alma, fields, investigation=closed, at=now)
    answer(office, proposal, "eva", at=now)
    proposal = hand_in(office, proposal, at=now)
    mia = sits("mia", language="en")

    mia.goes_to(reverse("decisions:decide", args=[proposal.id]))
    mia.picks("Är du jävig i ärendet?", Text("Ja", "Yes"))
    mia.picks("Ditt beslut", OUTCOME_NAMES[Outcome.AS_PROPOSED])
    mia.presses("Skriv under beslutet")

    mia.sees("Det går inte än")
