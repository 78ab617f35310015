"""Whom a wave asks, and its opening and close."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import F

from skyddsnat.domains.survey.actions.logging import log
from skyddsnat.domains.survey.models import Invitation, Wave
from skyddsnat.domains.survey.permissions import keeping
from skyddsnat.domains.survey.queries.surveys import may, wave
from skyddsnat.domains.survey.rules.addresses import read_addresses
from skyddsnat.domains.survey.rules.links import digest_of, new_seed, token_of
from skyddsnat.domains.survey.rules.waves import doing
from skyddsnat.domains.survey.types.definition_file import write_definition
from skyddsnat.domains.survey.types.waves import Invitee, WaveAct, WaveState
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import holders, units, work_addresses
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.versions import ChangedMeanwhile


def invite_staff(
    *, wave_id: int, unit_ids: Collection[int], roles: Collection[Role], actor: Viewer, at: datetime
) -> int:
    """Those who hold one of the roles in one of the units today, each once. Returns how many came to the frame.

    Raises `NoSuchSurvey`, `Refused`.
    """
    _inviting(wave_id, actor)
    names = {unit.id: unit.name for unit in units().values() if unit.id in set(unit_ids)}
    found = {
        each.id: Invitee(employee_id=each.id, address="", language="sv", unit=name)
        for unit_id, name in names.items()
        for each in holders(roles=roles, on=local_date(at), unit_id=unit_id)
    }
    there, at_work = _reached(wave_id), work_addresses(employee_ids=found)
    there |= {key for key in found if at_work.get(key, ("", ""))[0].lower() in there}
    return _invite(wave_id, [each for key, each in found.items() if key not in there], actor, at)


def invite_addresses(*, wave_id: int, text_of_csv: str, actor: Viewer, at: datetime) -> int:
    """Those of a file of addresses. Returns how many came to the frame; who was there already is left as she is.

    Raises `NoSuchSurvey`, `Refused`, and `BrokenFile` with every fault: then nobody was invited.
    """
    _inviting(wave_id, actor)
    found = read_addresses(text_of_csv)
    there = _reached(wave_id)
    return _invite(wave_id, [each for each in found if each.address.lower() not in there], actor, at)


def empty_frame(*, wave_id: int, actor: Viewer, at: datetime) -> None:
    """Nobody is invited to a wave that is not open yet. Raises `NoSuchSurvey`, `Refused`."""
    _hold(wave_id)
    view = wave(wave_id=wave_id, viewer=actor)
    (keeping(viewer=actor) + doing(WaveAct.OPEN, view)).require()
    with connection.cursor() as cursor:
        # Not by the model, which would look for mails first: a wave that is not open has sent none.
        cursor.execute("DELETE FROM survey_invitation WHERE wave_id = %s", [wave_id])
    log("wave", "emptied", wave_id, actor, at)


def open_wave(*, wave_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """From now on it asks what the survey says now, of those in the frame; the run of the mails sends the links.

    `version`: the wave's `opening_version`, which another wording of a question changes too. Raises `NoSuchSurvey`,
    `ChangedMeanwhile`, `Refused`: also where the database would write down who answers what.
    """
    _hold(wave_id)
    may(wave_id=wave_id, act=WaveAct.OPEN, viewer=actor, at=at).require()
    view = wave(wave_id=wave_id, viewer=actor)
    if view.opening_version != version:
        raise ChangedMeanwhile
    opened = {"state": WaveState.OPEN.value, "definition": write_definition(view.definition), "opened_at": at}
    Wave.objects.filter(pk=wave_id).update(version=F("version") + 1, **opened)
    log("wave", "opened", wave_id, actor, at)


def close_wave(*, wave_id: int, version: int, actor: Viewer, at: datetime) -> None:
    """No more answers; those that came can be read, and who was asked and answered is forgotten. For good.

    Raises `NoSuchSurvey`, `ChangedMeanwhile`, `Refused`.
    """
    view = wave(wave_id=wave_id, viewer=actor)
    (keeping(viewer=actor) + doing(WaveAct.CLOSE, view)).require()
    if view.version != version:
        raise ChangedMeanwhile
    with connection.cursor() as cursor:
        cursor.execute("SELECT survey_close(%s, %s)", [wave_id, at])
        ((closed,),) = cursor.fetchall()
    if not closed:
        raise ChangedMeanwhile
    log("wave", "closed", wave_id, actor, at)


def close_over(*, actor: Viewer, at: datetime) -> int:
    """Close the open waves whose last day has passed: nobody can answer them any more. Returns how many.

    Raises `Refused`.
    """
    keeping(viewer=actor).require()
    over = Wave.objects.filter(state=WaveState.OPEN.value, closes_on__lt=local_date(at))
    # Held, so that nobody closes one in between, or gives it another last day.
    found = list(over.select_for_update().order_by("pk").values_list("pk", "version"))
    for wave_id, version in found:
        close_wave(wave_id=wave_id, version=version, actor=actor, at=at)
    return len(found)


def _hold(wave_id: int) -> None:
    """The wave and its survey, so that neither is changed or opened by another between the look and the deed."""
    Wave.objects.select_for_update().select_related("survey").filter(pk=wave_id).first()


def _inviting(wave_id: int, actor: Viewer) -> None:
    _hold(wave_id)
    view = wave(wave_id=wave_id, viewer=actor)
    (keeping(viewer=actor) + doing(WaveAct.INVITE, view)).require()


def _reached(wave_id: int) -> set[int | str]:
    """Who is in the frame: employees, and addresses, also those at which employees get their links."""
    rows = Invitation.objects.filter(wave_id=wave_id)
    staff: set[int] = {each for each in rows.values_list("employee_id", flat=True) if each}
    addresses = {each for each in rows.values_list("address", flat=True) if each}
    addresses |= {address for address, _ in work_addresses(employee_ids=staff).values() if address}
    return {*staff, *(each.lower() for each in addresses)}


def _invite(wave_id: int, found: Iterable[Invitee], actor: Viewer, at: datetime) -> int:
    rows = [_invitation(wave_id, each) for each in found]
    Invitation.objects.bulk_create(rows)
    log("wave", "invited", wave_id, actor, at, {"invited": len(rows)})
    return len(rows)


def _invitation(wave_id: int, invitee: Invitee) -> Invitation:
    seed = new_seed()
    return Invitation(
        wave_id=wave_id,
        employee_id=invitee.employee_id,
        address=invitee.address,
        language=invitee.language,
        unit=invitee.unit,
        seed=seed,
        token_digest=digest_of(token_of(seed, key=settings.SECRET_KEY)),
    )
