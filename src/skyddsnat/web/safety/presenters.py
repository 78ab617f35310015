"""Words, links and colours of the register of incidents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.domains.people.types import PersonView
from skyddsnat.domains.safety.permissions import user_can_warn_in_no_file
from skyddsnat.domains.safety.types.following import (
    DUTY_NAMES,
    MEASURE_NAMES,
    POLICE_OUTCOME_NAMES,
    POLICE_STATE_NAMES,
    WISH_NAMES,
    DutyKind,
    DutyView,
    OfferView,
    PoliceReportView,
    PoliceState,
    Wish,
)
from skyddsnat.domains.safety.types.register import (
    CHANNEL_NAMES,
    CONCERNS_NAMES,
    EFFECT_NAMES,
    INJURY_NAMES,
    KIND_NAMES,
    SOURCE_NAMES,
    ExposureView,
    IncidentFields,
    IncidentMark,
    IncidentRow,
    IncidentView,
)
from skyddsnat.domains.safety.types.scene import IncidentScene
from skyddsnat.domains.safety.types.warnings import CAUSE_NAMES
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Cell, Chip, Column, Fact, Step, StepState, Table, Tone
from skyddsnat.web.presenters import name_of, said, short_name_of, step_of

POLICE_TONES = {
    PoliceState.DUE: Tone.LATE,
    PoliceState.SENT: Tone.TODAY,
    PoliceState.REGISTERED: Tone.SOON,
    PoliceState.CLOSED: Tone.DONE,
    PoliceState.NOT_MADE: Tone.PLAIN,
}
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/avif": ".avif",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "video/mp4": ".mp4",
}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All that the page of one incident was told, and who looks."""

    told: IncidentScene
    source: PersonView | None
    children: Mapping[int, PersonView]
    viewer: Viewer
    today: date

    @property
    def view(self) -> IncidentView:
        """The incident itself."""
        return self.told.view

    @property
    def police(self) -> PoliceReportView | None:
        """Its report to the police."""
        return self.told.police

    @property
    def follows(self) -> bool:
        """Whether the viewer follows up: manager, representative or keeper."""
        return self.viewer.keeps_safety or bool(self.viewer.safety_units & set(self.view.unit_ids))

    @property
    def manages(self) -> bool:
        """Whether the viewer manages a unit that somebody was exposed in."""
        return bool(self.viewer.managed_units & set(self.view.unit_ids))

    def is_self(self, exposure: ExposureView) -> bool:
        """Whether it is the viewer who was exposed."""
        return exposure.employee_id == self.viewer.employee_id

    def moment(self, at: datetime) -> str:
        """A moment as it is said today."""
        return formats.moment(at, today=self.today)


@dataclass(frozen=True, kw_only=True)
class Support:
    """One exposed person: what is wished, what was offered, and what can be done now."""

    heading: str
    wishes: tuple[str, ...]
    words: str
    asked: str
    offers: Table | None
    actions: tuple[Action, ...]
    state_chips: tuple[Chip, ...]


@dataclass(frozen=True, kw_only=True)
class Head:
    """The top of an incident's page."""

    title: str
    subtitle: str
    chips: tuple[Chip, ...]
    actions: tuple[Action, ...] = ()


def ending(media_type: str) -> str:
    """The ending of a file name for the media type."""
    return _ENDINGS.get(media_type, "")


def title(view: IncidentView) -> str:
    """«Hot»: what happened, in a word."""
    return said(KIND_NAMES[view.fields.kind])


def what_happened(told: IncidentMark | IncidentFields | IncidentRow) -> str:
    """«Hot, i telefon», «Uthängning på nätet»: the channel once, also where the kind names it."""
    what, through = said(KIND_NAMES[told.kind]), said(CHANNEL_NAMES[told.channel]).lower()
    return what if what.lower().endswith(through) else f"{what}, {through}"


def name_of_incident(told: IncidentMark | IncidentFields, today: date) -> str:
    """«Hot, i telefon · 2 maj»: which incident something follows on."""
    return f"{what_happened(told)} · {formats.day(local_date(told.happened_at), today=today)}"


def head(scene: Scene) -> Head:
    """What happened, when, how, and where the police report stands."""
    view = scene.view
    chips = [police_chip(scene.police.state)] if scene.police else []
    if not view.is_open:
        chips.append(Chip(text=_("Avslutad"), tone=Tone.DONE))
    return Head(
        title=title(view),
        subtitle=f"{scene.moment(view.fields.happened_at)} · {said(CHANNEL_NAMES[view.fields.channel])}",
        chips=tuple(chips),
    )


