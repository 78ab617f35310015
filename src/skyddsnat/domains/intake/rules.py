"""What the law asks of a report: the order of the steps, and verdicts with every reason. Data in, verdict out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skyddsnat.domains.intake.types import Act, NewProtectionAssessment, NewReport, Outcome, PreliminaryFields, Step
from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import FL, OSL, SOL
from skyddsnat.law.register import NotInForce, rule_in_force
from skyddsnat.law.reporters import ReporterKind, UnknownReporterKind, reporter_kind
from skyddsnat.law.types import Rule

PROTECTION = "sol.protection_assessment"
PRELIMINARY = "sol.preliminary_assessment"
FEEDBACK = "sol.reporter_feedback"
FEEDBACK_AT_ONCE = "sol.reporter_feedback_at_once"

# A channel that reports come in by is tested every day (lesson 3); two hours for a test that ran late.
TEST_AT_LEAST_EVERY = timedelta(hours=26)

# --- The order of the steps -------------------------------------------------------------------------------------------

# Nothing comes before the protection assessment, and nothing stops a new one, however far the report has come.
TABLE: StateTable[Step, Act] = StateTable(
    rows=(
        (Step.RECEIVED, Act.ASSESS, Step.ASSESSED),
        (Step.ASSESSED, Act.ASSESS, Step.ASSESSED),
        (Step.ASSESSED, Act.JOIN, Step.JOINED),
        (Step.ASSESSED, Act.OPEN, Step.OPENED),
        (Step.ASSESSED, Act.NOT_OPEN, Step.NOT_OPENED),
        (Step.JOINED, Act.ASSESS, Step.JOINED),
        (Step.OPENED, Act.ASSESS, Step.OPENED),
        (Step.NOT_OPENED, Act.ASSESS, Step.NOT_OPENED),
    ),
    start=Step.RECEIVED,
)
OPEN_STEPS = (Step.RECEIVED, Step.ASSESSED)
ACT_OF = {Outcome.OPEN: Act.OPEN, Outcome.NOT_OPEN: Act.NOT_OPEN}

WHO_MAY: dict[Act, Text] = {
    Act.ASSESS: Text("Var och en som ser akten, även vid jäv", "Anyone who sees the file, in spite of a conflict"),
    Act.JOIN: Text(
        "Den som bedömer skydd; i efterhand den som får skriva i akten",
        "Whoever assesses protection; afterwards whoever may write in the file",
    ),
    Act.OPEN: Text("Den som får skriva i akten", "Whoever may write in the file"),
    Act.NOT_OPEN: Text("Den som får skriva i akten", "Whoever may write in the file"),
}

DEEDS: dict[Act, str] = {
    Act.ASSESS: "intake.protection.assessed",
    Act.JOIN: "intake.report.joined",
    Act.OPEN: "intake.preliminary.opened",
    Act.NOT_OPEN: "intake.preliminary.not_opened",
}


@dataclass(frozen=True, slots=True)
class Clocks:
    """What an act does to the clocks: those it starts, meets, and ends because they no longer apply."""

    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


# Feedback is started only for a reporter who asked for it and may get it: `feedback_rule`.
CLOCKS: dict[Act, Clocks] = {
    Act.ASSESS: Clocks(meets=(PROTECTION,)),
    Act.JOIN: Clocks(starts=(FEEDBACK_AT_ONCE,), ends=(PRELIMINARY,)),
    Act.OPEN: Clocks(starts=(FEEDBACK,), meets=(PRELIMINARY,)),
    Act.NOT_OPEN: Clocks(starts=(FEEDBACK,), meets=(PRELIMINARY,)),
}

# --- A report comes in ------------------------------------------------------------------------------------------------


def registering(report: NewReport, at: datetime) -> Verdict:
    """Whether the report can be registered at `at`: with facts, source, time and receiver it is complete (lesson 13).

    The receiver is the actor. An oral worry is held to the same.
    """
    on = local_date(report.received_at)
    kind = _kind(report.reporter.kind, on)
    return Verdict.of(
        None if report.what_happened.strip() else _NO_FACTS,
        None if report.received_at <= at else _IN_THE_FUTURE,
        None if _has_rules(on) else _TOO_OLD,
        None if kind else _UNKNOWN_KIND,
        _UNNAMED if kind and kind.is_mandatory and not _is_named(report) else None,
        _PROTECTED_WITHOUT_REASON if _lacks_protection_reason(report) else None,
        None if report.children else _NO_CHILD,
        _CHILD_UNKNOWN if any(not child.new and child.person_id is None for child in report.children) else None,
        _NO_SOURCE if report.external_id and not report.source else None,
    )


def children_differ(child_ids: tuple[int, ...]) -> Verdict:
    """Whether every child of the report is there once."""
    return Verdict.of(None if len(set(child_ids)) == len(child_ids) else _CHILD_TWICE)


def kind_of(code: str, received_at: datetime) -> ReporterKind:
    """The kind of reporter in the Act of that day; raises `UnknownReporterKind`."""
    return reporter_kind(code, local_date(received_at))


def _kind(code: str, on: date) -> ReporterKind | None:
    try:
        return reporter_kind(code, on)
    except UnknownReporterKind:
        return None


def _has_rules(on: date) -> bool:
    return in_force(PROTECTION, on) is not None


def in_force(rule: str, on: date) -> Rule | None:
    """The rule as it read on the day, or None when the law had no such rule."""
    try:
        return rule_in_force(rule, on)
    except NotInForce:
        return None


def _is_named(report: NewReport) -> bool:
    return bool(report.reporter.name.strip() or report.reporter.organisation.strip())


def _lacks_protection_reason(report: NewReport) -> bool:
    return report.reporter.is_protected and not report.reporter.protection_reason.strip()


_NO_FACTS = Reason(
    "intake.no_facts",
    Text("Skriv vad som har hänt: vem, när och var.", "Write what has happened: who, when and where."),
)
_IN_THE_FUTURE = Reason(
    "intake.in_the_future",
    Text("Anmälan kan inte ha kommit in senare än nu.", "The report cannot have come in later than now."),
)
_TOO_OLD = Reason(
    "intake.too_old",
    Text(
        "Anmälan är äldre än de regler som finns här. Kontrollera dagen den kom in.",
        "The report is older than the rules that are kept here. Check the day it came in.",
    ),
)
_UNKNOWN_KIND = Reason(
    "intake.unknown_reporter_kind",
    Text("Välj vem som anmäler.", "Choose who reports."),
    SOL.cite("19:1"),
)
_UNNAMED = Reason(
    "intake.reporter_unnamed",
    Text(
        "Den som är skyldig att anmäla kan inte vara anonym. Skriv namn eller verksamhet.",
        "Whoever is bound to report cannot be anonymous. Write a name or an organisation.",
    ),
)
_PROTECTED_WITHOUT_REASON = Reason(
    "intake.reporter_protected_without_reason",
    Text(
        "Skriv varför den som anmäler riskerar våld eller annat allvarligt men.",
        "Write why the reporter risks violence or other serious harm.",
    ),
    OSL.cite("26:5"),
)
_NO_CHILD = Reason("intake.no_child", Text("Ange minst ett barn.", "Name at least one child."))
_CHILD_UNKNOWN = Reason(
    "intake.child_unknown",
    Text(
        "Skriv det som är känt om varje barn, om så bara ett förnamn.",
        "Write what is known of each child, if only a given name.",
    ),
)
_CHILD_TWICE = Reason(
    "intake.child_twice", Text("Samma barn står två gånger i anmälan.", "The same child is in the report twice.")
)
_NO_SOURCE = Reason(
    "intake.no_source",
    Text("Ett externt id måste ha en källa.", "An external id must have a source."),
)

# --- The protection assessment ----------------------------------------------------------------------------------------


def assessing(assessment: NewProtectionAssessment) -> Verdict:
    """Whether the assessment can be kept. Only its reasons must be there: acute protection is never blocked."""
    return Verdict.of(None if assessment.reasons.strip() else _NO_JUDGEMENT)


_NO_JUDGEMENT = Reason(
    "intake.protection_without_reasons",
    Text("Skriv hur du har bedömt barnets skydd.", "Write how you have judged the child's protection."),
    SOL.cite("20:1"),
    PROTECTION,
)


def signing_own(signer_id: int | None, maker_id: int) -> Verdict:
    """Whether the record of an assessment may be signed: by whoever made it."""
    return Verdict.of(None if signer_id == maker_id else _NOT_OWN)


_NOT_OWN = Reason(
    "intake.not_own_assessment",
    Text("Den som gjorde skyddsbedömningen undertecknar den.", "Whoever made the protection assessment signs it."),
    FL.cite("31"),
)

# --- The preliminary assessment ---------------------------------------------------------------------------------------


def saving(step: Step) -> Verdict:
    """Whether the text may still be changed."""
    return Verdict.of(None if step in OPEN_STEPS else _DECIDED)


def deciding(step: Step, fields: PreliminaryFields, received_on: date) -> Verdict:
    """Whether it can be decided to open an investigation or not. Every reason at once, by the law of `received_on`."""
    if step not in OPEN_STEPS:
        return Verdict.of(_DECIDED)
    return (
        _protection_made(step, received_on)
        + Verdict.of(
            None if fields.summary.strip() else _NO_SUMMARY,
            None if fields.reasons.strip() else _NO_REASONS,
        )
        + _childs_view(fields)
    )


def joining(step: Step, received_on: date) -> Verdict:
    """Whether the report can be joined to a running investigation: then no decision is needed (SoL 20:2)."""
    return _protection_made(step, received_on) if step in OPEN_STEPS else Verdict.of(_DECIDED)


def prolonging(step: Step, to: date, planned_on: date | None, reason: str) -> Verdict:
    """Whether the assessment may take until `to` instead of `planned_on`; None when no clock runs on it."""
    return Verdict.of(
        None if step in OPEN_STEPS else _DECIDED,
        _NO_TIME_RUNS if planned_on is None and step in OPEN_STEPS else None,
        None if planned_on is None or to > planned_on else _NOT_LATER,
        None if reason.strip() else _NO_EXCEPTIONAL_GROUNDS,
    )


def _protection_made(step: Step, received_on: date) -> Verdict:
    if step is not Step.RECEIVED:
        return Verdict()
    rule = in_force(PROTECTION, received_on)
    citation = rule.citation if rule else None
    return Verdict.of(Reason("intake.no_protection_assessment", _NO_PROTECTION, citation, PROTECTION))


def _childs_view(fields: PreliminaryFields) -> Verdict:
    if fields.child_heard is None:
        return Verdict.of(_CHILD_HEARD_OR_NOT)
    if fields.child_heard:
        return Verdict.of(None if fields.child_view.strip() else _NO_CHILDS_VIEW)
    return Verdict.of(None if fields.child_not_heard_reason.strip() else _NO_REASON_NOT_HEARD)


_NO_PROTECTION = Text(
    "Gör skyddsbedömningen först. Den kan göras av var och en som ser akten.",
    "Make the protection assessment first. Anyone who sees the file can make it.",
)
_DECIDED = Reason(
    "intake.decided",
    Text("Det här är redan beslutat för barnet.", "This has already been decided for the child."),
)
_NO_SUMMARY = Reason(
    "intake.no_summary",
    Text("Sammanfatta vad som har kommit fram.", "Sum up what has come to light."),
    SOL.cite("14:3"),
)
_NO_REASONS = Reason(
    "intake.no_reasons", Text("Skriv skälen för beslutet.", "Write the reasons for the decision."), FL.cite("32")
)
_CHILD_HEARD_OR_NOT = Reason(
    "intake.child_heard_or_not",
    Text("Ange om barnet har fått komma till tals.", "Say whether the child has been heard."),
    SOL.cite("3:2"),
)
_NO_CHILDS_VIEW = Reason(
    "intake.no_childs_view",
    Text("Skriv vad barnet självt säger.", "Write what the child says."),
    SOL.cite("3:2"),
)
_NO_REASON_NOT_HEARD = Reason(
    "intake.no_reason_not_heard",
    Text("Skriv varför barnet inte har fått komma till tals.", "Write why the child has not been heard."),
    SOL.cite("3:2"),
)
_NOT_LATER = Reason(
    "intake.not_later",
    Text("Den nya dagen måste vara senare än den planerade.", "The new day must be later than the planned one."),
    SOL.cite("20:2"),
    PRELIMINARY,
)
_NO_TIME_RUNS = Reason(
    "intake.no_time_runs",
    Text(
        "Ingen tid för förhandsbedömning löper, så det finns ingen att förlänga.",
        "No time for a preliminary assessment runs, so there is none to prolong.",
    ),
    SOL.cite("20:2"),
    PRELIMINARY,
)
_NO_EXCEPTIONAL_GROUNDS = Reason(
    "intake.no_exceptional_grounds",
    Text("Skriv vilka de synnerliga skälen är.", "Write what the exceptional grounds are."),
    SOL.cite("20:2"),
    PRELIMINARY,
)

# --- Feedback to the reporter -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackFacts:
    """What decides about feedback. `kind` is the reporter's, by code; `is_waiting`: its letter has not left."""

    step: Step
    kind: str
    received_at: datetime
    is_named: bool
    is_given: bool
    is_waiting: bool


