"""Making, opening, answering and closing a wave, by the product's own actions."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg import sql
from tests.factories import survey as asking
from tests.factories.staff import MORNING, Office, make_office
from tests.factories.survey import DAY, FIELDS, YES

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.models import Wave
from skyddsnat.domains.survey.types.answering import LinkState
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.faults import BrokenFile
from skyddsnat.domains.survey.types.waves import WaveAct, WaveFields, WaveKind, WaveState
from skyddsnat.flows.keep_staff import set_work_email
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.types import Role
from skyddsnat.insight.surveys import report
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.stats.questions import Method

pytestmark = pytest.mark.django_db
AFTER = MORNING + 21 * DAY


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def other(superuser_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(superuser_url, autocommit=True) as superuser:
        yield superuser
        superuser.execute("ROLLBACK")


def states(tokens: list[str], at: Any = MORNING) -> list[LinkState]:
    return [queries.open_link(token=token, at=at).state for token in tokens]


def test_a_wave_is_made_opened_answered_closed_and_read(office: Office) -> None:
    wave_id = asking.opened(office, 7)
    links = asking.tokens(office, wave_id)
    for token in links[:6]:
        asking.answer(token, YES | {"more": ["Ring oss."]})
    with seeing(office.viewer("anna")) as anna:
        going = queries.following(wave_id=wave_id, viewer=anna)
        assert (going.asked, going.answered) == (7, 6)
        with pytest.raises(Refused, match="öppen"):
            queries.answers_of(wave_id=wave_id, viewer=anna)
        with pytest.raises(Refused, match="öppen"):
            queries.words_of(wave_id=wave_id, viewer=anna)
    asking.close_it(office, wave_id, at=MORNING + DAY)
    with seeing(office.viewer("anna")) as anna:
        found = queries.answers_of(wave_id=wave_id, viewer=anna)
        assert found.rows == 6
        assert found.columns["threatened"] == ["few"] * 6
        assert found.columns["how"] == ["phone"] * 6
        assert "more" not in found.columns
        assert queries.words_of(wave_id=wave_id, viewer=anna) == {"more": ["Ring oss."] * 6}
        view = queries.wave(wave_id=wave_id, viewer=anna)
        assert (view.state, view.asked, view.answered) == (WaveState.CLOSED, 7, 6)
        after = queries.following(wave_id=wave_id, viewer=anna)
        assert (after.asked, after.answered, after.failed) == (7, 6, ())


def test_who_was_asked_is_forgotten_at_the_close_and_old_links_are_still_told_kindly(office: Office) -> None:
    wave_id = asking.opened(office, 5)
    links = asking.tokens(office, wave_id)
    asking.answer(links[0])
    asking.close_it(office, wave_id, at=MORNING + DAY)
    with seeing(office.viewer("anna")), connection.cursor() as cursor:
        cursor.execute("SELECT employee_id, address, unit, seed, answered FROM survey_invitation")
        assert set(cursor.fetchall()) == {(None, "", "", "", False)}
        cursor.execute("SELECT count(*) FROM survey_mailing")
        assert cursor.fetchall() == [(0,)]
    assert states(links) == [LinkState.EXPIRED] * 5


def test_what_is_left_of_the_frame_tells_of_no_unit_of_few(office: Office) -> None:
    many = [f"a{number}@k.example,Barn 1" for number in range(6)]
    kept = {
        5: [["", 5, 0], ["Barn 1", 6, 1]],
        2: [],  # the sum of all, less Barn 1, would tell of the two
    }
    with seeing(office.viewer("anna")) as anna:
        survey_id = asking.made(office)
        for few, frame in kept.items():
            lines = ["address,unit", *many, *(f"b{number}@k.example,Enhet {number}" for number in range(few))]
            days = {"opens_on": FIELDS.opens_on, "closes_on": FIELDS.closes_on}
            by: dict[str, Any] = {"actor": anna, "at": MORNING}
            wave_id = actions.plan_wave(survey_id=survey_id, fields=WaveFields(name=str(few), **days), **by)
            actions.invite_addresses(wave_id=wave_id, text_of_csv="\n".join(lines), **by)
            asking.open_it(office, wave_id)
            asking.answer(asking.tokens(office, wave_id)[0])
            asking.close_it(office, wave_id, at=MORNING)
            assert Wave.objects.get(pk=wave_id).frame == frame
            left = queries.following(wave_id=wave_id, viewer=anna)
            assert (left.asked, left.answered) == (6 + few, 1)


def test_so_few_answers_are_not_read_one_by_one(office: Office) -> None:
    wave_id = asking.answered(office, [YES | {"more": ["Bara jag"]}] * 4)
    with seeing(office.viewer("anna")) as anna:
        with pytest.raises(Refused, match="ett och ett"):
            queries.words_of(wave_id=wave_id, viewer=anna)
        with pytest.raises(Refused, match="ett och ett"):
            actions.export_answers(wave_id=wave_id, actor=anna, at=MORNING)


def test_the_words_of_few_are_not_read_where_many_answered(office: Office) -> None:
    wave_id = asking.answered(office, [YES | {"more": ["Bara jag"]}, *[YES] * 5])
    with seeing(office.viewer("anna")) as anna:
        assert queries.words_of(wave_id=wave_id, viewer=anna) == {}


def test_each_link_is_told_what_it_is_worth_by_one_statement(office: Office) -> None:
    later = WaveFields(name="Våren", opens_on=(MORNING + 5 * DAY).date(), closes_on=(MORNING + 9 * DAY).date())
    wave_id = asking.opened(office, 5, fields=later)
    good, used, *_ = asking.tokens(office, wave_id)
    assert states([good]) == [LinkState.EARLY]
    asking.answer(used, at=MORNING + 6 * DAY)
    worth = {
        LinkState.OPEN: (good, 6),
        LinkState.USED: (used, 6),
        LinkState.EXPIRED: (good, 10),
        LinkState.UNKNOWN: ("x" * 32, 6),
    }
    for state, (token, days) in worth.items():
        with CaptureQueriesContext(connection) as asked:
            assert states([token], MORNING + days * DAY) == [state]
        assert len(asked) == 1
    assert states(["", "å" * 500, "\x00"]) == [LinkState.UNKNOWN] * 3


def test_a_link_is_answered_with_once(office: Office) -> None:
    token, *_ = asking.tokens(office, asking.opened(office, 5))
    asking.answer(token)
    again = actions.hand_in(token=token, given=YES, at=MORNING)
    assert (again.state, again.taken) == (LinkState.USED, False)
    assert actions.keep_answers(token=token, given=YES, at=MORNING) is LinkState.USED


def test_half_an_answer_is_gone_on_with_and_is_gone_when_it_is_handed_in(office: Office) -> None:
    token, other, *_ = asking.tokens(office, asking.opened(office, 5))
    half = {"exposed": ["yes"], "more": ["Halvt"]}
    assert actions.keep_answers(token=token, given=half, at=MORNING) is LinkState.OPEN
    assert queries.open_link(token=token, at=MORNING).given == half
    assert queries.open_link(token=other, at=MORNING).given == {}
    asking.answer(token)
    assert queries.open_link(token=token, at=MORNING).given == {}


def test_what_is_wrong_is_told_by_question_and_nothing_is_taken(office: Office) -> None:
    token, *_ = asking.tokens(office, asking.opened(office, 5))
    said = actions.hand_in(token=token, given={"exposed": ["maybe"], "cases": ["många"]}, at=MORNING)
    assert [fault.question for fault in said.faults] == ["exposed", "cases"]
    assert not said.taken
    nothing = actions.hand_in(token=token, given={"exposed": [""]}, at=MORNING)
    assert [fault.question for fault in nothing.faults] == [""]
    asking.answer(token)


def test_a_wave_of_few_and_a_wave_of_yesterday_are_not_opened(office: Office) -> None:
    _, wave_id = asking.planned(office, [f"{name}@kommun.example" for name in "abcd"])
    with seeing(office.viewer("anna")) as anna:
        verdict = queries.may(wave_id=wave_id, act=WaveAct.OPEN, viewer=anna, at=AFTER)
        assert verdict.codes == ("survey.wave_few", "survey.wave_over")
        with pytest.raises(Refused):
            actions.open_wave(wave_id=wave_id, version=1, actor=anna, at=MORNING)


@pytest.mark.parametrize(
    "setting",
    [
        "log_statement = 'all'",
        "log_min_duration_statement = 0",
        "log_duration = on",
        "log_parameter_max_length_on_error = -1",
        "pgaudit.log_parameter = 'on'",
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_wave_is_not_opened_where_the_database_would_write_down_what_it_is_told(
    setting: str, superuser_url: str
) -> None:
    office = make_office()
    _, wave_id = asking.planned(office, [f"{name}@kommun.example" for name in "abcde"])
    with psycopg.connect(superuser_url, autocommit=True) as superuser:
        here = sql.Identifier(superuser.info.dbname)
        superuser.execute(sql.SQL("ALTER DATABASE {} SET ").format(here) + sql.SQL(setting))
    connection.close()
    with seeing(office.viewer("anna")) as anna:
        verdict = queries.may(wave_id=wave_id, act=WaveAct.OPEN, viewer=anna, at=MORNING)
    assert verdict.codes == ("survey.wave_server_log",)


def test_the_survey_may_change_until_the_wave_opens_and_the_wave_keeps_what_it_asked(office: Office) -> None:
    survey_id, wave_id = asking.planned(office, [f"{name}@kommun.example" for name in "abcde"])
    old = asking.definition()
    changed = type(old)(**{name: getattr(old, name) for name in old.__dataclass_fields__} | {"intro": None})
    asking.open_it(office, wave_id)
    with seeing(office.viewer("anna")) as anna:
        actions.change_survey(survey_id=survey_id, version=1, definition=changed, actor=anna, at=MORNING)
        assert queries.survey(survey_id=survey_id, viewer=anna).definition.intro is None
        assert queries.wave(wave_id=wave_id, viewer=anna).definition == old
        with pytest.raises(ChangedMeanwhile):
            actions.change_survey(survey_id=survey_id, version=1, definition=old, actor=anna, at=MORNING)


def test_a_wave_is_opened_as_it_was_seen(office: Office) -> None:
    survey_id, wave_id = asking.planned(office, [f"{name}@kommun.example" for name in "abcde"])
    reworded = read_definition(asking.DEFINITION.replace("utsatts för hot", "hotats"))
    with seeing(office.viewer("anna")) as anna:
        seen = queries.wave(wave_id=wave_id, viewer=anna).opening_version
        actions.change_survey(survey_id=survey_id, version=1, definition=reworded, actor=anna, at=MORNING)
        with pytest.raises(ChangedMeanwhile):
            actions.open_wave(wave_id=wave_id, version=seen, actor=anna, at=MORNING)
        assert queries.wave(wave_id=wave_id, viewer=anna).state is WaveState.DRAFT


@pytest.mark.django_db(transaction=True)
def test_nobody_is_taken_from_the_frame_while_the_wave_is_opened(other: psycopg.Connection) -> None:
    """Whoever opens it has counted those in it: the other waits, and is then told that it is open."""
    office = make_office()
    _, wave_id = asking.planned(office, [f"{name}@kommun.example" for name in "abcde"])
    other.execute("BEGIN")
    other.execute("SELECT 1 FROM survey_wave WHERE id = %s FOR UPDATE", [wave_id])
    deeds: list[Any] = [
        actions.empty_frame,
        partial(actions.invite_addresses, text_of_csv="address\nf@kommun.example"),
        partial(actions.invite_staff, unit_ids=[], roles=[]),
        partial(actions.open_wave, version=2),
    ]
    with seeing(office.viewer("anna")) as anna:
        connection.cursor().execute("SET LOCAL lock_timeout = '100ms'")
        for deed in deeds:
            with pytest.raises(OperationalError, match="lock"), transaction.atomic():
                deed(wave_id=wave_id, actor=anna, at=MORNING)


def test_of_an_open_wave_the_last_day_moves_and_nothing_else(office: Office) -> None:
    wave_id = asking.opened(office, 5)
    longer = WaveFields(name=FIELDS.name, opens_on=FIELDS.opens_on, closes_on=FIELDS.closes_on + timedelta(days=7))
    with seeing(office.viewer("anna")) as anna:
        version = queries.wave(wave_id=wave_id, viewer=anna).version
        actions.change_wave(wave_id=wave_id, version=version, fields=longer, actor=anna, at=MORNING)
        other = WaveFields(name="Annan", opens_on=FIELDS.opens_on, closes_on=FIELDS.closes_on)
        with pytest.raises(Refused, match="öppen"):
            actions.change_wave(wave_id=wave_id, version=version + 1, fields=other, actor=anna, at=MORNING)
        with pytest.raises(Refused, match="öppen"):
            actions.empty_frame(wave_id=wave_id, actor=anna, at=MORNING)


def test_staff_are_asked_by_unit_and_role_each_once(office: Office) -> None:
    survey_id = asking.made(office)
    wave_id = asking.planned_again(office, survey_id, [], fields=FIELDS)
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"wave_id": wave_id, "actor": anna, "at": MORNING}
        chosen = [office.units[name] for name in ("barn1", "barn2", "intake")]
        roles = [Role.CASEWORKER, Role.SENIOR, Role.UNIT_MANAGER, Role.INTAKE_WORKER]
        assert actions.invite_staff(unit_ids=chosen, roles=roles, **by) == 8
        assert actions.invite_staff(unit_ids=chosen, roles=roles, **by) == 0
        going = queries.following(wave_id=wave_id, viewer=anna)
        assert going.asked == 8
        told = [(part.unit, part.asked, part.answered) for part in going.parts]
        assert told == [("", 8, None)], "small units are not told apart"
        actions.empty_frame(**by)
        assert queries.following(wave_id=wave_id, viewer=anna).asked == 0


def test_who_is_asked_as_an_employee_and_by_her_address_gets_one_link(office: Office) -> None:
    survey_id = asking.made(office)
    with seeing(office.viewer("adam")) as adam:
        for name in ("bo", "cia"):
            set_work_email(employee_id=office.employees[name], work_email=f"{name}@k.example", actor=adam, at=MORNING)
    staff: dict[str, Any] = {"unit_ids": [office.units["barn1"]], "roles": [Role.CASEWORKER]}
    with seeing(office.viewer("anna")) as anna:
        for turn, first_staff in enumerate((True, False)):
            fields = WaveFields(name=str(turn), opens_on=FIELDS.opens_on, closes_on=FIELDS.closes_on)
            by: dict[str, Any] = {"actor": anna, "at": MORNING}
            by["wave_id"] = actions.plan_wave(survey_id=survey_id, fields=fields, **by)
            ways = [
                partial(actions.invite_staff, **staff),
                partial(actions.invite_addresses, text_of_csv="address\nBo@K.example\nx@k.example"),
            ]
            for invite in ways if first_staff else reversed(ways):
                invite(**by)
            assert queries.following(wave_id=by["wave_id"], viewer=anna).asked == 3


@pytest.mark.parametrize("name", ["bo", "mia", "adam", "lo", "nils"])
def test_surveys_are_the_analysts_to_make_and_of_those_who_answer_for_something_to_read(
    office: Office, name: str
) -> None:
    wave_id = asking.answered(office, [YES] * 5)
    with seeing(office.viewer(name)) as viewer:
        with pytest.raises(Refused):
            actions.make_survey(definition=asking.definition(), actor=viewer, at=MORNING)
        with pytest.raises(Refused):
            queries.following(wave_id=wave_id, viewer=viewer)
        if name == "mia":
            assert queries.answers_of(wave_id=wave_id, viewer=viewer).rows == 5
            with pytest.raises(Refused):
                queries.words_of(wave_id=wave_id, viewer=viewer)
            with pytest.raises(Refused):
                actions.export_answers(wave_id=wave_id, actor=viewer, at=MORNING)
        else:
            assert queries.waves(viewer=viewer) == []
            with pytest.raises(queries.NoSuchSurvey):
                queries.answers_of(wave_id=wave_id, viewer=viewer)


def test_a_wave_from_elsewhere_is_taken_in_whole_or_not_at_all(office: Office) -> None:
    survey_id = asking.made(office)
    fields = WaveFields(name="2024", opens_on=MORNING.date(), closes_on=MORNING.date())
    head = "exposed,threatened,how,support,cases,more\n"
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"survey_id": survey_id, "fields": fields, "source": "Facket", "asked": 10}
        by |= {"actor": anna, "at": MORNING}
        with pytest.raises(BrokenFile) as broken:
            actions.import_wave(text_of_csv=head + "yes,few,phone,4,18,\nyes,often,,9,x,\n", **by)
        assert [(fault.line, fault.column) for fault in broken.value.faults] == [(3, 2), (3, 4), (3, 5)]
        assert queries.waves(viewer=anna) == []
        rows = "yes,few,phone,4,18,Så\nno,,,,,\n"
        wave_id = actions.import_wave(text_of_csv=head + rows + "yes,no,,,,Så\n" * 4, **by)
        view = queries.wave(wave_id=wave_id, viewer=anna)
        assert (view.kind, view.state, view.asked, view.answered) == (WaveKind.IMPORTED, WaveState.CLOSED, 10, 6)
        found = queries.answers_of(wave_id=wave_id, viewer=anna)
        assert sorted(cell or "" for cell in found.columns["exposed"]) == ["no", *["yes"] * 5]
        assert queries.words_of(wave_id=wave_id, viewer=anna) == {"more": ["Så"] * 5}


def test_a_wave_whose_columns_are_of_no_sample_is_not_taken_in_and_weights_come_along(office: Office) -> None:
    survey_id = asking.made(office)
    drawn = read_definition(asking.DEFINITION + "design: {weight: w, stratum: s, clusters: [c]}\n")
    fields = WaveFields(name="2024", opens_on=MORNING.date(), closes_on=MORNING.date())
    head = "exposed,threatened,how,support,cases,w,s,c\n"
    good = "".join(f"yes,few,,4,18,{number}.5,a,{number}\n" for number in (1, 2, 3))
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"survey_id": survey_id, "fields": fields, "source": "", "asked": None}
        by |= {"definition": drawn, "actor": anna, "at": MORNING}
        with pytest.raises(BrokenFile) as alone:
            actions.import_wave(text_of_csv=f"{head}{good}yes,no,,4,18,1,b,9\n", **by)
        assert [fault.line for fault in alone.value.faults] == [5]
        wave_id = actions.import_wave(text_of_csv=head + good, **by)
        found = queries.answers_of(wave_id=wave_id, viewer=anna)
    assert sorted(zip(found.design["w"], found.design["c"], strict=True)) == [("1.5", "1"), ("2.5", "2"), ("3.5", "3")]


@pytest.mark.parametrize("design", ["", "design: {weight: w, stratum: s, populations: [size]}\n"])
def test_what_leaves_as_a_file_can_be_taken_in_again_and_says_the_same(office: Office, design: str) -> None:
    survey_id, said = asking.made(office), read_definition(asking.DEFINITION + design)
    head = "exposed,threatened,how,support,cases" + (",w,s,size" if design else "") + "\n"
    rows = ["yes,few,phone,4,18", "yes,no,,5,7", "no,,,,", "yes,many,phone meeting,1,", ",,,,"] * 4
    drawn = [f",{1 + place % 3}.5,{'ab'[place % 2]},{90 + place % 2}" if design else "" for place in range(len(rows))]
    text = head + "".join(f"{row}{more}\n" for row, more in zip(rows, drawn, strict=True))
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"survey_id": survey_id, "source": "", "asked": None, "definition": said}
        by |= {"actor": anna, "at": MORNING}
        for name in ("2024", "2025"):
            fields = WaveFields(name=name, opens_on=MORNING.date(), closes_on=MORNING.date())
            wave_id = actions.import_wave(text_of_csv=text, fields=fields, **by)
            text = actions.export_answers(wave_id=wave_id, actor=anna, at=MORNING)
        told = [report(wave_id=each.id, viewer=anna).tabulation for each in queries.waves(viewer=anna)]
    first, second = (
        {(table.question, line.answer): line for table in each.tables for line in table.lines} for each in told
    )
    assert {key: line.count for key, line in first.items()} == {key: line.count for key, line in second.items()}
    # Added up in another order, since the rows are in another.
    for of in ("share", "error"):
        assert [getattr(line, of) for line in first.values()] == pytest.approx(
            [getattr(second[key], of) for key in first]
        )
    assert told[0].table("threatened").answered == 12
    assert (told[0].method is Method.DESIGN) is bool(design)


def test_a_printed_wave_is_kept_as_counts(office: Office) -> None:
    survey_id = asking.made(office)
    fields = WaveFields(name="2023", opens_on=MORNING.date(), closes_on=MORNING.date())
    counts = {"threatened": {"no": 154, "few": 222, "some": 58, "many": 19}}
    with seeing(office.viewer("anna")) as anna:
        by: dict[str, Any] = {"survey_id": survey_id, "fields": fields, "source": "SSR", "asked": 4024}
        by |= {"answered": 474, "actor": anna, "at": MORNING}
        for wrong in (
            {},
            {"threatened": {"often": 1}},
            {"threatened": {"no": -1}},
            {"other": {"no": 1}},
            {"how": {"phone": 1}},
        ):
            with pytest.raises(Refused):
                actions.add_published_wave(counts=wrong, **by)
        wave_id = actions.add_published_wave(counts=counts, **by)
        view = queries.wave(wave_id=wave_id, viewer=anna)
        assert view.counts == counts
        assert queries.answers_of(wave_id=wave_id, viewer=anna).rows == 0
