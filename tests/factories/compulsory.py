"""Compulsory cases and what stands around them."""

from datetime import datetime, timedelta

from tests.factories.people import Child
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import models
from skyddsnat.foundation.access.seeing import seeing

HOUR = timedelta(hours=1)


def a_row_of_everything(office: Office, child: Child, *, at: datetime) -> int:
    """One row in every table of compulsory care, of a custody that Bo works with. Returns the case's id."""
    bo = office.viewer("bo", at)
    me, file_id, eva = office.employees["bo"], child.file_id, child.guardians["eva"]
    with seeing(bo):
        case = models.Case.objects.create(
            file_id=file_id, child_id=child.person_id, statute="1990:52", grounds=["home"],
            circumstances="Eva har druckit i en vecka.", opened_at=at, opened_by_id=me,
        )  # fmt: skip
        measure = models.Measure.objects.create(
            case=case, file_id=file_id, track="care", statute="1990:52", state="decided", started_at=at,
            lapses_at=at + timedelta(days=8),
        )  # fmt: skip
        matter = models.Matter.objects.create(
            case=case, measure=measure, file_id=file_id, track="care", act="apply", section="LVU 4", level="committee",
            planned_since=at.date(), written_by_id=me, proposal="Ansökan om vård.",
        )  # fmt: skip
        models.HandOver.objects.create(matter=matter, file_id=file_id, kind="prepared", at=at, by_id=me)
        models.Step.objects.create(
            measure=measure, file_id=file_id, act="decide_immediate", from_state="prepared", to_state="decided",
            section="LVU 6", happened_at=at, recorded_at=at, recorded_by_id=me,
        )  # fmt: skip
        models.CarePlace.objects.create(
            measure=measure, file_id=file_id, kind="emergency_home", name="Familjen Ek", recorded_at=at, starts_at=at,
            decided_by_id=me,
        )  # fmt: skip
        models.ConsentAsked.objects.create(
            case=case, file_id=file_id, person_id=eva, plan="Vård i jourhem.", answer="refuses", asked_on=at.date(),
            recorded_at=at, recorded_by_id=me,
        )  # fmt: skip
        models.Deviation.objects.create(
            case=case, file_id=file_id, reason="Dag är sjuk.", is_acute=True, starts_at=at, starts_on=at.date(),
            ends_on=at.date(), confirm_by=at.date() + timedelta(days=1), recorded_by_id=me,
        )  # fmt: skip
        outing = models.Outing.objects.create(
            case=case, measure=measure, file_id=file_id, kind="execution", recorded_at=at, planned_at=at + HOUR,
            place="Hemmet", risk="Hund i lägenheten.", planned_by_id=me,
        )  # fmt: skip
        for name in ("bo", "dag"):
            models.Goer.objects.create(outing=outing, file_id=file_id, employee_id=office.employees[name])
        models.PoliceNeed.objects.create(
            case=case, measure=measure, file_id=file_id, outing=outing, purpose="execution", needed_at=at,
            stated_by_id=me, circumstances="Eva har hotat med kniv.",
        )  # fmt: skip
        models.Enforcer.objects.create(
            measure=measure, file_id=file_id, kind="home", name="Familjen Ek", told_start_at=at
        )
        models.Telling.objects.create(
            case=case, file_id=file_id, person_id=eva, what="Att Alma omhändertas.", told_at=at, told_by_id=me,
            understood="yes",
        )  # fmt: skip
        models.Counsel.objects.create(case=case, file_id=file_id, person_id=eva, arose_at=at)
        models.Examination.objects.create(case=case, file_id=file_id, decided_at=at, decided_by_id=me)
    return case.pk