def asking(facts: FeedbackFacts) -> Verdict:
    """Whether a reporter's later request is to be noted (SoL 19:6)."""
    return Verdict.of(None if _may_get(facts) else _PRIVATE_PERSON, _FEEDBACK_GIVEN if facts.is_given else None)


def answering(facts: FeedbackFacts) -> Verdict:
    """Whether the question of feedback can be settled, by a letter or by a reason why not."""
    return asking(facts) + Verdict.of(_NOT_DECIDED if facts.step in OPEN_STEPS else None)


def telling(facts: FeedbackFacts) -> Verdict:
    """Whether a letter can be made to the reporter."""
    return answering(facts) + Verdict.of(
        None if facts.is_named else _NOBODY_TO_TELL, _LETTER_WAITS if facts.is_waiting else None
    )


def sending(*, is_settled: bool) -> Verdict:
    """Whether a letter that has waited may leave: not where it was decided since that nothing is told."""
    return Verdict.of(_FEEDBACK_GIVEN if is_settled else None)


def declining(facts: FeedbackFacts, reason: str) -> Verdict:
    """Whether it can be decided not to tell the reporter."""
    return answering(facts) + Verdict.of(None if reason.strip() else _NO_DECLINING_REASON)


def feedback_clock(step: Step, decided_at: datetime, asked_at: datetime) -> tuple[str, datetime] | None:
    """(rule, basis) of the clock on feedback; None when the law of that day gave no time.

    A week from the decision; at once when asked for later than that, or when an investigation runs already (SoL 19:6).
    """
    late = local_date(asked_at) > local_date(decided_at) + timedelta(weeks=1)
    at_once = late or step is Step.JOINED
    rule, basis = (FEEDBACK_AT_ONCE, max(asked_at, decided_at)) if at_once else (FEEDBACK, decided_at)
    return (rule, basis) if in_force(rule, local_date(basis)) else None


