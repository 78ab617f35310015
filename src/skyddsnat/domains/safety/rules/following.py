"""The police report to its end, the duties and their times, and support as the exposed person wants it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skyddsnat.domains.safety.rules.reasons import NO_REASON, blank, reason, when
from skyddsnat.domains.safety.types.following import (
    NOTIFY_WITHIN,
    REMIND_EVERY,
    TALK_WITHIN,
    DutyKind,
    DutyView,
    PoliceOutcome,
    PoliceReportView,
    PoliceState,
    SeriousAnswers,
)
from skyddsnat.domains.safety.types.register import ExposureView, Injury
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import AML, SFB

# How long after a talk somebody asks again how it is, where no other day was planned. No source: own limit.
ASK_AGAIN_AFTER = timedelta(days=14)
# What each state lets be done next, and the state it leads to.
POLICE_STEPS: dict[PoliceState, dict[str, PoliceState]] = {
    PoliceState.DUE: {"send": PoliceState.SENT, "leave_out": PoliceState.NOT_MADE},
    PoliceState.SENT: {
        "ask": PoliceState.SENT,
        "register": PoliceState.REGISTERED,
        "close": PoliceState.CLOSED,
    },
    PoliceState.REGISTERED: {"ask": PoliceState.REGISTERED, "close": PoliceState.CLOSED},
    PoliceState.CLOSED: {},
    PoliceState.NOT_MADE: {},
}

_NOT_NOW = reason(
    "police_not_now",
    "Det går inte med polisanmälan som den står nu.",
    "That cannot be done with the police report as it stands now.",
)
_NO_CHANNEL = reason("no_channel", "Skriv hur anmälan gjordes.", "Write how the report was made.")
_NO_NUMBER = reason("no_number", "Skriv polisens nummer på anmälan.", "Write the police's number of the report.")
_NO_OUTCOME = reason("no_outcome", "Säg hur det slutade.", "Say how it ended.")
_NO_ANSWER = reason("no_answer", "Skriv vad polisen svarade.", "Write what the police answered.")
_DONE = reason("duty_done", "Det är redan gjort.", "It is done already.")
_WITH_SELF = reason(
    "talk_with_self",
    "Någon annan än du pratar med dig och antecknar det: skyddsombudet, säkerhetssamordnaren eller en annan chef.",
    "Somebody else talks with you and notes it: the safety representative, the safety administrator or another "
    "manager.",
)
_NO_REFERENCE = reason(
    "no_reference",
    "Skriv anmälans nummer eller annat som den kan hittas på.",
    "Write the number of the notice, or something else by which it can be found.",
)
_MUST = reason(
    "must_notify",
    "Av svaren följer att Arbetsmiljöverket ska underrättas. Det kan inte väljas bort.",
    "The answers mean that the Work Environment Authority must be notified. It cannot be left out.",
    AML.cite("3:3 a"),
    "aml.notify_serious",
)
_INJURY = reason(
    "must_report_injury",
    "Någon blev skadad. Skadan ska anmälas till Försäkringskassan.",
    "Somebody was injured. The injury must be reported to Försäkringskassan.",
    SFB.cite("42:10"),
)
_NOT_FOLLOWER = reason(
    "owner_not_following_up",
    "Den som ska göra det måste själv följa upp händelsen. Välj chefen, skyddsombudet eller säkerhetssamordnaren.",
    "Whoever is to do it must follow the incident up. Choose the manager, the safety representative or the safety "
    "administrator.",
)
_ANSWERED = reason("serious_answered", "Frågorna är besvarade.", "The questions are answered.")
_NOT_YOURS = reason(
    "not_the_exposed",
    "Vad den utsatta vill säger den utsatta själv, eller den som hon har bett skriva det.",
    "What the exposed person wants is said by that person, or by whom she has asked to write it.",
)
_NO_WISH = reason("no_wish", "Säg vad du vill, eller att du inte vill något just nu.", "Say what you want, or nothing.")
_NOT_WISHED = reason(
    "change_not_wished",
    "Byte av handläggare görs bara när den utsatta vill det.",
    "The caseworker is changed only when the exposed person wants it.",
)
_IN_CHARGE = reason(
    "change_not_made",
    "Den utsatta är ännu ansvarig för barnet. Fördela ärendet till någon annan i barnets akt först: fristerna följer "
    "med, och överlämningen skrivs där.",
    "The exposed person is still in charge of the child. Give the case to somebody else in the child's file first: the "
    "time limits follow, and the hand-over is written there.",
)
_ENOUGH_SAID = reason(
    "enough_said", "Den utsatta har sagt att det räcker.", "The exposed person has said that it is enough."
)
_IN_PAST = reason("follow_up_in_past", "Dagen har redan varit.", "The day has passed already.")


@dataclass(frozen=True, slots=True)
class Planned:
    """A duty to be made: what, by when, and whether it is for each of the exposed."""

    kind: DutyKind
    due_at: datetime
    for_each: bool = False


def first_duties(*, injury: Injury, at: datetime) -> tuple[Planned, ...]:
    """What follows every incident, from the moment it was reported: talk, questions, representative; injury if any."""
    return (
        Planned(DutyKind.TALK, at + TALK_WITHIN, for_each=True),
        Planned(DutyKind.ASK_SERIOUS, at + NOTIFY_WITHIN),
        Planned(DutyKind.TELL_REPRESENTATIVE, at + NOTIFY_WITHIN),
        *injury_duties(injury=injury, at=at),
    )


def injury_duties(*, injury: Injury, at: datetime) -> tuple[Planned, ...]:
    """What follows an injury from the moment it is known; nothing where there is none.

    It is reported at once, by the Act; a day is our limit, as for the authority (SFB 42 kap. 10 §).
    """
    return () if injury is Injury.NONE else (Planned(DutyKind.REPORT_INJURY, at + NOTIFY_WITHIN),)


def police_stepping(
    view: PoliceReportView,
    step: str,
    *,
    channel: str = "",
    number: str = "",
    words: str = "",
    outcome: PoliceOutcome | None = None,
) -> Verdict:
    """Whether the step may be taken with the report as it stands."""
    lacking: dict[str, Reason | None] = {
        "send": when(blank(channel), _NO_CHANNEL),
        "register": when(blank(number), _NO_NUMBER),
        "ask": when(blank(words), _NO_ANSWER),
        "close": when(outcome is None, _NO_OUTCOME),
        "leave_out": when(blank(words), NO_REASON),
    }
    return Verdict.of(when(step not in POLICE_STEPS[view.state], _NOT_NOW), lacking[step])


def ask_next(on: date) -> date:
    """The day when the police are to be asked again."""
    return on + REMIND_EVERY


def police_due(*, at: datetime) -> datetime:
    """By when the report is to be made. No source for the time: own limit, as for the other notices."""
    return at + NOTIFY_WITHIN


def answering(*, has_answers: bool) -> Verdict:
    """Whether the questions on serious incidents remain to be answered."""
    return Verdict.of(when(has_answers, _ANSWERED))


def doing(duty: DutyView, *, reference: str) -> Verdict:
    """Whether the duty may be marked as done; a notice to an authority can be found again."""
    needs = duty.kind in (DutyKind.NOTIFY_AUTHORITY, DutyKind.REPORT_INJURY)
    return Verdict.of(when(not duty.is_open, _DONE), when(needs and blank(reference), _NO_REFERENCE))


def skipping(duty: DutyView, *, why: str, answers: SeriousAnswers | None, injury: Injury) -> Verdict:
    """Whether the duty may be left undone: what an Act demands never, the rest with a reason."""
    must = duty.kind is DutyKind.NOTIFY_AUTHORITY and answers is not None and answers.must_notify
    hurt = duty.kind is DutyKind.REPORT_INJURY and injury is not Injury.NONE
    return Verdict.of(
        when(not duty.is_open, _DONE), when(must, _MUST), when(hurt, _INJURY), when(blank(why), NO_REASON)
    )


def talking(duty: DutyView, *, is_self: bool) -> Verdict:
    """Whether it may be said of a talk, or of asking again, that it was held or left out: not of one with oneself."""
    is_talk = duty.kind in (DutyKind.TALK, DutyKind.FOLLOW_UP)
    return Verdict.of(when(is_talk and is_self, _WITH_SELF))


def asks_again(duty: DutyView, *, has_enough: bool, is_planned: bool) -> bool:
    """Whether another day to ask how it is follows when the duty ends: until whoever was exposed says: enough."""
    return duty.kind in (DutyKind.TALK, DutyKind.FOLLOW_UP) and not has_enough and not is_planned


def owning(*, follows_up: bool) -> Verdict:
    """Whether somebody may be named to do it: only who follows the incident up sees it, and can say that it is done."""
    return Verdict.of(when(not follows_up, _NOT_FOLLOWER))


def wishing(view: ExposureView, *, is_self: bool, was_asked_to: bool, wishes: tuple[str, ...], words: str) -> Verdict:
    """Whether the wish may be written: by the exposed person, or by whoever follows up and was asked to."""
    return Verdict.of(
        when(view.enough_at is not None, _ENOUGH_SAID),
        when(not is_self and not was_asked_to, _NOT_YOURS),
        when(not wishes and blank(words), _NO_WISH),
    )


def changing_caseworker(view: ExposureView, *, is_in_charge: bool) -> Verdict:
    """Whether a change of caseworker may be noted: on wish only, and when the exposed person is in charge no more."""
    return Verdict.of(when(not view.change_wished, _NOT_WISHED), when(is_in_charge, _IN_CHARGE))


def following_up(view: ExposureView, *, due_at: datetime, at: datetime) -> Verdict:
    """Whether a follow-up may be planned."""
    return Verdict.of(when(view.enough_at is not None, _ENOUGH_SAID), when(due_at <= at, _IN_PAST))


def saying_enough(view: ExposureView, *, is_self: bool, was_asked_to: bool) -> Verdict:
    """Whether it may be said that it is enough: by the exposed person alone, or by whom she asked to write it."""
    return Verdict.of(
        when(view.enough_at is not None, _ENOUGH_SAID), when(not is_self and not was_asked_to, _NOT_YOURS)
    )
