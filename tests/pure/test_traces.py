"""The search that the tests of what leaves rest on finds a name however it is hidden."""

import base64
import json
from email.header import Header
from io import BytesIO
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pikepdf
import pytest
from tests.traces import traces_in_bytes, traces_of

BO = [("Bo Qvarnström", "boqva17")]


@pytest.mark.parametrize(
    "text",
    [
        "BO QVARNSTRÖM", "Qvarnstro\u0308m", "Qvarnstrom", "Qvarn-\nström", "Qvarn\u00adström", "Qvarnstr\u00f6m",
        json.dumps("Qvarnström"), "Qvarnstr&ouml;m", "Qvarnstr&#246;m", quote("Qvarnström"), "filename=boqva17.pdf",
        Header("Från Bo Qvarnström", "utf-8").encode(), "Qvarnstr=C3=B6m", "B.Q.", "Hej /BQ\n",
    ],
)  # fmt: skip
def test_every_way_to_hide_a_name_in_a_text_is_found(text: str) -> None:
    assert traces_of(BO, text)


def _pdf(**info: str) -> bytes:
    pdf, out = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    with pdf.open_metadata() as xmp:
        xmp["dc:creator"] = [info.get("Xmp", "Nämnden")]
    for key, value in info.items():
        pdf.docinfo[f"/{key}"] = value
    pdf.save(out)
    return out.getvalue()


def _zip() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<w:t>Qvarnström</w:t>")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "Qvarnström".encode("utf-16-be"), "QVARNSTRÖM".encode("latin-1"), "Qvarnstro\u0308m".encode(),
        base64.b64encode("Med vänlig hälsning Bo Qvarnström, socialsekreterare".encode()), _zip(),
        _pdf(Author="Bo Qvarnström"), _pdf(Xmp="Bo Qvarnström"), _pdf(Keywords="boqva17"),
        b"\xff\xd8\xff\xe1\x00\x20Exif\x00\x00Artist\x00" + "Bo Qvarnström".encode() + b"\xff\xd9",
    ],
)  # fmt: skip
def test_every_way_to_hide_a_name_in_a_file_is_found(content: bytes) -> None:
    assert traces_in_bytes(BO, content)


@pytest.mark.parametrize("content", [b"Bo ringde", "Kvarnström".encode(), _pdf(Author="Nämnden")])
def test_what_names_nobody_is_left_alone(content: Any) -> None:
    assert traces_in_bytes(BO, content) == set()