def _may_get(facts: FeedbackFacts) -> bool:
    kind = _kind(facts.kind, local_date(facts.received_at))
    return kind is not None and kind.may_get_feedback


_PRIVATE_PERSON = Reason(
    "intake.feedback_private_person",
    Text(
        "Besked lämnas bara till den som är skyldig att anmäla. För en privatperson hindrar sekretessen.",
        "Feedback goes only to those bound to report. To a private person, secrecy forbids it.",
    ),
    SOL.cite("19:6"),
)
_FEEDBACK_GIVEN = Reason(
    "intake.feedback_given", Text("Frågan om besked är redan avgjord.", "The question of feedback is already settled.")
)
_LETTER_WAITS = Reason(
    "intake.feedback_letter_waits",
    Text(
        "Brevet är redan gjort och har inte gått än. Skicka det under Handlingar.",
        "The letter has been made and has not left yet. Send it under Documents.",
    ),
)
_NOT_DECIDED = Reason(
    "intake.feedback_before_decision",
    Text("Det finns inget beslut att berätta om än.", "There is no decision to tell of yet."),
    SOL.cite("19:6"),
)
_NOBODY_TO_TELL = Reason(
    "intake.feedback_nobody",
    Text("Ingen är angiven som anmälare, varken namn eller verksamhet.", "No reporter is named, nor an organisation."),
)
_NO_DECLINING_REASON = Reason(
    "intake.feedback_declined_without_reason",
    Text("Skriv varför det är olämpligt att lämna besked.", "Write why feedback is unsuitable."),
    SOL.cite("19:6"),
)

