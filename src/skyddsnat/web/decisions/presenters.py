"""Words, links and colours of proposals: what is proposed, whose consent, who decides and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.decisions.types import (
    ANSWER_NAMES,
    KIND_NAMES,
    LEVEL_NAMES,
    OBSTACLE_NAMES,
    SETTLER_NAMES,
    Answer,
    AskedView,
    DecisionView,
    Kind,
    Obstacle,
    ProposalFields,
    ProposalView,
    Right,
    ServiceView,
    State,
    UrgencyView,
)
from skyddsnat.domains.investigations.types import Result
from skyddsnat.domains.people.types import PersonView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.citations import SOL
from skyddsnat.law.register import due_from
from skyddsnat.law.sections import UnknownSectionText
from skyddsnat.law.sections import section as law_section
from skyddsnat.web import formats
from skyddsnat.web.components import Action, Chip, Fact, Link, Reason, Tone
from skyddsnat.web.decisions.scene import Scene
from skyddsnat.web.heads import Head, Passage
from skyddsnat.web.presenters import name_of, person_chips, reason_of, rule_link, said

UNEXECUTED = "sol.unexecuted_decision"
STATE_TONES = {State.PROPOSED: Tone.TODAY, State.DECIDED: Tone.DONE, State.RETURNED: Tone.LATE}
KINDS = {
    Result.SERVICE: Kind.SERVICE,
    Result.NO_SERVICE: Kind.NO_SERVICE,
    Result.FOLLOW_UP: Kind.FOLLOW_UP,
}


@dataclass(frozen=True, kw_only=True)
class Law:
    """What happens next by law: the sentence, and the day in it that is drawn bold."""

    before: str
    day: str
    exact: str
    after: str
    rule: Link


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """One person whose consent is asked, by name, and what the person said (lesson 7)."""

    name: str
    chip: Chip
    text: str
    action: Action | None


# --- The head ---------------------------------------------------------------------------------------------------------


def head(scene: Scene, title: str, *, chips: tuple[Chip, ...] = (), actions: tuple[Action, ...] = ()) -> Head:
    """The head of a page about the decision after this investigation."""
    return Head(
        title=title,
        subtitle=subtitle(scene),
        chips=(*chips, *_protection(scene)),
        actions=(*_ways(scene), *actions),
        is_masked=scene.is_masked,
    )


def subtitle(scene: Scene) -> str:
    """«Tindra Öberg, 10 år · efter utredning avslutad 21 november»."""
    born = scene.person.birth_date if scene.person else None
    name = ", ".join(part for part in (who(scene), formats.age(born, today=scene.today) if born else "") if part)
    if scene.case.closed_at is None:
        return _("{name} · utredningen pågår").format(name=name)
    closed = formats.day(local_date(scene.case.closed_at), today=scene.today)
    return _("{name} · efter utredning avslutad {day}").format(name=name, day=closed)


def who(scene: Scene) -> str:
    """The child's name, or the words that stand for it."""
    return name_of(scene.person) if scene.person else _("Okänt barn")


def _protection(scene: Scene) -> tuple[Chip, ...]:
    return person_chips(scene.person, today=scene.today) if scene.person and scene.is_masked else ()


def section_chip(section: str, scene: Scene) -> Chip:
    """The section that the decision rests on, as it is written: «11 kap. 1 § SoL»."""
    return Chip(text=citation_of(section, scene.today))


def citation_of(section: str, on: date) -> str:
    """`section` ("SoL 11:1") as it was written on the day; as it stands where its text is not entered."""
    try:
        return law_section(section, on).citation
    except UnknownSectionText:
        return SOL.cite(section.removeprefix("SoL "))


def _ways(scene: Scene) -> tuple[Action, ...]:
    return (
        Action(label=_("Barnets akt"), url=reverse("children:file", args=[scene.file.id])),
        Action(label=_("Utredningen"), url=reverse("investigations:investigation", args=[scene.case.id])),
    )


def named(person: PersonView | None) -> str:
    """The name, or the words that stand for somebody who is protected or not seen."""
    return name_of(person) if person else _("Skyddade uppgifter")


