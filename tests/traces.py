"""Whether a name can be found in what left: in bytes, in the text a reader sees, in every stream and in all data of it.

Written apart from the product's own search, so that a fault in that one is seen here.
"""

import base64
import html
import quopri
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from email.header import decode_header
from io import BytesIO
from urllib.parse import unquote

import pikepdf
from tests.pdf import text_in

_CODINGS = ("utf-8", "latin-1", "utf-16-be", "utf-16-le")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def traces_of(people: Iterable[tuple[str, str]], *texts: str) -> set[str]:
    """What of these people, each by name and login, stands in any of the texts, however it is coded or broken."""
    people = list(people)
    read = [way for text in texts for way in _ways_to_read(text)]
    folded = [_folded(text) for text in read]
    found = {word for word in _words(people) if any(_folded(word) in text for text in folded)}
    return found | {mark for name, _login in people for mark in _initials(name) for text in read if mark in text}


def traces_in_bytes(people: Iterable[tuple[str, str]], content: bytes) -> set[str]:
    """The same in bytes, whatever they are; a PDF is taken apart, and so is what is packed."""
    people = list(people)
    if content.startswith(b"%PDF-"):
        return traces_of(people, text_in(content)) | _coded(people, _streams(content))
    if content.startswith(b"PK\x03\x04"):
        return {word for name, part in _packed(content) for word in {*traces_of(people, name), *_coded(people, part)}}
    return _coded(people, content)


def _ways_to_read(text: str) -> Iterator[str]:
    """The text, and the same out of JSON, HTML, an address, a mail header, and with its broken lines joined."""
    whole = unicodedata.normalize("NFKC", text).translate(_UNSEEN)
    for way in (whole, html.unescape(whole), unquote(whole), _unescaped(whole), _out_of_mail(whole)):
        yield unicodedata.normalize("NFKC", way)
        yield re.sub(r"[-\u2010]\s*\n\s*", "", unicodedata.normalize("NFKC", way))


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def _out_of_mail(text: str) -> str:
    """Words of a header («=?utf-8?…?=») and of a text in quoted-printable."""
    try:
        parts = [part.decode(code or "ascii", "replace") if isinstance(part, bytes) else part
                 for part, code in decode_header(text)]  # fmt: skip
    except (ValueError, LookupError):
        parts = []
    return " ".join([*parts, quopri.decodestring(text.encode()).decode("utf-8", "replace")])


def _folded(text: str) -> str:
    """Small letters without dots and rings, one space between words: å, ä and ö as where they are missing."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return re.sub(r"\s+", " ", bare).casefold()


def _words(people: Iterable[tuple[str, str]]) -> set[str]:
    return {word for name, login in people for word in (name, name.split()[-1], login)}


def _initials(name: str) -> tuple[str, ...]:
    first, last = name.split()[0][0], name.split()[-1][0]
    return f"{first}.{last}.", f"{first}. {last}.", f"/{first}{last}\n", f"/ {first}{last}\n"


def _coded(people: Iterable[tuple[str, str]], raw: bytes) -> set[str]:
    people = list(people)
    forms = [unicodedata.normalize(form, word) for word in _words(people) for form in ("NFC", "NFD")]
    written = {variant for word in forms for variant in (word, word.lower(), word.upper())}
    found = {word for word in written if any(word.encode(coding, "ignore") in raw for coding in _CODINGS)}
    text = raw.decode("utf-8", "ignore")
    mail = [_out_of_base64(part) for part in re.findall(rb"[A-Za-z0-9+/\r\n]{24,}", raw)]
    return found | _words_in(people, text) | {word for part in mail for word in written if word.encode() in part}


def _out_of_base64(text: bytes) -> bytes:
    whole = re.sub(rb"\s", b"", text)
    return base64.b64decode(whole[: len(whole) // 4 * 4])


def _words_in(people: list[tuple[str, str]], text: str) -> set[str]:
    """Names and logins, without initials: two letters stand in bytes by chance."""
    folded = [_folded(way) for way in _ways_to_read(text)]
    return {word for word in _words(people) if any(_folded(word) in each for each in folded)}


def _packed(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every file in a packed one (DOCX, XLSX, ZIP) by name."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            yield name, packed.read(name)


def _streams(content: bytes) -> bytes:
    """The bytes with every stream unpacked: the pages, the fonts, the data about the file, what is attached."""
    with pikepdf.open(BytesIO(content)) as pdf:
        info = str(dict(pdf.docinfo.items())) if pdf.docinfo else ""
        unpacked = [_unpacked(each) for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        texts = [bytes(each) for each in _strings(pdf)]
    return re.sub(rb"\s+", b" ", b" ".join([content, info.encode(), *unpacked, *texts]))


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, zlib.error):
        return stream.read_raw_bytes()


def _strings(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Every text in the dictionaries: titles, names of tags, words read aloud in place of a picture."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary):
            yield from (bytes(part) for part in each.values() if isinstance(part, pikepdf.String))
            yield from (str(part).encode() for part in each.values() if isinstance(part, pikepdf.String))