def parts(scene: Scene) -> dict[str, Any]:
    """The parts of the page, in the order of what is to be done."""
    return {
        "steps": police_steps(scene),
        "duties": duty_table(scene),
        "support": [support(scene, each) for each in scene.view.exposures],
        "words": scene.view.fields.words,
        "facts": facts(scene),
        "attachments": attachments(scene),
        "deeds": deeds(scene),
    }


def police_chip(state: PoliceState) -> Chip:
    """Where the police report stands."""
    words = _("Polisanmälan: {state}").format(state=said(POLICE_STATE_NAMES[state]).lower())
    return Chip(text=words, tone=POLICE_TONES[state])


# --- The report to the police -----------------------------------------------------------------------------------------


def police_steps(scene: Scene) -> list[Step]:
    """Made, numbered, asked about, ended; each with its button in its time."""
    report = scene.police
    if report is None:
        return []
    if report.state is PoliceState.NOT_MADE:
        return [step_of(_("Ingen polisanmälan görs"), StepState.DONE, detail=report.not_made_reason)]
    return [_sent(scene, report), _numbered(scene, report), _ended(scene, report)]


def _sent(scene: Scene, report: PoliceReportView) -> Step:
    words = _("Arbetsgivaren anmäler till polisen")
    if report.sent_at:
        return step_of(words, StepState.DONE, detail=f"{scene.moment(report.sent_at)} · {report.channel}")
    action = _police(scene, _("Anmälan är gjord"), "send")
    detail = _("Senast {moment}").format(moment=scene.moment(report.due_at))
    return step_of(words, StepState.NEXT, detail=detail, action=action)


def _numbered(scene: Scene, report: PoliceReportView) -> Step:
    words = _("Polisens nummer")
    if report.number:
        return step_of(words, StepState.DONE, detail=report.number)
    if report.state is PoliceState.SENT:
        return step_of(words, StepState.NEXT, action=_police(scene, _("Skriv in numret"), "number"))
    return step_of(words, StepState.DONE if report.closed_at else StepState.WAITING)


def _ended(scene: Scene, report: PoliceReportView) -> Step:
    words = _("Följ anmälan till slutet")
    if report.outcome:
        return step_of(words, StepState.DONE, detail=said(POLICE_OUTCOME_NAMES[report.outcome]))
    if report.state is PoliceState.REGISTERED:
        return step_of(
            words, StepState.NEXT, detail=_asked(scene, report), action=_police(scene, _("Så slutade den"), "outcome")
        )
    return step_of(words, StepState.WAITING)


def _asked(scene: Scene, report: PoliceReportView) -> str:
    last = scene.told.askings[0] if scene.told.askings else None
    answer = f"{scene.moment(last[0])}: {last[1]}" if last else ""
    again = (
        _("Fråga polisen igen {day}").format(day=formats.day(report.next_on, today=scene.today))
        if report.next_on
        else ""
    )
    return " · ".join(part for part in (answer, again) if part)


def _police(scene: Scene, label: str, name: str) -> Action | None:
    if not scene.follows:
        return None
    return Action(label=label, url=reverse(f"safety:police-{name}", args=[scene.view.id]))


def deeds(scene: Scene) -> tuple[Action, ...]:
    """What else can be done with the incident now."""
    view, report = scene.view, scene.police
    if not view.is_open:
        return ()
    found = [
        (_("Ändra eller fyll i"), "safety:change", True),
        (_("Fler filer"), "safety:incident-attach", True),
        (_("Koppla till ett ärende"), "safety:incident-link", True),
        (_("Säg vem det var"), "safety:incident-source", scene.follows),
    ]
    running = report is not None and report.state in (PoliceState.SENT, PoliceState.REGISTERED)
    due = report is not None and report.state is PoliceState.DUE
    found += [
        (_("Fråga polisen"), "safety:police-asked", scene.follows and running),
        (_("Anmäl inte till polisen"), "safety:police-leave-out", scene.manages and due),
        (_("Lägg till en åtgärd"), "safety:incident-measure", scene.follows),
        (_("Koppla till en våg på nätet"), "safety:incident-tie", scene.follows),
        (_("Avsluta händelsen"), "safety:incident-close", scene.follows),
    ]
    own = [Action(label=label, url=reverse(name, args=[view.id])) for label, name, shown in found if shown]
    return (*own, *_warn(scene))


