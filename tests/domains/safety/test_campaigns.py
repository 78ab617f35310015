"""Waves of disinformation and pages of facts: who writes them, what is refused, what everybody may read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection
from tests.factories.protected import NAMES, protect, rename
from tests.factories.safety import HOUR, close_incident_of, facts_of, reported
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.rules import campaigns as wave_rules
from skyddsnat.domains.safety.rules import facts as facts_rules
from skyddsnat.domains.safety.types.campaigns import LONGEST_URL, CampaignFields, CampaignView
from skyddsnat.domains.safety.types.facts import Fact, FactsPageView
from skyddsnat.domains.safety.types.series import Tie
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Refused, Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile

TODAY = MORNING.date()
WAVE = CampaignFields(title="Lögnen", started_on=TODAY - timedelta(days=3), words="Att barn rövas bort.")
FIGURES = (Fact(Text("Orosanmälningar", "Reports of concern"), Text("1 204", "1,204")),)
FOLLOWING = ("mia", "sara", "sven")
OTHERS = ("bo", "ida", "stina", "lo", "adam", "olga", "rut", "kim", "anna")


def wave(office: Office, *, by: str = "sven", **changes: Any) -> int:
    with seeing(office.viewer(by)) as viewer:
        return actions.write_campaign(fields=replace(WAVE, **changes), actor=viewer, at=MORNING)


def seen(office: Office, campaign_id: int, name: str = "sven") -> CampaignView:
    with seeing(office.viewer(name)) as viewer:
        return queries.campaign(campaign_id=campaign_id, viewer=viewer)


def page(office: Office, *, published: bool = False, **changes: Any) -> int:
    """A page of facts of Sven's, with its figures."""
    with seeing(office.viewer("sven")) as sven:
        facts_id = actions.make_facts(fields=facts_of(MORNING, **changes), actor=sven, at=MORNING)
        actions.choose_figures(facts_id=facts_id, version=1, figures=FIGURES, actor=sven, at=MORNING)
        if published:
            actions.publish_facts(facts_id=facts_id, version=2, actor=sven, at=MORNING)
    return facts_id


def asked(sql: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


# --- What may be written ----------------------------------------------------------------------------------------------

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("verdict", "codes"),
    [
        (wave_rules.writing(WAVE, on=TODAY), []),
        (wave_rules.writing(replace(WAVE, title=" ", words=""), on=TODAY), ["campaign_no_title", "campaign_no_words"]),
        (wave_rules.writing(replace(WAVE, started_on=TODAY), on=TODAY), []),
        (wave_rules.writing(replace(WAVE, started_on=TOMORROW), on=TODAY), ["campaign_starts_later"]),
        (wave_rules.writing(replace(WAVE, ended_on=WAVE.started_on), on=TODAY), []),
        (wave_rules.writing(replace(WAVE, ended_on=TODAY), on=TODAY), []),
        (wave_rules.writing(replace(WAVE, ended_on=TOMORROW), on=TODAY), ["campaign_days"]),
        (
            wave_rules.writing(replace(WAVE, ended_on=WAVE.started_on - timedelta(days=1)), on=TODAY),
            ["campaign_days"],
        ),
        (wave_rules.linking("https://exempel.se/", seen_on=TODAY, on=TODAY), []),
        (wave_rules.linking(" http://exempel.se/", seen_on=YESTERDAY, on=TODAY), []),
        (wave_rules.linking("exempel.se", seen_on=TOMORROW, on=TODAY), ["campaign_no_url", "campaign_seen_later"]),
        (wave_rules.linking("javascript:alert(1)", seen_on=TODAY, on=TODAY), ["campaign_no_url"]),
        (wave_rules.linking("https://" + "x" * LONGEST_URL, seen_on=TODAY, on=TODAY), ["campaign_url_long"]),
        (wave_rules.answering("Så är det."), []),
        (wave_rules.answering(" \n"), ["campaign_no_answer"]),
        (wave_rules.tying(1), []),
        (wave_rules.tying(0), ["campaign_ties_nothing"]),
    ],
)
def test_a_wave_is_refused_with_every_reason(verdict: Verdict, codes: list[str]) -> None:
    assert list(verdict.codes) == [f"safety.{code}" for code in codes]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"title_en": " "}, ["facts_no_title"]),
        ({"words_sv": ""}, ["facts_no_words"]),
        ({"until": TODAY}, []),
        ({"until": TOMORROW}, ["facts_days"]),
        ({"since": TODAY, "until": TODAY}, ["facts_days"]),
        ({"words_sv": "Av 12 barn togs inget."}, ["facts_typed_figure"]),
        ({"title_en": "7 of ten"}, ["facts_typed_figure"]),
        ({"words_en": "One half: ½."}, ["facts_typed_figure"]),
        ({"words_sv": "Enligt 11 § LVU, 3 kap. 1 § och 3 kap. 3 a § AML."}, []),
        ({"words_en": "Chapter 11 Section 3 a, and sections 4."}, []),
        ({"words_sv": "Vård enligt 2 och 3 §§ LVU, 3, 4 och 6 a §§ i samma lag."}, []),
        ({"words_en": "Care under sections 2 and 3 LVU."}, []),
        ({"words_en": "Care under sections 2 and 3 LVU of 40 children."}, ["facts_typed_figure"]),
        ({"words_sv": "Av 40 barn, enligt 2 och 3 §§."}, ["facts_typed_figure"]),
        ({"words_sv": "Enligt 11 § LVU togs 3 barn."}, ["facts_typed_figure"]),
    ],
)
def test_a_page_of_facts_is_of_a_past_period_in_both_languages_and_holds_no_figure_of_ones_own(
    changes: dict[str, Any], codes: list[str]
) -> None:
    verdict = facts_rules.writing(facts_of(MORNING, **changes), on=TODAY)
    assert list(verdict.codes) == [f"safety.{code}" for code in codes]


