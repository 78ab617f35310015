"""How a wave goes: how many were asked, how many answered, by unit, and what the mails came to."""

from collections import Counter

from django.db.models import Count, Q

from skyddsnat.domains.survey.models import Invitation, Mailing, Wave
from skyddsnat.domains.survey.permissions import keeping, reading
from skyddsnat.domains.survey.queries.surveys import NoSuchSurvey, wave
from skyddsnat.domains.survey.rules.frame import Line, parts_of
from skyddsnat.domains.survey.rules.waves import doing
from skyddsnat.domains.survey.types.waves import (
    FailedMail,
    Following,
    FramePart,
    MailFailure,
    MailStep,
    WaveAct,
    WaveState,
)
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import employees, work_addresses


def following(*, wave_id: int, viewer: Viewer) -> Following:
    """How the wave goes, for whoever keeps surveys. Who answered is not told, nor what would tell it of few.

    Raises `NoSuchSurvey`, `Refused`.
    """
    keeping(viewer=viewer).require()
    row = Wave.objects.filter(pk=wave_id).first()
    if row is None:
        raise NoSuchSurvey
    is_closed = row.state == WaveState.CLOSED
    lines = [(u, n, k) for u, n, k in row.frame] if is_closed else _lines(wave_id)
    mails = list(Mailing.objects.filter(invitation__wave_id=wave_id).select_related("invitation").order_by("pk"))
    failed = [each for each in mails if each.failure]
    sent = Counter(MailStep(each.step) for each in mails if each.sent_on is not None)
    return Following(
        asked=row.asked or 0 if is_closed else sum(asked for _, asked, _ in lines),
        answered=row.answered or 0 if is_closed else sum(answered for _, _, answered in lines),
        parts=parts_of(lines),
        sent={step: sent[step] for step in MailStep},
        failed=_failed([each for each in failed if each.step == MailStep.INVITATION]),
        reminders_failed=sum(each.step != MailStep.INVITATION for each in failed),
    )


def composition(*, wave_id: int, viewer: Viewer) -> tuple[FramePart, ...]:
    """Those who answered a closed wave beside those who were asked, by unit, for whoever reads surveys: who did not
    answer, as far as it tells of nobody. Nothing of waves from elsewhere. Raises `NoSuchSurvey`, `Refused`.
    """
    (reading(viewer=viewer) + doing(WaveAct.READ, wave(wave_id=wave_id, viewer=viewer))).require()
    ((lines,),) = Wave.objects.filter(pk=wave_id).values_list("frame")
    return parts_of([(unit, asked, answered) for unit, asked, answered in lines])


def _lines(wave_id: int) -> list[Line]:
    rows = Invitation.objects.filter(wave_id=wave_id).values("unit").order_by("unit")
    counted = rows.annotate(asked=Count("pk"), done=Count("pk", filter=Q(answered=True)))
    return [(each["unit"], each["asked"], each["done"]) for each in counted]


def _failed(rows: list[Mailing]) -> tuple[FailedMail, ...]:
    ids = {each.invitation.employee_id for each in rows if each.invitation.employee_id}
    names = employees(ids=ids, on=rows[0].tried_on) if ids else {}
    at_work = work_addresses(employee_ids=ids) if ids else {}
    return tuple(
        FailedMail(
            invitation_id=each.invitation_id,
            who=names[each.invitation.employee_id].name if each.invitation.employee_id in names else "",
            address=at_work.get(each.invitation.employee_id or 0, (each.invitation.address, ""))[0],
            failure=MailFailure(each.failure),
            tried_on=each.tried_on,
        )
        for each in rows
    )
