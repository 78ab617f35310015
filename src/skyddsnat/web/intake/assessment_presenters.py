"""Words of the assessments and of what the reporter is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.intake.types import (
    JUDGEMENT_NAMES,
    KNOWN_NAMES,
    MEASURE_NAMES,
    SUSPICION_NAMES,
    FeedbackView,
    Judgement,
    PreliminaryView,
    ProtectionView,
    ReportChildView,
    ReportView,
    Step,
)
from skyddsnat.domains.investigations.types import CaseMark
from skyddsnat.domains.journal.types import TalkMark
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.web import formats
from skyddsnat.web.components import Fact, Link, Reason, Tone
from skyddsnat.web.duties import citation_of
from skyddsnat.web.heads import Passage
from skyddsnat.web.intake.presenters import (
    FEEDBACK,
    PRELIMINARY,
    PROTECTION,
    due_words,
    running,
)
from skyddsnat.web.presenters import reason_of, said

# --- What stands in the way, and until when ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """Until when, with the paragraph. `tone` is that of a late clock once the day has passed."""

    text: str
    rule: Link
    tone: Tone


def protection_due(clocks: Sequence[DeadlineView], today: date) -> Due | None:
    """When protection is to be assessed; None once it is."""
    return _due(running(clocks, PROTECTION), today)


def preliminary_due(clocks: Sequence[DeadlineView], today: date) -> Due | None:
    """When it is to be decided whether to open an investigation; None when no clock runs."""
    return _due(running(clocks, PRELIMINARY), today)


def feedback_due(clocks: Sequence[DeadlineView], today: date) -> Due | None:
    """When the reporter is to be told; None when no clock runs."""
    return _due(running(clocks, *FEEDBACK), today)


def _due(clock: DeadlineView | None, today: date) -> Due | None:
    if clock is None:
        return None
    tone = Tone.LATE if clock.is_overdue(today) else Tone.TODAY if clock.days_left(today) <= 2 else Tone.BRAND
    return Due(due_words(clock, today=today), citation_of(clock), tone)


def obstacles(verdict: Verdict, child: ReportChildView) -> tuple[Reason, ...]:
    """Every reason, with the way to its cure where a page has one."""
    cures = {
        "intake.no_protection_assessment": Link(
            label=_("Bedöm skydd"), url=reverse("intake:protection", args=[child.id])
        ),
        "intake.no_childs_view": Link(label=_("Samtal med barnet"), url=reverse("children:talk", args=[child.file_id])),
    }
    found = []
    for obstacle in verdict.reasons:
        reason = reason_of(obstacle)
        found.append(Reason(text=reason.text, rule=reason.rule, cure=cures.get(obstacle.code)))
    return tuple(found)


def running_url(running_one: CaseMark | None) -> str:
    """Where the running investigation is; empty when none runs."""
    return reverse("investigations:investigation", args=[running_one.id]) if running_one else ""


# --- Talks with the child ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TalkLine:
    """One talk with the child."""

    when: str
    exact: str
    what: str
    words: str


def talks(found: Sequence[TalkMark], *, today: date) -> list[TalkLine]:
    """Talks planned and held, the latest first."""
    return [_talk(each, today) for each in reversed(found)]


def _talk(talk: TalkMark, today: date) -> TalkLine:
    how = _("Planerat") if talk.held_at is None else _("Enskilt") if talk.was_alone else _("Med andra")
    return TalkLine(
        when=formats.moment(talk.happens_at, today=today),
        exact=formats.exact(talk.happens_at),
        what=" · ".join(part for part in (how, talk.place) if part),
        words=talk.childs_words,
    )


# --- Protection assessments that were made ----------------------------------------------------------------------------


@dataclass(frozen=True)
class MadeAssessment:
    """One protection assessment that was made."""

    title: str
    by: str
    tone: Tone
    facts: list[Fact]
    reasons: str


def made_assessments(found: Iterable[ProtectionView], *, today: date) -> list[MadeAssessment]:
    """The assessments, latest first."""
    return [_made(each, today) for each in found]


def _made(made: ProtectionView, today: date) -> MadeAssessment:
    facts = (
        (_("Akut fara"), said(KNOWN_NAMES[made.acute_danger])),
        (_("Misstanke om"), formats.list_of([said(SUSPICION_NAMES[each]) for each in made.suspicions])),
        (_("Vem är hemma"), made.home_now),
        (_("Vuxna som skyddar"), made.protective_adults),
        (_("Källor"), made.sources),
        (_("Åtgärder"), formats.list_of([said(MEASURE_NAMES[each]) for each in made.measures])),
        (_("Nästa avstämning"), formats.day(made.next_check_on, today=today) if made.next_check_on else ""),
    )
    return MadeAssessment(
        title=said(JUDGEMENT_NAMES[made.judgement]),
        by=f"{formats.moment(made.made_at, today=today)}, {made.made_by}",
        tone=Tone.LATE if made.judgement is Judgement.MEASURES_NEEDED else Tone.DONE,
        facts=[Fact(label, text) for label, text in facts if text],
        reasons=made.reasons,
    )


# --- Feedback ---------------------------------------------------------------------------------------------------------


def told_words(told: FeedbackView, *, today: date) -> str:
    """What was told and by whom, or why nothing was."""
    when = formats.moment(told.given_at, today=today)
    if told.not_given_reason:
        return _("Inget besked lämnas, {who}, {when}: {reason}").format(
            who=told.given_by, when=when, reason=told.not_given_reason
        )
    return _("Besked lämnat {when} av {who}.").format(when=when, who=told.given_by)


def letter_url(told: FeedbackView | None) -> str:
    """Where the letter that went is read; empty when none did."""
    return reverse("children:document", args=[told.document_id]) if told and told.document_id else ""


def letter(child: ReportChildView, report: ReportView, *, today: date) -> list[Passage]:
    """What the letter will say: whom it goes to, what was decided, and nothing about the child or the family."""
    outcomes = {
        Step.OPENED: _("Vi har beslutat att inleda en utredning."),
        Step.NOT_OPENED: _("Vi har beslutat att inte inleda någon utredning."),
        Step.JOINED: _("En utredning pågår redan. Anmälan ingår i den."),
    }
    if child.step not in outcomes:
        return []
    to = ", ".join(part for part in (report.reporter_name, report.reporter_organisation) if part)
    received = formats.full_day(local_date(report.received_at))
    return [
        Passage(_("Till"), _("Den som anmälde") if report.is_reporter_hidden else to),
        Passage(_("Anmälan"), _("{number}, kom in {day}").format(number=report.number, day=received)),
        Passage(_("Besked"), outcomes[child.step]),
        Passage(_("Inget mer"), _("Brevet säger inget om barnet, familjen eller vad vi har kommit fram till.")),
    ]


# --- The decided preliminary assessment -------------------------------------------------------------------------------


@dataclass(frozen=True)
class DecidedPreliminary:
    """A preliminary assessment that was decided, or was never needed."""

    title: str
    by: str
    passages: list[Passage]
    document_url: str


def decided(child: ReportChildView, written: PreliminaryView | None, *, today: date) -> DecidedPreliminary:
    """What was decided, with the text that was signed."""
    if written is None or written.outcome is None or written.decided_at is None:
        title = _("Anmälan ingår i en utredning. Ingen förhandsbedömning behövdes.")
        return DecidedPreliminary(title, "", _written(written), "")
    words = {"open": _("Utredning inleds"), "not_open": _("Utredning inleds inte")}
    return DecidedPreliminary(
        title=words[written.outcome],
        by=_("Beslut {when} av {name}").format(
            when=formats.moment(written.decided_at, today=today), name=written.decided_by
        ),
        passages=_written(written),
        document_url=reverse("children:document", args=[written.document_id]) if written.document_id else "",
    )


def leftover(typed: Mapping[str, Sequence[str]]) -> list[Passage]:
    """What the viewer had written when somebody else decided: kept, and no part of the decision."""
    return [Passage(title, typed[name][0]) for name, title in _titles().items() if any(typed.get(name, ()))]


def _written(written: PreliminaryView | None) -> list[Passage]:
    if written is None:
        return []
    found = ((title, getattr(written.fields, name)) for name, title in _titles().items())
    return [Passage(title, text) for title, text in found if text]


def _titles() -> dict[str, str]:
    return {
        "contacts": _("Kontakter"),
        "earlier_reports": _("Tidigare anmälningar"),
        "child_view": _("Barnets egen mening"),
        "child_not_heard_reason": _("Varför barnet inte hördes"),
        "summary": _("Sammanfattande bedömning"),
        "reasons": _("Skäl för beslutet"),
    }
