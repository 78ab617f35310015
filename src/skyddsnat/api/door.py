"""What every operation does before and after its own work: who calls, may they, when, at which version, and only once.

An operation is a function of `viewer` (or `actor`), `at` and its own arguments, made with `reads`, `makes` or
`changes`. The clock is read here, and nowhere below.
"""

import inspect
import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router, Schema, Status

from skyddsnat.api.callers import may_call
from skyddsnat.api.problems import BAD_KEY, FORBIDDEN, NO_VERSION, STALE, Problem, ProblemOut
from skyddsnat.foundation.access.idempotency import Answer, answered_once
from skyddsnat.foundation.access.integrations import Scope
from skyddsnat.foundation.access.reading import reading_only
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer

Operation = Callable[..., Any]
Id = Annotated[int, Path(ge=1, le=2**63 - 1)]

_KEY = re.compile(r"[!-~]{1,120}")
_ETAG = re.compile(r'"?(0|[1-9][0-9]{0,8})"?', re.ASCII)
_GIVEN_BY_DOOR = frozenset({"viewer", "actor", "at", "version"})

READING = (400, 401, 403, 404, 422)
MAKING = (400, 401, 403, 404, 409, 422)
CHANGING = (400, 401, 403, 404, 409, 412, 422, 428)


@dataclass(frozen=True, slots=True)
class Versioned:
    """An answer with the version that it shows, sent as its ETag."""

    body: Any
    version: int


class VersionOut(Schema):
    """The version after the change; also the ETag of the answer."""

    version: int


class MadeOut(Schema):
    """The id of what was made."""

    id: int


def reads(router: Router, path: str, out: Any, *, scope: Scope | None = None) -> Callable[[Operation], Operation]:
    """GET. Cannot write, except to the log. An operation that returns `Versioned` sends an ETag."""

    def wrap(operation: Operation) -> Operation:
        def carry_out(request: HttpRequest, response: HttpResponse, viewer: Viewer, **given: Any) -> Any:
            return _sent(operation(viewer=viewer, **given), response)

        door = _door(operation, carry_out, scope, reading_only)
        return router.get(path, **_described(operation, {200: out}, READING, scope))(door)

    return wrap


def makes(
    router: Router, path: str, out: Any = MadeOut, *, scope: Scope | None = None
) -> Callable[[Operation], Operation]:
    """POST. With an Idempotency-Key it is carried out once. An operation with `version` asks for If-Match.

    The operation returns a dictionary of numbers and words that are nobody's: it is kept under the key.
    """

    def wrap(operation: Operation) -> Operation:
        is_versioned = "version" in inspect.signature(operation).parameters

        def carry_out(request: HttpRequest, response: HttpResponse, viewer: Viewer, **given: Any) -> Any:
            if is_versioned:
                given["version"] = _version(request)

            def work() -> Answer:
                return 201, operation(actor=viewer, **given)

            return _once(request, response, work, viewer, given["at"])

        door = _door(operation, carry_out, scope, nullcontext)
        codes = CHANGING if is_versioned else MAKING
        headers = [_IDEMPOTENCY_KEY, *([_IF_MATCH] if is_versioned else [])]
        return router.post(path, **_described(operation, {201: out}, codes, scope, *headers))(door)

    return wrap


def changes(router: Router, path: str) -> Callable[[Operation], Operation]:
    """PUT at the version in If-Match; the operation returns the new version."""

    def wrap(operation: Operation) -> Operation:
        def carry_out(request: HttpRequest, response: HttpResponse, viewer: Viewer, **given: Any) -> Any:
            version = operation(actor=viewer, version=_version(request), **given)
            return _sent(Versioned({"version": version}, version), response)

        door = _door(operation, carry_out, None, nullcontext)
        return router.put(path, **_described(operation, {200: VersionOut}, CHANGING, None, _IF_MATCH))(door)

    return wrap


# --- Parts ------------------------------------------------------------------------------------------------------------


def _door(operation: Operation, carry_out: Operation, scope: Scope | None, guard: Callable[[], Any]) -> Operation:
    @wraps(operation)
    def door(request: HttpRequest, response: HttpResponse, **given: Any) -> Any:
        viewer: Viewer = request.auth  # type: ignore[attr-defined]  # set by ninja
        if not may_call(viewer, scope):
            raise Problem(FORBIDDEN)
        at: datetime = timezone.now()
        with seeing(viewer), guard():
            return carry_out(request, response, viewer, at=at, **given)

    door.__signature__ = _without_ours(inspect.signature(operation))  # type: ignore[attr-defined]  # read by ninja
    return door


def _without_ours(signature: inspect.Signature) -> inspect.Signature:
    """What ninja fills in: the request, the response to set headers on, and the operation's own arguments."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    ours = (
        inspect.Parameter("request", kind, annotation=HttpRequest),
        inspect.Parameter("response", kind, annotation=HttpResponse),
    )
    own = [parameter for name, parameter in signature.parameters.items() if name not in _GIVEN_BY_DOOR]
    return signature.replace(parameters=[*ours, *own])


def _described(
    operation: Operation, good: dict[int, Any], codes: tuple[int, ...], scope: Scope | None, *headers: Any
) -> dict[str, Any]:
    return {
        "response": good | dict.fromkeys(codes, ProblemOut),
        "operation_id": operation.__name__,
        # The scope that an integration needs; null is for employees alone.
        "openapi_extra": {"parameters": list(headers), "x-scope": scope.value if scope else None},
    }


def _sent(answer: Any, response: HttpResponse) -> Any:
    if not isinstance(answer, Versioned):
        return answer
    response["ETag"] = f'"{answer.version}"'
    return answer.body


def _once(
    request: HttpRequest, response: HttpResponse, work: Callable[[], Answer], actor: Viewer, at: datetime
) -> Status[Any]:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return Status(*work())
    if not _KEY.fullmatch(key):
        raise Problem(BAD_KEY)
    whole = "\n".join([str(request.method), request.get_full_path(), request.headers.get("If-Match", ""), ""])
    answer, is_earlier = answered_once(key=key, request=whole.encode() + request.body, work=work, actor=actor, at=at)
    if is_earlier:
        response["Idempotency-Replayed"] = "true"
    return Status(*answer)


def _version(request: HttpRequest) -> int:
    given = request.headers.get("If-Match")
    if given is None:
        raise Problem(NO_VERSION)
    found = _ETAG.fullmatch(given.strip())
    if found is None:
        raise Problem(STALE)
    return int(found[1])


_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": 'The ETag that was read, for instance "3". Without it 428; when somebody has saved since, 412.',
}
_IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 120, "pattern": "^[!-~]{1,120}$"},
    "description": "The same request under the same key is carried out once, for seven days, and answered alike.",
}
