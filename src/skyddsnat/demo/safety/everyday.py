"""What happens every other week and is written down in two minutes: the many incidents that figures are made of."""

from itertools import cycle, islice
from typing import TypeVar

from skyddsnat.demo.safety.events import Event, Police, ended
from skyddsnat.domains.safety.types.following import PoliceOutcome, Wish
from skyddsnat.domains.safety.types.register import Channel, Concerns, Effect, IncidentKind, Source

_THREAT, _HARASSMENT = IncidentKind.THREAT, IncidentKind.HARASSMENT
_INSULT = IncidentKind.INSULT
_OFTEN = 12  # days between two of them
_MANY = 60
T = TypeVar("T")

# By kind, how it came, and how it begins.
_BEGINNINGS = {
    _THREAT: (
        (Channel.PHONE, "Skrek i telefonen att jag ska passa mig"),
        (Channel.MESSAGE, "Skrev i sms att vi vet var du parkerar"),
        (Channel.PHONE, "Sa på svararen att jag ska få betala"),
        (Channel.OFFICE, "Ställde sig i vägen i entrén och hotade"),
    ),
    _HARASSMENT: (
        (Channel.PHONE, "Ringde fjorton gånger på en förmiddag"),
        (Channel.MESSAGE, "Skickade sms hela helgen"),
        (Channel.PHONE, "Ringde och lade på, om och om igen"),
    ),
    _INSULT: (
        (Channel.PHONE, "Kallade mig saker som jag inte skriver här"),
        (Channel.OFFICE, "Spottade framför mig och svor"),
    ),
}
_MATTERS = (
    "när umgänget sköts upp",
    "efter mötet om barnets skola",
    "när placeringen kom på tal",
    "dagen då utredningen öppnades",
    "när bidraget inte kom i tid",
    "efter hembesöket",
    "när jag inte kunde lämna ut en uppgift",
    "efter förhandlingen i rätten",
    "när kontaktpersonen byttes",
    "för att jag inte svarade samma dag",
    "när läkarintyget begärdes in",
)
_WHO = (
    *("maria", "tove", "sofie", "bashir", "petra", "sofie", "zahra", "ines", "anja", "ylva", "johan", "mats"),
    *("viktor", "hedda"),
)
# Threats meet some: the others do work where it seldom goes so far.
_THREATENED = ("maria", "tove", "bashir", "sofie", "zahra", "ines", "viktor")
_KINDS = (_HARASSMENT, _THREAT, _HARASSMENT, _INSULT, _HARASSMENT, _INSULT, _HARASSMENT, _THREAT, _INSULT)
_EFFECTS = (Effect.NONE, Effect.CHANGED, Effect.NONE, Effect.DELAYED, Effect.NONE)
_CONCERNS = (Concerns.CARE, Concerns.NONE, Concerns.CONTACT, Concerns.SERVICES, Concerns.PLACEMENT, Concerns.NONE)
_SOURCES = (Source.RELATIVE, Source.CLIENT, Source.UNKNOWN)
_POLICE = (
    Police(left_out="Orden är grova men inget brott. Den som sa dem har fått ett brev av mig."),
    ended(70, PoliceOutcome.DISCONTINUED, sent=8),
    ended(40, PoliceOutcome.NOT_OPENED, sent=30),
)
_WISHES: tuple[tuple[Wish, ...], ...] = ((), (Wish.NOTHING,), (Wish.TALK,), ())


def _turns(of: tuple[T, ...]) -> list[T]:
    return list(islice(cycle(of), _MANY))


def _every_pair(kind: IncidentKind) -> list[tuple[Channel, str]]:
    """Each beginning of the kind with each matter, no words twice."""
    return [(channel, f"{beginning} {matter}.") for matter in _MATTERS for channel, beginning in _BEGINNINGS[kind]]


def _everyday() -> tuple[Event, ...]:
    kinds = _turns(_KINDS)
    told = {kind: cycle(_every_pair(kind)) for kind in _BEGINNINGS}
    threatened, others = cycle(_THREATENED), cycle(_WHO)
    turns = zip(
        *(kinds, _turns(_EFFECTS), _turns(_CONCERNS), _turns(_SOURCES), _turns(_POLICE)),
        _turns(_WISHES),
        strict=True,
    )
    found = []
    for place, (kind, effect, concerns, source, police, wishes) in enumerate(turns):
        channel, words = next(told[kind])
        who = (next(threatened),) if kind is _THREAT else tuple(islice(others, 1 + (channel is Channel.OFFICE)))
        found.append(
            Event(
                days=_OFTEN * (_MANY - place),
                hour=9 + place % 7,
                kind=kind,
                channel=channel,
                who=who,
                words=words,
                source=source,
                concerns=concerns,
                effect=effect if concerns is not Concerns.NONE else Effect.NONE,
                # Of two units, nobody alone decides that it is not reported.
                police=police if len(who) == 1 else _POLICE[-1],
                wishes=wishes,
                enough=0,
                closing="Inget mer har hänt.",
            )
        )
    return tuple(found)


EVERYDAY = _everyday()
