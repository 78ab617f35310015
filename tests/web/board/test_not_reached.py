"""Alarms by mail that did not get there stand on the page of those on call, so that somebody calls instead."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from tests.factories import board, compulsory
from tests.factories.people import make_child
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.compulsory import actions
from skyddsnat.domains.compulsory.types import AlarmFailure, AlarmHours
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db
NOT_REACHED = "Nåddes inte av larm"


def test_whoever_no_alarm_reached_stands_on_call_by_service_code(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    board.adopt_board_order(office, at=now)
    alma = make_child(office, guardians=("eva",), at=now - timedelta(days=2))
    compulsory.taken(office, alma, at=now - timedelta(hours=1))
    run = compulsory.ALARMS
    with seeing(run):
        fortnight = AlarmHours(workers=24 * 14)
        (mail,) = actions.claim_alarms(hours=fortnight, link="https://x", actor=run, at=now)
        actions.note_alarm(sending_id=mail.sending_id, failure=AlarmFailure.NO_ADDRESS, actor=run, at=now)
    bo = office.viewer("bo", now).service_code

    for who in ("mia", "olga"):
        page = sign_in(who).get(reverse("board:oncall")).content.decode()
        assert NOT_REACHED in page
        assert bo in page
        assert "Ingen e-postadress är inskriven" in page
        assert "Alma" not in page.split(NOT_REACHED)[1].split("</section>")[0]
    for who in ("bo", "max"):
        assert NOT_REACHED not in sign_in(who).get(reverse("board:oncall")).content.decode()

    with seeing(run):
        actions.note_alarm(sending_id=mail.sending_id, failure=None, actor=run, at=now)
    assert NOT_REACHED not in sign_in("mia").get(reverse("board:oncall")).content.decode()
