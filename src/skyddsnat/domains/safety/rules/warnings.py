"""Warnings: neutral words, a manager's agreement, told or why not, looked at again, and an end. And home visits."""

from datetime import date, datetime, timedelta

from skyddsnat.domains.safety.rules.reasons import NO_REASON, blank, reason, when
from skyddsnat.domains.safety.types.warnings import VisitFields, VisitView, WarningFields, WarningOn, WarningView
from skyddsnat.kernel.verdict import Reason, Verdict

# A warning nobody looks at does harm: reviewed within half a year, at an end within two. No source: own limits.
REVIEW_WITHIN = timedelta(days=183)
ENDS_WITHIN = timedelta(days=730)
# Two go where there is a warning. No source: the profession's demand (AFS 2023:2 forbids lone work at palpable risk).
TWO = 2

_NO_WORDS = reason(
    "warning_no_words", "Skriv vad den som ska dit behöver veta.", "Write what whoever goes there needs to know."
)
_NOBODY = reason("warning_nobody", "Välj vem varningen gäller.", "Choose whom the warning is about.")
_NO_ADDRESS = reason("warning_no_address", "Skriv adressen.", "Write the address.")
_NO_FILE = reason(
    "warning_no_file",
    "Välj minst ett barns akt: genom den når varningen dem som ska träffa familjen.",
    "Choose at least one child's file: through it the warning reaches those who will meet the family.",
)
_NOT_TOLD = reason("warning_not_told", "Skriv varför personen inte får veta.", "Write why the person is not told.")
_REVIEW = reason(
    "warning_review",
    "Varningen ska ses över inom ett halvår.",
    "The warning must be looked at again within half a year.",
)
_ENDS = reason(
    "warning_ends",
    "Sista dagen ska vara efter översynen och inom två år.",
    "The last day must be after the review and within two years.",
)
_ENDED = reason("warning_ended", "Varningen har upphört. Skriv en ny.", "The warning has ended. Write a new one.")
_AGREED = reason("warning_agreed", "Chefen har redan gått med på den.", "The manager has agreed to it already.")
_OWN = reason(
    "warning_own",
    "Den som skrev varningen kan inte själv gå med på den.",
    "Whoever wrote the warning cannot agree to it as well.",
)
_NO_PLACE = reason("visit_no_place", "Skriv vart ni ska.", "Write where you are going.")
_NOBODY_GOES = reason("visit_nobody", "Säg vem som åker.", "Say who goes.")
_TWO_GO = reason(
    "visit_two_go",
    "Det finns en varning: åk två, eller fler.",
    "There is a warning: two go, or more.",
)
_NOT_AHEAD = reason("visit_over", "Besöket är gjort eller inställt.", "The visit is done or cancelled.")
_ASSESS = reason(
    "visit_not_assessed",
    "Det finns en varning. Gör riskbedömningen före besöket, och gör om den om en varning har kommit efter den.",
    "There is a warning. Make the risk assessment before the visit, and renew it if a warning came after it.",
)
_UNREAD = reason(
    "visit_unread",
    "Alla som åker har inte läst riskbedömningen.",
    "Not everybody who goes has read the risk assessment.",
)
_NO_ASSESSMENT = reason("visit_no_assessment", "Skriv riskbedömningen.", "Write the risk assessment.")


def address_key(address: str) -> str:
    """An address as it is compared: small letters, single spaces, no signs between."""
    kept = "".join(sign if sign.isalnum() else " " for sign in address.casefold())
    return " ".join(kept.split())


def making(fields: WarningFields, *, on: date) -> Verdict:
    """Whether the warning may be written on the day."""
    return Verdict.of(
        when(blank(fields.words), _NO_WORDS),
        when(fields.about is WarningOn.PERSON and fields.person_id is None, _NOBODY),
        when(fields.about is WarningOn.ADDRESS and not address_key(fields.address), _NO_ADDRESS),
        when(not fields.file_ids, _NO_FILE),
        when(not fields.was_told and blank(fields.not_told_reason), _NOT_TOLD),
        *_days(fields.review_on, fields.ends_on, on),
    )


def _days(review_on: date, ends_on: date, on: date) -> tuple[Reason | None, ...]:
    return (
        when(not on < review_on <= on + REVIEW_WITHIN, _REVIEW),
        when(not review_on <= ends_on <= on + ENDS_WITHIN, _ENDS),
    )


def agreeing(view: WarningView, *, is_author: bool) -> Verdict:
    """Whether the manager may agree."""
    return Verdict.of(when(view.ended_at is not None, _ENDED), when(view.is_agreed, _AGREED), when(is_author, _OWN))


def reviewing(view: WarningView, *, review_on: date, ends_on: date, on: date) -> Verdict:
    """Whether the warning may go on to a new day of review."""
    return Verdict.of(when(view.ended_at is not None, _ENDED), *_days(review_on, ends_on, on))


def ending(view: WarningView, *, why: str) -> Verdict:
    """Whether the warning may be ended."""
    return Verdict.of(when(view.ended_at is not None, _ENDED), when(blank(why), NO_REASON))


def planning_visit(fields: VisitFields, *, goers: int, has_warning: bool) -> Verdict:
    """Whether the visit may be planned: the assessment may come later, never after the visit."""
    return Verdict.of(
        when(blank(fields.place), _NO_PLACE),
        when(goers == 0, _NOBODY_GOES),
        when(has_warning and 0 < goers < TWO, _TWO_GO),
    )


def needs_assessment(view: VisitView, *, warned_at: datetime | None) -> bool:
    """Whether an assessment is due: there is a warning, the newest of `warned_at`, and none was made since."""
    return view.is_ahead and warned_at is not None and (view.assessed_at is None or view.assessed_at < warned_at)


def assessing(view: VisitView, *, words: str) -> Verdict:
    """Whether the assessment may be written."""
    return Verdict.of(when(not view.is_ahead, _NOT_AHEAD), when(blank(words), _NO_ASSESSMENT))


def going(view: VisitView, *, warned_at: datetime | None) -> Verdict:
    """Whether they may leave, and so whether the visit may be written as done."""
    unread = warned_at is not None and any(
        each.read_at is None or view.assessed_at is None or each.read_at < view.assessed_at for each in view.goers
    )
    return Verdict.of(
        when(not view.is_ahead, _NOT_AHEAD),
        when(needs_assessment(view, warned_at=warned_at), _ASSESS),
        when(warned_at is not None and len(view.goers) < TWO, _TWO_GO),
        when(unread, _UNREAD),
    )
