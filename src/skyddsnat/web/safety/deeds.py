"""What is done with an incident on a page of its own: the form, the words, and the domain's action.

A deed is on an incident, on one who was exposed, on a duty or on an offer; `On` says how each is found. Deeds on other
things of the register have modules of their own; `places.py` lays them together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.people.queries import relations_of_file, subjects_of_files
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.following import WISH_NAMES, Measure, PoliceOutcome, SeriousAnswers, Wish
from skyddsnat.domains.safety.types.register import Source
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.page import View, page
from skyddsnat.web.presenters import said
from skyddsnat.web.safety import forms as own
from skyddsnat.web.safety.around import people_around
from skyddsnat.web.safety.files import new_attachments
from skyddsnat.web.safety.presenters import duty_name, name_of_incident
from skyddsnat.web.warned import Warned

Fields = Mapping[str, Any]
Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """What a deed is on: the page that tells of it, the version that a form holds (None where it has none), who is
    exposed, and what stands in the form from the start.
    """

    back: str
    version: int | None = None
    # In a few words, as the page that leads here tells it.
    of: str = ""
    # The units whose followers may be named to do something about it.
    unit_ids: Sequence[int] = ()
    # Writes down that something of it was read, where its page shows any of it.
    log_reading: Callable[..., None] | None = None
    employee_id: int | None = None
    initial: Mapping[str, Any] | None = None
    # What whoever goes somewhere must know, shown before the form.
    warned: tuple[Warned, ...] = ()
    # Whether the deed that may be meant instead has anything to be done to.
    has_instead: bool = True


def _nothing(_target: Target, _viewer: Viewer, _at: datetime) -> Given:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One deed. `carry_out` takes the id of what it is on, the checked fields, and who, when, which version."""

    form: type[forms.Form]
    title: Promise
    verb: Promise
    done: Promise
    carry_out: Callable[[int, Fields, Given], object]
    choices: Callable[[Target, Viewer, datetime], Given] = _nothing
    # Nothing of what it is on stands in the form, though a field has the same name.
    starts_empty: bool = False
    about: Promise | str = ""
    # Another deed on the same thing that may be meant instead, and its words.
    instead: tuple[str, Promise] | None = None


def _followers(target: Target, viewer: Viewer, at: datetime) -> Given:
    found = queries.followers(unit_ids=target.unit_ids, on=local_date(at), viewer=viewer)
    return {"people": [(str(each.id), f"{each.name} ({each.service_code})") for each in found]}


def _self(target: Target, viewer: Viewer, _at: datetime) -> Given:
    return {"is_self": target.employee_id == viewer.employee_id}


def unversioned(given: Given) -> Given:
    return {name: value for name, value in given.items() if name != "version"}


# --- On an incident ---------------------------------------------------------------------------------------------------


def _serious(incident_id: int, fields: Fields, given: Given) -> None:
    answers = SeriousAnswers(**{name: value == "yes" for name, value in fields.items()})
    actions.answer_serious(incident_id=incident_id, answers=answers, **unversioned(given))


def _measure(incident_id: int, fields: Fields, given: Given) -> None:
    actions.add_measure(
        incident_id=incident_id,
        measure=Measure(fields["measure"]),
        owner_id=fields["owner"],
        due_at=fields["due_at"],
        words=fields["words"],
        **unversioned(given),
    )


def _attach(incident_id: int, fields: Fields, given: Given) -> None:
    files = new_attachments(fields["attachments"])
    actions.add_attachments(incident_id=incident_id, attachments=files, **unversioned(given))


def _waves(_target: Target, viewer: Viewer, _at: datetime) -> Given:
    return {"waves": [(str(row_id), title) for row_id, title in queries.campaign_titles(viewer=viewer)]}


def _tie(incident_id: int, fields: Fields, given: Given) -> None:
    actions.tie_incidents(campaign_id=fields["wave"], incident_ids=[incident_id], **unversioned(given))


def _around(target: Target, viewer: Viewer, _at: datetime) -> Given:
    """Those around the children whom it was about, as far as the viewer sees them; each once."""
    children = subjects_of_files(file_ids=(target.initial or {})["linked"], viewer=viewer)
    found = [
        each
        for file_id, child in children.items()
        for each in people_around(child, relations_of_file(file_id=file_id, viewer=viewer))
    ]
    return {"people": list(dict(found).items())}


