"""`skyddsnat translations`: the English texts of the pages. Pages are written in Swedish, which is the key.

Each app with a folder `locale/en` has its own catalogue of the texts in its Python files and templates. Done with
Babel, so that no gettext package is needed; templates are first turned into Python by Django's own reader.
"""

import argparse
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGE = "en"
_CATALOGUE = Path("locale") / LANGUAGE / "LC_MESSAGES" / "django.po"

_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "lazy": None,  # what a module that needs both calls gettext_lazy
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the catalogues."""
    parser.add_argument("what", choices=["extract", "check", "compile"])


def run(args: argparse.Namespace) -> int:
    """Do it. `check` changes nothing and fails on a text that is missing, not translated, or translated in two ways."""
    if args.what == "extract":
        for app in apps():
            extract_app(app)
    elif args.what == "compile":
        compile_all()
    else:
        faults = [*(fault for app in apps() for fault in faults_of(app)), *quarrels(apps())]
        print("\n".join(faults) if faults else f"{len(apps())} catalogues are whole.")
        return bool(faults)
    return 0


def apps(package: Path = PACKAGE) -> list[Path]:
    """The folders that have a catalogue of their own."""
    return sorted(path.parents[1] for path in package.rglob(f"locale/{LANGUAGE}"))


def compile_all(package: Path = PACKAGE) -> None:
    """Compile the catalogues that are newer than their compiled form."""
    for app in apps(package):
        source = app / _CATALOGUE
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime <= source.stat().st_mtime):
            _compile(source, target)


def _compile(source: Path, target: Path) -> None:
    """Beside, then into place: who reads meanwhile, or after a killed run, finds a whole catalogue."""
    new = target.with_suffix(f".{os.getpid()}")
    with new.open("wb") as out:
        write_mo(out, _read(source))
    new.replace(target)


def extract_app(app: Path) -> None:
    """Add the app's new texts to its catalogue and drop those that are gone. Translations stay as they are."""
    path = app / _CATALOGUE
    catalogue = _read(path)
    catalogue.update(found_in(app), no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_po(out, catalogue, width=110, include_lineno=False, ignore_obsolete=True, sort_by_file=True)


def faults_of(app: Path) -> Iterator[str]:
    """What keeps the English of the app from being complete, one line a text."""
    catalogue = _read(app / _CATALOGUE)
    place = (app / _CATALOGUE).relative_to(app.parent)
    for message in found_in(app):
        known = catalogue.get(message.id, message.context) if message.id else message
        if known is None:
            yield f"{place}: not extracted: {message.id!r} (run.py translate)"
        elif message.id and (known.fuzzy or not _filled(known.string)):
            yield f"{place}: not translated: {message.id!r}"


def quarrels(found: Iterable[Path]) -> Iterator[str]:
    """Texts that the apps translate differently, one line a text.

    Django lays all catalogues together and the first app wins, so one of the pages would say what it does not mean.
    """
    said: dict[tuple[str | None, str], dict[str, str]] = {}
    for app in found:
        for message in _read(app / _CATALOGUE):
            if message.id and _filled(message.string):
                said.setdefault((message.context, str(message.id)), {}).setdefault(str(message.string), app.name)
    for (_context, text), ways in said.items():
        if len(ways) > 1:
            each = ", ".join(f"{english!r} in {app}" for english, app in ways.items())
            yield f"{text!r} is {each}: say it in one way, or with a context (pgettext)"


def found_in(app: Path) -> Catalog:
    """The texts in the app's own files. An app inside it that has a catalogue keeps its own."""
    catalogue = Catalog(locale=LANGUAGE)
    for path in sorted(_files_of(app)):
        with path.open("rb") as file:
            method: Any = extract_python if path.suffix == ".py" else extract_template
            for line, text, comments, context in extract(method, file, _KEYWORDS, ("Translators:",)):
                catalogue.add(text, None, [(path.relative_to(app).as_posix(), line)], (), comments, context=context)
    return catalogue


def extract_template(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Babel's way in to a Django template. Lines keep their numbers; indentation would not be Python's."""
    python = templatize(file.read().decode(), origin=getattr(file, "name", None))
    lines = (line.lstrip() for line in python.split("\n"))
    yield from extract_python(io.BytesIO("\n".join(lines).encode()), keywords, comment_tags, {"encoding": "utf-8"})


def _files_of(app: Path) -> Iterator[Path]:
    inner = [other for other in apps(app) if other != app]
    for path in (*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")):
        if not any(path.is_relative_to(other) for other in inner) and "static" not in path.parts:
            yield path


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LANGUAGE, project="Skyddsnät", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def _filled(text: str | Iterable[str] | None) -> bool:
    return bool(text) if text is None or isinstance(text, str) else all(text)