# --- The protected reporter -------------------------------------------------------------------------------------------


def revealing(reason: str) -> Verdict:
    """Whether a protected reporter's identity may be shown: only for a reason, which is logged."""
    return Verdict.of(None if reason.strip() else _NO_REVEALING_REASON)


_NO_REVEALING_REASON = Reason(
    "intake.reveal_without_reason",
    Text("Skriv varför du behöver veta vem som anmälde.", "Write why you need to know who reported."),
    OSL.cite("26:5"),
)

# --- Channels ---------------------------------------------------------------------------------------------------------


def channel_faults(
    *,
    last_item_at: datetime | None,
    last_test_at: datetime | None,
    last_test_passed: bool | None,
    silent_after_days: int,
    at: datetime,
) -> Verdict:
    """Everything that is wrong with a channel now (lesson 3): silence, a failed test, no test."""
    silence = timedelta(days=silent_after_days)
    return Verdict.of(
        _SILENT if last_item_at is None or at - last_item_at > silence else None,
        _NOT_TESTED if last_test_at is None or at - last_test_at > TEST_AT_LEAST_EVERY else None,
        _TEST_FAILED if last_test_passed is False else None,
    )


_SILENT = Reason(
    "intake.channel_silent",
    Text(
        "Inget har kommit denna väg på länge. Kontrollera att den fungerar.",
        "Nothing has come this way for long. Check that it works.",
    ),
)
_NOT_TESTED = Reason(
    "intake.channel_not_tested",
    Text("Vägen har inte provats det senaste dygnet.", "The channel was not tested in the last day."),
)
_TEST_FAILED = Reason(
    "intake.channel_test_failed",
    Text(
        "Det senaste provet misslyckades: anmälningar kan gå förlorade.",
        "The latest test failed: reports may be getting lost.",
    ),
)