def _warn(scene: Scene) -> list[Action]:
    """A warning to those who will meet the family, one way for each child that it was about; and, for those who see no
    child's file, of whoever did it and of an address.
    """
    of_address = Action(
        label=_("Varna för en adress"), url=f"{reverse('safety:warning-address')}?incident={scene.view.id}"
    )
    of_children = [
        Action(
            label=_("Skriv en varning"),
            url=f"{reverse('safety:warning-new', args=[file_id])}?incident={scene.view.id}",
            describes=short_name_of(child),
        )
        for file_id, child in scene.children.items()
    ]
    of_source = Action(
        label=_("Varna för den som gjorde det"), url=reverse("safety:warning-source", args=[scene.view.id])
    )
    in_no_file = [*([of_source] if scene.view.is_named else []), of_address]
    return [*of_children, *(in_no_file if user_can_warn_in_no_file(viewer=scene.viewer) else [])]


# --- What is to be done -----------------------------------------------------------------------------------------------


def duty_table(scene: Scene) -> Table | None:
    """What must follow, the open first, with its button."""
    if not scene.told.duties:
        return None
    columns = (
        Column(label=_("Vad")),
        Column(label=_("Senast")),
        Column(label=_("Vem")),
        Column(label=_("Gör"), is_hidden=True),
    )
    rows = tuple(_duty_row(scene, each) for each in scene.told.duties)
    return Table(caption=_("Att göra"), columns=columns, rows=rows, caption_is_hidden=True)


def _duty_row(scene: Scene, each: DutyView) -> tuple[Cell, ...]:
    if each.done_at:
        when = each.skipped_reason or _("Klart {moment}").format(moment=scene.moment(each.done_at))
        return (
            Cell(text=duty_name(each), detail=" · ".join(part for part in (each.reference, each.words) if part)),
            Cell(text=when, tone=Tone.PLAIN if each.skipped_reason else Tone.DONE),
            Cell(text=each.owner),
            Cell(text=""),
        )
    tone = Tone.LATE if each.is_late else Tone.PLAIN
    return (
        Cell(text=duty_name(each), detail=each.words),
        Cell(text=scene.moment(each.due_at), tone=tone),
        Cell(text=each.owner),
        Cell(text="", action=_duty_action(scene, each)),
    )


def _duty_action(scene: Scene, each: DutyView) -> Action | None:
    is_own = any(scene.is_self(exposure) for exposure in scene.view.exposures if exposure.id == each.exposure_id)
    if is_own or not scene.follows:
        return None
    if each.kind is DutyKind.ASK_SERIOUS:
        url = reverse("safety:incident-serious", args=[each.incident_id])
        return Action(label=_("Svara"), url=url, describes=duty_name(each))
    return Action(label=_("Gjort"), url=reverse("safety:duty-done", args=[each.id]), describes=duty_name(each))


def duty_name(each: DutyView) -> str:
    """«Prata med den utsatta», «Åtgärd: larm»."""
    name = said(DUTY_NAMES[each.kind])
    return f"{name}: {said(MEASURE_NAMES[each.measure]).lower()}" if each.measure else name


# --- Support ----------------------------------------------------------------------------------------------------------


def support(scene: Scene, exposure: ExposureView) -> Support:
    """What one who was exposed wants, was offered and got."""
    offers = [each for each in scene.told.offers if each.exposure_id == exposure.id]
    is_self = scene.is_self(exposure)
    return Support(
        heading=_("Ditt stöd") if is_self else _("Stöd till {name}").format(name=exposure.name),
        wishes=tuple(said(WISH_NAMES[Wish(each)]) for each in exposure.wishes),
        words=exposure.wish_words,
        asked=scene.moment(exposure.asked_at) if exposure.asked_at else "",
        offers=_offer_table(scene, offers, is_self),
        actions=_support_actions(scene, exposure, is_self) if scene.view.is_open else (),
        state_chips=(_support_state(exposure),),
    )


def _support_state(exposure: ExposureView) -> Chip:
    if exposure.enough_at:
        return Chip(text=_("Det räcker"), tone=Tone.DONE)
    return (
        Chip(text=_("Följs upp"), tone=Tone.TODAY)
        if exposure.asked_at
        else Chip(text=_("Inte frågad än"), tone=Tone.LATE)
    )


def _support_actions(scene: Scene, exposure: ExposureView, is_self: bool) -> tuple[Action, ...]:
    if exposure.enough_at:
        return ()
    changed = exposure.change_wished and not exposure.changed_at
    found = [
        (_("Säg vad du vill ha") if is_self else _("Skriv vad den utsatta vill"), "wish", is_self or scene.follows),
        (_("Erbjud stöd"), "offer", scene.follows),
        (_("Planera en uppföljning"), "follow-up", scene.follows),
        (_("Någon annan har tagit ärendet"), "changed", scene.follows and changed),
        (_("Det räcker nu"), "enough", (is_self or scene.follows) and exposure.asked_at is not None),
    ]
    return tuple(
        Action(label=label, url=reverse(f"safety:exposure-{name}", args=[exposure.id]), describes=exposure.name)
        for label, name, shown in found
        if shown
    )


