"""Warnings to those who will meet a family, in every state, and the home visits planned where they hold."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from skyddsnat.demo.cast import Cast
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.days import on
from skyddsnat.demo.safety.following import DAY, HOUR
from skyddsnat.domains.people.queries import guardians_of_file
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.warnings import Cause, VisitFields, WarningFields, WarningOn
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.working_days import next_working_day

_MANAGER = "katarina"
_REVIEWED_WITHIN, _LASTS = timedelta(days=180), timedelta(days=360)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A warning so many days ago. `guardian` is whose place among the guardians it is about, where it is a person.

    Days ago: `agreed` by the manager, `reviewed`, `ended`; None where that has not been done.
    """

    days: int
    child: str
    by: str
    about: WarningOn
    cause: Cause
    words: str
    guardian: int | None = None
    address: str = ""
    not_told: str = ""
    agreed: int | None = None
    reviewed: int | None = None
    ended: int | None = None
    why_ended: str = ""


_WARNINGS = (
    Told(
        days=427,
        child="Ronja",
        by="petra",
        about=WarningOn.HOUSEHOLD,
        cause=Cause.DOG,
        words="Stor hund utan koppel på tomten. Ring innan ni öppnar grinden.",
        agreed=426,
        reviewed=250,
        ended=150,
        why_ended="Hunden finns inte kvar.",
    ),
    Told(
        days=230,
        child="Theo",
        by="viktor",
        about=WarningOn.HOUSEHOLD,
        cause=Cause.WEAPON,
        words="Kniv har visats utanför hemmet. Åk minst två, parkera med fronten ut, och ring när ni lämnar bilen.",
        not_told="Den som visade kniven är inte känd, och familjen kan inte påverka det.",
        agreed=230,
        reviewed=60,
    ),
    Told(
        days=195,
        child="Disa",
        by="anja",
        about=WarningOn.ADDRESS,
        address="Tegelvägen 3, Norrham",
        cause=Cause.OTHERS_THERE,
        words="Okända sover ofta i lägenheten. Gå inte in om någon annan öppnar.",
        agreed=194,
    ),
    Told(
        days=32,
        child="Frans",
        by="maria",
        about=WarningOn.PERSON,
        guardian=1,
        cause=Cause.THREATENING,
        words="Har hotat att hindra ett besök. Var två, och möt på kontoret när det går.",
        agreed=31,
    ),
    Told(
        days=7,
        child="Arvid",
        by="johan",
        about=WarningOn.PERSON,
        guardian=1,
        cause=Cause.VIOLENCE,
        words="Har hållit fast en anställd. Släpps in efter avtalad tid, med vakt.",
        not_told="Det får inte framgå att vi vet var han rör sig.",
        agreed=6,
    ),
    Told(
        days=1,
        child="Majken",
        by="viktor",
        about=WarningOn.ADDRESS,
        address="Skogsvägen 40, Norrham",
        cause=Cause.WEAPON,
        words="Jaktvapen finns i huset, med licens. Stanna vid vändplanen och ring.",
    ),
)


def all_warned(cast: Cast) -> list[Story]:
    """Their stories, each to be begun."""
    return [
        *(_warning(cast, told) for told in _WARNINGS),
        _been_there(cast),
        _going_tomorrow(cast),
        _not_assessed(cast),
    ]


def _warning(cast: Cast, told: Told) -> Story:
    at, place = cast.ago(told.days, 15), cast.stage.place
    yield at
    today = local_date(at)
    file_id = cast.children[told.child].file_id
    with place.acting(told.by, at) as actor:
        guardians = guardians_of_file(file_id=file_id, on=today, viewer=actor)
        warning = actions.write_warning(
            fields=WarningFields(
                about=told.about,
                person_id=None if told.guardian is None else guardians[told.guardian].id,
                address=told.address,
                cause=told.cause,
                words=told.words,
                file_ids=(file_id,),
                was_told=not told.not_told,
                not_told_reason=told.not_told,
                review_on=today + _REVIEWED_WITHIN,
                ends_on=today + _LASTS + _LASTS,
            ),
            actor=actor,
            at=at,
        )
    for days, deed in ((told.agreed, _agree), (told.reviewed, _review), (told.ended, _end)):
        if days is not None:
            moment = max(at + HOUR, cast.ago(days, 16))
            yield moment
            deed(cast, warning, told, moment)