WRITTEN = FactsPageView(id=1, fields=facts_of(MORNING), figures=(), published_at=None, withdrawn_at=None, version=1)
CHOSEN = replace(WRITTEN, figures=FIGURES)
PUBLISHED = replace(CHOSEN, published_at=MORNING)
WITHDRAWN = replace(PUBLISHED, withdrawn_at=MORNING)
ACTS: dict[str, Callable[[FactsPageView], Verdict]] = {
    "change": facts_rules.changing,
    "publish": partial(facts_rules.publishing, gives_away=()),
    "withdraw": facts_rules.withdrawing,
}


@pytest.mark.parametrize(
    ("view", "allowed"),
    [
        (WRITTEN, {"change"}),
        (CHOSEN, {"change", "publish"}),
        (PUBLISHED, {"withdraw"}),
        (WITHDRAWN, set()),
    ],
)
def test_what_may_be_done_with_a_page_of_facts_in_each_state(view: FactsPageView, allowed: set[str]) -> None:
    assert {act for act, rule in ACTS.items() if rule(view).allowed} == allowed


# --- Waves ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_wave_is_written_linked_answered_and_ended(office: Office) -> None:
    campaign_id = wave(office, by="mia")
    with seeing(office.viewer("sara")) as sara:
        by: dict[str, Any] = {"campaign_id": campaign_id, "actor": sara, "at": MORNING}
        for day in (1, 2):
            url = f" https://exempel.se/{day} "
            actions.add_link(url=url, seen_on=TODAY - timedelta(days=day), words="Film.", **by)
        actions.answer_campaign(version=1, words=" Så är det. ", **by)
        ended = replace(WAVE, ended_on=TODAY)
        with pytest.raises(ChangedMeanwhile):
            actions.change_campaign(version=1, fields=ended, **by)
        actions.change_campaign(version=2, fields=ended, **by)
    view = seen(office, campaign_id)
    assert [link.url for link in view.links] == ["https://exempel.se/2", "https://exempel.se/1"]
    assert (view.answer, view.answered_at, view.fields.ended_on) == ("Så är det.", MORNING, TODAY)


@pytest.mark.django_db
def test_waves_that_run_stand_first(office: Office) -> None:
    over = wave(office, ended_on=TODAY)
    runs = wave(office, title="En till")
    with seeing(office.viewer("mia")) as mia:
        assert [each.id for each in queries.campaigns(viewer=mia)] == [runs, over]
        assert queries.campaign_titles(viewer=mia) == [(runs, "En till"), (over, "Lögnen")]


@pytest.mark.django_db
def test_an_incident_is_tied_to_a_wave_makes_a_series_and_is_let_go(office: Office) -> None:
    campaign_id = wave(office)
    ids = [reported(office, alias=f"Konto {n}", happened_at=MORNING - n * HOUR) for n in (1, 2)]
    with seeing(office.viewer("mia")) as mia:
        assert {each.id for each in queries.incidents_to_tie(viewer=mia)} == set(ids)
        actions.tie_incidents(campaign_id=campaign_id, incident_ids=ids, actor=mia, at=MORNING)
        assert queries.incidents_to_tie(viewer=mia) == []
        assert [each.id for each in queries.incidents_of_campaign(campaign_id=campaign_id, viewer=mia)] == ids
        found = queries.repetition(of_incident=ids[0], until=TODAY, viewer=mia).series
        assert Tie.WAVE in {each.tie for each in found}
        actions.tie_incidents(campaign_id=None, incident_ids=ids[:1], actor=mia, at=MORNING)
    assert seen(office, campaign_id).incidents == 1


