"""Words of a decision: what was decided by what right, its papers, who has been told, and when it starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.types import (
    KIND_NAMES,
    OUTCOME_NAMES,
    SETTLER_NAMES,
    DecisionView,
    DeliveryView,
    Outcome,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.register import due_from
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Chip, Link, Tone
from skyddsnat.web.decisions.presenters import UNEXECUTED, Fact, Passage, citation_of, named, obstacle_words
from skyddsnat.web.decisions.scene import Scene
from skyddsnat.web.presenters import rule_link, said

APPEAL = "fl.appeal"


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """One party by name: told or not, until when the party may appeal, and what is to be done."""

    name: str
    chip: Chip
    text: str
    letter: Link | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class StartBox:
    """Whether the service has started, and until when it must."""

    text: str
    tone: Tone
    rule: Link | None
    action: Action | None


def chips(made: DecisionView) -> tuple[Chip, ...]:
    """What became of the proposal."""
    tone = Tone.DONE if made.outcome is Outcome.AS_PROPOSED else Tone.TODAY
    return (Chip(text=said(OUTCOME_NAMES[made.outcome]), tone=tone),)


def facts(made: DecisionView, scene: Scene) -> list[Fact]:
    """What was decided, by whom and by what right."""
    found = [
        Fact(_("Beslutet gäller"), said(KIND_NAMES[made.kind])),
        Fact(_("Beslutat av"), f"{made.decided_by}, {formats.moment(made.decided_at, today=scene.today)}"),
        Fact(_("Med stöd av"), f"{citation_of(made.section, local_date(made.decided_at))} · {made.right}"),
        Fact(_("Föredraget av"), made.presented_by if made.presented_by_id != made.decided_by_id else ""),
        Fact(_("Varför inte det mest lämpliga"), obstacle_words(made.obstacles)),
        Fact(_("Vem avgjorde det"), said(SETTLER_NAMES[made.settled_by]) if made.settled_by else ""),
        Fact(_("Varför inte enligt förslaget"), made.change_reason),
        Fact(_("Namnen ersatta med koder"), made.hides_name_reason if made.hides_name else ""),
        Fact(_("Överklagan"), _appeal_words(made)),
    ]
    return [fact for fact in found if fact.text.strip()]


def _appeal_words(made: DecisionView) -> str:
    if made.is_appealable:
        return _("Kan överklagas inom tre veckor från den dag parten tog emot beslutet.")
    return _("Kan inte överklagas till förvaltningsrätten.")


def passages(made: DecisionView, to_child: str) -> list[Passage]:
    """The reasons, and what the child is told."""
    return [Passage(_("Skäl för beslutet"), made.reasons), Passage(to_child, made.child_version)]


def papers(made: DecisionView) -> list[Link]:
    """The signed record and the child's letter."""
    return [
        Link(label=_("Beslutet (stannar i akten)"), url=_document(made.internal_document_id)),
        Link(label=_("Brevet till barnet"), url=_document(made.child_letter_id)),
    ]


def _document(document_id: int) -> str:
    return reverse("children:document", args=[document_id])


# --- The parties ------------------------------------------------------------------------------------------------------


def party_lines(
    made: DecisionView,
    people: Mapping[int, PersonView],
    documents: Mapping[int, DocumentView],
    clocks: Sequence[DeadlineView],
    scene: Scene,
) -> list[PartyLine]:
    """Each party by name, also one who became a party after the decision (lesson 7)."""
    told = {letter.person_id for letter in made.deliveries}
    late = [party.id for party in scene.parties if party.id not in told]
    return [
        *(_line(made, letter, people, documents, clocks, scene) for letter in made.deliveries),
        *(_new_party(made, person_id, people) for person_id in late),
    ]


def _line(
    made: DecisionView,
    letter: DeliveryView,
    people: Mapping[int, PersonView],
    documents: Mapping[int, DocumentView],
    clocks: Sequence[DeadlineView],
    scene: Scene,
) -> PartyLine:
    name = named(people.get(letter.person_id))
    paper = documents.get(letter.letter_id)
    waits = paper is not None and paper.needs_passing
    return PartyLine(
        name=name,
        chip=_chip(letter, is_held=waits),
        text=_text(made, letter, clocks, scene),
        letter=Link(label=_("Läs brevet"), url=_document(letter.letter_id)),
        actions=_actions(made, letter, name, is_held=waits),
    )


