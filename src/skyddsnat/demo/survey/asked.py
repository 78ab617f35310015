"""What Norrham asks its staff, what the published survey of 2023 asked, and how those who do not exist answer."""

from random import Random

from skyddsnat.domains.survey.types.answering import Given
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.kernel.text import Text
from skyddsnat.stats.published import AVOIDED, HOW_OFTEN, LACKED_POLICE, SSR_2023, THREATENED

_OFTEN = """
    answers:
      - {code: "no", sv: Nej, en: "No"}
      - {code: 1-3, sv: "Ja, 1–3 gånger", en: "Yes, 1–3 times"}
      - {code: 4-10, sv: "Ja, 4–10 gånger", en: "Yes, 4–10 times"}
      - {code: over-10, sv: "Ja, mer än 10 gånger", en: "Yes, more than 10 times"}
    groups:
      - {code: any, sv: Ja, en: "Yes", of: [1-3, 4-10, over-10]}
"""
_PRINTED = f"""
  - key: threatened
    kind: single
    text:
      sv: Har du utsatts för indirekta eller direkta hot i ditt arbete?
      en: Have you been exposed to indirect or direct threats in your work?{_OFTEN}
  - key: avoided
    kind: single
    text:
      sv: Har en LVU-insats undvikits på grund av hot eller rädsla, i ärenden som du har arbetat med?
      en: Has care under LVU been avoided because of threats or fear, in cases you have worked on?{_OFTEN}
  - key: police
    kind: single
    text:
      sv: Har du behövt polis på plats utan att få det?
      en: Have you needed police presence and not been given it?{_OFTEN}
"""
_OWN = """
survey: hot-och-stod
title: {sv: Hot och stöd i arbetet, en: Threats and support at work}
population: {sv: Alla som arbetar med barns ärenden i Norrham, en: Everybody who works with children's cases in Norrham}
period: {sv: De senaste tolv månaderna, en: The last twelve months}
intro:
  sv: Åtta frågor om hur arbetet har varit. Det tar en minut.
  en: Eight questions about how work has been. It takes a minute.
questions:
  - key: cases
    kind: single
    text: {sv: "Har du arbetat med barns ärenden under tiden?", en: "Have you worked with children's cases then?"}
    answers:
      - {code: worked, sv: Ja, en: "Yes"}
      - {code: other, sv: Nej, en: "No"}
    screening: [worked]
"""
_MORE = """
  - key: how
    kind: several
    if: {question: threatened, answers: [1-3, 4-10, over-10]}
    text: {sv: "På vilket sätt hotades du?", en: "In which way were you threatened?"}
    answers:
      - {code: phone, sv: På telefon, en: On the phone}
      - {code: net, sv: På nätet, en: On the net}
      - {code: meeting, sv: Vid ett möte eller besök, en: In a meeting or on a visit}
      - {code: silent, sv: Vill inte säga, en: Do not want to say, missing: true}
  - key: support
    kind: scale
    text: {sv: "Hur bra är stödet från din chef när något händer?", en: "How good is your manager's support?"}
    lowest: 1
    highest: 5
    lowest_text: {sv: Mycket dåligt, en: Very poor}
    highest_text: {sv: Mycket bra, en: Very good}
  - key: children
    kind: number
    text: {sv: "Hur många barn ansvarar du för i dag?", en: "How many children are you responsible for?"}
    lowest: 0
    highest: 80
  - key: more
    kind: text
    text: {sv: "Vad skulle göra störst skillnad?", en: "What would make the greatest difference?"}
"""
_WORDS = (
    "Att chefen ringer upp samma dag, varje gång.",
    "Två på alla första besök. Det bestämde vi i våras men det håller inte när någon är sjuk.",
    "Polisen kommer inte alltid, och då får vi backa.",
    "Slippa stå med namn på besluten.",
    "Färre barn per handläggare.",
    "Larm som fungerar också i trapphus.",
)
PUBLISHED = SSR_2023
# The answers as they are called here.
CODES = dict(zip(HOW_OFTEN, ("no", "1-3", "4-10", "over-10"), strict=True))


def own() -> Definition:
    """Norrham's own survey."""
    return read_definition(f"{_OWN}{_PRINTED.lstrip(chr(10))}{_MORE.lstrip(chr(10))}")


def of_2023() -> Definition:
    """The published one: the same questions, of others and about another time, so the trend is broken there."""
    told = own()
    return Definition(
        key=told.key,
        title=told.title,
        population=Text(
            "Socialsekreterare i barn- och ungdomsvården i utsatta områden, hela landet",
            "Caseworkers for children and young people in exposed areas, the whole country",
        ),
        period=Text("I arbetet, utan angiven tid", "At work, no time stated"),
        questions=tuple(each for each in told.questions if each.key in counts()),
    )


def counts() -> dict[str, dict[str, int]]:
    """As they were printed."""
    tables = {"threatened": THREATENED, "avoided": AVOIDED, "police": LACKED_POLICE}
    return {key: {CODES[code]: count for code, count in table.counts.items()} for key, table in tables.items()}


def answer(chance: Random, *, threatened: float) -> Given:
    """How somebody answers; `threatened` is how likely it is that she was."""
    if chance.random() < 0.06:
        return {"cases": ["other"]}
    how_often = chance.choices(("1-3", "4-10", "over-10"), (70, 22, 8))[0] if chance.random() < threatened else "no"
    given = {
        "cases": ["worked"],
        "threatened": [how_often],
        "avoided": [chance.choices(("no", "1-3"), (92, 8))[0]],
        "police": [chance.choices(("no", "1-3", "4-10"), (78, 17, 5))[0]],
        "support": [str(chance.choices(range(1, 6), (6, 12, 26, 34, 22))[0])],
        "children": [str(chance.randrange(8, 31))],
    }
    if how_often != "no":
        given["how"] = chance.sample(["phone", "net", "meeting"], chance.choice((1, 1, 2)))
    if chance.random() < 0.2:
        given["more"] = [chance.choice(_WORDS)]
    return given
