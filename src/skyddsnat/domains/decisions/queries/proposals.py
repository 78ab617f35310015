"""Proposals, whose consent is asked, and what is new since they were made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from skyddsnat.domains.decisions import rules
from skyddsnat.domains.decisions.models import Consent, Proposal
from skyddsnat.domains.decisions.permissions import level_for
from skyddsnat.domains.decisions.queries.order import ask_next_meeting
from skyddsnat.domains.decisions.queries.views import consent_view, proposal_view
from skyddsnat.domains.decisions.types import (
    Answer,
    AskedView,
    ConsentView,
    FactKind,
    FactView,
    MeetingView,
    ProposalView,
    ServiceView,
    State,
    UrgencyView,
)
from skyddsnat.domains.people.queries import ask_guardians, ask_subject
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.asking import Question, ask, moment
from skyddsnat.foundation.access.queries import NotOpen, files_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.queries import ask_deeds_of_file
from skyddsnat.foundation.audit.types import Deed
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict

# How the deeds begin in the log that a decider must be told of. When something was written down counts, not when it
# happened: a report that came in before the proposal but was registered after it is news.
FACTS: tuple[tuple[str, FactKind], ...] = (
    ("intake.report.received", FactKind.REPORT),
    ("intake.protection.assessed", FactKind.PROTECTION),
    ("journal.talk.held", FactKind.TALK),
    ("people.person.changed", FactKind.PERSON),
    ("people.relation.", FactKind.PERSON),
    ("decisions.consent.recorded", FactKind.CONSENT),
)
_MOST_FACTS = 300
_OF_CONSENT = ("id", "proposal_id", "person_id", "answer", "given_at", "how", "words", "recorded_by_id")


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
    return round_on(view, on=on, viewer=viewer).about(service)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Whose consent a proposal needs on a day, and every answer that was given, the latest first."""

    child_id: int
    age: int
    guardian_ids: tuple[int, ...]
    answers: list[ConsentView]
    without_guardians: bool

    def about(self, service: str | None) -> tuple[AskedView, ...]:
        """Each whose consent to the service is asked, with the latest answer; nobody without a service."""
        if service is None:
            return ()
        latest: dict[int, ConsentView] = {}
        for answer in self.answers:
            if answer.service == service:
                latest.setdefault(answer.person_id, answer)
        return tuple(AskedView(person_id, is_child, latest.get(person_id)) for person_id, is_child in self._to_ask())

    def verdict(self, service: ServiceView, *, on: date) -> Verdict:
        """Whether the consent to the service is complete by the law of the day (SoL 21:1)."""
        return rules.consent_of(
            service,
            age=self.age,
            on=on,
            asked=self.about(service.code),
            without_guardians=self.without_guardians,
        )

    def _to_ask(self) -> Iterator[tuple[int, bool]]:
        if rules.child_is_asked(self.age, without_guardians=self.without_guardians):
            yield self.child_id, True
        if rules.guardians_are_asked(self.age):
            yield from ((guardian_id, False) for guardian_id in self.guardian_ids)


def round_on(view: ProposalView, *, on: date, viewer: Viewer) -> Round:
    """The same, asked alone. One statement."""
    return round_of(view, on=on, found=ask(viewer=viewer, **ask_round(view, on=on, viewer=viewer)))


def ask_round(view: ProposalView, *, on: date, viewer: Viewer) -> dict[str, Question[Any]]:
    """The questions behind a `Round`, to be asked together with others."""
    # Revealed to count, never to show: the law asks for the age of a protected child too.
    return {
        "child": ask_subject(file_id=view.file_id, viewer=viewer, reveal=True),
        "guardians": ask_guardians(file_id=view.file_id, on=on, viewer=viewer),
        "answers": _ask_answers(view.id),
    }


def round_of(view: ProposalView, *, on: date, found: Mapping[str, list[Any]]) -> Round:
    """The answers to `ask_round`. A child whose birth date is unknown is taken for young, so guardians are asked."""
    children: list[PersonView] = found["child"]
    return Round(
        child_id=view.child_id,
        age=next((child.age(on) or 0 for child in children), 0),
        guardian_ids=tuple(guardian.id for guardian in found["guardians"]),
        answers=found["answers"],
        without_guardians=bool(view.fields.without_guardians_reason.strip()),
    )


def _ask_answers(proposal_id: int) -> Question[ConsentView]:
    columns = {name: name for name in _OF_CONSENT} | {"service": "service__code"}
    return Question(_answers([proposal_id]), columns, _answer)


def _answer(row: dict[str, Any]) -> ConsentView:
    return ConsentView(**row | {"answer": Answer(row["answer"]), "given_at": moment(row["given_at"])})


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
    asking = ask_facts(view, viewer=viewer)
    return [] if asking is None else ask(viewer=viewer, facts=asking)["facts"]


def ask_facts(view: ProposalView, *, viewer: Viewer) -> Question[FactView] | None:
    """The same, asked together with other questions; no question about a proposal that is not handed in."""
    since = view.proposed_at
    if since is None:
        return None
    asked = ask_deeds_of_file(
        file_id=view.file_id, beginnings=list(dict(FACTS)), since=since, viewer=viewer, most=_MOST_FACTS
    )
    return Question(asked.rows, asked.columns, lambda row: _fact(asked.read(row)))


def _fact(deed: Deed) -> FactView:
    kind = next(kind for beginning, kind in FACTS if deed.deed.startswith(beginning))
    return FactView(kind, deed.at, deed.target)


def urgency(*, proposal_id: int, today: date, viewer: Viewer) -> UrgencyView:
    """How long this has been planned and when the next meeting is, for whoever asks for the urgent route (lesson 5)."""
    view = proposal(proposal_id=proposal_id, viewer=viewer)
    found = ask(viewer=viewer, meetings=ask_next_meeting(level=view.level, after=today, viewer=viewer))
    return urgency_of(view, today=today, meetings=found["meetings"])


def urgency_of(view: ProposalView, *, today: date, meetings: list[MeetingView]) -> UrgencyView:
    """The same, for a proposal that is already read; `meetings` begins with the next of its level."""
    meeting = next(iter(meetings), None) if rules.needs_meeting(view.level) else None
    planned = (today - local_date(view.created_at)).days
    return UrgencyView(planned, meeting, rules.chair_may_decide(view.section, today))
