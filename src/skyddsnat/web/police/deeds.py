"""What is done with a need of police help on a page of its own: the form, the words, and the domain's action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import PoliceNeedView
from skyddsnat.web.board.scene import Scene
from skyddsnat.web.police.forms import (
    AfterthoughtForm,
    AnswerForm,
    AttendanceForm,
    HandForm,
    PlanningForm,
    WithoutForm,
    answer_fields,
    attendance_fields,
    without_fields,
)

Fields = Mapping[str, Any]
# What every action on a need is given: `need_id`, `version`, `actor` and `at`.
Given = dict[str, Any]


def _nothing(_view: PoliceNeedView, _scene: Scene) -> Given:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One deed: `carry_out` takes the checked fields and what every action is given; `choices` is for the form.

    `happens_now`: the field, if any, that is now unless somebody says otherwise.
    """

    form: type[forms.Form]
    title: Promise
    verb: Promise
    done: Promise
    carry_out: Callable[[Fields, Given], object]
    choices: Callable[[PoliceNeedView, Scene], Given] = _nothing
    happens_now: str = ""


def _hand(fields: Fields, given: Given) -> None:
    """Handing over changes no word of the need, and asks for no version."""
    unversioned = {name: value for name, value in given.items() if name != "version"}
    actions.hand_request_to(**fields, **unversioned)


def _people(view: PoliceNeedView, scene: Scene) -> Given:
    return {"people": queries.requesters(need_id=view.id, on=scene.today, viewer=scene.viewer)}


# By the last part of the address, which the draft and the log are named by too.
DEEDS: Mapping[str, Deed] = {
    "hand": Deed(
        form=HandForm,
        title=_("Lämna begäran till den som får göra den"),
        verb=_("Lämna över"),
        done=_("Begäran är överlämnad. Den som fick den ser akten i ett dygn."),
        carry_out=_hand,
        choices=_people,
    ),
    "without": Deed(
        form=WithoutForm,
        title=_("Ingen begäran görs"),
        verb=_("Anteckna varför"),
        done=_("Behovet räknas, med sitt skäl."),
        carry_out=lambda fields, given: actions.not_request(**without_fields(fields), **given),
    ),
    "planning": Deed(
        form=PlanningForm,
        title=_("Uppgifter till polisens planering"),
        verb=_("Gör handlingen"),
        done=_("Handlingen är gjord, med stödet i lagen."),
        carry_out=lambda fields, given: actions.give_planning_data(data=fields["told"], **given),
    ),
    "answer": Deed(
        form=AnswerForm,
        happens_now="answered_at",
        title=_("Polisens svar"),
        verb=_("Skriv in svaret"),
        done=_("Svaret är inskrivet."),
        carry_out=lambda fields, given: actions.answer_police(**answer_fields(fields, at=given["at"]), **given),
    ),
    "attendance": Deed(
        form=AttendanceForm,
        title=_("Hur det gick"),
        verb=_("Skriv in hur det gick"),
        done=_("Det är inskrivet."),
        carry_out=lambda fields, given: actions.attend(**attendance_fields(fields, at=given["at"]), **given),
    ),
    "afterthought": Deed(
        form=AfterthoughtForm,
        title=_("Eftertanke"),
        verb=_("Spara eftertanken"),
        done=_("Eftertanken är sparad."),
        carry_out=lambda fields, given: actions.reflect(**fields, **given),
    ),
}