def _agree(cast: Cast, warning: int, _told: Told, at: datetime) -> None:
    with cast.stage.place.acting(_MANAGER, at) as actor:
        version = queries.warning(warning_id=warning, viewer=actor).version
        actions.agree_to_warning(warning_id=warning, version=version, actor=actor, at=at)


def _review(cast: Cast, warning: int, _told: Told, at: datetime) -> None:
    today = local_date(at)
    with cast.stage.place.acting(_MANAGER, at) as actor:
        version = queries.warning(warning_id=warning, viewer=actor).version
        actions.review_warning(
            warning_id=warning,
            version=version,
            review_on=today + timedelta(days=75),
            ends_on=today + _LASTS,
            actor=actor,
            at=at,
        )


def _end(cast: Cast, warning: int, told: Told, at: datetime) -> None:
    with cast.stage.place.acting(_MANAGER, at) as actor:
        version = queries.warning(warning_id=warning, viewer=actor).version
        actions.end_warning(warning_id=warning, version=version, why=told.why_ended, actor=actor, at=at)


# --- Home visits ------------------------------------------------------------------------------------------------------


def _visit(
    cast: Cast, child: str, by: str, goers: tuple[str, ...], planned_at: datetime, at: datetime, *, assessment: str = ""
) -> int:
    place = cast.stage.place
    fields = VisitFields(
        planned_at=planned_at,
        place="Hemmet",
        goers=tuple(place.employees[name] for name in goers),
        assessment=assessment,
        measures=("no_lone_visits",) if assessment else (),
    )
    with place.acting(by, at) as actor:
        return actions.plan_visit(file_id=cast.children[child].file_id, fields=fields, actor=actor, at=at)


def _read(cast: Cast, visit: int, who: str, at: datetime) -> None:
    with cast.stage.place.acting(who, at) as actor:
        version = queries.visit(visit_id=visit, viewer=actor).version
        actions.read_assessment(visit_id=visit, version=version, actor=actor, at=at)


def _been_there(cast: Cast) -> Story:
    """A visit to Theo's parents, assessed, read by both, and done."""
    at, there = cast.ago(33, 14), cast.ago(31, 10)
    yield at
    said = "Föräldrarna är vänliga. Risken är de som står på gården. Vi ringer från bilen och går in tillsammans."
    visit = _visit(cast, "Theo", "viktor", ("viktor", "maria"), there, at, assessment=said)
    _read(cast, visit, "viktor", at + HOUR)
    _read(cast, visit, "maria", at + 2 * HOUR)
    yield there + 2 * HOUR
    with cast.stage.place.acting("viktor", there + 2 * HOUR) as actor:
        version = queries.visit(visit_id=visit, viewer=actor).version
        actions.finish_visit(visit_id=visit, version=version, actor=actor, at=there + 2 * HOUR)


def _going_tomorrow(cast: Cast) -> Story:
    """Two go to Theo's parents on the next working day; one of them has not read the assessment."""
    at = cast.ago(1, 15)
    yield at
    there = on(next_working_day(cast.today + DAY), 9)
    said = "Samma som sist. Ny uppgift: en okänd bil på gården i förrgår. Kommunpolisen vet när vi åker."
    visit = _visit(cast, "Theo", "viktor", ("viktor", "maria"), there, at, assessment=said)
    _read(cast, visit, "viktor", at + HOUR)


def _not_assessed(cast: Cast) -> Story:
    """Two are to see Frans's mother in three days; nobody has assessed it."""
    at = cast.ago(1, 11)
    yield at
    _visit(cast, "Frans", "maria", ("maria", "petra"), on(next_working_day(cast.today + 3 * DAY), 13), at)
