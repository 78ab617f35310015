"""The metadata of a wave, beside what the schema of DDI-Codebook 2.5 asks for.

Source: DDI Alliance, *DDI-Codebook 2.5*, 2012-01-17, `codebook.xsd`. For each element that is written here: its
children in the order of its sequence, those without which it may not be ("!"), those that stand there once at most
("1"); and its attributes beside `ID` and `xml:lang`, with what they may say.
"""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from tests.factories import survey as asking

from skyddsnat.domains.survey.rules.ddi import NAMESPACE, ddi
from skyddsnat.domains.survey.types.definition import Answer, Definition, Group, Kind, Question
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.waves import WaveKind, WaveState, WaveView
from skyddsnat.kernel.text import Text

CHILDREN = {
    "codeBook": "docDscr stdyDscr! fileDscr dataDscr otherMat",
    "stdyDscr": "citation! studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
    "citation": "titlStmt!1 rspStmt1 prodStmt1 distStmt1 serStmt verStmt biblCit1 holdings notes",
    "titlStmt": "titl!1 subTitl altTitl parTitl IDNo",
    "prodStmt": "producer copyright1 prodDate prodPlac software fundAg grantNo",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement1 notes exPostEvaluation",
    "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox1 boundPoly1 anlyUnit universe dataKind",
    "method": "dataColl notes anlyInfo1 stdyClas1 dataProcessing codingInstructions",
    "dataColl": "timeMeth dataCollector collectorTraining frequenc sampProc sampleFrame targetSampleSize deviat "
    "collMode resInstru instrumentDevelopment sources1 collSitu actMin ConOps weight cleanOps",
    "anlyInfo": "respRate EstSmpErr dataAppr",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "var": "location labl imputation1 security1 embargo1 respUnit1 anlysUnit1 qstn valrng invalrng undocCod universe "
    "TotlResp1 sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation1 varFormat1 geoMap "
    "catLevel notes",
    "qstn": "qstnLit ivuInstr",
    "valrng": "range! key1 notes",
    "catgryGrp": "labl catStat txt",
    "catgry": "catValu1 labl txt catStat mrow1",
}
ATTRIBUTES = {
    "codeBook": {"version": "2[.]5"},
    "collDate": {"event": "start|end|single", "date": r"\d{4}-\d\d-\d\d"},
    "var": {"name": ".+", "intrvl": "contin|discrete"},
    "range": {"min": ".+", "max": ".+"},
    "catgryGrp": {"catgry": r"\S+( \S+)*"},
    "catgry": {"missing": "Y|N"},
    "varFormat": {"type": "character|numeric"},
}
NAME = re.compile(r"[A-Za-z_][\w.-]*")
"""What an `ID` may be (NCName), so far as ours reach."""


def wave(definition: Definition) -> WaveView:
    return WaveView(
        id=1, survey_id=1, kind=WaveKind.ASKED, state=WaveState.CLOSED, fields=asking.FIELDS, definition=definition,
        source="", asked=20, answered=12, counts={}, version=3, opening_version=5,
    )  # fmt: skip


def awkward() -> Definition:
    """Keys and codes that make one name when put together, limits below nought and on one side, words of XML."""
    yes, no = Answer("b_c", Text("<Ja> & ”nej”", "<Yes> & “no”")), Answer("no", Text("Nej", "No"), is_missing=True)
    one = Question(key="a", kind=Kind.SINGLE, text=Text("]]>\x0b\ufffe", "]]>"), answers=(yes, no))
    grouped = replace(one, groups=(Group("x", Text("Alla", "All"), ("b_c", "no")),))
    other = replace(
        one, key="a_b", answers=(replace(yes, code="c"), no), groups=(Group("b", Text("Alla", "All"), ("c",)),)
    )
    scale = Question(key="s", kind=Kind.SCALE, text=Text("S", "S"), lowest=-1, highest=1)
    number = Question(key="n", kind=Kind.NUMBER, text=Text("N", "N"), lowest=0)
    free = Question(key="f", kind=Kind.TEXT, text=Text("F", "F"))
    return replace(asking.definition(), questions=(grouped, other, scale, number, free), intro=None)


DESIGNED = read_definition(asking.DEFINITION + "design: {weight: w}\n")


@pytest.fixture(params=[asking.definition, awkward, lambda: DESIGNED], ids=["survey", "awkward", "designed"])
def root(request: pytest.FixtureRequest) -> ET.Element:
    return ET.fromstring(ddi(wave(request.param()), producer="Socialnämnden & <andra>"))


def name_of(element: ET.Element) -> str:
    assert element.tag.startswith(f"{{{NAMESPACE}}}"), element.tag
    return element.tag.rpartition("}")[2]


def test_elements_stand_where_the_schema_has_them(root: ET.Element) -> None:
    assert name_of(root) == "codeBook"
    for element in root.iter():
        children = [name_of(child) for child in element]
        listed = CHILDREN.get(name_of(element), "").split()
        order = [each.rstrip("!1") for each in listed]
        assert set(children) <= set(order), name_of(element)
        assert children == sorted(children, key=order.index), name_of(element)
        assert {each.rstrip("!1") for each in listed if "!" in each} <= set(children), name_of(element)
        for once in (each.rstrip("!1") for each in listed if each.endswith("1")):
            assert children.count(once) <= 1, (name_of(element), once)
        # Only what has no elements of its own has words, and what has words is not empty.
        assert bool((element.text or "").strip()) == (name_of(element) not in {*CHILDREN, "range", "varFormat"})


def test_attributes_say_what_the_schema_lets_them(root: ET.Element) -> None:
    for element in root.iter():
        own = {name: value for name, value in element.attrib.items() if name != "ID" and not name.endswith("}lang")}
        allowed = ATTRIBUTES.get(name_of(element), {})
        assert own.keys() <= allowed.keys(), name_of(element)
        for name, value in own.items():
            assert re.fullmatch(allowed[name], value), (name_of(element), name)
    assert all(each.get("name") for each in root.iter(f"{{{NAMESPACE}}}var"))


def test_names_are_names_once_each_and_what_is_referred_to_is_there(root: ET.Element) -> None:
    names = [name for element in root.iter() if (name := element.get("ID")) is not None]
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(name) for name in names)
    groups = list(root.iter(f"{{{NAMESPACE}}}catgryGrp"))
    assert groups
    for group in groups:
        assert set(group.attrib["catgry"].split()) <= set(names)


def test_a_group_tells_of_which_answers_it_is() -> None:
    found = ET.fromstring(ddi(wave(awkward()), producer="Nämnden"))
    (group, _) = found.iter(f"{{{NAMESPACE}}}catgryGrp")
    assert group.attrib["catgry"] == "C_a.b_c C_a.no"
    (category,) = (each for each in found.iter(f"{{{NAMESPACE}}}catgry") if each.get("ID") == "C_a.b_c")
    assert category.findtext(f"{{{NAMESPACE}}}labl") == "<Ja> & ”nej”"
