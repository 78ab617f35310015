"""The plan, what is known in each area, and the analysis."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.factories.investigations import ANALYSIS, add_second, carried_through, open_on, write_everything
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.models import AreaNote
from skyddsnat.domains.investigations.types import PlanFields, View
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

PLAN = PlanFields(
    areas=("body", "everyday"),
    meets="Alma, Eva och mormor.",
    child_alone="Den 9 november i skolan.",
    consults="Skolan, BVC.",
    planned_end_on=date(2027, 2, 15),
    talked_through_on=date(2026, 11, 2),
)
# The database's own clock locks notes, so what is to be changed is written long after it.
FAR_OFF = datetime(2090, 3, 1, 9, 0, tzinfo=UTC)


def test_the_plan_is_kept_and_changed_version_by_version(office: Office, alma: Child) -> None:
    opened = open_on(office, alma)
    bo = office.viewer("bo")
    with seeing(bo):
        assert actions.save_plan(investigation_id=opened.id, version=None, fields=PLAN, actor=bo, at=MORNING) == 1
        longer = replace(PLAN, meets="Också läraren.")
        assert actions.save_plan(investigation_id=opened.id, version=1, fields=longer, actor=bo, at=MORNING) == 2
        view = queries.plan(investigation_id=opened.id, viewer=bo)
        assert view is not None
        assert (view.fields, view.version) == (longer, 2)


def test_whoever_saves_last_on_an_old_version_is_told_by_whom_and_when(office: Office, alma: Child) -> None:
    opened = open_on(office, alma)
    add_second(office, alma, "dag")
    bo, dag = office.viewer("bo"), office.viewer("dag", MORNING + timedelta(seconds=1))
    with seeing(dag):
        actions.save_analysis(investigation_id=opened.id, version=1, fields=ANALYSIS, actor=dag, at=MORNING)
    with seeing(bo):
        with pytest.raises(ChangedMeanwhile) as changed:
            actions.save_analysis(investigation_id=opened.id, version=1, fields=ANALYSIS, actor=bo, at=MORNING)
        assert (changed.value.by, changed.value.at) == ("Dag Kollega", MORNING)
        with pytest.raises(ChangedMeanwhile) as changed:
            actions.save_plan(investigation_id=opened.id, version=3, fields=PLAN, actor=bo, at=MORNING)
        assert (changed.value.by, changed.value.at) == ("", None)


def test_a_plan_that_does_not_hold_together_is_refused_with_every_reason(office: Office, alma: Child) -> None:
    opened = open_on(office, alma)
    bo = office.viewer("bo")
    late = PlanFields(areas=("nowhere",), planned_end_on=date(2027, 3, 3), talked_through_on=date(2026, 11, 3))
    early = PlanFields(planned_end_on=date(2026, 11, 1))
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.save_plan(investigation_id=opened.id, version=None, fields=late, actor=bo, at=MORNING)
        assert refused.value.verdict.codes == (
            "investigations.plan_past_due",
            "investigations.talked_in_future",
            "investigations.unknown_area",
        )
        with pytest.raises(Refused) as refused:
            actions.save_plan(investigation_id=opened.id, version=None, fields=early, actor=bo, at=MORNING)
        assert refused.value.verdict.codes == ("investigations.ends_before_start",)


def test_the_framework_has_neutral_areas_that_anybody_may_read(office: Office) -> None:
    areas = queries.areas()
    assert len(areas) == 11
    assert all(area.title.sv and area.title.en and area.ask.sv and area.ask.en for area in areas)
    assert queries.areas(active_only=False) == areas


def test_a_fact_says_where_it_comes_from(office: Office, alma: Child) -> None:
    opened = open_on(office, alma)
    bo = office.viewer("bo")
    area = queries.areas()[0].id
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.write_area_note(
                investigation_id=opened.id,
                area_id=area,
                view=View.FACT,
                text=" ",
                source_on=date(2026, 11, 3),
                actor=bo,
                at=MORNING,
            )
        assert refused.value.verdict.codes == (
            "investigations.empty_note",
            "investigations.no_source",
            "investigations.source_in_future",
        )
        note = actions.write_area_note(
            investigation_id=opened.id, area_id=area, view=View.CHILD, text="Jag är hungrig.", actor=bo, at=MORNING
        )
        addition = actions.write_area_note(
            investigation_id=opened.id,
            area_id=area,
            view=View.CHILD,
            text="Hon sade det två gånger.",
            corrects=note,
            actor=bo,
            at=MORNING + timedelta(days=2),
        )
        first, second = queries.area_notes(investigation_id=opened.id, viewer=bo)
        assert (first.id, first.author, first.area_code, first.view) == (note, "Bo Handläggare", "body", View.CHILD)
        assert (second.id, second.corrects_id) == (addition, note)


def test_a_note_stands_in_an_area_and_corrects_a_note_of_the_same_investigation(office: Office, alma: Child) -> None:
    opened = open_on(office, alma)
    bo = office.viewer("bo")
    area = queries.areas()[0].id
    with seeing(bo):
        for place in ({"area_id": 0}, {"area_id": area, "corrects": 0}):
            with pytest.raises(NotOpen):
                actions.write_area_note(
                    investigation_id=opened.id, view=View.OTHER, text="x", actor=bo, at=MORNING, **place
                )


@pytest.mark.django_db
def test_only_the_writer_changes_a_note_and_only_within_a_day() -> None:
    """Lesson 17."""
    office = make_office(at=FAR_OFF)
    alma = make_child(office, at=FAR_OFF)
    opened = open_on(office, alma, at=FAR_OFF)
    add_second(office, alma, "dag", at=FAR_OFF)
    later = FAR_OFF + timedelta(seconds=1)
    bo, dag = office.viewer("bo", later), office.viewer("dag", later)
    change = {"view": View.OTHER, "text": "Ändrat.", "source": "Mormor"}
    with seeing(bo):
        note = actions.write_area_note(
            investigation_id=opened.id, area_id=queries.areas()[0].id, view=View.OTHER, text="x", actor=bo, at=FAR_OFF
        )
        assert actions.change_area_note(note_id=note, version=1, actor=bo, at=FAR_OFF, **change) == 2
        with pytest.raises(ChangedMeanwhile):
            actions.change_area_note(note_id=note, version=1, actor=bo, at=FAR_OFF, **change)
        assert queries.area_note(note_id=note, viewer=bo).text == "Ändrat."
        with pytest.raises(NotOpen):
            actions.change_area_note(note_id=0, version=1, actor=bo, at=FAR_OFF, **change)
    with seeing(dag), pytest.raises(Refused) as refused:
        actions.change_area_note(note_id=note, version=2, actor=dag, at=FAR_OFF + timedelta(days=1), **change)
    assert refused.value.verdict.codes == ("investigations.not_own_note", "investigations.locked_note")


def test_the_database_itself_keeps_a_locked_note(office: Office, alma: Child) -> None:
    """Lesson 17."""
    opened = open_on(office, alma)
    bo = office.viewer("bo")
    with seeing(bo):
        note = actions.write_area_note(
            investigation_id=opened.id,
            area_id=queries.areas()[0].id,
            view=View.OTHER,
            text="x",
            actor=bo,
            at=MORNING - timedelta(days=365),
        )
        with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
            AreaNote.objects.filter(pk=note).update(text="y")


def test_filled_in_is_not_assessed_text_that_repeats_between_cases_is_counted(office: Office, alma: Child) -> None:
    """Lesson 9."""
    first = carried_through(office, alma)
    elsa = make_child(office, "elsa")
    second = open_on(office, elsa)
    write_everything(office, second, analysis=replace(ANALYSIS, risks="Elsa har inte sovit hemma på fem nätter."))
    bo = office.viewer("bo", MORNING + timedelta(seconds=1))
    with seeing(bo):
        repeated = queries.repeated_texts(investigation_id=second.id, viewer=bo)
        assert (repeated.sentences, repeated.repeated) == (4, 3)
        assert repeated.share == 0.75
    dag = office.viewer("dag")
    with seeing(dag):
        nothing = queries.repeated_texts(investigation_id=first.id, viewer=dag)
        assert (nothing.sentences, nothing.share) == (0, 0.0)


def test_nobody_writes_in_a_closed_investigation(office: Office, alma: Child) -> None:
    opened = carried_through(office, alma)
    bo = office.viewer("bo", MORNING + timedelta(days=60))
    with seeing(bo):
        version = queries.investigation(investigation_id=opened.id, viewer=bo).version
        with pytest.raises(Refused) as refused:
            actions.save_analysis(
                investigation_id=opened.id, version=version, fields=ANALYSIS, actor=bo, at=MORNING + timedelta(days=61)
            )
    assert refused.value.verdict.codes == ("investigations.closed",)
