"""All of one incident that its page shows."""

from dataclasses import dataclass
from datetime import datetime

from skyddsnat.domains.safety.types.following import DutyView, OfferView, PoliceReportView, SeriousAnswers
from skyddsnat.domains.safety.types.register import IncidentView
from skyddsnat.domains.safety.types.warnings import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentScene:
    """An incident and what follows on it. `askings`: when the police were asked, and the answers; the latest first.
    `wave`: the id and the name of the wave that it belongs to, `warnings`: ids and causes of those written from it,
    where the viewer sees them. `person_id`: who did it, where that is written down and the viewer sees that person.
    """

    view: IncidentView
    person_id: int | None
    police: PoliceReportView | None
    askings: tuple[tuple[datetime, str], ...]
    answers: SeriousAnswers | None
    duties: tuple[DutyView, ...]
    offers: tuple[OfferView, ...]
    wave: tuple[int, str] | None
    warnings: tuple[tuple[int, Cause], ...]
