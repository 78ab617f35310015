"""Words of the page where it is decided: the three checks, what is new, and the list of what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.types import FACT_NAMES, KIND_NAMES, LEVEL_NAMES, FactView, ProposalMark, Right
from skyddsnat.domains.people.types import PersonView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.decision_rights import Decider
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Chip, Clock, Duty, Step, StepState, Tone
from skyddsnat.web.decisions.scene import Scene
from skyddsnat.web.presenters import person_chips, reason_of, said, short_name_of

LAW = frozenset({"decisions.law", "decisions.law_unknown"})
DELEGATION = frozenset({"decisions.delegation"})
CONFLICT = frozenset({"decisions.conflict"})
STATES = frozenset(f"decisions.is_{state}" for state in ("draft", "decided", "returned"))
# What no other choice on the page can mend.
FINAL = LAW | DELEGATION | CONFLICT | STATES


@dataclass(frozen=True, kw_only=True)
class NewFact:
    """Something that came into the file after the proposal was handed in (lesson 10)."""

    text: str
    when: str
    exact: str


def checks(verdict: Verdict, right: Right) -> list[Step]:
    """The three checks at the signature, each with its result (lesson 5)."""
    return [
        _check(_("Lagen"), _law_words(right), LAW, verdict),
        _check(_("Delegationsordningen"), said(right.text), DELEGATION, verdict),
        _check(_("Jäv"), _("Du har inte anmält jäv i akten. Svara själv nedan."), CONFLICT, verdict),
    ]


def _check(title: str, words: str, codes: frozenset[str], verdict: Verdict) -> Step:
    against = tuple(reason_of(reason) for reason in verdict.reasons if reason.code in codes)
    if against:
        return Step(
            title=title, state=StepState.NEXT, state_text=_("hindrar"), blocked_title=_("Hindrar"), reasons=against
        )
    return Step(title=title, state=StepState.DONE, state_text=_("hindrar inte"), detail=words)


def _law_words(right: Right) -> str:
    if right.lowest_by_law is None:
        return _("Nämnden får alltid besluta.")
    if right.lowest_by_law is Decider.OFFICIAL:
        return _("Lagen låter en tjänsteman besluta detta.")
    return _("Lagen låter utskottet eller nämnden besluta detta.")


def new_facts(found: Sequence[FactView], scene: Scene) -> list[NewFact]:
    """What is new since the proposal, the latest first."""
    return [
        NewFact(
            text=said(FACT_NAMES[fact.kind]),
            when=formats.moment(fact.at, today=scene.today),
            exact=formats.exact(fact.at),
        )
        for fact in found
    ]


def duties(marks: Sequence[ProposalMark], people: Mapping[int, PersonView], today: date) -> list[Duty]:
    """Proposals that wait, as rows with the button that opens each."""
    return [_duty(mark, people.get(mark.file_id), today) for mark in marks]


def _duty(mark: ProposalMark, person: PersonView | None, today: date) -> Duty:
    name = short_name_of(person) if person else _("Okänt barn")
    address = reverse("decisions:decide", args=[mark.id])
    return Duty(
        clock=_waited(mark, today),
        who=name,
        who_url=reverse("children:file", args=[mark.file_id]),
        chips=(*(person_chips(person, today=today) if person else ()), *_urgent(mark)),
        what=said(KIND_NAMES[mark.kind]),
        detail=said(LEVEL_NAMES[mark.level]),
        action=Action(label=_("Läs och besluta"), url=address, describes=name),
    )


def _urgent(mark: ProposalMark) -> tuple[Chip, ...]:
    return (Chip(text=_("Brådskar"), tone=Tone.LATE),) if mark.is_urgent else ()


def _waited(mark: ProposalMark, today: date) -> Clock:
    since = local_date(mark.proposed_at or mark.created_at)
    days = (today - since).days
    words = formats.amount(days, "day")
    return Clock(
        big=formats.day(since, today=today).capitalize() if days == 0 else formats.number(days),
        small="" if days == 0 else formats.unit_word(days, "day"),
        spoken=_("har väntat {days}").format(days=words),
        exact=formats.exact(since),
        tone=Tone.LATE if mark.is_urgent else Tone.SOON,
    )
