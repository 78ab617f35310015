"""The order of time and the sentences, without a database."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from string import Formatter

import pytest

from skyddsnat.demo import shares
from skyddsnat.demo.clockwork import Clockwork, Story
from skyddsnat.demo.days import begun_to_be_due, earlier_today, later
from skyddsnat.demo.families import Child
from skyddsnat.demo.texts import SENTENCES
from skyddsnat.demo.writer import Writer
from skyddsnat.domains.decisions.types import Obstacle
from skyddsnat.domains.people.types import NewPerson
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date
from skyddsnat.law.register import due_from
from skyddsnat.law.reporters import reporter_kinds

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=STOCKHOLM)
FACTS = {"barnet", "hen", "henne", "hennes", "skolan"}


def test_stories_are_played_in_the_order_of_time_and_stop_at_now() -> None:
    done: list[tuple[str, datetime]] = []

    def story(name: str, *hours: int) -> Story:
        for hour in hours:
            at = NOW + timedelta(hours=hour)
            yield at
            done.append((name, at))

    clockwork = Clockwork(until=NOW)
    clockwork.begin(story("a", -5, -1, 2))
    clockwork.begin(story("b", -3, 0))
    clockwork.play(lambda moment: None)
    assert [name for name, _at in done] == ["a", "b", "a", "b"]
    assert max(at for _name, at in done) == NOW


@pytest.mark.parametrize("hour", [0, 3, 9, 17, 23])
def test_this_morning_is_past_and_in_order_at_any_hour(hour: int) -> None:
    now = NOW.replace(hour=hour)
    moments = [earlier_today(now, *time) for time in ((4, 0), (7, 5), (8, 14), (8, 52))]
    assert moments == sorted(set(moments))
    assert moments[-1] <= now
    assert {local_date(moment) for moment in moments} == {local_date(now)}


def test_later_is_never_earlier() -> None:
    chance = Random(1)
    assert all(later(NOW, chance, days=days) > NOW for days in range(20))


@pytest.mark.parametrize("rule", ["sol.unexecuted_decision", "sol.investigation"])
def test_a_clock_runs_out_about_the_day_that_is_wanted_whatever_the_day(rule: str) -> None:
    wanted = [date(2026, 11, 1) + timedelta(days=number) for number in range(800)]
    early = [(day - due_from(rule, begun_to_be_due(rule, day)).due_on).days for day in wanted]
    assert 0 <= min(early) <= max(early) <= 3
    assert early.count(0) > 750, "and nearly always on the day itself"


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_sentence_can_be_said_of_a_child(kind: str) -> None:
    for sentence in SENTENCES[kind]:
        assert {name for _text, name, _form, _turn in Formatter().parse(sentence) if name} <= FACTS


def test_no_sentence_is_written_twice() -> None:
    counted = Counter(
        sentence for sentences in SENTENCES.values() for sentence in sentences if len(sentence.split()) > 5
    )
    assert [sentence for sentence, times in counted.items() if times > 1] == []


def test_a_sentence_comes_again_only_when_all_have_come() -> None:
    child = Child(NewPerson(given_name="Alma", sex="f"), date(2018, 4, 12))
    writer = Writer(Random(1))
    count = len(SENTENCES["words"])
    assert len({writer.one("words", child) for _time in range(count)}) == count


# --- Shares -----------------------------------------------------------------------------------------------------------


def test_about_a_fifth_of_reports_concern_violence_and_two_fifths_lead_to_an_investigation() -> None:
    chance = Random(1)
    themes = [shares.theme_of(chance, age) for age in range(17) for _time in range(300)]
    assert 0.15 < themes.count(shares.Theme.VIOLENCE) / len(themes) < 0.26
    assert 0.36 < sum(shares.OPENED[theme] for theme in themes) / len(themes) < 0.5


def test_money_is_the_most_common_obstacle_and_threat_is_rare() -> None:
    chance = Random(1)
    drawn = Counter(shares.obstacle_of(chance) for _time in range(3000))
    assert drawn.most_common(1)[0][0] is Obstacle.MONEY
    assert set(drawn) >= set(Obstacle) - {Obstacle.NO_POLICE}
    assert 0.02 < drawn[Obstacle.THREAT] / 3000 < 0.07


@pytest.mark.parametrize("on", [date(2024, 12, 1), date(2025, 9, 1), date(2026, 11, 21)])
def test_a_reporter_is_of_a_kind_that_the_law_of_the_day_knows(on: date) -> None:
    chance, child = Random(1), Child(NewPerson(given_name="Alma", school="Rönnskolan"), date(2018, 4, 12))
    codes = {kind.code for kind in reporter_kinds(on)}
    assert {shares.reporter_of(chance, child, on)[0].kind for _time in range(400)} <= codes
