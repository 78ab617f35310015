"""Systems that call the API: each with a token of its own, its scopes and the unit that it delivers to.

A token is shown once, when it is made. The database keeps its SHA-256: the token is random and long, so nothing slower
is needed to keep it from being guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.utils import IntegrityError

from skyddsnat.foundation.access.models import Integration
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.audit.actions import record

_TOKEN_BYTES = 32


class Scope(StrEnum):
    """What an integration may do. It sees no more than the intake of its unit, whatever its scopes."""

    REPORTS_WRITE = "reports:write"
    REPORTS_READ = "reports:read"


class NameTaken(Exception):
    """There is an integration with that name."""


class NoIntegration(Exception):
    """There is no active integration with that name."""


@dataclass(frozen=True, slots=True)
class IntegrationView:
    """An integration, without its token."""

    id: int
    name: str
    scopes: tuple[str, ...]
    unit_id: int
    created_at: datetime
    is_active: bool


def add_integration(*, name: str, unit_id: int, scopes: Iterable[Scope], actor: Viewer, at: datetime) -> str:
    """Let a system call the API. Returns its token, which cannot be read again. Raises `NameTaken`."""
    token = token_urlsafe(_TOKEN_BYTES)
    given = sorted({scope.value for scope in scopes})
    try:
        with transaction.atomic():
            row = Integration.objects.create(
                name=name, token_hash=_hashed(token), scopes=given, unit_id=unit_id, created_at=at
            )
    except IntegrityError:
        raise NameTaken from None
    record(
        deed="access.integration.added",
        target=f"access.integration:{row.pk}",
        actor=actor,
        at=at,
        details={"name": name, "scopes": given, "unit": unit_id},
    )
    return token


def end_integration(*, name: str, actor: Viewer, at: datetime) -> None:
    """The token opens nothing any more. Raises `NoIntegration`."""
    row = Integration.objects.filter(name=name, is_active=True).first()
    if row is None:
        raise NoIntegration
    Integration.objects.filter(pk=row.pk).update(is_active=False)
    record(deed="access.integration.ended", target=f"access.integration:{row.pk}", actor=actor, at=at)


def integrations() -> list[IntegrationView]:
    """Every integration, ended ones too, by name."""
    return [
        IntegrationView(row.pk, row.name, tuple(row.scopes), row.unit_id, row.created_at, row.is_active)
        for row in Integration.objects.order_by("name", "pk")
    ]


def viewer_of_token(token: str) -> Viewer | None:
    """The system run that the token speaks for, as the intake of its unit; None when it opens nothing."""
    row = Integration.objects.filter(token_hash=_hashed(token), is_active=True, unit__is_active=True).first()
    if row is None:
        return None
    return system_run(f"api:{row.name}", units=frozenset({row.unit_id}), scopes=frozenset(row.scopes))


def _hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