def _name(incident_id: int, fields: Fields, given: Given) -> None:
    actions.name_source(
        incident_id=incident_id,
        source=Source(fields["source"]),
        number=fields["number"],
        person_id=fields.get("person_id"),
        **given,
    )


ON_INCIDENT: Mapping[str, Deed] = {
    "source": Deed(
        form=own.SourceForm,
        title=_("Vem var det?"),
        verb=_("Spara"),
        done=_("Det är sparat. Händelser av samma person visas nu som en serie."),
        carry_out=_name,
        choices=_around,
        about=_("Inget av det syns i något barns akt, och ingen akt öppnas av det."),
        instead=("unname", _("Det är inte känt längre")),
    ),
    "unname": Deed(
        form=own.ConfirmForm,
        title=_("Det är inte känt vem det var"),
        verb=_("Ta bort personen"),
        done=_("Ingen person är utpekad längre."),
        carry_out=lambda incident_id, _fields, given: actions.unname_source(incident_id=incident_id, **given),
    ),
    "measure": Deed(
        form=own.MeasureForm,
        title=_("Åtgärd så att det inte händer igen"),
        verb=_("Lägg till åtgärden"),
        done=_("Åtgärden står bland det som ska göras."),
        carry_out=_measure,
        choices=_followers,
    ),
    "serious": Deed(
        form=own.SeriousForm,
        title=_("Var det allvarligt?"),
        verb=_("Spara svaren"),
        done=_("Svaren är sparade. Om något av dem var ja ska Arbetsmiljöverket underrättas nu."),
        carry_out=_serious,
        about=_("Svaren avgör om Arbetsmiljöverket ska underrättas utan dröjsmål (3 kap. 3 a § AML)."),
    ),
    "tie": Deed(
        form=own.TieForm,
        title=_("Hör händelsen till en våg på nätet?"),
        verb=_("Spara"),
        done=_("Det är sparat."),
        carry_out=_tie,
        choices=_waves,
    ),
    "link": Deed(
        form=own.LinkForm,
        title=_("Vilket barns ärende handlade det om?"),
        verb=_("Koppla till ärendet"),
        done=_("Händelsen är kopplad till ärendet."),
        carry_out=lambda incident_id, fields, given: actions.link_file(
            incident_id=incident_id, number=fields["number"], **unversioned(given)
        ),
    ),
    "attach": Deed(
        form=own.AttachForm,
        title=_("Fler filer"),
        verb=_("Lägg till filerna"),
        done=_("Filerna är sparade."),
        carry_out=_attach,
    ),
    "close": Deed(
        form=own.CloseForm,
        title=_("Avsluta händelsen"),
        verb=_("Avsluta händelsen"),
        done=_("Händelsen är avslutad."),
        carry_out=lambda incident_id, fields, given: actions.close_incident(
            incident_id=incident_id, words=fields["words"], **given
        ),
    ),
}

# Versions here are the police report's.
ON_POLICE: Mapping[str, Deed] = {
    "send": Deed(
        form=own.SendForm,
        title=_("Polisanmälan är gjord"),
        verb=_("Anteckna anmälan"),
        done=_("Anmälan är antecknad. Skyddsnät påminner om den tills den är avslutad."),
        carry_out=lambda incident_id, fields, given: actions.send_police_report(
            incident_id=incident_id, channel=fields["channel"], **given
        ),
        about=_("Arbetsgivaren gör anmälan, inte den som blev utsatt."),
    ),
    "number": Deed(
        form=own.NumberForm,
        title=_("Polisens nummer"),
        verb=_("Spara numret"),
        done=_("Numret är sparat."),
        carry_out=lambda incident_id, fields, given: actions.register_police_report(
            incident_id=incident_id, number=fields["number"], **given
        ),
    ),
    "asked": Deed(
        form=own.AskedForm,
        title=_("Fråga polisen hur det går"),
        verb=_("Spara svaret"),
        done=_("Svaret är sparat. Fråga igen om en månad."),
        carry_out=lambda incident_id, fields, given: actions.ask_police(
            incident_id=incident_id, words=fields["words"], **given
        ),
    ),
    "outcome": Deed(
        form=own.OutcomeForm,
        title=_("Så slutade polisanmälan"),
        verb=_("Avsluta polisanmälan"),
        done=_("Polisanmälan är avslutad."),
        carry_out=lambda incident_id, fields, given: actions.close_police_report(
            incident_id=incident_id, outcome=PoliceOutcome(fields["outcome"]), **given
        ),
    ),
    "leave-out": Deed(
        form=own.WhyForm,
        title=_("Ingen polisanmälan görs"),
        verb=_("Anmäl inte"),
        done=_("Det är antecknat, med sitt skäl."),
        carry_out=lambda incident_id, fields, given: actions.leave_out_police_report(
            incident_id=incident_id, why=fields["why"], **given
        ),
        about=_("Chefen bestämmer, och svarar för varför. Det räknas."),
    ),
}


