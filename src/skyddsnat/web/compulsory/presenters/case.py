"""The page of the case: its measures, what is missing with the way to mend it, and what else stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from skyddsnat.domains.compulsory.types import (
    MATTER_OUTCOME_NAMES,
    OUTING_NAMES,
    PLACE_NAMES,
    UNDERSTOOD_NAMES,
    MatterState,
    MatterView,
    PlaceView,
)
from skyddsnat.domains.decisions.types import ANSWER_NAMES
from skyddsnat.foundation.access.types import PART_NAMES
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.compulsory_states import Act, act_name
from skyddsnat.law.grounds import ground
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Chip, Link, Reason, Tone
from skyddsnat.web.compulsory.presenters.chain import in_order, panel, step_action
from skyddsnat.web.compulsory.presenters.head import head
from skyddsnat.web.compulsory.presenters.pair import deviation_words
from skyddsnat.web.compulsory.presenters.people import enforcer_name
from skyddsnat.web.compulsory.scene import Scene
from skyddsnat.web.compulsory.story import Story
from skyddsnat.web.presenters import name_of, reasons_of, said

FAR = date.max


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a box: what, a few words on it, and where it leads."""

    text: str
    detail: str = ""
    url: str = ""
    chip: Chip | None = None


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box beside the chain, with the way to add to it."""

    title: str
    lines: list[Line]
    nothing: str
    links: tuple[Link, ...]


def context(scene: Scene, story: Story) -> dict[str, Any]:
    """What the page draws."""
    view = scene.case
    assert view is not None
    title = _("Tvångsvård")
    state = Chip(text=_("Öppet"), tone=Tone.TODAY) if view.is_open else Chip(text=_("Avslutat"), tone=Tone.DONE)
    panels = [panel(each, story, scene) for each in story.measures]
    return {
        "page_title": title,
        "head": head(scene, title, chips=(state,), main=main_action(scene, story)),
        "measures": sorted(panels, key=lambda each: not (each.alarm or each.first)),
        "lacks": list(_lacks(scene, story)) if view.is_open else [],
        "circumstances": view.circumstances,
        "grounds": [f"{said(ground(code).text)} ({ground(code).citation})" for code in view.grounds],
        "close_reason": view.close_reason,
        "opened": _("Öppnat {when} av {name}").format(
            when=formats.moment(view.opened_at, today=scene.today), name=view.opened_by
        ),
        "boxes": [box for box in _boxes(scene, story) if box.lines or box.links],
        "ways": _ways(scene),
    }


def main_action(scene: Scene, story: Story) -> Action | None:
    """The page's one main button: the next duty of the case."""
    if scene.case is None or not scene.case.is_open or not scene.may_write:
        return None
    firsts = [(coming[0], each) for each in story.measures if (coming := in_order(each, story))]
    if not firsts:
        url = reverse("board:write", args=[scene.case_id])
        return Action(label=_("Förbered beslut"), url=url, is_main=True)
    first, told = min(firsts, key=lambda pair: (pair[0].dispatched_at is None, pair[0].due_on or FAR))
    action = step_action(first, told, story)
    if first.act is Act.SUBMIT:  # «Skicka till rätten» says it all
        return Action(label=action.label, url=action.url, is_main=True)
    deed = said(act_name(told.measure.track, first.act)).lower()
    return Action(label=f"{action.label}: {deed}", url=action.url, is_main=True)


def _ways(scene: Scene) -> tuple[Link, ...]:
    """What else can be done with the case."""
    if scene.case is None or not scene.case.is_open or not scene.may_write:
        return ()
    pages = (
        (_("Förbered ett beslut av nämnden"), "board:write"),
        (_("Skriv ansökan, vårdplan och andra handlingar"), "papers:list"),
        (_("Börja en åtgärd utan nämndbeslut"), "compulsory:start"),
        (_("Ändra omständigheter och grunder"), "compulsory:change"),
        (_("Avsluta tvångsärendet"), "compulsory:close"),
    )
    return tuple(Link(label=label, url=reverse(name, args=[scene.case_id])) for label, name in pages)


