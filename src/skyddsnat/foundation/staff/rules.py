"""What may be done with the protection of a name, and which address is one at work: data in, all reasons out."""

from collections.abc import Iterable, Sequence
from datetime import date

from skyddsnat.foundation.staff.types import ProtectionView
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_FL = "33 § fjärde stycket FL"


def _because(code: str, sv: str, en: str, citation: str | None = None) -> Reason:
    return Reason(f"staff.{code}", Text(sv, en), citation)


_NOT_DECIDER = _because(
    "protection_not_decider",
    "Skydd av ett namn beslutas av den anställdas enhetschef eller av säkerhetssamordnaren.",
    "The protection of a name is decided by the employee's unit manager or the safety administrator.",
)
ALONE = _because(
    "protection_alone",
    "Ingen bestämmer ensam om skyddet av sitt eget namn. Be din enhetschef eller säkerhetssamordnaren.",
    "Nobody decides alone on the protection of her own name. Ask your unit manager or the safety administrator.",
)
_NO_REASON = _because(
    "protection_no_reason", "Skriv varför: vad som kan befaras.", "Write why: what there is to fear.", _FL
)
_NO_END = _because(
    "protection_no_end",
    "Skyddet behöver en sista dag som inte är före den första.",
    "The protection needs a last day that is not before the first.",
)
_NO_REVIEW = _because(
    "protection_no_review",
    "Dagen då skyddet ses över ska ligga inom tiden.",
    "The day of review must lie within the time.",
)
_BEFORE_TODAY = _because(
    "protection_before_today", "Skyddet kan inte börja en dag som varit.", "It cannot begin on a day that has passed."
)
_HAS_ONE = _because(
    "protection_there", "Namnet är redan skyddat de dagarna.", "The name is protected in those days already."
)
_ENDED = _because("protection_over", "Skyddet gäller inte längre.", "The protection no longer holds.")
_NO_WHY = _because("protection_no_why", "Skriv varför det upphör.", "Write why it ends.")
_PRIVATE_ADDRESS = _because(
    "private_address",
    "Skriv en adress hos arbetsgivaren. Privata adresser lagras inte här.",
    "Write an address of the employer. Private addresses are not stored here.",
    "39 kap. 3 § OSL",
)
# Where people in Sweden keep their private mail. No source: a list of our own, for who has not set the employer's.
_PRIVATE = frozenset(
    (
        *(
            "gmail.com",
            "googlemail.com",
            "hotmail.com",
            "hotmail.se",
            "outlook.com",
            "outlook.se",
            "live.com",
            "live.se",
        ),
        *("msn.com", "icloud.com", "me.com", "mac.com", "yahoo.com", "yahoo.se", "ymail.com", "aol.com", "gmx.com"),
        *("proton.me", "protonmail.com", "pm.me", "tutanota.com", "telia.com", "comhem.se", "bredband.net"),
        *("bahnhof.se", "spray.se", "passagen.se", "tele2.se", "swipnet.se", "home.se", "bredband2.com"),
    )
)


def working_at(address: str, *, domains: Sequence[str]) -> Verdict:
    """Whether the address may be one at work: at one of the employer's `domains` or below it, when there are any."""
    found = address.strip().rpartition("@")[2].rstrip(".").casefold()
    is_ours = any(found == each.casefold() or found.endswith(f".{each.casefold()}") for each in domains)
    is_private = not is_ours if domains else found in _PRIVATE
    return Verdict.of(_PRIVATE_ADDRESS if address.strip() and is_private else None)


def protecting(
    *,
    is_decider: bool,
    is_oneself: bool,
    former: Iterable[ProtectionView],
    reason: str,
    starts_on: date,
    until: date,
    review_on: date,
    today: date,
) -> Verdict:
    """Whether a name may be left out in those days. `former`: the decisions there are on the same person and thing."""
    meets = any(each.last > starts_on and each.starts_on < until for each in former)
    return Verdict.of(
        None if is_decider else _NOT_DECIDER,
        ALONE if is_oneself else None,
        None if reason.strip() else _NO_REASON,
        None if until > starts_on else _NO_END,
        None if starts_on <= review_on <= until else _NO_REVIEW,
        _BEFORE_TODAY if starts_on < today else None,
        _HAS_ONE if meets else None,
    )


def ending(view: ProtectionView, *, is_decider: bool, is_oneself: bool, why: str, today: date) -> Verdict:
    """Whether the protection may be ended before its day."""
    is_over = view.ended_at is not None or view.until <= today
    return Verdict.of(
        None if is_decider else _NOT_DECIDER,
        ALONE if is_oneself else None,
        _ENDED if is_over else None,
        None if why.strip() else _NO_WHY,
    )


def leaving_out(*, reason: str, is_alone: bool) -> Verdict:
    """Whether whoever decides a case may leave the names out of its notice, her own among them."""
    return Verdict.of(ALONE if is_alone else None, None if reason.strip() else _NO_REASON)
