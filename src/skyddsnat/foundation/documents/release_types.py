"""Who asks to read a document, by what paragraph harm is tested, what came of it, and what left."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from skyddsnat.foundation.documents.types import TEMPLATES, Audience
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Verdict


class Asker(StrEnum):
    """Who asks to read a document."""

    PARTY = "party"
    PUBLIC = "public"
    AUTHORITY = "authority"


ASKER_NAMES: dict[Asker, Text] = {
    Asker.PARTY: Text("En part", "A party"),
    Asker.PUBLIC: Text("Någon annan", "Somebody else"),
    Asker.AUTHORITY: Text("En domstol eller myndighet", "A court or an authority"),
}
# Who is sent what is made for that reader.
RECEIVERS: dict[Audience, Asker] = {
    Audience.PARTY: Asker.PARTY,
    Audience.CHILD: Asker.PARTY,
    Audience.REPORTER: Asker.PUBLIC,
    Audience.AUTHORITY: Asker.AUTHORITY,
}


class Basis(StrEnum):
    """By what paragraph harm was tested."""

    STAFF = "osl_39_3"
    INDIVIDUALS = "osl_26_1"
    PARTY = "osl_10_3"


BASIS_NAMES: dict[Basis, Text] = {
    Basis.STAFF: Text("Personalens uppgifter (39 kap. 3 § OSL)", "Data of staff (chapter 39 section 3 OSL)"),
    Basis.INDIVIDUALS: Text("Enskildas förhållanden (26 kap. 1 § OSL)", "Private lives (chapter 26 section 1 OSL)"),
    Basis.PARTY: Text("Partens insyn (10 kap. 3 § OSL)", "A party's right to read (chapter 10 section 3 OSL)"),
}


class Released(StrEnum):
    """What came of the test."""

    WITH_NAMES = "with_names"
    WITHOUT_NAMES = "without_names"
    REFUSED = "refused"


RELEASED_NAMES: dict[Released, Text] = {
    Released.WITHOUT_NAMES: Text("Lämnas ut utan de skyddade namnen", "Handed out without the protected names"),
    Released.WITH_NAMES: Text("Lämnas ut som den är, med namnen", "Handed out as it stands, with the names"),
    Released.REFUSED: Text("Lämnas inte ut", "Not handed out"),
}
# A refusal, also in part, is a decision that can be appealed when the one who asked wants it (OSL 6 kap. 3 and 7 §§).
REFUSAL_APPEAL = Text(
    "Den som nekas, helt eller delvis, får ett skriftligt beslut om hen vill. Det överklagas till kammarrätten inom "
    "tre veckor från den dag hen fick del av det (6 kap. 3 och 7 §§ OSL).",
    "Whoever is refused, wholly or in part, gets a written decision if she wants one. It is appealed to the "
    "administrative court of appeal within three weeks of the day on which she received it (chapter 6 sections 3 and 7 "
    "OSL).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """A request to read a document, and how it was decided; `outcome` is None until then.

    `tested`: service codes of those whose names the test was about.
    """

    id: int
    document_id: int
    file_id: int
    asked_by: Asker
    asked_for: str
    asked_at: datetime
    recorded_by: str
    outcome: Released | None
    basis: Basis | None
    reason: str
    decided_by: str
    decided_at: datetime | None
    tested: frozenset[str] = frozenset()

    @property
    def is_released(self) -> bool:
        """Whether anything may be handed out."""
        return self.outcome in (Released.WITH_NAMES, Released.WITHOUT_NAMES)


def receiver_of(template: str) -> Asker | None:
    """Who is sent a document of that template; None of what is made to stay."""
    return RECEIVERS.get(TEMPLATES[template].audience)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves when a document is sent, by id, and whether it may: itself, or its rendering without the names.

    `tested` is the last test of harm of it for such as the recipient, None where there is none.
    """

    document_id: int
    verdict: Verdict
    tested: ReleaseView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingView:
    """One time that a document left: what was sent, what left in its place, and whose names were left out, by code."""

    id: int
    document_id: int
    left_id: int
    file_id: int
    to: Asker
    recipient: str
    how: str
    sent_at: datetime
    sent_by: str
    left_out: tuple[str, ...]