# --- What is missing --------------------------------------------------------------------------------------------------


def _lacks(scene: Scene, story: Story) -> Iterator[Reason]:
    """Everything that is missing, each with the way to mend it."""
    yield from _lacking_pair(scene, story)
    yield from _mended(Verdict(tuple(r for a in story.alarms for r in a.reasons)), _place_cure(scene, story))
    yield from _unasked(scene, story)
    yield from _counsel(scene, story)
    yield from _mended(story.examination, _link(_("Skriv in undersökningen"), "compulsory:examination", scene.case_id))
    yield from _untold(scene, story)
    yield from _unread(story)


def _link(label: str, name: str, *ids: int, query: str = "") -> Link:
    return Link(label=label, url=reverse(name, args=list(ids)) + query)


def _mended(verdict: Verdict, cure: Link | None) -> Iterator[Reason]:
    for each in reasons_of(verdict):
        yield Reason(text=each.text, rule=each.rule, cure=cure)


def _lacking_pair(scene: Scene, story: Story) -> Iterator[Reason]:
    if scene.manages:
        cure = _link(_("Fördela"), "children:assign", scene.file.id)
    else:
        cure = _link(_("Avsteg"), "compulsory:pair", scene.case_id)
    yield from _mended(story.pair.verdict, cure)
    for each in story.deviations:
        if not each.awaits_confirmation:
            continue
        text = _("Avsteget från två handläggare är inte bekräftat av chefen.")
        link = _link(_("Bekräfta"), "compulsory:confirm", each.id) if scene.manages else None
        yield Reason(text=text, cure=link)


def _place_cure(scene: Scene, story: Story) -> Link | None:
    now = next((each for each in story.places if each.ends_at is None), None)
    if now is None:
        return None
    return _link(_("Förbered beslut"), "board:write", scene.case_id)


def _unasked(scene: Scene, story: Story) -> Iterator[Reason]:
    """Each by name whose consent nobody has asked (lesson 7)."""
    rule = next((each.rule for each in reasons_of(story.consent)), None)
    for due in story.consents:
        if due.answer is None:
            text = _("Samtycke är inte frågat: {name}.").format(name=_name(due.person_id, story))
            query = f"?person={due.person_id}"
            yield Reason(
                text=text,
                rule=rule,
                cure=_link(pgettext("gör det", "Fråga"), "compulsory:consent", scene.case_id, query=query),
            )
    given = Verdict(tuple(each for each in story.consent.reasons if each.code == "compulsory.consent_given"))
    yield from _mended(given, _link(_("Ändra omständigheterna"), "compulsory:change", scene.case_id))


def _counsel(scene: Scene, story: Story) -> Iterator[Reason]:
    if not story.counsels:
        yield Reason(
            text=_("Behovet av offentligt biträde är inte prövat."),
            cure=_link(_("Skriv in behov"), "compulsory:counsel", scene.case_id),
        )
    for each in story.counsels:
        name = _name(each.person_id, story)
        if each.reported_at is None and each.appointed_at is None:
            text = _("Behovet av offentligt biträde är inte anmält till rätten: {name}.").format(name=name)
            yield Reason(text=text, cure=_link(_("Anmäl"), "compulsory:counsel-report", each.id))
        elif each.appointed_at is None:
            text = _("Rätten har inte förordnat något biträde än: {name}.").format(name=name)
            yield Reason(text=text, cure=_link(_("Skriv in"), "compulsory:counsel-appointed", each.id))


def _untold(scene: Scene, story: Story) -> Iterator[Reason]:
    for person in story.tellings:
        if person.latest is None:
            text = _("Inte informerad: {name}.").format(name=_name(person.person_id, story))
            query = f"?person={person.person_id}"
            yield Reason(text=text, cure=_link(_("Skriv in"), "compulsory:told", scene.case_id, query=query))
    for each in story.enforcers:
        if not each.is_untold(scene.at):
            continue
        if each.told_end_at is None:
            text = _("Vet inte att åtgärden har upphört: {name}.").format(name=enforcer_name(each))
            yield Reason(text=text, cure=_link(_("Berätta"), "compulsory:enforcer-told", each.id))
        else:
            text = _("Har inte bekräftat att åtgärden har upphört: {name}.").format(name=enforcer_name(each))
            yield Reason(text=text, cure=_link(_("Skriv in"), "compulsory:enforcer-confirmed", each.id))


