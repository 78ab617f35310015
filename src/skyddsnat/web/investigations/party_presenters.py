"""Words of the parties by name: told or not, communicated with or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.domains.investigations.types import NOTICE_NAMES, CommunicationView, NoticeView
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Chip, Link, Tone
from skyddsnat.web.investigations.scene import Scene
from skyddsnat.web.presenters import name_of, said


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """One thing that a party is told, or that was sent: how it stands, in a word and in a sentence."""

    title: str
    chip: Chip
    text: str
    quote: str
    letter: Link | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class PartyPanel:
    """One party by name. Without a notice, `add` is how the party gets one."""

    person_id: int
    name: str
    lines: tuple[PartyLine, ...]
    add: Action | None


def unsent_words(letters: Sequence[DocumentView]) -> str:
    """That letters to the parties have not left; a party may be told all the same."""
    if not letters:
        return ""
    words = [ngettext("{count} brev har inte skickats.", "{count} brev har inte skickats.", len(letters))]
    if any(letter.needs_passing for letter in letters):
        words.append(_("Någon har skyddade uppgifter: en andra person ska granska utskicket först."))
    return " ".join(words).format(count=len(letters))


def party_panels(notices: Sequence[NoticeView], sent: Sequence[CommunicationView], scene: Scene) -> list[PartyPanel]:
    """Each party by name, present ones and former ones (lesson 7)."""
    names = {party.id: name_of(party) for party in scene.parties}
    former = [(each.person_id, each.name) for each in notices] + [(each.person_id, each.name) for each in sent]
    for person_id, name in former:
        names.setdefault(person_id, name or _("Skyddade uppgifter"))
    return [_panel(person_id, name, notices, sent, scene) for person_id, name in names.items()]


def _panel(
    person_id: int, name: str, notices: Sequence[NoticeView], sent: Sequence[CommunicationView], scene: Scene
) -> PartyPanel:
    own = [notice for notice in notices if notice.person_id == person_id]
    letters = [each for each in sent if each.person_id == person_id]
    return PartyPanel(
        person_id=person_id,
        name=name,
        lines=(
            *(_notice(notice, name, scene) for notice in own),
            *(_communication(each, name, scene) for each in letters),
            *(() if letters else (_not_sent(person_id, name, scene),)),
        ),
        add=None if own else _add(person_id, name, scene),
    )


def _add(person_id: int, name: str, scene: Scene) -> Action:
    address = reverse("investigations:party", args=[scene.case.id, person_id])
    return Action(label=_("Lägg till bland dem som ska informeras"), url=address, describes=name)


# --- Told -------------------------------------------------------------------------------------------------------------


def _notice(notice: NoticeView, name: str, scene: Scene) -> PartyLine:
    return PartyLine(
        title=said(NOTICE_NAMES[notice.of]),
        chip=_told_chip(notice, scene),
        text=_told_text(notice, scene),
        quote=notice.withheld_reason if notice.is_withheld else "",
        letter=_letter(notice.document_id),
        actions=() if notice.is_told else (*_send_actions(notice, name), *_tell_actions(notice, name)),
    )


def _told_chip(notice: NoticeView, scene: Scene) -> Chip:
    if notice.is_told:
        return Chip(text=_("informerad"), tone=Tone.DONE)
    if notice.letter_waits:
        return Chip(text=_("brevet har inte gått"), tone=Tone.LATE)
    if notice.is_due(scene.today):
        return Chip(text=_("ska informeras nu"), tone=Tone.LATE)
    return Chip(text=_("väntar på ny dag"), tone=Tone.TODAY)


def _told_text(notice: NoticeView, scene: Scene) -> str:
    if notice.told_at is not None:
        when = formats.moment(notice.told_at, today=scene.today)
        return f"{notice.how.capitalize()}, {when}"
    if notice.letter_waits:
        return _waits()
    if notice.withheld_until is not None:
        day = formats.day(notice.withheld_until, today=scene.today)
        return _("Särskilda skäl mot att informera. Prövas igen {day}.").format(day=day)
    return _("Ska få veta genast.")


def _send_actions(each: NoticeView | CommunicationView, name: str) -> tuple[Action, ...]:
    """To the letter that waits: the page says what stands in its way."""
    if not each.letter_waits:
        return ()
    url = reverse("children:document-send", args=[each.document_id])
    return (Action(label=_("Skicka brevet"), url=url, describes=name),)


def _tell_actions(notice: NoticeView, name: str) -> tuple[Action, ...]:
    return (
        Action(label=_("Informera parten"), url=reverse("investigations:tell", args=[notice.id]), describes=name),
        Action(label=_("Vänta"), url=reverse("investigations:withhold", args=[notice.id]), describes=name),
    )


def _waits() -> str:
    return _("Brevet är gjort. Det räknas från den dag det går.")


# --- Communicated -----------------------------------------------------------------------------------------------------


def _communication(each: CommunicationView, name: str, scene: Scene) -> PartyLine:
    waits = each.sent_at is not None and each.answered_at is None
    action = Action(label=_("Skriv svaret"), url=reverse("investigations:answer", args=[each.id]), describes=name)
    return PartyLine(
        title=_("Utredningen"),
        chip=_sent_chip(each, scene),
        text=_sent_text(each, scene),
        quote=each.answer or each.not_sent_reason,
        letter=_letter(each.document_id),
        actions=(action,) if waits else _send_actions(each, name),
    )


def _sent_chip(each: CommunicationView, scene: Scene) -> Chip:
    if each.letter_waits:
        return Chip(text=_("brevet har inte gått"), tone=Tone.LATE)
    if each.sent_at is None:
        return Chip(text=_("skickas inte"), tone=Tone.PLAIN)
    if each.answered_at is not None:
        return Chip(text=_("har svarat"), tone=Tone.DONE)
    if each.is_complete(scene.today):
        return Chip(text=_("svarstiden har gått ut"), tone=Tone.DONE)
    return Chip(text=_("väntar på svar"), tone=Tone.TODAY)


def _sent_text(each: CommunicationView, scene: Scene) -> str:
    if each.letter_waits:
        return _waits()
    if each.sent_at is None:
        return _("Skälet:")
    sent = formats.day(local_date(each.sent_at), today=scene.today)
    if each.answered_at is not None:
        answered = formats.day(local_date(each.answered_at), today=scene.today)
        return _("Skickad {sent}, svar {answered}:").format(sent=sent, answered=answered)
    until = formats.day(each.answer_by, today=scene.today) if each.answer_by else ""
    return _("Skickad {sent}, svar senast {until}.").format(sent=sent, until=until)


def _not_sent(person_id: int, name: str, scene: Scene) -> PartyLine:
    address = f"{reverse('investigations:communicate', args=[scene.case.id])}?person={person_id}"
    return PartyLine(
        title=_("Utredningen"),
        chip=Chip(text=_("inte skickad")),
        text=_("Parten ska få ta del av utredningen och tid att svara innan den avslutas."),
        quote="",
        letter=None,
        actions=(Action(label=_("Kommunicera"), url=address, describes=name),),
    )


def _letter(document_id: int | None) -> Link | None:
    if document_id is None:
        return None
    return Link(label=_("Läs brevet"), url=reverse("children:document", args=[document_id]))


def unsent(sent: Sequence[CommunicationView], scene: Scene) -> list[PersonView]:
    """Parties with whom the investigation is not communicated yet, or in time, for a choice."""
    done = {each.person_id for each in sent if not (each.letter_waits and _is_over(each, scene))}
    return [party for party in scene.parties if party.id not in done]


def _is_over(each: CommunicationView, scene: Scene) -> bool:
    """Whether the letter gives no time to answer any more."""
    return each.answer_by is not None and each.answer_by <= scene.today


def first_choice(people: Sequence[PersonView], asked: Mapping[str, str]) -> str:
    """The party that the address names, or the only one."""
    wanted = asked.get("person", "")
    ids = [str(person.id) for person in people]
    if wanted in ids:
        return wanted
    return ids[0] if len(ids) == 1 else ""
