"""Words of a decision: what was decided by what right, its papers, who has been told, and when it starts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.types import (
    APPEAL_OUTCOME_NAMES,
    KIND_NAMES,
    OUTCOME_NAMES,
    SETTLER_NAMES,
    AppealOutcome,
    AppealView,
    DecisionView,
    DeliveryView,
    Outcome,
)
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.register import due_from
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Chip, Fact, Link, Tone
from skyddsnat.web.decisions.presenters import UNEXECUTED, citation_of, named, obstacle_words
from skyddsnat.web.decisions.scene import Scene
from skyddsnat.web.heads import Passage
from skyddsnat.web.presenters import rule_link, said


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """One party by name: told or not, until when the party may appeal, and what is to be done."""

    name: str
    chip: Chip
    text: str
    letters: tuple[Link, ...]
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
        Fact(_("Överklagan"), _appeal_words(made, scene)),
    ]
    return [fact for fact in found if fact.text.strip()]


def _appeal_words(made: DecisionView, scene: Scene) -> str:
    if not made.is_appealable:
        return _("Kan inte överklagas till förvaltningsrätten.")
    if made.is_appealed:
        return _("Beslutet är överklagat.")
    final = _final_from(made, scene)
    if final is None:
        return _("Kan överklagas inom tre veckor från den dag parten tog emot beslutet.")
    if final <= scene.today:
        return _("Beslutet fick laga kraft {day}: ingen har överklagat i tid.").format(
            day=formats.day(final, today=scene.today)
        )
    return _("Om ingen överklagar får beslutet laga kraft {day}.").format(day=formats.day(final, today=scene.today))


def _final_from(made: DecisionView, scene: Scene) -> date | None:
    """The day the decision is final, once each party of today has received it."""
    told = {letter.person_id for letter in made.deliveries}
    return made.final_from if told >= {party.id for party in scene.parties} else None


def passages(made: DecisionView, to_child: str) -> list[Passage]:
    """The reasons, and what the child is told."""
    return [Passage(_("Skäl för beslutet"), made.reasons), Passage(to_child, made.child_version)]


def as_it_leaves(made: DecisionView, without_names: Mapping[int, int]) -> DecisionView:
    """The decision with the letters that are sent in place of those yet to be sent, by id of each."""

    def sent(document_id: int) -> int:
        return without_names.get(document_id, document_id)

    def letter_of(each: DeliveryView) -> DeliveryView:
        english = each.english_id and sent(each.english_id)
        return replace(each, letter_id=sent(each.letter_id), english_id=english) if each.sent_at is None else each

    letters = tuple(letter_of(each) for each in made.deliveries)
    return replace(made, deliveries=letters, child_letter_id=sent(made.child_letter_id))


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
    scene: Scene,
) -> list[PartyLine]:
    """Each party by name, also one who became a party after the decision (lesson 7)."""
    told = {letter.person_id for letter in made.deliveries}
    late = [party.id for party in scene.parties if party.id not in told]
    return [
        *(_line(made, letter, people, documents, scene) for letter in made.deliveries),
        *(_new_party(made, person_id, people) for person_id in late),
    ]


def _line(
    made: DecisionView,
    letter: DeliveryView,
    people: Mapping[int, PersonView],
    documents: Mapping[int, DocumentView],
    scene: Scene,
) -> PartyLine:
    name = named(people.get(letter.person_id))
    waits = next((paper for paper in _papers(letter, documents) if paper.needs_passing), None)
    return PartyLine(
        name=name,
        chip=_chip(letter, is_held=waits is not None),
        text=_text(letter, scene),
        letters=_letters(letter),
        actions=_actions(made, letter, name, waits),
    )


def _papers(letter: DeliveryView, documents: Mapping[int, DocumentView]) -> list[DocumentView]:
    return [documents[each] for each in (letter.letter_id, letter.english_id) if each and each in documents]


def _letters(letter: DeliveryView) -> tuple[Link, ...]:
    swedish = Link(label=_("Läs brevet"), url=_document(letter.letter_id))
    if letter.english_id is None:
        return (swedish,)
    return swedish, Link(label=_("Läs det på engelska"), url=_document(letter.english_id))


def _chip(letter: DeliveryView, *, is_held: bool) -> Chip:
    if letter.appeal is not None:
        return _appeal_chip(letter.appeal)
    if letter.served_at is not None:
        return Chip(text=_("har tagit emot"), tone=Tone.DONE)
    if letter.sent_at is not None:
        return Chip(text=_("skickat"), tone=Tone.TODAY)
    if is_held:
        return Chip(text=_("ska kontrolleras av en andra person"), tone=Tone.PROTECTED)
    return Chip(text=_("inte underrättad"), tone=Tone.LATE)


def _appeal_chip(appeal: AppealView) -> Chip:
    if appeal.outcome is AppealOutcome.FORWARDED:
        return Chip(text=_("har överklagat"), tone=Tone.DONE)
    if appeal.outcome is AppealOutcome.DISMISSED:
        return Chip(text=_("överklagandet avvisat"), tone=Tone.DONE)
    return Chip(text=_("överklagande att hantera"), tone=Tone.LATE)


def _text(letter: DeliveryView, scene: Scene) -> str:
    return " ".join(filter(None, (_told_text(letter, scene), _appeal_text(letter, scene))))


def _told_text(letter: DeliveryView, scene: Scene) -> str:
    if letter.sent_at is None:
        return ""
    sent = formats.day(local_date(letter.sent_at), today=scene.today)
    if letter.served_at is None:
        return _("{how}, {day}. Skriv när parten tog emot: då börjar tiden att överklaga.").format(
            how=letter.how.capitalize(), day=sent
        )
    return _("Mottaget {day}.").format(day=formats.day(local_date(letter.served_at), today=scene.today))


def _appeal_text(letter: DeliveryView, scene: Scene) -> str:
    if letter.appeal is not None:
        return appeal_words(letter.appeal, scene)
    if letter.appeal_until is None:
        return ""
    day = formats.day(letter.appeal_until, today=scene.today)
    if letter.appeal_until < scene.today:
        return _("Tiden att överklaga gick ut {day}.").format(day=day)
    return _("Får överklagas till och med {day}.").format(day=day)


def appeal_words(appeal: AppealView, scene: Scene) -> str:
    """When the appeal came in, in time or late, and what was done with it."""
    came = formats.day(local_date(appeal.came_in_at), today=scene.today)
    return " ".join(filter(None, (_came_words(appeal).format(day=came), _settled_words(appeal, scene), appeal.reason)))


def _came_words(appeal: AppealView) -> str:
    if appeal.is_late:
        return _("Överklagandet kom in {day}, för sent.")
    if appeal.delivery_id is None:
        return _("Överklagandet kom in {day}, i tid: tiden har inte börjat.")
    return _("Överklagandet kom in {day}, i tid.")


def _settled_words(appeal: AppealView, scene: Scene) -> str:
    if appeal.outcome is None or appeal.settled_at is None:
        return ""
    day = formats.day(local_date(appeal.settled_at), today=scene.today)
    what = said(APPEAL_OUTCOME_NAMES[appeal.outcome])
    return _("{what} {day} av {name}.").format(what=what, day=day, name=appeal.settled_by)


def _actions(made: DecisionView, letter: DeliveryView, name: str, waits: DocumentView | None) -> tuple[Action, ...]:
    if letter.sent_at is None and waits is not None:
        address = reverse("children:document-pass", args=[waits.id])
        return (Action(label=_("Kontrollera utskicket"), url=address, describes=name),)
    if letter.sent_at is None:
        address = reverse("decisions:deliver", args=[made.id, letter.person_id])
        told = Action(label=_("Lämna beslutet"), url=address, describes=name)
        return (told, *_appeal_actions(made, letter, name))
    served = Action(
        label=_("Skriv när det togs emot"), url=reverse("decisions:serve", args=[letter.id]), describes=name
    )
    return (*((served,) if letter.served_at is None else ()), *_appeal_actions(made, letter, name))


def _appeal_actions(made: DecisionView, letter: DeliveryView, name: str) -> tuple[Action, ...]:
    if not made.is_appealable or (letter.appeal and letter.appeal.outcome):
        return ()
    if letter.appeal is not None:
        address = reverse("decisions:settle", args=[letter.id])
        return (Action(label=_("Hantera överklagandet"), url=address, describes=name),)
    address = reverse("decisions:appeal", args=[letter.id])
    return (Action(label=_("Överklagande kom in"), url=address, describes=name),)


def _new_party(made: DecisionView, person_id: int, people: Mapping[int, PersonView]) -> PartyLine:
    name = named(people.get(person_id))
    address = reverse("decisions:deliver", args=[made.id, person_id])
    return PartyLine(
        name=name,
        chip=Chip(text=_("blev part efter beslutet"), tone=Tone.TODAY),
        text="",
        letters=(),
        actions=(Action(label=_("Lämna beslutet"), url=address, describes=name),),
    )


# --- Those without a letter -------------------------------------------------------------------------------------------


def other_lines(made: DecisionView, people: Mapping[int, PersonView], scene: Scene) -> list[PartyLine]:
    """Each who has appealed without having a letter: in time, and for the court to weigh (FL 44-46 §§)."""
    return [
        PartyLine(
            name=appellant_of(appeal, people),
            chip=_appeal_chip(appeal),
            text=appeal_words(appeal, scene),
            letters=(),
            actions=_settle_other(appeal, appellant_of(appeal, people)),
        )
        for appeal in made.other_appeals
    ]


def appellant_of(appeal: AppealView, people: Mapping[int, PersonView]) -> str:
    """Who appeals: the person of the file, or the name that was written."""
    return appeal.appellant or named(people.get(appeal.person_id or 0))


def other_appeal_link(made: DecisionView) -> Link | None:
    """Where an appeal from anybody else is written down; None where nothing may be appealed."""
    if not made.is_appealable:
        return None
    address = reverse("decisions:other-appeal", args=[made.id])
    return Link(label=_("Överklagande från någon som inte fått brev"), url=address)


def _settle_other(appeal: AppealView, name: str) -> tuple[Action, ...]:
    if appeal.outcome is not None:
        return ()
    address = reverse("decisions:settle-other", args=[appeal.id])
    return (Action(label=_("Hantera överklagandet"), url=address, describes=name),)


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
