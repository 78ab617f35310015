"""What is done with a home visit on a page of its own."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.safety import actions, queries
from skyddsnat.foundation.access.actions import log_reading
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web import formats
from skyddsnat.web.page import page
from skyddsnat.web.safety import forms as own
from skyddsnat.web.safety import visits_forms as forms
from skyddsnat.web.safety.deeds import Deed, On, Target
from skyddsnat.web.warned import warned_on_visit

# The child's log says that somebody read about home visits: not a word of the register.
READ_AS = "visits.visit"

ON_VISIT: Mapping[str, Deed] = {
    "assess": Deed(
        form=forms.AssessForm,
        title=_("Bedöm risken"),
        verb=_("Spara riskbedömningen"),
        done=_("Bedömningen är sparad. Alla som åker ska läsa den."),
        carry_out=lambda visit_id, fields, given: actions.assess_visit(
            visit_id=visit_id, words=fields["words"], measures=tuple(fields["measures"]), **given
        ),
    ),
    "done": Deed(
        form=own.ConfirmForm,
        title=_("Besöket är gjort"),
        verb=_("Anteckna det"),
        done=_("Besöket är antecknat som gjort. Det som sades skrivs i barnets akt."),
        carry_out=lambda visit_id, _fields, given: actions.finish_visit(visit_id=visit_id, **given),
        instead=("cancel", _("Det blev inte av")),
    ),
    "cancel": Deed(
        form=own.ConfirmForm,
        title=_("Ställ in besöket"),
        verb=_("Ställ in"),
        done=_("Besöket är inställt."),
        carry_out=lambda visit_id, _fields, given: actions.cancel_visit(visit_id=visit_id, **given),
    ),
}


def _on_visit(visit_id: int, viewer: Viewer, at: datetime) -> Target:
    view = queries.visit(visit_id=visit_id, viewer=viewer)
    log_reading(file_id=view.file_id, what=READ_AS, actor=viewer, at=at)
    _found, warned = warned_on_visit(
        file_id=view.file_id, place=view.place, on=local_date(view.planned_at), viewer=viewer
    )
    held = {"words": view.assessment, "measures": list(view.measures)}
    when = formats.moment(view.planned_at, today=local_date(at))
    return Target(
        reverse("safety:visit", args=[visit_id]),
        view.version,
        of=f"{when} · {view.place}",
        initial=held,
        warned=tuple(warned),
    )


VISIT = On("visit_id", ON_VISIT, _on_visit, page(of_file=True))
