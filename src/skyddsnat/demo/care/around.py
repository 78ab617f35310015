"""What stands around a case: who is asked and told, the child's counsel, and the physician."""

from datetime import datetime, timedelta

from skyddsnat.demo.care.deeds import DAY, HOUR, Care
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import Understood
from skyddsnat.kernel.stockholm import local_date

_COUNSELS = ("Advokat Ragna Tord", "Advokat Melvin Ask", "Jurist Hillevi Bark", "Advokat Osvald Rim")
_PHYSICIANS = ("Barnöverläkare Ulla Fors", "Barnläkare Idris Lund", "Överläkare Asta Vik")
_FOUND = (
    "Inga akuta skador. Uppföljning hos barnläkare om en månad.",
    "Undervikt och bristande tandhälsa. I övrigt frisk.",
    "Äldre skador som inte stämmer med det som har berättats. Utlåtande följer.",
    "Frisk. Sömnsvårigheter som bör följas.",
)
_PLAN = "Vård utanför hemmet medan domstolen prövar saken, med besök av föräldrarna varje vecka."


def all_is_done(care: Care, at: datetime) -> None:
    """What is always to be done when a child has been taken into care, all of it within a few days."""
    if not care.has_asked:
        care.ask_consent(_PLAN, at)
    need_counsel(care, at + HOUR, appointed_at=at + 2 * DAY)
    examined(care, at + HOUR, at + DAY)
    tell_guardians(care, at + timedelta(hours=1.5))
    care.tell_child("Att en domare ska läsa om det som har hänt, och vad som händer nu.", at + 2 * HOUR)


def need_counsel(care: Care, at: datetime, *, is_reported: bool = True, appointed_at: datetime | None = None) -> None:
    """The child needs a counsel; the court is told and, if it has come so far, has appointed one."""
    with care.acting(at) as actor:
        counsel = actions.need_counsel(case_id=care.id, person_id=care.child.person_id, arose_at=at, actor=actor, at=at)
        if is_reported:
            actions.report_counsel(counsel_id=counsel, actor=actor, at=at)
    if appointed_at is not None:
        name = _COUNSELS[care.id % len(_COUNSELS)]
        with care.acting(appointed_at) as actor:
            actions.counsel_appointed(
                counsel_id=counsel, name=name, appointed_at=appointed_at, actor=actor, at=appointed_at
            )


def ordered(care: Care, at: datetime) -> int:
    """A physician is to see the child. Returns the examination."""
    with care.acting(at) as actor:
        return actions.order_examination(case_id=care.id, physician="Barnkliniken", actor=actor, at=at)


def examined(care: Care, at: datetime, held_at: datetime) -> None:
    """A physician has seen the child."""
    examination = ordered(care, at)
    with care.acting(held_at) as actor:
        actions.record_examination(
            examination_id=examination,
            held_on=local_date(held_at),
            physician=_PHYSICIANS[care.id % len(_PHYSICIANS)],
            result=_FOUND[care.id % len(_FOUND)],
            actor=actor,
            at=held_at,
        )


def tell_guardians(care: Care, at: datetime) -> None:
    """Each guardian is told what was decided."""
    with care.acting(at) as actor:
        for each in queries.consents_due(case_id=care.id, on=local_date(at), viewer=actor):
            if each.person_id != care.child.person_id:
                actions.record_telling(
                    case_id=care.id,
                    measure_id=None,
                    person_id=each.person_id,
                    what="Vad som är beslutat, hur det går till i rätten, och vem som kan hjälpa.",
                    told_at=at,
                    understood=Understood.YES,
                    words="",
                    actor=actor,
                    at=at,
                )
