"""Reporting an incident, who sees it, and closing it when nothing remains."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module

import pytest
from django.db import IntegrityError, connection
from tests.factories.people import Child
from tests.factories.safety import CALM, HOUR, close_incident_of, fields_of, police_of, reported
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety.actions.duties import answer_serious, do_duty, skip_duty
from skyddsnat.domains.safety.actions.police import (
    ask_police,
    close_police_report,
    leave_out_police_report,
    register_police_report,
    send_police_report,
)
from skyddsnat.domains.safety.actions.register import change_incident, close_incident, link_file, report_incident
from skyddsnat.domains.safety.actions.support import (
    answer_offer,
    give_support,
    offer_support,
    plan_follow_up,
    say_enough,
    say_wish,
)
from skyddsnat.domains.safety.models import Duty, Exposure, PoliceReport
from skyddsnat.domains.safety.queries.following import duties_of, offers_of, waiting
from skyddsnat.domains.safety.queries.register import NoSuchIncident, incident, incidents
from skyddsnat.domains.safety.queries.series import repetition
from skyddsnat.domains.safety.types.following import (
    DutyKind,
    DutyView,
    PoliceOutcome,
    PoliceState,
    Wish,
)
from skyddsnat.domains.safety.types.register import Injury, NewAttachment
from skyddsnat.domains.safety.types.series import Tie
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.kernel.verdict import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def test_the_exposed_the_manager_the_representative_and_the_keeper_see_it_and_nobody_else(office: Office) -> None:
    incident_id = reported(office)

    for name in ("bo", "mia", "sara", "sven"):
        with seeing(office.viewer(name)) as viewer:
            assert incident(incident_id=incident_id, viewer=viewer).fields.alias == "Anonym 17"
    for name in ("dag", "stina", "ida", "max", "lo", "adam", "olga", "rut", "kim", "anna"):
        with seeing(office.viewer(name)) as viewer:
            assert incidents(viewer=viewer) == []
            with pytest.raises(NoSuchIncident):
                incident(incident_id=incident_id, viewer=viewer)


def test_whoever_reports_for_a_colleague_does_not_see_it_afterwards(office: Office) -> None:
    incident_id = reported(office, by="dag", exposed=("bo",))

    with seeing(office.viewer("dag")) as dag, pytest.raises(NoSuchIncident):
        incident(incident_id=incident_id, viewer=dag)
    with seeing(office.viewer("bo")) as bo:
        assert [row.id for row in incidents(viewer=bo)] == [incident_id]


def test_one_exposed_sees_her_own_wishes_alone(office: Office) -> None:
    incident_id = reported(office, exposed=("bo", "dag"))

    with seeing(office.viewer("mia")) as mia:
        assert len(incident(incident_id=incident_id, viewer=mia).exposures) == 2
    with seeing(office.viewer("bo")) as bo:
        assert [each.employee_id for each in incident(incident_id=incident_id, viewer=bo).exposures] == [bo.employee_id]
        kinds = [each.kind for each in duties_of(incident_id=incident_id, at=MORNING, viewer=bo)]
    assert kinds.count(DutyKind.TALK) == 1


def test_the_log_of_the_child_and_the_log_reviewer_learn_nothing(office: Office, alma: Child) -> None:
    with seeing(office.viewer("mia")) as mia:
        before = events_of_file(file_id=alma.file_id, viewer=mia)
    incident_id = reported(office, linked_files=(alma.file_id,))

    with seeing(office.viewer("mia")) as mia:
        assert incident(incident_id=incident_id, viewer=mia).linked_files == (alma.file_id,)
        assert events_of_file(file_id=alma.file_id, viewer=mia) == before
    with seeing(office.viewer("lo")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE deed LIKE 'safety.%' OR target LIKE 'safety%'")
        assert cursor.fetchone() == (0,)
    with seeing(office.viewer("sven")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE deed LIKE 'safety.%'")
        assert cursor.fetchone() != (0,)


def test_what_cannot_be_reported_is_refused_with_every_reason(office: Office, alma: Child) -> None:
    with seeing(office.viewer("bo")) as bo, pytest.raises(Refused) as refused:
        report_incident(
            fields=fields_of(words=" ", happened_at=MORNING + HOUR),
            exposed=[987_654],
            linked_files=[987_654],
            attachments=(NewAttachment("bild.jpg", b"MZ\x90\x00 this program"), NewAttachment("tom.png", b"")),
            actor=bo,
            at=MORNING,
        )
    assert set(refused.value.verdict.codes) == {
        "safety.no_words",
        "safety.in_future",
        "safety.unknown_employee",
        "safety.linked_file_not_open",
        "safety.attachment_not_allowed",
        "safety.attachment_empty",
    }


def test_a_file_of_200_megabytes_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        reported(office, attachments=(NewAttachment("film.mp4", b"\x00" * 200_000_000),))
    assert refused.value.verdict.codes == ("safety.attachment_too_large",)


def test_an_attachment_is_what_its_bytes_are_and_kept_once(office: Office) -> None:
    both = (NewAttachment("C:\\hem\\hot.exe", PNG), NewAttachment("igen.png", PNG))
    incident_id = reported(office, attachments=both)
    with seeing(office.viewer("bo")) as bo:
        (kept,) = incident(incident_id=incident_id, viewer=bo).attachments
    assert kept.media_type == "image/png"


def test_from_report_to_the_end(office: Office) -> None:
    incident_id = reported(office, injury=Injury.MINOR)
    at = MORNING + HOUR
    with seeing(office.viewer("bo", at)) as bo:
        (mine,) = incident(incident_id=incident_id, viewer=bo).exposures
        say_wish(exposure_id=mine.id, wishes=(Wish.TALK, Wish.CHANGE), words="Någon med hem i kväll.", actor=bo, at=at)
    with seeing(office.viewer("mia", at)) as mia:
        send_police_report(incident_id=incident_id, version=1, channel="114 14", actor=mia, at=at)
        register_police_report(incident_id=incident_id, version=2, number="5000-K1-26", actor=mia, at=at)
        offer_id = offer_support(exposure_id=mine.id, kind=Wish.COLLEAGUE, words="Dag följer med.", actor=mia, at=at)
        assert answer_serious(incident_id=incident_id, answers=CALM, actor=mia, at=at) is False
    with seeing(office.viewer("bo", at)) as bo:
        answer_offer(offer_id=offer_id, is_accepted=True, actor=bo, at=at)
        with pytest.raises(Refused):
            close_incident(incident_id=incident_id, version=1, words="Klart.", actor=bo, at=at)
    later = at + timedelta(days=40)
    with seeing(office.viewer("mia", later)) as mia:
        give_support(offer_id=offer_id, actor=mia, at=later)
        assert [each.given_at for each in offers_of(incident_id=incident_id, viewer=mia)] == [later]
        ask_police(incident_id=incident_id, version=3, words="Ingen misstänkt.", actor=mia, at=later)
        close_police_report(incident_id=incident_id, version=4, outcome=PoliceOutcome.DISCONTINUED, actor=mia, at=later)
        for each in duties_of(incident_id=incident_id, at=later, viewer=mia):
            if each.is_open:
                assert each.is_late
                do_duty(duty_id=each.id, version=each.version, reference="FK 12", actor=mia, at=later)
        with pytest.raises(Refused) as refused:
            close_incident(incident_id=incident_id, version=1, words="Klart.", actor=mia, at=later)
        assert refused.value.verdict.codes == ("safety.duties_open", "safety.not_enough_yet")
    with seeing(office.viewer("bo", later)) as bo:
        say_enough(exposure_id=mine.id, actor=bo, at=later)
    with seeing(office.viewer("mia", later)) as mia:
        close_incident(incident_id=incident_id, version=1, words="Klart.", actor=mia, at=later)
        assert not incident(incident_id=incident_id, viewer=mia).is_open
        assert waiting(at=later, viewer=mia) == ([], [])
        with pytest.raises(Refused):
            change_incident(incident_id=incident_id, version=2, fields=fields_of(), actor=mia, at=later)


def test_somebody_asks_again_until_the_exposed_person_says_that_it_is_enough(office: Office) -> None:
    incident_id = reported(office)

    def asked(at: datetime) -> list[DutyView]:
        with seeing(office.viewer("mia", at)) as mia:
            found = duties_of(incident_id=incident_id, at=at, viewer=mia)
        return [each for each in found if each.is_open and each.kind in (DutyKind.TALK, DutyKind.FOLLOW_UP)]

    at, every = MORNING, timedelta(days=14)
    for end in (do_duty, do_duty, partial(skip_duty, why="Bo är ledig.")):
        (now,) = asked(at)
        with seeing(office.viewer("mia", at)) as mia:
            end(duty_id=now.id, version=now.version, actor=mia, at=at)
        (following,) = asked(at)
        assert (following.kind, following.due_at) == (DutyKind.FOLLOW_UP, at + every)
        at += every
    with seeing(office.viewer("mia", at)) as mia:
        (bo_exposed,) = incident(incident_id=incident_id, viewer=mia).exposures
        plan_follow_up(exposure_id=bo_exposed.id, due_at=at + HOUR, owner_id=None, actor=mia, at=at)
        do_duty(duty_id=following.id, version=following.version, actor=mia, at=at)
    (planned,) = asked(at)
    assert planned.due_at == at + HOUR, "a day that was planned stands alone"
    with seeing(office.viewer("bo", at)) as bo:
        say_enough(exposure_id=bo_exposed.id, actor=bo, at=at)
    assert asked(at) == []


@pytest.mark.parametrize("end", [do_duty, partial(skip_duty, why="Jag mår bra.")])
def test_a_manager_who_was_exposed_does_not_note_the_talk_with_herself(
    office: Office, end: Callable[..., None]
) -> None:
    incident_id = reported(office, by="mia", exposed=("mia",))
    with seeing(office.viewer("mia")) as mia:
        talk = next(
            each for each in duties_of(incident_id=incident_id, at=MORNING, viewer=mia) if each.kind is DutyKind.TALK
        )
        with pytest.raises(Refused) as refused:
            end(duty_id=talk.id, version=talk.version, actor=mia, at=MORNING)
    assert refused.value.verdict.codes == ("safety.talk_with_self",)
    with seeing(office.viewer("sara")) as sara:
        end(duty_id=talk.id, version=talk.version, actor=sara, at=MORNING)


def test_whoever_was_asked_by_nobody_again_before_gets_a_day(office: Office) -> None:
    """The statement of the migration: of an open incident, once, where somebody has talked and nothing is planned."""
    waits, talked, planned, enough, closed = (reported(office) for _number in range(5))
    close_incident_of(office, closed)
    with seeing(office.viewer("sven")) as sven, connection.cursor() as cursor:
        talks = Duty.objects.filter(incident_id__in=(talked, planned, enough), kind="talk")
        talks.update(done_at=MORNING, done_by_id=sven.employee_id)
        Exposure.objects.filter(incident_id=enough).update(enough_at=MORNING)
        mine = Exposure.objects.get(incident_id=planned)
        Duty.objects.create(incident_id=planned, exposure=mine, kind="follow_up", due_at=MORNING)
        before = set(Duty.objects.values_list("pk", flat=True))
        for _time in range(2):
            cursor.execute(import_module("skyddsnat.domains.safety.migrations.0014_ask_again").ASK_AGAIN)
        new = Duty.objects.exclude(pk__in=before).order_by("pk").values_list("incident_id", "kind")
        assert list(new) == [(talked, "follow_up")]
    assert waits


def test_whoever_said_enough_before_the_talk_is_not_asked_again(office: Office) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("bo")) as bo:
        (mine,) = incident(incident_id=incident_id, viewer=bo).exposures
        say_enough(exposure_id=mine.id, actor=bo, at=MORNING)
    with seeing(office.viewer("mia")) as mia:
        for each in duties_of(incident_id=incident_id, at=MORNING, viewer=mia):
            if each.kind is DutyKind.TALK:
                do_duty(duty_id=each.id, version=each.version, actor=mia, at=MORNING)
        kinds = {each.kind for each in duties_of(incident_id=incident_id, at=MORNING, viewer=mia)}
    assert DutyKind.FOLLOW_UP not in kinds


def test_an_incident_is_linked_afterwards_to_a_case_that_is_open(office: Office, alma: Child) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("bo")) as bo:
        number = file_of(file_id=alma.file_id, viewer=bo).number
    for name, given, code in (
        ("sven", number, "safety.linked_file_not_open"),
        ("mia", "Finns inte", "safety.linked_file_not_open"),
    ):
        with seeing(office.viewer(name)) as viewer, pytest.raises(Refused) as refused:
            link_file(incident_id=incident_id, number=given, actor=viewer, at=MORNING)
        assert refused.value.verdict.codes == (code,)
    with seeing(office.viewer("mia")) as mia:
        link_file(incident_id=incident_id, number=f" {number} ", actor=mia, at=MORNING)
        assert incident(incident_id=incident_id, viewer=mia).linked_files == (alma.file_id,)
        with pytest.raises(Refused) as again:
            link_file(incident_id=incident_id, number=number, actor=mia, at=MORNING)
    assert again.value.verdict.codes == ("safety.file_linked",)
    with seeing(office.viewer("bo")) as bo:
        assert not [event for event in events_of_file(file_id=alma.file_id, viewer=bo) if "safety" in event.deed]


def test_serious_danger_makes_the_notice_due_within_a_day_of_the_report_and_none_skips_it(office: Office) -> None:
    incident_id = reported(office)
    answers = replace(CALM, was_danger_to_life=True)
    late = MORNING + timedelta(hours=30)
    with seeing(office.viewer("sara", late)) as sara:
        assert answer_serious(incident_id=incident_id, answers=answers, actor=sara, at=late)
        (notice,) = [
            each
            for each in duties_of(incident_id=incident_id, at=late, viewer=sara)
            if each.kind is DutyKind.NOTIFY_AUTHORITY
        ]
        assert (notice.due_at, notice.is_late) == (MORNING + timedelta(hours=24), True)
        with pytest.raises(Refused) as refused:
            skip_duty(duty_id=notice.id, version=1, why="Det blev sent.", actor=sara, at=late)
        assert refused.value.reasons[0].citation == "3 kap. 3 a § AML"
        with pytest.raises(Refused) as refused:
            do_duty(duty_id=notice.id, version=1, actor=sara, at=late)
        assert refused.value.verdict.codes == ("safety.no_reference",)


def test_only_the_manager_leaves_the_police_report_out_and_says_why(office: Office) -> None:
    incident_id = reported(office)
    for name in ("bo", "sara", "sven"):
        with seeing(office.viewer(name)) as viewer, pytest.raises(Refused) as refused:
            leave_out_police_report(incident_id=incident_id, version=1, why="Nej.", actor=viewer, at=MORNING)
        assert "safety.not_manager" in refused.value.verdict.codes
    with seeing(office.viewer("mia")) as mia:
        with pytest.raises(Refused) as refused:
            leave_out_police_report(incident_id=incident_id, version=1, why=" ", actor=mia, at=MORNING)
        assert refused.value.verdict.codes == ("safety.no_reason",)
        leave_out_police_report(incident_id=incident_id, version=1, why="Bo vill inte.", actor=mia, at=MORNING)
        assert police_of(incident_id, mia).state is PoliceState.NOT_MADE


def test_the_database_refuses_a_report_left_out_by_somebody_else(office: Office) -> None:
    incident_id = reported(office)
    with pytest.raises(IntegrityError, match="left out by nobody"), seeing(office.viewer("sven")) as sven:
        PoliceReport.objects.filter(incident_id=incident_id).update(
            state="not_made", not_made_reason="x", not_made_at=MORNING, not_made_by_id=sven.employee_id
        )


def test_repetition_is_a_series(office: Office, alma: Child) -> None:
    ids = [reported(office, linked_files=(alma.file_id,), happened_at=MORNING - n * HOUR) for n in (3, 2)]
    other = reported(office, exposed=("dag",), by="dag", alias="@Anonym_17.")
    with seeing(office.viewer("mia")) as mia:
        found = repetition(viewer=mia, until=MORNING.date()).series
    by_tie = {each.tie: set(each.incident_ids) for each in found}
    assert by_tie == {Tie.SOURCE: {*ids, other}, Tie.WORKER: set(ids), Tie.DECISION: set(ids)}
