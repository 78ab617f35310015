"""Forms of police assistance, one for each deed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.compulsory.types import (
    ATTENDANCE_NAMES,
    EFFECT_NAMES,
    NOT_ASKED_NAMES,
    POLICE_ANSWER_NAMES,
    POLICE_FOR_NAMES,
    WHY_ANSWER_NAMES,
    Attendance,
    Effect,
    MeasureView,
    NotAsked,
    PoliceAnswer,
    PoliceFor,
    PoliceRequest,
    ReachableView,
    WhyAnswer,
)
from skyddsnat.law.compulsory_states import TRACK_NAMES
from skyddsnat.web.fields import choices, choose, last_of_minute, long_text, moment, one_of
from skyddsnat.web.presenters import said


def _measures(found: Iterable[MeasureView]) -> list[tuple[str, str]]:
    none = ("", gettext("Ingen åtgärd är beslutad än"))
    return [none, *((str(each.id), said(TRACK_NAMES[each.track])) for each in found)]


class NeedForm(forms.Form):
    """That the police are needed: it counts whether or not anybody asks them."""

    marks_optional = False
    purpose = one_of(_("Vad behövs polisen till?"))
    measure_id = forms.TypedChoiceField(
        label=_("Vilken åtgärd gäller det?"), required=False, coerce=int, empty_value=None
    )
    circumstances = long_text(
        _("Vad har hänt som gör att det behövs?"), 4, hint=_("Till exempel tidigare våld, vapen, motstånd, flykt.")
    )

    def __init__(self, *arguments: Any, measures: Iterable[MeasureView], **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, purpose=choices(POLICE_FOR_NAMES), measure_id=_measures(measures))


def need_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The checked fields as arguments."""
    return {**fields, "purpose": PoliceFor(fields["purpose"])}


class RequestForm(forms.Form):
    """What the police are asked, and why."""

    marks_optional = False
    circumstances = long_text(_("Särskilda omständigheter"), 4)
    why_not_alone = long_text(_("Varför kan socialtjänsten inte göra det själv?"), 3)
    risk_to_child = long_text(_("Risk för barnet"), 3)
    childs_interests = long_text(_("Varför är det rätt för barnet att polisen är med?"), 3)
    place = forms.CharField(label=_("Plats"), max_length=200, required=False)
    planned_at = moment(_("Tid"), required=False)


def asked(fields: Mapping[str, Any]) -> PoliceRequest:
    """The checked fields as a request."""
    return PoliceRequest(**fields)


class HandForm(forms.Form):
    """Who is to make the request."""

    marks_optional = False
    to = forms.TypedChoiceField(label=_("Vem ska begära hjälpen?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, people: Iterable[ReachableView], **named: Any) -> None:
        super().__init__(*arguments, **named)
        named_people = [
            (str(each.employee_id), f"{each.name} ({each.reference})" if each.reference else each.name)
            for each in people
        ]
        choose(self, to=named_people)


class WithoutForm(forms.Form):
    """Why the police are not asked, and what it led to."""

    marks_optional = False
    why = one_of(_("Varför begärs ingen hjälp?"))
    reason = long_text(_("Med egna ord"), 3)
    effect = one_of(_("Vad blev följden för barnet?"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, why=choices(NOT_ASKED_NAMES), effect=choices(EFFECT_NAMES))


def without_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The checked fields as arguments."""
    return {
        **fields,
        "why": NotAsked(fields["why"]),
        "effect": Effect(fields["effect"]) if fields["effect"] else None,
    }


class PlanningForm(forms.Form):
    """What the police need to plan."""

    marks_optional = False
    told = long_text(_("Det polisen behöver veta för att planera"), 8)


class AnswerForm(forms.Form):
    """What the police answered, and when."""

    marks_optional = False
    answer = one_of(_("Vad svarade polisen?"))
    answered_at = moment(_("När?"))
    why = one_of(_("Om hjälpen inte gavs helt: varför?"), required=False)
    reason = long_text(_("Polisens ord"), 3)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, answer=choices(POLICE_ANSWER_NAMES), why=choices(WHY_ANSWER_NAMES))


def answer_fields(fields: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """The checked fields as arguments."""
    return {
        **fields,
        "answered_at": last_of_minute(fields["answered_at"], at=at),
        "answer": PoliceAnswer(fields["answer"]),
        "why": WhyAnswer(fields["why"]) if fields["why"] else None,
    }


class AttendanceForm(forms.Form):
    """Whether the police came, and what it led to for the child."""

    marks_optional = False
    attendance = one_of(_("Kom polisen?"))
    arrived_at = moment(_("När kom de?"), required=False)
    effect = one_of(_("Vad blev följden för barnet?"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choose(self, attendance=choices(ATTENDANCE_NAMES), effect=choices(EFFECT_NAMES))


def attendance_fields(fields: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """The checked fields as arguments."""
    arrived = fields["arrived_at"]
    return {
        "attendance": Attendance(fields["attendance"]),
        "arrived_at": last_of_minute(arrived, at=at) if arrived else None,
        "effect": Effect(fields["effect"]),
    }


class AfterthoughtForm(forms.Form):
    """What one takes along."""

    marks_optional = False
    afterthought = long_text(_("Vad tar ni med er till nästa gång?"), 5)
