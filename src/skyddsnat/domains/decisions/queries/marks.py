"""Questions about proposals and decisions, asked together with those of other packages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from skyddsnat.domains.decisions.models import Appeal, Decision, Delivery, Proposal
from skyddsnat.domains.decisions.types import DecisionMark, Kind, Level, ProposalMark, State
from skyddsnat.foundation.access.asking import Given, Question, day_or_none, moment, moment_or_none
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.text import Text

_OF_PROPOSAL = ("id", "file_id", "investigation_id", "kind", "state", "level", "is_urgent", "created_at", "proposed_at")
_COLUMNS_OF_PROPOSAL = {name: name for name in _OF_PROPOSAL} | {"unit_id": "file__unit_id"}
_MOST = 100
_OF_DECISION = {
    "id": "id",
    "kind": "kind",
    "decided_at": "decided_at",
    "sv": "chosen__title_sv",
    "en": "chosen__title_en",
    "is_placement": "chosen__is_placement",
    "started_on": "execution__started_on",
}


def ask_decisions_of_file(*, file_id: int, viewer: Viewer) -> Question[DecisionMark]:
    """Every decision in the file, the first first."""
    return Question(_decisions_of_file, _OF_DECISION, _decision, {"file_id": file_id})


def _decisions_of_file() -> QuerySet[Decision]:
    return Decision.objects.filter(file_id=Given("file_id")).order_by("decided_at", "id")


def ask_proposals_of_file(*, file_id: int, viewer: Viewer) -> Question[ProposalMark]:
    """Every proposal in the file, the latest first."""
    return Question(_proposals_of_file, _COLUMNS_OF_PROPOSAL, _proposal, {"file_id": file_id})


def _proposals_of_file() -> QuerySet[Proposal]:
    return Proposal.objects.filter(file_id=Given("file_id")).order_by("-created_at", "-id")


def ask_proposals_waiting(*, viewer: Viewer) -> Question[ProposalMark]:
    """A hundred proposals that wait for a decision in files that the viewer sees, the urgent and the oldest first."""
    return Question(_proposals_waiting, _COLUMNS_OF_PROPOSAL, _proposal)


def _proposals_waiting() -> QuerySet[Proposal]:
    return Proposal.objects.filter(state=State.PROPOSED.value).order_by("-is_urgent", "proposed_at", "id")[:_MOST]


def ask_decisions_of_letters(*, delivery_ids: Iterable[int], viewer: Viewer) -> Question[tuple[int, int]]:
    """(letter, its decision) of those letters to parties that the viewer sees."""
    columns = {"id": "id", "decision_id": "decision_id"}
    return Question(
        _letters, columns, lambda row: (row["id"], row["decision_id"]), {"delivery_ids": list(delivery_ids)}
    )


def _letters() -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk__among=Given("delivery_ids"))


def ask_decisions_of_appeals(*, appeal_ids: Iterable[int], viewer: Viewer) -> Question[tuple[int, int]]:
    """(appeal, its decision) of those appeals, by others than the parties, that the viewer sees."""
    columns = {"id": "id", "decision_id": "decision_id"}
    return Question(_appeals, columns, lambda row: (row["id"], row["decision_id"]), {"appeal_ids": list(appeal_ids)})


def _appeals() -> QuerySet[Appeal]:
    return Appeal.objects.filter(pk__among=Given("appeal_ids"), delivery=None)


def _decision(row: dict[str, Any]) -> DecisionMark:
    return DecisionMark(
        id=row["id"],
        kind=Kind(row["kind"]),
        service=Text(row["sv"], row["en"]) if row["sv"] else None,
        is_placement=bool(row["is_placement"]),
        decided_at=moment(row["decided_at"]),
        started_on=day_or_none(row["started_on"]),
    )


def _proposal(row: dict[str, Any]) -> ProposalMark:
    return ProposalMark(
        **row
        | {
            "kind": Kind(row["kind"]),
            "state": State(row["state"]),
            "level": Level(row["level"]),
            "created_at": moment(row["created_at"]),
            "proposed_at": moment_or_none(row["proposed_at"]),
        }
    )
