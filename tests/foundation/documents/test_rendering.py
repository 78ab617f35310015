"""What comes out of the typesetter: the same bytes, tagged archive files, and nothing that was not asked for."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import skyddsnat.foundation.documents.rendering as rendering
from skyddsnat.foundation.documents.rendering import (
    LANGUAGES,
    CodeRequired,
    MissingBlock,
    NameRequired,
    RenderingFailed,
    UnknownBlock,
    UnknownLanguage,
    UnknownTemplate,
    render,
    template_version,
)
from skyddsnat.foundation.documents.types import (
    TEMPLATES,
    AddressShown,
    Audience,
    Correction,
    Delivery,
    FeedbackOutcome,
    Naming,
    NobodyGiven,
    Official,
    Recipient,
    Signature,
)

Samples = dict[str, dict[str, Any]]
TextOf = Callable[[bytes], str]
DAY = re.compile(r"\d{4}-\d\d-\d\d")

every_template = pytest.mark.parametrize("template", sorted(TEMPLATES))
every_language = pytest.mark.parametrize("language", LANGUAGES)


def without(blocks: Mapping[str, Any], group: str) -> dict[str, Any]:
    """The blocks as plain data, without anything of "a|b" or "sender.phone"."""
    data = rendering.plain(blocks)
    for path in group.split("|"):
        *steps, last = path.split(".")
        place = data
        for step in steps:
            place = place.get(step, {})
        place.pop(last, None)
    return data


def all_text_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else []
    return [text for part in parts for text in all_text_in(part)]


def raw_of(content: bytes) -> bytes:
    """Every byte of the file with its streams unpacked: metadata, bookmarks, tags, text."""
    unpacked = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(unpacked, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    return content + unpacked.getvalue()


def has_trace_of(words: str, content: bytes) -> bool:
    raw = raw_of(content)
    return any(words.encode(coding) in raw for coding in ("utf-8", "latin-1", "utf-16-be"))


@every_language
@every_template
def test_the_same_input_gives_the_same_bytes(template: str, language: str, samples: Samples, at: datetime) -> None:
    def made() -> bytes:
        return render(template, samples[template], at=at, title="Rubrik", language=language)

    assert made() == made()


def test_another_moment_gives_other_bytes(samples: Samples, at: datetime) -> None:
    one = render("letter", samples["letter"], at=at, title="Brev")
    assert one != render("letter", samples["letter"], at=at + timedelta(days=1), title="Brev")


@every_language
@every_template
def test_every_document_claims_the_archive_and_accessibility_standards(
    template: str, language: str, samples: Samples, at: datetime
) -> None:
    with pikepdf.open(BytesIO(render(template, samples[template], at=at, title="Rubrik", language=language))) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K is not None
        assert str(pdf.Root.Lang).startswith(language)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@every_template
def test_metadata_name_the_kind_of_document_and_nobody(template: str, samples: Samples, at: datetime) -> None:
    content = render(template, samples[template], at=at, title="Om Alma Öberg")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.docinfo.Title) == TEMPLATES[template].title.sv
        assert "/Author" not in pdf.docinfo
        with pdf.open_metadata() as metadata:
            assert "dc:creator" not in metadata
            assert metadata["dc:title"] == TEMPLATES[template].title.sv


@every_template
def test_no_path_of_the_machine_is_in_the_file(template: str, samples: Samples, at: datetime) -> None:
    content = render(template, samples[template], at=at, title="Rubrik")
    for trace in (str(Path(rendering.__file__).parent), str(Path.home()), ".typ", "skyddsnat"):
        assert not has_trace_of(trace, content)


@every_template
def test_every_word_given_is_in_the_text_layer(template: str, samples: Samples, at: datetime, text_of: TextOf) -> None:
    text = text_of(render(template, samples[template], at=at, title="Min rubrik"))
    codes = {*FeedbackOutcome, *Delivery}
    given = [
        " ".join(words.split())
        for key, block in rendering.plain(samples[template]).items()
        if not key.endswith(("_on", "_at"))
        for words in all_text_in(block)
        if words not in codes and not words.startswith("2026-11-21T")
    ]
    given = [words for words in given if not DAY.fullmatch(words)]  # a day within a list is printed in words
    # A child is told a name or a code, not a title.
    left_out = {"socialsekreterare"} if template == "child_decision" else set()
    assert [words for words in given if words not in text and words not in left_out] == []
    assert "Min rubrik" in text


def test_dates_are_written_out_in_the_language_of_the_letter(samples: Samples, at: datetime, text_of: TextOf) -> None:
    data = samples["party_communication"]
    assert "senast den 7 december 2026" in text_of(render("party_communication", data, at=at, title="x"))
    assert "by 7 December 2026" in text_of(render("party_communication", data, at=at, title="x", language="en"))


def test_moments_are_told_on_a_swedish_clock(samples: Samples, at: datetime, text_of: TextOf) -> None:
    data = samples["protection_assessment"]
    assert "21 november 2026 kl. 14.32" in text_of(render("protection_assessment", data, at=at, title="x"))
    assert "21 November 2026, 14:32" in text_of(render("protection_assessment", data, at=at, title="x", language="en"))


@pytest.mark.parametrize(
    ("outcome", "said", "not_said"),
    [
        (FeedbackOutcome.OPENED, "beslutat att inleda en utredning", "inte inleda"),
        (FeedbackOutcome.NOT_OPENED, "beslutat att inte inleda någon utredning", "pågår redan"),
        (FeedbackOutcome.ALREADY_RUNNING, "En utredning pågår redan", "beslutat att"),
    ],
)
def test_the_reporter_is_told_one_of_three_things_and_nothing_of_the_child(
    outcome: FeedbackOutcome, said: str, not_said: str, samples: Samples, at: datetime, text_of: TextOf
) -> None:
    text = text_of(render("reporter_feedback", {**samples["reporter_feedback"], "outcome": outcome}, at=at, title="x"))
    assert said in text
    assert not_said not in text


def test_feedback_has_no_place_for_the_child(samples: Samples, at: datetime) -> None:
    with pytest.raises(UnknownBlock, match="child"):
        render("reporter_feedback", {**samples["reporter_feedback"], "child": {"name": "Alma"}}, at=at, title="x")


def test_a_name_behind_a_service_code_is_nowhere_in_the_letter(samples: Samples, at: datetime, text_of: TextOf) -> None:
    signature = Signature(Official(title="enhetschef", code="NH-4821"), at)
    content = render("decision_letter", samples["decision_letter"], at=at, title="Beslut", signature=signature)
    assert "NH-4821" in text_of(content)
    for name in ("Cia Wikström", "Wikström", "Bo Lindqvist", "Lindqvist"):
        assert name not in text_of(content)
        assert not has_trace_of(name, content)


def test_an_official_who_is_both_named_and_coded_is_printed_by_one_of_them(
    samples: Samples, at: datetime, text_of: TextOf
) -> None:
    both = Official("enhetschef", "Cia Wikström", "NH-4821")
    data = {**samples["decision_letter"], "decided_by": both, "took_part": [both]}
    named = render("decision_letter", data, at=at, title="x")
    assert "NH-4821" not in text_of(named)
    assert text_of(named).count("Cia Wikström, enhetschef") == 2
    for naming in (Naming(frozenset({"NH-4821"})), Naming(everyone=True)):
        coded = render("decision_letter", data, at=at, title="x", naming=naming)
        assert text_of(coded).count("Tjänstekod NH-4821, enhetschef") == 2
        assert not has_trace_of("Wikström", coded)


def test_the_same_source_makes_what_stays_and_what_is_handed_out(
    samples: Samples, at: datetime, text_of: TextOf
) -> None:
    both = Official("enhetschef", "Cia Wikström", "NH-4821")
    data = {**samples["decision_record"], "decided_by": both, "presented_by": both, "took_part": []}
    hidden = Naming(frozenset({"NH-4821"}))
    stays = render("decision_record", data, at=at, title="x", naming=hidden)
    assert "Beslutat av Cia Wikström" in text_of(stays)
    leaves = render("decision_record", data, at=at, title="x", naming=hidden, leaves=True)
    assert "Beslutat av Tjänstekod NH-4821" in text_of(leaves)
    assert not has_trace_of("Wikström", leaves)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_two_renderings_of_one_source_differ_in_the_names_and_nothing_else(
    template: str, language: str, samples: Samples, at: datetime, text_of: TextOf
) -> None:
    """Whoever compares them learns that a name is left out, and what stands in its place."""
    both, data = Official("enhetschef", "Cia Wikström", "NH-4821"), samples[template]
    officials = {name: [both] if isinstance(data.get(name), list) else both for name in TEMPLATES[template].officials}
    signed: dict[str, Any] = {"at": at, "title": "x", "language": language, "signature": Signature(both, at)}
    named = text_of(render(template, data | officials, leaves=True, **signed))
    hidden = Naming(frozenset({"NH-4821"}))
    coded = text_of(render(template, data | officials, leaves=True, naming=hidden, **signed))
    names_nobody = not TEMPLATES[template].officials and "Cia Wikström" not in named
    assert names_nobody or named != coded
    said = re.sub("(Tjänstekod|Service code|den som har koden|the person with the code) NH-4821", "NH-4821", coded)
    assert named.replace("Cia Wikström", "NH-4821") == said


def test_nobody_and_a_name_that_could_not_be_left_out_are_refused(samples: Samples, at: datetime) -> None:
    with pytest.raises(NobodyGiven):
        Official(title="enhetschef")
    for official, refusal in (({"title": "chef"}, NobodyGiven), ({"title": "chef", "name": "Cia"}, CodeRequired)):
        with pytest.raises(refusal):
            render("decision_letter", {**samples["decision_letter"], "decided_by": official}, at=at, title="x")
        with pytest.raises(refusal):
            render("decision_letter", {**samples["decision_letter"], "took_part": [official]}, at=at, title="x")


NAMING = [name for name, form in TEMPLATES.items() if form.audience is Audience.INTERNAL and form.officials]


@pytest.mark.parametrize("template", NAMING)
def test_what_stays_with_the_board_names_everyone(template: str, samples: Samples, at: datetime) -> None:
    block = TEMPLATES[template].officials[0]
    coded = Official(title="enhetschef", code="NH-4821")
    with pytest.raises(NameRequired, match=block):
        render(template, {**samples[template], block: coded}, at=at, title="x")
    with pytest.raises(NameRequired, match="signature"):
        render(template, samples[template], at=at, title="x", signature=Signature(coded, at))


def test_the_internal_decision_names_who_decided_presented_and_took_part(
    samples: Samples, at: datetime, text_of: TextOf
) -> None:
    text = text_of(render("decision_record", samples["decision_record"], at=at, title="Beslut"))
    for who in (
        "Beslutat av Cia Wikström, enhetschef",
        "Föredragande Bo Lindqvist",
        "Deltog utan att avgöra Disa Holm",
    ):
        assert who in text


def test_the_decision_letter_tells_how_to_appeal(samples: Samples, at: datetime, text_of: TextOf) -> None:
    text = text_of(render("decision_letter", samples["decision_letter"], at=at, title="Beslut"))
    assert "Förvaltningsrätten i Luleå" in text
    assert "inom tre veckor från den dag då du fick del av beslutet" in text


def test_a_decision_that_cannot_be_appealed_says_so(samples: Samples, at: datetime, text_of: TextOf) -> None:
    data = without(samples["decision_letter"], "appeal_to") | {"no_appeal": "Beslutet är ett led i handläggningen."}
    text = text_of(render("decision_letter", data, at=at, title="Beslut"))
    assert "Beslutet kan inte överklagas" in text
    assert "tre veckor" not in text


@pytest.mark.parametrize(
    ("delivery", "words"),
    [(Delivery.TAX_AGENCY, "Förmedlas via Skatteverket"), (Delivery.BY_HAND, "Lämnas personligen")],
)
def test_a_masked_address_is_not_in_the_letter(
    delivery: Delivery, words: str, samples: Samples, at: datetime, text_of: TextOf
) -> None:
    masked = {**samples["letter"], "recipient": Recipient(name="Siv Öberg", delivery=delivery)}
    text = text_of(render("letter", masked, at=at, title="Brev"))
    assert words in text
    assert "Storgatan" not in text


def test_a_masked_recipient_cannot_be_given_an_address(samples: Samples, at: datetime) -> None:
    with pytest.raises(AddressShown):
        Recipient(name="Siv Öberg", address=("Storgatan 1",), delivery=Delivery.TAX_AGENCY)
    smuggled = {"name": "Siv Öberg", "address": ["Storgatan 1"], "delivery": "tax_agency"}
    with pytest.raises(AddressShown):
        render("letter", {**samples["letter"], "recipient": smuggled}, at=at, title="Brev")


@pytest.mark.parametrize(
    "attempt",
    [
        '#eval("1+1")',
        '#import "base.typ": *',
        "$ x^2 $",
        "*fet* _kursiv_",
        "= Rubrik",
        "\\u{41}",
        '#read("/etc/passwd")',
        '{"a": 1}',
    ],
)
def test_code_in_the_data_is_printed_as_it_stands(
    attempt: str, samples: Samples, at: datetime, text_of: TextOf
) -> None:
    text = text_of(render("letter", {**samples["letter"], "body": f"före {attempt} efter"}, at=at, title=attempt))
    assert f"före {attempt} efter" in text
    assert text.count(attempt) == 2


def test_a_sign_that_no_font_has_is_named_in_brackets(samples: Samples, at: datetime, text_of: TextOf) -> None:
    text = text_of(
        render("letter", {**samples["letter"], "body": "Alma skrev 😀 och 李, sedan ÅÄÖ"}, at=at, title="Brev")
    )
    assert "Alma skrev [grinning face] och [cjk unified ideograph-674e], sedan ÅÄÖ" in text


def test_controls_that_no_page_can_hold_are_left_out(samples: Samples, at: datetime, text_of: TextOf) -> None:
    text = text_of(render("letter", {**samples["letter"], "body": "en\x00 rad\x07 \ud800till"}, at=at, title="Brev"))
    assert "en rad till" in text


@every_template
def test_a_missing_block_is_named_and_nothing_is_rendered(
    template: str, samples: Samples, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "_set_page", lambda *_: pytest.fail("something was rendered"))
    for group in TEMPLATES[template].required:
        with pytest.raises(MissingBlock) as refused:
            render(template, without(samples[template], group), at=at, title="x")
        assert refused.value.blocks == (group,)


@pytest.mark.parametrize("empty", ["", "  \n", None, []])
def test_a_block_with_nothing_in_it_is_missing(empty: Any, samples: Samples, at: datetime) -> None:
    with pytest.raises(MissingBlock, match="body"):
        render("letter", {**samples["letter"], "body": empty}, at=at, title="x")


@every_template
def test_required_blocks_alone_are_enough(template: str, samples: Samples, at: datetime) -> None:
    form = TEMPLATES[template]
    needed = {path.split(".")[0] for group in form.required for path in group.split("|")}
    data = {key: value for key, value in samples[template].items() if key in needed}
    assert render(template, data, at=at, title="x").startswith(b"%PDF")


def test_what_a_template_does_not_declare_is_refused(samples: Samples, at: datetime) -> None:
    with pytest.raises(UnknownBlock) as refused:
        render("letter", {**samples["letter"], "secret": "x", "another": "y"}, at=at, title="x")
    assert refused.value.blocks == ("another", "secret")


def test_unknown_templates_and_languages_are_refused(samples: Samples, at: datetime) -> None:
    with pytest.raises(UnknownTemplate):
        render("../base", {}, at=at, title="x")
    with pytest.raises(UnknownLanguage):
        render("letter", samples["letter"], at=at, title="x", language="de")


def test_a_failure_says_nothing_of_the_person(samples: Samples, at: datetime) -> None:
    broken = {**samples["preliminary_assessment"], "reports": [{"reference": "Alma Öberg"}]}
    with pytest.raises(RenderingFailed) as failed:
        render("preliminary_assessment", broken, at=at, title="x")
    assert "Alma" not in str(failed.value)
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__


def test_an_unsigned_document_says_that_it_is_a_draft(samples: Samples, at: datetime, text_of: TextOf) -> None:
    draft = text_of(render("decision_record", samples["decision_record"], at=at, title="Beslut"))
    signature = Signature(Official(title="enhetschef", name="Cia Wikström"), at)
    signed = text_of(render("decision_record", samples["decision_record"], at=at, title="Beslut", signature=signature))
    assert "Utkast – inte undertecknat" in draft
    assert "Utkast" not in signed
    assert "Cia Wikström, enhetschef Elektroniskt undertecknad 21 november 2026 kl. 14.32" in signed


def test_a_correction_tells_what_it_corrects_and_why(samples: Samples, at: datetime, text_of: TextOf) -> None:
    correction = Correction("Beslut", date(2026, 11, 20), "Fel slutdatum.")
    text = text_of(render("decision_record", samples["decision_record"], at=at, title="Beslut", correction=correction))
    assert "rättar ”Beslut” från den 20 november 2026" in text
    assert "Skäl: Fel slutdatum." in text


def test_every_template_has_its_file_and_every_file_its_template() -> None:
    files = {path.stem for path in (Path(rendering.__file__).parent / "templates").glob("*.typ")}
    assert files - {"base", "character"} == set(TEMPLATES)


def test_the_version_differs_between_templates_and_is_stable() -> None:
    versions = [template_version(name) for name in sorted(TEMPLATES)]
    assert len(set(versions)) == len(versions)
    assert versions == [template_version(name) for name in sorted(TEMPLATES)]