def without_letter(made: DecisionView, scene: Scene, related: Iterable[PersonView]) -> list[tuple[str, str]]:
    """Each person of the file who has neither a letter of the decision nor appealed, by id and name, once each."""
    known = {letter.person_id for letter in made.deliveries} | {each.person_id for each in made.other_appeals}
    people = scene.people | {person.id: person for person in related}
    return [(str(number), named(person)) for number, person in people.items() if number not in known]


def to_child_title(scene: Scene) -> str:
    """«Till Tindra»."""
    given = scene.person.given_name if scene.person and not scene.is_masked else ""
    return _("Till {name}").format(name=given) if given else _("Till barnet")


def childs_view_text(scene: Scene, fields: ProposalFields) -> str:
    """«ja, 14 september»: whether the child's view is there, and when the child was last heard."""
    held = [talk for talk in scene.talks if talk.held_at is not None]
    if not fields.child_view.strip():
        return _("nej")
    if not held:
        return _("ja")
    return _("ja, {day}").format(day=formats.day(local_date(held[-1].happens_at), today=scene.today))


# --- The proposal -----------------------------------------------------------------------------------------------------


def new_fields(scene: Scene) -> ProposalFields:
    """What a new proposal begins with: nothing asks twice for what the investigation already says."""
    return ProposalFields(
        kind=KINDS.get(scene.case.result, Kind.SERVICE) if scene.case.result else Kind.SERVICE,
        child_view=scene.case.child_view,
        child_view_missing_reason=scene.case.child_view_missing_reason,
    )


def state_chips(view: ProposalView) -> tuple[Chip, ...]:
    """Where the proposal stands, and that it is urgent."""
    words = {
        State.DRAFT: _("Inte lämnat"),
        State.PROPOSED: _("Väntar på beslut"),
        State.DECIDED: _("Beslutat"),
        State.RETURNED: _("Tillbakalämnat"),
    }
    urgent = (Chip(text=_("Brådskar"), tone=Tone.LATE),) if view.fields.is_urgent else ()
    return (Chip(text=words[view.state], tone=STATE_TONES.get(view.state, Tone.PLAIN)), *urgent)


def law(scene: Scene) -> Law:
    """«Är insatsen inte igång 21 februari 2027 ska den rapporteras till IVO.»"""
    due = due_from(UNEXECUTED, scene.today)
    before, _day, after = _("Är insatsen inte igång {day} ska den rapporteras till IVO.").partition("{day}")
    return Law(
        before=before,
        day=formats.full_day(due.due_on),
        exact=formats.exact(due.due_on),
        after=after,
        rule=rule_link(UNEXECUTED, due.rule.citation),
    )


def right_words(right: Right) -> str:
    """«Du får föreslå. Beslutar: enhetschef enligt delegation 4.2.»"""
    return " ".join((_("Du får föreslå."), said(right.text)))


def hand_in_label(right: Right | None) -> str:
    """«Lämna förslaget till enhetschef»."""
    if right is None:
        return _("Lämna förslaget")
    return _("Lämna förslaget till {level}").format(level=said(LEVEL_NAMES[right.level]).lower())


def service_name(service: ServiceView | None) -> str:
    """The service, or that there is none."""
    return said(service.title) if service else _("Ingen insats")


def obstacle_words(found: Sequence[Obstacle]) -> str:
    """«Ekonomi, ingen plats»."""
    words = [said(OBSTACLE_NAMES[each]) for each in found]
    return ", ".join([*words[:1], *(word.lower() for word in words[1:])])


def proposal_facts(view: ProposalView, scene: Scene) -> list[Fact]:
    """What is proposed, in short."""
    fields = view.fields
    facts = [
        Fact(_("Förslaget gäller"), said(KIND_NAMES[fields.kind])),
        Fact(_("Varför inte det mest lämpliga"), obstacle_words(fields.obstacles) if view.differs else ""),
        Fact(_("Vem avgjorde det"), said(SETTLER_NAMES[fields.settled_by]) if fields.settled_by else ""),
        Fact(_("Med egna ord"), fields.own_words),
        Fact(_("Planerad start"), _start_words(fields, scene)),
        Fact(_("Varför starten dröjer"), obstacle_words(fields.start_obstacles)),
        Fact(_("Varför det inte kan vänta"), fields.urgent_reason if fields.is_urgent else ""),
        Fact(_("Utan vårdnadshavarnas samtycke"), fields.without_guardians_reason),
        Fact(_("Lämnat av"), _by_whom(view, scene)),
    ]
    return [fact for fact in facts if fact.text.strip()]


