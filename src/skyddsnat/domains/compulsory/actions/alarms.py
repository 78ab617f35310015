"""Alarms by mail: each is claimed by one run before it is sent, and what came of it is kept.

A run that dies between the two leaves a claim that the next run takes over, so that an alarm may come twice and is
never lost. Two runs at the same moment send one mail.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from skyddsnat.domains.compulsory.models import AlarmSending
from skyddsnat.domains.compulsory.queries.alarms import alarms_due
from skyddsnat.domains.compulsory.rules.alarms import body, rungs_due, subject, told_on
from skyddsnat.domains.compulsory.types.alarms import AlarmFailure, AlarmHours, AlarmMail, AlarmRung, DueAlarm
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import holders, work_addresses
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date

# After this long a claim that nothing came of is taken over. No source: own limit, below a quarter of an hour.
TAKEN_OVER_AFTER = timedelta(minutes=10)


def claim_alarms(*, hours: AlarmHours, link: str, actor: Viewer, at: datetime) -> list[AlarmMail]:
    """The alarms that this run is to send, and no other will; `link` is where On call is. `note_alarm` follows each."""
    due = alarms_due(at=at, hours=max(hours.by_rung.values()), viewer=actor)
    claimed = [row for each in due for row in _claim(each, hours, at)]
    found = work_addresses(employee_ids={row.employee_id for row in claimed})
    return [_mail(row, *found.get(row.employee_id, ("", "sv")), link) for row in claimed]


def note_alarm(*, sending_id: int, failure: AlarmFailure | None, actor: Viewer, at: datetime) -> None:
    """What came of a claimed alarm: it left at `at`, or why it did not; then the next run tries again."""
    sent_at = at if failure is None else None
    AlarmSending.objects.filter(pk=sending_id, sent_at=None).update(sent_at=sent_at, failure=failure or "")


def _mail(row: AlarmSending, address: str, language: str, link: str) -> AlarmMail:
    said = subject(row.lapses_at), body(row.lapses_at, link)
    about, text = (each.in_language(language) for each in said)
    return AlarmMail(sending_id=row.pk, address=address, subject=about, body=text)


def _claim(due: DueAlarm, hours: AlarmHours, at: datetime) -> Iterator[AlarmSending]:
    people = _people(due, at)
    for rung in rungs_due(due.lapses_at, at, hours):
        for employee_id in sorted(told_on(rung, people)):
            row, made = AlarmSending.objects.get_or_create(
                measure_id=due.measure_id,
                lapses_at=due.lapses_at,
                rung=rung.value,
                employee_id=employee_id,
                defaults={"file_id": due.file_id, "tried_at": at},
            )
            if made or _taken_over(row, at):
                yield row


def _taken_over(row: AlarmSending, at: datetime) -> bool:
    """Whether this run takes the claim over. The database lets one of two do so."""
    waiting = AlarmSending.objects.filter(pk=row.pk, sent_at=None, tried_at__lte=at - TAKEN_OVER_AFTER)
    return bool(waiting.update(tried_at=at))


def _people(due: DueAlarm, at: datetime) -> dict[AlarmRung, frozenset[int]]:
    on = local_date(at)
    return {
        AlarmRung.WORKERS: frozenset(each for each in (due.owner_id, due.deputy_id) if each),
        AlarmRung.MANAGER: _holding((Role.UNIT_MANAGER,), on=on, unit_id=due.unit_id),
        AlarmRung.CHAIR: _holding((Role.CHAIR_ON_CALL,), on=on, unit_id=None),
    }


def _holding(roles: Iterable[Role], *, on: date, unit_id: int | None) -> frozenset[int]:
    return frozenset(each.id for each in holders(roles=roles, on=on, unit_id=unit_id))