# --- On one who was exposed -------------------------------------------------------------------------------------------


def _wish(exposure_id: int, fields: Fields, given: Given) -> None:
    actions.say_wish(
        exposure_id=exposure_id,
        wishes=tuple(Wish(each) for each in fields["wishes"]),
        words=fields["words"],
        was_asked_to=fields.get("asked", False),
        **unversioned(given),
    )


def _follow_up(exposure_id: int, fields: Fields, given: Given) -> None:
    actions.plan_follow_up(
        exposure_id=exposure_id, due_at=fields["due_at"], owner_id=fields["owner"], **unversioned(given)
    )


ON_EXPOSURE: Mapping[str, Deed] = {
    "wish": Deed(
        form=own.WishForm,
        title=_("Vad vill du ha för stöd?"),
        verb=_("Spara"),
        done=_("Det är sparat. Chefen ser det."),
        carry_out=_wish,
        choices=_self,
    ),
    "offer": Deed(
        form=own.OfferForm,
        title=_("Erbjud stöd"),
        verb=_("Erbjud"),
        done=_("Erbjudandet är antecknat."),
        starts_empty=True,
        carry_out=lambda exposure_id, fields, given: actions.offer_support(
            exposure_id=exposure_id, kind=Wish(fields["kind"]), words=fields["words"], **unversioned(given)
        ),
    ),
    "follow-up": Deed(
        form=own.FollowUpForm,
        title=_("Planera en uppföljning"),
        verb=_("Planera"),
        done=_("Uppföljningen är planerad."),
        carry_out=_follow_up,
        choices=_followers,
    ),
    "changed": Deed(
        form=own.ConfirmForm,
        title=_("Någon annan har tagit ärendet"),
        verb=_("Anteckna bytet"),
        done=_("Bytet är antecknat."),
        carry_out=lambda exposure_id, fields, given: actions.note_changed_caseworker(
            exposure_id=exposure_id, **unversioned(given)
        ),
        about=_(
            "Själva bytet görs i barnets akt, med överlämning, så att inga frister och inget av det barnet har "
            "berättat går förlorat."
        ),
    ),
    "enough": Deed(
        form=own.EnoughForm,
        title=_("Det räcker"),
        verb=_("Säg att det räcker"),
        done=_("Uppföljningen är slut."),
        carry_out=lambda exposure_id, fields, given: actions.say_enough(
            exposure_id=exposure_id, was_asked_to=fields.get("asked", False), **unversioned(given)
        ),
        choices=_self,
        about=_("Uppföljningen går vidare tills den utsatta säger att det räcker."),
    ),
}


# --- On a duty and on an offer ----------------------------------------------------------------------------------------

ON_DUTY: Mapping[str, Deed] = {
    "done": Deed(
        form=own.DoneForm,
        title=_("Det är gjort"),
        verb=_("Anteckna det"),
        done=_("Det är antecknat."),
        carry_out=lambda duty_id, fields, given: actions.do_duty(
            duty_id=duty_id, reference=fields["reference"], words=fields["words"], **given
        ),
        instead=("skip", _("Det görs inte")),
    ),
    "skip": Deed(
        form=own.WhyForm,
        title=_("Det görs inte"),
        verb=_("Anteckna varför"),
        done=_("Det är antecknat, med sitt skäl."),
        carry_out=lambda duty_id, fields, given: actions.skip_duty(duty_id=duty_id, why=fields["why"], **given),
    ),
}

