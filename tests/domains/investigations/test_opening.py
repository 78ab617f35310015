"""Opening an investigation: its clock, whom to tell, and what it follows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from tests.factories.intake import receive, report_on
from tests.factories.investigations import Opened, carried_through, open_on, tell_everybody
from tests.factories.people import Child, add_adult, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.intake.queries import report_child
from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.types import Question, Result
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.deadlines.queries import clocks_of, clocks_of_file
from skyddsnat.foundation.documents.queries import documents_of_subject
from skyddsnat.kernel.verdict import Refused

CLOSED_AT = MORNING + timedelta(days=60)


def target(opened: Opened) -> str:
    return f"investigations.investigation:{opened.id}"


def test_an_investigation_has_four_months_from_the_day_it_was_opened(office: Office, alma: Child) -> None:
    opened = open_on(office, alma)
    bo = office.viewer("bo")
    with seeing(bo):
        (clock,) = clocks_of(subject=target(opened), viewer=bo)
        assert (clock.rule, clock.due_on) == ("sol.investigation", date(2027, 3, 2))
        assert Event.objects.filter(deed="investigations.investigation.opened", target=target(opened)).count() == 1


def test_each_guardian_is_to_be_told_by_name_at_once(office: Office, alma: Child) -> None:
    """Lesson 7."""
    opened = open_on(office, alma)
    bo = office.viewer("bo")
    with seeing(bo):
        notices = queries.notices(investigation_id=opened.id, viewer=bo)
        assert {notice.name for notice in notices} == {"Eva Åkerlund", "Per Åkerlund"}
        for notice in notices:
            (clock,) = clocks_of(subject=f"investigations.notice:{notice.id}", viewer=bo)
            assert (clock.rule, clock.due_on) == ("sol.inform_investigation_opened", MORNING.date())


def test_a_child_of_fifteen_is_told_by_name_too(office: Office) -> None:
    """Lesson 7."""
    elsa = make_child(office, "elsa")
    opened = open_on(office, elsa)
    bo = office.viewer("bo")
    with seeing(bo):
        notices = queries.notices(investigation_id=opened.id, viewer=bo)
    assert [notice.name for notice in notices] == ["Elsa Öberg", "Eva Åkerlund"]


def test_a_guardian_who_becomes_known_later_is_told_too(office: Office) -> None:
    """Lesson 7."""
    alma = make_child(office, guardians=("eva",), worker=None)
    opened = open_on(office, alma, by="ida")
    per = add_adult(office, alma, "per", at=MORNING + timedelta(days=1))
    ida = office.viewer("ida", MORNING + timedelta(days=1))
    with seeing(ida):
        verdict = queries.closing_verdict(investigation_id=opened.id, today=date(2026, 11, 3), viewer=ida)
        assert "investigations.untold" in verdict.codes
        at = MORNING + timedelta(days=1)
        actions.add_party(investigation_id=opened.id, person_id=per, actor=ida, at=at)
        assert len(queries.untold_notices(file_ids=[alma.file_id], viewer=ida)) == 2
        with pytest.raises(Refused) as refused:
            actions.add_party(investigation_id=opened.id, person_id=per, actor=ida, at=at)
        assert refused.value.verdict.codes == ("investigations.listed",)
        with pytest.raises(Refused) as refused:
            actions.add_party(investigation_id=opened.id, person_id=alma.person_id, actor=ida, at=at)
        assert refused.value.verdict.codes == ("investigations.no_party",)


def test_one_investigation_at_a_time_and_the_question_is_asked(office: Office, alma: Child) -> None:
    open_on(office, alma)
    bo = office.viewer("bo")
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.open_investigation(
            file_id=alma.file_id,
            child_id=alma.person_id,
            cause_id=None,
            question=Question.CARE,
            asks=" ",
            what_is_new="",
            actor=bo,
            at=MORNING,
        )
    assert refused.value.verdict.codes == ("investigations.running", "investigations.nothing_asked")


def test_back_to_back_on_the_same_question_asks_what_is_new(office: Office, alma: Child) -> None:
    """Lesson 6."""
    carried_through(office, alma, closed_at=CLOSED_AT)
    with pytest.raises(Refused) as refused:
        open_on(office, alma, at=CLOSED_AT + timedelta(days=30))
    assert refused.value.verdict.codes == ("investigations.nothing_new",)


def test_one_question_has_one_joined_clock(office: Office, alma: Child) -> None:
    """Lesson 6."""
    first = carried_through(office, alma, closed_at=CLOSED_AT)
    second = open_on(office, alma, what_is_new="Ny anmälan från polisen.", at=CLOSED_AT + timedelta(days=30))
    bo, mia = office.viewer("bo"), office.viewer("mia")
    with seeing(bo):
        chain = queries.investigation(investigation_id=second.id, viewer=bo).chain
        assert [link.id for link in chain.links] == [first.id, second.id]
        assert (chain.started_on, chain.due_on) == (date(2026, 11, 2), date(2027, 3, 2))
        assert chain.days(date(2027, 3, 3)) == 121
        assert queries.investigation(investigation_id=first.id, viewer=bo).chain == chain
    with seeing(mia):
        (listed,) = queries.chains(viewer=mia, unit_ids=[office.units["barn1"]])
        assert (listed.chain, listed.is_running) == (chain, True)
        assert queries.chains(viewer=mia, unit_ids=[office.units["barn2"]]) == []
        assert queries.chains(viewer=mia) == [listed]


@pytest.mark.parametrize(
    ("question", "days"), [(Question.VIOLENCE, 30), (Question.CARE, 200)], ids=["another question", "long after"]
)
def test_another_question_or_a_long_time_makes_no_chain(
    office: Office, alma: Child, question: Question, days: int
) -> None:
    carried_through(office, alma, closed_at=CLOSED_AT)
    opened = open_on(office, alma, question=question, at=CLOSED_AT + timedelta(days=days))
    bo = office.viewer("bo")
    with seeing(bo):
        assert not queries.investigation(investigation_id=opened.id, viewer=bo).chain.is_joined
        assert queries.chains(viewer=bo) == []


def test_a_follow_up_ends_when_an_investigation_is_opened(office: Office, alma: Child) -> None:
    opened = carried_through(office, alma, result=Result.FOLLOW_UP, closed_at=CLOSED_AT)
    bo = office.viewer("bo", CLOSED_AT)
    with seeing(bo):
        actions.start_follow_up(investigation_id=opened.id, actor=bo, at=CLOSED_AT + timedelta(days=1))
    open_on(office, alma, question=Question.CRIME, at=CLOSED_AT + timedelta(days=30))
    with seeing(bo):
        clocks = clocks_of(subject=target(opened), viewer=bo)
        follow_up = next(clock for clock in clocks if clock.rule == "sol.follow_up")
        assert follow_up.due_on == date(2027, 7, 1)
        assert follow_up.ended_at == CLOSED_AT + timedelta(days=30)


def test_whoever_sees_no_file_opens_nothing(office: Office, alma: Child) -> None:
    with pytest.raises(NotOpen):
        open_on(office, alma, by="cia")


def test_another_child_is_not_investigated_in_this_file(office: Office, alma: Child) -> None:
    elsa = make_child(office, "elsa")
    with pytest.raises(NotOpen):
        open_on(office, Child(alma.file_id, elsa.person_id))


def test_a_system_run_opens_nothing(office: Office) -> None:
    alma = make_child(office, worker=None)
    run = system_run("import", units=frozenset({office.units["intake"]}))
    with seeing(run), pytest.raises(Refused) as refused:
        actions.open_investigation(
            file_id=alma.file_id,
            child_id=alma.person_id,
            cause_id=None,
            question=Question.CARE,
            asks="?",
            what_is_new="",
            actor=run,
            at=MORNING,
        )
    assert refused.value.verdict.codes == ("investigations.no_person",)


def test_whoever_has_a_conflict_of_interest_opens_nothing(office: Office, alma: Child) -> None:
    bo = office.viewer("bo")
    with seeing(bo):
        declare_conflict(file_id=alma.file_id, reason="Granne.", actor=bo, at=MORNING)
    with pytest.raises(Refused) as refused:
        open_on(office, alma)
    assert refused.value.verdict.codes == ("access.conflict",)


def test_a_child_without_known_guardians_has_no_clock_for_telling(office: Office) -> None:
    hugo = make_child(office, "hugo", guardians=())
    open_on(office, hugo)
    bo = office.viewer("bo")
    with seeing(bo):
        assert [clock.rule for clock in clocks_of_file(file_id=hugo.file_id, viewer=bo)] == ["sol.investigation"]


def test_what_is_not_there_is_not_open(office: Office) -> None:
    bo = office.viewer("bo")
    with seeing(bo):
        for ask in (
            lambda: queries.investigation(investigation_id=7, viewer=bo),
            lambda: queries.notice(notice_id=7, viewer=bo),
            lambda: queries.communication(communication_id=7, viewer=bo),
            lambda: queries.area_note(note_id=7, viewer=bo),
            lambda: queries.steps(investigation_id=7, today=MORNING.date(), viewer=bo),
            lambda: actions.add_party(investigation_id=7, person_id=7, actor=bo, at=MORNING),
        ):
            with pytest.raises(NotOpen):
                ask()
        assert queries.plan(investigation_id=7, viewer=bo) is None
        assert queries.running_in_file(file_id=7, viewer=bo) is None


def test_a_report_on_a_child_under_investigation_joins_it(office: Office, alma: Child) -> None:
    opened = open_on(office, alma)
    received = receive(office, by="bo").report_child_ids[0]
    bo = office.viewer("bo", MORNING + timedelta(seconds=1))
    with seeing(bo):
        actions.join_report(investigation_id=opened.id, report_child_id=received, actor=bo, at=MORNING)
        assert queries.joined_reports(investigation_id=opened.id, viewer=bo) == [received]
        assert Event.objects.get(deed="investigations.report.joined").details == {"report_child": received}


def test_a_report_on_another_child_neither_joins_nor_opens(office: Office, alma: Child) -> None:
    opened = open_on(office, alma)
    elsa = make_child(office, "elsa")
    received = receive(office, report_on("elsa"), by="bo").report_child_ids[0]
    bo = office.viewer("bo", MORNING + timedelta(seconds=1))
    with seeing(bo):
        with pytest.raises(NotOpen):
            actions.join_report(investigation_id=opened.id, report_child_id=received, actor=bo, at=MORNING)
        assert report_child(report_child_id=received, viewer=bo).file_id == elsa.file_id
    hugo = make_child(office, "hugo")
    bo = office.viewer("bo", MORNING + timedelta(seconds=1))
    with seeing(bo), pytest.raises(NotOpen):
        actions.open_investigation(
            file_id=hugo.file_id,
            child_id=hugo.person_id,
            cause_id=received,
            question=Question.CARE,
            asks="?",
            what_is_new="",
            actor=bo,
            at=MORNING,
        )


@pytest.mark.django_db(transaction=True)
def test_two_who_open_at_the_same_moment_get_one_investigation_and_one_refusal() -> None:
    office = make_office()
    alma = make_child(office)
    with ThreadPoolExecutor() as people:
        answers = list(people.map(lambda _: try_to_open(office, alma), range(2)))
    assert sorted(answers) == ["investigations.running", "opened"]


def try_to_open(office: Office, child: Child) -> str:
    """Open in a transaction of one's own that lasts until the other one waits for it."""
    bo = office.viewer("bo", MORNING + timedelta(seconds=1))
    try:
        with seeing(bo):
            open_on(office, child)
            wait_for_the_other()
    except Refused as refused:
        return refused.verdict.codes[0]
    finally:
        connection.close()
    return "opened"


def wait_for_the_other() -> None:
    """Until somebody waits for a lock that this transaction holds."""
    blocked = "SELECT pg_backend_pid() = ANY(pg_blocking_pids(pid)) FROM pg_locks WHERE NOT granted"
    with connection.cursor() as cursor:
        for _try in range(6000):
            cursor.execute("SELECT pg_sleep(0.01)")
            cursor.execute(blocked)
            if any(is_mine for (is_mine,) in cursor.fetchall()):
                return
    raise AssertionError("nobody waited")


def test_a_party_is_told_in_her_own_language_when_it_is_english(office: Office) -> None:
    alma = make_child(office, guardians=("eva", "liv"))
    opened = open_on(office, alma)
    tell_everybody(office, opened)
    bo = office.viewer("bo")
    with seeing(bo):
        letters = documents_of_subject(subject=f"investigations.investigation:{opened.id}", viewer=bo)
    assert {(each.recipient, each.title) for each in letters} == {
        ("Eva Åkerlund", "En utredning har inletts"),
        ("Liv Åkerlund", "An investigation has been opened"),
    }
