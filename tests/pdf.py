"""What a reader finds in a PDF."""

import re
from collections.abc import Mapping
from io import BytesIO

import pikepdf


def text_in(content: bytes) -> str:
    """The text layer of a PDF, with white space evened out."""
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = [_text_on(page) for page in pdf.pages]
    return re.sub(r"\s+", " ", " ".join(pages)).strip()


def _text_on(page: pikepdf.Page) -> str:
    fonts = {name: _marks_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    text, marks = "", {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                marks = fonts[str(operands[0])]
            case "BDC":
                text += " "
            case "Tj":
                text += _decoded(operands[0], marks)
            case "TJ":
                text += "".join(_decoded(part, marks) for part in operands[0] if isinstance(part, pikepdf.String))
    return text


def _decoded(shown: pikepdf.String, marks: Mapping[int, str]) -> str:
    raw = bytes(shown)
    return "".join(marks[int.from_bytes(raw[place : place + 2], "big")] for place in range(0, len(raw), 2))


def _marks_of(font: pikepdf.Object) -> dict[int, str]:
    """What each glyph number of a font stands for, by its ToUnicode table."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    marks: dict[int, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, mark in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", section):
            marks[int(code, 16)] = bytes.fromhex(mark).decode("utf-16-be")
    return marks
