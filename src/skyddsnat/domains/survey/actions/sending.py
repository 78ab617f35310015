"""Mail to those who were invited: each is claimed by one run before it is sent, and what came of it is kept.

A run that dies between the two leaves a claim that a run of the next day takes over, so that a mail may come twice and
is never lost. What the server does not take is tried again by the next run; an address that it refuses, or that is
lacking, on the next day. Two runs at the same moment send one mail.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.conf import settings

from skyddsnat.domains.survey.actions.logging import log
from skyddsnat.domains.survey.models import Invitation, Mailing, Wave
from skyddsnat.domains.survey.permissions import keeping
from skyddsnat.domains.survey.queries.surveys import wave
from skyddsnat.domains.survey.rules.links import digest_of, token_of
from skyddsnat.domains.survey.rules.mails import body, step_due, subject
from skyddsnat.domains.survey.types.answering import IN_LANGUAGE
from skyddsnat.domains.survey.types.waves import MailFailure, MailStep, SurveyMail, WaveState, WaveView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import work_addresses
from skyddsnat.kernel.stockholm import local_date


def claim_mails(*, link: str, tried: Collection[int], limit: int, actor: Viewer, at: datetime) -> list[SurveyMail]:
    """At most `limit` mails that this run is to send, and no other will; none of `tried`, which it has tried.

    `link`: what comes before the token in a personal link. `note_mail` follows on each. Raises `Refused`.
    """
    keeping(viewer=actor).require()
    today = local_date(at)
    mails: list[SurveyMail] = []
    open_today = Wave.objects.filter(state=WaveState.OPEN.value, opens_on__lte=today, closes_on__gte=today)
    for wave_id in open_today.order_by("pk").values_list("pk", flat=True):
        view = wave(wave_id=wave_id, viewer=actor)
        claimed = list(_claimed(view, set(tried), limit - len(mails), today))
        mails += _mails(view, claimed, link)
        if claimed:
            log("wave", "sent", wave_id, actor, at, {"mails": len(claimed)})
    return mails


def note_mail(*, mailing_id: int, failure: MailFailure | None, actor: Viewer, at: datetime) -> None:
    """What came of a claimed mail: it left, or why it did not. Raises `Refused`."""
    keeping(viewer=actor).require()
    sent_on = local_date(at) if failure is None else None
    Mailing.objects.filter(pk=mailing_id, sent_on=None).update(sent_on=sent_on, failure=failure or "")


Claimed = tuple[Invitation, Mailing]


def _claimed(view: WaveView, tried: set[int], limit: int, today: date) -> Iterator[Claimed]:
    waiting = Invitation.objects.filter(wave_id=view.id, answered=False).prefetch_related("mailings").order_by("pk")
    left = limit
    for row in waiting if left > 0 else ():
        mailings = {MailStep(each.step): each for each in row.mailings.all()}
        sent = {step: each.sent_on for step, each in mailings.items() if each.sent_on is not None}
        step = step_due(view.fields, sent, today)
        mailing = None if step is None else _claim(row, step, mailings.get(step), tried, today)
        if mailing is not None:
            yield row, mailing
            left -= 1
            if not left:
                return


def _claim(row: Invitation, step: MailStep, there: Mailing | None, tried: set[int], today: date) -> Mailing | None:
    """The mailing, where this run gets it. The database gives it to one of two."""
    if there is None:
        made, is_new = Mailing.objects.get_or_create(
            invitation_id=row.pk, step=step.value, defaults={"tried_on": today}
        )
        return made if is_new else None
    again = there.tried_on < today or there.failure == MailFailure.NOT_TAKEN
    if there.pk in tried or not again:
        return None
    as_seen = Mailing.objects.filter(pk=there.pk, sent_on=None, tried_on=there.tried_on, failure=there.failure)
    return there if as_seen.update(tried_on=today, failure="") else None


def _mails(view: WaveView, claimed: list[Claimed], link: str) -> Iterator[SurveyMail]:
    at_work = work_addresses(employee_ids={row.employee_id for row, _ in claimed if row.employee_id})
    for row, mailing in claimed:
        address, language = at_work.get(row.employee_id or 0, (row.address, row.language))
        # The mail and the page it leads to are in the same language.
        step, personal = MailStep(mailing.step), f"{link}{_token(row)}/{IN_LANGUAGE[language]}"
        said = body(view.definition, step, closes_on=view.fields.closes_on, link=personal)
        yield SurveyMail(
            mailing_id=mailing.pk,
            address=address,
            subject=subject(view.definition, step).in_language(language),
            body=said.in_language(language),
        )


def _token(row: Invitation) -> str:
    """The link's; where the key of the installation was changed since, the new link takes the old one's place."""
    token = token_of(row.seed, key=settings.SECRET_KEY)
    if digest_of(token) != row.token_digest:
        Invitation.objects.filter(pk=row.pk).update(token_digest=digest_of(token))
    return token
