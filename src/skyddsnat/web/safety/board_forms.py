"""Which period and which units the safety board shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.safety.types.figures import Period

# All units together, as an address says it: an empty choice would be no choice.
ALL = "all"


class BoardForm(forms.Form):
    """A period that is over and one unit, or all. Sent by GET: it names nobody."""

    period = forms.ChoiceField(label=_("Period"))
    unit = forms.ChoiceField(label=_("Enhet"))

    def __init__(
        self,
        *arguments: Any,
        periods: Sequence[tuple[str, str]],
        units: Mapping[int, str],
        sees_all: bool,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        for name, offered in (
            ("period", periods),
            (
                "unit",
                [*([(ALL, gettext("Alla enheter"))] if sees_all else []), *((str(k), v) for k, v in units.items())],
            ),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered


def written(period: Period) -> str:
    """The period as an address holds it: "2025", "2025-1"."""
    return f"{period.year}-{period.half}" if period.half else f"{period.year}"
