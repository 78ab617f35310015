"""A survey of the small office: Anna makes it, asks those of Barn 1 and some addresses, and they answer.

The three questions are those that the union's survey of 2023 printed, with a screening, a number and free text around.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.survey import actions
from skyddsnat.domains.survey.models import Invitation
from skyddsnat.domains.survey.queries import wave
from skyddsnat.domains.survey.rules.links import token_of
from skyddsnat.domains.survey.types.answering import Given
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.waves import WaveFields
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date

DAY = timedelta(days=1)
DEFINITION = """
survey: trygghet
title: {sv: Hot och stöd, en: Threats and support}
population: {sv: Alla som arbetar med barn, en: All who work with children}
period: {sv: De senaste tolv månaderna, en: The last twelve months}
intro: {sv: En minut om hur du har haft det., en: A minute about how it has been.}
questions:
  - key: exposed
    kind: single
    text: {sv: "Arbetar du i ett utsatt område?", en: "Do you work in an exposed area?"}
    answers:
      - {code: yes, sv: Ja, en: Yes}
      - {code: no, sv: Nej, en: No}
    screening: [yes]
  - key: threatened
    kind: single
    text: {sv: "Har du utsatts för hot?", en: "Have you been threatened?"}
    answers:
      - {code: no, sv: Nej, en: No}
      - {code: few, sv: "Ja, 1–3 gånger", en: "Yes, 1–3 times"}
      - {code: some, sv: "Ja, 4–10 gånger", en: "Yes, 4–10 times"}
      - {code: many, sv: "Ja, fler än 10 gånger", en: "Yes, more than 10 times"}
    groups:
      - {code: any, sv: Ja, en: Yes, of: [few, some, many]}
  - key: how
    kind: several
    if: {question: threatened, answers: [few, some, many]}
    text: {sv: "På vilket sätt?", en: "In which way?"}
    answers:
      - {code: phone, sv: På telefon, en: On the phone}
      - {code: meeting, sv: Vid möten, en: In meetings}
      - {code: silent, sv: Vill inte säga, en: Do not want to say, missing: true}
  - key: support
    kind: scale
    text: {sv: "Hur bra var stödet?", en: "How good was the support?"}
    lowest: 1
    highest: 5
    lowest_text: {sv: Dåligt, en: Poor}
    highest_text: {sv: Bra, en: Good}
  - key: cases
    kind: number
    text: {sv: "Hur många barn ansvarar du för?", en: "For how many children are you responsible?"}
    lowest: 0
    highest: 200
  - key: more
    kind: text
    text: {sv: "Vill du säga något mer?", en: "Is there more you want to say?"}
"""


def fields_from(at: datetime) -> WaveFields:
    """A wave of three weeks that opens on the day."""
    first = local_date(at)
    return WaveFields(
        name="Hösten 2026",
        opens_on=first,
        closes_on=first + 20 * DAY,
        reminders_on=(first + 7 * DAY, first + 14 * DAY),
    )


FIELDS = fields_from(MORNING)
YES: Given = {"exposed": ["yes"], "threatened": ["few"], "how": ["phone"], "support": ["4"], "cases": ["18"]}


def definition() -> Definition:
    """What is asked."""
    return read_definition(DEFINITION)


def made(office: Office, *, at: datetime = MORNING) -> int:
    """Anna has made the survey."""
    with seeing(office.viewer("anna", at)) as anna:
        return actions.make_survey(definition=definition(), actor=anna, at=at)


def planned(
    office: Office, addresses: Sequence[str], *, fields: WaveFields | None = None, at: datetime = MORNING
) -> tuple[int, int]:
    """A survey and its wave with these addresses in the frame; the wave opens that day unless said otherwise."""
    survey_id = made(office, at=at)
    return survey_id, planned_again(office, survey_id, addresses, fields=fields or fields_from(at), at=at)


def planned_again(
    office: Office, survey_id: int, addresses: Sequence[str], *, fields: WaveFields, at: datetime = MORNING
) -> int:
    """Another wave of the same survey."""
    with seeing(office.viewer("anna", at)) as anna:
        wave_id = actions.plan_wave(survey_id=survey_id, fields=fields, actor=anna, at=at)
        if addresses:
            lines = "\n".join(["address", *addresses])
            actions.invite_addresses(wave_id=wave_id, text_of_csv=lines, actor=anna, at=at)
    return wave_id


def opened(office: Office, count: int, *, fields: WaveFields | None = None, at: datetime = MORNING) -> int:
    """An open wave with `count` who were asked: `who0@kommun.example` and so on."""
    _, wave_id = planned(office, [f"who{number}@kommun.example" for number in range(count)], fields=fields, at=at)
    open_it(office, wave_id, at=at)
    return wave_id


def open_it(office: Office, wave_id: int, *, at: datetime = MORNING) -> None:
    """Anna opens the wave."""
    with seeing(office.viewer("anna", at)) as anna:
        version = wave(wave_id=wave_id, viewer=anna).opening_version
        actions.open_wave(wave_id=wave_id, version=version, actor=anna, at=at)


def close_it(office: Office, wave_id: int, *, at: datetime) -> None:
    """Anna closes the wave."""
    with seeing(office.viewer("anna", at)) as anna:
        version = wave(wave_id=wave_id, viewer=anna).version
        actions.close_wave(wave_id=wave_id, version=version, actor=anna, at=at)


def tokens(office: Office, wave_id: int, *, at: datetime = MORNING) -> list[str]:
    """The personal links' tokens, in the order of the frame, as the mails have them."""
    with seeing(office.viewer("anna", at)):
        seeds = Invitation.objects.filter(wave_id=wave_id).order_by("pk").values_list("seed", flat=True)
        return [token_of(seed, key=settings.SECRET_KEY) for seed in seeds]


def answer(token: str, given: Given = YES, *, at: datetime = MORNING) -> None:
    """Whoever holds the link hands this in."""
    assert actions.hand_in(token=token, given=given, at=at).taken


def answered(office: Office, answers: Iterable[Given], *, closed: bool = True, at: datetime = MORNING) -> int:
    """A wave that was answered by these, one asked for each and one silent; closed unless said otherwise."""
    given = list(answers)
    wave_id = opened(office, max(5, len(given) + 1), at=at)
    for token, each in zip(tokens(office, wave_id, at=at), given, strict=False):
        answer(token, each, at=at)
    if closed:
        close_it(office, wave_id, at=at + DAY)
    return wave_id


def fill_surveys(office: Office, *, at: datetime) -> None:
    """Something in every table of surveys: an open wave with a mail on its way, an answer, and half a one."""
    fields = WaveFields(name="Hösten", opens_on=at.date(), closes_on=(at + 20 * DAY).date())
    wave_id = opened(office, 6, fields=fields, at=at)
    with seeing(office.viewer("anna", at)) as anna:
        actions.claim_mails(link="https://skyddsnat.example/answer/", tried=(), limit=1, actor=anna, at=at)
    first, second, *_ = tokens(office, wave_id, at=at)
    answer(first, at=at)
    actions.keep_answers(token=second, given={"exposed": ["yes"]}, at=at)