@pytest.mark.django_db
def test_tying_is_refused_whole(office: Office) -> None:
    campaign_id, open_one, closed = wave(office), reported(office), reported(office)
    close_incident_of(office, closed)
    with seeing(office.viewer("mia")) as mia:
        for ids, code in (((open_one, closed), "safety.incident_closed"), ((), "safety.campaign_ties_nothing")):
            with pytest.raises(Refused) as refused:
                actions.tie_incidents(campaign_id=campaign_id, incident_ids=ids, actor=mia, at=MORNING)
            assert refused.value.verdict.codes == (code,)
        with pytest.raises(queries.NoSuchCampaign):
            actions.tie_incidents(campaign_id=987_654, incident_ids=[open_one], actor=mia, at=MORNING)
        with pytest.raises(queries.NoSuchIncident):
            actions.tie_incidents(campaign_id=campaign_id, incident_ids=[987_654], actor=mia, at=MORNING)
    assert seen(office, campaign_id).incidents == 0


@pytest.mark.django_db
def test_the_exposed_sees_her_incident_and_no_wave_and_ties_nothing(office: Office) -> None:
    campaign_id, incident_id = wave(office), reported(office)
    with seeing(office.viewer("bo")) as bo:
        with pytest.raises(queries.NoSuchCampaign):
            actions.tie_incidents(campaign_id=campaign_id, incident_ids=[incident_id], actor=bo, at=MORNING)
        with pytest.raises(Refused):
            actions.tie_incidents(campaign_id=None, incident_ids=[incident_id], actor=bo, at=MORNING)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OTHERS)
def test_whoever_follows_nothing_up_neither_sees_nor_writes_a_wave(office: Office, name: str) -> None:
    campaign_id = wave(office)
    with seeing(office.viewer("sven")) as sven:
        actions.add_link(
            campaign_id=campaign_id, url="https://exempel.se/", seen_on=TODAY, words="", actor=sven, at=MORNING
        )
    with seeing(office.viewer(name)) as viewer:
        assert asked("SELECT 1 FROM safety_campaign UNION ALL SELECT 1 FROM safety_campaignlink") == []
        assert queries.campaigns(viewer=viewer) == []
        with pytest.raises(Refused):
            actions.write_campaign(fields=WAVE, actor=viewer, at=MORNING)
        for deed, more in (
            (actions.change_campaign, {"version": 1, "fields": WAVE}),
            (actions.answer_campaign, {"version": 1, "words": "Nej."}),
            (actions.add_link, {"url": "https://exempel.se/", "seen_on": TODAY, "words": ""}),
        ):
            with pytest.raises(queries.NoSuchCampaign):
                deed(campaign_id=campaign_id, actor=viewer, at=MORNING, **more)
    with pytest.raises(DatabaseError, match="row-level security"), seeing(office.viewer(name)) as viewer:
        asked(
            "INSERT INTO safety_campaign (title, started_on, words, made_at, made_by_id, answer, version) "
            "VALUES ('x', %s, 'x', %s, %s, '', 1) RETURNING id",
            TODAY,
            MORNING,
            viewer.employee_id,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("name", FOLLOWING)
def test_whoever_follows_up_sees_every_wave_and_of_its_incidents_her_own(office: Office, name: str) -> None:
    campaign_id = wave(office)
    ids = [reported(office), reported(office, by="ida", exposed=("ida",))]
    with seeing(office.viewer("sven")) as sven:
        actions.tie_incidents(campaign_id=campaign_id, incident_ids=ids, actor=sven, at=MORNING)
    assert seen(office, campaign_id, name).incidents == (2 if name == "sven" else 1)


# --- Facts ------------------------------------------------------------------------------------------------------------


def shown_to_all() -> list[int]:
    """What is read where nobody looks, as the public page does."""
    return [each.id for each in queries.published_facts()]


@pytest.mark.django_db
def test_a_page_is_for_everybody_from_when_it_is_published_until_it_is_withdrawn(office: Office) -> None:
    facts_id = page(office)
    assert (shown_to_all(), asked("SELECT id FROM safety_factspage")) == ([], [])
    with pytest.raises(queries.NoSuchFacts):
        queries.published_facts_page(facts_id=facts_id)
    with seeing(office.viewer("mia")) as mia:
        assert [each.figures for each in queries.facts_pages(viewer=mia)] == [FIGURES]
        actions.publish_facts(facts_id=facts_id, version=2, actor=mia, at=MORNING)
    assert shown_to_all() == [facts_id]
    assert queries.published_facts_page(facts_id=facts_id).figures == FIGURES
    with seeing(office.viewer("sara")) as sara:
        actions.withdraw_facts(facts_id=facts_id, version=3, actor=sara, at=MORNING)
        assert not queries.facts_page(facts_id=facts_id, viewer=sara).is_shown
    assert (shown_to_all(), asked("SELECT id FROM safety_factspage")) == ([], [])
    with pytest.raises(queries.NoSuchFacts):
        queries.published_facts_page(facts_id=facts_id)


@pytest.mark.django_db
def test_of_another_period_a_page_has_no_figures_until_they_are_chosen_again(office: Office) -> None:
    facts_id = page(office)
    with seeing(office.viewer("sven")) as sven:
        by: dict[str, Any] = {"facts_id": facts_id, "actor": sven, "at": MORNING}
        actions.change_facts(version=2, fields=facts_of(MORNING, title_sv="Fakta"), **by)
        assert queries.facts_page(facts_id=facts_id, viewer=sven).figures == FIGURES
        actions.change_facts(version=3, fields=facts_of(MORNING, since=date(2020, 1, 1)), **by)
        assert queries.facts_page(facts_id=facts_id, viewer=sven).figures == ()
        with pytest.raises(Refused) as refused:
            actions.publish_facts(version=4, **by)
        assert refused.value.verdict.codes == ("safety.facts_no_figures",)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["title_sv", "title_en", "words_sv", "words_en"])
