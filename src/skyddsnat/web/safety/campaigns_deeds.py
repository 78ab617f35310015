"""What is done with a wave on the net on a page of its own."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.page import page
from skyddsnat.web.safety import campaigns_forms as own
from skyddsnat.web.safety.campaigns_presenters import incident_choice
from skyddsnat.web.safety.deeds import Deed, Fields, Given, On, Target, unversioned

# Whose pages waves and facts are: those who follow up incidents in some unit.
FOLLOW_UP = (Role.UNIT_MANAGER, Role.SAFETY_REPRESENTATIVE, Role.SAFETY_ADMINISTRATOR)


def _change(campaign_id: int, fields: Fields, given: Given) -> None:
    actions.change_campaign(campaign_id=campaign_id, fields=CampaignFields(**fields), **given)


def _link(campaign_id: int, fields: Fields, given: Given) -> None:
    actions.add_link(
        campaign_id=campaign_id,
        url=fields["url"],
        seen_on=fields["seen_on"],
        words=fields["what"],
        **unversioned(given),
    )


def _answer(campaign_id: int, fields: Fields, given: Given) -> None:
    actions.answer_campaign(campaign_id=campaign_id, words=fields["answer"], **given)


def _tie(campaign_id: int, fields: Fields, given: Given) -> None:
    chosen = [int(each) for each in fields["incidents"]]
    actions.tie_incidents(campaign_id=campaign_id, incident_ids=chosen, **unversioned(given))


def _untied(_target: Target, viewer: Viewer, at: datetime) -> Given:
    found = queries.incidents_to_tie(viewer=viewer)
    return {"incidents": [(str(each.id), incident_choice(each, local_date(at))) for each in found]}


ON_CAMPAIGN: Mapping[str, Deed] = {
    "change": Deed(
        form=own.CampaignForm,
        title=_("Ändra vågen, eller att den är över"),
        verb=_("Spara"),
        done=_("Ändringen är sparad."),
        carry_out=_change,
    ),
    "link": Deed(
        form=own.LinkForm,
        title=_("Var har det setts?"),
        verb=_("Lägg till adressen"),
        done=_("Adressen är sparad."),
        carry_out=_link,
        about=_("Spara också en skärmbild i den händelse det hör till: det som ligger på nätet försvinner."),
    ),
    "answer": Deed(
        form=own.AnswerForm,
        title=_("Svaret"),
        verb=_("Spara svaret"),
        done=_("Svaret är sparat."),
        carry_out=_answer,
        about=_("Svara med fakta och utan namn: varken barn eller anställda."),
    ),
    "tie": Deed(
        form=own.IncidentsForm,
        title=_("Koppla händelser till vågen"),
        verb=_("Koppla"),
        done=_("Händelserna hör till vågen."),
        carry_out=_tie,
        choices=_untied,
    ),
}


def _on_campaign(campaign_id: int, viewer: Viewer, at: datetime) -> Target:
    view = queries.campaign(campaign_id=campaign_id, viewer=viewer)
    initial = asdict(view.fields) | {"answer": view.answer, "seen_on": local_date(at)}
    return Target(reverse("safety:campaign", args=[campaign_id]), view.version, of=view.fields.title, initial=initial)


CAMPAIGN = On("campaign_id", ON_CAMPAIGN, _on_campaign, page(*FOLLOW_UP))
