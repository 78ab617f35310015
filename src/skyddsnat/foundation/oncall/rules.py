"""Who may be named, which keys are taken, which openings are believed: data in, verdict with all reasons out."""

import base64
from datetime import datetime

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.oncall.sealing import is_point
from skyddsnat.foundation.oncall.types import ROUNDS, ExtractView, WrappedKey
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

# Bytes of what the browser made: the salt, the nonce, and a PKCS #8 key with its seal, which is 138 and 16 of them.
_SALT, _IV, _LEAST, _MOST = 16, 12, 100, 400


def _because(code: str, sv: str, en: str) -> Reason:
    return Reason(f"oncall.{code}", Text(sv, en))


_NOT_ADMINISTRATOR = _because(
    "not_administrator",
    "Mottagare av jourutdraget utses av systemadministratören.",
    "Recipients of the on-call extract are named by an administrator.",
)
_ONESELF = _because("oneself", "Ingen utser sig själv. Be en kollega.", "Nobody names herself. Ask a colleague.")
_NOT_ON_CALL = _because(
    "not_on_call",
    "Utdraget är för dem som går jour: mottagning, enhetschefer och ordförande i jour.",
    "The extract is for those on call: intake, unit managers and the chair on call.",
)
_NAMED = _because("named", "Den anställda är redan mottagare.", "The employee is a recipient already.")
_NOT_NAMED = _because(
    "not_named",
    "Du är inte utsedd till mottagare av jourutdraget. Be systemadministratören.",
    "You are not named as a recipient of the on-call extract. Ask the administrator.",
)
_BAD_KEY = _because(
    "bad_key",
    "Nyckeln blev inte rätt. Ladda om sidan och gör den en gång till.",
    "The key did not come out right. Reload the page and make it once more.",
)
UNKNOWN_RECEIPT = _because(
    "unknown_receipt",
    "Det finns inget utdrag till dig med den kvittokoden och tiden. Läs koden en gång till.",
    "There is no extract for you with that receipt code and time. Read the code once more.",
)


def keeping(viewer: Viewer) -> Verdict:
    """Whether the viewer names and ends recipients."""
    return Verdict.of(None if viewer.has_role(Role.ADMINISTRATOR) else _NOT_ADMINISTRATOR)


def naming(*, employee_id: int, is_on_call: bool, is_named: bool, viewer: Viewer) -> Verdict:
    """Whether the viewer may name the employee."""
    return keeping(viewer) + Verdict.of(
        _ONESELF if employee_id == viewer.employee_id else None,
        None if is_on_call else _NOT_ON_CALL,
        _NAMED if is_named else None,
    )


def enrolling(*, is_named: bool, public_key: str, wrapped: WrappedKey) -> Verdict:
    """Whether a key made in a browser is taken. That its passphrase is long is seen to there: here it is not known."""
    is_right = is_point(public_key) and _is_wrapped(wrapped)
    return Verdict.of(None if is_named else _NOT_NAMED, None if is_right else _BAD_KEY)


def _is_wrapped(wrapped: WrappedKey) -> bool:
    lengths = [_bytes(part) for part in (wrapped.salt, wrapped.iv, wrapped.private)]
    return wrapped.rounds == ROUNDS and lengths[:2] == [_SALT, _IV] and _LEAST <= lengths[2] <= _MOST


def _bytes(text: str) -> int:
    try:
        return len(base64.b64decode(text, validate=True))
    except ValueError:
        return 0


def is_believed(extract: ExtractView, *, opened_at: datetime, at: datetime) -> bool:
    """Whether the extract can have been opened then: it opens from when it was made until it expires."""
    return extract.made_at <= opened_at <= min(at, extract.expires_at)


def within(extract: ExtractView, opened_at: datetime, *, at: datetime) -> datetime:
    """The nearest moment at which the extract can have been opened."""
    return max(extract.made_at, min(opened_at, at, extract.expires_at))
