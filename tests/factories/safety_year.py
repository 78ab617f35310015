"""Many incidents of a year and what followed on them: enough for figures, told from a seed."""

import random
from datetime import UTC, datetime, timedelta

from tests.factories.people import make_child
from tests.factories.safety import police_of, reported
from tests.factories.staff import Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.following import DutyKind, Measure, PoliceOutcome, Wish
from skyddsnat.domains.safety.types.register import Channel, Concerns, Effect, IncidentKind, Source
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer

YEAR = 2025
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
EXPOSED = (("bo",), ("bo",), ("dag",), ("stina",), ("bo", "dag"), ("cia",), ("cia", "bo"), ("ida",), ("mia",))
FEW_OF = {IncidentKind: 4, Channel: 5, Effect: 5}


def tell_year(office: Office, *, count: int, year: int = YEAR, seed: int = 1) -> None:
    """So many incidents of the year, each followed up as far as chance takes it."""
    chance = random.Random(seed)
    child = make_child(office, at=datetime(year, 1, 1, 9, tzinfo=UTC))
    for at in sorted(datetime(year, 1, 2, 9, tzinfo=UTC) + chance.randrange(360) * DAY for _ in range(count)):
        exposed = chance.choice(EXPOSED)
        incident_id = reported(
            office,
            by=exposed[0],
            exposed=exposed,
            at=at,
            kind=chance.choice(list(IncidentKind)[: FEW_OF[IncidentKind]]),
            channel=chance.choice(list(Channel)[: FEW_OF[Channel]]),
            happened_at=at - chance.randrange(1, 60) * HOUR,
            source=Source.RELATIVE,
            alias=chance.choice(("", "", "Anonym 17", " anonym  17", "Rut")),
            concerns=chance.choice((Concerns.NONE, Concerns.CARE)),
            effect=chance.choice(list(Effect)),
            linked_files=[child.file_id] if exposed[0] == "bo" and chance.random() < 0.4 else [],
        )
        _follow(office, incident_id, at, chance)


def _follow(office: Office, incident_id: int, at: datetime, chance: random.Random) -> None:
    with seeing(office.viewer("sven", at)) as sven:
        _police(incident_id, sven, at, chance)
        for exposure in queries.exposures_of(incident_id=incident_id, viewer=sven):
            _support(exposure.id, sven, at, chance)
        _duties(incident_id, sven, at, chance)


def _police(incident_id: int, sven: Viewer, at: datetime, chance: random.Random) -> None:
    if chance.random() < 0.2:
        return
    sent, by = at + chance.randrange(9) * DAY, {"incident_id": incident_id, "actor": sven}
    actions.send_police_report(**by, version=1, channel="114 14", at=sent)
    if chance.random() < 0.6:
        version = police_of(incident_id, sven).version
        outcome = chance.choice((PoliceOutcome.DISCONTINUED, PoliceOutcome.NOT_OPENED))
        actions.close_police_report(**by, version=version, outcome=outcome, at=sent + chance.randrange(200) * DAY)


def _support(exposure_id: int, sven: Viewer, at: datetime, chance: random.Random) -> None:
    if chance.random() < 0.7:
        wishes = chance.choice(((Wish.TALK,), (Wish.TALK, Wish.COLLEAGUE), (Wish.NOTHING,)))
        actions.say_wish(exposure_id=exposure_id, wishes=wishes, words="", was_asked_to=True, actor=sven, at=at)
    if chance.random() < 0.6:
        offer = actions.offer_support(exposure_id=exposure_id, kind=Wish.TALK, words="I dag.", actor=sven, at=at)
        if chance.random() < 0.6:
            actions.answer_offer(offer_id=offer, is_accepted=True, actor=sven, at=at)
            actions.give_support(offer_id=offer, actor=sven, at=at + DAY)


def _duties(incident_id: int, sven: Viewer, at: datetime, chance: random.Random) -> None:
    if chance.random() < 0.5:
        measure = chance.choice((Measure.ALARM, Measure.PAIRS_ONLY))
        actions.add_measure(
            incident_id=incident_id, measure=measure, owner_id=None, due_at=at + 5 * DAY, words="", actor=sven, at=at
        )
    for duty in queries.duties_of(incident_id=incident_id, at=at, viewer=sven):
        done = {"duty_id": duty.id, "version": duty.version, "actor": sven, "at": at + chance.randrange(8) * DAY}
        if chance.random() < 0.7:
            actions.do_duty(**done)
        elif duty.kind is DutyKind.MEASURE:
            actions.skip_duty(**done, why="Behövs inte.")
