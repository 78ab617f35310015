"""Two waves of disinformation, one answered and over, one under way, and the names that are left out of letters."""

from datetime import datetime, timedelta

from skyddsnat.demo.cast import Cast
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.safety.first_year import FIRST_WAVE
from skyddsnat.demo.safety.following import ADMINISTRATOR, DAY, HOUR
from skyddsnat.demo.safety.this_year import SECOND_WAVE
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.kernel.stockholm import local_date

_FIRST = "Att socialtjänsten i Norrham tar barn för pengar och byter bort dem till andra kommuner."
_SECOND = "En film som sägs visa hur socialsekreterare drar in barn i en buss. Filmen är från ett annat land."
_ANSWER = (
    "Vi skrev på kommunens sida hur ett omhändertagande går till, vem som beslutar och att rätten alltid prövar det."
    " Vi nämnde inget barn och ingen anställd."
)


def all_waves(cast: Cast, waves: dict[str, int]) -> list[Story]:
    """Their stories; each wave is remembered in `waves` by its name."""
    return [_first(cast, waves), _second(cast, waves), _names(cast)]


def _write(cast: Cast, waves: dict[str, int], title: str, words: str, at: datetime) -> None:
    with cast.stage.place.acting(ADMINISTRATOR, at) as actor:
        fields = CampaignFields(title=title, started_on=local_date(at) - timedelta(days=2), words=words)
        waves[title] = actions.write_campaign(fields=fields, actor=actor, at=at)


def _link(cast: Cast, wave: int, url: str, words: str, at: datetime) -> None:
    with cast.stage.place.acting(ADMINISTRATOR, at) as actor:
        actions.add_link(campaign_id=wave, url=url, seen_on=local_date(at), words=words, actor=actor, at=at)


def _first(cast: Cast, waves: dict[str, int]) -> Story:
    at = cast.ago(302, 9)
    yield at
    _write(cast, waves, FIRST_WAVE, _FIRST, at)
    wave = waves[FIRST_WAVE]
    _link(cast, wave, "https://grupp.example.org/norrham-tar-barnen", "Grupp med tusen medlemmar.", at + HOUR)
    _link(cast, wave, "https://film.example.net/klipp/77", "Klippt telefonsamtal.", at + 5 * DAY)
    answered_at = cast.ago(292, 14)
    yield answered_at
    with cast.stage.place.acting(ADMINISTRATOR, answered_at) as actor:
        version = queries.campaign(campaign_id=wave, viewer=actor).version
        actions.answer_campaign(campaign_id=wave, version=version, words=_ANSWER, actor=actor, at=answered_at)
    over = cast.ago(265, 10)
    yield over
    with cast.stage.place.acting(ADMINISTRATOR, over) as actor:
        view = queries.campaign(campaign_id=wave, viewer=actor)
        fields = CampaignFields(
            title=view.fields.title,
            started_on=view.fields.started_on,
            ended_on=local_date(over) - timedelta(days=5),
            words=view.fields.words,
        )
        actions.change_campaign(campaign_id=wave, version=view.version, fields=fields, actor=actor, at=over)


def _second(cast: Cast, waves: dict[str, int]) -> Story:
    at = cast.ago(23, 9)
    yield at
    _write(cast, waves, SECOND_WAVE, _SECOND, at)
    _link(cast, waves[SECOND_WAVE], "https://film.example.net/klipp/212", "Filmen, med falska namn.", at + HOUR)
    again = cast.ago(2, 10)
    yield again
    _link(cast, waves[SECOND_WAVE], "https://kanal.example.com/bussen", "Filmen igen, med en uppmaning.", again)


def _names(cast: Cast) -> Story:
    """Hedda's name is left out of what leaves since five months; Viktor's was for ten."""
    for name, days, lasts, reason in (
        ("viktor", 555, 300, "Förföljd från arbetet av en man som läste hans namn i ett beslut."),
        ("hedda", 148, 365, "Fotograferad i receptionen. Bilden låg i en grupp på nätet dagen efter."),
    ):
        at = cast.ago(days, 11)
        yield at
        today = local_date(at)
        with cast.stage.place.acting(ADMINISTRATOR, at) as actor:
            staff.protect_name(
                employee_id=cast.stage.place.employees[name],
                reason=reason,
                starts_on=today,
                until=today + timedelta(days=lasts),
                review_on=today + timedelta(days=150),
                actor=actor,
                at=at,
            )
