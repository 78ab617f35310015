"""Every address of the application, and who may open what behind it, as `docs/reference/access-matrix.md` says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from tests.architecture.layout import ROOT

from skyddsnat.foundation.staff.types import Role
from skyddsnat.web.page import PageRule

MATRIX = ROOT / "docs" / "reference" / "access-matrix.md"
EVERY_ROLE = "every role"


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name, the names of its ids, and the rule of its page, if it is a page."""

    name: str
    route: str
    ids: tuple[str, ...]
    are_numbers: bool
    rule: PageRule | None

    @property
    def methods(self) -> frozenset[str]:
        return self.rule.methods if self.rule else frozenset({"GET"})

    def url(self, **ids: int) -> str:
        return reverse(self.name, kwargs={name: ids.get(name, 1) for name in self.ids})


def addresses(resolver: URLResolver | None = None, space: str = "", before: str = "") -> Iterator[Address]:
    """Every address there is."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, route)
        else:
            yield _address(pattern, space, route)


def _address(pattern: URLPattern, space: str, route: str) -> Address:
    converters = pattern.pattern.converters
    return Address(
        name=f"{space}{pattern.name}",
        route="/" + re.sub(r"<\w+:(\w+)>", r"<\1>", route),
        ids=tuple(re.findall(r"<(?:\w+:)?(\w+)>", route)),
        are_numbers=all(isinstance(converter, IntConverter) for converter in converters.values()),
        rule=getattr(pattern.callback, "page", None),
    )


@dataclass(frozen=True, slots=True)
class Declared:
    """What the matrix says of an address: the roles it is for, and whether a file must be open, a unit one's own, an
    incident seen or a warning met.
    """

    roles: frozenset[Role]
    of_file: bool
    of_unit: bool
    of_incident: bool
    of_warning: bool


# Who sees these follows the third table: an incident, and a decision to leave a colleague's name out.
_OF_STAFF = ("an incident", "a colleague's name")


def declared() -> dict[str, Declared]:
    """The first table of the matrix, by name of address."""
    lines = ((name.strip("`"), who, file) for _, name, who, file in _rows("## Addresses"))
    return {
        name: Declared(_roles(who), file == "must be open", file == "own unit", file in _OF_STAFF, file == "a warning")
        for name, who, file in lines
    }


def sees() -> dict[tuple[Role, str], bool]:
    """The second table: whether a role sees a file it stands in a relation to."""
    head, *rows = _rows("## Who sees a file", with_head=True)
    return {
        (Role(role.strip("`")), relation): answer == "yes"
        for role, *answers in rows
        for relation, answer in zip(head[1:], answers, strict=True)
        if answer != "-"
    }


def sees_incident() -> dict[tuple[Role, str], bool]:
    """The third table: whether a role sees an incident of a unit it stands in a relation to, without being exposed."""
    head, *rows = _rows("## Who sees an incident", with_head=True)
    return {
        (Role(role.strip("`")), relation): answer == "yes"
        for role, *answers in rows
        for relation, answer in zip(head[1:], answers, strict=True)
    }


def _roles(who: str) -> frozenset[Role]:
    return frozenset(Role) if who == EVERY_ROLE else frozenset(Role(name) for name in re.findall(r"`(\w+)`", who))


def _rows(heading: str, *, with_head: bool = False) -> list[list[str]]:
    text = MATRIX.read_text(encoding="utf-8").partition(f"{heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [rows[0], *rows[2:]] if with_head else rows[2:]


def row_of(address: Address) -> str:
    """The line that the matrix would have for a page as it is now, to be judged by whoever adds it."""
    rule: Any = address.rule
    who = ", ".join(f"`{role}`" for role in Role if role in rule.roles) if rule.roles else EVERY_ROLE
    return f"| `{address.route}` | `{address.name}` | {who} | {'must be open' if rule.of_file else '-'} |"