def _offer_table(scene: Scene, offers: Sequence[OfferView], is_self: bool) -> Table | None:
    if not offers:
        return None
    columns = (Column(label=_("Erbjudet")), Column(label=_("Svar")), Column(label=_("Gör"), is_hidden=True))
    rows = tuple(
        (
            Cell(text=said(WISH_NAMES[each.kind]), detail=f"{each.words} · {scene.moment(each.offered_at)}"),
            Cell(text=_offer_state(scene, each)),
            Cell(text="", action=_offer_action(scene, each, is_self)),
        )
        for each in offers
    )
    return Table(caption=_("Erbjudet stöd"), columns=columns, rows=rows, caption_is_hidden=True)


def _offer_state(scene: Scene, each: OfferView) -> str:
    if each.given_at:
        return _("Givet {moment}").format(moment=scene.moment(each.given_at))
    if each.is_accepted is None:
        return _("Inte besvarat")
    return _("Ja tack") if each.is_accepted else _("Nej tack")


def _offer_action(scene: Scene, each: OfferView, is_self: bool) -> Action | None:
    label = said(WISH_NAMES[each.kind])
    if each.is_accepted is None and (is_self or scene.follows):
        return Action(label=_("Svara"), url=reverse("safety:offer-answer", args=[each.id]), describes=label)
    if each.is_accepted and not each.given_at and scene.follows:
        return Action(label=_("Givet"), url=reverse("safety:offer-given", args=[each.id]), describes=label)
    return None


# --- What is written --------------------------------------------------------------------------------------------------


def facts(scene: Scene) -> list[Fact]:
    """What is written of the incident."""
    view, fields = scene.view, scene.view.fields
    children = ", ".join(short_name_of(each) for each in scene.children.values())
    unseen = len(view.linked_files) - len(scene.children)
    hidden = ngettext("{count} ärende som inte är öppet för dig", "{count} ärenden som inte är öppna för dig", unseen)
    pairs = [
        (
            _("Vem, så vitt man vet"),
            " · ".join(part for part in (said(SOURCE_NAMES[fields.source]), fields.alias, _named(scene)) if part),
        ),
        (_("Utsatta"), ", ".join(f"{each.name} ({each.service_code})" for each in view.exposures)),
        (_("Riktades"), _("direkt") if fields.is_direct else _("genom andra")),
        (_("Skada"), said(INJURY_NAMES[fields.injury])),
        (_("Tillbud"), _("Det kunde ha gått mycket värre.") if fields.is_near_miss else ""),
        (_("Beslutet"), said(CONCERNS_NAMES[fields.concerns])),
        (
            _("Barnets ärende"),
            ", ".join(part for part in (children, hidden.format(count=unseen) if unseen else "") if part),
        ),
        (_("Vad det betydde för barnet"), said(EFFECT_NAMES[fields.effect])),
        (_("Plats"), fields.place),
        (_("Anmäld"), scene.moment(view.reported_at)),
        (_("Hur det slutade"), view.closing_words),
    ]
    return [*(Fact(label=label, text=text) for label, text in pairs if text), *_wave(scene), *_warnings(scene)]


def _named(scene: Scene) -> str:
    """The person who did it, by name to whoever sees that person."""
    if not scene.view.is_named:
        return ""
    return name_of(scene.source) if scene.source else _("utpekad, men inte någon som du ser")


def _wave(scene: Scene) -> list[Fact]:
    if scene.told.wave is None:
        return []
    row_id, name = scene.told.wave
    return [Fact(label=_("Våg på nätet"), text=name, url=reverse("safety:campaign", args=[row_id]))]


def _warnings(scene: Scene) -> list[Fact]:
    """The warnings that were written from it."""
    return [
        Fact(label=_("Varning"), text=said(CAUSE_NAMES[cause]), url=reverse("safety:warning", args=[warning_id]))
        for warning_id, cause in scene.told.warnings
    ]


def attachments(scene: Scene) -> list[Cell]:
    """The files, to fetch; a name is shown as text alone."""
    return [
        Cell(text=each.name, url=reverse("safety:attachment", args=[each.id]), detail=_size(each.size))
        for each in scene.view.attachments
    ]


def _size(count: int) -> str:
    kilo = max(1, round(count / 1024))
    return f"{formats.number(kilo)} kB"
