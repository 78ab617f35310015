"""Whether a name can be found in what left: in bytes, in the text a reader sees, in every stream and in all data of it.

Written apart from the product's own search, so that a fault in that one is seen here.
"""

import re
from collections.abc import Iterable
from io import BytesIO

import pikepdf
from tests.pdf import text_in

_CODINGS = ("utf-8", "latin-1", "utf-16-be", "utf-16-le")


def traces_of(people: Iterable[tuple[str, str]], *texts: str) -> set[str]:
    """What of these people, each by name and login, stands in any of the texts."""
    folded = [text.casefold() for text in texts]
    found = {word for word in _words(people) if any(word.casefold() in text for text in folded)}
    return found | {mark for name, _login in people for mark in _initials(name) for text in texts if mark in text}


def traces_in_bytes(people: Iterable[tuple[str, str]], content: bytes) -> set[str]:
    """The same in bytes, whatever they are; a PDF is taken apart."""
    if content.startswith(b"%PDF-"):
        return traces_of(people, text_in(content)) | _coded(people, _streams(content))
    return _coded(people, content)


def _words(people: Iterable[tuple[str, str]]) -> set[str]:
    return {word for name, login in people for word in (name, name.split()[-1], login)}


def _initials(name: str) -> tuple[str, ...]:
    first, last = name.split()[0][0], name.split()[-1][0]
    return f"{first}.{last}.", f"{first}. {last}.", f"/{first}{last}\n", f"/ {first}{last}\n"


def _coded(people: Iterable[tuple[str, str]], raw: bytes) -> set[str]:
    written = {variant for word in _words(people) for variant in (word, word.lower(), word.upper())}
    return {word for word in written if any(word.encode(coding) in raw for coding in _CODINGS)}


def _streams(content: bytes) -> bytes:
    """The bytes with every stream unpacked: the pages, the fonts, the data about the file, what is attached."""
    with pikepdf.open(BytesIO(content)) as pdf:
        info = str(dict(pdf.docinfo.items())) if pdf.docinfo else ""
        unpacked = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    return re.sub(rb"\s+", b" ", b" ".join([content, info.encode(), *unpacked]))