def _unread(story: Story) -> Iterator[Reason]:
    for each in story.outings:
        if each.is_open and each.unread:
            names = formats.list_of([goer.name for goer in each.unread])
            text = _("Riskbedömningen är inte läst av {names}.").format(names=names)
            yield Reason(text=text, cure=_link(_("Läs"), "compulsory:outing-read", each.id))


def _name(person_id: int, story: Story) -> str:
    person = story.people.get(person_id)
    return name_of(person) if person else _("Okänd person")


# --- Boxes ------------------------------------------------------------------------------------------------------------


def _boxes(scene: Scene, story: Story) -> Iterator[Box]:
    yield _workers(scene, story)
    yield _places(scene, story)
    yield _matters(scene, story)
    yield _outings(scene, story)
    yield _consents(scene, story)
    yield _tellings(scene, story)
    yield _health(scene, story)


def _adding(scene: Scene, *links: Link) -> tuple[Link, ...]:
    is_open = scene.case is not None and scene.case.is_open
    return links if is_open and scene.may_write else ()


def _workers(scene: Scene, story: Story) -> Box:
    lines = [
        Line(text=f"{each.name} ({each.service_code})", detail=said(PART_NAMES[each.part])) for each in story.working
    ]
    for each in story.deviations:
        runs = each.runs(scene.at, on=scene.today)
        if runs:
            url = reverse("compulsory:deviation-end", args=[each.id])
            chip = Chip(text=_("Avsteg"), tone=Tone.LATE if each.awaits_confirmation else Tone.TODAY)
            text, *rest = deviation_words(each, scene.today)
            lines.append(Line(text=text, detail=" ".join(rest), url=url if scene.may_write else "", chip=chip))
    link = _link(_("Färre än två? Skriv in avsteg"), "compulsory:pair", scene.case_id)
    links = _adding(scene, link) if not story.pair.is_whole else ()
    return Box(title=pgettext("flera", "Handläggare"), lines=lines, nothing=_("Ingen"), links=links)


def _places(scene: Scene, story: Story) -> Box:
    now = next((each for each in story.places if each.ends_at is None), None)
    if now is not None:
        links = [
            _link(_("Barnet har flyttats"), "compulsory:move", now.id),
            _link(_("Barnet har lämnat platsen"), "compulsory:leave", now.id),
        ]
    else:
        held = [each.measure for each in story.measures if each.measure.in_force(scene.at)]
        links = [_link(_("Barnet har kommit till en plats"), "compulsory:place", each.id) for each in held[:1]]
    lines = [_place(each, story, scene) for each in story.places]
    return Box(
        title=_("Var barnet är"), lines=lines, nothing=_("Barnet är inte placerat."), links=_adding(scene, *links)
    )


def _place(place: PlaceView, story: Story, scene: Scene) -> Line:
    is_bare = any(each.place_id == place.id for each in story.alarms)
    start = formats.moment(place.starts_at, today=scene.today)
    if place.ends_at is None:
        detail = _("Sedan {start}").format(start=start)
    else:
        detail = f"{start} – {formats.moment(place.ends_at, today=scene.today)}"
    return Line(
        text=", ".join(part for part in (said(PLACE_NAMES[place.kind]), place.name) if part),
        detail=detail,
        chip=Chip(text=_("Utan grund eller beslut"), tone=Tone.LATE) if is_bare else None,
    )


def _matters(scene: Scene, story: Story) -> Box:
    lines = [_matter(each, scene) for each in story.matters]
    return Box(
        title=pgettext("flera", "Nämndens beslut"), lines=lines, nothing=_("Inget underlag är skrivet."), links=()
    )