def _start_words(fields: ProposalFields, scene: Scene) -> str:
    if fields.planned_start_on is None:
        return ""
    left = (fields.planned_start_on - scene.today).days
    day = formats.full_day(fields.planned_start_on)
    return f"{day} · {formats.amount(left, 'day')}" if left > 0 else day


def _by_whom(view: ProposalView, scene: Scene) -> str:
    if view.proposed_at is None:
        return ""
    return f"{view.proposed_by}, {formats.moment(view.proposed_at, today=scene.today)}"


def proposal_passages(view: ProposalView) -> list[Passage]:
    """What is written in the proposal."""
    fields = view.fields
    found = (
        (_("Skäl för beslutet"), fields.reasons),
        (_("Barnets syn"), fields.child_view or fields.child_view_missing_reason),
    )
    return [Passage(title, text) for title, text in found if text.strip()]


def urgency_words(found: UrgencyView, scene: Scene) -> list[str]:
    """How long it has been planned, when the next meeting is, and what the chair may do (lesson 5)."""
    words = [_("Förslaget har funnits i {days}.").format(days=formats.amount(found.days_planned, "day"))]
    if found.next_meeting is not None:
        held = formats.day(found.next_meeting.held_on, today=scene.today)
        papers = formats.day(found.next_meeting.papers_by, today=scene.today)
        words.append(_("Nästa möte är {held}; handlingarna ska vara inne {papers}.").format(held=held, papers=papers))
        if not found.chair_may_decide:
            words.append(_("Ordföranden får inte besluta detta ensam."))
    return words


# --- Consent ----------------------------------------------------------------------------------------------------------


def consent_lines(
    asked: Sequence[AskedView], people: Mapping[int, PersonView], view: ProposalView, scene: Scene
) -> list[ConsentLine]:
    """Each by name whose consent is asked, with the latest answer."""
    return [_consent_line(each, people, view, scene) for each in asked]


def _consent_line(asked: AskedView, people: Mapping[int, PersonView], view: ProposalView, scene: Scene) -> ConsentLine:
    name = named(people.get(asked.person_id))
    label = _("Skriv svaret") if asked.answer is None else _("Nytt svar")
    address = reverse("decisions:consent", args=[view.id, asked.person_id])
    return ConsentLine(
        name=_("{name} (barnet)").format(name=name) if asked.is_child else name,
        chip=_answer_chip(asked),
        text=_answer_words(asked, scene),
        action=Action(label=label, url=address, describes=name),
    )


def _answer_chip(asked: AskedView) -> Chip:
    if asked.answer is None:
        return Chip(text=_("inte tillfrågad"), tone=Tone.LATE)
    tone = Tone.DONE if asked.answer.answer is Answer.CONSENTS else Tone.TODAY
    return Chip(text=said(ANSWER_NAMES[asked.answer.answer]), tone=tone)


def _answer_words(asked: AskedView, scene: Scene) -> str:
    if asked.answer is None:
        return ""
    when = formats.day(local_date(asked.answer.given_at), today=scene.today)
    quote = f" ”{asked.answer.words}”" if asked.answer.words else ""
    return f"{asked.answer.how.capitalize()}, {when}.{quote}"


# --- What stands in the way -------------------------------------------------------------------------------------------


def obstacles(verdict: Verdict, scene: Scene) -> tuple[Reason, ...]:
    """Every reason, with the way to its cure where a page has one."""
    case = scene.case
    cures = {
        "investigation_open": Link(label=_("Avsluta utredningen"), url=reverse("investigations:close", args=[case.id])),
        "no_best_interests": Link(label=_("Till bedömningen"), url=reverse("investigations:analysis", args=[case.id])),
    }
    found = []
    for obstacle in verdict.reasons:
        plain = reason_of(obstacle)
        cure = cures.get(obstacle.code.removeprefix("decisions."))
        found.append(Reason(text=plain.text, rule=plain.rule, cure=cure))
    return tuple(found)
