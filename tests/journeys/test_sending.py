"""From a decision in a compulsory case to the parties' letters on their way, and one that is stopped at the printer."""

from datetime import datetime, timedelta

import pytest
from tests.factories import compulsory
from tests.factories.people import make_child
from tests.factories.protected import protect
from tests.factories.staff import SETUP, Office
from tests.journeys.desk import Sits

from skyddsnat.domains.compulsory import queries
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.models import Sending
from skyddsnat.foundation.staff.actions import give_role
from skyddsnat.foundation.staff.types import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("language", "width"), [("sv", 1360), ("en", 320)])
def test_the_letters_of_a_decision_leave_one_by_one_and_the_one_that_names_a_protected_colleague_does_not(
    office: Office, sits: Sits, now: datetime, language: str, width: int
) -> None:
    child = make_child(office, guardians=("eva",), at=now - timedelta(days=3))
    on = compulsory.taken(office, child, at=now - 5 * HOUR)
    with seeing(SETUP):
        give_role(
            employee_id=office.employees["nils"], unit_id=office.units["board"], role=Role.SAFETY_ADMINISTRATOR,
            starts_on=now.date() - timedelta(days=9), actor=SETUP, at=now,
        )  # fmt: skip
    viewer = office.viewer("bo", now)
    with seeing(viewer):
        (matter, *_rest) = queries.matters_of_case(case_id=on.case_id, viewer=viewer)
    bo = sits("bo", language=language, width=width)
    bo.goes_to(f"/papers/matter/{matter.id}/notices/")
    bo.presses("Gör och skriv under breven")
    bo.sees("Breven är gjorda. Parten är underrättad först när brevet är skickat.")
    bo.follows("Skicka")
    bo.sees("Försättsblad")
    bo.picks("Hur skickas den?", "Brev")
    bo.presses("Den är skickad nu")
    bo.sees("Antecknat: handlingen är skickad nu.")
    bo.sees("Skickad")
    with seeing(viewer):
        (sent,) = Sending.objects.order_by("pk")
    assert sent.how == "brev"

    protect(office, "olga", at=now, by="nils")
    bo.goes_to(f"/children/document/{sent.document_id}/")
    bo.sees("Läs det här på skärmen (PDF)")
    bo.follows("Skicka")
    bo.sees("Den får inte skickas än")
    bo.sees("Skickad hittills")
    bo.follows("Begär att den prövas")
    bo.sees("Någon vill läsa handlingen")
