"""`skyddsnat alarms`: mail to those whose time runs out, also when they are not logged in.

Run it each quarter of an hour. A measure of compulsory care that ends by itself before long is told to its caseworkers,
then to the unit's manager, then to the chair: 48, 24 and 6 hours before, or as ALARM_HOURS says ("48,24,6"). The mail
says that something needs them before a time, and where to look; never whom it is about. Each is kept: who, when, and
what did not leave, which stands on the page Jour as not reached. Mail goes by EMAIL_HOST. Answers 1 when some did not.
"""

import argparse
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from skyddsnat.domains.compulsory.actions import claim_alarms, note_alarm
from skyddsnat.domains.compulsory.types import AlarmFailure, AlarmHours, AlarmMail
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.jobs.trouble import Trouble

# The database knows the run by this name, and tells it what ends before long, and nothing else.
RUN = system_run("alarms")
NOT_SENT = 1
_BY_ITSELF = {"Auto-Submitted": "auto-generated"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: what is sent follows from the time."""


def run(args: argparse.Namespace) -> int:
    """0; 1 when an alarm did not leave. Trouble when no mail server, no address or no sensible hours are set."""
    hours, link = _hours(), _link()
    with seeing(RUN):
        mails = claim_alarms(hours=hours, link=link, actor=RUN, at=timezone.now())
    failed = sum(_deliver(mail) is not None for mail in mails)
    print(f"{len(mails) - failed} sent, {failed} not sent.")
    return NOT_SENT if failed else 0


def _hours() -> AlarmHours:
    said = settings.ALARM_HOURS.split(",")
    if len(said) == len(AlarmHours().by_rung) and all(each.strip().isdecimal() for each in said):
        workers, manager, chair = (int(each) for each in said)
        if workers >= manager >= chair > 0:
            return AlarmHours(workers=workers, manager=manager, chair=chair)
    raise Trouble("ALARM_HOURS is three whole numbers of hours, falling, with commas between: 48,24,6.")


def _link() -> str:
    if not settings.EMAIL_HOST:
        raise Trouble("Set EMAIL_HOST to the server that takes mail: without it an alarm reaches nobody.")
    if not settings.ONCALL_ADDRESS:
        raise Trouble("Set ONCALL_ADDRESS to the address of this installation, so that the mail can say where to look.")
    return f"{settings.ONCALL_ADDRESS.rstrip('/')}{reverse('board:oncall')}"


def _deliver(mail: AlarmMail) -> AlarmFailure | None:
    """Send one and note what came of it, each by itself: one that fails stops no other."""
    failure = _send(mail)
    with seeing(RUN):
        note_alarm(sending_id=mail.sending_id, failure=failure, actor=RUN, at=timezone.now())
    return failure


def _send(mail: AlarmMail) -> AlarmFailure | None:
    if not mail.address:
        return AlarmFailure.NO_ADDRESS
    try:
        EmailMessage(mail.subject, mail.body, to=[mail.address], headers=_BY_ITSELF).send()
    except (SMTPException, OSError):
        # The server's own words may repeat the address: what kind it was is enough.
        return AlarmFailure.NOT_TAKEN
    return None
