"""Files of surveys: definitions, answers, addresses, codebooks. What is broken is refused with its place, whole."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.factories import survey as asking

from skyddsnat.domains.survey.rules.addresses import read_addresses
from skyddsnat.domains.survey.rules.answering import cleaned
from skyddsnat.domains.survey.rules.ddi import NAMESPACE, ddi
from skyddsnat.domains.survey.rules.exporting import (
    answers_csv,
    codebook_csv,
    codebook_markdown,
    exporting,
    words_of_enough,
)
from skyddsnat.domains.survey.rules.waves import LEAST, defining
from skyddsnat.domains.survey.types.answering import Response, WaveAnswers
from skyddsnat.domains.survey.types.answers_file import read_answers, write_answers
from skyddsnat.domains.survey.types.definition import Answer, Condition, Definition, Group, Kind, Question
from skyddsnat.domains.survey.types.definition_file import read_definition, write_definition
from skyddsnat.domains.survey.types.faults import BrokenFile
from skyddsnat.domains.survey.types.for_tables import questions_of
from skyddsnat.domains.survey.types.waves import WaveKind, WaveState, WaveView
from skyddsnat.kernel.text import Text
from skyddsnat.stats.tabulation import tabulate

HEAD = """survey: x
title: {sv: T, en: T}
population: {sv: P, en: P}
period: {sv: Å, en: Y}
questions:
"""


def places(text: str) -> list[tuple[int, int]]:
    with pytest.raises(BrokenFile) as broken:
        read_definition(text)
    return [(fault.line, fault.column) for fault in broken.value.faults]


# --- Definitions ------------------------------------------------------------------------------------------------------


def test_a_definition_is_read_as_it_was_written() -> None:
    definition = asking.definition()
    assert read_definition(write_definition(definition)) == definition
    assert defining(definition).allowed
    assert definition.question("exposed").codes == ("yes", "no"), "the words, and no truths"
    assert definition.question("support").codes == ("1", "2", "3", "4", "5")
    assert definition.question("how").missing_codes == {"silent"}


_names = some.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)
_said = some.text(some.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool)
_texts = some.builds(Text, sv=_said, en=_said)


@some.composite
def _definitions(draw: some.DrawFn) -> Definition:
    questions: list[Question] = []
    for key in draw(some.lists(_names, min_size=1, max_size=4, unique=True)):
        codes = draw(some.lists(_names, min_size=3, max_size=5, unique=True))
        kind = draw(some.sampled_from([Kind.SINGLE, Kind.SEVERAL]))
        before = questions[-1] if questions and draw(some.booleans()) else None
        questions.append(
            Question(
                key=key,
                kind=kind,
                text=draw(_texts),
                help=draw(some.none() | _texts),
                answers=tuple(Answer(code, draw(_texts), draw(some.booleans())) for code in codes[1:]),
                groups=(Group(codes[0], draw(_texts), tuple(codes[1:2])),),
                condition=before and Condition(before.key, before.codes[:1]),
            )
        )
    return Definition(
        key=draw(_names), title=draw(_texts), population=draw(_texts), period=draw(_texts), questions=tuple(questions)
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_definitions())
def test_any_definition_is_read_as_it_was_written(definition: Definition) -> None:
    assert read_definition(write_definition(definition)) == definition


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1)]),
        ("a: [", [(1, 5)]),
        ("- a", [(1, 1)]),
        ("survey: x\ntitel: {}\n", [(1, 1)] * 4 + [(2, 1)]),
        (HEAD + "  - {key: A, kind: singel}\n", [(6, 5), (6, 11), (6, 20)]),
        (HEAD + "  - {key: a, kind: single, text: {sv: a, en: b}}\n", [(6, 11)]),
        (
            HEAD + "  - key: a\n    kind: number\n    text: {sv: a, en: b}\n    lowest: 5\n    highest: 1\n",
            [(9, 13)],
        ),
        (
            HEAD + "  - key: a\n    kind: text\n    text: {sv: a, en: b}\n    if: {question: z, answers: [b]}\n",
            [(9, 9)],
        ),
        (HEAD + "  - key: a\n    kind: scale\n    text: {sv: '', en: b}\n    lowest: x\n", [(8, 16), (9, 13)]),
        (HEAD + "  - &a {key: a, kind: text, text: {sv: a, en: b}, help: *a}\n", None),
    ],
)
def test_a_broken_definition_is_refused_with_the_place_of_every_fault(
    text: str, expected: list[tuple[int, int]] | None
) -> None:
    found = places(text)
    assert found == expected if expected is not None else found


def test_the_words_of_a_question_are_its_identity_over_the_waves() -> None:
    old = asking.definition()
    again = read_definition(asking.DEFINITION.replace("trygghet", "annan"))
    reworded = read_definition(asking.DEFINITION.replace("utsatts för hot", "hotats"))
    other_period = read_definition(asking.DEFINITION.replace("tolv", "sex"))
    grouped = read_definition(asking.DEFINITION.replace("of: [few, some, many]", "of: [few, some]"))
    assert old.wording("threatened") == again.wording("threatened") == grouped.wording("threatened")
    assert len({each.wording("threatened") for each in (old, reworded, other_period)}) == 3
    assert old.wording("how") == reworded.wording("how")


@pytest.mark.parametrize(
    ("was", "now", "differs"),
    [
        ("Alla som arbetar med barn", "Alla", {"threatened", "how"}),
        ("screening: [yes]", "screening: [no]", {"threatened", "how"}),
        ("utsatt område", "svårt område", {"threatened", "how"}),
        ("    screening: [yes]\n", "", {"threatened", "how"}),
        ("of: [few, some, many]", "of: [some, many]", {"threatened"}),
        ("answers: [few, some, many]", "answers: [some, many]", {"how"}),
        ("utsatts för hot", "hotats", {"how"}),
        (", missing: true", "", {"how"}),
        ("en: Yes, of:", "en: Yes indeed, of:", set()),
        ("title: {sv: Hot", "title: {sv: Mer hot", set()),
    ],
)
def test_a_share_of_others_or_of_other_answers_is_counted_otherwise(was: str, now: str, differs: set[str]) -> None:
    assert was in asking.DEFINITION
    old, new = asking.definition(), read_definition(asking.DEFINITION.replace(was, now))
    told = {key for key in ("threatened", "how") if old.counting(key, grouped=True) != new.counting(key, grouped=True)}
    assert told == differs
    one, other = (each.counting("threatened", grouped=False) for each in (old, new))
    assert (one == other) is ("of: [" in was or "threatened" not in differs)


# --- Answers ----------------------------------------------------------------------------------------------------------


def test_what_was_not_put_is_left_out_and_who_is_screened_out_is_asked_no_more() -> None:
    definition = asking.definition()
    given = {"exposed": ["yes"], "threatened": ["no"], "how": ["phone"], "token": ["x"], "cases": [" 7 "]}
    response, faults = cleaned(definition, given)
    assert (dict(response.answers), faults) == ({"exposed": "yes", "threatened": "no", "cases": "7"}, ())
    response, _ = cleaned(definition, given | {"exposed": ["no"], "more": ["Hej"]})
    assert (dict(response.answers), dict(response.words)) == ({"exposed": "no"}, {})
    asked = [each.key for each in definition.put_to({"exposed": "yes", "threatened": "few"})]
    assert asked == ["exposed", "threatened", "how", "support", "cases", "more"]


def test_the_order_of_ticking_is_not_kept() -> None:
    given = {"exposed": ["yes"], "threatened": ["few"], "how": ["meeting", "phone"]}
    response, _ = cleaned(asking.definition(), given)
    assert response.answers["how"] == "phone meeting"


@pytest.mark.parametrize(
    "given", [{"exposed": ["yes", "no"]}, {"cases": ["201"]}, {"cases": ["1e2"]}, {"support": ["0"]}]
)
def test_an_answer_that_cannot_be_is_told(given: dict[str, list[str]]) -> None:
    _, faults = cleaned(asking.definition(), given)
    assert [fault.question for fault in faults] == list(given)


def test_answers_are_read_as_they_were_written() -> None:
    definition = asking.definition()
    responses = [
        Response(
            answers={"exposed": "yes", "threatened": "few", "how": "phone meeting"}, words={"more": 'Så; "här",\nså'}
        ),
        Response(answers={"exposed": "no"}),
    ]
    text = write_answers(definition, responses, words=True)
    assert read_answers(text, definition).responses(definition) == responses
    with_semicolons = "\ufeff" + text.replace(",", ";").replace('Så; "', 'Så; "')
    assert read_answers(with_semicolons, definition).rows == 2
    assert "more" not in write_answers(definition, responses)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1)]),
        ("exposed,threatened,how,support,cases\n", [(2, 1)]),
        ("exposed,threatened,how,support\nyes,few,,\n", [(1, 5)]),
        ("exposed,exposed,threatened,how,support,cases,x\nyes,yes,few,,,,\n", [(1, 2), (1, 7)]),
        (
            "exposed,threatened,how,support,cases\nyes,no,phone,,\n\nyes,few,phone phone,6,\nyes\n",
            [(2, 3), (4, 3), (4, 4), (5, 2)],
        ),
        ('exposed,threatened,how,support,cases\nyes,"no,,,\n', [(2, 1)]),
    ],
)
def test_a_broken_file_of_answers_is_refused_with_the_place_of_every_fault(
    text: str, expected: list[tuple[int, int]]
) -> None:
    with pytest.raises(BrokenFile) as broken:
        read_answers(text, asking.definition())
    assert [(fault.line, fault.column) for fault in broken.value.faults] == expected


WEIGHED = asking.DEFINITION + "design: {weight: w, populations: [size]}\n"


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        *(((weight, "40"), 6, "A weight is a number above zero.") for weight in ("0", "-1", "nan", "inf", "1e400")),
        *(((weight, "40"), 6, "A weight is a number above zero.") for weight in ("1_000", "٣", "0x10", "", "1 000")),
        (("1e10", "40"), 6, "A weight is a thousand million at most."),
        *((("2", size), 7, "A size is a whole number above zero") for size in ("0", "4.0", "", "٣", "9" * 5000)),
    ],
)
def test_what_is_no_weight_or_size_is_refused_in_its_cell(cells: tuple[str, str], column: int, told: str) -> None:
    head = "exposed,threatened,how,support,cases,w,size\n"
    with pytest.raises(BrokenFile) as broken:
        read_answers(f"{head}yes,few,,,,2,40\nyes,few,,,,{cells[0]},{cells[1]}\n", read_definition(WEIGHED))
    (fault,) = broken.value.faults
    assert (fault.line, fault.column) == (3, column)
    assert fault.text.en.startswith(told)
    fine = read_answers(f'{head}yes,few,,,,"2,5",40\nyes,few,,,,1e-05,007\n', read_definition(WEIGHED))
    assert {name: list(cells) for name, cells in fine.design.items()} == {"w": ["2.5", "1e-05"], "size": ["40", "007"]}


def test_a_question_that_is_a_column_of_the_design_too_is_never_left_out() -> None:
    definition = read_definition(asking.DEFINITION + "design: {weight: cases, stratum: exposed}\n")
    with pytest.raises(BrokenFile) as broken:
        read_answers("exposed,threatened,how,support,cases\nyes,few,,,\n,,,,7\n", definition)
    assert [(fault.line, fault.column) for fault in broken.value.faults] == [(2, 5), (3, 1)]


def test_who_answered_nothing_is_a_row_and_an_empty_line_is_none() -> None:
    definition = asking.definition()
    responses = [Response(answers={}), Response(answers={"exposed": "yes"}), Response(answers={})]
    text = write_answers(definition, responses)
    assert read_answers(text, definition).responses(definition) == responses
    assert read_answers(text.replace("\r\n", "\r\n\r\n"), definition).rows == 3


def test_a_definition_that_refers_to_itself_is_refused_at_once() -> None:
    """2 000 questions of 2 000 answers each, in 12 000 signs, kept a reader busy for two minutes."""
    words = "{sv: x, en: x}"
    many = 2000
    text = (
        f"survey: s\ntitle: {words}\npopulation: {words}\nperiod: {words}\nquestions:\n"
        f"  - &q {{key: k, kind: single, text: {words}, answers: [&a {{code: yes, sv: x, en: x}}{', *a' * many}]}}\n"
        + "  - *q\n"
        * many
    )
    assert places(text) == [(6, 93)]
    assert places("a: &a [*a]\n") == [(1, 8)]


def test_a_definition_nested_too_deep_is_refused_and_a_design_at_its_place() -> None:
    assert places("a: " + "[" * 100_000) == [(1, 1)]
    whole = asking.DEFINITION + "design: {stratum: s, population: 0}\n"
    assert places(whole) == [(asking.DEFINITION.count("\n") + 1, 9)] * 2


def test_a_broken_file_of_addresses_is_refused_with_the_place_of_every_fault() -> None:
    with pytest.raises(BrokenFile) as broken:
        read_addresses("unit;address;language\nBarn 1;a@k.example;sv\nBarn 1;A@k.example;no\n;x;\nq\n")
    assert [(fault.line, fault.column) for fault in broken.value.faults] == [(3, 2), (3, 3), (4, 2), (5, 2)]
    for text in ("", "mail\na@k.example\n", "address\n"):
        with pytest.raises(BrokenFile):
            read_addresses(text)
    assert [each.address for each in read_addresses("address\r\na@k.example\r\nb@k.example\r\n")] == [
        "a@k.example",
        "b@k.example",
    ]


@pytest.mark.parametrize("address", ["a@b", "a.b+c@k-x.example", "o'a@k.example", "å@ö.example"])
def test_what_mail_can_be_sent_to_is_an_address(address: str) -> None:
    assert [each.address for each in read_addresses(f"address\n{address}\n")] == [address]


@pytest.mark.parametrize(
    "address", ["a", "a@", "@b", "a@b@c", "a@b..c", ".a@b", "a:b@c", "(a)@b", "a@[1.2.3.4]", "a b@c"]
)
def test_what_no_mail_can_be_sent_to_is_none(address: str) -> None:
    with pytest.raises(BrokenFile, match="mail address"):
        read_addresses(f"address\n{address}\n")


# --- What leaves ------------------------------------------------------------------------------------------------------


def answers(rows: int) -> WaveAnswers:
    definition = asking.definition()
    columns: dict[str, list[str | None]] = {each.key: [None] * rows for each in definition.closed_questions}
    columns["exposed"] = ["yes"] * rows
    columns["cases"] = ["7"] * 4 + [None] * (rows - 4)
    return WaveAnswers(definition=definition, rows=rows, columns=columns)


def file_of(found: WaveAnswers) -> str:
    return answers_csv(found, tabulate(questions_of(found.definition), found.columns, least=LEAST))


def test_answers_leave_only_of_enough_and_a_question_that_few_answered_is_empty() -> None:
    assert exporting(4).codes == ("survey.few_answers",)
    assert exporting(5).allowed
    lines = list(csv.DictReader(io.StringIO(file_of(answers(5)))))
    assert [line["exposed"] for line in lines] == ["yes"] * 5
    assert [line["cases"] for line in lines] == [""] * 5
    assert "more" not in lines[0]
    assert read_answers(file_of(answers(6)), asking.definition()).rows == 6


def test_a_question_whose_table_is_hidden_is_empty_in_the_file_too() -> None:
    definition = asking.definition()
    rows = [{"exposed": "yes", "threatened": "few", "how": "silent", "support": "3"}] * 4
    rows += [{"exposed": "yes", "threatened": "few", "how": "phone"}]
    rows += [{"exposed": "no", "support": "4"}] * 4
    columns = {each.key: [row.get(each.key) for row in rows] for each in definition.closed_questions}
    left = file_of(WaveAnswers(definition=definition, rows=len(rows), columns=columns))
    lines = list(csv.DictReader(io.StringIO(left)))
    assert [line["threatened"] for line in lines].count("few") == 5
    assert {line["how"] for line in lines} == {""}, "four did not want to say, one answered"
    assert {line["support"] for line in lines} == {""}, "four of those who were meant answered"


def test_free_text_is_read_of_questions_that_enough_wrote_to() -> None:
    said = {"more": ["Ring"] * 5, "other": ["Bara jag"] * 4}
    assert words_of_enough(said) == {"more": ["Ring"] * 5}


def view() -> WaveView:
    return WaveView(
        id=1, survey_id=1, kind=WaveKind.ASKED, state=WaveState.CLOSED, fields=asking.FIELDS,
        definition=asking.definition(), source="", asked=20, answered=12, counts={}, version=3, opening_version=5,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_codebook_tells_every_question_and_code(language: str) -> None:
    definition = asking.definition()
    read = codebook_markdown(view(), language)
    lines = list(csv.reader(io.StringIO(codebook_csv(definition, language))))
    for question in definition.questions:
        assert f"## `{question.key}`" in read
        assert question.text.in_language(language) in read
        codes = [line[4] for line in lines if line[0] == question.key]
        assert codes[: len(question.codes)] == list(question.codes)
    assert "threatened = few | some | many" in read


def test_no_spreadsheet_works_out_what_a_codebook_says() -> None:
    text = asking.DEFINITION.replace("Hur bra var stödet?", "=HYPERLINK(A1)").replace("lowest: 1\n", "lowest: -1\n")
    text = text.replace("sv: Dåligt", 'sv: "-2+3"')
    cells = list(csv.reader(codebook_csv(read_definition(text), "sv").splitlines()))
    assert [row[2:6] for row in cells if row[0] == "support"][0] == ["'=HYPERLINK(A1)", "", "-1", "'-2+3"]
    assert not [cell for row in cells for cell in row if cell[:1] in "=+@" and cell]


def test_the_metadata_are_ddi_in_both_languages() -> None:
    root = ET.fromstring(ddi(view(), producer="Socialnämnden"))
    ns = {"d": NAMESPACE}
    assert root.tag == f"{{{NAMESPACE}}}codeBook"
    variables = {each.get("name"): each for each in root.findall("d:dataDscr/d:var", ns)}
    assert list(variables) == ["exposed", "threatened", "how", "support", "cases"]
    assert [each.text for each in variables["threatened"].findall("d:catgry/d:catValu", ns)] == [
        "no",
        "few",
        "some",
        "many",
    ]
    assert [each.text for each in variables["exposed"].findall("d:qstn/d:qstnLit", ns)] == [
        "Arbetar du i ett utsatt område?",
        "Do you work in an exposed area?",
    ]
    assert root.findtext("d:stdyDscr/d:method/d:anlyInfo/d:respRate", namespaces=ns) == "12 / 20"
    # The order of the schema.
    parts = [each.tag.partition("}")[2] for each in variables["how"]]
    order = ["labl", "qstn", "valrng", "universe", "catgryGrp", "catgry", "varFormat"]
    assert parts == sorted(parts, key=order.index)
