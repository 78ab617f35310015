"""A page of facts for everybody, answering the first wave: written, its figures chosen, published."""

from datetime import datetime

from skyddsnat.demo.norrham import Norrham
from skyddsnat.demo.safety.first_year import FIRST_WAVE
from skyddsnat.demo.safety.following import ADMINISTRATOR, HOUR
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.facts import Fact, FactsFields
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.insight.periods import Span
from skyddsnat.insight.public import public_figures, public_spans

_WORDS = {
    "title_sv": "Så går det till när ett barn inte kan bo hemma",
    "title_en": "What happens when a child cannot live at home",
    "words_sv": (
        "Ingen i Norrhamn får betalt för att flytta ett barn. Två handläggare ska stå bakom varje steg, nämnden "
        "beslutar, och rätten prövar alltid vård utan samtycke enligt 2 och 3 §§ LVU.\n\n"
        "Siffrorna här under kommer ur våra egna register. De visar också det vi behöver bli bättre på."
    ),
    "words_en": (
        "Nobody in Norrhamn is paid for moving a child. Two caseworkers are to stand behind every step, the board "
        "decides, and the court always tries care without consent under sections 2 and 3 LVU.\n\n"
        "The figures below come from our own records. They also show what we have to become better at."
    ),
}


def publish_facts(place: Norrham, now: datetime) -> None:
    """Publish what may be published of the latest period that has figures; nothing where there are none yet."""
    latest = next((each for each in public_spans() if public_figures(span=each)), None)
    at = now - HOUR
    if latest is not None:
        with place.acting(ADMINISTRATOR, at) as actor:
            _publish(latest, actor, at)


def _publish(span: Span, actor: Viewer, at: datetime) -> None:
    waves = {title: row_id for row_id, title in queries.campaign_titles(viewer=actor)}
    fields = FactsFields(since=span.starts_on, until=span.ends_before, campaign_id=waves[FIRST_WAVE], **_WORDS)
    facts_id = actions.make_facts(fields=fields, actor=actor, at=at)
    figures = [Fact(each.words, each.number) for each in public_figures(span=span)]
    actions.choose_figures(facts_id=facts_id, version=1, figures=figures, actor=actor, at=at)
    actions.publish_facts(facts_id=facts_id, version=2, actor=actor, at=at)
