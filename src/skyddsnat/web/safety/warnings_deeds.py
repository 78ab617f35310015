"""What is done with a warning on a page of its own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.people.queries import siblings_of_file, subjects_of_files
from skyddsnat.domains.safety import actions, queries
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.presenters import short_name_of
from skyddsnat.web.safety import forms as own
from skyddsnat.web.safety import warnings_forms as forms
from skyddsnat.web.safety.deeds import Deed, Given, On, Target, unversioned
from skyddsnat.web.warned import Warned, title_of

QUARTER, HALF_A_YEAR = timedelta(days=90), timedelta(days=180)


def _others(target: Target, viewer: Viewer, at: datetime) -> Given:
    """Children that the warning may come to reach: siblings of those it reaches, and the viewer's own."""
    there = set((target.initial or {})["there"])
    siblings = {
        each.file_id
        for file_id in sorted(there)
        for each in siblings_of_file(file_id=file_id, on=local_date(at), viewer=viewer)
    }
    found = subjects_of_files(file_ids=(siblings | viewer.assigned_ids) - there, viewer=viewer)
    named = [(str(file_id), short_name_of(person)) for file_id, person in found.items()]
    return {"children": sorted(named, key=lambda each: each[1])}


ON_WARNING: Mapping[str, Deed] = {
    "agree": Deed(
        form=own.ConfirmForm,
        title=_("Gå med på varningen"),
        verb=_("Gå med på den"),
        done=_("Du har gått med på varningen. Skyddsnät påminner när den ska ses över."),
        carry_out=lambda warning_id, _fields, given: actions.agree_to_warning(warning_id=warning_id, **given),
        about=_("Orden ska vara neutrala, varningen behövas, och det ska finnas en dag när den ses över."),
        instead=("end", _("Avsluta varningen")),
    ),
    "review": Deed(
        form=forms.ReviewForm,
        title=_("Se över varningen"),
        verb=_("Den behövs än"),
        done=_("Varningen är översedd."),
        carry_out=lambda warning_id, fields, given: actions.review_warning(
            warning_id=warning_id, review_on=fields["review_on"], ends_on=fields["ends_on"], **given
        ),
        about=_("Är det som står i varningen fortfarande så? Annars avslutas den."),
        instead=("end", _("Avsluta varningen")),
    ),
    "end": Deed(
        form=own.WhyForm,
        title=_("Avsluta varningen"),
        verb=_("Avsluta varningen"),
        done=_("Varningen har upphört och visas inte mer."),
        carry_out=lambda warning_id, fields, given: actions.end_warning(
            warning_id=warning_id, why=fields["why"], **given
        ),
    ),
    "told": Deed(
        form=own.ConfirmForm,
        title=_("Personen har fått veta att varningen finns"),
        verb=_("Anteckna det"),
        done=_("Det är antecknat."),
        carry_out=lambda warning_id, _fields, given: actions.tell_of_warning(warning_id=warning_id, **given),
    ),
    "reach": Deed(
        form=forms.ReachForm,
        title=_("Låt varningen nå fler"),
        verb=_("Låt den nå dem"),
        done=_("Varningen når fler. De gör om sina riskbedömningar."),
        carry_out=lambda warning_id, fields, given: actions.reach_more_files(
            warning_id=warning_id, file_ids=[int(each) for each in fields["reaches"]], **unversioned(given)
        ),
        choices=_others,
        about=_("Den som ska träffa barnets familj ser varningen, och gör sin riskbedömning med den."),
    ),
}


def _on_warning(warning_id: int, viewer: Viewer, at: datetime) -> Target:
    view = queries.warning(warning_id=warning_id, viewer=viewer)
    today = local_date(at)
    held = {"review_on": today + QUARTER, "ends_on": max(view.ends_on, today + HALF_A_YEAR), "there": view.file_ids}
    warned = Warned(title=title_of(view.cause), text=view.words)
    return Target(
        reverse("safety:warning", args=[warning_id]),
        view.version,
        log_reading=partial(actions.log_warning_read, warning_id=warning_id),
        initial=held,
        warned=(warned,),
    )


WARNING = On("warning_id", ON_WARNING, _on_warning)
