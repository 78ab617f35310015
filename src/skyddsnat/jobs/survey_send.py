"""`skyddsnat survey send`: mail the personal links, and the reminders to those who have not answered.

Run it each hour. First the waves whose last day has passed are closed, also where no mail can be sent. What is due
follows from the days of the open waves. Each mail is kept before it is tried, and what came of it after: who could not
be reached stands on the page of the wave. Mail goes by EMAIL_HOST; the links begin with ONCALL_ADDRESS, the address of
this installation. Answers 1 when some did not leave.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from skyddsnat.domains.survey.actions import claim_mails, close_over, note_mail
from skyddsnat.domains.survey.types.answering import ANSWER_PATH
from skyddsnat.domains.survey.types.waves import MailFailure, SurveyMail
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.jobs.trouble import Trouble

# The database knows the run by this name.
RUN = system_run("survey")
NOT_SENT = 1
# So few are claimed at a time that a run which is killed leaves little for the next day.
AT_A_TIME = 20
_PERMANENT = 500
_HEADERS = {"Auto-Submitted": "auto-generated", "Precedence": "bulk"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: what is sent follows from the time."""


def run(args: argparse.Namespace) -> int:
    """0; 1 when a mail did not leave. Trouble when no mail server or no address is set."""
    _close()
    link = _link()
    tried: dict[int, MailFailure | None] = {}
    with _server() as server:
        # Where the server is gone, nothing more is claimed: the next run sends what is left.
        while _is_there(server) and (mails := _claim(link, tried)):
            for mail in mails:
                tried[mail.mailing_id] = _deliver(mail, server)
    failed = sum(failure is not None for failure in tried.values())
    print(f"{len(tried) - failed} sent, {failed} not sent.")
    return NOT_SENT if failed else 0


def _close() -> None:
    with seeing(RUN):
        closed = close_over(actor=RUN, at=timezone.now())
    if closed:
        print(f"{closed} closed: their last day has passed.")


def _link() -> str:
    if not settings.EMAIL_HOST:
        raise Trouble("Set EMAIL_HOST to the server that takes mail: without it an invitation reaches nobody.")
    if not settings.ONCALL_ADDRESS:
        raise Trouble("Set ONCALL_ADDRESS to the address of this installation, so that the mail can say where to go.")
    return f"{settings.ONCALL_ADDRESS.rstrip('/')}/{ANSWER_PATH}"


@contextmanager
def _server() -> Iterator[BaseEmailBackend]:
    """The mail server for the whole run. Where it does not answer, nothing is claimed."""
    server = get_connection()
    if not _is_there(server):
        raise Trouble("The mail server does not answer: see that EMAIL_HOST and EMAIL_PORT are right.")
    try:
        yield server
    finally:
        server.close()


def _is_there(server: BaseEmailBackend) -> bool:
    """Whether it takes mail now; what was closed after a mail that failed is opened again."""
    try:
        server.open()
    except (SMTPException, OSError):
        return False
    return True


def _claim(link: str, tried: dict[int, MailFailure | None]) -> list[SurveyMail]:
    with seeing(RUN):
        return claim_mails(link=link, tried=tried.keys(), limit=AT_A_TIME, actor=RUN, at=timezone.now())


def _deliver(mail: SurveyMail, server: BaseEmailBackend) -> MailFailure | None:
    """Send one and note what came of it, each by itself: one that fails stops no other."""
    failure = _send(mail, server)
    with seeing(RUN):
        note_mail(mailing_id=mail.mailing_id, failure=failure, actor=RUN, at=timezone.now())
    return failure


def _send(mail: SurveyMail, server: BaseEmailBackend) -> MailFailure | None:
    if not mail.address:
        return MailFailure.NO_ADDRESS
    try:
        EmailMessage(mail.subject, mail.body, to=[mail.address], headers=_HEADERS, connection=server).send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return MailFailure.REFUSED if all(code >= _PERMANENT for code in codes) else MailFailure.NOT_TAKEN
    except ValueError:
        # No address, though it looked like one. Whoever else is asked is not to wait for it.
        return MailFailure.REFUSED
    except (SMTPException, OSError):
        # The server's own words may repeat the address: what kind it was is enough.
        server.close()
        return MailFailure.NOT_TAKEN
    return None
