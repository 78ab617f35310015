"""The main line, from the report to the letters, by keyboard alone, in both languages, every page read by axe."""

from datetime import datetime
from typing import Any

import pytest
from tests.journeys import steps
from tests.journeys.desk import Sits

from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("language", "script"), [("sv", True), ("en", True), ("sv", False)], ids=["sv", "en", "sv-without-scripts"]
)
def test_a_report_becomes_a_decision_with_letters(sits: Sits, now: datetime, language: str, script: bool) -> None:
    today = local_date(now)
    # axe is a script itself: it reads the same pages where scripts run.
    window: dict[str, Any] = {"language": language, "script": script, "checks": script}

    # Given: the school reports its worry for Nova.
    ida = sits("ida", **window)
    steps.the_school_reports(ida, today=today)

    # Then: nothing can be decided before protection is assessed, and the page says so.
    ida.follows("Börja skriva")
    ida.sees("Går inte att besluta än")
    ida.follows("Till anmälan")

    # When: protection is assessed and the preliminary assessment written.
    steps.protection_is_assessed(ida)
    ida.follows("Förhandsbedöm")
    steps.the_preliminary_assessment_is_written(ida)
    ida.presses("Inled utredning")
    ida.sees("Utredning är inledd. Beslutet är undertecknat.")

    # Then: nobody is in charge, and the manager gives the child to Bo.
    manager = sits("ingvar", **window)
    steps.the_child_is_given_to_bo(manager)

    # When: Bo investigates.
    bo = sits("bo", **window)
    bo.follows("Mina barn")
    bo.follows("Nova F")
    steps.a_contact_is_noted(bo)
    bo.follows("Nu")
    bo.follows("Informera")
    steps.the_parties_are_told(bo)
    steps.it_is_planned(bo, today=today)
    bo.follows("Översikt")
    steps.a_fact_is_written(bo, today=today)
    bo.follows("Översikt")
    steps.the_child_is_talked_with(bo)
    bo.follows("Öppna utredning")

    # Then: it cannot be closed yet, and every reason is there.
    bo.sees("Går inte att avsluta än")
    steps.it_is_analysed(bo)
    steps.the_parties_answer(bo, today=today)
    steps.it_is_closed(bo)

    # When: Bo proposes something else than what suits best.
    steps.a_proposal_is_written(bo, today=today)
    bo.sees("Går inte att lämna än")
    steps.the_obstacle_is_named(bo)
    steps.the_guardian_consents(bo)
    steps.it_is_handed_in(bo)

    # Then: it waits for Mia, who decides.
    mia = sits("mia", **window)
    mia.follows("Att besluta")
    steps.it_is_decided(mia)
    mia.is_on("Beslutet")

    # And: the decision, the child's letter and the guardian's are among the papers; the guardian gets hers.
    bo.follows("Barnets akt")
    bo.follows("Handlingar")
    for paper in ("Beslut", "Till dig om vårt beslut", "Underrättelse om beslut"):
        bo.sees(Text(paper, paper))  # called as it was signed, in either language
    bo.follows("Min dag")
    bo.follows("Öppna beslutet")
    steps.the_decision_is_delivered(bo)