def _matter(matter: MatterView, scene: Scene) -> Line:
    states = {
        MatterState.DRAFT: _("Skrivs"),
        MatterState.PREPARED: _("Väntar på beslut"),
        MatterState.DECIDED: _("Beslutat"),
        MatterState.RETURNED: _("Återlämnat"),
    }
    detail = states[matter.state]
    if matter.decided_at is not None and matter.outcome is not None:
        when = formats.moment(matter.decided_at, today=scene.today)
        detail = f"{said(MATTER_OUTCOME_NAMES[matter.outcome])}, {when}"
    return Line(
        text=said(act_name(matter.track, matter.act)), detail=detail, url=reverse("board:matter", args=[matter.id])
    )


def _outings(scene: Scene, story: Story) -> Box:
    lines = [
        Line(
            text=said(OUTING_NAMES[each.kind]),
            detail=", ".join(part for part in (formats.moment(each.planned_at, today=scene.today), each.place) if part),
            url=reverse("compulsory:outing-read", args=[each.id]),
            chip=None if each.is_open else Chip(text=_("Gjort") if each.done_at else _("Inställt")),
        )
        for each in story.outings
    ]
    links = _adding(
        scene,
        _link(_("Planera hembesök eller verkställighet"), "compulsory:outing", scene.case_id),
        _link(_("Skriv in behov av polisens hjälp"), "police:state", scene.case_id),
    )
    return Box(title=_("Hembesök och verkställighet"), lines=lines, nothing=_("Inget är planerat."), links=links)


def _consents(scene: Scene, story: Story) -> Box:
    lines = [
        Line(
            text=_name(due.person_id, story),
            detail=f"{said(ANSWER_NAMES[due.answer.answer])}, {formats.day(due.answer.asked_on, today=scene.today)}: "
            f"{due.answer.plan}",
        )
        for due in story.consents
        if due.answer is not None
    ]
    link = _link(_("Fråga om samtycke"), "compulsory:consent", scene.case_id)
    return Box(title=_("Samtycke"), lines=lines, nothing=_("Ingen är frågad."), links=_adding(scene, link))


def _tellings(scene: Scene, story: Story) -> Box:
    lines = [
        Line(
            text=_name(each.person_id, story),
            detail=f"{formats.moment(each.latest.told_at, today=scene.today)}: {each.latest.what} "
            f"({said(UNDERSTOOD_NAMES[each.latest.understood])})",
        )
        for each in story.tellings
        if each.latest is not None
    ]
    for each in story.enforcers:
        when = formats.moment(each.told_start_at, today=scene.today)
        lines.append(Line(text=enforcer_name(each), detail=_("Verkställer, fick veta {when}").format(when=when)))
    link = _link(_("Skriv in information"), "compulsory:told", scene.case_id)
    return Box(title=_("Vem som vet"), lines=lines, nothing=_("Ingen är informerad."), links=_adding(scene, link))


def _health(scene: Scene, story: Story) -> Box:
    lines = []
    for counsel in story.counsels:
        state = counsel.name or (_("Anmält till rätten") if counsel.reported_at else _("Inte anmält"))
        text = _("Biträde: {name}").format(name=_name(counsel.person_id, story))
        lines.append(Line(text=text, detail=state))
    for each in story.examinations:
        is_waiting = each.held_on is None and not each.needless_reason
        detail = each.needless_reason or each.result or _("Beslutad, inte gjord")
        url = reverse("compulsory:examination-held", args=[each.id]) if is_waiting and scene.may_write else ""
        lines.append(Line(text=_("Läkarundersökning"), detail=detail, url=url))
    links = _adding(
        scene,
        _link(_("Behov av biträde"), "compulsory:counsel", scene.case_id),
        _link(_("Besluta om läkarundersökning"), "compulsory:examination", scene.case_id),
        _link(_("Undersökning behövs inte"), "compulsory:examination-waive", scene.case_id),
    )
    return Box(title=_("Biträde och läkare"), lines=lines, nothing=_("Inget är inskrivet."), links=links)
