"""The waves of Norrham's survey, made, mailed, answered and closed as the product does it. No mail leaves the demo."""

import re
from datetime import date, datetime, timedelta

from skyddsnat.demo.acts import Stage
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CASEWORK_UNITS, COLLEAGUES, INTAKE
from skyddsnat.demo.days import on
from skyddsnat.demo.survey import asked
from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.types.waves import MailFailure, SurveyMail, WaveFields
from skyddsnat.flows.keep_staff import set_work_email
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date

ANALYST = "signe"
RUN = system_run("survey")
ASKED_ROLES = (Role.CASEWORKER, Role.SENIOR, Role.INTAKE_WORKER, Role.UNIT_MANAGER)
# They work for Norrham without a login here: in foster care and as temporary staff.
OTHERS = {"Familjehem": 18, "Vikarier": 12}
DAY = timedelta(days=1)
LINK = "https://skyddsnat.norrham.example/answer/"
LASTS = 21


def all_surveys(stage: Stage) -> list[Story]:
    """Their stories, one after the other in time."""
    made: dict[str, int] = {}
    return [
        _made(stage, made),
        _wave(stage, made, "Förra året", days=402, threatened=0.45, share=0.8),
        _wave(stage, made, "I år", days=61, threatened=0.75, share=0.84),
        _wave(stage, made, "Extra omgång", days=5, threatened=0.7, share=0.35, is_open=True),
    ]


def _made(stage: Stage, made: dict[str, int]) -> Story:
    """The staff get addresses; Signe makes the survey, and lays the published figures beside it."""
    at = on(stage.place.today - timedelta(days=420), 10)
    yield at
    with stage.place.acting("ali", at) as ali:
        for colleague in COLLEAGUES:
            set_work_email(
                employee_id=stage.place.employees[colleague.key],
                work_email=f"{colleague.key}@norrham.example",
                actor=ali,
                at=at,
            )
    with stage.place.acting(ANALYST, at) as signe:
        made["survey"] = actions.make_survey(definition=asked.own(), actor=signe, at=at)
        actions.add_published_wave(
            survey_id=made["survey"],
            fields=WaveFields(name="SSR 2023", opens_on=date(2023, 9, 1), closes_on=date(2023, 10, 31)),
            counts=asked.counts(),
            source=asked.PUBLISHED.sv,
            asked=None,
            answered=474,
            definition=asked.of_2023(),
            actor=signe,
            at=at,
        )


def _wave(
    stage: Stage,
    made: dict[str, int],
    name: str,
    *,
    days: int,
    threatened: float,
    share: float,
    is_open: bool = False,
) -> Story:
    opens = on(stage.place.today - timedelta(days=days), 8)
    yield opens
    wave_id = _opened(stage, made["survey"], name, opens)
    tokens = _mailed(opens, fails=is_open)
    chance = stage.chance("survey", name)
    chance.shuffle(tokens)
    answers = [asked.answer(chance, threatened=threatened) for _ in range(round(len(tokens) * share))]
    early = round(len(answers) * 0.6)
    answered_at = opens + 2 * DAY
    yield answered_at
    for token, given in zip(tokens[:early], answers[:early], strict=True):
        actions.hand_in(token=token, given=given, at=answered_at)
    reminded_at = opens + 8 * DAY
    yield reminded_at
    _mailed(reminded_at, fails=False)
    for token, given in zip(tokens[early:], answers[early:], strict=False):
        actions.hand_in(token=token, given=given, at=reminded_at)
    closes = opens + LASTS * DAY + timedelta(hours=26)
    yield closes
    with stage.place.acting(ANALYST, closes) as signe:
        version = queries.wave(wave_id=wave_id, viewer=signe).version
        actions.close_wave(wave_id=wave_id, version=version, actor=signe, at=closes)


def _opened(stage: Stage, survey_id: int, name: str, at: datetime) -> int:
    """The wave, asked of the staff of the units and of those without a login."""
    first = local_date(at)
    fields = WaveFields(
        name=name,
        opens_on=first,
        closes_on=first + LASTS * DAY,
        reminders_on=(first + 8 * DAY, first + 15 * DAY),
    )
    lines = [
        f"{unit.lower()}{number}@norrham.example,sv,{unit}"
        for unit, count in OTHERS.items()
        for number in range(1, count + 1)
    ]
    units = [stage.place.units[each] for each in (INTAKE, *CASEWORK_UNITS)]
    with stage.place.acting(ANALYST, at) as signe:
        wave_id = actions.plan_wave(survey_id=survey_id, fields=fields, actor=signe, at=at)
        actions.invite_staff(wave_id=wave_id, unit_ids=units, roles=ASKED_ROLES, actor=signe, at=at)
        text = "\n".join(["address,language,unit", *lines])
        actions.invite_addresses(wave_id=wave_id, text_of_csv=text, actor=signe, at=at)
        version = queries.wave(wave_id=wave_id, viewer=signe).opening_version
        actions.open_wave(wave_id=wave_id, version=version, actor=signe, at=at)
    return wave_id


def _mailed(at: datetime, *, fails: bool) -> list[str]:
    """What the run of the mails does, but for the mail itself. The tokens of the links; the last address fails."""
    with seeing(RUN):
        mails = actions.claim_mails(link=LINK, tried=(), limit=200, actor=RUN, at=at)
        for place, mail in enumerate(mails, 1):
            failure = MailFailure.REFUSED if fails and place == len(mails) else None
            actions.note_mail(mailing_id=mail.mailing_id, failure=failure, actor=RUN, at=at)
    return [_token(each) for each in mails]


def _token(mail: SurveyMail) -> str:
    (found,) = re.findall(rf"{re.escape(LINK)}([\w-]+)/", mail.body)
    return str(found)
