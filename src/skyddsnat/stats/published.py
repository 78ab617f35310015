"""What surveys of caseworkers and their managers have published: facts to stand beside figures of our own.

A published share is of people who answered; a count of ours is mostly of something else. They stand beside each other
and are never subtracted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from skyddsnat.kernel.text import Text


@dataclass(frozen=True, slots=True)
class PublishedShare:
    """A share published by others, in whole per cent, with how it was counted. `answers`: of how many, where told."""

    percent: int
    answers: int | None
    source: Text
    counted: Text


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """Answers to one question as they were printed: how many gave each, in the order asked."""

    counts: Mapping[str, int]
    source: Text
    counted: Text

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.counts.values())


HOW_OFTEN = ("0", "1-3", "4-10", "11+")
"""The answers of the tables below: no; yes, 1–3 times; yes, 4–10 times; yes, more than 10 times."""

SSR_2023 = Text(
    "Akademikerförbundet SSR, hösten 2023, socialsekreterare i utsatta områden",
    "Akademikerförbundet SSR, autumn 2023, caseworkers in exposed areas",
)
SSR_2022 = Text(
    "Akademikerförbundet SSR, före valet 2022, socialsekreterare, de senaste två åren",
    "Akademikerförbundet SSR, before the election of 2022, caseworkers, the last two years",
)
SSR_2021 = Text(
    "Akademikerförbundet SSR, september 2021, socialsekreterare i utsatta områden",
    "Akademikerförbundet SSR, September 2021, caseworkers in exposed areas",
)


def _ssr(counts: tuple[int, int, int, int], sv: str, en: str) -> PublishedTable:
    return PublishedTable(dict(zip(HOW_OFTEN, counts, strict=True)), SSR_2023, Text(sv, en))


THREATENED = _ssr(
    (154, 222, 58, 19),
    "De som svarade, efter hur ofta de har utsatts för indirekta eller direkta hot i sitt arbete.",
    "Those who answered, by how often they have been exposed to indirect or direct threats in their work.",
)
AVOIDED = _ssr(
    (416, 20, 4, 1),
    "De som svarade, efter hur ofta en LVU-insats har undvikits på grund av hot eller rädsla i ärenden de har haft.",
    "Those who answered, by how often an LVU measure was avoided because of threats or fear in their cases.",
)
LACKED_POLICE = _ssr(
    (314, 73, 16, 5),
    "De som svarade, efter hur ofta de har behövt polis på plats utan att få det.",
    "Those who answered, by how often they have needed police presence and not been given it.",
)

WAS_THREATENED = PublishedShare(
    66,
    453,
    SSR_2023,
    Text(
        "Andel av dem som svarade som minst en gång har utsatts för hot i sitt arbete.",
        "Share of those who answered who at least once have been exposed to threats in their work.",
    ),
)
HAS_AVOIDED = PublishedShare(
    6,
    441,
    SSR_2023,
    Text(
        "Andel av dem som svarade som i något ärende har sett en LVU-insats undvikas på grund av hot eller rädsla.",
        "Share of those who answered who in some case have seen an LVU measure avoided for threats or fear.",
    ),
)
AVOIDED_2022 = PublishedShare(
    4,
    None,
    SSR_2022,
    Text(
        "Andel av dem som svarade som har sett LVU eller LVM undvikas på grund av hot.",
        "Share of those who answered who have seen LVU or LVM avoided because of threats.",
    ),
)
WITHOUT_POLICE = PublishedShare(
    23,
    408,
    SSR_2023,
    Text(
        "Andel av dem som svarade som minst en gång har behövt polis på plats utan att få det.",
        "Share of those who answered who at least once had needed police presence and not been given it.",
    ),
)
THREATENED_BY_CAMPAIGN = PublishedShare(
    36,
    None,
    SSR_2023,
    Text(
        "Andel av dem som svarade som har känt sig hotade på grund av kampanjen mot LVU.",
        "Share of those who answered who have felt threatened because of the campaign against LVU.",
    ),
)
HAS_CONSIDERED_LEAVING = PublishedShare(
    20,
    None,
    SSR_2023,
    Text(
        "Andel av dem som svarade som har övervägt att byta arbete på grund av kampanjen mot LVU.",
        "Share of those who answered who have considered changing job because of the campaign against LVU.",
    ),
)
WAITED_FOR_MONEY = PublishedShare(
    14,
    None,
    SSR_2022,
    Text(
        "Andel av dem som svarade som har väntat med akuta ingripanden (LVU eller LVM) av ekonomiska skäl: ungefär en "
        "av sju.",
        "Share of those who answered who waited with acute measures (LVU or LVM) because of money: about one in seven.",
    ),
)
BOARD_WAITED_FOR_MONEY = PublishedShare(
    25,
    482,
    SSR_2021,
    Text(
        "Andel av dem som svarade som säger att nämnden har väntat med LVU av ekonomiska skäl: ungefär en av fyra.",
        "Share of those who answered who say that the board waited with LVU because of money: about one in four.",
    ),
)
OTHER_FOR_MONEY = PublishedShare(
    22,
    None,
    SSR_2022,
    Text(
        "Andel av dem som svarade som har beslutat om en annan insats än den lämpligaste av ekonomiska skäl.",
        "Share of those who answered who decided on another service than the most suitable because of money.",
    ),
)
TOO_LITTLE_PREVENTION = PublishedShare(
    75,
    None,
    SSR_2022,
    Text(
        "Andel av dem som svarade som säger att det görs för lite långsiktigt förebyggande: tre av fyra.",
        "Share of those who answered who say that too little long-term prevention is done: three of four.",
    ),
)
