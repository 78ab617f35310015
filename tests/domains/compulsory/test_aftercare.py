"""Lesson 13: a report on a child whose care ended within two years is read with that history first."""

from dataclasses import replace
from datetime import UTC, datetime

from django.db import connection
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.intake import REPORT, receive, report_on
from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.intake.queries import open_report_children, reports_of_file
from skyddsnat.domains.intake.types import Place, ReportChildView, ReportedChild
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import Act

# Taken on Tuesday 3 November 2026, so that the law ends it at midnight on Tuesday the 10th, Swedish time.
TAKEN = MORNING + DAY
MIDNIGHT = datetime(2026, 11, 10, 23, 0, tzinfo=UTC)
WEEK = 7 * DAY


def reported(on: Running, at: datetime) -> ReportChildView:
    """A new report on Alma, as Bo sees it."""
    receive(
        on.office, replace(REPORT, received_at=at, children=(ReportedChild(person_id=on.child.person_id),)), by="bo"
    )
    return latest(on, at)


def latest(on: Running, at: datetime) -> ReportChildView:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return reports_of_file(file_id=on.child.file_id, viewer=bo)[0]


def test_lesson_13_care_that_the_law_ended_is_known_at_the_report_though_no_job_has_run(
    office: Office, alma: Child
) -> None:
    on = line.taken(office, alma, at=TAKEN)
    line.place(on, at=TAKEN + HOUR)
    child = reported(on, MIDNIGHT + HOUR)
    assert child.cared_until == MIDNIGHT
    assert child.care_ended_on(local_date(MIDNIGHT)) == local_date(MIDNIGHT)
    assert child.care_ended_on(local_date(MIDNIGHT) - DAY) is None, "until midnight the care goes on"


def test_a_report_during_the_care_is_marked_from_the_day_on_which_the_care_ends(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    line.place(on, at=TAKEN + HOUR)
    assert reported(on, TAKEN + 2 * DAY).care_ended_on(local_date(TAKEN + 2 * DAY)) is None
    assert latest(on, MIDNIGHT).care_ended_on(local_date(MIDNIGHT)) == local_date(MIDNIGHT)


def test_lesson_13_care_that_the_court_ended_is_known_for_two_years_and_no_longer(office: Office, alma: Child) -> None:
    on = line.in_care(office, alma, at=TAKEN)
    assert reported(on, TAKEN + 4 * WEEK).cared_until is None, "the care goes on"
    ended = TAKEN + 5 * WEEK
    line.step(on, Act.OVERTURN, at=ended, words="Kammarrätten upphävde vården.")
    near, far = ended.replace(year=2028) - HOUR, ended.replace(year=2028) + HOUR
    assert reported(on, near).care_ended_on(local_date(near)) == local_date(ended)
    assert reported(on, far).cared_until is None


def test_a_custody_that_nobody_carried_out_is_no_care(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    assert reported(on, MIDNIGHT + HOUR).cared_until is None


def test_what_intake_is_told_stands_in_the_log_once(office: Office, alma: Child) -> None:
    line.confirmed(office, alma, at=TAKEN)
    at = TAKEN + WEEK
    bo = office.viewer("bo", at)
    with seeing(bo):
        noted = [each for each in events_of_file(file_id=alma.file_id, viewer=bo) if each.deed == "intake.care.noted"]
    assert noted, "taken, submitted, confirmed: each with another midnight"
    assert len({each.at for each in noted}) == len(noted)


def test_lesson_13_such_reports_come_first_in_the_list(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    line.place(on, at=TAKEN + HOUR)
    at = MIDNIGHT + DAY
    old, new = reported(on, MIDNIGHT + HOUR), reported(on, MIDNIGHT + 2 * HOUR)
    for hour in range(3):
        receive(office, report_on("hugo", received_at=at + hour * HOUR), by="bo")
    bo, shown, place = office.viewer("bo", at + 3 * HOUR), [], None
    with seeing(bo):
        while found := open_report_children(viewer=bo, today=local_date(at), before=place, most=2):
            shown += [each.id for each in found]
            place = Place.of(found[-1], local_date(at))
            assert Place.read(str(place)) == place
    assert shown[:2] == [new.id, old.id]
    assert shown[2:] == sorted(shown[2:], reverse=True), "then the latest"
    assert len(shown) == len(set(shown)) == 5


def test_nobody_sees_the_care_of_a_child_whose_file_is_closed_to_her(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    line.place(on, at=TAKEN + HOUR)
    reported(on, MIDNIGHT + HOUR)
    at = MIDNIGHT + 2 * HOUR
    for name, sees in (("bo", True), ("mia", True), ("cia", False), ("ida", False), ("lo", False)):
        with seeing(office.viewer(name, at)) as viewer, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM intake_earliercare")
            assert cursor.fetchone()[0] == sees, name
            found = open_report_children(viewer=viewer, today=local_date(at))
            assert [each.cared_until for each in found] == [MIDNIGHT] * sees, name
