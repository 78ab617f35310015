"""What was asked, of whom and how, in the words of archives: DDI-Codebook 2.5.

Source: DDI Alliance, *DDI-Codebook 2.5*, 2012-01-17, `codebook.xsd`. Elements stand in the order that it asks for;
texts in both languages carry `xml:lang`. No counts of answers: those leave suppressed, in the report.
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405 - writes, and reads nothing

from skyddsnat.domains.survey.rules.exporting import codes_of, put_if
from skyddsnat.domains.survey.types.definition import Kind, Question
from skyddsnat.domains.survey.types.waves import WaveView
from skyddsnat.kernel.text import Text

NAMESPACE = "ddi:codebook:2_5"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MODE = Text("Webbenkät med personlig länk, anonyma svar", "Web survey with a personal link, anonymous answers")
_LANGUAGES = ("sv", "en")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML 1.0 does not have; somebody may have pasted them into a question."""


def ddi(wave: WaveView, *, producer: str) -> str:
    """The metadata of one wave as XML. `producer`: the authority that asked."""
    root = Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5"})
    _study(SubElement(root, "stdyDscr"), wave, producer)
    data = SubElement(root, "dataDscr")
    for question in wave.definition.closed_questions:
        names = {"ID": f"V_{question.key}", "name": question.key}
        _variable(SubElement(data, "var", names | _interval(question)), question)
    indent(root)
    text = _NO_XML.sub("", tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _study(study: Element, wave: WaveView, producer: str) -> None:
    definition = wave.definition
    citation = SubElement(study, "citation")
    titles = SubElement(citation, "titlStmt")
    SubElement(titles, "titl", {_LANG: "sv"}).text = f"{definition.title.sv}: {wave.fields.name}"
    SubElement(titles, "parTitl", {_LANG: "en"}).text = f"{definition.title.en}: {wave.fields.name}"
    SubElement(titles, "IDNo").text = definition.key
    SubElement(SubElement(citation, "prodStmt"), "producer").text = producer
    info = SubElement(study, "stdyInfo")
    if definition.intro is not None:
        _said(info, "abstract", definition.intro)
    summary = SubElement(info, "sumDscr")
    _said(summary, "timePrd", definition.period)
    for event, day in (("start", wave.fields.opens_on), ("end", wave.fields.closes_on)):
        SubElement(summary, "collDate", {"event": event, "date": day.isoformat()}).text = day.isoformat()
    _said(summary, "universe", definition.population)
    _method(SubElement(study, "method"), wave)


def _method(method: Element, wave: WaveView) -> None:
    collection = SubElement(method, "dataColl")
    _said(collection, "collMode", _MODE if not wave.source else Text(wave.source, wave.source))
    if wave.definition.design is not None and wave.definition.design.weight is not None:
        SubElement(collection, "weight").text = wave.definition.design.weight
    if wave.asked and wave.answered is not None:
        analysis = SubElement(method, "anlyInfo")
        SubElement(analysis, "respRate").text = f"{wave.answered} / {wave.asked}"


def _variable(var: Element, question: Question) -> None:
    _said(var, "labl", question.text)
    asked = SubElement(var, "qstn")
    _said(asked, "qstnLit", question.text)
    if question.help is not None:
        _said(asked, "ivuInstr", question.help)
    if question.kind in (Kind.NUMBER, Kind.SCALE) and (question.lowest, question.highest) != (None, None):
        limits = {"min": question.lowest, "max": question.highest}
        given = {name: str(value) for name, value in limits.items() if value is not None}
        SubElement(SubElement(var, "valrng"), "range", given)
    if question.condition is not None:
        SubElement(var, "universe").text = put_if(question)
    _categories(var, question)
    SubElement(var, "varFormat", {"type": "numeric" if question.kind is Kind.NUMBER else "character"})


def _categories(var: Element, question: Question) -> None:
    # A point is in no key and in no code: no two names are ever the same.
    for group in question.groups:
        of = " ".join(f"C_{question.key}.{code}" for code in group.of)
        named = {"ID": f"G_{question.key}.{group.code}", "catgry": of}
        _said(SubElement(var, "catgryGrp", named), "labl", group.text)
    words = {language: codes_of(question, language) for language in _LANGUAGES}
    for code in question.codes:
        missing = {"missing": "Y"} if code in question.missing_codes else {}
        category = SubElement(var, "catgry", {"ID": f"C_{question.key}.{code}"} | missing)
        SubElement(category, "catValu").text = code
        for language in _LANGUAGES:
            if words[language][code]:
                SubElement(category, "labl", {_LANG: language}).text = words[language][code]


def _interval(question: Question) -> dict[str, str]:
    return {"intrvl": "contin" if question.kind is Kind.NUMBER else "discrete"}


def _said(parent: Element, name: str, text: Text) -> None:
    for language in _LANGUAGES:
        SubElement(parent, name, {_LANG: language}).text = text.in_language(language)
