"""What a dump holds: the whole line, and beside it what the line leaves empty."""

from dataclasses import replace
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.test import Client
from tests.factories import intake as reporting
from tests.factories.people import CHILDREN
from tests.factories.staff import MORNING, SETUP, Office
from tests.factories.whole_line import whole_line
from tests.migrating.care import fill_care
from tests.migrating.surveys import fill_waves

from skyddsnat.domains.intake.actions import note_channel_item, note_channel_test
from skyddsnat.domains.intake.types import Outcome, ReportedChild
from skyddsnat.domains.people.types import Protection
from skyddsnat.flows.close_file import close_file
from skyddsnat.flows.decide_preliminary import decide_preliminary
from skyddsnat.foundation.access.integrations import Scope, add_integration
from skyddsnat.foundation.access.seeing import seeing

HOUR = timedelta(hours=1)


def fill() -> None:
    """Fill an empty database so that every table of ours holds something."""
    office = whole_line().office
    _protected_and_closed(office)
    fill_care(office)
    fill_waves(office)
    _machines(office)
    _signed_in(office)


def _protected_and_closed(office: Office) -> None:
    """Hugo, whose whereabouts are secret: a neighbour's report leads to no investigation, and his file is closed."""
    hugo = ReportedChild(new=replace(CHILDREN["hugo"], protection=Protection.FLAG))
    received = reporting.receive(office, replace(reporting.REPORT, reporter=reporting.NEIGHBOUR, children=(hugo,)))
    report_child, file_id = received.report_child_ids[0], received.file_ids[0]
    reporting.assess(office, report_child, by="ingvar")
    version = reporting.write_preliminary(office, report_child, by="ingvar")
    at = MORNING + 3 * HOUR
    ingvar = office.viewer("ingvar", at)
    with seeing(ingvar):
        decide_preliminary(
            report_child_id=report_child, outcome=Outcome.NOT_OPEN, version=version, actor=ingvar, at=at,
        )  # fmt: skip
        close_file(file_id=file_id, actor=ingvar, at=at)


def _machines(office: Office) -> None:
    """A system that calls the API, and its channel, tested."""
    with seeing(SETUP):
        unit = office.units["intake"]
        add_integration(name="SDK", unit_id=unit, scopes=(Scope.REPORTS_WRITE,), actor=SETUP, at=MORNING)
        note_channel_test(source="sdk", passed=True, fault="", actor=SETUP, at=MORNING)
        note_channel_item(source="sdk", actor=SETUP, at=MORNING)


def _signed_in(office: Office) -> None:
    with seeing(SETUP):
        Client().force_login(get_user_model().objects.get(pk=office.employees["bo"]))
