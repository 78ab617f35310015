"""Proposals, whose consent is asked, and what is new since they were made."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.models import Consent, Proposal
from skyddsnat.domains.decisions.permissions import level_for
from skyddsnat.domains.decisions.queries.order import next_meeting
from skyddsnat.domains.decisions.queries.views import consent_view, proposal_view
from skyddsnat.domains.decisions.types import (
    AskedView,
    ConsentView,
    FactKind,
    FactView,
    ProposalView,
    State,
    UrgencyView,
)
from skyddsnat.domains.people.queries import guardians_of_file, subject_of_file
from skyddsnat.foundation.access.queries import NotOpen, files_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.kernel.stockholm import local_date

# How the deeds begin in the log that a decider must be told of. When something was written down counts, not when it
# happened: a report that came in before the proposal but was registered after it is news.
_FACTS: tuple[tuple[str, FactKind], ...] = (
    ("intake.report.received", FactKind.REPORT),
    ("intake.protection.assessed", FactKind.PROTECTION),
    ("journal.talk.held", FactKind.TALK),
    ("people.person.changed", FactKind.PERSON),
    ("people.relation.", FactKind.PERSON),
    ("decisions.consent.recorded", FactKind.CONSENT),
)
_MOST_FACTS = 50


class NoProposal(NotOpen):
    """There is no such proposal for this viewer: unseen and nonexistent are the same answer."""


def _rows() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("most_suitable", "chosen", "written_by", "proposed_by")


def proposal(*, proposal_id: int, viewer: Viewer) -> ProposalView:
    """One proposal; raises `NoProposal`."""
    row = _rows().filter(pk=proposal_id).first()
    if row is None:
        raise NoProposal
    return proposal_view(row)


def proposals_of_file(*, file_id: int, viewer: Viewer) -> list[ProposalView]:
    """Every proposal in the file, the latest first."""
    return [proposal_view(row) for row in _rows().filter(file_id=file_id).order_by("-created_at", "-id")]


def waiting_for(*, viewer: Viewer, most: int = 100) -> list[ProposalView]:
    """Proposals that wait for a decision at a level that the viewer may take, the urgent and the oldest first."""
    rows = _rows().filter(state=State.PROPOSED.value).order_by("-is_urgent", "proposed_at", "id")[:most]
    views = [proposal_view(row) for row in rows]
    files = files_of(file_ids={view.file_id for view in views}, viewer=viewer)
    return [view for view in views if level_for(needed=view.level, file=files[view.file_id], viewer=viewer)]


# --- Consent ----------------------------------------------------------------------------------------------------------


def consents(*, proposal_id: int, viewer: Viewer) -> list[ConsentView]:
    """Every answer on the proposal, the latest first."""
    return [consent_view(row) for row in _answers([proposal_id])]


def asked(*, proposal_id: int, on: date, viewer: Viewer, service: str | None = None) -> tuple[AskedView, ...]:
    """Each by name whose consent to the service is asked, with the latest answer (SoL 21:1; lesson 7).

    The proposed service unless `service` says another; nobody when no service is proposed. Raises `NoProposal`.
    """
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    return asked_about(view, service=service or view.fields.chosen, on=on, viewer=viewer)


def asked_about(view: ProposalView, *, service: str | None, on: date, viewer: Viewer) -> tuple[AskedView, ...]:
    """The same, for a proposal that is already read."""
    if service is None:
        return ()
    latest: dict[int, ConsentView] = {}
    for row in _answers([view.id]):
        if row.service.code == service:
            latest.setdefault(row.person_id, consent_view(row))
    people = _to_ask(view, on, viewer)
    return tuple(AskedView(person_id, is_child, latest.get(person_id)) for person_id, is_child in people)


def age_of_child(*, file_id: int, on: date, viewer: Viewer) -> int:
    """The child's age on the day; one whose birth date is unknown is taken for young, so that guardians are asked."""
    # Revealed to count, never to show: the law asks for the age of a protected child too.
    return subject_of_file(file_id=file_id, viewer=viewer, reveal=True).age(on) or 0


def _to_ask(view: ProposalView, on: date, viewer: Viewer) -> Iterable[tuple[int, bool]]:
    age = age_of_child(file_id=view.file_id, on=on, viewer=viewer)
    if rules.child_is_asked(age, without_guardians=bool(view.fields.without_guardians_reason.strip())):
        yield view.child_id, True
    if rules.guardians_are_asked(age):
        for guardian in guardians_of_file(file_id=view.file_id, on=on, viewer=viewer):
            yield guardian.id, False


def _answers(proposal_ids: Iterable[int]) -> QuerySet[Consent]:
    rows = Consent.objects.filter(proposal_id__in=list(proposal_ids)).select_related("service")
    return rows.order_by("-given_at", "-id")


# --- News and urgency -------------------------------------------------------------------------------------------------


def facts_since(*, proposal_id: int, viewer: Viewer) -> list[FactView]:
    """What has come into the file since the proposal was handed in, the latest first (lesson 10).

    Empty for a proposal that is not handed in. Raises `NoProposal`.
    """
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    return facts_of(view, viewer=viewer)


def facts_of(view: ProposalView, *, viewer: Viewer) -> list[FactView]:
    """The same, for a proposal that is already read."""
    since = view.proposed_at
    if since is None:
        return []
    facts = [fact for beginning, kind in _FACTS for fact in _logged(view.file_id, beginning, kind, since, viewer)]
    return sorted(facts, key=lambda fact: (fact.at, fact.target), reverse=True)


def _logged(file_id: int, beginning: str, kind: FactKind, since: datetime, viewer: Viewer) -> list[FactView]:
    events = events_of_file(file_id=file_id, viewer=viewer, most=_MOST_FACTS, deed=beginning)
    return [FactView(kind, event.at, event.target) for event in events if event.at > since]


def urgency(*, proposal_id: int, today: date, viewer: Viewer) -> UrgencyView:
    """How long this has been planned and when the next meeting is, for whoever asks for the urgent route (lesson 5)."""
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    meeting = next_meeting(level=view.level, after=today) if rules.needs_meeting(view.level) else None
    planned = (today - local_date(view.created_at)).days
    return UrgencyView(planned, meeting, rules.chair_may_decide(view.section, today))
