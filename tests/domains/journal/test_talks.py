"""Talks with the child are planned, held and cancelled, and keep what the child said."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.journal import actions as journal
from skyddsnat.domains.journal import queries
from skyddsnat.domains.journal.models import Talk
from skyddsnat.domains.journal.types import AlreadyTold, NoteKind, TalkAct, TalkState, TalkView, Understood
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
AHEAD = datetime(2126, 11, 4, 9, 0, tzinfo=UTC)
TOMORROW = AHEAD + timedelta(days=1)


def plan(office: Office, name: str, child: Child, *, at: datetime = AHEAD, planned_at: datetime = TOMORROW) -> int:
    with seeing(office.viewer(name, at)) as viewer:
        return journal.plan_talk(
            file_id=child.file_id, planned_at=planned_at, place="Skolan ", purpose="Höra Alma.", actor=viewer, at=at
        )


def hold(
    office: Office,
    name: str,
    child: Child,
    talk_id: int | None = None,
    *,
    version: int | None = None,
    at: datetime = TOMORROW,
    **fields: Any,
) -> int:
    said = {
        "held_at": at,
        "place": "Skolan",
        "purpose": "Höra Alma.",
        "was_alone": True,
        "not_alone_reason": "",
        "childs_words": "«Jag vill att det är tyst hemma.»",
        "told": "Att vi pratar med mamma på fredag.",
        "understood": Understood.PARTLY,
        "understood_how": "Alma frågade vad som händer sedan.",
        "already_told": "Om kvällen med polisen.",
    }
    with seeing(office.viewer(name, at)) as viewer:
        return journal.hold_talk(
            talk_id=talk_id, file_id=child.file_id, version=version, actor=viewer, at=at, **(said | fields)
        )


def talk_of(office: Office, name: str, talk_id: int) -> TalkView:
    with seeing(office.viewer(name, AHEAD)) as viewer:
        return queries.talk(talk_id=talk_id, viewer=viewer)


def cancel(office: Office, name: str, talk_id: int, reason: str = "Alma är sjuk.") -> None:
    with seeing(office.viewer(name, AHEAD)) as viewer:
        journal.cancel_talk(talk_id=talk_id, reason=reason, actor=viewer, at=AHEAD)


def deeds(office: Office, file_id: int) -> list[str]:
    with seeing(office.viewer("mia")):
        found = Event.objects.filter(file_id=file_id, deed__startswith="journal").order_by("id")
        return list(found.values_list("deed", flat=True))


# --- The way of a talk ------------------------------------------------------------------------------------------------


def test_a_talk_is_planned_held_and_locks_after_a_day(office: Office) -> None:
    alma = make_child(office)
    talk_id = plan(office, "bo", alma)
    planned = talk_of(office, "bo", talk_id)
    assert (planned.state(AHEAD), planned.place, planned.happens_at, planned.understood) == (
        TalkState.PLANNED,
        "Skolan",
        TOMORROW,
        None,
    )
    assert hold(office, "bo", alma, talk_id, version=1) == talk_id
    held = talk_of(office, "bo", talk_id)
    assert (held.childs_words, held.told, held.understood, held.was_alone) == (
        "«Jag vill att det är tyst hemma.»",
        "Att vi pratar med mamma på fredag.",
        Understood.PARTLY,
        True,
    )
    assert (held.child.name, held.author.name, held.version) == ("Alma Åkerlund", "Bo Handläggare", 2)
    assert held.state(TOMORROW) is TalkState.HELD
    assert held.state(TOMORROW + timedelta(days=1)) is TalkState.LOCKED
    assert deeds(office, alma.file_id) == ["journal.talk.planned", "journal.talk.held"]


def test_a_talk_need_not_be_planned(office: Office) -> None:
    """Lesson 8: also before any investigation, where age and maturity carry it."""
    alma = make_child(office, worker=None)
    talk_id = hold(office, "ida", alma, was_alone=False, not_alone_reason="Alma ville ha fröken med.")
    talk = talk_of(office, "ida", talk_id)
    assert (talk.planned_at, talk.was_alone, talk.not_alone_reason) == (None, False, "Alma ville ha fröken med.")


def test_a_reason_is_kept_only_where_the_child_was_not_alone(office: Office) -> None:
    alma = make_child(office)
    talk = talk_of(office, "bo", hold(office, "bo", alma, not_alone_reason="Glömdes kvar i formuläret."))
    assert talk.not_alone_reason == ""


def test_a_talk_to_come_cannot_be_held_yet(office: Office) -> None:
    alma = make_child(office)
    with pytest.raises(Refused) as refused:
        hold(office, "bo", alma, held_at=TOMORROW + timedelta(minutes=1), told="", purpose=" ")
    assert refused.value.verdict.codes == (
        "journal.in_future",
        "journal.purpose_is_missing",
        "journal.told_what",
    )


def test_the_author_mends_the_text_within_a_day(office: Office) -> None:
    alma = make_child(office)
    talk_id = hold(office, "bo", alma)
    hold(office, "bo", alma, talk_id, version=1, childs_words="«Jag vill bo hos mormor.»")
    talk = talk_of(office, "bo", talk_id)
    assert (talk.childs_words, talk.version, talk.locks_at) == (
        "«Jag vill bo hos mormor.»",
        2,
        TOMORROW + timedelta(days=1),
    )
    with pytest.raises(ChangedMeanwhile):
        hold(office, "bo", alma, talk_id, version=1)
    with pytest.raises(Refused) as refused:
        hold(office, "mia", alma, talk_id, version=2)
    assert refused.value.verdict.codes == ("journal.not_author",)
    with pytest.raises(Refused) as refused:
        hold(office, "bo", alma, talk_id, version=2, at=TOMORROW + timedelta(days=1))
    assert refused.value.verdict.codes == ("journal.talk_is_locked",)


def test_a_colleague_may_hold_the_talk_that_was_planned(office: Office) -> None:
    alma = make_child(office)
    talk_id = hold(office, "mia", alma, plan(office, "bo", alma), version=1)
    assert talk_of(office, "bo", talk_id).author.name == "Mia Chef"


def test_a_talk_is_cancelled_with_its_reason(office: Office) -> None:
    alma = make_child(office)
    talk_id = plan(office, "bo", alma)
    with pytest.raises(Refused) as refused:
        cancel(office, "bo", talk_id, reason="")
    assert refused.value.verdict.codes == ("journal.cancel_without_reason",)
    cancel(office, "bo", talk_id)
    talk = talk_of(office, "bo", talk_id)
    assert (talk.state(AHEAD), talk.cancel_reason) == (TalkState.CANCELLED, "Alma är sjuk.")
    with pytest.raises(Refused) as refused:
        hold(office, "bo", alma, talk_id, version=2)
    assert refused.value.verdict.codes == ("journal.talk_cancelled",)


def test_the_button_says_why_a_talk_cannot_be_held(office: Office) -> None:
    alma = make_child(office)
    talk_id = hold(office, "bo", alma)
    with seeing(office.viewer("mia", AHEAD)) as mia:
        change = queries.talk_verdict(talk_id=talk_id, act=TalkAct.CHANGE, viewer=mia, at=TOMORROW)
        again = queries.talk_verdict(talk_id=talk_id, act=TalkAct.HOLD, viewer=mia, at=TOMORROW)
        with pytest.raises(NotOpen):
            queries.talk_verdict(talk_id=0, act=TalkAct.HOLD, viewer=mia, at=TOMORROW)
    assert (change.codes, again.codes) == (("journal.not_author",), ("journal.talk_held",))


# --- Who --------------------------------------------------------------------------------------------------------------


def test_an_outsider_neither_plans_nor_holds_nor_cancels(office: Office) -> None:
    alma = make_child(office)
    talk_id = plan(office, "bo", alma)
    for attempt in (
        lambda: plan(office, "cia", alma),
        lambda: hold(office, "cia", alma, talk_id, version=1),
        lambda: cancel(office, "cia", talk_id),
        lambda: talk_of(office, "cia", talk_id),
    ):
        with pytest.raises(NotOpen):
            attempt()


def test_a_talk_is_held_in_the_file_of_its_child(office: Office) -> None:
    alma, elsa = make_child(office), make_child(office, "elsa", guardians=())
    with pytest.raises(NotOpen):
        hold(office, "bo", elsa, plan(office, "bo", alma), version=1)


def test_a_system_run_talks_with_nobody(office: Office) -> None:
    alma = make_child(office, worker=None)
    run = system_run("import", units=frozenset({office.units["intake"]}))
    with seeing(run), pytest.raises(Refused) as refused:
        journal.plan_talk(file_id=alma.file_id, planned_at=TOMORROW, place="", purpose="Höra", actor=run, at=AHEAD)
    assert refused.value.verdict.codes == ("journal.no_person",)


def test_a_file_without_a_child_has_no_talks(office: Office) -> None:
    with seeing(office.viewer("ida", AHEAD)) as ida:
        file = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=AHEAD)
        with pytest.raises(NotOpen):
            journal.plan_talk(
                file_id=file.id, planned_at=TOMORROW, place="", purpose="Höra barnet", actor=ida, at=AHEAD
            )


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_what_the_child_has_told_is_kept_so_that_nobody_asks_twice(office: Office) -> None:
    alma = make_child(office)
    hold(office, "bo", alma, already_told="")
    hold(office, "bo", alma, at=TOMORROW + timedelta(hours=1))
    plan(office, "bo", alma)
    with seeing(office.viewer("mia", AHEAD)) as mia:
        assert queries.already_told(file_id=alma.file_id, viewer=mia) == [
            AlreadyTold(
                text="Om kvällen med polisen.",
                held_at=TOMORROW + timedelta(hours=1),
                place="Skolan",
                was_alone=True,
            )
        ]


def test_all_talks_of_the_child_the_latest_first(office: Office) -> None:
    alma = make_child(office)
    held = hold(office, "bo", alma, at=AHEAD)
    planned = plan(office, "bo", alma)
    cancelled = plan(office, "bo", alma, planned_at=AHEAD + timedelta(hours=1))
    cancel(office, "bo", cancelled)
    with seeing(office.viewer("bo", AHEAD)) as bo:
        talks = queries.talks_of_file(file_id=alma.file_id, viewer=bo)
    assert [talk.id for talk in talks] == [planned, cancelled, held]


def test_the_talks_of_my_day(office: Office) -> None:
    alma = make_child(office)
    elsa = make_child(office, "elsa", worker="dag", guardians=())
    first = plan(office, "mia", alma, planned_at=TOMORROW - timedelta(hours=1))
    second = plan(office, "bo", alma)
    plan(office, "bo", alma, planned_at=TOMORROW + timedelta(days=1))
    cancel(office, "bo", plan(office, "bo", alma))
    hold(office, "bo", alma, plan(office, "bo", alma), version=1)
    plan(office, "dag", elsa)
    day = date(2126, 11, 5)
    for name, mine in (("bo", [first, second]), ("mia", [first]), ("cia", [])):
        with seeing(office.viewer(name, AHEAD)) as viewer:
            assert [talk.id for talk in queries.planned_talks(viewer=viewer, day=day)] == mine


def test_the_latest_step_in_each_file(office: Office) -> None:
    alma, elsa, hugo = (make_child(office, name, guardians=()) for name in ("alma", "elsa", "hugo"))
    hold(office, "bo", alma, at=AHEAD)
    for child, at in ((alma, TOMORROW), (elsa, AHEAD)):
        with seeing(office.viewer("bo", at)) as bo:
            journal.write_note(
                file_id=child.file_id,
                kind=NoteKind.NOTE,
                happened_at=at,
                with_whom="",
                text="Något.",
                actor=bo,
                at=at,
            )
    plan(office, "bo", hugo)
    files = [alma.file_id, elsa.file_id, hugo.file_id]
    with seeing(office.viewer("bo", AHEAD)) as bo:
        assert queries.latest_steps(file_ids=files, viewer=bo) == {alma.file_id: TOMORROW, elsa.file_id: AHEAD}


def test_a_protected_child_is_masked_in_the_talk_too(office: Office) -> None:
    alma = make_child(office, protection=Protection.FLAG)
    assert talk_of(office, "bo", plan(office, "bo", alma)).child.name == ""


# --- The wall ---------------------------------------------------------------------------------------------------------


def test_the_table_is_empty_to_nobody_and_to_outsiders(office: Office) -> None:
    plan(office, "bo", make_child(office))

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM journal_talk")
            return int(cursor.fetchone()[0])

    assert count() == 0
    for name, seen in (("cia", 0), ("ida", 0), ("adam", 0), ("bo", 1), ("mia", 1)):
        with seeing(office.viewer(name, MORNING)):
            assert count() == seen, name


def test_the_database_itself_keeps_a_locked_talk(office: Office) -> None:
    alma = make_child(office, at=LONG_AGO)
    talk_id = hold(office, "bo", alma, at=LONG_AGO)
    with seeing(office.viewer("bo")):
        rows = Talk.objects.filter(pk=talk_id)
        for change in ({"childs_words": "Annat."}, {"locks_at": TOMORROW}, {"locks_at": None}):
            with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
                rows.update(**change)


def test_what_is_handed_out_locks_talks_too(office: Office) -> None:
    alma = make_child(office)
    talk_id = hold(office, "bo", alma)
    with seeing(office.viewer("bo", TOMORROW)) as bo:
        assert journal.lock_notes_of(file_id=alma.file_id, actor=bo, at=TOMORROW) == 1
    assert talk_of(office, "bo", talk_id).state(TOMORROW) is TalkState.LOCKED
