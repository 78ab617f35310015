"""Every answer that is not what was asked for: one shape, in both languages, with all reasons and nobody's data."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from skyddsnat.domains.decisions.queries import UnknownService
from skyddsnat.domains.intake.actions import AlreadyReceived
from skyddsnat.foundation.access.idempotency import OtherRequest
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import NobodyNamed
from skyddsnat.foundation.access.walls import wall_of
from skyddsnat.kernel.faults import Fault, faults_of, faults_of_reasons
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile


class ReasonOut(Schema):
    """One reason. `field` is where in the body, when it is about a field; `citation` the paragraph behind it."""

    code: str
    field: str | None
    message_sv: str
    message_en: str
    citation: str | None


class ProblemOut(Schema):
    """Why the request was not carried out. `code` is stable; nothing was changed."""

    code: str
    message_sv: str
    message_en: str
    reasons: list[ReasonOut]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: status, stable code, and what it means."""

    status: int
    code: str
    text: Text


BAD_REQUEST = Kind(400, "bad_request", Text("Det går inte att läsa som JSON.", "It cannot be read as JSON."))
BAD_KEY = Kind(
    400,
    "bad_idempotency_key",
    Text("Idempotency-Key är 1-120 synliga ASCII-tecken.", "Idempotency-Key is 1-120 visible ASCII signs."),
)
NOT_SIGNED_IN = Kind(
    401, "not_signed_in", Text("Logga in eller skicka en giltig nyckel.", "Sign in, or send a valid token.")
)
NO_CSRF = Kind(
    403,
    "csrf",
    Text("X-CSRFToken saknas eller är fel.", "X-CSRFToken is missing or wrong."),
)
FORBIDDEN = Kind(
    403, "forbidden", Text("Det här ingår inte i behörigheten.", "This is not among what the caller may do.")
)
NOT_FOUND = Kind(404, "not_found", Text("Finns inte eller är inte öppet för dig.", "Not there, or not open to you."))
REFUSED = Kind(
    409, "refused", Text("Det går inte nu. Skälen står här.", "This is not possible now, for these reasons.")
)
ALREADY = Kind(
    409,
    "already_received",
    Text("En anmälan med den källan och det id:t är redan mottagen.", "A report with that source and id is received."),
)
MASKED = Kind(
    409,
    "masked",
    Text(
        "Uppgifterna är skyddade och ändras på sidan, där skälet att se dem skrivs.",
        "The data are protected, and are changed on the page, where the reason for seeing them is written.",
    ),
)
STALE = Kind(
    412,
    "stale",
    Text("Någon har ändrat sedan du läste. Läs om.", "Somebody has changed it since you read. Read again."),
)
INVALID = Kind(422, "invalid", Text("Något i det som skickades är fel.", "Something in what was sent is wrong."))
OTHER_REQUEST = Kind(
    422,
    "idempotency_key_reused",
    Text("Nyckeln har använts för en annan begäran.", "The key was used for another request."),
)
UNKNOWN_SERVICE = Kind(422, "unknown_service", Text("Insatsen finns inte.", "There is no such service."))
UNKNOWN_BLOCK = Kind(422, "unknown_block", Text("Handlingen har inget sådant block.", "The paper has no such block."))
NO_VERSION = Kind(
    428, "if_match_missing", Text("Skicka If-Match med den ETag du läste.", "Send If-Match with the ETag you read.")
)
KINDS = (
    BAD_REQUEST, BAD_KEY, NOT_SIGNED_IN, NO_CSRF, FORBIDDEN, NOT_FOUND, REFUSED, ALREADY, MASKED, STALE, INVALID,
    OTHER_REQUEST, UNKNOWN_SERVICE, UNKNOWN_BLOCK, NO_VERSION,
)  # fmt: skip

# Reasons that are about who asks and not about the case.
ABOUT_WHO = frozenset({
    "access.conflict", "access.not_casework", "access.not_manager", "access.others_conflict", "compulsory.conflict",
    "compulsory.delegation", "compulsory.deviation_not_confirmer", "compulsory.deviation_not_manager",
    "compulsory.law", "compulsory.no_caseworker", "compulsory.no_person", "compulsory.not_minutes",
    "compulsory.outing_not_going", "compulsory.own_matter", "decisions.no_person", "decisions.not_decider",
    "documents.no_person", "documents.release_not_decider", "documents.release_own_name", "documents.same_person",
    "file.not_assigned", "intake.no_person", "intake.not_receiver",
    "investigations.no_person", "investigations.not_senior", "investigations.not_the_caseworker", "journal.no_person",
    "journal.not_author", "people.does_not_register", "people.not_open", "people.other_file",
})  # fmt: skip


class Problem(Exception):
    """A request that is not carried out, of this kind."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.code)
        self.kind = kind


def tell_problems(api: NinjaAPI) -> None:
    """Let every exception that an operation may raise become its answer."""

    def answer(request: HttpRequest, kind: Kind, faults: tuple[Fault, ...] = ()) -> HttpResponse:
        return api.create_response(request, _body(kind, faults), status=kind.status)

    def on(error: type[Exception], kind: Kind) -> None:
        api.add_exception_handler(error, lambda request, _error: answer(request, kind))

    on(NotOpen, NOT_FOUND)
    on(NobodyNamed, FORBIDDEN)
    on(AlreadyReceived, ALREADY)
    on(ChangedMeanwhile, STALE)
    on(OtherRequest, OTHER_REQUEST)
    on(UnknownService, UNKNOWN_SERVICE)
    on(AuthenticationError, NOT_SIGNED_IN)
    on(HttpError, BAD_REQUEST)
    on(SuspiciousOperation, BAD_REQUEST)

    def on_problem(request: HttpRequest, problem: Any) -> HttpResponse:
        return answer(request, problem.kind)

    def on_refusal(request: HttpRequest, refused: Any) -> HttpResponse:
        return answer(request, *_refusal(refused))

    def on_invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, INVALID, _faults(error))

    def on_wall(request: HttpRequest, error: Any) -> HttpResponse:
        verdict = wall_of(error)
        if verdict is None:
            raise error
        return answer(request, *_refusal(Refused(verdict)))

    api.add_exception_handler(Problem, on_problem)
    api.add_exception_handler(IntegrityError, on_wall)
    api.add_exception_handler(Refused, on_refusal)
    api.add_exception_handler(ValidationError, on_invalid)


def _refusal(refused: Refused) -> tuple[Kind, tuple[Fault, ...]]:
    is_about_who = any(reason.code in ABOUT_WHO for reason in refused.reasons)
    return FORBIDDEN if is_about_who else REFUSED, faults_of_reasons(refused.reasons)


def _faults(error: ValidationError) -> tuple[Fault, ...]:
    # The place begins with where the data came from and, in a body, with the name that our function has for it.
    return tuple(
        fault for each in error.errors for fault in faults_of([each], skip=2 if each["loc"][0] == "body" else 1)
    )


def _body(kind: Kind, faults: tuple[Fault, ...]) -> dict[str, Any]:
    return {
        "code": kind.code,
        "message_sv": kind.text.sv,
        "message_en": kind.text.en,
        "reasons": [fault.as_dict() for fault in faults],
    }
