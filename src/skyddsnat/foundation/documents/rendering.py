"""From data to a tagged PDF/A: the same input gives the same bytes.

The data reaches the template as JSON and is printed as it stands; nothing in it is ever read as markup or code.
The rules of archives (PDF/A-2a) and accessibility (PDF/UA-1) are enforced while the document is made.
"""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from skyddsnat.foundation.documents.types import (
    BY_NAME,
    TEMPLATES,
    AddressShown,
    Audience,
    Correction,
    Delivery,
    Naming,
    NobodyGiven,
    Official,
    Signature,
    Template,
)
from skyddsnat.foundation.documents.wording import date_in_words, moment_in_words
from skyddsnat.kernel.stockholm import local_date

LANGUAGES = ("sv", "en")
# In place of a template's version, of what was made elsewhere.
RECEIVED = "received"

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_FONTS = _HERE / "fonts"


class UnknownTemplate(ValueError):
    """There is no template of that name."""

    def __init__(self, template: str) -> None:
        super().__init__(f"no template is called {template}")


class UnknownLanguage(ValueError):
    """Documents are written in Swedish and English."""

    def __init__(self, language: str) -> None:
        super().__init__(f"documents are not written in {language}")


class MissingBlock(ValueError):
    """Blocks that the template requires hold nothing; nothing was rendered. `blocks` names all of them."""

    def __init__(self, template: str, blocks: tuple[str, ...]) -> None:
        super().__init__(f"{template} lacks {', '.join(blocks)}")
        self.template = template
        self.blocks = blocks


class UnknownBlock(ValueError):
    """Blocks that the template does not declare: a letter starts empty and carries nothing else."""

    def __init__(self, template: str, blocks: tuple[str, ...]) -> None:
        super().__init__(f"{template} has no place for {', '.join(blocks)}")
        self.template = template
        self.blocks = blocks


class NameRequired(ValueError):
    """A service code in a document that must name the official (FL 31 §)."""

    def __init__(self, block: str) -> None:
        super().__init__(f"{block} is named, not coded, in a document that stays with the board (31 § FL)")


class CodeRequired(ValueError):
    """An official without a service code in a document that leaves: the name could not be left out (FL 33 §)."""

    def __init__(self, block: str) -> None:
        super().__init__(f"{block} has no service code, in a document that leaves the building (33 § FL)")


class RenderingFailed(RuntimeError):
    """The template could not be set. Says nothing of the data, which is about people."""

    def __init__(self, template: str) -> None:
        super().__init__(f"the template {template} could not be set with the blocks given")


def render(
    template: str,
    data: Mapping[str, Any],
    *,
    at: datetime,
    title: str,
    language: str = "sv",
    signature: Signature | None = None,
    correction: Correction | None = None,
    naming: Naming = BY_NAME,
    leaves: bool = False,
) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1.

    `data` holds the blocks of `TEMPLATES[template]`; `at` is the date of the document and of the file; `title` is
    printed, but the metadata carry only the template's own title. Without `signature` the page says that it is a draft.
    `naming` says whose code is printed and not the name, in what leaves; `leaves` when what is internal is handed out.
    Raises `MissingBlock`, `UnknownBlock`, `NameRequired` and the like before anything is rendered.
    """
    blocks = plain(data)
    form = _check(template, blocks, language, leaves=leaves)
    stays = not form.is_outgoing and not leaves
    if stays and naming.everyone:
        raise NameRequired("signature")
    naming = BY_NAME if stays else naming
    blocks |= {block: _printed(blocks[block], naming) for block in form.officials if blocks.get(block)}
    if signature is not None:
        official = plain(signature.official)
        _check_official(form, "signature", official, leaves=leaves)
        signature = Signature(Official(**_printed(official, naming)), signature.signed_at)
    page = {
        "page": {
            "language": language,
            "heading": title,
            "metadata_title": form.title.in_language(language),
            "made_on": local_date(at),
            "signature": signature,
            "correction": correction,
            "blocks": blocks,
        }
    }
    return _compiled(template, _worded(plain(page), language), int(at.timestamp()))


def check_blocks(template: str, data: Mapping[str, Any], *, language: str = "sv") -> Template:
    """Refuse what `render` would refuse; gives the template."""
    return _check(template, plain(data), language)


def left_out(template: str, blocks: Mapping[str, Any], naming: Naming) -> dict[str, Any]:
    """The blocks without the names that `naming` hides in what leaves; what stays with the board keeps every name."""
    form = _template(template)
    if not form.is_outgoing:
        return dict(blocks)
    hidden = {block: _without_names(blocks[block], naming) for block in form.officials if blocks.get(block)}
    return {**blocks, **hidden}


@cache
def template_version(template: str) -> str:
    """A mark that changes when the template, what it is built on or the typesetter changes."""
    _template(template)
    digest = sha256(version("typst").encode())
    for source in ("base.typ", f"{template}.typ"):
        digest.update((_TEMPLATES / source).read_bytes())
    return digest.hexdigest()[:12]


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: dataclasses become objects, dates ISO text, and control characters go."""
    if isinstance(value, str):
        return _clean(str(value))
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def _clean(text: str) -> str:
    """Without what no page and no database text can hold: controls other than line breaks and tabs, lone surrogates."""
    return "".join(
        mark
        for mark in unicodedata.normalize("NFC", text)
        if mark in "\n\t" or unicodedata.category(mark) not in {"Cc", "Cs"}
    )


