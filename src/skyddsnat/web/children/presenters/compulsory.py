"""The box of compulsory care in the child's file: where each measure stands, and its next day."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory.types import MeasureView
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import STATE_NAMES, TRACK_NAMES
from skyddsnat.web import formats
from skyddsnat.web.children.presenters.running import Work
from skyddsnat.web.children.scene import Scene, Story
from skyddsnat.web.components import Action, Chip, Step, StepState, Tone
from skyddsnat.web.duties import MEASURE, citation_of, lapse_words, rule_of, time_chip
from skyddsnat.web.presenters import said, step_of


def compulsory_works(scene: Scene, story: Story) -> list[Work]:
    """The open compulsory case as one box; none without a case."""
    if not story.compulsory:
        return []
    case = story.compulsory[0]
    clocks = {each.id: _first_clock(each, story) for each in story.measures_now}
    first = min((clock for clock in clocks.values() if clock), key=lambda clock: clock.plan_on, default=None)
    steps = [_measure(each, clocks[each.id], scene.at, scene.today) for each in story.measures_now]
    return [
        Work(
            title=_("Tvångsvård"),
            note=_("Ärendet öppnat {day}").format(day=formats.day(local_date(case.opened_at), today=scene.today)),
            chip=time_chip(first, today=scene.today) if first else None,
            steps=steps or [_nothing_decided(case.id)],
        )
    ]


def open_compulsory(case_id: int) -> Action:
    """The way into the case, as the page's main button."""
    return Action(label=_("Öppna tvångsärendet"), url=reverse("compulsory:case", args=[case_id]), is_main=True)


def _first_clock(measure: MeasureView, story: Story) -> DeadlineView | None:
    return next((clock for clock in story.open_clocks if clock.subject == f"{MEASURE}:{measure.id}"), None)


def _measure(measure: MeasureView, clock: DeadlineView | None, at: datetime, today: date) -> Step:
    state = said(STATE_NAMES[measure.state_on(at)])
    due = ""
    if clock is not None:
        day = formats.full_day(clock.plan_on, with_year=False)
        due = _("{duty}: senast {day}").format(duty=said(rule_of(clock).title), day=day)
    soon = lapse_words(measure, at)
    return step_of(
        said(TRACK_NAMES[measure.track]),
        StepState.DONE if measure.is_over(at) and clock is None else StepState.NEXT,
        detail=". ".join(part for part in (state, due) if part),
        rule=citation_of(clock) if clock else None,
        chip=Chip(text=soon, tone=Tone.LATE) if soon else None,
        action=Action(label=_("Öppna"), url=reverse("compulsory:measure", args=[measure.id])),
    )


def _nothing_decided(case_id: int) -> Step:
    return step_of(
        _("Inget är beslutat än"),
        StepState.NEXT,
        detail=_("Det första steget är ett underlag till nämnden eller ordföranden."),
        action=Action(label=_("Öppna"), url=reverse("compulsory:case", args=[case_id])),
    )
