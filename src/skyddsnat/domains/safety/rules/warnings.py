"""Warnings: neutral words, a manager's agreement, told or why not, looked at again, and an end. And home visits."""

from datetime import date, datetime, timedelta

from skyddsnat.domains.safety.rules.reasons import NO_REASON, blank, reason, when
from skyddsnat.domains.safety.types.warnings import (
    ToDo,
    VisitFields,
    VisitView,
    WarningFields,
    WarningOn,
    WarningView,
    is_unassessed,
)
from skyddsnat.kernel.stockholm import local_date
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
_SOURCE_UNKNOWN = reason(
    "warning_source_unknown",
    "Säg först vem som gjorde det, på händelsens sida.",
    "Say first who did it, on the page of the incident.",
)
_NO_ADDRESS = reason("warning_no_address", "Skriv adressen.", "Write the address.")
_NO_FILE = reason(
    "warning_no_file",
    "Välj minst ett barns akt: genom den når varningen dem som ska träffa familjen.",
    "Choose at least one child's file: through it the warning reaches those who will meet the family.",
)
_NO_UNIT = reason(
    "warning_no_unit",
    "Välj enhet: chefen där ska gå med på varningen.",
    "Choose a unit: its manager is to agree to the warning.",
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
_TOLD = reason("warning_told", "Personen har redan fått veta.", "The person has been told already.")
_NO_MORE_FILES = reason(
    "warning_no_more_files",
    "Välj minst en akt som varningen inte redan når.",
    "Choose at least one file that the warning does not reach already.",
)
_PAST = reason("visit_past", "Tiden har redan varit. Skriv när ni ska dit.", "That time has passed. Write when you go.")
_NOT_YET = reason("visit_not_yet", "Besöket har inte varit än.", "The visit has not taken place yet.")
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


def making(fields: WarningFields, *, is_source_named: bool = False, on: date) -> Verdict:
    """Whether the warning may be written on the day. `is_source_named`: the incident says which person did it."""
    needs_no_file = fields.of_source or fields.about is WarningOn.ADDRESS
    return Verdict.of(
        when(fields.of_source and not is_source_named, _SOURCE_UNKNOWN),
        when(blank(fields.words), _NO_WORDS),
        when(fields.about is WarningOn.PERSON and fields.person_id is None and not fields.of_source, _NOBODY),
        when(fields.about is WarningOn.ADDRESS and not address_key(fields.address), _NO_ADDRESS),
        when(not fields.file_ids and not needs_no_file, _NO_FILE),
        when(not fields.file_ids and needs_no_file and fields.unit_id is None, _NO_UNIT),
        when(not fields.was_told and blank(fields.not_told_reason), _NOT_TOLD),
        *_days(fields.review_on, fields.ends_on, on),
    )


def _days(review_on: date, ends_on: date, on: date) -> tuple[Reason | None, ...]:
    return (
        when(not on < review_on <= on + REVIEW_WITHIN, _REVIEW),
        when(not review_on <= ends_on <= on + ENDS_WITHIN, _ENDS),
    )


def agreeing(view: WarningView, *, is_author: bool, on: date) -> Verdict:
    """Whether the manager may agree."""
    return _going_on(view, on) + Verdict.of(when(view.is_agreed, _AGREED), when(is_author, _OWN))


def reviewing(view: WarningView, *, review_on: date, ends_on: date, on: date) -> Verdict:
    """Whether the warning may go on to a new day of review."""
    return _going_on(view, on) + Verdict.of(*_days(review_on, ends_on, on))


def ending(view: WarningView, *, why: str, on: date) -> Verdict:
    """Whether the warning may be ended."""
    return _going_on(view, on) + Verdict.of(when(blank(why), NO_REASON))


def telling(view: WarningView, *, on: date) -> Verdict:
    """Whether it may be written down that the person was told after all."""
    return _going_on(view, on) + Verdict.of(when(view.was_told, _TOLD))


def reaching(view: WarningView, *, more: int, on: date) -> Verdict:
    """Whether the warning may reach whoever works with so many more children."""
    return _going_on(view, on) + Verdict.of(when(more == 0, _NO_MORE_FILES))


def _going_on(view: WarningView, on: date) -> Verdict:
    return Verdict.of(when(not view.in_force(on), _ENDED))


# --- Home visits ------------------------------------------------------------------------------------------------------


def planning_visit(fields: VisitFields, *, goers: int, has_warning: bool, at: datetime) -> Verdict:
    """Whether the visit may be planned: the assessment may come later, never after the visit."""
    return Verdict.of(
        when(fields.planned_at < at, _PAST),
        when(blank(fields.place), _NO_PLACE),
        when(goers == 0, _NOBODY_GOES),
        when(has_warning and 0 < goers < TWO, _TWO_GO),
        when(bool(fields.measures) and blank(fields.assessment), _NO_ASSESSMENT),
    )


def assessing(view: VisitView, *, words: str) -> Verdict:
    """Whether the assessment may be written."""
    return cancelling(view) + Verdict.of(when(blank(words), _NO_ASSESSMENT))


def going(view: VisitView, *, on: date) -> Verdict:
    """Whether the visit may be written as done on the day: with a warning nobody leaves unassessed, unread or alone."""
    is_warned = view.warned_at is not None
    return cancelling(view) + Verdict.of(
        when(local_date(view.planned_at) > on, _NOT_YET),
        when(view.needs_assessment, _ASSESS),
        when(is_warned and len(view.goers) < TWO, _TWO_GO),
        when(is_warned and not all(view.has_read(each) for each in view.goers), _UNREAD),
    )


def cancelling(view: VisitView) -> Verdict:
    """Whether the visit is still ahead, and so may be cancelled."""
    return Verdict.of(when(not view.is_ahead, _NOT_AHEAD))


def to_do(
    *,
    planned_at: datetime,
    warned_at: datetime | None,
    assessed_at: datetime | None,
    read_at: datetime | None,
    at: datetime,
) -> ToDo | None:
    """What one who goes has left to do; None when there is nothing but to go."""
    if is_unassessed(warned_at=warned_at, assessed_at=assessed_at):
        return ToDo.ASSESS
    if assessed_at is not None and (read_at is None or read_at < assessed_at):
        return ToDo.READ
    return ToDo.FINISH if planned_at < at else None