def test_a_page_that_tells_a_protected_name_is_not_published(office: Office, field: str) -> None:
    rename(office)
    facts_id = page(office, **{field: f"Fråga {NAMES['bo'][0]} om du vill veta."})
    protect(office, "bo")
    with seeing(office.viewer("sven")) as sven:
        with pytest.raises(Refused) as refused:
            actions.publish_facts(facts_id=facts_id, version=2, actor=sven, at=MORNING)
        assert refused.value.verdict.codes == ("safety.facts_gives_name_away",)
    assert shown_to_all() == []


@pytest.mark.django_db
def test_what_is_published_stands_for_everybody_also_past_the_code(office: Office) -> None:
    facts_id = page(office, published=True)
    with seeing(office.viewer("sven")) as sven:
        by: dict[str, Any] = {"facts_id": facts_id, "version": 3, "actor": sven, "at": MORNING}
        for deed, more in (
            (actions.change_facts, {"fields": facts_of(MORNING)}),
            (actions.choose_figures, {"figures": FIGURES}),
            (actions.publish_facts, {}),
        ):
            with pytest.raises(Refused) as refused:
                deed(**by, **more)
            assert "safety.facts_published" in refused.value.verdict.codes
    with pytest.raises(DatabaseError, match="published and stands"), seeing(office.viewer("sven")):
        asked('UPDATE safety_factspage SET figures = \'[["a", "b", "3"]]\' WHERE id = %s RETURNING id', facts_id)


@pytest.mark.django_db
def test_the_database_publishes_no_page_without_figures(office: Office) -> None:
    with seeing(office.viewer("sven")) as sven:
        facts_id = actions.make_facts(fields=facts_of(MORNING), actor=sven, at=MORNING)
    with pytest.raises(IntegrityError, match="has no figures"), seeing(office.viewer("sven")):
        asked("UPDATE safety_factspage SET published_at = %s WHERE id = %s RETURNING id", MORNING, facts_id)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OTHERS)
def test_whoever_follows_nothing_up_reads_what_everybody_reads_and_writes_nothing(office: Office, name: str) -> None:
    hidden, shown = page(office), page(office, published=True)
    with seeing(office.viewer(name)) as viewer:
        assert asked("SELECT id FROM safety_factspage") == [(shown,)]
        with pytest.raises(queries.NoSuchFacts):
            queries.facts_page(facts_id=hidden, viewer=viewer)
        for deed in (
            lambda: actions.make_facts(fields=facts_of(MORNING), actor=viewer, at=MORNING),
            lambda: actions.withdraw_facts(facts_id=shown, version=3, actor=viewer, at=MORNING),
        ):
            with pytest.raises(Refused) as refused:
                deed()
            assert refused.value.verdict.codes == ("safety.not_following_up",)
    with pytest.raises(DatabaseError, match="row-level security"), seeing(office.viewer(name)):
        asked("UPDATE safety_factspage SET withdrawn_at = %s WHERE id = %s RETURNING id", MORNING, shown)