ON_OFFER: Mapping[str, Deed] = {
    "answer": Deed(
        form=own.AnswerForm,
        title=_("Svar på erbjudandet"),
        verb=_("Svara"),
        done=_("Svaret är sparat."),
        carry_out=lambda offer_id, fields, given: actions.answer_offer(
            offer_id=offer_id, is_accepted=fields["accepted"] == "yes", **unversioned(given)
        ),
    ),
    "given": Deed(
        form=own.ConfirmForm,
        title=_("Stödet är givet"),
        verb=_("Anteckna det"),
        done=_("Det är antecknat."),
        carry_out=lambda offer_id, fields, given: actions.give_support(offer_id=offer_id, **unversioned(given)),
    ),
}


# --- What each is on --------------------------------------------------------------------------------------------------


def _page(incident_id: int) -> str:
    return reverse("safety:incident", args=[incident_id])


def _on_incident(incident_id: int, viewer: Viewer, at: datetime) -> Target:
    view = queries.incident(incident_id=incident_id, viewer=viewer)
    return Target(
        _page(incident_id),
        view.version,
        of=name_of_incident(view.fields, local_date(at)),
        unit_ids=view.unit_ids,
        log_reading=_reading(incident_id),
        initial={
            "wave": view.fields.campaign_id or "",
            "source": _known(view.fields.source),
            "linked": view.linked_files,
        },
        has_instead=view.is_named,
    )


def _known(source: Source) -> str:
    """The kind of person who did it, where that is known."""
    return "" if source in (Source.CAMPAIGN, Source.UNKNOWN) else source.value


def _reading(incident_id: int) -> Callable[..., None]:
    return partial(actions.log_incident_read, incident_id=incident_id)


def _on_police(incident_id: int, viewer: Viewer, at: datetime) -> Target:
    report = queries.police_report(incident_id=incident_id, viewer=viewer)
    if report is None:
        raise queries.NoSuchIncident
    return Target(_page(incident_id), report.version, of=name_of_incident(report.incident, local_date(at)))


def _on_exposure(exposure_id: int, viewer: Viewer, at: datetime) -> Target:
    view = queries.exposure(exposure_id=exposure_id, viewer=viewer)
    return Target(
        _page(view.incident_id),
        of=gettext("Stöd till {name}").format(name=view.service_code),
        unit_ids=[view.unit_id],
        log_reading=_reading(view.incident_id),
        employee_id=view.employee_id,
        initial={"wishes": list(view.wishes), "words": view.wish_words},
    )


def _on_duty(duty_id: int, viewer: Viewer, at: datetime) -> Target:
    view = queries.duty(duty_id=duty_id, at=at, viewer=viewer)
    if view is None:
        raise queries.NoSuchIncident
    return Target(
        _page(view.incident_id),
        view.version,
        of=f"{duty_name(view)} · {_due(view.due_at, at)} · {name_of_incident(view.incident, local_date(at))}",
    )


def _due(due_at: datetime, at: datetime) -> str:
    words = gettext("Senast {moment}").format(moment=formats.moment(due_at, today=local_date(at)))
    return words[:1].lower() + words[1:]


def _on_offer(offer_id: int, viewer: Viewer, at: datetime) -> Target:
    view = queries.offer(offer_id=offer_id, viewer=viewer)
    if view is None:
        raise queries.NoSuchIncident
    whose = queries.exposure(exposure_id=view.exposure_id, viewer=viewer)
    return Target(_page(whose.incident_id), of=f"{said(WISH_NAMES[view.kind])} · {whose.service_code}")


@dataclass(frozen=True, slots=True)
class On:
    """A kind of thing that deeds are on: the id's name in the address, the deeds, how one is found, for whom it is."""

    id_name: str
    deeds: Mapping[str, Deed]
    find: Callable[[int, Viewer, datetime], Target]
    opens: Callable[[View], View] = page()


PLACES: Mapping[str, On] = {
    "incident": On("incident_id", ON_INCIDENT, _on_incident),
    "police": On("incident_id", ON_POLICE, _on_police),
    "exposure": On("exposure_id", ON_EXPOSURE, _on_exposure),
    "duty": On("duty_id", ON_DUTY, _on_duty),
    "offer": On("offer_id", ON_OFFER, _on_offer),
}
