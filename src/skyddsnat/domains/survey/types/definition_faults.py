"""What a definition must agree on with itself, whether it was written in a file or on a page."""

from collections.abc import Iterator, Mapping

from skyddsnat.domains.survey.types.definition import Definition, Design, Kind, Question
from skyddsnat.domains.survey.types.faults import FileFault
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.yaml_reading import NAME, NUMBER

MOST_QUESTIONS = 100
WIDEST_SCALE = 11

Places = Mapping[tuple[str, ...], tuple[int, int]]
Said = tuple[tuple[str, ...], Text]
"""Where (question and entry, the design, or empty for the whole), and what is wrong there."""

_NO_QUESTIONS = Text("Enkäten frågar inget.", "The survey asks nothing.")
_MANY = Text(f"Fler än {MOST_QUESTIONS} frågor.", f"More than {MOST_QUESTIONS} questions.")
_SAME_KEY = Text("En tidigare fråga har samma nyckel.", "An earlier question has the same key.")
_NO_ANSWERS = Text("Frågan behöver minst två svar att välja mellan.", "It needs two answers or more to choose from.")
_ANSWERS = Text("En sådan fråga har inga svar att välja mellan.", "Such a question has no answers to choose from.")
_SAME_CODE = Text("Två svar eller grupper har samma kod.", "Two answers or groups have the same code.")
_GROUP = Text("En grupp är av svar som frågan har.", "A group is of answers that the question has.")
_SCALE = Text(
    f"En skala går mellan två heltal, med högst {WIDEST_SCALE} steg.",
    f"A scale goes from one whole number to another, in at most {WIDEST_SCALE} steps.",
)
_NAMES = Text(
    "Nycklar och koder har bokstäverna a–z, siffror, _ och -, högst 40.",
    "Keys and codes have the letters a–z, digits, _ and -, at most 40.",
)
_LARGE = Text("Ett tal har högst nio siffror.", "A number has nine digits at most.")
_LIMITS = Text("Det lägsta talet är större än det högsta.", "The lowest number is above the highest.")
_NO_LIMITS = Text("Bara skalor och tal har gränser.", "Only scales and numbers have limits.")
_CONDITION = Text(
    "Villkoret gäller en tidigare fråga med svar att välja mellan, och svar som den har.",
    "The condition is on an earlier question with answers to choose from, and on answers that it has.",
)
_SCREENING = Text(
    "Bara en fråga med ett svar, utan villkor, kan sålla, med svar som den har.",
    "Only a question with one answer, without condition, can screen, by answers that it has.",
)
_STAGES = Text(
    "Antal anges för varje steg eller inget; svaren kan vara det sista steget.",
    "Sizes are given of every stage or of none; the answers may be the last stage.",
)
_SIMPLE = Text(
    "Ett enda antal hör till ett urval utan strata och kluster.",
    "A single size is that of a sample without strata and clusters.",
)
_TWO_SIZES = Text(
    "Ange antalet för hela urvalet eller per steg, inte båda.", "Give the size of the whole or by stage, not both."
)
_POPULATION = Text("Antalet är minst ett.", "The size is one or more.")
_DESIGN = ("design",)


def faults_of(definition: Definition, places: Places) -> list[FileFault]:
    """Everything that does not agree, each at its place in `places`, or at the head where no place is known."""
    return [FileFault(*places.get(where, places.get((*where[:1], "key"), (1, 1))), text) for where, text in
            said_of(definition)]  # fmt: skip


def said_of(definition: Definition) -> Iterator[Said]:
    """Everything that does not agree: the question and the entry it is in, and the words."""
    if not NAME.fullmatch(definition.key):
        yield (), _NAMES
    if not definition.questions:
        yield (), _NO_QUESTIONS
    if len(definition.questions) > MOST_QUESTIONS:
        yield (), _MANY
    earlier: dict[str, Question] = {}
    for question in definition.questions:
        if question.key in earlier:
            yield (question.key, "key"), _SAME_KEY
        yield from _of_question(question, earlier)
        earlier[question.key] = question
    if definition.design is not None:
        yield from _of_design(definition.design)


def _of_question(question: Question, earlier: Mapping[str, Question]) -> Iterator[Said]:
    key = question.key
    answers, groups = ([each.code for each in named] for named in (question.answers, question.groups))
    if not all(map(NAME.fullmatch, (key, *answers, *groups))):
        yield (key, "key"), _NAMES
    chooses = question.kind in (Kind.SINGLE, Kind.SEVERAL)
    if chooses and len(question.answers) < 2:
        yield (key, "answers"), _NO_ANSWERS
    if not chooses and question.answers:
        yield (key, "answers"), _ANSWERS
    codes = [*question.codes, *(group.code for group in question.groups)]
    if len(set(codes)) < len(codes):
        yield (key, "answers"), _SAME_CODE
    if any(not group.of or not set(group.of) <= set(question.codes) for group in question.groups):
        yield (key, "groups"), _GROUP
    yield from _of_limits(question)
    if question.condition is not None:
        other = earlier.get(question.condition.question)
        asked = set(question.condition.answers)
        if other is None or not asked or not asked <= set(other.codes):
            yield (key, "if"), _CONDITION
    if question.screening and (
        question.kind is not Kind.SINGLE
        or question.condition is not None
        or not set(question.screening) <= set(question.codes)
    ):
        yield (key, "screening"), _SCREENING


def _of_limits(question: Question) -> Iterator[Said]:
    lowest, highest = question.lowest, question.highest
    if any(each is not None and not NUMBER.fullmatch(str(each)) for each in (lowest, highest)):
        yield (question.key, "lowest"), _LARGE
    elif question.kind is Kind.SCALE:
        if lowest is None or highest is None or not 1 <= highest - lowest < WIDEST_SCALE:
            yield (question.key, "lowest"), _SCALE
    elif question.kind is Kind.NUMBER:
        if lowest is not None and highest is not None and lowest > highest:
            yield (question.key, "lowest"), _LIMITS
    elif (lowest, highest, question.lowest_text, question.highest_text) != (None, None, None, None):
        yield (question.key, "lowest"), _NO_LIMITS


def _of_design(design: Design) -> Iterator[Said]:
    if len(design.populations) not in (0, len(design.clusters), len(design.clusters) + 1):
        yield _DESIGN, _STAGES
    if design.population is not None and (design.stratum is not None or design.clusters):
        yield _DESIGN, _SIMPLE
    if design.population is not None and design.populations:
        yield _DESIGN, _TWO_SIZES
    if design.population is not None and design.population < 1:
        yield _DESIGN, _POPULATION