def _chip(letter: DeliveryView, *, is_held: bool) -> Chip:
    if letter.served_at is not None:
        return Chip(text=_("har tagit emot"), tone=Tone.DONE)
    if letter.sent_at is not None:
        return Chip(text=_("skickat"), tone=Tone.TODAY)
    if is_held:
        return Chip(text=_("ska kontrolleras av en andra person"), tone=Tone.PROTECTED)
    return Chip(text=_("inte underrättad"), tone=Tone.LATE)


def _text(made: DecisionView, letter: DeliveryView, clocks: Sequence[DeadlineView], scene: Scene) -> str:
    if letter.sent_at is None:
        return ""
    sent = formats.day(local_date(letter.sent_at), today=scene.today)
    if letter.served_at is None:
        return _("{how}, {day}. Skriv när parten tog emot: då börjar tiden att överklaga.").format(
            how=letter.how.capitalize(), day=sent
        )
    served = _("Mottaget {day}.").format(day=formats.day(local_date(letter.served_at), today=scene.today))
    return f"{served} {_appeal_day(letter, clocks, scene)}" if made.is_appealable else served


def _appeal_day(letter: DeliveryView, clocks: Sequence[DeadlineView], scene: Scene) -> str:
    subject = f"decisions.delivery:{letter.id}"
    clock = next((each for each in clocks if each.rule == APPEAL and each.subject == subject), None)
    if clock is None:
        return ""
    return _("Får överklagas till och med {day}.").format(day=formats.day(clock.extended_on, today=scene.today))


def _actions(made: DecisionView, letter: DeliveryView, name: str, *, is_held: bool) -> tuple[Action, ...]:
    if letter.sent_at is None and is_held:
        address = reverse("children:document-pass", args=[letter.letter_id])
        return (Action(label=_("Kontrollera utskicket"), url=address, describes=name),)
    if letter.sent_at is None:
        address = reverse("decisions:deliver", args=[made.id, letter.person_id])
        return (Action(label=_("Lämna beslutet"), url=address, describes=name),)
    if letter.served_at is None:
        address = reverse("decisions:serve", args=[letter.id])
        return (Action(label=_("Skriv när det togs emot"), url=address, describes=name),)
    return ()


def _new_party(made: DecisionView, person_id: int, people: Mapping[int, PersonView]) -> PartyLine:
    name = named(people.get(person_id))
    address = reverse("decisions:deliver", args=[made.id, person_id])
    return PartyLine(
        name=name,
        chip=Chip(text=_("blev part efter beslutet"), tone=Tone.TODAY),
        text="",
        letter=None,
        actions=(Action(label=_("Lämna beslutet"), url=address, describes=name),),
    )


# --- The start --------------------------------------------------------------------------------------------------------


def start_box(made: DecisionView, scene: Scene) -> StartBox | None:
    """Whether the service has started; None for a decision that gives none."""
    if not made.is_favourable:
        return None
    if made.started_on is not None:
        day = formats.day(made.started_on, today=scene.today)
        return StartBox(text=_("Insatsen kom i gång {day}.").format(day=day), tone=Tone.DONE, rule=None, action=None)
    due = due_from(UNEXECUTED, made.decided_at)
    is_late = due.due_on < scene.today
    words = (
        _("Insatsen är inte i gång. Den skulle ha varit det {day} och ska rapporteras till IVO.")
        if is_late
        else _("Är insatsen inte igång {day} ska den rapporteras till IVO.")
    )
    return StartBox(
        text=words.format(day=formats.full_day(due.due_on)),
        tone=Tone.LATE if is_late else Tone.TODAY,
        rule=rule_link(UNEXECUTED, due.rule.citation),
        action=Action(label=_("Insatsen har startat"), url=reverse("decisions:start", args=[made.id]), is_main=True),
    )
