"""YAML files that people write: read node by node, so that each fault is told with its line and column, all at once.

Every value is read as it is written: `yes` is the word and not a truth.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeVar

import yaml

from skyddsnat.kernel.file_faults import BrokenFile, FileFault
from skyddsnat.kernel.text import Text

LONGEST = 300_000
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
NUMBER = re.compile(r"-?[0-9]{1,9}")
Node = yaml.Node
Found = TypeVar("Found")
Choice = TypeVar("Choice", bound=StrEnum)

_LACKING = "Uppgiften ”{name}” saknas.", "“{name}” is missing."
_UNKNOWN = (
    "Den här uppgiften finns inte. De som finns: {names}.",
    "There is no such entry here. There are: {names}.",
)
_TWICE = Text("Uppgiften står två gånger.", "This entry is here twice.")
_NOT_MAP = Text("Här ska det stå uppgifter med namn.", "Entries with names belong here.")
_NOT_LIST = Text("Här ska det stå en lista.", "A list belongs here.")
_NOT_TEXT = Text("Här ska det stå en text.", "A text belongs here.")
_EMPTY = Text("Texten är tom.", "The text is empty.")
_NOT_NUMBER = Text("Här ska det stå ett heltal.", "A whole number belongs here.")
_REFERENCE = Text(
    "Skriv ut det som ska stå här; en hänvisning (*) tas inte emot.",
    "Write out what belongs here; a reference (*) is not taken.",
)
_NOT_NAME = Text(
    "Ett namn har bokstäverna a–z, siffror, _ och -, högst 40.",
    "A name has the letters a–z, digits, _ and -, at most 40.",
)


class Truth(StrEnum):
    """What a file may say where only yes or no is possible."""

    TRUE = "true"
    FALSE = "false"


class _Loader(yaml.SafeLoader):
    """Takes no references: a few lines of them can stand for more than anybody can read to its end."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # the library has no types
            raise BrokenFile([FileFault(mark.line + 1, mark.column + 1, _REFERENCE)])
        node: Node | None = super().compose_node(parent, index)
        return node


def composed(text: str) -> Node:
    """The file as nodes with their places. Raises `BrokenFile`: too large or too deep, empty, no YAML, references."""
    if len(text) > LONGEST:
        raise BrokenFile([FileFault(1, 1, Text("Filen är för stor.", "The file is too large."))])
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BrokenFile([FileFault(line, column, Text("Det är inte YAML här.", "This is not YAML."))]) from None
    except yaml.YAMLError:
        sign = Text("Filen har tecken som YAML inte tillåter.", "The file has signs that YAML does not allow.")
        raise BrokenFile([FileFault(1, 1, sign)]) from None
    except RecursionError:
        deep = Text("Filen är nästlad för djupt.", "The file is nested too deep.")
        raise BrokenFile([FileFault(1, 1, deep)]) from None
    if node is None:
        raise BrokenFile([FileFault(1, 1, Text("Filen är tom.", "The file is empty."))])
    return node


class Reading:
    """One reading of a file, the ground of a reader of one kind of file: what is wrong in it is gathered in `faults`.

    A reader of a value returns None where it is wrong, and has said so.
    """

    def __init__(self) -> None:
        self.faults: list[FileFault] = []

    def _both(self, node: Node) -> Text | None:
        found = self._entries(node, ("sv", "en"), needed=("sv", "en"))
        return None if found is None else self._said(found)

    def _said(self, found: dict[str, Node]) -> Text | None:
        sv, en = self._with(found, "sv", self._text), self._with(found, "en", self._text)
        return None if sv is None or en is None else Text(sv, en)

    def _text(self, node: Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._wrong(node, _NOT_TEXT)
            return None
        if not node.value.strip():
            self._wrong(node, _EMPTY)
        return str(node.value).strip()

    def _name(self, node: Node) -> str | None:
        text = self._text(node)
        if text and not NAME.fullmatch(text):
            self._wrong(node, _NOT_NAME)
        return text

    def _number(self, node: Node) -> int | None:
        text = self._text(node)
        if text is None or NUMBER.fullmatch(text):
            return None if text is None else int(text)
        self._wrong(node, _NOT_NUMBER)
        return None

    def _one_of(self, choices: type[Choice]) -> Callable[[Node], Choice | None]:
        def read(node: Node) -> Choice | None:
            text = self._text(node)
            if text is None or text in list(choices):
                return None if text is None else choices(text)
            names = ", ".join(choices)
            self._wrong(node, Text(f"Välj ett av: {names}.", f"Choose one of: {names}."))
            return None

        return read

    def _entries(self, node: Node, allowed: tuple[str, ...], needed: tuple[str, ...]) -> dict[str, Node] | None:
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, _NOT_MAP)
            return None
        found: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._wrong(key, _NOT_TEXT)
            elif key.value in found:
                self._wrong(key, _TWICE)
            elif key.value not in allowed:
                names = ", ".join(allowed)
                self._wrong(key, Text(_UNKNOWN[0].format(names=names), _UNKNOWN[1].format(names=names)))
            else:
                found[key.value] = value
        for name in needed:
            if name not in found:
                self._wrong(node, Text(_LACKING[0].format(name=name), _LACKING[1].format(name=name)))
        return found

    def _with(self, found: dict[str, Node], name: str, read: Callable[[Node], Found | None]) -> Found | None:
        return read(found[name]) if name in found else None

    def _each(self, found: dict[str, Node], name: str, read: Callable[[Node], Found | None]) -> Iterator[Found]:
        node = found.get(name)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(node, _NOT_LIST)
            return
        for each in node.value:
            value = read(each)
            if value is not None:
                yield value

    def _wrong(self, node: Node, text: Text) -> None:
        line, column = place_of(node)
        self.faults.append(FileFault(line, column, text))


def place_of(node: Node) -> tuple[int, int]:
    """Line and column of what stands there, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1