def _template(name: str) -> Template:
    try:
        return TEMPLATES[name]
    except KeyError:
        raise UnknownTemplate(name) from None


def _check(name: str, blocks: Mapping[str, Any], language: str, *, leaves: bool = False) -> Template:
    form = _template(name)
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    if missing := tuple(group for group in form.required if not _any_filled(blocks, group)):
        raise MissingBlock(name, missing)
    if unknown := tuple(sorted(set(blocks) - form.blocks)):
        raise UnknownBlock(name, unknown)
    for block, official in _officials(form, blocks):
        _check_official(form, block, official, leaves=leaves)
    _check_recipient(blocks.get("recipient"))
    return form


def _any_filled(blocks: Mapping[str, Any], group: str) -> bool:
    return any(_is_filled(_at_path(blocks, path)) for path in group.split("|"))


def _at_path(blocks: Any, path: str) -> Any:
    for step in path.split("."):
        blocks = blocks.get(step) if isinstance(blocks, Mapping) else None
    return blocks


def _is_filled(value: Any) -> bool:
    """Whether something was said. `False` is said; blank text, nothing and empty lists are not."""
    return bool(value.strip()) if isinstance(value, str) else value is False or bool(value)


def _officials(form: Template, blocks: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for block in form.officials:
        value = blocks.get(block) or []
        for official in value if isinstance(value, list) else [value]:
            yield block, official


def _check_official(form: Template, block: str, official: Mapping[str, Any], *, leaves: bool) -> None:
    if not official.get("name") and not official.get("code"):
        raise NobodyGiven
    if form.audience is Audience.INTERNAL and not leaves:
        if not official.get("name"):
            raise NameRequired(block)
    elif form.is_outgoing and not official.get("code"):
        raise CodeRequired(block)


def _printed(officials: Any, naming: Naming) -> Any:
    """The officials as they are printed: by name, or by code, and never by both."""
    if isinstance(officials, list):
        return [_printed(official, naming) for official in officials]
    code = officials.get("code", "")
    by_code = not officials.get("name") or naming.hides(code)
    return {"title": officials.get("title", ""), **({"code": code} if by_code else {"name": officials["name"]})}


def _without_names(officials: Any, naming: Naming) -> Any:
    if isinstance(officials, list):
        return [_without_names(official, naming) for official in officials]
    return {**officials, "name": ""} if naming.hides(officials.get("code", "")) else officials


def _check_recipient(recipient: Mapping[str, Any] | None) -> None:
    if recipient and recipient.get("address") and recipient.get("delivery") != Delivery.POST:
        raise AddressShown


def _worded(value: Any, language: str, key: str = "") -> Any:
    """The same data with days (`…_on`) and moments (`…_at`) written out in `language`."""
    if isinstance(value, Mapping):
        return {name: _worded(part, language, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_worded(part, language, key) for part in value]
    if isinstance(value, str) and value and key.endswith("_on"):
        return date_in_words(date.fromisoformat(value), language)
    if isinstance(value, str) and value and key.endswith("_at"):
        return moment_in_words(datetime.fromisoformat(value), language)
    return value


def _compiled(template: str, page: Mapping[str, Any], timestamp: int) -> bytes:
    """The page set; characters that no font of ours has are named in brackets rather than lost or refused."""
    source = _TEMPLATES / f"{template}.typ"
    try:
        return _set_page(source, json.dumps(page), timestamp)
    except typst.TypstError:
        legible = _in_each_text(page, _named_where_unprintable)
    try:
        return _set_page(source, json.dumps(legible), timestamp)
    except typst.TypstError:
        raise RenderingFailed(template) from None


@cache
def _fonts() -> typst.Fonts:
    """Our fonts, read once: reading them anew takes as long as setting a page."""
    return typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])


def _set_page(source: Path, data: str, timestamp: int) -> bytes:
    return typst.compile(
        source,
        root=_TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"data": data},
        timestamp=timestamp,
    )


def _in_each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _in_each_text(part, change) for key, part in value.items()}
    return [_in_each_text(part, change) for part in value] if isinstance(value, list) else value


def _named_where_unprintable(text: str) -> str:
    return "".join(mark if mark.isascii() or _prints(mark) else f"[{_name(mark)}]" for mark in text)


def _name(mark: str) -> str:
    return unicodedata.name(mark, f"U+{ord(mark):04X}").lower()


@lru_cache(maxsize=4096)
def _prints(mark: str) -> bool:
    try:
        _set_page(_TEMPLATES / "character.typ", mark, 0)
    except typst.TypstError:
        return False
    return True
